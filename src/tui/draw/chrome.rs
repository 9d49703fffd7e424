//! Header, tab bar, footer and toast.

use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, columns_of, padded};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{
        fields::{Action as ActionItem, Idea},
        saying::Saying,
        text, view,
    },
    tui::{
        app::{App, Popup, Purpose, Tone},
        lists::Screen,
    },
};

/// Columns that the workspace's name keeps when it is narrow.
const NAME: usize = 10;

pub(super) fn screen_name(screen: Screen) -> (&'static str, &'static str) {
    match screen {
        Screen::Ideas => ("3", "screen.ideas"),
        Screen::Plan => ("5", "screen.plan"),
    }
}

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
    let screen = app.words.text(screen_name(app.screen).1);
    let label = app.label_of_screen();
    let chip = label.map(|label| label.token().to_owned()).unwrap_or_default();
    let path = |title: &str| match &meeting {
        Some(meeting) => format!("{title} › {meeting} › {screen}"),
        None => format!("{title} › {screen}"),
    };
    let wide = |by: &str, save: &str, title: &str| {
        let gaps = [chip.as_str(), by, save].iter().filter(|part| !part.is_empty()).count() * 2;
        text::width(&path(title))
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
    paint.put(part.x + 1, part.y, part.width.saturating_sub(2), &left, Look::of(Role::Text));
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
}

/// The screen with its digit, its views, and at the right what it counts.
pub(super) fn tabs(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let (digit, name) = screen_name(app.screen);
    let view = match app.screen {
        Screen::Ideas => "view.wall",
        Screen::Plan => "view.table",
    };
    let look = Look::of(Role::Text);
    let mut x = part.x + 1;
    x += paint.put(x, part.y, 30, &format!("{digit} {}", app.words.text(name)), look.bold());
    x += 2;
    let current = format!("[{}]", app.words.text(view));
    x += paint.put(x, part.y, 30, &current, Look::of(Role::Accent).bold());
    let mut end = part.right().saturating_sub(1);
    if part.width >= 120 {
        for screen in Screen::ALL.into_iter().rev() {
            let (digit, name) = screen_name(screen);
            let line = format!("{digit} {}", app.words.text(name));
            let wide = columns_of(&line);
            end = end.saturating_sub(wide);
            let here = screen == app.screen;
            let role = if here { Role::Accent } else { Role::Dim };
            paint.put(end, part.y, wide, &line, Look::of(role).bold_if(here));
            end = end.saturating_sub(2);
        }
        end = end.saturating_sub(2);
    }
    let (line, role) = counts(app, part.width >= 120);
    let wide = columns_of(&line);
    if x + 2 + wide <= end {
        paint.put(end - wide, part.y, wide, &line, Look::of(role));
    }
}

fn counts(app: &App, long: bool) -> (String, Role) {
    if let Some(filter) = &app.pane().filter {
        let saying = Saying::new("tabs.filter")
            .with("text", text::cut(&text::neutral(&filter.text), 20).into_owned())
            .with("hits", filter.hits.len())
            .with("all", app.lists.ids(app.screen).len());
        return (app.words.say(&saying), Role::Warn);
    }
    let count = |key: &'static str, n: usize| app.words.say(&Saying::new(key).with("n", n));
    let line = match app.screen {
        Screen::Ideas => {
            let counts = app.lists.idea_counts;
            let mut parts = vec![count("count.ideas", counts.all)];
            if counts.loose > 0 {
                parts.push(count("count.loose", counts.loose));
            }
            parts
        }
        Screen::Plan => {
            let counts = app.lists.plan_counts;
            let all = if long { "count.actions" } else { "count.plain" };
            let mut parts = vec![count(all, counts.all)];
            for (key, n) in [("count.no_lead", counts.no_lead), ("count.no_date", counts.no_date)] {
                if n > 0 {
                    parts.push(count(key, n));
                }
            }
            parts
        }
    };
    (line.join(" · "), Role::Dim)
}

