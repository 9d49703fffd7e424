//! The thin line by hand, in a real terminal, and the same work by commands: idea, cluster, key
//! issue, action item, export.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
};

use serde_json::Value;

use crate::{cli::bench::Place, pty::Pty};

/// The keys that run a day: arrows, `Enter`, `Esc`, `a`, `f`, `w`, `u`, `F1`.
const EIGHT: [&str; 11] =
    ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\r", "\x1b", "a", "f", "w", "u", "\x1bOP"];

/// A person at the keyboard, whose key presses are counted; what is typed as text is not.
struct Person {
    pty: Pty,
    pressed: Vec<&'static str>,
}

impl Person {
    fn press(&mut self, key: &'static str, then: &str) {
        self.pressed.push(key);
        self.pty.send(key);
        self.pty.wait_for(then);
    }

    fn type_text(&mut self, text: &str) {
        self.pty.send(text);
        // The line shows its end, however long it is.
        let end: String =
            text.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
        self.pty.wait_for(&format!("{end}▌"));
    }
}

/// What the screen says where a step is done.
struct Said {
    lang: &'static str,
    home: &'static str,
    no_ideas: &'static str,
    list: &'static str,
    text: &'static str,
    ideas: [&'static str; 2],
    steps: [&'static str; 2],
    trace: &'static str,
}

const ENGLISH: Said = Said {
    lang: "en",
    home: "The process",
    no_ideas: "▌ No idea has been taken down",
    list: " LIST ",
    text: " TEXT ",
    ideas: ["1 idea", "2 ideas"],
    steps: ["f make K-1 a key issue", "f make an action from K-1"],
    trace: "Where it comes from",
};

const THAI: Said = Said {
    lang: "th",
    home: "กระบวนการ",
    no_ideas: "▌ ยังไม่ได้จดความคิดใด",
    list: " LIST ",
    text: " TEXT ",
    ideas: ["1 ข้อ", "2 ข้อ"],
    steps: ["f ยก K-1 เป็นประเด็นหลัก", "f สร้างงานจาก K-1"],
    trace: "ที่มา และผลที่ตามมา",
};

fn place() -> Place {
    let place = Place::peopled();
    place.ok(&["config", "set", "languages", "en,th"]);
    place
}

const FIRST: &str = "Interpreters day and night @IOM";
const SECOND: &str = "ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง @DSI table:2 #ล่าม";
const CLUSTER: &str = "ล่าม 24 ชั่วโมง";
const ACTION: &str = "จัดทำบัญชีล่าม @IOM +DSI due:30/6/2569";

/// Walks the line by keys; how many presses there were, and how many of the eight keys.
fn by_hand(place: &Place, said: &Said, size: (u16, u16)) -> (usize, usize) {
    let vars = [
        ("PLENARY_LANG", said.lang),
        ("PLENARY_BY", "Scribe"),
        ("PLENARY_NOW", "2026-06-23T13:27:00+07:00"),
    ];
    let folder = place.path("");
    let pty = Pty::start_with(&folder, &["w.plenary"], size, &vars);
    let mut person = Person { pty, pressed: Vec::new() };
    person.pty.wait_for(said.home);
    // Home says what is next, and leads there.
    for _ in 0..4 {
        if person.pty.shows(said.no_ideas) {
            break;
        }
        person.press("\x1b[B", said.home);
    }
    person.press("\r", "[");
    person.press("a", said.text);
    person.type_text(FIRST);
    person.press("\r", said.ideas[0]);
    person.type_text(SECOND);
    person.press("\r", said.ideas[1]);
    person.press("\x1b", said.list);
    person.press("\x1b[A", "▌   I-1");
    person.press("f", said.text);
    person.type_text(CLUSTER);
    person.press("\r", said.steps[0]);
    person.press("f", said.steps[1]);
    person.press("f", said.text);
    person.pty.send(ACTION);
    person.pty.wait_for("30/6/2569");
    person.press("\r", "A-1");
    person.press("\x1b", said.list);
    person.press("w", said.trace);
    // The footer is drawn last: the whole frame is there.
    person.pty.wait_for(" WHY ");
    person.press("\x1b", said.list);
    // Until the box is gone the way out may not have been read: with what follows it would be
    // another key.
    person.pty.wait("the list alone", |screen| !screen.contains(said.trace));
    person.pressed.push("q");
    person.pty.send("q");
    let Person { pty, pressed } = person;
    assert_eq!(pty.end().0, 0);
    let eight = pressed.iter().filter(|key| EIGHT.contains(key)).count();
    (pressed.len(), eight)
}

fn by_commands(place: &Place) {
    place.ok(&["idea", "add", FIRST]);
    place.ok(&["idea", "add", SECOND]);
    place.ok(&["idea", "group", "I-1", "--name", CLUSTER]);
    place.ok(&["issue", "move", "K-1", "candidate"]);
    place.ok(&["action", "add", &format!("{ACTION} issue:K-1")]);
}

/// The archive without what no two files share: ids, clocks, and the keys that order records.
fn comparable(place: &Place) -> (Vec<Value>, Vec<Value>) {
    place.ok(&["export", "all", "--format", "json", "-o", "all.json", "--force"]);
    let text = fs::read_to_string(place.path("all.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let mut names: HashMap<String, String> = HashMap::new();
    for record in whole["records"].as_array().unwrap() {
        let name = record["ref"].as_str().unwrap_or("workspace");
        names.insert(record["id"].as_str().unwrap().to_owned(), name.to_owned());
    }
    let mut records: BTreeMap<String, Value> = BTreeMap::new();
    for record in whole["records"].as_array().unwrap() {
        let mut record = named(record, &names);
        let fields = record.as_object_mut().unwrap();
        fields.retain(|field, _| !field.ends_with("_key"));
        records.insert(record["id"].as_str().unwrap().to_owned(), record);
    }
    let operations = whole["log"]["operations"].as_array().unwrap().iter().map(|operation| {
        let changes = operation["changes"].as_array().unwrap().iter().map(|change| {
            let mut change = named(change, &names);
            let fields = change.as_object_mut().unwrap();
            fields.retain(|field, _| !["salt", "base", "bases"].contains(&field.as_str()));
            let ordered = ["issue.column", "idea.issue"].map(Value::from);
            if ordered.contains(&change["field"]) {
                change["value"] = change["value"][0].clone();
            }
            change
        });
        serde_json::json!([operation["command"], changes.collect::<Vec<_>>()])
    });
    (records.into_values().collect(), operations.collect())
}

/// A value with every id replaced by what people call the record.
fn named(value: &Value, names: &HashMap<String, String>) -> Value {
    match value {
        // The parts of a compound stand in one text.
        Value::String(text) if text.starts_with('[') => {
            serde_json::from_str(text).map_or_else(|_| value.clone(), |parts| named(&parts, names))
        }
        Value::String(text) => names.get(text).map_or_else(|| value.clone(), |n| n.clone().into()),
        Value::Array(all) => all.iter().map(|value| named(value, names)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), named(value, names))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn the_thin_line_by_keys_is_the_thin_line_by_commands() {
    let other = place();
    by_commands(&other);
    let (records, operations) = comparable(&other);
    assert!(operations.len() >= 5 && records.len() >= 8);
    for said in [&ENGLISH, &THAI] {
        for size in [(80, 24), (120, 36)] {
            let hand = place();
            let (pressed, eight) = by_hand(&hand, said, size);
            println!("{} {size:?}: {eight} of {pressed} key presses are the eight keys", said.lang);
            assert!(eight * 10 >= pressed * 9, "{eight} of {pressed}");
            let (records_by_hand, operations_by_hand) = comparable(&hand);
            assert_eq!(records_by_hand, records);
            for (by_hand, by_command) in operations_by_hand.iter().zip(&operations) {
                assert_eq!(by_hand, by_command);
            }
            assert_eq!(operations_by_hand.len(), operations.len());
            hand.ok(&["check"]);
        }
    }
}
