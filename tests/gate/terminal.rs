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

/// The time that the header shows, in seconds; below zero where it is over.
fn clock_of(screen: &str) -> Option<i64> {
    let header = screen.lines().next()?;
    let word = header.split_whitespace().find(|word| {
        let digits = word.trim_start_matches('+');
        digits.len() == 5 && digits.as_bytes().get(2) == Some(&b':')
    })?;
    let (minutes, seconds) = word.trim_start_matches('+').split_once(':')?;
    let time = minutes.parse::<i64>().ok()? * 60 + seconds.parse::<i64>().ok()?;
    Some(if word.starts_with('+') { -time } else { time })
}

#[test]
fn the_header_counts_down_alone_survives_a_restart_and_rests_when_it_is_paused() {
    let folder = folder();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        let ended = command.args(args).current_dir(folder.path()).output().unwrap();
        assert!(ended.status.success(), "{args:?}");
    };
    run(&["meeting", "add", "First session"]);
    run(&["meeting", "open", "M-1"]);
    run(&["agenda", "add", "Opening min:15"]);
    let mut pty = start(&folder);
    pty.send("t");
    pty.wait("a clock", |screen| clock_of(screen).is_some_and(|left| left > 880));
    // Without a key it goes on.
    pty.wait("a second less", |screen| clock_of(screen).is_some_and(|left| left < 898));
    // What a second draws is a few cells, not the screen.
    while pty.shows("G-1 runs") {
        std::thread::sleep(Duration::from_millis(100));
    }
    let written = pty.written_in(Duration::from_millis(2200));
    assert!(written > 0 && written < 400, "{written} bytes in two seconds");
    pty.send("q");
    pty.wait_for("Leave?");
    pty.send("y");
    assert_eq!(pty.end().0, 0);
    let mut pty = start(&folder);
    pty.wait("the clock", |screen| clock_of(screen).is_some_and(|left| left < 898));
    pty.send("t");
    pty.wait_for("■");
    while pty.written_in(Duration::from_millis(700)) > 0 {}
    assert_eq!(pty.written_in(Duration::from_millis(1500)), 0, "a paused clock is silent");
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
