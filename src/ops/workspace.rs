//! The workspace: one open file.
use super::{Command, Error, Receipt, Stamp};
use crate::domain::{
    fields::{Action, Idea},
    kind::Kind,
    lang::Lang,
    log::Past,
    refusal::Stop,
    row::Row,
    saying::Saying,
    snapshot::Snapshot,
    value::Id,
    view::{IdeaCounts, PlanCounts},
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Fills bytes with randomness of the operating system.
pub type Random = Box<dyn FnMut(&mut [u8]) + Send>;

/// Whether a commit waits until it is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    #[default]
    Full,
    /** Tests that do not test durability. */
    Off,
}

/// How a file is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    pub path: PathBuf,
    pub read_only: bool,
    pub durability: Durability,
    /// A rehearsal of slow disks: each commit takes this much longer.
    pub commit_delay: Duration,
    /// A label for people, only shown.
    pub device: String,
}

/// What a new workspace begins with.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub title: Option<String>,
    pub languages: Vec<Lang>,
    pub template: Option<String>,
}

/// Which list the first page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    Ideas,
    Plan,
}

/// What shows first: a small partial picture, and the ids of the rows in order.
#[derive(Clone, Debug)]
pub struct FirstPage {
    pub listing: Listing,
    pub picture: Snapshot,
    pub rows: Vec<Id>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub plan: PlanCounts,
    pub ideas: IdeaCounts,
}

/// One operation of the log, for people.
#[derive(Clone, Debug)]
pub struct LogEntry {
    pub operation: i64,
    pub at: i64,
    pub by: String,
    pub command: String,
    pub kind: String,
    pub undoes: Option<i64>,
    pub lines: Vec<LogLine>,
}
/// One change: before and after as text.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub record: Id,
    pub kind: Kind,
    pub number: Option<u32>,
    pub field: String,
    pub element: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

pub struct Workspace;

impl Workspace {
    pub fn create(_o: &Opening, _b: &Beginning, _s: &Stamp, _r: Random) -> Result<Self, Error> {
        Err(Error::Replaced)
    }
    pub fn open(_o: &Opening, _r: Random) -> Result<Self, Error> {
        Err(Error::Replaced)
    }
    pub fn path(&self) -> &Path {
        Path::new("")
    }
    pub fn execute(
        &mut self,
        _c: &Command,
        _s: &Stamp,
        _seen: Option<i64>,
    ) -> Result<Receipt, Error> {
        Err(Error::Replaced)
    }
    /// The rows that show first; one indexed query and what they refer to.
    pub fn first_page(&mut self, _l: Option<Listing>, _rows: usize) -> Result<FirstPage, Error> {
        Err(Error::Replaced)
    }
    pub fn counts(&mut self) -> Result<Counts, Error> {
        Err(Error::Replaced)
    }
    /// Everything that lives, in one read.
    pub fn snapshot(&mut self) -> Result<Snapshot, Error> {
        Err(Error::Replaced)
    }
    /// What other programs wrote since (cheap where nothing did); rows whole as they stand.
    pub fn news(&mut self) -> Result<Option<Receipt>, Error> {
        Err(Error::Replaced)
    }
    /// Answers a question on a partial picture that grows by what the question needs.
    pub fn ask<T>(&mut self, _question: impl Fn(&Snapshot) -> Result<T, Stop>) -> Result<T, Error> {
        Err(Error::Replaced)
    }
    /// A record whole, long texts included, dead or alive.
    pub fn record(&mut self, _id: Id) -> Result<Option<Row>, Error> {
        Err(Error::Replaced)
    }
    /// Records in the trash, the last deleted first.
    pub fn trash(&mut self) -> Result<Vec<Row>, Error> {
        Err(Error::Replaced)
    }
    /// Operations, newest first, from this one back; of one record where named.
    pub fn log(
        &mut self,
        _record: Option<Id>,
        _before: Option<i64>,
        _most: usize,
    ) -> Result<Vec<LogEntry>, Error> {
        Err(Error::Replaced)
    }
}
