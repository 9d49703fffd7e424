//! New records.

use std::collections::HashMap;

use super::{Context, Lines, Plan, agenda, cluster, done, edit, put};
use crate::{
    domain::{
        entry::Entry,
        fields::{self, Organisation},
        kind::Kind,
        label::Label,
        quick::{Given, Mark},
        reader::Names,
        record::{Field, Record, common},
        refs,
        refusal::Stop,
        row::Row,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        tokens::{Column, MeetingState, Progress},
        types::{Ref, Status},
        value::{Id, Value},
    },
    ops::command::Target,
};

/// The letters that one line may hold; longer texts belong into a note.
pub const MOST_LETTERS: usize = 10_000;
/// The letters that a value behind `--set` may hold.
const MOST_IN_FIELD: usize = 200_000;

/// Adds records of one kind, all or none.
pub(super) fn add(
    c: &mut Context<'_>,
    kind: Kind,
    entries: &[Entry],
    create: bool,
    meeting: Option<&Target>,
) -> Result<Plan, Stop> {
    if kind == Kind::Workspace || kind.joins() {
        return Err(Saying::new("add.kind").with("noun", Saying::new(kind.said())).into());
    }
    if entries.is_empty() {
        return Err(Saying::new("add.nothing").into());
    }
    let meeting = match meeting {
        Some(target) => Some(c.find(target, Some(Kind::Meeting))?),
        None if kind == Kind::Meeting => None,
        None => c.w.open_meeting()?.map(|meeting| meeting.id),
    };
    let mut plan = Plan::default();
    let grown = if create { with_new_agencies(c, kind, entries, &mut plan)? } else { None };
    let w = grown.as_ref().unwrap_or(c.w);
    let mut c = Context { w, stamp: c.stamp, draw: &mut *c.draw };
    let mut names = Names::new(w, c.stamp.today)?;
    let mut lines = Lines::default();
    let mut keys = cluster::Keys::default();
    let mut made_refs = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let row = one(&mut c, &mut names, &mut keys, kind, entry, meeting);
        if let Some(row) = lines.take(at, row) {
            made_refs.push(refs::numbered(kind, row.entity().number()));
            plan.made.push(row.id());
            plan.birth(&row);
            let mut warnings = [entry.personal(), entry.almost()].concat();
            warnings.extend(edit::same_name(c.w, &row)?);
            warnings.extend(wider_than_origin(&c, &row)?);
            for warning in warnings {
                if !plan.warnings.contains(&warning) {
                    plan.warnings.push(warning);
                }
            }
        }
    }
    drop(names);
    lines.end(entries.len() > 1)?;
    plan.done = Some(done("done.added", "done.added_many", &made_refs));
    Ok(plan)
}

/// Makes the agencies that the entries name and the file does not know yet, each once.
/// Returns the read model with them in it, where there are any.
fn with_new_agencies(
    c: &mut Context<'_>,
    kind: Kind,
    entries: &[Entry],
    plan: &mut Plan,
) -> Result<Option<Snapshot>, Stop> {
    let known: HashMap<String, ()> = {
        let agencies = c.w.all::<Organisation>()?;
        agencies.flat_map(crate::domain::reader::names_of).map(|name| (fold(name), ())).collect()
    };
    let mut new: Vec<(String, String)> = Vec::new();
    for entry in entries {
        for token in &entry.draft.tokens {
            let names_agency = matches!(token.kind, Mark::Lead | Mark::Support)
                && crate::domain::entry::knows(kind, token.kind);
            if let (true, Given::Text(name)) = (names_agency, &token.value) {
                let folded = fold(name);
                let taken = known.contains_key(&folded)
                    || new.iter().any(|(other, _)| *other == folded)
                    || refs::parse(name).is_some();
                if !taken {
                    new.push((folded, name.clone()));
                }
            }
        }
    }
    if new.is_empty() {
        return Ok(None);
    }
    let mut grown = c.w.clone();
    for (_, name) in new {
        let row = new_agency(c, &name)?;
        plan.birth(&row);
        grown.put(row);
    }
    Ok(Some(grown))
}

/// A new agency that is called this.
pub(super) fn new_agency(c: &mut Context<'_>, name: &str) -> Result<Row, Stop> {
    let mut row = c.blank(Kind::Organisation, None)?;
    if let Row::Organisation(agency) = &mut row {
        let lang = crate::domain::lang::Lang::of(name);
        agency.title.set(lang, name);
        if looks_abbreviated(name) {
            agency.abbr.set(lang, name);
        }
    }
    Ok(row)
}

/// Whether a name is short enough to be called by in a list.
fn looks_abbreviated(name: &str) -> bool {
    const SHORT: usize = 10;
    !name.contains(char::is_whitespace) && name.chars().count() <= SHORT
}

fn one(
    c: &mut Context<'_>,
    names: &mut Names<'_>,
    keys: &mut cluster::Keys,
    kind: Kind,
    entry: &Entry,
    meeting: Option<Id>,
) -> Result<Row, Stop> {
    not_too_long(entry, fields::of(kind))?;
    let mut row = c.blank(kind, meeting)?;
    put(row.entity_mut(), common::LABEL, Value::Null);
    entry.apply(row.entity_mut(), names)?;
    if let Row::Point(point) = &mut row {
        agenda::follow(c, point)?;
    }
    match &mut row {
        Row::Issue(issue) if issue.column.column.is_none() => {
            issue.column.column = Some(Column::Candidate);
        }
        Row::Action(action) => action.status = Status::of(Progress::Proposed),
        Row::Meeting(meeting) if meeting.state.token.is_none() => {
            meeting.state.token = Some(MeetingState::Planned);
        }
        _ => {}
    }
    if row.entity().label().is_none() {
        let item = match &row {
            Row::Point(point) => point.agenda.0,
            _ => None,
        };
        let inherited = c.inherited_label(item, row.entity().meeting())?;
        let label = strictest_origin(c, &row)?.max(inherited);
        put(row.entity_mut(), common::LABEL, Value::text(label.token()));
    }
    edit::finish(c, &mut row, keys)?;
    Ok(row)
}

