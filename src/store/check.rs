//! Whether the file agrees with itself: SQLite's own checks, and the log replayed against the
//! rows in one pass in memory.

use std::collections::{HashMap, HashSet};

use super::{error::Error, file::Store, log::PAST, rows::sets_of};
use crate::domain::{
    fields::with_kind,
    kind::Kind,
    record::Entity,
    refs,
    row::Row,
    saying::Saying,
    value::{Id, Value},
};

/// The highest number that a record can come to have.
const MOST: i64 = 1_000_000_000;
/// Findings that are told one by one; of more only the number is told.
const TOLD: usize = 20;

impl Store {
    /// Everything that is wrong with the file, in words; nothing where it is clean.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Saying>, Error> {
        let mut findings = Findings::default();
        let check = |findings: &mut Findings| -> rusqlite::Result<()> {
            self.check_pages(findings)?;
            if findings.all.is_empty() {
                self.check_log(findings)?;
                self.check_rows(findings)?;
            }
            Ok(())
        };
        check(&mut findings).map_err(|error| self.fail(error))?;
        Ok(findings.end())
    }

    fn check_pages(&self, findings: &mut Findings) -> rusqlite::Result<()> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let said: String = row.get(0)?;
            if said != "ok" {
                findings.add(Saying::new("check.pages").with("detail", said));
            }
        }
        let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let n: Option<i64> = row.get(1)?;
            findings
                .add(Saying::new("check.reference").with("table", table).with("n", n.unwrap_or(0)));
        }
        Ok(())
    }

    fn check_log(&self, findings: &mut Findings) -> rusqlite::Result<()> {
        let count = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, i64>(0));
        let backwards = count(
            "SELECT count(*) FROM (SELECT n AS change, base FROM change WHERE base IS NOT NULL \
             UNION ALL SELECT change, base FROM change_base \
             UNION ALL SELECT change, covered FROM change_covers) x \
             JOIN change c ON c.n=x.change JOIN operation p ON p.n=c.operation \
             JOIN change b ON b.n=x.base JOIN operation q ON q.n=b.operation \
             WHERE q.clock>=p.clock AND q.n<>p.n",
        )?;
        if backwards > 0 {
            findings.add(Saying::new("check.clock").with("n", backwards));
        }
        let gaps = count(
            "SELECT count(*) FROM (SELECT 1 FROM operation GROUP BY writer \
             HAVING max(seq)<>count(*))",
        )?;
        if gaps > 0 {
            findings.add(Saying::new("check.gap").with("n", gaps));
        }
        for kind in Kind::ALL.into_iter().filter(|kind| kind.letter().is_some()) {
            let twice = format!(
                "SELECT count(*) FROM (SELECT 1 FROM {} WHERE number IS NOT NULL \
                 GROUP BY number HAVING count(*)>1)",
                kind.name()
            );
            let twice = count(&twice)?;
            let impossible = count(&format!(
                "SELECT count(*) FROM {} WHERE number NOT BETWEEN 1 AND {MOST}",
                kind.name()
            ))?;
            if impossible > 0 {
                let noun = Saying::new(kind.said());
                findings.add(
                    Saying::new("check.number_range").with("n", impossible).with("noun", noun),
                );
            }
            if twice > 0 {
                findings.add(
                    Saying::new("check.number")
                        .with("n", twice)
                        .with("noun", Saying::new(kind.said())),
                );
            }
        }
        Ok(())
    }

    fn check_rows(&self, findings: &mut Findings) -> rusqlite::Result<()> {
        let Replay { rows: mut expected, wrong_heads, unreadable } = self.replay()?;
        if wrong_heads > 0 {
            findings.add(Saying::new("check.heads").with("n", wrong_heads));
        }
        if unreadable > 0 {
            findings.add(Saying::new("check.unreadable").with("n", unreadable));
        }
        let dead: HashSet<Id> =
            expected.values().filter(|row| !row.entity().alive()).map(Row::id).collect();
        for kind in Kind::ALL {
            with_kind!(kind, R => {
                for record in self.all_where::<R>("")? {
                    let row = Row::from(record);
                    let refs = row.entity().refs();
                    if row.entity().alive() && refs.iter().any(|(_, to)| dead.contains(to)) {
                        findings.add(Saying::new("check.dead_reference").with("ref", name(&row)));
                    }
                    let named = name(&row);
                    match expected.remove(&row.id()) {
                        Some(other) if other == row => {}
                        Some(other) => {
                            let field = differing(row.entity(), other.entity());
                            findings.add(
                                Saying::new("check.row").with("ref", named).with("field", field),
                            );
                        }
                        None => findings.add(Saying::new("check.row_alone").with("ref", named)),
                    }
                }
            });
        }
        for row in expected.values() {
            findings.add(Saying::new("check.row_missing").with("ref", name(row)));
        }
        Ok(())
    }

    /// The rows as the log alone makes them.
    fn replay(&self) -> rusqlite::Result<Replay> {
        let mut replaced: HashSet<i64> = HashSet::new();
        for sql in
            ["SELECT base FROM change WHERE base IS NOT NULL", "SELECT base FROM change_base"]
        {
            let mut query = self.db.prepare(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                replaced.insert(row.get(0)?);
            }
        }
        let mut replay = Replay::default();
        let mut scratch: HashMap<Kind, Row> = HashMap::new();
        let with_head = PAST.replacen("c.base", "c.base, c.head", 1);
        let mut query = self.db.prepare(&format!("{with_head}ORDER BY c.n"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let Some(past) = self.past(row)? else { continue };
            let head: i64 = row.get(10)?;
            let is_head = !replaced.contains(&past.change);
            replay.wrong_heads += i64::from(is_head != (head > 0));
            let blank = || Row::new(past.field.kind, past.record);
            let record = replay.rows.entry(past.record).or_insert_with(blank);
            let same_kind = record.kind() == past.field.kind;
            // What was replaced has to be readable too: an undo may bring it back.
            let into = match is_head {
                true => record,
                false => scratch.entry(past.field.kind).or_insert_with(blank),
            };
            let read = into.entity_mut().put(past.field.at, &past.element, &past.value);
            replay.unreadable += i64::from(read.is_err() || !same_kind);
        }
        Ok(replay)
    }

    /// Makes every row anew from the log. Returns how many.
    ///
    /// # Errors
    /// The file's.
    pub fn rebuild_rows(&self) -> Result<usize, Error> {
        let rebuild = || -> rusqlite::Result<usize> {
            let mut rows: Vec<Row> = self.replay()?.rows.into_values().collect();
            rows.sort_unstable_by_key(Row::id);
            for row in &rows {
                self.put_whole(row)?;
            }
            Ok(rows.len())
        };
        rebuild().map_err(|error| self.fail(error))
    }
}

