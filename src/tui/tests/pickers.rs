//! Boxes to choose from: what they offer, and what becomes of a choice.

use super::{
    forms::{hand, sets, text_in_hand},
    *,
};
use crate::{
    config::actions::Context,
    domain::{kind::Kind, tokens::Column},
    ops::{Command, Target},
};

#[test]
fn a_label_is_chosen_from_five() {
    let mut play = play("3T");
    assert_eq!(play.app.context(), Context::Text);
    play.keys("q<BS><Up><Up><Esc>");
    assert!(play.sent.is_empty() && !play.left);
    play.keys("T<Down><Down><Enter>");
    assert_eq!(sets(&play, 0), [("tlp", "TLP:RED")]);
    play.done(Vec::new(), Vec::new());
    play.keys("  T");
    assert!(play.screen().contains("Label of"), "{}", play.screen());
    play.click("those present only");
    assert_eq!(sets(&play, 1), [("tlp", "TLP:RED")]);
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn a_card_is_moved_to_the_column_that_is_chosen() {
    let mut play = play("4m<Enter>");
    let id = play.app.selected_id().unwrap();
    let moved = |column| Command::Move { issue: Target::Id(id), column, position: None };
    assert_eq!(play.sent[0].command, moved(Some(Column::Shortlisted)), "the next one is in front");
    play.done(Vec::new(), Vec::new());
    play.keys("mpark<Enter>");
    assert_eq!(play.sent[1].command, moved(Some(Column::Parked)));
    play.done(Vec::new(), Vec::new());
    play.keys("<Enter>mcand<Enter>");
    assert_eq!(play.sent[2].command, moved(Some(Column::Candidate)));
    play.keys("<Esc>3m");
    assert!(play.screen().contains("m moves a card of the board"), "{}", play.screen());
}

#[test]
fn a_picker_filters_in_both_languages_and_takes_nothing_where_nothing_holds_it() {
    let mut play = play("5je<Tab><Tab><C-o>embassy");
    assert!(play.screen().contains("KEN"), "{}", play.screen());
    play.keys("<C-u>zzzz<Enter>");
    assert!(play.screen().contains("Nothing holds this."), "{}", play.screen());
    play.keys("<C-u>คณ<C-u>ตำรวจ<Enter>");
    assert_eq!(text_in_hand(&play), "RTP");
}

#[test]
fn a_stricter_record_in_a_picker_is_said_in_the_header() {
    let mut bench = room();
    let id = bench.w.numbered(Kind::Idea, 113).unwrap().unwrap();
    let mut idea = bench.w.peek::<Idea>(id).unwrap().clone();
    idea.label.0 = Some(Label::Red);
    bench.w.put(idea.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("5je<BackTab>");
    assert!(!play.screen().lines().next().unwrap().contains("TLP:RED"));
    play.keys("<C-o>embassy");
    let screen = play.screen();
    assert!(screen.contains("I-113"), "{screen}");
    assert!(screen.lines().next().unwrap().contains("TLP:RED"), "{screen}");
}

#[test]
fn marked_cards_move_together() {
    let mut bench = room();
    bench.numbered("Beds", 3, |k: &mut Issue, n| {
        live!(k, n);
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("4  mpark<Enter>");
    let Command::Edit { targets, .. } = &play.sent[0].command else { panic!() };
    assert_eq!((targets.len(), sets(&play, 0)), (2, vec![("column", "parked")]));
}

#[test]
fn a_label_that_a_record_has_already_is_no_change() {
    let play = play("3T<Enter>");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains("Nothing was changed"), "{}", play.screen());
}

#[test]
fn several_names_are_chosen_one_after_the_other() {
    let mut play = play("5je<Tab><Tab><Tab><Tab><C-o>unodc<Enter><C-o>ตำรวจ<Enter>");
    assert_eq!(text_in_hand(&play), "DSI, BSF, UNODC, RTP");
    play.keys("<C-o><Esc>");
    assert_eq!(hand(&play), "support");
    play.keys("<C-z><Enter>");
    assert_eq!(sets(&play, 0), [("support", "DSI, BSF, UNODC")]);
}

#[test]
fn names_with_commas_and_names_that_are_not_alone_stand_so_that_they_are_read_again() {
    let mut bench = beginning();
    for (number, name) in (1..).zip(["Beds, vans and co", "Twin", "Twin", "Plain"]) {
        bench.numbered(name, number, |o: &mut Organisation, n| {
            live!(o, n);
        });
    }
    bench.numbered("Roster +S-1 +S-2 +S-4", 1, |a: &mut Action, n| {
        live!(a, n);
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("5e<Tab><Tab><Tab><Tab>");
    assert_eq!(text_in_hand(&play), "\"Beds, vans and co\", S-2, Plain");
    play.keys("<C-o>twin<Down><Enter><Enter>");
    assert_eq!(sets(&play, 0), [("support", "\"Beds, vans and co\", S-2, Plain, S-3")]);
}

#[test]
fn few_words_are_turned_through_or_chosen() {
    let mut play = play("5je");
    while hand(&play) != "priority" {
        play.keys("<Tab>");
    }
    play.keys("<Right>");
    assert_eq!(text_in_hand(&play), "high");
    play.keys("<Left><Left>");
    assert_eq!(text_in_hand(&play), "low");
    play.keys("nor<Enter>");
    assert_eq!(text_in_hand(&play), "normal");
    play.keys("<C-u>");
    assert_eq!(text_in_hand(&play), "");
    play.keys("<C-z><Enter>");
    assert_eq!(sets(&play, 0), [("priority", "normal")]);
}

#[test]
fn a_card_is_shifted_by_arrows_as_far_as_there_is_room() {
    let mut bench = room();
    for number in [3, 4] {
        bench.numbered("Beds", number, |k: &mut Issue, n| {
            live!(k, n);
            k.column.column = Some(Column::Candidate);
            k.column.key = Some(format!("a{n}").into());
        });
    }
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("4<Down>");
    let id = play.app.selected_id().unwrap();
    let mut sent = 0;
    let mut shift = |play: &mut Play, key: &str, column, position| {
        play.keys(key);
        let moved = Command::Move { issue: Target::Id(id), column, position };
        assert_eq!(play.sent[sent].command, moved, "{key}");
        play.done(Vec::new(), Vec::new());
        sent += 1;
    };
    shift(&mut play, "<S-Up>", None, Some(1));
    shift(&mut play, "<S-Down>", None, Some(3));
    shift(&mut play, "<S-Right>", Some(Column::Shortlisted), None);
    play.keys("<S-Left>");
    assert!(play.screen().contains("nothing further"), "{}", play.screen());
    play.keys("/beds<Enter><S-Down>");
    assert!(play.screen().contains("The filter hides rows"), "{}", play.screen());
    play.keys("3<S-Down>");
    assert!(play.screen().contains("This has no order by hand"), "{}", play.screen());
    assert_eq!(play.sent.len(), 3);
}
