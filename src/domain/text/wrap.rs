//! Wrapping to columns: at blanks, after hyphens and slashes, and in Thai between words.

use std::ops::Range;

use super::breaks::{
    ZERO_WIDTH_SPACE, breaks_after_hyphen, is_blank, may_break, starts, word_starts,
};
use super::lexicon::Lexicon;
use super::width::{cluster_width, clusters};
use super::{follows, has_thai};

/// Lines of at most `columns` (0 counts as 1), at least one. Breaks at blanks, after a hyphen or
/// slash between letters, at line feeds, and between the words of Thai. A word of Thai that is
/// wider than a line is broken where Thai allows: never before a following vowel, mark, ๆ or ฯ,
/// nor after a leading vowel. What still does not fit is broken at clusters. All text is kept,
/// but the blanks at a break, and zero-width spaces, which only mark places to break.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_with(Lexicon::shipped(), text, columns)
}

/// As [`wrap`], with the words of another lexicon: one that knows the names of a workspace.
#[must_use]
pub fn wrap_with(lexicon: &Lexicon, text: &str, columns: usize) -> Vec<String> {
    let lines = wrap_ranges(lexicon, text, columns);
    lines.into_iter().map(|line| shown(text.get(line).unwrap_or_default())).collect()
}

/// The lines of [`wrap`] as ranges of bytes, ascending: what lies between two of them are the
/// blanks and the line feed that the break took. For who needs to know where a line stands.
#[must_use]
pub fn wrap_ranges(lexicon: &Lexicon, text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut page = Page::new(lexicon, columns.max(1));
    for paragraph in text.split('\n') {
        let parts: Vec<&str> = clusters(paragraph).collect();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let (solid, blanks, after) = piece(rest);
            page.place_piece(solid);
            for blank in blanks {
                page.at += blank.len();
                page.blanks += blank_width(blank);
            }
            rest = after;
        }
        page.end_paragraph();
    }
    page.lines
}

/// A line as it is shown: without zero-width spaces, a blank for a tab or the like.
fn shown(line: &str) -> String {
    let blank = |c: char| if c.is_control() && c.is_whitespace() { ' ' } else { c };
    line.chars().filter(|c| !ZERO_WIDTH_SPACE.contains(*c)).map(blank).collect()
}

fn blank_width(blank: &str) -> usize {
    if blank.contains(char::is_control) { 1 } else { cluster_width(blank) }
}

/// The lines done and the one that is being filled.
struct Page<'a> {
    lexicon: &'a Lexicon,
    columns: usize,
    lines: Vec<Range<usize>>,
    /// The line that is being filled, and its columns.
    line: Range<usize>,
    filled: usize,
    /// Columns of blanks that count only if something follows on the same line.
    blanks: usize,
    /// The byte up to which the text is placed.
    at: usize,
}

impl<'a> Page<'a> {
    fn new(lexicon: &'a Lexicon, columns: usize) -> Self {
        Self { lexicon, columns, lines: Vec::new(), line: 0..0, filled: 0, blanks: 0, at: 0 }
    }

    /// A piece without a place to break at sight: word by word where it has Thai.
    fn place_piece(&mut self, parts: &[&str]) {
        if !parts.iter().any(|part| has_thai(part)) {
            self.place(parts);
            return;
        }
        let begins = word_starts(self.lexicon, parts);
        let mut from = 0;
        for at in 1..=parts.len() {
            if at == parts.len() || begins.get(at) == Some(&true) {
                self.place(parts.get(from..at).unwrap_or_default());
                from = at;
            }
        }
    }

    /// On this line, else on the next, else in pieces.
    fn place(&mut self, parts: &[&str]) {
        let wanted = columns_of(parts);
        if self.filled + self.blanks + wanted > self.columns {
            self.break_line();
        }
        if wanted <= self.columns {
            self.write(parts);
            return;
        }
        let mut rest = parts;
        while !rest.is_empty() {
            let length = (1..rest.len()).find(|at| may_break(rest, *at));
            let (unit, after) = rest.split_at(length.unwrap_or(rest.len()));
            let whole = columns_of(unit) <= self.columns;
            for some in unit.chunks(if whole { unit.len() } else { 1 }) {
                if self.filled + columns_of(some) > self.columns {
                    self.break_line();
                }
                self.write(some);
            }
            rest = after;
        }
    }

    fn write(&mut self, parts: &[&str]) {
        self.filled += self.blanks + columns_of(parts);
        self.blanks = 0;
        self.at += parts.iter().map(|part| part.len()).sum::<usize>();
        self.line.end = self.at;
    }

    /// Starts a new line unless this one is still empty; the blanks between are dropped.
    fn break_line(&mut self) {
        if !self.line.is_empty() {
            self.lines.push(self.line.clone());
        }
        self.start_line();
    }

