//! Rows of the nouns' tables: read by typed readers, written from cells.

use std::{collections::HashSet, fmt::Write as _};

use chrono::NaiveDate;
use rusqlite::{
    ToSql,
    types::{Value as Sql, ValueRef},
};

use super::{
    error::Error,
    file::Store,
    schema::{self, set_name},
};
use crate::domain::{
    cell::{Columns, Merge},
    fields::{self, with_kind},
    kind::Kind,
    log::Change,
    record::{Entity, Field, Record, common},
    row::Row,
    snapshot::Stored,
    value::{Id, Value},
};

/// The columns of a row, one after the other.
struct Cursor<'a> {
    row: &'a rusqlite::Row<'a>,
    at: usize,
}

impl Cursor<'_> {
    fn next(&mut self) -> ValueRef<'_> {
        self.at += 1;
        self.row.get_ref(self.at - 1).unwrap_or(ValueRef::Null)
    }
}

impl Columns for Cursor<'_> {
    fn int(&mut self) -> Option<i64> {
        self.next().as_i64().ok()
    }

    fn text(&mut self) -> Option<Box<str>> {
        self.next().as_str().ok().map(Into::into)
    }

    fn date(&mut self) -> Option<NaiveDate> {
        self.next().as_str().ok().and_then(iso)
    }

    fn token(&mut self, of: &[&'static str]) -> Option<usize> {
        let word = self.next();
        let word = word.as_str().ok()?;
        of.iter().position(|token| *token == word)
    }
}

