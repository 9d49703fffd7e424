//! `NOUN show REF`: one record, whole.

use clap::ArgMatches;
use serde_json::Value as Json;

use super::{
    Failure,
    call::{Call, find, objects},
    labels::{is_date, label, value},
    run::word,
    table::cell,
};
use crate::domain::{
    dates::write, fields::Workspace, kind::Kind, saying::Saying, text, words::Words,
};

pub(super) fn run(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let named = word(of, "ref");
    let today = call.stamp(&mut workspace)?.today;
    let id = find(&mut workspace, Some(kind), named, today)?;
    let Some(row) = workspace.record(id)? else {
        return Err(Failure::refused(Saying::new("ref.unknown").with("ref", named)));
    };
    let label = row.entity().label();
    for object in objects(&mut workspace, &[row], call.env.moment()?)? {
        if call.flags.json {
            call.out.json(&object)?;
        } else {
            let text = readable(call.words(), kind, &object);
            call.out.line(&text)?;
        }
    }
    if kind == Kind::Idea {
        let hides = workspace.ask(|w| Ok(w.workspace()?.is_some_and(Workspace::hides_ideas)))?;
        if hides {
            call.say(&Saying::new("cli.board_hidden"));
        }
    }
    call.say_strictest([label]);
    Ok(())
}

/// The record for people: the title above, below it every field that holds something.
fn readable(words: &Words, kind: Kind, record: &Json) -> String {
    let Some(fields) = record.as_object() else { return String::new() };
    let own = |name: &str| fields.get(name).map(cell).unwrap_or_default();
    let mut lines = vec![format!("{}  {}", own("ref"), own("title"))];
    let shown = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "ref" | "title"));
    let shown: Vec<(String, String)> = shown
        .map(|(name, value)| (label(words, kind, name), details(words, kind, name, value)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let width = shown.iter().map(|(name, _)| text::width(name)).max().unwrap_or_default();
    for (name, text) in shown {
        for (at, line) in text.lines().enumerate() {
            let name = if at == 0 { name.as_str() } else { "" };
            lines.push(format!("  {}  {line}", text::pad(name, width)));
        }
    }
    lines.join("\n")
}

/// A value in full: links with their titles, one a line; dates in both eras.
fn details(words: &Words, kind: Kind, name: &str, json: &Json) -> String {
    match json {
        Json::String(text) if is_date(kind, name) => {
            text.parse().map_or_else(|_| text.clone(), write::both)
        }
        Json::String(text) => value(words, kind, name, text),
        Json::Array(all) if all.iter().any(Json::is_object) => {
            let all = all.iter().map(|one| details(words, kind, name, one));
            all.collect::<Vec<_>>().join("\n")
        }
        Json::Object(link) => {
            let text = |name: &str| link.get(name).and_then(Json::as_str);
            let title = text("title").or_else(|| text("name"));
            let parts = [text("ref"), text("abbr"), title];
            let parts = parts.into_iter().flatten().map(text::neutral);
            let level = link.get("level").map(|level| level.to_string().into());
            parts.chain(level).collect::<Vec<_>>().join("  ")
        }
        other => cell(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config, domain::lang::Lang};
    use serde_json::json;

    #[test]
    fn a_record_reads_by_its_fields() {
        let record = json!({
            "ref": "A-1", "title": "Set up", "title_en": "Set up", "title_th": null,
            "lead": {"ref": "S-1", "abbr": "IOM", "name": "Migration"}, "due": "2026-06-30",
            "cards": [{"ref": "I-1", "title": "a"}, {"ref": "I-2", "title": "b"}],
            "tags": ["x", "y"], "slips": 0, "updates": [], "status": "in-progress",
            "note": "one\ntwo"
        });
        let words = config::words::load(Lang::En);
        assert_eq!(
            readable(&words, Kind::Action, &record),
            [
                "A-1  Set up",
                "  Action (EN)  Set up",
                "  Lead         S-1  IOM  Migration",
                "  Due          Tue 30 Jun 2026 · 30 มิ.ย. 2569",
                "  Ideas        I-1  a",
                "               I-2  b",
                "  Tags         x, y",
                "  Slips        0",
                "  Status       in-progress",
                "  Notes        one",
                "               two",
            ]
            .join("\n")
        );
        let thai = readable(&config::words::load(Lang::Th), Kind::Action, &record);
        assert!(!thai.contains("Lead") && !thai.contains("in-progress"), "{thai}");
    }
}
