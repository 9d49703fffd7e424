//! The log as people read it, and the way back to a field's old value.

use std::collections::HashSet;

use super::{
    command::{Stamp, Target},
    receipt::Error,
    rules::Plan,
    workspace::{Workspace, answer},
};
use crate::{
    domain::{
        cell::{Merge, Reader as _},
        kind::Kind,
        label::Label,
        log::Past,
        reader::Names,
        record::{Edit, Field, FieldId, common},
        saying::Saying,
        snapshot::Snapshot,
        value::{Id, Value},
    },
    store::Store,
};

/// One operation of the log, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number.
    pub operation: i64,
    /// Wall time in milliseconds since 1970, as the device claimed it.
    pub at: i64,
    /// Who.
    pub by: String,
    /// Name of the command.
    pub command: String,
    /// `edit`, `undo` or `revert`.
    pub kind: String,
    /// The operation it takes back.
    pub undoes: Option<i64>,
    /// Its changes.
    pub lines: Vec<LogLine>,
}

/// One change, before and after as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The record.
    pub record: Id,
    /// Its ref.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
    /// The field's JSON name.
    pub field: String,
    /// The language, or the member of a set.
    pub element: Option<String>,
    /// The value it replaced.
    pub before: Option<String>,
    /// The value.
    pub after: Option<String>,
}

impl Workspace {
    /// Operations, the newest first, from before this one where named; of one record where
    /// named.
    ///
    /// # Errors
    /// The file's.
    pub fn log(
        &mut self,
        record: Option<Id>,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<LogEntry>, Error> {
        self.store.read(|store| {
            let mut w = Snapshot::partial();
            let mut entries = Vec::new();
            for found in store.operations(record, before, most)? {
                let mut lines = Vec::new();
                for made in store.target(found.operation)?.made {
                    if record.is_none_or(|record| record == made.past.record) {
                        lines.push(line(store, &mut w, &made.past, made.bases.first())?);
                    }
                }
                entries.push(LogEntry {
                    operation: found.operation,
                    at: found.at,
                    by: found.by,
                    command: found.command,
                    kind: found.kind,
                    undoes: found.undoes,
                    lines,
                });
            }
            Ok(entries)
        })
    }
}

fn line(
    store: &Store,
    w: &mut Snapshot,
    past: &Past,
    base: Option<&Past>,
) -> Result<LogLine, Error> {
    let field = past.field.field();
    let mut text = |value: &Value| -> Result<Option<String>, Error> {
        let value = without_keys(field, value);
        if value.is_null() { Ok(None) } else { shown(store, w, &value).map(Some) }
    };
    let after = text(&past.value)?;
    let before = base.map(|base| text(&base.value)).transpose()?.flatten();
    let element = text(&past.element)?;
    Ok(LogLine {
        record: past.record,
        text: ref_text(store, w, past.record)?,
        kind: past.field.kind,
        field: field.map_or(String::new(), |field| field.json().to_owned()),
        element,
        before,
        after,
    })
}

/// A value without the keys that order cards: they say nothing to people.
fn without_keys(field: Option<&Field>, value: &Value) -> Value {
    match (field, value) {
        (Some(field), Value::List(parts)) if field.merge == Merge::Order => {
            parts.first().cloned().unwrap_or_default()
        }
        _ => value.clone(),
    }
}

/// The ref of a record, dead or alive.
fn ref_text(store: &Store, w: &mut Snapshot, id: Id) -> Result<String, Error> {
    let found = answer(store, w, |w| {
        let Some(record) = w.any(id)? else { return Ok(None) };
        if record.kind() == Kind::Link {
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

/// An operation in a few words: its command and the records it touched.
pub(super) fn in_short(store: &Store, w: &mut Snapshot, operation: i64) -> Result<Saying, Error> {
    const NAMED: usize = 3;
    let mut seen = HashSet::new();
    let mut records: Vec<Id> =
        store.target(operation)?.made.into_iter().map(|made| made.past.record).collect();
    records.retain(|record| seen.insert(*record));
    let mut refs = Vec::new();
    for id in records.iter().take(NAMED) {
        refs.push(ref_text(store, w, *id)?);
    }
    if records.len() > NAMED {
        refs.push(format!("+{}", records.len() - NAMED));
    }
    let author = store.author(operation)?.0;
    Ok(Saying::new("operation.short").with("list", refs.join(", ")).with("by", author))
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
    let known = store.operations(None, Some(from + 1), 1)?;
    if known.first().is_none_or(|found| found.operation != from) {
        return Err(Saying::new("log.no_operation").with("n", from).into());
    }
    let field_id = FieldId { kind, at };
    if store.cells_at(id, FieldId { kind, at: common::ALIVE }, from)?.is_empty() {
        return Err(Saying::new("log.before_it").with("ref", text).with("n", from).into());
    }
    let then = store.cells_at(id, field_id, from)?;
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
