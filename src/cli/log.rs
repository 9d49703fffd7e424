//! `log [REF] [--limit N]`: what was done, by whom and when, newest first.

use std::collections::{BTreeMap, BTreeSet};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{
    Failure,
    call::{Call, find, names, zone_of},
};
use crate::{
    domain::{label::Label, refs, text, value::Id, zone},
    ops::{LogEntry, LogLine, Workspace},
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
    let zone = zone_of(&mut workspace)?;
    let about = About::of(&mut workspace, &entries)?;
    if call.flags.json {
        let entries = entries.iter().map(|entry| Ok(about.json(entry, zone.as_deref())));
        call.out.array(entries)?;
    } else {
        for entry in &entries {
            let more = |n: usize| {
                let saying = crate::domain::saying::Saying::new("cli.more_changes");
                call.words().say(&saying.with("n", n))
            };
            let text = about.text(entry, zone.as_deref(), more);
            call.out.line(&text)?;
        }
    }
    call.say_strictest([about.strictest]);
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

/// The records that entries are about.
struct About {
    names: BTreeMap<Id, String>,
    strictest: Option<Label>,
}

impl About {
    fn of(workspace: &mut Workspace, entries: &[LogEntry]) -> Result<Self, Failure> {
        let ids: BTreeSet<Id> =
            entries.iter().flat_map(|entry| &entry.lines).map(|line| line.record).collect();
        let mut about = Self { names: BTreeMap::new(), strictest: None };
        for id in ids {
            let Some(row) = workspace.record(id)? else { continue };
            about.strictest = about.strictest.max(row.entity().label());
            let name = names(workspace, std::slice::from_ref(&row))?.pop().unwrap_or_default();
            about.names.insert(id, name);
        }
        Ok(about)
    }

    fn name(&self, line: &LogLine) -> String {
        let numbered = || refs::numbered(line.kind, line.number);
        self.names.get(&line.record).cloned().unwrap_or_else(numbered)
    }

    fn json(&self, entry: &LogEntry, zone: Option<&str>) -> Json {
        let at = zone::local(zone, entry.at);
        let changes: Vec<Json> = entry
            .lines
            .iter()
            .map(|line| {
                json!({
                    "ref": self.name(line),
                    "noun": line.kind.noun(),
                    "field": line.field,
                    "element": line.element,
                    "before": line.before,
                    "after": line.after,
                })
            })
            .collect();
        json!({
            "operation": entry.operation,
            "at": at.to_rfc3339_opts(chrono::SecondsFormat::Millis, false),
            "by": entry.by,
            "command": entry.command,
            "kind": entry.kind,
            "undoes": entry.undoes,
            "changes": changes,
        })
    }

    /// An operation for people: who, when, what, and below it the changes.
    fn text(&self, entry: &LogEntry, zone: Option<&str>, more: impl Fn(usize) -> String) -> String {
        let at = zone::local(zone, entry.at).format("%Y-%m-%d %H:%M");
        let undoes = entry.undoes.map(|undone| format!(" {undone}")).unwrap_or_default();
        let by = text::neutral(&entry.by);
        let mut lines = vec![format!("{}  {at}  {by}  {}{undoes}", entry.operation, entry.command)];
        for line in entry.lines.iter().take(LINES) {
            let element = line.element.as_deref().map(|element| format!(" {element}"));
            lines.push(format!(
                "    {}  {}{}  {} → {}",
                self.name(line),
                line.field,
                text::neutral(&element.unwrap_or_default()),
                shown(line.before.as_deref()),
                shown(line.after.as_deref())
            ));
        }
        if entry.lines.len() > LINES {
            lines.push(format!("    {}", more(entry.lines.len() - LINES)));
        }
        lines.join("\n")
    }
}

fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "–".to_owned(), |text| text::cut(&text::neutral(text), WIDTH).to_string())
}
