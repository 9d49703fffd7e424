//! `log [REF] [--limit N]`: what was done, by whom and when, newest first.

use std::collections::BTreeSet;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{
    Failure,
    call::{Call, find},
    json::time,
    labels,
};
use crate::{
    domain::{
        cell::Merge, fields, kind::Kind, label::Label, record::Field, refs, saying::Saying, text,
        value::Id, words::Words, zone,
    },
    ops::{LogEntry, LogLine, Workspace, verb_of},
};

/// How many operations are shown where nobody asks for more.
const LIMIT: usize = 20;

/// How many changes of one operation are shown to people.
const LINES: usize = 12;

/// How wide a value is shown to people.
const WIDTH: usize = 60;

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let named = of.get_one::<String>("ref");
    let today = call.stamp(&mut workspace)?.today;
    let record = named.map(|text| anywhere(&mut workspace, text, today)).transpose()?;
    let limit = of.get_one::<i64>("limit").and_then(|limit| usize::try_from(*limit).ok());
    let entries = workspace.log(record, None, limit.unwrap_or(LIMIT))?;
    let zone = workspace.zone()?;
    if call.flags.json {
        call.out.array(entries.iter().map(|entry| Ok(object(entry, &zone))))?;
    } else {
        for entry in &entries {
            let text = readable(call.words(), entry, &zone);
            call.out.line(&text)?;
        }
    }
    let strictest = strictest(&mut workspace, &entries)?;
    call.say_strictest([strictest]);
    Ok(())
}

/// The record of a ref, in the trash or not: the log is about both.
fn anywhere(
    workspace: &mut Workspace,
    text: &str,
    today: chrono::NaiveDate,
) -> Result<Id, Failure> {
    if let Some(refs::Typed::Number(kind, number)) = refs::parse(text)
        && let Some(id) = workspace.ask(|w| Ok(w.numbered(kind, number)?))?
    {
        return Ok(id);
    }
    find(workspace, None, text, today)
}

/// The strictest label of the records that entries are about, as they now stand.
fn strictest(workspace: &mut Workspace, entries: &[LogEntry]) -> Result<Option<Label>, Failure> {
    let ids: BTreeSet<Id> =
        entries.iter().flat_map(|entry| &entry.lines).map(|line| line.record).collect();
    let mut strictest = None;
    for id in ids {
        let row = workspace.record(id)?;
        strictest = strictest.max(row.and_then(|row| row.entity().label()));
    }
    Ok(strictest)
}

fn object(entry: &LogEntry, zone: &str) -> Json {
    let change = |line: &LogLine| {
        json!({
            "ref": line.text,
            "noun": line.kind.noun(),
            "field": line.field,
            "element": line.element,
            "before": line.before,
            "after": line.after,
        })
    };
    json!({
        "operation": entry.operation,
        "at": time(entry.at, zone),
        "by": entry.by,
        "command": entry.command,
        "kind": entry.kind,
        "undoes": entry.undoes,
        "changes": entry.lines.iter().map(change).collect::<Vec<_>>(),
    })
}

/// An operation for people: who, when, what, and below it the changes.
fn readable(words: &Words, entry: &LogEntry, zone: &str) -> String {
    let at = zone::local(entry.at, zone).map(|at| at.format("%Y-%m-%d %H:%M").to_string());
    let undoes = entry.undoes.map(|undone| format!(": {undone}")).unwrap_or_default();
    let (at, by) = (at.unwrap_or_default(), text::neutral(&entry.by));
    let verb = words.text(verb_of(&entry.command));
    let mut lines = vec![format!("{}  {at}  {by}  {verb}{undoes}", entry.operation)];
    // A number is only ever given, with the record that has it.
    // So is its first place in an order.
    let born = |name: &str| entry.lines.iter().any(|l| l.field == "alive" && l.text == name);
    let told = |line: &&LogLine| line.field != "number" && !(is_place(line) && born(&line.text));
    let changes: Vec<&LogLine> = entry.lines.iter().filter(told).collect();
    lines.extend(changes.iter().take(LINES).map(|line| change(words, line)));
    if let Some(left) = changes.len().checked_sub(LINES).filter(|left| *left > 0) {
        let more = Saying::new("cli.more_changes").with("n", left);
        lines.push(format!("    {}", words.say(&more)));
    }
    lines.join("\n")
}

/// Whether a change is one of a place in an order, whose key says nothing to people.
fn is_place(line: &LogLine) -> bool {
    let place = |field: &Field| field.merge == Merge::Order && field.parts.len() == 1;
    fields::of(line.kind).iter().any(|field| field.json() == line.field && place(field))
}

/// A change for people; of a set only what came or went.
fn change(words: &Words, line: &LogLine) -> String {
    let name = text::neutral(&line.text);
    let (before, after) = (line.before.as_deref(), line.after.as_deref());
    if line.field == "alive" {
        let key = match (before, after) {
            (None, Some("1")) => "cli.log.added",
            (_, Some("1")) => "cli.log.restored",
            (_, None) => "cli.log.taken_back",
            _ => "cli.log.trash",
        };
        return format!("    {name}  {}", words.text(key));
    }
    let label = labels::of_log(words, line.kind, &line.field);
    if is_place(line) {
        return format!("    {name}  {label}: {}", words.text("cli.log.place"));
    }
    let element = line.element.as_deref().map(text::neutral).unwrap_or_default();
    match (element.is_empty(), after) {
        (false, Some("1")) => format!("    {name}  {label}: + {element}"),
        (false, Some("0")) => format!("    {name}  {label}: − {element}"),
        (bare, _) => {
            let label = if bare { label } else { format!("{label} ({})", element.to_uppercase()) };
            let say = |value| shown(words, line, value);
            match before {
                None => format!("    {name}  {label}: {}", say(after)),
                Some(_) => format!("    {name}  {label}: {} → {}", say(before), say(after)),
            }
        }
    }
}

fn shown(words: &Words, line: &LogLine, value: Option<&str>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    if line.field == "span"
        && let Some((start, due)) = value.split_once(" · ")
    {
        let saying = Saying::new("cli.log.span").with("start", start).with("due", due);
        return words.say(&saying);
    }
    // The state of a meeting carries its time, which stands above the change already.
    let value = match value.split_once(" · ") {
        Some((state, _)) if line.kind == Kind::Meeting && line.field == "state" => state,
        _ => value,
    };
    let text = labels::value(words, line.kind, &line.field, value);
    text::cut(&text::neutral(&text), WIDTH).into_owned()
}
