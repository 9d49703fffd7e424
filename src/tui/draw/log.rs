//! The log: when, who, what.

use ratatui::layout::Rect;

use super::{Look, Paint, Row, mark};
use crate::{
    config::theme::Role,
    domain::{saying::Saying, text, zone},
    ops::LogEntry,
    tui::{app::App, log::said, screens::View},
};

/// Where each column begins, and how wide it is; the change takes the rest.
const TIME: (u16, u16) = (2, 8);
const WHO: (u16, u16) = (11, 11);
const WHAT: u16 = 23;

/// Columns that a typed filter takes at most in the tab bar.
const TYPED: usize = 20;

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    for ((x, wide), key) in [(TIME, "head.time"), (WHO, "head.who"), ((WHAT, 20), "head.change")] {
        paint.put(x, part.y, wide, app.words.text(key), Look::of(Role::Dim));
    }
}

/// An operation.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, entry: &LogEntry, row: &Row) {
    paint.put(TIME.0, row.y, TIME.1, &time(app, entry.at), Look::of(Role::Dim));
    paint.put(WHO.0, row.y, WHO.1, &entry.by, Look::of(Role::Text));
    let room = row.width.saturating_sub(WHAT + 1);
    let strictest = entry.lines.iter().filter_map(|line| line.label).max();
    let room = mark(paint, app, strictest, (WHAT, room), row.y);
    let look = Look::of(Role::Text).bold_if(row.selected);
    paint.put(WHAT, row.y, room, &said::sentence(app, entry), look);
}

/// The time of day in the workspace's zone.
pub(super) fn time(app: &App, at: i64) -> String {
    let local = zone::local(at, app.picture.zone());
    local.map_or(String::new(), |local| local.format("%H:%M:%S").to_string())
}

/// What the tab bar counts, and what the list is cut down to.
pub(super) fn counts(app: &App) -> (String, Role) {
    let typed = app.pane().filter.as_ref();
    let typed = typed.map(|filter| text::cut(&text::neutral(&filter.text), TYPED).into_owned());
    let (saying, role) = match (app.view, typed) {
        (View::Trash, Some(typed)) => {
            let saying = Saying::new("tabs.filter").with("text", typed);
            let saying = saying.with("hits", app.log.left.len()).with("all", app.log.trash.len());
            (saying, Role::Warn)
        }
        (View::Trash, None) => {
            (Saying::new("count.trash").with("n", app.log.trash.len()), Role::Dim)
        }
        (_, Some(typed)) => {
            let key = if app.log.whole { "log.found" } else { "log.found_so_far" };
            let hits = app.log.entries.len();
            (Saying::new(key).with("text", typed).with("n", hits), Role::Warn)
        }
        (_, None) => match app.log.of {
            Some(id) => {
                let of_line = || {
                    let lines = app.log.entries.iter().flat_map(|entry| &entry.lines);
                    lines.into_iter().find(|line| line.record == id).map(|line| line.text.clone())
                };
                let name = app.picture.ref_by_id(id).or_else(of_line).unwrap_or_default();
                (Saying::new("log.of").with("ref", name).with("n", app.log.all), Role::Warn)
            }
            None => (Saying::new("count.operations").with("n", app.log.all), Role::Dim),
        },
    };
    (app.words.say(&saying), role)
}
