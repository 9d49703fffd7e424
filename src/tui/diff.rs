//! Two texts beside each other, by words: what both have, what one lacks.

use crate::domain::text;

/// Above so many pairs of words two texts are not compared word by word.
const MOST: usize = 250_000;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its text.
    pub(crate) text: String,
    /// Whether the other text lacks it.
    pub(crate) own: bool,
}

/// The stretches of both texts.
#[must_use]
pub(crate) fn of(before: &str, after: &str) -> [Vec<Stretch>; 2] {
    let (old, new) = (text::units(before), text::units(after));
    if old.len().saturating_mul(new.len()) > MOST {
        let whole = |text: &str| vec![Stretch { text: text.to_owned(), own: true }];
        return [whole(before), whole(after)];
    }
    let shared = shared(&old, &new);
    let marked = |words: &[&str], mine: &dyn Fn(&(usize, usize)) -> usize| {
        let mut both = shared.iter().map(mine).peekable();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let own = both.next_if_eq(&at).is_none();
            match stretches.last_mut().filter(|last| last.own == own) {
                Some(last) => last.text.push_str(word),
                None => stretches.push(Stretch { text: (*word).to_owned(), own }),
            }
        }
        smooth(stretches)
    };
    [marked(&old, &|pair| pair.0), marked(&new, &|pair| pair.1)]
}

/// Blanks between two stretches that the other text lacks belong to them.
fn smooth(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut smooth: Vec<Stretch> = Vec::new();
    let mut rest = stretches.into_iter().peekable();
    while let Some(mut stretch) = rest.next() {
        let inside =
            smooth.last().is_some_and(|last| last.own) && rest.peek().is_some_and(|next| next.own);
        stretch.own = stretch.own || inside && stretch.text.trim().is_empty();
        match smooth.last_mut().filter(|last| last.own == stretch.own) {
            Some(last) => last.text.push_str(&stretch.text),
            None => smooth.push(stretch),
        }
    }
    smooth
}

/// The places of a longest common subsequence.
fn shared(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let wide = new.len() + 1;
    // Lengths of the longest common subsequences of the rests, row by row.
    let mut lengths = vec![0_u32; (old.len() + 1) * wide];
    let at = |lengths: &[u32], i: usize, j: usize| {
        lengths.get(i * wide + j).copied().unwrap_or_default()
    };
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let longest = if one == other {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(slot) = lengths.get_mut(i * wide + j) {
                *slot = longest;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(one), Some(other)) = (old.get(i), new.get(j)) {
        if one == other {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(stretches: &[Stretch]) -> String {
        let bracket = |s: &Stretch| if s.own { format!("[{}]", s.text) } else { s.text.clone() };
        stretches.iter().map(bracket).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let [old, new] = of("Beds in two provinces", "Beds in five border provinces");
        assert_eq!(marked(&old), "Beds in [two] provinces");
        assert_eq!(marked(&new), "Beds in [five border ]provinces");
        let [old, new] = of("ล่าม 24 ชั่วโมง", "ล่าม 12 ชั่วโมง");
        assert_eq!(marked(&old), "ล่าม [24] ชั่วโมง");
        assert_eq!(marked(&new), "ล่าม [12] ชั่วโมง");
        assert_eq!(marked(&of("", "new")[1]), "[new]");
        assert_eq!(marked(&of("same", "same")[0]), "same");
    }

    proptest! {
        #[test]
        fn both_texts_are_whole_and_what_is_not_marked_is_the_same(
            old in "[ab ก่า]{0,20}", new in "[ab ก่า]{0,20}"
        ) {
            let [before, after] = of(&old, &new);
            let all = |s: &[Stretch]| s.iter().map(|s| s.text.as_str()).collect::<String>();
            let both = |s: &[Stretch]| {
                let shared = s.iter().filter(|s| !s.own).map(|s| s.text.as_str());
                shared.flat_map(str::split_whitespace).collect::<String>()
            };
            prop_assert_eq!(all(&before), old);
            prop_assert_eq!(all(&after), new);
            prop_assert_eq!(both(&before), both(&after));
        }
    }
}
