//! The log: when, who, what.

use chrono::Datelike as _;
use ratatui::layout::Rect;

use super::{Look, Paint, Row};
use crate::{
    config::theme::Role,
    domain::{dates::write, saying::Saying, zone},
    ops::{LogEntry, verb_of},
    tui::app::App,
};

/// Where each column begins, and how wide it is; the change takes the rest.
const TIME: (u16, u16) = (2, 15);
const WHO: (u16, u16) = (18, 12);
const WHAT: u16 = 31;

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    for ((x, wide), key) in [(TIME, "head.time"), (WHO, "head.who"), ((WHAT, 20), "head.change")] {
        paint.put(x, part.y, wide, app.words.text(key), Look::of(Role::Dim));
    }
}

/// An operation.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, entry: &LogEntry, row: &Row) {
    let dim = Look::of(Role::Dim);
    paint.put(TIME.0, row.y, TIME.1, &when(app, entry), dim);
    paint.put(WHO.0, row.y, WHO.1, &entry.by, Look::of(Role::Text));
    let room = row.width.saturating_sub(WHAT + 1);
    paint.put(WHAT, row.y, room, &said(app, entry), Look::of(Role::Text).bold_if(row.selected));
}

/// Its time in the workspace's zone; the day too where it is not today's.
fn when(app: &App, entry: &LogEntry) -> String {
    let Some(local) = zone::local(entry.at, app.picture.zone()) else { return String::new() };
    if local.date_naive() == app.now.today {
        return local.format("%H:%M:%S").to_string();
    }
    let day = write::short(local.date_naive(), app.lang(), app.now.today.year());
    format!("{day} {}", local.format("%H:%M"))
}

/// What it did, to which records.
pub(super) fn said(app: &App, entry: &LogEntry) -> String {
    const NAMED: usize = 3;
    let mut refs: Vec<&str> = entry.lines.iter().map(|line| line.text.as_str()).collect();
    refs.dedup();
    let mut shown = refs.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if refs.len() > NAMED {
        shown = format!("{shown}, +{}", refs.len() - NAMED);
    }
    let saying = Saying::new("log.said")
        .with("what", Saying::new(verb_of(&entry.command)))
        .with("list", shown);
    app.words.say(&saying)
}
