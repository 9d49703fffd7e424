//! Voting rounds by the command line: from opening to the decision, and what stays sealed.

use serde_json::{Value, json};

use super::bench::Place;

/// A place with four key issues, three of them on the shortlist.
fn shortlist() -> Place {
    let place = Place::peopled();
    for title in ["Interpreters day and night", "Beds after a raid", "Embassy door", "Visa rules"] {
        place.ok(&["issue", "add", title]);
    }
    for issue in ["K-1", "K-2", "K-3"] {
        place.ok(&["issue", "move", issue, "shortlisted"]);
    }
    place
}

fn opened() -> Place {
    let place = shortlist();
    let serials = "GOV:1-20,IO:21-25,EMB:26-29,CSO:30-40";
    let open = ["round", "open", "--dots", "5", "--stack", "2", "--serials", serials];
    assert_eq!(place.ok(&open), "R-1\n");
    place
}

#[test]
fn a_round_goes_from_opening_to_the_decision() {
    let place = opened();
    let round = place.json(&["round", "show", "R-1"]);
    assert_eq!((&round["method"], &round["state"]), (&json!("dots"), &json!("open")));
    let items: Vec<&Value> = round["items"].as_array().unwrap().iter().map(|i| &i["ref"]).collect();
    assert_eq!(items, ["K-1", "K-2", "K-3"]);
    assert_eq!((&round["issued"], &round["ballots"]), (&json!(40), &json!(0)));
    assert_eq!(place.ok(&["round", "cast", "R-1", "--serial", "1", "1", "1", "3"]), "R-1/1\n");
    let more = b"# the first table\n2: 1 1 2 2 3\n21/IO: 3 3\n\n30:\n31: spoilt torn\n";
    assert_eq!(
        place.ok_with(&["round", "cast", "R-1", "--file", "-"], more),
        "R-1/2\nR-1/21\nR-1/30\nR-1/31\n"
    );
    place.run(&["round", "result", "R-1"]).refused(1, "round close R-1");
    let ended = place.run(&["round", "close", "R-1"]);
    assert!(ended.err.contains("5 ballots, 1 spoilt, 35 missing"), "{}", ended.text());
    assert!(!ended.err.contains("undo"), "{}", ended.text());
    let result = place.json(&["round", "result", "R-1"]);
    assert_eq!((&result["ballots"], &result["blank"]), (&json!(4), &json!(1)));
    assert_eq!(result["spoilt"], json!([{ "serial": 31, "reason": "torn" }]));
    let ranking = result["ranking"].as_array().unwrap();
    let short = |p: &Value| (p["ref"].clone(), p["rank"].clone(), p["score"].clone());
    assert_eq!(
        ranking.iter().map(short).collect::<Vec<_>>(),
        [("K-1", 1, 4), ("K-3", 1, 4), ("K-2", 3, 2)].map(|(r, n, s)| (
            json!(r),
            json!(n),
            json!(s)
        ))
    );
    assert_eq!(ranking[1]["share"], json!(0.75));
    // Under ten ballots nothing is said of sectors.
    assert_eq!((&result["sectors"], &ranking[0]["agreement"]), (&json!([]), &Value::Null));
    assert_eq!(place.ok(&["round", "freeze", "R-1"]), "D-1\n");
    let decision = place.json(&["decision", "show", "D-1"]);
    assert_eq!(decision["round"]["ref"], "R-1");
    assert!(decision["title"].as_str().unwrap().contains("1 K-1 Interpreters"), "{decision}");
}

#[test]
fn sectors_are_told_in_groups_of_five_at_least() {
    let place = opened();
    let mut lines = String::new();
    for serial in (1..=10).chain(21..=23).chain(26..=27).chain(30..=36) {
        lines += &format!("{serial}: {}\n", if serial % 2 == 0 { "1 2" } else { "3" });
    }
    place.ok_with(&["round", "cast", "R-1", "--file", "-"], lines.as_bytes());
    place.ok(&["round", "close", "R-1"]);
    let result = place.json(&["round", "result", "R-1"]);
    assert_eq!(
        result["sectors"],
        json!([
            { "sectors": ["GOV"], "ballots": 10 },
            { "sectors": ["CSO"], "ballots": 7 },
            { "sectors": ["IO", "EMB"], "ballots": 5 },
        ])
    );
    let text = place.ok(&["round", "result", "R-1"]);
    assert!(text.contains("IO+EMB %") && text.contains("Missing: 11–20"), "{text}");
}

