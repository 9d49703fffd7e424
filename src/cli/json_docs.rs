//! What the JSON of each noun holds, for the page that documents it.

use super::{Slot, shows, slots};
use crate::domain::{
    cell::{Merge, Type},
    fields,
    kind::Kind,
    record::Field,
};

const RECORD: &str = "record";
const RECORDS: &str = "array of records";

/// Value and meaning of a field that is worked out of other records.
fn derived(kind: Kind, name: &str) -> (&'static str, &'static str) {
    match (kind, name) {
        (_, "author") => (
            "organisation",
            "The organisation it comes from, as `source`; null where it is anonymous.",
        ),
        (_, "cluster") => (RECORD, "The cluster or key issue it lies in."),
        (_, "issue") => {
            (RECORD, "The same once it is a key issue; null while it stands in column `cluster`.")
        }
        (Kind::Idea, "actions") => ("array of refs", "The action items that answer its issue."),
        (_, "actions") => ("array of refs", "The action items that answer it."),
        (Kind::Issue, "cards") => (RECORDS, "The ideas in it, in their order."),
        (_, "cards") => (RECORDS, "The ideas behind its key issue."),
        (_, "round") => (RECORD, "The round it was decided in; null as long as there was none."),
        (_, "position") => ("number", "The place in the order of its meeting, from 1."),
        (_, "planned_start") => (
            "time of day",
            "When it is planned to begin: its own start, else when the item before it has taken its minutes.",
        ),
        (_, "expected_start") => (
            "time of day",
            "When it began; before that, when the course of the open meeting so far lets expect it to begin. Null where nothing says so.",
        ),
        (_, "left_seconds") => (
            "number",
            "Seconds left while it runs or is paused, below zero where it is over its time; else null.",
        ),
        (_, "gap") => ("number", "The required level minus the best one, at least 0."),
        (_, "providers") => {
            ("number", "Organisations at the required level or above, and at 1 at least.")
        }
        (_, "flag") => (
            "token",
            "`orphan` where something is required and nobody provides it, `single` where one does, `overlap` from four on.",
        ),
        (_, "levels") => ("array of organisations", "Who has it; each with its `level`, 0 to 3."),
        (_, "updates") => ("array", "What was reported about it."),
        (_, "slips") => ("number", "How often its due date was moved after adoption."),
        (_, "baseline_due") => ("date", "The due date as adopted."),
        _ => ("", ""),
    }
}

/// A name of the JSON of a kind, as the documentation lists it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct Documented {
    pub(in crate::cli) name: String,
    pub(in crate::cli) of: &'static str,
    pub(in crate::cli) doc: String,
}

/// Every name in the JSON of a kind, in its order.
pub(in crate::cli) fn documented(kind: Kind) -> Vec<Documented> {
    let entry = |name: &str, of, doc: &str| Documented {
        name: name.to_owned(),
        of,
        doc: doc.trim().to_owned(),
    };
    let mut all = Vec::new();
    for slot in slots(kind) {
        match slot {
            Slot::Ref => all.push(entry("ref", "ref", "What it is called everywhere.")),
            Slot::Title => {
                let field = fields::of(kind).iter().find(|field| field.name == "title");
                match field {
                    Some(field) => pair_documented("title", field.doc, &mut all),
                    None => all.push(entry("title", "text", "Who gives what to whom.")),
                }
            }
            Slot::Derived(name) => {
                let (of, doc) = derived(kind, name);
                all.push(entry(name, of, doc));
            }
            Slot::Field(at) => {
                let Some(field) = fields::of(kind).get(at) else { continue };
                field_documented(field, &mut all);
            }
        }
    }
    all
}

fn pair_documented(name: &str, doc: &str, all: &mut Vec<Documented>) {
    let doc = doc.trim();
    let mut add = |name: String, doc: String| all.push(Documented { name, of: "text", doc });
    add(name.to_owned(), format!("{doc} In the first language of the workspace, else the other."));
    add(format!("{name}_en"), "The English side.".to_owned());
    add(format!("{name}_th"), "The Thai side.".to_owned());
}

fn field_documented(field: &Field, all: &mut Vec<Documented>) {
    if field.merge == Merge::Keyed {
        pair_documented(field.json(), field.doc, all);
        return;
    }
    let doc = field.doc.trim();
    for (place, part) in field.parts.iter().enumerate().filter(|(_, part)| shows(field, part)) {
        let name = field.part_json(part);
        let of = match (part.of, field.is_set()) {
            _ if name.ends_with("_at") => "time",
            (Type::Int, _) => "number",
            (Type::Flag, _) => "true or false",
            (Type::Text, true) => "array of texts",
            (Type::Text, false) if field.long => "long text",
            (Type::Text, false) => "text",
            (Type::Token(_), _) => "token",
            (Type::Date, _) => "date",
            (Type::Time, _) => "time of day",
            (Type::Ref(Kind::Organisation), true) => "array of organisations",
            (Type::Ref(Kind::Organisation), false) => "organisation",
            (Type::Ref(_) | Type::AnyRef, true) => RECORDS,
            (Type::Ref(_) | Type::AnyRef, false) => RECORD,
        };
        let mut doc =
            if place == 0 { doc.to_owned() } else { format!("Part of `{}`.", field.json()) };
        if let Type::Token(tokens) = part.of {
            doc.push_str(&format!(" One of `{}`.", tokens.join("`, `")));
        }
        all.push(Documented { name, of, doc });
    }
}
