//! `add -`: many lines, all or none; and the lines of the quick-add table.

use std::fmt::Write as _;

use super::bench::Place;

/// The n-th of many titles: Thai, emoji, control characters and repeated lines among them.
fn title(n: usize) -> String {
    match n % 5 {
        0 => format!("ความคิดที่ {n} น้ำใจ"),
        1 => format!("idea {n} 🙂👩‍👩‍👧"),
        2 => format!("esc {n} \u{1b}[31m\u{7}\u{9b}2J\u{202e}"),
        3 => "the same again".to_owned(),
        _ => format!("plain {n}"),
    }
}

#[test]
fn twenty_thousand_lines_are_one_operation() {
    const MANY: usize = 20_000;
    let place = Place::new();
    let before = place.operations();
    let mut input = String::from("\u{feff}");
    for n in 0..MANY {
        input.push_str(&title(n));
        input.push_str(if n % 2 == 0 { "\r\n" } else { "\n" });
        if n % 1000 == 0 {
            input.push_str("\n  \r\n");
        }
    }
    let added = place.run_with(&["idea", "add", "-"], input.as_bytes());
    assert_eq!(added.code, 0, "{}", added.err);
    let refs = (1..=MANY).fold(String::new(), |mut refs, n| {
        writeln!(refs, "I-{n}").unwrap();
        refs
    });
    assert_eq!(added.out, refs);
    let ideas = place.json(&["idea", "list"]);
    let ideas = ideas.as_array().unwrap();
    assert_eq!(ideas.len(), MANY);
    for (n, idea) in ideas.iter().enumerate() {
        assert_eq!(idea["ref"], format!("I-{}", n + 1));
        assert_eq!(idea["title"], title(n));
    }
    assert_eq!(place.operations(), before + 1);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["idea", "list"]).as_array().unwrap().len(), 0);
    assert_eq!(place.files(), ["w.plenary"]);
}

#[test]
fn bad_lines_are_named_and_none_is_added() {
    let place = Place::peopled();
    let before = place.bytes();
    let input = "good\n\nbad due:31/2/2569\nalso good\nworse @nobody\nwide\u{20}tlp:purple\n";
    let ended = place.run_with(&["action", "add", "-"], input.as_bytes());
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.text());
    for line in ["Line 3:", "Line 5:", "Line 6:"] {
        assert!(ended.err.contains(line), "{}", ended.text());
    }
    assert!(!ended.err.contains("Line 1:") && !ended.err.contains("Line 4:"), "{}", ended.text());
    assert_eq!(place.bytes(), before);
    let ended = place.run_with(&["idea", "add", "-"], b"good\n\xff\xfe\nmore\n");
    ended.refused(1, "Line 2:");
    place.run_with(&["idea", "add", "-"], b"\n \r\n").refused(1, "no line");
    assert_eq!(place.bytes(), before);
}

#[test]
fn what_is_set_holds_for_every_line() {
    let place = Place::peopled();
    let args = ["idea", "add", "-", "--set", "table=4", "--json"];
    let ended = place.run_with(&args, "หนึ่ง @IOM\nสอง\n".as_bytes());
    let ideas = ended.json();
    assert_eq!(ideas[0]["author"]["abbr"], "IOM");
    assert_eq!((&ideas[0]["table"], &ideas[1]["table"]), (&4.into(), &4.into()));
    assert_eq!(ideas[1]["title"], "สอง");
}

#[test]
fn organisations_are_made_where_one_says_so() {
    let place = Place::new();
    let input = "a @NEW\nb @new\nc @Other\n";
    place.run_with(&["idea", "add", "-"], input.as_bytes()).refused(1, "--create");
    let ended = place.run_with(&["idea", "add", "-", "--create", "--json"], input.as_bytes());
    let ideas = ended.json();
    assert_eq!(ideas[0]["author"], ideas[1]["author"]);
    assert_eq!(place.json(&["stakeholder", "list"]).as_array().unwrap().len(), 2);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["stakeholder", "list"]).as_array().unwrap().len(), 0);
}

