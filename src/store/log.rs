//! The log's tables: fetches the changes that a rule needs, writes what the rule returns.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row};

use super::{codec, error::Error, file::Store, history::BEGINNING};
use crate::domain::{
    kind::Kind,
    log::{Change, Heads, Made, Past, Stacks, Step, Target},
    value::Id,
};

/// The writer of this opening: a fresh random id, and operations numbered from 1.
#[derive(Clone, Debug)]
pub struct Writer {
    /// Number in this file.
    pub n: i64,
    /// Number of its last operation.
    pub seq: i64,
    /// Who writes.
    pub by: String,
}

/// An operation to be written.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// `edit`, `undo` or `revert`.
    pub kind: &'a str,
    /// Name of the command: never content.
    pub command: &'a str,
    /// Wall time in milliseconds since 1970.
    pub at: i64,
    /// The operation it takes back.
    pub undoes: Option<i64>,
    /// Its changes.
    pub changes: &'a [Change],
    /// Records it makes, with their global ids, in the order of their numbers.
    pub made: &'a [(Id, Kind, [u8; 16])],
    /// Random bytes for the salts of its changes, 8 for each.
    pub salts: &'a [u8],
}

/// A change as the log's readers see it; `c` is the change, `r` the one it restores, `p` its
/// operation.
pub(super) const PAST: &str = "SELECT c.n, c.operation, c.record, c.field, c.element, \
     CASE WHEN c.restores IS NULL THEN c.value ELSE r.value END, \
     coalesce(c.restores, c.n), c.void, p.clock, c.base \
     FROM change c JOIN operation p ON p.n=c.operation LEFT JOIN change r ON r.n=c.restores ";

impl Store {
    /// Draws a writer for this opening.
    ///
    /// # Errors
    /// The file's.
    pub fn new_writer(
        &self,
        by: &str,
        device: &str,
        at: i64,
        ids: &[u8; 32],
    ) -> Result<Writer, Error> {
        let (writer_id, actor_id) = ids.split_at(16);
        let program = concat!("plenary ", env!("CARGO_PKG_VERSION"));
        let draw = || -> rusqlite::Result<i64> {
            let actor: Option<i64> = self
                .db
                .prepare_cached("SELECT n FROM actor WHERE name=?1")?
                .query_row([by], |row| row.get(0))
                .optional()?;
            let actor = match actor {
                Some(actor) => actor,
                None => {
                    self.db
                        .execute("INSERT INTO actor(id, name) VALUES(?1, ?2)", (actor_id, by))?;
                    self.db.last_insert_rowid()
                }
            };
            self.db.execute(
                "INSERT INTO writer(id, actor, device, program, opened_at) VALUES(?1,?2,?3,?4,?5)",
                (writer_id, actor, device, program, at),
            )?;
            Ok(self.db.last_insert_rowid())
        };
        let n = draw().map_err(|error| self.fail(error))?;
        Ok(Writer { n, seq: 0, by: by.to_owned() })
    }

    /// Whether the file still holds this writer, and its last operation as the last.
    ///
    /// # Errors
    /// The file's.
    pub fn has_writer(&self, writer: &Writer) -> Result<bool, Error> {
        let seq = || -> rusqlite::Result<Option<i64>> {
            let mut query = self.db.prepare_cached(
                "SELECT coalesce((SELECT max(seq) FROM operation WHERE writer=w.n), 0) \
                 FROM writer w WHERE w.n=?1",
            )?;
            query.query_row([writer.n], |row| row.get(0)).optional()
        };
        seq().map(|seq| seq == Some(writer.seq)).map_err(|error| self.fail(error))
    }

    /// Arrival of the last operation.
    ///
    /// # Errors
    /// The file's.
    pub fn last_arrival(&self) -> Result<i64, Error> {
        self.number("SELECT coalesce(max(arrival), 0) FROM operation")
    }

    /// The number that the next record of the file gets.
    ///
    /// # Errors
    /// The file's.
    pub fn next_record(&self) -> Result<i64, Error> {
        self.number("SELECT coalesce(max(n), 0) + 1 FROM record")
    }