/// Reads `YYYY-MM-DD`; quicker than a format string, for a column of every row of a big file.
fn iso(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Records that room is made for before they are read: the number of a record may be damaged.
const MOST_AT_ONCE: usize = 1 << 17;

/// `SELECT n, columns FROM kind`, in the order in which records read them.
fn select(kind: Kind, long: bool) -> String {
    let mut sql = "SELECT n".to_owned();
    for (at, field) in fields::of(kind).iter().enumerate() {
        if field.is_set() || (field.long && !long) {
            continue;
        }
        for part in field.parts {
            // A row says that it is deleted, a record that it is alive.
            let not = if at == common::ALIVE { "NOT " } else { "" };
            let _infallible = write!(sql, ", {not}\"{}\"", field.column(part));
        }
    }
    let _infallible = write!(sql, " FROM {} ", kind.name());
    sql
}

impl Store {
    /// Live records of a kind in the order in which they came, without long texts and what they
    /// were made from, which [`Store::made_from`] gives for all kinds; `most` is how many there
    /// can be.
    ///
    /// # Errors
    /// The file's.
    pub(super) fn all<R: Stored>(&self, most: u32) -> Result<Vec<R>, Error> {
        let sql = select(R::KIND, false) + "WHERE NOT deleted ORDER BY n";
        let load = || -> rusqlite::Result<Vec<R>> {
            let mut all = Vec::with_capacity((most as usize).min(MOST_AT_ONCE));
            self.read_rows(&sql, &[], false, &mut all)?;
            for (at, field) in sets_of(R::KIND).filter(|(_, field)| !schema::is_common(field)) {
                self.fill_set(&mut all, at, field)?;
            }
            Ok(all)
        };
        load().map_err(|error| self.fail(error))
    }

    /// Live records of a kind without long texts and sets.
    ///
    /// # Errors
    /// The file's.
    pub fn plain<R: Stored>(&self) -> Result<Vec<R>, Error> {
        let sql = select(R::KIND, false) + "WHERE NOT deleted";
        self.rows(&sql, &[], false).map_err(|error| self.fail(error))
    }

    /// What records were made from: pairs of a record and one of those.
    pub(super) fn made_from(&self, mut each: impl FnMut(Id, Id)) -> Result<(), Error> {
        let mut read = || -> rusqlite::Result<()> {
            let sql = format!("SELECT record, element FROM {}", schema::FROM);
            let mut query = self.db.prepare_cached(&sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                if let (Some(record), Some(from)) = (Id::new(row.get(0)?), Id::new(row.get(1)?)) {
                    each(record, from);
                }
            }
            Ok(())
        };
        read().map_err(|error| self.fail(error))
    }

    /// Records of a kind under a condition, whole, in the order in which they came.
    pub(super) fn all_where<R: Stored>(&self, which: &str) -> rusqlite::Result<Vec<R>> {
        let sql = format!("{}{which} ORDER BY n", select(R::KIND, true));
        let mut all: Vec<R> = self.rows(&sql, &[], true)?;
        self.fill_every_set(&mut all)?;
        Ok(all)
    }

    /// Records of a kind, dead ones too, whole.
    ///
    /// # Errors
    /// The file's.
    pub fn with_the_dead<R: Stored>(&self) -> Result<Vec<R>, Error> {
        self.all_where("").map_err(|error| self.fail(error))
    }

    /// The record of this kind, dead or alive, long texts included.
    pub(super) fn one<R: Stored>(&self, id: Id) -> rusqlite::Result<Option<R>> {
        let sql = select(R::KIND, true) + "WHERE n=?1";
        let mut found: Vec<R> = self.rows(&sql, &[&id.n()], true)?;
        if let Some(record) = found.first_mut() {
            self.fill_sets(record)?;
        }
        Ok(found.pop())
    }

    /// The record, dead or alive, long texts included.
    pub(super) fn row(&self, id: Id) -> rusqlite::Result<Option<Row>> {
        match self.kind_of(id)? {
            Some(kind) => with_kind!(kind, R => Ok(self.one::<R>(id)?.map(Row::from))),
            None => Ok(None),
        }
    }

    fn rows<R: Record>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        long: bool,
    ) -> rusqlite::Result<Vec<R>> {
        let mut all = Vec::new();
        self.read_rows(sql, params, long, &mut all)?;
        Ok(all)
    }

    fn read_rows<R: Record>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        long: bool,
        all: &mut Vec<R>,
    ) -> rusqlite::Result<()> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(params)?;
        while let Some(row) = rows.next()? {
            if let Some(id) = Id::new(row.get(0)?) {
                all.push(R::read(id, &mut Cursor { row, at: 1 }, long));
            }
        }
        Ok(())
    }

    /// Fills all sets of one record by one query: a query costs more to prepare than to run.
    fn fill_sets<R: Record>(&self, record: &mut R) -> rusqlite::Result<()> {
        let sets: Vec<(usize, &Field)> = sets_of(R::KIND).collect();
        let one = |(at, field): &(usize, &Field)| {
            format!("SELECT {at}, element FROM {} WHERE record=?1", set_name(R::KIND, field))
        };
        let sql = sets.iter().map(one).collect::<Vec<_>>().join(" UNION ALL ");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([Record::id(record).n()])?;
        while let Some(row) = rows.next()? {
            let at: i64 = row.get(0)?;
            if let Some((at, field)) = sets.iter().find(|(set, _)| i64::try_from(*set) == Ok(at)) {
                put_element(record, *at, field, row.get_ref(1)?);
            }
        }
        Ok(())
    }

    fn fill_every_set<R: Record>(&self, all: &mut [R]) -> rusqlite::Result<()> {
        sets_of(R::KIND).try_for_each(|(at, field)| self.fill_set(all, at, field))
    }

    /// Fills a set of many records, which are in order of id, in one pass.
    fn fill_set<R: Record>(&self, all: &mut [R], at: usize, field: &Field) -> rusqlite::Result<()> {
        let table = set_name(R::KIND, field);
        let sql = format!("SELECT record, element FROM {table} ORDER BY record, element");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([])?;
        let mut records = all.iter_mut().peekable();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            while records.next_if(|record| Record::id(*record).n() < id).is_some() {}
            if let Some(record) = records.peek_mut()
                && Record::id(*record).n() == id
            {
                put_element(*record, at, field, row.get_ref(1)?);
            }
        }
        Ok(())
    }

    /// Writes a record's row as it now stands.
    pub(super) fn put_row(&self, record: &dyn Entity) -> rusqlite::Result<()> {
        let mut columns = String::new();
        let mut marks = String::new();
        let mut updates = String::new();
        let mut values: Vec<Sql> = vec![Sql::Integer(record.id().n())];
        for (at, field) in record.fields().iter().enumerate() {
            if field.is_set() {
                continue;
            }
            let cells = record.cells(at);
            for (part_at, part) in field.parts.iter().enumerate() {
                let column = field.column(part);
                let value = part_value(field, &cells, part_at);
                values.push(if at == common::ALIVE {
                    Sql::Integer(i64::from(value != Value::Int(1)))
                } else {
                    row_value(&value)
                });
                let _infallible = write!(columns, ", \"{column}\"");
                let _infallible = write!(marks, ", ?{}", values.len());
                let comma = if updates.is_empty() { "" } else { ", " };
                let _infallible = write!(updates, "{comma}\"{column}\"=excluded.\"{column}\"");
            }
        }
        let table = record.kind().name();
        let sql = format!(
            "INSERT INTO {table}(n{columns}) VALUES(?1{marks}) ON CONFLICT(n) DO UPDATE SET {updates}"
        );
        self.db.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Writes the elements of sets that changes put in or take out.
    fn put_elements(&self, changes: &[Change]) -> rusqlite::Result<()> {
        for change in changes {
            let Some(field) = change.field.field().filter(|field| field.is_set()) else {
                continue;
            };
            let present = change.value == Value::Int(1);
            self.put_element(change.field.kind, field, change.record, &change.element, present)?;
        }
        Ok(())
    }

    /// Puts an element into a set, or takes it out.
    pub(super) fn put_element(
        &self,
        kind: Kind,
        field: &Field,
        record: Id,
        element: &Value,
        present: bool,
    ) -> rusqlite::Result<()> {
        let table = set_name(kind, field);
        let sql = if present {
            format!("INSERT OR IGNORE INTO {table}(record, element) VALUES(?1, ?2)")
        } else {
            format!("DELETE FROM {table} WHERE record=?1 AND element=?2")
        };
        self.db.prepare_cached(&sql)?.execute((record.n(), row_value(element)))?;
        Ok(())
    }

    /// Writes the rows that an operation touched, as they now stand.
    ///
    /// # Errors
    /// The file's.
    pub fn put_rows(&self, after: &[Row], changes: &[Change]) -> Result<(), Error> {
        let put = || -> rusqlite::Result<()> {
            for row in after {
                self.put_row(row.entity())?;
            }
            self.put_elements(changes)
        };
        put().map_err(|error| self.fail(error))
    }

    /// Records of one kind by their ids, without long texts; with their sets where asked.
    ///
    /// # Errors
    /// The file's.
    pub fn some<R: Stored>(&self, ids: &[Id], with_sets: bool) -> Result<Vec<R>, Error> {
        let list = ids.iter().map(|id| id.n().to_string()).collect::<Vec<_>>().join(",");
        let load = || -> rusqlite::Result<Vec<R>> {
            let sql = select(R::KIND, false) + &format!("WHERE n IN ({list}) ORDER BY n");
            let mut all: Vec<R> = self.rows(&sql, &[], false)?;
            if with_sets {
                all.iter_mut().try_for_each(|record| self.fill_sets(record))?;
            }
            Ok(all)
        };
        if ids.is_empty() { Ok(Vec::new()) } else { load().map_err(|error| self.fail(error)) }
    }

    /// Live records of these kinds that refer to this one, by the table of fields.
    pub(super) fn referring(&self, kinds: &[Kind], id: Id) -> rusqlite::Result<Vec<Id>> {
        let mut found = Vec::new();
        for kind in kinds.iter().copied() {
            let table = kind.name();
            for field in fields::of(kind) {
                if field.is_set() {
                    if field.parts.iter().any(|part| part.of.is_ref()) {
                        let set = set_name(kind, field);
                        self.collect(
                            &format!(
                                "SELECT s.record FROM {set} s JOIN {table} x ON x.n=s.record \
                                 WHERE s.element=?1 AND NOT x.deleted"
                            ),
                            id,
                            &mut found,
                        )?;
                    }
                    continue;
                }
                for part in field.parts.iter().filter(|part| part.of.is_ref()) {
                    let column = field.column(part);
                    self.collect(
                        &format!("SELECT n FROM {table} WHERE \"{column}\"=?1 AND NOT deleted"),
                        id,
                        &mut found,
                    )?;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn collect(&self, sql: &str, id: Id, found: &mut Vec<Id>) -> rusqlite::Result<()> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([id.n()])?;
        while let Some(row) = rows.next()? {
            found.extend(Id::new(row.get(0)?));
        }
        Ok(())
    }
}

/// The sets of a kind.
pub(super) fn sets_of(kind: Kind) -> impl Iterator<Item = (usize, &'static Field)> {
    fields::of(kind).iter().enumerate().filter(|(_, field)| field.is_set())
}

fn put_element<R: Record>(record: &mut R, at: usize, field: &Field, element: ValueRef<'_>) {
    let is_ref = field.parts.iter().any(|part| part.of.is_ref());
    let element = match element {
        ValueRef::Integer(n) if is_ref => Id::new(n).map_or(Value::Null, Value::Ref),
        ValueRef::Text(text) => Value::text(&String::from_utf8_lossy(text)),
        _ => Value::Null,
    };
    let _unreadable = Record::put(record, at, &element, &Value::Int(1));
}

/// The value of one column of a field.
fn part_value(field: &Field, cells: &[(Value, Value)], part: usize) -> Value {
    match field.merge {
        Merge::Keyed => {
            let name = field.parts.get(part).map_or("", |part| part.name);
            let element = name.trim_start_matches('_');
            let cell = cells.iter().find(|(known, _)| known.as_text() == Some(element));
            cell.map(|(_, value)| value.clone()).unwrap_or_default()
        }
        _ => match cells.first() {
            Some((_, Value::List(parts))) => parts.get(part).cloned().unwrap_or_default(),
            Some((_, value)) => value.clone(),
            None => Value::Null,
        },
    }
}

/// A value as a row stores it: a reference is the record's number in this file.
fn row_value(value: &Value) -> Sql {
    match value {
        Value::Null | Value::List(_) => Sql::Null,
        Value::Int(number) => Sql::Integer(*number),
        Value::Text(text) => Sql::Text(text.to_string()),
        Value::Ref(id) => Sql::Integer(id.n()),
    }
}

impl Store {
    /// Whether any round is closed: only then an operation may be sealed.
    pub(super) fn any_closed_round(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT EXISTS(SELECT 1 FROM round WHERE state='closed')";
        self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))
    }

    pub(super) fn sealed(&self, operation: i64) -> rusqlite::Result<bool> {
        // The fields that tell: a round's state, a ballot's. What a round is called is not sealed.
        let sql = "SELECT EXISTS(SELECT 1 FROM change c JOIN field f ON f.n=c.field \
             LEFT JOIN ballot b ON b.n=c.record \
             JOIN round r ON r.n=coalesce(b.round, c.record) \
             WHERE c.operation=?1 AND r.state='closed' \
               AND (f.name='round.state' OR f.name LIKE 'ballot.%'))";
        self.db.prepare_cached(sql)?.query_row([operation], |row| row.get(0))
    }

    /// The global ids of ballots that are not of a closed round: those of an open one, and
    /// those that were taken back. No copy for others holds them.
    ///
    /// # Errors
    /// The file's.
    pub fn sealed_ballots(&self) -> Result<HashSet<String>, Error> {
        let find = || -> rusqlite::Result<HashSet<String>> {
            let sql = "SELECT r.id FROM ballot b JOIN record r ON r.n=b.n \
                 LEFT JOIN round d ON d.n=b.round \
                 WHERE b.deleted OR d.state IS NULL OR d.state<>'closed'";
            let mut query = self.db.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                row.get_ref(0)?.as_blob().map(super::codec::hex).map_err(Into::into)
            })?;
            rows.collect()
        };
        find().map_err(|error| self.fail(error))
    }
}
