//! Loads the language bundles, which are part of the program.

use serde::Deserialize;

use crate::domain::{
    lang::Lang,
    words::{Text, Words},
};

/// The bundles, a file for each part of the program.
macro_rules! bundles {
    ($($part:literal),+ $(,)?) => {
        const ENGLISH: &[&str] =
            &[$(include_str!(concat!("../../config/texts/en/", $part, ".toml"))),+];
        const THAI: &[&str] =
            &[$(include_str!(concat!("../../config/texts/th/", $part, ".toml"))),+];
    };
}

bundles!(
    "cli", "dates", "domain", "fields", "form", "ops", "report", "round", "screens", "session",
    "start", "tui"
);

/// A text as it stands in a bundle.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Counted { one: String, other: String },
}

/// The texts of a language, with English behind another.
///
/// The bundles are compiled in and a test reads every text, so one that cannot be read is left
/// out rather than failing at start.
#[must_use]
pub fn load(lang: Lang) -> Words {
    match lang {
        Lang::En => Words::new(lang, || lines(ENGLISH), read, None),
        Lang::Th => Words::new(lang, || lines(THAI), read, Some(|| load(Lang::En))),
    }
}

/// The keys of bundles, with what is written behind them. A bundle has a text on each line, so
/// that finding one costs no parsing of all: that took longer than drawing the first screen.
fn lines(parts: &'static [&'static str]) -> Vec<(&'static str, &'static str)> {
    let lines = parts.iter().flat_map(|part| part.lines());
    lines.filter_map(|line| line.strip_prefix('"')?.split_once("\" = ")).collect()
}

fn read(written: &'static str) -> Option<Text> {
    let value = toml::de::ValueDeserializer::parse(written).ok()?;
    Some(match Written::deserialize(value).ok()? {
        Written::One(text) => Text::One(text),
        Written::Counted { one, other } => Text::Counted { one, other },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use super::*;

    fn holes(text: &Text) -> BTreeSet<String> {
        let forms = match text {
            Text::One(text) => vec![text],
            Text::Counted { one, other } => vec![one, other],
        };
        let mut all = BTreeSet::new();
        for form in forms {
            for piece in form.split('{').skip(1) {
                all.insert(piece.split('}').next().unwrap().to_owned());
            }
        }
        all
    }

    #[test]
    fn every_part_parses_and_names_a_key_once() {
        for part in ENGLISH.iter().chain(THAI) {
            let parsed: Result<BTreeMap<String, toml::Value>, _> = toml::from_str(part);
            assert!(parsed.is_ok(), "{:?}", parsed.err());
        }
        for parts in [ENGLISH, THAI] {
            let mut seen = BTreeSet::new();
            for part in parts {
                let parsed: BTreeMap<String, toml::Value> = toml::from_str(part).unwrap();
                for key in parsed.into_keys() {
                    assert!(seen.insert(key.clone()), "{key} stands twice");
                }
            }
        }
    }

    fn whole(parts: &[&str]) -> HashMap<String, Text> {
        let mut texts = HashMap::new();
        for part in parts {
            let written: HashMap<String, Written> = toml::from_str(part).unwrap();
            texts.extend(written.into_iter().map(|(key, text)| {
                let text = match text {
                    Written::One(text) => Text::One(text),
                    Written::Counted { one, other } => Text::Counted { one, other },
                };
                (key, text)
            }));
        }
        texts
    }

    #[test]
    fn a_text_found_by_its_line_is_that_of_the_whole_bundle() {
        for (lang, parts) in [(Lang::En, ENGLISH), (Lang::Th, THAI)] {
            let (words, whole) = (load(lang), whole(parts));
            assert_eq!(words.keys().count(), whole.len());
            for (key, text) in &whole {
                assert_eq!(words.own(key), Some(text), "{key}");
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_keys_and_holes() {
        let (en, th) = (whole(ENGLISH), whole(THAI));
        let keys = |texts: &HashMap<String, Text>| texts.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&en), keys(&th));
        for (key, text) in &en {
            let (mine, other) = (holes(text), holes(&th[key]));
            let without_count = |set: &BTreeSet<String>| {
                set.iter().filter(|h| *h != "n").cloned().collect::<BTreeSet<_>>()
            };
            assert_eq!(without_count(&mine), without_count(&other), "{key}");
        }
    }
}
