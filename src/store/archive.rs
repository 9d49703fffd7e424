//! The log as it is, for the archive: read in order of arrival, and written into a new file.

use rusqlite::{
    OptionalExtension,
    types::{Value as Sql, ValueRef},
};
use serde::{Deserialize, Serialize};

use super::{
    codec::{hex, unhex},
    error::{Error, Wrong},
    file::Store,
};

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawActor {
    /// Global id.
    pub id: String,
    /// Name; none where it was purged.
    pub name: Option<String>,
}

/// An opening of the file that wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawWriter {
    /// Global id.
    pub id: String,
    /// Place of the actor among the actors, from 0.
    pub actor: i64,
    /// Label of the device.
    pub device: String,
    /// Program and version.
    pub program: String,
    /// Wall time in milliseconds since 1970.
    pub opened_at: i64,
}

/// An operation with its changes. Others are named by the place of their writer (from 0) and
/// their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawOperation {
    /// Writer and number.
    pub id: (i64, i64),
    /// Hybrid clock.
    pub clock: Option<i64>,
    /// Wall time in milliseconds since 1970.
    pub at: Option<i64>,
    /// Kind.
    pub kind: Option<String>,
    /// Command.
    pub command: Option<String>,
    /// The operation it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<(i64, i64)>,
    /// Its changes, numbered from 1.
    #[serde(default)]
    pub changes: Vec<RawChange>,
}

/// The name of a change: writer, operation, place in it from 1.
pub type ChangeName = (i64, i64, i64);

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawChange {
    /// Global id of the record.
    pub record: String,
    /// Its kind.
    pub of: String,
    /// Name of the field.
    pub field: String,
    /// The element.
    #[serde(default, skip_serializing_if = "RawValue::is_null")]
    pub element: RawValue,
    /// The value.
    #[serde(default, skip_serializing_if = "RawValue::is_null")]
    pub value: RawValue,
    /// The salt.
    pub salt: Option<String>,
    /// The changes it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<ChangeName>,
    /// The change whose value comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<ChangeName>,
    /// Whether it empties the cell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub void: bool,
    /// What a tombstone covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<ChangeName>,
}

/// A value of the log; a record is an object with its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RawValue {
    /// Nothing.
    #[default]
    Null,
    /// A number.
    Int(i64),
    /// A text, compounds too.
    Text(String),
    /// A record.
    Record {
        /// Its global id.
        id: String,
    },
}

impl RawValue {
    fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    fn of(sql: ValueRef<'_>) -> Self {
        match sql {
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(id) => Self::Record { id: hex(id) },
            ValueRef::Null | ValueRef::Real(_) => Self::Null,
        }
    }

    fn sql(&self) -> Option<Sql> {
        Some(match self {
            Self::Null => Sql::Null,
            Self::Int(number) => Sql::Integer(*number),
            Self::Text(text) => Sql::Text(text.clone()),
            Self::Record { id } => Sql::Blob(unhex(id)?.to_vec()),
        })
    }
}

impl Store {
    /// The workspace id: the global id of the workspace's own record.
    ///
    /// # Errors
    /// The file's.
    pub fn workspace_id(&self) -> Result<String, Error> {
        let id: rusqlite::Result<Option<Vec<u8>>> = self
            .db
            .query_row("SELECT id FROM record WHERE kind='workspace'", [], |row| row.get(0))
            .optional();
        Ok(hex(&id.map_err(|error| self.fail(error))?.unwrap_or_default()))
    }

    /// The global id of a record, as hexadecimal text.
    ///
    /// # Errors
    /// The file's.
    pub fn global_text(&self, id: crate::domain::value::Id) -> Result<String, Error> {
        use super::codec::Ids as _;
        self.global(id).map(|global| hex(&global)).map_err(|error| self.fail(error))
    }

    /// Actors and writers, in their order in the file.
    ///
    /// # Errors
    /// The file's.
    pub fn raw_writers(&self) -> Result<(Vec<RawActor>, Vec<RawWriter>), Error> {
        let read = || -> rusqlite::Result<_> {
            let mut query = self.db.prepare("SELECT id, name FROM actor ORDER BY n")?;
            let actors = query.query_map([], |row| {
                Ok(RawActor { id: hex(&row.get::<_, Vec<u8>>(0)?), name: row.get(1)? })
            })?;
            let actors = actors.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut query = self
                .db
                .prepare("SELECT id, actor-1, device, program, opened_at FROM writer ORDER BY n")?;
            let writers = query.query_map([], |row| {
                Ok(RawWriter {
                    id: hex(&row.get::<_, Vec<u8>>(0)?),
                    actor: row.get(1)?,
                    device: row.get(2)?,
                    program: row.get(3)?,
                    opened_at: row.get(4)?,
                })
            })?;
            Ok((actors, writers.collect::<rusqlite::Result<Vec<_>>>()?))
        };
        read().map_err(|error| self.fail(error))
    }

