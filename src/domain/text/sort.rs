//! Order of Thai and Latin text in lists (domain.md E3.4; the Royal Institute dictionary's rule).

use super::{fold::fold, is_consonant, is_leading_vowel};

/// A key whose byte order is the order of the texts: on folded text, leading vowels count after
/// the consonant they are written before, and tone marks, ็ and ์ only decide between texts that
/// are otherwise alike (none before ็ ่ ้ ๊ ๋ ์, the first difference from the left). Equal keys
/// mean texts that fold alike. Not for display.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut key = String::with_capacity(folded.len() * 2);
    let mut marks = String::new();
    let mut marked = false;
    let mut leading = None;
    for c in folded.chars() {
        if is_tone(c) {
            marks.push(c);
            marked = true;
            continue;
        }
        if let Some(vowel) = leading.take() {
            if is_consonant(c) {
                push(&mut key, &mut marks, c);
                push(&mut key, &mut marks, vowel);
                continue;
            }
            push(&mut key, &mut marks, vowel);
        }
        if is_leading_vowel(c) {
            leading = Some(c);
        } else {
            push(&mut key, &mut marks, c);
        }
    }
    if let Some(vowel) = leading {
        push(&mut key, &mut marks, vowel);
    }
    if marked {
        key.push('\0');
        key.push_str(&marks);
    }
    key
}

/// A letter, and in the marks the place where its own would follow: lower than any mark, so
/// that a letter without one comes first.
fn push(key: &mut String, marks: &mut String, c: char) {
    key.push(c);
    marks.push('\u{1}');
}

fn is_tone(c: char) -> bool {
    ('\u{0E47}'..='\u{0E4C}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_order() {
        let order = [
            "1",
            "a-17",
            "DSI",
            "กก",
            "กรม",
            "กา",
            "ก่า",
            "ก้า",
            "กาก",
            "กำ",
            "เก",
            "เก่า",
            "เก้า",
            "แก",
            "ไก่",
            "ขา",
            "เขา",
            "เข่า",
            "เข้า",
            "ตำรวจ",
            "แม่สอด",
            "ยุติธรรม",
            "อำเภอ",
            "เอกสาร",
        ];
        for two in order.windows(2) {
            assert!(sort_key(two[0]) < sort_key(two[1]), "{} {}", two[0], two[1]);
        }
    }

    #[test]
    fn folds_first() {
        assert_eq!(sort_key("จัดทํา"), sort_key("จัดทำ"));
        assert_eq!(sort_key("ABC "), "abc");
        assert_eq!(sort_key("เ"), "เ");
        assert_eq!(sort_key("เ a"), "เ a");
    }
}
