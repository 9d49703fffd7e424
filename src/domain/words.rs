//! The texts of one language by their keys, and how a [`Saying`] becomes a sentence.

use std::{collections::HashMap, sync::OnceLock};

use super::{
    dates::write,
    lang::Lang,
    saying::{Said, Saying},
};

/// A text of a bundle. Holes are written `{name}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One form.
    One(String),
    /// A form for exactly one and a form for all other counts; the count is the hole `n`.
    Counted {
        /// For one.
        one: String,
        /// For all others.
        other: String,
    },
}

/// Makes a text of how a bundle writes it; none where that cannot be read.
pub type Read = fn(&'static str) -> Option<Text>;

/// A text as its bundle writes it, and what was read of it.
#[derive(Clone, Debug)]
struct Entry {
    written: &'static str,
    read: OnceLock<Option<Text>>,
}

/// Finds the texts of a language: their keys, and how the bundle writes them.
pub type Find = fn() -> Vec<(&'static str, &'static str)>;

/// The texts of a language, with those of another behind them. They are found when the first is
/// asked for, and each is read when it is asked for itself: a run of the program shows few of
/// all that there are, and many show none.
#[derive(Clone, Debug)]
pub struct Words {
    lang: Lang,
    find: Find,
    texts: OnceLock<HashMap<&'static str, Entry>>,
    read: Read,
    behind: Option<fn() -> Words>,
    loaded_behind: OnceLock<Box<Words>>,
}

impl Words {
    /// How a language's texts are found, and how one is read; a text that is missing comes from
    /// `behind`, which is loaded when it is needed.
    #[must_use]
    pub fn new(lang: Lang, find: Find, read: Read, behind: Option<fn() -> Self>) -> Self {
        let (texts, loaded_behind) = (OnceLock::new(), OnceLock::new());
        Self { lang, find, texts, read, behind, loaded_behind }
    }

    fn texts(&self) -> &HashMap<&'static str, Entry> {
        let entry = |(key, written)| (key, Entry { written, read: OnceLock::new() });
        self.texts.get_or_init(|| (self.find)().into_iter().map(entry).collect())
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The keys of this language's own texts.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts().keys().copied()
    }

    /// The text of this language itself.
    #[must_use]
    pub fn own(&self, key: &str) -> Option<&Text> {
        let entry = self.texts().get(key)?;
        entry.read.get_or_init(|| (self.read)(entry.written)).as_ref()
    }

    fn find(&self, key: &str) -> Option<&Text> {
        self.own(key).or_else(|| {
            let behind = self.behind?;
            self.loaded_behind.get_or_init(|| Box::new(behind())).find(key)
        })
    }

    /// A text without holes; its key where no language has it.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        match self.find(key) {
            Some(Text::One(text) | Text::Counted { other: text, .. }) => text,
            None => key,
        }
    }

    /// A message in this language.
    #[must_use]
    pub fn say(&self, saying: &Saying) -> String {
        let template = match self.find(saying.key) {
            Some(Text::One(text)) => text.as_str(),
            Some(Text::Counted { one, other }) => {
                let one_of = saying.values.contains(&("n", Said::Number(1)));
                if one_of { one } else { other }
            }
            None => return self.bare(saying),
        };
        let mut said = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            match after.split_once('}') {
                Some((name, after)) => {
                    match saying.values.iter().find(|(known, _)| *known == name) {
                        Some((_, value)) => said.push_str(&self.value(value)),
                        None => {
                            said.push('{');
                            said.push_str(name);
                            said.push('}');
                        }
                    }
                    rest = after;
                }
                None => {
                    said.push('{');
                    rest = after;
                }
            }
        }
        said.push_str(rest);
        said
    }

    /// What is left to say where the bundles lack the key: the key and its values.
    fn bare(&self, saying: &Saying) -> String {
        let values = saying.values.iter().map(|(_, value)| self.value(value));
        std::iter::once(saying.key.to_owned()).chain(values).collect::<Vec<_>>().join(" ")
    }

    fn value(&self, value: &Said) -> String {
        match value {
            Said::Text(text) => text.clone(),
            Said::Number(number) => thousands(*number),
            Said::Date(date) => write::both(*date),
            Said::Saying(saying) => self.say(saying),
        }
    }
}

/// A count with thin blanks between its thousands.
#[must_use]
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &'static str) -> Option<Text> {
        Some(match written.split_once('|') {
            Some((one, other)) => Text::Counted { one: one.to_owned(), other: other.to_owned() },
            None => Text::One(written.to_owned()),
        })
    }

    fn words() -> Words {
        let find = || vec![("plain", "{a} and {b}, {c}"), ("ideas", "1 idea|{n} ideas")];
        Words::new(Lang::En, find, read, None)
    }

    #[test]
    fn a_text_that_is_missing_comes_from_the_language_behind() {
        let words = Words::new(Lang::Th, || vec![("own", "x")], read, Some(words));
        assert_eq!(words.text("own"), "x");
        assert_eq!(words.text("plain"), "{a} and {b}, {c}");
        assert_eq!(words.text("nowhere"), "nowhere");
        assert!(words.own("plain").is_none());
    }

    #[test]
    fn holes_are_filled_and_unknown_ones_stay() {
        let said =
            Saying::new("plain").with("a", "x{b}").with("b", Saying::new("ideas").with("n", 1_i64));
        assert_eq!(words().say(&said), "x{b} and 1 idea, {c}");
        assert_eq!(words().say(&Saying::new("ideas").with("n", 1234_i64)), "1\u{202f}234 ideas");
        assert_eq!(words().say(&Saying::new("none").with("a", "b")), "none b");
    }
}
