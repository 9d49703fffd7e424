//! The meeting that is worked on, and when the items of an agenda are planned to begin.

use chrono::{NaiveTime, TimeDelta};

use crate::{
    domain::{
        agenda,
        fields::{Agenda, Meeting, Point},
        row::Row,
        tokens::YesNo,
        value::Id,
    },
    tui::{app::App, screens::View},
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
    /// When each item is planned to begin, as far as it is known.
    pub(crate) starts: Vec<(Id, NaiveTime)>,
    /// How many items there are.
    pub(crate) items: usize,
    /// Minutes of all items together.
    pub(crate) minutes: i64,
    /// When the last item is planned to end, where that is known.
    pub(crate) end: Option<NaiveTime>,
}

/// What the agenda of a meeting takes.
#[must_use]
pub(crate) fn course(app: &App, meeting: Id) -> Course {
    let items = items(app, meeting);
    let starts = agenda::starts(items.iter().copied());
    let minutes = items.iter().filter_map(|item| item.minutes.0);
    let last = items.last().and_then(|item| {
        let (_, start) = starts.iter().rfind(|(id, _)| *id == item.id)?;
        Some(*start + TimeDelta::try_minutes(item.minutes.0?)?)
    });
    Course { items: items.len(), minutes: minutes.fold(0, i64::saturating_add), end: last, starts }
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