    /// Ends the line at a line feed, which it skips.
    fn end_paragraph(&mut self) {
        self.lines.push(self.line.clone());
        self.at += 1;
        self.start_line();
    }

    fn start_line(&mut self) {
        self.line = self.at..self.at;
        self.filled = 0;
        self.blanks = 0;
    }
}

fn columns_of(parts: &[&str]) -> usize {
    parts.iter().map(|part| cluster_width(part)).sum()
}

/// The first piece (what stands before the first break), the blanks behind it, and the rest.
fn piece<'a, 'b>(parts: &'a [&'b str]) -> (&'a [&'b str], &'a [&'b str], &'a [&'b str]) {
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        if is_blank(part) {
            let length = parts.iter().skip(at).take_while(|part| is_blank(part)).count();
            // `ต่าง ๆ` is written with a blank, and still one word.
            if !parts.get(at + length).is_some_and(|next| starts(next, follows)) {
                let (solid, rest) = parts.split_at(at);
                let (blanks, rest) = rest.split_at(length);
                return (solid, blanks, rest);
            }
            at += length;
        } else {
            at += 1;
            if breaks_after_hyphen(parts, at) {
                let (solid, rest) = parts.split_at(at);
                return (solid, &[], rest);
            }
        }
    }
    (parts, &[], &[])
}

#[cfg(test)]
mod tests {
    use super::super::breaks::ends;
    use super::super::{is_leading_vowel, width};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn at_blanks_hyphens_slashes() {
        assert_eq!(wrap("Set up a cell", 6), ["Set up", "a cell"]);
        assert_eq!(wrap("cross-border and/or", 8), ["cross-", "border", "and/or"]);
        assert_eq!(wrap("see A-17 24/7", 6), ["see", "A-17", "24/7"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("  in", 9), ["  in"]);
        assert_eq!(wrap("a \t b", 9), ["a   b"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本語", 1), ["日", "本", "語"]);
        assert_eq!(wrap("ab\u{200B}cd", 3), ["ab", "cd"]);
        assert_eq!(wrap("12\u{A0}km far", 5), ["12\u{A0}km", "far"]);
    }

    #[test]
    fn thai_keeps_its_vowels_and_marks() {
        assert_eq!(wrap("เป็นประธาน", 7), ["เป็น", "ประธาน"]);
        assert_eq!(wrap("เป็นประธาน", 5), ["เป็น", "ประธา", "น"]);
        assert_eq!(wrap("ทำงาน ต่าง ๆ", 7), ["ทำงาน", "ต่าง ๆ"]);
        assert_eq!(wrap("แผน ปราบปราม", 8), ["แผน", "ปราบปราม"]);
    }

    const SENTENCES: [&str; 4] = [
        "ผู้เสียหายจากการฉ้อโกงออนไลน์ข้ามชาติฯลฯและมนุษย์ต่างๆที่ชายแดนแม่สอด",
        "คณะกรรมการปราบปรามการค้ามนุษย์(ปคม.)งบ๑,๕๐๐บาทพ.ศ.๒๕๖๙ก็ดี",
        "เครื่องมือDSIและUNODCเพื่อน้ำใจไทยแก้ไขเร็ว ๆ นี้ ยืนยัน",
        "กรุงเทพฯ โดยเรือ-เรือนและ/หรือสิทธิ์",
    ];

    #[test]
    fn no_line_begins_or_ends_wrongly() {
        for text in SENTENCES {
            for columns in 7..60 {
                let lines = wrap(text, columns);
                for line in &lines {
                    assert!(width(line) <= columns, "{line}");
                    assert!(!starts(line, |c| follows(c) || ",.)".contains(c)), "{line} {columns}");
                    assert!(!ends(line, |c| is_leading_vowel(c) || c == '('), "{line} {columns}");
                    assert!(!line.starts_with("ย์") && !line.ends_with('\u{0E31}'), "{line}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn fits_and_keeps_all(text in "([\u{0E01}-\u{0E3A}\u{0E40}-\u{0E4E}]|[a-c0-9 \n(),./-]|日|👍🏽){0,40}", columns in 4usize..20) {
            let lines = wrap(&text, columns);
            prop_assert!(!lines.is_empty());
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            let ranges = wrap_ranges(Lexicon::shipped(), &text, columns);
            prop_assert_eq!(ranges.len(), lines.len());
            let mut at = 0;
            for range in ranges {
                let gap = text.get(at..range.start);
                prop_assert!(gap.is_some_and(|gap| gap.trim().is_empty()), "{:?}", gap);
                prop_assert!(text.get(range.clone()).is_some());
                at = range.end;
            }
        }
    }
}
