//! What a real file shows first is what it shows when all of it is loaded.

use super::*;
use crate::domain::kind::Kind;
use crate::ops::{Beginning, Command, Durability, Opening, Random, Stamp, Target, Workspace};

fn random() -> Random {
    Box::new(|bytes| getrandom::fill(bytes).unwrap())
}

/// A file with a meeting under way, late and coming action items, clusters and key issues.
fn file(folder: &std::path::Path) -> Workspace {
    let path = folder.join("t.plenary");
    let opening = Opening { path, durability: Durability::Off, ..Opening::default() };
    let today = NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
    let mut at = AT;
    let mut stamp = move || {
        at += 1;
        Stamp { at, today, by: "Scribe".into() }
    };
    let mut w = Workspace::create(&opening, &Beginning::default(), &stamp(), random()).unwrap();
    let mut run = |command: Command| w.execute(&command, &stamp(), None).unwrap();
    let add = |kind: Kind, lines: &[&str]| Command::Add {
        kind,
        entries: lines.iter().map(|line| Entry::line(line)).collect(),
        create: true,
        meeting: None,
    };
    run(add(Kind::Meeting, &["First due:2026-06-20", "Second due:2026-06-23"]));
    run(Command::Open { meeting: Target::from("M-2") });
    run(add(Kind::Agenda, &["Opening start:9:00 min:15 @DSI", "Briefings min:60"]));
    run(add(Kind::Point, &["Shelters are full @IOM", "Night raids @DSI"]));
    run(add(Kind::Idea, &["Beds @IOM", "Roster @DSI", "ล่ามทุกคืน @DSI", "Vans"]));
    run(Command::Group {
        ideas: vec![Target::from("I-1"), Target::from("I-2")],
        name: Some(Entry::line("Beds and rosters")),
        into: None,
    });
    run(add(Kind::Issue, &["Key one", "Key two", "Gone"]));
    run(Command::Delete { targets: vec![Target::from("K-4")], kind: None, unlink: false });
    run(add(Kind::Decision, &["Roster first issue:K-2"]));
    run(add(Kind::Objective, &["Nobody waits", "Evidence holds"]));
    let due: Vec<String> = (1..=30)
        .map(|day| format!("Item {day} @IOM due:2026-06-{day:02} objective:O-1"))
        .chain(["No date @DSI".to_owned(), "No lead due:2027-01-01".to_owned()])
        .collect();
    let due: Vec<&str> = due.iter().map(String::as_str).collect();
    run(add(Kind::Action, &due));
    run(Command::Delete { targets: vec![Target::from("A-1")], kind: None, unlink: false });
    w
}

#[test]
fn home_shows_at_first_what_it_shows_when_all_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let mut w = file(folder.path());
    for size in [(80, 24), (120, 36), (200, 50)] {
        let app = App::new(Start {
            lang: Lang::En,
            size,
            now: Now::of(AT, "Asia/Bangkok"),
            by: "Scribe".to_owned(),
            read_only: false,
        });
        let mut play = Play {
            app,
            sent: Vec::new(),
            asked: Vec::new(),
            counted: Vec::new(),
            read: Vec::new(),
            left: false,
            copied: None,
        };
        let page = w.first_page(AT).unwrap();
        play.tell(Message::Reply(Reply::FirstPage(Box::new(page))));
        let first = play.screen();
        assert!(first.contains("21 actions are late, the oldest 21 days"), "{first}");
        let whole = w.snapshot().unwrap();
        let lists = Lists::of(&whole, play.app.now.today);
        play.tell(Message::Reply(Reply::Loaded(Box::new((whole, lists)))));
        assert_eq!(first, play.screen());
    }
}
