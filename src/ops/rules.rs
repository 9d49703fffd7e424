//! The rules of the commands, one file for each group of nouns. Each is a function of the read
//! model and the command to the edits it makes; none touches a cell, SQL or the clock.

mod add;
mod agenda;
mod attendance;
mod capability;
mod clock;
mod cluster;
mod delete;
mod edit;
mod meeting;
mod round;
mod settings;

pub use add::MOST_LETTERS;

use std::collections::HashSet;

use super::{
    command::{Command, Stamp, Target},
    draw::Draw,
};
use crate::domain::{
    cell::Reader,
    kind::Kind,
    label::Label,
    reader::Names,
    record::{Edit, Entity, common, diff},
    refusal::{Need, Refusal, Stop},
    row::Row,
    saying::Saying,
    snapshot::Snapshot,
    value::{Id, Value},
};

/// What a command comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The edits it makes.
    pub edits: Vec<Edit>,
    /// The records it makes, those that the command names.
    pub made: Vec<Id>,
    /// What was done, for people.
    pub done: Option<Saying>,
    /// What to look at again.
    pub warnings: Vec<Saying>,
}

impl Plan {
    /// Adds the edits that make `new` of `old`.
    fn change(&mut self, old: &dyn Entity, new: &dyn Entity) {
        self.edits.extend(diff(old, new));
    }

    /// Adds the edits that make a new record.
    fn birth(&mut self, new: &Row) {
        self.change(Row::new(new.kind(), new.id()).entity(), new.entity());
    }
}

/// What the rules know beside the read model.
pub(super) struct Context<'a> {
    w: &'a Snapshot,
    stamp: &'a Stamp,
    draw: &'a mut Draw,
}

/// The edits of a command that the log's own procedures (undo, redo, rewind, restore of a
/// field) do not make.
///
/// # Errors
/// A refusal, or needs.
pub fn plan(command: &Command, w: &Snapshot, stamp: &Stamp, draw: &mut Draw) -> Result<Plan, Stop> {
    let mut c = Context { w, stamp, draw };
    match command {
        Command::Add { kind, entries, create, meeting } => {
            add::add(&mut c, *kind, entries, *create, meeting.as_ref())
        }
        Command::Link { from, to, kind, entry } => add::link(&mut c, from, to, kind, entry),
        Command::Level { organisation, capability, level } => {
            capability::set(&mut c, organisation, capability, *level)
        }
        Command::Mark { organisation, create, meeting, state, details } => {
            let mark = attendance::Mark { state: *state, details };
            attendance::mark(&mut c, organisation, *create, meeting.as_ref(), &mark)
        }
        Command::Edit { targets, kind, entry, reason } => {
            edit::edit(&mut c, targets, *kind, entry, reason.as_deref())
        }
        Command::Delete { targets, kind, unlink } => delete::delete(&c, targets, *kind, *unlink),
        Command::Restore { target } => delete::restore(&c, target),
        Command::Group { ideas, name, into } => {
            cluster::group(&mut c, ideas, name.as_ref(), into.as_ref())
        }
        Command::Join { entry, idea, create } => cluster::join(&mut c, entry, idea, *create),
        Command::Ungroup { ideas } => cluster::ungroup(&c, ideas),
        Command::Move { issue, column, position } => {
            cluster::place(&mut c, issue, *column, *position)
        }
        Command::MoveItem { item, position } => agenda::place(&mut c, item, *position),
        Command::Clock { item, change } => clock::change(&c, item.as_ref(), *change),
        Command::Open { meeting } => meeting::open(&c, meeting),
        Command::Close { meeting } => meeting::close(&c, meeting),
        Command::OpenRound { opening, meeting } => round::open(&mut c, opening, meeting.as_ref()),
        Command::Cast { round, papers, replace, spoil } => {
            round::cast(&mut c, round, papers, *replace, *spoil)
        }
        Command::CloseRound { round } => round::close(&c, round),
        Command::Freeze { round, entry } => round::freeze(&mut c, round, entry),
        Command::List { name, change } => settings::list(&c, name, change),
        Command::Configure { key, value } => settings::configure(&c, key, value),
        Command::Board { hide } => settings::board(&c, *hide),
        Command::RestoreField { .. }
        | Command::Undo { .. }
        | Command::Redo { .. }
        | Command::Rewind { .. } => Ok(Plan::default()),
    }
}

