//! The boxes in which something is found by typing: the line, what was found, how many there
//! are, and the keys that act.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Spot, Symbol, chrome::so_far, columns_of, detail, field, mark, paint::Piece,
    popup::frame,
};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{fields::Organisation, find::Query, record::Entity, saying::Saying, text, value::Id},
    tui::{
        app::{Among, App, Find},
        palette::Run,
    },
};

const DIM: Look = Look::of(Role::Dim);

/// Columns of a ref.
const REF: u16 = 7;

/// Columns that the screen of a command takes.
const PLACE: u16 = 11;

/// Columns that the keys of a command take.
const KEYS: u16 = 9;

/// Draws the box.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, find: &Find, area: Rect) {
    if let Among::Agencies(roll) = &find.among {
        return super::attendance::roll(paint, app, find, roll, area);
    }
    let (title, most) = match find.among {
        Among::Records { .. } => ("find.go_to", 100),
        Among::Commands { .. } => ("palette.title", 84),
        Among::Agencies(_) => return,
    };
    let wide = area.width.saturating_sub(8).min(most);
    let rows = app.find_rows();
    let high = u16::try_from(rows + 1).unwrap_or(u16::MAX);
    let inner = frame(paint, area, (wide, high), app.words.text(title), &[]);
    foot(paint, app, find, inner);
    let sign = match find.among {
        Among::Records { .. } => "> ",
        Among::Commands { .. } => ": ",
        Among::Agencies(_) => "",
    };
    let used = paint.put(inner.x, inner.y, 2, sign, Look::of(Role::Accent).bold());
    let room = inner.width.saturating_sub(used + 1);
    field::text(paint, &find.editor, &[], inner.x + used, inner.y, room);
    let part = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    match &find.among {
        Among::Records { .. } if !app.loaded => say(paint, app, part, "tui.opening"),
        Among::Records { finder, recent, .. } if finder.query().is_empty() => {
            if recent.is_empty() {
                return say(paint, app, part, "find.hint");
            }
            hits(paint, app, find, part, recent.iter().copied(), record);
        }
        Among::Records { finder, .. } => {
            none(paint, app, find, part);
            let found = finder.shown(usize::MAX).iter().map(|hit| hit.key);
            hits(paint, app, find, part, found, record);
        }
        Among::Commands { finder, all, typing, .. } => {
            none(paint, app, find, part);
            let found = finder.shown(usize::MAX).iter();
            let found =
                found.filter_map(|hit| all.get(hit.key as usize)).map(|run| (*run, *typing));
            hits(paint, app, find, part, found, command);
        }
        Among::Agencies(_) => {}
    }
}

/// How many were found, and the keys that act.
fn foot(paint: &mut Paint<'_>, app: &App, find: &Find, inner: Rect) {
    let (y, end) = (inner.bottom(), inner.right());
    let (among, verb) = match &find.among {
        Among::Records { .. } => (app.lists.index.len(), "hint.go"),
        Among::Commands { all, .. } => (all.len(), "hint.run"),
        Among::Agencies(_) => return,
    };
    let mut x = inner.x;
    if !find.query().is_empty() && (app.loaded || matches!(find.among, Among::Commands { .. })) {
        let saying = Saying::new("find.count")
            .with("n", so_far(app, find.count(), find.is_done()))
            .with("all", among);
        x += paint.put(x, y, end - x, &format!(" {} ", app.words.say(&saying)), DIM);
    }
    for (action, text) in [(Action::Keep, verb), (Action::Back, "hint.close")] {
        let (key, what) = (key_of(action, Context::Text), app.words.text(text));
        let wide = columns_of(&key) + columns_of(what) + 3;
        if x + wide > end {
            return;
        }
        paint.spot(Rect::new(x, y, wide, 1), Spot::Act(action));
        x += paint.put(x, y, 1, " ", DIM);
        x += paint.put(x, y, 20, &key, Look::of(Role::Accent).bold());
        x += paint.put(x, y, 50, &format!(" {what} "), Look::of(Role::Text));
    }
}

