//! The clock of an agenda: what an item has left, and when the items of a meeting begin, as
//! planned and as its course so far lets expect. Pure: the moment is passed in.

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::{
    agenda::MINUTES,
    fields::{Agenda, Meeting},
    tokens::ItemState,
    value::Id,
    zone,
};

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// The greatest number of minutes that an item may be given beside those planned, at once and
/// altogether.
pub const MOST_EXTRA: i64 = 24 * 60;

/// What the clock of an item shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Seconds left of the time it was given; below zero: over it.
    Left(i64),
    /// Seconds taken, where no time was given to it.
    Taken(i64),
}

/// A moment, and the wall time at which the day of a meeting began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Seconds since the midnight that the meeting's day began with.
    of_day: i64,
}

impl Moment {
    /// A moment as the course of a meeting of this day counts it. A meeting that goes on after
    /// midnight counts on; on any other day (a rehearsal) the time of day alone counts.
    #[must_use]
    pub fn of(at: i64, zone: &str, day: Option<NaiveDate>) -> Self {
        let Some(local) = zone::local(at, zone) else { return Self { at, of_day: 0 } };
        let days = day.map_or(0, |day| (local.date_naive() - day).num_days());
        let days = if days == 1 { 1 } else { 0 };
        let of_day = i64::from(local.time().num_seconds_from_midnight());
        Self { at, of_day: of_day + days * DAY }
    }

    /// Another moment, in seconds since the same midnight.
    fn of_day(self, at: i64) -> i64 {
        self.of_day.saturating_add(at.saturating_sub(self.at).div_euclid(1000))
    }
}

/// When an item begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The item.
    pub id: Id,
    /// Its planned beginning, in seconds since midnight of the meeting's day.
    pub planned: Option<i64>,
    /// Its beginning: that which it had, else that which the course so far lets expect.
    pub expected: Option<i64>,
}

/// When the items of a meeting begin and the last one ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// One for each item, in their order.
    pub begins: Vec<Begin>,
    /// The planned end, in seconds since midnight of the meeting's day.
    pub planned_end: Option<i64>,
    /// The end that is to be expected.
    pub expected_end: Option<i64>,
}

impl Course {
    /// When an item begins.
    #[must_use]
    pub fn of(&self, id: Id) -> Option<&Begin> {
        self.begins.iter().find(|begin| begin.id == id)
    }

    /// Whole minutes by which the meeting is to end later than planned; below zero: earlier.
    #[must_use]
    pub fn late(&self) -> Option<i64> {
        Some((self.expected_end? - self.planned_end?).div_euclid(MINUTE))
    }
}

/// Seconds since a midnight as the time of day that people read, without seconds.
#[must_use]
pub fn time_of_day(seconds: i64) -> NaiveTime {
    let minutes = seconds.rem_euclid(DAY) / MINUTE * MINUTE;
    let minutes = u32::try_from(minutes).unwrap_or_default();
    NaiveTime::from_num_seconds_from_midnight_opt(minutes, 0).unwrap_or_default()
}

/// Whole seconds that an item has taken. A clock that was set back takes nothing from what was
/// counted before its last start, nor adds to it; one that ran on under a closed lid adds all.
#[must_use]
pub fn taken(item: &Agenda, at: i64) -> i64 {
    let before = item.state.used.unwrap_or_default().max(0);
    let running = item.state.token == Some(ItemState::Running);
    let since = item.state.at.filter(|_| running).map_or(0, |since| at.saturating_sub(since));
    before.saturating_add(since.max(0) / 1000)
}

/// Seconds that an item was given, those added to the plan too; none where nothing is planned.
#[must_use]
pub fn given(item: &Agenda) -> Option<i64> {
    let extra = item.state.extended.map(|extra| extra.clamp(0, MOST_EXTRA));
    let planned = item.minutes.0.filter(|minutes| MINUTES.contains(minutes));
    planned.or(extra.map(|_| 0)).map(|minutes| (minutes + extra.unwrap_or_default()) * MINUTE)
}

/// What the clock of an item shows at a moment.
#[must_use]
pub fn reading(item: &Agenda, at: i64) -> Reading {
    let taken = taken(item, at);
    given(item).map_or(Reading::Taken(taken), |given| Reading::Left(given.saturating_sub(taken)))
}

/// The item of these whose clock runs. Of several, which only copies brought together have, the
/// one that was started last.
#[must_use]
pub fn running<'a>(items: &[&'a Agenda]) -> Option<&'a Agenda> {
    last(items, ItemState::Running)
}

/// The item of these that is at hand: the one that runs, else the one that was paused last.
#[must_use]
pub fn at_hand<'a>(items: &[&'a Agenda]) -> Option<&'a Agenda> {
    running(items).or_else(|| last(items, ItemState::Paused))
}