/// The titles that the table of quick-add lines expects, for lines that hold nothing else.
#[test]
fn lines_of_the_table_keep_their_words() {
    let table = include_str!("../../data/quick-add.txt");
    let rows: Vec<String> = table
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| row.replace('␉', "\t").replace('␠', " "))
        .collect();
    let mut cases: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows {
        match row.strip_prefix("> ") {
            Some(line) => cases.push((line.to_owned(), Vec::new())),
            None => cases.last_mut().unwrap().1.push(row),
        }
    }
    let plain = |(line, parse): (String, Vec<String>)| match parse.as_slice() {
        [only] => only.strip_prefix("words: ").map(|words| (line, words.to_owned())),
        _ => None,
    };
    let (lines, titles): (Vec<String>, Vec<String>) = cases.into_iter().filter_map(plain).unzip();
    assert!(lines.len() > 10, "{}", lines.len());
    let place = Place::new();
    let ended = place.run_with(&["idea", "add", "-", "--json"], lines.join("\n").as_bytes());
    let ideas = ended.json();
    let stored: Vec<&str> =
        ideas.as_array().unwrap().iter().map(|idea| idea["title"].as_str().unwrap()).collect();
    assert_eq!(stored, titles);
    // The same as an argument.
    for (line, title) in lines.iter().zip(&titles) {
        place.ok(&["idea", "add", "--", line]);
        let all = place.json(&["idea", "list"]);
        assert_eq!(all.as_array().unwrap().last().unwrap()["title"], title.as_str(), "{line}");
    }
}

#[test]
fn every_sign_and_key_reaches_its_field() {
    let place = Place::peopled();
    place.ok(&["issue", "add", "K"]);
    place.ok(&["decision", "add", "D issue:K-1 due:1/6/2569"]);
    place.ok(&["objective", "add", "O --set pillar=protection"]);
    place.ok(&["meeting", "add", "M"]);
    place.ok(&["action", "add", "first"]);
    let line = "จัดทำ @\"Embassy of Kenya\" +DSI +IOM due:๓๐/๑/๖๙ start:2026-01-05 #a #ข !low \
                tlp:amber+strict place:Hall\\ 2 issue:K-1 decision:D-1 objective:O-1 meeting:M-1 \
                days:5 after:A-1 lang:en see https://example.org/a?b";
    let action = place.json(&["action", "add", line]);
    assert_eq!(action["title_en"], "จัดทำ see https://example.org/a?b");
    assert_eq!(action["lead"]["abbr"], "KEN");
    let support = action["support"].as_array().unwrap();
    assert_eq!(
        support.iter().map(|s| s["abbr"].as_str().unwrap()).collect::<Vec<_>>(),
        ["DSI", "IOM"]
    );
    for (name, value) in [
        ("due", "2026-01-30"),
        ("start", "2026-01-05"),
        ("priority", "low"),
        ("tlp", "TLP:AMBER+STRICT"),
    ] {
        assert_eq!(action[name], value, "{name}");
    }
    for (name, value) in
        [("issue", "K-1"), ("decision", "D-1"), ("objective", "O-1"), ("meeting", "M-1")]
    {
        assert_eq!(action[name]["ref"], value, "{name}");
    }
    assert_eq!(action["tags"], serde_json::json!(["a", "ข"]));
    assert_eq!(action["place"], serde_json::json!(["Hall 2"]));
    assert_eq!((&action["days"], &action["depends"][0]["ref"]), (&5.into(), &"A-1".into()));
    let cleared = place.json(&["action", "edit", "A-2", "@- +- #- due:- start:- place:-"]);
    assert_eq!((&cleared["lead"], &cleared["due"]), (&serde_json::Value::Null, &cleared["start"]));
    assert_eq!((&cleared["support"], &cleared["tags"]), (&cleared["place"], &cleared["informed"]));
}

#[test]
fn the_marks_of_a_pasted_list_are_left_out_where_that_is_asked_for() {
    let place = Place::peopled();
    let list = "1. Beds for men\r\n(2) ล่ามทุกคืน @IOM\n๓) 1.5 million cards\n-\n• Vans\n".as_bytes();
    assert_eq!(place.ok_with(&["idea", "add", "-", "--unmark"], list), "I-1\nI-2\nI-3\nI-4\n");
    let all = place.json(&["idea", "list"]);
    let titles: Vec<&str> = (0..4).map(|n| all[n]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Beds for men", "ล่ามทุกคืน", "1.5 million cards", "Vans"]);
    place.ok_with(&["idea", "add", "-"], b"1. Verbatim\n");
    assert_eq!(place.json(&["idea", "show", "I-5"])["title"], "1. Verbatim");
    place.ok(&["undo"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["idea", "list"]), serde_json::json!([]));
}
