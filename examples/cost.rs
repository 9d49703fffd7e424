//! What opening and one command cost on a workspace: `cost FILE`. It works on a copy beside
//! the file, with full durability, and sets one command beside the same rows written by bare
//! SQLite calls in one transaction on the same disk.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use plenary::{
    domain::{entry::Entry, find::Index, kind::Kind, zone},
    ops::{Command, Error, Opening, Random, Stamp, Workspace},
};

const NOW: i64 = 1_782_196_020_000;
const ROUNDS: usize = 40;

fn main() -> Result<(), Error> {
    let file = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "bench.plenary".into()));
    let copy = file.with_extension("cost.plenary");
    let _left = std::fs::remove_file(&copy);
    let _copied = std::fs::copy(&file, &copy);
    let opening = Opening { path: copy.clone(), ..Opening::default() };
    let stamp = Stamp { at: NOW, today: zone::day(NOW, zone::DEFAULT), by: "Bench".into() };

    let begun = Instant::now();
    let mut w = Workspace::open(&opening, random())?;
    say("open", begun.elapsed());
    let begun = Instant::now();
    let page = w.first_page(NOW)?;
    say("first page with counts", begun.elapsed());
    let begun = Instant::now();
    let whole = w.snapshot()?;
    say("whole read model", begun.elapsed());
    let begun = Instant::now();
    let index = Index::of_records(&whole);
    say("index of all titles", begun.elapsed());
    let bytes = index.bytes() / index.len().max(1);
    let _told = writeln!(std::io::stdout(), "{:24} {bytes:9} bytes", "its memory, a title");
    drop((page, whole, index));

    let line = "Set up a roster @IOM +DSI due:30/6/2569 issue:K-1 #protection !high";
    let command = Command::Add {
        kind: Kind::Action,
        entries: vec![Entry::line(line)],
        create: false,
        meeting: None,
    };
    let mut ours = Vec::new();
    let mut bare = Vec::new();
    let floor = Bare::open(&copy);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        w.execute(&command, &stamp, None)?;
        ours.push(begun.elapsed());
        let begun = Instant::now();
        floor.insert();
        bare.push(begun.elapsed());
    }
    let (ours, bare) = (median(&mut ours), median(&mut bare));
    say("one execute, median", ours);
    say("bare SQLite, median", bare);
    say("ours beside it", ours.saturating_sub(bare));
    let undo = Command::Undo { operation: None, any: true };
    let mut undone = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        w.execute(&undo, &stamp, None)?;
        undone.push(begun.elapsed());
    }
    say("one undo, median", median(&mut undone));
    let _done = std::fs::remove_file(&copy);
    Ok(())
}

/// The same transaction by SQLite's own shell, kept open on a pipe: an operation, twelve
/// changes and a row.
struct Bare {
    sql: String,
    shell: std::cell::RefCell<std::process::Child>,
}

impl Bare {
    fn open(file: &Path) -> Self {
        let mut sql =
            "BEGIN IMMEDIATE;INSERT INTO bare_operation(a,b,c) VALUES(1,2,'x');".to_owned();
        for n in 0..12 {
            sql.push_str(&format!(
                "INSERT INTO bare_change(a,b,c,d) VALUES({n},2,'a value of some letters',randomblob(8));"
            ));
        }
        sql.push_str(
            "INSERT INTO bare_row(a,b,c) VALUES('a title of some sixty letters, as one types it',2,3);\
             COMMIT;SELECT 'done';\n",
        );
        let mut shell = std::process::Command::new("sqlite3")
            .arg(file)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panicked(&error));
        if let Some(stdin) = &mut shell.stdin {
            let _sent = stdin.write_all(
                b"PRAGMA synchronous=EXTRA;PRAGMA secure_delete=ON;\
                  CREATE TABLE bare_operation(n INTEGER PRIMARY KEY,a,b,c);\
                  CREATE TABLE bare_change(n INTEGER PRIMARY KEY,a,b,c,d);\
                  CREATE INDEX bare_by ON bare_change(a,b);\
                  CREATE TABLE bare_row(n INTEGER PRIMARY KEY,a,b,c);\
                  CREATE INDEX bare_row_by ON bare_row(b,c);SELECT 'done';\n",
            );
        }
        let bare = Self { sql, shell: std::cell::RefCell::new(shell) };
        bare.wait();
        bare
    }

    fn insert(&self) {
        if let Some(stdin) = &mut self.shell.borrow_mut().stdin {
            let _sent = stdin.write_all(self.sql.as_bytes());
        }
        self.wait();
    }

    fn wait(&self) {
        use std::io::Read as _;
        let mut shell = self.shell.borrow_mut();
        let Some(stdout) = &mut shell.stdout else { return };
        let mut line = Vec::new();
        let mut byte = [0];
        while !line.ends_with(b"done\n") && stdout.read(&mut byte).is_ok_and(|n| n == 1) {
            line.extend(byte);
        }
    }
}

fn panicked(error: &std::io::Error) -> ! {
    let _told = writeln!(std::io::stderr(), "sqlite3 does not start: {error}");
    std::process::exit(1)
}

fn random() -> Random {
    Box::new(|bytes| {
        let _drawn = getrandom::fill(bytes);
    })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn say(what: &str, time: Duration) {
    let ms = time.as_secs_f64() * 1_000.0;
    let _told = writeln!(std::io::stdout(), "{what:24} {ms:9.2} ms");
}
