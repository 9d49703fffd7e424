//! The form: a box over the list with a row for each field.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Symbol, columns_of, field,
    paint::Piece,
    popup::{DIM, Hint, TEXT, frame},
};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{label::Label, saying::Saying},
    tui::{
        app::App,
        below,
        editor::Rows,
        facts,
        form::{Form, NAMES, Row, columns, value_columns},
        message::Spot,
    },
};

/// Lines of a block that show while it is in hand.
const BLOCK: usize = 6;

/// A line of the box.
enum Line {
    /// A field: its row, and which line of its text.
    Field(usize, usize),
    /// What stands below the field in hand.
    Below(Vec<Piece>),
}

/// The keys that act in a form, with what they do.
pub(super) fn hints(app: &App, form: &Form) -> Vec<Hint> {
    let block = form.row().is_some_and(Row::is_block);
    let mut keys = vec![(Action::Take, "form.hint.next")];
    if block {
        keys.push((Action::Save, "hint.keep"));
        keys.push((Action::Keep, "form.hint.line"));
    } else {
        keys.push((Action::Keep, "hint.keep"));
    }
    let unknown = !form.echo.unknown.is_empty();
    if unknown || form.row().is_some_and(|row| app.has_choices(row)) {
        keys.push((Action::Pick, "form.hint.pick"));
    }
    if unknown {
        keys.push((Action::Create, "hint.create"));
    }
    keys.push((Action::Back, "form.hint.draft"));
    keys.into_iter()
        .map(|(action, text)| {
            (key_of(action, Context::Text), app.words.text(text).to_owned(), action)
        })
        .collect()
}

/// The title of the box.
fn title(app: &App, form: &Form) -> String {
    let saying = match form.of.as_slice() {
        [] => Saying::new("form.title.new").with("noun", Saying::new(form.kind.said())),
        [id] => {
            let name = app.picture.ref_by_id(*id).unwrap_or_default();
            Saying::new("form.title.edit").with("ref", name)
        }
        ids => Saying::new("form.title.many").with("n", ids.len()),
    };
    app.words.say(&saying)
}

/// What stands below the field in hand: what is in the way, what is read in it, or what it is.
fn below(app: &App, form: &Form, room: usize) -> Vec<Vec<Piece>> {
    let Some(row) = form.row() else { return Vec::new() };
    let rows = if let Some(saying) = row.error.as_ref().or(form.message.as_ref()) {
        below::wrapped(&format!("! {}", app.words.say(saying)), Role::Warn, room)
    } else if row.was.is_none() {
        below::wrapped(app.words.text("form.awaited"), Role::Dim, room)
    } else if form.echo.pieces.is_empty() {
        below::wrapped(&facts::row_help(app, form.kind, row), Role::Dim, room)
    } else {
        below::arranged(&form.echo.pieces, room)
    };
    let looks = |(text, role): (String, Role)| (text, Look::of(role));
    rows.into_iter().map(|row| row.into_iter().map(looks).collect()).collect()
}

/// Draws it.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, form: &Form, area: Rect) {
    let wide = columns(area.width);
    let room = wide.saturating_sub(NAMES);
    let block = form.row().filter(|row| row.is_block());
    let block = block.map(|row| row.editor.rows(value_columns(area.width), BLOCK));
    let mut lines = Vec::new();
    let mut hand = 0..0;
    for at in 0..form.rows.len() {
        let from = lines.len();
        lines.push(Line::Field(at, 0));
        if at != form.at {
            continue;
        }
        let more = block.as_ref().map_or(1, |block| block.rows.len().max(1));
        lines.extend((1..more).map(|line| Line::Field(at, line)));
        lines.extend(below(app, form, usize::from(room)).into_iter().map(Line::Below));
        hand = from..lines.len();
    }
    let keys = hints(app, form);
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = frame(paint, area, (wide, high), &title(app, form), &keys);
    let height = usize::from(inner.height);
    let mut top = hand.end.saturating_sub(height);
    if top > 0 {
        // The next field shows too.
        top = (top + 1).min(lines.len().saturating_sub(height)).min(hand.start);
    }
    for (line, y) in lines.iter().skip(top).zip(inner.top()..inner.bottom()) {
        match line {
            Line::Field(at, line) => {
                paint.spot(Rect::new(inner.x - 1, y, inner.width + 2, 1), Spot::Choice(*at));
                let Some(row) = form.rows.get(*at) else { continue };
                let part = Rect::new(inner.x, y, inner.width, 1);
                if *line == 0 {
                    name(paint, app, form, *at, part);
                }
                let value = Rect::new(part.x + NAMES, y, room, 1);
                if !row.is_block() && !row.is_choice() {
                    paint.spot(value, Spot::Text(*at, 0));
                }
                match &block {
                    Some(block) if *at == form.at => block_row(paint, row, block, *line, value),
                    _ => field(paint, app, form, *at, value),
                }
            }
            Line::Below(pieces) => {
                paint.pieces(inner.x + NAMES, y, room, pieces);
            }
        }
    }
    if lines.len() > height {
        let place = format!(" {}/{} ", form.at + 1, form.rows.len());
        let wide = columns_of(&place);
        paint.put(inner.right().saturating_sub(wide), inner.y - 1, wide, &place, DIM);
    }
}

