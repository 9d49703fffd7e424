//! Draws the app. Drawing changes nothing, and costs what shows: only visible rows are
//! formatted.

mod attendance;
mod board;
mod changes;
mod chrome;
mod clock;
mod columns;
mod detail;
mod diff;
mod field;
mod find;
mod footer;
mod form;
mod hidden;
mod home;
mod issue;
mod log;
mod paint;
mod paste;
mod picker;
mod popup;
mod projector;
mod results;
mod round;
mod session;
pub(super) mod start;
mod table;
mod trash;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
};

use self::paint::{Look, Paint, Symbol, columns_of};
use super::{
    app::{App, Heading, Sel, Shown},
    layout::Layout,
    message::Spot,
    screens::{Screen, View},
};
use crate::{
    config::theme::{Role, Theme},
    domain::{
        dates::write, fields::Organisation, label::Label, reader::short_name, saying::Saying,
        snapshot::Snapshot, text, types::Pair, value::Id, view::Attention, words::Words,
    },
};

pub(crate) use self::{clock::said as clock_said, round::rule as rule_said};

/// What a frame cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stats {
    /// Rows of lists that were formatted.
    pub(crate) rows: usize,
}

/// Draws the app.
pub(crate) fn draw(frame: &mut Frame<'_>, app: &App, theme: &Theme) -> Stats {
    let mut paint = Paint::on(frame.buffer_mut(), theme);
    whole(&mut paint, app);
    let (rows, cursor) = (paint.rows, paint.cursor);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    Stats { rows }
}

/// What lies at a place of the screen as it is drawn: the last thing that was drawn there.
#[must_use]
pub(crate) fn spot(app: &App, theme: &Theme, x: u16, y: u16) -> Option<Spot> {
    let (width, height) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut paint = Paint::on(&mut buffer, theme);
    whole(&mut paint, app);
    let at = Position::new(x, y);
    let found = paint.spots.iter().rev().find(|(part, _)| part.contains(at));
    found.map(|(part, spot)| match spot {
        Spot::Text(row, _) => Spot::Text(*row, x - part.x),
        spot => *spot,
    })
}

fn whole(paint: &mut Paint<'_>, app: &App) {
    let area = paint.buffer.area;
    let layout = app.layout();
    paint.clear(area, Role::Background);
    if layout.small || area.width < app.size.0 || area.height < app.size.1 {
        too_small(paint, &app.words, area);
        return;
    }
    if app.projector.is_some() {
        if let Some((slide, of)) = app.slide() {
            projector::draw(paint, &slide, of, area);
        }
        return;
    }
    chrome::header(paint, app, layout.header);
    chrome::tabs(paint, app, layout.tabs);
    paint.rule(layout.rule);
    let zoomed = app.zoom || app.issue.is_some();
    match &app.line {
        Some(line) if line.previews() && !zoomed => {
            paste::draw(paint, app, line, from_heads(&layout));
        }
        _ if zoomed => {}
        _ => rows(paint, app),
    }
    if layout.side {
        let edge = paint.symbol(Symbol::Edge);
        for y in layout.edge.top()..layout.edge.bottom() {
            paint.put(layout.edge.x, y, 1, edge, Look::of(Role::Faint));
        }
    } else if !zoomed {
        paint.rule(layout.edge);
    }
    if let Some(opened) = &app.issue {
        issue::draw(paint, app, opened, layout.detail);
    } else if layout.side || zoomed {
        detail::side(paint, app, layout.detail);
    } else {
        detail::strip(paint, app, layout.detail);
    }
    if let Some(line) = &app.line {
        field::draw(paint, app, line, layout.field);
    }
    footer::draw(paint, app, layout.footer);
    if let Some(form) = &app.form {
        form::draw(paint, app, form, area);
    }
    // It lies over the list, never over what is typed.
    let below = if app.line.is_some() { layout.field } else { layout.footer };
    chrome::toast(paint, app, below);
    popup::draw(paint, app, area);
}

/// Says that the window is too small, and what it takes.
fn too_small(paint: &mut Paint<'_>, words: &Words, area: Rect) {
    let (width, height) = super::layout::LEAST;
    let saying = Saying::new("tui.small")
        .with("least", format!("{width}x{height}"))
        .with("is", format!("{}x{}", area.width, area.height));
    let said = words.say(&saying);
    for (line, y) in text::wrap(&said, usize::from(area.width.max(1))).iter().zip(area.top()..) {
        paint.put(area.x, y, area.width, line, Look::of(Role::Text));
    }
}

