//! Where an agenda item stands in the course of its meeting, with the times that say so.

use super::{
    compound::{compound, number, part, parts, token_value},
    scalar::{Token, token_of},
};
use crate::domain::{
    cell::{Cell, Columns, Merge, Part, Reader, Type, Unreadable, Widget},
    refusal::Stop,
    saying::Saying,
    tokens::ItemState,
    value::Value,
};

/// The turn of an agenda item. Its parts are valid only together: what was used before a pause
/// means nothing without the moment from which the rest is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Where it stands; none as long as it has not begun.
    pub token: Option<ItemState>,
    /// When it came to stand there, in milliseconds since 1970: while it runs, since when.
    pub at: Option<i64>,
    /// When it was begun for the first time, in milliseconds since 1970.
    pub began: Option<i64>,
    /// Seconds that it had taken up to [`Turn::at`].
    pub used: Option<i64>,
    /// Minutes given to it beside those planned.
    pub extended: Option<i64>,
}

impl Cell for Turn {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Token(ItemState::TOKENS) },
        Part { name: "_at", of: Type::Int },
        Part { name: "_began_at", of: Type::Int },
        Part { name: "_used", of: Type::Int },
        Part { name: "_extended", of: Type::Int },
    ];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        let token = token_value(self.token);
        let numbers = [self.at, self.began, self.used, self.extended];
        compound(std::iter::once(token).chain(numbers.map(Value::from)).collect())
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        let number = |at: usize| number(part(parts, at));
        let token = token_of(part(parts, 0))?;
        let (at, began) = (number(1)?, number(2)?);
        *self = Self { token, at, began, used: number(3)?, extended: number(4)? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let token = columns.token(ItemState::TOKENS).and_then(ItemState::at);
        let (at, began) = (columns.int(), columns.int());
        Self { token, at, began, used: columns.int(), extended: columns.int() }
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("turn.by_command").with("typed", text).into())
    }
}
