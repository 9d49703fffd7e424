//! What an operation of the log did, in words of the interface: one sentence for a row, one item
//! for each change for the detail.

use crate::{
    domain::{
        cell::{Merge, Part, Type},
        fields,
        kind::Kind,
        label::Label,
        record::{Field, common},
        saying::Saying,
        text,
        value::{Id, Value},
        words::thousands,
    },
    ops::{LogEntry, LogLine},
    tui::{app::App, diff, facts},
};

/// Refs that a sentence names one by one.
const NAMED: usize = 3;

/// Fields, and groups of records, that a sentence names.
const PARTS: usize = 3;

/// Columns of a text that a row shows whole, before and after.
const SHORT: usize = 24;

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its place among the lines of the operation.
    pub(crate) line: usize,
    /// What the field, or the part of it, is called.
    pub(crate) label: String,
    /// The value before; none where there was none.
    pub(crate) before: Option<String>,
    /// The value after; none where it was taken away.
    pub(crate) after: Option<String>,
    /// What the change comes to, where words say it better than values.
    pub(crate) said: Option<&'static str>,
    /// Whether it says why.
    pub(crate) reason: bool,
    /// Whether an element of a set came or went.
    pub(crate) element: bool,
}

/// What became of a record as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Added,
    Trashed,
    Restored,
    TakenBack,
    Changed,
}

impl Did {
    /// What a change of the mark of life means.
    fn of(before: &Value, after: &Value) -> Self {
        match (before, after) {
            (Value::Null, Value::Int(1)) => Self::Added,
            (_, Value::Int(1)) => Self::Restored,
            (_, Value::Null) => Self::TakenBack,
            _ => Self::Trashed,
        }
    }

    /// The keys of its text alone, for one record and for many.
    const fn texts(self) -> [&'static str; 3] {
        match self {
            Self::Added => ["log.did.added", "log.added", "log.added_many"],
            Self::Trashed => ["log.did.trashed", "log.trashed", "log.trashed_many"],
            Self::Restored => ["log.did.restored", "log.restored", "log.restored_many"],
            Self::TakenBack => ["log.did.taken_back", "log.taken_back", "log.taken_back_many"],
            Self::Changed => ["log.did.changed", "log.changed", "log.changed_many"],
        }
    }
}

/// The changes of an operation in words, what says nothing to people left out.
#[must_use]
pub(crate) fn items(app: &App, entry: &LogEntry) -> Vec<Item> {
    let lines = entry.lines.iter().enumerate();
    lines.flat_map(|(at, line)| items_of(app, at, line, false, false)).collect()
}

/// The field that a change is of.
#[must_use]
pub(crate) fn field_of(line: &LogLine) -> Option<&'static Field> {
    fields::of(line.kind).get(line.at)
}

/// What stands for a card's words while the board is hidden.
const HIDDEN: &str = "▒▒▒";

/// A change in words: a compound has an item for each part that differs.
fn items_of(app: &App, at: usize, line: &LogLine, swapped: bool, brief: bool) -> Vec<Item> {
    let (Some(field), [element, before, after]) = (field_of(line), &line.values) else {
        return Vec::new();
    };
    let (was, is) = ((before, &line.before), (after, &line.after));
    let ((before, told_before), (after, told_after)) = if swapped { (is, was) } else { (was, is) };
    let item = |label: String, before, after| Item {
        line: at,
        label,
        before,
        after,
        said: None,
        reason: line.at == common::LABEL_REASON,
        element: false,
    };
    let name = facts::label(app, line.kind, field);
    match (line.at, field.merge) {
        (common::NUMBER, _) => Vec::new(),
        (common::ALIVE, _) => {
            let [alone, ..] = Did::of(before, after).texts();
            vec![Item { said: Some(alone), ..item(String::new(), None, None) }]
        }
        (_, Merge::Set) => {
            let part = field.parts.first();
            let shown = part.and_then(|part| value(app, part, element, brief));
            let shown = shown.or_else(|| line.element.clone());
            let there = |value: &Value| *value == Value::Int(1);
            let (before, after) = if there(after) { (None, shown) } else { (shown, None) };
            vec![Item { element: true, ..item(name, before, after) }]
        }
        (_, Merge::Keyed) => {
            let code = line.element.as_deref().unwrap_or_default().to_uppercase();
            let hides = app.hides_words(line.kind, line.record);
            let shown = |value: &Value| {
                value.as_text().map(|text| if hides { HIDDEN } else { text }.to_owned())
            };
            vec![item(format!("{name} {code}").trim_end().to_owned(), shown(before), shown(after))]
        }
        _ => {
            let single = |value: &Value| match value {
                Value::List(_) => None,
                value => Some(value.clone()),
            };
            if let (Some(one), Some(other)) = (single(before), single(after))
                && field.parts.len() == 1
            {
                let of = |one: &Value, told: &Option<String>| {
                    let shown = field.parts.first().and_then(|part| value(app, part, one, brief));
                    shown.or_else(|| told.clone())
                };
                return vec![item(name, of(&one, told_before), of(&other, told_after))];
            }
            parts_of(app, line, field, (before, after), brief, &item)
        }
    }
}

