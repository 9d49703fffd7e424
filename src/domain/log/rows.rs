//! From changes to rows, and the first rule that every operation keeps: no live record refers
//! to a dead one.

use std::collections::{HashMap, HashSet};

use super::{Change, keeps::keeps};
use crate::domain::{
    kind::Kind,
    record::Entity,
    refusal::{Need, Stop},
    row::Row,
    saying::Saying,
    snapshot::Snapshot,
    value::Id,
};

/// The records that an operation touches, before and after it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// As they stood.
    pub before: HashMap<Id, Row>,
    /// As they stand after it, in the order in which they were first touched.
    pub after: Vec<Row>,
}

/// Puts changes into the rows they touch. A value that this program does not know leaves its
/// row as it was.
#[must_use]
pub fn project(changes: &[Change], before: HashMap<Id, Row>) -> Outcome {
    let mut places: HashMap<Id, usize> = HashMap::new();
    let mut after: Vec<Row> = Vec::new();
    for change in changes {
        let at = *places.entry(change.record).or_insert_with(|| {
            let row = before.get(&change.record).cloned();
            after.push(row.unwrap_or_else(|| Row::new(change.field.kind, change.record)));
            after.len() - 1
        });
        if let Some(row) = after.get_mut(at) {
            let _unknown = row.entity_mut().put(change.field.at, &change.element, &change.value);
        }
    }
    Outcome { before, after }
}

/// Refuses an operation after which a live record would refer to a dead one, or something else
/// would not hold that every operation keeps.
///
/// # Errors
/// A refusal that names what is in the way, or a need for a record that is not loaded.
pub fn settle(w: &Snapshot, outcome: &Outcome) -> Result<(), Stop> {
    let after: HashMap<Id, &dyn Entity> =
        outcome.after.iter().map(|row| (row.id(), row.entity())).collect();
    let lived = |id: &Id| outcome.before.get(id).is_some_and(|row| row.entity().alive());
    let dead = outcome.after.iter().filter(|row| !row.entity().alive());
    let users = users_of(w, &dead.map(Row::id).filter(lived).collect())?;
    for row in &outcome.after {
        let record = row.entity();
        let was = outcome.before.get(&row.id()).map(Row::entity);
        let lived = was.is_some_and(Entity::alive);
        if record.alive() {
            let old = was.filter(|was| was.alive()).map(Entity::refs).unwrap_or_default();
            for (field, to) in record.refs() {
                if old.contains(&(field, to)) && !after.contains_key(&to) {
                    continue;
                }
                let lives = match after.get(&to) {
                    Some(target) => target.alive(),
                    None => w.live(to)?.is_some(),
                };
                if !lives {
                    return Err(dead_target(w, record, to).into());
                }
            }
        } else if lived {
            dies(w, record, &after, users.get(&row.id()))?;
        }
    }
    keeps(w, outcome)
}

fn dead_target(w: &Snapshot, record: &dyn Entity, to: Id) -> Saying {
    let target = w.ref_by_id(to).unwrap_or_else(|| "–".to_owned());
    Saying::new("refer.dead").with("ref", w.ref_of(record)).with("target", target)
}

/// More records than this are looked for in all there is, in one pass: asking for the users of
/// each would load them one by one.
const MANY: usize = 500;

/// Who refers to each of these records, in order of id.
///
/// # Errors
/// The needs, all of them at once.
pub fn users_of(w: &Snapshot, ids: &HashSet<Id>) -> Result<HashMap<Id, Vec<Id>>, Stop> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let needs: Vec<Need> = if ids.len() <= MANY {
        ids.iter().map(|id| Need::Referrers(*id)).collect()
    } else {
        Kind::ALL.into_iter().map(Need::Kind).collect()
    };
    let missing: Vec<Need> = needs.into_iter().filter(|need| !w.knows(need)).collect();
    if !missing.is_empty() {
        return Err(Stop::Need(missing));
    }
    let mut users: HashMap<Id, Vec<Id>> = HashMap::new();
    for record in Kind::ALL.into_iter().flat_map(|kind| w.entities(kind)) {
        for (_, to) in record.refs() {
            if ids.contains(&to) {
                users.entry(to).or_default().push(record.id());
            }
        }
    }
    for list in users.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    Ok(users)
}

/// Refuses to let a record die that others still refer to.
fn dies(
    w: &Snapshot,
    record: &dyn Entity,
    after: &HashMap<Id, &dyn Entity>,
    referrers: Option<&Vec<Id>>,
) -> Result<(), Stop> {
    let still = |id: &Id| match after.get(id) {
        Some(other) => other.alive() && other.refs().iter().any(|(_, to)| *to == record.id()),
        None => true,
    };
    let mut users: Vec<Id> = referrers.into_iter().flatten().copied().filter(still).collect();
    users.retain(|id| *id != record.id());
    if users.is_empty() {
        return Ok(());
    }
    Err(in_use(w, record, &users).into())
}

/// The refusal that names who still refers to a record: the first five, and how many more.
#[must_use]
pub fn in_use(w: &Snapshot, record: &dyn Entity, users: &[Id]) -> Saying {
    const NAMED: usize = 5;
    let mut list: Vec<String> =
        users.iter().take(NAMED).filter_map(|id| w.ref_by_id(*id)).collect();
    if users.len() > NAMED {
        list.push(format!("+{}", users.len() - NAMED));
    }
    Saying::new("delete.in_use").with("ref", w.ref_of(record)).with("list", list.join(", "))
}
