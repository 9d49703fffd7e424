//! Ways through the screens: what leads where, and what is asked on the way.

use super::{acts::*, *};
use crate::{
    config::actions::Context,
    domain::{kind::Kind, refusal::Refusal, saying::Saying, tokens::Column},
    ops::{Changed, Command, Error},
    tui::screens::View,
};

#[test]
fn a_label_that_is_wider_asks_for_a_reason() {
    let mut play = play("3Tclear<Enter>");
    let Command::Edit { entry, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(entry.sets, [("tlp".to_owned(), "TLP:CLEAR".to_owned())]);
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
    let screen = play.screen();
    assert!(screen.contains(" Edit A-12 "), "{screen}");
    assert!(screen.contains("▌Action EN            Hotline referral"), "{screen}");
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
    let today = play.app.now.today;
    let whole = || {
        let bench = room();
        let lists = Lists::of(&bench.w, today);
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
                play.settle();
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

#[test]
fn a_paste_over_a_box_is_text_or_is_told_to_come_again() {
    let mut play = play("3?");
    play.tell(Message::Paste("one\rtwo".into()));
    assert_eq!(play.app.context(), Context::Text, "help gives way to what is pasted");
    let mut play = super::play("3<Home><Space>f");
    assert_eq!(play.app.context(), Context::Question, "a card that leaves its cluster is asked");
    play.tell(Message::Paste("one".into()));
    assert_eq!(play.app.context(), Context::Question);
    assert!(play.screen().contains("paste again"), "{}", play.screen());
}

#[test]
fn keys_pressed_before_all_is_loaded_are_not_lost() {
    let mut late = play("");
    let bench = room();
    let mut early = Play::of(beginning(), (80, 24), Lang::En);
    early.app.loaded = false;
    early.keys("3jj aBeds in vans<Enter>");
    assert!(early.sent.is_empty(), "they wait");
    let lists = Lists::of(&bench.w, early.app.now.today);
    early.tell(Message::Reply(Reply::Loaded(Box::new((bench.w, lists)))));
    late.keys("3jj aBeds in vans<Enter>");
    assert_eq!(early.sent, late.sent);
    assert_eq!(early.screen(), late.screen());
}

#[test]
fn what_is_selected_is_copied_and_cut_wherever_it_is_typed() {
    let mut play = play("3aBeds for all<S-Left><S-Left><S-Left><C-c>");
    assert_eq!(play.copied.as_deref(), Some("all"));
    play.keys("<C-x>");
    assert!(play.screen().contains("Idea Beds for ▌"), "{}", play.screen());
    play.keys("<Esc>gล่าม<A-a><C-c>");
    assert_eq!(play.copied.take().as_deref(), Some("ล่าม"));
    play.keys("<Esc>5e<A-a><C-x>");
    assert!(play.copied.is_some_and(|text| text.starts_with("Hotline")), "the field of a form");
    play.copied = None;
    play.keys("<C-c>");
    assert_eq!(play.copied, None);
    assert!(play.screen().contains("Nothing is selected"), "{}", play.screen());
}

#[test]
fn the_thin_line_is_walked_by_mouse_and_typed_text_alone() {
    let mut play = play("0");
    // Home leads to the wall, by a line that is clicked twice.
    play.click("7 ideas, 5 loose").click("7 ideas, 5 loose");
    assert_eq!(play.app.view, View::Wall);
    play.click("a add").keys("Beds for men");
    play.click("Enter keep").click("Esc to the list");
    play.click("I-114").click("f ");
    assert_eq!(play.app.context(), Context::List, "marking comes first: {}", play.screen());
    play.click("Space mark").click("f make a cluster");
    play.click("Enter keep");
    assert!(matches!(play.sent.last().unwrap().command, Command::Group { .. }));
    // To the board and on to an action item; what the footer has no room for is in the palette.
    play.click("LIST").keys("priorities");
    play.click("Priorities");
    assert_eq!(play.app.view, View::Board);
    play.click("m move").click("Enter take");
    assert!(matches!(play.sent.last().unwrap().command, Command::Move { .. }));
    // A record opens with a second click, its fields with a third one, and Esc is printed.
    play.click("Joint Taskforce").click("Follow-up").click("Follow-up");
    play.click("A-9 ").click("A-9 ");
    assert!(play.app.zoom);
    play.click("Esc back");
    assert!(!play.app.zoom);
    play.click("Joint Taskforce");
    assert_eq!(play.app.view, View::Home);
}