/// A warning where a new record is to be shared more widely than what it is made from, and
/// nothing says why.
fn wider_than_origin(c: &Context<'_>, row: &Row) -> Result<Option<Saying>, Stop> {
    let origin = strictest_origin(c, row)?;
    let record = row.entity();
    let wider = record.label().filter(|label| *label < origin);
    let unsaid = record.cells(common::LABEL_REASON).is_empty();
    Ok(wider.filter(|_| unsaid).map(|label| {
        Saying::new("label.wider_than_origin")
            .with("label", label.token())
            .with("origin", origin.token())
    }))
}

/// The strictest label of the records that a new one is made from.
fn strictest_origin(c: &Context<'_>, row: &Row) -> Result<Label, Stop> {
    let mut origins: Vec<Id> = match row {
        Row::Action(action) => [action.issue.0, action.decision.0].into_iter().flatten().collect(),
        Row::Decision(decision) => decision.issue.0.into_iter().collect(),
        _ => Vec::new(),
    };
    let made_from = row.entity().cells(common::FROM);
    origins.extend(made_from.iter().filter_map(|(element, _)| element.as_ref()));
    let mut label = Label::Clear;
    for id in origins {
        if let Some(origin) = c.w.live(id)? {
            label = label.max(origin.label().unwrap_or(Label::Clear));
        }
    }
    Ok(label)
}

/// Refuses texts that no list, card or document could show.
pub(super) fn not_too_long(entry: &Entry, fields: &[Field]) -> Result<(), Stop> {
    let too_long = |text: &str, most: usize| {
        // Bytes first: counting the letters of ten megabytes takes a while.
        text.len() > most && (text.len() > most * 4 || text.chars().count() > most)
    };
    let refuse = |most: usize| Err(Saying::new("text.too_long").with("most", most).into());
    let words = entry.draft.words.as_deref().unwrap_or_default();
    let mut values = entry.draft.tokens.iter().filter_map(|token| match &token.value {
        Given::Text(text) => Some(text.as_str()),
        Given::Clear => None,
    });
    if too_long(words, MOST_LETTERS) || values.any(|text| too_long(text, MOST_LETTERS)) {
        return refuse(MOST_LETTERS);
    }
    for (name, value) in &entry.sets {
        let is_long = |field: &Field| field.long && field.json() == name;
        let most = if fields.iter().any(is_long) { MOST_IN_FIELD } else { MOST_LETTERS };
        if too_long(value, most) {
            return refuse(most);
        }
    }
    Ok(())
}

/// Links two organisations. The link's id is derived from what it joins: made again after a
/// delete it is the same record.
pub(super) fn link(
    c: &mut Context<'_>,
    from: &Target,
    to: &Target,
    kind: &str,
    entry: &Entry,
) -> Result<Plan, Stop> {
    let from = c.find(from, Some(Kind::Organisation))?;
    let to = c.find(to, Some(Kind::Organisation))?;
    let flow = fold(kind);
    if flow.is_empty() {
        return Err(Saying::new("link.no_kind").into());
    }
    if from == to {
        return Err(Saying::new("link.to_itself").into());
    }
    let (Some(a), Some(b)) = (c.w.global(from), c.w.global(to)) else {
        return Err(Saying::new("ref.unknown").with("ref", "–").into());
    };
    let global = refs::derived(Kind::Link, &[&a, &b, flow.as_bytes()]);
    let old = match c.w.derived(Kind::Link, global)? {
        Some(id) => c.w.row(id)?,
        None => None,
    };
    if let Some(old) = old.as_ref().filter(|old| old.entity().alive()) {
        let text = c.w.ref_of(old.entity());
        return Err(Saying::new("link.exists").with("ref", text).into());
    }
    let old = match old {
        Some(old) => old,
        None => {
            let id = c.draw.derived(Kind::Link, global);
            Row::new(Kind::Link, id.ok_or_else(|| Saying::new("file.full_of_records"))?)
        }
    };
    let meeting = c.w.open_meeting()?.map(|meeting| meeting.id);
    let label = c.default_label(meeting)?;
    let mut new = Row::new(Kind::Link, old.id());
    put(new.entity_mut(), common::ALIVE, Value::Int(1));
    put(new.entity_mut(), common::LABEL, Value::text(label.token()));
    put(new.entity_mut(), common::MEETING, meeting);
    if let Row::Link(link) = &mut new {
        link.giver = Ref::to(Some(from));
        link.taker = Ref::to(Some(to));
        link.kind.0 = Some(flow.as_str().into());
        link.weight.0 = Some(1);
    }
    let joined = new.clone();
    let mut names = c.names()?;
    entry.apply(new.entity_mut(), &mut names)?;
    edit::same_ends(c, &joined, &new)?;
    let mut plan = Plan { made: vec![new.id()], ..Plan::default() };
    plan.change(old.entity(), new.entity());
    let end = |id: Id| {
        let number = c.w.peek::<Organisation>(id).and_then(Record::number);
        refs::numbered(Kind::Organisation, number)
    };
    let text = format!("{}>{}:{flow}", end(from), end(to));
    plan.done = Some(Saying::new("done.added").with("ref", text));
    Ok(plan)
}
