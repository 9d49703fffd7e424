//! What fields and their values are called for people: the words of the bundles, by the names
//! of the JSON.

use crate::domain::{
    cell::{Merge, Type},
    fields,
    kind::Kind,
    label::Label,
    lang::Lang,
    record::{Field, common},
    words::Words,
};

/// What a field is called, by its JSON name; the name itself where no bundle has it.
pub(super) fn label(words: &Words, kind: Kind, name: &str) -> String {
    let own = format!("cli.field.{name}");
    let text = words.text(&own);
    if text != own {
        return text.to_owned();
    }
    let Some((field, place)) = part(kind, name) else {
        return words.text(&format!("cli.column.{name}")).to_owned();
    };
    let text = field_label(words, kind, field.name);
    match Lang::ALL.get(place).filter(|_| field.merge == Merge::Keyed) {
        Some(side) => format!("{text} ({})", side.code().to_uppercase()),
        None => text,
    }
}

/// What a field is called, by its name in the table of fields.
fn field_label(words: &Words, kind: Kind, name: &str) -> String {
    let key = format!("field.{}.{name}", kind.name());
    words.text(&key).to_owned()
}

/// What a field of the log is called; there compounds have one name for all their parts.
pub(super) fn of_log(words: &Words, kind: Kind, name: &str) -> String {
    match fields::of(kind).iter().find(|field| field.json() == name) {
        Some(field) => field_label(words, kind, field.name),
        None => name.to_owned(),
    }
}

/// What a value is called: tokens have words, all else is as it is.
pub(super) fn value(words: &Words, kind: Kind, name: &str, value: &str) -> String {
    match part(kind, name) {
        Some((field, place)) if is_token(kind, field, place) => {
            // A token may be called otherwise of one kind: an item is done, an action claimed.
            let own = format!("cli.word.{}.{value}", kind.name());
            match words.own(&own) {
                Some(_) => words.text(&own).to_owned(),
                None => word(words, value),
            }
        }
        None if name == "flag" => word(words, value),
        _ => value.to_owned(),
    }
}

/// What a token is called.
pub(super) fn word(words: &Words, token: &str) -> String {
    let key = format!("cli.word.{token}");
    let text = words.text(&key);
    if text == key { token.to_owned() } else { text.to_owned() }
}

/// Whether a field holds a word of a list of the program, labels left out: those are never
/// translated.
fn is_token(kind: Kind, field: &Field, place: usize) -> bool {
    let label = fields::of(kind).get(common::LABEL).is_some_and(|known| known.name == field.name);
    let token = |part: &crate::domain::cell::Part| match part.of {
        Type::Token(all) => all != Label::TOKENS,
        _ => false,
    };
    !label && field.parts.get(place).is_some_and(token)
}

/// Whether a field holds a date.
pub(super) fn is_date(kind: Kind, name: &str) -> bool {
    let stored = part(kind, name).and_then(|(field, place)| field.parts.get(place));
    name == "baseline_due" || stored.is_some_and(|part| part.of == Type::Date)
}

fn part(kind: Kind, name: &str) -> Option<(&'static Field, usize)> {
    fields::of(kind).iter().find_map(|field| Some((field, field.find_part(name)?)))
}

#[cfg(test)]
mod tests {
    use super::super::json::docs::documented;
    use super::*;
    use crate::config;

    #[test]
    fn every_name_and_token_has_words_in_both_languages() {
        for lang in Lang::ALL {
            let words = config::words::load(lang);
            for kind in Kind::ALL {
                for name in documented(kind).into_iter().map(|entry| entry.name) {
                    let text = label(&words, kind, &name);
                    assert!(text != name && !text.contains("field."), "{lang:?} {kind:?} {name}");
                }
                for field in fields::of(kind) {
                    for (place, part) in field.parts.iter().enumerate() {
                        if let Type::Token(all) = part.of
                            && is_token(kind, field, place)
                        {
                            for token in all {
                                let key = format!("cli.word.{token}");
                                assert!(words.own(&key).is_some(), "{lang:?} {key}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn words_are_those_of_the_language() {
        let (en, th) = (config::words::load(Lang::En), config::words::load(Lang::Th));
        assert_eq!(label(&en, Kind::Action, "title_th"), "Action (TH)");
        assert_eq!(label(&en, Kind::Action, "due"), "Due");
        assert_eq!(value(&en, Kind::Action, "status", "in-progress"), "in-progress");
        assert_ne!(value(&th, Kind::Action, "status", "in-progress"), "in-progress");
        assert_eq!(value(&th, Kind::Action, "tlp", "TLP:RED"), "TLP:RED");
        assert_eq!(value(&th, Kind::Action, "note", "open"), "open");
    }
}
