//! What shows first: one indexed query for the rows of the screen, and the counts of the head.

use super::{error::Error, file::Store};
use crate::domain::{
    value::Id,
    view::{IdeaCounts, PlanCounts},
};

/// A list that can show first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Ideas by number.
    Ideas,
    /// Action items in the order of the plan.
    Plan,
}

impl Store {
    /// The first records of a list, in its order, by its index.
    ///
    /// # Errors
    /// The file's.
    pub fn page(&self, page: Page, rows: usize) -> Result<Vec<Id>, Error> {
        let sql = match page {
            Page::Ideas => "SELECT n FROM idea WHERE NOT deleted ORDER BY number LIMIT ?1",
            Page::Plan => {
                "SELECT n FROM action WHERE NOT deleted ORDER BY objective IS NULL, objective, \
                 due IS NULL, due, number LIMIT ?1"
            }
        };
        let find = || -> rusqlite::Result<Vec<Id>> {
            let mut query = self.db.prepare_cached(sql)?;
            let mut found = query.query([i64::try_from(rows).unwrap_or(i64::MAX)])?;
            let mut ids = Vec::with_capacity(rows.min(200));
            while let Some(row) = found.next()? {
                ids.extend(Id::new(row.get(0)?));
            }
            Ok(ids)
        };
        find().map_err(|error| self.fail(error))
    }
}

/// The counts of both lists.
///
/// # Errors
/// The file's.
pub fn counts(store: &Store) -> Result<(PlanCounts, IdeaCounts), Error> {
    let count = |sql: &str| -> Result<usize, Error> {
        let count: rusqlite::Result<i64> = store
            .db
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row([], |row| row.get(0)));
        count.map(|n| usize::try_from(n).unwrap_or(0)).map_err(|error| store.fail(error))
    };
    let plan = PlanCounts {
        all: count("SELECT count(*) FROM action WHERE NOT deleted")?,
        no_lead: count("SELECT count(*) FROM action WHERE NOT deleted AND lead IS NULL")?,
        no_date: count("SELECT count(*) FROM action WHERE NOT deleted AND due IS NULL")?,
    };
    let ideas = IdeaCounts {
        all: count("SELECT count(*) FROM idea WHERE NOT deleted")?,
        loose: count("SELECT count(*) FROM idea WHERE NOT deleted AND issue IS NULL")?,
    };
    Ok((plan, ideas))
}
