//! Agenda items, briefing points, posts and capabilities by the command line.

use serde_json::{Value, json};

use super::bench::Place;

/// A place with an open meeting.
fn session() -> Place {
    let place = Place::peopled();
    place.ok(&["meeting", "add", "First session", "tlp:green"]);
    place.ok(&["meeting", "open", "M-1"]);
    place
}

/// A field of every record of a listing.
fn column(list: &Value, name: &str) -> Vec<Value> {
    list.as_array().unwrap().iter().map(|record| record[name].clone()).collect()
}

#[test]
fn an_agenda_item_belongs_to_a_meeting() {
    let place = Place::peopled();
    place.run(&["agenda", "add", "Opening min:10"]).refused(1, "--meeting");
    place.ok(&["meeting", "add", "First session"]);
    place.run(&["agenda", "add", "Opening min:10"]).refused(1, "meeting open");
    assert_eq!(place.ok(&["agenda", "add", "Opening min:10", "--meeting", "M-1"]), "G-1\n");
    place.ok(&["meeting", "open", "M-1"]);
    assert_eq!(place.ok(&["agenda", "add", "Ideas: silent writing min:20 @KEN"]), "G-2\n");
    let item = place.json(&["agenda", "show", "G-2"]);
    assert_eq!(item["title"], "Ideas: silent writing");
    assert_eq!((&item["minutes"], &item["source"]["abbr"]), (&json!(20), &json!("KEN")));
    assert_eq!((&item["meeting"]["ref"], &item["position"]), (&json!("M-1"), &json!(2)));
    place.run(&["agenda", "edit", "G-2", "meeting:-"]).refused(1, "--meeting");
    // In another meeting it stands behind what is there.
    place.ok(&["meeting", "add", "Second session"]);
    place.ok(&["agenda", "add", "Other", "--meeting", "M-2"]);
    place.ok(&["agenda", "edit", "G-1", "meeting:M-2"]);
    assert_eq!(column(&place.json(&["agenda", "list"]), "position"), [2, 1, 1]);
}

#[test]
fn an_agenda_is_planned_in_its_order() {
    let place = session();
    for line in
        ["Opening min:10 start:9.00", "Briefings min:45", "Break min:15 start:๑๐:๓๐", "Ideas"]
    {
        place.ok(&["agenda", "add", line]);
    }
    let list = || place.json(&["agenda", "list"]);
    assert_eq!(
        column(&list(), "start"),
        [json!("09:00"), json!(null), json!("10:30"), json!(null)]
    );
    assert_eq!(column(&list(), "planned_start"), ["09:00", "09:10", "10:30", "10:45"]);
    let said = place.run(&["agenda", "move", "G-4", "--position", "2"]);
    assert!(said.err.contains("number 2 in M-1"), "{}", said.err);
    assert_eq!(column(&list(), "position"), [1, 3, 4, 2]);
    assert_eq!(
        column(&list(), "planned_start"),
        [json!("09:00"), json!(null), json!("10:30"), json!("09:10")]
    );
    assert!(place.ok(&["log", "--limit", "1"]).contains("another place"));
    place.ok(&["agenda", "move", "G-1", "--position", "99"]);
    assert_eq!(column(&list(), "position"), [4, 2, 3, 1]);
    let operations = place.operations();
    place.ok(&["agenda", "move", "G-1", "--position", "4"]);
    assert_eq!(place.operations(), operations, "it stands there already");
    place.ok(&["undo"]);
    assert_eq!(column(&list(), "position"), [1, 3, 4, 2]);
    let marks = || place.ok(&["agenda", "list"]).matches('§').count();
    assert_eq!(marks(), 1, "the head of the column");
    place.ok(&["agenda", "edit", "G-2", "--set", "chatham=yes"]);
    assert_eq!(marks(), 2);
}

