//! A workspace to test on: a real file, synced to nothing, with chance and time passed in.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use plenary::{
    config::templates,
    domain::{entry::Entry, kind::Kind, lang::Lang, row::Row, snapshot::Snapshot, value::Id},
    ops::{
        Beginning, Command, Durability, Error, Opening, Random, Receipt, Stamp, Target, Workspace,
    },
};

/// 2026-06-23 13:27 in Bangkok.
pub(crate) const NOON: i64 = 1_782_196_020_000;

/// Chance for a test: a counter, so that every opening draws something else.
pub(crate) fn random(seed: u64) -> Random {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    Box::new(move |bytes| {
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[3];
        }
    })
}

pub(crate) struct Bench {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) path: PathBuf,
    pub(crate) w: Workspace,
    at: i64,
    openings: u64,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::seeded(0)
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("test.plenary");
        let words = templates::find("blank").unwrap().words(Lang::En);
        let beginning = Beginning { title: Some("Test".into()), words, ..Beginning::default() };
        let openings = seed * 1_000 + 1;
        let w = Workspace::create(
            &opening(&path),
            &beginning,
            &stamp(NOON, "Scribe"),
            random(openings),
        )
        .unwrap();
        Self { dir, path, w, at: NOON, openings }
    }

    /// Closes the file and opens it again, as another start of the program does.
    pub(crate) fn reopen(&mut self) {
        self.w = self.another();
    }

    /// A second program on the same file.
    pub(crate) fn another(&mut self) -> Workspace {
        self.openings += 1;
        Workspace::open(&opening(&self.path), random(self.openings)).unwrap()
    }

    pub(crate) fn stamp(&mut self, by: &str) -> Stamp {
        self.at += 1_000;
        stamp(self.at, by)
    }

    pub(crate) fn try_run(&mut self, command: &Command) -> Result<Receipt, Error> {
        let stamp = self.stamp("Scribe");
        self.w.execute(command, &stamp, None)
    }

    pub(crate) fn run(&mut self, command: &Command) -> Receipt {
        self.try_run(command).unwrap_or_else(|error| panic!("{command:?}: {error:?}"))
    }

    /// Adds one record and returns its id.
    pub(crate) fn add(&mut self, kind: Kind, line: &str) -> Id {
        self.run(&add(kind, &[line])).made[0]
    }

    pub(crate) fn edit(&mut self, id: Id, line: &str) -> Receipt {
        self.run(&edit(id, line))
    }

    pub(crate) fn live(&mut self) -> Snapshot {
        self.w.snapshot().unwrap()
    }

    pub(crate) fn row(&mut self, id: Id) -> Row {
        self.w.record(id).unwrap().unwrap()
    }
}

pub(crate) fn opening(path: &Path) -> Opening {
    Opening { path: path.to_owned(), durability: Durability::Off, ..Opening::default() }
}

pub(crate) fn stamp(at: i64, by: &str) -> Stamp {
    Stamp { at, today: NaiveDate::from_ymd_opt(2026, 6, 23).unwrap(), by: by.to_owned() }
}

pub(crate) fn add(kind: Kind, lines: &[&str]) -> Command {
    let entries = lines.iter().map(|line| Entry::line(line)).collect();
    Command::Add { kind, entries, create: false, meeting: None }
}

pub(crate) fn edit(id: Id, line: &str) -> Command {
    let entry = Entry::line(line);
    Command::Edit { targets: vec![id.into()], kind: None, entry, reason: None }
}

pub(crate) fn delete(id: Id) -> Command {
    Command::Delete { targets: vec![id.into()], kind: None, unlink: false }
}

pub(crate) fn restore(id: Id) -> Command {
    Command::Restore { target: Target::Id(id) }
}

pub(crate) const UNDO: Command = Command::Undo { operation: None, any: false };
pub(crate) const REDO: Command = Command::Redo { any: false };

/// Takes one operation back from History.
pub(crate) fn revert(receipt: &Receipt) -> Command {
    Command::Undo { operation: receipt.operation, any: true }
}

/// The key of a refusal.
pub(crate) fn refused(result: Result<Receipt, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.saying.key,
        other => panic!("not refused: {other:?}"),
    }
}

/// What lives, for comparing: every record's cells, in order of id.
pub(crate) fn picture(w: &mut Workspace) -> Vec<String> {
    let snapshot = w.snapshot().unwrap();
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for record in snapshot.entities(kind) {
            let cells: Vec<_> = (0..record.fields().len()).map(|at| record.cells(at)).collect();
            all.push((record.id(), format!("{kind:?} {:?} {cells:?}", record.id())));
        }
    }
    all.sort();
    all.into_iter().map(|(_, text)| text).collect()
}
