//! Who is at the meeting: the list by sector, what stands above it, and the finder that signs
//! agencies in.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Spot, Symbol,
    columns::{self, WIDE, column},
    columns_of, field,
    paint::Piece,
    popup::{Hint, frame},
    session, table,
    table::{Cell, Column, Typed},
    title,
};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{
        attendance::{Share, Standing},
        fields::{Attendance, Organisation},
        reader::short_name,
        saying::Saying,
        text,
        tokens::{Authority, Presence},
        value::Id,
    },
    tui::{
        app::{App, Find, Roll, Signed},
        attendance,
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// The width of a list from which posts show.
const POSTS: u16 = 76;

/// Columns of a short name before the full one.
const SHORT: usize = 10;

/// Rows of the finder that show at once.
const ROWS: usize = 8;

/// The columns of the list.
pub(super) const COLUMNS: &[Column] = &[
    column("", 1, columns::sector_letter),
    Column { typed: Typed::Words, ..column("head.organisation", 0, agency) },
    column("head.post", 9, post).from(POSTS),
    column("head.inside", 3, inside).right(),
    column("head.of", 3, expected).right(),
    column("head.here_as", 12, state),
    column("head.may_commit", 15, authority),
    column("head.arrived", 5, arrived).from(WIDE),
];

fn cell(app: &App, id: Id, of: impl Fn(&Attendance) -> Option<String>) -> Cell {
    let said = attendance::mark(app, id).and_then(of);
    Cell::of(said.unwrap_or_default(), Role::Text)
}

/// The short name, then the full one where that is another.
fn agency(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(agency) = app.picture.peek::<Organisation>(id) else { return Cell::none() };
    let short = short_name(&app.picture, agency);
    let name = title(app, &agency.title);
    let both = format!("{} {name}", text::pad(&short, SHORT - 1));
    Cell::of(if name == short { short } else { both }, Role::Text)
}

fn post(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    cell(app, id, |mark| app.picture.ref_by_id(mark.post.0?))
}

fn inside(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    cell(app, id, |mark| mark.state.0.map(|_| mark.people().to_string()))
}

fn expected(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    cell(app, id, |mark| mark.state.0.map(|_| mark.people_expected().to_string()))
}

/// How it is represented; of who is not here at all that stands out.
fn state(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    match attendance::mark(app, id).and_then(|mark| mark.state.0) {
        Some(state) => Cell::of(app.words.text(state.said()), role(state)),
        None => Cell::of(paint.symbol(Symbol::Dash), Role::Dim),
    }
}

const fn role(state: Presence) -> Role {
    match state {
        Presence::Present => Role::Good,
        Presence::Substitute => Role::Text,
        Presence::Observer => Role::Dim,
        Presence::Absent => Role::Warn,
    }
}

fn authority(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    cell(app, id, |mark| Some(app.words.text(commits(mark.authority.0?)).to_owned()))
}

fn arrived(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    cell(app, id, |mark| mark.arrived.0.map(session::clock))
}

/// What is counted at the right end of the tab bar: whether there are enough to decide.
pub(super) fn counts(app: &App) -> Option<(String, Role)> {
    let meeting = attendance::meeting(app)?;
    let standing = attendance::standing(app, meeting);
    let said = app.words.say(&attendance::quorum(&standing));
    let of = Saying::new("sign.needed").with("n", standing.needed).with("all", standing.expected);
    let role = if standing.is_quorate() { Role::Good } else { Role::Warn };
    // How many are missing is told first: the rest gives way where there is no room.
    let between = if standing.is_quorate() { " " } else { " · " };
    Some((format!("{said}{between}{}", app.words.say(&of)), role))
}

/// Who is here, then the heads of the columns.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    table::heads(paint, app, part);
    let Some(meeting) = attendance::meeting(app) else { return };
    let standing = attendance::standing(app, meeting);
    let name = app.picture.ref_by_id(meeting).unwrap_or_default();
    let agencies = Saying::new("sign.agencies").with("n", standing.here);
    let agencies = agencies.with("all", standing.expected);
    let observers = Saying::new("attendance.observers").with("n", standing.observers);
    let observers = Some(observers).filter(|_| standing.observers > 0);
    let left: Vec<Piece> = [
        Some((name, DIM)),
        Some((app.words.say(&attendance::here(&standing)), TEXT.bold())),
        Some((app.words.say(&agencies), TEXT)),
        observers.map(|said| (app.words.say(&said), DIM)),
    ]
    .into_iter()
    .flatten()
    .collect();
    // The balance of sectors always shows: what is said before it gives way from the right.
    let balance = balance(&standing);
    let wide = |pieces: &[Piece]| pieces.iter().map(|(text, _)| columns_of(text) + 2).sum::<u16>();
    let end = part.right().saturating_sub(wide(&balance).saturating_sub(1));
    let (mut x, y) = (part.x + 1, part.y.saturating_sub(1));
    for piece in left {
        let columns = columns_of(&piece.0);
        if x + columns + 2 > end {
            break;
        }
        paint.pieces(x, y, columns, &[piece]);
        x += columns + 2;
    }
    let mut x = end.max(part.x + 1);
    for piece in balance {
        let columns = columns_of(&piece.0);
        paint.pieces(x, y, columns.min(part.right().saturating_sub(x)), &[piece]);
        x += columns + 2;
    }
}

