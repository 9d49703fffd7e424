//! The folded texts of all entries, in one piece of memory.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hash},
};

use crate::domain::{kind::Kind, snapshot::IdHasher, text};

/// Stands before and after every part of an entry's text. Folding leaves none in a part.
pub(super) const EDGE: char = '\n';

/// Under so many bytes that no entry uses it is not worth writing all anew.
const SPARE: usize = 1 << 16;

/// Where an entry stands among those that answer as well: refs in order of kind and number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The kind's index.
    group: u32,
    number: u32,
}

impl Place {
    /// The place of a record; those without a number stand behind their kind.
    #[must_use]
    pub fn of(kind: Kind, number: Option<u32>) -> Self {
        Self { group: kind as u32, number: number.unwrap_or(u32::MAX) }
    }

    /// The place of the nth entry of a list.
    #[must_use]
    pub fn nth(n: u32) -> Self {
        Self { group: 0, number: n }
    }

    /// The bit of its kind.
    pub(super) fn bit(self) -> u32 {
        1u32.checked_shl(self.group).unwrap_or_default()
    }

    /// The number, of a record's place.
    pub(super) fn number(self) -> u32 {
        self.number
    }
}

/// The folded texts of entries, by key.
///
/// Entries are put and removed one by one; what that leaves unused is freed when it is half of
/// the memory, so that a change costs the length of its text, spread over many changes.
#[derive(Clone, Debug)]
pub struct Index<K> {
    /// The texts, those that no entry uses any more too.
    texts: String,
    slots: Vec<Slot<K>>,
    by_key: HashMap<K, u32, BuildHasherDefault<IdHasher>>,
    /// Slots without an entry.
    free: Vec<u32>,
    /// Bytes of `texts` that no entry uses.
    unused: usize,
    /// Grows with every change.
    version: u64,
}

/// An entry, at a number that stays while it lives.
#[derive(Clone, Copy, Debug)]
struct Slot<K> {
    key: Option<K>,
    from: u32,
    length: u32,
    letters: u64,
    place: Place,
}

/// What a search reads of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a, K> {
    pub(super) key: K,
    pub(super) place: Place,
    pub(super) letters: u64,
    /// The folded parts, each between two edges.
    pub(super) text: &'a str,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self {
            texts: String::new(),
            slots: Vec::new(),
            by_key: HashMap::default(),
            free: Vec::new(),
            unused: 0,
            version: 0,
        }
    }
}

impl<K: Copy + Eq + Hash> Index<K> {
    /// An index with room for so many entries.
    #[must_use]
    pub fn with_capacity(entries: usize) -> Self {
        let mut index = Self::default();
        index.slots.reserve_exact(entries);
        index.by_key.reserve(entries);
        index
    }

    /// Puts an entry in, in place of the one with its key. Its parts are given as people write
    /// them; the first one is its ref, empty where it has none.
    pub fn put<'a>(&mut self, key: K, place: Place, parts: impl IntoIterator<Item = &'a str>) {
        let from = self.texts.len();
        self.write("");
        for part in parts {
            self.write(&text::fold(part));
        }
        let new = self.texts.get(from..).unwrap_or_default();
        let slot = Slot {
            key: Some(key),
            from: u32::try_from(from).unwrap_or(u32::MAX),
            length: u32::try_from(new.len()).unwrap_or(u32::MAX),
            letters: letters(new),
            place,
        };
        let known = self.by_key.get(&key).copied();
        let old = known.and_then(|at| self.slots.get(at as usize)).copied();
        if let Some(old) = old {
            if old.place == place && self.text(&old) == new {
                self.texts.truncate(from);
                return;
            }
            self.unused += old.length as usize;
        }
        let at = known.or_else(|| self.free.pop());
        match at.and_then(|at| self.slots.get_mut(at as usize)) {
            Some(there) => *there = slot,
            None => self.slots.push(slot),
        }
        let at = at.unwrap_or_else(|| u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX));
        self.by_key.insert(key, at);
        self.changed();
    }

    /// Writes a folded part and an edge. Memory grows by an eighth, not twofold: there is much
    /// of it, and a large piece grows without being copied.
    fn write(&mut self, part: &str) {
        let room = self.texts.capacity() - self.texts.len();
        if room <= part.len() {
            self.texts.reserve_exact((part.len() + 1).max(self.texts.len() / 8));
        }
        self.texts.push_str(part);
        self.texts.push(EDGE);
    }

    /// Takes an entry out, where it is in.
    pub fn remove(&mut self, key: K) {
        let Some(at) = self.by_key.remove(&key) else { return };
        let Some(slot) = self.slots.get_mut(at as usize) else { return };
        self.unused += slot.length as usize;
        *slot = Slot { key: None, from: 0, length: 0, letters: 0, place: slot.place };
        self.free.push(at);
        self.changed();
    }

    fn changed(&mut self) {
        self.version += 1;
        if self.unused < SPARE.max(self.texts.len() / 2) {
            return;
        }
        let mut texts = String::with_capacity(self.texts.len() - self.unused);
        for at in 0..self.slots.len() {
            let Some(mut slot) = self.slots.get(at).copied() else { continue };
            let from = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            texts.push_str(self.text(&slot));
            slot.from = from;
            if let Some(there) = self.slots.get_mut(at) {
                *there = slot;
            }
        }
        self.texts = texts;
        self.unused = 0;
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Bytes of memory that it takes up.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let slots = self.slots.capacity() * size_of::<Slot<K>>() + self.free.capacity() * 4;
        // The map keeps a byte beside each pair.
        self.texts.capacity() + slots + self.by_key.capacity() * (size_of::<(K, u32)>() + 1)
    }

    /// A number that is another after every change.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// How many slots there are, those without an entry too.
    pub(super) fn slots(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// The entry of a slot.
    pub(super) fn entry(&self, at: u32) -> Option<Entry<'_, K>> {
        let slot = self.slots.get(at as usize)?;
        let text = self.text(slot);
        Some(Entry { key: slot.key?, place: slot.place, letters: slot.letters, text })
    }

    /// The entry of a key.
    pub(super) fn entry_of(&self, key: K) -> Option<Entry<'_, K>> {
        self.by_key.get(&key).and_then(|at| self.entry(*at))
    }

    fn text(&self, slot: &Slot<K>) -> &str {
        let from = slot.from as usize;
        self.texts.get(from..from + slot.length as usize).unwrap_or_default()
    }
}

/// The letters of a text, each as one of 64 bits: Latin letters and digits have a bit of their
/// own, others share. A text whose bits lack one of a word's cannot hold it.
pub(super) fn letters(text: &str) -> u64 {
    text.chars().map(bit).fold(0, |all, bit| all | bit)
}

fn bit(c: char) -> u64 {
    let n = match c {
        EDGE | ' ' => return 0,
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        _ => 36 + u32::from(c) % 28,
    };
    1 << n
}
