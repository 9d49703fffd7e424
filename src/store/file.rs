//! Opening, checking and making the file.

use std::{
    cell::RefCell,
    collections::HashMap,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, config::DbConfig};

use super::{
    codec::Ids,
    error::{Error, Wrong, wrong_of},
    schema,
};
use crate::domain::{kind::Kind, record::FieldId, value::Id};

/// Marks the file as a workspace, in the header that SQLite keeps for this.
pub const APPLICATION_ID: i32 = 0x504C_4E52;
/// Schema version: a program refuses a file of a higher major version.
pub const MAJOR: i32 = 1;
/// Schema version: a program opens a file of a higher minor version.
pub const MINOR: i32 = 2;

/// The steps from one minor version to the next, by the minor version that each leads to.
/// Released steps are never changed.
const STEPS: &[(i32, &str)] =
    &[(1, include_str!("steps/1.1.sql")), (2, include_str!("steps/1.2.sql"))];

/// How long a command waits for another program's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether a commit waits until it is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// It does: what was acknowledged survives a power cut.
    #[default]
    Full,
    /// It does not: for tests that do not test durability.
    Off,
}

/// What a quick look at every page came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Nothing is wrong.
    Clean,
    /// This is.
    Found(String),
    /// It gave way before it was done.
    GaveWay,
}

/// An open file.
pub struct Store {
    pub(super) db: Connection,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    cache: RefCell<Cache>,
    fields: RefCell<FieldNumbers>,
    durability: Durability,
    read_only: bool,
}

#[derive(Default)]
struct Cache {
    globals: HashMap<Id, [u8; 16]>,
    locals: HashMap<[u8; 16], Id>,
}

/// Ids kept in memory at most; beyond it the cache starts anew.
const CACHED: usize = 50_000;

#[derive(Default)]
struct FieldNumbers {
    by_field: HashMap<FieldId, i64>,
    by_number: HashMap<i64, Option<FieldId>>,
}

