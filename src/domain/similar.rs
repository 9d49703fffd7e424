//! Which ideas are much like a line, while it is typed: the same thought in other words of the
//! same stem, in another order, or with typing mistakes.
//!
//! A text is its pieces of three letters, of words in Latin letters each with its edges, of Thai
//! along the whole run, which has no blanks. A piece weighs what it tells apart: little where
//! most ideas hold it. Two texts are alike by the weight of what they share.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::BuildHasherDefault,
};

use super::{
    fields::Idea,
    snapshot::{IdHasher, IdMap, Snapshot},
    text::fold,
    value::Id,
};

/// Letters of a text that are looked at; the rest of a longer one says the same thought.
const READ: usize = 400;

/// Pieces of a line that are looked at, the rarest ones.
const PIECES: usize = 96;

/// Entries of the lists of pieces that one question reads at most: 2 ms of them.
const LOOKS: usize = 60_000;

/// Texts that are compared whole, those that share most.
const COMPARED: usize = 64;

/// Of a thousand: from where two texts are much alike.
const ALIKE: u32 = 600;

/// Of a thousand: how much of the text that is there a line has to hold that is not typed to
/// its end, and how much of the line has to lie in the text.
const BEGUN: (u32, u32) = (380, 720);

/// Letters without which a line says too little to be like another.
const LEAST: usize = 6;

/// Words that say nothing by themselves.
const LITTLE: &[&str] = &[
    "a", "about", "across", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be",
    "been", "before", "between", "but", "by", "can", "each", "every", "for", "from", "get", "gets",
    "has", "have", "if", "in", "into", "is", "it", "its", "more", "must", "of", "on", "one",
    "only", "or", "our", "out", "over", "per", "shall", "should", "so", "that", "the", "their",
    "them", "then", "there", "they", "this", "to", "too", "under", "up", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "will", "with", "within", "would",
];

/// An idea that is much like a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The idea.
    pub id: Id,
    /// How much, of a thousand.
    pub score: u32,
}

/// One side of the title of an idea.
#[derive(Clone, Debug)]
struct Text {
    id: Id,
    /// Stands for its folded text.
    whole: u64,
    /// Its pieces, sorted, each once.
    pieces: Box<[u32]>,
}

/// The ideas of a file by the pieces of their texts, kept as they change.
#[derive(Clone, Debug, Default)]
pub struct Similar {
    texts: Vec<Option<Text>>,
    free: Vec<u32>,
    by_id: IdMap<Id, [Option<u32>; 2]>,
    by_piece: HashMap<u32, Vec<u32>, BuildHasherDefault<IdHasher>>,
    by_whole: HashMap<u64, Vec<Id>, BuildHasherDefault<IdHasher>>,
}

impl Similar {
    /// The ideas of a picture.
    #[must_use]
    pub fn of_ideas(w: &Snapshot) -> Self {
        let mut similar = Self::default();
        for idea in w.loaded::<Idea>() {
            similar.put(idea.id, [idea.title.en.as_deref(), idea.title.th.as_deref()]);
        }
        similar
    }

    /// Brings an idea up to date with a picture that was changed; other records are nothing to
    /// it.
    pub fn renew(&mut self, w: &Snapshot, id: Id) {
        match w.peek::<Idea>(id) {
            Some(idea) => self.put(id, [idea.title.en.as_deref(), idea.title.th.as_deref()]),
            None => self.remove(id),
        }
    }

    /// Puts an idea in by its texts, in place of what it said before.
    pub fn put(&mut self, id: Id, sides: [Option<&str>; 2]) {
        let folded = sides.map(|side| side.map(fold).filter(|text| !text.is_empty()));
        let whole = folded.each_ref().map(|text| text.as_deref().map(whole));
        let known = self.by_id.get(&id).copied().unwrap_or_default();
        if known.map(|at| at.and_then(|at| self.text(at)).map(|text| text.whole)) == whole {
            return;
        }
        self.remove(id);
        let slots = folded.map(|text| text.map(|text| self.put_text(id, &text)));
        if slots.iter().any(Option::is_some) {
            self.by_id.insert(id, slots);
        }
    }

