//! The board: clusters and key issues in columns side by side.

use ratatui::layout::Rect;

use super::{Look, Paint, Spot, Symbol, mark, title};
use crate::{
    config::theme::Role,
    domain::{fields::Issue, saying::Saying},
    tui::app::{App, Pile, Sel, column_text},
};

/// Columns between two piles.
const GAP: u16 = 1;

/// Draws the board into the rows of the list.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let piles = app.piles();
    let n = u16::try_from(piles.len()).unwrap_or(1).max(1);
    let wide = (part.width.saturating_sub(1) / n).max(GAP + 1);
    let selected = app.card();
    for ((at, pile), x) in piles.iter().enumerate().zip((0u16..).map(|n| part.x + n * wide)) {
        let column = Rect::new(x, part.y, wide.saturating_sub(GAP), part.height);
        head(paint, app, pile, column, selected.is_some_and(|(here, _)| here == at));
        let top = match selected {
            Some((here, _)) if here == at => app.pane().top,
            _ => 0,
        };
        let rows = column.top() + 2..column.bottom();
        for (place, y) in (top..pile.len()).zip(rows) {
            if let Some(row) = pile.row(place) {
                card(paint, app, row, Rect::new(column.x, y, column.width, 1));
            }
        }
    }
}

fn head(paint: &mut Paint<'_>, app: &App, pile: &Pile, part: Rect, here: bool) {
    let name = app.words.text(column_text(Some(pile.column)));
    let saying = Saying::new("board.head").with("column", name).with("n", pile.len());
    let role = if here { Role::Accent } else { Role::Dim };
    let said = app.words.say(&saying);
    paint.put(
        part.x + 1,
        part.y + 1,
        part.width.saturating_sub(1),
        &said,
        Look::of(role).bold_if(here),
    );
}

fn card(paint: &mut Paint<'_>, app: &App, row: usize, part: Rect) {
    let Some(sel) = app.sel_at(row) else { return };
    paint.rows += 1;
    let selected = app.pane().selected == Some(sel);
    if selected {
        paint.fill(part, Role::Selected);
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(part.x, part.y, 1, cursor, Look::of(Role::Accent));
    }
    paint.spot(part, Spot::Row(row));
    let (name, words, label, busy) = match sel {
        Sel::Id(id) => {
            let issue = app.picture.peek::<Issue>(id);
            let words = issue.map_or("–", |issue| title(app, &issue.title)).to_owned();
            let name = app.picture.ref_by_id(id).unwrap_or_default();
            (name, words, issue.and_then(|issue| issue.label.0), app.is_busy(id))
        }
        _ => {
            let entry = app.dims().find(|(other, _)| *other == sel).map(|(_, entry)| entry);
            let words = entry.and_then(|entry| entry.draft.words.clone()).unwrap_or_default();
            let label = entry.and_then(App::label_of_entry);
            (format!("K-{}", paint.symbol(Symbol::Saving)), words, label, true)
        }
    };
    let marked = matches!(sel, Sel::Id(id) if app.pane().marks.contains(&id));
    let x = part.x + 1;
    let mut used = 0;
    if marked {
        let sign = paint.symbol(Symbol::Marked);
        used += paint.put(x, part.y, 1, sign, Look::of(Role::Accent)) + 1;
    }
    used +=
        paint.put(x + used, part.y, part.width.saturating_sub(used), &name, Look::of(Role::Dim))
            + 1;
    let look = Look::of(if busy { Role::Dim } else { Role::Text }).bold_if(selected);
    let room = part.width.saturating_sub(used + 1);
    let room = mark(paint, app, label, (x + used, room), part.y);
    paint.put(x + used, part.y, room, &words, look);
}
