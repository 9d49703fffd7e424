//! The idea that a line is much like, and joining it.

use super::*;
use crate::ops::{Command, Target};

#[test]
fn a_line_much_like_a_card_says_so_and_tab_joins_them() {
    let mut play = play("3aVans should not be for slee");
    assert!(play.screen().contains("much like I-115 Vans should not be"), "{}", play.screen());
    assert!(play.screen().contains("Tab joins it"));
    insta::assert_snapshot!(play.screen());
    play.keys("ping @IOM<Tab>");
    let sent = play.sent.last().map(|request| request.command.clone());
    let Some(Command::Join { entry, idea: Target::Id(idea), create: false }) = sent else {
        panic!("{sent:?}")
    };
    assert_eq!(entry, Entry::line("Vans should not be for sleeping @IOM"));
    assert_eq!(play.app.picture.ref_by_id(idea).as_deref(), Some("I-115"));
    assert!(play.screen().contains("… "), "it stands in the list dim:\n{}", play.screen());
    assert!(play.screen().contains(" Idea "), "and the next one is typed");
}

#[test]
fn a_line_of_its_own_has_no_hint_and_tab_does_nothing() {
    let mut play = play("3aA roster of doctors");
    assert!(!play.screen().contains("much like"), "{}", play.screen());
    let before = play.sent.len();
    play.keys("<Tab>");
    assert_eq!(play.sent.len(), before);
    assert!(play.screen().contains("A roster of doctors"));
}
