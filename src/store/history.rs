//! The log as it is read: who did what, to which records, and what became of one record.

use std::collections::HashSet;

use rusqlite::OptionalExtension;

use super::{
    error::{Error, Wrong},
    file::Store,
};
use crate::domain::{kind::Kind, log::Made, value::Id};

impl Store {
    /// Who made an operation.
    ///
    /// # Errors
    /// The file's; damage where the operation has no maker.
    pub fn author(&self, operation: i64) -> Result<(String, i64), Error> {
        let find = || {
            self.db
                .prepare_cached(
                    "SELECT coalesce(a.name, '–'), coalesce(o.at, 0) FROM operation o \
                     JOIN writer w ON w.n=o.writer JOIN actor a ON a.n=w.actor WHERE o.n=?1",
                )?
                .query_row([operation], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        };
        find().map_err(|error| self.fail(error))?.ok_or_else(|| {
            Error::new(Wrong::Damaged, self.path(), format!("operation {operation}: no writer"))
        })
    }

    /// The command of an operation.
    ///
    /// # Errors
    /// The file's; [`Missing`] where there is no such operation.
    pub fn command_of(&self, operation: i64) -> Result<String, Missing> {
        let find = || {
            self.db
                .prepare_cached("SELECT coalesce(command, '') FROM operation WHERE n=?1")?
                .query_row([operation], |row| row.get(0))
                .optional()
        };
        let found: Option<String> = find().map_err(|error| Missing::File(self.fail(error)))?;
        found.ok_or(Missing::Operation(operation))
    }

    /// The records that an operation touched, in the order in which it did.
    ///
    /// # Errors
    /// The file's.
    pub fn records_of(&self, operation: i64) -> Result<Vec<Id>, Error> {
        let find = || -> rusqlite::Result<Vec<Id>> {
            let mut query = self.db.prepare_cached(
                "SELECT record FROM change WHERE operation=?1 GROUP BY record ORDER BY min(i)",
            )?;
            let mut rows = query.query([operation])?;
            let mut ids = Vec::new();
            while let Some(row) = rows.next()? {
                ids.extend(Id::new(row.get(0)?));
            }
            Ok(ids)
        };
        find().map_err(|error| self.fail(error))
    }

    /// The last operation that each person made after this one.
    ///
    /// # Errors
    /// The file's.
    pub fn last_of_each_author_since(&self, operation: i64) -> Result<Vec<i64>, Error> {
        let find = || -> rusqlite::Result<Vec<i64>> {
            let mut query = self.db.prepare_cached(
                "SELECT max(o.n) FROM operation o JOIN writer w ON w.n=o.writer \
                 WHERE o.arrival>(SELECT arrival FROM operation WHERE n=?1) GROUP BY w.actor",
            )?;
            let all = query.query_map([operation], |row| row.get(0))?;
            all.collect()
        };
        find().map_err(|error| self.fail(error))
    }

    /// Every change of a record, reached from its heads along what they replaced, so that only
    /// the record's own changes are read. The oldest operation first.
    ///
    /// # Errors
    /// The file's.
    pub fn history_of(&self, record: Id) -> Result<Vec<Made>, Error> {
        self.made(
            "WHERE c.n IN (WITH RECURSIVE chain(n) AS (\
                   SELECT n FROM change WHERE record=?1 AND head>0 \
                   UNION SELECT b.base FROM change b JOIN chain ON b.n=chain.n \
                     WHERE b.base IS NOT NULL \
                   UNION SELECT m.base FROM change_base m JOIN chain ON m.change=chain.n) \
                 SELECT n FROM chain) ORDER BY p.arrival, c.i",
            record.n(),
        )
        .map_err(|error| self.fail(error))
    }

    /// Records touched by operations that arrived after this one.
    ///
    /// # Errors
    /// The file's.
    pub fn touched_since(&self, arrival: i64) -> Result<Vec<Id>, Error> {
        let find = || -> rusqlite::Result<Vec<Id>> {
            let mut query = self.db.prepare_cached(
                "SELECT DISTINCT c.record FROM operation o JOIN change c ON c.operation=o.n \
                 WHERE o.arrival>?1",
            )?;
            let mut rows = query.query([arrival])?;
            let mut ids = Vec::new();
            while let Some(row) = rows.next()? {
                ids.extend(Id::new(row.get(0)?));
            }
            Ok(ids)
        };
        find().map_err(|error| self.fail(error))
    }

    /// Operations of a stretch of the log, the newest first.
    ///
    /// # Errors
    /// The file's.
    pub fn operations(&self, stretch: Stretch, most: usize) -> Result<Vec<Logged>, Error> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let (condition, from) = match stretch {
            Stretch::Newest => ("o.arrival<=?1", i64::MAX),
            Stretch::Before(operation) => ("o.arrival<?1", self.arrival(operation)?),
            Stretch::After(operation) => ("o.arrival>?1", self.arrival(operation)?),
        };
        self.logged(&format!("WHERE {condition} ORDER BY o.arrival DESC LIMIT ?2"), (from, most))
    }

    /// One operation; none where there is none.
    ///
    /// # Errors
    /// The file's.
    pub fn operation(&self, operation: i64) -> Result<Option<Logged>, Error> {
        Ok(self.logged("WHERE o.n=?1 LIMIT ?2", (operation, 1))?.pop())
    }

