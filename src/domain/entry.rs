//! One line of entry: a quick-add line and `--set`s, put into a record by the table of fields.

use super::{
    cell::{Reader, Widget},
    kind::Kind,
    lang::Lang,
    personal::{self, Found},
    quick::{self, Draft, Given, Key, Mark},
    reader::Names,
    record::{Entity, Field, Quick},
    refusal::Stop,
    saying::Saying,
    types::BETWEEN,
};

/// What a person gave for one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line, lexed.
    pub draft: Draft,
    /// Fields by their JSON name; an empty value clears.
    pub sets: Vec<(String, String)>,
}

impl Entry {
    /// A quick-add line.
    #[must_use]
    pub fn line(line: &str) -> Self {
        Self { draft: quick::lex(line), sets: Vec::new() }
    }

    /// The same with a field set.
    #[must_use]
    pub fn set(mut self, field: &str, value: &str) -> Self {
        self.sets.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Whether it names nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draft.words.is_none() && self.draft.tokens.is_empty() && self.sets.is_empty()
    }

    fn lang(&self) -> Result<Option<Lang>, Stop> {
        for token in &self.draft.tokens {
            if let (Mark::Key(Key::Lang), Given::Text(text)) = (token.kind, &token.value) {
                let lang = Lang::parse(text)
                    .ok_or_else(|| Saying::new("lang.unknown").with("typed", text.as_str()))?;
                return Ok(Some(lang));
            }
        }
        Ok(None)
    }

    /// Puts the entry into a record: words replace the title, tokens their field.
    ///
    /// # Errors
    /// A refusal that names the word which is not understood, or a need.
    pub fn apply(&self, record: &mut dyn Entity, names: &mut Names<'_>) -> Result<(), Stop> {
        names.set_lang(self.lang()?);
        if let Some(words) = &self.draft.words {
            let fields = record.fields();
            let Some(at) = fields.iter().position(|field| field.face.quick == Quick::Title) else {
                return Err(Saying::new("entry.no_title")
                    .with("typed", words.as_str())
                    .with("noun", Saying::new(record.kind().said()))
                    .into());
            };
            record.write(at, BOTH_SIDES, words, names)?;
        }
        self.apply_tokens(record, names)?;
        for (name, value) in &self.sets {
            set(record, name, value, names)?;
        }
        Ok(())
    }

    fn apply_tokens(&self, record: &mut dyn Entity, names: &Names<'_>) -> Result<(), Stop> {
        // A set is replaced as a whole by all its tokens: `+IOM +DSI` are two supporters.
        let mut lists: Vec<(usize, String)> = Vec::new();
        let mut written: Vec<(usize, usize)> = Vec::new();
        for token in &self.draft.tokens {
            if token.kind == Mark::Key(Key::Lang) {
                continue;
            }
            let Some((at, part)) = place(record.fields(), token.kind) else {
                return Err(Saying::new("entry.lacks")
                    .with("typed", sign(token.kind))
                    .with("noun", Saying::new(record.kind().said()))
                    .into());
            };
            let text = match &token.value {
                Given::Text(text) => text.as_str(),
                Given::Clear => "",
            };
            if record.fields().get(at).is_some_and(Field::is_set) {
                // A key lists its values with commas; a name behind a sign may hold one.
                let end = if matches!(token.kind, Mark::Key(_)) { ',' } else { BETWEEN };
                match lists.iter_mut().find(|(field, _)| *field == at) {
                    Some((_, list)) => list.extend(text.chars().chain([end])),
                    None => lists.push((at, text.chars().chain([end]).collect())),
                }
            } else if written.contains(&(at, part)) {
                return Err(Saying::new("entry.twice").with("typed", sign(token.kind)).into());
            } else {
                written.push((at, part));
                record.write(at, part, text, names)?;
            }
        }
        for (at, list) in lists {
            record.write(at, 0, &list, names)?;
        }
        Ok(())
    }

    /// Words of the title that look as if they were meant as tokens: `due:` with a blank behind
    /// it, `!urgent`.
    #[must_use]
    pub fn almost(&self) -> Vec<Saying> {
        let words = self.draft.words.as_deref().unwrap_or_default().split(' ');
        let looks = |word: &&str| {
            let key = word.strip_suffix(':').and_then(Key::parse).is_some();
            let bang = word.strip_prefix('!').is_some_and(|rest| {
                rest.chars().count() > 2 && rest.chars().all(char::is_alphabetic)
            });
            key || bang
        };
        words.filter(looks).map(|word| Saying::new("entry.almost").with("typed", word)).collect()
    }

