//! Where a line may end in a stretch without blanks, and where words begin in it.

use super::{follows, is_consonant, is_leading_vowel, is_thai, letters::Letters, lexicon::Lexicon};

pub(super) const ZERO_WIDTH_SPACE: &str = "\u{200B}";

/// For each cluster whether a word begins with it: at words of Thai, and where Thai and other
/// letters meet. The first never counts.
pub(super) fn word_starts(lexicon: &Lexicon, parts: &[&str]) -> Vec<bool> {
    let mut starts: Vec<bool> = (0..parts.len()).map(|at| meets(parts, at)).collect();
    let mut at = 0;
    while at < parts.len() {
        let run = parts.iter().skip(at).take_while(|part| is_thai_letters(part)).count();
        if run > 1 {
            let letters = Letters::of(parts.iter().skip(at).take(run).copied());
            let begins = lexicon.starts(&letters);
            for cluster in begins.into_iter().filter_map(|letter| letters.cluster(letter)) {
                if let Some(start) = starts.get_mut(at + cluster) {
                    *start = true;
                }
            }
        }
        at += run.max(1);
    }
    starts
}

/// Whether Thai letters and something else meet before a part, and may be parted there.
fn meets(parts: &[&str], at: usize) -> bool {
    let two = at.checked_sub(1).and_then(|at| parts.get(at)).zip(parts.get(at));
    two.is_some_and(|(before, next)| !(is_thai_letters(before) && is_thai_letters(next)))
        && may_break(parts, at)
}

/// Whether a cluster is of Thai letters: what the word list speaks of.
fn is_thai_letters(part: &str) -> bool {
    starts(part, |c| matches!(c, 'ก'..='ฺ' | 'เ'..='๎'))
}

/// Whether a line may end before the part `at` where no word is known: at clusters of Thai that
/// can end and begin a word. Some are refused on top of the rule in [`super::wrap`], because no
/// word begins so: what is silenced by ์, the consonant that ั ื ็ ask for, and รร.
pub(super) fn may_break(parts: &[&str], at: usize) -> bool {
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

/// Whether the part before `at` is a hyphen or slash between words: not in `A-17`, `24/7`,
/// `30/6/2569`, `https://` or `-5`.
pub(super) fn breaks_after_hyphen(parts: &[&str], at: usize) -> bool {
    let part = |back: usize| at.checked_sub(back).and_then(|at| parts.get(at)).copied();
    part(1).is_some_and(|hyphen| matches!(hyphen, "-" | "/" | "‐" | "–" | "—"))
        && part(2).is_some_and(|before| ends(before, |c| c.is_alphanumeric() || is_thai(c)))
        && part(0).is_some_and(|next| starts(next, |c| c.is_alphabetic() && !follows(c)))
}

/// Whether a cluster is a blank that a line may end at.
pub(super) fn is_blank(part: &str) -> bool {
    part == ZERO_WIDTH_SPACE
        || part
            .chars()
            .all(|c| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}'))
}

pub(super) fn starts(part: &str, is: impl Fn(char) -> bool) -> bool {
    part.chars().next().is_some_and(is)
}

pub(super) fn ends(part: &str, is: impl Fn(char) -> bool) -> bool {
    part.chars().next_back().is_some_and(is)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_word_begins_with_what_hangs_on_another(text in "([ก-ฮะ-ฺเ-๎]|[a-c0-9(]|\u{200D}|👍🏽){0,32}") {
            let parts: Vec<&str> = super::super::clusters(&text).collect();
            let begins = word_starts(Lexicon::shipped(), &parts);
            prop_assert_eq!(begins.len(), parts.len());
            for (at, begins) in begins.into_iter().enumerate() {
                if begins {
                    prop_assert!(at > 0 && !starts(parts[at], follows), "{:?}", parts);
                    prop_assert!(!ends(parts[at - 1], is_leading_vowel), "{:?}", parts);
                }
            }
        }
    }
}
