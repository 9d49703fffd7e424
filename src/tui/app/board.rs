//! The board: clusters and key issues side by side in columns.

use std::ops::Range;

use super::{App, Sel};
use crate::domain::{fields::Issue, tokens::Column};

/// A column of the board that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pile {
    /// Which.
    pub(crate) column: Column,
    /// Rows of the list that lie in it.
    pub(crate) rows: Range<usize>,
    /// Rows at the end of the list, of lines that are not saved yet.
    pub(crate) dims: Range<usize>,
}

impl Pile {
    /// How many cards lie in it.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.rows.len() + self.dims.len()
    }

    /// The row of the list that is the card at a place.
    #[must_use]
    pub(crate) fn row(&self, at: usize) -> Option<usize> {
        self.rows.clone().chain(self.dims.clone()).nth(at)
    }

    /// The place of a row of the list.
    #[must_use]
    pub(crate) fn place(&self, row: usize) -> Option<usize> {
        if self.rows.contains(&row) {
            return Some(row - self.rows.start);
        }
        self.dims.contains(&row).then(|| self.rows.len() + row - self.dims.start)
    }
}

impl App {
    /// The columns of the board: that of clusters only where there are any.
    #[must_use]
    pub(crate) fn piles(&self) -> Vec<Pile> {
        let rows = self.rows();
        let column_of = |id| {
            let issue = self.picture.peek::<Issue>(id);
            issue.and_then(|issue| issue.column.column).unwrap_or(Column::Candidate)
        };
        let end = rows.len();
        let mut from = 0;
        let mut piles = Vec::new();
        for column in Column::ALL.iter().copied() {
            let to = rows.partition_point(|id| column_of(*id) <= column);
            let dims = match column {
                Column::Candidate => end..end + self.dims().count(),
                _ => end..end,
            };
            if column != Column::Cluster || to > from {
                piles.push(Pile { column, rows: from..to, dims });
            }
            from = to;
        }
        piles
    }

    /// The place of the selected card: its column among those that show, and its place in it.
    #[must_use]
    pub(crate) fn card(&self) -> Option<(usize, usize)> {
        let at = self.row_of(self.pane().selected?)?;
        let piles = self.piles();
        piles.iter().enumerate().find_map(|(n, pile)| pile.place(at).map(|place| (n, place)))
    }

    /// Moves the selection within its column.
    pub(super) fn go_in_column(&mut self, rows: isize) {
        let Some((n, place)) = self.card() else { return };
        let piles = self.piles();
        let Some(pile) = piles.get(n) else { return };
        let to = place.saturating_add_signed(rows).min(pile.len().saturating_sub(1));
        if let Some(row) = pile.row(to) {
            self.select_row(row);
        }
    }

    /// Moves the selection to the nearest column at a side that holds a card.
    pub(super) fn go_to_column(&mut self, right: bool) {
        let Some((n, place)) = self.card() else { return };
        let piles = self.piles();
        let beside = |n: &usize| piles.get(*n).is_some_and(|pile| pile.len() > 0);
        let next =
            if right { (n + 1..piles.len()).find(beside) } else { (0..n).rev().find(beside) };
        let Some(pile) = next.and_then(|n| piles.get(n)) else { return };
        if let Some(row) = pile.row(place.min(pile.len() - 1)) {
            self.select_row(row);
        }
    }

    /// Keeps the selected card in sight.
    pub(super) fn scroll_column(&mut self) {
        // The heads of the columns take the first two rows.
        let height = usize::from(self.layout().rows.height).saturating_sub(2).max(1);
        let place = self.card().map_or(0, |(_, place)| place);
        let top = self.pane().top.min(place).max((place + 1).saturating_sub(height));
        self.pane_mut().top = top;
    }

    /// The cards that show, of all columns.
    pub(crate) fn cards_that_show(&self) -> impl Iterator<Item = Sel> {
        let height = usize::from(self.layout().rows.height).saturating_sub(2);
        let (selected, top) = (self.card().map(|(n, _)| n), self.pane().top);
        let piles = self.piles().into_iter().enumerate();
        piles
            .flat_map(move |(n, pile)| {
                let from = if Some(n) == selected { top } else { 0 };
                (from..pile.len().min(from + height)).filter_map(move |at| pile.row(at))
            })
            .filter_map(|row| self.sel_at(row))
    }
}
