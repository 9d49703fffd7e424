//! Meetings with their agenda, briefing points, and what stands under an organisation.

use chrono::{Datelike as _, NaiveTime};
use ratatui::layout::Rect;

use super::{
    Look, Paint, Row, Symbol,
    columns::{self, column, entity},
    mark,
    table::{Cell, Column, Typed},
    title,
};
use crate::{
    config::theme::Role,
    domain::{
        clock::time_of_day,
        dates::write,
        fields::{Agenda, Capability, Level, Meeting, Organisation, Point, Post},
        label::Label,
        quick::{Key, Mark},
        record::Entity,
        saying::Saying,
        tokens::{Authority, MeetingState},
        value::Id,
    },
    tui::{
        agenda,
        app::{App, Sel, Shown},
        screens::View,
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// The columns of the agenda.
pub(super) const AGENDA: &[Column] = &[
    column("head.item", 5, columns::refs).typed(Typed::Ref),
    super::clock::START,
    column("head.min", 4, minutes).right().typed(Typed::Token(Mark::Key(Key::Min))),
    super::clock::TITLE,
    super::clock::PLANNED,
    column("head.speaker", 10, speaker),
    // The longest word of a label, and the sign of the Chatham House Rule.
    column(columns::LABEL, 10, label),
];

/// The columns of the briefing points.
pub(super) const BRIEFINGS: &[Column] = &[
    columns::REF,
    column("head.source", 10, source).typed(Typed::Token(Mark::Lead)),
    columns::text_of("head.point"),
    column("head.place", 9, places).typed(Typed::Token(Mark::Key(Key::Place))),
    column("head.made", 6, made),
    columns::TAGS,
    columns::LABELS,
];

/// Notes when the items that show begin: once for each meeting, not for each row.
pub(super) fn plan(paint: &mut Paint<'_>, app: &App, lines: &[Shown]) {
    let mut known: Vec<Id> = Vec::new();
    for line in lines {
        let Shown::Row(row) = line else { continue };
        let Some(Sel::Id(id)) = app.sel_at(*row) else { continue };
        let meeting = agenda::meeting_of(app, id).filter(|meeting| !known.contains(meeting));
        if let Some(meeting) = meeting {
            known.push(meeting);
            let begins = agenda::course(app, meeting).clock.begins;
            paint.planned.extend(begins.into_iter().map(|begin| (begin.id, begin)));
        }
    }
}

/// A time of day.
pub(super) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn minutes(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let minutes = app.picture.peek::<Agenda>(id).and_then(|item| item.minutes.0);
    Cell::of(minutes.map_or(String::new(), |minutes| minutes.to_string()), Role::Text)
}

fn speaker(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let item = app.picture.peek::<Agenda>(id).filter(|_| !agenda::is_chatham(app, id));
    let speaker = item.and_then(|item| item.speaker.0.as_deref());
    Cell::of(speaker.unwrap_or_default(), Role::Text)
}

fn label(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    let mut cell = columns::labels(paint, app, id);
    if agenda::is_chatham(app, id) {
        cell.text = format!("{} {}", cell.text, paint.symbol(Symbol::Chatham));
    }
    cell
}

fn source(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    if agenda::is_chatham(app, id) {
        return Cell::of(paint.symbol(Symbol::Chatham), Role::Dim);
    }
    columns::sources(paint, app, id)
}

fn places(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let point = app.picture.peek::<Point>(id);
    let places: Vec<&str> = point.iter().flat_map(|point| point.places.iter()).collect();
    Cell::of(places.join(", "), Role::Dim)
}

/// The idea that was made from a point; of several the first, and that there are more.
fn made(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let mut ideas = app.lists.made_from(id);
    let first = ideas.next().and_then(|idea| app.picture.ref_by_id(idea)).unwrap_or_default();
    let more = if ideas.next().is_some() { "+" } else { "" };
    Cell::of(format!("{first}{more}"), Role::Text)
}

/// Whether what belongs to an organisation stands under it; nothing where nothing does.
pub(super) fn folded(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    let unfolded = app.lists.is_unfolded(id);
    if app.picture.peek::<Organisation>(id).is_none() || !(unfolded || app.lists.has_parts(id)) {
        return Cell::none();
    }
    let sign = if unfolded { Symbol::Open } else { Symbol::Folded };
    Cell::of(paint.symbol(sign), Role::Dim)
}

/// A post or a level, under the organisation that it belongs to.
pub(super) fn part_row(paint: &mut Paint<'_>, app: &App, owner: Id, id: Id, row: &Row) {
    let last = app.lists.parts(&app.picture, owner).last() == Some(&id);
    let sign = paint.symbol(if last { Symbol::LastBranch } else { Symbol::Branch });
    let look = if row.busy { DIM } else { TEXT.bold_if(row.selected) };
    // Under the short name.
    paint.put(8, row.y, 1, sign, DIM);
    paint.put(10, row.y, 6, &part_ref(app, id), DIM);
    let label = entity(app, id).and_then(Entity::label);
    let room = mark(paint, app, label, (17, row.width.saturating_sub(18)), row.y);
    paint.put(17, row.y, room, &part(app, id).unwrap_or_default(), look);
}

/// The ref of what stands under an organisation: of a level that of its capability.
fn part_ref(app: &App, id: Id) -> String {
    let capability = app.picture.peek::<Level>(id).and_then(|level| level.capability.0);
    app.picture.ref_by_id(capability.unwrap_or(id)).unwrap_or_default()
}

/// What a post or a level says in one line.
fn part(app: &App, id: Id) -> Option<String> {
    let w = &app.picture;
    if let Some(post) = w.peek::<Post>(id) {
        let mut said = title(app, &post.title).to_owned();
        if let Some(authority) = post.authority.0 {
            said = format!("{said} · {}", app.words.text(authority_text(authority)));
        }
        return Some(said);
    }
    let level = w.peek::<Level>(id)?;
    let capability = level.capability.0.and_then(|id| w.peek::<Capability>(id));
    let name = capability.map_or("–", |capability| title(app, &capability.title));
    let n = level.level.0.unwrap_or_default();
    let saying = match capability.and_then(|capability| capability.required.0) {
        Some(required) => Saying::new("level.of").with("required", required),
        None => Saying::new("level.alone"),
    };
    Some(app.words.say(&saying.with("name", name).with("n", n)))
}

fn authority_text(authority: Authority) -> &'static str {
    match authority {
        Authority::Commit => "token.commit",
        Authority::Refer => "token.refer",
    }
}

/// Sign and colour of a meeting's state.
pub(super) const fn state(state: Option<MeetingState>) -> (Symbol, Role) {
    match state {
        Some(MeetingState::Open) => (Symbol::Working, Role::Accent),
        Some(MeetingState::Closed) => (Symbol::Done, Role::Good),
        Some(MeetingState::Planned) | None => (Symbol::Proposed, Role::Dim),
    }
}

/// A meeting, above its items.
pub(super) fn meeting_row(paint: &mut Paint<'_>, app: &App, meeting: &Meeting, row: &Row) {
    let y = row.y;
    let text = |role: Role| if row.busy { DIM } else { Look::of(role) };
    paint.put(4, y, 5, &app.picture.ref_of(meeting), text(Role::Text).bold());
    let (sign, role) = state(meeting.state.token);
    let sign = paint.symbol(sign);
    paint.put(10, y, 1, sign, text(role).bold());
    let year = app.now.today.year();
    let date = meeting.date.0.map(|date| write::short(date, app.lang(), year));
    let venue = meeting.venue.0.as_deref().map(ToOwned::to_owned);
    let said: Vec<String> = date.into_iter().chain(venue).collect();
    let end = row.width.saturating_sub(11);
    let room = end.saturating_sub(13);
    let name = title(app, &meeting.title);
    let wide = super::columns_of(name).min(room);
    let used = paint.put(12, y, wide, name, text(Role::Text).bold());
    let rest = room.saturating_sub(used + 2);
    paint.put(12 + used + 2, y, rest, &said.join(" · "), DIM);
    if let Some(label) = meeting.label.0 {
        paint.put(row.width - 10, y, 10, label.word(), Look::label(label));
    }
}

/// What is counted of a record of the session, in words.
pub(super) fn said(app: &App, id: Id) -> Vec<String> {
    let say = |key: &'static str, n: i64| app.words.say(&Saying::new(key).with("n", n));
    let of = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if app.picture.peek::<Meeting>(id).is_some() {
        return course_said(app, id);
    }
    if let Some(item) = app.picture.peek::<Agenda>(id) {
        return super::clock::item_said(app, item);
    }
    if app.view == View::Attendance {
        return super::attendance::said(app, id);
    }
    if app.picture.peek::<Organisation>(id).is_some() {
        let parts = app.lists.parts(&app.picture, id);
        let posts = parts.iter().filter(|id| app.picture.peek::<Post>(**id).is_some()).count();
        let counts = [("tally.posts", posts), ("tally.levels", parts.len() - posts)];
        let some = counts.into_iter().filter(|(_, n)| *n > 0);
        return some.map(|(key, n)| say(key, of(n))).collect();
    }
    let level = app.picture.peek::<Level>(id).and_then(|_| part(app, id));
    level.into_iter().collect()
}

/// What the agenda of a meeting takes, in words: items, minutes, when it ends.
pub(super) fn course_said(app: &App, meeting: Id) -> Vec<String> {
    let course = agenda::course(app, meeting);
    let say = |saying: Saying| app.words.say(&saying);
    let mut said = vec![say(Saying::new("count.items").with("n", course.items))];
    if course.minutes > 0 {
        said.push(say(Saying::new("count.minutes").with("n", course.minutes)));
    }
    let end = course.clock.expected_end.or(course.clock.planned_end);
    let end = end.map(|end| clock(time_of_day(end)));
    said.extend(end.map(|end| say(Saying::new("count.ends").with("time", end))));
    let late = course.clock.late().filter(|late| *late > 0);
    said.extend(late.map(|late| say(Saying::new("count.minutes_late").with("n", late))));
    said
}

/// Posts and levels of an organisation, with their labels.
pub(super) fn parts(app: &App, id: Id) -> Vec<(String, String, Option<Label>)> {
    let parts = app.lists.parts(&app.picture, id).into_iter();
    parts
        .filter_map(|id| {
            let label = entity(app, id).and_then(Entity::label);
            Some((part_ref(app, id), part(app, id)?, label))
        })
        .collect()
}

/// Items that the side of Home names at most.
const ITEMS: usize = 12;

/// The agenda of the open meeting, else of the next one; the rows it took.
pub(super) fn today(paint: &mut Paint<'_>, app: &App, part: Rect) -> u16 {
    let Some(meeting) = agenda::current(app).and_then(|id| app.picture.peek::<Meeting>(id)) else {
        return 0;
    };
    let items = agenda::items(app, meeting.id);
    if items.is_empty() {
        return 0;
    }
    let course = agenda::course(app, meeting.id).clock;
    let mut y = part.y;
    let date = meeting.date.0.filter(|date| *date != app.now.today);
    let name = app.picture.ref_of(meeting);
    let head = match date {
        None => app.words.say(&Saying::new("home.today").with("ref", name)),
        Some(date) => {
            let date = write::short(date, app.lang(), app.now.today.year());
            app.words.say(&Saying::new("home.on_day").with("ref", name).with("date", date))
        }
    };
    paint.put(part.x, y, part.width, &head, DIM);
    for item in items.iter().take(ITEMS) {
        y += 1;
        let mut pieces = super::clock::on_home(paint, app, item, course.of(item.id));
        super::detail::mark_label(app, item.label.0, &mut pieces);
        paint.pieces(part.x + 2, y, part.width.saturating_sub(2), &pieces);
    }
    if items.len() > ITEMS {
        y += 1;
        let saying = Saying::new("home.more_items").with("n", items.len() - ITEMS);
        paint.put(part.x + 2, y, part.width.saturating_sub(2), &app.words.say(&saying), DIM);
    }
    y + 2 - part.y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::types::Token as _;

    #[test]
    fn the_words_of_authority_are_those_of_the_tokens() {
        for authority in Authority::ALL {
            assert_eq!(authority_text(*authority), format!("token.{}", authority.token()));
        }
    }
}