/// A row that is to be drawn: where, and how it stands.
struct Row {
    y: u16,
    width: u16,
    selected: bool,
    busy: bool,
}

fn rows(paint: &mut Paint<'_>, app: &App) {
    let layout = app.layout();
    let part = layout.rows;
    match app.view {
        View::Home if app.started => return home::draw(paint, app, from_heads(&layout)),
        View::Board if app.row_count() > 0 => return board::draw(paint, app, from_heads(&layout)),
        View::Wall if app.hides() => return hidden::draw(paint, app, from_heads(&layout)),
        View::Ballot if app.loaded && round::draw(paint, app, from_heads(&layout)) => return,
        View::Ballot => {}
        View::Results => results::heads(paint, app, layout.heads),
        View::Log => log::heads(paint, app, layout.heads),
        View::Trash => trash::heads(paint, app, layout.heads),
        View::Attendance => attendance::heads(paint, app, layout.heads),
        _ => table::heads(paint, app, layout.heads),
    }
    let lines = app.shown();
    if lines.is_empty() {
        empty(paint, app, part);
        return;
    }
    if app.view == View::Results {
        results::notes(paint, app, part);
    }
    if app.view == View::Agenda {
        session::plan(paint, app, &lines);
    }
    for (line, y) in lines.into_iter().zip(part.top()..part.bottom()) {
        match line {
            Shown::Heading(heading) => heading_row(paint, app, heading, y, part.width),
            Shown::Row(at) => row(paint, app, at, y, part.width),
        }
    }
}

/// The rows, and the heads above them, for what has none.
fn from_heads(layout: &Layout) -> Rect {
    layout.heads.union(layout.rows)
}

fn row(paint: &mut Paint<'_>, app: &App, at: usize, y: u16, width: u16) {
    let Some(sel) = app.sel_at(at) else { return };
    paint.rows += 1;
    let (id, busy) = match sel {
        Sel::Id(id) => (Some(id), app.is_busy(id)),
        Sel::Dim(..) => (None, true),
        Sel::Line(_) | Sel::Operation(_) => (None, false),
    };
    let row = Row { y, width, selected: app.pane().selected == Some(sel), busy };
    paint.spot(Rect::new(0, y, width, 1), Spot::Row(at));
    if row.selected {
        paint.fill(Rect::new(0, y, width, 1), Role::Selected);
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(0, y, 1, cursor, Look::of(Role::Accent));
    }
    if row.busy {
        let saving = paint.symbol(Symbol::Saving);
        paint.put(2, y, 1, saving, Look::of(Role::Dim));
    } else if id.is_some_and(|id| app.pane().marks.contains(&id)) {
        let marked = paint.symbol(Symbol::Marked);
        paint.put(2, y, 1, marked, Look::of(Role::Accent));
    }
    match (sel, id) {
        (Sel::Id(_), _) if app.view == View::Trash => {
            if let Some(trashed) = app.log.trashed_at(at) {
                trash::row(paint, app, trashed, &row);
            }
        }
        (_, Some(id)) if app.view == View::Results => results::row(paint, app, id, &row),
        (_, Some(id)) => table::row(paint, app, id, &row),
        (Sel::Operation(_), _) => {
            if let Some(entry) = app.log.entries.get(at) {
                log::row(paint, app, entry, &row);
            }
        }
        _ => {
            if let Some((_, entry)) = app.dims().find(|(other, _)| *other == sel) {
                table::dim(paint, app, app.dim_kind(sel), entry, &row);
            }
        }
    }
}

fn heading_row(paint: &mut Paint<'_>, app: &App, heading: Heading, y: u16, width: u16) {
    let (text, role) = match heading {
        Heading::Record(id) => {
            let record = app.picture.live(id).ok().flatten();
            let title = record.map(|record| detail::record_title(app, record));
            let name = app.picture.ref_by_id(id).unwrap_or_default();
            (format!("{name} {}", title.unwrap_or_default()), Role::Text)
        }
        Heading::NoMeeting => (app.words.text("briefings.no_meeting").to_owned(), Role::Dim),
        Heading::NoObjective => (app.words.text("plan.no_objective").to_owned(), Role::Dim),
        Heading::Attention(why) => (app.words.text(attention(why)).to_owned(), Role::Text),
        Heading::Day(day) => (write::both(day), Role::Text),
        Heading::Saving => (app.words.text("plan.saving").to_owned(), Role::Dim),
    };
    let label = match heading {
        Heading::Record(id) => {
            app.picture.live(id).ok().flatten().and_then(|record| record.label())
        }
        _ => None,
    };
    let room = mark(paint, app, label, (1, width.saturating_sub(2)), y);
    paint.put(1, y, room, &text, Look::of(role).bold_if(role == Role::Text));
}

