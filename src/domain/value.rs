//! Values of cells as the log holds them.

use std::num::NonZeroU32;

/// A record in this file: the small integer that stands for its global id while the file is
/// open. It never leaves the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(NonZeroU32);

impl Id {
    /// The record with this row number; none for zero and what no file can hold.
    #[must_use]
    pub fn new(n: i64) -> Option<Self> {
        u32::try_from(n).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// The row number.
    #[must_use]
    pub fn n(self) -> i64 {
        i64::from(self.0.get())
    }

    /// The row number as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.get() as usize
    }
}

/// The value, or the element, of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Nothing: the cell is empty.
    #[default]
    Null,
    /// A number, a flag (0 or 1).
    Int(i64),
    /// A text, a token, an ISO date.
    Text(Box<str>),
    /// Another record.
    Ref(Id),
    /// The parts of a compound cell, which are valid only together.
    List(Vec<Value>),
}

impl Value {
    /// A text value.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The record, where it is one.
    #[must_use]
    pub fn as_ref(&self) -> Option<Id> {
        match self {
            Self::Ref(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether the cell is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Every record this value names.
    pub fn refs(&self) -> impl Iterator<Item = Id> + '_ {
        let parts: &[Self] = match self {
            Self::List(parts) => parts,
            other => std::slice::from_ref(other),
        };
        parts.iter().filter_map(Self::as_ref)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Self::Ref(id)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Box<str>> for Value {
    fn from(text: Box<str>) -> Self {
        Self::Text(text)
    }
}

impl From<chrono::NaiveDate> for Value {
    fn from(date: chrono::NaiveDate) -> Self {
        Self::Text(date.format("%Y-%m-%d").to_string().into())
    }
}