/// The parts of a compound that differ.
fn parts_of(
    app: &App,
    line: &LogLine,
    field: &Field,
    (before, after): (&Value, &Value),
    brief: bool,
    item: &dyn Fn(String, Option<String>, Option<String>) -> Item,
) -> Vec<Item> {
    let part_at = |side: &Value, at: usize| match side {
        Value::List(values) => values.get(at).cloned().unwrap_or_default(),
        value if at == 0 => value.clone(),
        _ => Value::Null,
    };
    let mut items = Vec::new();
    for (at, part) in field.parts.iter().enumerate() {
        let (one, other) = (part_at(before, at), part_at(after, at));
        if one == other || part.name.ends_with("_key") {
            continue;
        }
        let own = format!("cli.field.{}", field.part_json(part));
        let label = if !part.name.is_empty() && app.words.own(&own).is_some() {
            app.words.text(&own).to_owned()
        } else {
            facts::label(app, line.kind, field)
        };
        let shown = |side: &Value| value(app, part, side, brief);
        let reason = matches!(part.name, "_reason" | "_why");
        items.push(Item { reason, ..item(label, shown(&one), shown(&other)) });
    }
    items
}

/// What differs between two long texts, with what both have left out: a row has no room for it.
fn differing(before: &str, after: &str) -> Option<[String; 2]> {
    if text::width(before).max(text::width(after)) <= SHORT {
        return None;
    }
    let sides = diff::of(before, after);
    if sides.iter().all(|side| side.iter().all(|stretch| stretch.own)) {
        return None;
    }
    Some(sides.map(|side| {
        let mut parts: Vec<&str> = Vec::new();
        for stretch in &side {
            match (stretch.own, parts.last()) {
                (true, _) => parts.push(stretch.text.trim()),
                (false, Some(&"…")) => {}
                (false, _) => parts.push("…"),
            }
        }
        parts.join(" ")
    }))
}

fn value(app: &App, part: &Part, value: &Value, brief: bool) -> Option<String> {
    let said = if brief { facts::brief(app, part, value) } else { facts::shown(app, part, value) };
    // The field says that it is a label.
    let word = said.as_deref().and_then(Label::parse).filter(|_| brief && is_label(part));
    let said = word.map(|label| label.word().to_owned()).or(said);
    match (said, value) {
        (Some(said), _) => Some(said),
        (None, Value::Ref(_)) => Some("–".to_owned()),
        (None, _) => None,
    }
}

/// Whether a part of a field holds a label.
fn is_label(part: &Part) -> bool {
    matches!(part.of, Type::Token(all) if all == Label::TOKENS)
}

/// One sentence on an operation.
#[must_use]
pub(crate) fn sentence(app: &App, entry: &LogEntry) -> String {
    let key = match (entry.kind.as_str(), entry.command.as_str()) {
        (_, "redo") => Some("log.redone"),
        (_, "rewind") => Some("log.rewound"),
        ("undo", _) => Some("log.undone"),
        ("revert", _) => Some("log.reverted"),
        _ => None,
    };
    // What was taken back is named as it was done: its undo holds the same changes, turned round.
    let swapped = matches!(key, Some("log.undone" | "log.reverted"));
    let what = Sentence { app, entry, swapped }.said();
    match key {
        Some(key) => app.words.say(&Saying::new(key).with("what", what)),
        None => what,
    }
}

