//! Clusters of ideas, and the order of cards.

use std::collections::HashMap;

use super::{Context, Plan, add, done, edit, put};
use crate::{
    domain::{
        agenda,
        entry::Entry,
        fields::{Idea, Issue},
        kind::Kind,
        label::Label,
        order_key,
        quick::{Key, Mark},
        record::{Edit, Record, common},
        refusal::Stop,
        row::Row,
        saying::Saying,
        tokens::Column,
        types::{Held, Position},
        value::{Id, Value},
    },
    ops::command::Target,
};

/// The last keys drawn by a command, so that each further card goes behind the one before.
#[derive(Default)]
pub(super) struct Keys {
    issues: HashMap<Id, String>,
    columns: HashMap<Column, String>,
    meetings: HashMap<Id, String>,
}

impl Keys {
    /// A key behind every card of a cluster or issue.
    pub(super) fn in_issue(&mut self, c: &mut Context<'_>, issue: Id) -> Result<String, Stop> {
        let last = match self.issues.get(&issue) {
            Some(last) => Some(last.clone()),
            None => {
                let ideas = c.w.referrers_of::<Idea>(issue)?;
                let held = ideas.filter(|idea| idea.issue.issue == Some(issue));
                let keys = held.filter_map(|idea| idea.issue.key.as_deref());
                keys.max().map(str::to_owned)
            }
        };
        let key = order_key::after(last.as_deref(), c.draw.digits());
        self.issues.insert(issue, key.clone());
        Ok(key)
    }

    /// A key behind every item of a meeting's agenda.
    pub(super) fn in_meeting(&mut self, c: &mut Context<'_>, meeting: Id) -> Result<String, Stop> {
        let last = match self.meetings.get(&meeting) {
            Some(last) => Some(last.clone()),
            None => {
                let items = agenda::of(c.w, meeting)?;
                items.last().and_then(|item| item.order.0.as_deref()).map(str::to_owned)
            }
        };
        let key = order_key::after(last.as_deref(), c.draw.digits());
        self.meetings.insert(meeting, key.clone());
        Ok(key)
    }

    /// A key behind every card of a column of the board.
    pub(super) fn in_column(
        &mut self,
        c: &mut Context<'_>,
        column: Column,
    ) -> Result<String, Stop> {
        let last = match self.columns.get(&column) {
            Some(last) => Some(last.clone()),
            None => cards(c, column, None)?.pop().map(|(key, _)| key),
        };
        let key = order_key::after(last.as_deref(), c.draw.digits());
        self.columns.insert(column, key.clone());
        Ok(key)
    }
}

/// The key of a place, counted from 0, among records that are in order of their keys.
pub(super) fn key_at(c: &mut Context<'_>, others: &[(String, Id)], at: usize) -> String {
    let key = |at: usize| others.get(at).map(|(key, _)| key.as_str());
    let before = at.checked_sub(1).and_then(key);
    match (before, key(at)) {
        (Some(before), Some(after)) => order_key::between(before, after, c.draw.digits()),
        (None, Some(first)) => order_key::before(Some(first), c.draw.digits()),
        (last, None) => order_key::after(last, c.draw.digits()),
    }
}

/// The keys of a column in order, without this card.
fn cards(c: &Context<'_>, column: Column, without: Option<Id>) -> Result<Vec<(String, Id)>, Stop> {
    let mut keys: Vec<(String, Id)> =
        c.w.all::<Issue>()?
            .filter(|issue| issue.column.column == Some(column) && Some(issue.id) != without)
            .map(|issue| (issue.column.key.as_deref().unwrap_or_default().to_owned(), issue.id))
            .collect();
    keys.sort();
    Ok(keys)
}

