//! A search that goes on in slices.

use std::{
    cmp::{Ordering, Reverse},
    hash::Hash,
};

use super::{
    index::{Entry, Index, Place},
    query::{Band, Query, matcher},
};

/// The work of one slice, in units of about two nanoseconds: a few milliseconds, so that drawing
/// has room beside it in a frame of 16.
pub const SLICE: usize = 1_000_000;

/// What an entry costs beside the bytes of its text.
pub(super) const ENTRY: usize = 24;

/// What an entry costs that is told by its letters not to answer.
pub(super) const LETTERS: usize = 4;

/// What it costs to see whether a number is the one of a ref.
const NUMBER: usize = 2;

/// What the score of a text costs, for every byte of it and every byte of the query.
const SCORE: usize = 3;

/// An entry that answers the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<K> {
    /// Whose entry it is.
    pub key: K,
    /// How well it answers.
    pub band: Band,
    /// The skim score in [`Band::Scattered`], else 0.
    pub score: i64,
    /// Where it stands among its like.
    pub place: Place,
}

impl<K: Ord> Hit<K> {
    /// Best first.
    fn rank(&self, other: &Self) -> Ordering {
        let key = |hit: &Self| (hit.band, Reverse(hit.score), hit.place);
        key(self).cmp(&key(other)).then_with(|| self.key.cmp(&other.key))
    }
}

/// What one slice did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether nothing is left to do.
    pub done: bool,
    /// How many entries it took up: to see whether they answer, and to score them.
    pub looked: usize,
}

/// A search for a query, as far as it has come.
#[derive(Clone, Debug)]
pub struct Search<K> {
    query: Query,
    most: usize,
    /// The version of the index that all of this belongs to; none before the first slice.
    version: Option<u64>,
    /// The best so far, best first, at most `most`.
    best: Vec<Hit<K>>,
    /// Slots that answered.
    found: Vec<u32>,
    /// Those of them that wait for their score.
    scattered: Vec<u32>,
    /// Slots to look at first: what an older query found.
    first: Vec<u32>,
    /// How far it has come in `first`.
    at: usize,
    /// The slot from which on all others follow.
    next: u32,
    /// How many of all these have been asked whether the query names their ref.
    named: usize,
    /// How far it has come scoring.
    scored: usize,
}

impl<K: Copy + Ord + Hash> Search<K> {
    /// A search of which the best `most` hits are wanted in order.
    #[must_use]
    pub fn new(query: Query, most: usize) -> Self {
        Self {
            query,
            most,
            version: None,
            best: Vec::new(),
            found: Vec::new(),
            scattered: Vec::new(),
            first: Vec::new(),
            at: 0,
            next: 0,
            named: 0,
            scored: 0,
        }
    }

    /// What is sought.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Turns to another query. Where it narrows this one, only what was found and what was not
    /// looked at yet will be looked at.
    pub fn turn(&mut self, query: Query) {
        if query.narrows(&self.query) {
            self.found.extend_from_slice(self.first.get(self.at..).unwrap_or_default());
            std::mem::swap(&mut self.first, &mut self.found);
        } else {
            self.first.clear();
            self.next = 0;
        }
        self.query = query;
        self.begin();
    }

    fn begin(&mut self) {
        self.best.clear();
        self.found.clear();
        self.scattered.clear();
        (self.at, self.named, self.scored) = (0, 0, 0);
    }

    /// Goes on for a slice of so much work, at least by one entry. An index that changed is
    /// searched from its start.
    pub fn step(&mut self, index: &Index<K>, work: usize) -> Progress {
        if self.version != Some(index.version()) {
            self.version = Some(index.version());
            self.first.clear();
            self.next = 0;
            self.begin();
        }
        let mut slice = Slice { left: work, looked: 0 };
        let done = self.name(index, &mut slice)
            && self.scan(index, &mut slice)
            && self.score(index, &mut slice);
        Progress { done, looked: slice.looked }
    }

    /// Goes on to the end; for lists of a few hundred entries.
    pub fn finish(&mut self, index: &Index<K>) {
        while !self.step(index, SLICE).done {}
    }

    /// The best hits so far, best first, at most `n` and at most as many as are wanted.
    #[must_use]
    pub fn top(&self, n: usize) -> &[Hit<K>] {
        self.best.get(..n).unwrap_or(&self.best)
    }