/// The first field in which two records differ.
fn differing(a: &dyn Entity, b: &dyn Entity) -> &'static str {
    let fields = a.fields().iter().enumerate();
    let mut differing = fields.filter(|(at, _)| a.cells(*at) != b.cells(*at));
    differing.next().map_or("–", |(_, field)| field.name)
}

fn name(row: &Row) -> String {
    let record = row.entity();
    match record.number() {
        Some(_) => refs::numbered(record.kind(), record.number()),
        None => format!("{} {}", record.kind().name(), record.id().n()),
    }
}

/// What the log alone says.
#[derive(Default)]
struct Replay {
    /// The rows as it makes them.
    rows: HashMap<Id, Row>,
    /// How many changes are marked as heads wrongly.
    wrong_heads: i64,
    /// How many changes hold what their field cannot.
    unreadable: i64,
}

#[derive(Default)]
struct Findings {
    all: Vec<Saying>,
    more: usize,
}

impl Findings {
    fn add(&mut self, finding: Saying) {
        if self.all.len() < TOLD {
            self.all.push(finding);
        } else {
            self.more += 1;
        }
    }

    fn end(mut self) -> Vec<Saying> {
        if self.more > 0 {
            self.all.push(Saying::new("check.more").with("n", self.more));
        }
        self.all
    }
}

impl Store {
    /// Writes a row and all elements of its sets, into a file that has neither.
    fn put_whole(&self, row: &Row) -> rusqlite::Result<()> {
        let record = row.entity();
        self.put_row(record)?;
        for (at, field) in sets_of(record.kind()) {
            for (element, value) in record.cells(at) {
                if value == Value::Int(1) {
                    self.put_element(record.kind(), field, record.id(), &element, true)?;
                }
            }
        }
        Ok(())
    }
}
