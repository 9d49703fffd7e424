//! Header, tab bar and toast.

use ratatui::layout::Rect;

use super::{Look, Paint, Spot, Symbol, columns_of, session};
use crate::{
    config::{actions::Action, theme::Role},
    domain::{
        dates::write, fields::Organisation, lang::Lang, saying::Saying, text, tokens::Column,
        view::Attention,
    },
    tui::{
        agenda,
        app::{App, Tone},
        screens::{Screen, View},
    },
};

/// Columns that the workspace's name keeps when it is narrow.
const NAME: usize = 10;

/// What the header's right end says, for a width.
fn save_state(app: &App, seconds: bool) -> (String, Role) {
    let saving = app.saving();
    if saving > 0 {
        let saying = Saying::new("header.saving").with("n", saving);
        return (app.words.say(&saying), Role::Warn);
    }
    if app.read_only {
        return (app.words.text("header.read_only").to_owned(), Role::Warn);
    }
    match app.saved_at {
        Some(time) => {
            let form = if seconds { "%H:%M:%S" } else { "%H:%M" };
            let saying = Saying::new("header.saved").with("time", time.format(form).to_string());
            (app.words.say(&saying), Role::Dim)
        }
        None => (app.words.text("header.all_saved").to_owned(), Role::Dim),
    }
}

/// Workspace, meeting, screen; label, who types, what is saved.
pub(super) fn header(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let w = &app.picture;
    let title = w.workspace().ok().flatten().and_then(|workspace| workspace.title.best(app.lang()));
    let title =
        text::neutral(title.unwrap_or_else(|| app.words.text("header.untitled"))).into_owned();
    let meeting = w.open_meeting().ok().flatten().map(|meeting| w.ref_of(meeting));
    let screen = app.words.text(app.view.screen().text());
    let label = app.label_of_screen();
    let chip = label.map(|label| label.token().to_owned()).unwrap_or_default();
    let (timer, of_timer) = super::clock::of_header(paint, app, part.width >= 120)
        .unwrap_or((String::new(), Role::Dim));
    let path = |title: &str| match &meeting {
        Some(meeting) => format!("{title} › {meeting} › {screen}"),
        None => format!("{title} › {screen}"),
    };
    let wide = |by: &str, save: &str, title: &str| {
        let gaps = [timer.as_str(), chip.as_str(), by, save]
            .iter()
            .filter(|part| !part.is_empty())
            .count()
            * 2;
        text::width(&path(title))
            + text::width(&timer)
            + text::width(&chip)
            + text::width(by)
            + text::width(save)
            + gaps
            + 2
    };
    let room = usize::from(part.width);
    let (mut save, role) = save_state(app, true);
    let mut by = text::neutral(&app.by).into_owned();
    let mut shown = title.clone();
    if wide(&by, &save, &shown) > room {
        by.clear();
    }
    if wide(&by, &save, &shown) > room {
        shown = text::cut(&title, NAME).into_owned();
    }
    if wide(&by, &save, &shown) > room {
        save = save_state(app, false).0;
    }
    let left = path(&shown);
    let room = part.width.saturating_sub(2);
    let wide = paint.put(part.x + 1, part.y, room, &left, Look::of(Role::Text));
    paint.spot(Rect::new(part.x + 1, part.y, wide, 1), Spot::Act(Action::Home));
    let mut end = part.right().saturating_sub(1);
    let mut from_right = |paint: &mut Paint<'_>, line: &str, look: Look| {
        if !line.is_empty() {
            let wide = columns_of(line);
            end = end.saturating_sub(wide);
            paint.put(end, part.y, wide, line, look);
            end = end.saturating_sub(2);
        }
    };
    from_right(paint, &save, Look::of(role));
    from_right(paint, &by, Look::of(Role::Dim));
    if let Some(label) = label {
        from_right(paint, &chip, Look::label(label));
    }
    from_right(paint, &timer, Look::of(of_timer).bold());
}