    fn put_text(&mut self, id: Id, folded: &str) -> u32 {
        let pieces = pieces(folded, true).into_boxed_slice();
        let whole = whole(folded);
        let at = self.free.pop().unwrap_or_else(|| {
            self.texts.push(None);
            u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX)
        });
        for piece in &pieces {
            self.by_piece.entry(*piece).or_default().push(at);
        }
        self.by_whole.entry(whole).or_default().push(id);
        if let Some(slot) = self.texts.get_mut(at as usize) {
            *slot = Some(Text { id, whole, pieces });
        }
        at
    }

    /// Takes an idea out, where it is in.
    pub fn remove(&mut self, id: Id) {
        let Some(slots) = self.by_id.remove(&id) else { return };
        for at in slots.into_iter().flatten() {
            let Some(text) = self.texts.get_mut(at as usize).and_then(Option::take) else {
                continue;
            };
            for piece in &text.pieces {
                if let Entry::Occupied(mut held) = self.by_piece.entry(*piece) {
                    if let Some(place) = held.get().iter().position(|other| *other == at) {
                        held.get_mut().swap_remove(place);
                    }
                    if held.get().is_empty() {
                        held.remove();
                    }
                }
            }
            if let Entry::Occupied(mut held) = self.by_whole.entry(text.whole) {
                if let Some(place) = held.get().iter().position(|other| *other == id) {
                    held.get_mut().swap_remove(place);
                }
                if held.get().is_empty() {
                    held.remove();
                }
            }
            self.free.push(at);
        }
    }

    fn text(&self, at: u32) -> Option<&Text> {
        self.texts.get(at as usize).and_then(Option::as_ref)
    }

    /// How many ideas there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The ideas that say the very same, but for case, blanks and ways of typing.
    #[must_use]
    pub fn same(&self, text: &str) -> &[Id] {
        self.by_whole.get(&whole(&fold(text))).map_or(&[], Vec::as_slice)
    }

    /// The ideas that are much like a text, most alike first, at most so many. Of a line that is
    /// still being typed the last word may be a beginning. What is read is bounded, however many
    /// ideas there are.
    #[must_use]
    pub fn like(&self, text: &str, typing: bool, most: usize) -> Vec<Alike> {
        let folded = fold(text);
        if folded.chars().filter(|c| c.is_alphanumeric()).count() < LEAST {
            return Vec::new();
        }
        let line = pieces(&folded, !typing);
        let of_line = self.weigh(&line);
        let mut found: Vec<Alike> = Vec::new();
        for at in self.near(&line) {
            let Some(text) = self.text(at) else { continue };
            let score = self.score(&line, of_line, &text.pieces, typing);
            if score < ALIKE {
                continue;
            }
            match found.iter_mut().find(|alike| alike.id == text.id) {
                Some(alike) => alike.score = alike.score.max(score),
                None => found.push(Alike { id: text.id, score }),
            }
        }
        found.sort_unstable_by_key(|alike| (std::cmp::Reverse(alike.score), alike.id));
        found.truncate(most);
        found
    }

    /// How many entries of the lists of pieces are read for a text: what a question costs.
    #[must_use]
    pub fn looks(&self, text: &str) -> usize {
        self.rarest(&pieces(&fold(text), true)).iter().map(|texts| texts.len()).sum()
    }

    /// The lists of the rarest pieces of a line, as far as they may be read.
    fn rarest(&self, line: &[u32]) -> Vec<&[u32]> {
        let held = line.iter().filter_map(|piece| self.by_piece.get(piece));
        let mut held: Vec<&[u32]> = held.map(Vec::as_slice).collect();
        held.sort_by_key(|texts| texts.len());
        let mut left = LOOKS;
        let read = held.iter().take(PIECES).take_while(|texts| {
            let may = texts.len() <= left;
            left = left.saturating_sub(texts.len());
            may
        });
        let read = read.count();
        held.truncate(read);
        held
    }

    /// The texts that share most with a line, by its rarest pieces.
    fn near(&self, line: &[u32]) -> Vec<u32> {
        let mut shares: HashMap<u32, u32, BuildHasherDefault<IdHasher>> = HashMap::default();
        for texts in self.rarest(line) {
            let weight = self.weight(texts.len());
            for at in texts {
                *shares.entry(*at).or_default() += weight;
            }
        }
        let mut near: Vec<(u32, u32)> = shares.into_iter().map(|(at, n)| (n, at)).collect();
        if near.len() > COMPARED {
            near.select_nth_unstable_by(COMPARED, |a, b| b.cmp(a));
            near.truncate(COMPARED);
        }
        near.into_iter().map(|(_, at)| at).collect()
    }

    /// What a piece weighs that so many texts hold: in sixteenths of the halvings that it makes.
    /// Few texts tell little about what is rare, so that a piece nobody else has weighs no more
    /// than one in two hundred.
    fn weight(&self, holding: usize) -> u32 {
        let n = self.by_id.len() as u64;
        let ratio = ((n + 8) << 16) / (holding as u64 + 2 + n / 200);
        let whole = ratio.max(1 << 16).ilog2();
        let rest = u32::try_from((ratio >> (whole - 4)) & 15).unwrap_or(0);
        (whole - 16) * 16 + rest + 8
    }

    fn weigh(&self, pieces: &[u32]) -> u32 {
        pieces.iter().map(|piece| self.weight_of(*piece)).sum()
    }

    fn weight_of(&self, piece: u32) -> u32 {
        self.weight(self.by_piece.get(&piece).map_or(0, Vec::len))
    }

    /// How much alike two texts are, of a thousand.
    fn score(&self, line: &[u32], of_line: u32, other: &[u32], typing: bool) -> u32 {
        let (mut a, mut b) = (line, other);
        let mut shared = 0;
        while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a = a_rest,
                std::cmp::Ordering::Greater => b = b_rest,
                std::cmp::Ordering::Equal => {
                    shared += self.weight_of(*x);
                    (a, b) = (a_rest, b_rest);
                }
            }
        }
        let of_other = self.weigh(other);
        let thousandths = |part: u32, of: u32| {
            u32::try_from(u64::from(part) * 1000 / u64::from(of.max(1))).unwrap_or(u32::MAX)
        };
        let both = thousandths(2 * shared, of_line + of_other);
        // A line that is half typed can hold but half of what it will say.
        let (held, lies) = (thousandths(shared, of_other), thousandths(shared, of_line));
        let begun = typing && held >= BEGUN.0 && lies >= BEGUN.1;
        if begun { both.max(ALIKE) } else { both }
    }
}

