//! The screen program on a real file: keys in, the last screen out.

use std::{path::Path, sync::Arc, time::Duration};

use plenary::{
    config::theme::{Depth, Mode, Theme},
    domain::{entry::Entry, kind::Kind, lang::Lang},
    ops::{Beginning, Command, Durability, Opening, Random, Stamp, Workspace},
    tui::{self, Options, Sheet},
};

/// 23 June 2026, 13:27 in Bangkok.
const AT: i64 = 1_782_196_020_000;

pub(crate) fn random() -> Random {
    Box::new(|bytes| getrandom::fill(bytes).unwrap())
}

pub(crate) fn opening(path: &Path) -> Opening {
    Opening { path: path.to_owned(), durability: Durability::Off, ..Opening::default() }
}

pub(crate) fn stamp(by: &str) -> Stamp {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
    Stamp { at: AT, today, by: by.to_owned() }
}

/// A file with what a first meeting leaves behind.
pub(crate) fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.plenary");
    let beginning =
        Beginning { title: Some("Joint Taskforce 2569".to_owned()), ..Beginning::default() };
    let mut workspace =
        Workspace::create(&opening(&path), &beginning, &stamp("Scribe 1"), random()).unwrap();
    let mut add = |kind, line: &str, sets: &[(&str, &str)]| {
        let mut entry = Entry::line(line);
        for (name, value) in sets {
            entry = entry.set(name, value);
        }
        let command = Command::Add { kind, entries: vec![entry], create: false, meeting: None };
        workspace.execute(&command, &stamp("Scribe 1"), None).unwrap();
    };
    for (abbr, name) in [
        ("IOM", "International Organization for Migration"),
        ("BSF", "Border Shelter Foundation"),
        ("DSI", "กรมสอบสวนคดีพิเศษ"),
    ] {
        add(Kind::Organisation, name, &[("abbr", abbr)]);
    }
    add(Kind::Objective, "Protection: nobody waits for an interpreter", &[]);
    for line in [
        "Pay interpreters a standby fee @IOM table:3",
        "Share overflow beds between provinces @BSF table:2",
        "ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง ทุกภาษา @DSI table:1",
    ] {
        add(Kind::Idea, line, &[]);
    }
    (folder, path)
}

pub(crate) fn print_with(opening: Opening, keys: &str, size: (u16, u16), lang: Lang) -> String {
    let options = Options {
        opening,
        lang,
        theme: Theme::load(Mode::Dark, Depth::None, false),
        clock: Arc::new(|| AT),
        by: "Scribe 1".to_owned(),
        random: random(),
        notes: Vec::new(),
        opened: None,
    };
    tui::print(options, keys, Sheet { size, svg: false }).unwrap()
}

pub(crate) fn print(path: &Path, keys: &str) -> String {
    print_with(opening(path), keys, (80, 24), Lang::En)
}

