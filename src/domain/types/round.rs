//! Fields of rounds and ballots.

use super::{
    compound::{compound, number, part, parts, token_value, words},
    scalar::token_of,
};
use crate::domain::{
    cell::{Cell, Columns, Merge, Part, Reader, Type, Unreadable, Widget},
    refusal::Stop,
    saying::Saying,
    tokens::PaperState,
    types::Token,
    value::Value,
};

fn fixed(text: &str) -> Result<(), Stop> {
    Err(Saying::new("field.fixed").with("typed", text).into())
}

/// Whether a ballot counts, and why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Valid or spoilt.
    pub token: Option<PaperState>,
    /// Why it is spoilt.
    pub reason: Option<Box<str>>,
}

impl Cell for Paper {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Token(PaperState::TOKENS) },
        Part { name: "_reason", of: Type::Text },
    ];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        let reason = self.reason.as_deref().map(Value::text).unwrap_or_default();
        compound(vec![token_value(self.token), reason])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { token: token_of(part(parts, 0))?, reason: words(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let token = columns.token(PaperState::TOKENS).and_then(PaperState::at);
        Self { token, reason: columns.text() }
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        fixed(text)
    }
}

/// The marks of a ballot in the words that it is keyed in, filled with blanks to the length of
/// the longest that its round allows, and how often it was keyed: so that neither the size of the file
/// nor a key that changes nothing tells of them. They are not kept in the read model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The marks, blanks behind them; the round says how they are read.
    pub text: Option<Box<str>>,
    /// How often the ballot was keyed, from 1.
    pub keyed: Option<i64>,
}

impl Cell for Marks {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] =
        &[Part { name: "", of: Type::Text }, Part { name: "_keyed", of: Type::Int }];
    const WIDGET: Widget = Widget::Fixed;
    const LONG: bool = true;

    fn cells(&self) -> Vec<(Value, Value)> {
        let text = self.text.as_deref().map(Value::text).unwrap_or_default();
        compound(vec![text, self.keyed.into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { text: words(part(parts, 0))?, keyed: number(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self { text: columns.text(), keyed: columns.int() }
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        fixed(text)
    }

    fn strip(&mut self) {
        *self = Self::default();
    }
}
