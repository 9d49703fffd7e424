//! The wall: one line, one card.

use ratatui::layout::Rect;

use super::{Look, Paint, Row, Symbol, agency, head, title};
use crate::{
    config::theme::Role,
    domain::{
        entry::Entry,
        fields::Idea,
        quick::{Given, Key, Mark},
        value::Id,
    },
    tui::app::App,
};

/// The columns: where each begins, and how wide it is.
struct Columns {
    idea: (u16, u16),
    source: (u16, u16),
    table: (u16, u16),
    cluster: (u16, u16),
    tags: Option<(u16, u16)>,
    label: Option<(u16, u16)>,
}

const REF: (u16, u16) = (4, 6);

fn columns(width: u16) -> Columns {
    let wide = width >= 110;
    let mut end = width;
    let mut column = |columns: u16| {
        end = end.saturating_sub(columns);
        let at = (end, columns);
        end = end.saturating_sub(1);
        at
    };
    let label = wide.then(|| column(8));
    let tags = wide.then(|| column(20));
    let cluster = column(5);
    let table = column(2);
    let source = column(10);
    Columns { idea: (11, end.saturating_sub(11)), source, table, cluster, tags, label }
}

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let at = columns(part.width);
    let words = &app.words;
    head(paint, REF.0, part.y, REF.1, words.text("head.ref"), false);
    head(paint, at.idea.0, part.y, at.idea.1, words.text("head.idea"), false);
    head(paint, at.source.0, part.y, at.source.1, words.text("head.from"), false);
    head(paint, at.table.0, part.y, at.table.1, words.text("head.table"), true);
    head(paint, at.cluster.0, part.y, at.cluster.1, words.text("head.in"), false);
    if let Some(tags) = at.tags {
        head(paint, tags.0, part.y, tags.1, words.text("head.tags"), false);
    }
    if let Some(label) = at.label {
        head(paint, label.0, part.y, label.1, words.text("head.label"), false);
    }
}

/// A card.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, id: Id, row: &Row) {
    let Some(idea) = app.picture.peek::<Idea>(id) else { return };
    let at = columns(row.width);
    let dim = row.look(Role::Dim);
    let text = row.look(Role::Text);
    paint.put(REF.0, row.y, REF.1, &app.picture.ref_of(idea), dim);
    let bold = text.bold_if(row.selected);
    paint.put(at.idea.0, row.y, at.idea.1, title(app, &idea.title), bold);
    let dash = paint.symbol(Symbol::Dash);
    match agency(&app.picture, idea.source.0) {
        Some(name) => paint.put(at.source.0, row.y, at.source.1, &name, text),
        None => paint.put(at.source.0, row.y, at.source.1, dash, dim),
    };
    if let Some(table) = idea.table.0 {
        paint.put_right(at.table.0, row.y, at.table.1, &table.to_string(), dim);
    }
    if let Some(name) = idea.issue.issue.and_then(|id| app.picture.ref_by_id(id)) {
        paint.put(at.cluster.0, row.y, at.cluster.1, &name, text);
    }
    if let Some(tags) = at.tags {
        let all: Vec<String> = idea.tags.iter().map(|tag| format!("#{tag}")).collect();
        paint.put(tags.0, row.y, tags.1, &all.join(" "), dim);
    }
    if let (Some(at), Some(label)) = (at.label, idea.label.0) {
        paint.put(at.0, row.y, at.1, label.word(), Look::label(label));
    }
}

/// A line that is not saved yet.
pub(super) fn dim(paint: &mut Paint<'_>, entry: &Entry, row: &Row) {
    let at = columns(row.width);
    let dim = Look::of(Role::Dim);
    let saving = paint.symbol(Symbol::Saving);
    paint.put(REF.0, row.y, REF.1, &format!("I-{saving}"), dim);
    let words = entry.draft.words.as_deref().unwrap_or_default();
    paint.put(at.idea.0, row.y, at.idea.1, words, dim.bold_if(row.selected));
    for token in &entry.draft.tokens {
        let Given::Text(text) = &token.value else { continue };
        match token.kind {
            Mark::Lead => {
                paint.put(at.source.0, row.y, at.source.1, text, dim);
            }
            Mark::Key(Key::Table) => {
                paint.put_right(at.table.0, row.y, at.table.1, text, dim);
            }
            Mark::Key(Key::Issue) => {
                paint.put(at.cluster.0, row.y, at.cluster.1, text, dim);
            }
            _ => {}
        }
    }
}
