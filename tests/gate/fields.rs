//! Every field of the table of fields, through command, file, reload and archive.

use chrono::NaiveDate;
use plenary::{
    domain::{
        cell::{Merge, Type},
        entry::{Entry, settable},
        fields,
        kind::Kind,
        reader::Names,
        record::Field,
        round::Keyed,
        tokens::{Electorate, Method, Presence, Secrecy},
        value::Id,
        written::written,
    },
    ops::{Command, Details, RoundOpening, Target, import_all},
};

use crate::bench::{Bench, add, opening, picture, random};

/// A value that a person could write into a part.
fn sample(field: &Field, part: usize) -> String {
    match field.parts.get(part).map(|part| part.of) {
        Some(Type::Int) if ["required", "level"].contains(&field.name) => "2".into(),
        Some(Type::Int) => "7".into(),
        Some(Type::Time) => "13:05".into(),
        Some(Type::Date) => "2026-06-30".into(),
        // Nobody of an absent organisation is in the room.
        Some(Type::Token(words)) if words.contains(&"observer") => "observer".into(),
        Some(Type::Token(words)) => words.last().unwrap().to_string(),
        Some(Type::Ref(Kind::Organisation)) => "Alpha".into(),
        Some(Type::Ref(kind)) => format!("{}-1", kind.letter().unwrap()),
        Some(Type::AnyRef) => "I-1".into(),
        _ if field.name == "sector" || field.name == "sectors" => "GOV".into(),
        _ if field.name == "pillar" || field.name == "pillars" => "policy".into(),
        _ if field.name == "languages" => "th".into(),
        _ if field.name == "zone" => "UTC".into(),
        _ => "some words".into(),
    }
}

/// A file with a record of every kind.
fn one_of_each() -> Bench {
    let mut bench = Bench::new();
    bench.run(&add(Kind::Organisation, &["Alpha", "Beta"]));
    for kind in [
        Kind::Post,
        Kind::Capability,
        Kind::Meeting,
        Kind::Point,
        Kind::Idea,
        Kind::Issue,
        Kind::Decision,
        Kind::Objective,
    ] {
        bench.run(&add(kind, &["first"]));
    }
    bench.run(&add(Kind::Action, &["first", "second"]));
    bench.run(&add(Kind::Agenda, &["first meeting:M-1"]));
    bench.run(&Command::Level {
        organisation: Target::from("S-1"),
        capability: Target::from("C-1"),
        level: Some(1),
    });
    bench.run(&Command::Mark {
        organisation: Target::from("S-1"),
        create: false,
        meeting: Some(Target::from("M-1")),
        state: Presence::Present,
        details: Details::default(),
    });
    bench.run(&Command::Link {
        from: Target::from("S-1"),
        to: Target::from("S-2"),
        kind: "funds".into(),
        entry: Entry::default(),
    });
    a_closed_round(&mut bench);
    bench
}

#[test]
fn every_field_goes_through_command_file_reload_and_archive() {
    let mut bench = one_of_each();
    let mut walked = 0;
    // A ballot is keyed, never edited.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Ballot) {
        let whole = bench.live();
        // The second action item, so that it may depend on the first.
        let id = whole.entities(kind).last().unwrap().id();
        for (at, field) in fields::of(kind).iter().enumerate() {
            for part in 0..field.parts.len() {
                let name = field.part_json(&field.parts[part]);
                if !settable(fields::of(kind)).contains(&name) {
                    continue;
                }
                let ends: &[&str] = match kind {
                    Kind::Link => &["giver", "taker", "kind"],
                    Kind::Level => &["organisation", "capability"],
                    Kind::Round => {
                        &["method", "dots", "stack", "secrecy", "electorate", "serials", "items"]
                    }
                    Kind::Attendance => &["organisation", "meeting"],
                    _ => &[],
                };
                if ends.contains(&field.name) {
                    continue;
                }
                let before = bench.row(id).entity().cells(at);
                let value = sample(field, part);
                let command = if kind == Kind::Workspace {
                    Command::Configure { key: name.clone(), value: value.clone() }
                } else {
                    Command::Edit {
                        targets: vec![id.into()],
                        kind: Some(kind),
                        entry: Entry::default().set(&name, &value),
                        reason: Some("a test".into()),
                    }
                };
                bench.run(&command);
                let after = bench.row(id).entity().cells(at);
                assert_ne!(after, vec![], "{kind:?} {name}: nothing was written");
                if field.merge == Merge::Set || before.is_empty() {
                    assert_ne!(after, before, "{kind:?} {name}");
                }
                walked += 1;
            }
        }
        what_a_form_shows_is_read_back_as_it_is(&mut bench, id);
        bench.reopen();
    }
    assert!(walked > 60, "{walked} parts walked");
    assert_eq!(bench.w.check().unwrap(), vec![]);
    let mut archive = Vec::new();
    bench.w.export_all(&mut archive).unwrap();
    let again = bench.dir.path().join("again.plenary");
    let mut again = import_all(&opening(&again), random(3), &mut archive.as_slice()).unwrap();
    assert_eq!(again.check().unwrap(), vec![]);
    assert_eq!(picture(&mut bench.w).len(), picture(&mut again).len());
    let mut second = Vec::new();
    again.export_all(&mut second).unwrap();
    assert_eq!(archive, second);
}

/// A round with one ballot, which no entry makes.
fn a_closed_round(bench: &mut Bench) {
    bench.run(&Command::OpenRound {
        opening: RoundOpening {
            entry: Entry::line("a vote"),
            items: Vec::new(),
            method: Method::Dots,
            dots: Some(2),
            stack: None,
            secrecy: Secrecy::Secret,
            electorate: Electorate::Persons,
            serials: "GOV:1-3".into(),
        },
        meeting: None,
    });
    bench.run(&Command::Cast {
        round: Target::from("R-1"),
        papers: vec![Keyed { serial: Some(2), marks: "1 1".into(), ..Keyed::default() }],
        replace: false,
        spoil: false,
    });
    bench.run(&Command::CloseRound { round: Target::from("R-1") });
}

/// Every part that can be set, as the form writes it, changes nothing.
fn what_a_form_shows_is_read_back_as_it_is(bench: &mut Bench, id: Id) {
    let whole = bench.live();
    let row = bench.row(id);
    let today = NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
    let names = Names::new(&whole, today).unwrap();
    let fields = row.entity().fields();
    for (at, field) in fields.iter().enumerate() {
        for (part, of) in field.parts.iter().enumerate() {
            if !settable(fields).contains(&field.part_json(of)) {
                continue;
            }
            let text = written(&names, &whole, row.entity(), at, part);
            let mut copy = row.clone();
            copy.entity_mut().write(at, part, &text, &names).unwrap();
            let name = field.part_json(of);
            assert_eq!(copy.entity().cells(at), row.entity().cells(at), "{name} {text}");
            if !row.entity().cells(at).is_empty() && field.parts.len() == 1 {
                assert_ne!(text, "", "{name}");
            }
        }
    }
}
