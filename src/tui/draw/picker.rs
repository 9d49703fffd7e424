//! The picker: a box with a filter and what it leaves.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Symbol, columns_of, detail, field,
    paint::Piece,
    popup::{DIM, Hint, TEXT, frame},
};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{label::Label, saying::Saying, text},
    tui::{
        app::App,
        facts,
        message::Spot,
        picker::{Item, Picker, ROWS, Word},
    },
};

/// Columns that the name of a choice takes before its title.
const NAMES: usize = 17;

/// The keys that act in a picker.
pub(super) fn hints(app: &App) -> Vec<Hint> {
    [
        (Action::Keep, "pick.hint.take"),
        (Action::Down, "pick.hint.next"),
        (Action::Back, "hint.close"),
    ]
    .into_iter()
    .map(|(action, text)| (key_of(action, Context::Text), app.words.text(text).to_owned(), action))
    .collect()
}

/// Draws it.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, picker: &Picker, area: Rect) {
    let wide = area.width.saturating_sub(8).min(66);
    let rows = picker.items.len().clamp(1, ROWS);
    let high = u16::try_from(rows + 1).unwrap_or(u16::MAX);
    let title = app.words.say(&picker.title);
    let inner = frame(paint, area, (wide, high), &title, &hints(app));
    paint.put(inner.x, inner.y, 1, ">", Look::of(Role::Accent).bold());
    field::text(paint, &picker.editor, &[], inner.x + 2, inner.y, inner.width.saturating_sub(2));
    let mixed = is_mixed(app, picker);
    let rows = usize::from(inner.height.saturating_sub(1)).max(1);
    let top = (picker.at + 1).saturating_sub(rows);
    let hits = (top..picker.hits.len()).zip(inner.top() + 1..inner.bottom());
    for (at, y) in hits {
        let Some(item) = picker.hit(at) else { continue };
        let line = Rect::new(inner.x - 1, y, inner.width + 2, 1);
        paint.spot(line, Spot::Choice(at));
        let selected = at == picker.at;
        if selected {
            paint.fill(line, Role::Selected);
            let cursor = paint.symbol(Symbol::Cursor);
            paint.put(line.x, y, 1, cursor, Look::of(Role::Accent));
        }
        let (pieces, note) = pieces(app, item, selected, mixed);
        let columns = columns_of(&note);
        let room = inner.width.saturating_sub(if columns > 0 { columns + 2 } else { 1 });
        paint.pieces(inner.x + 1, y, room, &pieces);
        paint.put_right(inner.x, y, inner.width, &note, DIM);
    }
    if picker.hits.is_empty() {
        let none = app.words.text("pick.none");
        paint.put(inner.x + 1, inner.y + 1, inner.width.saturating_sub(1), none, DIM);
    }
    let count =
        Saying::new("pick.count").with("n", picker.hits.len()).with("all", picker.items.len());
    let count = format!(" {} ", app.words.say(&count));
    let columns = columns_of(&count);
    paint.put(inner.right().saturating_sub(columns), inner.y - 1, columns, &count, DIM);
}

/// Whether there are records of several kinds; they stand kind by kind.
fn is_mixed(app: &App, picker: &Picker) -> bool {
    let kind = |item: Option<&Item>| match item {
        Some(Item::Record(id)) => app.picture.live(*id).ok().flatten().map(|record| record.kind()),
        _ => None,
    };
    kind(picker.items.first()) != kind(picker.items.last())
}

/// What a choice is called, and what stands at its right end: where they are mixed, its kind.
fn pieces(app: &App, item: &Item, selected: bool, mixed: bool) -> (Vec<Piece>, String) {
    match item {
        Item::Record(id) => {
            let Some(record) = app.picture.live(*id).ok().flatten() else {
                return (Vec::new(), String::new());
            };
            let title = record.title().and_then(|title| title.best(app.lang())).unwrap_or_default();
            let name = match facts::named(app, *id) {
                Some(name) if record.kind() == crate::domain::kind::Kind::Organisation => name,
                _ => app.picture.ref_of(record),
            };
            let mut pieces = Vec::new();
            if name == title {
                pieces.push((name, TEXT.bold_if(selected)));
            } else {
                pieces.push((text::pad(&text::cut(&name, NAMES - 1), 10), TEXT.bold_if(selected)));
                pieces.push((format!(" {title}"), TEXT));
            }
            detail::mark_label(app, record.label(), &mut pieces);
            let noun = mixed.then(|| app.words.say(&Saying::new(record.kind().said())));
            (pieces, noun.unwrap_or_default())
        }
        Item::Word(word) => {
            let Word { value, key, note } = &**word;
            let note = note.as_ref().map(|note| app.words.say(note)).unwrap_or_default();
            let label = Label::parse(value).filter(|label| label.token() == value);
            let piece = match label {
                Some(label) => (value.clone(), Look::label(label)),
                None if app.words.own(key).is_some() => {
                    (app.words.text(key).to_owned(), TEXT.bold_if(selected))
                }
                None => (value.clone(), TEXT.bold_if(selected)),
            };
            (vec![piece], note)
        }
    }
}