    /// How many entries were found so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// The keys of all entries that were found so far, in no order; none where the index
    /// changed since the last slice.
    pub fn keys<'a>(&'a self, index: &'a Index<K>) -> impl Iterator<Item = K> + 'a {
        let found = if self.version == Some(index.version()) { &*self.found } else { &[] };
        found.iter().filter_map(|at| index.entry(*at)).map(|entry| entry.key)
    }

    /// Asks the numbers alone which refs are named, so that they show before all texts have
    /// been read.
    fn name(&mut self, index: &Index<K>, slice: &mut Slice) -> bool {
        if !self.query.names() {
            return true;
        }
        while let Some(at) = self.candidate(index, self.named) {
            self.named += 1;
            if let Some(entry) = index.entry(at).filter(|entry| self.query.may_name(entry.place))
                && self.query.band(entry.text) == Some(Band::Exact)
            {
                slice.read(entry.text.len());
                self.keep(Hit { key: entry.key, band: Band::Exact, score: 0, place: entry.place });
            }
            if !slice.spend(NUMBER) {
                return false;
            }
        }
        true
    }

    /// The slot that comes after `n` others are looked at.
    fn candidate(&self, index: &Index<K>, n: usize) -> Option<u32> {
        let first = self.first.get(self.at..).unwrap_or_default();
        first.get(n).copied().or_else(|| {
            let at = self.next.checked_add(u32::try_from(n - first.len()).ok()?)?;
            (at < index.slots()).then_some(at)
        })
    }

    fn scan(&mut self, index: &Index<K>, slice: &mut Slice) -> bool {
        while let Some(at) = self.candidate(index, 0) {
            match self.at < self.first.len() {
                true => self.at += 1,
                false => self.next += 1,
            }
            if !self.look(index, at, slice) {
                return false;
            }
        }
        true
    }

    /// Looks at one entry; false where the slice is used up.
    fn look(&mut self, index: &Index<K>, at: u32, slice: &mut Slice) -> bool {
        slice.looked += 1;
        let may = |entry: &Entry<'_, K>| self.query.may_find(entry.place, entry.letters);
        let Some(entry) = index.entry(at).filter(may) else { return slice.spend(LETTERS) };
        slice.read(entry.text.len() * self.query.words.len().max(1));
        let mut hit = Hit { key: entry.key, band: Band::Begins, score: 0, place: entry.place };
        if self.is_late(&hit) && !self.query.is_exact(entry.text) {
            if self.query.finds(entry.text) {
                self.found.push(at);
            }
            return slice.spend(0);
        }
        match self.query.band(entry.text) {
            None => {}
            Some(Band::Scattered) => {
                self.found.push(at);
                self.scattered.push(at);
            }
            Some(band) => {
                self.found.push(at);
                hit.band = band;
                return slice.spend(self.keep(hit));
            }
        }
        slice.spend(0)
    }

    /// Gives scores, as far as the other bands leave room among the best.
    fn score(&mut self, index: &Index<K>, slice: &mut Slice) -> bool {
        let full = self.best.len() >= self.most;
        if full && self.best.last().is_none_or(|last| last.band < Band::Scattered) {
            return true;
        }
        let matcher = matcher();
        while let Some(at) = self.scattered.get(self.scored) {
            self.scored += 1;
            let Some(entry) = index.entry(*at) else { continue };
            let score = self.query.score(&matcher, entry.text);
            slice.looked += 1;
            slice.read(entry.text.len() * self.query.len() * SCORE);
            let (key, place) = (entry.key, entry.place);
            let moved = self.keep(Hit { key, band: Band::Scattered, score, place });
            if !slice.spend(moved) {
                return self.scored == self.scattered.len();
            }
        }
        true
    }

    /// Whether a hit comes behind all that are wanted.
    fn is_late(&self, hit: &Hit<K>) -> bool {
        self.best.len() >= self.most && self.best.last().is_none_or(|last| last.rank(hit).is_lt())
    }

    /// Takes a hit among the best, where it belongs there; what that cost.
    fn keep(&mut self, hit: Hit<K>) -> usize {
        if self.is_late(&hit) {
            return 0;
        }
        let Err(at) = self.best.binary_search_by(|other| other.rank(&hit)) else { return 0 };
        self.best.insert(at, hit);
        self.best.truncate(self.most);
        self.best.len() - at
    }
}

/// The work that is left in a slice.
struct Slice {
    left: usize,
    looked: usize,
}

impl Slice {
    fn read(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(ENTRY + bytes);
    }

    /// Whether anything is left after this.
    fn spend(&mut self, work: usize) -> bool {
        self.left = self.left.saturating_sub(work);
        self.left > 0
    }
}
