//! Draws a slide of the projector: the label at the top right, rows with room between them, and
//! nothing of the screen that is typed on.

use ratatui::layout::Rect;

use super::{Look, Paint, columns_of};
use crate::{
    config::theme::Role,
    domain::text,
    tui::projector::{Row, Slide, Weight},
};

/// Columns at the left and right.
const EDGE: u16 = 2;
/// The widest that rows are written: longer ones are not read at a glance.
const WIDEST: u16 = 116;

/// Rows that are read at a glance, where the terminal has 24.
const ROWS: usize = 7;

/// Draws a slide; `of` is which sheet it is, and of how many.
pub(super) fn draw(paint: &mut Paint<'_>, slide: &Slide, of: (usize, usize), area: Rect) {
    let chip = format!(" {} ", slide.label.token());
    let wide = columns_of(&chip);
    let x = area.right().saturating_sub(wide + 1);
    paint.put(x, area.y, wide, &chip, Look::label(slide.label));
    let room = area.width.saturating_sub(2 * EDGE).min(WIDEST);
    let part = Rect { x: area.x + (area.width - room) / 2, width: room, ..area };
    let mut rows: Vec<Row> = slide.rows.iter().flat_map(|row| wrapped(row, room)).collect();
    // More than seven rows at 24 are not read from the last chair: long ones are cut then.
    if rows.len() > usize::from(area.height) * ROWS / 24 {
        rows.clone_from(&slide.rows);
    }
    // Label, a free row, and at the end the number of the sheet.
    let high = area.height.saturating_sub(4);
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let step = if count.saturating_mul(2) <= high { 2 } else { 1 };
    for (row, y) in rows.iter().zip((part.y + 2..area.bottom().saturating_sub(1)).step_by(step)) {
        let mut ahead = row.iter().peekable();
        while let Some((x, said, weight)) = ahead.next() {
            let end = ahead.peek().map_or(room, |(next, ..)| next.saturating_sub(1));
            paint.put(part.x + x, y, end.saturating_sub(*x), said, look(*weight));
        }
    }
    if of.1 > 1 {
        let said = format!("{} / {}", of.0 + 1, of.1);
        let wide = columns_of(&said);
        let x = part.right().saturating_sub(wide);
        paint.put(x, area.bottom().saturating_sub(1), wide, &said, Look::of(Role::Dim));
    }
}

const fn look(weight: Weight) -> Look {
    match weight {
        Weight::First => Look::of(Role::Accent).bold(),
        Weight::Over => Look::of(Role::Bad).bold(),
        Weight::Head => Look::of(Role::Text).bold(),
        Weight::Text => Look::of(Role::Text),
        Weight::Dim => Look::of(Role::Dim),
    }
}

/// A row on two lines where its last text is longer than the room.
fn wrapped(row: &Row, room: u16) -> Vec<Row> {
    let Some(((x, said, weight), before)) = row.split_last() else { return vec![Vec::new()] };
    let wide = usize::from(room.saturating_sub(*x)).max(1);
    let clean = text::neutral(said);
    let lines = text::wrap(&clean, wide);
    let mut lines = lines.iter();
    let first = lines.next().map_or(String::new(), ToString::to_string);
    let rest: String = lines.map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let mut rows = vec![before.to_vec()];
    if let Some(row) = rows.first_mut() {
        row.push((*x, first, *weight));
    }
    if !rest.is_empty() {
        rows.push(vec![(*x, rest, *weight)]);
    }
    rows
}
