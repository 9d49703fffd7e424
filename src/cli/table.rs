//! Tables for people. Their cells come from the JSON of a record, so both say the same.

use comfy_table::{ContentArrangement, Table as Grid, presets};
use serde_json::Value as Json;

use super::labels;
use crate::domain::{
    kind::Kind,
    text::{cut, neutral},
    words::Words,
};

/// How wide the name of an organisation without an abbreviation is shown.
const NAME: usize = 24;

/// Marks an agenda item that the Chatham House Rule holds for.
const CHATHAM: &str = "§";

/// The columns of a kind's listing, by their JSON names; the heads are texts of the bundles.
pub(super) const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Workspace => &["ref", "title"],
        Kind::Organisation => &["ref", "abbr", "title", "sector", "country"],
        Kind::Post => &["ref", "title", "organisation", "contact", "authority"],
        Kind::Capability => &["ref", "title", "required", "gap", "providers", "flag"],
        Kind::Agenda => &[
            "ref",
            "meeting",
            "position",
            "planned_start",
            "expected_start",
            "minutes",
            "title",
            "speaker",
            "chatham",
            "state",
        ],
        Kind::Point => &["ref", "title", "source", "agenda", "place", "tags"],
        Kind::Meeting => &["ref", "title", "date", "state", "venue"],
        Kind::Idea => &["ref", "title", "author", "table", "cluster", "tags"],
        Kind::Issue => &["ref", "column", "title", "cards", "actions", "tags"],
        Kind::Decision => &["ref", "title", "date", "issue"],
        Kind::Objective => &["ref", "title", "pillar"],
        Kind::Action => &["ref", "title", "lead", "due", "status", "priority"],
        Kind::Link => &["ref", "from", "to", "kind", "weight"],
        Kind::Level => &["ref", "organisation", "capability", "level"],
    }
}

/// A table with blanks between its columns.
pub(super) struct Table(Grid);

impl Table {
    /// A table without a head.
    pub(super) fn plain() -> Self {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING);
        Self(grid)
    }

    /// A table with a head.
    pub(super) fn headed(heads: impl IntoIterator<Item = String>) -> Self {
        let mut table = Self::plain();
        table.0.set_header(heads.into_iter().collect::<Vec<_>>());
        table
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.add_row(cells.into_iter().collect::<Vec<_>>());
    }

    /// The table as text, wrapped into this width where one is known.
    pub(super) fn text(&mut self, width: Option<u16>) -> String {
        for column in self.0.column_iter_mut() {
            column.set_padding((0, 2));
        }
        if let Some(width) = width.filter(|width| *width >= 20) {
            self.0.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        let lines = self.0.lines().map(|line| line.trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The cells of a record's row.
pub(super) fn cells(words: &Words, kind: Kind, record: &Json) -> Vec<String> {
    let value = |name: &&str| record.get(*name).unwrap_or(&Json::Null);
    columns(kind)
        .iter()
        .map(|name| match (*name, value(name)) {
            // Of these it is their number that tells.
            ("cards" | "actions", Json::Array(all)) => all.len().to_string(),
            ("chatham", Json::String(text)) if text == "yes" => CHATHAM.to_owned(),
            ("chatham", _) => String::new(),
            (name, Json::String(text)) => neutral(&labels::value(words, kind, name, text)).into(),
            (_, value) => cell(value),
        })
        .collect()
}

/// A value of a record in one line.
pub(super) fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => neutral(text).into_owned(),
        Json::Array(all) => all.iter().map(cell).collect::<Vec<_>>().join(", "),
        Json::Object(link) => {
            let text =
                ["abbr", "name", "ref"].into_iter().find_map(|name| link.get(name)?.as_str());
            cut(&neutral(text.unwrap_or_default()), NAME).into_owned()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::docs::documented;
    use super::*;
    use crate::{config, domain::lang::Lang};
    use serde_json::json;

    #[test]
    fn columns_are_names_of_the_json() {
        for kind in Kind::ALL {
            let names: Vec<String> = documented(kind).into_iter().map(|entry| entry.name).collect();
            for column in columns(kind) {
                assert!(names.iter().any(|name| name == column), "{kind:?}.{column}");
            }
        }
    }

    #[test]
    fn cells_are_one_line() {
        let record = json!({
            "ref": "A-1", "title": "a\nb\u{1b}[0m", "lead": {"ref": "S-1", "abbr": null},
            "due": null, "status": "agreed", "priority": null
        });
        let words = config::words::load(Lang::En);
        assert_eq!(
            cells(&words, Kind::Action, &record),
            ["A-1", "a b[0m", "S-1", "", "agreed", ""]
        );
        let link = json!({"ref": "S-1", "abbr": null, "name": "Foundation for the Riverside"});
        assert_eq!(cell(&link), "Foundation for the Rive…");
        assert_eq!(cell(&json!([{"ref": "S-1", "abbr": "IOM"}, "x", 3])), "IOM, x, 3");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::headed(["Ref", "Title", "Lead"].map(str::to_owned));
        table.row(["A-1", "จัดทำทำเนียบล่าม", "IOM"].map(str::to_owned));
        table.row(["A-10", "Hotline", ""].map(str::to_owned));
        assert_eq!(
            table.text(None),
            "Ref   Title          Lead\nA-1   จัดทำทำเนียบล่าม  IOM\nA-10  Hotline"
        );
    }
}
