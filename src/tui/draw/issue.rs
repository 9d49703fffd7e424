//! A cluster or key issue: titles, where it stands, its cards and what became of it.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Symbol,
    detail::{self, Lines},
    paint::Piece,
};
use crate::{
    config::theme::Role,
    domain::{fields::Issue, record::Entity as _, saying::Saying, value::Id},
    tui::app::{App, Opened, column_text},
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

pub(super) fn draw(paint: &mut Paint<'_>, app: &App, opened: &Opened, part: Rect) {
    let Some(issue) = app.picture.peek::<Issue>(opened.id) else { return };
    let mut lines = Lines::of(part.width);
    lines.blank();
    let column = app.words.text(column_text(issue.column.column)).to_owned();
    let mut head = vec![
        (app.picture.ref_of(issue), TEXT.bold()),
        (format!("  {column}"), Look::of(Role::Accent)),
    ];
    if app.is_busy(opened.id) {
        head.push((format!("  {}", app.words.text("detail.saving")), DIM));
    }
    if let Some(label) = issue.label() {
        head.push(("  ".to_owned(), DIM));
        head.push((label.token().to_owned(), Look::label(label)));
    }
    lines.line(head);
    lines.blank();
    detail::titles(app, &issue.title, &mut lines);
    let places: Vec<&str> = issue.places.iter().collect();
    if !places.is_empty() {
        lines.field(app.words.text("head.place"), &places.join(", "), TEXT);
    }
    if !issue.tags.is_empty() {
        let tags: Vec<String> = issue.tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.field(app.words.text("head.tags"), &tags.join(" "), TEXT);
    }
    lines.blank();
    let cards = Saying::new("issue.cards").with("n", opened.cards.len());
    lines.line(vec![(app.words.say(&cards), DIM)]);
    let from = paint.symbol(Symbol::From);
    let rest = opened.top + usize::from(part.height);
    for id in opened.cards.iter().take(rest) {
        lines.line(row(app, from, *id));
    }
    // What shows costs, not what is there.
    lines.skip(opened.cards.len().saturating_sub(rest));
    lines.blank();
    if opened.actions.is_empty() {
        lines.line(vec![(app.words.text("issue.no_actions").to_owned(), DIM)]);
    } else {
        let actions = Saying::new("issue.actions").with("n", opened.actions.len());
        lines.line(vec![(app.words.say(&actions), DIM)]);
    }
    let to = paint.symbol(Symbol::To);
    for id in opened.actions.iter().take(rest) {
        lines.line(row(app, to, *id));
    }
    lines.draw(paint, opened.top, part);
}

fn row(app: &App, sign: &str, id: Id) -> Vec<Piece> {
    let Some(record) = app.picture.live(id).ok().flatten() else { return Vec::new() };
    let mut line = vec![
        (format!("  {sign} "), DIM),
        (app.picture.ref_of(record), DIM),
        (format!(" {}", detail::record_title(app, record)), TEXT),
    ];
    detail::mark_label(app, record.label(), &mut line);
    line
}
