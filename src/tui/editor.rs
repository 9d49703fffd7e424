//! A line of text with a cursor that moves by what a reader sees as one character.

use crate::domain::text;

/// Most steps of typing that can be taken back.
const STEPS: usize = 200;

/// Longest line in bytes; what is pasted beyond it is left out.
const LONGEST: usize = 64 * 1024;

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Editor {
    text: String,
    /// Byte at which the cursor stands, always between clusters, but right after a Backspace
    /// took a mark it may stand behind the rest of its cluster, which is a border too.
    cursor: usize,
    before: Vec<(String, usize)>,
    after: Vec<(String, usize)>,
    /// Whether the last change was typing, which is taken back by the word.
    typing: bool,
}

impl Editor {
    /// An editor that holds a text, the cursor at its end.
    #[must_use]
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), ..Self::default() }
    }

    /// The text.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing but blanks stands here.
    #[must_use]
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stands before the cursor.
    #[must_use]
    pub(crate) fn head(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands behind the cursor.
    #[must_use]
    pub(crate) fn tail(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn note(&mut self, typing: bool, starts_word: bool) {
        if !(typing && self.typing && !starts_word) {
            if self.before.len() == STEPS {
                self.before.remove(0);
            }
            self.before.push((self.text.clone(), self.cursor));
        }
        self.typing = typing;
        self.after.clear();
    }

    /// Puts a text in at the cursor; line ends become blanks.
    pub(crate) fn insert(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.text.len());
        let mut clean = String::with_capacity(typed.len().min(room));
        for c in typed.chars().filter_map(line_char) {
            if clean.len() + c.len_utf8() > room {
                break;
            }
            clean.push(c);
        }
        if clean.is_empty() {
            return;
        }
        self.note(typed.chars().count() == 1, clean.starts_with(' '));
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    fn replace_range(&mut self, start: usize, end: usize) {
        if start < end {
            self.note(false, false);
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
    }

    /// Takes away one code point before the cursor: of a letter with marks the last mark.
    pub(crate) fn backspace(&mut self) {
        let last = self.head().chars().next_back().map_or(0, char::len_utf8);
        self.replace_range(self.cursor - last, self.cursor);
    }

    /// Takes away the whole character behind the cursor.
    pub(crate) fn erase(&mut self) {
        let next = text::clusters(self.tail()).next().map_or(0, str::len);
        let start = self.cursor;
        self.replace_range(start, start + next);
    }

    /// Takes away the word before the cursor.
    pub(crate) fn erase_word(&mut self) {
        self.replace_range(self.word_start(), self.cursor);
    }

    /// Takes away everything.
    pub(crate) fn clear(&mut self) {
        self.replace_range(0, self.text.len());
    }

    /// One character left.
    pub(crate) fn left(&mut self) {
        self.typing = false;
        let step = text::clusters(self.head()).next_back().map_or(0, str::len);
        self.cursor -= step;
    }

    /// One character right.
    pub(crate) fn right(&mut self) {
        self.typing = false;
        let step = text::clusters(self.tail()).next().map_or(0, str::len);
        self.cursor += step;
    }

    /// To the start of the word.
    pub(crate) fn word_left(&mut self) {
        self.typing = false;
        self.cursor = self.word_start();
    }

    /// Behind the end of the word.
    pub(crate) fn word_right(&mut self) {
        self.typing = false;
        let tail = self.tail();
        let word = tail.trim_start();
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        self.cursor += tail.len() - word.len() + end;
    }

    fn word_start(&self) -> usize {
        let head = self.head().trim_end();
        head.char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// To the start.
    pub(crate) fn home(&mut self) {
        self.typing = false;
        self.cursor = 0;
    }

    /// To the end.
    pub(crate) fn end(&mut self) {
        self.typing = false;
        self.cursor = self.text.len();
    }

    /// Takes back the last change; whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        let Some((text, cursor)) = self.before.pop() else { return false };
        self.after.push((std::mem::replace(&mut self.text, text), self.cursor));
        self.cursor = cursor;
        self.typing = false;
        true
    }

    /// Brings back what was taken back; whether there was something.
    pub(crate) fn redo(&mut self) -> bool {
        let Some((text, cursor)) = self.after.pop() else { return false };
        self.before.push((std::mem::replace(&mut self.text, text), self.cursor));
        self.cursor = cursor;
        self.typing = false;
        true
    }

    /// Replaces a range of bytes, as completion does; the cursor stands behind it.
    pub(crate) fn put(&mut self, range: std::ops::Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.note(false, false);
            let start = range.start;
            self.text.replace_range(range, with);
            self.cursor = start + with.len();
        }
    }

    /// The part of the line that fits into so many columns with the cursor in it, and the
    /// column of the cursor.
    #[must_use]
    pub(crate) fn window(&self, columns: usize) -> (String, usize) {
        let before = text::neutral(self.head()).into_owned();
        let behind = text::neutral(self.tail()).into_owned();
        // The cursor needs a column of its own.
        let room = columns.saturating_sub(1);
        let (mut start, mut used) = (before.len(), 0);
        for cluster in text::clusters(&before).rev() {
            let wide = text::width(cluster);
            if used + wide > room {
                break;
            }
            used += wide;
            start -= cluster.len();
        }
        let mut shown = before.get(start..).unwrap_or_default().to_owned();
        let mut end = used;
        for cluster in text::clusters(&behind) {
            let wide = text::width(cluster);
            if end + wide > columns {
                break;
            }
            end += wide;
            shown.push_str(cluster);
        }
        (shown, used)
    }
}

/// What a character becomes in a line; none: it is left out.
fn line_char(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn backspace_takes_a_mark_and_delete_the_whole() {
        let mut editor = Editor::new("น้ำ");
        editor.backspace();
        assert_eq!(editor.text(), "น้");
        editor.backspace();
        assert_eq!(editor.text(), "น");
        let mut editor = Editor::new("น้ำใจ");
        editor.home();
        editor.erase();
        assert_eq!(editor.text(), "ใจ");
    }

    #[test]
    fn arrows_go_by_what_is_seen() {
        let mut editor = Editor::new("aกี้b");
        editor.left();
        editor.left();
        assert_eq!(editor.head(), "a");
        editor.right();
        assert_eq!(editor.head(), "aกี้");
        editor.insert("x");
        assert_eq!(editor.text(), "aกี้xb");
    }

    #[test]
    fn words_and_the_whole_line() {
        let mut editor = Editor::new("set up cell ");
        editor.erase_word();
        assert_eq!(editor.text(), "set up ");
        editor.word_left();
        assert_eq!(editor.head(), "set ");
        editor.word_right();
        assert_eq!(editor.head(), "set up");
        editor.clear();
        assert_eq!(editor.text(), "");
        assert!(editor.undo());
        assert_eq!(editor.text(), "set up ");
    }

    #[test]
    fn typing_is_taken_back_by_the_word() {
        let mut editor = Editor::default();
        for c in "beds now".chars() {
            editor.insert(&c.to_string());
        }
        assert!(editor.undo());
        assert_eq!(editor.text(), "beds");
        assert!(editor.undo());
        assert_eq!(editor.text(), "");
        assert!(!editor.undo());
        assert!(editor.redo() && editor.redo() && !editor.redo());
        assert_eq!(editor.text(), "beds now");
    }

    #[test]
    fn a_pasted_line_end_is_a_blank_and_control_goes() {
        let mut editor = Editor::default();
        editor.insert("a\nb\u{1b}[31m");
        assert_eq!(editor.text(), "a b[31m");
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let mut editor = Editor::new("0123456789");
        assert_eq!(editor.window(6), ("56789".to_owned(), 5));
        editor.home();
        assert_eq!(editor.window(6), ("012345".to_owned(), 0));
        assert_eq!(editor.window(0), (String::new(), 0));
    }

    proptest! {
        #[test]
        fn any_keys_keep_it_whole(keys in prop::collection::vec(0u8..12, 0..60), text in "[ก-์a-z 👍🏽]{0,12}") {
            let mut editor = Editor::default();
            for key in keys {
                match key {
                    0 | 1 => editor.insert(&text),
                    2 => editor.backspace(),
                    3 => editor.erase(),
                    4 => editor.erase_word(),
                    5 => editor.left(),
                    6 => editor.right(),
                    7 => editor.word_left(),
                    8 => editor.word_right(),
                    9 => editor.home(),
                    10 => { editor.undo(); }
                    _ => { editor.redo(); }
                }
                prop_assert_eq!(format!("{}{}", editor.head(), editor.tail()), editor.text());
                let (shown, at) = editor.window(9);
                prop_assert!(text::width(&shown) <= 9 && at < 9);
            }
        }
    }
}
