//! What of a shown text answers a query.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;

use super::query::{Query, matcher};
use crate::domain::text;

impl Query {
    /// The bytes of a text, as people wrote it, that answer the query: ascending, apart, and
    /// each from one cluster's edge to another's. Words that stand elsewhere light up nothing.
    #[must_use]
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        let folded = text::fold_mapped(text);
        let mut lit = vec![false; folded.from.len()];
        for word in &self.words {
            match word.stands(&folded.text) {
                Some((byte, _)) => {
                    let before = folded.text.get(..byte).unwrap_or_default().chars().count();
                    let letters = word.text.chars().count();
                    lit.iter_mut().skip(before).take(letters).for_each(|lit| *lit = true);
                }
                None if !self.gaps => {}
                None => {
                    let found = matcher().fuzzy_indices(&folded.text, &word.text);
                    for at in found.map(|(_, all)| all).unwrap_or_default() {
                        if let Some(lit) = lit.get_mut(at) {
                            *lit = true;
                        }
                    }
                }
            }
        }
        ranges(text, &origins(text, &folded.from, &lit))
    }
}

/// Whether each character of the original is lit. One that nothing came from, as the second
/// half of a letter typed as two, goes with the one before it.
fn origins(text: &str, from: &[u32], lit: &[bool]) -> Vec<bool> {
    let mut known: Vec<Option<bool>> = vec![None; text.chars().count()];
    for (from, lit) in from.iter().zip(lit) {
        if let Some(known) = known.get_mut(*from as usize) {
            *known = Some(*lit || *known == Some(true));
        }
    }
    let follow = |before: &mut bool, known: Option<bool>| {
        *before = known.unwrap_or(*before);
        Some(*before)
    };
    known.into_iter().scan(false, follow).collect()
}

/// The clusters that hold a lit character, neighbours joined.
fn ranges(text: &str, lit: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut byte, mut lit) = (0, lit.iter());
    for cluster in text::clusters(text) {
        let end = byte + cluster.len();
        let letters = cluster.chars().count();
        if lit.by_ref().take(letters).filter(|lit| **lit).count() > 0 {
            match ranges.last_mut().filter(|last| last.end == byte) {
                Some(last) => last.end = end,
                None => ranges.push(byte..end),
            }
        }
        byte = end;
    }
    ranges
}