    /// What in the entry looks like personal data, as warnings.
    #[must_use]
    pub fn personal(&self) -> Vec<Saying> {
        let words = self.draft.words.iter().map(|words| ("", words));
        let texts = words.chain(self.sets.iter().map(|(name, value)| (name.as_str(), value)));
        // How a post is reached is what its field is for.
        let meant = |name: &str, found: Found| {
            name == "contact" && matches!(found, Found::Email | Found::Phone)
        };
        let mut found: Vec<&'static str> = texts
            .flat_map(|(name, text)| personal::look(text).into_iter().map(move |(f, _)| (name, f)))
            .filter(|(name, found)| !meant(name, *found))
            .map(|(_, found)| found.key())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .map(|key| Saying::new("personal.warning").with("what", Saying::new(key)))
            .collect()
    }
}

/// The part of a [`super::types::Pair`] that is chosen by the language of the text.
const BOTH_SIDES: usize = 2;

/// Sets a field by its JSON name.
///
/// # Errors
/// A refusal where the record has no such field or the value is not understood; a need.
pub fn set(
    record: &mut dyn Entity,
    name: &str,
    value: &str,
    reader: &dyn Reader,
) -> Result<(), Stop> {
    let fields = record.fields();
    let found = fields
        .iter()
        .enumerate()
        .find_map(|(at, field)| field.find_part(name).map(|part| (at, field, part)));
    match found {
        // Asked first, so that the status says which command sets it.
        Some((at, field, part)) if field.widget != Widget::Fixed => {
            record.write(at, part, value, reader)
        }
        Some((at, _, part)) if at > super::record::common::FROM => {
            record.write(at, part, value, reader)
        }
        _ => {
            let known: Vec<String> = settable(fields);
            Err(Saying::new("entry.no_field")
                .with("name", name)
                .with("noun", Saying::new(record.kind().said()))
                .with("list", known.join(", "))
                .into())
        }
    }
}

/// The JSON names that `--set` takes.
#[must_use]
pub fn settable(fields: &[Field]) -> Vec<String> {
    let open = fields.iter().filter(|field| field.widget != Widget::Fixed);
    let open = open.filter(|field| field.name != "number");
    open.flat_map(|field| {
        let whole = (field.parts.len() > 1 && field.find_part(field.json()).is_some())
            .then(|| field.json().to_owned());
        let parts = field.parts.iter().map(|part| field.part_json(part));
        whole.into_iter().chain(parts.filter(|name| !name.ends_with("_key"))).collect::<Vec<_>>()
    })
    .fold(Vec::new(), |mut names, name| {
        if !names.contains(&name) {
            names.push(name);
        }
        names
    })
}

/// The field and part that a mark of quick-add stands for.
#[must_use]
pub fn place(fields: &[Field], mark: Mark) -> Option<(usize, usize)> {
    fields.iter().enumerate().find_map(|(at, field)| {
        let part = match (mark, field.face.quick) {
            (Mark::Lead, Quick::At)
            | (Mark::Support, Quick::Plus)
            | (Mark::Tag, Quick::Tag)
            | (Mark::Priority, Quick::Bang) => 0,
            (Mark::Key(key), Quick::Keys(keys)) => keys.iter().position(|k| *k == key)?,
            _ => return None,
        };
        Some((at, part))
    })
}

/// Whether a noun knows a mark of quick-add.
#[must_use]
pub fn knows(kind: Kind, mark: Mark) -> bool {
    mark == Mark::Key(Key::Lang) || place(super::fields::of(kind), mark).is_some()
}

/// How a mark is written.
#[must_use]
pub fn sign(mark: Mark) -> String {
    match mark {
        Mark::Lead => "@".to_owned(),
        Mark::Support => "+".to_owned(),
        Mark::Tag => "#".to_owned(),
        Mark::Priority => "!".to_owned(),
        Mark::Key(key) => format!("{}:", key.name()),
    }
}
