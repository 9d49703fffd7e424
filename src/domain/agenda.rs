//! The agenda of a meeting: the order of its items, and when each is planned to begin.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

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

/// When each item of a meeting is planned to begin, of items in their order. An item with a
/// start of its own begins then (the first one anchors the day); one without begins when the
/// item before it has taken its minutes. An item is left out as long as nothing says when it
/// begins: before the first start, and behind an item without minutes. After midnight the
/// clock begins anew.
#[must_use]
pub fn starts<'a>(items: impl IntoIterator<Item = &'a Agenda>) -> Vec<(Id, NaiveTime)> {
    let mut starts = Vec::new();
    let mut follows = None;
    for item in items {
        let start = item.start.0.or(follows);
        starts.extend(start.map(|start| (item.id, start)));
        let minutes = item.minutes.0.and_then(TimeDelta::try_minutes);
        follows = start.zip(minutes).map(|(start, minutes)| start + minutes);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::types::{Number, Time};

    fn item(n: i64, start: Option<(u32, u32)>, minutes: Option<i64>) -> Agenda {
        let start = start.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
        let blank = Agenda::new(Id::new(n).unwrap());
        Agenda { start: Time(start), minutes: Number(minutes), ..blank }
    }

    /// An item: its own start as hour and minute, and its minutes.
    type Item = (Option<(u32, u32)>, Option<i64>);

    /// The planned starts of items as `H:MM` or `-`.
    fn planned(items: &[Item]) -> String {
        let items: Vec<Agenda> =
            (1..).zip(items).map(|(n, (start, minutes))| item(n, *start, *minutes)).collect();
        let starts = starts(&items);
        let text = |item: &Agenda| {
            let start = starts.iter().find(|(id, _)| *id == item.id);
            start.map_or("-".to_owned(), |(_, start)| start.format("%-H:%M").to_string())
        };
        items.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_first_start_anchors_and_the_others_follow_from_the_minutes() {
        let nine = Some((9, 0));
        assert_eq!(planned(&[]), "");
        assert_eq!(planned(&[(nine, Some(20)), (None, Some(45)), (None, None)]), "9:00 9:20 10:05");
        let lunch = Some((13, 0));
        assert_eq!(
            planned(&[(nine, Some(60)), (lunch, Some(30)), (None, Some(5))]),
            "9:00 13:00 13:30"
        );
    }

    #[test]
    fn what_nothing_says_is_left_out() {
        let nine = Some((9, 0));
        assert_eq!(planned(&[(None, Some(10)), (nine, None), (None, Some(5))]), "- 9:00 -");
        assert_eq!(
            planned(&[(Some((23, 50)), Some(20)), (None, Some(1440)), (None, None)]),
            "23:50 0:10 0:10"
        );
        // A damaged number of minutes says nothing either.
        assert_eq!(planned(&[(nine, Some(i64::MAX)), (None, None)]), "9:00 -");
    }
}
