//! What a document is, whatever format it ends up in.

use crate::domain::label::Label;

/// A document: its label stands in its header and footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What kind of document it is.
    pub title: String,
    /// The name of the taskforce, a line for each language.
    pub subject: Vec<String>,
    /// The strictest label of what it holds.
    pub label: Label,
    /// What to know before reading: how much there is and how much was withheld.
    pub notes: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A part of a document under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it before the table.
    pub notes: Vec<String>,
    /// The table; none where there is nothing to list.
    pub table: Option<Table>,
}

/// A table with one row for each record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The heading of each column.
    pub columns: Vec<String>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell: lines of plain text, with nothing in them that a format could take for markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell(pub Vec<String>);

impl From<String> for Cell {
    fn from(line: String) -> Self {
        Self(vec![line])
    }
}