/// What the keys do here, now; the right end holds the next step.
pub(super) fn footer(paint: &mut Paint<'_>, app: &App, part: Rect) {
    paint.fill(part, Role::Bar);
    let chip = match app.context() {
        _ if matches!(app.popup, Some(Popup::Help { .. })) => "HELP",
        _ if matches!(app.popup, Some(Popup::Trace { .. })) => "WHY",
        Context::List => "LIST",
        Context::Text => "TEXT",
        Context::Question => "ASK",
    };
    let (chip, wide) = padded(chip);
    paint.put(part.x, part.y, wide, &chip, Look::chip(Role::Accent));
    let mut x = part.x + wide + 1;
    if app.thai && app.context() == Context::List {
        x += paint.put(x, part.y, 2, "TH", Look::of(Role::Warn).bold()) + 1;
    }
    if !app.questions.is_empty() {
        let saying = Saying::new("tui.question_waits").with("n", app.questions.len());
        x += paint.put(x, part.y, 30, &app.words.say(&saying), Look::of(Role::Warn).bold()) + 2;
    }
    let next = next_step(app);
    let mut end = part.right().saturating_sub(1);
    if let Some((key, what)) = &next {
        let wide = columns_of(key) + 1 + columns_of(what);
        let at = end.saturating_sub(wide).max(x);
        let used =
            paint.put(at, part.y, end.saturating_sub(at), key, Look::of(Role::Accent).bold());
        paint.put(
            at + used + 1,
            part.y,
            end.saturating_sub(at + used + 1),
            what,
            Look::of(Role::Accent).bold(),
        );
        end = at.saturating_sub(2);
    }
    let mut hints = hints(app);
    let room = usize::from(end.saturating_sub(x));
    let total = |hints: &[(String, String)]| -> usize {
        hints.iter().map(|(key, what)| text::width(key) + text::width(what) + 3).sum::<usize>()
    };
    // Keys give way from the right, the last one (help) last.
    while hints.len() > 1 && total(&hints).saturating_sub(2) > room {
        let before_last = hints.len() - 2;
        hints.remove(before_last);
    }
    for (key, what) in hints {
        if x + columns_of(&key) + 1 + columns_of(&what) > end {
            break;
        }
        x += paint.put(x, part.y, 20, &key, Look::of(Role::Accent)) + 1;
        x += paint.put(x, part.y, 40, &what, Look::of(Role::Dim)) + 2;
    }
}

fn hints(app: &App) -> Vec<(String, String)> {
    let words = &app.words;
    let hint = |action: Action, context: Context, text: &str| {
        (key_of(action, context), words.text(text).to_owned())
    };
    match (&app.popup, &app.line) {
        (Some(Popup::Question(question)), _) => question
            .choices
            .iter()
            .map(|choice| (key_of(choice.action, Context::Question), words.say(&choice.text)))
            .collect(),
        (Some(Popup::Help { .. }), _) => vec![hint(Action::Back, Context::List, "hint.close")],
        (Some(Popup::Trace { .. }), _) => vec![
            hint(Action::Open, Context::List, "hint.walk"),
            hint(Action::Back, Context::List, "hint.close"),
        ],
        (None, Some(line)) => {
            let mut hints = vec![hint(Action::Keep, Context::Text, "hint.keep")];
            if line.echo.unknown.first().is_some_and(|unknown| !unknown.near.is_empty()) {
                hints.push(hint(Action::Take, Context::Text, "hint.take"));
            }
            if !line.echo.unknown.is_empty() {
                hints.push(hint(Action::Create, Context::Text, "hint.create"));
            }
            let way_out =
                if line.purpose == Purpose::Filter { "hint.show_all" } else { "hint.to_list" };
            hints.push(hint(Action::Back, Context::Text, way_out));
            hints.push(hint(Action::Help, Context::Text, "hint.help"));
            hints
        }
        (None, None) if app.issue.is_some() => vec![
            hint(Action::Edit, Context::List, "hint.edit"),
            hint(Action::Label, Context::List, "hint.label"),
            hint(Action::Delete, Context::List, "hint.delete"),
            hint(Action::Back, Context::List, "hint.back"),
            ("?".to_owned(), words.text("hint.keys").to_owned()),
        ],
        (None, None) => {
            let keys = match app.screen {
                Screen::Ideas => {
                    [Action::Add, Action::Mark, Action::Edit, Action::Filter, Action::Help]
                }
                Screen::Plan => {
                    [Action::Add, Action::Edit, Action::Why, Action::Filter, Action::Help]
                }
            };
            keys.into_iter()
                .map(|action| {
                    let text = match action {
                        Action::Add => "hint.add",
                        Action::Mark => "hint.mark",
                        Action::Edit => "hint.edit",
                        Action::Why => "hint.why",
                        Action::Filter => "hint.filter",
                        _ => "hint.keys",
                    };
                    if action == Action::Help {
                        return ("?".to_owned(), words.text(text).to_owned());
                    }
                    hint(action, Context::List, text)
                })
                .collect()
        }
    }
}

