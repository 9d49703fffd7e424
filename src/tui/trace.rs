//! The trace of a record back to where it came from.

use std::collections::HashSet;

use crate::domain::{
    fields::{Action, Decision, Idea, Issue},
    kind::Kind,
    snapshot::Snapshot,
    value::Id,
};

/// Most steps that a trace shows.
const MOST: usize = 200;

/// One step of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The record.
    pub(crate) id: Id,
    /// How many steps back.
    pub(crate) depth: usize,
}

/// The record and what it came from, nearest first.
#[must_use]
pub(crate) fn of(w: &Snapshot, id: Id) -> Vec<Step> {
    let mut steps = Vec::new();
    follow(w, id, 0, &mut HashSet::new(), &mut steps);
    steps
}

fn follow(w: &Snapshot, id: Id, depth: usize, seen: &mut HashSet<Id>, steps: &mut Vec<Step>) {
    if steps.len() >= MOST || !seen.insert(id) || w.live(id).ok().flatten().is_none() {
        return;
    }
    steps.push(Step { id, depth });
    for from in before(w, id) {
        follow(w, from, depth + 1, seen, steps);
    }
}

/// What a record comes from directly.
#[must_use]
pub(crate) fn before(w: &Snapshot, id: Id) -> Vec<Id> {
    let Some(record) = w.live(id).ok().flatten() else { return Vec::new() };
    let mut all = Vec::new();
    match record.kind() {
        Kind::Action => {
            if let Some(action) = w.peek::<Action>(id) {
                all.extend(action.decision.0.into_iter().chain(action.issue.0));
                all.extend(action.from.0.iter().copied());
            }
        }
        Kind::Decision => {
            if let Some(decision) = w.peek::<Decision>(id) {
                all.extend(decision.issue.0);
                all.extend(decision.from.0.iter().copied());
            }
        }
        Kind::Issue => {
            let mut cards: Vec<(Option<&str>, Id)> = w
                .loaded::<Idea>()
                .filter(|idea| idea.issue.issue == Some(id))
                .map(|idea| (idea.issue.key.as_deref(), idea.id))
                .collect();
            cards.sort_unstable();
            all.extend(cards.into_iter().map(|(_, id)| id));
            all.extend(w.peek::<Issue>(id).iter().flat_map(|issue| issue.from.0.iter().copied()));
        }
        Kind::Idea => {
            all.extend(w.peek::<Idea>(id).iter().flat_map(|idea| idea.from.0.iter().copied()));
        }
        _ => return all,
    }
    all.extend(record.source());
    all.extend(record.meeting());
    all
}
