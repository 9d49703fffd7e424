//! The clock of an agenda by the command line.

use serde_json::{Value, json};

use super::bench::Place;

/// An open meeting of 23 June with three items, the first at nine.
fn session() -> Place {
    let place = at(Place::new(), "09:00");
    place.ok(&["meeting", "add", "First session due:23/6/2569"]);
    place.ok(&["meeting", "open", "M-1"]);
    for line in ["Opening min:10 start:9:00", "Briefings min:30", "Lunch min:60 start:10:00"] {
        place.ok(&["agenda", "add", line]);
    }
    place
}

/// The same place at another time of that day.
fn at(place: Place, time: &str) -> Place {
    place.var("PLENARY_NOW", &format!("2026-06-23T{time}:00+07:00"))
}

fn fields(place: &Place, name: &str) -> Value {
    let list = place.json(&["agenda", "list"]);
    list.as_array().unwrap().iter().map(|item| item[name].clone()).collect()
}

#[test]
fn an_agenda_runs_item_by_item() {
    let place = session();
    assert_eq!(fields(&place, "state"), json!([null, null, null]));
    assert_eq!(fields(&place, "expected_start"), json!(["09:00", "09:10", "10:00"]));
    let said = place.run(&["agenda", "start", "G-1"]);
    assert!(said.err.contains("G-1 runs."), "{}", said.text());
    let place = at(place, "09:04");
    assert_eq!(fields(&place, "left_seconds"), json!([360, null, null]));
    // Twelve minutes over: what follows is late, lunch has slack before it.
    let place = at(place, "09:22");
    assert_eq!(fields(&place, "left_seconds"), json!([-720, null, null]));
    assert_eq!(fields(&place, "planned_start"), json!(["09:00", "09:10", "10:00"]));
    assert_eq!(fields(&place, "expected_start"), json!(["09:00", "09:22", "10:00"]));
    // The next one ends it, in one step.
    let operations = place.operations();
    let said = place.run(&["agenda", "start", "G-2"]);
    assert!(said.err.contains("G-2 runs, G-1 is done."), "{}", said.text());
    assert_eq!(place.operations(), operations + 1);
    assert_eq!(fields(&place, "state"), json!(["done", "running", null]));
    place.ok(&["undo"]);
    assert_eq!(fields(&place, "state"), json!(["running", null, null]));
    place.ok(&["redo"]);
    let place = at(place, "09:32");
    place.ok(&["agenda", "pause"]);
    let place = at(place, "09:40");
    assert_eq!(fields(&place, "left_seconds"), json!([null, 1200, null]));
    place.ok(&["agenda", "extend", "5"]);
    place.ok(&["agenda", "start", "G-2"]);
    let place = at(place, "09:50");
    assert_eq!(fields(&place, "left_seconds"), json!([null, 900, null]));
    assert_eq!(fields(&place, "expected_start"), json!(["09:00", "09:22", "10:05"]));
    place.ok(&["agenda", "done"]);
    place.ok(&["agenda", "skip"]);
    assert_eq!(fields(&place, "state"), json!(["done", "done", "skipped"]));
    let item = place.json(&["agenda", "show", "G-2"]);
    assert_eq!(item["state_used"], json!(1200));
    assert_eq!(item["state_began_at"], json!("2026-06-23T09:22:00.000+07:00"));
    assert_eq!(item["state_extended"], json!(5));
    assert!(place.ok(&["log", "--limit", "1"]).contains("skipped"));
    assert!(place.ok(&["agenda", "list", "--lang", "th"]).contains("จบแล้ว"));
    assert_eq!(place.run(&["check"]).code, 0);
}

#[test]
fn a_clock_set_back_adds_nothing() {
    let place = session();
    place.ok(&["agenda", "start", "G-1"]);
    let place = at(place, "07:00");
    assert_eq!(fields(&place, "left_seconds"), json!([600, null, null]));
    place.ok(&["agenda", "pause"]);
    place.ok(&["agenda", "start", "G-1"]);
    let place = at(place, "07:04");
    assert_eq!(fields(&place, "left_seconds"), json!([360, null, null]));
}

#[test]
fn a_meeting_that_closes_ends_what_runs() {
    let place = session();
    place.ok(&["agenda", "start", "G-1"]);
    let place = at(place, "09:05");
    place.ok(&["meeting", "close", "M-1"]);
    assert_eq!(fields(&place, "state"), json!(["done", null, null]));
    assert_eq!(fields(&place, "state_used"), json!([300, null, null]));
    place.ok(&["undo"]);
    assert_eq!(fields(&place, "left_seconds"), json!([300, null, null]));
}

#[test]
fn what_the_clock_cannot_do_is_refused_with_what_it_can() {
    let place = session();
    for (args, why) in [
        (&["agenda", "pause"][..], "agenda start G-1"),
        (&["agenda", "done"], "agenda start G-1"),
        (&["agenda", "pause", "G-2"], "agenda start G-2"),
        (&["agenda", "extend", "5", "G-2"], "agenda edit G-2 min:20"),
        (&["agenda", "start", "M-1"], "agenda item"),
        (&["agenda", "start", "G-9"], "G-9"),
        (&["agenda", "edit", "G-1", "--set", "state=done"], "agenda start"),
    ] {
        place.run(args).refused(1, why);
    }
    place.run(&["agenda", "extend", "0"]).refused(2, "MINUTES");
    place.ok(&["agenda", "start", "G-1"]);
    place.run(&["agenda", "start", "G-1"]).refused(1, "agenda pause");
    place.run(&["agenda", "extend", "1441"]).refused(1, "1 to 1440");
    place.ok(&["agenda", "skip"]);
    place.run(&["agenda", "skip", "G-1"]).refused(1, "agenda start G-1");
    place.ok(&["meeting", "close", "M-1"]);
    place.run(&["agenda", "start", "G-2"]).refused(1, "meeting open M-1");
    place.run(&["agenda", "pause"]).refused(1, "meeting open");
}
