//! What is known of a record, field by field, in words: for every kind, from the table of fields.

use chrono::Datelike as _;

use crate::{
    domain::{
        cell::{Merge, Part, Type},
        dates::write,
        fields::Organisation,
        kind::Kind,
        reader::short_name,
        record::{Entity, Field, Quick, common},
        row,
        value::{Id, Value},
        zone,
    },
    tui::{agenda, app::App, form::Row},
};

/// A field with its value, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// What the field is called.
    pub(crate) label: String,
    /// What it holds.
    pub(crate) value: String,
}

/// What is known of a record besides its ref, title and label.
#[must_use]
pub(crate) fn of(app: &App, record: &dyn Entity) -> Vec<Fact> {
    // Under the Chatham House Rule it is not said who said it.
    told_of(app, record, agenda::is_chatham(app, record.id()))
}

/// The same of a record that lies in the trash.
#[must_use]
pub(crate) fn of_dead(app: &App, row: &row::Row) -> Vec<Fact> {
    told_of(app, row.entity(), agenda::is_chatham_row(app, row))
}

fn told_of(app: &App, record: &dyn Entity, hides: bool) -> Vec<Fact> {
    let apart = [common::ALIVE, common::NUMBER, common::LABEL];
    let fields = record.fields().iter().enumerate();
    fields
        .filter(|(_, field)| !hides || !["speaker", "source"].contains(&field.name))
        // What the clock says of an item stands above its fields.
        .filter(|(_, field)| record.kind() != Kind::Agenda || field.name != "state")
        .filter(|(at, field)| !apart.contains(at) && field.face.quick != Quick::Title)
        .filter_map(|(at, field)| {
            let value = told(app, field, &record.cells(at));
            let label = label(app, record.kind(), field);
            (!value.is_empty()).then_some(Fact { label, value })
        })
        .collect()
}

/// What a field of a kind is called.
#[must_use]
pub(crate) fn label(app: &App, kind: Kind, field: &Field) -> String {
    let key = format!("field.{}.{}", kind.name(), field.name);
    app.words.text(&key).to_owned()
}

/// The cells of a field in words.
#[must_use]
pub(crate) fn told(app: &App, field: &Field, cells: &[(Value, Value)]) -> String {
    let part = |at: usize| field.parts.get(at);
    let words: Vec<String> = match field.merge {
        Merge::Set => {
            cells.iter().filter_map(|(element, _)| shown(app, part(0)?, element)).collect()
        }
        Merge::Keyed => cells.iter().filter_map(|(_, value)| shown(app, part(0)?, value)).collect(),
        Merge::Scalar | Merge::Compound | Merge::Order => {
            let of_list = |value: &Value| match value {
                Value::List(values) => {
                    let pairs = values.iter().zip(field.parts);
                    pairs.filter_map(|(value, part)| shown(app, part, value)).collect()
                }
                value => part(0).and_then(|part| shown(app, part, value)).into_iter().collect(),
            };
            cells.iter().flat_map(|(_, value)| -> Vec<String> { of_list(value) }).collect()
        }
    };
    let between = if field.merge == Merge::Set { ", " } else { " · " };
    words.join(between)
}

/// A value in as few words as a row has room for: refs bare, dates short.
#[must_use]
pub(crate) fn brief(app: &App, part: &Part, value: &Value) -> Option<String> {
    match value {
        Value::Ref(id) => match app.picture.peek::<Organisation>(*id) {
            Some(agency) => Some(short_name(&app.picture, agency)),
            None => app.picture.ref_by_id(*id),
        },
        Value::Text(text) if part.of == Type::Date => {
            let date = text.parse().ok()?;
            Some(write::short(date, app.lang(), app.now.today.year()))
        }
        value => shown(app, part, value),
    }
}

/// A value in words; none where it says nothing to people.
#[must_use]
pub(crate) fn shown(app: &App, part: &Part, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::List(_) => None,
        // A time is stored in milliseconds since 1970.
        Value::Int(at) if part.name.ends_with("_at") => {
            let local = zone::local(*at, app.picture.zone())?;
            Some(format!("{} {}", write::both(local.date_naive()), local.format("%H:%M")))
        }
        Value::Int(number) => Some(number.to_string()),
        Value::Ref(id) => named(app, *id),
        // Keys that order records in their container.
        Value::Text(_) if part.name.ends_with("_key") => None,
        Value::Text(text) => Some(match part.of {
            Type::Date => text.parse().map_or_else(|_| text.to_string(), write::both),
            Type::Token(_) => token(app, text),
            _ => text.to_string(),
        }),
    }
}

/// A word of a closed vocabulary in the language of the interface.
#[must_use]
pub(crate) fn token(app: &App, word: &str) -> String {
    let key = format!("token.{word}");
    if app.words.own(&key).is_some() { app.words.text(&key).to_owned() } else { word.to_owned() }
}

/// What a record is called where another refers to it.
#[must_use]
pub(crate) fn named(app: &App, id: Id) -> Option<String> {
    let record = app.picture.live(id).ok().flatten()?;
    if let Some(agency) = app.picture.peek::<Organisation>(id) {
        return Some(short_name(&app.picture, agency));
    }
    let title = record.title().and_then(|title| title.best(app.lang())).unwrap_or_default();
    Some(format!("{} {title}", app.picture.ref_of(record)).trim_end().to_owned())
}

/// What a row of a form is called: its field, or the part or language of it.
#[must_use]
pub(crate) fn row_name(app: &App, kind: Kind, row: &Row) -> String {
    let name = label(app, kind, row.field);
    if let Some(lang) = row.lang() {
        return format!("{name} {}", lang.code().to_uppercase());
    }
    let key = format!("form.part.{}", row.name());
    if row.field.parts.len() > 1 && app.words.own(&key).is_some() {
        return app.words.text(&key).to_owned();
    }
    name
}

/// What a row of a form is for.
#[must_use]
pub(crate) fn row_help(app: &App, kind: Kind, row: &Row) -> String {
    let part = format!("form.part.{}.help", row.name());
    let field = format!("field.{}.{}.help", kind.name(), row.field.name);
    let key = if app.words.own(&part).is_some() { part } else { field };
    app.words.text(&key).to_owned()
}
