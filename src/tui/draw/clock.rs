//! The clock of the agenda: in the header, beside the items, on Home.

use super::{
    Look, Paint, Symbol,
    columns::{self, column},
    session::clock as time,
    table::{Cell, Column, Typed},
    title,
};
use crate::{
    config::theme::Role,
    domain::{
        clock::{self, Begin, Reading, time_of_day},
        fields::Agenda,
        saying::Saying,
        tokens::ItemState,
        value::Id,
    },
    tui::{agenda, app::App},
};

/// Minutes and seconds.
fn minutes(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// What a clock shows, short: `06:41`, over its time `+02:10`, counting up `↑02:10`.
fn short(paint: &Paint<'_>, reading: Reading) -> (String, Role) {
    match reading {
        Reading::Left(left @ 0..) => (minutes(left), Role::Accent),
        Reading::Left(over) => (format!("+{}", minutes(over.saturating_neg())), Role::Bad),
        Reading::Taken(taken) => {
            (format!("{}{}", paint.symbol(Symbol::Up), minutes(taken)), Role::Accent)
        }
    }
}

/// What a clock shows, in words.
pub(crate) fn said(app: &App, reading: Reading) -> String {
    let (key, seconds) = match reading {
        Reading::Left(left @ 0..) => ("clock.left", left),
        Reading::Left(over) => ("clock.over", over.saturating_neg()),
        Reading::Taken(taken) => ("clock.taken", taken),
    };
    app.words.say(&Saying::new(key).with("time", minutes(seconds)))
}

/// The clock of the item at hand, for the header.
pub(super) fn of_header(paint: &Paint<'_>, app: &App, wide: bool) -> Option<(String, Role)> {
    let item = agenda::at_hand(app)?;
    let reading = clock::reading(item, app.now.at);
    let (text, role) = short(paint, reading);
    let text = if wide { said(app, reading) } else { text };
    if item.state.token == Some(ItemState::Paused) {
        return Some((format!("{} {text}", paint.symbol(Symbol::Blocked)), Role::Dim));
    }
    Some((text, role))
}

/// The sign of an item that has had its turn.
fn sign(state: ItemState) -> (Symbol, Role) {
    match state {
        ItemState::Running => (Symbol::Working, Role::Accent),
        ItemState::Paused => (Symbol::Blocked, Role::Warn),
        ItemState::Done => (Symbol::Done, Role::Good),
        ItemState::Skipped => (Symbol::Dropped, Role::Dim),
    }
}

/// What an item is about, as a column of the agenda; before it the sign of its state, and its
/// clock while it is at hand.
pub(super) const TITLE: Column = Column { cell: title_cell, ..columns::text_of("head.title") };

fn title_cell(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(item) = app.picture.peek::<Agenda>(id) else { return Cell::none() };
    let words = title(app, &item.title);
    let Some(state) = item.state.token else { return Cell::of(words, Role::Text) };
    let sign = paint.symbol(sign(state).0);
    if matches!(state, ItemState::Done | ItemState::Skipped) {
        return Cell::of(format!("{sign} {words}"), Role::Dim);
    }
    let (clock, role) = short(paint, clock::reading(item, app.now.at));
    let mut cell = Cell::of(format!("{sign} {clock}  {words}"), role);
    cell.look = cell.look.bold();
    cell
}

/// When an item begins, as a column of the agenda.
pub(super) const START: Column = column("head.start", 5, start_cell)
    .typed(Typed::Token(crate::domain::quick::Mark::Key(crate::domain::quick::Key::Start)));

fn start_cell(paint: &Paint<'_>, _: &App, id: Id) -> Cell {
    let begin = paint.planned.get(&id);
    begin.map_or_else(Cell::none, |begin| {
        let (text, late) = begins(begin);
        Cell::of(text, if late { Role::Warn } else { Role::Text })
    })
}

/// When an item was planned to begin, as a column of the agenda where there is room.
pub(super) const PLANNED: Column = column("head.planned", 7, planned_cell).from(columns::WIDE);

fn planned_cell(paint: &Paint<'_>, _: &App, id: Id) -> Cell {
    let planned = paint.planned.get(&id).and_then(|begin| begin.planned);
    Cell::of(planned.map_or(String::new(), |at| time(time_of_day(at))), Role::Dim)
}

/// When an item begins, as is to be expected, else as planned; whether that is later than
/// planned.
fn begins(begin: &Begin) -> (String, bool) {
    let at = begin.expected.or(begin.planned);
    let minute = |at: i64| at.div_euclid(60);
    let late = begin.expected.zip(begin.planned);
    let late = late.is_some_and(|(expected, planned)| minute(expected) > minute(planned));
    (at.map_or(String::new(), |at| time(time_of_day(at))), late)
}

/// An item in words: from when to when, its clock, what was planned.
pub(super) fn item_said(app: &App, item: &Agenda) -> Vec<String> {
    let mut said = Vec::new();
    let course = item.meeting.0.map(|meeting| agenda::course(app, meeting).clock);
    if let Some(begin) = course.as_ref().and_then(|course| course.of(item.id)) {
        let at = begin.expected.or(begin.planned);
        let end = at.zip(clock::given(item)).map(|(at, given)| at + given);
        said.extend(at.map(|at| match end {
            Some(end) => format!("{}–{}", time(time_of_day(at)), time(time_of_day(end))),
            None => time(time_of_day(at)),
        }));
        let planned = begin.planned.map(time_of_day).map(time);
        if let Some(planned) = planned.filter(|planned| begins(begin).0 != *planned) {
            said.push(app.words.say(&Saying::new("clock.planned").with("time", planned)));
        }
    }
    match item.state.token {
        Some(ItemState::Running) => said.push(self::said(app, clock::reading(item, app.now.at))),
        Some(ItemState::Paused) => {
            let left = self::said(app, clock::reading(item, app.now.at));
            said.push(app.words.say(&Saying::new("clock.paused").with("left", left)));
        }
        Some(ItemState::Done) => {
            let n = clock::taken(item, app.now.at) / 60;
            said.push(app.words.say(&Saying::new("clock.done").with("n", n)));
        }
        Some(ItemState::Skipped) => said.push(app.words.text("clock.skipped").to_owned()),
        None => {}
    }
    said
}

/// What Home says of an item: when it begins, its sign, and its clock where it is at hand.
pub(super) fn on_home(
    paint: &Paint<'_>,
    app: &App,
    item: &Agenda,
    begin: Option<&Begin>,
) -> Vec<super::paint::Piece> {
    let (start, late) = begin.map(begins).unwrap_or_default();
    let role = if late { Role::Warn } else { Role::Dim };
    let (symbol, of_sign) = match item.state.token {
        Some(state) => {
            let (symbol, role) = sign(state);
            (paint.symbol(symbol), role)
        }
        None => (" ", Role::Dim),
    };
    let over = matches!(item.state.token, Some(ItemState::Done | ItemState::Skipped));
    let look = Look::of(if over { Role::Dim } else { Role::Text });
    let mut pieces = vec![
        (crate::domain::text::pad(&start, 7), Look::of(role)),
        (format!("{symbol} "), Look::of(of_sign)),
        (title(app, &item.title).to_owned(), look),
    ];
    if matches!(item.state.token, Some(ItemState::Running | ItemState::Paused)) {
        let (clock, role) = short(paint, clock::reading(item, app.now.at));
        pieces.push((format!("  {clock}"), Look::of(role).bold()));
    }
    pieces
}
