//! The line being typed, and what is read in it.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, columns_of, paint::Piece};
use crate::{
    config::theme::Role,
    domain::saying::Saying,
    tui::{
        app::{App, Line},
        below::{self, MARGIN},
        editor::Editor,
    },
};

/// Draws the line; its first row stays blank.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, line: &Line, part: Rect) {
    let y = part.y + 1;
    let name = app.words.say(&below::name(line));
    let used = paint.put(part.x + 1, y, part.width / 2, &name, Look::of(Role::Accent).bold());
    let start = part.x + 1 + used + 1;
    let room = part.right().saturating_sub(start + 1);
    let look = Look::of(Role::Text);
    if line.editor.text().is_empty() && !line.suggestion.is_empty() {
        paint.put(start + 1, y, room.saturating_sub(1), &line.suggestion, Look::of(Role::Dim));
    }
    if line.many.is_empty() || !line.refused.is_empty() {
        text(paint, &line.editor, &line.echo.marks, start, y, room);
    } else {
        let first = line.many.first().map_or("", String::as_str);
        let saying = Saying::new("line.many").with("n", line.many.len()).with("first", first);
        paint.put(start, y, room, &app.words.say(&saying), look);
        paint.cursor = Some((start, y));
    }
    let room = part.width.saturating_sub(2 * MARGIN);
    for (row, y) in below::rows(&app.words, line, part.width).iter().zip(part.y + 2..) {
        let pieces: Vec<Piece> =
            row.iter().map(|(text, role)| (text.clone(), Look::of(*role))).collect();
        paint.pieces(part.x + MARGIN, y, room, &pieces);
    }
}

/// The text with its tokens in their colours, as far as it shows.
pub(super) fn text(
    paint: &mut Paint<'_>,
    editor: &Editor,
    marks: &[(Range<usize>, Role)],
    start: u16,
    y: u16,
    room: u16,
) {
    let (shown, cursor) = editor.window(usize::from(room));
    let whole = shown == editor.text();
    // Colours go with bytes of the text, so only where it shows as it is.
    let mut x = start;
    let mut at = 0;
    let mut marks: Vec<_> = if whole { marks.to_vec() } else { Vec::new() };
    marks.sort_by_key(|(range, _)| range.start);
    for (range, role) in marks {
        if let (Some(before), Some(token)) = (shown.get(at..range.start), shown.get(range.clone()))
        {
            x += paint.put(x, y, room, before, Look::of(Role::Text));
            x += paint.put(x, y, room, token, Look::of(role));
            at = range.end;
        }
    }
    let rest = shown.get(at..).unwrap_or_default();
    paint.put(
        x,
        y,
        room.saturating_sub(x - start).max(columns_of(rest)),
        rest,
        Look::of(Role::Text),
    );
    let column = start + u16::try_from(cursor).unwrap_or_default();
    if editor.tail().is_empty() {
        let caret = paint.symbol(Symbol::Caret);
        paint.put(column, y, 1, caret, Look::of(Role::Accent));
    }
    paint.cursor = Some((column, y));
}