impl Store {
    /// Opens a workspace.
    ///
    /// # Errors
    /// Where it is missing, no workspace, damaged, newer than this program, or locked.
    pub fn open(path: &Path, durability: Durability, read_only: bool) -> Result<Self, Error> {
        let minor = check_header(path)?;
        let access = if read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        };
        let store = Self::connect(path, access, durability, read_only)?;
        if minor < MINOR && read_only {
            store.stand_in(minor, STEPS)?;
        } else if minor < MINOR {
            store
                .copy_into(&backup_folder(path), &backup_stem(path, &format!("{MAJOR}.{minor}")))?;
            store.migrate(STEPS)?;
        }
        store.load_fields()?;
        Ok(store)
    }

    /// Makes an empty workspace file. Refuses to overwrite.
    ///
    /// # Errors
    /// Where a file is there already, or the place cannot be written.
    pub fn create(path: &Path, durability: Durability) -> Result<Self, Error> {
        // Made exclusively first, so that no other program's file is ever taken for ours.
        File::options().write(true).create_new(true).open(path).map_err(|error| {
            let wrong = match error.kind() {
                std::io::ErrorKind::AlreadyExists => Wrong::Exists,
                std::io::ErrorKind::NotFound => Wrong::Missing,
                std::io::ErrorKind::StorageFull => Wrong::Full,
                _ => Wrong::ReadOnly,
            };
            Error::new(wrong, path, error)
        })?;
        let made = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, durability, false)
            .and_then(|store| {
                let version = MAJOR * 1000 + MINOR;
                let sql = format!(
                    "BEGIN IMMEDIATE; PRAGMA application_id={APPLICATION_ID}; \
                     PRAGMA user_version={version}; {} COMMIT;",
                    schema::create()
                );
                store.batch(&sql)?;
                store.load_fields()?;
                Ok(store)
            });
        if made.is_err() {
            let _ours_and_empty = std::fs::remove_file(path);
        }
        made
    }

    fn connect(
        path: &Path,
        access: OpenFlags,
        durability: Durability,
        read_only: bool,
    ) -> Result<Self, Error> {
        let fail = |error: rusqlite::Error| Error::new(wrong_of(&error), path, &error);
        let db = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(fail)?;
        db.busy_timeout(PATIENCE).map_err(fail)?;
        db.set_prepared_statement_cache_capacity(128);
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(fail)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).map_err(fail)?;
        let synchronous = match durability {
            Durability::Full => "EXTRA",
            Durability::Off => "OFF",
        };
        db.execute_batch(&format!(
            "PRAGMA trusted_schema=OFF; PRAGMA synchronous={synchronous}; \
             PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; \
             PRAGMA mmap_size=0; PRAGMA cache_size=-750;"
        ))
        .map_err(fail)?;
        if !read_only && journal(path).exists() {
            // One that a killed program had not begun to fill names no page to bring back, and
            // SQLite lets it lie. Leaving PERSIST, it rolls back what has to be and deletes the
            // journal, unless another program is writing. Where it cannot, nothing is lost.
            let _left_for_the_next_write =
                db.execute_batch("PRAGMA journal_mode=PERSIST; PRAGMA journal_mode=DELETE;");
        }
        Ok(Self {
            db,
            path: path.to_owned(),
            identity: identity(path),
            cache: RefCell::default(),
            fields: RefCell::default(),
            durability,
            read_only,
        })
    }

    /// Brings an older minor version up to this program's, in one transaction.
    fn migrate(&self, steps: &[(i32, &str)]) -> Result<(), Error> {
        self.within("BEGIN IMMEDIATE", |store| {
            // Asked once nobody else can write: another program may have done it meanwhile.
            let version: rusqlite::Result<i32> =
                store.db.query_row("PRAGMA user_version", [], |row| row.get(0));
            let version = version.map_err(|error| store.fail(error))?;
            for (to, step) in steps.iter().filter(|(to, _)| MAJOR * 1000 + to > version) {
                store.batch(step)?;
                store.batch(&format!("PRAGMA user_version={}", MAJOR * 1000 + to))?;
            }
            Ok(())
        })
    }

    /// Gives a file of an older minor version that must not be written what it lacks, in memory
    /// only, so that it reads like any other: new tables, empty, and in the place of a table
    /// that has got columns since a copy with these columns, empty.
    fn stand_in(&self, from: i32, steps: &[(i32, &str)]) -> Result<(), Error> {
        // What the copies refer to stays in the file.
        self.batch("PRAGMA foreign_keys=OFF")?;
        let steps = steps.iter().filter(|(to, _)| *to > from);
        for one in steps.flat_map(|(_, step)| step.split(";\n")) {
            if let Some((_, table)) = one.split_once("CREATE TABLE") {
                self.batch(&format!("CREATE TEMP TABLE{table}"))?;
            } else if let Some((_, change)) = one.split_once("ALTER TABLE ")
                && let Some((table, column)) = change.split_once(" ADD COLUMN ")
            {
                self.copy_to_memory(table.trim())?;
                self.batch(&format!("ALTER TABLE temp.{table} ADD COLUMN {column}"))?;
            }
        }
        self.batch("PRAGMA foreign_keys=ON")
    }

    /// Copies a table of the file into memory, where it is not there yet: it hides the file's.
    fn copy_to_memory(&self, table: &str) -> Result<(), Error> {
        let find = |schema: &str| {
            let sql = format!("SELECT sql FROM {schema} WHERE type='table' AND name=?1");
            let found = self.db.query_row(&sql, [table], |row| row.get::<_, String>(0));
            found.optional().map_err(|error| self.fail(error))
        };
        if find("temp.sqlite_schema")?.is_some() {
            return Ok(());
        }
        match find("main.sqlite_schema")?.and_then(|sql| {
            let (_, made_of) = sql.split_once("CREATE TABLE")?;
            Some(format!("CREATE TEMP TABLE{made_of}"))
        }) {
            Some(made) => {
                self.batch(&format!("{made}; INSERT INTO temp.{table} SELECT * FROM main.{table}"))
            }
            None => Ok(()),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the file anew, after it was replaced.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn reopen(&self) -> Result<Self, Error> {
        Self::open(&self.path, self.durability, self.read_only)
    }

    /// Whether the path still names the file that was opened.
    #[must_use]
    pub fn in_place(&self) -> bool {
        self.identity.is_none() || identity(&self.path) == self.identity
    }

    pub(super) fn fail(&self, error: rusqlite::Error) -> Error {
        Error::new(wrong_of(&error), &self.path, error)
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), Error> {
        self.db.execute_batch(sql).map_err(|error| self.fail(error))
    }

    /// Runs work in one transaction that writes; on an error nothing of it remains.
    ///
    /// # Errors
    /// The work's own, or the file's.
    pub fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.read_only {
            return Err(Error::new(Wrong::ReadOnly, &self.path, "--read-only").into());
        }
        self.within("BEGIN IMMEDIATE", work)
    }

    /// Runs work that only reads, on one picture of the file.
    ///
    /// # Errors
    /// The work's own, or the file's.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within("BEGIN DEFERRED", work)
    }

    fn within<T, E: From<Error>>(
        &self,
        begin: &str,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.batch(begin)?;
        let done = work(self).and_then(|done| self.batch("COMMIT").map(|()| done).map_err(E::from));
        if done.is_err() {
            // Where SQLite has rolled back by itself (a full disk), this fails, and may.
            let _rolled_back = self.db.execute_batch("ROLLBACK");
        }
        done
    }

    /// A number that changes when another connection writes the file.
    ///
    /// # Errors
    /// The file's.
    pub fn data_version(&self) -> Result<i64, Error> {
        self.db
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut query| query.query_row([], |row| row.get(0)))
            .map_err(|error| self.fail(error))
    }

    /// SQLite's quick look at every page: what a file copied without its journal fails.
    /// Returns the first finding; none also where it gave way.
    ///
    /// # Errors
    /// The file's.
    pub fn quick_check(
        &mut self,
        gives_way: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Looked, Error> {
        /// Steps of SQLite's machine between two questions whether to give way: well under a
        /// millisecond.
        const STEPS: i32 = 10_000;
        let look = || -> rusqlite::Result<String> {
            self.db.progress_handler(STEPS, Some(gives_way))?;
            let said = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
            self.db.progress_handler(0, None::<fn() -> bool>)?;
            said
        };
        match look() {
            Ok(said) if said == "ok" => Ok(Looked::Clean),
            Ok(said) => Ok(Looked::Found(said)),
            Err(rusqlite::Error::SqliteFailure(error, _))
                if error.code == rusqlite::ErrorCode::OperationInterrupted =>
            {
                Ok(Looked::GaveWay)
            }
            Err(error) => Err(self.fail(error)),
        }
    }

    /// Counts the steps of SQLite's machine from now on: what a command costs, whatever the
    /// machine it runs on.
    ///
    /// # Errors
    /// The file's.
    pub fn count_steps(&mut self, counter: Arc<AtomicU64>) -> Result<(), Error> {
        let count = move || {
            counter.fetch_add(1, Ordering::Relaxed);
            false
        };
        self.db.progress_handler(1, Some(count)).map_err(|error| self.fail(error))
    }

    fn load_fields(&self) -> Result<(), Error> {
        let load = || -> rusqlite::Result<FieldNumbers> {
            let mut numbers = FieldNumbers::default();
            let mut query = self.db.prepare("SELECT n, name FROM field")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let n: i64 = row.get(0)?;
                let field = FieldId::named(row.get_ref(1)?.as_str().unwrap_or_default());
                if let Some(field) = field {
                    numbers.by_field.insert(field, n);
                }
                numbers.by_number.insert(n, field);
            }
            Ok(numbers)
        };
        *self.fields.borrow_mut() = load().map_err(|error| self.fail(error))?;
        Ok(())
    }

    /// The number of a field in this file; given at its first use.
    pub(super) fn field_number(&self, field: FieldId) -> rusqlite::Result<i64> {
        if let Some(n) = self.fields.borrow().by_field.get(&field) {
            return Ok(*n);
        }
        // Another program may have named it since this one read the table.
        let name = field.name();
        self.db.execute("INSERT OR IGNORE INTO field(name) VALUES(?1)", [&name])?;
        let n =
            self.db.query_row("SELECT n FROM field WHERE name=?1", [&name], |row| row.get(0))?;
        let mut fields = self.fields.borrow_mut();
        fields.by_field.insert(field, n);
        fields.by_number.insert(n, Some(field));
        Ok(n)
    }

    /// The field with this number; none where this program does not know it.
    pub(super) fn field_of(&self, n: i64) -> rusqlite::Result<Option<FieldId>> {
        if let Some(field) = self.fields.borrow().by_number.get(&n) {
            return Ok(*field);
        }
        let name: String =
            self.db.query_row("SELECT name FROM field WHERE n=?1", [n], |row| row.get(0))?;
        let field = FieldId::named(&name);
        self.fields.borrow_mut().by_number.insert(n, field);
        Ok(field)
    }

    /// The kind of a record; none where this program does not know it.
    pub(super) fn kind_of(&self, id: Id) -> rusqlite::Result<Option<Kind>> {
        let mut query = self.db.prepare_cached("SELECT kind FROM record WHERE n=?1")?;
        let mut rows = query.query([id.n()])?;
        match rows.next()? {
            Some(row) => Ok(Kind::named(row.get_ref(0)?.as_str().unwrap_or_default())),
            None => Ok(None),
        }
    }

    /// Notes the global id of a record.
    pub(super) fn remember(&self, id: Id, global: [u8; 16]) {
        let mut cache = self.cache.borrow_mut();
        if cache.globals.len() >= CACHED {
            *cache = Cache::default();
        }
        cache.globals.insert(id, global);
        cache.locals.insert(global, id);
    }

    /// Forgets ids of a transaction that was rolled back.
    pub fn forget(&self) {
        *self.cache.borrow_mut() = Cache::default();
        *self.fields.borrow_mut() = FieldNumbers::default();
        let _read_again_on_use = self.load_fields();
    }
}

