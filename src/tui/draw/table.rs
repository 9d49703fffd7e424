//! A list as a table: columns as data, the title takes what is left.

use ratatui::layout::Rect;

use super::{Look, Paint, Row, Symbol, columns, mark, session};
use crate::{
    config::theme::Role,
    domain::{
        entry::Entry,
        fields::Meeting,
        kind::Kind,
        label::Label,
        quick::{Given, Mark},
        value::Id,
    },
    tui::{app::App, lists, screens::View},
};

/// Columns before the first one: cursor and mark, each followed by a blank.
const MARGIN: u16 = 4;

/// What a cell of a line shows that is not saved yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Nothing,
    /// The ref to come.
    Ref,
    /// The words of the line.
    Words,
    /// What stands behind a mark of the line.
    Token(Mark),
}

/// What stands in a cell, and how it looks.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) look: Look,
}

impl Cell {
    pub(super) fn of(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), look: Look::of(role) }
    }

    pub(super) fn none() -> Self {
        Self::of("", Role::Dim)
    }
}

/// A column of a list.
pub(super) struct Column {
    /// The key of its head; empty: none.
    pub(super) head: &'static str,
    /// How wide it is; 0: all that is left, for the title.
    pub(super) wide: u16,
    /// Whether it stands at the right, as numbers do.
    pub(super) right: bool,
    /// The width of the list from which it shows.
    pub(super) from: u16,
    /// What stands in it.
    pub(super) cell: fn(&Paint<'_>, &App, Id) -> Cell,
    /// What stands in it while a line is being saved.
    pub(super) typed: Typed,
    /// Whether the list is sorted by it.
    pub(super) sorted: bool,
}

/// The columns that show at a width: where each begins, and how wide it is.
fn places(view: View, width: u16) -> Vec<(&'static Column, u16, u16)> {
    let shown: Vec<&Column> =
        columns::of(view).iter().filter(|column| column.from <= width).collect();
    let fixed: u16 = shown.iter().map(|column| column.wide + 1).sum();
    let rest = (width + 1).saturating_sub(MARGIN + fixed);
    let mut x = MARGIN;
    shown
        .into_iter()
        .map(|column| {
            let wide = if column.wide == 0 { rest } else { column.wide };
            let at = x;
            x += wide + 1;
            (column, at, wide)
        })
        .collect()
}

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    for (column, x, wide) in places(app.view, part.width) {
        if column.head.is_empty() {
            continue;
        }
        let mut head = app.words.text(column.head).to_owned();
        if column.sorted {
            head = format!("{head} {}", paint.symbol(Symbol::Up));
        }
        if column.right {
            paint.put_right(x, part.y, wide, &head, Look::of(Role::Dim));
        } else {
            paint.put(x, part.y, wide, &head, Look::of(Role::Dim));
        }
    }
}

/// A record.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, id: Id, row: &Row) {
    if let Some(meeting) = app.picture.peek::<Meeting>(id) {
        return session::meeting_row(paint, app, meeting, row);
    }
    if let Some(owner) = lists::owner(&app.picture, id) {
        return session::part_row(paint, app, owner, id, row);
    }
    let label = app.picture.live(id).ok().flatten().and_then(|record| record.label());
    let columns = places(app.view, row.width);
    let said = says_label(&columns);
    for (column, x, wide) in columns {
        let Cell { text, look } = (column.cell)(paint, app, id);
        let look = if row.busy { Look::of(Role::Dim) } else { look };
        put(paint, app, column, (x, wide), row, (&text, look), label.filter(|_| !said));
    }
}

/// A line that is not saved yet.
pub(super) fn dim(paint: &mut Paint<'_>, app: &App, kind: Option<Kind>, entry: &Entry, row: &Row) {
    let label = App::label_of_entry(entry);
    for (column, x, wide) in places(app.view, row.width) {
        let text = match column.typed {
            Typed::Nothing => continue,
            Typed::Ref => {
                let letter = kind.and_then(Kind::letter).unwrap_or('–');
                format!("{letter}-{}", paint.symbol(Symbol::Saving))
            }
            Typed::Words => entry.draft.words.clone().unwrap_or_default(),
            Typed::Token(mark) => token(entry, mark).unwrap_or_default(),
        };
        put(paint, app, column, (x, wide), row, (&text, Look::of(Role::Dim)), label);
    }
}

fn token(entry: &Entry, mark: Mark) -> Option<String> {
    let found = entry.draft.tokens.iter().find(|token| token.kind == mark)?;
    match &found.value {
        Given::Text(text) => Some(text.clone()),
        Given::Clear => None,
    }
}

/// Whether a column of its own says the label.
fn says_label(columns: &[(&'static Column, u16, u16)]) -> bool {
    columns.iter().any(|(column, ..)| column.head == columns::LABEL)
}

fn put(
    paint: &mut Paint<'_>,
    app: &App,
    column: &Column,
    (x, wide): (u16, u16),
    row: &Row,
    (text, look): (&str, Look),
    label: Option<Label>,
) {
    if column.wide == 0 {
        let room = mark(paint, app, label, (x, wide), row.y);
        let look = look.bold_if(row.selected);
        match &app.pane().filter {
            Some(filter) => paint.lit((x, row.y), room, text, look, filter.query()),
            None => paint.put(x, row.y, room, text, look),
        };
    } else if column.right {
        paint.put_right(x, row.y, wide, text, look);
    } else {
        paint.put(x, row.y, wide, text, look);
    }
}
