//! The archive: the whole file as JSON, its log included. A copy, not a document: it passes
//! beside the redaction gate as a backup does.

use std::{
    collections::HashSet,
    io::{Read, Write},
    path::Path,
};

use serde::Deserialize;
use serde_json::{Map, json};

use super::{
    receipt::Error,
    workspace::{Opening, Random, Workspace},
};
use crate::{
    domain::{
        cell::Merge,
        fields::with_kind,
        kind::Kind,
        label::Label,
        record::{Entity, Field, common},
        refs,
        row::Row,
        saying::Saying,
        value::Value,
    },
    store::{self, RawActor, RawOperation, RawWriter, Store},
};

/// Version of the archive's form.
const FORM: u32 = 1;

#[derive(Deserialize)]
struct Archive {
    plenary: u32,
    workspace: String,
    records: Vec<serde_json::Value>,
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    actors: Vec<RawActor>,
    writers: Vec<RawWriter>,
    operations: Vec<RawOperation>,
}

impl Workspace {
    /// Writes the whole workspace, one field a line, records by id, then the log. Two files
    /// with equal content give equal bytes but for the log. Returns the strictest label.
    ///
    /// # Errors
    /// The file's, or the writer's.
    pub fn export_all(&mut self, to: &mut dyn Write) -> Result<Option<Label>, Error> {
        self.store.read(|store| {
            let mut out = Out { to };
            out.line("{")?;
            out.line(&format!("\"plenary\": {FORM},"))?;
            out.line(&format!("\"workspace\": \"{}\",", store.workspace_id()?))?;
            let sealed = store.sealed_ballots()?;
            let label = records(store, &sealed, &mut out)?;
            log(store, &sealed, &mut out)?;
            out.line("}")?;
            Ok(label)
        })
    }
}

struct Out<'a> {
    to: &'a mut dyn Write,
}

impl Out<'_> {
    fn line(&mut self, text: &str) -> Result<(), Error> {
        self.to
            .write_all(text.as_bytes())
            .and_then(|()| self.to.write_all(b"\n"))
            .map_err(|error| file(error.kind() == std::io::ErrorKind::BrokenPipe, &error))
    }

    /// A list, one entry a line.
    fn entry(&mut self, first: &mut bool, json: &str) -> Result<(), Error> {
        let comma = if std::mem::take(first) { "" } else { "," };
        self.line(&format!("{comma}{json}"))
    }
}

fn file(closed: bool, error: &dyn std::fmt::Display) -> Error {
    let key = if closed { "file.closed" } else { "file.other" };
    let detail = error.to_string();
    Error::File(Box::new(Saying::new(key).with("path", "–").with("detail", detail)))
}

/// Every record by its id, those in the trash too.
fn all_records(store: &Store) -> Result<Vec<(String, Row)>, Error> {
    let mut all: Vec<(String, Row)> = Vec::new();
    for kind in Kind::ALL {
        with_kind!(kind, R => {
            for record in store.with_the_dead::<R>()? {
                let row = Row::from(record);
                all.push((store.global_text(row.id())?, row));
            }
        });
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(all)
}

/// Writes every record as it stands.
fn records(
    store: &Store,
    sealed: &HashSet<String>,
    out: &mut Out<'_>,
) -> Result<Option<Label>, Error> {
    let mut all = all_records(store)?;
    all.retain(|(id, _)| !sealed.contains(id));
    out.line("\"records\": [")?;
    let mut label = None;
    let mut first = true;
    for (id, row) in &all {
        let record = row.entity();
        label = label.max(record.label());
        let json = record_json(store, id, record)?;
        let lines: Vec<String> =
            json.iter().map(|(name, value)| format!("{}: {value}", json!(name))).collect();
        out.entry(&mut first, &format!("{{\n{}\n}}", lines.join(",\n")))?;
    }
    out.line("],")?;
    Ok(label)
}

fn record_json(
    store: &Store,
    id: &str,
    record: &dyn Entity,
) -> Result<Map<String, serde_json::Value>, Error> {
    let mut json = std::collections::BTreeMap::new();
    json.insert("id".to_owned(), json!(id));
    json.insert("of".to_owned(), json!(record.kind().name()));
    if record.number().is_some() {
        json.insert("ref".to_owned(), json!(refs::numbered(record.kind(), record.number())));
    }
    if !record.alive() {
        json.insert("deleted".to_owned(), json!(true));
    }
    for (at, field) in record.fields().iter().enumerate() {
        if at == common::ALIVE || at == common::NUMBER {
            continue;
        }
        let cells = record.cells(at);
        if field.is_set() {
            let mut members = Vec::with_capacity(cells.len());
            for (element, _) in &cells {
                members.push(value_json(store, element)?);
            }
            if !members.is_empty() {
                members.sort_by_key(ToString::to_string);
                json.insert(field.json().to_owned(), json!(members));
            }
            continue;
        }
        for (name, value) in parts(field, &cells) {
            if !value.is_null() {
                json.insert(name, value_json(store, &value)?);
            }
        }
    }
    Ok(json.into_iter().collect())
}

/// The parts of a field by their JSON names.
fn parts(field: &Field, cells: &[(Value, Value)]) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (at, part) in field.parts.iter().enumerate() {
        let value = match (field.merge, cells.first()) {
            (Merge::Keyed, _) => cells
                .iter()
                .find(|(element, _)| element.as_text() == Some(part.name.trim_start_matches('_')))
                .map(|(_, value)| value.clone()),
            (_, Some((_, Value::List(parts)))) => parts.get(at).cloned(),
            (_, Some((_, value))) => Some(value.clone()),
            (_, None) => None,
        };
        found.push((field.part_json(part), value.unwrap_or_default()));
    }
    found
}

