//! Every verb, once through.

use serde_json::{Value, json};

use super::bench::Place;

fn titles(all: &Value) -> Vec<&str> {
    all.as_array().unwrap().iter().map(|record| record["title"].as_str().unwrap()).collect()
}

#[test]
fn one_line_from_idea_to_action() {
    let place = Place::peopled();
    assert_eq!(place.ok(&["idea", "add", "No interpreters at night @IOM table:3 #x"]), "I-1\n");
    assert_eq!(place.ok(&["idea", "add", "ขาดล่าม", "@DSI"]), "I-2\n");
    assert_eq!(place.ok(&["idea", "group", "I-1,i2", "--name", "Interpreters"]), "K-1\n");
    assert_eq!(place.json(&["idea", "show", "I-1"])["issue"], Value::Null);
    place.ok(&["issue", "move", "K-1", "candidate"]);
    assert_eq!(
        place.ok(&[
            "action",
            "add",
            "Roster @IOM +DSI due:30/1/69 issue:K-1 !high tlp:green",
            "--set",
            "tlp_reason=No names in it",
        ]),
        "A-1\n"
    );
    let action = place.json(&["action", "show", "a1"]);
    assert_eq!(action["due"], "2026-01-30");
    assert_eq!(action["lead"], json!({"ref": "S-2", "abbr": "IOM", "name": "Migration"}));
    assert_eq!(action["issue"], json!({"ref": "K-1", "title": "Interpreters"}));
    assert_eq!(action["cards"][1], json!({"ref": "I-2", "title": "ขาดล่าม"}));
    assert_eq!((&action["tlp"], &action["status"]), (&json!("TLP:GREEN"), &json!("proposed")));
    let idea = place.json(&["idea", "show", "I-1"]);
    assert_eq!(idea["issue"]["ref"], "K-1");
    assert_eq!(idea["actions"], json!(["A-1"]));
    assert_eq!(idea["author"]["abbr"], "IOM");
    assert_eq!(idea["table"], 3);
    let issue = place.json(&["issue", "show", "K-1"]);
    assert_eq!((&issue["column"], &issue["actions"]), (&json!("candidate"), &json!(["A-1"])));
}

#[test]
fn every_noun_is_added_listed_edited_and_deleted() {
    let place = Place::peopled();
    for (noun, reference) in [
        ("meeting", "M-1"),
        ("idea", "I-1"),
        ("issue", "K-1"),
        ("decision", "D-1"),
        ("objective", "O-1"),
        ("action", "A-1"),
        ("stakeholder", "S-4"),
        ("post", "P-1"),
        ("capability", "C-1"),
        ("point", "B-1"),
    ] {
        assert_eq!(place.ok(&[noun, "add", "First words"]), format!("{reference}\n"));
        assert_eq!(place.ok(&[noun, "edit", reference, "Other words", "tlp:red"]), "");
        let all = place.json(&[noun, "list"]);
        let last = all.as_array().unwrap().last().unwrap();
        assert_eq!((&last["ref"], &last["title"]), (&json!(reference), &json!("Other words")));
        assert!(place.ok(&[noun, "list"]).contains("Other words"));
        assert!(place.ok(&[noun, "show", reference]).starts_with(reference));
        let edited = place.json(&[noun, "edit", reference, "Third", "--set", "title_th=สาม"]);
        assert_eq!((&edited["title"], &edited["title_th"]), (&json!("Third"), &json!("สาม")));
        // Nothing changes, and still it is the record that is printed.
        let operations = place.operations();
        assert_eq!(place.json(&[noun, "edit", reference, "Third"]), edited);
        assert_eq!(place.operations(), operations);
        place.ok(&[noun, "delete", reference]);
        place.run(&[noun, "show", reference]).refused(1, "trash restore");
        assert_eq!(place.json(&["trash", "list"])[0]["noun"], noun);
        place.ok(&["trash", "restore", reference]);
        assert_eq!(place.json(&[noun, "show", reference]), edited);
        assert_eq!(place.ok(&["trash", "list"]), "");
    }
}

