//! The rows of a block: its lines, softly wrapped as everything is, and only those around the
//! cursor, so that a key costs the same in a long text.

use std::ops::Range;

use super::{columns_of, fill};
use crate::domain::text::{self, Lexicon};

/// A longer line is laid out in parts of about so many bytes, each beginning a row.
const PART: usize = 4096;

/// What shows of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The rows from above to below, each as the bytes of the text it shows; blanks at its end
    /// may be wider than the block.
    pub rows: Vec<Range<usize>>,
    /// Row, among those that show, and column of the cursor.
    pub cursor: (usize, usize),
    /// Whether more stands above.
    pub above: bool,
    /// Whether more stands below.
    pub below: bool,
}

impl Rows {
    /// The rows around the cursor, which stands in the middle where the text allows it.
    pub(super) fn around(text: &str, cursor: usize, columns: usize, height: usize) -> Self {
        let height = height.max(1);
        let mut part = part_at(text, cursor);
        let mut all = part_rows(text, &part, columns);
        let mut at = row_of(&all, cursor);
        let mut first = part.clone();
        // A row more than shows, to know whether there is one.
        while at < height && first.start > 0 {
            first = part_at(text, text::cluster_before(text, first.start));
            let rows = part_rows(text, &first, columns);
            at += rows.len();
            all.splice(0..0, rows);
        }
        while all.len() - at <= height && part.end < text.len() {
            part = part_at(text, next_start(text, &part));
            all.extend(part_rows(text, &part, columns));
        }
        let below = all.len() - at - 1;
        let over = (height / 2).max((height - 1).saturating_sub(below)).min(at).min(height - 1);
        let top = at - over;
        let rows: Vec<Range<usize>> = all.iter().skip(top).take(height).cloned().collect();
        Self {
            cursor: (over, column_of(text, all.get(at), cursor, columns)),
            above: top > 0 || first.start > 0,
            below: top + rows.len() < all.len() || part.end < text.len(),
            rows,
        }
    }
}

/// The line around a place, without its line feed.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = head.rfind('\n').map_or(0, |feed| feed + 1);
    let end = tail.find('\n').map_or(text.len(), |feed| head.len() + feed);
    start..end
}

/// The cursor's row, counted in its part, and its column.
pub(super) fn place(text: &str, cursor: usize, columns: usize) -> (usize, usize) {
    let rows = part_rows(text, &part_at(text, cursor), columns);
    let row = row_of(&rows, cursor);
    (row, column_of(text, rows.get(row), cursor, columns))
}

/// The place in the row above or below the cursor's that is nearest to a column; none beyond
/// the first and the last row.
pub(super) fn beside(
    text: &str,
    cursor: usize,
    columns: usize,
    by: isize,
    column: usize,
) -> Option<usize> {
    let part = part_at(text, cursor);
    let rows = part_rows(text, &part, columns);
    let wanted = row_of(&rows, cursor).checked_add_signed(by);
    if let Some(row) = wanted.and_then(|row| rows.get(row)) {
        return Some(place_in(text, row, column));
    }
    let next = match by {
        ..0 if part.start > 0 => text::cluster_before(text, part.start),
        0.. if part.end < text.len() => next_start(text, &part),
        _ => return None,
    };
    let rows = part_rows(text, &part_at(text, next), columns);
    let row = if by < 0 { rows.last() } else { rows.first() };
    row.map(|row| place_in(text, row, column))
}

/// The part of a line that is laid out by itself.
fn part_at(text: &str, at: usize) -> Range<usize> {
    let line = line(text, at);
    let edge = |n: usize| text::cluster_end(text, (line.start + n * PART).min(line.end));
    let mut n = at.saturating_sub(line.start) / PART;
    // A character may reach over the edge, and the end of a line belongs to its last part.
    if n > 0 && (edge(n) > at || edge(n) == line.end) {
        n -= 1;
    }
    edge(n)..edge(n + 1)
}

/// Where the part behind this one begins.
fn next_start(text: &str, part: &Range<usize>) -> usize {
    let feed = text.get(part.end..).is_some_and(|tail| tail.starts_with('\n'));
    part.end + usize::from(feed)
}

/// The rows of a part; together they are all of it, and it has at least one. A column is kept
/// free for the cursor behind the last character.
fn part_rows(text: &str, part: &Range<usize>, columns: usize) -> Vec<Range<usize>> {
    let inside = text.get(part.clone()).unwrap_or_default();
    let lines = text::wrap_ranges(Lexicon::shipped(), inside, columns.saturating_sub(1));
    let mut starts: Vec<usize> = lines.iter().map(|line| part.start + line.start).collect();
    if let Some(first) = starts.first_mut() {
        *first = part.start;
    }
    let ends = starts.iter().skip(1).copied().chain([part.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn row_of(rows: &[Range<usize>], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}

fn column_of(text: &str, row: Option<&Range<usize>>, at: usize, columns: usize) -> usize {
    let head = row.and_then(|row| text.get(row.start..at)).unwrap_or_default();
    let column: usize = text::clusters(head).map(columns_of).sum();
    // Blanks that hang over the edge of the block keep the cursor at it.
    column.min(columns.saturating_sub(1))
}

fn place_in(text: &str, row: &Range<usize>, column: usize) -> usize {
    let inside = text.get(row.clone()).unwrap_or_default();
    let end = row.start + fill(text::clusters(inside), column).0;
    // Behind the last character of a row that goes on is the start of the next.
    let goes_on = end == row.end
        && end < text.len()
        && !text.get(end..).unwrap_or_default().starts_with('\n');
    if goes_on && end > row.start { text::cluster_before(text, end) } else { end }
}
