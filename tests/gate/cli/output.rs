//! What is printed where, and the labels.

use std::{io::Read as _, process::Stdio};

use serde_json::json;

use super::bench::Place;

const EVIL: &str = "x\u{1b}]0;t\u{7}\u{1b}[2J\u{9b}31m\u{202e}y";

#[test]
fn nothing_entered_reaches_the_terminal_as_a_command() {
    // The bench looks at every stream of every call; here every place a text shows at.
    let place = Place::new();
    place.ok(&["stakeholder", "add", EVIL, "--set", &format!("abbr={EVIL}")]);
    place.ok(&["meeting", "add", EVIL, "--by", EVIL]);
    place.ok(&["idea", "add", EVIL, &format!("#{EVIL}")]);
    place.ok(&["action", "add", EVIL, "--set", &format!("note={EVIL}"), "--set", "lead=S-1"]);
    place.ok(&["config", "set", "title_en", EVIL]);
    for args in [
        &["stakeholder", "list"][..],
        &["idea", "list"],
        &["action", "show", "A-1"],
        &["log"],
        &["config"],
        &["list", "tag"],
        &["trash", "list"],
    ] {
        place.ok(args);
        place.json(args);
    }
    assert_eq!(place.json(&["idea", "show", "I-1"])["title"], EVIL);
    place.run(&["idea", "show", EVIL]).refused(1, "x");
    place.run(&[EVIL]).refused(2, "x");
    place.run(&["idea", "add", &format!("t @{EVIL}q")]).refused(1, "x");
    place.run(&["idea", EVIL]).refused(2, "x");
    place.run(&["-w", EVIL, "idea", "list"]).refused(3, "x");
}

#[test]
fn the_strictest_label_is_said() {
    let place = Place::new();
    place.ok(&["idea", "add", "a tlp:green"]);
    let ended = place.run(&["idea", "list"]);
    assert!(ended.err.contains("TLP:GREEN"), "{}", ended.text());
    place.ok(&["idea", "add", "b tlp:amber+strict"]);
    for args in [&["idea", "list"][..], &["idea", "list", "--json"], &["idea", "show", "I-2"]] {
        let ended = place.run(args);
        assert!(ended.err.contains("TLP:AMBER+STRICT"), "{}", ended.text());
    }
    assert!(place.run(&["log", "I-1"]).err.contains("TLP:GREEN"));
    assert!(place.run(&["log"]).err.contains("TLP:AMBER+STRICT"));
    assert_eq!(place.run(&["action", "list"]).err, "");
}

#[test]
fn personal_data_is_warned_about_and_kept() {
    let place = Place::new();
    let ended = place.run(&["idea", "add", "call 081-234-5678"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "I-1\n"));
    assert!(ended.err.contains("personal data"), "{}", ended.text());
    assert_eq!(place.json(&["idea", "show", "I-1"])["title"], "call 081-234-5678");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    let lines = "a line of some length to fill the pipe\n".repeat(5_000);
    place.run_with(&["idea", "add", "-"], lines.as_bytes());
    let mut child =
        place.command(&["idea", "list", "--json"]).stdin(Stdio::null()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn machine_output_and_messages_are_apart() {
    let place = Place::new();
    assert_eq!(place.run(&["idea", "add", "a"]).text(), "I-1\n[0]\n");
    assert_eq!(place.run(&["idea", "edit", "I-1", "b"]).text(), "[0]\n");
    let ended = place.run(&["idea", "delete", "I-1"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    assert!(ended.err.contains("I-1"), "{}", ended.text());
    assert_eq!(place.run(&["idea", "list", "--json"]).text(), "[]\n[0]\n");
    assert_eq!(place.run(&["--version"]).out, format!("plenary {}\n", env!("CARGO_PKG_VERSION")));
    let made = place.json(&["objective", "add", "o"]);
    assert_eq!(made["ref"], "O-1");
    let deleted = place.json(&["objective", "delete", "O-1"]);
    assert_eq!(deleted["refs"], json!(["O-1"]));
}

#[test]
fn help_names_only_what_works() {
    let place = Place::empty();
    let help = place.ok(&["--help"]);
    for line in help.lines().skip_while(|line| *line != "Commands:").skip(1) {
        let Some(name) = line.split_whitespace().next() else { break };
        assert!(place.ok(&[name, "--help"]).contains("Usage: plenary"), "{name}");
    }
}