/// The next step of the process, with the key that takes it.
fn next_step(app: &App) -> Option<(String, String)> {
    if app.popup.is_some() {
        return None;
    }
    let (action, saying) = step(app)?;
    let key = key_of(action, Context::List);
    let what = app.words.say(&saying);
    if app.line.is_none() {
        return Some((key, what));
    }
    // While a line is typed a letter is text: the way out stands before it. The step that is
    // being taken is not named again.
    let taken = app.line.as_ref().is_some_and(|l| matches!(l.purpose, Purpose::Cluster(_)));
    let forward = action == Action::Forward && !taken;
    forward.then(|| (format!("{} {key}", key_of(Action::Back, Context::Text)), what))
}

fn step(app: &App) -> Option<(Action, Saying)> {
    if let Some(opened) = &app.issue {
        return Some((Action::Forward, app.step_from_issue(opened.id)?));
    }
    let w = &app.picture;
    let selected = app.selected_id();
    match app.screen {
        Screen::Ideas => {
            let marks = app.pane().marks.len();
            if marks > 0 {
                return Some((Action::Forward, Saying::new("next.cluster").with("n", marks)));
            }
            let Some(idea) = selected.and_then(|id| w.peek::<Idea>(id)) else {
                if let Some(step) = all_hidden(app) {
                    return Some(step);
                }
                let first = app.row_count() == 0;
                let key = if first { "next.first_idea" } else { "next.add_idea" };
                return Some((Action::Add, Saying::new(key)));
            };
            match app.issue_of(idea.id).and_then(|id| app.step_from_issue(id)) {
                Some(saying) => Some((Action::Forward, saying)),
                None => Some((Action::Mark, Saying::new("next.mark"))),
            }
        }
        Screen::Plan => {
            let Some(action) = selected.and_then(|id| w.peek::<ActionItem>(id)) else {
                if let Some(step) = all_hidden(app) {
                    return Some(step);
                }
                let first = app.row_count() == 0;
                let key = if first { "next.first_action" } else { "next.add" };
                return Some((Action::Add, Saying::new(key)));
            };
            let name = w.ref_of(action);
            if action.lead.organisation.is_none() {
                return Some((Action::Edit, Saying::new("next.lead").with("ref", name)));
            }
            if action.span.due.is_none() {
                return Some((Action::Edit, Saying::new("next.date").with("ref", name)));
            }
            if view::is_overdue(action, app.now.today) {
                return Some((Action::Edit, Saying::new("next.late").with("ref", name)));
            }
            Some((Action::Add, Saying::new("next.add")))
        }
    }
}

/// The step where the filter hides every row.
fn all_hidden(app: &App) -> Option<(Action, Saying)> {
    let hidden = app.row_count() == 0 && !app.lists.ids(app.screen).is_empty();
    hidden.then(|| (Action::Back, Saying::new("hint.show_all")))
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