/// Says in the first row what there is instead of hits.
fn say(paint: &mut Paint<'_>, app: &App, part: Rect, key: &'static str) {
    let lines = text::wrap(app.words.text(key), usize::from(part.width - 2));
    for (line, y) in lines.iter().zip(part.top()..part.bottom()) {
        paint.put(part.x + 2, y, part.width - 2, line, DIM);
    }
}

fn none(paint: &mut Paint<'_>, app: &App, find: &Find, part: Rect) {
    if find.is_done() && find.count() == 0 {
        say(paint, app, part, "find.none");
    }
}

/// The rows from the first that shows.
fn hits<T>(
    paint: &mut Paint<'_>,
    app: &App,
    find: &Find,
    part: Rect,
    found: impl Iterator<Item = T>,
    row: fn(&mut Paint<'_>, &App, &Query, T, Rect, bool),
) {
    let (at, top) = (find.row(), find.top(usize::from(part.height)));
    let shown = found.enumerate().skip(top).zip(part.top()..part.bottom());
    for ((n, hit), y) in shown {
        paint.rows += 1;
        let line = Rect::new(part.x - 1, y, part.width + 2, 1);
        paint.spot(line, Spot::Choice(n));
        if n == at {
            paint.fill(line, Role::Selected);
            let cursor = paint.symbol(Symbol::Cursor);
            paint.put(line.x, y, 1, cursor, Look::of(Role::Accent));
        }
        let room = Rect::new(part.x + 1, y, part.width.saturating_sub(1), 1);
        row(paint, app, find.query(), hit, room, n == at);
    }
}

/// A record: its ref, its title with what answers lit up, its kind. Where only the title in the
/// other language answers, that follows.
fn record(paint: &mut Paint<'_>, app: &App, query: &Query, id: Id, line: Rect, selected: bool) {
    let Some(record) = app.picture.live(id).ok().flatten() else { return };
    let name = app.picture.ref_of(record);
    paint.lit((line.x, line.y), REF.max(columns_of(&name)), &name, DIM, query);
    let kind = app.words.text(record.kind().said());
    let wide = columns_of(kind);
    paint.put_right(line.right().saturating_sub(wide), line.y, wide, kind, DIM);
    let x = line.x + REF.max(columns_of(&name) + 1);
    let room = line.right().saturating_sub(x + wide + 2);
    let room = mark(paint, app, record.label(), (x, room), line.y);
    let look = Look::of(Role::Text).bold_if(selected);
    let title = title_of(app, id, record);
    let used = paint.lit((x, line.y), room, &title, look, query);
    let other = record.title().and_then(|pair| pair.side(app.lang().other()));
    let answers = |text: &str| !query.highlight(text).is_empty();
    if let Some(other) = other.filter(|other| !answers(&title) && answers(other))
        && room > used + 6
    {
        let dot = paint.put(x + used, line.y, 3, " · ", DIM);
        paint.lit((x + used + dot, line.y), room - used - dot, other, DIM, query);
    }
}

/// What a record is called; an organisation by its abbreviation and its name.
fn title_of(app: &App, id: Id, record: &dyn Entity) -> String {
    let short = detail::record_title(app, record);
    let agency = app.picture.peek::<Organisation>(id);
    match agency.and_then(|agency| agency.title.best(app.lang())) {
        Some(name) if name != short => format!("{short} · {name}"),
        _ => short,
    }
}

/// A command: what it does, where it belongs, its key.
fn command(
    paint: &mut Paint<'_>,
    app: &App,
    query: &Query,
    (run, typing): (Run, bool),
    line: Rect,
    selected: bool,
) {
    let keys = run.keys(typing);
    let end = line.right();
    let at = end.saturating_sub(KEYS.max(columns_of(&keys)));
    let pieces: Vec<Piece> = vec![(keys, Look::of(Role::Accent))];
    paint.pieces(at, line.y, end - at, &pieces);
    let place = at.saturating_sub(PLACE + 2);
    paint.put(place, line.y, PLACE, app.words.text(run.place()), DIM);
    let look = Look::of(Role::Text).bold_if(selected);
    let title = run.title(&app.words);
    let room = place.saturating_sub(line.x + 2);
    paint.lit((line.x, line.y), room, &title, look, query);
}
