//! Fields of one cell with one value.

use std::{fmt, marker::PhantomData};

use chrono::{NaiveDate, NaiveTime};

use crate::domain::{
    cell::{Cell, Columns, Merge, Part, Reader, Type, Unreadable, Widget},
    label::Label,
    record::Record,
    refusal::Stop,
    saying::Saying,
    text::fold,
    value::{Id, Value},
};

/// The cell of a field that has only one; nothing where it is empty.
pub(super) fn single(value: Value) -> Vec<(Value, Value)> {
    if value.is_null() { Vec::new() } else { vec![(Value::Null, value)] }
}

/// A text trimmed; none where nothing is left that anybody could see.
pub(super) fn given(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    let visible = |c: char| !c.is_control() && !c.is_whitespace();
    // Letters first: only a text without any is worth folding.
    let seen = text.chars().any(char::is_alphanumeric) || fold(text).chars().any(visible);
    seen.then(|| text.into())
}

/// Reads a whole number in digits of either script.
pub(super) fn whole(text: &str) -> Result<Option<i64>, Stop> {
    let folded = fold(text);
    if folded.is_empty() {
        return Ok(None);
    }
    folded.parse().map(Some).map_err(|_| Saying::new("number.unread").with("typed", text).into())
}

macro_rules! plain {
    ($(#[$doc:meta])* $name:ident($inner:ty) $merge:ident $widget:ident $type:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub Option<$inner>);

        impl $name {
            const PART: Part = Part { name: "", of: $type };
        }
    };
}

plain! {
    /// One line of text.
    Line(Box<str>) Scalar Line Type::Text
}
plain! {
    /// A long text; it is not kept in the read model.
    Long(Box<str>) Scalar Block Type::Text
}
plain! {
    /// A whole number.
    Number(i64) Scalar Number Type::Int
}
plain! {
    /// A date without a time zone.
    Day(NaiveDate) Scalar Date Type::Date
}
plain! {
    /// A time of day, to the minute.
    Time(NaiveTime) Scalar Line Type::Time
}
plain! {
    /// A TLP label.
    Marking(Label) Scalar Choice Type::Token(&Label::TOKENS)
}

impl Cell for Line {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Line;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.clone().into())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = match value {
            Value::Null => None,
            Value::Text(text) => Some(text.clone()),
            _ => return Err(Unreadable),
        };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.text())
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = given(text);
        Ok(())
    }
}

impl Cell for Long {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Block;
    const LONG: bool = true;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.clone().into())
    }

    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable> {
        let mut line = Line::default();
        line.put(element, value)?;
        self.0 = line.0;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.text())
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = given(text);
        Ok(())
    }

    fn strip(&mut self) {
        self.0 = None;
    }
}

impl Cell for Number {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Number;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.into())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = match value {
            Value::Null => None,
            Value::Int(number) => Some(*number),
            _ => return Err(Unreadable),
        };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.int())
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        let number = whole(text)?;
        if number.is_some_and(|n| n < 0) {
            return Err(Saying::new("number.negative").with("typed", text).into());
        }
        self.0 = number;
        Ok(())
    }
}

impl Cell for Day {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Date;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.into())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = day(value)?;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.date())
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = if text.trim().is_empty() { None } else { reader.date(text)? };
        Ok(())
    }
}

/// Reads a time of day in digits of either script: `13:05`, `9.30`, `๑๓.๐๕ น.`.
fn time(text: &str) -> Option<NaiveTime> {
    let folded = fold(text);
    let bare = folded.strip_suffix("น.").unwrap_or(&folded).trim();
    let (hour, minute) = bare.split_once([':', '.'])?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if minute.len() != 2 || !digits(minute) || !digits(hour) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

impl Cell for Time {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Line;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(
            self.0.map(|time| Value::text(&time.format("%H:%M").to_string())).unwrap_or_default(),
        )
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = match value {
            Value::Null => None,
            Value::Text(text) => Some(time(text).ok_or(Unreadable)?),
            _ => return Err(Unreadable),
        };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.text().as_deref().and_then(time))
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = match given(text) {
            None => None,
            Some(given) => {
                Some(time(&given).ok_or_else(|| Saying::new("time.unread").with("typed", text))?)
            }
        };
        Ok(())
    }
}

/// The date in a value of the log.
pub(super) fn day(value: &Value) -> Result<Option<NaiveDate>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => {
            NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Some).map_err(|_| Unreadable)
        }
        _ => Err(Unreadable),
    }
}

impl Cell for Marking {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Self::PART];
    const WIDGET: Widget = Widget::Choice;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.map(|label| Value::text(label.token())).unwrap_or_default())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = match value {
            Value::Null => None,
            Value::Text(text) => Some(Label::parse(text).ok_or(Unreadable)?),
            _ => return Err(Unreadable),
        };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.token(&Label::TOKENS).and_then(|at| Label::ALL.get(at).copied()))
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        let label = Label::parse(text).ok_or_else(|| {
            Saying::new("label.unread").with("typed", text).with("list", Label::TOKENS.join(", "))
        })?;
        self.0 = Some(label);
        Ok(())
    }
}

/// A flag that is set or not; unset is no cell at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flag(pub bool);

impl Cell for Flag {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Part { name: "", of: Type::Flag }];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        if self.0 { vec![(Value::Null, Value::Int(1))] } else { Vec::new() }
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = match value {
            Value::Null | Value::Int(0) => false,
            Value::Int(1) => true,
            _ => return Err(Unreadable),
        };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.int() == Some(1))
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("field.fixed").with("typed", text).into())
    }
}