    fn arrival(&self, operation: i64) -> Result<i64, Error> {
        Ok(self.origin_of(operation)?.map_or(0, |(arrival, _)| arrival))
    }

    fn logged(&self, condition: &str, values: (i64, i64)) -> Result<Vec<Logged>, Error> {
        let find = || -> rusqlite::Result<Vec<Logged>> {
            // The joins keep their order: the log is walked along its arrivals.
            let mut query = self.db.prepare_cached(&format!(
                "SELECT o.n, coalesce(o.at, 0), coalesce(a.name, '–'), coalesce(o.command, ''), \
                 coalesce(o.kind, ''), o.undoes, o.arrival, \
                 (SELECT p.n FROM operation p WHERE p.arrival<o.arrival \
                  ORDER BY p.arrival DESC LIMIT 1), \
                 coalesce((SELECT max(c.i) FROM change c WHERE c.operation=o.n), 0) \
                 FROM operation o CROSS JOIN writer w ON w.n=o.writer \
                 CROSS JOIN actor a ON a.n=w.actor {condition}"
            ))?;
            let mut rows = query.query(values)?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(Logged {
                    operation: row.get(0)?,
                    at: row.get(1)?,
                    by: row.get(2)?,
                    command: row.get(3)?,
                    kind: row.get(4)?,
                    undoes: row.get(5)?,
                    arrival: row.get(6)?,
                    previous: row.get(7)?,
                    changes: row.get(8)?,
                });
            }
            Ok(all)
        };
        find().map_err(|error| self.fail(error))
    }

    /// The first changes of an operation, at most so many.
    ///
    /// # Errors
    /// The file's.
    pub fn changes_of(&self, operation: i64, most: usize) -> Result<Vec<Made>, Error> {
        self.made(&format!("WHERE c.operation=?1 ORDER BY c.i LIMIT {most}"), operation)
            .map_err(|error| self.fail(error))
    }

    /// The records among the first changes of an operation, by kind: how many, the first and
    /// the last.
    ///
    /// # Errors
    /// The file's.
    pub fn groups_of(&self, operation: i64, among: i64) -> Result<Vec<Group>, Error> {
        let find = || -> rusqlite::Result<Vec<Group>> {
            let mut query = self.db.prepare_cached(
                "SELECT c.record, r.kind FROM change c JOIN record r ON r.n=c.record \
                 WHERE c.operation=?1 AND c.i<=?2 ORDER BY c.i",
            )?;
            let mut rows = query.query([operation, among])?;
            let mut groups: Vec<Group> = Vec::new();
            let mut seen = HashSet::new();
            while let Some(row) = rows.next()? {
                let kind = row.get_ref(1)?.as_str().ok().and_then(Kind::named);
                let (Some(kind), Some(id)) = (kind, Id::new(row.get(0)?)) else { continue };
                if !seen.insert(id) {
                    continue;
                }
                match groups.iter_mut().find(|group| group.kind == kind) {
                    Some(group) => {
                        group.records += 1;
                        group.last = id;
                    }
                    None => groups.push(Group { kind, records: 1, first: id, last: id }),
                }
            }
            Ok(groups)
        };
        find().map_err(|error| self.fail(error))
    }

    /// How many operations each person made after this one.
    ///
    /// # Errors
    /// The file's.
    pub fn counts_since(&self, operation: i64) -> Result<Vec<(String, usize)>, Error> {
        let find = |arrival: i64| -> rusqlite::Result<Vec<(String, usize)>> {
            let mut query = self.db.prepare_cached(
                "SELECT coalesce(a.name, '–'), count(*) FROM operation o \
                 CROSS JOIN writer w ON w.n=o.writer CROSS JOIN actor a ON a.n=w.actor \
                 WHERE o.arrival>?1 GROUP BY w.actor ORDER BY count(*) DESC, w.actor",
            )?;
            let all = query.query_map([arrival], |row| {
                let many: i64 = row.get(1)?;
                Ok((row.get(0)?, usize::try_from(many).unwrap_or(usize::MAX)))
            })?;
            all.collect()
        };
        find(self.arrival(operation)?).map_err(|error| self.fail(error))
    }
}

/// A stretch of the log, by the order in which operations arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// From the newest back.
    Newest,
    /// Back from before this operation.
    Before(i64),
    /// What arrived after this operation.
    After(i64),
}

/// The records of one kind that an operation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// How many.
    pub records: usize,
    /// The one that was changed first.
    pub first: Id,
    /// The one that was changed last.
    pub last: Id,
}

/// The command of the operation that made a file: it is on no stack.
pub(crate) const BEGINNING: &str = "workspace.new";

/// Why the command of an operation is not known.
#[derive(Debug)]
pub enum Missing {
    /// There is no operation with this number.
    Operation(i64),
    /// The file cannot be read.
    File(Error),
}

/// An operation as the log lists it.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its number.
    pub operation: i64,
    /// Wall time in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub by: String,
    /// Name of the command.
    pub command: String,
    /// `edit`, `undo`, `revert` ...
    pub kind: String,
    /// The operation it takes back.
    pub undoes: Option<i64>,
    /// When it came into this file: the order of the log.
    pub arrival: i64,
    /// The operation that came before it.
    pub previous: Option<i64>,
    /// How many cells it changed.
    pub changes: i64,
}
