//! The log as people read it: page by page, all of it or that of one record; what stands after
//! an operation; what lies in the trash.

use std::collections::HashMap;

use super::{
    history::{SEALED, cells_at, ref_text, sealed, shown},
    receipt::Error,
    workspace::{Workspace, answer},
};
use crate::{
    domain::{
        cell::Merge,
        kind::Kind,
        label::Label,
        log::{Made, Past},
        record::{Field, FieldId},
        row::Row,
        snapshot::Snapshot,
        text::fold,
        value::{Id, Value},
    },
    store::{self, Logged, Store},
};

pub use crate::store::Stretch;

/// Changes of one operation that a page carries; the rest is fetched for what is open.
const LINES: usize = 60;

/// Changes of one operation that are fetched for what is open.
const WHOLE: usize = 2_000;

/// Changes of one operation among which records are counted.
const COUNTED: i64 = 20_000;

/// Operations that one page with a filter looks through at most.
const LOOKED_THROUGH: usize = 1_000;

/// One operation of the log, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number.
    pub operation: i64,
    /// When it came into this file: the order of the log, from 1.
    pub arrival: i64,
    /// The operation that came before it; none for the first.
    pub previous: Option<i64>,
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
    /// How many changes it has: of the record that was asked for, else of all.
    pub changes: usize,
    /// Their records by kind.
    pub groups: Vec<LogGroup>,
    /// Its changes; in a page only the first ones.
    pub lines: Vec<LogLine>,
}

/// The records of one kind that an operation changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogGroup {
    /// The kind.
    pub kind: Kind,
    /// How many records.
    pub records: usize,
    /// The ref of the one that was changed first.
    pub first: String,
    /// The ref of the one that was changed last.
    pub last: String,
}

/// One change, before and after as text and as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The record.
    pub record: Id,
    /// Its ref.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
    /// The record's label as it now stands, in the trash too.
    pub label: Option<Label>,
    /// The place of the field in the kind's table.
    pub at: usize,
    /// The field's JSON name.
    pub field: String,
    /// The language, or the member of a set.
    pub element: Option<String>,
    /// The value it replaced.
    pub before: Option<String>,
    /// The value.
    pub after: Option<String>,
    /// Element, value before and value after, as the log holds them.
    pub values: [Value; 3],
}

/// What is asked of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogQuery {
    /// Only operations that changed this record, and only its changes.
    pub of: Option<Id>,
    /// Which stretch.
    pub stretch: Stretch,
    /// Folded words that an operation holds, all of them: in who did it, in its refs and values.
    pub words: Vec<String>,
    /// Operations at most.
    pub most: usize,
}

/// A page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogPage {
    /// The operations, the newest first.
    pub entries: Vec<LogEntry>,
    /// The last operation that was looked at, whether it is among the entries or not; none where
    /// there are no older ones.
    pub reached: Option<i64>,
    /// The newest operation that was looked at.
    pub newest: Option<i64>,
    /// Operations in the file; of a record where one was asked for.
    pub all: usize,
}

/// What stands after an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Who made how many operations since.
    pub by: Vec<(String, usize)>,
    /// The newest of them, the newest first.
    pub newest: Vec<LogEntry>,
}