#[test]
fn links_are_named_by_what_they_join() {
    let place = Place::peopled();
    let added = place.ok(&["link", "add", "DSI", "S-2", "--kind", "funds", "--weight", "2"]);
    assert_eq!(added, "S-1>S-2:funds\n");
    let links = place.json(&["link", "list"]);
    assert_eq!(links[0]["from"]["abbr"], "DSI");
    assert_eq!((&links[0]["kind"], &links[0]["weight"]), (&json!("funds"), &json!(2)));
    place.ok(&["link", "edit", "S-1>S-2:funds", "--set", "weight=3"]);
    assert_eq!(place.json(&["link", "show", "s1>s2:Funds"])["weight"], 3);
    place.run(&["link", "add", "DSI", "IOM", "--kind", "funds"]).refused(1, "there already");
    place.run(&["link", "add", "DSI", "DSI", "--kind", "funds"]).refused(1, "itself");
    place.ok(&["link", "delete", "S-1>S-2:funds"]);
    assert_eq!(place.json(&["link", "list"]), json!([]));
}

#[test]
fn deleting_what_is_used_names_who_uses_it() {
    let place = Place::peopled();
    place.ok(&["idea", "add", "a @IOM"]);
    place.run(&["stakeholder", "delete", "IOM"]).refused(1, "I-1");
    place.ok(&["stakeholder", "delete", "IOM", "--unlink"]);
    assert_eq!(place.json(&["idea", "show", "I-1"])["author"], Value::Null);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["idea", "show", "I-1"])["author"]["ref"], "S-2");
}

#[test]
fn ideas_go_into_clusters_and_out() {
    let place = Place::new();
    place.run_with(&["idea", "add", "-"], b"a\nb\nc\n");
    assert_eq!(place.ok(&["idea", "group", "I-1", "I-2", "--name", "AB @x"]), "K-1\n");
    assert_eq!(place.json(&["issue", "show", "K-1"])["title"], "AB @x");
    assert_eq!(place.ok(&["idea", "group", "I-3", "--into", "K-1"]), "");
    assert_eq!(place.json(&["issue", "list"])[0]["cards"].as_array().unwrap().len(), 3);
    place.ok(&["idea", "ungroup", "I-1,I-3"]);
    assert_eq!(place.json(&["issue", "list"])[0]["cards"][0]["ref"], "I-2");
    place.run(&["idea", "group", "I-1"]).refused(2, "--name");
    place.run(&["issue", "move", "K-1", "nowhere"]).refused(1, "shortlisted");
    for title in ["x", "y"] {
        place.ok(&["issue", "add", title]);
    }
    place.ok(&["issue", "move", "K-3", "candidate", "--position", "1"]);
    assert_eq!(place.json(&["issue", "show", "K-3"])["column"], "candidate");
}

#[test]
fn one_meeting_is_open_and_new_records_belong_to_it() {
    let place = Place::new();
    place.ok(&["meeting", "add", "Kick-off due:1/7/2569 place:Bangkok"]);
    place.ok(&["meeting", "add", "Second"]);
    place.ok(&["meeting", "open", "M-1"]);
    place.run(&["meeting", "open", "M-2"]).refused(1, "M-1");
    place.ok(&["idea", "add", "here"]);
    place.ok(&["idea", "add", "there", "--meeting", "M-2"]);
    let ideas = place.json(&["idea", "list"]);
    assert_eq!(ideas[0]["meeting"], json!({"ref": "M-1", "title": "Kick-off"}));
    assert_eq!(ideas[1]["meeting"]["ref"], "M-2");
    place.ok(&["meeting", "close", "M-1"]);
    let meeting = place.json(&["meeting", "show", "M-1"]);
    assert_eq!((&meeting["state"], &meeting["date"]), (&json!("closed"), &json!("2026-07-01")));
    assert_eq!(meeting["state_at"], "2026-06-23T13:27:00.000+07:00");
}

