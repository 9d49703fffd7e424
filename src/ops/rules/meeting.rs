//! Opening and closing meetings: at most one is open, and new records belong to it.

use super::{Context, Plan, clock};
use crate::{
    domain::{
        kind::Kind, record::Entity, refusal::Stop, row::Row, saying::Saying, tokens::MeetingState,
        types::State,
    },
    ops::command::Target,
};

/// Opens a meeting. One without a date is held today.
pub(super) fn open(c: &Context<'_>, meeting: &Target) -> Result<Plan, Stop> {
    let id = c.find(meeting, Some(Kind::Meeting))?;
    if let Some(other) = c.w.open_meeting()? {
        let text = c.w.ref_of(other as &dyn Entity);
        let key = if other.id == id { "meeting.is_open" } else { "meeting.other_open" };
        return Err(Saying::new(key).with("ref", text).into());
    }
    let state = State { token: Some(MeetingState::Open), at: Some(c.stamp.at) };
    set(c, id, state, "done.opened")
}

/// Closes the open meeting; what runs in it is over.
pub(super) fn close(c: &Context<'_>, meeting: &Target) -> Result<Plan, Stop> {
    let id = c.find(meeting, Some(Kind::Meeting))?;
    if c.w.open_meeting()?.is_none_or(|open| open.id != id) {
        let text = c.w.ref_by_id(id).unwrap_or_default();
        return Err(Saying::new("meeting.not_open").with("ref", text).into());
    }
    let state = State { token: Some(MeetingState::Closed), at: Some(c.stamp.at) };
    let mut plan = set(c, id, state, "done.closed")?;
    clock::end(c, id, &mut plan)?;
    Ok(plan)
}

fn set(
    c: &Context<'_>,
    id: crate::domain::value::Id,
    state: State,
    said: &'static str,
) -> Result<Plan, Stop> {
    let old = c.copy(id)?;
    let mut new = old.clone();
    if let Row::Meeting(meeting) = &mut new {
        meeting.state = state;
        if meeting.date.0.is_none() {
            meeting.date.0 = Some(c.stamp.today);
        }
    }
    let mut plan = Plan::default();
    plan.change(old.entity(), new.entity());
    plan.done = Some(Saying::new(said).with("ref", c.w.ref_of(new.entity())));
    Ok(plan)
}