    /// Every operation in order of arrival, one after the other.
    ///
    /// # Errors
    /// The file's, or the taker's.
    pub fn raw_operations<E: From<Error>>(
        &self,
        mut take: impl FnMut(RawOperation) -> Result<(), E>,
    ) -> Result<(), E> {
        let numbers = |error| E::from(self.fail(error));
        let mut query = self
            .db
            .prepare(
                "SELECT o.n, o.writer-1, o.seq, o.clock, o.at, o.kind, o.command, u.writer-1, u.seq \
                 FROM operation o LEFT JOIN operation u ON u.n=o.undoes ORDER BY o.arrival",
            )
            .map_err(numbers)?;
        let mut rows = query.query([]).map_err(numbers)?;
        while let Some(row) = rows.next().map_err(numbers)? {
            let read = || -> rusqlite::Result<RawOperation> {
                let undoes: Option<i64> = row.get(8)?;
                Ok(RawOperation {
                    id: (row.get(1)?, row.get(2)?),
                    clock: row.get(3)?,
                    at: row.get(4)?,
                    kind: row.get(5)?,
                    command: row.get(6)?,
                    undoes: match undoes {
                        Some(seq) => Some((row.get(7)?, seq)),
                        None => None,
                    },
                    changes: self.raw_changes(row.get(0)?)?,
                })
            };
            take(read().map_err(numbers)?)?;
        }
        Ok(())
    }

