//! The projector: what the room sees, and what it never does.

use super::{
    clock::running,
    session::{meetings, shows},
    *,
};
use crate::{
    config::actions::Context,
    domain::{fields::Agenda, kind::Kind, tokens::Column, types::Marking},
    tui::screens::View,
};

/// The meeting of the mocks with an item that runs, key issues and what must not be shown.
fn in_the_room(minutes: i64) -> Bench {
    let mut bench = running(minutes);
    for (number, line, column) in [
        (3, "One embassy door", Column::Shortlisted),
        (4, "ล่าม 24 ชั่วโมง", Column::Shortlisted),
        (5, "Parked matter", Column::Parked),
    ] {
        bench.numbered(line, number, |issue: &mut Issue, n| {
            live!(issue, n);
            issue.column.column = Some(column);
        });
    }
    bench.numbered("Sealed source inside @DSI tlp:red", 300, |i: &mut Idea, n| {
        live!(i, n);
    });
    bench
}

fn at(minutes: i64, keys: &str, size: (u16, u16), lang: Lang) -> Play {
    let mut play = Play::of(in_the_room(minutes), size, lang);
    play.keys(keys);
    play
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

macro_rules! pictures {
    ($($name:ident: $minutes:literal $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            let mut all = String::new();
            for lang in [Lang::En, Lang::Th] {
                for size in SIZES {
                    let screen = at($minutes, $keys, size, lang).screen();
                    all += &format!("{} {}x{}\n{}", lang.code(), size.0, size.1, screen.trim_end());
                    all.push_str("\n--\n");
                }
            }
            insta::assert_snapshot!(all);
        }
    )+};
}

pictures! {
    projector_agenda: 60 "1p";
    projector_agenda_over: 90 "p";
    projector_ideas: 60 "3p";
    projector_cards: 60 "3pn";
    projector_issue: 60 "4<Enter>p";
    projector_board: 60 "4p";
    projector_plan: 60 "5pn";
}

#[test]
fn every_page_has_its_label_and_seven_rows_at_most() {
    for keys in ["p", "1p", "3p", "3pn", "3p<End>", "4p", "4pn", "5p", "5pnn", "6p"] {
        for lang in [Lang::En, Lang::Th] {
            let screen = at(60, keys, (80, 24), lang).screen();
            let lines: Vec<&str> = screen.lines().collect();
            assert!(lines[0].trim_end().ends_with("TLP:AMBER") || lines[0].contains("TLP:GREEN"));
            let rows = lines[1..23].iter().filter(|line| !line.trim().is_empty()).count();
            assert!((1..=7).contains(&rows), "{keys}: {rows} rows\n{screen}");
            // Nothing of the screen that is typed on.
            assert!(!screen.contains("LIST") && !screen.contains("Joint Tas"), "{keys} {screen}");
        }
    }
}

#[test]
fn the_room_never_sees_what_is_stricter_nor_who_spoke() {
    let mut bench = in_the_room(60);
    let vote = bench.w.numbered(Kind::Agenda, 5).unwrap().unwrap();
    let vote = bench.w.peek::<Agenda>(vote).unwrap().clone();
    bench.w.put(Agenda { label: Marking(Some(Label::Red)), ..vote }.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("1p");
    shows(&play, "withheld (TLP:RED)");
    assert!(!play.screen().contains("Vote on key issues"));
    play.keys("<Esc>3p");
    for _ in 0..9 {
        let screen = play.screen();
        for private in ["Sealed source", "DSI", "IOM", "Seven names", "Chair"] {
            assert!(!screen.contains(private), "{private}: {screen}");
        }
        play.keys("n");
    }
}

#[test]
fn p_blanks_esc_leaves_and_nothing_behind_is_touched() {
    let mut play = at(60, "3p", (80, 24), Lang::En);
    shows(&play, "8 ideas so far");
    play.keys("p");
    assert_eq!(play.screen().trim(), "");
    play.keys("p");
    shows(&play, "8 ideas so far");
    // Keys that would change something, or show the screen, do nothing here.
    play.keys("d:?a12uT<C-p>");
    play.tell(Message::Paste("one\ntwo".to_owned()));
    shows(&play, "8 ideas so far");
    assert_eq!((play.sent.len(), play.app.view), (0, View::Wall));
    assert_eq!(play.app.context(), Context::List);
    play.keys("<Esc>");
    shows(&play, "LIST");
    // The clock goes on from here too.
    play.keys("p<C-t>");
    assert_eq!(play.sent.len(), 1);
    play.keys("<Esc>2p");
    shows(&play, "no page for the room");
}

#[test]
fn long_titles_are_cut_before_there_are_too_many_rows() {
    let mut bench = beginning();
    let long = "A card that says at some length what nobody in the last row will ever read whole";
    for number in 1..=5 {
        bench.numbered(long, number, |i: &mut Idea, n| {
            live!(i, n);
        });
    }
    let rows = |size| {
        let mut play = Play::of(beginning(), size, Lang::En);
        let lists = Lists::of(&bench.w, Now::of(AT, "Asia/Bangkok").today);
        play.tell(Message::Reply(Reply::Loaded(Box::new((bench.w.clone(), lists)))));
        let screen = play.keys("3pn").screen();
        assert!(screen.contains("I-5"), "{screen}");
        screen.lines().filter(|line| line.contains("card") || line.contains("read")).count()
    };
    assert_eq!((rows((80, 24)), rows((80, 50)), rows((120, 36))), (5, 10, 5));
}

#[test]
fn a_page_follows_the_picture() {
    let mut play = at(60, "3p", (80, 24), Lang::En);
    let mut bench = in_the_room(60);
    let new = bench.numbered("One more", 301, |i: &mut Idea, n| {
        live!(i, n);
    });
    let row = bench.w.row(new).unwrap().unwrap();
    let receipt = Receipt { operation: Some(2), seen: 2, rows: vec![row], ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(receipt))));
    shows(&play, "9 ideas so far");
    let none = Play::of(meetings(), (80, 24), Lang::En).keys("p").screen();
    assert!(none.contains("between two items"), "{none}");
}
