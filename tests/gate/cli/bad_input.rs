//! Input that is refused: with a clear message, the right exit code, and nothing changed.

use super::bench::Place;

#[test]
fn lines_that_are_not_understood() {
    let place = Place::peopled();
    place.ok(&["issue", "add", "K"]);
    place.ok(&["stakeholder", "add", "Twin"]);
    place.ok(&["stakeholder", "add", "twin"]);
    let before = place.bytes();
    for (args, with) in [
        (&["action", "add", "x due:31/2/2569"][..], "31/2/2569"),
        (&["action", "add", "x due:2026-13-01"], "13"),
        (&["action", "add", "x due:someday"], "someday"),
        (&["action", "add", "x start:2/2/2569 due:1/2/2569"], "start"),
        (&["idea", "add", "x @nobody"], "--create"),
        (&["idea", "add", "x @Kenia"], "KEN"),
        (&["idea", "add", "x @twin"], "S-4, S-5"),
        (&["idea", "add", "x due:1/1/2569"], "due:"),
        (&["idea", "add", "x tlp:purple"], "TLP:GREEN"),
        (&["idea", "add", "x lang:fr"], "fr"),
        (&["idea", "add", "x table:three"], "three"),
        (&["idea", "add", "x issue:K-9"], "K-9"),
        (&["idea", "add", "x issue:S-1"], "S-1"),
        (&["idea", "add", "x", "--set", "nothing=1"], "nothing"),
        (&["idea", "add", "x", "--meeting", "M-9"], "M-9"),
        (&["idea", "add", ""], "title"),
        (&["idea", "add", "#only #tags"], "title"),
        (&["objective", "add", "x", "--set", "pillar=sideways"], "sideways"),
        (&["action", "add", "x", "--set", "status=done"], "status"),
        (&["action", "edit", "A-1", "x"], "A-1"),
        (&["idea", "edit", "K-1", "x"], "K-1"),
        (&["idea", "show", "nonsense"], "nonsense"),
        (&["idea", "delete", "I-1"], "I-1"),
        (&["trash", "restore", "K-1"], "K-1"),
        (&["redo"], "redo"),
        (&["restore", "K-1", "title", "--from", "999"], "999"),
        (&["log", "Z-1"], "Z-1"),
    ] {
        let ended = place.run(args);
        ended.refused(1, with);
        assert_eq!(place.bytes(), before, "{args:?}");
    }
    assert_eq!(place.files(), ["w.plenary"]);
}

#[test]
fn arguments_that_are_not_understood() {
    let place = Place::new();
    let before = place.bytes();
    for args in [
        &["idea", "add"][..],
        &["idea", "edit", "I-1"],
        &["idea", "add", "-5 degrees"],
        &["idea", "list", "--nope"],
        &["ideas"],
        &["idea", "destroy", "I-1"],
        &["undo", "--operation", "zero"],
        &["idea", "list", "--today", "32/1/2569"],
        &["idea", "list", "--lang", "fr"],
        &["new", "name-without-ending"],
        &["new", "x.plenary", "--lang", "th,fr"],
        &["w.plenary", "--keys", "q"],
        &["w.plenary", "--keys", "q", "--print", "--size", "0x0"],
    ] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?} {}", ended.text());
        assert!(!ended.err.is_empty(), "{args:?}");
    }
    place.run(&["new", "x.plenary", "--template", "none"]).refused(1, "none");
    assert_eq!(place.bytes(), before);
    assert_eq!(place.files(), ["w.plenary"]);
    let place = place.var("PLENARY_NOW", "noon");
    place.run(&["idea", "add", "x"]).refused(2, "PLENARY_NOW");
    assert_eq!(place.bytes(), before);
}

#[test]
fn a_two_digit_year_without_a_rule_names_both_readings() {
    let place = Place::new();
    place.ok(&["config", "set", "two_digit_year", ""]);
    let ended = place.run(&["action", "add", "x due:30/1/69"]);
    ended.refused(1, "2569");
    assert!(ended.err.contains("2069"), "{}", ended.text());
    place.ok(&["config", "set", "two_digit_year", "BE"]);
    place.ok(&["action", "add", "x due:30/1/69"]);
}

