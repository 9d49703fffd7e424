//! Records, values and operations in a few words, and the way back to a field's old value.

use super::{
    command::{Stamp, Target},
    receipt::Error,
    rules::Plan,
    workspace::answer,
};
use crate::{
    domain::{
        cell::Reader as _,
        label::Label,
        log::{Made, Past},
        reader::Names,
        record::{Edit, FieldId, common},
        saying::Saying,
        snapshot::Snapshot,
        value::{Id, Value},
    },
    store::Store,
};

/// The ref of a record, dead or alive.
pub(super) fn ref_text(store: &Store, w: &mut Snapshot, id: Id) -> Result<String, Error> {
    let found = answer(store, w, |w| {
        let Some(record) = w.any(id)? else { return Ok(None) };
        if record.kind().joins() {
            for (_, end) in record.refs() {
                w.any(end)?;
            }
        }
        Ok(Some(w.ref_of(record)))
    })?;
    Ok(found.unwrap_or_else(|| "–".to_owned()))
}

/// A value of the log as text: refs as people write them, the parts of a compound in a row.
pub(super) fn shown(store: &Store, w: &mut Snapshot, value: &Value) -> Result<String, Error> {
    Ok(match value {
        Value::Null => "–".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Ref(id) => ref_text(store, w, *id)?,
        Value::List(parts) => {
            let mut texts = Vec::new();
            for part in parts.iter().filter(|part| !part.is_null()) {
                texts.push(shown(store, w, part)?);
            }
            texts.join(" · ")
        }
    })
}

/// An operation in a few words: what was done, to which records, by whom.
pub(super) fn in_short(store: &Store, w: &mut Snapshot, operation: i64) -> Result<Saying, Error> {
    const NAMED: usize = 3;
    let records = store.records_of(operation)?;
    let mut refs = Vec::new();
    for id in records.iter().take(NAMED) {
        refs.push(ref_text(store, w, *id)?);
    }
    if records.len() > NAMED {
        refs.push(format!("+{}", records.len() - NAMED));
    }
    let verb = verb_of(&store.command_of(operation)?);
    let author = store.author(operation)?.0;
    Ok(Saying::new("operation.short")
        .with("what", Saying::new(verb))
        .with("list", refs.join(", "))
        .with("by", author))
}

/// What a command did, as a key of the bundles.
#[must_use]
pub fn verb_of(command: &str) -> &'static str {
    match command.rsplit('.').next().unwrap_or_default() {
        "add" => "verb.added",
        "delete" => "verb.deleted",
        "restore" => "verb.restored",
        "group" => "verb.grouped",
        "ungroup" => "verb.ungrouped",
        "move" => "verb.moved",
        "start" => "verb.started",
        "pause" => "verb.paused",
        "extend" => "verb.extended",
        "skip" => "verb.skipped",
        "done" => "verb.ended",
        "open" => "verb.opened",
        "close" => "verb.closed",
        "undo" => "verb.undone",
        "redo" => "verb.redone",
        "revert" | "rewind" => "verb.reverted",
        "new" => "verb.made",
        _ => "verb.changed",
    }
}

/// A label is made wider by an edit, which takes the reason.
fn not_wider(text: &str, then: Option<&Past>, now: Option<&(Value, Value)>) -> Result<(), Error> {
    let label = |value: Option<&Value>| value.and_then(Value::as_text).and_then(Label::parse);
    let (then, now) = (label(then.map(|past| &past.value)), label(now.map(|(_, value)| value)));
    if then < now {
        let label = then.map_or("", Label::token);
        return Err(Saying::new("label.wider").with("ref", text).with("label", label).into());
    }
    Ok(())
}

/// The cells of a field as they were after an operation; none where the record was not there.
pub(super) fn cells_at(
    store: &Store,
    record: Id,
    field: FieldId,
    operation: i64,
) -> Result<Option<Vec<Past>>, Error> {
    store.command_of(operation)?;
    let arrival = |operation| -> Result<Option<i64>, Error> {
        Ok(store.origin_of(operation)?.map(|(arrival, _)| arrival))
    };
    let until = arrival(operation)?;
    let mut there = false;
    let mut cells: Vec<Past> = Vec::new();
    for Made { past, .. } in store.history_of(record)? {
        if arrival(past.operation)? > until {
            break;
        }
        there = true;
        if past.field == field {
            cells.retain(|known| known.element != past.element);
            cells.push(past);
        }
    }
    Ok(there.then_some(cells))
}

/// The edits that give a field the value it had after an operation.
pub(super) fn restore_field(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    target: &Target,
    field: &str,
    from: i64,
) -> Result<Plan, Error> {
    let id = answer(store, w, |w| match target {
        Target::Id(id) => Ok(*id),
        Target::Ref(text) => Names::new(w, stamp.today)?.record(None, text),
    })?;
    let (kind, text, at, now) = answer(store, w, |w| {
        let Some(record) = w.live(id)? else {
            return Err(Saying::new("ref.unknown").with("ref", "–").into());
        };
        let at = record.fields().iter().position(|known| known.find_part(field).is_some());
        let Some(at) = at.filter(|at| *at != common::ALIVE && *at != common::NUMBER) else {
            return Err(Saying::new("entry.no_field")
                .with("name", field)
                .with("noun", Saying::new(record.kind().said()))
                .with("list", crate::domain::entry::settable(record.fields()).join(", "))
                .into());
        };
        Ok((record.kind(), w.ref_of(record), at, record.cells(at)))
    })?;
    let field_id = FieldId { kind, at };
    let Some(then) = cells_at(store, id, field_id, from)? else {
        return Err(Saying::new("log.before_it")
            .with("ref", text)
            .with("n", from.to_string())
            .into());
    };
    if at == common::LABEL {
        not_wider(&text, then.first(), now.first())?;
    }
    let is_set = field_id.field().is_some_and(crate::domain::record::Field::is_set);
    let gone = if is_set { Value::Int(0) } else { Value::Null };
    let edit = |element: Value, value: Value| Edit { record: id, field: field_id, element, value };
    let mut edits: Vec<Edit> =
        then.iter().map(|past| edit(past.element.clone(), past.value.clone())).collect();
    for (element, _) in now {
        if then.iter().all(|past| past.element != element) {
            edits.push(edit(element, gone.clone()));
        }
    }
    if is_set {
        // A void of a set's element is an element that is not in it.
        for edit in edits.iter_mut().filter(|edit| edit.value.is_null()) {
            edit.value = Value::Int(0);
        }
    }
    let done = Saying::new("done.field_restored").with("ref", text).with("field", field);
    Ok(Plan { edits, done: Some(done), ..Plan::default() })
}