/// Columns below which the tab bar counts in fewer words.
const SHORT: u16 = 100;

/// Columns from which the tab bar names every screen.
const ALL_SCREENS: u16 = 200;

/// The screen with its digit, its views, and at the right what it counts.
pub(super) fn tabs(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let screen = app.view.screen();
    let name = format!("{} {}", screen.digit(), app.words.text(screen.text()));
    let mut x = part.x + 1;
    x += paint.put(x, part.y, 30, &name, Look::of(Role::Text).bold());
    x += 2;
    if screen != Screen::Home {
        for view in screen.views() {
            let here = view == app.view;
            let text = app.words.text(view.text());
            let (tab, look) = if here {
                (format!("[{text}]"), Look::of(Role::Accent).bold())
            } else {
                (format!(" {text} "), Look::of(Role::Dim))
            };
            let wide = paint.put(x, part.y, 30, &tab, look);
            paint.spot(Rect::new(x, part.y, wide, 1), Spot::View(view));
            x += wide;
        }
    }
    let mut end = part.right().saturating_sub(1);
    if part.width >= ALL_SCREENS {
        end = screens(paint, app, part.y, end).saturating_sub(2);
    }
    if screen == Screen::Home {
        let today = app.now.today;
        let both = if part.width >= 120 {
            format!("{} · {}", write::long(today, Lang::En), write::long(today, Lang::Th))
        } else {
            write::both(today)
        };
        return end_with(paint, x, (end, part.y), &both, Look::of(Role::Dim));
    }
    let long = if part.width >= 120 { counts(app, true) } else { None };
    let room = end.saturating_sub(x + 2);
    let fits = |said: &(String, Role)| columns_of(&said.0) <= room;
    if let Some((mut line, role)) = long.filter(fits).or_else(|| counts(app, false)) {
        // Of several counts the last ones give way.
        while columns_of(&line) > room
            && let Some((shorter, _)) = line.rsplit_once(" · ")
        {
            line.truncate(shorter.len());
        }
        end_with(paint, x, (end, part.y), &line, Look::of(role));
    }
}

/// Writes at the right end of a row, where there is room for it.
fn end_with(paint: &mut Paint<'_>, from: u16, (end, y): (u16, u16), line: &str, look: Look) {
    let wide = columns_of(line);
    if from + 2 + wide <= end {
        paint.put(end - wide, y, wide, line, look);
    }
}

/// Every screen with its digit, from the right; where they begin.
fn screens(paint: &mut Paint<'_>, app: &App, y: u16, mut end: u16) -> u16 {
    for screen in Screen::ALL.into_iter().rev() {
        let line = format!("{} {}", screen.digit(), app.words.text(screen.text()));
        let wide = columns_of(&line);
        end = end.saturating_sub(wide);
        let here = screen == app.view.screen();
        let role = if here { Role::Accent } else { Role::Dim };
        paint.put(end, y, wide, &line, Look::of(role).bold_if(here));
        paint.spot(Rect::new(end, y, wide, 1), Spot::Act(screen.action()));
        end = end.saturating_sub(2);
    }
    end
}

/// A count that may still grow.
pub(super) fn so_far(app: &App, n: usize, done: bool) -> String {
    let said = app.words.say(&Saying::new("count.plain").with("n", n));
    if done { said } else { format!("{said}…") }
}

