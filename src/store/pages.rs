//! What is counted in a file, without reading all of it.

use super::{error::Error, file::Store};
use crate::domain::{
    kind::Kind,
    view::{IdeaCounts, PlanCounts},
};

impl Store {
    /// Live records of a kind, and those in the trash.
    ///
    /// # Errors
    /// The file's.
    pub fn count_records(&self, kind: Kind) -> Result<(i64, i64), Error> {
        let table = kind.name();
        let live = self.number(&format!("SELECT count(*) FROM {table} WHERE NOT deleted"))?;
        let all = self.number(&format!("SELECT count(*) FROM {table}"))?;
        Ok((live, all - live))
    }

    /// Rows of a table of the log.
    ///
    /// # Errors
    /// The file's.
    pub fn count(&self, table: &str) -> Result<i64, Error> {
        self.number(&format!("SELECT count(*) FROM \"{table}\""))
    }

    /// Size of the file in bytes.
    ///
    /// # Errors
    /// The file's.
    pub fn bytes(&self) -> Result<i64, Error> {
        Ok(self.number("PRAGMA page_count")? * self.number("PRAGMA page_size")?)
    }
}

/// What Home counts first: ideas and action items.
///
/// # Errors
/// The file's.
pub fn counts(store: &Store) -> Result<(PlanCounts, IdeaCounts), Error> {
    let read = |sql: &str| -> Result<[usize; 3], Error> {
        let numbers = |row: &rusqlite::Row<'_>| -> rusqlite::Result<[usize; 3]> {
            let at = |n| row.get::<_, Option<i64>>(n).map(|n| n.unwrap_or(0));
            let [every, gone, one, other] = [at(0)?, at(1)?, at(2)?, at(3)?];
            Ok([every - gone, one, other].map(|n| usize::try_from(n).unwrap_or(0)))
        };
        let counts =
            store.db.prepare_cached(sql).and_then(|mut query| query.query_row([], numbers));
        counts.map_err(|error| store.fail(error))
    };
    // The conditions are those of the indexes, word for word: otherwise SQLite reads all rows.
    let [all, no_lead, no_date] = read(
        "SELECT (SELECT count(*) FROM action), sum(deleted), \
         sum(NOT deleted AND lead IS NULL), sum(NOT deleted AND due IS NULL) \
         FROM action INDEXED BY action_lacks WHERE deleted OR lead IS NULL OR due IS NULL",
    )?;
    let plan = PlanCounts { all, no_lead, no_date };
    let [all, loose, _] = read(
        "SELECT (SELECT count(*) FROM idea), sum(deleted), \
         sum(NOT deleted AND issue IS NULL), 0 \
         FROM idea INDEXED BY idea_lacks WHERE deleted OR issue IS NULL",
    )?;
    Ok((plan, IdeaCounts { all, loose }))
}
