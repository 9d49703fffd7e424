//! The units of a text that are compared: words, and the blanks between them.

use super::{
    breaks::{is_blank, word_starts},
    lexicon::Lexicon,
    width::clusters,
};

/// The text in words and the blanks between them; joined they are the text.
#[must_use]
pub fn units(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = clusters(text).collect();
    let starts = word_starts(Lexicon::shipped(), &parts);
    let blank = |at: usize| parts.get(at).is_some_and(|part| is_blank(part));
    let (mut rest, mut bytes) = (text, 0);
    let mut units = Vec::new();
    for (part, at) in parts.iter().zip(1..) {
        bytes += part.len();
        let starts = starts.get(at).copied().unwrap_or(true);
        if starts || blank(at) || blank(at - 1) {
            let (unit, after) = rest.split_at_checked(bytes).unwrap_or((rest, ""));
            units.push(unit);
            (rest, bytes) = (after, 0);
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn words_of_both_scripts_and_blanks() {
        assert_eq!(units("Beds in 5"), ["Beds", " ", "in", " ", "5"]);
        assert_eq!(units("ล่าม 24"), ["ล่าม", " ", "24"]);
        assert_eq!(units("จัดทำบัญชีล่าม"), ["จัดทำ", "บัญชี", "ล่าม"]);
        assert_eq!(units(""), Vec::<&str>::new());
        for text in ["ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง", "a\u{200b}b", "  x "]
        {
            assert_eq!(units(text).concat(), text);
        }
    }
}
