//! What can be wrong with a file, in words.

use crate::domain::saying::Saying;

/// What is wrong with a file or the disk under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such file.
    Missing,
    /// A file stands where a new one was to be made.
    Exists,
    /// It is no workspace.
    NotAWorkspace,
    /// A newer program wrote it (its major version).
    Newer,
    /// Its content contradicts itself.
    Damaged,
    /// It cannot be written: the file or its folder is read-only.
    ReadOnly,
    /// Another program holds it.
    Locked,
    /// The disk is full.
    Full,
    /// A journal beside it names other files: refused before SQLite reads it.
    Journal,
    /// It was replaced while it was open.
    Replaced,
    /// Anything else.
    Other,
}

/// An error of the file, with what SQLite or the system said.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {wrong:?}: {detail}")]
pub struct Error {
    /// What is wrong.
    pub wrong: Wrong,
    /// The file.
    pub path: String,
    /// What was being done, or what was said below.
    pub detail: String,
}

impl Error {
    /// An error of this file.
    pub(crate) fn new(
        wrong: Wrong,
        path: &std::path::Path,
        detail: impl std::fmt::Display,
    ) -> Self {
        Self { wrong, path: path.display().to_string(), detail: format!("{detail}") }
    }

    /// What to say to the person.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let key = match self.wrong {
            Wrong::Missing => "file.missing",
            Wrong::Exists => "file.exists",
            Wrong::NotAWorkspace => "file.no_workspace",
            Wrong::Newer => "file.newer",
            Wrong::Damaged => "file.damaged",
            Wrong::ReadOnly => "file.read_only",
            Wrong::Locked => "file.locked",
            Wrong::Full => "file.full",
            Wrong::Journal => "file.journal",
            Wrong::Replaced => "file.replaced",
            Wrong::Other => "file.other",
        };
        Saying::new(key).with("path", self.path.as_str()).with("detail", self.detail.as_str())
    }
}

/// What an SQLite error means for the person.
pub(crate) fn wrong_of(error: &rusqlite::Error) -> Wrong {
    use rusqlite::ErrorCode;
    /// `SQLITE_READONLY_DBMOVED`: the file is no longer the one that was opened.
    const MOVED: i32 = 1032;
    match error {
        rusqlite::Error::SqliteFailure(inner, _) => match inner.code {
            _ if inner.extended_code == MOVED => Wrong::Replaced,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Wrong::Locked,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Wrong::ReadOnly,
            ErrorCode::DiskFull => Wrong::Full,
            ErrorCode::DatabaseCorrupt => Wrong::Damaged,
            ErrorCode::NotADatabase => Wrong::NotAWorkspace,
            ErrorCode::CannotOpen => Wrong::ReadOnly,
            _ => Wrong::Other,
        },
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
            Wrong::Damaged
        }
        _ => Wrong::Other,
    }
}
