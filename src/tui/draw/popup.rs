//! Boxes over the list.

use ratatui::layout::Rect;

use super::{Look, Paint, Spot, Symbol, columns_of, detail, diff, find, paint::Piece};
use crate::{
    config::{
        actions::{Action, Context, TABLE, key_of, keys_of},
        theme::Role,
    },
    domain::{saying::Saying, text},
    tui::{
        app::{App, Popup, Question},
        screens::Screen,
        trace::{Step, Way},
    },
};

pub(super) const TEXT: Look = Look::of(Role::Text);
pub(super) const DIM: Look = Look::of(Role::Dim);

/// A key, what it does, and its action.
pub(super) type Hint = (String, String, Action);

pub(super) fn draw(paint: &mut Paint<'_>, app: &App, area: Rect) {
    match &app.popup {
        Some(Popup::Question(question)) => ask(paint, app, question, area),
        Some(Popup::Find(found)) => find::draw(paint, app, found, area),
        Some(Popup::Help { top }) => help(paint, app, *top, area),
        Some(Popup::Trace { steps, at }) => trace(paint, app, steps, *at, area),
        Some(Popup::Picker(picker)) => super::picker::draw(paint, app, picker, area),
        None => {}
    }
}

/// A box with a title, lines and the keys that act; where it lies.
pub(super) fn frame(
    paint: &mut Paint<'_>,
    area: Rect,
    (wide, high): (u16, u16),
    title: &str,
    keys: &[Hint],
) -> Rect {
    let wide = wide.saturating_add(4).min(area.width.saturating_sub(2));
    let high = high.saturating_add(2).min(area.height.saturating_sub(4));
    let at = Rect::new((area.width - wide) / 2, (area.height - high) / 2, wide, high);
    paint.clear(at, Role::Bar);
    // What lies below the box is not clicked through it, nor beside it; the footer says which
    // keys act on the box.
    paint.spot(Rect { height: area.height.saturating_sub(1), ..area }, Spot::Nothing);
    let (line, side, corners) = if paint.theme.ascii {
        ("-", "|", ["+"; 4])
    } else {
        ("─", "│", ["┌", "┐", "└", "┘"])
    };
    let look = DIM;
    let inner = usize::from(wide.saturating_sub(2));
    let [left_top, right_top, left_bottom, right_bottom] = corners;
    let across = line.repeat(inner);
    paint.put(at.x, at.y, wide, &format!("{left_top}{across}{right_top}"), look);
    let last = at.bottom().saturating_sub(1);
    paint.put(at.x, last, wide, &format!("{left_bottom}{across}{right_bottom}"), look);
    for y in at.y + 1..last {
        paint.put(at.x, y, 1, side, look);
        paint.put(at.right() - 1, y, 1, side, look);
    }
    let clean = text::neutral(title);
    let title = format!(" {} ", text::cut(&clean, inner.saturating_sub(4)));
    paint.put(at.x + 2, at.y, wide - 4, &title, TEXT.bold());
    let mut x = at.x + 2;
    for (key, what, action) in keys {
        let whole = columns_of(key) + columns_of(what) + 3;
        if x + whole > at.right() - 1 {
            break;
        }
        paint.spot(Rect::new(x, last, whole, 1), Spot::Act(*action));
        x += paint.put(x, last, 2, " ", look);
        x += paint.put(x, last, 20, key, Look::of(Role::Accent).bold());
        x += paint.put(x, last, 50, &format!(" {what} "), TEXT);
    }
    Rect::new(at.x + 2, at.y + 1, wide.saturating_sub(4), high.saturating_sub(2))
}

