//! What every operation keeps, undo and revert among them: a title, one open meeting at most,
//! no circle of dependencies. Only what the operation itself changed is looked at, so that a
//! file which came to hold otherwise (by a merge) can still be worked on.

use std::collections::{HashMap, HashSet};

use super::Outcome;
use crate::domain::{
    fields::{Action, Meeting},
    record::Entity,
    refusal::Stop,
    row::Row,
    saying::Saying,
    snapshot::Snapshot,
    tokens::MeetingState,
    types::Pair,
    value::Id,
};

/// Refuses an operation after which a record would have no title, two meetings would be open
/// or dependencies would lead round in a circle.
pub(super) fn keeps(w: &Snapshot, outcome: &Outcome) -> Result<(), Stop> {
    let after: HashMap<Id, &Row> = outcome.after.iter().map(|row| (row.id(), row)).collect();
    for row in outcome.after.iter().filter(|row| row.entity().alive()) {
        let before = outcome.before.get(&row.id()).filter(|row| row.entity().alive());
        let untitled = |row: &Row| row.entity().title().is_some_and(Pair::is_empty);
        if untitled(row) && !before.is_some_and(untitled) {
            return Err(Saying::new("entry.empty")
                .with("noun", Saying::new(row.kind().said()))
                .into());
        }
        match row {
            Row::Meeting(meeting) if is_open(meeting) => {
                let was = matches!(before, Some(Row::Meeting(meeting)) if is_open(meeting));
                if !was {
                    one_open(w, meeting, &after)?;
                }
            }
            Row::Action(action) => {
                let was = matches!(before, Some(Row::Action(old)) if old.depends == action.depends);
                if !was {
                    no_circle(w, action, &after)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_open(meeting: &Meeting) -> bool {
    meeting.alive.0 && meeting.state.token == Some(MeetingState::Open)
}

fn one_open(w: &Snapshot, meeting: &Meeting, after: &HashMap<Id, &Row>) -> Result<(), Stop> {
    let others = w.all::<Meeting>()?.map(|other| match after.get(&other.id) {
        Some(Row::Meeting(now)) => &**now,
        _ => other,
    });
    match others.filter(|other| other.id != meeting.id).find(|other| is_open(other)) {
        None => Ok(()),
        Some(other) => {
            let text = w.ref_of(other as &dyn Entity);
            Err(Saying::new("meeting.other_open").with("ref", text).into())
        }
    }
}

/// Refuses a dependency that leads back to its own item, naming the circle. Records of `after`
/// count as they stand there.
fn no_circle(w: &Snapshot, action: &Action, after: &HashMap<Id, &Row>) -> Result<(), Stop> {
    let mut ways: Vec<Vec<Id>> = action.depends.0.iter().map(|id| vec![*id]).collect();
    let mut seen: HashSet<Id> = HashSet::new();
    while let Some(way) = ways.pop() {
        let Some(last) = way.last().copied() else { continue };
        if last == action.id {
            let own = w.ref_of(action as &dyn Entity);
            let refs = way.iter().filter_map(|id| w.ref_by_id(*id));
            let circle: Vec<String> = std::iter::once(own).chain(refs).collect();
            return Err(Saying::new("depends.circle").with("list", circle.join(" → ")).into());
        }
        if !seen.insert(last) {
            continue;
        }
        let next = match after.get(&last) {
            Some(Row::Action(now)) => Some(&**now),
            _ => w.get::<Action>(last)?,
        };
        if let Some(next) = next {
            ways.extend(next.depends.0.iter().map(|id| [way.as_slice(), &[*id]].concat()));
        }
    }
    Ok(())
}
