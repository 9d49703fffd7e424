//! Steps through a text: by what a reader sees as one character, and by words.

use unicode_segmentation::GraphemeCursor;

use super::breaks::{is_blank, word_starts};
use super::{Lexicon, clusters};

/// How far around a place, in bytes, words are looked for: in a stretch without blanks that is
/// longer, a step costs no more, and a word may be cut where the view ends.
const VIEW: usize = 1024;

/// The byte at which the cluster before a place begins; 0 at the start. A place inside a
/// cluster counts as its end.
#[must_use]
pub fn cluster_before(text: &str, at: usize) -> usize {
    let at = cluster_end(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The byte at which the cluster behind a place ends; the text's length at its end. A place
/// inside a cluster counts as its end.
#[must_use]
pub fn cluster_after(text: &str, at: usize) -> usize {
    let at = cluster_end(text, at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The place itself if it lies between clusters, else the end of the one it lies in. Beyond the
/// text: its length.
#[must_use]
pub fn cluster_end(text: &str, at: usize) -> usize {
    let inside = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let mut cursor = GraphemeCursor::new(inside, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => inside,
    }
}

/// How many bytes at the start of `next` belong to the last character of `before`, as readers see
/// characters: a mark, say, that hangs on its letter. 0 where both can stand by themselves.
#[must_use]
pub fn hanging(before: &str, next: &str) -> usize {
    // No ASCII character hangs on another but a line feed on CR, which are drawn as blanks.
    if next.bytes().next().is_none_or(|byte| byte.is_ascii()) {
        return 0;
    }
    let (Some(last), Some(first)) = (clusters(before).next_back(), clusters(next).next()) else {
        return 0;
    };
    let both = [last, first].concat();
    cluster_after(&both, 0).saturating_sub(last.len())
}

/// The byte at which the word before a place begins, across blanks; 0 at the start. Words are
/// what stands between blanks, in Thai the words of the shipped [`Lexicon`], and parts of two
/// scripts count as two.
#[must_use]
pub fn word_before(text: &str, at: usize) -> usize {
    let at = cluster_end(text, at);
    let head = text.get(..at).unwrap_or_default();
    let blanks: usize = clusters(head).rev().take_while(|part| is_blank(part)).map(str::len).sum();
    let at = at - blanks;
    starts_around(text, at).into_iter().rev().find(|start| *start < at).unwrap_or(0)
}

/// The byte at which the word behind a place ends, across blanks; the text's length at its end.
/// Words are those of [`word_before`].
#[must_use]
pub fn word_after(text: &str, at: usize) -> usize {
    let at = cluster_end(text, at);
    let tail = text.get(at..).unwrap_or_default();
    let blanks: usize = clusters(tail).take_while(|part| is_blank(part)).map(str::len).sum();
    let at = at + blanks;
    starts_around(text, at).into_iter().find(|start| *start > at).unwrap_or(text.len())
}

/// Where words begin in the stretch without blanks around a place, and its two ends, ascending.
fn starts_around(text: &str, at: usize) -> Vec<usize> {
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let mut from = at;
    for part in clusters(head).rev() {
        if is_blank(part) || at - from > VIEW {
            break;
        }
        from -= part.len();
    }
    let mut parts: Vec<&str> = clusters(text.get(from..at).unwrap_or_default()).collect();
    let mut to = at;
    for part in clusters(tail) {
        if is_blank(part) || to - at > VIEW {
            break;
        }
        to += part.len();
        parts.push(part);
    }
    let begins = word_starts(Lexicon::shipped(), &parts);
    let mut starts = vec![from];
    let mut place = from;
    for (part, begins) in parts.iter().zip(begins) {
        if begins {
            starts.push(place);
        }
        place += part.len();
    }
    starts.push(to);
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words_back(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        let mut at = text.len();
        while at > 0 {
            let from = word_before(text, at);
            all.push(text.get(from..at).unwrap());
            at = from;
        }
        all
    }

    #[test]
    fn words_of_both_scripts() {
        assert_eq!(words_back("set up, cell "), ["cell ", "up, ", "set "]);
        assert_eq!(words_back("ผู้เสียหายจากDSI ที่แม่สอด"), ["แม่สอด", "ที่", "DSI ", "จาก", "ผู้เสียหาย"]);
        assert_eq!(words_back("A-17 24/7"), ["24/7", "A-17 "]);
        let text = "ทำงาน ต่าง ๆ";
        let first = word_after(text, 0);
        assert_eq!(text.get(..first), Some("ทำงาน"));
        let second = word_after(text, first);
        assert_eq!(text.get(first..second), Some(" ต่าง"));
        assert_eq!(word_after(text, text.len()), text.len());
        assert_eq!(word_before(text, 0), 0);
    }

    #[test]
    fn a_place_inside_a_cluster_counts_as_its_end() {
        let text = "น้ำใจ";
        for at in 1..9 {
            assert_eq!(cluster_end(text, at), 9);
            assert_eq!(cluster_before(text, at), 0);
        }
        assert_eq!(cluster_after(text, 1), 12);
        assert_eq!(cluster_end(text, 99), text.len());
        assert_eq!(cluster_end("", 0), 0);
    }

    #[test]
    fn marks_hang_on_their_letters() {
        assert_eq!(hanging("น", "\u{E49}\u{E33}ใจ"), 6);
        assert_eq!(hanging("น", "\u{E49}"), 3);
        assert_eq!(hanging("👨\u{200D}", "👩"), 4);
        for (before, next) in [("น", "ใจ"), ("", "\u{E49}"), ("a", ""), ("a", "b"), ("🇹🇭", "🇹🇭")]
        {
            assert_eq!(hanging(before, next), 0);
        }
    }

    proptest! {
        #[test]
        fn steps_go_on_and_stay_between_clusters(
            text in "([ก-ฮะ-ฺเ-๎]|[a-c ./-]|👨\u{200D}👩|🇹🇭|\u{200B}|א|\u{200D}){0,24}",
            at in 0usize..90,
        ) {
            let mut edges: Vec<usize> = clusters(&text).scan(0, |at, part| {
                *at += part.len();
                Some(*at)
            }).collect();
            edges.insert(0, 0);
            let here = cluster_end(&text, at);
            prop_assert!(edges.contains(&here) && here >= at.min(text.len()));
            for after in [cluster_after(&text, here), word_after(&text, here)] {
                prop_assert!(edges.contains(&after));
                prop_assert!(after > here || here == text.len());
            }
            for before in [cluster_before(&text, here), word_before(&text, here)] {
                prop_assert!(edges.contains(&before));
                prop_assert!(before < here || here == 0);
            }
        }
    }
}