/// What the view counts, and what the filter leaves of it.
fn counts(app: &App, long: bool) -> Option<(String, Role)> {
    if app.view.screen() == Screen::History {
        return Some(super::log::counts(app));
    }
    let hidden = app.view == View::Wall && app.hides();
    if let Some(filter) = app.pane().filter.as_ref().filter(|_| !hidden) {
        let saying = Saying::new("tabs.filter")
            .with("text", text::cut(&text::neutral(&filter.text), 20).into_owned())
            .with("hits", so_far(app, filter.hits().len(), filter.is_done()))
            .with("all", app.lists.ids(app.view).len());
        let mut said = app.words.say(&saying);
        let marks = app.pane().marks.len();
        if marks > 0 {
            let marked = app.words.say(&Saying::new("count.marked").with("n", marks));
            said = format!("{marked} · {said}");
        }
        return Some((said, Role::Warn));
    }
    if app.view == View::Agenda {
        let meeting = agenda::current(app)?;
        let mut said = session::course_said(app, meeting);
        if app.size.0 < SHORT {
            // Where there is little room it is when the meeting ends, and how late, that counts.
            let late = usize::from(said.len() > 3);
            said.drain(..said.len().saturating_sub(1 + late));
            if late == 1 {
                // What does not fit goes from the end, and that one is late counts most.
                said.reverse();
                return Some((said.join(" · "), Role::Dim));
            }
        }
        let name = app.picture.ref_by_id(meeting).unwrap_or_default();
        return Some((format!("{name} {}", said.join(" · ")), Role::Dim));
    }
    if app.view == View::Attendance {
        return super::attendance::counts(app);
    }
    let mut parts: Vec<(&'static str, usize)> = Vec::new();
    let mut some = |key: &'static str, n: usize| {
        if n > 0 {
            parts.push((key, n));
        }
    };
    let (ideas, plan) = (app.lists.idea_counts, app.lists.plan_counts);
    let of_list = app.lists.ids(app.view).len();
    let clusters = app.lists.in_column(Column::Cluster);
    let first = match app.view {
        View::Ballot | View::Results => return super::round::counts(app),
        View::Home | View::Log | View::Trash | View::Agenda | View::Attendance => return None,
        View::Briefings => {
            some("count.became", app.lists.sources());
            ("count.points", of_list)
        }
        View::Wall => {
            some("count.loose", ideas.loose);
            ("count.ideas", ideas.all)
        }
        View::Table => {
            some("count.no_lead", plan.no_lead);
            some("count.no_date", plan.no_date);
            (if long { "count.actions" } else { "count.plain" }, plan.all)
        }
        View::Board => {
            some("count.clusters", clusters);
            ("count.issues", of_list.saturating_sub(clusters))
        }
        View::Due => {
            some("count.soon", app.lists.asking(Attention::Soon));
            some("count.verify", app.lists.asking(Attention::ToVerify));
            ("count.late", app.lists.asking(Attention::Late))
        }
        View::Register => ("count.agencies", app.picture.count::<Organisation>()),
        View::Decisions => ("count.decisions", of_list),
        View::Objectives => ("count.objectives", of_list),
    };
    let all = std::iter::once(first).chain(parts);
    let said: Vec<String> =
        all.map(|(key, n)| app.words.say(&Saying::new(key).with("n", n))).collect();
    Some((said.join(" · "), Role::Dim))
}

/// A message on the last row above a part, at the right.
pub(super) fn toast(paint: &mut Paint<'_>, app: &App, below: Rect) {
    let Some(toast) = &app.toast else { return };
    let (sign, role) = match toast.tone {
        Tone::Done => (paint.symbol(Symbol::Done), Role::Good),
        Tone::Warn => ("!", Role::Warn),
    };
    let said = app.words.say(&toast.saying);
    let said = text::neutral(&said);
    let room = usize::from(below.width.saturating_sub(6));
    // One row is kept free; a long message takes the rows above it.
    let mut lines = text::wrap(&said, room);
    lines.truncate(3);
    let wide = lines.iter().map(|line| columns_of(line)).max().unwrap_or_default() + 4;
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let at =
        Rect::new(below.right().saturating_sub(wide), below.y.saturating_sub(height), wide, height);
    paint.clear(at, Role::Bar);
    paint.put(at.x + 1, at.y, 1, sign, Look::of(role).bold());
    for (line, y) in lines.iter().zip(at.top()..) {
        paint.put(at.x + 3, y, wide - 4, line, Look::of(Role::Text));
    }
}
