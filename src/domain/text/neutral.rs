//! What may reach a terminal: no control characters, no changes of direction (stack.md S5.7).

use std::borrow::Cow;

use super::is_bidi_control;

/// Text for one line of a terminal. Line feed, tab and the line separators U+2028 and U+2029
/// become a space; other C0 characters (escape among them, so a sequence stays as harmless text),
/// DEL, C1, the bidi controls and U+FEFF are removed. Borrowed where nothing changes.
#[must_use]
pub fn neutral(text: &str) -> Cow<'_, str> {
    cleaned(text, false)
}

/// As [`neutral`], but line feed and tab stay: for output of several lines.
#[must_use]
pub fn neutral_lines(text: &str) -> Cow<'_, str> {
    cleaned(text, true)
}

fn cleaned(text: &str, lines: bool) -> Cow<'_, str> {
    if !text.bytes().any(suspect) || text.chars().all(|c| passed(c, lines) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(|c| passed(c, lines)).collect())
}

/// Whether a byte can start a character that [`passed`] changes. No Thai character has one.
fn suspect(byte: u8) -> bool {
    // C2: C1 controls. D8: U+061C. E2: U+200E to U+2069. EF: U+FEFF.
    matches!(byte, 0x00..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF)
}

/// What a character becomes; `None`: it is left out.
fn passed(c: char, lines: bool) -> Option<char> {
    match c {
        '\n' | '\t' if lines => Some(c),
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{FEFF}' => None,
        _ if c.is_control() || is_bidi_control(c) => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn borrowed_where_clean() {
        for text in ["", "DSI", "น้ำใจ ๑๒", "– … “é” ▲ ؠ \u{200B}"] {
            assert!(matches!(neutral(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        assert!(matches!(neutral_lines("a\n\tb"), Cow::Borrowed("a\n\tb")));
    }

    #[test]
    fn examples() {
        assert_eq!(neutral("a\u{1b}[31mred\u{7}\u{7f}\u{9b}m"), "a[31mredm");
        assert_eq!(neutral("a\r\nb\tc"), "a b c");
        assert_eq!(neutral("x\u{202E}y\u{2066}z\u{200F}\u{61C}\u{FEFF}"), "xyz");
        assert_eq!(neutral("a\u{2028}b"), "a b");
        assert_eq!(neutral_lines("a\r\nb\u{1b}]0;t\u{7}"), "a\nb]0;t");
    }

    proptest! {
        #[test]
        fn nothing_bad_is_left(text in "(\\PC|[\\x00-\\x1F\u{7F}-\u{A0}\u{200B}-\u{206F}\u{FEFF}]){0,16}") {
            let clean = neutral(&text);
            prop_assert!(clean.chars().all(|c| passed(c, false) == Some(c)));
            let clean = neutral_lines(&text);
            prop_assert!(clean.chars().all(|c| passed(c, true) == Some(c)));
        }

        #[test]
        fn every_changed_character_starts_suspect(c: char) {
            let mut bytes = [0; 4];
            let first = c.encode_utf8(&mut bytes).as_bytes()[0];
            prop_assert!(passed(c, false) == Some(c) || suspect(first));
        }
    }
}