fn height(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

fn ask(paint: &mut Paint<'_>, app: &App, question: &Question, area: Rect) {
    let wide = 58.min(area.width.saturating_sub(6));
    let columns = usize::from(wide);
    let compared = if question.compares { 2 } else { 0 };
    let plain = question.lines.len().saturating_sub(compared);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for saying in question.lines.iter().take(plain) {
        let said = app.words.say(saying);
        let wrapped = text::wrap(&text::neutral(&said), columns);
        lines.extend(wrapped.into_iter().map(|line| vec![(line, TEXT)]));
    }
    if let [one, other] = question.lines.get(plain..).unwrap_or_default() {
        lines.extend(diff::compared(&app.words.say(one), &app.words.say(other), columns));
    }
    let keys: Vec<(String, String, Action)> = question
        .choices
        .iter()
        .map(|choice| {
            let key = key_of(choice.action, Context::Question);
            (key, app.words.say(&choice.text), choice.action)
        })
        .collect();
    let title = app.words.say(&question.title);
    let inner = frame(paint, area, (wide, height(lines.len())), &title, &keys);
    for (line, y) in lines.iter().zip(inner.top()..inner.bottom()) {
        paint.pieces(inner.x, y, inner.width, line);
    }
}

/// Columns from which help shows two keys side by side without cutting what they do.
const TWO_SIDES: usize = 140;

/// The lines of help: what each key does, lists first.
fn help_lines(app: &App, columns: usize) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    for (context, title) in [(Context::List, "keys.list"), (Context::Text, "keys.text")] {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![(app.words.text(title).to_owned(), TEXT.bold())]);
        let cells: Vec<(String, String)> = TABLE
            .iter()
            // The screens are named below, in one line.
            .filter(|row| row.context == context && Screen::of(row.action).is_none())
            .map(|row| {
                let keys = keys_of(row.action, context).join(" ");
                (keys, app.words.text(row.action.text()).to_owned())
            })
            .collect();
        beside(&cells, columns, &mut lines);
    }
    lines.push(Vec::new());
    lines.push(vec![(app.words.text("grammar.title").to_owned(), TEXT.bold())]);
    let cells: Vec<(String, String)> = GRAMMAR
        .iter()
        .map(|(signs, key)| ((*signs).to_owned(), app.words.text(key).to_owned()))
        .collect();
    beside(&cells, columns, &mut lines);
    lines.push(Vec::new());
    for key in ["grammar.example", "help.screens"] {
        let said = text::wrap(app.words.text(key), columns);
        lines.extend(said.into_iter().map(|line| vec![(line, TEXT)]));
    }
    lines
}

/// The signs of a line, and the key of what each means.
const GRAMMAR: &[(&str, &str)] = &[
    ("@NAME  @-", "grammar.at"),
    ("+NAME", "grammar.plus"),
    ("#TAG", "grammar.tag"),
    ("!high", "grammar.bang"),
    ("due:  start:", "grammar.dates"),
    ("tlp:", "grammar.tlp"),
    ("table:", "grammar.table"),
    ("issue:", "grammar.issue"),
    ("objective:", "grammar.objective"),
    ("min:", "grammar.min"),
    ("after:  days:", "grammar.after"),
    ("place:", "grammar.place"),
    ("\\@  \"a b\"", "grammar.plain"),
];

/// Columns that keys take in help.
const KEYS: usize = 17;

/// Keys and what they do, wrapped, in as many columns as there is room for.
fn beside(cells: &[(String, String)], columns: usize, lines: &mut Vec<Vec<Piece>>) {
    let per_line = if columns >= TWO_SIDES { 2 } else { 1 };
    let room = (columns / per_line).saturating_sub(KEYS + 1).max(1);
    for pair in cells.chunks(per_line) {
        let wrapped: Vec<(Vec<String>, Vec<String>)> = pair
            .iter()
            .map(|(keys, what)| (text::wrap(keys, KEYS - 1), text::wrap(what, room)))
            .collect();
        let high = wrapped.iter().map(|(keys, what)| keys.len().max(what.len())).max();
        for at in 0..high.unwrap_or_default() {
            let mut line = Vec::new();
            for (keys, what) in &wrapped {
                let of = |all: &[String]| all.get(at).cloned().unwrap_or_default();
                line.push((text::pad(&of(keys), KEYS), Look::of(Role::Accent)));
                line.push((text::pad(&of(what), room + 1), TEXT));
            }
            lines.push(line);
        }
    }
}

