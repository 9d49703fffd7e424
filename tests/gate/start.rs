//! Before a workspace is open: the first page, the person's settings, the test card.

use std::path::Path;

use serde_json::json;

use super::{
    cli::bench::Place,
    pty::{Pty, signal},
};

const SETTINGS: &str = "language = \"fr\"\n\
                        # a comment\n\
                        them = \"dark\"\n\
                        name = \"Dara\n\
                        colours = 256\n";

fn with_settings(text: &str) -> Place {
    let place = Place::empty();
    std::fs::write(place.path("config.toml"), text).unwrap();
    let file = place.path("config.toml").to_string_lossy().into_owned();
    place.var("PLENARY_CONFIG", &file)
}

fn keys(place: &Place, keys: &str, more: &[&str]) -> String {
    let args: Vec<&str> = ["--keys", keys, "--print"].iter().chain(more).copied().collect();
    place.ok(&args)
}

fn shows(screen: &str, text: &str) {
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

/// Takes part in a terminal: the page, six answers, the workspace, the way out.
fn six_answers(lang: &str, answers: &str, made: &str, shown: &str) {
    let place = Place::empty();
    let state = place.path("state/recent.toml").to_string_lossy().into_owned();
    let vars = [("PLENARY_LANG", lang), ("PLENARY_STATE", state.as_str())];
    let folder = place.path("");
    let mut pty = Pty::start_with(&folder, &[], (80, 24), &vars);
    pty.wait_for("Plenary");
    // All at once: no key may be lost between the page and the workspace.
    pty.send(&format!("1{answers}\r\r\r\r30/6/69 Mae Sot\r\r3aBeds for all\r\x1b"));
    pty.wait_for(shown);
    pty.wait_for("I-1");
    pty.send("q");
    assert_eq!(pty.end().0, 0);
    assert!(place.path(made).exists());
    let meetings = place.json(&["meeting", "list", "-w", made]);
    assert_eq!(
        (&meetings[0]["date"], &meetings[0]["venue"]),
        (&json!("2026-06-30"), &json!("Mae Sot"))
    );
    let config = place.json(&["config", "-w", made]);
    assert_eq!((&config["tlp"], &config["two_digit_year"]), (&json!("TLP:AMBER"), &json!("BE")));
    let recent = std::fs::read_to_string(state).unwrap();
    shows(&recent, made);
    assert!(!recent.contains("Beds"), "nothing of what is in the file: {recent}");
}

#[test]
fn six_answers_open_a_workspace_in_a_terminal() {
    six_answers("en", "Border desk", "border-desk.plenary", "Border desk › Ideas");
}

#[test]
fn six_answers_in_thai() {
    six_answers("th", "คณะทำงานตาก", "คณะทำงานตาก.plenary", "คณะทำงานตาก");
}

#[test]
fn the_first_page_needs_no_file_and_opens_what_lies_here() {
    let place = Place::new();
    let screen = keys(&place, "", &[]);
    for text in ["no file open", "1  Start a taskforce", "In this folder", "4  w.plenary"] {
        shows(&screen, text);
    }
    shows(&keys(&place, "4", &[]), "Test › Home");
    shows(&keys(&place, ":", &[]), "ตั้งคณะทำงานใหม่");
    shows(&keys(&place, "ow<Tab><Enter>", &[]), "Test › Home");
    // Keys before and after the choice.
    shows(&keys(&place, "43aBeds<Enter><Esc>", &[]), "I-1");
}

#[test]
fn without_a_terminal_the_ways_to_begin_are_said() {
    let place = Place::new();
    place.run(&[]).refused(2, "plenary demo");
    place.run(&["--lang", "th"]).refused(2, "เทอร์มินัล");
}

#[test]
fn pictures_of_the_first_page() {
    let place = Place::empty();
    insta::assert_snapshot!("start", keys(&place, "", &[]));
    insta::assert_snapshot!("start_thai", keys(&place, ":", &["--size", "120x36"]));
    let meeting = "1Border desk<Enter><Enter><Enter><Enter>30/6/69 Mae Sot";
    insta::assert_snapshot!("start_meeting", keys(&place, meeting, &[]));
    let label = "1คณะทำงาน<Enter><Enter><Enter><Right>";
    insta::assert_snapshot!("start_label_thai", keys(&place, label, &["--lang", "th"]));
}

#[test]
fn what_cannot_be_opened_leaves_the_page() {
    let place = Place::empty();
    std::fs::write(place.path("text.plenary"), "not a database").unwrap();
    for keys_ in ["4", "otext<Tab><Enter>", "onone.plenary<Enter>"] {
        let screen = keys(&place, keys_, &[]);
        shows(&screen, "no file open");
        shows(&screen, ".plenary");
        shows(&screen, "!");
    }
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let place = Place::new();
    let before = place.bytes();
    // The name is typed over what was proposed.
    let answers = "1T<Enter><Enter><Enter><Enter><Enter><C-u>w<Enter>";
    shows(&keys(&place, answers, &[]), "w-2.plenary is free");
    assert_eq!(place.bytes(), before);
    shows(&keys(&place, &format!("{answers}<Enter>"), &[]), "T › Home");
    assert_eq!(place.files(), ["w-2.plenary", "w.plenary"]);
    let lists = place.ok(&["list", "place", "-w", "w-2.plenary"]);
    shows(&lists, "Mae Sot");
}

#[test]
fn the_sample_stays_and_the_tour_goes() {
    let place = Place::empty();
    let temp = place.path("temp");
    std::fs::create_dir(&temp).unwrap();
    let place = place.var("TMPDIR", &temp.to_string_lossy());
    let screen = keys(&place, "33aMine<Enter><Esc><End>", &["--size", "120x36"]);
    shows(&screen, "Mine");
    shows(&keys(&place, "3", &["--size", "120x36"]), "thrown away");
    assert_eq!(std::fs::read_dir(&temp).unwrap().count(), 0, "the copy is gone");
    assert_eq!(place.files(), ["temp"]);
    shows(&keys(&place, "25", &[]), "A-12");
    assert_eq!(place.files(), ["sample.plenary", "temp"]);
}

#[test]
fn the_copy_of_a_tour_goes_by_every_way_out() {
    let place = Place::empty();
    let temp = place.path("temp");
    std::fs::create_dir(&temp).unwrap();
    let (folder, name) = (place.path(""), temp.to_string_lossy().into_owned());
    let vars = [("TMPDIR", name.as_str())];
    for way in [0, 1, 15] {
        let mut pty = Pty::start_with(&folder, &[], (80, 24), &vars);
        pty.wait_for("Take the tour");
        pty.send("3");
        pty.wait_for("A copy of the sample");
        assert_eq!(std::fs::read_dir(&temp).unwrap().count(), 1);
        match way {
            0 => pty.send("q"),
            number => signal(pty.pid(), number),
        }
        pty.end();
        assert_eq!(std::fs::read_dir(&temp).unwrap().count(), 0, "way out {way}");
    }
}

#[test]
fn files_opened_last_come_first_and_a_lost_one_is_said() {
    let place = Place::new();
    let state = place.path("recent.toml");
    let now = 1_782_196_020_000_i64;
    let entry = |name: &str, title: &str, at: i64| {
        let path = place.path(name);
        format!("[[recent]]\npath = {path:?}\ntitle = {title:?}\nopened = {at}\n")
    };
    let text = [
        entry("w.plenary", "Joint Taskforce 2569", now),
        entry("gone.plenary", "Border desk 2568", now - 200 * 86_400_000),
    ];
    std::fs::write(&state, text.concat()).unwrap();
    let place = place.var("PLENARY_STATE", &state.to_string_lossy());
    let screen = keys(&place, "", &[]);
    let line = |text: &str| screen.lines().find(|line| line.contains(text)).unwrap().to_owned();
    shows(&line("Joint Taskforce 2569"), "4  Joint Taskforce 2569            today");
    shows(&line("Border desk 2568"), "file not found");
    assert!(!screen.contains("In this folder"), "it is among the recent ones:\n{screen}");
    shows(&keys(&place, "5", &[]), "gone.plenary is not there");
    shows(&keys(&place, "4", &[]), "Test › Home");
    let unchanged = std::fs::read_to_string(&state).unwrap();
    assert_eq!(unchanged, text.concat(), "a replay is nobody's opening");
}

#[test]
fn a_state_that_cannot_be_written_is_no_failure() {
    let place = Place::new();
    let state = place.path("w.plenary/recent.toml").to_string_lossy().into_owned();
    let folder = place.path("");
    let vars = [("PLENARY_STATE", state.as_str())];
    let mut pty = Pty::start_with(&folder, &["w.plenary"], (80, 24), &vars);
    pty.wait_for("Test › Home");
    pty.send("q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn all_mistakes_of_the_settings_are_told_with_line_and_column() {
    let place = with_settings(SETTINGS);
    let ended = place.run(&["config"]);
    assert_eq!(ended.code, 0, "{}", ended.text());
    for text in [
        "config.toml:1:12: language cannot be fr",
        "config.toml:3:1: There is no setting them. The nearest is theme.",
        "config.toml:4:",
        "config.toml:5:11: colours takes a text in quotes",
    ] {
        shows(&ended.err, text);
    }
    let thai = place.run(&["config", "--lang", "th"]);
    shows(&thai.err, "config.toml:1:12: language เป็น fr ไม่ได้");
    let person = &place.json(&["config"])["person"];
    assert_eq!(person["mistakes"].as_array().unwrap().len(), 4);
    assert_eq!((&person["theme"], &person["name"]), (&json!("auto"), &json!(null)));
    // Everything else says it in one line, and runs.
    place.ok(&["new", "w.plenary"]);
    let ended = place.run(&["idea", "add", "Beds"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "I-1\n"));
    assert_eq!(ended.err.lines().filter(|line| line.contains("config.toml")).count(), 1);
    shows(&keys(&place, "", &[]), "4 mistakes in");
    shows(&place.ok(&["w.plenary", "--keys", "", "--print"]), "4 mistakes in");
}

#[test]
fn the_settings_of_the_person_hold() {
    let place = with_settings(
        "language = \"th\"\nsymbols = \"ascii\"\nname = \"Dara\"\nbackground = \"terminal\"\n",
    );
    place.ok(&["new", "w.plenary", "--title", "Test"]);
    let screen = keys(&place, "4", &[]);
    shows(&screen, "ความคิด");
    assert!(!screen.contains('─'), "{screen}");
    let config = place.ok(&["config"]);
    shows(&config, "Dara");
    shows(&config, "w.plenary");
    // An unknown language is said, and another is used.
    let place = place.var("PLENARY_LANG", "klingon");
    let ended = place.run(&["idea", "add", "Beds"]);
    assert_eq!(ended.code, 0);
    shows(&ended.err, "klingon ซึ่งไม่ใช่ภาษาที่ใช้ที่นี่ ใช้ en หรือ th");
    place.run(&["idea", "list", "--lang", "klingon"]).refused(2, "en หรือ th");
}

#[test]
fn the_card_is_printed_in_a_pipe_and_for_programs() {
    let place = with_settings("# mine\nname = \"Dara\" # me\n");
    let card = place.ok(&["doctor"]);
    for text in ["น้ำ ทำ ผู้นำ", "▌ ◆", "> *", "TERM", "config.toml", "sample.plenary"]
    {
        shows(&card, text);
    }
    shows(&place.ok(&["doctor", "--lang", "th"]), "เส้นขอบขวา");
    let json = place.json(&["doctor"]);
    assert_eq!(json["found"]["out"], false);
    assert_eq!(json["found"]["verdict"], json!(null));
    assert!(json["widths"].as_array().unwrap().iter().all(|row| row["measured"].is_null()));
    place.ok(&["doctor", "--verdict", "wide"]);
    let kept = std::fs::read_to_string(place.path("config.toml")).unwrap();
    assert_eq!(kept, "# mine\nname = \"Dara\" # me\nthai_width = \"wide\"\n");
    assert_eq!(place.json(&["doctor"])["found"]["verdict"], "wide");
    assert_eq!(place.json(&["doctor", "--verdict", "good"])["found"]["verdict"], "good");
    place.run(&["doctor", "--verdict", "fine"]).refused(2, "good, wide, broken");
    place.run(&["doctor", "--keys"]).refused(2, "terminal");
    Place::empty().run(&["doctor", "--verdict", "good"]).refused(3, "PLENARY_CONFIG");
}

#[test]
fn the_card_asks_in_a_terminal_and_keeps_the_answer() {
    let place = with_settings("");
    let file = place.path("config.toml").to_string_lossy().into_owned();
    let folder = place.path("");
    let vars = [("PLENARY_CONFIG", file.as_str()), ("LANG", "en_GB.UTF-8")];
    let mut pty = Pty::start_with(&folder, &["doctor"], (100, 60), &vars);
    pty.wait_for("on every line of Thai?");
    pty.send("y\r");
    pty.wait_for("Kept in");
    assert_eq!(pty.end().0, 0);
    assert_eq!(std::fs::read_to_string(Path::new(&file)).unwrap(), "thai_width = \"good\"\n");
}

#[test]
fn keys_are_named_as_they_arrive() {
    let place = Place::empty();
    let folder = place.path("");
    let mut pty = Pty::start_with(&folder, &["doctor", "--keys"], (80, 24), &[]);
    pty.wait_for("Esc ends");
    pty.send("\x10");
    pty.wait_for("Ctrl-P");
    pty.send("\x1b");
    pty.wait_for("F1 did not arrive");
    assert_eq!(pty.end().0, 0);
}
