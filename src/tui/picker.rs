//! A box to choose from: a line that filters, and what it leaves. It holds data: what happens
//! with the choice too.

use std::ops::Range;

use super::{editor::Editor, form::Place};
use crate::domain::{saying::Saying, value::Id};

/// Rows of a picker that show at once.
pub(crate) const ROWS: usize = 12;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A record; it is called as the picture has it.
    Record(Id),
    /// A word.
    Word(Box<Word>),
}

/// A word to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// What is written.
    pub(crate) value: String,
    /// The key of what it is called; without a text it is called as it is written.
    pub(crate) key: String,
    /// What stands behind it.
    pub(crate) note: Option<Saying>,
}

impl Item {
    /// A word with the key of what it is called.
    #[must_use]
    pub(crate) fn word(value: &str, key: &str) -> Self {
        let (value, key) = (value.to_owned(), key.to_owned());
        Self::Word(Box::new(Word { value, key, note: None }))
    }

    /// The same with something behind it.
    #[must_use]
    pub(crate) fn noted(mut self, saying: Saying) -> Self {
        if let Self::Word(word) = &mut self {
            word.note = Some(saying);
        }
        self
    }

    /// Whether it is this word.
    #[must_use]
    pub(crate) fn is(&self, value: &str) -> bool {
        matches!(self, Self::Word(word) if word.value == value)
    }
}

/// What happens with the choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// It goes into a row of the form, in the place of a name that stands there.
    Row(Place, Option<String>),
    /// It goes into the title of the form, behind a sign in the place of these bytes.
    Token(Range<usize>, &'static str),
    /// It is the label of these records.
    Label(Vec<Id>),
    /// It is the column that these records move to.
    Move(Vec<Id>),
}

/// A box to choose from.
#[derive(Clone, Debug)]
pub(crate) struct Picker {
    /// What is chosen.
    pub(crate) title: Saying,
    /// The filter.
    pub(crate) editor: Editor,
    /// Everything there is to choose.
    pub(crate) items: Vec<Item>,
    /// The places of those that the filter leaves.
    pub(crate) hits: Vec<usize>,
    /// The one that stands out, by its place among the hits.
    pub(crate) at: usize,
    /// What happens with it.
    pub(crate) then: Then,
}

impl Picker {
    /// A picker that shows everything.
    #[must_use]
    pub(crate) fn new(title: Saying, items: Vec<Item>, then: Then) -> Self {
        let hits = (0..items.len()).collect();
        Self { title, editor: Editor::default(), items, hits, at: 0, then }
    }

    /// The same with the item in front that this holds for.
    #[must_use]
    pub(crate) fn at(mut self, is: impl FnMut(&Item) -> bool) -> Self {
        self.at = self.items.iter().position(is).unwrap_or_default();
        self
    }

    /// The hit at a place.
    #[must_use]
    pub(crate) fn hit(&self, at: usize) -> Option<&Item> {
        self.hits.get(at).and_then(|place| self.items.get(*place))
    }

    /// The hits that show, by their places.
    #[must_use]
    pub(crate) fn shown(&self) -> Range<usize> {
        let top = (self.at + 1).saturating_sub(ROWS);
        top..self.hits.len().min(top + ROWS)
    }
}
