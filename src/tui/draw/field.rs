//! The line being typed, and what is read in it.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, columns_of, paint::Piece};
use crate::{
    config::theme::Role,
    domain::{saying::Saying, text},
    tui::{
        app::{App, Line},
        below::{self, MARGIN},
        editor::Editor,
    },
};

/// Draws the line; its first row stays blank.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, line: &Line, part: Rect) {
    let y = part.y + 1;
    let name = app.words.say(&below::name(&app.picture, line));
    let used = paint.put(part.x + 1, y, part.width / 2, &name, Look::of(Role::Accent).bold());
    let mut start = part.x + 1 + used + 1;
    if let Some(sticks) = line.sticky.said(&app.words) {
        let sticks = text::neutral(&sticks);
        start += paint.put(start, y, part.width / 3, &sticks, Look::of(Role::Dim)) + 1;
    }
    let mut end = part.right().saturating_sub(1);
    if let Some((said, role)) = super::round::typed(app) {
        let wide = columns_of(&said);
        paint.put(end.saturating_sub(wide), y, wide, &said, Look::of(role));
        end = end.saturating_sub(wide + 2);
    }
    let room = end.saturating_sub(start);
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

/// The text with its tokens in their colours and what is selected, as far as it shows.
pub(super) fn text(
    paint: &mut Paint<'_>,
    editor: &Editor,
    marks: &[(Range<usize>, Role)],
    start: u16,
    y: u16,
    room: u16,
) {
    let (shown, cursor) = editor.window(usize::from(room));
    let pieces = pieces(editor, shown, marks);
    paint.pieces(start, y, room, &pieces);
    let column = start + u16::try_from(cursor).unwrap_or_default();
    // Between letters the terminal's own cursor has to do: a sign would cover one.
    if editor.tail().is_empty() {
        let caret = paint.symbol(Symbol::Caret);
        paint.put(column, y, 1, caret, Look::of(Role::Accent));
    }
    paint.cursor = Some((column, y));
}

/// Some bytes of a text with its tokens in their colours and what is selected.
pub(super) fn pieces(
    editor: &Editor,
    shown: Range<usize>,
    marks: &[(Range<usize>, Role)],
) -> Vec<Piece> {
    let selected = editor.selection().unwrap_or_default();
    // By the whole character: a mark drawn by itself would be lost.
    let look = |at: usize| {
        let mark = marks.iter().find(|(range, _)| range.contains(&at));
        let look = Look::of(mark.map_or(Role::Text, |(_, role)| *role));
        if selected.contains(&at) { look.reversed() } else { look }
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = shown.start;
    for cluster in text::clusters(editor.text().get(shown).unwrap_or_default()) {
        let look = look(at);
        match pieces.last_mut() {
            Some((piece, last)) if *last == look => piece.push_str(cluster),
            _ => pieces.push((cluster.to_owned(), look)),
        }
        at += cluster.len();
    }
    pieces
}
