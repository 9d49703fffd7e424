//! The wall while the board is hidden: the focus question, how many ideas there are, and the
//! last lines that were entered here.

use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, columns_of};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{saying::Saying, text},
    tui::app::App,
};

/// Columns of the bar behind the counter.
const BAR: usize = 12;

/// Rows that the question takes at most.
const MOST: usize = 3;

/// Draws the wall without its cards.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let room = part.width.saturating_sub(2);
    let mut y = part.y + 1;
    let put = |paint: &mut Paint<'_>, y: u16, said: &str, look: Look| {
        if y < part.bottom() {
            paint.put(part.x + 1, y, room, said, look);
        }
    };
    let workspace = app.picture.workspace().ok().flatten();
    if let Some(question) = workspace.and_then(|workspace| workspace.question.best(app.lang())) {
        let lines = text::wrap(&text::neutral(question), usize::from(room));
        for line in lines.iter().take(MOST) {
            put(paint, y, line, Look::of(Role::Text).bold());
            y += 1;
        }
        y += 1;
    }
    let n = app.lists.idea_counts.all;
    let count = app.words.say(&Saying::new("board.so_far").with("n", n));
    put(paint, y, &count, Look::of(Role::Accent).bold());
    let bar = paint.symbol(Symbol::Hidden).repeat(BAR);
    if y < part.bottom() {
        let at = part.x + 1 + columns_of(&count) + 1;
        paint.put(at, y, part.right().saturating_sub(at), &bar, Look::of(Role::Faint));
    }
    let key = key_of(Action::Hide, Context::List);
    let last = app.words.say(&Saying::new("board.last").with("key", key));
    put(paint, y + 2, &last, Look::of(Role::Dim));
    let rows = (0..app.row_count()).rev().zip((y + 3..part.bottom()).take(MOST)).count();
    let first = app.row_count().saturating_sub(rows);
    for (at, y) in (first..app.row_count()).zip(y + 3..part.bottom()) {
        super::row(paint, app, at, y, part.width);
    }
}
