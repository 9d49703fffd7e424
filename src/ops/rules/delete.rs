//! The trash: into it and out of it.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::{Context, Plan, done, put};
use crate::domain::{attendance, capability};
use crate::{
    domain::{
        fields::{Attendance, Level},
        kind::Kind,
        log::{in_use, users_of},
        record::{Entity, common},
        refs::{self, Typed},
        refusal::Stop,
        row::Row,
        saying::Saying,
        tokens::YesNo,
        value::{Id, Value},
    },
    ops::command::Target,
};

/// Puts records into the trash. Refused while live records refer to them, unless those
/// references are cleared in the same operation.
pub(super) fn delete(
    c: &Context<'_>,
    targets: &[Target],
    kind: Option<Kind>,
    unlink: bool,
) -> Result<Plan, Stop> {
    let mut ids = c.find_all(targets, kind)?;
    if unlink {
        with_levels(c, &mut ids)?;
    }
    let going: HashSet<Id> = ids.iter().copied().collect();
    let referrers = users_of(c.w, &going)?;
    let mut plan = Plan::default();
    let mut names = Vec::new();
    let mut users: HashMap<Id, Row> = HashMap::new();
    let mut order: Vec<Id> = Vec::new();
    for id in &ids {
        let old = c.copy(*id)?;
        if old.kind() == Kind::Workspace {
            return Err(Saying::new("delete.workspace").into());
        }
        if matches!(old.kind(), Kind::Round | Kind::Ballot) {
            let name = c.w.ref_of(old.entity());
            return Err(Saying::new("round.stays").with("ref", name).into());
        }
        let using = referrers.get(id).into_iter().flatten().copied();
        let using: Vec<Id> = using.filter(|user| !going.contains(user)).collect();
        if !using.is_empty() && !unlink {
            return Err(in_use(c.w, old.entity(), &using).into());
        }
        if let Row::Agenda(item) = &old
            && item.chatham.0 == Some(YesNo::Yes)
            && using.iter().any(|user| matches!(c.copy(*user), Ok(Row::Point(_))))
        {
            // Without their item it would be told who said them.
            let name = c.w.ref_of(old.entity());
            return Err(Saying::new("delete.chatham").with("ref", name).into());
        }
        if let Some(Row::Round(round)) =
            using.iter().filter_map(|user| c.copy(*user).ok()).find(|row| row.kind() == Kind::Round)
        {
            let round = c.w.ref_of(&*round as &dyn Entity);
            let name = c.w.ref_of(old.entity());
            return Err(Saying::new("delete.voted_on")
                .with("ref", name)
                .with("round", round)
                .into());
        }
        for user in using {
            if let Entry::Vacant(place) = users.entry(user) {
                place.insert(c.copy(user)?);
                order.push(user);
            }
            if let Some(row) = users.get_mut(&user) {
                clear(row.entity_mut(), *id);
            }
        }
        names.push(c.w.ref_of(old.entity()));
        let mut new = old.clone();
        put(new.entity_mut(), common::ALIVE, Value::Int(0));
        plan.change(old.entity(), new.entity());
    }
    for user in order {
        if let Some(new) = users.get(&user) {
            plan.change(c.copy(user)?.entity(), new.entity());
        }
    }
    plan.done = Some(done("done.deleted", "done.deleted_many", &names));
    Ok(plan)
}

