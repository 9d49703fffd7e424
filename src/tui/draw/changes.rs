//! The detail of an operation: before and after of each change, by record.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Spot, Symbol,
    detail::{mark_label, record_title},
    diff, log,
    paint::Piece,
};
use crate::{
    config::theme::Role,
    domain::{dates::write, saying::Saying, text, zone},
    ops::{LogEntry, LogLine},
    tui::{
        app::App,
        log::said::{self, Item},
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// Columns of a field's name in the detail at least, and at most.
const LABEL: (usize, usize) = (10, 24);

/// A line of the detail, with the change it belongs to.
type Line = (Option<usize>, Vec<Piece>);

/// Two lines below the list.
pub(super) fn strip(paint: &mut Paint<'_>, app: &App, operation: i64, part: Rect) {
    let Some(entry) = app.log.entry(operation) else { return };
    paint.put(part.x, part.y, part.width, &said::sentence(app, entry), TEXT.bold());
    let items = said::items(app, entry);
    let records: usize = entry.groups.iter().map(|group| group.records).sum();
    if let ([item], 1) = (items.as_slice(), records)
        && item.said.is_none()
    {
        let mut pieces = vec![(format!("{}  ", item.label), DIM)];
        let values = [(&item.before, "-", Role::Bad), (&item.after, "+", Role::Good)];
        for (value, sign, role) in values {
            if let Some(value) = value {
                pieces.push((format!("{sign} "), Look::of(role).bold()));
                pieces.push((format!("{}  ", text::cut(value, 34)), TEXT));
            }
        }
        paint.pieces(part.x, part.y + 1, part.width, &pieces);
        return;
    }
    let saying = Saying::new("log.enter").with("n", items.len());
    let when = format!("{}  ", log::time(app, entry.at));
    let pieces = [(when, DIM), (app.words.say(&saying), DIM)];
    paint.pieces(part.x, part.y + 1, part.width, &pieces);
}

/// A column, or the whole screen.
pub(super) fn side(paint: &mut Paint<'_>, app: &App, operation: i64, part: Rect) {
    let Some(entry) = app.log.entry(operation) else { return };
    let items = said::items(app, entry);
    let room = part.width.saturating_sub(1);
    let lines = lines(app, entry, &items, usize::from(room.max(20)));
    let selected = app.zoom.then(|| app.log.at.min(items.len().saturating_sub(1)));
    let high = usize::from(part.height);
    let top = selected.map_or(0, |at| top(&lines, at, app.log.skip, high));
    let mut first = true;
    for ((item, pieces), y) in lines.iter().skip(top).zip(part.top()..part.bottom()) {
        if let (Some(item), Some(_)) = (item, selected) {
            paint.spot(Rect::new(part.x, y, part.width, 1), Spot::Choice(*item));
        }
        if item.is_some() && *item == selected {
            paint.fill(Rect::new(part.x, y, part.width, 1), Role::Selected);
            if std::mem::take(&mut first) {
                let cursor = paint.symbol(Symbol::Cursor);
                paint.put(part.x, y, 1, cursor, Look::of(Role::Accent));
            }
        }
        paint.pieces(part.x + 1, y, room, pieces);
    }
}

/// The first line that shows, so that the selected change does.
fn top(lines: &[Line], at: usize, skip: usize, high: usize) -> usize {
    let of_it = |line: &Line| line.0 == Some(at);
    let begins = lines.iter().position(of_it).unwrap_or_default();
    let ends = lines.iter().rposition(of_it).map_or(0, |last| last + 1);
    let most = lines.len().saturating_sub(high);
    if ends.saturating_sub(begins) > high {
        return (begins + skip).min(ends - high);
    }
    // The record's name stands above its change.
    ends.saturating_sub(high).max(begins.saturating_sub(high / 2)).min(most)
}

fn lines(app: &App, entry: &LogEntry, items: &[Item], columns: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for line in text::wrap(&text::neutral(&said::sentence(app, entry)), columns) {
        lines.push((None, vec![(line, TEXT.bold())]));
    }
    let day = write::both(zone::day(entry.at, app.picture.zone()));
    let when = format!("{day}  {}  {}", log::time(app, entry.at), entry.by);
    for line in text::wrap(&text::neutral(&when), columns) {
        lines.push((None, vec![(line, DIM)]));
    }
    let widest = items.iter().map(|item| text::width(&item.label) + 2).max();
    let label = widest.unwrap_or_default().clamp(LABEL.0, LABEL.1.min(columns / 3).max(LABEL.0));
    let mut last = None;
    for (at, item) in items.iter().enumerate() {
        let Some(line) = entry.lines.get(item.line) else { continue };
        if last != Some(line.record) {
            last = Some(line.record);
            lines.push((None, Vec::new()));
            lines.push((None, name(app, line)));
        }
        lines.extend(
            of_item(app, item, label, columns).into_iter().map(|pieces| (Some(at), pieces)),
        );
    }
    let left = entry.changes.saturating_sub(entry.lines.len());
    if left > 0 {
        let saying = Saying::new("log.more").with("n", left);
        lines.push((None, Vec::new()));
        lines.push((None, vec![(app.words.say(&saying), DIM)]));
    }
    lines
}

/// The record that changes are of.
fn name(app: &App, line: &LogLine) -> Vec<Piece> {
    let mut pieces = vec![(line.text.clone(), TEXT.bold())];
    if let Some(record) = app.picture.live(line.record).ok().flatten() {
        pieces.push((format!(" {}", record_title(app, record)), TEXT));
    }
    mark_label(app, line.label, &mut pieces);
    pieces
}

fn of_item(app: &App, item: &Item, wide: usize, columns: usize) -> Vec<Vec<Piece>> {
    if let Some(said) = item.said {
        return vec![vec![(format!(" {}", app.words.text(said)), TEXT)]];
    }
    let room = columns.saturating_sub(wide + 1).max(10);
    let values = diff::lines(item.before.as_deref(), item.after.as_deref(), room);
    let label = text::pad(&text::cut(&item.label, wide.saturating_sub(1)), wide);
    let labels = std::iter::once(label).chain(std::iter::repeat(" ".repeat(wide)));
    let lines = labels.zip(values).map(|(label, mut line)| {
        line.insert(0, (format!(" {label}"), DIM));
        line
    });
    lines.collect()
}
