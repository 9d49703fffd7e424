//! What keys do to the app.

use super::*;
use crate::{
    config::actions::Context,
    domain::{kind::Kind, refusal::Refusal, saying::Saying, tokens::Column},
    ops::{Changed, Command, Error, Target},
    tui::{app::Sel, lists::Screen},
};

fn refuse(play: &mut Play, at: usize, error: Error) {
    let ticket = play.sent[at].ticket;
    play.tell(Message::Reply(Reply::Refused(ticket, Box::new(error))));
}

fn idea(n: u32, number: i64, title: &str) -> Row {
    let mut idea = <Idea as Record>::new(id(n));
    live!(idea, number);
    idea.title.set(Lang::of(title), title);
    idea.into()
}

fn words(command: &Command) -> Vec<String> {
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
    assert_eq!(play.app.screen, Screen::Plan);
    play.keys("<Esc><Esc>");
    assert_eq!(play.app.screen, Screen::Ideas);
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
    assert_eq!(targets[0], Target::Id(play.app.lists.ids(Screen::Ideas)[0]));
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
    assert_eq!(entry.draft.tokens.len(), 3, "{:?}", entry.draft.tokens);
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
    assert_eq!(play.app.screen, Screen::Plan);
    play.keys("<Esc><Esc><Esc>");
    assert!(!play.left);
}

#[test]
fn a_thai_keyboard_has_the_same_keys() {
    let mut play = play("ถ"); // the 5 key
    assert_eq!(play.app.screen, Screen::Plan);
    play.keys("-"); // the 3 key
    assert_eq!(play.app.screen, Screen::Ideas);
    assert!(play.screen().contains(" LIST  TH"), "{}", play.screen());
    play.keys("ฟ");
    assert_eq!(play.app.context(), Context::Text);
    play.keys("ฟ<Esc>j");
    assert!(!play.app.thai);
}

#[test]
fn a_key_without_a_meaning_says_what_would_help() {
    assert!(play("z").screen().contains("z does nothing here. a adds, ? shows all keys."));
}

#[test]
fn why_walks_back_to_the_idea() {
    let mut play = play("5jw");
    let screen = play.screen();
    assert!(screen.contains("Where it comes from") && screen.contains("K-2"), "{screen}");
    play.keys("jj<Enter>");
    assert_eq!(play.app.screen, Screen::Ideas);
    assert!(play.screen().contains("▌   I-111"), "{}", play.screen());
}

#[test]
fn selection_stays_on_its_record_when_rows_come_and_go() {
    let mut play = play("3jj");
    let at = play.app.selected_id();
    let mut gone = <Idea as Record>::new(play.app.lists.ids(Screen::Ideas)[0]);
    gone.number.0 = Some(111);
    let receipt = Receipt { seen: 2, rows: vec![gone.into()], ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(receipt))));
    assert_eq!(play.app.selected_id(), at);
    play.tell(Message::Size(120, 36));
    assert_eq!(play.app.selected_id(), at);
    play.tell(Message::Click(10, 4));
    assert_eq!(play.app.pane().at, 0);
}