/// Adds the levels and marks of attendance that join what is deleted: without one of the two
/// there is nothing that they could say.
fn with_levels(c: &Context<'_>, ids: &mut Vec<Id>) -> Result<(), Stop> {
    for id in ids.clone() {
        let levels = c.w.referrers_of::<Level>(id)?;
        let joins = levels.filter(|l| l.organisation.0 == Some(id) || l.capability.0 == Some(id));
        let mut levels: Vec<Id> = joins.map(|level| level.id).collect();
        let marks = c.w.referrers_of::<Attendance>(id)?;
        let joins = marks.filter(|m| m.meeting.0 == Some(id) || m.organisation.0 == Some(id));
        levels.extend(joins.map(|mark| mark.id));
        levels.sort_unstable();
        ids.extend(levels);
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(())
}

/// Takes every reference to `gone` out of a record.
fn clear(record: &mut dyn Entity, gone: Id) {
    for (at, field) in record.fields().iter().enumerate() {
        for (element, value) in record.cells(at) {
            let new = if field.is_set() {
                if element != Value::Ref(gone) {
                    continue;
                }
                Value::Int(0)
            } else {
                match value {
                    Value::Ref(id) if id == gone => Value::Null,
                    Value::List(parts) if parts.contains(&Value::Ref(gone)) => without(parts, gone),
                    _ => continue,
                }
            };
            let _known = record.put(at, &element, &new);
        }
    }
}

/// A compound without a reference. A place in an order goes as a whole: its key means nothing
/// without what it orders.
fn without(mut parts: Vec<Value>, gone: Id) -> Value {
    let is_order = parts.len() == 2 && parts.first() == Some(&Value::Ref(gone));
    for part in &mut parts {
        if is_order || *part == Value::Ref(gone) {
            *part = Value::Null;
        }
    }
    if parts.iter().all(Value::is_null) { Value::Null } else { Value::List(parts) }
}

/// Takes a record out of the trash.
pub(super) fn restore(c: &Context<'_>, target: &Target) -> Result<Plan, Stop> {
    let id = match target {
        Target::Id(id) => Some(*id),
        Target::Ref(text) => match refs::parse(text) {
            Some(Typed::Number(kind, number)) => c.w.numbered(kind, number)?,
            Some(Typed::Link { from, to, kind }) => dead_link(c, from, to, &kind)?,
            Some(Typed::Level { organisation, capability }) => {
                dead_level(c, organisation, capability)?
            }
            Some(Typed::Ballot { .. }) => {
                return Err(Saying::new("ballot.append_only").with("ref", text.as_str()).into());
            }
            Some(Typed::Attendance { meeting, organisation }) => {
                dead_attendance(c, meeting, organisation)?
            }
            None => {
                return Err(Saying::new("ref.unread").with("typed", text.as_str()).into());
            }
        },
    };
    let named = |fallback: &Target| match fallback {
        Target::Ref(text) => text.clone(),
        Target::Id(id) => c.w.ref_by_id(*id).unwrap_or_else(|| "–".to_owned()),
    };
    let old = match id {
        Some(id) => c.w.row(id)?,
        None => None,
    };
    let Some(old) = old else {
        return Err(Saying::new("ref.unknown").with("ref", named(target)).into());
    };
    let text = c.w.ref_of(old.entity());
    if matches!(old, Row::Round(_) | Row::Ballot(_)) {
        return Err(Saying::new("ballot.append_only").with("ref", text).into());
    }
    if old.entity().alive() {
        return Err(Saying::new("trash.not_in_it").with("ref", text).into());
    }
    let mut new = old.clone();
    put(new.entity_mut(), common::ALIVE, Value::Int(1));
    let mut plan = Plan { made: vec![new.id()], ..Plan::default() };
    plan.change(old.entity(), new.entity());
    plan.done = Some(Saying::new("done.restored").with("ref", text));
    Ok(plan)
}

fn dead_link(c: &Context<'_>, from: u32, to: u32, kind: &str) -> Result<Option<Id>, Stop> {
    let from = c.w.numbered(Kind::Organisation, from)?;
    let to = c.w.numbered(Kind::Organisation, to)?;
    let (Some(from), Some(to)) = (from, to) else { return Ok(None) };
    c.w.any(from)?;
    c.w.any(to)?;
    match (c.w.global(from), c.w.global(to)) {
        (Some(a), Some(b)) => {
            let global = refs::derived(Kind::Link, &[&a, &b, kind.as_bytes()]);
            Ok(c.w.derived(Kind::Link, global)?)
        }
        _ => Ok(None),
    }
}

fn dead_level(c: &Context<'_>, organisation: u32, capability: u32) -> Result<Option<Id>, Stop> {
    let organisation = c.w.numbered(Kind::Organisation, organisation)?;
    let capability = c.w.numbered(Kind::Capability, capability)?;
    match organisation.zip(capability) {
        Some((organisation, capability)) => capability::joined(c.w, organisation, capability),
        None => Ok(None),
    }
}

fn dead_attendance(c: &Context<'_>, meeting: u32, organisation: u32) -> Result<Option<Id>, Stop> {
    let meeting = c.w.numbered(Kind::Meeting, meeting)?;
    let organisation = c.w.numbered(Kind::Organisation, organisation)?;
    match meeting.zip(organisation) {
        Some((meeting, organisation)) => attendance::joined(c.w, meeting, organisation),
        None => Ok(None),
    }
}
