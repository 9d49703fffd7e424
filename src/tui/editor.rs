//! A line or a block of text with a cursor that moves by what a reader sees as one character,
//! and by words, those of Thai included.

mod history;
mod rows;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, ops::Range};

use crate::domain::text;
use history::{History, Kind, Step};

pub use rows::Rows;

/// Longest line in bytes; what is pasted beyond it is left out.
const LONGEST_LINE: usize = 64 * 1024;
/// Longest block in bytes.
const LONGEST_BLOCK: usize = 1024 * 1024;

/// A text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// Byte at which the cursor stands, always between clusters.
    cursor: usize,
    /// The other end of the selection, between clusters too.
    anchor: Option<usize>,
    /// Whether it may hold several lines.
    block: bool,
    /// The column that steps up and down keep to.
    wanted: Option<usize>,
    history: History,
}

/// Where the cursor can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// To the start of the word, or of the one before.
    WordLeft,
    /// Behind the end of the word, or of the next.
    WordRight,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    Finish,
    /// One row up in a block of so many columns.
    Up(usize),
    /// One row down in a block of so many columns.
    Down(usize),
}

impl Editor {
    /// A line that holds a text, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), ..Self::default() }
    }

    /// A block of lines that holds a text, the cursor at its end.
    #[must_use]
    pub fn block(text: &str) -> Self {
        Self { block: true, ..Self::new(text) }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing but blanks stands here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The byte at which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor.
    #[must_use]
    pub fn head(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands behind the cursor.
    #[must_use]
    pub fn tail(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// The bytes that are selected; none where nothing is.
    #[must_use]
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// The text that is selected, to be copied; empty where nothing is.
    #[must_use]
    pub fn selected_text(&self) -> &str {
        self.selection().and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.step_to(self.text.len(), false);
        self.anchor = Some(0);
    }

    /// How many bytes a text may have to find room here whole.
    #[must_use]
    pub fn room(&self) -> usize {
        let longest = if self.block { LONGEST_BLOCK } else { LONGEST_LINE };
        longest.saturating_sub(self.text.len() - self.selected_text().len())
    }

    /// Puts a text in at the cursor, in place of what is selected, as much of it as finds
    /// [room](Self::room). Control characters are left out and line ends become blanks; a block
    /// keeps its line ends. One character is typing and goes with its neighbours into one step
    /// of undo; more is a step of its own.
    pub fn insert(&mut self, typed: &str) {
        let clean = clean(typed, self.block);
        let room = self.room();
        let range = self.selection().unwrap_or(self.cursor..self.cursor);
        let fits = if clean.len() <= room { &*clean } else { fitting(&clean, room) };
        if !fits.is_empty() {
            let typing = typed.chars().nth(1).is_none();
            self.change(range, fits, if typing { Kind::Typing } else { Kind::Whole });
        }
    }

    /// Replaces a range of bytes, as completion does; the cursor stands behind it. Nothing
    /// happens where the range splits a code point or lies outside.
    pub fn put(&mut self, range: Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.change(range, with, Kind::Whole);
        }
    }

    /// Takes away what is selected, else one code point before the cursor: of a Thai letter with
    /// marks the last mark. Other characters that consist of several, an emoji of a family or a
    /// flag, go whole.
    pub fn backspace(&mut self) {
        if self.erase_selected() {
            return;
        }
        let start = text::cluster_before(&self.text, self.cursor);
        let cluster = self.text.get(start..self.cursor).unwrap_or_default();
        let last = cluster.chars().next_back().map_or(0, char::len_utf8);
        let taken = if text::has_thai(cluster) { last } else { cluster.len() };
        self.change(self.cursor - taken..self.cursor, "", Kind::Erasing);
    }

    /// Takes away what is selected, else the whole character behind the cursor.
    pub fn erase(&mut self) {
        if !self.erase_selected() {
            let end = text::cluster_after(&self.text, self.cursor);
            self.change(self.cursor..end, "", Kind::Erasing);
        }
    }

    /// Takes away what is selected, else the word before the cursor.
    pub fn erase_word(&mut self) {
        if !self.erase_selected() {
            let start = text::word_before(&self.text, self.cursor);
            self.change(start..self.cursor, "", Kind::Whole);
        }
    }

    /// Takes away everything.
    pub fn clear(&mut self) {
        self.change(0..self.text.len(), "", Kind::Whole);
    }

    fn erase_selected(&mut self) -> bool {
        let Some(range) = self.selection() else { return false };
        self.change(range, "", Kind::Whole);
        true
    }

    /// The one place that changes the text.
    fn change(&mut self, range: Range<usize>, with: &str, kind: Kind) {
        self.anchor = None;
        self.wanted = None;
        let Some(old) =
            self.text.get(range.clone()).filter(|old| !(old.is_empty() && with.is_empty()))
        else {
            return;
        };
        let (at, removed, before) = (range.start, old.to_owned(), self.cursor);
        self.text.replace_range(range, with);
        // What was put in may join with what stands around it.
        let joins = text::cluster_end(&self.text, at) != at;
        self.cursor = text::cluster_end(&self.text, at + with.len());
        let step = Step { at, removed, inserted: with.to_owned(), before, after: self.cursor };
        self.history.note(step, kind, joins);
    }

    /// Takes back the last change; whether there was one.
    pub fn undo(&mut self) -> bool {
        self.anchor = None;
        self.wanted = None;
        self.history.undo(&mut self.text).is_some_and(|cursor| self.stand(cursor))
    }

    /// Brings back what was taken back; whether there was something.
    pub fn redo(&mut self) -> bool {
        self.anchor = None;
        self.wanted = None;
        self.history.redo(&mut self.text).is_some_and(|cursor| self.stand(cursor))
    }

    fn stand(&mut self, cursor: usize) -> bool {
        self.cursor = cursor;
        true
    }

    /// Moves the cursor; what was selected is no more. Whether it could move: up from the first
    /// row or down from the last it cannot.
    pub fn go(&mut self, to: Move) -> bool {
        self.step(to, false)
    }

    /// Moves the cursor and selects what it passes; whether it could move.
    pub fn select(&mut self, to: Move) -> bool {
        self.step(to, true)
    }

    fn step(&mut self, to: Move, selecting: bool) -> bool {
        let (text, at) = (&self.text, self.cursor);
        let collapse = self.selection().filter(|_| !selecting);
        let place = match (to, collapse) {
            (Move::Left, Some(range)) => range.start,
            (Move::Right, Some(range)) => range.end,
            (Move::Left, None) => text::cluster_before(text, at),
            (Move::Right, None) => text::cluster_after(text, at),
            (Move::WordLeft, _) => text::word_before(text, at),
            (Move::WordRight, _) => text::word_after(text, at),
            (Move::Home, _) if self.block => rows::line(text, at).start,
            (Move::End, _) if self.block => rows::line(text, at).end,
            (Move::Home | Move::Start, _) => 0,
            (Move::End | Move::Finish, _) => text.len(),
            (Move::Up(columns), _) => return self.step_row(columns, -1, selecting),
            (Move::Down(columns), _) => return self.step_row(columns, 1, selecting),
        };
        self.step_to(place, selecting);
        self.cursor != at
    }

    fn step_to(&mut self, place: usize, selecting: bool) {
        self.history.pause();
        self.wanted = None;
        self.anchor = if selecting { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = place;
    }

    fn step_row(&mut self, columns: usize, by: isize, selecting: bool) -> bool {
        if !self.block {
            return false;
        }
        let (_, column) = rows::place(&self.text, self.cursor, columns);
        let wanted = self.wanted.unwrap_or(column);
        let place = rows::beside(&self.text, self.cursor, columns, by, wanted);
        self.step_to(place.unwrap_or(self.cursor), selecting);
        self.wanted = Some(wanted);
        place.is_some()
    }

    /// One character left.
    pub fn left(&mut self) {
        self.go(Move::Left);
    }

    /// One character right.
    pub fn right(&mut self) {
        self.go(Move::Right);
    }

    /// To the start of the word.
    pub fn word_left(&mut self) {
        self.go(Move::WordLeft);
    }

    /// Behind the end of the word.
    pub fn word_right(&mut self) {
        self.go(Move::WordRight);
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.go(Move::Home);
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.go(Move::End);
    }

    /// Puts the cursor at a byte of the text, as a click does: at the end of the character it
    /// lies in.
    pub fn stand_at(&mut self, at: usize) {
        self.step_to(text::cluster_end(&self.text, at), false);
    }

    /// The bytes of a line that show in so many columns with the cursor among them, and the
    /// cursor's column. The cursor needs a column of its own; where more follows, some of it
    /// shows too.
    #[must_use]
    pub fn window(&self, columns: usize) -> (Range<usize>, usize) {
        let room = columns.saturating_sub(1);
        let ahead = fill(text::clusters(self.tail()), room / 4).1;
        let (back, used) = fill(text::clusters(self.head()).rev(), room - ahead);
        let (on, _) = fill(text::clusters(self.tail()), columns - used.min(columns));
        (self.cursor - back..self.cursor + on, used)
    }

    /// The rows of a block that show in so many columns and rows, the cursor among them.
    #[must_use]
    pub fn rows(&self, columns: usize, height: usize) -> Rows {
        Rows::around(&self.text, self.cursor, columns, height)
    }
}

/// The bytes and the columns of what fits of some clusters.
fn fill<'a>(clusters: impl Iterator<Item = &'a str>, room: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for cluster in clusters {
        let wide = columns_of(cluster);
        if used + wide > room {
            break;
        }
        bytes += cluster.len();
        used += wide;
    }
    (bytes, used)
}

/// The columns of a cluster as it is drawn.
fn columns_of(cluster: &str) -> usize {
    text::width(&text::neutral(cluster))
}

/// A text without control characters; its line ends kept, or made blanks.
fn clean(typed: &str, block: bool) -> Cow<'_, str> {
    if !typed.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Cow::Borrowed(typed);
    }
    let line_end = if block { '\n' } else { ' ' };
    let typed = typed.replace("\r\n", "\n");
    let clean = typed.chars().filter_map(|c| match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(line_end),
        '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    Cow::Owned(clean.collect())
}

/// As many whole characters as fit into so many bytes.
fn fitting(text: &str, room: usize) -> &str {
    let mut end = (0..=room).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    if text::cluster_end(text, end) != end {
        end = text::cluster_before(text, text::cluster_end(text, end));
    }
    text.get(..end).unwrap_or_default()
}
