//! Sets: one cell for each element, so that two copies add without losing each other's.

use std::{fmt, marker::PhantomData};

use super::scalar::{Any, ListName, given, listed, named};
use crate::domain::{
    cell::{Cell, Merge, Part, Reader, Type, Unreadable, Widget},
    kind::Kind,
    record::Record,
    refusal::Stop,
    value::{Id, Value},
};

/// Ends each name of a list whose names may hold commas (the unit separator of ASCII, which no
/// name holds).
pub const BETWEEN: char = '\u{1f}';

/// The words of a list, blanks around them taken off and empty ones left out. A comma ends a
/// word, unless [`BETWEEN`] does; a word in quotes may hold commas, and `""` in it is a quote.
#[must_use]
pub fn several(text: &str) -> Vec<String> {
    let pieces: Vec<String> = if text.contains(BETWEEN) {
        text.split(BETWEEN).map(str::to_owned).collect()
    } else {
        by_commas(text)
    };
    pieces.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn by_commas(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, behind) = match quoted(rest) {
            Some(found) => found,
            None => {
                let (word, behind) = rest.split_once(',').unwrap_or((rest, ""));
                (word.to_owned(), behind)
            }
        };
        words.push(word);
        rest = behind;
    }
    words
}

/// The word in quotes that a list begins with, and what stands behind its comma.
fn quoted(list: &str) -> Option<(String, &str)> {
    let inside = list.trim_start().strip_prefix('"')?;
    let mut word = String::new();
    let mut rest = inside;
    loop {
        let (before, behind) = rest.split_once('"')?;
        word.push_str(before);
        match behind.strip_prefix('"') {
            Some(more) => {
                word.push('"');
                rest = more;
            }
            None => {
                let behind = behind.trim_start();
                let end = if behind.is_empty() { Some("") } else { behind.strip_prefix(',') };
                return end.map(|end| (word, end));
            }
        }
    }
}

/// Words as a list from which [`several`] reads them again.
#[must_use]
pub fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let word = |word: &str| {
        if word.contains(',') || word.starts_with('"') {
            format!("\"{}\"", word.replace('"', "\"\""))
        } else {
            word.to_owned()
        }
    };
    words.into_iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Puts an element into a sorted list or takes it out.
fn set<T: Ord + Clone>(all: &mut Box<[T]>, element: T, present: bool) {
    let mut list = std::mem::take(all).into_vec();
    match (list.binary_search(&element), present) {
        (Err(at), true) => list.insert(at, element),
        (Ok(at), false) => {
            list.remove(at);
        }
        _ => {}
    }
    *all = list.into_boxed_slice();
}

/// Whether a value of a set cell says that the element is there.
fn present(value: &Value) -> Result<bool, Unreadable> {
    match value {
        Value::Null | Value::Int(0) => Ok(false),
        Value::Int(1) => Ok(true),
        _ => Err(Unreadable),
    }
}

/// A set of words, sorted. They stand in one text, each ended by [`BETWEEN`]: a big file holds
/// hundreds of thousands of such sets, and a text of its own for each word took three times the
/// memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words<L>(Box<str>, PhantomData<L>);

impl<L> Words<L> {
    /// The set of these words.
    #[must_use]
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_unstable();
        words.dedup();
        let mut text = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
        for word in words {
            text.push_str(word);
            text.push(BETWEEN);
        }
        Self(text.into_boxed_str(), PhantomData)
    }

    /// The words, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(BETWEEN)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a word in or takes it out.
    pub fn set(&mut self, word: &str, present: bool) {
        let others = self.iter().filter(|other| *other != word);
        *self = Self::of(others.chain(present.then_some(word)));
    }
}

impl<L: ListName> Cell for Words<L> {
    const LIST: &'static str = L::NAME;
    const MERGE: Merge = Merge::Set;
    const PARTS: &'static [Part] = &[Part { name: "", of: Type::Text }];
    const WIDGET: Widget = Widget::Words;

