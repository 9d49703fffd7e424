//! Agenda items: the meeting they belong to and their place in it.

use super::{Context, Plan, cluster};
use crate::{
    domain::{
        agenda::{self, MINUTES},
        fields::{Agenda, Point},
        kind::Kind,
        refusal::Stop,
        row::Row,
        saying::Saying,
        types::{Rank, Ref},
        value::Id,
    },
    ops::command::Target,
};

/// What every new or edited item has to keep: a meeting, minutes that a day holds, a place.
pub(super) fn finish(
    c: &mut Context<'_>,
    item: &mut Agenda,
    keys: &mut cluster::Keys,
) -> Result<(), Stop> {
    let Some(meeting) = item.meeting.0 else {
        return Err(Saying::new("agenda.no_meeting").into());
    };
    if let Some(minutes) = item.minutes.0.filter(|minutes| !MINUTES.contains(minutes)) {
        return Err(Saying::new("agenda.minutes").with("typed", minutes.to_string()).into());
    }
    if item.order.0.is_none() {
        item.order = Rank(Some(keys.in_meeting(c, meeting)?.into()));
    }
    Ok(())
}

/// A point that was said under an agenda item belongs to the item's meeting.
pub(super) fn follow(c: &Context<'_>, point: &mut Point) -> Result<(), Stop> {
    if let Some(id) = point.agenda.0
        && let Some(meeting) = c.w.get::<Agenda>(id)?.and_then(|item| item.meeting.0)
    {
        point.meeting = Ref::to(Some(meeting));
    }
    Ok(())
}

/// Moves an item to another place in its meeting.
pub(super) fn place(c: &mut Context<'_>, item: &Target, position: usize) -> Result<Plan, Stop> {
    let id = c.find(item, Some(Kind::Agenda))?;
    let Some(at) = position.checked_sub(1) else {
        return Err(Saying::new("agenda.position").into());
    };
    let old = c.copy(id)?;
    let mut new = old.clone();
    let mut plan = Plan::default();
    if let Row::Agenda(item) = &mut new {
        let Some(meeting) = item.meeting.0 else {
            return Err(Saying::new("agenda.no_meeting").into());
        };
        let items = agenda::of(c.w, meeting)?;
        let stands = items.iter().position(|other| other.id == id);
        let key = |item: &Agenda| item.order.0.as_deref().unwrap_or_default().to_owned();
        let others: Vec<(String, Id)> = items
            .iter()
            .filter(|other| other.id != id)
            .map(|other| (key(other), other.id))
            .collect();
        let at = at.min(others.len());
        if stands != Some(at) {
            item.order = Rank(Some(cluster::key_at(c, &others, at).into()));
        }
        let text = c.w.ref_of(&**item);
        let meeting = c.w.live(meeting)?.map(|meeting| c.w.ref_of(meeting)).unwrap_or_default();
        let saying = Saying::new("done.placed").with("ref", text).with("n", at + 1);
        plan.done = Some(saying.with("meeting", meeting));
    }
    plan.change(old.entity(), new.entity());
    Ok(plan)
}
