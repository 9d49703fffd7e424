//! The trash: what lies in it, since when, and who put it there.

use chrono::Datelike as _;
use ratatui::layout::Rect;

use super::{Look, Paint, Row, detail::Lines, mark};
use crate::{
    config::theme::Role,
    domain::{dates::write, saying::Saying, zone},
    ops::Trashed,
    tui::{
        app::App,
        facts::{self, Fact},
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// Where each column begins, and how wide it is.
const REF: (u16, u16) = (4, 6);
const KIND: (u16, u16) = (11, 12);
const TITLE: u16 = 24;

/// Widths of the columns at the right end.
const WHEN: u16 = 11;
const WHO: u16 = 11;

/// Where when and who begin in a list so wide.
fn right(width: u16) -> (u16, u16) {
    let who = width.saturating_sub(WHO + 1);
    (who.saturating_sub(WHEN + 1), who)
}

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let (when, who) = right(part.width);
    for (x, wide, key) in [
        (REF.0, REF.1, "head.ref"),
        (KIND.0, KIND.1, "head.kind"),
        (TITLE, 12, "head.title"),
        (when, WHEN, "head.deleted"),
        (who, WHO, "head.who"),
    ] {
        paint.put(x, part.y, wide, app.words.text(key), DIM);
    }
}

/// A record.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, trashed: &Trashed, row: &Row) {
    let record = trashed.row.entity();
    let (when, who) = right(row.width);
    let look = |role| Look::of(if row.busy { Role::Dim } else { role });
    paint.put(REF.0, row.y, REF.1, &trashed.text, DIM);
    paint.put(KIND.0, row.y, KIND.1, app.words.text(record.kind().said()), DIM);
    let room = mark(paint, app, record.label(), (TITLE, when.saturating_sub(TITLE + 1)), row.y);
    let title = title(app, trashed);
    paint.put(TITLE, row.y, room, &title, look(Role::Text).bold_if(row.selected));
    paint.put(when, row.y, WHEN, &deleted(app, trashed), DIM);
    paint.put(who, row.y, WHO, &trashed.by, look(Role::Text));
}

fn title(app: &App, trashed: &Trashed) -> String {
    let title = trashed.row.entity().title().and_then(|title| title.best(app.lang()));
    title.unwrap_or("–").to_owned()
}

/// When it was put there: the time where that is today, else the day.
fn deleted(app: &App, trashed: &Trashed) -> String {
    let Some(local) = zone::local(trashed.at, app.picture.zone()) else { return String::new() };
    let day = local.date_naive();
    if day == app.now.today {
        return local.format("%H:%M").to_string();
    }
    write::short(day, app.lang(), app.now.today.year())
}

fn said(app: &App, trashed: &Trashed) -> String {
    let day = write::both(zone::day(trashed.at, app.picture.zone()));
    let saying = Saying::new("trash.by").with("by", trashed.by.as_str()).with("date", day);
    app.words.say(&saying)
}

/// Two lines below the list.
pub(super) fn strip(paint: &mut Paint<'_>, app: &App, trashed: &Trashed, part: Rect) {
    let name = format!("{} {}", trashed.text, title(app, trashed));
    paint.put(part.x, part.y, part.width, &name, TEXT.bold());
    paint.put(part.x, part.y + 1, part.width, &said(app, trashed), DIM);
}

/// Everything on it.
pub(super) fn side(app: &App, trashed: &Trashed, lines: &mut Lines) {
    let record = trashed.row.entity();
    let mut head = vec![(trashed.text.clone(), TEXT.bold())];
    if let Some(label) = record.label() {
        head.push(("  ".to_owned(), DIM));
        head.push((label.token().to_owned(), Look::label(label)));
    }
    lines.line(head);
    lines.wrapped(&said(app, trashed), DIM);
    lines.blank();
    if let Some(pair) = record.title() {
        super::detail::titles(app, pair, lines);
        lines.blank();
    }
    for Fact { label, value } in facts::of_dead(app, &trashed.row) {
        lines.wide_field(&label, &value, TEXT);
    }
}
