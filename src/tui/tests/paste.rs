//! A paste of many lines: the preview, and what becomes of it.

use super::*;
use crate::ops::Command;

fn words(command: &Command) -> Vec<String> {
    let Command::Add { entries, .. } = command else { panic!("{command:?}") };
    entries.iter().map(|entry| entry.draft.words.clone().unwrap_or_default()).collect()
}

const LIST: &str = "1. Freeze wallets within a day @AMLO table:6\\n(2) เพิ่มเตียงสำรอง @NOBODY\\n\
    ๓) ล่าม 👩‍⚖️ ทุกคืน #ล่าม\\n- \\n•\tOne contact point per embassy, day and night\\n* Beds due:1/7/69";

#[test]
fn a_paste_shows_what_each_line_will_be() {
    let mut play = play(&format!("3<Paste:{LIST}>"));
    insta::assert_snapshot!(play.screen());
    assert!(play.screen().contains("5 lines pasted, one record each · 2 will be refused"));
    play.keys("<Enter>");
    let asked = &play.sent[0].command;
    assert_eq!(play.sent.len(), 1, "one operation");
    assert_eq!(
        words(asked),
        [
            "Freeze wallets within a day",
            "เพิ่มเตียงสำรอง",
            "ล่าม 👩‍⚖️ ทุกคืน",
            "One contact point per embassy, day and night",
            "Beds"
        ]
    );
}

#[test]
fn the_same_paste_again_is_asked_about_and_kept_as_a_draft() {
    let again =
        "1. Share overflow beds between provinces\\n2. one contact point per embassy day and night";
    let mut play = play(&format!("3<Paste:{again}>"));
    assert!(play.screen().contains("2 are there already"), "{}", play.screen());
    play.keys("<Enter>");
    assert!(play.sent.is_empty());
    let screen = play.screen();
    assert!(screen.contains("These 2 lines are there already, I-113 to I-114."), "{screen}");
    play.keys("<Esc>a");
    assert!(play.screen().contains("2 lines pasted"), "the draft comes back: {}", play.screen());
    play.keys("<Enter>");
    assert_eq!(words(&play.sent[0].command).len(), 2, "it was asked about once");
}

#[test]
fn a_long_paste_scrolls_and_a_line_of_ten_thousand_letters_is_drawn() {
    let long = "ล่าม👩‍⚖️ night שלום ".repeat(700);
    let many: String = (1..=60).map(|n| format!("{n}. Card {n}\\n")).collect();
    let mut play = play(&format!("3<Paste:{many}61. {long}>"));
    assert!(play.screen().contains("  1   Card 1\n"), "{}", play.screen());
    play.keys("<PgDn><Down>");
    assert!(!play.screen().contains("  1   Card 1\n"), "{}", play.screen());
    play.keys("<PgDn><PgDn><PgDn><PgDn><PgDn>");
    let screen = play.screen();
    assert!(screen.contains(" 61 !") && screen.contains("longer than"), "{screen}");
    play.keys("<PgUp><PgUp><PgUp><PgUp><PgUp><Up>");
    assert!(play.screen().contains("  1   Card 1\n"), "{}", play.screen());
}
