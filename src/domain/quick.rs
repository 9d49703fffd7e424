//! The quick-add line: words for the title, and tokens for who, what kind and when.
//!
//! `Set up interpreter roster @IOM +DSI due:30/1/69 #protection !high tlp:green`
//!
//! A token stands at a word's start: `@NAME`, `+NAME`, `#TAG`, `!high|!normal|!low`, and
//! `KEY:VALUE` with a key of [`Key::ALL`] in any case. `-` as the value clears. A value may
//! stand in quotes, straight or curly, or have its blanks kept by a backslash
//! (`@"Embassy of Kenya"`, `@Org\ 1`); in quotes a backslash also keeps `"` and itself. A
//! backslash before a token makes it a word: `\@`, `\due:x`.
//!
//! Whatever is no token is the title, verbatim: a sign with nothing (no letter or digit)
//! behind it, any other `!word`, an unknown `key:`, a web address, a quote in a word. A quote
//! that never closes, or closes inside a word, is text, and its token ends at the next blank.
//! Quotes and backslashes keep blanks in values of up to 500 bytes.

use std::ops::Range;

/// A line taken apart; nothing is looked up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The title as typed, one space between words; `None` where the line has no words.
    pub words: Option<String>,
    /// The tokens in the order typed; the same kind may come more than once.
    pub tokens: Vec<Token>,
}

/// One token of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it sets.
    pub kind: Mark,
    /// What it sets it to.
    pub value: Given,
    /// Its bytes in the line, sign or key and quotes included, for highlighting.
    pub at: Range<usize>,
}

/// What a token sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `@`: the organisation it comes from or falls to.
    Lead,
    /// `+`: a supporting organisation.
    Support,
    /// `#`: a tag.
    Tag,
    /// `!`: the priority; the value is `high`, `normal` or `low` in lower case.
    Priority,
    /// `key:`
    Key(Key),
}

/// A key of `key:value`, of all nouns together; which a noun has is the reader's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The day it is due.
    Due,
    /// The day it starts; of an agenda item the time of day.
    Start,
    /// The sharing label.
    Tlp,
    /// The group table it comes from.
    Table,
    /// Where it takes place.
    Place,
    /// The objective it serves.
    Objective,
    /// The key issue it answers.
    Issue,
    /// The decision it carries out.
    Decision,
    /// The meeting it belongs to.
    Meeting,
    /// How many days it takes.
    Days,
    /// How many minutes are planned for it.
    Min,
    /// What must be done before it; several refs stay one text here (`A-1,A-2`).
    After,
    /// The language it is written in.
    Lang,
}

impl Key {
    /// All keys, in the order help lists them.
    pub const ALL: [Self; 13] = [
        Self::Due,
        Self::Start,
        Self::Tlp,
        Self::Table,
        Self::Place,
        Self::Objective,
        Self::Issue,
        Self::Decision,
        Self::Meeting,
        Self::Days,
        Self::Min,
        Self::After,
        Self::Lang,
    ];

    /// The key as typed before the colon, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Start => "start",
            Self::Tlp => "tlp",
            Self::Table => "table",
            Self::Place => "place",
            Self::Objective => "objective",
            Self::Issue => "issue",
            Self::Decision => "decision",
            Self::Meeting => "meeting",
            Self::Days => "days",
            Self::Min => "min",
            Self::After => "after",
            Self::Lang => "lang",
        }
    }

    /// The key with this name in any case, without the colon; `None` if there is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name().eq_ignore_ascii_case(name))
    }
}

/// What stands behind a sign or key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A text with at least one character that is not blank, without quotes and escapes.
    Text(String),
    /// `-`: nothing from now on.
    Clear,
}

/// Takes a line apart. Every line reads as something, so this never fails.
#[must_use]
pub fn lex(line: &str) -> Draft {
    let mut draft = Draft::default();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let word = rest.trim_start();
        if word.is_empty() {
            break;
        }
        at += rest.len() - word.len();
        // A copied line may carry invisible characters before its first sign.
        let bare = word.trim_start_matches(['\u{200b}', '\u{2060}', '\u{feff}']);
        if let Some((kind, value, length)) = token(bare) {
            let start = at + word.len() - bare.len();
            at = start + length;
            draft.tokens.push(Token { kind, value, at: start..at });
        } else {
            let end = word_end(word);
            let text = word.get(..end).unwrap_or(word);
            push_word(&mut draft.words, unescaped(text));
            at += end;
        }
    }
    draft
}