#[test]
fn a_label_that_is_wider_asks_for_a_reason() {
    let mut play = play("3Tclear<Enter>");
    let Command::Edit { entry, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(entry.sets, [("tlp".to_owned(), "clear".to_owned())]);
    let why = Saying::new("label.wider").with("ref", "I-111").with("label", "TLP:CLEAR");
    refuse(&mut play, 0, Error::from(why));
    assert!(play.screen().contains(" Reason "), "{}", play.screen());
    play.keys("it is public<Enter>");
    let Command::Edit { reason, .. } = &play.sent[1].command else { panic!() };
    assert_eq!(reason.as_deref(), Some("it is public"));
}

#[test]
fn every_kind_of_line_end_divides_a_paste() {
    let mut play = play("3");
    play.tell(Message::Paste("a\rb\r\nc\nd".to_owned()));
    play.keys("<Enter>");
    assert_eq!(words(&play.sent[0].command), ["a", "b", "c", "d"]);
}

fn changed(ours: &str) -> Error {
    Error::Changed(Box::new(Changed {
        record: "I-111".into(),
        field: "title_en".into(),
        by: "Scribe 2".into(),
        seen: 7,
        theirs: "Pay them".into(),
        ours: ours.into(),
    }))
}

#[test]
fn a_question_waits_until_nobody_types() {
    let mut play = play("3e!<Enter>aBeds");
    refuse(&mut play, 0, changed("Pay!"));
    assert_eq!(play.app.context(), Context::Text);
    assert!(play.screen().contains("1 question waits"), "{}", play.screen());
    play.keys("o");
    assert_eq!(play.sent.len(), 1, "a typed letter is no answer");
    play.keys("<Esc>");
    assert_eq!(play.app.context(), Context::Question);
    assert!(play.screen().contains("Yours: Pay!"), "{}", play.screen());
}

#[test]
fn questions_come_one_after_the_other() {
    let mut play = play("3e!<Enter>je!<Enter>?");
    refuse(&mut play, 0, changed("first"));
    refuse(&mut play, 1, changed("second"));
    assert!(play.screen().contains("2 questions wait"), "{}", play.screen());
    play.keys("<Esc>");
    assert!(play.screen().contains("Yours: first"), "{}", play.screen());
    play.keys("z");
    let told = "z does nothing here. What acts: t keep theirs, o write yours";
    assert!(play.screen().contains(told), "{}", play.screen());
    play.keys("o");
    assert!(play.screen().contains("Yours: second"), "{}", play.screen());
    play.keys("t");
    assert_eq!(play.app.context(), Context::List);
    assert_eq!(play.sent.len(), 3);
}

#[test]
fn writing_over_a_change_knows_that_change_and_none_after_it() {
    let mut play = play("3e!<Enter>");
    let news = |seen| Message::Reply(Reply::News(Box::new(Receipt { seen, ..Receipt::default() })));
    refuse(&mut play, 0, changed("Pay!"));
    play.tell(news(9));
    play.keys("o");
    assert_eq!(play.sent[1].seen, Some(7));
}

#[test]
fn a_screen_that_is_not_there_yet_says_so() {
    assert!(play("4").screen().contains("Screen 4 is not in this version"));
}

/// The room, with K-2 in a column.
fn in_column(column: Column, keys: &str) -> Play {
    let mut bench = room();
    let id = bench.w.numbered(Kind::Issue, 2).unwrap().unwrap();
    let mut issue = bench.w.peek::<Issue>(id).unwrap().clone();
    issue.column.column = Some(column);
    bench.w.put(issue.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys(keys);
    play
}

#[test]
fn a_card_in_a_cluster_makes_it_a_key_issue_first() {
    let mut play = in_column(Column::Cluster, "3");
    assert!(play.screen().contains("f make K-2 a key issue"), "{}", play.screen());
    play.keys("f");
    let Command::Move { column, position: None, .. } = play.sent[0].command else { panic!() };
    assert_eq!(column, Some(Column::Candidate));
    let play = in_column(Column::Prioritised, "3f");
    assert!(play.screen().contains(" Action "), "{}", play.screen());
}

#[test]
fn a_key_issue_is_seen_and_worked_on() {
    // From the trace, and from the detail of a card in it.
    for keys in ["5jwj<Enter>", "3<Enter><Enter>"] {
        let mut play = in_column(Column::Cluster, keys);
        let screen = play.screen();
        for shows in ["Interpreters day and night", "cluster", "2 cards", "I-111", "A-17"] {
            assert!(screen.contains(shows), "{shows}: {screen}");
        }
        play.keys("e");
        assert!(play.screen().contains("Edit K-2"), "{}", play.screen());
        play.keys(" now<C-s>f");
        let Command::Edit { kind: None, entry, .. } = &play.sent[0].command else { panic!() };
        assert_eq!(entry.draft.words.as_deref(), Some("Interpreters day and night now"));
        assert_eq!(play.sent.len(), 1, "still saving");
        play.done(Vec::new(), Vec::new());
        play.keys("f");
        assert!(matches!(play.sent[1].command, Command::Move { .. }));
        play.done(Vec::new(), Vec::new());
        play.keys("Tred<Enter>");
        assert!(matches!(play.sent[2].command, Command::Edit { .. }));
        play.done(Vec::new(), Vec::new());
        play.keys("d");
        assert!(matches!(play.sent[3].command, Command::Delete { .. }));
        play.keys("<Esc><Esc>");
        assert!(play.app.issue.is_none());
    }
}

#[test]
fn an_untouched_suggestion_is_taken_and_typing_replaces_it() {
    let play = play("3jjj  f<Enter>");
    let Command::Group { name, .. } = &play.sent[0].command else { panic!() };
    assert!(name.as_ref().unwrap().draft.words.as_deref().unwrap().starts_with("Share overflow"));
}

#[test]
fn cards_leave_another_key_issue_only_after_a_question() {
    let mut play = in_column(Column::Prioritised, "3  f");
    assert!(play.screen().contains("2 cards leave K-2 (prioritised)"), "{}", play.screen());
    play.keys("n");
    assert_eq!(play.app.context(), Context::List);
    assert_eq!(play.app.pane().marks.len(), 2);
    play.keys("fyNew<Enter>");
    assert!(matches!(play.sent[0].command, Command::Group { .. }));
}

#[test]
fn a_stricter_row_is_marked_and_the_header_goes_by_it() {
    let mut bench = room();
    let id = bench.w.numbered(Kind::Idea, 113).unwrap().unwrap();
    let mut idea = bench.w.peek::<Idea>(id).unwrap().clone();
    idea.label.0 = Some(Label::Red);
    bench.w.put(idea.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("3");
    let screen = play.screen();
    assert!(screen.lines().next().unwrap().contains("TLP:RED"), "{screen}");
    let row = screen.lines().find(|line| line.contains("I-113")).unwrap();
    assert!(row.contains(" RED"), "{screen}");
    play.keys("5");
    assert!(play.screen().lines().next().unwrap().contains("TLP:AMBER"));
}

#[test]
fn a_refused_paste_comes_back_line_by_line() {
    let mut play = play("3<Paste:one\\ntwo\\nthree\\nfour><Enter>");
    let refusal = |line| {
        let mut refusal = Refusal::new(Saying::new("entry.empty").with("noun", "idea"));
        refusal.line = Some(line);
        refusal
    };
    let mut both = refusal(2);
    both.more = vec![refusal(4)];
    refuse(&mut play, 0, Error::from(both));
    let screen = play.screen();
    assert!(screen.contains(" Line 2 of 4 two▌"), "{screen}");
    assert!(screen.contains("! A title is missing"), "{screen}");
    play.keys("!<Enter>");
    assert!(play.screen().contains(" Line 4 of 4 four▌"), "{}", play.screen());
    play.keys("<C-u>4<Enter>");
    assert_eq!(words(&play.sent[1].command), ["one", "two!", "three", "4"]);
}

#[test]
fn a_draft_is_announced_and_no_paste_joins_it() {
    let mut play = play("3aBeds<Esc>");
    assert!(play.screen().contains("Draft kept; a brings it back."), "{}", play.screen());
    play.keys("<Paste:one\\ntwo><Enter>");
    assert_eq!(words(&play.sent[0].command), ["one", "two"]);
    play.keys("<Esc>a");
    assert!(play.screen().contains(" Idea Beds▌"), "{}", play.screen());
}

#[test]
fn a_long_message_wraps_and_no_toast_covers_it() {
    for size in [(60, 20), (80, 24), (120, 36)] {
        let mut play = Play::of(room(), size, Lang::En);
        play.keys("3z");
        assert!(play.screen().contains("z does nothing here"), "{}", play.screen());
        play.keys("aBeds @NOBODYATALL<Enter>");
        let screen = play.screen();
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!screen.contains("z does nothing here"), "{screen}");
        assert!(screen.contains("No organisation is called NOBODYATALL"), "{screen}");
        assert!(screen.contains("Ctrl-N makes it new."), "{screen}");
    }
}

#[test]
fn the_beginning_of_a_title_shows_when_it_is_edited() {
    let play = play("5e");
    assert!(play.screen().contains(" Edit A-12 Hotline referral"), "{}", play.screen());
}

#[test]
fn a_date_in_the_past_is_said_and_thai_stands_first_in_thai() {
    let mut play = play("5aRoster due:2026-06-01");
    assert!(play.screen().contains("1 มิ.ย. 2569 is in the past"), "{}", play.screen());
    play.keys("<C-u>Roster due:2026-06-30<F2>");
    let screen = play.screen();
    assert!(screen.contains("วันอังคาร 30 มิ.ย. 2569 · Tue 30 Jun 2026"), "{screen}");
}

#[test]
fn another_file_in_its_place_takes_marks_drafts_and_questions_away() {
    let mut play = play("3 jeX<Esc>j<Esc>3jjj aKept<Enter>half");
    assert_eq!(play.sent[0].file, 0);
    let whole = || {
        let bench = room();
        let lists = Lists::of(&bench.w);
        Box::new((bench.w, lists))
    };
    play.tell(Message::Reply(Reply::Replaced(whole())));
    let screen = play.screen();
    assert!(screen.contains("The file was replaced"), "{screen}");
    assert!(screen.contains(" Idea half▌"), "what is typed stays: {screen}");
    assert!(play.app.pane().marks.is_empty());
    // A command of the old file comes back: its line is not lost.
    refuse(&mut play, 0, Error::Replaced);
    play.keys("<Enter>");
    assert_eq!(play.sent[1].file, 1);
    assert!(play.screen().contains(" Idea Kept▌"), "{}", play.screen());
    play.keys("<C-u><Esc><Home>je");
    assert!(!play.screen().contains("X▌"), "{}", play.screen());
    play.keys("!");
    play.tell(Message::Reply(Reply::Replaced(whole())));
    assert_eq!(play.app.context(), Context::List, "an edit of a record is gone with it");
}

#[test]
fn an_added_row_that_the_filter_hides_is_announced() {
    let mut play = play("3/bed<Enter>aVans<Enter><Esc>");
    let ticket = play.sent[0].ticket;
    let receipt = Receipt {
        operation: Some(1),
        seen: 1,
        rows: vec![idea(500, 118, "Vans")],
        made: vec![id(500)],
        done: Some(Saying::new("done.added").with("ref", "I-118")),
        ..Receipt::default()
    };
    play.tell(Message::Reply(Reply::Done(ticket, Box::new(receipt))));
    let screen = play.screen();
    assert!(screen.contains("The filter hides it; Esc shows all."), "{screen}");
    play.keys("/zzz<Enter>");
    let screen = play.screen();
    assert!(!screen.contains("first idea") && screen.contains("Esc show all"), "{screen}");
}

mod filtered {
    use super::*;
    use proptest::prelude::*;

    fn action(n: u32, due: u32, beds: bool, alive: bool) -> Row {
        let mut action = <Action as Record>::new(id(1000 + n));
        live!(action, i64::from(n) + 1);
        action.alive.0 = alive;
        action.title.set(Lang::En, if beds { "Bed list" } else { "Vans" });
        action.span.due = NaiveDate::from_ymd_opt(2026, 6, due);
        action.into()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn hits_are_those_of_a_fresh_filter(
            receipts in prop::collection::vec(
                prop::collection::vec((0u32..9, 1u32..29, any::<bool>(), any::<bool>()), 1..6),
                0..12,
            )
        ) {
            let mut play = Play::of(beginning(), (80, 24), Lang::En);
            play.keys("5/bed<Enter>");
            for (seen, rows) in (1..).zip(receipts) {
                let rows = rows.into_iter().map(|(n, due, beds, alive)| action(n, due, beds, alive));
                let receipt = Receipt { seen, rows: rows.collect(), ..Receipt::default() };
                play.tell(Message::Reply(Reply::News(Box::new(receipt))));
                let kept = play.app.rows().to_vec();
                play.app.refilter();
                prop_assert_eq!(&kept, play.app.rows());
            }
        }
    }
}

#[test]
fn what_is_made_from_a_stricter_issue_says_its_label_before_it_is_kept() {
    let mut bench = room();
    let id = bench.w.numbered(Kind::Issue, 2).unwrap().unwrap();
    let mut issue = bench.w.peek::<Issue>(id).unwrap().clone();
    issue.label.0 = Some(Label::Red);
    bench.w.put(issue.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("3fRoster");
    let screen = play.screen();
    assert!(screen.contains("K-2 Interpreters day and night · TLP:RED"), "{screen}");
    assert!(screen.lines().next().unwrap().contains("TLP:RED"), "{screen}");
}