#[test]
fn what_is_wrong_with_a_ballot_is_said_and_nothing_is_keyed() {
    let place = opened();
    let cast = |serial: &str, marks: &[&str]| {
        let args = [&["round", "cast", "R-1", "--serial", serial], marks].concat();
        place.run(&args)
    };
    let before = place.bytes();
    cast("1", &["1", "1", "2", "2", "3", "3"]).refused(1, "6 dots, 5 allowed");
    cast("1", &["1", "1", "1"]).refused(1, "3 dots on K-1, 2 allowed");
    cast("1", &["4"]).refused(1, "On it are 1, 2, 3");
    cast("1", &["x"]).refused(1, "x is no mark");
    cast("41", &["1"]).refused(1, "Issued are GOV:1-20");
    cast("1", &["spoilt"]).refused(1, "Why is ballot 1 spoilt");
    place.run(&["round", "cast", "R-1", "1"]).refused(2, "--serial");
    let named = ["round", "cast", "R-1", "--voter", "Chair", "1"];
    place.run(&named).refused(1, "secret");
    let other = ["round", "cast", "R-1", "--serial", "1", "--sector", "CSO", "1"];
    place.run(&other).refused(1, "issued to GOV");
    // All lines or none, each bad one by its number.
    let lines = b"1: 1\n2: 9\n3: 1\n3: 2\nnonsense\n";
    place.run_with(&["round", "cast", "R-1", "--file", "-"], lines).refused(1, "Line 5");
    let lines = b"1: 1\n2: 9\n3: 1\n3: 2\n";
    let ended = place.run_with(&["round", "cast", "R-1", "--file", "-"], lines);
    ended.refused(1, "Line 2");
    ended.refused(1, "Line 4");
    assert_eq!(place.bytes(), before);
    let over = ["round", "cast", "R-1", "--serial", "1", "--spoil-overvotes", "1", "1", "1"];
    place.ok(&over);
    cast("1", &["2"]).refused(1, "--replace");
    place.ok(&["round", "cast", "R-1", "--serial", "1", "--replace", "2"]);
    assert_eq!(place.json(&["round", "show", "R-1"])["spoilt"], json!([]));
}

#[test]
fn what_a_round_stands_on_stays() {
    let place = opened();
    place.ok(&["round", "cast", "R-1", "--serial", "1", "1"]);
    place.run(&["issue", "delete", "K-1", "--unlink"]).refused(1, "voted on in R-1");
    place.run(&["round", "edit", "R-1", "--set", "dots=3"]).refused(1, "fixed");
    place.ok(&["round", "edit", "R-1", "Another name"]);
    place.run(&["restore", "R-1/1", "paper", "--from", "3"]).refused(1, "R-1/1");
    place.run(&["trash", "restore", "R-1/1"]).refused(1, "R-1/1");
    // A withdrawn issue is put aside, and stays on the ballot.
    place.ok(&["issue", "move", "K-2", "parked"]);
    place.ok(&["round", "cast", "R-1", "--serial", "2", "2"]);
    place.ok(&["round", "close", "R-1"]);
    place.run(&["round", "cast", "R-1", "--serial", "3", "1"]).refused(1, "sealed");
    place.run(&["round", "close", "R-1"]).refused(1, "sealed");
    assert_eq!(place.json(&["round", "result", "R-1"])["ranking"][1]["score"], 1);
}

#[test]
fn undo_takes_ballots_back_until_the_close_and_steps_over_it_after() {
    let place = opened();
    place.ok(&["idea", "add", "before the vote"]);
    place.ok(&["round", "cast", "R-1", "--serial", "1", "1"]);
    place.ok(&["round", "cast", "R-1", "--serial", "2", "2"]);
    place.ok(&["undo"]);
    assert_eq!(place.json(&["round", "show", "R-1"])["ballots"], 1);
    assert_eq!(place.ok(&["trash", "list"]), "");
    place.ok(&["redo"]);
    assert_eq!(place.json(&["round", "show", "R-1"])["ballots"], 2);
    place.ok(&["undo"]);
    place.ok(&["round", "close", "R-1"]);
    let close = place.json(&["log", "--limit", "1"])[0]["operation"].to_string();
    place.run(&["redo"]).refused(1, "sealed");
    place.run(&["undo", "--operation", &close]).refused(1, "sealed");
    let undone = place.run(&["undo"]);
    assert!(undone.err.contains("stepped over"), "{}", undone.text());
    assert_eq!(place.json(&["idea", "list"]), json!([]));
    place.ok(&["redo"]);
    place.ok(&["undo", "--to", "12"]);
    let result = place.json(&["round", "result", "R-1"]);
    assert_eq!((&result["ballots"], &result["ranking"][0]["score"]), (&json!(1), &json!(1)));
    assert!(place.ok(&["check"]).is_empty());
}

