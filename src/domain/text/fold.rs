//! Folding: one form for what people type in several ways, for search and comparison
//! (stack.md S5.5, domain.md E3.4).

use super::is_bidi_control;

const CIRCLE: char = '\u{0E4D}'; // nikhahit
const AA: char = '\u{0E32}';
const AM: char = '\u{0E33}';
const E: char = '\u{0E40}';
const AE: char = '\u{0E41}';

/// Folded text that still knows where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of `text` the index of the character (not byte) of the original that
    /// it came from; as long as `text` has characters. Not ascending where marks changed places.
    pub from: Vec<u32>,
}

/// One form for all spellings that look or mean the same: full lower case; ำ for the circle and
/// า, wherever the tone mark was typed; แ for เเ; marks above and below a consonant in one order
/// (vowel, tone, thanthakhat, ำ); ASCII for Thai digits; no zero-width and bidi characters; one
/// space for a run of white space, none at the ends. Folding twice changes nothing more.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    reorder(&spread(text)).into_iter().map(|(c, _)| c).collect()
}

/// As [`fold`], with the origin of each character, to light up a hit in the original.
#[must_use]
pub fn fold_mapped(text: &str) -> Folded {
    let mut folded = Folded::default();
    for (c, from) in reorder(&spread(text)) {
        folded.text.push(c);
        folded.from.push(from);
    }
    folded
}

fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Case, digits, blanks and invisible characters: what needs no neighbour but the one before.
fn spread(text: &str) -> Vec<(char, u32)> {
    let mut out: Vec<(char, u32)> = Vec::with_capacity(text.len());
    for (index, c) in (0u32..).zip(text.chars()) {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            if out.last().is_some_and(|(last, _)| *last != ' ') {
                out.push((' ', index));
            }
        } else if c == E && out.last().is_some_and(|(last, _)| *last == E) {
            if let Some(last) = out.last_mut() {
                last.0 = AE;
            }
        } else if let Some(digit) = thai_digit(c) {
            out.push((digit, index));
        } else {
            out.extend(c.to_lowercase().map(|c| (c, index)));
        }
    }
    if out.last().is_some_and(|(last, _)| *last == ' ') {
        out.pop();
    }
    out
}

/// Puts each run of Thai marks in order and joins circle and า.
fn reorder(spread: &[(char, u32)]) -> Vec<(char, u32)> {
    let mut out = Vec::with_capacity(spread.len());
    let mut marks: Vec<(char, u32)> = Vec::new();
    for (c, index) in spread.iter().copied() {
        if rank(c).is_some() {
            marks.push((c, index));
        } else if c == AA
            && let Some(at) = marks.iter().position(|(mark, _)| *mark == CIRCLE)
        {
            let (_, index) = marks.remove(at);
            marks.push((AM, index));
        } else {
            settle(&mut marks, &mut out);
            out.push((c, index));
        }
    }
    settle(&mut marks, &mut out);
    out
}

fn settle(marks: &mut Vec<(char, u32)>, out: &mut Vec<(char, u32)>) {
    marks.sort_by_key(|(c, _)| (rank(*c), *c));
    out.append(marks);
}

/// Place in a run of marks on one consonant; `None` for what is no mark.
fn rank(c: char) -> Option<u8> {
    match c {
        '\u{0E38}'..='\u{0E3A}' => Some(0),
        '\u{0E31}' | '\u{0E34}'..='\u{0E37}' | '\u{0E47}' | CIRCLE | '\u{0E4E}' => Some(1),
        '\u{0E48}'..='\u{0E4B}' => Some(2),
        '\u{0E4C}' => Some(3),
        AM => Some(4),
        _ => None,
    }
}

fn thai_digit(c: char) -> Option<char> {
    let value = u32::from(c).checked_sub(0x0E50)?;
    char::from_digit(value, 10)
}

fn is_invisible(c: char) -> bool {
    is_bidi_control(c)
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_form_for_sara_am() {
        let am = "น\u{0E49}\u{0E33}";
        for typed in [
            "น\u{0E49}\u{0E33}",
            "น\u{0E33}\u{0E49}",
            "น\u{0E49}\u{0E4D}\u{0E32}",
            "น\u{0E4D}\u{0E49}\u{0E32}",
            "น\u{0E4D}\u{0E32}\u{0E49}",
            "น\u{200B}\u{0E49}\u{FEFF}\u{0E33}",
        ] {
            assert_eq!(fold(typed), am, "{}", typed.escape_unicode());
        }
        assert_eq!(fold("จัดทํา"), fold("จัดทำ"));
    }

    #[test]
    fn tone_before_vowel_is_put_in_order() {
        assert_eq!(fold("ท\u{0E48}\u{0E35}"), "ท\u{0E35}\u{0E48}");
        assert_eq!(fold("ผ\u{0E49}\u{0E39}"), fold("ผู้"));
        assert_eq!(fold("สิทธ\u{0E4C}\u{0E34}"), fold("สิทธิ์"));
    }

    #[test]
    fn the_rest() {
        assert_eq!(fold("เเม่สอด"), "แม่สอด");
        assert_eq!(fold("  DSI\t ๒๕๖๙\n"), "dsi 2569");
        assert_eq!(fold("ÄÖ İ ΑΣ"), "äö i\u{307} ας".replace('ς', "σ"));
        assert_eq!(fold("a\u{202E}b\u{200D}c\u{00AD}d"), "abcd");
        assert_eq!(fold(" \u{000B} A  \r\n b "), "a b");
        assert_eq!(fold("\u{A0}ก\u{3000}\u{A0}ข"), "ก ข");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn origins() {
        let folded = fold_mapped(" จัดทํา แผน");
        assert_eq!(folded.text, "จัดทำ แผน");
        assert_eq!(folded.from, [1, 2, 3, 4, 5, 7, 8, 9, 10]);
        assert_eq!(fold_mapped("ท\u{0E48}\u{0E35}").from, [0, 2, 1]);
        assert_eq!(fold_mapped("Aİ").from, [0, 1, 1]);
        assert_eq!(fold_mapped("เเก").from, [0, 2]);
    }

    proptest! {
        #[test]
        fn idempotent(text in "([\u{0E00}-\u{0E7F}]|[ \tA-Za-zİ]|[\u{200B}-\u{200F}]|.){0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let mapped = fold_mapped(&text);
            prop_assert_eq!(mapped.from.len(), mapped.text.chars().count());
            let length = text.chars().count();
            prop_assert!(mapped.from.iter().all(|i| (*i as usize) < length));
            prop_assert_eq!(mapped.text, once);
        }

        #[test]
        fn fast_path_agrees(text in "[\\x00-\\x7F]{0,24}") {
            prop_assert_eq!(fold(&text), fold_mapped(&text).text);
        }
    }
}