/// Makes a cluster of ideas, or puts them into one. The cards keep their own words.
pub(super) fn group(
    c: &mut Context<'_>,
    ideas: &[Target],
    name: Option<&Entry>,
    into: Option<&Target>,
) -> Result<Plan, Stop> {
    let ids = c.find_all(ideas, Some(Kind::Idea))?;
    let mut plan = Plan::default();
    let mut keys = Keys::default();
    let (issue, text) = match (into, name) {
        (Some(target), None) => {
            let issue = c.find(target, Some(Kind::Issue))?;
            (issue, c.w.ref_by_id(issue).unwrap_or_default())
        }
        (None, Some(name)) => {
            let row = new_cluster(c, &mut keys, &ids, name)?;
            plan.birth(&row);
            plan.made.push(row.id());
            plan.warnings = name.personal();
            (row.id(), c.w.ref_of(row.entity()))
        }
        _ => return Err(Saying::new("group.name_or_into").into()),
    };
    if plan.made.contains(&issue) {
        // A new cluster holds nothing yet: nobody has to look.
        keys.issues.insert(issue, order_key::after(None, c.draw.digits()));
    }
    for id in &ids {
        let old = c.copy(*id)?;
        let mut new = old.clone();
        if let Row::Idea(idea) = &mut new
            && idea.issue.issue != Some(issue)
        {
            let key = keys.in_issue(c, issue)?;
            idea.issue = Held { issue: Some(issue), key: Some(key.into()) };
        }
        plan.change(old.entity(), new.entity());
    }
    plan.done = Some(Saying::new("done.grouped").with("n", ids.len()).with("ref", text));
    Ok(plan)
}

/// Adds an idea beside one that says much the same: into its cluster, else both into a new one
/// that goes by its words. Nothing that either says is changed.
pub(super) fn join(
    c: &mut Context<'_>,
    entry: &Entry,
    idea: &Target,
    create: bool,
) -> Result<Plan, Stop> {
    let beside = c.find(idea, Some(Kind::Idea))?;
    let old = c.copy(beside)?;
    let mut entry = entry.clone();
    entry.draft.tokens.retain(|token| token.kind != Mark::Key(Key::Issue));
    let mut plan = add::add(c, Kind::Idea, std::slice::from_ref(&entry), create, None)?;
    let (Some(new), Row::Idea(card)) = (plan.made.first().copied(), &old) else {
        return Ok(plan);
    };
    let mut keys = Keys::default();
    let issue = match card.issue.issue {
        Some(issue) => issue,
        None => {
            let name = [("title_en", &card.title.en), ("title_th", &card.title.th)]
                .into_iter()
                .filter_map(|(field, side)| Some((field, side.as_deref()?)))
                .fold(Entry::default(), |name, (field, side)| name.set(field, side));
            let mut row = new_cluster(c, &mut keys, &[beside], &name)?;
            if let Some(label) = label_of(&plan, new).max(row.entity().label()) {
                put(row.entity_mut(), common::LABEL, Value::text(label.token()));
            }
            let issue = row.id();
            keys.issues.insert(issue, order_key::after(None, c.draw.digits()));
            put_into(c, &mut keys, &mut plan, &old, issue)?;
            plan.birth(&row);
            issue
        }
    };
    // In place of a cluster that it names itself; no cell is written twice in one operation.
    let mut put = Plan::default();
    put_into(c, &mut keys, &mut put, &Row::new(Kind::Idea, new), issue)?;
    let fields: Vec<_> = put.edits.iter().map(|edit| edit.field).collect();
    plan.edits.retain(|edit| edit.record != new || !fields.contains(&edit.field));
    plan.edits.append(&mut put.edits);
    let called = |id| c.w.ref_by_id(id).unwrap_or_default();
    plan.done = Some(Saying::new("done.joined").with("ref", called(beside)));
    Ok(plan)
}

/// The label that a plan gives a record.
fn label_of(plan: &Plan, id: Id) -> Option<Label> {
    let gives = |edit: &&Edit| edit.record == id && edit.field.at == common::LABEL;
    let value = plan.edits.iter().rev().find(gives)?;
    value.value.as_text().and_then(Label::parse)
}