pub(crate) fn shows(screen: &str, text: &str) {
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

#[test]
fn a_day_at_the_wall_and_the_plan() {
    let (_folder, path) = file();
    insta::assert_snapshot!("wall", print(&path, "3"));
    // Two ideas become a cluster, the cluster a key issue, and that an action with a lead and a
    // date.
    let keys = "3  fInterpreters and beds<Enter>kk\
                ffSet up 24h roster @IOM +DSI due:30/6/69 objective:O-1<Enter><Esc>";
    insta::assert_snapshot!("plan", print(&path, keys));
    insta::assert_snapshot!("plan_wide_thai", print_with(opening(&path), "5", (120, 36), Lang::Th));
    // Why leads back to the cards.
    let trace = print(&path, "5w");
    for text in ["A-1", "K-1", "I-1", "I-2", "S-1"] {
        shows(&trace, text);
    }
}

#[test]
fn agencies_are_signed_in_and_an_unknown_one_is_one_step_of_undo() {
    let (_folder, path) = file();
    shows(&print(&path, "1<Tab>a"), "No meeting is open. Shift-Tab shows the meetings");
    print(&path, "aFirst plenary due:2026-06-23 tlp:green<C-s><Home>sy");
    // Five keys for one that is known; a substitute is one more.
    let signed = print(&path, "1<Tab>adsi<Enter>iom<Tab><Enter><Esc>");
    shows(&signed, "M-1/S-1: substitute. u takes it back");
    let again = print(&path, "1<Tab>");
    shows(&again, "substitute");
    shows(&again, "present");
    let new = print(&path, "1<Tab>aHarbour Watch<Enter><Esc>");
    shows(&new, "Harbour Watch");
    let taken_back = print(&path, "1<Tab>u");
    assert!(!taken_back.contains("Harbour Watch"), "{taken_back}");
    shows(&print(&path, "0"), "here, ");
}

#[test]
fn from_a_planned_meeting_to_an_idea_and_back_to_its_agenda_item() {
    let (_folder, path) = file();
    // A meeting is planned on Home, gets its agenda, and is opened.
    let keys = "aFirst plenary due:2026-06-23 place:Bangkok tlp:green<C-s>\
                aOpening start:9:00 min:15<Enter>Briefings min:70 tlp:amber<Enter>\
                Read-back min:20<C-s><Home>sy";
    let planned = print(&path, keys);
    shows(&planned, "▌   M-1   ► First plenary  23 Jun · Bangkok");
    shows(&planned, "G-3   10:25   20 Read-back");
    shows(&planned, "M-1 ends 10:45");
    shows(&planned, "M-1 is open: new records belong to it.");
    // What is last in it goes up; a point is said under the briefings and becomes an idea.
    let moved = print(&path, "1<Down><Down><Down><S-Up><S-Up>");
    shows(&moved, "▌   G-3           20 Read-back");
    let point = print(&path, "1<End>fNight raids yield no interpreters @DSI #interpreters<C-s>");
    shows(&point, "G-2 Briefings");
    shows(&point, "▌   B-1    DSI        Night raids yield no interpreters");
    shows(&print(&path, "1<Tab><Tab>f<C-s>"), "I-4    Night raids yield no interpreters");
    shows(&print(&path, "1<Tab><Tab>"), "1 point");
    let wide = print_with(opening(&path), "1<Tab><Tab>", (120, 36), Lang::En);
    shows(&wide, "1 point · 1 became an idea");
    let trace = print(&path, "3<End>w");
    for step in ["← B-1", "← G-2", "← M-1"] {
        shows(&trace, step);
    }
    let item = print(&path, "3<End>wjj<Enter>");
    shows(&item, "▌   G-2");
    // It is not more public than what was said, though the meeting is.
    let made = print(&path, "3<End><Enter>");
    shows(&made, "TLP:AMBER");
    shows(&print(&path, "1<Home>sy"), "M-1   ✓ First plenary");
    let backups = path
        .parent()
        .unwrap()
        .read_dir()
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_type().unwrap().is_dir());
    assert_eq!(backups.count(), 1, "the backup that a close makes");
}

#[test]
fn a_post_stands_under_its_organisation() {
    let (_folder, path) = file();
    let post = print(&path, "2<Home><Enter>aDesk officer<C-s>");
    shows(&post, "└ P-1    Desk officer");
    let deleted = print(&path, "2<Home><Enter><Down>d");
    shows(&deleted, "3 organisations");
    assert!(!deleted.contains("Desk officer"), "{deleted}");
}

#[test]
fn what_was_typed_is_there_after_the_program() {
    let (_folder, path) = file();
    let screen = print(&path, "3aBeds in every province @BSF<Enter>Next<Enter><Esc>");
    shows(&screen, "▌   I-5    Next");
    shows(&screen, "saved 13:27:00");
    let again = print(&path, "3");
    shows(&again, "I-4    Beds in every province");
    shows(&again, "5 ideas");
}

