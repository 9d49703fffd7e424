//! Text as people in two scripts write it: folding for search, order, width in columns, cutting,
//! wrapping and what may reach a terminal. Pure functions of their arguments; stored text is
//! never changed by any of them.

mod bounds;
mod breaks;
mod fold;
mod letters;
mod lexicon;
mod neutral;
mod sort;
mod width;
mod wrap;

pub use bounds::{cluster_after, cluster_before, cluster_end, hanging, word_after, word_before};
pub use fold::{Folded, fold, fold_mapped};
pub use lexicon::Lexicon;
pub use neutral::{neutral, neutral_lines};
pub use sort::sort_key;
pub use width::{clusters, cut, pad, pad_left, width};
pub use wrap::{wrap, wrap_ranges, wrap_with};

/// Whether any character is of the Thai block (U+0E00 to U+0E7F).
#[must_use]
pub fn has_thai(text: &str) -> bool {
    // Every Thai character starts with this byte in UTF-8, and few others do.
    text.as_bytes().contains(&0xE0) && text.chars().any(is_thai)
}

/// Whether a character is of the Thai block.
pub(super) fn is_thai(c: char) -> bool {
    ('\u{0E00}'..='\u{0E7F}').contains(&c)
}

/// Written before the consonant it is spoken after: เ แ โ ใ ไ.
fn is_leading_vowel(c: char) -> bool {
    ('\u{0E40}'..='\u{0E44}').contains(&c)
}

/// ก to ฮ.
fn is_consonant(c: char) -> bool {
    ('\u{0E01}'..='\u{0E2E}').contains(&c)
}

/// What never begins a line or a word: following vowels, marks, ฯ ๆ ๅ ๚ ๛.
fn follows(c: char) -> bool {
    matches!(c, '\u{0E2F}'..='\u{0E3A}' | '\u{0E45}'..='\u{0E4E}' | '\u{0E5A}' | '\u{0E5B}')
}

/// A character that takes part in the direction of text and shows nothing.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_thai() {
        assert!(has_thai("DSI ดีเอสไอ"));
        assert!(has_thai("๑"));
        assert!(!has_thai("DSI"));
        assert!(!has_thai("हिन्दी é …"));
        assert!(!has_thai(""));
    }
}