/// Puts an idea behind the last card of a cluster.
fn put_into(
    c: &mut Context<'_>,
    keys: &mut Keys,
    plan: &mut Plan,
    old: &Row,
    issue: Id,
) -> Result<(), Stop> {
    let mut new = old.clone();
    if let Row::Idea(idea) = &mut new {
        let key = keys.in_issue(c, issue)?;
        idea.issue = Held { issue: Some(issue), key: Some(key.into()) };
    }
    plan.change(old.entity(), new.entity());
    Ok(())
}

/// A cluster with the strictest label of its cards.
fn new_cluster(
    c: &mut Context<'_>,
    keys: &mut Keys,
    ideas: &[Id],
    name: &Entry,
) -> Result<Row, Stop> {
    add::not_too_long(name, Issue::FIELDS)?;
    let meeting = c.w.open_meeting()?.map(|meeting| meeting.id);
    let mut label = c.default_label(meeting)?;
    for id in ideas {
        let of_idea = c.w.get::<Idea>(*id)?.and_then(Record::label);
        label = label.max(of_idea.unwrap_or(Label::Clear));
    }
    let mut row = c.blank(Kind::Issue, meeting)?;
    put(row.entity_mut(), common::LABEL, Value::text(label.token()));
    if let Row::Issue(issue) = &mut row {
        issue.column = Position { column: Some(Column::Cluster), key: None };
    }
    let mut names = c.names()?;
    name.apply(row.entity_mut(), &mut names)?;
    drop(names);
    edit::finish(c, &mut row, keys)?;
    Ok(row)
}

/// Takes ideas out of their cluster.
pub(super) fn ungroup(c: &Context<'_>, ideas: &[Target]) -> Result<Plan, Stop> {
    let ids = c.find_all(ideas, Some(Kind::Idea))?;
    let mut plan = Plan::default();
    let mut refs = Vec::new();
    for id in ids {
        let old = c.copy(id)?;
        let mut new = old.clone();
        if let Row::Idea(idea) = &mut new {
            idea.issue = Held::default();
        }
        refs.push(c.w.ref_of(old.entity()));
        plan.change(old.entity(), new.entity());
    }
    plan.done = Some(done("done.ungrouped", "done.ungrouped_many", &refs));
    Ok(plan)
}

/// Moves a cluster or key issue on the board.
pub(super) fn place(
    c: &mut Context<'_>,
    issue: &Target,
    column: Option<Column>,
    position: Option<usize>,
) -> Result<Plan, Stop> {
    let id = c.find(issue, Some(Kind::Issue))?;
    let old = c.copy(id)?;
    let mut new = old.clone();
    if let Row::Issue(issue) = &mut new {
        let column = column.or(issue.column.column).unwrap_or(Column::Candidate);
        let others = cards(c, column, Some(id))?;
        let at = match position {
            Some(0) => return Err(Saying::new("move.position").into()),
            Some(position) => (position - 1).min(others.len()),
            // Without a position, a card that stands in the column already stays.
            None if issue.column.column == Some(column) => usize::MAX,
            None => others.len(),
        };
        let own = issue.column.key.as_deref().unwrap_or_default();
        let stands = others.iter().take_while(|(key, _)| key.as_str() < own).count();
        let moves = issue.column.column != Some(column) || at != stands;
        if moves && at != usize::MAX {
            let key = key_at(c, &others, at);
            issue.column = Position { column: Some(column), key: Some(key.into()) };
        }
    }
    let mut plan = Plan::default();
    plan.change(old.entity(), new.entity());
    let text = c.w.ref_of(new.entity());
    if let Row::Issue(issue) = &new {
        let column = Saying::new(issue.column.column.unwrap_or(Column::Candidate).said());
        plan.done = Some(Saying::new("done.moved").with("ref", text).with("column", column));
    }
    Ok(plan)
}
