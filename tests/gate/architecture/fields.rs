//! What the table of fields owes its readers: words in both languages, names that stay, and
//! quick-add keys that mean one thing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use plenary::{
    config::words::load,
    domain::{
        cell::{Cell as _, Merge, Widget},
        fields,
        kind::Kind,
        lang::Lang,
        quick::Key,
        record::{Face, Field, Quick},
        types::{Day, Line, Number},
        words::{Text, Words},
    },
};

use super::home;

/// What is wrong with the fields of a noun.
fn check(kind: Kind, all: &[Field], words: &[Words]) -> Vec<String> {
    let mut found = Vec::new();
    let (mut names, mut quick) = (BTreeSet::new(), BTreeSet::new());
    for field in all {
        let at = format!("{}.{}", kind.name(), field.name);
        for language in words {
            for key in [format!("field.{at}"), format!("field.{at}.help")] {
                let said = matches!(language.own(&key), Some(Text::One(text)) if !text.is_empty());
                if !said {
                    found.push(format!("{at}: no text {key} in {}", language.lang().code()));
                }
            }
        }
        let parts: Vec<String> = match field.parts {
            [] => vec![String::new()],
            parts => parts.iter().map(|part| field.part_json(part)).collect(),
        };
        for name in parts {
            if name.is_empty() || !names.insert(name.clone()) {
                found.push(format!("{at}: the JSON name {name:?} is empty or taken"));
            }
        }
        let marks: Vec<String> = match field.face.quick {
            Quick::No => Vec::new(),
            Quick::Keys(keys) => keys.iter().map(|key| key.name().to_owned()).collect(),
            sign => vec![format!("{sign:?}")],
        };
        for mark in marks {
            if !quick.insert(mark.clone()) {
                found.push(format!("{at}: {mark} means two fields of this noun"));
            }
        }
        if field.widget == Widget::Fixed && field.face.quick != Quick::No {
            found.push(format!("{at}: quick-add sets what no widget edits"));
        }
    }
    found
}

fn bundles() -> Vec<Words> {
    Lang::ALL.into_iter().map(load).collect()
}

#[test]
fn every_field_has_words_names_and_keys_of_its_own() {
    let words = bundles();
    let found: Vec<String> =
        Kind::ALL.into_iter().flat_map(|kind| check(kind, fields::of(kind), &words)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn texts_of_fields_that_are_gone_go_with_them() {
    let known: BTreeSet<String> = Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            fields::of(kind).iter().map(move |f| format!("{}.{}", kind.name(), f.name))
        })
        .flat_map(|at| [format!("field.{at}"), format!("field.{at}.help")])
        .collect();
    for words in bundles() {
        for key in words.keys().filter(|key| key.starts_with("field.")) {
            let is_field = key.matches('.').count() > 1;
            assert!(!is_field || known.contains(key), "{key} is no field");
        }
    }
}

#[test]
fn a_field_without_words_names_or_keys_of_its_own_is_found() {
    let words = bundles();
    let due = Face::quick(Quick::Keys(&[Key::Due]));
    let cases: [(&[Field], &str); 4] = [
        (&[Field::of::<Line>("unsaid", "", Face::PLAIN)], "no text field.action.unsaid in th"),
        (
            &[
                Field::of::<Line>("title", "", Face::PLAIN),
                Field::of::<Line>("note", "", Face::PLAIN.json("title")),
            ],
            "action.note: the JSON name \"title\" is empty or taken",
        ),
        (
            &[Field::of::<Day>("span", "", due), Field::of::<Day>("days", "", due)],
            "action.days: due means two fields of this noun",
        ),
        (
            &[Field { widget: Widget::Fixed, ..Field::of::<Number>("days", "", due) }],
            "action.days: quick-add sets what no widget edits",
        ),
    ];
    for (fields, what) in cases {
        let found = check(Kind::Action, fields, &words);
        assert!(found.iter().any(|line| line.contains(what)), "{what}: {found:?}");
    }
    assert!(Line::PARTS.len() == 1);
}

/// What became of released fields: each has to be there still, and merge as it did.
fn released(list: &str, now: &BTreeMap<String, Merge>) -> Vec<String> {
    let mut found = Vec::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, merge) = line.split_once(' ').unwrap_or((line, ""));
        match now.get(name).map(|merge| format!("{merge:?}").to_lowercase()) {
            None => found.push(format!("{name} was released and is gone")),
            Some(is) if is != merge => found.push(format!("{name} merged as {merge}, now as {is}")),
            Some(_) => {}
        }
    }
    found
}

fn now() -> BTreeMap<String, Merge> {
    let all = Kind::ALL.into_iter().flat_map(|kind| {
        fields::of(kind).iter().map(move |f| (format!("{}.{}", kind.name(), f.name), f.merge))
    });
    all.collect()
}

#[test]
fn released_fields_stay() {
    let path = home().join("tests/fixtures/released-fields.txt");
    let list = fs::read_to_string(path).unwrap();
    let found = released(&list, &now());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_released_field_that_goes_or_changes_is_found() {
    assert_eq!(released("action.gone scalar", &now()), ["action.gone was released and is gone"]);
    let changed = released("action.title scalar", &now());
    assert_eq!(changed, ["action.title merged as scalar, now as keyed"]);
    assert!(released("# none\n\naction.title keyed\n", &now()).is_empty());
}
