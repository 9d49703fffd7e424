//! What a field type is: how it merges, which columns it has, how its cells are read and
//! written. The types themselves stand in [`super::types`].

use chrono::NaiveDate;

use super::{
    kind::Kind,
    lang::Lang,
    refusal::Stop,
    value::{Id, Value},
};

/// How a field's cells behave when two copies changed them (the file format's field kinds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// One cell; the later value is shown.
    Scalar,
    /// One cell for each language.
    Keyed,
    /// One cell whose parts are valid only together.
    Compound,
    /// One cell for each element, 1 or 0.
    Set,
    /// A compound of a container and a key that orders the records in it.
    Order,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A whole number.
    Int,
    /// A flag, 0 or 1.
    Flag,
    /// A text.
    Text,
    /// One word of a list.
    Token(&'static [&'static str]),
    /// A date, `YYYY-MM-DD`.
    Date,
    /// A time of day, `HH:MM`.
    Time,
    /// A record of this kind.
    Ref(Kind),
    /// A record of any kind.
    AnyRef,
}

impl Type {
    /// Whether the column refers to a record.
    #[must_use]
    pub fn is_ref(self) -> bool {
        matches!(self, Self::Ref(_) | Self::AnyRef)
    }
}

/// One column of a field (of a set: its element).
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Name: empty for the field's own, `_x` to follow the field's, else a name of its own.
    pub name: &'static str,
    /// What it holds.
    pub of: Type,
}

/// How a field is edited on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// Not edited: set by commands.
    Fixed,
    /// One line of text.
    Line,
    /// One line for each language.
    Pair,
    /// A block of text.
    Block,
    /// A date, or the two of a span.
    Date,
    /// A number.
    Number,
    /// One of a list.
    Choice,
    /// A record, or several.
    Record,
    /// Words.
    Words,
}

/// A value that this program cannot show; the row keeps what it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// The columns of a row, one after the other.
pub trait Columns {
    /// The next column as a number.
    fn int(&mut self) -> Option<i64>;
    /// The next column as a text.
    fn text(&mut self) -> Option<Box<str>>;
    /// The next column as a date.
    fn date(&mut self) -> Option<NaiveDate>;
    /// The next column as one of these words, without keeping its text.
    fn token(&mut self, of: &[&'static str]) -> Option<usize>;
    /// The next column as a record.
    fn id(&mut self) -> Option<Id> {
        self.int().and_then(Id::new)
    }
}

/// What the text of a person is read against: records, dates, the language it is in.
pub trait Reader {
    /// The record named by a ref, an abbreviation or a name.
    ///
    /// # Errors
    /// A refusal where the text names none or several, or a need.
    fn record(&self, kind: Option<Kind>, text: &str) -> Result<Id, Stop>;
    /// The date that the text says; none where it says "no date".
    ///
    /// # Errors
    /// A refusal where it is no date.
    fn date(&self, text: &str) -> Result<Option<NaiveDate>, Stop>;
    /// The language the text is in, where the person said so.
    fn lang(&self) -> Option<Lang>;
    /// Words that a list of the workspace allows; none where any word is.
    ///
    /// # Errors
    /// A need.
    fn list(&self, name: &str) -> Result<Option<Vec<String>>, Stop>;
}

/// A field type.
pub trait Cell: Default + Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// How it merges.
    const MERGE: Merge;
    /// Its columns, or for a set the element's type.
    const PARTS: &'static [Part];
    /// How it is edited.
    const WIDGET: Widget;
    /// The workspace's short list that its words come from; empty where none.
    const LIST: &'static str = "";
    /// Whether it is too long for the read model and fetched only for what is open.
    const LONG: bool = false;

    /// Every cell that is not empty: element and value.
    fn cells(&self) -> Vec<(Value, Value)>;

    /// Puts a value from the log into a cell.
    ///
    /// # Errors
    /// [`Unreadable`] where this program does not know the value; nothing changes then.
    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable>;

    /// Reads the field from the columns of its row (never called for sets).
    fn read(_columns: &mut dyn Columns) -> Self {
        Self::default()
    }

    /// Sets the part from what a person wrote; an empty text clears it.
    ///
    /// # Errors
    /// A refusal that says what would be understood, or a need.
    fn write(&mut self, part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop>;

    /// Drops what the read model does not keep.
    fn strip(&mut self) {}
}
