//! A lint for personal data in what is typed (design.md D9, domain.md A5): a warning, never a
//! block. It looks for forms, so it can be wrong both ways; case records do not belong here.

#[path = "personal_names.rs"]
mod names;

use std::ops::Range;

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// A Thai identity number: 13 digits with a right check digit.
    ThaiId,
    /// 1 or 2 capitals and 6 or 7 digits, or 1 capital and 8 (Chinese passports).
    Passport,
    /// A Thai or an international telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A person's name after a title.
    NameTitle,
}

impl Found {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::ThaiId, Self::Passport, Self::Phone, Self::Email, Self::NameTitle];

    /// Key of its name in the language bundles.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ThaiId => "personal.thai_id",
            Self::Passport => "personal.passport",
            Self::Phone => "personal.phone",
            Self::Email => "personal.email",
            Self::NameTitle => "personal.name_title",
        }
    }
}

/// What looks like personal data in `text`, as byte ranges of it in ascending order that do not
/// overlap and stand on character boundaries. Thai digits count as digits.
#[must_use]
pub fn look(text: &str) -> Vec<(Found, Range<usize>)> {
    let line = Line::new(text);
    let mut found: Vec<(Found, Range<usize>)> = Vec::new();
    // Surest first: what was found keeps its place.
    for (kind, finder) in FINDERS {
        let mut at = 0;
        while at < line.chars.len() {
            let Some(end) = finder(&line, at).filter(|range| range.start < range.end) else {
                at += 1;
                continue;
            };
            let bytes = line.byte(end.start)..line.byte(end.end);
            if found.iter().all(|(_, other)| bytes.end <= other.start || other.end <= bytes.start) {
                found.push((kind, bytes));
            }
            at = end.end.max(at + 1);
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Answers the range of characters found from `at` on, if something starts just there (for an
/// address: if its sign is there).
type Finder = fn(&Line, usize) -> Option<Range<usize>>;

const FINDERS: [(Found, Finder); 5] = [
    (Found::Email, email),
    (Found::ThaiId, thai_id),
    (Found::Phone, phone),
    (Found::Passport, passport),
    (Found::NameTitle, names::name_title),
];

/// The text by characters, Thai digits as ASCII ones, with the byte each starts at.
struct Line {
    chars: Vec<(usize, char)>,
    bytes: usize,
}

impl Line {
    fn new(text: &str) -> Self {
        let plain = |c: char| {
            let value = u32::from(c).checked_sub(0x0E50);
            value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
        };
        let chars = text.char_indices().map(|(byte, c)| (byte, plain(c))).collect();
        Self { chars, bytes: text.len() }
    }

    /// The character at `at`; a line feed outside the text, which nothing matches.
    fn get(&self, at: usize) -> char {
        self.chars.get(at).map_or('\n', |(_, c)| *c)
    }

    /// The character `back` before `at`.
    fn before(&self, at: usize, back: usize) -> char {
        at.checked_sub(back).map_or('\n', |at| self.get(at))
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.bytes, |(byte, _)| *byte)
    }

    /// Length of the run from `at` on of characters that fulfil `is`; counted to 256, which is
    /// more than anything here has, so that a long paste costs no more than its length.
    fn run(&self, at: usize, is: impl Fn(char) -> bool) -> usize {
        self.chars.iter().skip(at).take(256).take_while(|(_, c)| is(*c)).count()
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        word.chars().zip(at..).all(|(c, at)| self.get(at) == c)
    }

    fn ends(&self, at: usize, word: &str) -> bool {
        at.checked_sub(word.chars().count()).is_some_and(|at| self.starts(at, word))
    }

    /// Whether a number or code may start at `at`: not inside a word, a ref (`A-17`), a document
    /// number (`0801/1234`) or an amount (`1,500`).
    fn fresh(&self, at: usize) -> bool {
        let (before, further) = (self.before(at, 1), self.before(at, 2));
        match before {
            '-' | '/' => !further.is_ascii_alphanumeric(),
            '.' | ',' | ':' => !further.is_ascii_digit(),
            _ => !before.is_ascii_alphanumeric() && before != '_',
        }
    }

    /// Whether a number or code may end before `at`.
    fn over(&self, at: usize) -> bool {
        let (next, further) = (self.get(at), self.get(at + 1));
        match next {
            ',' | '.' | '/' => !further.is_ascii_digit(),
            _ => !next.is_ascii_alphanumeric() && next != '_',
        }
    }

    /// Groups of digits from `start` on with one separator (and brackets) between them, while
    /// they have not more than `most` digits together.
    fn groups(&self, start: usize, most: usize) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let (mut at, mut count, mut blank) = (start, 0, false);
        loop {
            let length = self.run(at, |c| c.is_ascii_digit());
            count += length;
            if length == 0 || count > most {
                return groups;
            }
            groups.push(Group { start: at, length, count, blank });
            at += length;
            let gap = self.run(at, |c| is_dash(c) || matches!(c, ' ' | '\u{A0}' | '(' | ')'));
            let bracket = (at..at + gap).any(|at| matches!(self.get(at), '(' | ')'));
            if gap == 0 || gap > 1 + usize::from(bracket) * 2 {
                return groups;
            }
            blank = !is_dash(self.get(at));
            at += gap;
        }
    }

    fn digits(&self, groups: &[Group]) -> Vec<u32> {
        let places = groups.iter().flat_map(|group| group.start..group.start + group.length);
        places.filter_map(|at| self.get(at).to_digit(10)).collect()
    }
}

/// A run of digits; `count` is that of all up to here.
struct Group {
    start: usize,
    length: usize,
    count: usize,
    /// A blank or bracket, not a dash, stands before it.
    blank: bool,
}

impl Group {
    fn end(&self) -> usize {
        self.start + self.length
    }
}

fn is_dash(c: char) -> bool {
    c == '-' || ('\u{2010}'..='\u{2015}').contains(&c)
}

/// 13 digits in one piece, with dashes, or with blanks where the card has them (1-4-5-2-1).
fn thai_id(line: &Line, at: usize) -> Option<Range<usize>> {
    let starts = line.get(at).is_ascii_digit() && line.fresh(at);
    let groups = starts.then(|| line.groups(at, 13))?;
    let last = groups.last().filter(|last| last.count == 13 && line.over(last.end()))?;
    let blanks = groups.iter().any(|group| group.blank);
    let card = groups.iter().map(|group| group.length).eq([1, 4, 5, 2, 1]);
    let fits = card || !blanks;
    let digits = line.digits(&groups);
    let (check, rest) = digits.split_last()?;
    // d13 = (11 - sum of d_i * (14 - i) mod 11) mod 10 (domain.md A5).
    let sum: u32 = rest.iter().zip((2..=13).rev()).map(|(digit, weight)| digit * weight).sum();
    (fits && (11 - sum % 11) % 10 == *check).then(|| at..last.end())
}

/// `081-234-5678`, `02 123 4567`, `053-123-456`; `+` and 8 to 15 digits.
fn phone(line: &Line, at: usize) -> Option<Range<usize>> {
    if line.get(at) == '+' {
        let first = at + 1 + usize::from(line.get(at + 1) == '(');
        let groups = line.groups(first, 15);
        // Past 11 digits a blank rather starts another number.
        let kept = groups.iter().take_while(|g| !g.blank || g.count - g.length < 11).last()?;
        let fits = (8..=15).contains(&kept.count) && line.get(first) != '0';
        let alone = !line.before(at, 1).is_ascii_alphanumeric() && line.over(kept.end());
        return (fits && alone).then(|| at..kept.end());
    }
    if line.get(at) != '0' && line.get(at) != '(' || !line.fresh(at) {
        return None;
    }
    let first = at + usize::from(line.get(at) == '(');
    let groups = line.groups(first, 14);
    let wanted = match line.digits(&groups).get(..2)? {
        [0, 6 | 8 | 9] => 10,
        [0, 2..=5 | 7] => 9,
        _ => return None,
    };
    let length = groups.iter().position(|group| group.count == wanted)? + 1;
    let groups = groups.get(..length)?;
    let end = groups.last().filter(|last| line.over(last.end()))?.end();
    // Dates and lists of numbers have shorter groups.
    let short = groups.iter().skip(1).filter(|group| group.length < 3).count();
    (short == 0 && groups.len() <= 4).then_some(at..end)
}

/// Capitals and digits without a blank; not a round sum (`RM500000`).
fn passport(line: &Line, at: usize) -> Option<Range<usize>> {
    if !line.fresh(at) {
        return None;
    }
    let letters = line.run(at, |c| c.is_ascii_uppercase());
    let digits = line.run(at + letters, |c| c.is_ascii_digit());
    let end = at + letters + digits;
    let form = matches!((letters, digits), (1, 6..=8) | (2, 6 | 7));
    let code = is_dash(line.get(end)) && line.get(end + 1).is_ascii_alphanumeric();
    let round = line.ends(end, "000");
    (form && line.over(end) && !code && !round).then_some(at..end)
}

/// Found at its `@`.
fn email(line: &Line, at: usize) -> Option<Range<usize>> {
    if line.get(at) != '@' {
        return None;
    }
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let mut start = at - (1..=at).take_while(|back| is_local(line.before(at, *back))).count();
    start += line.run(start, |c| c == '.' || c == '-');
    let run = line.run(at + 1, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let domain: String = (at + 1..=at + run).map(|at| line.get(at)).collect();
    let domain = domain.trim_end_matches(['.', '-']);
    let (name, top) = domain.rsplit_once('.')?;
    let fits = start < at
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_alphabetic())
        && name.split('.').all(|label| !label.is_empty());
    fits.then(|| start..at + 1 + domain.len())
}

#[cfg(test)]
mod tests {
    use super::Found::{Email, Passport, Phone, ThaiId};
    use super::*;
    use proptest::prelude::*;

    pub(super) fn found(text: &str) -> Vec<(Found, &str)> {
        look(text).into_iter().map(|(kind, range)| (kind, text.get(range).unwrap())).collect()
    }

    pub(super) fn one(kind: Found, text: &str, hit: &str) {
        assert_eq!(found(text), [(kind, hit)], "{text}");
    }

    pub(super) fn none(texts: &[&str]) {
        for text in texts {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers() {
        one(ThaiId, "ID 1101700230708.", "1101700230708");
        one(ThaiId, "เลข1-1017-00230-70-8ครับ", "1-1017-00230-70-8");
        one(ThaiId, "1 1017 00230 70 8", "1 1017 00230 70 8");
        one(ThaiId, "๑๑๐๑๗๐๐๒๓๐๗๐๘", "๑๑๐๑๗๐๐๒๓๐๗๐๘");
        one(Passport, "passport AA1234567,", "AA1234567");
        one(Passport, "เล่มที่E12345678", "E12345678");
        for number in [
            "0812345678",
            "081-234-5678",
            "08 1234 5678",
            "02-123-4567",
            "021234567",
            "053 123 456",
            "(02) 123 4567",
            "+66 81 234 5678",
            "+66 (0) 81 234 5678",
            "+95-9-1234-5678",
            "+85512345678",
            "๐๘๑-๒๓๔-๕๖๗๘",
        ] {
            one(Phone, number, number);
            one(Phone, &format!("โทร.{number} ต่อ 12"), number);
        }
        assert_eq!(found("081-234-5678 / 089-123-4567").len(), 2);
        one(Phone, "Tel:0812345678", "0812345678");
        none(&[
            "1101700230709",
            "1 101 700 230 708",
            "21101700230708",
            "1,500,000",
            "1 500 000 000",
            "A-17",
            "24/7",
            "2569",
            "30/06/2569",
            "2026-06-30",
            "05-06-2569 10 11",
            "09:30-10:45",
            "ที่ ยธ 0801/1234",
            "TH-2026-00123",
            "DOC123456",
            "RM500000",
            "FY2569",
            "ก.ค. 2569-2570",
            "+14 d, 2nd",
            "+1 204",
            "0.0812345678",
            "S-0812345678",
            "0812345678/2569",
            "v2.0.1",
            "AA1234567-B",
            "06 30 2026 12",
            "33 of 40, 71 %",
            "UTC+07:00",
        ]);
    }

    #[test]
    fn addresses() {
        one(Email, "mail s.chai+x@dsi.go.th.", "s.chai+x@dsi.go.th");
        one(Email, "อีเมลa@b.coค่ะ", "a@b.co");
        one(Email, "0812345678@mail.com", "0812345678@mail.com");
        none(&["@-", "@DSI", "@ 10:00", "a@b", "a@b.1", "x @dsi.go.th", "a@.com"]);
    }

    #[test]
    fn keys_differ() {
        let keys = Found::ALL.map(Found::key);
        assert!(keys.iter().all(|key| key.starts_with("personal.")));
        assert!((1..keys.len()).all(|at| !keys[..at].contains(&keys[at])));
    }

    proptest! {
        #[test]
        fn ranges_are_sound(text in "(นาย|ด\\.ช\\.|Mr |[0-9๐-๙ +().@-]|[A-Ca-c]|\\PC){0,40}") {
            let mut end = 0;
            for (_, range) in look(&text) {
                prop_assert!(end <= range.start && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