struct Sentence<'a> {
    app: &'a App,
    entry: &'a LogEntry,
    swapped: bool,
}

/// Records of one kind to which the same happened.
struct Group<'a> {
    kind: Kind,
    did: Did,
    records: Vec<(Id, &'a str)>,
    lines: Vec<(usize, &'a LogLine)>,
}

impl<'a> Sentence<'a> {
    fn said(&self) -> String {
        let groups = self.groups();
        if groups.is_empty() {
            return self.app.words.text(crate::ops::verb_of(&self.entry.command)).to_owned();
        }
        let mut said: Vec<String> =
            groups.iter().take(PARTS).map(|group| self.group(group, &groups)).collect();
        if groups.len() > PARTS {
            said.push("…".to_owned());
        }
        said.join("; ")
    }

    fn did(&self, line: &LogLine) -> Option<Did> {
        let [_, before, after] = &line.values;
        let (before, after) = if self.swapped { (after, before) } else { (before, after) };
        (line.at == common::ALIVE).then(|| Did::of(before, after))
    }

    fn groups(&self) -> Vec<Group<'a>> {
        let mut did_of = std::collections::HashMap::new();
        for line in &self.entry.lines {
            if let Some(did) = self.did(line) {
                did_of.insert(line.record, did);
            }
        }
        let mut groups: Vec<Group<'a>> = Vec::new();
        for (at, line) in self.entry.lines.iter().enumerate() {
            let did = did_of.get(&line.record).copied().unwrap_or(Did::Changed);
            let known = groups.iter_mut().find(|group| group.kind == line.kind && group.did == did);
            let record = (line.record, line.text.as_str());
            match known {
                Some(group) => {
                    if group.records.last() != Some(&record) {
                        group.records.push(record);
                    }
                    group.lines.push((at, line));
                }
                None => groups.push(Group {
                    kind: line.kind,
                    did,
                    records: vec![record],
                    lines: vec![(at, line)],
                }),
            }
        }
        for group in &mut groups {
            let mut seen = std::collections::HashSet::new();
            group.records.retain(|(id, _)| seen.insert(*id));
        }
        groups
    }

    /// How many records a group has, the first and the last: of a long operation only the
    /// beginning is here, and the file has counted the rest.
    fn extent(&self, group: &Group<'a>, groups: &[Group<'a>]) -> (usize, &'a str, &'a str) {
        let alone = groups.iter().filter(|other| other.kind == group.kind).count() == 1;
        let counted = self.entry.groups.iter().find(|counted| counted.kind == group.kind);
        let here = (
            group.records.len(),
            group.records.first().map_or("–", |(_, text)| *text),
            group.records.last().map_or("–", |(_, text)| *text),
        );
        match counted.filter(|counted| alone && counted.records > here.0) {
            Some(counted) => (counted.records, counted.first.as_str(), counted.last.as_str()),
            None => here,
        }
    }

    fn group(&self, group: &Group<'a>, groups: &[Group<'a>]) -> String {
        let words = &self.app.words;
        let (n, first, last) = self.extent(group, groups);
        let [_, one, many] = group.did.texts();
        if (2..=NAMED).contains(&n) && n == group.records.len() && group.did != Did::Changed {
            let list = self.list(group, n, (first, last));
            return words.say(&Saying::new(one).with("ref", list));
        }
        if n > 1 {
            let fields = self.common(group, n);
            if group.did == Did::Changed
                && let Some(field) = fields
            {
                let list = self.list(group, n, (first, last));
                return format!("{list} {field}");
            }
            let saying = Saying::new(many)
                .with("what", counted(self.app, group.kind, n))
                .with("first", first)
                .with("last", last);
            return words.say(&saying);
        }
        match group.did {
            Did::Changed => format!("{first} {}", self.fields(group)),
            Did::Added => match self.title(group) {
                Some(title) => {
                    let saying = Saying::new("log.added_title").with("ref", first);
                    words.say(&saying.with("title", title))
                }
                None => words.say(&Saying::new(one).with("ref", first)),
            },
            _ => words.say(&Saying::new(one).with("ref", first)),
        }
    }

    /// Refs one by one, or the first and the last.
    fn list(&self, group: &Group<'a>, n: usize, (first, last): (&str, &str)) -> String {
        if n <= NAMED && n == group.records.len() {
            let refs: Vec<&str> = group.records.iter().map(|(_, text)| *text).collect();
            return refs.join(", ");
        }
        let saying = Saying::new("log.from_to")
            .with("what", counted(self.app, group.kind, n))
            .with("first", first)
            .with("last", last);
        self.app.words.say(&saying)
    }

    /// What many records have in common: the same field with the same value.
    fn common(&self, group: &Group<'a>, n: usize) -> Option<String> {
        let (_, first) = group.lines.first()?;
        let alike = |line: &LogLine| {
            line.at == first.at
                && line.values.last() == first.values.last()
                && line.element == first.element
        };
        let same = group.lines.iter().all(|(_, line)| alike(line)) && group.lines.len() == n;
        // A compound may differ in what does not show.
        let same = same || group.records.len() == n && self.same_words(group);
        if !same {
            return None;
        }
        let mut item = self.items(group).into_iter().next()?;
        if !item.element {
            item.before = None;
        }
        Some(phrase(&item))
    }

    fn same_words(&self, group: &Group<'a>) -> bool {
        let items = self.items(group);
        let Some(first) = items.first() else { return false };
        items.len() == group.records.len()
            && items.iter().all(|item| item.label == first.label && item.after == first.after)
    }

    fn items(&self, group: &Group<'a>) -> Vec<Item> {
        let lines = group.lines.iter();
        lines.flat_map(|(at, line)| items_of(self.app, *at, line, self.swapped, true)).collect()
    }

    /// The fields of one record that changed, and why where that is stored.
    fn fields(&self, group: &Group<'a>) -> String {
        let items = self.items(group);
        let (reasons, fields): (Vec<Item>, Vec<Item>) =
            items.into_iter().filter(|item| item.said.is_none()).partition(|item| item.reason);
        let mut said: Vec<String> = fields.iter().take(PARTS).map(phrase).collect();
        if fields.len() > PARTS {
            said.push(format!("+{}", fields.len() - PARTS));
        }
        let mut said = said.join(", ");
        if said.is_empty() {
            self.app.words.text("log.did.changed").clone_into(&mut said);
        }
        match reasons.into_iter().find_map(|item| item.after) {
            Some(reason) => {
                let saying = Saying::new("log.with_reason").with("what", said);
                self.app.words.say(&saying.with("reason", reason))
            }
            None => said,
        }
    }

    /// The title of the record that was added, in the language of the interface where it has
    /// one.
    fn title(&self, group: &Group<'a>) -> Option<String> {
        let titles = group
            .lines
            .iter()
            .filter(|(_, line)| field_of(line).is_some_and(|field| field.name == "title"));
        let side = if self.swapped { 1 } else { 2 };
        let of = |line: &LogLine| {
            let hides = self.app.hides_words(line.kind, line.record);
            let text = line.values.get(side).and_then(Value::as_text);
            text.filter(|_| !hides).map(str::to_owned)
        };
        let code = self.app.lang().code();
        let titles: Vec<&LogLine> = titles.map(|(_, line)| *line).collect();
        let own = titles.iter().find(|line| line.element.as_deref() == Some(code));
        own.or(titles.first()).and_then(|line| of(line))
    }
}

/// A field with its values in a row.
fn phrase(item: &Item) -> String {
    let Item { label, before, after, .. } = item;
    if let (Some(before), Some(after)) = (before, after)
        && let Some([before, after]) = differing(before, after)
    {
        return format!("{label} {before} → {after}");
    }
    match (before, after) {
        (None, Some(after)) if item.element => format!("{label} + {after}"),
        (Some(before), None) if item.element => format!("{label} − {before}"),
        (None, Some(after)) => format!("{label}: {after}"),
        (Some(before), Some(after)) => format!("{label} {before} → {after}"),
        (Some(before), None) => format!("{label} {before} → –"),
        (None, None) => label.clone(),
    }
}

/// So many records of a kind, for more than one.
pub(crate) fn counted(app: &App, kind: Kind, n: usize) -> String {
    let own = format!("many.{}", kind.name());
    let key = if app.words.own(&own).is_some() { own.as_str() } else { "many.record" };
    app.words.text(key).replace("{n}", &thousands(i64::try_from(n).unwrap_or(i64::MAX)))
}