fn last<'a>(items: &[&'a Agenda], state: ItemState) -> Option<&'a Agenda> {
    let so = items.iter().copied().filter(|item| item.state.token == Some(state));
    so.max_by_key(|item| (item.state.at, item.id))
}

/// The item that comes next, of items in their order: the first behind the one at hand, or
/// behind the last one that is over, that has not had its turn.
#[must_use]
pub fn next<'a>(items: &[&'a Agenda]) -> Option<&'a Agenda> {
    items.iter().skip(reached(items).1).copied().find(|item| item.state.token.is_none())
}

/// How far a meeting has come: the item that runs or was paused last, and the place behind it,
/// or behind the last one that is over.
fn reached<'a>(items: &[&'a Agenda]) -> (Option<&'a Agenda>, usize) {
    let hand = at_hand(items);
    let is_last = |item: &&Agenda| match hand {
        Some(hand) => item.id == hand.id,
        None => item.state.token == Some(ItemState::Done),
    };
    (hand, items.iter().rposition(is_last).map_or(0, |at| at + 1))
}

/// When each item is planned to begin, in seconds since midnight of the meeting's day; one whose
/// start lies far before that of the item in front of it begins on the next day.
fn planned(items: &[&Agenda]) -> Vec<Option<i64>> {
    let mut before: Option<i64> = None;
    let mut follows = None;
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let start = own_start(item, before).or(follows);
        before = start.or(before);
        follows = start.zip(minutes_of(item)).map(|(start, minutes)| start + minutes * MINUTE);
        all.push(start);
    }
    all
}

/// The start that an item has of its own, of the day on which the time before lies.
fn own_start(item: &Agenda, before: Option<i64>) -> Option<i64> {
    let start = i64::from(item.start.0?.num_seconds_from_midnight());
    let before = before.unwrap_or_default();
    let start = start + before.div_euclid(DAY) * DAY;
    Some(if start + DAY / 2 < before { start + DAY } else { start })
}

fn minutes_of(item: &Agenda) -> Option<i64> {
    item.minutes.0.filter(|minutes| MINUTES.contains(minutes))
}

/// When the items of a meeting, in their order, begin. Before a meeting and after it (no `now`)
/// they are expected as planned. While it is open, an item that took longer than planned puts
/// off those behind it; a start of its own takes up what time is left before it; nothing that
/// has not begun is expected before now. What stands before the item at hand and was neither
/// begun nor skipped has no expected beginning.
#[must_use]
pub fn course(items: &[&Agenda], now: Option<Moment>) -> Course {
    let planned = planned(items);
    let end =
        |start: Option<i64>, item: Option<&&Agenda>| Some(start? + minutes_of(item?)? * MINUTE);
    let planned_end = end(planned.last().copied().flatten(), items.last());
    let begins = items.iter().zip(&planned);
    let Some(now) = now else {
        let begin = |(item, planned): (&&Agenda, &Option<i64>)| Begin {
            id: item.id,
            planned: *planned,
            expected: *planned,
        };
        let begins = begins.map(begin).collect();
        return Course { begins, planned_end, expected_end: planned_end };
    };
    let today = now.of_day;
    let (hand, from) = reached(items);
    // When what comes next can begin; unknown while an item runs that has no end.
    let mut free = match hand.map(|hand| reading(hand, now.at)) {
        Some(Reading::Left(left)) => Some(today.saturating_add(left.max(0))),
        Some(Reading::Taken(_)) => None,
        // Between two items, and before the first, the plan holds as long as it can.
        None => {
            let next = (from..).zip(items.iter().skip(from));
            let next = next.filter(|(_, item)| item.state.token.is_none()).map(|(at, _)| at).next();
            let planned = next.and_then(|at| planned.get(at).copied().flatten());
            planned.map(|planned| planned.max(today)).or(Some(today).filter(|_| from > 0))
        }
    };
    let mut all = Vec::with_capacity(items.len());
    for (at, (item, planned)) in begins.enumerate() {
        let expected = match item.state.token {
            Some(_) => item.state.began.map(|began| now.of_day(began)),
            None if at < from => None,
            None => {
                let own = item.start.0.and(*planned).map(|own| own.max(today));
                let begin = free.max(own);
                free = begin.zip(given(item)).map(|(begin, given)| begin + given);
                begin
            }
        };
        all.push(Begin { id: item.id, planned: *planned, expected });
    }
    let open = items.iter().skip(from).any(|item| item.state.token.is_none());
    let expected_end = free.filter(|_| open || hand.is_some());
    Course { begins: all, planned_end, expected_end }
}

/// The moment that the course of a meeting is seen from: none unless it is open.
#[must_use]
pub fn seen_from(meeting: &Meeting, at: i64, zone: &str) -> Option<Moment> {
    let open = meeting.state.token == Some(super::tokens::MeetingState::Open);
    open.then(|| Moment::of(at, zone, meeting.date.0))
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