/// The name of a field.
fn name(paint: &mut Paint<'_>, app: &App, form: &Form, at: usize, part: Rect) {
    let Some(row) = form.rows.get(at) else { return };
    let in_hand = at == form.at;
    let name = facts::row_name(app, form.kind, row);
    let look = match (in_hand, row.is_changed(), row.error.is_some()) {
        (_, _, true) => Look::of(Role::Warn).bold(),
        (true, ..) => Look::of(Role::Accent).bold(),
        (false, true, _) => TEXT,
        _ => DIM,
    };
    if in_hand {
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(part.x - 1, part.y, 1, cursor, Look::of(Role::Accent));
    }
    paint.put(part.x, part.y, NAMES - 1, &name, look);
}

/// What a field holds, on one line.
fn field(paint: &mut Paint<'_>, app: &App, form: &Form, at: usize, part: Rect) {
    let Some(row) = form.rows.get(at) else { return };
    let in_hand = at == form.at;
    if row.was.is_none() {
        let waits = paint.symbol(Symbol::Saving);
        paint.put(part.x, part.y, part.width, waits, DIM);
    } else if row.is_choice() {
        choice(paint, app, row, in_hand, part);
    } else if in_hand {
        let marks = &form.echo.marks;
        let marks = if row.is_title() { marks.as_slice() } else { &[] };
        field::text(paint, &row.editor, marks, part.x, part.y, part.width);
    } else if row.editor.text().is_empty() {
        let dash = paint.symbol(Symbol::Dash);
        paint.put(part.x, part.y, part.width, dash, DIM);
    } else if row.said.iter().any(|(_, role)| matches!(role, Role::Warn | Role::Bad)) {
        let held = [(format!("{}  ", row.editor.text()), TEXT)];
        let said = row.said.iter().map(|(said, role)| (said.clone(), Look::of(*role)));
        let pieces: Vec<Piece> = held.into_iter().chain(said).collect();
        paint.pieces(part.x, part.y, part.width, &pieces);
    } else {
        let said = row.said.first().map_or(row.editor.text(), |(said, _)| said);
        paint.put(part.x, part.y, part.width, said, TEXT);
    }
}

fn choice(paint: &mut Paint<'_>, app: &App, row: &Row, in_hand: bool, part: Rect) {
    let held = row.editor.text();
    let (said, look) = match Label::parse(held).filter(|label| label.token() == held) {
        Some(label) => (held.to_owned(), Look::label(label)),
        None if held.is_empty() => (paint.symbol(Symbol::Dash).to_owned(), DIM),
        None => (facts::token(app, held), TEXT),
    };
    let arrow = Look::of(Role::Accent);
    let pieces = if in_hand {
        vec![("< ".to_owned(), arrow), (said, look), (" >".to_owned(), arrow)]
    } else {
        vec![(said, look)]
    };
    paint.pieces(part.x, part.y, part.width, &pieces);
    if in_hand {
        paint.cursor = Some((part.x, part.y));
    }
}

/// Draws a row of a block that is in hand.
fn block_row(paint: &mut Paint<'_>, row: &Row, rows: &Rows, at: usize, part: Rect) {
    if row.was.is_none() {
        let waits = paint.symbol(Symbol::Saving);
        paint.put(part.x, part.y, part.width, waits, DIM);
        return;
    }
    let Some(range) = rows.rows.get(at).cloned() else { return };
    let end = range.end;
    let pieces = field::pieces(&row.editor, range, &[]);
    paint.pieces(part.x, part.y, part.width, &pieces);
    if rows.cursor.0 == at {
        let x = part.x + u16::try_from(rows.cursor.1).unwrap_or_default();
        if row.editor.cursor() == end {
            let caret = paint.symbol(Symbol::Caret);
            paint.put(x, part.y, 1, caret, Look::of(Role::Accent));
        }
        paint.cursor = Some((x, part.y));
    }
}
