//! Home: what is next, the process, the meetings.

use chrono::Datelike as _;
use ratatui::layout::Rect;

use super::{Look, Paint, Spot, Symbol, title};
use crate::{
    config::theme::Role,
    domain::{
        dates::write,
        fields::{Action, Meeting},
        record::Entity as _,
        tokens::MeetingState,
        view::Attention,
    },
    tui::{
        app::{App, Sel},
        home::{self, Line, State},
        screens::{Screen, View},
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// Draws the page into the rows of the list.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let lines = home::lines(app);
    let mut y = part.y;
    let mut titled = None;
    let rows = |paint: &mut Paint<'_>, key: &'static str, y: u16| {
        paint.put(part.x + 1, y, part.width - 2, app.words.text(key), DIM);
    };
    for (at, line) in lines.iter().enumerate() {
        let key = match line {
            Line::Next(..) => "home.next",
            Line::Process(_) => "home.process",
        };
        if titled != Some(key) {
            y += u16::from(titled.is_some());
            if y + 1 < part.bottom() {
                rows(paint, key, y);
            }
            titled = Some(key);
            y += 1;
        }
        if y >= part.bottom() {
            return;
        }
        let selected = app.pane().selected == Some(Sel::Line(at));
        row(paint, app, line, Rect::new(part.x, y, part.width, 1), selected);
        paint.spot(Rect::new(part.x, y, part.width, 1), Spot::Row(at));
        y += 1;
    }
    if y + 1 < part.bottom() {
        meetings(paint, app, Rect::new(part.x, y + 1, part.width, part.bottom() - y - 1));
    }
}

fn row(paint: &mut Paint<'_>, app: &App, line: &Line, part: Rect, selected: bool) {
    paint.rows += 1;
    if selected {
        paint.fill(part, Role::Selected);
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(part.x, part.y, 1, cursor, Look::of(Role::Accent));
    }
    match line {
        Line::Next(saying, view) => {
            let screen = view.screen();
            let way = format!("{} {}", screen.digit(), app.words.text(screen.text()));
            let wide = super::columns_of(&way);
            let at = part.right().saturating_sub(wide + 1);
            let room = at.saturating_sub(part.x + 3);
            let said = app.words.say(saying);
            let role = if saying.key == "home.late" { Role::Bad } else { Role::Text };
            paint.put(part.x + 2, part.y, room, &said, Look::of(role).bold_if(selected));
            paint.put(at, part.y, wide, &way, Look::of(Role::Accent));
        }
        Line::Process(screen) => process(paint, app, *screen, part, selected),
    }
}

/// Columns of a screen's name.
const NAME: u16 = 14;

fn process(paint: &mut Paint<'_>, app: &App, screen: Screen, part: Rect, selected: bool) {
    let (state, said) = home::state(app, screen);
    let (sign, role) = match state {
        State::Empty => (" ", Role::Dim),
        State::Done => (paint.symbol(Symbol::Done), Role::Good),
        State::Now => (paint.symbol(Symbol::Working), Role::Accent),
        State::Late => ("!", Role::Bad),
    };
    let y = part.y;
    paint.put(part.x + 3, y, 1, &screen.digit().to_string(), Look::of(Role::Accent));
    paint.put(part.x + 6, y, 1, sign, Look::of(role).bold());
    let name = app.words.text(screen.text());
    paint.put(part.x + 8, y, NAME, name, TEXT.bold_if(selected));
    let said: Vec<String> = said.iter().map(|said| app.words.say(said)).collect();
    let x = part.x + 8 + NAME + 1;
    paint.put(x, y, part.right().saturating_sub(x + 1), &said.join(", "), DIM);
}

fn meetings(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let mut all: Vec<&Meeting> = app.picture.loaded::<Meeting>().collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|meeting| (meeting.number(), meeting.id));
    paint.put(part.x + 1, part.y, part.width - 2, app.words.text("home.meetings"), DIM);
    let room = usize::from(part.height.saturating_sub(1));
    // The latest ones: what was long ago is in the log.
    let skipped = all.len().saturating_sub(room);
    for (meeting, y) in all.into_iter().skip(skipped).zip(part.y + 1..part.bottom()) {
        let (sign, role) = match meeting.state.token {
            Some(MeetingState::Open) => (paint.symbol(Symbol::Working), Role::Accent),
            Some(MeetingState::Closed) => (paint.symbol(Symbol::Done), Role::Good),
            _ => (" ", Role::Dim),
        };
        paint.put(part.x + 3, y, 1, sign, Look::of(role).bold());
        paint.put(part.x + 5, y, 6, &app.picture.ref_of(meeting), TEXT);
        let year = app.now.today.year();
        let date = meeting.date.0.map(|date| write::short(date, app.lang(), year));
        paint.put(part.x + 12, y, 12, &date.unwrap_or_default(), DIM);
        let x = part.x + 25;
        paint.put(x, y, part.right().saturating_sub(x + 1), title(app, &meeting.title), TEXT);
    }
}

/// Items that the side names at most.
const LATE: usize = 5;

/// What stands at the right where there is room: what is late longest.
pub(super) fn side(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let mut y = part.y + 1;
    y += super::session::today(paint, app, Rect::new(part.x, y, part.width, part.height));
    let late = app.lists.asking(Attention::Late);
    if late == 0 {
        return;
    }
    paint.put(part.x, y, part.width, app.words.text("home.late_list"), DIM);
    for id in app.lists.ids(View::Due).iter().take(late.min(LATE)) {
        let Some(action) = app.picture.peek::<Action>(*id) else { continue };
        y += 1;
        let Some(due) = action.span.due else { continue };
        let (far, role) = super::detail::distance(app, due, true);
        let name = app.picture.ref_of(action);
        let lead = super::agency(&app.picture, action.lead.organisation);
        let lead = lead.unwrap_or_else(|| app.words.text("plan.no_lead").to_owned());
        let pieces = vec![
            (crate::domain::text::pad(&name, 7), TEXT),
            (crate::domain::text::pad(&far, 10), Look::of(role)),
            (crate::domain::text::pad(&lead, 9), TEXT),
            (title(app, &action.title).to_owned(), TEXT),
        ];
        paint.pieces(part.x + 2, y, part.width.saturating_sub(2), &pieces);
    }
    if late > LATE {
        let saying = crate::domain::saying::Saying::new("home.more").with("n", late - LATE);
        paint.put(part.x + 2, y + 1, part.width - 2, &app.words.say(&saying), DIM);
    }
}