fn help(paint: &mut Paint<'_>, app: &App, top: usize, area: Rect) {
    let wide = area.width.saturating_sub(8).min(if area.width >= 160 { 150 } else { 84 });
    let lines = help_lines(app, usize::from(wide));
    let screen = app.words.text(app.view.screen().text());
    let title = Saying::new("help.title").with("screen", screen);
    let close = key_of(Action::Back, Context::List);
    let keys = [
        (close, app.words.text("hint.close").to_owned(), Action::Back),
        ("↑↓".to_owned(), app.words.text("hint.scroll").to_owned(), Action::Down),
    ];
    let title = app.words.say(&title);
    let inner = frame(paint, area, (wide, height(lines.len())), &title, &keys);
    let most = lines.len().saturating_sub(usize::from(inner.height));
    for (line, y) in lines.iter().skip(top.min(most)).zip(inner.top()..inner.bottom()) {
        paint.pieces(inner.x, y, inner.width, line);
    }
}

fn trace(paint: &mut Paint<'_>, app: &App, steps: &[Step], at: usize, area: Rect) {
    let wide = area.width.saturating_sub(8).min(100);
    let title = app.words.text("trace.title");
    let keys = [
        (key_of(Action::Open, Context::List), app.words.text("hint.walk").to_owned(), Action::Open),
        (
            key_of(Action::Back, Context::List),
            app.words.text("hint.close").to_owned(),
            Action::Back,
        ),
    ];
    // Below the steps: that there are none, and the way to what became of the record.
    let alone = usize::from(steps.len() <= 1);
    let high = height(steps.len() + alone + 1);
    let inner = frame(paint, area, (wide, high), title, &keys);
    let rows = usize::from(inner.height).max(1);
    let top = (at + 1).saturating_sub(rows);
    for ((n, step), y) in steps.iter().enumerate().skip(top).zip(inner.top()..inner.bottom()) {
        let Some(record) = app.picture.live(step.id).ok().flatten() else { continue };
        let selected = n == at;
        paint.spot(Rect::new(inner.x - 1, y, inner.width + 2, 1), Spot::Choice(n));
        if selected {
            paint.fill(Rect::new(inner.x - 1, y, inner.width + 2, 1), Role::Selected);
            let cursor = paint.symbol(Symbol::Cursor);
            paint.put(inner.x - 1, y, 1, cursor, Look::of(Role::Accent));
        }
        let from = match step.way {
            _ if step.depth == 0 => " ",
            Way::Back => paint.symbol(Symbol::From),
            Way::On => paint.symbol(Symbol::To),
        };
        let indent = " ".repeat(2 * step.depth.saturating_sub(1));
        let name = text::pad(&app.picture.ref_of(record), 6);
        let mut pieces = vec![
            (format!("{indent}{from} "), DIM),
            (name, DIM),
            (format!(" {}", detail::record_title(app, record)), TEXT.bold_if(selected)),
        ];
        detail::mark_label(app, record.label(), &mut pieces);
        paint.pieces(inner.x + 1, y, inner.width.saturating_sub(1), &pieces);
    }
    let y = inner.bottom().saturating_sub(1);
    if alone > 0 {
        paint.put(inner.x + 1, y - 1, inner.width, app.words.text("detail.no_trace"), DIM);
    }
    // On a long way back it shows when it is come to.
    if steps.len() < rows || at >= steps.len() {
        past_row(paint, app, steps, at, Rect::new(inner.x, y, inner.width, 1));
    }
}

/// The way to what became of the record whose trace this is.
fn past_row(paint: &mut Paint<'_>, app: &App, steps: &[Step], at: usize, part: Rect) {
    let row = Rect::new(part.x - 1, part.y, part.width + 2, 1);
    let name = steps.first().and_then(|step| app.picture.ref_by_id(step.id)).unwrap_or_default();
    let selected = at >= steps.len();
    paint.spot(row, Spot::Choice(steps.len()));
    if selected {
        paint.fill(row, Role::Selected);
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(row.x, row.y, 1, cursor, Look::of(Role::Accent));
    }
    let pieces = [
        (key_of(Action::Past, Context::List), Look::of(Role::Accent)),
        (
            format!(" {}", app.words.say(&Saying::new("trace.past").with("ref", name))),
            TEXT.bold_if(selected),
        ),
    ];
    paint.pieces(part.x + 1, part.y, part.width.saturating_sub(1), &pieces);
}
