//! Lines of a list as they are pasted from a document: each without the mark that it has there.

/// Signs that stand before the points of a list. They are marks where a blank follows them.
const SIGNS: &[char] =
    &['-', '*', '•', '–', '—', '·', '▪', '▫', '◦', '‣', '●', '○', '■', '□', '►', '➢', '✓', '✔'];

/// Digits of a number that counts the points of a list, at most.
const DIGITS: usize = 3;

/// Marks before one line, at most: `• 1.`
const MARKS: usize = 2;

/// The lines of a text that hold something, each without its mark.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    // Terminals send a pasted line end as CR, files hold LF or both.
    text.split(['\r', '\n']).map(unmarked).filter(|line| !line.is_empty())
}

/// A line without the mark of a list before it: `1.`, `1)`, `(2)`, `๑.`, `-`, `•`, `*`, `[x]`, a
/// number before a tab. Where nothing follows a mark the line is blank. `1.5 million` and `-5`
/// keep theirs.
#[must_use]
pub fn unmarked(line: &str) -> &str {
    let mut rest = trimmed(line);
    for _ in 0..MARKS {
        let Some(next) = behind_sign(rest).or_else(|| behind_number(rest)) else { break };
        rest = trimmed(next);
    }
    rest
}

/// Blanks at both ends, and what does not show, are nobody's text.
fn trimmed(line: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    line.trim_matches(blank)
}

/// What follows a sign and a blank.
fn behind_sign(line: &str) -> Option<&str> {
    for boxed in ["[ ]", "[x]", "[X]"] {
        if let Some(rest) = line.strip_prefix(boxed).filter(|rest| begins_blank(rest)) {
            return Some(rest);
        }
    }
    let rest = line.strip_prefix(SIGNS)?;
    // No word begins with these two, with or without a blank.
    let plain = line.starts_with(['•', '▪']);
    (plain || begins_blank(rest)).then_some(rest)
}

/// What follows a number and its sign.
fn behind_number(line: &str) -> Option<&str> {
    let open = line.strip_prefix('(');
    let from = open.unwrap_or(line);
    let rest = from.trim_start_matches(is_digit);
    let digits = from.chars().take_while(|c| is_digit(*c)).count();
    if digits == 0 || digits > DIGITS {
        return None;
    }
    if open.is_some() {
        return rest.strip_prefix(')');
    }
    if rest.starts_with('\t') {
        return Some(rest);
    }
    let after = rest.strip_prefix(['.', ')'])?;
    let counts_on = after.starts_with(|c: char| is_digit(c) || matches!(c, '.' | '%'));
    (!counts_on).then_some(after)
}

fn begins_blank(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('๐'..='๙').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_of_lists_go_and_nothing_else() {
        for (line, text) in [
            ("1. Beds", "Beds"),
            ("1.Beds", "Beds"),
            ("12) Beds", "Beds"),
            ("(2) Beds", "Beds"),
            ("๑. เตียง", "เตียง"),
            ("๑๒) เตียง", "เตียง"),
            ("๑.เตียง", "เตียง"),
            ("\t- Beds", "Beds"),
            ("-\tBeds", "Beds"),
            ("• Beds", "Beds"),
            ("•Beds", "Beds"),
            ("* Beds @IOM", "Beds @IOM"),
            ("\u{FEFF}– Beds", "Beds"),
            ("- [ ] Beds", "Beds"),
            ("• 3. Beds", "Beds"),
            ("7\tBeds\t", "Beds"),
            ("- ", ""),
            ("4.", ""),
            ("1.5 million people", "1.5 million people"),
            ("24 hours", "24 hours"),
            ("24/7 hotline", "24/7 hotline"),
            ("2569. ปีนี้", "2569. ปีนี้"),
            ("-5 degrees", "-5 degrees"),
            ("*bold* words", "*bold* words"),
            ("(why) not", "(why) not"),
            ("@IOM beds", "@IOM beds"),
            ("👨‍👩‍👧 families", "👨‍👩‍👧 families"),
        ] {
            assert_eq!(unmarked(line), text, "{line:?}");
        }
        let text = "1. One\r\n\r\n  2. สอง\r• three\n-\n";
        assert_eq!(lines(text).collect::<Vec<_>>(), ["One", "สอง", "three"]);
    }

    proptest! {
        #[test]
        fn what_stays_is_the_end_of_the_line(line in "[-*•(1๑. )\t]{0,6}[a-zก-ฮ👍🏽่ ]{0,12}") {
            let rest = unmarked(&line);
            prop_assert!(line.contains(rest));
            prop_assert!(line.chars().filter(|c| c.is_alphabetic()).eq(rest.chars().filter(|c| c.is_alphabetic())));
        }
    }
}
