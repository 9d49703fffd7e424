//! Width in terminal columns, and cutting to one (stack.md S5.1, screens.md section 7).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a reader sees as one character, with all its marks (extended grapheme clusters,
/// UAX 29): น้ำ is one. The unit of cursor, cutting and styles.
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.graphemes(true)
}

/// Columns a text takes in a terminal, measured as ratatui draws it: cluster by cluster, those
/// with a control character take none. Never the sum over `char`s, which is wrong for emoji.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    clusters(text).map(cluster_width).sum()
}

/// The text in at most `columns`; if it is longer, it ends with `…`, after a whole cluster and
/// never after a blank. Blanks at the end that alone do not fit are left off without a sign.
/// Empty for 0 columns. Borrowed where nothing is replaced.
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let trimmed = text.trim_end();
    if width(trimmed) <= columns {
        return Cow::Borrowed(trimmed);
    }
    let Some(room) = columns.checked_sub(1) else { return Cow::Borrowed("") };
    let mut taken = 0;
    let mut end = 0;
    for cluster in clusters(trimmed) {
        taken += cluster_width(cluster);
        if taken > room {
            break;
        }
        end += cluster.len();
    }
    let kept = trimmed.get(..end).unwrap_or_default().trim_end();
    Cow::Owned(format!("{kept}…"))
}

/// The text [`cut`] and filled with blanks on the right: exactly `columns` wide.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let kept = cut(text, columns);
    let fill = " ".repeat(columns.saturating_sub(width(&kept)));
    format!("{kept}{fill}")
}

/// The text [`cut`] and filled with blanks on the left: exactly `columns` wide.
#[must_use]
pub fn pad_left(text: &str, columns: usize) -> String {
    let kept = cut(text, columns);
    let fill = " ".repeat(columns.saturating_sub(width(&kept)));
    format!("{fill}{kept}")
}

/// Columns of one cluster; 0 with a control character, because ratatui leaves it out.
pub(super) fn cluster_width(cluster: &str) -> usize {
    if cluster.contains(char::is_control) { 0 } else { cluster.width() }
}

/// Only printable ASCII: one column a byte.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, 0x20..=0x7E))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn measured_as_ratatui() {
        let cases = [("น้ำ", 2), ("กี้", 1), ("ทํา", 2), ("DSI", 3), ("", 0), ("👍🏽", 2), ("日本", 4)];
        for (text, columns) in cases {
            assert_eq!(width(text), columns, "{text}");
        }
        assert_eq!(width("👨\u{200D}👩\u{200D}👧"), 2);
        assert_eq!(width("a\u{1b}[1m"), 4);
        assert_eq!(clusters("กี้น้ำ").collect::<Vec<_>>(), ["กี้", "น้ำ"]);
    }

    #[test]
    fn cuts_at_clusters() {
        assert_eq!(cut("กขคน้ำ", 4), "กขค…");
        assert_eq!(cut("กขคน้ำ", 5), "กขคน้ำ");
        assert_eq!(cut("Set up a cell", 8), "Set up…");
        assert_eq!(cut("Set up a cell", 7), "Set up…");
        assert_eq!(cut("ab   ", 3), "ab ".trim_end());
        assert_eq!(cut("abc", 1), "…");
        assert_eq!(cut(" bc", 2), "…");
        assert_eq!(cut("abc", 0), "");
        assert!(matches!(cut("abc", 3), Cow::Borrowed("abc")));
        assert_eq!(cut("日本語", 4), "日…");
    }

    #[test]
    fn pads() {
        assert_eq!(pad("กี้", 3), "กี้  ");
        assert_eq!(pad_left("7", 3), "  7");
        assert_eq!(pad("日本語", 4), "日… ");
        assert_eq!(pad("abcd", 0), "");
    }

    proptest! {
        #[test]
        fn cut_fits(text in "([\u{0E01}-\u{0E4E}]|[a-c ]|\\PC){0,16}", columns in 0usize..12) {
            let short = cut(&text, columns);
            prop_assert!(width(&short) <= columns);
            prop_assert!(!short.ends_with(" …"));
            let kept = short.strip_suffix('…').unwrap_or(&short);
            prop_assert!(text.starts_with(kept) || text == *short);
            prop_assert_eq!(width(&pad(&text, columns)), columns);
            prop_assert_eq!(width(&pad_left(&text, columns)), columns);
        }
    }
}
