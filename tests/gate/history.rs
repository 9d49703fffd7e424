//! History on a real file: who changed what, and the ways back.

use std::path::Path;

use plenary::{
    domain::{entry::Entry, kind::Kind, lang::Lang},
    ops::{Command, LogQuery, Stretch, Target, Workspace},
};

use crate::{
    bench::{Bench, add},
    screens::{file, opening, print, print_with, random, shows, stamp},
};

/// The same file after a plan was made and changed.
fn planned() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, path) = file();
    print(&path, "5aBed list across provinces @IOM due:15/6/2569<Enter><Esc>");
    edit(&path, "due:2026-06-30");
    (folder, path)
}

fn run(path: &Path, by: &str, command: &Command) {
    let mut workspace = Workspace::open(&opening(path), random()).unwrap();
    workspace.execute(command, &stamp(by), None).unwrap();
}

/// Edits the one action item.
fn edit(path: &Path, line: &str) {
    let (targets, entry) = (vec![Target::from("A-1")], Entry::line(line));
    run(path, "Scribe 1", &Command::Edit { targets, kind: None, entry, reason: None });
}

fn idea(line: &str) -> Command {
    let entries = vec![Entry::line(line)];
    Command::Add { kind: Kind::Idea, entries, create: false, meeting: None }
}

#[test]
fn a_row_says_what_changed_in_words() {
    let (_folder, path) = planned();
    print(&path, "3<Paste:one\\ntwo\\nthree\\nfour><Enter><Esc>");
    print(&path, "3d");
    print(&path, "u");
    let screen = print(&path, "8");
    for row in [
        " Tue 23 Jun 2026 · 23 มิ.ย. 2569",
        "undone: I-1 to the trash",
        "I-1 to the trash",
        "4 ideas added, I-4 to I-7",
        "A-1 Due 15 Jun → 30 Jun",
        "A-1 added: Bed list across provinces",
        "13 changes",
    ] {
        shows(&screen, row);
    }
    let screen = print_with(opening(&path), "8", (80, 24), Lang::Th);
    for row in ["ย้อน: I-1 ลงถังขยะ", "เพิ่ม ข้อคิด 4 ข้อ I-4 ถึง I-7", "15 มิ.ย. → 30 มิ.ย."]
    {
        shows(&screen, row);
    }
}

#[test]
fn the_detail_says_before_and_after() {
    let (_folder, path) = planned();
    let strip = print(&path, "8");
    shows(&strip, "Due  - Mon 15 Jun 2026 · 15 มิ.ย. 2569  + Tue 30 Jun 2026 · 30 มิ.ย. 2569");
    edit(&path, "Long bed list across provinces");
    let whole = print(&path, "8<Enter>");
    shows(&whole, "A-1 Long bed list across provinces");
    shows(&whole, "- Bed list across provinces");
    shows(&whole, "+ Long bed list across provinces");
    // Enter leads from a change to its record.
    shows(&print(&path, "8<Enter><Enter>"), "5 Plan  [Table]");
}

#[test]
fn undo_to_here_takes_back_all_down_to_the_selected_change() {
    let (_folder, path) = planned();
    print(&path, "3aNew one<Enter><Esc>");
    let asked = print(&path, "8ju");
    shows(&asked, "Take back 2 changes, back to 13:27?");
    shows(&asked, "By: Scribe 1 (2)");
    shows(&asked, "I-4 added: New one");
    shows(&asked, "A-1 Due 15 Jun → 30 Jun");
    shows(&print(&path, "8jun8"), "I-4 added");
    let done = print(&path, "8juy");
    shows(&done, "All is as it was before that. Ctrl-Z takes it back.");
    shows(&done, "all back: ");
    let screen = print(&path, "5");
    shows(&screen, "15 Jun");
    assert!(!print(&path, "3").contains("New one"));
    // It is one step.
    shows(&print(&path, "8<C-z>3"), "New one");
    shows(&print(&path, "5"), "30 Jun");
}

#[test]
fn on_the_newest_change_undo_to_here_is_undo() {
    let (_folder, path) = planned();
    shows(&print(&path, "8u"), "undone: A-1 Due 15 Jun → 30 Jun");
    shows(&print(&path, "5"), "15 Jun");
}

#[test]
fn the_first_change_of_all_is_not_taken_back() {
    let (_folder, path) = file();
    shows(&print(&path, "8<End>u"), "The making of the workspace is not undone.");
}

#[test]
fn undo_to_here_asks_before_it_takes_back_the_work_of_others() {
    let (_folder, path) = planned();
    run(&path, "Scribe 2", &idea("Of somebody else"));
    shows(&print(&path, "8juy"), "Take back another person's change?");
    print(&path, "8juyy");
    assert!(!print(&path, "3").contains("Of somebody else"));
}

#[test]
fn one_change_is_taken_back_or_said_to_be_built_on() {
    let (_folder, path) = planned();
    print(&path, "3aNew one<Enter><Esc>");
    let done = print(&path, "8jr");
    shows(&done, "taken back: A-1 Due 15 Jun → 30 Jun");
    shows(&done, "Ctrl-Z takes it back.");
    shows(&print(&path, "3"), "New one");
    shows(&print(&path, "5"), "15 Jun");
    edit(&path, "due:2026-07-01");
    edit(&path, "due:2026-07-02");
    shows(&print(&path, "8jr"), "A-1 was changed after this (Scribe 1, 13:27). Take that back");
}

