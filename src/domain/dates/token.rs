//! Folding and splitting of a typed date.

/// A piece of a folded date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits and how many they were; `2569` is a year, `69` half of one.
    Number {
        /// Their value.
        value: u32,
        /// How many digits were typed, 1 to 9.
        digits: usize,
    },
    /// Letters in lower case, without dots.
    Word(String),
    /// One of `/`, `.` and `-` between numbers or words.
    Mark(char),
    /// `+`
    Plus,
}

/// Lower case, ASCII digits and dashes, blanks for white space and commas, no invisible
/// characters, SARA AM in one piece and tone marks after their vowel.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{00ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            '๐'..='๙' => {
                let digit = u32::from(c).wrapping_sub(u32::from('๐'));
                folded.push(char::from_digit(digit, 10).unwrap_or(c));
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
            ',' => folded.push(' '),
            // NIKHAHIT and SARA AA are SARA AM in two pieces.
            'า' if folded.ends_with('\u{0e4d}') => {
                folded.pop();
                folded.push('ำ');
            }
            '\u{0e31}' | '\u{0e34}'..='\u{0e39}'
                if folded.ends_with(['\u{0e48}', '\u{0e49}', '\u{0e4a}', '\u{0e4b}']) =>
            {
                let tone = folded.pop();
                folded.push(c);
                folded.extend(tone);
            }
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

/// Whether `c` stands in a word.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{0e01}'..='\u{0e3a}' | '\u{0e40}'..='\u{0e4e}')
}

/// The pieces of a folded text; `None` where a character belongs to no date. Thai words that
/// are written together with an era mark come apart.
pub(super) fn split(folded: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' => {}
            '/' | '.' | '-' => tokens.push(Token::Mark(c)),
            '+' => tokens.push(Token::Plus),
            '0'..='9' => {
                let (mut value, mut digits) = (c.to_digit(10)?, 1);
                while let Some(next) = chars.peek().and_then(|n| n.to_digit(10)) {
                    chars.next();
                    digits += 1;
                    value = value.checked_mul(10)?.checked_add(next)?;
                }
                if digits > 9 {
                    return None;
                }
                tokens.push(Token::Number { value, digits });
            }
            c if is_letter(c) => {
                let mut word = String::from(c);
                while let Some(next) = chars.next_if(|n| is_letter(*n) || *n == '.') {
                    if next != '.' {
                        word.push(next);
                    }
                }
                push_word(&mut tokens, word);
            }
            _ => return None,
        }
    }
    Some(tokens)
}

fn push_word(tokens: &mut Vec<Token>, word: String) {
    for era in ["พศ", "คศ"] {
        if let Some(before) = word.strip_suffix(era).filter(|before| !before.is_empty()) {
            tokens.push(Token::Word(before.to_owned()));
            tokens.push(Token::Word(era.to_owned()));
            return;
        }
    }
    tokens.push(Token::Word(word));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(fold("\u{feff}๓๐ JUN,\u{a0}๒๕๖๙"), "30 jun  2569");
        assert_eq!(fold("3\u{200b}0–6"), "30-6");
        assert_eq!(fold("ไม่ก\u{0e4d}าหนด"), "ไม่กำหนด");
        assert_eq!(fold("วันน\u{0e49}\u{0e35}"), "วันน\u{0e35}\u{0e49}");
    }

    #[test]
    fn splitting() {
        let word = |w: &str| Token::Word(w.to_owned());
        let number = |value, digits| Token::Number { value, digits };
        assert_eq!(
            split("30มิ.ย.พ.ศ.2569").unwrap(),
            [number(30, 2), word("มิย"), word("พศ"), number(2569, 4)]
        );
        assert_eq!(split("+06w").unwrap(), [Token::Plus, number(6, 2), word("w")]);
        assert_eq!(split("1_2"), None);
        assert_eq!(split("12345678901"), None);
        assert_eq!(split("0000000000"), None);
    }
}