/// How many people with a say each sector has here; those with nobody stand out.
fn balance(standing: &Standing) -> Vec<Piece> {
    let share = |share: &Share| {
        let letter = share.sector.as_deref().and_then(|word| word.chars().next()).unwrap_or('?');
        let (mark, role) = if share.people == 0 { ("!", Role::Warn) } else { ("", Role::Text) };
        (format!("{letter} {}{mark}", share.people), Look::of(role))
    };
    standing.sectors.iter().map(share).collect()
}

/// The key of the word for whether those who came can commit their agency.
const fn commits(authority: Authority) -> &'static str {
    match authority {
        Authority::Commit => "sign.commit",
        Authority::Refer => "sign.refer",
    }
}

/// What is said of an agency at the meeting, in words.
pub(super) fn said(app: &App, id: Id) -> Vec<String> {
    let Some(mark) = attendance::mark(app, id) else {
        return vec![app.words.text("sign.nothing").to_owned()];
    };
    let Some(state) = mark.state.0 else { return Vec::new() };
    let people = Saying::new("sign.people").with("n", mark.people());
    let mut said = vec![
        app.words.text(state.said()).to_owned(),
        app.words.say(&people.with("all", mark.people_expected())),
    ];
    let authority = mark.authority.0.map(commits);
    said.extend(authority.map(|key| app.words.text(key).to_owned()));
    let post = mark.post.0.and_then(|id| crate::tui::facts::named(app, id));
    said.extend(post);
    said.extend(mark.arrived.0.map(|time| {
        app.words.say(&Saying::new("sign.arrived").with("time", session::clock(time)))
    }));
    said
}

/// The keys that act in the finder.
fn hints(app: &App) -> Vec<Hint> {
    [(Action::Keep, "hint.sign"), (Action::Take, "hint.as"), (Action::Back, "hint.done")]
        .map(|(action, text)| {
            (key_of(action, Context::Text), app.words.text(text).to_owned(), action)
        })
        .to_vec()
}

