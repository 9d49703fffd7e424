//! What History shows: operations of the log, fetched page by page.

use crate::{domain::value::Id, ops::LogEntry};

/// Operations that are fetched at once.
pub(crate) const PAGE: usize = 200;

/// What is asked of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// Only operations that changed this record.
    pub(crate) of: Option<Id>,
    /// Only operations before this one.
    pub(crate) before: Option<i64>,
}

/// What came.
#[derive(Clone, Debug)]
pub(crate) struct LogPage {
    /// What was asked.
    pub(crate) query: Query,
    /// The operations, the newest first.
    pub(crate) entries: Vec<LogEntry>,
}

/// The operations that are here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    /// The newest first.
    pub(crate) entries: Vec<LogEntry>,
    /// The record whose operations these are.
    pub(crate) of: Option<Id>,
    /// Whether the oldest one is here.
    pub(crate) whole: bool,
    /// Arrival that the newest entries are current for.
    pub(crate) seen: Option<i64>,
    awaited: Option<Query>,
}

impl Log {
    /// Whether a page is under way.
    #[must_use]
    pub(crate) fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    /// Notes that a page was asked for.
    pub(crate) fn ask(&mut self, query: Query) {
        self.awaited = Some(query);
    }

    /// Takes in a page, unless something else has been asked meanwhile.
    pub(crate) fn take(&mut self, page: LogPage) {
        if self.awaited != Some(page.query) {
            return;
        }
        self.awaited = None;
        self.whole = page.entries.len() < PAGE;
        self.of = page.query.of;
        if page.query.before.is_none() {
            self.entries.clear();
        }
        self.entries.extend(page.entries);
    }

    /// The records that an operation changed.
    pub(crate) fn records(&self, operation: i64) -> Vec<Id> {
        let entry = self.entries.iter().find(|entry| entry.operation == operation);
        let mut ids: Vec<Id> =
            entry.iter().flat_map(|entry| entry.lines.iter().map(|line| line.record)).collect();
        ids.dedup();
        ids
    }
}
