//! The log as it is read: who did what, to which records, and what became of one record.

use rusqlite::OptionalExtension;

use super::{
    error::{Error, Wrong},
    file::Store,
};
use crate::domain::{log::Made, value::Id};

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

    /// Operations from the newest back, before this one where named; of these where named.
    ///
    /// # Errors
    /// The file's.
    pub fn operations(
        &self,
        among: Option<&[i64]>,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<Logged>, Error> {
        let find = || -> rusqlite::Result<Vec<Logged>> {
            let only = among.map_or(String::new(), |among| {
                let list: Vec<String> = among.iter().map(ToString::to_string).collect();
                format!("o.n IN ({}) AND ", list.join(","))
            });
            let mut query = self.db.prepare_cached(&format!(
                "SELECT o.n, coalesce(o.at, 0), coalesce(a.name, '–'), coalesce(o.command, ''), \
                 coalesce(o.kind, ''), o.undoes \
                 FROM operation o JOIN writer w ON w.n=o.writer JOIN actor a ON a.n=w.actor \
                 WHERE {only}(?1 IS NULL OR o.n<?1) ORDER BY o.arrival DESC LIMIT ?2"
            ))?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let mut rows = query.query((before, most))?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(Logged {
                    operation: row.get(0)?,
                    at: row.get(1)?,
                    by: row.get(2)?,
                    command: row.get(3)?,
                    kind: row.get(4)?,
                    undoes: row.get(5)?,
                });
            }
            Ok(all)
        };
        find().map_err(|error| self.fail(error))
    }
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
}