impl Ids for Store {
    fn global(&self, id: Id) -> rusqlite::Result<[u8; 16]> {
        if let Some(global) = self.cache.borrow().globals.get(&id) {
            return Ok(*global);
        }
        let mut query = self.db.prepare_cached("SELECT id FROM record WHERE n=?1")?;
        let global: [u8; 16] = query.query_row([id.n()], |row| row.get(0))?;
        self.remember(id, global);
        Ok(global)
    }

    fn local(&self, global: &[u8]) -> rusqlite::Result<Option<Id>> {
        let Ok(key) = <[u8; 16]>::try_from(global) else { return Ok(None) };
        if let Some(id) = self.cache.borrow().locals.get(&key) {
            return Ok(Some(*id));
        }
        let mut query = self.db.prepare_cached("SELECT n FROM record WHERE id=?1")?;
        let mut rows = query.query([global])?;
        let found = match rows.next()? {
            Some(row) => Id::new(row.get(0)?),
            None => None,
        };
        if let Some(id) = found {
            self.remember(id, key);
        }
        Ok(found)
    }
}

/// The folder beside a file that copies of it go to.
#[must_use]
pub fn backup_folder(path: &Path) -> PathBuf {
    path.with_file_name(backup_stem(path, "backups"))
}

/// The name of a file without its ending, and what tells this copy of it from others.
#[must_use]
pub fn backup_stem(path: &Path, which: &str) -> String {
    format!("{}-{which}", path.file_stem().unwrap_or_default().to_string_lossy())
}

