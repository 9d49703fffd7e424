//! What a command, a key or a first page costs does not grow with the file. Work is counted
//! instead of time: steps of SQLite's machine, each of which reads at most a row.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use plenary::{
    domain::{
        kind::Kind,
        record::{FieldId, common},
        value::Id,
    },
    ops::{Command, LogQuery, Stretch, Target, Workspace},
};

use crate::bench::{Bench, REDO, UNDO, add, edit};

/// A plan of so many items on a few agencies and issues, as a programme of years leaves it.
fn plan(items: usize) -> Bench {
    const AT_ONCE: usize = 500;
    let mut bench = Bench::new();
    bench.run(&add(Kind::Organisation, &["Alpha", "Beta", "Gamma"]));
    bench.run(&add(Kind::Issue, &["One", "Two"]));
    bench.run(&add(Kind::Objective, &["First", "Second"]));
    bench.run(&add(Kind::Idea, &["a", "b", "c", "d"]));
    for from in (0..items).step_by(AT_ONCE) {
        let line = |n: usize| {
            let (day, month) = (1 + n % 28, 1 + n % 12);
            let (lead, issue, objective) = (1 + n % 3, 1 + n % 2, 1 + n % 2);
            format!(
                "Item {n} @S-{lead} due:2026-{month:02}-{day:02} issue:K-{issue} \
                 objective:O-{objective} #tag{}",
                n % 5
            )
        };
        let lines: Vec<String> = (from..items.min(from + AT_ONCE)).map(line).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        bench.run(&add(Kind::Action, &lines));
    }
    bench
}

struct Counted {
    bench: Bench,
    counter: Arc<AtomicU64>,
}

impl Counted {
    fn new(items: usize) -> Self {
        let mut bench = plan(items);
        bench.reopen();
        let counter = Arc::new(AtomicU64::new(0));
        bench.w.count_steps(Arc::clone(&counter)).unwrap();
        Self { bench, counter }
    }

    /// Steps of doing this once more: the first time prepares what the next ones use.
    fn of(&mut self, mut work: impl FnMut(&mut Bench)) -> u64 {
        work(&mut self.bench);
        self.counter.store(0, Ordering::Relaxed);
        work(&mut self.bench);
        self.counter.load(Ordering::Relaxed)
    }
}

/// What is done, and how.
type Work = (&'static str, fn(&mut Bench));

fn target(number: u32) -> Target {
    Target::Ref(format!("A-{number}"))
}

fn page(b: &mut Bench, of: Option<Id>, stretch: Stretch) {
    b.w.log_page(&LogQuery { of, stretch, words: Vec::new(), most: 3 }).unwrap();
}

/// A wall time at which nothing in these files is late yet: what is late is counted one by one.
const BEFORE: i64 = 1_577_836_800_000;

/// Everything that a person does all day.
const WORKS: &[Work] = &[
    ("add an idea", |b| drop(b.run(&add(Kind::Idea, &["one more @S-1 #tag"])))),
    ("add an item", |b| {
        drop(b.run(&add(Kind::Action, &["one more @S-1 +S-2 due:2026-09-01 issue:K-1"])));
    }),
    ("edit an item", |b| {
        let id = b.w.ask(|w| Ok(w.numbered(Kind::Action, 7)?)).unwrap().unwrap();
        b.run(&edit(id, "changed !high #other"));
        b.run(&edit(id, "and back !low #tag1"));
    }),
    ("depend on an item", |b| {
        let edit = |line: &str| Command::Edit {
            targets: vec![target(9)],
            kind: None,
            entry: plenary::domain::entry::Entry::line(line),
            reason: None,
        };
        b.run(&edit("after:A-7"));
        b.run(&edit("after:-"));
    }),
    ("undo and redo", |b| {
        b.run(&UNDO);
        b.run(&REDO);
    }),
    ("delete and restore", |b| {
        b.run(&Command::Delete { targets: vec![target(11)], kind: None, unlink: false });
        b.run(&Command::Restore { target: target(11) });
    }),
    ("group an idea", |b| {
        let ideas = || vec![Target::Ref("I-1".into())];
        b.run(&Command::Group {
            ideas: ideas(),
            name: None,
            into: Some(Target::Ref("K-1".into())),
        });
        b.run(&Command::Ungroup { ideas: ideas() });
    }),
    ("move a card", |b| {
        for position in [1, 2] {
            let (issue, position) = (Target::Ref("K-2".into()), Some(position));
            b.run(&Command::Move { issue, column: None, position });
        }
    }),
    ("a setting", |b| {
        for value in ["One", "Two"] {
            b.run(&Command::Configure { key: "title".into(), value: value.into() });
        }
    }),
    ("the first page", |b| drop(b.w.first_page(BEFORE).unwrap())),
    ("looking for news", |b| drop(b.w.news().unwrap())),
    ("a record whole", |b| {
        let id = b.w.ask(|w| Ok(w.numbered(Kind::Action, 5)?)).unwrap().unwrap();
        b.w.record(id).unwrap();
    }),
    ("the last page of the log", |b| page(b, None, Stretch::Newest)),
    ("an older page of the log", |b| page(b, None, Stretch::Before(5))),
    ("what came since", |b| page(b, None, Stretch::After(1_000_000))),
    ("the log of a record", |b| {
        let id = b.w.ask(|w| Ok(w.numbered(Kind::Action, 13)?)).unwrap().unwrap();
        page(b, Some(id), Stretch::Newest);
    }),
    ("a field as it was", |b| {
        let id = b.w.ask(|w| Ok(w.numbered(Kind::Action, 13)?)).unwrap().unwrap();
        let field = FieldId { kind: Kind::Action, at: common::LABEL };
        b.w.field_at(id, field, 5).unwrap();
    }),
];

#[test]
fn what_is_done_all_day_costs_the_same_in_a_large_file() {
    let mut small = Counted::new(1_000);
    let mut large = Counted::new(10_000);
    let mut grown = Vec::new();
    println!("{:26} {:>9} {:>9}", "steps, with items:", "1,000", "10,000");
    for (what, work) in WORKS {
        let (few, many) = (small.of(work), large.of(work));
        println!("{what:26} {few:>9} {many:>9}");
        // A tree of pages may grow by a level; nothing else.
        if many > few + few / 10 + 20 {
            grown.push(*what);
        }
    }
    assert!(grown.is_empty(), "grow with the file: {grown:?}");
}

/// Opening reads the header and the table of fields, not the records.
#[test]
fn opening_a_large_file_reads_no_records() {
    let of = |items: usize| {
        let bench = plan(items);
        let mut w =
            Workspace::open(&crate::bench::opening(&bench.path), crate::bench::random(9)).unwrap();
        let counter = Arc::new(AtomicU64::new(0));
        w.count_steps(Arc::clone(&counter)).unwrap();
        w.first_page(BEFORE).unwrap();
        counter.load(Ordering::Relaxed)
    };
    let (few, many) = (of(200), of(2_000));
    println!("the first page after opening: {few} steps with 200 items, {many} with 2,000");
    assert!(many <= few + few / 10, "{few} and {many}");
}