#[test]
fn titles_of_ten_megabytes() {
    let place = Place::new();
    let before = place.bytes();
    for letter in ["a", "ก", "@", "\u{1b}"] {
        let long = letter.repeat(10 * 1024 * 1024 / letter.len());
        let ended = place.run_with(&["idea", "add", "-"], long.as_bytes());
        assert_eq!((ended.code, ended.out.as_str()), (1, ""));
        assert!(ended.err.len() < 10_000, "the message repeats the title");
        assert_eq!(place.bytes(), before);
    }
}

#[test]
fn files_that_are_no_workspace() {
    let place = Place::new();
    std::fs::write(place.path("text.plenary"), "not a database").unwrap();
    std::fs::write(place.path("empty.plenary"), "").unwrap();
    std::fs::create_dir(place.path("folder.plenary")).unwrap();
    for name in ["text.plenary", "empty.plenary", "folder.plenary", "none.plenary"] {
        for args in [&["idea", "list"][..], &["idea", "add", "x"], &["log"], &["undo"]] {
            let args: Vec<&str> = ["-w", name].iter().chain(args).copied().collect();
            place.run(&args).refused(3, name);
        }
    }
    assert_eq!(std::fs::read(place.path("text.plenary")).unwrap(), b"not a database");
    assert_eq!(std::fs::read(place.path("empty.plenary")).unwrap(), b"");
    assert!(!place.path("none.plenary").exists());
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let place = Place::new();
    place.run_with(&["idea", "add", "-"], "some idea\n".repeat(2_000).as_bytes());
    let mut bytes = place.bytes();
    let half = bytes.len() / 2;
    bytes.truncate(half - half % 4096 + 100);
    std::fs::write(place.path("w.plenary"), &bytes).unwrap();
    for args in [&["idea", "list"][..], &["idea", "add", "x"]] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (3, ""), "{}", ended.text());
    }
    assert_eq!(place.bytes(), bytes);
}

#[test]
fn read_only_keeps_every_verb_from_writing() {
    let place = Place::new();
    place.ok(&["idea", "add", "a"]);
    place.ok(&["meeting", "add", "m"]);
    let before = place.bytes();
    for args in [
        &["idea", "add", "b"][..],
        &["idea", "add", "-"],
        &["idea", "edit", "I-1", "b"],
        &["idea", "delete", "I-1"],
        &["idea", "group", "I-1", "--name", "k"],
        &["meeting", "open", "M-1"],
        &["undo"],
        &["list", "tag", "add", "x"],
        &["config", "set", "title", "x"],
        &["new", "y.plenary"],
    ] {
        let args: Vec<&str> = args.iter().chain(&["--read-only"]).copied().collect();
        place.run(&args).refused(1, "--read-only");
    }
    for args in [&["idea", "list"][..], &["idea", "show", "I-1"], &["log"], &["config"]] {
        let args: Vec<&str> = args.iter().chain(&["--read-only"]).copied().collect();
        place.ok(&args);
    }
    assert_eq!(place.bytes(), before);
    assert_eq!(place.files(), ["w.plenary"]);
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.ok(&["idea", "add", "a"]);
    let folder = place.path("");
    let set = |mode| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    let may_all_the_same = std::fs::write(place.path("probe"), "").is_ok();
    if !may_all_the_same {
        let before = place.bytes();
        place.run(&["new", "y.plenary"]).refused(3, "y.plenary");
        place.run(&["idea", "add", "b"]).refused(3, "w.plenary");
        place.run(&["demo", "--no-open"]).refused(3, "sample.plenary");
        assert!(place.ok(&["idea", "list"]).contains("I-1"));
        assert_eq!(place.bytes(), before);
    }
    set(0o755);
}
