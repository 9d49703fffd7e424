//! Who is at the meeting that is worked on, for the screen.

use crate::{
    domain::{
        attendance::Standing,
        fields::{Attendance, Meeting},
        kind::Kind,
        record::Record,
        saying::Saying,
        value::Id,
    },
    tui::{agenda, app::App},
};

/// The meeting whose attendance shows: the open one, else the last that was attended, else the
/// one that is prepared.
#[must_use]
pub(crate) fn meeting(app: &App) -> Option<Id> {
    let w = &app.picture;
    let open = w.open_meeting().ok().flatten().map(|meeting| meeting.id);
    let last = |attended: bool| {
        let is = |meeting: &&Meeting| {
            !attended || app.lists.naming::<Attendance>(w, meeting.id).next().is_some()
        };
        let all = w.loaded::<Meeting>().filter(is);
        let last = all.max_by_key(|m| (m.date.0, Record::number(*m), m.id));
        last.map(|meeting| meeting.id)
    };
    open.or_else(|| last(true)).or_else(|| agenda::current(app)).or_else(|| last(false))
}

/// What is said of an agency at that meeting.
#[must_use]
pub(crate) fn mark(app: &App, agency: Id) -> Option<&Attendance> {
    let meeting = meeting(app)?;
    let mut marks = app.lists.naming::<Attendance>(&app.picture, agency);
    marks.find(|mark| mark.meeting.0 == Some(meeting) && mark.organisation.0 == Some(agency))
}

/// How a meeting is attended. It costs what is said of the meeting, not what agencies there are.
#[must_use]
pub(crate) fn standing(app: &App, meeting: Id) -> Standing {
    let w = &app.picture;
    let agencies = app.lists.how_many(w, Kind::Organisation);
    let quorum = w.peek::<Meeting>(meeting).and_then(|meeting| meeting.quorum.0);
    if app.loaded {
        let marks = app.lists.naming::<Attendance>(w, meeting);
        return Standing::of(w, marks, agencies, quorum);
    }
    // A first page holds the marks of this meeting alone.
    let marks = w.loaded::<Attendance>().filter(|mark| mark.meeting.0 == Some(meeting));
    Standing::of(w, marks, agencies, quorum)
}

/// Whether anything is said of who is at a meeting.
#[must_use]
pub(crate) fn is_taken(standing: &Standing) -> bool {
    standing.here + standing.observers + standing.absent > 0
}

/// How many are here of those expected.
#[must_use]
pub(crate) fn here(standing: &Standing) -> Saying {
    let said = Saying::new("sign.here").with("n", standing.people);
    said.with("all", standing.people_expected)
}

/// Whether there are enough to decide, or how many are missing.
#[must_use]
pub(crate) fn quorum(standing: &Standing) -> Saying {
    if standing.is_quorate() {
        Saying::new("sign.quorum")
    } else {
        Saying::new("sign.no_quorum").with("n", standing.missing())
    }
}