/// Where SQLite keeps the journal of a file.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// Device and inode of a file, where the system has them.
fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Looks at the first 100 bytes before SQLite does. Returns the file's minor version.
///
/// The size is read before the header, so another program's commit may fall between the two: a
/// size that does not fit is looked at again.
fn check_header(path: &Path) -> Result<i32, Error> {
    const LOOKS: usize = 3;
    let mut looked = look_at_header(path);
    for _ in 1..LOOKS {
        match &looked {
            Err(error) if error.wrong == Wrong::Damaged => looked = look_at_header(path),
            _ => break,
        }
    }
    looked
}

fn look_at_header(path: &Path) -> Result<i32, Error> {
    let fail = |error: std::io::Error| {
        let wrong = match error.kind() {
            std::io::ErrorKind::NotFound => Wrong::Missing,
            std::io::ErrorKind::PermissionDenied => Wrong::ReadOnly,
            _ => Wrong::Other,
        };
        Error::new(wrong, path, error)
    };
    let meta = std::fs::metadata(path).map_err(fail)?;
    if !meta.is_file() {
        return Err(Error::new(Wrong::NotAWorkspace, path, "not a file"));
    }
    let mut header = [0_u8; 100];
    File::open(path).and_then(|mut file| file.read_exact(&mut header)).map_err(|error| {
        if error.kind() == std::io::ErrorKind::UnexpectedEof {
            Error::new(Wrong::NotAWorkspace, path, "too short")
        } else {
            fail(error)
        }
    })?;
    let number = |at: usize| {
        let bytes = header.get(at..at + 4).and_then(|b| <[u8; 4]>::try_from(b).ok());
        u32::from_be_bytes(bytes.unwrap_or_default())
    };
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(Error::new(Wrong::NotAWorkspace, path, "no SQLite header"));
    }
    if number(68) != APPLICATION_ID.unsigned_abs() {
        return Err(Error::new(Wrong::NotAWorkspace, path, "another application's file"));
    }
    if header.get(18..20) != Some(&[1, 1]) {
        return Err(Error::new(Wrong::Damaged, path, "write-ahead log header"));
    }
    let page = match header
        .get(16..18)
        .and_then(|b| <[u8; 2]>::try_from(b).ok())
        .map(u16::from_be_bytes)
    {
        Some(1) => 65_536,
        other => u64::from(other.unwrap_or_default()),
    };
    let counted = number(24) == number(92);
    // With a journal beside it the size is what the interrupted command left.
    if counted && !journal(path).exists() && u64::from(number(28)) * page != meta.len() {
        return Err(Error::new(Wrong::Damaged, path, "its size is not what its header says"));
    }
    let version = i32::try_from(number(60)).unwrap_or(i32::MAX);
    if version / 1000 > MAJOR {
        let detail = format!("{}.{}", version / 1000, version % 1000);
        return Err(Error::new(Wrong::Newer, path, detail));
    }
    if version / 1000 < MAJOR {
        return Err(Error::new(Wrong::NotAWorkspace, path, "no schema version"));
    }
    Ok(version % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_minor_version_is_brought_up_in_one_transaction() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(&dir.path().join("a.plenary"), Durability::Off).unwrap();
        let (done, next) = (MINOR, MINOR + 1);
        let steps = [(done, "CREATE TABLE one(x)"), (next, "CREATE TABLE two(x)")];
        store.migrate(&steps).unwrap();
        let version = |store: &Store| -> i32 {
            store.db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
        };
        assert_eq!(version(&store), MAJOR * 1000 + next);
        assert!(store.batch("SELECT * FROM one").is_err(), "the first step was done before");
        let bad = [(next + 1, "CREATE TABLE three(x)"), (next + 2, "no SQL")];
        assert!(store.migrate(&bad).is_err());
        assert_eq!(version(&store), MAJOR * 1000 + next);
        assert!(store.batch("SELECT * FROM three").is_err(), "half a migration remained");
    }
}
