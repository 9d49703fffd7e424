//! What is said on standard error beside what was asked for.

use super::bench::Place;

/// What a call that works says on standard error.
fn said(place: &Place, args: &[&str]) -> String {
    let ended = place.run(args);
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.text());
    ended.err
}

#[test]
fn a_date_is_told_back_in_both_eras() {
    let place = Place::new();
    assert_eq!(
        said(&place, &["action", "add", "x due:30/6/2570"]),
        "A-1 due Wed 30 Jun 2027 · 30 มิ.ย. 2570\n"
    );
    let ended = place.run(&["action", "edit", "A-1", "--set", "start=1/7/2569"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    assert_eq!(ended.err, "A-1 starts Wed 1 Jul 2026 · 1 ก.ค. 2569\n");
    let year = said(&place, &["action", "add", "y due:1/2/26"]);
    assert!(year.contains("1 ก.พ. 2526, in the past"), "{year}");
    assert!(year.contains("Sun 1 Feb 2026"), "{year}");
    let four = said(&place, &["action", "add", "z due:2026-01-01"]);
    assert!(four.contains("in the past") && !four.contains("era"), "{four}");
    let relative = said(&place, &["action", "add", "z due:+1w"]);
    assert!(relative.contains("counted from today, Tue 23 Jun 2026"), "{relative}");
    place.ok(&["meeting", "add", "Kick-off due:1/7/2569"]);
    place.ok(&["meeting", "open", "M-1"]);
    let relative = said(&place, &["action", "add", "z due:+1w"]);
    assert!(relative.contains("Wed 8 Jul 2026"), "{relative}");
    assert!(relative.contains("counted from the day of M-1, Wed 1 Jul 2026"), "{relative}");
    // What is refused or has no date tells none.
    assert_eq!(said(&place, &["action", "add", "z due:-"]), "");
    assert!(!place.run(&["action", "edit", "A-1", "due:1/1/2500"]).err.contains("A-1 due"));
}

#[test]
fn of_many_lines_only_past_dates_are_told() {
    let place = Place::new();
    let ended = place.run_with(&["action", "add", "-"], b"a due:1/7/2569\nb\n");
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let ended = place.run_with(&["action", "add", "-"], b"a due:1/2/26\nb\nc due:1/1/2569\n");
    assert!(ended.err.starts_with("2 lines have a date in the past"), "{}", ended.text());
    assert!(ended.err.contains("A-3 due"), "{}", ended.text());
    // A machine reads the record; people still learn what may be a mistake.
    let ended = place.run(&["action", "add", "x due:1/7/2569", "--json"]);
    assert_eq!(ended.err, "");
    assert_eq!(ended.json()["due"], "2026-07-01");
    assert!(place.run(&["action", "add", "x due:1/7/2500", "--json"]).err.contains("past"));
}

#[test]
fn what_was_done_names_the_command_that_takes_it_back() {
    let place = Place::new();
    place.ok(&["idea", "add", "x"]);
    let done = said(&place, &["idea", "delete", "I-1"]);
    assert!(done.contains("plenary undo"), "{done}");
    let undone = said(&place, &["undo"]);
    assert!(undone.contains("plenary redo"), "{undone}");
    for text in [done, undone] {
        assert!(!text.contains(" u ") && !text.contains(" U "), "{text}");
    }
    let ended = place.run(&["idea", "edit", "I-1", "x"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    assert!(ended.err.starts_with("Nothing changed"), "{}", ended.text());
    let made = said(&place, &["new", "y.plenary"]);
    assert!(made.contains("plenary -w y.plenary stakeholder add"), "{made}");
    assert!(!place.run(&["new", "y.plenary"]).err.contains("os error"));
}

#[test]
fn records_left_out_of_a_document_are_counted() {
    let place = Place::new();
    place.ok(&["action", "add", "a"]);
    place.ok(&["action", "add", "b tlp:red"]);
    let text = said(&place, &["export", "plan", "--tlp", "GREEN"]);
    assert!(text.contains("1 record at TLP:AMBER is withheld."), "{text}");
    assert!(text.contains("1 record at TLP:RED is withheld."), "{text}");
    assert!(text.contains("the document is empty"), "{text}");
    let text = said(&place, &["export", "plan"]);
    assert!(text.contains("TLP:RED is withheld") && !text.contains("empty"), "{text}");
}

#[test]
fn lists_and_records_speak_the_language_of_the_reader() {
    let place = Place::new();
    place.ok(&["stakeholder", "add", "Foundation for the Riverside People"]);
    place.ok(&["action", "add", "x @S-1 due:30/6/2570 !high"]);
    assert!(place.ok(&["action", "list"]).contains("Foundation for the Rive…"));
    let place = place.var("PLENARY_LANG", "th");
    let list = place.ok(&["action", "list"]);
    assert!(!list.contains("proposed") && !list.contains("high"), "{list}");
    let shown = place.ok(&["action", "show", "A-1"]);
    assert!(shown.contains("Wed 30 Jun 2027 · 30 มิ.ย. 2570"), "{shown}");
    assert!(!shown.contains("Status") && !shown.contains("proposed"), "{shown}");
    let record = place.json(&["action", "show", "A-1"]);
    assert_eq!((&record["status"], &record["due"]), (&"proposed".into(), &"2027-06-30".into()));
}

#[test]
fn the_log_reads_like_sentences() {
    let place = Place::new();
    place.ok(&["action", "add", "x start:1/7/2569 due:2/7/2569"]);
    place.ok(&["action", "delete", "A-1"]);
    place.ok(&["trash", "restore", "A-1"]);
    let log = place.ok(&["log", "A-1"]);
    for line in [
        "A-1  added",
        "A-1  to the trash",
        "A-1  back from the trash",
        "A-1  Start and due: from 2026-07-01 to 2026-07-02",
    ] {
        assert!(log.contains(line), "{line} is not in: {log}");
    }
    assert!(!log.contains("alive") && !log.contains("span"), "{log}");
    assert_eq!(place.json(&["log", "--limit", "1"])[0]["changes"][0]["field"], "alive");
}

#[test]
fn a_meeting_is_not_named_for_the_screen() {
    let place = Place::new();
    for args in [
        &["w.plenary", "--meeting", "M-1"][..],
        &["w.plenary", "--meeting", "M-1", "--keys", "q", "--print"],
    ] {
        place.run(args).refused(2, "meeting open");
    }
}

#[test]
fn help_shows_an_example_and_what_is_taken() {
    let place = Place::empty();
    let help = place.ok(&["meeting", "add", "--help"]);
    assert!(help.contains("Second plenary session due:1/12/2569"), "{help}");
    assert!(help.contains("title_th") && help.contains("venue"), "{help}");
    assert!(place.ok(&["stakeholder", "show", "--help"]).contains("S-1"));
    assert!(!place.ok(&["undo", "--help"]).contains("leads"));
}

#[test]
fn the_name_of_the_machine_is_not_in_the_file() {
    let place = Place::empty().var("HOSTNAME", "desk-seven").var("COMPUTERNAME", "desk-seven");
    place.ok(&["new", "w.plenary"]);
    place.ok(&["idea", "add", "x"]);
    assert!(!place.bytes().windows(10).any(|bytes| bytes == b"desk-seven"));
}
