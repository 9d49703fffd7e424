//! Who is at a meeting, by the command line.

use serde_json::{Value, json};

use super::bench::Place;

/// A place with an open meeting and five agencies of three sectors.
fn session() -> Place {
    let place = Place::peopled();
    for (name, sector) in [("S-1", "GOV"), ("S-2", "IO"), ("S-3", "EMB")] {
        place.ok(&["stakeholder", "edit", name, "--set", &format!("sector={sector}")]);
    }
    place.ok(&["stakeholder", "edit", "DSI", "--set", "title_th=กรมสอบสวนคดีพิเศษ"]);
    for abbr in ["RTP", "SHF"] {
        let set = format!("abbr={abbr}");
        place.ok(&["stakeholder", "add", &format!("Office of {abbr}"), "--set", &set]);
    }
    place.ok(&["meeting", "add", "First session", "tlp:green"]);
    place.ok(&["meeting", "open", "M-1"]);
    place
}

fn mark(place: &Place, words: &[&str]) -> String {
    let ended = place.run(&[&["attendance", "mark"], words].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.err
}

fn refs(place: &Place) -> Vec<Value> {
    let all = place.json(&["attendance", "list"]);
    all.as_array().unwrap().iter().map(|record| record["ref"].clone()).collect()
}

#[test]
fn an_agency_typed_three_ways_is_one() {
    let place = session();
    for name in ["DSI", "dsi", "กรมสอบสวนคดีพิเศษ", "special investigation", "S-1"]
    {
        mark(&place, &[name, "present"]);
    }
    assert_eq!(refs(&place), ["M-1/S-1"]);
    let operations = place.operations();
    let said = mark(&place, &["Dsi", "present"]);
    assert!(said.contains("Nothing"), "{said}");
    assert_eq!(place.operations(), operations, "it says what is there");
}

#[test]
fn a_mark_holds_all_that_is_said_and_keeps_what_is_not() {
    let place = session();
    place.ok(&["post", "add", "Deputy Director @DSI", "--set", "authority=commit"]);
    let said = mark(&place, &["DSI", "present", "--in", "4", "--of", "๕", "--post", "P-1"]);
    assert!(said.contains("M-1/S-1: present") && said.contains("undo"), "{said}");
    let shown = place.json(&["attendance", "show", "m1/s1"]);
    assert_eq!(shown["title"], "DSI: present");
    assert_eq!(
        (&shown["organisation"]["abbr"], &shown["meeting"]["ref"]),
        (&json!("DSI"), &json!("M-1"))
    );
    assert_eq!(
        (&shown["in"], &shown["of"], &shown["authority"]),
        (&json!(4), &json!(5), &json!("commit"))
    );
    assert_eq!((&shown["post"]["ref"], &shown["state"]), (&json!("P-1"), &json!("present")));
    assert_eq!(shown["arrived"].as_str().unwrap().len(), 5);
    mark(&place, &["DSI", "substitute", "--authority", "refer"]);
    let again = place.json(&["attendance", "show", "M-1/S-1"]);
    assert_eq!((&again["in"], &again["authority"]), (&json!(4), &json!("refer")));
    assert_eq!(again["arrived"], shown["arrived"]);
    mark(&place, &["DSI", "absent"]);
    let gone = place.json(&["attendance", "show", "M-1/S-1"]);
    assert_eq!(
        (&gone["in"], &gone["arrived"], &gone["of"]),
        (&json!(null), &json!(null), &json!(5))
    );
    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["attendance", "show", "M-1/S-1"]), shown);
    let list = place.ok(&["attendance", "list"]);
    assert!(list.contains("can commit") && list.contains("P-1"), "{list}");
}

#[test]
fn a_mark_refuses_what_cannot_be() {
    let place = session();
    let run = |words: &[&str]| place.run(&[&["attendance", "mark"], words].concat());
    run(&["DSY", "present"]).refused(1, "DSI");
    run(&["DSI", "asleep"]).refused(1, "substitute");
    run(&["DSI", "present", "--authority", "maybe"]).refused(1, "commit");
    run(&["DSI", "present", "--in", "many"]).refused(1, "many");
    run(&["DSI", "present", "--in", "-3"]).refused(2, "");
    run(&["DSI", "present", "--of", "10000"]).refused(1, "9999");
    run(&["DSI", "absent", "--in", "2"]).refused(1, "present");
    run(&["DSI"]).refused(2, "STATE");
    place.ok(&["post", "add", "Desk officer @IOM"]);
    run(&["DSI", "present", "--post", "P-1"]).refused(1, "P-1");
    place.run(&["attendance", "show", "M-1/S-1"]).refused(1, "M-1/S-1");
    place.run(&["attendance", "add", "DSI"]).refused(2, "add");
    mark(&place, &["DSI", "present"]);
    place.run(&["attendance", "edit", "M-1/S-1", "--set", "organisation=IOM"]).refused(1, "mark");
    place
        .run(&["attendance", "edit", "M-1/S-1", "--set", "state=absent", "--set", "in=2"])
        .refused(1, "2");
    place.ok(&["attendance", "edit", "M-1/S-1", "--set", "state=observer"]);
    assert_eq!(place.json(&["attendance", "show", "M-1/S-1"])["state"], "observer");
}