#[test]
fn a_field_gets_its_earlier_value_back() {
    let (_folder, path) = planned();
    edit(&path, "Long bed list across provinces");
    let asked = print(&path, "8j<Enter>r");
    shows(&asked, "A-1: restore Start and due?");
    shows(&asked, "Now: Tue 30 Jun 2026");
    shows(&asked, "Then: Mon 15 Jun 2026");
    let done = print(&path, "8j<Enter>ry");
    shows(&done, "A-1: Start and due has its earlier value. Ctrl-Z takes it back.");
    let plan = print(&path, "5");
    shows(&plan, "Long bed list across provinces");
    shows(&plan, "15 Jun");
    // Asked once more it says so, and what was added had nothing before.
    shows(&print(&path, "8jj<Enter>r"), "A-1: Start and due has that value already.");
    shows(&print(&path, "8jjj<Enter>jjr"), "Nothing stood there before.");
}

#[test]
fn the_history_of_a_record_is_reached_from_everywhere() {
    let (_folder, path) = planned();
    print(&path, "3aNew one<Enter><Esc>");
    for keys in ["5H", "8jw", "5w<End><Enter>", "5wH", "8j<Enter>w"] {
        let screen = print(&path, keys);
        shows(&screen, "History of A-1, 2 changes · Esc shows all");
        assert!(!screen.contains("I-4"), "{keys}:\n{screen}");
    }
    shows(&print(&path, "5H<Esc>"), "I-4 added");
    shows(&print(&path, "5H<Esc><Esc>"), "5 Plan  [Table]");
}

#[test]
fn the_filter_looks_through_the_whole_log() {
    let (_folder, path) = planned();
    run(&path, "Scribe 2", &idea("Of somebody else"));
    let screen = print(&path, "8/somebody scribe<Enter>");
    shows(&screen, "/somebody scribe  1 found · Esc shows all");
    shows(&screen, "I-4 added: Of somebody else");
    assert!(!screen.contains("A-1"), "{screen}");
    shows(&print(&path, "8/a-1<Enter>"), "2 found");
    shows(&print(&path, "8/nowhere<Enter>"), "nowhere");
    shows(&print(&path, "8/a-1<Enter><Esc>"), "11 changes");
    // What comes in between is looked at too.
    shows(&print(&path, "8/a-1<Enter>5d8"), "3 found");
}

#[test]
fn the_trash_lists_and_gives_back() {
    let (_folder, path) = file();
    shows(&print(&path, "8<Tab>"), "The trash is empty.");
    print(&path, "3Tred<Enter>");
    print(&path, "3d");
    let screen = print(&path, "8<Tab>");
    shows(&screen, "8 History   Log [Trash]");
    shows(&screen, "1 in the trash");
    shows(&screen, "I-1    idea         Pay interpreters a standby… RED");
    shows(&screen, "TLP:RED");
    assert!(!print(&path, "3").contains("TLP:RED"));
    shows(&print(&path, "8"), "TLP:RED");
    shows(&print(&path, "8<Tab>w"), "History of I-1, 3 changes");
    shows(&print(&path, "8<Tab>e"), "It lies in the trash.");
    shows(&print(&path, "8<Tab>/beds<Enter>"), "0 of 1");
    let back = print(&path, "8<Tab>r");
    shows(&back, "I-1 is back from the trash. u takes it back.");
    shows(&back, "The trash is empty.");
    shows(&print(&path, "3"), "I-1    Pay interpreters");
}

#[test]
fn pages_join_on_and_hold_every_operation_once() {
    let mut bench = Bench::new();
    let id = bench.add(Kind::Idea, "first");
    for n in 0..60 {
        bench.edit(id, &format!("edit {n}"));
        bench.add(Kind::Idea, "another");
    }
    for (of, words) in [(None, vec![]), (Some(id), vec![]), (None, vec!["edit".to_owned()])] {
        let query = |stretch, most| LogQuery { of, stretch, words: words.clone(), most };
        let all = bench.w.log_page(&query(Stretch::Newest, 1_000)).unwrap();
        assert_eq!(all.reached, None);
        let mut joined = Vec::new();
        let mut stretch = Stretch::Newest;
        loop {
            let page = bench.w.log_page(&query(stretch, 7)).unwrap();
            assert!(page.entries.len() <= 7);
            joined.extend(page.entries);
            let Some(reached) = page.reached else { break };
            stretch = Stretch::Before(reached);
        }
        assert_eq!(joined, all.entries);
        let since = joined[5].operation;
        let newer = bench.w.log_page(&query(Stretch::After(since), 1_000)).unwrap();
        assert_eq!(newer.entries, joined[..5]);
    }
}

#[test]
fn an_operation_of_many_records_is_counted_whole_and_read_in_part() {
    let mut bench = Bench::new();
    let lines: Vec<String> = (0..700).map(|n| format!("idea {n}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let made = bench.run(&add(Kind::Idea, &lines));
    let query = LogQuery { of: None, stretch: Stretch::Newest, words: Vec::new(), most: 1 };
    let page = bench.w.log_page(&query).unwrap();
    let entry = &page.entries[0];
    assert!(entry.lines.len() < 100 && entry.changes > 2_000, "{}", entry.changes);
    assert_eq!(entry.groups[0].records, 700);
    assert_eq!((entry.groups[0].first.as_str(), entry.groups[0].last.as_str()), ("I-1", "I-700"));
    let whole = bench.w.operation(made.operation.unwrap()).unwrap().unwrap();
    assert_eq!(whole.lines.len(), 2_000);
}