fn value_json(store: &Store, value: &Value) -> Result<serde_json::Value, Error> {
    Ok(match value {
        Value::Null | Value::List(_) => serde_json::Value::Null,
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Ref(id) => json!(store.global_text(*id)?),
    })
}

fn log(store: &Store, sealed: &HashSet<String>, out: &mut Out<'_>) -> Result<(), Error> {
    let (actors, writers) = store.raw_writers()?;
    out.line("\"log\": {")?;
    list(out, "actors", &actors)?;
    list(out, "writers", &writers)?;
    out.line("\"operations\": [")?;
    let mut first = true;
    store.raw_operations(|mut operation| {
        let mut changes = std::mem::take(&mut operation.changes);
        // An operation that keyed ballots stays, and says only that it was.
        changes.retain(|change| !sealed.contains(&change.record));
        let head = text(&operation)?;
        let head = head.replacen("\"changes\":[]", "\"changes\":[", 1);
        let lines: Vec<String> = changes.iter().map(text).collect::<Result<_, Error>>()?;
        let head = head.strip_suffix('}').unwrap_or(&head).to_owned();
        out.entry(&mut first, &format!("{head}\n{}\n]}}", lines.join(",\n")))
    })?;
    out.line("]")?;
    out.line("}")
}

fn list<T: serde::Serialize>(out: &mut Out<'_>, name: &str, all: &[T]) -> Result<(), Error> {
    out.line(&format!("\"{name}\": ["))?;
    let mut first = true;
    for one in all {
        out.entry(&mut first, &text(one)?)?;
    }
    out.line("],")
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| file(false, &error))
}

/// Makes a workspace of an archive. The file must not exist; the workspace keeps its id, and
/// no operation is added. What is made is checked whole before it gets its name.
///
/// # Errors
/// Where the archive cannot be read or contradicts itself, or the file cannot be written;
/// nothing is left then.
pub fn import_all(
    opening: &Opening,
    mut random: Random,
    from: &mut dyn Read,
) -> Result<Workspace, Error> {
    if opening.path.exists() {
        let path = opening.path.display().to_string();
        let saying = Saying::new("file.exists").with("path", path).with("detail", "import all");
        return Err(Error::File(Box::new(saying)));
    }
    let unread = |detail: String| -> Error {
        Error::File(Box::new(Saying::new("archive.unread").with("detail", detail)))
    };
    let archive: Archive =
        serde_json::from_reader(from).map_err(|error| unread(error.to_string()))?;
    if archive.plenary != FORM {
        return Err(unread(format!("plenary: {}", archive.plenary)));
    }
    // A name that nobody else's file has.
    let mut name = [0; 8];
    random(&mut name);
    let name = u64::from_be_bytes(name);
    let aside = opening.path.with_extension(format!("{name:016x}.part"));
    let made = build(&aside, opening, &archive)
        // A link, not a rename: it never takes the place of a file that came meanwhile.
        .and_then(|()| std::fs::hard_link(&aside, &opening.path).map_err(|e| file(false, &e)));
    let _made_or_nothing_half_done = std::fs::remove_file(&aside);
    made?;
    Workspace::open(opening, random)
}

fn build(path: &Path, opening: &Opening, archive: &Archive) -> Result<(), Error> {
    let store = Store::create(path, opening.durability)?;
    let damaged = |detail: &str| -> Error {
        Error::File(Box::new(Saying::new("archive.unread").with("detail", detail)))
    };
    store.write(|store| {
        store.put_raw_writers(&archive.log.actors, &archive.log.writers)?;
        let writers = i64::try_from(archive.log.writers.len()).unwrap_or(i64::MAX);
        for operation in &archive.log.operations {
            store.put_raw(operation, writers)?;
        }
        store.rebuild_rows()?;
        Ok::<_, store::Error>(())
    })?;
    store.forget();
    if store.workspace_id()? != archive.workspace {
        return Err(damaged("workspace"));
    }
    let all = all_records(&store)?;
    for (at, (id, row)) in all.iter().enumerate() {
        let json = serde_json::Value::Object(record_json(&store, id, row.entity())?);
        if archive.records.get(at) != Some(&json) {
            return Err(damaged(&format!("records: {id}")));
        }
    }
    if archive.records.len() != all.len() {
        return Err(damaged("records"));
    }
    match store.check()?.first() {
        None => Ok(()),
        Some(finding) => Err(Error::File(Box::new(
            Saying::new("archive.unread").with("detail", finding.clone()),
        ))),
    }
}

impl Workspace {
    /// Everything that is wrong with the file, in words; nothing where it is clean.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn check(&mut self) -> Result<Vec<Saying>, Error> {
        Ok(self.store.read(Store::check)?)
    }
}