#[test]
fn undo_and_redo_work_across_runs() {
    let (_folder, path) = file();
    print(&path, "3aBeds<Enter>");
    let undone = print(&path, "u");
    shows(&undone, "3 ideas");
    shows(&undone, "Undone");
    shows(&print(&path, "U"), "4 ideas");
}

#[test]
fn another_persons_change_is_undone_after_a_question() {
    let (_folder, path) = file();
    let mut workspace = Workspace::open(&opening(&path), random()).unwrap();
    let entries = vec![Entry::line("Of somebody else")];
    let command = Command::Add { kind: Kind::Idea, entries, create: false, meeting: None };
    workspace.execute(&command, &stamp("Scribe 2"), None).unwrap();
    drop(workspace);
    let asked = print(&path, "3u");
    shows(&asked, "Take back another person's change?");
    shows(&asked, "Of somebody else");
    let undone = print(&path, "3uy");
    assert!(!undone.contains("Of somebody else"), "{undone}");
}

#[test]
fn a_refused_line_is_back_in_the_field() {
    let (_folder, path) = file();
    let screen = print(&path, "3a#beds<Enter>");
    shows(&screen, " Idea #beds▌");
    shows(&screen, "A title is missing");
    shows(&screen, "3 ideas");
}

#[test]
fn an_edit_changes_what_was_edited_and_a_delete_goes_to_the_trash() {
    let (_folder, path) = file();
    let screen = print(&path, "3je<Home>Please <Del>s<C-s>");
    shows(&screen, "I-2    Please share overflow beds between provinces");
    shows(&screen, "BSF");
    let screen = print(&path, "3jd");
    shows(&screen, "2 ideas");
    shows(&screen, "I-2 is in the trash");
}

#[test]
fn a_note_is_written_in_the_form_and_comes_back_whole() {
    let (_folder, path) = file();
    let to_note = "<BackTab>".repeat(4);
    let keys = format!("5aRoster @IOM<Enter><Esc>e{to_note}First line<Enter>สองบรรทัด<C-s>");
    print(&path, &keys);
    let screen = print(&path, &format!("5e{to_note}"));
    shows(&screen, "First line");
    shows(&screen, "สองบรรทัด");
    // What was not touched is not sent.
    let screen = print(&path, &format!("5e{to_note}<Enter>third<C-s>e{to_note}"));
    shows(&screen, "third");
    shows(&screen, "First line");
    shows(&screen, "IOM");
}

#[test]
fn a_card_is_moved_and_its_fields_edited_in_one_step_each() {
    let (_folder, path) = file();
    print(&path, "3  fInterpreters<Enter>");
    let screen = print(&path, "4m<Enter>");
    shows(&screen, "key issue 1");
    shows(&print(&path, "4<S-Right><S-Left><S-Right>"), "shortlisted 1");
    let screen = print(&path, "4e again #night place:Tak<Enter>");
    shows(&screen, "Interpreters again");
    let screen = print(&path, "4u<Enter>");
    assert!(!screen.contains("again") && !screen.contains("Tak"), "{screen}");
}

#[test]
fn an_agency_is_made_from_a_form() {
    let (_folder, path) = file();
    let screen = print(&path, "5aRoster<Enter><Esc>e @NEWORG<C-n><Enter>");
    shows(&screen, "NEWORG");
    shows(&print(&path, "2"), "NEWORG");
}

#[test]
fn a_new_agency_is_made_with_the_line() {
    let (_folder, path) = file();
    let screen = print(&path, "3aAsk them first @NEWORG<Enter>");
    shows(&screen, "Ctrl-N");
    let screen = print(&path, "3aAsk them first @NEWORG<C-n><Enter>");
    shows(&screen, "NEWORG");
    shows(&screen, "4 ideas");
}