/// Forty-one ballots for forty people are counted, and said to be one too many.
#[test]
fn more_ballots_than_people_are_said() {
    let place = shortlist();
    place.ok(&["meeting", "add", "First session"]);
    place.ok(&["meeting", "open", "M-1"]);
    place.ok(&["attendance", "mark", "DSI", "present", "--in", "30"]);
    place.ok(&["attendance", "mark", "IOM", "substitute", "--in", "10"]);
    place.ok(&["attendance", "mark", "KEN", "observer", "--in", "3"]);
    for (round, last) in [("R-1", 40), ("R-2", 41)] {
        place.ok(&["round", "open"]);
        let lines: String = (1..=last).map(|serial| format!("{serial}: 1\n")).collect();
        place.ok_with(&["round", "cast", round, "--file", "-"], lines.as_bytes());
    }
    let ended = place.run(&["round", "close", "R-1"]);
    assert!(!ended.err.contains("voters"), "{}", ended.text());
    let ended = place.run(&["round", "close", "R-2"]);
    assert!(ended.err.contains("41 ballots are in, and 40 voters"), "{}", ended.text());
    assert_eq!(place.json(&["round", "result", "R-2"])["ballots"], 41);
}

/// A thousand ballots on a hundred issues: printed, for the machine decides how long it takes.
#[test]
fn a_large_round_is_counted() {
    let place = Place::new();
    let issues: String = (1..=100).map(|n| format!("Issue {n}\n")).collect();
    place.ok_with(&["issue", "add", "-"], issues.as_bytes());
    place.ok(&["round", "open", "--dots", "7", "--serials", "GOV:1-500,IO:501-1000"]);
    let lines: String = (1..=1000_u64)
        .map(|n| {
            let marks = (1..=7).map(|k| (n * n * k % 100 + 1).to_string());
            format!(
                "{n}: {}\n",
                marks
                    .collect::<std::collections::BTreeSet<_>>()
                    .into_iter()
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        })
        .collect();
    place.ok_with(&["round", "cast", "R-1", "--file", "-"], lines.as_bytes());
    place.ok(&["round", "close", "R-1"]);
    let begin = std::time::Instant::now();
    let result = place.json(&["round", "result", "R-1"]);
    println!("1,000 ballots on 100 issues, program started and ended: {:?}", begin.elapsed());
    assert_eq!(
        (&result["ballots"], result["ranking"].as_array().unwrap().len()),
        (&json!(1000), 100)
    );
    let dots: u64 =
        result["ranking"].as_array().unwrap().iter().map(|p| p["score"].as_u64().unwrap()).sum();
    let given: u64 = lines.lines().map(|line| line.split_whitespace().count() as u64 - 1).sum();
    assert_eq!(dots, given);
}

/// What is keyed on screen counts as what is keyed by commands, to the decision.
#[test]
fn a_round_by_keys_comes_to_the_same_as_one_by_commands() {
    let marks = [
        "1 1 2 2 3",
        "3 3 2",
        "1 2",
        "2 2 1 1",
        "3",
        "1 1 3 3 2",
        "2",
        "spoilt torn",
        "3 3",
        "",
        "1 3",
        "2 2 3",
    ];
    let [by_keys, by_commands] = [shortlist(), shortlist()];
    let serials = "GOV:1-8,IO:9-12";
    let mut keys = format!("4v<C-u>dots:5 stack:2 serials:{serials}<Enter>a");
    let mut lines = String::new();
    for (serial, marks) in (1..).zip(marks) {
        lines += &format!("{serial}: {marks}\n");
        // An over-vote is refused and typed again; a blank ballot is asked about.
        let wrong = if serial == 3 { "1 1 1<Enter><C-u>3: " } else { "" };
        let again = if marks.is_empty() { "<Enter>" } else { "" };
        keys += &format!("{wrong}{marks}<Enter>{again}");
    }
    let play =
        |keys: &str| by_keys.ok(&["w.plenary", "--keys", keys, "--print", "--size", "120x36"]);
    // One key alone closes nothing.
    let open = play(&format!("{keys}cn"));
    assert!(open.contains("12 of 12 ballots in") && open.contains("8 (torn)"), "{open}");
    let results = play("4<Tab>cy");
    assert!(results.contains("[Results]") && results.contains("11 ballots, 1 spoilt"), "{results}");
    let decided = play("4<Tab><Tab>f");
    assert!(decided.contains("[Decisions]") && decided.contains("By R-1: 1 K-"), "{decided}");
    by_commands.ok(&["round", "open", "--dots", "5", "--stack", "2", "--serials", serials]);
    by_commands.ok_with(&["round", "cast", "R-1", "--file", "-"], lines.as_bytes());
    by_commands.ok(&["round", "close", "R-1"]);
    by_commands.ok(&["round", "freeze", "R-1"]);
    let [one, other] = [&by_keys, &by_commands].map(|of| of.json(&["round", "result", "R-1"]));
    assert_eq!(one, other);
    let [one, other] = [&by_keys, &by_commands].map(|of| of.json(&["decision", "show", "D-1"]));
    assert_eq!((&one["title"], &one["round"]["ref"]), (&other["title"], &other["round"]["ref"]));
    // The way back from the decision leads over the round to its issues.
    let why = play("1<BackTab>w");
    assert!(why.contains("R-1") && why.contains("K-1"), "{why}");
    play("u");
    assert_eq!(by_keys.json(&["decision", "list"]), json!([]));
}

/// Two workspaces alike but for the marks of an open round are told apart by nothing that the
/// program prints.
#[test]
fn an_open_round_tells_nothing_of_its_marks() {
    let twins = [opened(), opened()];
    let both = |args: &[&str]| {
        let [a, b] = [twins[0].run(args).text(), twins[1].run(args).text()];
        assert_eq!(a, b, "{args:?}");
    };
    let steps: [(&str, [&[&str]; 2], bool); 5] = [
        ("1", [&["1", "1", "2", "2", "3"], &[]], false),
        ("2", [&["3"], &["1", "2"]], false),
        ("26", [&["2"], &["2", "2"]], false),
        // A correction that changes nothing, beside one that does.
        ("2", [&["3"], &["3", "3"]], true),
        ("30", [&["spoilt", "torn"], &["spoilt", "torn"]], false),
    ];
    for (serial, marks, replace) in steps {
        for json in [false, true] {
            let mut said = Vec::new();
            for (place, marks) in twins.iter().zip(marks) {
                let mut args = vec!["round", "cast", "R-1", "--serial", serial];
                args.extend((replace || json).then_some("--replace"));
                args.extend(json.then_some("--json"));
                args.extend(marks);
                said.push(place.run(&args).text());
            }
            assert_eq!(said[0], said[1], "ballot {serial}");
        }
        for args in [
            &["round", "show", "R-1"][..],
            &["round", "show", "R-1", "--json"],
            &["round", "list"],
            &["round", "list", "--json"],
            &["round", "result", "R-1"],
            &["round", "result", "R-1", "--json"],
            &["log"],
            &["log", "--json"],
            &["log", "R-1/2", "--json"],
            &["log", "R-1", "--json"],
            &["stats"],
            &["stats", "--json"],
            &["trash", "list", "--json"],
            &["issue", "list", "--json"],
            &["export", "plan"],
            &["check"],
            &["round", "freeze", "R-1"],
            &["round", "cast", "R-1", "--serial", serial, "1"],
            &["restore", "R-1/2", "marks", "--from", "10"],
        ] {
            both(args);
        }
        for screen in 0..=8 {
            for tabs in 0..4 {
                let keys = format!("{screen}{}<Enter><Down>", "<Tab>".repeat(tabs));
                both(&["w.plenary", "--keys", &keys, "--print", "--size", "120x36"]);
            }
        }
    }
    // What is typed shows its own dots, and asking for the close tells no more than the ballot view.
    for keys in [
        "4<Tab>",
        "4<Tab>a1 1 2",
        "4<Tab>a<C-u>2: 3<Enter>",
        "4<Tab>c",
        "4<Tab>p",
        "4<Tab><Tab>f",
        "4v",
    ] {
        both(&["w.plenary", "--keys", keys, "--print", "--size", "120x36"]);
    }
    for place in &twins {
        let all = place.ok(&["export", "all"]);
        assert!(!all.contains("ballot.marks") && all.contains("round.cast"), "{all}");
    }
    both(&["undo"]);
    both(&["redo"]);
    both(&["undo"]);
    both(&["round", "show", "R-1", "--json"]);
    // What was sealed is there once the round is closed, and differs.
    both(&["round", "close", "R-1"]);
    let [a, b] = [0, 1].map(|at: usize| twins[at].json(&["round", "result", "R-1"]));
    assert_ne!(a["ranking"], b["ranking"]);
}
