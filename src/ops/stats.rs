//! How much the file holds.

use super::{receipt::Error, workspace::Workspace};
use crate::domain::kind::Kind;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Records by kind: live, and in the trash.
    pub records: Vec<(Kind, i64, i64)>,
    /// Operations of the log.
    pub operations: i64,
    /// Changes of the log.
    pub changes: i64,
    /// People who wrote.
    pub actors: i64,
    /// Openings that wrote.
    pub writers: i64,
    /// Size of the file in bytes.
    pub bytes: i64,
}

impl Workspace {
    /// How much the file holds.
    ///
    /// # Errors
    /// The file's.
    pub fn stats(&mut self) -> Result<Stats, Error> {
        self.store.read(|store| {
            let mut records = Vec::new();
            for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace) {
                let (live, dead) = store.count_records(kind)?;
                records.push((kind, live, dead));
            }
            Ok(Stats {
                records,
                operations: store.count("operation")?,
                changes: store.count("change")?,
                actors: store.count("actor")?,
                writers: store.count("writer")?,
                bytes: store.bytes()?,
            })
        })
    }
}
