//! The table of the plan: action, lead, due, status.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::{Look, Paint, Row, Symbol, agency, head, title};
use crate::{
    config::theme::Role,
    domain::{
        dates::write,
        entry::Entry,
        fields::Action,
        quick::{Given, Key, Mark},
        tokens::{Progress, RagLetter},
        value::Id,
        view,
    },
    tui::app::App,
};

/// The columns: where each begins, and how wide it is.
struct Columns {
    title: (u16, u16),
    lead: (u16, u16),
    due: (u16, u16),
    status: (u16, u16),
    more: Option<More>,
}

/// The columns of a wide screen.
struct More {
    support: (u16, u16),
    place: (u16, u16),
    issue: (u16, u16),
    label: (u16, u16),
}

const REF: (u16, u16) = (4, 6);
const RAG: u16 = 11;

fn columns(width: u16) -> Columns {
    let mut end = width;
    let mut column = |columns: u16| {
        end = end.saturating_sub(columns);
        let at = (end, columns);
        end = end.saturating_sub(1);
        at
    };
    let more = (width >= 110).then(|| {
        let (label, issue) = (column(8), column(5));
        More { label, issue, place: column(12), support: column(14) }
    });
    let status = column(10);
    // The longest short date: `30 เม.ย. 70`.
    let due = column(11);
    let lead = column(8);
    Columns { title: (13, end.saturating_sub(13)), lead, due, status, more }
}

/// The heads.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let at = columns(part.width);
    let words = &app.words;
    let due = format!("{} {}", words.text("head.due"), paint.symbol(Symbol::Up));
    head(paint, REF.0, part.y, REF.1, words.text("head.ref"), false);
    head(paint, at.title.0, part.y, at.title.1, words.text("head.action"), false);
    head(paint, at.lead.0, part.y, at.lead.1, words.text("head.lead"), false);
    head(paint, at.due.0, part.y, at.due.1, &due, false);
    head(paint, at.status.0, part.y, at.status.1, words.text("head.status"), false);
    if let Some(more) = at.more {
        for (at, key) in [
            (more.support, "head.support"),
            (more.place, "head.place"),
            (more.issue, "head.issue"),
            (more.label, "head.label"),
        ] {
            head(paint, at.0, part.y, at.1, words.text(key), false);
        }
    }
}

/// Sign, key of the word, and colour of a status.
pub(super) fn status(progress: Progress) -> (Symbol, &'static str, Role) {
    match progress {
        Progress::Proposed => (Symbol::Proposed, "status.proposed", Role::Dim),
        Progress::Agreed => (Symbol::Agreed, "status.agreed", Role::Text),
        Progress::InProgress => (Symbol::Working, "status.working", Role::Text),
        Progress::Blocked => (Symbol::Blocked, "status.blocked", Role::Bad),
        Progress::Done => (Symbol::Claimed, "status.claimed", Role::Warn),
        Progress::Verified => (Symbol::Verified, "status.verified", Role::Good),
        Progress::Deferred => (Symbol::Deferred, "status.deferred", Role::Dim),
        Progress::Dropped => (Symbol::Dropped, "status.dropped", Role::Dim),
    }
}

/// The letter of a RAG value, its sign or word in a status cell.
pub(super) fn rag(letter: RagLetter) -> (&'static str, Look) {
    match letter {
        RagLetter::Red => ("R", Look::chip(Role::Bad)),
        RagLetter::Amber => ("A", Look::chip(Role::Warn)),
        RagLetter::Green => ("G", Look::chip(Role::Good)),
        RagLetter::Grey => ("–", Look::of(Role::Dim)),
    }
}

/// An action item.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, id: Id, row: &Row) {
    let Some(action) = app.picture.peek::<Action>(id) else { return };
    let at = columns(row.width);
    let (dim, text) = (row.look(Role::Dim), row.look(Role::Text));
    paint.put(REF.0, row.y, REF.1, &app.picture.ref_of(action), dim);
    if let Some((letter, ..)) = action.rag.0.as_deref() {
        let (letter, look) = rag(*letter);
        paint.put(RAG, row.y, 1, letter, look);
    }
    let bold = text.bold_if(row.selected);
    paint.put(at.title.0, row.y, at.title.1, title(app, &action.title), bold);
    match agency(&app.picture, action.lead.organisation) {
        Some(name) => paint.put(at.lead.0, row.y, at.lead.1, &name, text),
        None => {
            let look = row.look(Role::Warn);
            paint.put(at.lead.0, row.y, at.lead.1, app.words.text("plan.no_lead"), look)
        }
    };
    match action.span.due {
        Some(due) => {
            let late = view::is_overdue(action, app.now.today);
            let shown = write::short(due, app.lang(), app.now.today.year());
            let look = row.look(if late { Role::Bad } else { Role::Text }).bold_if(late);
            paint.put(at.due.0, row.y, at.due.1, &shown, look)
        }
        None => {
            let look = row.look(Role::Warn);
            paint.put(at.due.0, row.y, at.due.1, app.words.text("plan.no_date"), look)
        }
    };
    let (sign, word, role) = status(action.status.token.unwrap_or(Progress::Proposed));
    let sign = paint.symbol(sign);
    let shown = format!("{sign} {}", app.words.text(word));
    paint.put(at.status.0, row.y, at.status.1, &shown, row.look(role));
    if let Some(more) = at.more {
        extra(paint, app, action, row, &more);
    }
}

fn extra(paint: &mut Paint<'_>, app: &App, action: &Action, row: &Row, at: &More) {
    let (dim, text) = (row.look(Role::Dim), row.look(Role::Text));
    let support: Vec<String> =
        action.support.0.iter().filter_map(|id| agency(&app.picture, Some(*id))).collect();
    paint.put(at.support.0, row.y, at.support.1, &support.join(", "), text);
    let places: Vec<&str> = action.places.iter().collect();
    paint.put(at.place.0, row.y, at.place.1, &places.join(", "), dim);
    if let Some(name) = action.issue.0.and_then(|id| app.picture.ref_by_id(id)) {
        paint.put(at.issue.0, row.y, at.issue.1, &name, text);
    }
    if let Some(label) = action.label.0 {
        paint.put(at.label.0, row.y, at.label.1, label.word(), Look::label(label));
    }
}

/// A line that is not saved yet.
pub(super) fn dim(paint: &mut Paint<'_>, app: &App, entry: &Entry, row: &Row) {
    let at = columns(row.width);
    let dim = Look::of(Role::Dim);
    let saving = paint.symbol(Symbol::Saving);
    paint.put(REF.0, row.y, REF.1, &format!("A-{saving}"), dim);
    let words = entry.draft.words.as_deref().unwrap_or_default();
    paint.put(at.title.0, row.y, at.title.1, words, dim.bold_if(row.selected));
    for token in &entry.draft.tokens {
        let Given::Text(text) = &token.value else { continue };
        let column = match token.kind {
            Mark::Lead => at.lead,
            Mark::Key(Key::Due) => at.due,
            _ => continue,
        };
        paint.put(column.0, row.y, column.1, text, dim);
    }
    let proposed =
        format!("{} {}", paint.symbol(Symbol::Proposed), app.words.text("status.proposed"));
    paint.put(at.status.0, row.y, at.status.1, &proposed, dim);
}
