//! A list that is cut down to what answers a query, in the list's own order.

use std::hash::Hash;

use super::{
    index::Index,
    query::Query,
    search::{ENTRY, LETTERS, Progress},
};

/// What it costs to look an entry up by its key, beside what a search pays for it.
const LOOK_UP: usize = 40;

/// What answers a query, of a list whose order is kept: what comes first shows first, however
/// far the rest has come.
#[derive(Clone, Debug)]
pub struct Sift<K> {
    query: Query,
    /// What answers so far, in the list's order.
    hits: Vec<K>,
    /// What an older query left: to be asked before the list goes on.
    first: Vec<K>,
    /// How far it has come in `first`.
    at: usize,
    /// The place of the list from which on all others follow.
    next: usize,
    done: bool,
}

impl<K: Copy + Eq + Hash> Sift<K> {
    /// A list that is to be cut down to what answers.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self { query, hits: Vec::new(), first: Vec::new(), at: 0, next: 0, done: false }
    }

    /// What is sought.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Turns to another query. Where it narrows this one, only what answered and what was not
    /// asked yet will be asked.
    pub fn turn(&mut self, query: Query) {
        if query.narrows(&self.query) {
            self.hits.extend_from_slice(self.first.get(self.at..).unwrap_or_default());
            std::mem::swap(&mut self.first, &mut self.hits);
        } else {
            self.first.clear();
            self.next = 0;
        }
        self.hits.clear();
        self.at = 0;
        self.done = false;
        self.query = query;
    }

    /// Goes on for a slice of so much work, at least by one entry. The index, the list and what
    /// is answered elsewhere are those of the slices before: where one of them changed, a new
    /// one begins. `elsewhere` says whether a word of the query, by its place, is answered for
    /// a key by something beside its entry.
    pub fn step(
        &mut self,
        index: &Index<K>,
        list: &[K],
        work: usize,
        elsewhere: Option<&dyn Fn(usize, K) -> bool>,
    ) -> Progress {
        let (mut left, mut looked) = (work, 0);
        while let Some(key) = self.first.get(self.at).or_else(|| list.get(self.next)).copied() {
            match self.at < self.first.len() {
                true => self.at += 1,
                false => self.next += 1,
            }
            looked += 1;
            let (answers, cost) = asked(&self.query, index, key, elsewhere);
            if answers {
                self.hits.push(key);
            }
            left = left.saturating_sub(LOOK_UP + cost);
            if left == 0 {
                return Progress { done: false, looked };
            }
        }
        self.first = Vec::new();
        self.at = 0;
        self.done = true;
        Progress { done: true, looked }
    }

    /// Whether all of the list has been asked.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// What answers so far, in the list's order.
    #[must_use]
    pub fn hits(&self) -> &[K] {
        &self.hits
    }

    /// The same, for a list that changed by a few entries.
    pub fn hits_mut(&mut self) -> &mut Vec<K> {
        &mut self.hits
    }

    /// Whether the entry of a key answers.
    #[must_use]
    pub fn answers(
        &self,
        index: &Index<K>,
        key: K,
        elsewhere: Option<&dyn Fn(usize, K) -> bool>,
    ) -> bool {
        asked(&self.query, index, key, elsewhere).0
    }
}

/// Whether the entry of a key answers, and what asking cost.
fn asked<K: Copy + Eq + Hash>(
    query: &Query,
    index: &Index<K>,
    key: K,
    elsewhere: Option<&dyn Fn(usize, K) -> bool>,
) -> (bool, usize) {
    let Some(entry) = index.entry_of(key) else { return (false, LETTERS) };
    if elsewhere.is_none() && !query.may_find(entry.place, entry.letters) {
        return (false, LETTERS);
    }
    let answered = |n| elsewhere.is_some_and(|answers| answers(n, key));
    let answers = query.finds_unless(entry.text, answered);
    (answers, ENTRY + entry.text.len() * query.words.len().max(1))
}