/// Draws the finder: the line, the states, what was found.
pub(super) fn roll(paint: &mut Paint<'_>, app: &App, find: &Find, roll: &Roll, area: Rect) {
    let wide = area.width.saturating_sub(8).min(84);
    let high = u16::try_from(ROWS + 2).unwrap_or(u16::MAX);
    let name = app.picture.ref_by_id(roll.meeting).unwrap_or_default();
    let head = app.words.say(&Saying::new("sign.title").with("ref", name));
    let inner = frame(paint, area, (wide, high), &head, &hints(app));
    paint.put(inner.x, inner.y, 1, ">", Look::of(Role::Accent).bold());
    field::text(paint, &find.editor, &[], inner.x + 2, inner.y, inner.width.saturating_sub(3));
    states(paint, app, roll.presence, Rect { y: inner.y + 1, height: 1, ..inner });
    let part = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let rows = roll.rows();
    if rows.is_empty() {
        let key = match (roll.query().is_empty(), roll.is_done()) {
            (true, _) => "sign.type",
            (false, true) => "find.none",
            (false, false) => "tui.opening",
        };
        paint.put(part.x + 1, part.y, part.width - 1, app.words.text(key), DIM);
        return;
    }
    let top = (roll.row() + 1).saturating_sub(usize::from(part.height).max(1));
    let shown = rows.into_iter().enumerate().skip(top).zip(part.top()..part.bottom());
    for ((at, row), y) in shown {
        paint.rows += 1;
        let line = Rect::new(part.x - 1, y, part.width + 2, 1);
        paint.spot(line, Spot::Choice(at));
        if at == roll.row() {
            paint.fill(line, Role::Selected);
            let cursor = paint.symbol(Symbol::Cursor);
            paint.put(line.x, y, 1, cursor, Look::of(Role::Accent));
        }
        let room = Rect::new(part.x + 1, y, part.width.saturating_sub(1), 1);
        match row {
            Signed::Agency(id) => found(paint, app, roll, id, room, at == roll.row()),
            Signed::New => {
                let name = text::neutral(find.editor.text().trim()).into_owned();
                let saying = Saying::new("sign.new").with("name", name);
                let look = Look::of(Role::Accent).bold_if(at == roll.row());
                paint.put(room.x, y, room.width, &app.words.say(&saying), look);
            }
        }
    }
}

/// The states, the one to come marked.
fn states(paint: &mut Paint<'_>, app: &App, now: Presence, part: Rect) {
    let mut x = part.x + 2;
    let key = key_of(Action::Take, Context::Text);
    x += paint.put(x, part.y, 12, &key, Look::of(Role::Accent)) + 1;
    for state in Presence::ALL {
        let word = app.words.text(state.said());
        let (word, look) = if *state == now {
            (format!("[{word}]"), Look::of(Role::Accent).bold())
        } else {
            (format!(" {word} "), DIM)
        };
        x += paint.put(x, part.y, part.right().saturating_sub(x), &word, look);
    }
}

/// An agency: its sector and names, and at the right how it is represented already.
fn found(paint: &mut Paint<'_>, app: &App, roll: &Roll, id: Id, room: Rect, selected: bool) {
    let Some(agency) = app.picture.peek::<Organisation>(id) else { return };
    let sector = agency.sector.get().and_then(|word| word.chars().next()).unwrap_or('?');
    paint.put(room.x, room.y, 1, &sector.to_string(), DIM);
    let state = attendance::mark(app, id).and_then(|mark| mark.state.0);
    let state = state.map_or("", |state| app.words.text(state.said()));
    let wide = columns_of(state);
    paint.put_right(room.right().saturating_sub(wide + 1), room.y, wide, state, DIM);
    let short = short_name(&app.picture, agency);
    let name = title(app, &agency.title);
    let both = format!("{} {name}", text::pad(&short, SHORT - 1));
    let line = if name == short { short } else { both };
    let columns = room.width.saturating_sub(wide + 4);
    paint.lit((room.x + 2, room.y), columns, &line, TEXT.bold_if(selected), roll.query());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::types::Token as _;

    #[test]
    fn every_state_has_a_word_in_both_languages() {
        for lang in crate::domain::lang::Lang::ALL {
            let words = crate::config::words::load(lang);
            for state in Presence::ALL {
                assert_ne!(words.text(state.said()), state.said());
                assert!(words.own(&format!("token.{}", state.token())).is_some());
            }
        }
    }
}