    fn raw_changes(&self, operation: i64) -> rusqlite::Result<Vec<RawChange>> {
        let mut query = self.db.prepare_cached(
            "SELECT c.n, r.id, r.kind, f.name, c.element, c.value, c.salt, c.restores, c.void, \
             c.base FROM change c JOIN record r ON r.n=c.record JOIN field f ON f.n=c.field \
             WHERE c.operation=?1 ORDER BY c.i",
        )?;
        let mut rows = query.query([operation])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            let several =
                self.names("SELECT base FROM change_base WHERE change=?1 ORDER BY 1", n)?;
            let base: Option<i64> = row.get(9)?;
            let bases = match base {
                Some(base) if several.is_empty() => vec![self.change_name(base)?],
                _ => several,
            };
            let restores: Option<i64> = row.get(7)?;
            changes.push(RawChange {
                record: hex(row.get_ref(1)?.as_blob().unwrap_or_default()),
                of: row.get(2)?,
                field: row.get(3)?,
                element: RawValue::of(row.get_ref(4)?),
                value: RawValue::of(row.get_ref(5)?),
                salt: row.get::<_, Option<Vec<u8>>>(6)?.map(|salt| hex(&salt)),
                bases,
                restores: restores.map(|n| self.change_name(n)).transpose()?,
                void: row.get(8)?,
                covers: self
                    .names("SELECT covered FROM change_covers WHERE change=?1 ORDER BY 1", n)?,
            });
        }
        Ok(changes)
    }

    fn names(&self, sql: &str, change: i64) -> rusqlite::Result<Vec<ChangeName>> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([change])?;
        let mut names = Vec::new();
        while let Some(row) = rows.next()? {
            names.push(self.change_name(row.get(0)?)?);
        }
        Ok(names)
    }

    fn change_name(&self, change: i64) -> rusqlite::Result<ChangeName> {
        let mut query = self.db.prepare_cached(
            "SELECT o.writer-1, o.seq, c.i FROM change c JOIN operation o ON o.n=c.operation WHERE c.n=?1",
        )?;
        query.query_row([change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Writes actors and writers into a new file, in their order.
    ///
    /// # Errors
    /// Where they contradict themselves, or the file's.
    pub fn put_raw_writers(&self, actors: &[RawActor], writers: &[RawWriter]) -> Result<(), Error> {
        let id = |text: &str| unhex(text).ok_or_else(|| self.bad(text));
        for actor in actors {
            self.db
                .execute(
                    "INSERT INTO actor(id, name) VALUES(?1, ?2)",
                    (id(&actor.id)?, &actor.name),
                )
                .map_err(|error| self.fail(error))?;
        }
        for writer in writers {
            if usize::try_from(writer.actor).map_or(true, |at| at >= actors.len()) {
                return Err(self.bad(&writer.id));
            }
            self.db
                .execute(
                    "INSERT INTO writer(id, actor, device, program, opened_at) \
                     VALUES(?1, ?2, ?3, ?4, ?5)",
                    (
                        id(&writer.id)?,
                        writer.actor + 1,
                        &writer.device,
                        &writer.program,
                        writer.opened_at,
                    ),
                )
                .map_err(|error| self.fail(error))?;
        }
        Ok(())
    }

    /// Writes the next operation into a new file.
    ///
    /// # Errors
    /// Where it names what has not come yet, or the file's.
    pub fn put_raw(&self, operation: &RawOperation, writers: i64) -> Result<(), Error> {
        /// The year 2200: a later clock is damage, and would push every later one before it.
        const LATEST: i64 = 7_258_118_400_000 << 16;
        let name = format!("{:?}", operation.id);
        let clock_fits = operation.clock.is_some_and(|clock| (1..=LATEST).contains(&clock));
        if !(0..writers).contains(&operation.id.0) || !clock_fits {
            return Err(self.bad(&name));
        }
        let undoes = match operation.undoes {
            Some((writer, seq)) => {
                let n = self.raw_operation(writer, seq).map_err(|error| self.fail(error))?;
                Some(n.ok_or_else(|| self.bad(&name))?)
            }
            None => None,
        };
        self.db
            .prepare_cached(
                "INSERT INTO operation(arrival, writer, seq, clock, at, kind, command, undoes) \
                 VALUES((SELECT coalesce(max(arrival), 0) + 1 FROM operation), \
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut insert| {
                insert.execute((
                    operation.id.0 + 1,
                    operation.id.1,
                    operation.clock,
                    operation.at,
                    &operation.kind,
                    &operation.command,
                    undoes,
                ))
            })
            .map_err(|error| self.fail(error))?;
        let n = self.db.last_insert_rowid();
        for (i, change) in (1_i64..).zip(&operation.changes) {
            self.put_raw_change(n, i, change, &name)?;
        }
        Ok(())
    }

    fn raw_operation(&self, writer: i64, seq: i64) -> rusqlite::Result<Option<i64>> {
        let mut query =
            self.db.prepare_cached("SELECT n FROM operation WHERE writer=?1 AND seq=?2")?;
        query.query_row((writer + 1, seq), |row| row.get(0)).optional()
    }

    fn named_change(&self, name: &ChangeName) -> Result<i64, Error> {
        let find = || -> rusqlite::Result<Option<i64>> {
            let mut query = self.db.prepare_cached(
                "SELECT c.n FROM change c JOIN operation o ON o.n=c.operation \
                 WHERE o.writer=?1 AND o.seq=?2 AND c.i=?3",
            )?;
            query.query_row((name.0 + 1, name.1, name.2), |row| row.get(0)).optional()
        };
        find().map_err(|error| self.fail(error))?.ok_or_else(|| self.bad(&format!("{name:?}")))
    }

    fn put_raw_change(
        &self,
        operation: i64,
        i: i64,
        change: &RawChange,
        name: &str,
    ) -> Result<(), Error> {
        let bad = || self.bad(&format!("{name} {i}"));
        let record = unhex(&change.record).ok_or_else(bad)?;
        if change.field.split_once('.').is_none_or(|(kind, _)| kind != change.of) {
            return Err(bad());
        }
        let (element, value) =
            (change.element.sql().ok_or_else(bad)?, change.value.sql().ok_or_else(bad)?);
        let salt = match &change.salt {
            Some(salt) => Some(unhex_any(salt).ok_or_else(bad)?),
            None => None,
        };
        let mut bases = Vec::with_capacity(change.bases.len());
        for base in &change.bases {
            bases.push(self.named_change(base)?);
        }
        let restores = change.restores.as_ref().map(|name| self.named_change(name)).transpose()?;
        let mut covers = Vec::with_capacity(change.covers.len());
        for covered in &change.covers {
            covers.push(self.named_change(covered)?);
        }
        let put = || -> rusqlite::Result<()> {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO record(id, kind) VALUES(?1, ?2)")?
                .execute((record, &change.of))?;
            self.db
                .prepare_cached("INSERT OR IGNORE INTO field(name) VALUES(?1)")?
                .execute([&change.field])?;
            self.db
                .prepare_cached(
                    "INSERT INTO change(operation, i, record, field, element, value, salt, base, \
                     restores, void, head) VALUES(?1, ?2, (SELECT n FROM record WHERE id=?3), \
                     (SELECT n FROM field WHERE name=?4), ?5, ?6, ?7, ?8, ?9, ?10, 1)",
                )?
                .execute(rusqlite::params![
                    operation,
                    i,
                    record,
                    change.field,
                    element,
                    value,
                    salt,
                    bases.first(),
                    restores,
                    change.void
                ])?;
            let n = self.db.last_insert_rowid();
            self.replace(n, &bases, &covers)
        };
        put().map_err(|error| self.fail(error))
    }

    fn bad(&self, what: &str) -> Error {
        Error::new(Wrong::Damaged, self.path(), what)
    }
}

/// Bytes of any number from their hexadecimal text.
fn unhex_any(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(byte).collect()
}
