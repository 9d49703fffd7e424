//! The trace of a record: back to where it came from, and on to what came of it.

use std::collections::HashSet;

use super::lists::{self, Lists};
use crate::domain::{
    fields::{Action, Agenda, Attendance, Decision, Idea, Issue, Level, Point, Round},
    kind::Kind,
    snapshot::Snapshot,
    tokens::YesNo,
    value::Id,
};

/// Most steps that a trace shows.
const MOST: usize = 200;

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To where the record came from.
    Back,
    /// To what came of it.
    On,
}

/// One step of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The record.
    pub(crate) id: Id,
    /// How many steps away.
    pub(crate) depth: usize,
    /// Which way.
    pub(crate) way: Way,
}

/// The record, what it came from, nearest first, then what came of it.
#[must_use]
pub(crate) fn of(w: &Snapshot, lists: &Lists, id: Id) -> Vec<Step> {
    let mut trace = Trace { w, lists, seen: HashSet::new(), steps: Vec::new() };
    trace.follow(id, 0, Way::Back);
    for next in after(w, lists, id) {
        trace.follow(next, 1, Way::On);
    }
    trace.steps
}

struct Trace<'a> {
    w: &'a Snapshot,
    lists: &'a Lists,
    seen: HashSet<Id>,
    steps: Vec<Step>,
}

impl Trace<'_> {
    fn follow(&mut self, id: Id, depth: usize, way: Way) {
        let full = self.steps.len() >= MOST;
        if full || !self.seen.insert(id) || self.w.live(id).ok().flatten().is_none() {
            return;
        }
        self.steps.push(Step { id, depth, way });
        let next = match way {
            Way::Back => before(self.w, self.lists, id),
            Way::On => after(self.w, self.lists, id),
        };
        for id in next {
            self.follow(id, depth + 1, way);
        }
    }
}

/// What came of a record directly.
#[must_use]
fn after(w: &Snapshot, lists: &Lists, id: Id) -> Vec<Id> {
    let Some(record) = w.live(id).ok().flatten() else { return Vec::new() };
    let mut all = Vec::new();
    match record.kind() {
        Kind::Idea => all.extend(w.peek::<Idea>(id).and_then(|idea| idea.issue.issue)),
        Kind::Issue => {
            all.extend(lists.naming::<Decision>(w, id).map(|decision| decision.id));
            all.extend(lists.naming::<Action>(w, id).map(|action| action.id));
        }
        Kind::Decision | Kind::Objective => {
            all.extend(lists.naming::<Action>(w, id).map(|action| action.id));
        }
        Kind::Organisation => {
            all.extend(lists.parts(w, id));
            all.extend(lists.naming::<Action>(w, id).map(|action| action.id));
        }
        Kind::Meeting => {
            let items = lists.naming::<Agenda>(w, id);
            let mut items: Vec<_> = items.map(|item| (&item.order.0, item.id)).collect();
            items.sort_unstable();
            all.extend(items.into_iter().map(|(_, item)| item));
            let decided = lists.naming::<Decision>(w, id);
            let decided = decided.filter(|one| one.meeting.0 == Some(id));
            all.extend(decided.map(|decision| decision.id));
        }
        Kind::Agenda => all.extend(lists.naming::<Point>(w, id).map(|point| point.id)),
        Kind::Point => all.extend(lists.made_from(id)),
        _ => {}
    }
    all
}

/// What a record comes from directly.
#[must_use]
pub(crate) fn before(w: &Snapshot, lists: &Lists, id: Id) -> Vec<Id> {
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
                all.extend(decision.issue.0.into_iter().chain(decision.round.0));
                all.extend(decision.from.0.iter().copied());
            }
        }
        Kind::Issue => {
            all.extend(lists.cards(w, id));
            all.extend(w.peek::<Issue>(id).iter().flat_map(|issue| issue.from.0.iter().copied()));
        }
        Kind::Idea => {
            all.extend(w.peek::<Idea>(id).iter().flat_map(|idea| idea.from.0.iter().copied()));
        }
        Kind::Point => {
            let item = w.peek::<Point>(id).and_then(|point| point.agenda.0);
            let item = item.and_then(|id| w.peek::<Agenda>(id));
            all.extend(item.map(|item| item.id));
            // Who said it stays in the room.
            let open = item.is_none_or(|item| item.chatham.0 != Some(YesNo::Yes));
            all.extend(record.source().filter(|_| open));
            // The item leads on to its meeting.
            all.extend(record.meeting().filter(|_| item.is_none()));
            return all;
        }
        Kind::Agenda => {
            all.extend(record.meeting());
            return all;
        }
        Kind::Round => {
            let items = w.peek::<Round>(id).map(|round| round.items.0.iter().copied());
            all.extend(items.into_iter().flatten());
        }
        Kind::Attendance => {
            let mark = w.peek::<Attendance>(id);
            all.extend(record.meeting());
            all.extend(mark.and_then(|mark| mark.organisation.0));
            all.extend(mark.and_then(|mark| mark.post.0));
            return all;
        }
        Kind::Post | Kind::Level => {
            all.extend(lists::owner(w, id));
            all.extend(w.peek::<Level>(id).and_then(|level| level.capability.0));
            return all;
        }
        _ => return all,
    }
    all.extend(record.source());
    all.extend(record.meeting());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        record::Record,
        types::{Held, Ref},
    };

    #[test]
    fn the_chain_is_walked_both_ways_from_every_link() {
        let id = |n: i64| Id::new(n).unwrap();
        let mut w = Snapshot::whole();
        let mut idea = <Idea as Record>::new(id(1));
        idea.alive.0 = true;
        idea.issue = Held { issue: Some(id(2)), key: None };
        let mut issue = <Issue as Record>::new(id(2));
        issue.alive.0 = true;
        let mut decision = <Decision as Record>::new(id(3));
        decision.alive.0 = true;
        decision.issue = Ref::to(Some(id(2)));
        let mut action = <Action as Record>::new(id(4));
        action.alive.0 = true;
        (action.issue, action.decision) = (Ref::to(Some(id(2))), Ref::to(Some(id(3))));
        w.put(idea.into());
        w.put(issue.into());
        w.put(decision.into());
        w.put(action.into());
        let lists = Lists::of(&w, chrono::NaiveDate::default());
        for from in 1..=4 {
            let mut ids: Vec<Id> =
                of(&w, &lists, id(from)).into_iter().map(|step| step.id).collect();
            ids.sort_unstable();
            assert_eq!(ids, [1, 2, 3, 4].map(id), "from {from}");
        }
        let on: Vec<usize> = of(&w, &lists, id(1))
            .iter()
            .filter(|step| step.way == Way::On)
            .map(|s| s.depth)
            .collect();
        assert_eq!(on, [1, 2, 3]);
    }
}