#[test]
fn a_meeting_that_is_not_open_is_said_so() {
    let place = Place::peopled();
    place.run(&["attendance", "mark", "DSI", "present"]).refused(1, "meeting open");
    place.run(&["attendance", "summary"]).refused(1, "meeting open");
    assert_eq!(place.ok(&["attendance", "list"]), "");
    place.ok(&["meeting", "add", "First session"]);
    // One in preparation can be named; nobody arrives there yet.
    mark(&place, &["DSI", "present", "--meeting", "M-1"]);
    assert_eq!(place.json(&["attendance", "show", "M-1/S-1"])["arrived"], json!(null));
    place.ok(&["meeting", "open", "M-1"]);
    place.ok(&["meeting", "close", "M-1"]);
    let late = place.run(&["attendance", "mark", "IOM", "present", "--meeting", "M-1"]);
    late.refused(1, "attendance edit");
    place.ok(&["attendance", "edit", "M-1/S-1", "--set", "in=2"]);
    assert_eq!(place.json(&["attendance", "summary"])["people"], 2);
}

#[test]
fn an_agency_that_is_not_known_is_made_with_its_mark() {
    let place = session();
    place.run(&["attendance", "mark", "Harbour Police", "present"]).refused(1, "--create");
    mark(&place, &["Harbour Police", "observer", "--create"]);
    mark(&place, &["harbour police", "observer", "--create"]);
    assert_eq!(refs(&place), ["M-1/S-6"]);
    assert_eq!(place.json(&["stakeholder", "show", "S-6"])["title"], "Harbour Police");
    place.ok(&["undo"]);
    assert_eq!(refs(&place), Vec::<Value>::new());
    assert_eq!(place.json(&["stakeholder", "list"]).as_array().unwrap().len(), 5, "one step");
    for name in ["", " ", "\u{200b}"] {
        place.run(&["attendance", "mark", name, "present", "--create"]).refused(1, "");
    }
}

#[test]
fn the_summary_counts_agencies_people_and_sectors() {
    let place = session();
    mark(&place, &["DSI", "present", "--in", "4", "--of", "5"]);
    mark(&place, &["IOM", "observer"]);
    mark(&place, &["KEN", "absent"]);
    let summary = place.json(&["attendance", "summary"]);
    assert_eq!((&summary["here"], &summary["expected"]), (&json!(1), &json!(4)));
    assert_eq!((&summary["people"], &summary["people_expected"]), (&json!(4), &json!(8)));
    assert_eq!(
        (&summary["observers"], &summary["absent"], &summary["unmarked"]),
        (&json!(1), &json!(1), &json!(2))
    );
    assert_eq!(summary["quorum"], json!({"needed": 3, "met": false, "missing": 2}));
    place.ok(&["meeting", "edit", "M-1", "--set", "quorum=1"]);
    assert_eq!(
        place.json(&["attendance", "summary"])["quorum"],
        json!({"needed": 1, "met": true, "missing": 0})
    );
    place.ok(&["meeting", "edit", "M-1", "--set", "quorum="]);
    mark(&place, &["RTP", "substitute"]);
    mark(&place, &["SHF", "present"]);
    let ended = place.run(&["attendance", "list"]);
    assert!(ended.out.contains("M-1/S-1") && ended.err.contains("Quorum met"), "{}", ended.err);
    assert!(ended.err.contains("6 of 8 here, 3 of 4 agencies, 1 observer"), "{}", ended.err);
    let thai = place.run(&["attendance", "summary", "--lang", "th"]);
    assert!(thai.out.contains("ครบองค์ประชุม"), "{}", thai.out);
    // What one meeting says stands apart from another.
    place.ok(&["meeting", "close", "M-1"]);
    place.ok(&["meeting", "add", "Second session"]);
    place.ok(&["meeting", "open", "M-2"]);
    mark(&place, &["DSI", "present"]);
    assert_eq!(refs(&place).len(), 6);
    let second = place.json(&["attendance", "list", "--meeting", "M-2"]);
    assert_eq!(second.as_array().unwrap().len(), 1);
    assert_eq!(place.json(&["attendance", "summary"])["meeting"]["ref"], "M-2");
    assert_eq!(place.json(&["attendance", "summary", "--meeting", "M-1"])["here"], 3);
}

#[test]
fn a_mark_goes_and_comes_back_with_what_it_joins() {
    let place = session();
    mark(&place, &["DSI", "present"]);
    place.ok(&["attendance", "delete", "M-1/S-1"]);
    assert_eq!(refs(&place), Vec::<Value>::new());
    place.ok(&["trash", "restore", "M-1/S-1"]);
    assert_eq!(refs(&place), ["M-1/S-1"]);
    place.run(&["stakeholder", "delete", "DSI"]).refused(1, "M-1/S-1");
    place.ok(&["stakeholder", "delete", "DSI", "--unlink"]);
    assert_eq!(refs(&place), Vec::<Value>::new());
    place.ok(&["undo"]);
    assert_eq!(refs(&place), ["M-1/S-1"]);
    place.ok(&["check"]);
}