/// What belongs here, the key that starts it, one example.
fn empty(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let filter = app.pane().filter.as_ref();
    let lines: Vec<(String, Role)> = if !app.loaded {
        vec![(app.words.text("tui.opening").to_owned(), Role::Dim)]
    } else if app.log.is_awaited() && app.view.screen() == Screen::History {
        vec![(app.words.text("log.looking").to_owned(), Role::Dim)]
    } else if filter.is_some_and(|filter| !filter.is_done()) {
        vec![("…".to_owned(), Role::Dim)]
    } else if let Some(filter) = filter {
        let saying = Saying::new("tui.no_hits").with("typed", filter.text.as_str());
        vec![(app.words.say(&saying), Role::Dim)]
    } else {
        let keys = match app.view {
            View::Wall => ["empty.ideas.what", "empty.ideas.key", "empty.ideas.example"],
            View::Table => ["empty.plan.what", "empty.plan.key", "empty.plan.example"],
            View::Board => ["empty.board.what", "empty.board.key", "empty.board.example"],
            View::Ballot => ["empty.ballot.what", "empty.ballot.key", "empty.ballot.example"],
            View::Results if app.count.is_awaited() => ["log.looking"; 3],
            View::Results => ["empty.results.what", "empty.results.key", "empty.results.example"],
            View::Agenda => ["empty.agenda.what", "empty.agenda.key", "empty.agenda.example"],
            View::Attendance => {
                ["empty.attendance.what", "empty.attendance.key", "empty.attendance.example"]
            }
            View::Briefings => {
                ["empty.briefings.what", "empty.briefings.key", "empty.briefings.example"]
            }
            View::Register => {
                ["empty.register.what", "empty.register.key", "empty.register.example"]
            }
            View::Decisions => {
                ["empty.decisions.what", "empty.decisions.key", "empty.decisions.example"]
            }
            View::Objectives => {
                ["empty.objectives.what", "empty.objectives.key", "empty.objectives.example"]
            }
            View::Due => ["empty.due.what", "empty.due.key", "empty.due.example"],
            View::Log => ["empty.log.what", "empty.log.key", "empty.log.example"],
            View::Trash => ["empty.trash.what", "empty.trash.key", "empty.trash.example"],
            View::Home => return,
        };
        let roles = [Role::Dim, Role::Accent, Role::Text];
        keys.iter().zip(roles).map(|(key, role)| (app.words.text(key).to_owned(), role)).collect()
    };
    for ((line, role), y) in lines.iter().zip(part.top() + 1..part.bottom()) {
        paint.put(4, y, part.width.saturating_sub(5), line, Look::of(*role));
    }
}

/// What an agency is called in a list.
fn agency(w: &Snapshot, id: Option<Id>) -> Option<String> {
    let agency = w.peek::<Organisation>(id?)?;
    Some(short_name(w, agency))
}

/// A title in the language of the interface, else in the other.
fn title<'a>(app: &App, title: &'a Pair) -> &'a str {
    title.best(app.lang()).unwrap_or("–")
}

/// Marks a row that is stricter than the default at the end of its title; the columns that are
/// left for the title.
fn mark(
    paint: &mut Paint<'_>,
    app: &App,
    label: Option<Label>,
    (x, columns): (u16, u16),
    y: u16,
) -> u16 {
    let Some(label) = app.stricter(label) else { return columns };
    let wide = columns_of(label.word()).min(columns);
    paint.put(x + columns - wide, y, wide, label.word(), Look::label(label));
    columns.saturating_sub(wide + 1)
}

/// The key of the heading over items that ask for attention.
const fn attention(why: Attention) -> &'static str {
    match why {
        Attention::Late => "due.head.late",
        Attention::Soon => "due.head.soon",
        Attention::Blocked => "due.head.blocked",
        Attention::ToVerify => "due.head.verify",
    }
}

/// A text with one blank before and behind.
fn padded(line: &str) -> (String, u16) {
    let padded = format!(" {line} ");
    let wide = columns_of(&padded);
    (padded, wide)
}
