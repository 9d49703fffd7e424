//! What is typed to find something, and what of it is chosen: go-to, palette and pickers.

use std::hash::Hash;

use crate::domain::{
    find::{Hit, Index, Query, SLICE, Search},
    kind::Kind,
};

/// How many hits can be scrolled through; whoever wants a later one types another letter.
pub(crate) const MOST: usize = 200;

/// A search that a person types, with the row that stands out.
#[derive(Clone, Debug)]
pub(crate) struct Finder<K> {
    text: String,
    kinds: Vec<Kind>,
    search: Search<K>,
    done: bool,
    /// Entries that the last slice took up.
    looked: usize,
    /// The hit that was moved to; none: the best one, whichever that is.
    moved: Option<K>,
}

impl<K: Copy + Ord + Hash> Finder<K> {
    /// Everything of these kinds, to be narrowed by typing.
    #[must_use]
    pub(crate) fn new(kinds: &[Kind]) -> Self {
        let search = Search::new(Query::new("").among(kinds), MOST);
        let (text, kinds) = (String::new(), kinds.to_vec());
        Self { text, kinds, search, done: false, looked: 0, moved: None }
    }

    /// Takes the text as it now stands. The search under way is dropped, the best hit stands out.
    pub(crate) fn typed(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.search.turn(Query::new(text).among(&self.kinds));
        self.done = false;
        self.moved = None;
    }

    /// Goes on for a slice; whether something is left to do. To be called after [`Self::typed`]
    /// before anything is drawn, then whenever no key waits, and when the index changed.
    pub(crate) fn step(&mut self, index: &Index<K>) -> bool {
        let progress = self.search.step(index, SLICE);
        (self.done, self.looked) = (progress.done, progress.looked);
        !self.done
    }

    /// Has it go on: the index has changed.
    pub(crate) fn renew(&mut self) {
        self.done = false;
    }

    /// How many entries the last slice took up: what a frame waits for.
    #[must_use]
    pub(crate) fn looked(&self) -> usize {
        self.looked
    }

    /// Whether the search came to its end: what stands out may still change before.
    #[must_use]
    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// How many entries were found so far.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.search.count()
    }

    /// What is sought, to light it up in what shows.
    #[must_use]
    pub(crate) fn query(&self) -> &Query {
        self.search.query()
    }

    /// The best hits so far, at most `n` and [`MOST`].
    #[must_use]
    pub(crate) fn shown(&self, n: usize) -> &[Hit<K>] {
        self.search.top(n)
    }

    /// The row that stands out, from 0. It stays with its hit while better ones come in above.
    #[must_use]
    pub(crate) fn row(&self) -> usize {
        let moved = |key| self.shown(MOST).iter().position(|hit| hit.key == key);
        self.moved.and_then(moved).unwrap_or_default()
    }

    /// Moves down by so many rows, up where negative, as far as there are any.
    pub(crate) fn move_by(&mut self, rows: isize) {
        let last = self.shown(MOST).len().saturating_sub(1);
        let row = self.row().saturating_add_signed(rows).min(last);
        self.moved = self.shown(MOST).get(row).map(|hit| hit.key);
    }

    /// What stands out, once anything was found.
    #[must_use]
    pub(crate) fn chosen(&self) -> Option<K> {
        self.shown(MOST).get(self.row()).map(|hit| hit.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::find::Place;

    fn index(titles: u32) -> Index<u32> {
        let mut index = Index::default();
        for n in 1..=titles {
            let title = if n % 100 == 0 { "Roster of interpreters" } else { "Referral form" };
            index.put(n, Place::of(Kind::Action, Some(n)), [&*format!("A-{n}"), title]);
        }
        index
    }

    fn settle(finder: &mut Finder<u32>, index: &Index<u32>) {
        while finder.step(index) {}
    }

    #[test]
    fn typing_narrows_and_the_best_hit_stands_out() {
        let index = index(1_000);
        let mut finder = Finder::new(&Kind::ALL);
        settle(&mut finder, &index);
        assert_eq!((finder.count(), finder.chosen()), (1_000, Some(1)));
        finder.move_by(3);
        assert_eq!((finder.row(), finder.chosen()), (3, Some(4)));
        finder.typed("roster");
        assert!(!finder.is_done());
        settle(&mut finder, &index);
        assert_eq!((finder.count(), finder.row(), finder.chosen()), (10, 0, Some(100)));
        finder.typed("roster zz");
        settle(&mut finder, &index);
        assert_eq!((finder.count(), finder.chosen()), (0, None));
        finder.move_by(1);
        assert_eq!(finder.chosen(), None);
        finder.typed("");
        settle(&mut finder, &index);
        assert_eq!((finder.count(), finder.shown(usize::MAX).len()), (1_000, MOST));
    }

    #[test]
    fn moving_stops_at_both_ends() {
        let index = index(3);
        let mut finder = Finder::new(&[Kind::Action]);
        settle(&mut finder, &index);
        for (by, row) in [(-1, 0), (1, 1), (9, 2), (isize::MAX, 2), (-1, 1), (isize::MIN, 0)] {
            finder.move_by(by);
            assert_eq!(finder.row(), row, "{by}");
        }
    }

    #[test]
    fn what_was_moved_to_stays_chosen_while_better_hits_come_in() {
        let mut index = index(300);
        let mut finder = Finder::new(&[Kind::Action]);
        finder.typed("roster");
        settle(&mut finder, &index);
        finder.move_by(1);
        assert_eq!(finder.chosen(), Some(200));
        index.put(7, Place::of(Kind::Action, Some(7)), ["A-7", "Roster"]);
        settle(&mut finder, &index);
        assert_eq!((finder.row(), finder.chosen()), (2, Some(200)));
        index.remove(200);
        settle(&mut finder, &index);
        assert_eq!((finder.row(), finder.chosen()), (0, Some(7)));
    }

    #[test]
    fn a_picker_finds_its_kinds_only() {
        let mut index = index(10);
        index.put(99, Place::of(Kind::Issue, Some(1)), ["K-1", "Referral"]);
        let mut finder = Finder::new(&[Kind::Issue]);
        finder.typed("ref");
        settle(&mut finder, &index);
        assert_eq!(finder.shown(9).iter().map(|hit| hit.key).collect::<Vec<_>>(), [99]);
    }
}