/// A record in the trash.
#[derive(Clone, Debug, PartialEq)]
pub struct Trashed {
    /// The record whole.
    pub row: Row,
    /// Its ref.
    pub text: String,
    /// Who put it there.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

impl Workspace {
    /// Operations, the newest first, from before this one where named; of one record where
    /// named. Every change of them is there.
    ///
    /// # Errors
    /// The file's.
    pub fn log(
        &mut self,
        record: Option<Id>,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<LogEntry>, Error> {
        let stretch = before.map_or(Stretch::Newest, Stretch::Before);
        let query = LogQuery { of: record, stretch, words: Vec::new(), most };
        Ok(self.store.read(|store| page(store, &query, usize::MAX))?.entries)
    }

    /// A page of the log. It reads no more than its own operations, and with a filter a bounded
    /// number of them.
    ///
    /// # Errors
    /// The file's.
    pub fn log_page(&mut self, query: &LogQuery) -> Result<LogPage, Error> {
        self.store.read(|store| page(store, query, LINES))
    }

    /// One operation with its changes, the first 2,000 where there are more; none where there
    /// is no such operation.
    ///
    /// # Errors
    /// The file's.
    pub fn operation(&mut self, operation: i64) -> Result<Option<LogEntry>, Error> {
        self.store.read(|store| {
            let found = store.operation(operation)?;
            let mut w = Snapshot::partial();
            found.map(|found| entry(store, &mut w, found, None, WHOLE)).transpose()
        })
    }

    /// What was done after an operation: by whom, how often, and the newest of it.
    ///
    /// # Errors
    /// The file's.
    pub fn since(&mut self, operation: i64, newest: usize) -> Result<Since, Error> {
        self.store.read(|store| {
            let mut w = Snapshot::partial();
            let mut since = Since { by: store.counts_since(operation)?, ..Since::default() };
            for found in store.operations(Stretch::After(operation), newest)? {
                since.newest.push(entry(store, &mut w, found, None, LINES)?);
            }
            Ok(since)
        })
    }

    /// The cells of a field as they were after an operation, what was empty left out; none
    /// where the record was not there yet.
    ///
    /// # Errors
    /// The file's; a refusal where there is no such operation.
    pub fn field_at(
        &mut self,
        record: Id,
        field: FieldId,
        operation: i64,
    ) -> Result<Option<Vec<(Value, Value)>>, Error> {
        self.store.read(|store| {
            let is_set = field.field().is_some_and(Field::is_set);
            let empty = |value: &Value| value.is_null() || is_set && *value == Value::Int(0);
            if sealed(field) {
                return Ok(None);
            }
            let cells = cells_at(store, record, field, operation)?;
            Ok(cells.map(|cells| {
                let cells = cells.into_iter().filter(|past| !empty(&past.value));
                cells.map(|past| (past.element, past.value)).collect()
            }))
        })
    }

    /// Records in the trash with who put them there, the last deleted first.
    ///
    /// # Errors
    /// The file's.
    pub fn trashed(&mut self) -> Result<Vec<Trashed>, Error> {
        self.store.read(|store| {
            let mut w = Snapshot::partial();
            let mut all = Vec::new();
            for (row, operation) in store::trash(store)? {
                let text = ref_text(store, &mut w, row.id())?;
                let (by, at) = match operation {
                    0 => Default::default(),
                    operation => store.author(operation)?,
                };
                all.push(Trashed { row, text, by, at });
            }
            Ok(all)
        })
    }
}

fn page(store: &Store, query: &LogQuery, lines: usize) -> Result<LogPage, Error> {
    let mut w = Snapshot::partial();
    let filtered = !query.words.is_empty();
    let most = if filtered { LOOKED_THROUGH } else { query.most };
    let (mut own, found, all) = match query.of {
        None => {
            let all = usize::try_from(store.count("operation")?).unwrap_or(usize::MAX);
            (None, store.operations(query.stretch, most)?, all)
        }
        Some(record) => {
            let (order, own) = own_changes(store, record)?;
            let all = order.len();
            (Some(own), own_operations(store, order, query.stretch, most)?, all)
        }
    };
    let newest = found.first().map(|found| found.operation);
    let mut page = LogPage { newest, all, ..LogPage::default() };
    let whole = found.len() < most;
    let mut cut = false;
    for found in found {
        if page.entries.len() >= query.most {
            cut = true;
            break;
        }
        let own = own.as_mut().map(|own| own.remove(&found.operation).unwrap_or_default());
        page.reached = Some(found.operation);
        let entry = entry(store, &mut w, found, own, lines)?;
        if holds(&entry, &query.words) {
            page.entries.push(entry);
        }
    }
    if whole && !cut {
        page.reached = None;
    }
    Ok(page)
}

/// Changes by their operation.
type ByOperation = HashMap<i64, Vec<Made>>;

/// The operations that changed a record, the newest first, and its changes by them.
fn own_changes(store: &Store, record: Id) -> Result<(Vec<i64>, ByOperation), Error> {
    let mut order: Vec<i64> = Vec::new();
    let mut own = ByOperation::new();
    for made in store.history_of(record)? {
        let operation = made.past.operation;
        if order.last() != Some(&operation) {
            order.push(operation);
        }
        own.entry(operation).or_default().push(made);
    }
    order.reverse();
    Ok((order, own))
}

/// Those of some operations that lie in a stretch, at most so many.
fn own_operations(
    store: &Store,
    order: Vec<i64>,
    stretch: Stretch,
    most: usize,
) -> Result<Vec<Logged>, Error> {
    let arrival = |operation| -> Result<i64, Error> {
        Ok(store.origin_of(operation)?.map_or(0, |(arrival, _)| arrival))
    };
    let bound = match stretch {
        Stretch::Newest => i64::MAX,
        Stretch::Before(operation) | Stretch::After(operation) => arrival(operation)?,
    };
    let mut found = Vec::new();
    for operation in order {
        if found.len() >= most {
            break;
        }
        let arrival = arrival(operation)?;
        let within = match stretch {
            Stretch::After(_) => arrival > bound,
            _ => arrival < bound,
        };
        if within {
            found.extend(store.operation(operation)?);
        }
    }
    Ok(found)
}

fn entry(
    store: &Store,
    w: &mut Snapshot,
    found: Logged,
    own: Option<Vec<Made>>,
    most: usize,
) -> Result<LogEntry, Error> {
    let counted = usize::try_from(found.changes).unwrap_or(usize::MAX);
    let (made, changes) = match own {
        Some(own) => {
            let changes = own.len();
            (own, changes)
        }
        None => (store.changes_of(found.operation, most.min(counted))?, counted),
    };
    let mut lines = Vec::with_capacity(made.len());
    for made in &made {
        lines.push(line(store, w, &made.past, made.bases.first())?);
    }
    let groups = if lines.len() < changes {
        let mut groups = Vec::new();
        for group in store.groups_of(found.operation, COUNTED)? {
            groups.push(LogGroup {
                kind: group.kind,
                records: group.records,
                first: ref_text(store, w, group.first)?,
                last: ref_text(store, w, group.last)?,
            });
        }
        groups
    } else {
        grouped(&lines)
    };
    Ok(LogEntry {
        operation: found.operation,
        arrival: found.arrival,
        previous: found.previous,
        at: found.at,
        by: found.by,
        command: found.command,
        kind: found.kind,
        undoes: found.undoes,
        changes,
        groups,
        lines,
    })
}

/// The records of changes by kind.
fn grouped(lines: &[LogLine]) -> Vec<LogGroup> {
    let mut seen = std::collections::HashSet::new();
    let mut groups: Vec<LogGroup> = Vec::new();
    for line in lines.iter().filter(|line| seen.insert(line.record)) {
        match groups.iter_mut().find(|group| group.kind == line.kind) {
            Some(group) => {
                group.records += 1;
                group.last.clone_from(&line.text);
            }
            None => groups.push(LogGroup {
                kind: line.kind,
                records: 1,
                first: line.text.clone(),
                last: line.text.clone(),
            }),
        }
    }
    groups
}

/// Whether who did it, a ref or a value hold each of the folded words.
fn holds(entry: &LogEntry, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = fold(&entry.by);
    for line in &entry.lines {
        for part in
            [Some(&line.text), line.element.as_ref(), line.before.as_ref(), line.after.as_ref()]
                .into_iter()
                .flatten()
        {
            text.push('\n');
            text.push_str(&fold(part));
        }
    }
    words.iter().all(|word| text.contains(word.as_str()))
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
    let sealed = sealed(past.field);
    let (base, value) = if sealed { (None, Value::Null) } else { (base, past.value.clone()) };
    let after = if sealed { Some(SEALED.to_owned()) } else { text(&value)? };
    let before = base.map(|base| text(&base.value)).transpose()?.flatten();
    let element = text(&past.element)?;
    let name = ref_text(store, w, past.record)?;
    let label = answer(store, w, |w| Ok(w.any(past.record)?.and_then(|record| record.label())))?;
    Ok(LogLine {
        record: past.record,
        text: name,
        kind: past.field.kind,
        label,
        at: past.field.at,
        field: field.map_or(String::new(), |field| field.json().to_owned()),
        element,
        before,
        after,
        values: [
            past.element.clone(),
            base.map(|base| base.value.clone()).unwrap_or_default(),
            value,
        ],
    })
}

/// A value without the keys that order cards: they say nothing to people.
fn without_keys(field: Option<&Field>, value: &Value) -> Value {
    match (field, value) {
        (Some(field), Value::List(parts)) if field.merge == Merge::Order => {
            let said = parts.iter().zip(field.parts).find(|(_, part)| !part.name.ends_with("_key"));
            said.map(|(value, _)| value.clone()).unwrap_or_default()
        }
        _ => value.clone(),
    }
}
