//! What comes back from a command.

use crate::domain::{
    refusal::{Refusal, Stop},
    row::Row,
    saying::Saying,
    value::Id,
};

/// A command that was carried out and is on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// The operation, as the log numbers it; none where nothing changed.
    pub operation: Option<i64>,
    /// Arrival of the last operation that the picture now holds.
    pub seen: i64,
    /// The touched records whole, as they now stand, dead ones too.
    pub rows: Vec<Row>,
    /// The records that were made, in the order of their entries.
    pub made: Vec<Id>,
    /// What was done, for people; it names refs.
    pub done: Option<Saying>,
    /// What to look at again.
    pub warnings: Vec<Saying>,
}

/// A cell that another hand changed since the picture that a command was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The record's ref.
    pub record: String,
    /// The field's JSON name.
    pub field: String,
    /// Who changed it.
    pub by: String,
    /// Arrival of that change: a command that knows it may write over it.
    pub seen: i64,
    /// The value that stands in the file.
    pub theirs: String,
    /// The value that was to be written.
    pub ours: String,
}

/// A command that was not carried out. Nothing was written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// A rule is against it.
    #[error("refused: {}", .0.saying.key)]
    Refused(Box<Refusal>),
    /// Another hand changed the same since.
    #[error("changed meanwhile: {} {}", .0.record, .0.field)]
    Changed(Box<Changed>),
    /// The file was replaced under the open program; it has been read anew.
    #[error("the file was replaced")]
    Replaced,
    /// The file or the disk.
    #[error("{}", .0.key)]
    File(Box<Saying>),
}

impl Error {
    /// What to say to the person.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::Refused(refusal) => refusal.saying.clone(),
            Self::Changed(changed) => Saying::new("changed.meanwhile")
                .with("ref", changed.record.as_str())
                .with("field", changed.field.as_str())
                .with("by", changed.by.as_str())
                .with("theirs", changed.theirs.as_str())
                .with("ours", changed.ours.as_str()),
            Self::Replaced => Saying::new("file.replaced"),
            Self::File(saying) => (**saying).clone(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Saying> for Error {
    fn from(saying: Saying) -> Self {
        Refusal::new(saying).into()
    }
}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        match error.wrong {
            crate::store::Wrong::Replaced => Self::Replaced,
            _ => Self::File(Box::new(error.saying())),
        }
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::Refused(refusal),
            // A whole picture has no needs; a partial one is asked through `Workspace::ask`.
            Stop::Need(_) => Saying::new("ref.unknown").with("ref", "–").into(),
        }
    }
}

impl From<crate::store::Missing> for Error {
    fn from(missing: crate::store::Missing) -> Self {
        match missing {
            crate::store::Missing::Operation(n) => {
                Saying::new("log.no_operation").with("n", n.to_string()).into()
            }
            crate::store::Missing::File(error) => error.into(),
        }
    }
}
