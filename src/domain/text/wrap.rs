//! Wrapping to columns: at blanks, after hyphens and slashes, and inside Thai only where no
//! letter loses its vowel or mark (stack.md S4.1). A list of Thai words can refine
//! [`breaks_between`] later.

use super::width::{cluster_width, clusters, width};
use super::{is_consonant, is_leading_vowel, is_thai};

/// Lines of at most `columns` (0 counts as 1), at least one. Breaks at blanks, after a hyphen or
/// slash between letters, and at line feeds. A stretch of Thai without blanks moves to the next
/// line if it fits there; a longer one is broken where Thai allows: never before a following
/// vowel, mark, ๆ or ฯ, nor after a leading vowel. What still does not fit is broken at
/// clusters. All text is kept, but the blanks at a break, and zero-width spaces, which only
/// mark places to break.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut page = Page { columns: columns.max(1), ..Page::default() };
    for paragraph in text.split('\n') {
        let parts: Vec<&str> = clusters(paragraph).collect();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let (solid, blanks, after) = piece(rest);
            page.place_piece(solid);
            for blank in blanks {
                page.blanks.push_str(if *blank == ZERO_WIDTH_SPACE {
                    ""
                } else if blank.contains(char::is_control) {
                    " "
                } else {
                    blank
                });
            }
            rest = after;
        }
        page.end_line();
    }
    page.lines
}

const ZERO_WIDTH_SPACE: &str = "\u{200B}";

/// The lines done and the one that is being filled.
#[derive(Default)]
struct Page {
    columns: usize,
    lines: Vec<String>,
    line: String,
    /// Columns of `line`.
    filled: usize,
    /// Blanks that are written only if something follows on the same line.
    blanks: String,
}

impl Page {
    /// A piece without a place to break at sight: whole if it fits on a line at all.
    fn place_piece(&mut self, parts: &[&str]) {
        if columns_of(parts) <= self.columns {
            self.place(parts);
            return;
        }
        let mut rest = parts;
        while !rest.is_empty() {
            let length = (1..rest.len()).find(|at| breaks_between(rest, *at));
            let (unit, after) = rest.split_at(length.unwrap_or(rest.len()));
            self.place(unit);
            rest = after;
        }
    }

    /// On this line, else on the next, else cluster by cluster.
    fn place(&mut self, parts: &[&str]) {
        let wanted = columns_of(parts);
        if self.filled + width(&self.blanks) + wanted > self.columns {
            self.break_line();
        }
        if wanted <= self.columns {
            self.write(parts);
            return;
        }
        for part in parts {
            if self.filled + cluster_width(part) > self.columns {
                self.break_line();
            }
            self.write(std::slice::from_ref(part));
        }
    }

    fn write(&mut self, parts: &[&str]) {
        if parts.is_empty() {
            return;
        }
        self.filled += width(&self.blanks) + columns_of(parts);
        self.line.push_str(&self.blanks);
        self.line.extend(parts.iter().copied());
        self.blanks.clear();
    }

    /// Starts a new line unless this one is still empty; the blanks between are dropped.
    fn break_line(&mut self) {
        self.blanks.clear();
        if !self.line.is_empty() {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.blanks.clear();
        self.filled = 0;
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

/// Whether the part before `at` is a hyphen or slash between words: not in `A-17`, `24/7`,
/// `30/6/2569`, `https://` or `-5`.
fn breaks_after_hyphen(parts: &[&str], at: usize) -> bool {
    let part = |back: usize| at.checked_sub(back).and_then(|at| parts.get(at)).copied();
    part(1).is_some_and(|hyphen| matches!(hyphen, "-" | "/" | "‐" | "–" | "—"))
        && part(2).is_some_and(|before| ends(before, |c| c.is_alphanumeric() || is_thai(c)))
        && part(0).is_some_and(|next| starts(next, |c| c.is_alphabetic() && !follows(c)))
}

/// Whether a line may end before the part `at` inside a stretch without blanks: at clusters of
/// Thai that can end and begin a word. Some are refused on top of the rule in [`wrap`], because
/// no word begins so: what is silenced by ์, the consonant that ั ื ็ ask for, and รร.
pub(super) fn breaks_between(parts: &[&str], at: usize) -> bool {
    let (Some(before), Some(next)) =
        (at.checked_sub(1).and_then(|at| parts.get(at)), parts.get(at))
    else {
        return false;
    };
    let after = parts.get(at + 1).copied().unwrap_or_default();
    let (Some(last), Some(first)) = (before.chars().next_back(), next.chars().next()) else {
        return false;
    };
    let (thai_before, thai_next) = (is_thai(last), is_thai(first));
    if !(thai_before || thai_next) || last.is_numeric() && first.is_numeric() {
        return false;
    }
    let can_end = if thai_before {
        !is_leading_vowel(last) && last != '฿'
    } else {
        last.is_alphanumeric() || (matches!(last, ')' | ']' | '”' | '’') && is_consonant_or(first))
    };
    let can_begin = if thai_next {
        !follows(first) && !next.contains('\u{0E4C}')
    } else {
        first.is_alphanumeric() || matches!(first, '(' | '[' | '“' | '‘')
    };
    let asks = before.contains(['\u{0E31}', '\u{0E37}'])
        || (before.contains('\u{0E47}') && *before != "ก็");
    let doubled = *next == "ร" && (*before == "ร" || after == "ร");
    let etc = *before == "ฯ" && first == 'ล'; // ฯลฯ
    can_end && can_begin && !(asks && thai_next) && !doubled && !etc
}

fn is_consonant_or(c: char) -> bool {
    is_consonant(c) || is_leading_vowel(c)
}

/// What never begins a line: following vowels, marks, ฯ ๆ ๅ ๚ ๛.
fn follows(c: char) -> bool {
    matches!(c, '\u{0E2F}'..='\u{0E3A}' | '\u{0E45}'..='\u{0E4E}' | '\u{0E5A}' | '\u{0E5B}')
}

pub(super) fn is_blank(part: &str) -> bool {
    part == ZERO_WIDTH_SPACE
        || part
            .chars()
            .all(|c| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}'))
}

fn starts(part: &str, is: impl Fn(char) -> bool) -> bool {
    part.chars().next().is_some_and(is)
}

fn ends(part: &str, is: impl Fn(char) -> bool) -> bool {
    part.chars().next_back().is_some_and(is)
}

#[cfg(test)]
mod tests {
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
        assert_eq!(wrap("เป็นประธาน", 5), ["เป็นป", "ระธาน"]);
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
        }
    }
}
