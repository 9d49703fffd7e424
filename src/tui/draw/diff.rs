//! Two values as a diff, by words: `-` before the one that was, `+` before the one that is; the
//! words that differ are bold and coloured.

use super::{Look, paint::Piece};
use crate::{
    config::theme::Role,
    domain::text,
    tui::diff::{self, Stretch},
};

/// Columns from which long values stand side by side.
const BESIDE: usize = 76;

/// Columns between two values on one line.
const GAP: usize = 3;

/// The lines of a diff, for so many columns.
pub(super) fn lines(before: Option<&str>, after: Option<&str>, columns: usize) -> Vec<Vec<Piece>> {
    let clean = |side: Option<&str>| side.map(|side| text::neutral(side).into_owned());
    let (before, after) = (clean(before), clean(after));
    match (&before, &after) {
        (Some(before), Some(after)) => {
            let [old, new] = diff::of(before, after);
            // Where nothing is the same, marking all marks nothing.
            let blank = |stretch: &Stretch| stretch.own || stretch.text.trim().is_empty();
            let apart = old.iter().all(blank);
            // Both signs, and a blank behind each.
            let short = text::width(before) + text::width(after) + 4 + GAP;
            if short <= columns {
                return beside([&old, &new], apart, (text::width(before) + 2, columns));
            }
            if columns >= BESIDE {
                let half = (columns - GAP) / 2;
                return beside([&old, &new], apart, (half, half));
            }
            let mut lines = side(&old, false, apart, columns);
            lines.extend(side(&new, true, apart, columns));
            lines
        }
        (Some(one), None) => side(&whole(one), false, true, columns),
        (None, Some(one)) => side(&whole(one), true, true, columns),
        (None, None) => Vec::new(),
    }
}

/// Two values that say themselves whose they are, one below the other; the words that differ are
/// bold.
pub(super) fn compared(one: &str, other: &str, columns: usize) -> Vec<Vec<Piece>> {
    let sides = diff::of(&text::neutral(one), &text::neutral(other));
    let lines = sides.iter().flat_map(|side| {
        let words = side.iter().flat_map(|stretch| {
            let look = Look::of(Role::Text).bold_if(stretch.own);
            text::units(&stretch.text).into_iter().map(move |unit| (unit, look))
        });
        wrap(words, columns.max(1))
    });
    lines.collect()
}

fn whole(text: &str) -> Vec<Stretch> {
    vec![Stretch { text: text.to_owned(), own: true }]
}

/// One value, wrapped behind its sign.
fn side(stretches: &[Stretch], new: bool, apart: bool, columns: usize) -> Vec<Vec<Piece>> {
    let (sign, role) = if new { ("+", Role::Good) } else { ("-", Role::Bad) };
    let shared = Look::of(if new { Role::Text } else { Role::Dim });
    let own = if apart { shared } else { Look::of(role).bold() };
    let words = stretches.iter().flat_map(|stretch| {
        let look = if stretch.own { own } else { shared };
        text::units(&stretch.text).into_iter().map(move |unit| (unit, look))
    });
    let wrapped = wrap(words, columns.saturating_sub(2).max(1));
    let lines = wrapped.into_iter().enumerate().map(|(at, mut line)| {
        let sign = if at == 0 { sign } else { " " };
        line.insert(0, (format!("{sign} "), Look::of(role).bold()));
        line
    });
    lines.collect()
}

/// Words in lines; blanks at a break are dropped.
fn wrap<'a>(words: impl Iterator<Item = (&'a str, Look)>, columns: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut filled = 0;
    for (word, look) in words {
        let wide = text::width(word);
        if filled + wide > columns && filled > 0 {
            lines.push(Vec::new());
            filled = 0;
        }
        if filled == 0 && word.trim().is_empty() {
            continue;
        }
        if wide > columns {
            let parts = text::wrap(word, columns);
            filled = parts.last().map_or(0, |part| text::width(part));
            for (at, part) in parts.into_iter().enumerate() {
                if at > 0 {
                    lines.push(Vec::new());
                }
                put(&mut lines, &part, look);
            }
            continue;
        }
        filled += wide;
        put(&mut lines, word, look);
    }
    lines
}

fn put(lines: &mut [Vec<Piece>], word: &str, look: Look) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut().filter(|(_, last)| *last == look) {
        Some((text, _)) => text.push_str(word),
        None => line.push((word.to_owned(), look)),
    }
}

/// Two columns, so wide.
fn beside(
    [old, new]: [&[Stretch]; 2],
    apart: bool,
    (wide, right): (usize, usize),
) -> Vec<Vec<Piece>> {
    let (left, right) = (side(old, false, apart, wide), side(new, true, apart, right));
    let high = left.len().max(right.len());
    let mut left = left.into_iter();
    let mut lines = Vec::with_capacity(high);
    for at in 0..high {
        let mut line = left.next().unwrap_or_default();
        let used: usize = line.iter().map(|(text, _)| text::width(text)).sum();
        line.push((" ".repeat((wide + GAP).saturating_sub(used)), Look::of(Role::Text)));
        line.extend(right.get(at).into_iter().flatten().cloned());
        lines.push(line);
    }
    lines
}
