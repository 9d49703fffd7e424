//! The meeting that is worked on, what of its agenda is at hand, and when its items begin.

use crate::{
    domain::{
        agenda, clock,
        fields::{Agenda, Meeting, Point},
        row::Row,
        tokens::YesNo,
        value::Id,
    },
    tui::{
        app::{App, Turn},
        projector::Time,
        screens::View,
    },
};

/// The meeting that is worked on.
#[must_use]
pub(crate) fn current(app: &App) -> Option<Id> {
    agenda::current(&app.picture, app.now.today)
}

/// The meeting of a record of the agenda: its own id for a meeting.
#[must_use]
pub(crate) fn meeting_of(app: &App, id: Id) -> Option<Id> {
    let record = app.picture.live(id).ok().flatten()?;
    if app.picture.peek::<Meeting>(id).is_some() { Some(id) } else { record.meeting() }
}

/// The items of a meeting in their order.
#[must_use]
pub(crate) fn items(app: &App, meeting: Id) -> Vec<&Agenda> {
    let ids = app.lists.ids(View::Agenda);
    let Ok(at) = app.lists.find(&app.picture, View::Agenda, ids, meeting) else {
        return Vec::new();
    };
    // They stand right behind their meeting.
    let behind = ids.iter().skip(at + 1).map_while(|id| app.picture.peek::<Agenda>(*id));
    behind.take_while(|item| item.meeting.0 == Some(meeting)).collect()
}

/// What an agenda takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Course {
    /// When each item begins and the last one ends, as far as it is known.
    pub(crate) clock: clock::Course,
    /// How many items there are.
    pub(crate) items: usize,
    /// Minutes of all items together.
    pub(crate) minutes: i64,
}

/// What the agenda of a meeting takes.
#[must_use]
pub(crate) fn course(app: &App, meeting: Id) -> Course {
    let items = items(app, meeting);
    let now = app.picture.peek::<Meeting>(meeting);
    let now = now.and_then(|of| clock::seen_from(of, app.now.at, app.picture.zone()));
    let minutes = items.iter().filter_map(|item| item.minutes.0);
    let minutes = minutes.fold(0, i64::saturating_add);
    Course { items: items.len(), minutes, clock: clock::course(&items, now) }
}

/// The items of the open meeting.
fn open_items(app: &App) -> Vec<&Agenda> {
    let open = app.picture.open_meeting().ok().flatten();
    open.map(|meeting| items(app, meeting.id)).unwrap_or_default()
}

/// The item of the open meeting whose clock runs, else the one that was paused last.
#[must_use]
pub(crate) fn at_hand(app: &App) -> Option<&Agenda> {
    clock::at_hand(&open_items(app))
}

/// The time of the open meeting, for the projector: what is at hand, what comes next and when.
#[must_use]
pub(crate) fn time(app: &App) -> Time {
    let votes = Turn::open(app).map(|turn| {
        let rule = crate::tui::draw::rule_said(&turn.rule);
        (app.words.say(&rule), app.words.say(&turn.said()))
    });
    let items = open_items(app);
    let Some(meeting) = items.first().and_then(|item| item.meeting.0) else {
        return Time { votes, ..Time::default() };
    };
    let course = course(app, meeting).clock;
    let hand = clock::at_hand(&items).map(|item| {
        let reading = clock::reading(item, app.now.at);
        (item.id, reading, crate::tui::draw::clock_said(app, reading))
    });
    let first = clock::next(&items).map(|item| item.id);
    let ahead = items.iter().skip_while(|item| Some(item.id) != first);
    let ahead = ahead.filter(|item| item.state.token.is_none());
    let next = ahead.filter_map(|item| course.of(item.id).copied()).collect();
    Time { hand, next, votes }
}

/// The item of the open meeting that comes next.
#[must_use]
pub(crate) fn next(app: &App) -> Option<&Agenda> {
    clock::next(&open_items(app))
}

/// Whether it holds for a record that need not be live.
#[must_use]
pub(crate) fn is_chatham_row(app: &App, row: &Row) -> bool {
    match row {
        Row::Agenda(item) => item.chatham.0 == Some(YesNo::Yes),
        Row::Point(point) => point.agenda.0.is_some_and(|item| is_chatham(app, item)),
        _ => false,
    }
}

/// Whether the Chatham House Rule holds for a record: an item, or a point said under one.
#[must_use]
pub(crate) fn is_chatham(app: &App, id: Id) -> bool {
    let of_point = app.picture.peek::<Point>(id).map(|point| point.agenda.0);
    let item = of_point.map_or(Some(id), |item| item);
    let item = item.and_then(|id| app.picture.peek::<Agenda>(id));
    item.is_some_and(|item| item.chatham.0 == Some(YesNo::Yes))
}
