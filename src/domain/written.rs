//! A field as the text that a person would write to set it: what `--set` and the form read.

use super::{
    cell::{Merge, Part, Reader, Type},
    fields::Organisation,
    kind::Kind,
    reader::{Names, short_name},
    record::{Entity, Field},
    snapshot::Snapshot,
    types::joined,
    value::{Id, Value},
};

/// The text of a part of a record's field; empty where it holds nothing. Written back with
/// [`Entity::write`] it changes nothing: dates are ISO, words of a closed vocabulary are its
/// tokens, records are named by what a reader of this day takes for them.
#[must_use]
pub fn written(
    names: &Names<'_>,
    w: &Snapshot,
    record: &dyn Entity,
    at: usize,
    part: usize,
) -> String {
    let Some(field) = record.fields().get(at) else { return String::new() };
    let cells = record.cells(at);
    let of = |part: usize| field.parts.get(part);
    match field.merge {
        Merge::Set => {
            let Some(of) = of(0) else { return String::new() };
            let words: Vec<String> =
                cells.iter().map(|(element, _)| shown(names, w, of, element)).collect();
            joined(words.iter().map(String::as_str))
        }
        Merge::Keyed => {
            let side = |(element, value): &(Value, Value)| {
                let here = element.as_text().is_some_and(|lang| is_side(field, part, lang));
                here.then(|| value.as_text().unwrap_or_default().to_owned())
            };
            cells.iter().find_map(side).unwrap_or_default()
        }
        Merge::Scalar | Merge::Compound | Merge::Order => {
            let value = match cells.first() {
                Some((_, Value::List(values))) => values.get(part),
                Some((_, value)) if part == 0 => Some(value),
                _ => None,
            };
            let shown = of(part).zip(value).map(|(of, value)| shown(names, w, of, value));
            shown.unwrap_or_default()
        }
    }
}

/// Whether a part holds the side of this language.
fn is_side(field: &Field, part: usize, lang: &str) -> bool {
    field.parts.get(part).is_some_and(|part| part.name.strip_prefix('_') == Some(lang))
}

fn shown(names: &Names<'_>, w: &Snapshot, part: &Part, value: &Value) -> String {
    match value {
        Value::Null | Value::List(_) => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Ref(id) => named(names, w, part.of, *id),
    }
}

/// What a record is called in a field of this type: an agency by its name, where that is its
/// alone, anything else by its ref.
#[must_use]
pub fn named(names: &Names<'_>, w: &Snapshot, of: Type, id: Id) -> String {
    if let (Type::Ref(Kind::Organisation), Some(agency)) = (of, w.peek::<Organisation>(id)) {
        let name = short_name(w, agency);
        if names.record(Some(Kind::Organisation), &name).is_ok_and(|found| found == id) {
            return name;
        }
    }
    w.ref_by_id(id).unwrap_or_default()
}