#[test]
fn a_paste_of_many_lines_is_one_step_of_undo() {
    let (_folder, path) = file();
    let screen = print(&path, "3<Paste:one\\ntwo\\nthree><Enter><Esc>");
    shows(&screen, "6 ideas");
    shows(&print(&path, "u"), "3 ideas");
}

#[test]
fn deleting_what_others_refer_to_asks_and_clears_it() {
    let (_folder, path) = file();
    let keys =
        "5aFirst @IOM due:1/7/2569<Enter>Second @IOM due:2/7/2569 after:A-1<Enter><Esc><Home>d";
    shows(&print(&path, keys), "Delete and clear what refers to it?");
    let screen = print(&path, "5<Home>dy");
    assert!(!screen.contains("First"), "{screen}");
    shows(&screen, "Second");
}

#[test]
fn a_wider_label_is_written_with_its_reason() {
    let (_folder, path) = file();
    shows(&print(&path, "3Tclear<Enter>"), " Reason ");
    let screen = print(&path, "3Tclear<Enter>public by now<Enter>");
    shows(&screen, "I-1 · IOM · table 3 · TLP:CLEAR");
}

#[test]
fn a_file_that_is_only_looked_at_keeps_the_line() {
    let (_folder, path) = file();
    let look = Opening { read_only: true, ..opening(&path) };
    let screen = print_with(look, "3aBeds<Enter>", (80, 24), Lang::En);
    shows(&screen, "read only");
    shows(&screen, " Idea Beds▌");
    shows(&screen, "3 ideas");
}

#[test]
fn slow_disks_change_nothing_but_the_wait() {
    let (_folder, path) = file();
    let slow = Opening { commit_delay: Duration::from_millis(30), ..opening(&path) };
    let screen = print_with(slow, "3aone<Enter>two<Enter><Esc>q", (80, 24), Lang::En);
    shows(&screen, "I-5    two");
}

#[test]
fn a_missing_file_is_said_before_the_screen_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        opening: opening(&folder.path().join("none.plenary")),
        lang: Lang::En,
        theme: Theme::default(),
        clock: Arc::new(|| AT),
        by: String::new(),
        random: random(),
        notes: Vec::new(),
        opened: None,
    };
    assert!(matches!(
        tui::print(options, "", Sheet { size: (80, 24), svg: false }),
        Err(tui::Error::Open(_))
    ));
}

#[test]
fn all_fields_of_a_line_keep_what_the_line_belongs_to() {
    let (_folder, path) = file();
    let keys = "0aFirst meeting due:2026-06-23<Enter>Second<Enter><Esc>";
    print(&path, keys);
    let mut workspace = Workspace::open(&opening(&path), random()).unwrap();
    let mut run = |command: Command| workspace.execute(&command, &stamp("Scribe 1"), None).unwrap();
    run(Command::Open { meeting: "M-1".into() });
    let chatham = Entry::line("Trends").set("chatham", "yes").set("tlp", "red");
    run(Command::Add { kind: Kind::Agenda, entries: vec![chatham], create: false, meeting: None });
    let point = Entry::line("Said quietly @IOM").set("agenda", "G-1");
    run(Command::Add { kind: Kind::Point, entries: vec![point], create: false, meeting: None });
    drop(workspace);
    // From a point by all fields: its label and the link stay, and the header says so.
    let form = print(&path, "gB-1<Enter>f<C-o>");
    shows(&form, "TLP:RED");
    print(&path, "gB-1<Enter>f<C-o><C-s>");
    let idea = print(&path, "gI-4<Enter>w");
    for text in ["TLP:RED", "B-1", "G-1"] {
        shows(&idea, text);
    }
    // An item of another meeting than the open one.
    print(&path, "gM-2<Enter>aItem two<C-o><C-s>");
    let item = print(&path, "gG-2<Enter>w");
    shows(&item, "M-2");
    // Who said it stays unsaid when the item goes.
    let asked = print(&path, "gG-1<Enter>dy");
    shows(&asked, "delete its points first");
}