/// A word of a short list of the workspace (`N` is the list's name), or any word where the
/// list is open.
pub trait ListName: Clone + fmt::Debug + Default + PartialEq + Send + Sync + 'static {
    /// The name of the list.
    const NAME: &'static str;
}

/// A word out of one of the workspace's lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word<L>(pub Option<Box<str>>, PhantomData<L>);

impl<L: ListName> Word<L> {
    /// The word.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<L: ListName> Cell for Word<L> {
    const LIST: &'static str = L::NAME;
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Part { name: "", of: Type::Text }];
    const WIDGET: Widget = Widget::Choice;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.clone().into())
    }

    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable> {
        let mut line = Line::default();
        line.put(element, value)?;
        self.0 = line.0;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.text(), PhantomData)
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = match given(text) {
            None => None,
            Some(word) => Some(listed(L::NAME, &word, reader)?),
        };
        Ok(())
    }
}

/// The word as the list writes it, found by its folded form.
///
/// # Errors
/// A refusal with the list where it holds no such word.
pub(super) fn listed(list: &str, word: &str, reader: &dyn Reader) -> Result<Box<str>, Stop> {
    let Some(words) = reader.list(list)? else { return Ok(word.into()) };
    let folded = fold(word);
    words.iter().find(|known| fold(known) == folded).map(|known| known.as_str().into()).ok_or_else(
        || {
            Saying::new("list.unknown")
                .with("typed", word)
                .with("list", words.join(", "))
                .with("name", list)
                .into()
        },
    )
}

/// A closed vocabulary of the program: its words are permanent tokens of the file.
pub trait Token: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// The tokens, in order.
    const TOKENS: &'static [&'static str];
    /// The value at this place of [`Token::TOKENS`].
    fn at(place: usize) -> Option<Self>;
    /// The place of this value.
    fn place(self) -> usize;

    /// The token of this value.
    fn token(self) -> &'static str {
        Self::TOKENS.get(self.place()).copied().unwrap_or_default()
    }

    /// The value with this token, in any case.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::TOKENS.iter().position(|t| t.eq_ignore_ascii_case(text)).and_then(Self::at)
    }

    /// The value with this token.
    ///
    /// # Errors
    /// A refusal that lists the tokens.
    fn parse_or_refuse(text: &str) -> Result<Self, Stop> {
        Self::parse(text).ok_or_else(|| {
            Saying::new("token.unknown")
                .with("typed", text)
                .with("list", Self::TOKENS.join(", "))
                .into()
        })
    }
}

/// One of a closed vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<T>(pub Option<T>);

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Token> Cell for Choice<T> {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Part { name: "", of: Type::Token(T::TOKENS) }];
    const WIDGET: Widget = Widget::Choice;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.map(|t| Value::text(t.token())).unwrap_or_default())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = token_of(value)?;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.token(T::TOKENS).and_then(T::at))
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = if text.trim().is_empty() { None } else { Some(T::parse_or_refuse(text)?) };
        Ok(())
    }
}

/// The token in a value of the log.
pub(super) fn token_of<T: Token>(value: &Value) -> Result<Option<T>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => T::parse(text).map(Some).ok_or(Unreadable),
        _ => Err(Unreadable),
    }
}

/// A reference to a record of kind `R`.
pub struct Ref<R>(pub Option<Id>, PhantomData<fn() -> R>);

impl<R> Ref<R> {
    /// A reference to this record.
    #[must_use]
    pub fn to(id: Option<Id>) -> Self {
        Self(id, PhantomData)
    }
}

impl<R> Clone for Ref<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Ref<R> {}

impl<R> Default for Ref<R> {
    fn default() -> Self {
        Self::to(None)
    }
}

impl<R> PartialEq for Ref<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R> fmt::Debug for Ref<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({:?})", self.0)
    }
}

impl<R: Record> Cell for Ref<R> {
    const MERGE: Merge = Merge::Scalar;
    const PARTS: &'static [Part] = &[Part { name: "", of: Type::Ref(R::KIND) }];
    const WIDGET: Widget = Widget::Record;

    fn cells(&self) -> Vec<(Value, Value)> {
        single(self.0.into())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = reference(value)?;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self::to(columns.id())
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        self.0 = named(Some(R::KIND), text, reader)?;
        Ok(())
    }
}

/// The record in a value of the log.
pub(super) fn reference(value: &Value) -> Result<Option<Id>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::Ref(id) => Ok(Some(*id)),
        _ => Err(Unreadable),
    }
}

/// The record that a person named; none where the text is empty.
pub(super) fn named(
    kind: Option<crate::domain::kind::Kind>,
    text: &str,
    reader: &dyn Reader,
) -> Result<Option<Id>, Stop> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { reader.record(kind, text).map(Some) }
}

/// Marks a set of references whose targets may be of any kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Any;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_in_both_scripts_and_else_not_at_all() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        for (text, time_of_day) in [
            ("13:05", at(13, 5)),
            ("9.30", at(9, 30)),
            (" ๑๓.๐๕ น. ", at(13, 5)),
            ("0:00", at(0, 0)),
        ] {
            assert_eq!(time(text), time_of_day, "{text}");
        }
        for text in ["24:00", "13:60", "13", "13:5", "13:005", ":30", "+1:00", "noon", "-", ""] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