impl Context<'_> {
    fn names(&self) -> Result<Names<'_>, Need> {
        Names::new(self.w, self.stamp.today)
    }

    /// The record that a command is about, alive.
    fn find(&self, target: &Target, kind: Option<Kind>) -> Result<Id, Stop> {
        let id = match target {
            Target::Id(id) => *id,
            Target::Ref(text) => return self.names()?.record(kind, text),
        };
        match self.w.live(id)? {
            Some(record) if kind.is_none_or(|kind| kind == record.kind()) => Ok(id),
            Some(record) => {
                let noun = Saying::new(kind.map_or("noun.record", Kind::said));
                let text = self.w.ref_of(record);
                Err(Saying::new("ref.wrong_kind").with("ref", text).with("noun", noun).into())
            }
            None => {
                let text = self.w.ref_by_id(id).unwrap_or_else(|| "–".to_owned());
                Err(Saying::new("ref.in_trash").with("ref", text).into())
            }
        }
    }

    /// The records that a command is about, each once.
    fn find_all(&self, targets: &[Target], kind: Option<Kind>) -> Result<Vec<Id>, Stop> {
        let mut found = Vec::with_capacity(targets.len());
        let mut seen = HashSet::new();
        let mut lines = Lines::default();
        for (at, target) in targets.iter().enumerate() {
            if let Some(id) = lines.take(at, self.find(target, kind))
                && seen.insert(id)
            {
                found.push(id);
            }
        }
        lines.end(targets.len() > 1)?;
        if found.is_empty() {
            return Err(Saying::new("targets.none").into());
        }
        Ok(found)
    }

    /// A copy of a live record.
    fn copy(&self, id: Id) -> Result<Row, Stop> {
        match self.w.row(id)? {
            Some(row) if row.entity().alive() => Ok(row),
            _ => Err(Saying::new("ref.unknown").with("ref", "–").into()),
        }
    }

    /// The label of a new record: its meeting's, else the workspace's.
    fn default_label(&self, meeting: Option<Id>) -> Result<Label, Stop> {
        self.inherited_label(None, meeting)
    }

    /// The label of a new record: its agenda item's, else its meeting's, else the workspace's.
    fn inherited_label(&self, item: Option<Id>, meeting: Option<Id>) -> Result<Label, Stop> {
        let label = |id: Option<Id>| match id {
            Some(id) => Ok::<_, Stop>(self.w.live(id)?.and_then(Entity::label)),
            None => Ok(None),
        };
        let (of_item, of_meeting) = (label(item)?, label(meeting)?);
        let of_workspace = self.w.workspace()?.and_then(|workspace| workspace.label.0);
        Ok(Label::inherited(of_item, of_meeting, of_workspace))
    }

    /// An empty live record of a kind with its number, label and meeting.
    fn blank(&mut self, kind: Kind, meeting: Option<Id>) -> Result<Row, Stop> {
        let number = match kind.letter() {
            Some(_) => {
                let next = self.w.highest(kind)?.checked_add(self.draw.count(kind) + 1);
                Some(next.ok_or_else(|| Saying::new("file.full_of_records"))?)
            }
            None => None,
        };
        let label = self.default_label(meeting)?;
        let id = self.draw.record(kind).ok_or_else(|| Saying::new("file.full_of_records"))?;
        let mut row = Row::new(kind, id);
        let record = row.entity_mut();
        put(record, common::ALIVE, Value::Int(1));
        put(record, common::NUMBER, number.map(i64::from));
        put(record, common::LABEL, Value::text(label.token()));
        put(record, common::MEETING, meeting);
        Ok(row)
    }
}

/// Puts a value into a common field, whose values this program knows.
fn put(record: &mut dyn Entity, field: usize, value: impl Into<Value>) {
    let _known = record.put(field, &Value::Null, &value.into());
}

/// Collects what stops the lines of a command: all needs are loaded together, and all bad
/// lines are named together.
#[derive(Default)]
struct Lines {
    needs: Vec<Need>,
    refused: Vec<Refusal>,
}

impl Lines {
    /// Takes the result of the line at this place, counted from 0.
    fn take<T>(&mut self, at: usize, result: Result<T, Stop>) -> Option<T> {
        match result {
            Ok(done) => Some(done),
            Err(Stop::Need(needs)) => {
                self.needs.extend(needs);
                None
            }
            Err(Stop::Refused(mut refusal)) => {
                refusal.line = Some(at + 1);
                self.refused.push(*refusal);
                None
            }
        }
    }

    /// Stops where any line stopped; line numbers are named only where there are `many`.
    fn end(mut self, many: bool) -> Result<(), Stop> {
        if !self.needs.is_empty() {
            let mut seen = HashSet::new();
            self.needs.retain(|need| seen.insert(need.clone()));
            return Err(Stop::Need(self.needs));
        }
        let mut refused = self.refused.into_iter();
        let Some(mut first) = refused.next() else { return Ok(()) };
        first.more = refused.collect();
        if !many {
            first.line = None;
        }
        Err(first.into())
    }
}

/// Names refs in a message: the one, or how many.
fn done(one: &'static str, many: &'static str, refs: &[String]) -> Saying {
    match refs {
        [only] => Saying::new(one).with("ref", only.as_str()),
        all => Saying::new(many)
            .with("n", all.len())
            .with("first", all.first().map_or("–", String::as_str))
            .with("last", all.last().map_or("–", String::as_str)),
    }
}
