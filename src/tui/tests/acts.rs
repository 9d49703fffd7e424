//! What keys do to the app.

use super::*;
use crate::{
    config::actions::Context,
    domain::{kind::Kind, refusal::Refusal, saying::Saying},
    ops::{Changed, Command, Error, Target},
    tui::{app::Sel, screens::View},
};

pub(super) fn refuse(play: &mut Play, at: usize, error: Error) {
    let ticket = play.sent[at].ticket;
    play.tell(Message::Reply(Reply::Refused(ticket, Box::new(error))));
}

pub(super) fn idea(n: u32, number: i64, title: &str) -> Row {
    let mut idea = <Idea as Record>::new(id(n));
    live!(idea, number);
    idea.title.set(Lang::of(title), title);
    idea.into()
}

pub(super) fn words(command: &Command) -> Vec<String> {
    match command {
        Command::Add { entries, .. } => {
            entries.iter().map(|e| e.draft.words.clone().unwrap_or_default()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_typed_line_stands_dim_until_it_is_on_disk() {
    let mut play = play("3aBeds now<Enter>Vans");
    assert_eq!(words(&play.sent[0].command), ["Beds now"]);
    let screen = play.screen();
    assert!(screen.contains("▌ … I-…    Beds now"), "{screen}");
    assert!(screen.contains("1 saving") && screen.contains("7 ideas"), "{screen}");
    assert_eq!(play.app.pane().selected, Some(Sel::Dim(play.sent[0].ticket, 0)));
    play.done(vec![idea(500, 118, "Beds now")], vec![id(500)]);
    let screen = play.screen();
    assert!(screen.contains("▌   I-118  Beds now"), "{screen}");
    assert!(screen.contains("saved 13:27:00") && screen.contains("8 ideas"), "{screen}");
    // What was being typed meanwhile is still there.
    assert!(screen.contains(" Idea Vans▌"), "{screen}");
}

#[test]
fn a_verb_on_a_dim_line_says_that_it_is_still_saving() {
    let mut play = play("3aBeds<Enter><Esc>d");
    assert_eq!(play.sent.len(), 1);
    assert!(play.screen().contains("still saving"));
    play.keys("ew ");
    assert_eq!(play.sent.len(), 1);
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn a_refused_line_comes_back_with_its_reason() {
    let mut play = play("3aBeds @IOM<Enter>");
    let error = Error::from(Refusal::new(Saying::new("entry.empty").with("noun", "idea")));
    refuse(&mut play, 0, error);
    let screen = play.screen();
    assert!(
        screen.contains(" Idea Beds @IOM▌") && screen.contains("A title is missing"),
        "{screen}"
    );
    assert!(!screen.contains("I-…"), "{screen}");
}

#[test]
fn a_refused_line_waits_for_the_one_being_typed() {
    let mut play = play("3aFirst<Enter>Second");
    refuse(&mut play, 0, Error::from(Saying::new("undo.nothing")));
    let screen = play.screen();
    assert!(screen.contains(" Idea Second▌"), "{screen}");
    play.keys("!<Enter>");
    assert_eq!(words(&play.sent[1].command), ["Second!"]);
    assert!(play.screen().contains(" Idea First▌"), "{}", play.screen());
}

#[test]
fn leaving_waits_for_what_is_not_saved() {
    let mut play = play("3aBeds<Enter><Esc>q");
    assert!(!play.left);
    assert!(play.screen().contains("1 line is being saved"));
    play.done(vec![idea(500, 118, "Beds")], vec![id(500)]);
    assert!(play.left);
    assert!(super::play("q").left);
}

#[test]
fn a_changed_cell_asks_and_keeps_or_overwrites() {
    let mut play = play("3e!<Enter>");
    let changed = Changed {
        record: "I-111".into(),
        field: "title_en".into(),
        by: "Scribe 2".into(),
        seen: 7,
        theirs: "Pay them".into(),
        ours: "Pay!".into(),
    };
    refuse(&mut play, 0, Error::Changed(Box::new(changed)));
    assert_eq!(play.app.context(), Context::Question);
    let screen = play.screen();
    assert!(screen.contains("Theirs: Pay them") && screen.contains("Yours: Pay!"), "{screen}");
    // Only what it prints acts.
    play.keys("qxd");
    assert_eq!(play.app.context(), Context::Question);
    play.keys("o");
    assert_eq!(play.sent[1].seen, Some(7));
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn another_persons_step_is_undone_after_a_question() {
    let mut play = play("u");
    assert_eq!(play.sent[0].command, Command::Undo { operation: None, any: false });
    let why = Saying::new("undo.other").with("what", "I-3 changed").with("time", "13:20");
    refuse(&mut play, 0, Error::from(why));
    assert!(play.screen().contains("It was: I-3 changed (13:20)."), "{}", play.screen());
    play.keys("y");
    assert_eq!(play.sent[1].command, Command::Undo { operation: None, any: true });
}

#[test]
fn marked_ideas_become_a_cluster() {
    let mut play = play("3jjj  jf");
    assert!(play.screen().contains("Cluster of 2 ▌Share overflow beds"), "{}", play.screen());
    play.keys("Beds<Enter>");
    let Command::Group { ideas, name, into } = &play.sent[0].command else { panic!() };
    assert_eq!(ideas.len(), 2);
    assert_eq!(name.as_ref().and_then(|n| n.draft.words.as_deref()), Some("Beds"));
    assert_eq!(*into, None);
    assert!(play.app.pane().marks.is_empty());
}

#[test]
fn an_idea_in_a_cluster_leads_to_an_action() {
    let mut play = play("3fRoster<Enter>");
    let Command::Add { kind, entries, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(*kind, Kind::Action);
    assert_eq!(entries[0], Entry::line("Roster issue:K-2"));
    assert_eq!(play.app.view, View::Table);
    play.keys("<Esc><Esc>");
    assert_eq!(play.app.view, View::Wall);
}

#[test]
fn more_than_five_deletions_ask_first() {
    let mut play = play("3      d");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains("Delete 6 records?"), "{}", play.screen());
    play.keys("n");
    assert!(play.sent.is_empty());
    play.keys("dy");
    let Command::Delete { targets, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(targets.len(), 6);
    assert_eq!(targets[0], Target::Id(play.app.lists.ids(View::Wall)[0]));
}

#[test]
fn a_paste_in_a_list_is_text_and_never_keys() {
    let mut play = play("3<Paste:q\\nd\\n  \\nBeds @BSF>");
    assert!(!play.left && play.sent.is_empty());
    assert!(play.screen().contains("3 lines pasted"), "{}", play.screen());
    play.keys("<Enter>");
    assert_eq!(words(&play.sent[0].command), ["q", "d", "Beds"]);
    assert_eq!(play.app.saving(), 3);
    assert_eq!(play.app.dims().count(), 3);
}

#[test]
fn a_draft_is_kept_and_comes_back() {
    let mut play = play("3aBeds<Esc>");
    assert_eq!(play.app.context(), Context::List);
    play.keys("5a<Esc>3a");
    assert!(play.screen().contains(" Idea Beds▌"), "{}", play.screen());
}

#[test]
fn an_edit_sends_only_what_changed() {
    let mut play = play("5e");
    assert!(play.screen().contains("Edit A-12"), "{}", play.screen());
    play.keys("<End> due:30/6/2569 +DSI<C-s>");
    let Command::Edit { entry, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(entry.draft.words, None);
    let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(entry.sets, [set("support", "DSI"), set("due", "30/6/2569")]);
    // The row stands as it is, marked as being saved.
    assert!(play.screen().contains("▌ … A-12"), "{}", play.screen());
    play.keys("e");
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn an_unknown_name_is_offered_the_nearest_or_made() {
    let mut play = play("3aBeds @MSDH<Enter>");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains("Tab takes MSDHS"), "{}", play.screen());
    play.keys("<Tab><Enter>");
    assert_eq!(words(&play.sent[0].command), ["Beds"]);
    play.keys("Beds @NEWORG<C-n><Enter>");
    let Command::Add { create, .. } = &play.sent[1].command else { panic!() };
    assert!(*create);
}

#[test]
fn the_echo_says_dates_in_both_eras() {
    let mut play = play("5aRoster @IOM due:30/6/2569");
    assert!(play.screen().contains("Tue 30 Jun 2026 · 30 มิ.ย. 2569"), "{}", play.screen());
    play.keys("<C-u>Roster due:+1w");
    assert!(play.screen().contains("counted from 23 Jun 26"), "{}", play.screen());
    play.keys("<C-u>Roster table:3");
    assert!(play.screen().contains("table: has no place"), "{}", play.screen());
    play.keys("<C-u>Call 081-234-5678");
    assert!(play.screen().contains("personal data: phone"), "{}", play.screen());
}

#[test]
fn a_filter_narrows_widens_and_goes_with_esc() {
    let mut play = play("3/bed");
    assert!(play.screen().contains("/bed  2 of 7"), "{}", play.screen());
    play.keys(" list");
    assert_eq!(play.app.rows().len(), 1);
    play.keys("<BS><BS><BS><BS><BS>");
    assert_eq!(play.app.rows().len(), 2);
    play.keys("<Enter>");
    assert_eq!(play.app.context(), Context::List);
    assert_eq!(play.app.rows().len(), 2);
    // What is saved meanwhile joins the hits.
    let row = idea(500, 118, "Beds in vans");
    let receipt = Receipt { seen: 2, rows: vec![row], ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(receipt))));
    assert_eq!(play.app.rows().len(), 3);
    play.keys("<Esc>");
    assert_eq!(play.app.rows().len(), 8);
    // An agency's name finds its rows too.
    play.keys("/kenya");
    assert_eq!(play.app.rows().len(), 1);
}

#[test]
fn esc_undoes_one_thing_at_a_time_and_never_leaves() {
    let mut play = play("53/bed<Enter> <Enter>a");
    play.keys("<Esc>");
    assert_eq!(play.app.context(), Context::List);
    play.keys("<Enter>");
    assert!(play.app.zoom);
    play.keys("<Esc>");
    assert!(!play.app.zoom);
    play.keys("<Esc>");
    assert!(play.app.pane().marks.is_empty() && play.app.pane().filter.is_some());
    play.keys("<Esc>");
    assert!(play.app.pane().filter.is_none());
    play.keys("<Esc>");
    assert_eq!(play.app.view, View::Table);
    play.keys("<Esc><Esc><Esc>");
    assert!(!play.left);
}

#[test]
fn a_thai_keyboard_has_the_same_keys() {
    let mut play = play("ถ"); // the 5 key
    assert_eq!(play.app.view, View::Table);
    play.keys("-"); // the 3 key
    assert_eq!(play.app.view, View::Wall);
    assert!(play.screen().contains(" LIST  TH"), "{}", play.screen());
    play.keys("ฟ");
    assert_eq!(play.app.context(), Context::Text);
    play.keys("ฟ<Esc>j");
    assert!(!play.app.keyboard.thai);
}

#[test]
fn a_key_without_a_meaning_says_what_would_help() {
    assert!(play("z").screen().contains("z does nothing here. a adds, ? shows all keys."));
}

#[test]
fn why_walks_back_to_the_idea() {
    let mut play = play("5jw");
    let screen = play.screen();
    assert!(
        screen.contains("Where it comes from, and what came of it") && screen.contains("K-2"),
        "{screen}"
    );
    play.keys("jj<Enter>");
    assert_eq!(play.app.view, View::Wall);
    assert!(play.screen().contains("▌   I-111"), "{}", play.screen());
}

#[test]
fn selection_stays_on_its_record_when_rows_come_and_go() {
    let mut play = play("3jj");
    let at = play.app.selected_id();
    let mut gone = <Idea as Record>::new(play.app.lists.ids(View::Wall)[0]);
    gone.number.0 = Some(111);
    let receipt = Receipt { seen: 2, rows: vec![gone.into()], ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(receipt))));
    assert_eq!(play.app.selected_id(), at);
    play.tell(Message::Size(120, 36));
    assert_eq!(play.app.selected_id(), at);
    play.click("I-112");
    assert_eq!(play.app.pane().at, 0);
}
