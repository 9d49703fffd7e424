//! The line being typed, and what is read in it.

use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, columns_of};
use crate::{
    config::theme::Role,
    domain::{kind::Kind, saying::Saying},
    tui::app::{App, Line, Purpose},
};

/// Draws the line; its first row stays blank.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, line: &Line, part: Rect) {
    let y = part.y + 1;
    let name = app.words.say(&name(app, line));
    let used = paint.put(part.x + 1, y, part.width / 2, &name, Look::of(Role::Accent).bold());
    let start = part.x + 1 + used + 1;
    let room = part.right().saturating_sub(start + 1);
    let look = Look::of(Role::Text);
    if line.editor.text().is_empty() && !line.suggestion.is_empty() {
        paint.put(start + 1, y, room.saturating_sub(1), &line.suggestion, Look::of(Role::Dim));
    }
    if line.many.is_empty() {
        text(paint, line, start, y, room);
    } else {
        let first = line.many.first().map_or("", String::as_str);
        let saying = Saying::new("line.many").with("n", line.many.len()).with("first", first);
        paint.put(start, y, room, &app.words.say(&saying), look);
        paint.cursor = Some((start, y));
    }
    if line.has_echo() {
        echo(paint, app, line, start, part.y + 2, room);
    }
}

fn name(app: &App, line: &Line) -> Saying {
    match &line.purpose {
        Purpose::Add(Kind::Idea) => Saying::new("line.idea"),
        Purpose::Add(_) => Saying::new("line.action"),
        Purpose::Edit(id, ..) => {
            let name = app.picture.ref_by_id(*id).unwrap_or_default();
            Saying::new("line.edit").with("ref", name)
        }
        Purpose::Cluster(ideas) => Saying::new("line.cluster").with("n", ideas.len()),
        Purpose::Label(_) => Saying::new("line.label"),
        Purpose::Reason(_) => Saying::new("line.reason"),
        Purpose::Filter => Saying::new("line.filter"),
    }
}

/// The text with its tokens in their colours, as far as it shows.
fn text(paint: &mut Paint<'_>, line: &Line, start: u16, y: u16, room: u16) {
    let (shown, cursor) = line.editor.window(usize::from(room));
    let whole = shown == line.editor.text();
    // Colours go with bytes of the text, so only where it shows as it is.
    let mut x = start;
    let mut at = 0;
    let mut marks: Vec<_> = if whole { line.echo.marks.clone() } else { Vec::new() };
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
    if line.editor.tail().is_empty() {
        let caret = paint.symbol(Symbol::Caret);
        paint.put(column, y, 1, caret, Look::of(Role::Accent));
    }
    paint.cursor = Some((column, y));
}

fn echo(paint: &mut Paint<'_>, app: &App, line: &Line, x: u16, y: u16, room: u16) {
    if let Some(message) = &line.message {
        let said = format!("! {}", app.words.say(message));
        paint.put(x, y, room, &said, Look::of(Role::Warn));
        return;
    }
    let mut pieces = Vec::new();
    for (piece, role) in &line.echo.pieces {
        if !pieces.is_empty() {
            pieces.push((" · ".to_owned(), Look::of(Role::Dim)));
        }
        pieces.push((piece.clone(), Look::of(*role)));
    }
    if pieces.is_empty() {
        let key = match &line.purpose {
            Purpose::Add(Kind::Idea) => "line.hint.idea",
            Purpose::Add(_) => "line.hint.action",
            Purpose::Edit(..) => "line.hint.edit",
            Purpose::Cluster(_) if line.editor.is_blank() => "line.hint.suggested",
            Purpose::Cluster(_) => "line.hint.cluster",
            Purpose::Label(_) => "line.hint.label",
            Purpose::Reason(_) => "line.hint.reason",
            Purpose::Filter => return,
        };
        pieces.push((app.words.text(key).to_owned(), Look::of(Role::Dim)));
    }
    paint.pieces(x, y, room, &pieces);
}
