//! The program in a real terminal: what it takes over it gives back, and idle it is silent.

use std::{process::Command, time::Duration};

use crate::pty::{Pty, signal};

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut new = Command::new(env!("CARGO_BIN_EXE_plenary"));
    assert!(
        new.args(["new", "w.plenary"]).current_dir(dir.path()).output().unwrap().status.success()
    );
    dir
}

fn start(folder: &tempfile::TempDir) -> Pty {
    let pty = Pty::start(folder.path(), &["w.plenary"], (80, 24));
    pty.wait_for(" Ideas ");
    pty
}

/// What a program switches on must be off again.
fn given_back(screen: &vt100::Screen) {
    assert!(!screen.alternate_screen(), "the other screen is still on");
    assert!(!screen.hide_cursor(), "the cursor is hidden");
    assert!(!screen.bracketed_paste(), "pastes are still bracketed");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

#[test]
fn leaving_gives_the_terminal_back() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.send("3aone more\r");
    pty.wait_for("I-1    one more");
    pty.send("\u{1b}");
    pty.wait_for("LIST");
    pty.send("q");
    let (code, screen) = pty.end();
    assert_eq!(code, 0);
    given_back(&screen);
}

#[test]
fn a_signal_gives_the_terminal_back() {
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;
    let folder = folder();
    for number in [HANGUP, INTERRUPT, TERMINATE] {
        let mut pty = start(&folder);
        pty.send("3ahalf a line");
        pty.wait_for("half a line");
        signal(pty.pid(), number);
        let (code, screen) = pty.end();
        assert_eq!(code, 128 + number.unsigned_abs(), "signal {number}");
        given_back(&screen);
    }
}

#[test]
fn another_size_is_drawn_whole() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.send("3aone\r");
    pty.wait_for("I-1    one");
    for size in [(120, 36), (80, 24), (60, 20), (120, 36)] {
        pty.resize(size);
        pty.wait("a full screen", |screen| {
            let lines: Vec<&str> = screen.lines().collect();
            lines.len() == usize::from(size.1) && lines.last().is_some_and(|l| l.contains("TEXT"))
        });
    }
    // Too small to draw in is said, and the line that was begun is not lost.
    pty.send("begun");
    pty.wait_for("begun");
    pty.resize((40, 10));
    pty.wait_for("40x10. A larger");
    pty.resize((80, 24));
    pty.wait_for("Idea begun");
}

#[test]
fn another_size_keeps_the_selection() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.send("3aone\rtwo\r");
    pty.wait_for("2 ideas");
    pty.send("\u{1b}");
    pty.wait_for("LIST");
    pty.resize((120, 36));
    pty.wait_for("│ I-2");
}

#[test]
fn a_paste_in_the_list_is_text() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.send("\u{1b}[200~q\nquit\nd\u{1b}[201~");
    pty.wait_for("3 lines pasted");
    pty.send("\r");
    pty.wait_for("3 ideas");
    pty.send("\u{1b}");
    pty.wait_for("LIST");
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn idle_it_writes_nothing() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.wait_for("0 ideas");
    while pty.written_in(Duration::from_millis(700)) > 0 {}
    // Longer than it takes to look twice for other programs' work.
    assert_eq!(pty.written_in(Duration::from_millis(1500)), 0);
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

/// Keys that come all at once, as a fast hand or a slow line sends them.
#[test]
fn what_is_typed_ahead_goes_to_the_right_place_and_rests() {
    let folder = folder();
    let mut pty = start(&folder);
    pty.send("3aBeds\rVans\rล่ามกลางคืน\r\u{1b}");
    pty.wait_for("3 ideas");
    pty.send("0gvans\r");
    pty.wait_for("▌   I-2    Vans");
    pty.send("gล่าม");
    pty.wait_for("1 of 3");
    while pty.written_in(Duration::from_millis(300)) > 0 {}
    assert_eq!(pty.written_in(Duration::from_millis(700)), 0, "a box at rest is silent");
    pty.send("\u{10}");
    pty.wait_for("Commands");
    pty.send("register\r");
    pty.wait_for("[Register]");
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_large_paste_arrives_whole_without_another_key() {
    let folder = folder();
    let mut pty = start(&folder);
    let lines: Vec<String> = (1..=200).map(|n| format!("ความคิดที่ {n} of a long list")).collect();
    pty.send(&format!("\u{1b}[200~{}\u{1b}[201~", lines.join("\n")));
    pty.wait_for("200 lines pasted");
    pty.send("\r");
    pty.wait_for("200 ideas");
}
