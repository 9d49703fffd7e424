//! The table and the author that stay while ideas are typed.

use super::*;
use crate::ops::Command;

/// The line that was sent last, as its entry.
fn last(play: &Play) -> Entry {
    match &play.sent.last().unwrap().command {
        Command::Add { entries, .. } => entries.last().unwrap().clone(),
        Command::Join { entry, .. } => entry.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_and_an_author_given_once_stay_until_they_change() {
    let mut play = play("3aRadios table:3 @DSI<Enter>");
    assert!(play.screen().contains(" Idea table 3 · DSI ▌"), "{}", play.screen());
    insta::assert_snapshot!(play.screen());
    play.keys("Boats<Enter>");
    assert_eq!(last(&play), Entry::line("Boats table:3 @DSI"), "as if typed");
    play.keys("Dogs @IOM<Enter>Cats<Enter>");
    assert_eq!(last(&play), Entry::line("Cats table:3 @IOM"));
    play.keys("Anonymous one @-<Enter>Another<Enter>");
    assert_eq!(last(&play), Entry::line("Another table:3"));
    play.keys("Lamps table:-<Enter>Ropes<Enter>");
    assert_eq!(last(&play), Entry::line("Ropes"));
    assert!(play.screen().contains(" Idea ▌"), "{}", play.screen());
}

#[test]
fn given_alone_they_make_no_card_and_the_field_forgets_them_when_it_closes() {
    let mut play = play("3atable:5 @KEN<Enter>");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains(" Idea table 5 · KEN ▌"), "{}", play.screen());
    play.keys("<Paste:1. Radios\\n2. Boats @DSI>");
    play.keys("<Enter>");
    let Command::Add { entries, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(
        *entries,
        [Entry::line("Radios table:5 @KEN"), Entry::line("Boats @DSI table:5")].map(|entry| entry)
    );
    play.keys("Vans should not be where people sleep<Tab>");
    assert_eq!(last(&play), Entry::line("Vans should not be where people sleep table:5 @KEN"));
    play.keys("<Esc>a");
    assert!(play.screen().contains(" Idea ▌"), "{}", play.screen());
    // Other kinds keep nothing.
    play.keys("<Esc>5aOne @DSI<Enter>Two<Enter>");
    assert_eq!(last(&play), Entry::line("Two"));
}
