//! The units of a text that are compared: words, blanks, and inside Thai, which has no blanks,
//! the stretches between places where a line may end.

use super::{
    width::clusters,
    wrap::{breaks_between, is_blank},
};

/// The text in the smallest units that [`wrap`](super::wrap()) keeps whole, and the blanks
/// between them. Joined they are the text.
#[must_use]
pub fn units(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = clusters(text).collect();
    let (mut rest, mut bytes) = (text, 0);
    let mut units = Vec::new();
    for (part, at) in parts.iter().zip(1..) {
        bytes += part.len();
        if at == parts.len() || ends(&parts, at) {
            let (unit, after) = rest.split_at_checked(bytes).unwrap_or((rest, ""));
            units.push(unit);
            (rest, bytes) = (after, 0);
        }
    }
    units
}

/// Whether a unit ends before the part `at`.
fn ends(parts: &[&str], at: usize) -> bool {
    let blank = |at: usize| parts.get(at).is_some_and(|part| is_blank(part));
    blank(at) || blank(at - 1) || breaks_between(parts, at)
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn words_blanks_and_what_thai_can_be_divided_into() {
        assert_eq!(units("Beds in 5"), ["Beds", " ", "in", " ", "5"]);
        assert_eq!(units("ล่าม 24"), ["ล่า", "ม", " ", "24"]);
        assert_eq!(units(""), Vec::<&str>::new());
        for text in ["ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง", "a\u{200b}b", "  x "]
        {
            assert_eq!(units(text).concat(), text);
        }
    }
}