fn push_word(words: &mut Option<String>, word: &str) {
    match words {
        Some(text) => {
            text.push(' ');
            text.push_str(word);
        }
        None => *words = Some(word.to_owned()),
    }
}

/// Bytes up to the next blank.
fn word_end(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// A word without the backslash that takes a sign's or key's meaning away. Of several
/// backslashes one goes, so that a title can begin with `\@` too.
fn unescaped(word: &str) -> &str {
    let sign = word.trim_start_matches('\\');
    if sign.starts_with(['@', '+', '#', '!']) || key(sign).is_some() {
        word.strip_prefix('\\').unwrap_or(word)
    } else {
        word
    }
}

/// The key at the start of a text and what follows its colon.
fn key(text: &str) -> Option<(Key, &str)> {
    // No key is longer than ten letters, so a long word is not searched through.
    let colon = text.char_indices().take(11).find(|(_, c)| *c == ':')?.0;
    let (name, value) = text.split_at_checked(colon)?;
    Some((Key::parse(name)?, value.strip_prefix(':')?))
}

/// The token at the start of a text: kind, value and bytes; `None` where it is a word.
fn token(text: &str) -> Option<(Mark, Given, usize)> {
    let mut chars = text.chars();
    let kind = match chars.next()? {
        '@' => Mark::Lead,
        '+' => Mark::Support,
        '#' => Mark::Tag,
        '!' => return priority(chars.as_str()),
        _ => {
            let (key, rest) = key(text)?;
            // `table://…` is an address.
            if rest.starts_with("//") {
                return None;
            }
            let (value, length) = value(rest)?;
            return Some((Mark::Key(key), value, text.len() - rest.len() + length));
        }
    };
    let (value, length) = value(chars.as_str())?;
    let quoted = chars.as_str().starts_with(OPENING);
    if let Given::Text(name) = &value
        && !quoted
        && !name.chars().any(char::is_alphanumeric)
    {
        // `+/-`, `##` and `@@` name nobody.
        return None;
    }
    Some((kind, value, 1 + length))
}

/// The priority behind a `!`.
fn priority(rest: &str) -> Option<(Mark, Given, usize)> {
    let end = word_end(rest);
    let given = rest.get(..end)?;
    let value = if given == "-" {
        Given::Clear
    } else {
        let level =
            ["high", "normal", "low"].into_iter().find(|l| l.eq_ignore_ascii_case(given))?;
        Given::Text(level.to_owned())
    };
    Some((Mark::Priority, value, 1 + end))
}

/// How far into a value quotes and backslashes keep blanks, so that a long line of openings
/// is not searched to its end for each.
const REACH: usize = 500;

/// What opens a quoted value; word processors make the second of the first.
const OPENING: [char; 2] = ['"', '“'];

/// The value at the start of a text and its bytes; `None` where there is nothing.
fn value(text: &str) -> Option<(Given, usize)> {
    let (given, length) = quoted(text).unwrap_or_else(|| plain(text));
    if given.trim().is_empty() {
        return None;
    }
    // A quoted or escaped minus is a name like any other.
    let clears = given == "-" && length == 1;
    Some((if clears { Given::Clear } else { Given::Text(given) }, length))
}

/// A value in quotes that close at a word's end, and its bytes with the quotes.
fn quoted(text: &str) -> Option<(String, usize)> {
    let open = text.chars().next().filter(|c| OPENING.contains(c))?;
    let close = if open == '“' { '”' } else { open };
    let mut given = String::new();
    let mut chars = text.char_indices().take_while(|(at, _)| *at < REACH).skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == close {
            let end = at + c.len_utf8();
            let ends = text.get(end..)?.chars().next().is_none_or(char::is_whitespace);
            return ends.then_some((given, end));
        }
        let kept = chars.next_if(|(_, next)| c == '\\' && (*next == close || *next == '\\'));
        given.push(kept.map_or(c, |(_, next)| next));
    }
    None
}

/// A value up to the next blank that no backslash keeps, and its bytes.
fn plain(text: &str) -> (String, usize) {
    let mut given = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            return (given, at);
        }
        let kept = chars.next_if(|(_, next)| {
            // At the start also a quote or minus that is meant as such.
            c == '\\'
                && at < REACH
                && (next.is_whitespace() || (at == 0 && matches!(next, '"' | '“' | '-')))
        });
        given.push(kept.map_or(c, |(_, next)| next));
    }
    (given, text.len())
}

#[cfg(test)]
#[path = "quick_tests.rs"]
mod tests;
