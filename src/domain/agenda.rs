//! The agenda of a meeting: which one is worked on, and the order of its items. When they begin,
//! [`super::clock`] says.

use chrono::NaiveDate;

use super::{
    fields::{Agenda, Meeting},
    record::Record,
    refusal::Need,
    snapshot::Snapshot,
    tokens::MeetingState,
    value::Id,
};

/// The fewest and the most minutes that an item may be planned for: a day.
pub const MINUTES: std::ops::RangeInclusive<i64> = 1..=24 * 60;

/// The meeting that is worked on: the open one, else the next that is planned from today on,
/// else one that is planned without a date; of the meetings that are loaded.
#[must_use]
pub fn current(w: &Snapshot, today: NaiveDate) -> Option<Id> {
    let state = |meeting: &Meeting| meeting.state.token;
    let open = w.loaded::<Meeting>().find(|meeting| state(meeting) == Some(MeetingState::Open));
    if let Some(open) = open {
        return Some(open.id);
    }
    let ahead = w.loaded::<Meeting>().filter(|meeting| {
        let closed = state(meeting) == Some(MeetingState::Closed);
        !closed && meeting.date.0.is_none_or(|date| date >= today)
    });
    let key = |meeting: &&Meeting| (meeting.date.0.is_none(), meeting.date.0, meeting.id);
    ahead.min_by_key(key).map(|meeting| meeting.id)
}

/// The items of a meeting in their order.
///
/// # Errors
/// The need, where they are not loaded.
pub fn of(w: &Snapshot, meeting: Id) -> Result<Vec<&Agenda>, Need> {
    let items = w.referrers_of::<Agenda>(meeting)?;
    let mut items: Vec<&Agenda> = items.filter(|item| item.meeting.0 == Some(meeting)).collect();
    items.sort_by_key(|item| (&item.order.0, Record::number(*item), item.id));
    Ok(items)
}
