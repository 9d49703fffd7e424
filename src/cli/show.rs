//! `NOUN show REF`: one record, whole.

use clap::ArgMatches;
use serde_json::Value as Json;

use super::{
    Failure,
    call::{Call, find, objects},
    run::word,
    table::cell,
};
use crate::domain::{kind::Kind, saying::Saying, text};

pub(super) fn run(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let named = word(of, "ref");
    let today = call.stamp(&mut workspace)?.today;
    let id = find(&mut workspace, Some(kind), named, today)?;
    let Some(row) = workspace.record(id)? else {
        return Err(Failure::refused(Saying::new("ref.unknown").with("ref", named)));
    };
    let label = row.entity().label();
    for object in objects(&mut workspace, &[row])? {
        if call.flags.json {
            call.out.json(&object)?;
        } else {
            call.out.line(&readable(&object))?;
        }
    }
    call.say_strictest([label]);
    Ok(())
}

/// The record for people: the title above, below it every field that holds something, by the
/// name that `--set` takes.
fn readable(record: &Json) -> String {
    let Some(fields) = record.as_object() else { return String::new() };
    let own = |name: &str| fields.get(name).map(cell).unwrap_or_default();
    let mut lines = vec![format!("{}  {}", own("ref"), own("title"))];
    let shown = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "ref" | "title"));
    let shown: Vec<(&String, String)> = shown
        .map(|(name, value)| (name, details(value)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let width = shown.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, text) in shown {
        for (at, line) in text.lines().enumerate() {
            let name = if at == 0 { name.as_str() } else { "" };
            lines.push(format!("  {}  {line}", text::pad(name, width)));
        }
    }
    lines.join("\n")
}

/// A value in full: links with their titles, one a line.
fn details(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(all) if all.iter().any(Json::is_object) => {
            all.iter().map(details).collect::<Vec<_>>().join("\n")
        }
        Json::Object(link) => {
            let text = |name: &str| link.get(name).and_then(Json::as_str);
            let title = text("title").or_else(|| text("name"));
            let parts = [text("ref"), text("abbr"), title];
            let parts = parts.into_iter().flatten().map(text::neutral);
            parts.collect::<Vec<_>>().join("  ")
        }
        other => cell(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_reads_by_its_fields() {
        let record = json!({
            "ref": "A-1", "title": "Set up", "title_en": "Set up", "title_th": null,
            "lead": {"ref": "S-1", "abbr": "IOM", "name": "Migration"},
            "cards": [{"ref": "I-1", "title": "a"}, {"ref": "I-2", "title": "b"}],
            "tags": ["x", "y"], "slips": 0, "updates": [], "note": "one\ntwo"
        });
        assert_eq!(
            readable(&record),
            "A-1  Set up\n  title_en  Set up\n  lead      S-1  IOM  Migration\n  cards     I-1  a\n            I-2  b\n  tags      x, y\n  slips     0\n  note      one\n            two"
        );
    }
}
