//! The hidden board: what shows, and what does not.

use super::*;
use crate::{domain::tokens::YesNo, ops::Command};

const CARDS: [&str; 4] = ["Pay interpreters", "Share overflow", "Vans should not", "ตั้งทะเบียน"];

fn hidden(keys: &str) -> Play {
    let mut bench = room();
    let workspace = bench.w.workspace().unwrap().unwrap().clone();
    let mut workspace = workspace;
    workspace.hidden.0 = Some(YesNo::Yes);
    let question = "How might we reach people inside compounds before they are moved on?";
    workspace.question.set(Lang::En, question);
    bench.w.put(workspace.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys(keys);
    play
}

#[test]
fn a_hidden_wall_shows_the_question_and_a_counter() {
    let play = hidden("3");
    insta::assert_snapshot!(play.screen());
    assert!(play.screen().contains("7 ideas so far"));
}

#[test]
fn no_way_leads_to_a_hidden_card() {
    for keys in [
        "3",
        "3j",
        "3/vans",
        "3gvans",
        "3gI-115",
        "gI-115<Enter>",
        "3aVans should not be where people",
        "4<Enter>",
        "4w",
        "0",
        "3<Enter>",
        "3p",
        "3pn",
        "4p",
        "3w",
        "3e",
    ] {
        let screen = hidden(keys).screen();
        for card in CARDS {
            // What was typed here shows, as it is typed.
            let typed = keys.contains(card);
            assert!(typed || !screen.contains(card), "{keys}: {card}\n{screen}");
        }
        assert!(!screen.contains("much like"), "{screen}");
    }
}

#[test]
fn the_room_is_asked_the_question_and_shown_a_counter() {
    let screen = hidden("3p").screen();
    assert!(screen.contains("before they are moved on?"), "{screen}");
    assert!(screen.contains("7 ideas so far"), "{screen}");
}

#[test]
fn the_last_three_lines_entered_here_show() {
    let mut play = hidden("3");
    for n in 1..=4 {
        play.keys(&format!("aLine {n}<Enter>"));
        let at = id(900 + n);
        let mut idea = <Idea as Record>::new(at);
        live!(idea, 200 + i64::from(n));
        idea.title.set(Lang::En, &format!("Line {n}"));
        play.done(vec![idea.into()], vec![at]);
        play.keys("<Esc>");
    }
    let screen = play.screen();
    assert!(screen.contains("11 ideas so far"), "{screen}");
    assert!(
        !screen.contains("Line 1") && screen.contains("Line 2") && screen.contains("Line 4"),
        "{screen}"
    );
}

#[test]
fn b_hides_at_once_and_reveals_after_a_question() {
    let play = play("3b");
    assert_eq!(play.sent.last().unwrap().command, Command::Board { hide: true });
    let mut play = hidden("3b");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains("7 ideas show to everybody"), "{}", play.screen());
    play.keys("y");
    assert_eq!(play.sent.last().unwrap().command, Command::Board { hide: false });
    let mut elsewhere = super::play("5b");
    assert!(elsewhere.screen().contains("on screen 3"), "{}", elsewhere.screen());
    elsewhere.keys("3");
}