#[test]
fn what_is_no_plan_is_refused() {
    let place = session();
    for (words, why) in [
        ("x min:0", "1 to 1440"),
        ("x min:1441", "1 to 1440"),
        ("x min:many", "whole number"),
        ("x start:25:00", "13:30"),
        ("x due:1/1/2570", "due:"),
    ] {
        place.run(&["agenda", "add", words]).refused(1, why);
    }
    place.run(&["action", "add", "x min:5"]).refused(1, "min:");
    place.ok(&["agenda", "add", "x"]);
    place.run(&["agenda", "edit", "G-1", "--set", "order_key=a"]).refused(1, "agenda move");
    place.run(&["agenda", "move", "G-1", "--position", "0"]).refused(2, "--position");
    place.run(&["agenda", "move", "M-1", "--position", "1"]).refused(1, "agenda item");
    assert_eq!(place.json(&["agenda", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_point_takes_label_and_meeting_of_its_agenda_item() {
    let place = session();
    place.ok(&["agenda", "add", "Closed briefing tlp:red"]);
    place.ok(&["meeting", "add", "Second session"]);
    place.ok(&["agenda", "add", "Open briefing tlp:clear", "--meeting", "M-2"]);
    let line = "Night referrals doubled @KEN #referral place:Trat";
    for item in [None, Some("agenda=G-1"), Some("agenda=G-2")] {
        let mut words = vec!["point", "add", line];
        words.extend(item.iter().flat_map(|item| ["--set", item]));
        place.ok(&words);
    }
    place.ok(&["point", "add", "tlp:amber", line, "--set", "agenda=G-1"]);
    let points = place.json(&["point", "list"]);
    assert_eq!(column(&points, "tlp"), ["TLP:GREEN", "TLP:RED", "TLP:CLEAR", "TLP:AMBER"]);
    let meetings: Vec<Value> =
        column(&points, "meeting").into_iter().map(|meeting| meeting["ref"].clone()).collect();
    assert_eq!(meetings, ["M-1", "M-1", "M-2", "M-1"]);
    assert_eq!(points[1]["source"]["abbr"], "KEN");
    assert_eq!((&points[1]["place"], &points[1]["tags"]), (&json!(["Trat"]), &json!(["referral"])));
    // An idea made of a point says so, and starts with its label.
    place.ok(&["idea", "add", "One number for referral", "--set", "made_from=B-2"]);
    let idea = place.json(&["idea", "show", "I-1"]);
    assert_eq!((&idea["made_from"][0]["ref"], &idea["tlp"]), (&json!("B-2"), &json!("TLP:RED")));
    place.run(&["point", "delete", "B-2"]).refused(1, "I-1");
    place.run(&["point", "add", "x", "--set", "agenda=M-1"]).refused(1, "agenda item");
}

#[test]
fn a_post_is_one_of_an_organisation_and_answers_for_an_action() {
    let place = Place::peopled();
    let contact = "contact=desk@iom.example";
    let added = place.run(&[
        "post",
        "add",
        "Programme lead",
        "@IOM",
        "--set",
        contact,
        "--set",
        "authority=commit",
    ]);
    assert_eq!((added.out.as_str(), added.err.as_str()), ("P-1\n", ""), "nothing to warn of");
    let post = place.json(&["post", "show", "P-1"]);
    assert_eq!((&post["organisation"]["abbr"], &post["source"]), (&json!("IOM"), &json!(null)));
    assert_eq!(
        (&post["contact"], &post["authority"]),
        (&json!("desk@iom.example"), &json!("commit"))
    );
    let warned = place.run(&["post", "add", "Desk, desk@iom.example"]);
    assert!(warned.err.contains("e-mail"), "{}", warned.err);
    place.ok(&["action", "add", "Keep the roster @IOM", "--set", "lead_post=P-1"]);
    assert_eq!(place.json(&["action", "show", "A-1"])["lead_post"]["title"], "Programme lead");
    place.run(&["action", "edit", "A-1", "--set", "lead_post=S-1"]).refused(1, "post");
    // Another lead does not keep the post.
    place.ok(&["action", "edit", "A-1", "@DSI"]);
    assert_eq!(place.json(&["action", "show", "A-1"])["lead_post"], json!(null));
    place.run(&["post", "edit", "P-1", "--set", "authority=maybe"]).refused(1, "commit, refer");
}

#[test]
fn capabilities_show_what_is_missing_and_where() {
    let place = Place::peopled();
    for (title, required) in [("Shelter", "3"), ("Interpreters", "3"), ("Forensics", "2")] {
        let required = format!("required={required}");
        place.ok(&["capability", "add", title, "--set", &required]);
    }
    place.ok(&["capability", "add", "ล่าม", "place:Trat,Ranong"]);
    let set = |who: &str, what: &str, level: &str| {
        assert_eq!(place.ok(&["capability", "set", who, what, level]), "");
    };
    // The worked example of the method: gaps 1 0 1, providers 0 1 0.
    for (who, levels) in
        [("DSI", ["2", "0", "1"]), ("IOM", ["1", "๓", "0"]), ("S-3", ["0", "0", "0"])]
    {
        for (what, level) in ["C-1", "interpreters", "c3"].into_iter().zip(levels) {
            set(who, what, level);
        }
    }
    let list = place.json(&["capability", "list"]);
    assert_eq!(column(&list, "gap"), [1, 0, 1, 0]);
    assert_eq!(column(&list, "providers"), [0, 1, 0, 0]);
    let flags = [json!("orphan"), json!("single"), json!("orphan"), json!(null)];
    assert_eq!(column(&list, "flag"), flags);
    assert_eq!(column(&list, "required"), [json!(3), json!(3), json!(2), json!(null)]);
    for who in ["DSI", "IOM", "KEN"] {
        set(who, "ล่าม", "1");
    }
    assert_eq!(place.json(&["capability", "show", "C-4"])["flag"], json!(null));
    place.ok(&["stakeholder", "add", "Fourth"]);
    set("Fourth", "C-4", "2");
    let ranged = place.json(&["capability", "show", "C-4"]);
    assert_eq!((&ranged["flag"], &ranged["providers"]), (&json!("overlap"), &json!(4)));
    assert_eq!(column(&ranged["levels"], "ref"), ["S-1", "S-2", "S-3", "S-4"]);
    assert_eq!(column(&ranged["levels"], "level"), [1, 1, 1, 2]);
    assert_eq!(place.json(&["capability", "list"])[3], {
        let mut listed = ranged.clone();
        listed.as_object_mut().unwrap().shift_remove("note");
        listed
    });
}

#[test]
fn a_level_is_one_record_for_an_organisation_and_a_capability() {
    let place = Place::peopled();
    place.ok(&["capability", "add", "Shelter", "tlp:red"]);
    let levels = || column(&place.json(&["capability", "show", "C-1"])["levels"], "level");
    for bad in ["4", "-1", "1.5", "high", ""] {
        assert_ne!(place.run(&["capability", "set", "IOM", "C-1", bad]).code, 0, "{bad}");
    }
    place.run(&["capability", "set", "IOM", "C-2", "1"]).refused(1, "C-2");
    place.run(&["capability", "set", "IOM", "nope", "1"]).refused(1, "nope");
    place.run(&["capability", "set", "nope", "C-1", "1"]).refused(1, "nope");
    place.run(&["capability", "set", "IOM", "C-1", "-"]).refused(1, "S-2/C-1");
    assert!(levels().is_empty());
    place.ok(&["capability", "set", "IOM", "C-1", "1"]);
    place.ok(&["capability", "set", "IOM", "C-1", "3"]);
    assert_eq!(levels(), [3]);
    place.ok(&["undo"]);
    assert_eq!(levels(), [1]);
    place.ok(&["capability", "set", "IOM", "C-1", "-"]);
    assert!(levels().is_empty());
    assert_eq!(place.json(&["trash", "list"])[0]["ref"], "S-2/C-1");
    place.ok(&["trash", "restore", "S-2/C-1"]);
    assert_eq!(levels(), [1]);
    // It is no more than what it joins.
    place.run(&["stakeholder", "delete", "IOM"]).refused(1, "S-2/C-1");
    place.ok(&["stakeholder", "delete", "IOM", "--unlink"]);
    assert!(levels().is_empty());
    assert_eq!(place.json(&["trash", "list"]).as_array().unwrap().len(), 2);
    place.run(&["trash", "restore", "S-2/C-1"]).refused(1, "S-2");
    place.ok(&["undo"]);
    assert_eq!(levels(), [1]);
    assert_eq!(place.ok(&["check"]), "");
}
