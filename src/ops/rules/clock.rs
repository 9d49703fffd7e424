//! The course of a meeting: at most one item of its agenda runs, and starting one ends another.

use super::{Context, Plan};
use crate::{
    domain::{
        agenda,
        clock::{self, MOST_EXTRA},
        fields::{Agenda, Meeting},
        kind::Kind,
        refusal::Stop,
        saying::Saying,
        tokens::{ItemState, MeetingState},
        types::Turn,
        value::Id,
    },
    ops::command::{ClockChange, Target},
};

/// Starts, pauses, extends, ends or skips an item of the open meeting: the one that is named,
/// else the one that is meant.
pub(super) fn change(
    c: &Context<'_>,
    item: Option<&Target>,
    change: ClockChange,
) -> Result<Plan, Stop> {
    let named = item.map(|item| c.find(item, Some(Kind::Agenda))).transpose()?;
    let meeting = open_meeting(c, named)?;
    let items = agenda::of(c.w, meeting)?;
    let meant = match named {
        Some(id) => items.iter().copied().find(|item| item.id == id),
        None => meant(&items, change),
    };
    let Some(item) = meant else {
        let left = clock::next(&items).map(|item| c.w.ref_of(item));
        return Err(match left {
            Some(next) => Saying::new("clock.none_runs").with("next", next),
            None => Saying::new("clock.all_over"),
        }
        .into());
    };
    let turn = turned(c, item, change)?;
    let mut plan = Plan::default();
    let mut ended = None;
    if change == ClockChange::Start {
        for other in &items {
            if other.state.token == Some(ItemState::Running) && other.id != item.id {
                set(&mut plan, other, over(c, other, ItemState::Done));
                ended = Some(c.w.ref_of(*other));
            }
        }
    }
    set(&mut plan, item, turn);
    plan.done = Some(said(&c.w.ref_of(item), change, ended));
    Ok(plan)
}

/// The meeting of an item, which is open; without an item the one that is open.
fn open_meeting(c: &Context<'_>, item: Option<Id>) -> Result<Id, Stop> {
    let Some(item) = item else {
        let open = c.w.open_meeting()?.map(|meeting| meeting.id);
        return open.ok_or_else(|| Saying::new("clock.no_meeting").into());
    };
    let meeting = c.w.live(item)?.and_then(|item| item.meeting());
    let meeting = meeting.map(|id| c.w.get::<Meeting>(id)).transpose()?.flatten();
    let Some(meeting) = meeting else { return Err(Saying::new("clock.no_meeting").into()) };
    if meeting.state.token != Some(MeetingState::Open) {
        let item = c.w.ref_by_id(item).unwrap_or_default();
        let saying = Saying::new("clock.not_open").with("ref", item);
        return Err(saying.with("meeting", c.w.ref_of(meeting)).into());
    }
    Ok(meeting.id)
}

/// The item that a change means where none is named.
fn meant<'a>(items: &[&'a Agenda], change: ClockChange) -> Option<&'a Agenda> {
    match change {
        ClockChange::Start => clock::next(items),
        ClockChange::Pause => clock::running(items),
        ClockChange::Extend(_) | ClockChange::Done => clock::at_hand(items),
        ClockChange::Skip => clock::at_hand(items).or_else(|| clock::next(items)),
    }
}

/// The turn that an item has after a change; refuses what its state does not allow.
fn turned(c: &Context<'_>, item: &Agenda, change: ClockChange) -> Result<Turn, Stop> {
    let now = c.stamp.at;
    let refuse = |key| Err(Saying::new(key).with("ref", c.w.ref_of(item)).into());
    let token = item.state.token;
    let at_hand = matches!(token, Some(ItemState::Running | ItemState::Paused));
    match change {
        ClockChange::Start if token == Some(ItemState::Running) => refuse("clock.runs"),
        ClockChange::Start => {
            let began = item.state.began.or(Some(now));
            Ok(Turn { began, ..over(c, item, ItemState::Running) })
        }
        ClockChange::Pause if token != Some(ItemState::Running) => refuse("clock.does_not_run"),
        ClockChange::Pause => Ok(over(c, item, ItemState::Paused)),
        ClockChange::Extend(_) | ClockChange::Done if !at_hand => refuse("clock.not_at_hand"),
        ClockChange::Extend(more) => {
            let extended = item.state.extended.unwrap_or_default().saturating_add(more);
            if more < 1 || extended > MOST_EXTRA {
                let saying = Saying::new("clock.minutes").with("typed", more.to_string());
                return Err(saying.into());
            }
            Ok(Turn { extended: Some(extended), ..item.state })
        }
        ClockChange::Done => Ok(over(c, item, ItemState::Done)),
        ClockChange::Skip if token.is_some() && !at_hand => refuse("clock.is_over"),
        ClockChange::Skip => Ok(over(c, item, ItemState::Skipped)),
    }
}

/// The turn of an item that comes to another state now: what it has taken so far is noted.
fn over(c: &Context<'_>, item: &Agenda, token: ItemState) -> Turn {
    let now = c.stamp.at;
    Turn { token: Some(token), at: Some(now), used: Some(clock::taken(item, now)), ..item.state }
}

/// Ends what runs or is paused in a meeting that closes.
pub(super) fn end(c: &Context<'_>, meeting: Id, plan: &mut Plan) -> Result<(), Stop> {
    for item in agenda::of(c.w, meeting)? {
        if matches!(item.state.token, Some(ItemState::Running | ItemState::Paused)) {
            set(plan, item, over(c, item, ItemState::Done));
        }
    }
    Ok(())
}

fn set(plan: &mut Plan, item: &Agenda, state: Turn) {
    plan.change(item, &Agenda { state, ..item.clone() });
}

fn said(name: &str, change: ClockChange, ended: Option<String>) -> Saying {
    let saying = match (change, ended) {
        (ClockChange::Start, Some(ended)) => Saying::new("done.started_next").with("ended", ended),
        (ClockChange::Start, None) => Saying::new("done.started"),
        (ClockChange::Pause, _) => Saying::new("done.paused"),
        (ClockChange::Extend(more), _) => Saying::new("done.extended").with("n", more),
        (ClockChange::Skip, _) => Saying::new("done.skipped"),
        (ClockChange::Done, _) => Saying::new("done.ended"),
    };
    saying.with("ref", name)
}
