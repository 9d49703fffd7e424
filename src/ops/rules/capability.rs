//! How far an organisation has a capability.

use super::{Context, Plan, delete, put};
use crate::{
    domain::{
        capability::{self, LEVELS},
        kind::Kind,
        label::Label,
        record::{Entity, common},
        refusal::Stop,
        row::Row,
        saying::Saying,
        types::Ref,
        value::Value,
    },
    ops::command::Target,
};

/// Refuses what is no level.
pub(super) fn check(level: Option<i64>) -> Result<(), Stop> {
    match level.filter(|level| !LEVELS.contains(level)) {
        Some(level) => Err(Saying::new("level.range").with("typed", level.to_string()).into()),
        None => Ok(()),
    }
}

/// Says how far an organisation has a capability; without a level nothing is said any more. The
/// record's id is derived from the two: made again after a delete it is the same.
pub(super) fn set(
    c: &mut Context<'_>,
    organisation: &Target,
    capability: &Target,
    level: Option<i64>,
) -> Result<Plan, Stop> {
    let organisation = c.find(organisation, Some(Kind::Organisation))?;
    let capability = c.find(capability, Some(Kind::Capability))?;
    check(level)?;
    let Some(global) = capability::global(c.w, organisation, capability)? else {
        return Err(Saying::new("ref.unknown").with("ref", "–").into());
    };
    let old = match c.w.derived(Kind::Level, global)? {
        Some(id) => c.w.row(id)?,
        None => None,
    };
    let lives = old.as_ref().is_some_and(|old| old.entity().alive());
    let number = |id| Ok::<_, Stop>(c.w.live(id)?.and_then(Entity::number));
    let text = crate::domain::refs::level(number(organisation)?, number(capability)?);
    if level.is_none() {
        let id = old.filter(|_| lives).map(|old| old.id());
        let id = id.ok_or_else(|| Saying::new("level.none").with("ref", text))?;
        return delete::delete(c, &[Target::Id(id)], Some(Kind::Level), false);
    }
    let old = match old {
        Some(old) => old,
        None => {
            let id = c.draw.derived(Kind::Level, global);
            Row::new(Kind::Level, id.ok_or_else(|| Saying::new("file.full_of_records"))?)
        }
    };
    let mut new = if lives { old.clone() } else { Row::new(Kind::Level, old.id()) };
    if !lives {
        let meeting = c.w.open_meeting()?.map(|meeting| meeting.id);
        let mut label = c.default_label(meeting)?;
        for joined in [organisation, capability] {
            let own = c.w.live(joined)?.and_then(Entity::label);
            label = label.max(own.unwrap_or(Label::Clear));
        }
        put(new.entity_mut(), common::ALIVE, Value::Int(1));
        put(new.entity_mut(), common::LABEL, Value::text(label.token()));
        put(new.entity_mut(), common::MEETING, meeting);
    }
    if let Row::Level(record) = &mut new {
        record.organisation = Ref::to(Some(organisation));
        record.capability = Ref::to(Some(capability));
        record.level.0 = level;
    }
    let made = if lives { Vec::new() } else { vec![new.id()] };
    let mut plan = Plan { made, ..Plan::default() };
    plan.change(old.entity(), new.entity());
    let saying = Saying::new("done.level").with("ref", text);
    plan.done = Some(saying.with("n", level.unwrap_or_default()));
    Ok(plan)
}
