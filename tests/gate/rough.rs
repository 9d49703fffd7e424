//! Rough handling, in a real terminal: storms of resizes and keys, tiny and huge windows, pastes
//! of anything.

use std::path::Path;

use crate::{cli::bench::Place, pty::Pty};

fn place() -> Place {
    let place = Place::peopled();
    let ideas: Vec<String> = (1..=300).map(|n| format!("ความคิดข้อที่ {n} beds @IOM")).collect();
    place.ok_with(&["idea", "add", "-"], ideas.join("\n").as_bytes());
    place
}

const NOW: &[(&str, &str)] =
    &[("PLENARY_BY", "Scribe"), ("PLENARY_NOW", "2026-06-23T13:27:00+07:00")];

fn start(folder: &Path, size: (u16, u16)) -> Pty {
    let pty = Pty::start_with(folder, &["w.plenary"], size, NOW);
    pty.wait_for("300 ideas");
    pty
}

/// The screen as the program prints it for these keys at this size.
fn printed(place: &Place, keys: &str, (width, height): (u16, u16)) -> String {
    let size = format!("{width}x{height}");
    place.ok(&["w.plenary", "--keys", keys, "--print", "--size", &size])
}

fn same(screen: &str, printed: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let mut lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    };
    lines(screen) == lines(printed)
}

#[test]
fn a_storm_of_resizes_leaves_one_right_frame() {
    let place = place();
    let mut pty = start(&place.path(""), (80, 24));
    pty.send("3jjj");
    pty.wait_for("▌   I-4");
    for n in 0..100_u16 {
        pty.resize((60 + n % 90, 20 + n % 30));
    }
    let last = (131, 33);
    pty.resize(last);
    let right = printed(&place, "3jjj", last);
    pty.wait("the right frame", |screen| same(screen, &right));
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn tiny_and_huge_windows_are_drawn_or_said() {
    let place = place();
    let mut pty = start(&place.path(""), (80, 24));
    pty.resize((20, 5));
    pty.wait_for("20x5");
    pty.send("3");
    for huge in [(500, 200), (500, 20), (60, 200)] {
        pty.resize(huge);
        let right = printed(&place, "3", huge);
        pty.wait("the right frame", |screen| same(screen, &right));
    }
    pty.resize((1, 1));
    pty.resize((80, 24));
    let right = printed(&place, "3", (80, 24));
    pty.wait("the right frame", |screen| same(screen, &right));
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn keys_faster_than_anybody_types_are_all_taken() {
    let place = place();
    let mut pty = start(&place.path(""), (80, 24));
    // 250 down, 50 up, all at once.
    pty.send(&format!("3{}{}", "j".repeat(250), "k".repeat(50)));
    pty.wait_for("▌   I-201");
    let words = "ล่ามภาษา beds now ".repeat(60);
    pty.send(&format!("a{words}"));
    pty.send("ends here");
    pty.wait_for("ends here▌");
    pty.send("\x1b");
    pty.wait_for(" LIST ");
    pty.send("q");
    assert_eq!(pty.end().0, 0);
    assert_eq!(place.ok(&["idea", "list"]).lines().count(), 301);
}

#[test]
fn a_paste_of_a_megabyte_or_of_control_sequences_harms_nothing() {
    let place = place();
    let mut pty = start(&place.path(""), (80, 24));
    pty.send("3");
    pty.wait_for("▌   I-1");
    let long = "ก".repeat(350_000);
    pty.send(&format!("\x1b[200~{long}\x1b[201~"));
    pty.wait_for(" TEXT ");
    pty.wait_for("กกกกก▌");
    pty.send("\x1b");
    pty.wait_for(" LIST ");
    pty.send("\x1b[200~red \x1b[31m bell \x07 title \x1b]0;owned\x07 \u{9b}2J end\x1b[201~");
    pty.wait_for("end▌");
    pty.send("\r");
    pty.wait_for("301 ideas");
    pty.send("\x1b");
    pty.wait_for(" LIST ");
    pty.send("q");
    let (code, screen) = pty.end();
    assert_eq!(code, 0);
    assert!(!screen.contents().contains("owned"));
    let listed = place.ok(&["idea", "list"]);
    assert!(!listed.contains('\x1b') && !listed.contains('\x07'));
}