/// A number that stands for a folded text. What stands between its words counts for nothing.
fn whole(folded: &str) -> u64 {
    let mut hash = Fnv::default();
    folded.chars().filter(|c| is_letter(*c)).for_each(|c| hash.take(c));
    hash.0
}

/// A letter, digit or mark: what belongs to a word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_thai(c)
}

fn is_thai(c: char) -> bool {
    // ฯ and ๆ shorten and repeat: they belong to no word.
    ('\u{0E01}'..='\u{0E4E}').contains(&c) && !matches!(c, 'ฯ' | 'ๆ' | '฿')
}

/// The pieces of a folded text, sorted, each once; its last word has an edge where it is whole.
fn pieces(folded: &str, whole: bool) -> Vec<u32> {
    let mut all = Vec::with_capacity(folded.len());
    let mut word: Vec<char> = Vec::new();
    for c in folded.chars().take(READ) {
        let thai = word.last().is_some_and(|last| is_thai(*last));
        let ends = match is_letter(c) {
            true => !word.is_empty() && thai != is_thai(c),
            // Blanks in Thai part sentences, not words: the run goes on.
            false => !thai && !matches!(c, '\'' | '’'),
        };
        if ends {
            take(&word, true, &mut all);
            word.clear();
        }
        if is_letter(c) {
            word.push(c);
        }
    }
    take(&word, whole, &mut all);
    all.sort_unstable();
    all.dedup();
    all
}

/// The pieces of one word, or of a run of Thai.
fn take(word: &[char], whole: bool, all: &mut Vec<u32>) {
    let Some(first) = word.first() else { return };
    let thai = is_thai(*first);
    if !thai && whole {
        let text: String = word.iter().collect();
        if LITTLE.binary_search(&text.as_str()).is_ok() {
            return;
        }
    }
    let edge = |at: bool| (at && !thai).then_some(' ');
    let padded: Vec<char> =
        edge(true).into_iter().chain(word.iter().copied()).chain(edge(whole)).collect();
    if padded.len() < 3 {
        all.push(hash(&padded));
    }
    all.extend(padded.windows(3).map(hash));
}

fn hash(piece: &[char]) -> u32 {
    let mut hash = Fnv::default();
    piece.iter().for_each(|c| hash.take(*c));
    u32::try_from((hash.0 ^ (hash.0 >> 32)) & u64::from(u32::MAX)).unwrap_or(0)
}

/// A hash that is the same on every machine.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn take(&mut self, c: char) {
        for byte in u32::from(c).to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests;