    pub(super) fn number(&self, sql: &str) -> Result<i64, Error> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row([], |row| row.get(0)))
            .map_err(|error| self.fail(error))
    }

    /// Writes an operation with its changes, and moves the heads. Returns its number and
    /// arrival, which are one.
    ///
    /// # Errors
    /// The file's.
    pub fn write_operation(
        &self,
        writer: &mut Writer,
        operation: &Operation<'_>,
    ) -> Result<i64, Error> {
        let write = |writer: &mut Writer| -> rusqlite::Result<i64> {
            for (id, kind, global) in operation.made {
                self.db
                    .prepare_cached("INSERT INTO record(n, id, kind) VALUES(?1, ?2, ?3)")?
                    .execute((id.n(), global, kind.name()))?;
                self.remember(*id, *global);
            }
            let clock = self.clock(operation)?;
            let arrival: i64 = self.db.query_row(
                "SELECT coalesce(max(arrival), 0) + 1 FROM operation",
                [],
                |row| row.get(0),
            )?;
            self.db
                .prepare_cached(
                    "INSERT INTO operation(arrival, writer, seq, clock, at, kind, command, undoes) \
                     VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((
                    arrival,
                    writer.n,
                    writer.seq + 1,
                    clock,
                    operation.at,
                    operation.kind,
                    operation.command,
                    operation.undoes,
                ))?;
            let n = self.db.last_insert_rowid();
            let mut salts = operation.salts.chunks_exact(8);
            for (i, change) in (1_i64..).zip(operation.changes) {
                self.write_change(n, i, change, salts.next().unwrap_or_default())?;
            }
            writer.seq += 1;
            Ok(n)
        };
        write(writer).map_err(|error| self.fail(error))
    }

    fn write_change(
        &self,
        operation: i64,
        i: i64,
        change: &Change,
        salt: &[u8],
    ) -> rusqlite::Result<()> {
        let value = match change.restores {
            Some(_) => rusqlite::types::ToSqlOutput::from(rusqlite::types::Null),
            None => codec::to_sql(&change.value, self)?,
        };
        self.db
            .prepare_cached(
                "INSERT INTO change(operation, i, record, field, element, value, salt, base, \
                 restores, void, head) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,1)",
            )?
            .execute(rusqlite::params![
                operation,
                i,
                change.record.n(),
                self.field_number(change.field)?,
                codec::to_sql(&change.element, self)?,
                value,
                salt,
                change.bases.first(),
                change.restores,
                change.void,
            ])?;
        let n = self.db.last_insert_rowid();
        self.replace(n, &change.bases, &change.covers)
    }

    /// Notes what a change replaces and covers: what it replaces is no head any more.
    pub(super) fn replace(&self, n: i64, bases: &[i64], covers: &[i64]) -> rusqlite::Result<()> {
        for base in bases {
            self.db.prepare_cached("UPDATE change SET head=0 WHERE n=?1")?.execute([base])?;
            if bases.len() > 1 {
                self.db
                    .prepare_cached(
                        "INSERT OR IGNORE INTO change_base(change, base) VALUES(?1,?2)",
                    )?
                    .execute([n, *base])?;
            }
        }
        for covered in covers {
            self.db
                .prepare_cached(
                    "INSERT OR IGNORE INTO change_covers(change, covered) VALUES(?1,?2)",
                )?
                .execute([n, *covered])?;
        }
        Ok(())
    }

    /// The clock of an operation: never before the wall time, and after every change that it
    /// replaces, covers or refers to. So it is kept for each cell and not for the file.
    fn clock(&self, operation: &Operation<'_>) -> rusqlite::Result<i64> {
        let mut clock = operation.at.max(0).saturating_mul(1 << 16);
        let made: HashSet<Id> = operation.made.iter().map(|(id, ..)| *id).collect();
        let mut referred: HashSet<Id> = HashSet::new();
        for change in operation.changes {
            clock = clock.max(change.after.saturating_add(1));
            referred.extend(change.element.refs().chain(change.value.refs()));
        }
        for id in referred.difference(&made) {
            let mut query = self.db.prepare_cached(
                "SELECT max(p.clock) FROM change c JOIN operation p ON p.n=c.operation \
                 JOIN record r ON r.n=c.record JOIN field f ON f.n=c.field \
                 WHERE c.record=?1 AND c.head>0 AND f.name=r.kind||'.alive'",
            )?;
            let seen: Option<i64> = query.query_row([id.n()], |row| row.get(0))?;
            clock = clock.max(seen.unwrap_or(0).saturating_add(1));
        }
        Ok(clock)
    }

    pub(super) fn past(&self, row: &Row<'_>) -> rusqlite::Result<Option<Past>> {
        let (Some(record), Some(field)) = (Id::new(row.get(2)?), self.field_of(row.get(3)?)?)
        else {
            return Ok(None);
        };
        let Some(known) = field.field() else { return Ok(None) };
        Ok(Some(Past {
            change: row.get(0)?,
            operation: row.get(1)?,
            record,
            field,
            element: codec::plain(row.get_ref(4)?, self)?,
            value: codec::value_from(row.get_ref(5)?, known, self)?,
            origin: row.get(6)?,
            void: row.get(7)?,
            clock: row.get::<_, Option<i64>>(8)?.unwrap_or(0),
        }))
    }

    /// Changes with what they replace; most are first values and replace nothing.
    pub(super) fn made(&self, condition: &str, key: i64) -> rusqlite::Result<Vec<Made>> {
        let mut query = self.db.prepare_cached(&format!("{PAST}{condition}"))?;
        let mut rows = query.query([key])?;
        let mut made = Vec::new();
        while let Some(row) = rows.next()? {
            let replaces: Option<i64> = row.get(9)?;
            if let Some(past) = self.past(row)? {
                let bases = match replaces {
                    Some(_) => self.bases(past.change)?,
                    None => Vec::new(),
                };
                made.push(Made { past, bases });
            }
        }
        Ok(made)
    }

    /// What a change replaces.
    fn bases(&self, change: i64) -> rusqlite::Result<Vec<Past>> {
        self.pasts(
            "WHERE c.n IN (SELECT base FROM change WHERE n=?1 AND base IS NOT NULL \
             UNION SELECT base FROM change_base WHERE change=?1) ORDER BY c.n",
            change,
        )
    }

    fn pasts(&self, condition: &str, key: i64) -> rusqlite::Result<Vec<Past>> {
        let mut query = self.db.prepare_cached(&format!("{PAST}{condition}"))?;
        let mut rows = query.query([key])?;
        let mut pasts = Vec::new();
        while let Some(row) = rows.next()? {
            pasts.extend(self.past(row)?);
        }
        Ok(pasts)
    }

    /// The heads of these records.
    ///
    /// # Errors
    /// The file's.
    pub fn heads(&self, records: impl IntoIterator<Item = Id>) -> Result<Heads, Error> {
        let mut heads = Heads::default();
        for record in records {
            let all = self
                .pasts("WHERE c.record=?1 AND c.head>0 ORDER BY c.n", record.n())
                .map_err(|error| self.fail(error))?;
            for head in all {
                heads.add(head);
            }
        }
        Ok(heads)
    }

    /// Arrival of an operation, and whether this writer made it; none where there is none.
    ///
    /// # Errors
    /// The file's.
    pub fn origin_of(&self, operation: i64) -> Result<Option<(i64, i64)>, Error> {
        let find = || {
            self.db
                .prepare_cached("SELECT arrival, writer FROM operation WHERE n=?1")?
                .query_row([operation], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        };
        find().map_err(|error| self.fail(error))
    }

    /// What it takes to undo an operation.
    ///
    /// # Errors
    /// The file's.
    pub fn target(&self, operation: i64) -> Result<Target, Error> {
        self.made_by("WHERE c.operation=?1 ORDER BY c.i", operation)
    }

    /// What it takes to go back to how all stood after an operation: every change made since,
    /// the oldest first.
    ///
    /// # Errors
    /// The file's.
    pub fn since(&self, operation: i64) -> Result<Target, Error> {
        self.made_by(
            "WHERE p.arrival>(SELECT arrival FROM operation WHERE n=?1) ORDER BY p.arrival, c.i",
            operation,
        )
    }

    fn made_by(&self, condition: &str, key: i64) -> Result<Target, Error> {
        let load = || -> rusqlite::Result<Target> {
            let mut target = Target::default();
            for made in self.made(condition, key)? {
                for base in made.bases.iter().filter(|base| base.is_tombstone()) {
                    target.covers.insert(base.origin, self.covers(base.origin)?);
                }
                target.made.push(made);
            }
            Ok(target)
        };
        load().map_err(|error| self.fail(error))
    }

    fn covers(&self, tombstone: i64) -> rusqlite::Result<HashSet<i64>> {
        // With the changes whose values they brought back: undone and redone, what the tombstone
        // has seen stands there as another change of the same origin.
        let mut query = self.db.prepare_cached(
            "SELECT v.covered, coalesce(c.restores, c.n) FROM change_covers v \
             JOIN change c ON c.n=v.covered WHERE v.change=?1",
        )?;
        let mut rows = query.query([tombstone])?;
        let mut covered = HashSet::new();
        while let Some(row) = rows.next()? {
            covered.extend([row.get::<_, i64>(0)?, row.get(1)?]);
        }
        Ok(covered)
    }

    /// The tops of the two stacks.
    ///
    /// # Errors
    /// The file's.
    pub fn stacks(&self) -> Result<Stacks, Error> {
        let walk = || -> rusqlite::Result<Stacks> {
            let mut stacks = Stacks::default();
            // Only where a round is closed is every operation looked at for it.
            let sealed = self.any_closed_round()?;
            let mut query = self.db.prepare_cached(
                "SELECT o.n, o.kind, o.command, o.undoes, u.kind FROM operation o \
                 LEFT JOIN operation u ON u.n=o.undoes WHERE o.here=1 ORDER BY o.arrival DESC",
            )?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let text = |at| row.get_ref(at).ok().and_then(|v| v.as_str().ok());
                let undoes: Option<i64> = row.get(3)?;
                let step = match (text(1), undoes) {
                    _ if sealed && self.sealed(row.get(0)?)? => Step::Sealed,
                    (Some("undo"), Some(other)) if text(4) == Some("undo") => Step::Redoes(other),
                    (Some("undo"), Some(other)) => Step::Undoes(other),
                    _ if text(2) == Some(BEGINNING) => Step::Beginning,
                    _ => Step::Ordinary,
                };
                if !stacks.take(row.get(0)?, step) {
                    break;
                }
            }
            Ok(stacks)
        };
        walk().map_err(|error| self.fail(error))
    }

    /// Whether an operation opened or closed a round that is closed, or keyed its ballots, or
    /// took such an operation back.
    ///
    /// # Errors
    /// The file's.
    pub fn is_sealed(&self, operation: i64) -> Result<bool, Error> {
        self.sealed(operation).map_err(|error| self.fail(error))
    }
}