    fn cells(&self) -> Vec<(Value, Value)> {
        self.iter().map(|word| (Value::text(word), Value::Int(1))).collect()
    }

    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable> {
        // What ends a word is in none that this program takes.
        let word = element.as_text().filter(|word| !word.contains(BETWEEN)).ok_or(Unreadable)?;
        self.set(word, present(value)?);
        Ok(())
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        let mut words = Vec::new();
        for word in several(text) {
            if let Some(word) = given(&word) {
                words.push(listed(L::NAME, &word, reader)?);
            }
        }
        *self = Self::of(words.iter().map(|word| &**word));
        Ok(())
    }
}

/// What a set of references may refer to.
pub trait Target: 'static {
    /// The kind; none where any will do.
    const KIND: Option<Kind>;
    /// The type of the column.
    const TYPE: Type;
}

impl Target for Any {
    const KIND: Option<Kind> = None;
    const TYPE: Type = Type::AnyRef;
}

impl<R: Record> Target for R {
    const KIND: Option<Kind> = Some(R::KIND);
    const TYPE: Type = Type::Ref(R::KIND);
}

/// A set of references, sorted by id.
pub struct Refs<R>(pub Box<[Id]>, PhantomData<fn() -> R>);

impl<R> Refs<R> {
    /// The set of these records.
    #[must_use]
    pub fn of(ids: impl IntoIterator<Item = Id>) -> Self {
        let mut ids: Vec<Id> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self(ids.into_boxed_slice(), PhantomData)
    }

    /// Puts a record in or takes it out.
    pub fn set(&mut self, id: Id, present: bool) {
        set(&mut self.0, id, present);
    }
}

impl<R> Clone for Refs<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<R> Default for Refs<R> {
    fn default() -> Self {
        Self(Box::default(), PhantomData)
    }
}

impl<R> PartialEq for Refs<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R> fmt::Debug for Refs<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refs({:?})", self.0)
    }
}

impl<R: Target> Cell for Refs<R> {
    const MERGE: Merge = Merge::Set;
    const PARTS: &'static [Part] = &[Part { name: "", of: R::TYPE }];
    const WIDGET: Widget = Widget::Record;

    fn cells(&self) -> Vec<(Value, Value)> {
        self.0.iter().map(|id| (Value::Ref(*id), Value::Int(1))).collect()
    }

    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable> {
        let id = element.as_ref().ok_or(Unreadable)?;
        set(&mut self.0, id, present(value)?);
        Ok(())
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        let mut ids = Vec::new();
        for name in several(text) {
            ids.extend(named(R::KIND, &name, reader)?);
        }
        *self = Self::of(ids);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::Tags;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for (text, words) in [
            ("a, b ,,c", vec!["a", "b", "c"]),
            ("\"a, b\", c", vec!["a, b", "c"]),
            ("\"a \"\"x\"\", b\" , c", vec!["a \"x\", b", "c"]),
            ("a\u{1f}b,c", vec!["a", "b,c"]),
            // A quote that never closes, or closes inside a word, is text.
            ("\"a, b", vec!["\"a", "b"]),
            ("\"a\"b, c", vec!["\"a\"b", "c"]),
            ("", vec![]),
        ] {
            assert_eq!(several(text), words, "{text}");
            assert_eq!(several(&joined(words.iter().copied())), words, "{text}");
        }
    }

    #[test]
    fn words_stand_sorted_and_once() {
        let mut words = Words::<Tags>::of(["b", "a", "b", "c d"]);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["a", "b", "c d"]);
        words.set("b", false);
        words.set("ก", true);
        words.set("a", true);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["a", "c d", "ก"]);
        assert_eq!(words.cells().len(), 3);
        assert!(words.put(&Value::text("x\u{1f}y"), &Value::Int(1)).is_err());
        words
            .iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .iter()
            .for_each(|w| words.set(w, false));
        assert!(words.is_empty());
        assert_eq!(words, Words::default());
    }
}
