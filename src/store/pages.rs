//! What is counted in a file, without reading all of it.

use chrono::{NaiveDate, TimeDelta};

use super::{error::Error, file::Store};
use crate::domain::{
    kind::Kind,
    tokens::Column,
    types::Token as _,
    value::Id,
    view::{self, First, IdeaCounts, PlanCounts},
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

/// Conditions of the indexes, word for word: otherwise SQLite reads all rows.
const OPEN: &str = "NOT deleted AND (status IS NULL OR \
                    status IN ('proposed','agreed','in-progress','blocked'))";
const ASKS: &str = "NOT deleted AND status IN ('blocked','done')";

/// Kinds whose live records Home counts, each by the index of its dead ones.
const COUNTED: [Kind; 5] =
    [Kind::Organisation, Kind::Point, Kind::Decision, Kind::Objective, Kind::Issue];

/// What Home counts, on a day: of every table its whole and its exceptions. What is late is
/// counted one by one, in an index of open items alone.
///
/// # Errors
/// The file's.
pub fn first(store: &Store, today: NaiveDate) -> Result<First, Error> {
    let mut first = First::default();
    let soon = today + TimeDelta::days(view::SOON);
    let mut read = || -> rusqlite::Result<()> {
        lists(store, &mut first)?;
        let counted = COUNTED.map(|kind| {
            let table = kind.name();
            format!("(SELECT count(*) FROM {table})-(SELECT count(*) FROM {table} WHERE deleted)")
        });
        let sql = format!(
            "SELECT (SELECT count(*) FROM action WHERE {OPEN} AND due<?1), \
             (SELECT count(*) FROM action WHERE {OPEN} AND due BETWEEN ?1 AND ?2 \
              AND status IS NOT 'blocked'), \
             (SELECT count(*) FROM action WHERE {ASKS} AND status='blocked' \
              AND (due IS NULL OR due>=?1)), \
             (SELECT count(*) FROM action WHERE {ASKS} AND status='done'), {}",
            counted.join(", ")
        );
        let days = [today, soon].map(|day| day.to_string());
        store.db.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(&days), |row| {
            for (at, n) in first.attention.iter_mut().enumerate() {
                *n = number(row, at)?;
            }
            for (kind, at) in COUNTED.into_iter().zip(first.attention.len()..) {
                first.kinds.push((kind, number(row, at)?));
            }
            Ok(())
        })?;
        let sql = "SELECT board, count(*) FROM issue WHERE NOT deleted GROUP BY board";
        let mut query = store.db.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let board: Option<String> = row.get(0)?;
            let column = board.and_then(|token| Column::parse(&token)).unwrap_or(Column::Candidate);
            if let Some(n) = first.columns.get_mut(column.place()) {
                *n += number(row, 1)?;
            }
        }
        if first.attention.first().is_some_and(|late| *late > 0) {
            let sql = format!(
                "SELECT n FROM action WHERE {OPEN} AND due<?1 ORDER BY due, number LIMIT {}",
                view::FIRST_LATE
            );
            first.late = ids(store, &sql, [today.to_string()])?;
        }
        Ok(())
    };
    read().map_err(|error| store.fail(error))?;
    Ok(first)
}

/// The agenda items of a meeting, in no order.
///
/// # Errors
/// The file's.
pub fn items_of(store: &Store, meeting: Id) -> Result<Vec<Id>, Error> {
    let sql = "SELECT n FROM agenda WHERE meeting=?1 AND NOT deleted";
    ids(store, sql, [meeting.n()]).map_err(|error| store.fail(error))
}

/// Who is said to be at a meeting, in no order.
///
/// # Errors
/// The file's.
pub fn marks_of(store: &Store, meeting: Id) -> Result<Vec<Id>, Error> {
    let sql = "SELECT n FROM attendance WHERE meeting=?1 AND NOT deleted";
    ids(store, sql, [meeting.n()]).map_err(|error| store.fail(error))
}

fn ids(store: &Store, sql: &str, of: impl rusqlite::Params) -> rusqlite::Result<Vec<Id>> {
    let mut query = store.db.prepare_cached(sql)?;
    let mut rows = query.query(of)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(Id::new(row.get(0)?));
    }
    Ok(found)
}

fn number(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    let n: Option<i64> = row.get(at)?;
    Ok(usize::try_from(n.unwrap_or(0)).unwrap_or(0))
}

/// What the heads of the wall and the plan count.
fn lists(store: &Store, first: &mut First) -> rusqlite::Result<()> {
    let read = |sql: &str| -> rusqlite::Result<[usize; 3]> {
        store.db.prepare_cached(sql)?.query_row([], |row| {
            let [every, gone] = [number(row, 0)?, number(row, 1)?];
            Ok([every.saturating_sub(gone), number(row, 2)?, number(row, 3)?])
        })
    };
    // The conditions are those of the indexes, word for word: otherwise SQLite reads all rows.
    let [all, no_lead, no_date] = read(
        "SELECT (SELECT count(*) FROM action), sum(deleted), \
         sum(NOT deleted AND lead IS NULL), sum(NOT deleted AND due IS NULL) \
         FROM action INDEXED BY action_lacks WHERE deleted OR lead IS NULL OR due IS NULL",
    )?;
    first.plan = PlanCounts { all, no_lead, no_date };
    let [all, loose, _] = read(
        "SELECT (SELECT count(*) FROM idea), sum(deleted), \
         sum(NOT deleted AND issue IS NULL), 0 \
         FROM idea INDEXED BY idea_lacks WHERE deleted OR issue IS NULL",
    )?;
    first.ideas = IdeaCounts { all, loose };
    Ok(())
}