#[test]
fn the_log_says_who_did_what_and_is_walked_back() {
    let place = Place::new();
    place.ok(&["idea", "add", "one"]);
    place.ok(&["idea", "edit", "I-1", "two"]);
    let log = place.json(&["log", "I-1"]);
    assert_eq!(log[0]["by"], "Scribe");
    assert_eq!(log[0]["at"], "2026-06-23T13:27:00.000+07:00");
    assert_eq!(log[0]["command"], "idea.edit");
    let change = &log[0]["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&json!("one"), &json!("two")));
    let first = log[1]["operation"].to_string();
    assert_eq!(place.json(&["log", "--limit", "1"]).as_array().unwrap().len(), 1);
    assert!(place.ok(&["log"]).contains("I-1  Card (EN): one → two"));
    let last = place.ok(&["log", "I-1"]);
    assert!(last.contains("Scribe  added\n    I-1  added\n"), "{last}");

    place.ok(&["undo"]);
    assert_eq!(titles(&place.json(&["idea", "list"])), ["one"]);
    place.ok(&["redo"]);
    assert_eq!(titles(&place.json(&["idea", "list"])), ["two"]);
    place.ok(&["restore", "I-1", "title", "--from", &first]);
    assert_eq!(titles(&place.json(&["idea", "list"])), ["one"]);
    place.ok(&["undo"]);
    place.ok(&["idea", "add", "other"]);
    place.ok(&["undo", "--operation", &log[0]["operation"].to_string()]);
    assert_eq!(titles(&place.json(&["idea", "list"])), ["one", "other"]);
    place.ok(&["undo", "--to", &first]);
    assert_eq!(titles(&place.json(&["idea", "list"])), ["one"]);
    place.run(&["undo", "--operation", "999"]).refused(1, "999");
}

#[test]
fn another_persons_step_is_taken_back_only_with_any() {
    let place = Place::new();
    place.ok(&["idea", "add", "one", "--by", "Mali"]);
    place.run(&["undo"]).refused(1, "Mali");
    let undone = place.json(&["undo", "--any"]);
    assert_eq!(undone["refs"], json!(["I-1"]));
    assert_eq!(place.json(&["idea", "list"]), json!([]));
}

#[test]
fn short_lists_and_settings() {
    let place = Place::new();
    place.ok(&["list", "tag", "add", "ล่าม"]);
    assert_eq!(place.ok(&["list", "tag"]), "ล่าม  0\n");
    place.ok(&["idea", "add", "x #ล่าม"]);
    place.ok(&["issue", "add", "y #ล่าม #night"]);
    assert_eq!(
        place.json(&["list", "tag"]),
        json!([
            {"word": "ล่าม", "used": 2, "listed": true},
            {"word": "night", "used": 1, "listed": false}
        ])
    );
    assert!(place.ok(&["list", "tag"]).contains("night  1  not in the list"));
    place.ok(&["list", "tag", "rename", "ล่าม", "interpreters"]);
    assert_eq!(place.json(&["idea", "show", "I-1"])["tags"], json!(["interpreters"]));
    place.ok(&["list", "tag", "delete", "interpreters"]);
    assert!(place.ok(&["list", "tag"]).contains("interpreters  2  not in the list"));
    place.ok(&["config", "set", "title_th", "ทดสอบ"]);
    place.ok(&["config", "set", "zone", "UTC"]);
    let config = place.json(&["config"]);
    assert_eq!((&config["title_th"], &config["zone"]), (&json!("ทดสอบ"), &json!("UTC")));
    assert!(place.ok(&["config"]).contains("zone"));
    place.run(&["config", "set", "zone", "Mars"]).refused(1, "Mars");
    place.run(&["list", "nothing"]).refused(2, "nothing");
}

#[test]
fn a_backup_is_a_workspace() {
    let place = Place::new();
    place.ok(&["idea", "add", "one"]);
    let copy = place.ok(&["backup", "copies"]);
    assert_eq!(titles(&place.json(&["-w", copy.trim(), "idea", "list"])), ["one"]);
}

#[test]
fn the_plan_goes_through_the_gate() {
    let place = Place::peopled();
    place.ok(&["action", "add", "Open to all @IOM tlp:green"]);
    place.ok(&["action", "add", "Kept here tlp:red"]);
    let plan = place.ok(&["export", "plan"]);
    assert!(plan.contains("Open to all") && !plan.contains("Kept here"), "{plan}");
    let all = place.ok(&["export", "plan", "--tlp", "red", "--lang", "en"]);
    assert!(all.contains("Kept here") && all.starts_with("**TLP:RED**"), "{all}");
    assert_eq!(place.ok(&["export", "plan", "-o", "plan.md"]), "");
    assert_eq!(std::fs::read_to_string(place.path("plan.md")).unwrap(), plan);
    place.run(&["export", "plan", "-o", "plan.md"]).refused(1, "--force");
    for (what, format) in [("plan", "md"), ("all", "json")] {
        let over = ["export", what, "--format", format, "-o", "w.plenary", "--force"];
        place.run(&over).refused(1, "w.plenary");
    }
    place.ok(&["export", "plan", "-o", "plan.md", "--force", "--for", "IOM"]);
    place.run(&["export", "plan", "-o", "no/plan.md"]).refused(3, "no/plan.md");
    place.run(&["export", "plan", "-o", "plan.docx"]).refused(1, "md");
    place.run(&["export", "plan", "--tlp", "white"]).refused(1, "TLP:GREEN");
    place.run(&["export", "plan", "--lang", "fr"]).refused(2, "fr");
    assert_eq!(place.files(), ["plan.md", "w.plenary"]);
}

#[test]
fn a_workspace_goes_out_and_in_again() {
    let place = Place::peopled();
    place.ok(&["idea", "add", "ก \u{1b}[31m\u{9b}\u{202e} @IOM"]);
    place.ok(&["idea", "edit", "I-1", "b tlp:red"]);
    let all = place.run(&["export", "all"]);
    assert!(all.code == 0 && all.err.contains("TLP:RED"), "{}", all.text());
    place.ok(&["export", "all", "-o", "all.json"]);
    assert_eq!(std::fs::read_to_string(place.path("all.json")).unwrap(), all.out);
    place.ok(&["-w", "again.plenary", "import", "all", "all.json"]);
    assert_eq!(place.ok(&["-w", "again.plenary", "export", "all"]), all.out);
    place.run(&["-w", "again.plenary", "import", "all", "all.json"]).refused(3, "again.plenary");
    place.run(&["-w", "x.plenary", "import", "all", "none.json"]).refused(3, "none.json");
    std::fs::write(place.path("bad.json"), "{}").unwrap();
    place.run(&["-w", "x.plenary", "import", "all", "bad.json"]).refused(3, "archive");
    place.run(&["import", "all", "all.json"]).refused(2, "-w");
    assert_eq!(place.files(), ["again.plenary", "all.json", "bad.json", "w.plenary"]);
}

#[test]
fn the_file_is_counted_and_checked() {
    let place = Place::peopled();
    place.ok(&["idea", "add", "x"]);
    place.ok(&["idea", "delete", "I-1"]);
    let stats = place.json(&["-w", "w.plenary", "stats"]);
    assert_eq!(stats["records"]["idea"], json!({"live": 0, "trash": 1}));
    assert_eq!(stats["records"]["stakeholder"]["live"], 3);
    assert!(place.ok(&["stats"]).contains("stakeholder"));
    let ended = place.run(&["check"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.text());
    assert_eq!(place.json(&["check"]), json!([]));
    // Somebody wrote past the program.
    let db = rusqlite::Connection::open(place.path("w.plenary")).unwrap();
    db.execute("UPDATE organisation SET country='XX'", []).unwrap();
    drop(db);
    let ended = place.run(&["check"]);
    assert_eq!(ended.code, 3, "{}", ended.text());
    assert!(ended.out.contains("S-1"), "{}", ended.text());
}

#[test]
fn the_sample_is_made_once() {
    let place = Place::empty();
    assert_eq!(place.ok(&["demo", "--no-open"]), "sample.plenary\n");
    assert_eq!(place.files(), ["sample.plenary"]);
    assert!(place.json(&["action", "list"]).as_array().is_some_and(|all| !all.is_empty()));
    place.ok(&["idea", "add", "mine"]);
    place.ok(&["demo", "--no-open"]);
    assert!(place.ok(&["idea", "list"]).contains("mine"));
    assert_eq!(place.ok(&["demo", "sub/deep", "--no-open"]).trim(), "sub/deep/sample.plenary");
    place.run(&["demo", "new", "--no-open", "--read-only"]).refused(1, "--read-only");
    assert_eq!(place.files(), ["sample.plenary", "sub"]);
}

#[test]
fn who_when_and_in_which_language() {
    let place = Place::new().var("PLENARY_LANG", "th");
    place.ok(&["idea", "add", "x", "--by", "มะลิ", "--today", "1/7/2569"]);
    assert_eq!(place.json(&["log", "--limit", "1"])[0]["by"], "มะลิ");
    place.ok(&["action", "add", "y due:+1d", "--today", "2026-12-31"]);
    assert_eq!(place.json(&["action", "show", "A-1"])["due"], "2027-01-01");
    let ended = place.run(&["idea", "show", "I-9"]);
    ended.refused(1, "ไม่มี I-9");
    place.run(&["idea", "show", "I-9", "--lang", "en"]).refused(1, "There is no I-9");
    assert!(place.ok(&["--help"]).contains("วิธีใช้"));
    // Midnight is that of the workspace's zone.
    let late = Place::new().var("PLENARY_NOW", "2026-06-30T17:30:00Z").var("TZ", "UTC");
    late.ok(&["action", "add", "z due:today"]);
    assert_eq!(late.json(&["action", "show", "A-1"])["due"], "2026-07-01");
}

#[test]
fn the_workspace_is_named_or_the_only_one() {
    let place = Place::new();
    place.ok(&["new", "other.plenary", "--lang", "th"]);
    place.run(&["idea", "list"]).refused(2, "other.plenary, w.plenary");
    place.ok(&["-w", "other.plenary", "idea", "add", "ก"]);
    assert_eq!(place.json(&["idea", "list", "-w", "w.plenary"]), json!([]));
    let place = place.var("PLENARY_WORKSPACE", "other.plenary");
    assert_eq!(titles(&place.json(&["idea", "list"])), ["ก"]);
    assert_eq!(place.json(&["config"])["languages"], "th");
    place.run(&["new", "w.plenary"]).refused(3, "w.plenary");
    Place::empty().run(&["idea", "list"]).refused(2, "plenary new");
    Place::empty().run(&[]).refused(2, "plenary demo");
}

#[test]
fn an_idea_much_like_another_is_named_and_joined() {
    let place = Place::peopled();
    place.ok(&["idea", "add", "Share overflow beds between provinces"]);
    let ended = place.run(&["idea", "add", "Overflow beds shared between provinces @IOM"]);
    let (out, said) = (&ended.out, &ended.err);
    assert_eq!(out, "I-2\n");
    assert!(said.contains("I-2 is much like I-1: Share overflow beds"), "{said}");
    let said = place.run(&["idea", "add", "A doctor for every raid"]).err;
    assert!(!said.contains("much like"), "{said}");
    let all = place.json(&["idea", "similar", "I-1"]);
    assert_eq!((&all[0]["ref"], all.as_array().unwrap().len()), (&json!("I-2"), 1));
    assert!(all[0]["alike"].as_u64().unwrap() >= 60);
    assert_eq!(
        place.ok(&["idea", "similar", "doctors", "for", "every", "raid"]),
        "I-3  A doctor for every raid\n"
    );
    assert_eq!(place.json(&["idea", "similar", "Print pocket cards"]), json!([]));
    // Neither lies in a cluster: both make a new one, in one step.
    assert_eq!(place.ok(&["idea", "add", "A doctor on every raid", "--join", "I-3"]), "I-4\n");
    let issue = place.json(&["issue", "show", "K-1"]);
    assert_eq!(issue["title"], "A doctor for every raid");
    assert_eq!(
        (&issue["column"], &issue["cards"][1]["title"]),
        (&json!("cluster"), &json!("A doctor on every raid"))
    );
    // It lies in one already: the next goes there, whatever it names itself.
    assert_eq!(place.ok(&["idea", "add", "Doctors for the raids", "--join", "I-3"]), "I-5\n");
    assert_eq!(titles(&place.json(&["issue", "show", "K-1"])["cards"]).len(), 3);
    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(titles(&place.json(&["idea", "list"])).len(), 3);
    assert_eq!(place.json(&["issue", "list"]), json!([]));
}

#[test]
fn the_board_is_hidden_and_revealed() {
    let place = Place::peopled();
    place.ok(&["idea", "add", "Beds for men"]);
    place.ok(&["config", "set", "question", "How might we find beds?"]);
    let json = place.json(&["board", "hide"]);
    assert!(json["operation"].is_number(), "{json}");
    let ended = place.run(&["idea", "list", "--json"]);
    assert!(ended.out.contains("Beds for men"), "the owner's own view");
    assert!(ended.err.contains("The board is hidden"), "{}", ended.err);
    assert!(place.run(&["idea", "show", "I-1"]).err.contains("The board is hidden"));
    assert!(!place.run(&["issue", "list"]).err.contains("hidden"));
    let screen = |keys: &str| place.ok(&["w.plenary", "--keys", keys, "--print"]);
    for keys in ["0", "3", "3gbeds", "3/beds"] {
        assert!(!screen(keys).contains("Beds for men"), "{}", screen(keys));
    }
    assert!(
        screen("3").contains("1 idea so far") && screen("3").contains("How might we find beds?")
    );
    assert_eq!(place.json(&["config"])["hidden"], "yes");
    // It is one step of undo, as every command is.
    place.ok(&["undo"]);
    assert!(screen("3").contains("Beds for men"));
    place.ok(&["redo"]);
    place.ok(&["board", "reveal"]);
    assert!(screen("3").contains("Beds for men"));
    assert!(!place.run(&["idea", "list"]).err.contains("hidden"));
}
