//! The footer: what the keys do here, now; its right end holds the next step.

use ratatui::layout::Rect;

use super::{Look, Paint, Spot, columns_of, padded};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        theme::Role,
    },
    domain::{saying::Saying, text},
    tui::{
        app::{Among, App, Popup, Purpose},
        screens::{Screen, View},
        steps,
    },
};

/// A key, what it does, and the action it stands for.
struct Hint {
    key: String,
    what: String,
    action: Action,
}

impl Hint {
    fn columns(&self) -> usize {
        text::width(&self.key) + 1 + text::width(&self.what)
    }
}

/// Draws it.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, part: Rect) {
    paint.fill(part, Role::Bar);
    let (chip, wide) = padded(chip(app));
    paint.put(part.x, part.y, wide, &chip, Look::chip(Role::Accent));
    if app.popup.is_none() {
        // Every command is a click away, whatever else finds room here.
        paint.spot(Rect::new(part.x, part.y, wide, 1), Spot::Act(Action::Palette));
    }
    let mut x = part.x + wide + 1;
    if app.keyboard.thai && app.context() == Context::List {
        x += paint.put(x, part.y, 2, "TH", Look::of(Role::Warn).bold()) + 1;
    }
    if !app.questions.is_empty() {
        let saying = Saying::new("tui.question_waits").with("n", app.questions.len());
        x += paint.put(x, part.y, 30, &app.words.say(&saying), Look::of(Role::Warn).bold()) + 2;
    }
    let end = next_step(paint, app, part, x);
    let mut hints = hints(app);
    let room = usize::from(end.saturating_sub(x));
    let total = |hints: &[Hint]| hints.iter().map(|hint| hint.columns() + 2).sum::<usize>();
    // Keys give way from the right, the last one (help) last.
    while hints.len() > 1 && total(&hints).saturating_sub(2) > room {
        let before_last = hints.len() - 2;
        hints.remove(before_last);
    }
    for hint in hints {
        let wide = u16::try_from(hint.columns()).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > end {
            break;
        }
        paint.spot(Rect::new(x, part.y, wide, 1), Spot::Act(hint.action));
        x += paint.put(x, part.y, 20, &hint.key, Look::of(Role::Accent)) + 1;
        x += paint.put(x, part.y, 40, &hint.what, Look::of(Role::Dim)) + 2;
    }
}

fn chip(app: &App) -> &'static str {
    match (&app.popup, app.context()) {
        (Some(Popup::Help { .. }), _) => "HELP",
        (Some(Popup::Trace { .. }), _) => "WHY",
        (_, Context::List) => "LIST",
        (_, Context::Text) => "TEXT",
        (_, Context::Question) => "ASK",
    }
}

/// Writes the next step at the right end; where the keys end.
fn next_step(paint: &mut Paint<'_>, app: &App, part: Rect, from: u16) -> u16 {
    let end = part.right().saturating_sub(1);
    let Some((key, action, saying)) = steps::next(app) else { return end };
    let what = app.words.say(&saying);
    let look = Look::of(Role::Accent).bold();
    let wide = columns_of(&key) + 1 + columns_of(&what);
    let at = end.saturating_sub(wide).max(from);
    let used = paint.put(at, part.y, end.saturating_sub(at), &key, look);
    paint.put(at + used + 1, part.y, end.saturating_sub(at + used + 1), &what, look);
    if app.line.is_none() {
        paint.spot(Rect::new(at, part.y, end.saturating_sub(at), 1), Spot::Act(action));
    }
    at.saturating_sub(2)
}

fn hints(app: &App) -> Vec<Hint> {
    let words = &app.words;
    let hint = |action: Action, context: Context, text: &str| Hint {
        key: key_of(action, context),
        what: words.text(text).to_owned(),
        action,
    };
    match (&app.popup, &app.line) {
        (Some(Popup::Question(question)), _) => question
            .choices
            .iter()
            .map(|choice| Hint {
                key: key_of(choice.action, Context::Question),
                what: words.say(&choice.text),
                action: choice.action,
            })
            .collect(),
        (Some(Popup::Find(find)), _) if matches!(find.among, Among::Agencies(_)) => vec![
            hint(Action::Keep, Context::Text, "hint.sign"),
            hint(Action::Take, Context::Text, "hint.as"),
            hint(Action::Back, Context::Text, "hint.done"),
            hint(Action::Help, Context::Text, "hint.help"),
        ],
        (Some(Popup::Find(find)), _) => {
            let verb = match find.among {
                Among::Records { .. } => "hint.go",
                Among::Commands { .. } => "hint.run",
                Among::Agencies(_) => "hint.sign",
            };
            vec![
                hint(Action::Keep, Context::Text, verb),
                hint(Action::Back, Context::Text, "hint.close"),
                hint(Action::Help, Context::Text, "hint.help"),
            ]
        }
        (Some(Popup::Help { .. }), _) => vec![hint(Action::Back, Context::List, "hint.close")],
        (Some(Popup::Trace { .. }), _) => vec![
            hint(Action::Open, Context::List, "hint.walk"),
            hint(Action::Back, Context::List, "hint.close"),
        ],
        (Some(Popup::Picker(_)), _) => of_box(super::picker::hints(app)),
        (None, _) if let Some(form) = &app.form => of_box(super::form::hints(app, form)),
        (None, Some(line)) => {
            let mut hints = vec![hint(Action::Keep, Context::Text, "hint.keep")];
            if line.echo.unknown.first().is_some_and(|unknown| !unknown.near.is_empty()) {
                hints.push(hint(Action::Take, Context::Text, "hint.take"));
            }
            if !line.echo.unknown.is_empty() {
                hints.push(hint(Action::Create, Context::Text, "hint.create"));
            }
            if matches!(line.purpose, Purpose::Add(_)) && line.many.is_empty() {
                hints.push(hint(Action::Pick, Context::Text, "form.hint.all"));
            }
            let way_out =
                if line.purpose == Purpose::Filter { "hint.show_all" } else { "hint.to_list" };
            hints.push(hint(Action::Back, Context::Text, way_out));
            hints.push(hint(Action::Help, Context::Text, "hint.help"));
            hints
        }
        (None, None) => of_list(app)
            .iter()
            .map(|(action, text)| hint(*action, Context::List, text))
            .chain([Hint {
                key: "?".to_owned(),
                what: words.text("hint.keys").to_owned(),
                action: Action::Help,
            }])
            .collect(),
    }
}

/// The keys of a box.
fn of_box(hints: Vec<super::popup::Hint>) -> Vec<Hint> {
    hints.into_iter().map(|(key, what, action)| Hint { key, what, action }).collect()
}

/// The keys that matter most in a list, before help.
fn of_list(app: &App) -> &'static [(Action, &'static str)] {
    const ADD: (Action, &str) = (Action::Add, "hint.add");
    const EDIT: (Action, &str) = (Action::Edit, "hint.edit");
    const FILTER: (Action, &str) = (Action::Filter, "hint.filter");
    const WHY: (Action, &str) = (Action::Why, "hint.why");
    if app.issue.is_some() {
        return &[
            EDIT,
            (Action::Label, "hint.label"),
            (Action::Delete, "hint.delete"),
            (Action::Back, "hint.back"),
        ];
    }
    if app.zoom && app.view.screen() != Screen::History {
        return &[EDIT, WHY, (Action::Label, "hint.label"), (Action::Back, "hint.back")];
    }
    match app.view {
        View::Home => &[
            (Action::Open, "hint.go"),
            (Action::Add, "hint.plan_meeting"),
            (Action::GoTo, "hint.go_to"),
            (Action::Palette, "hint.palette"),
        ],
        View::Agenda => &[
            ADD,
            (Action::Timer, "hint.timer"),
            (Action::Status, "hint.status"),
            EDIT,
            WHY,
            FILTER,
        ],
        View::Attendance => {
            &[(Action::Add, "hint.sign_in"), (Action::Status, "hint.state"), EDIT, FILTER]
        }
        View::Briefings => &[ADD, EDIT, WHY, FILTER],
        View::Register if app.adds_posts() => {
            &[(Action::Add, "hint.add_post"), (Action::Open, "hint.unfold"), EDIT, FILTER]
        }
        View::Register => &[ADD, (Action::Open, "hint.unfold"), EDIT, FILTER],
        View::Wall => &[ADD, (Action::Mark, "hint.mark"), EDIT, FILTER],
        View::Board => &[ADD, (Action::Move, "hint.move"), (Action::Vote, "hint.vote"), EDIT, WHY],
        View::Ballot if crate::tui::app::Turn::open(app).is_some() => {
            &[(Action::Add, "hint.ballot"), (Action::CloseRound, "hint.close_round")]
        }
        View::Ballot => &[(Action::Vote, "hint.vote")],
        View::Results if app.count.tallied().is_none() => &[(Action::Vote, "hint.vote")],
        View::Results => &[(Action::Open, "hint.go"), (Action::Forward, "hint.freeze"), WHY],
        View::Table => &[ADD, EDIT, WHY, FILTER],
        View::Due => &[EDIT, WHY, FILTER],
        View::Decisions | View::Objectives => &[ADD, EDIT, FILTER],
        View::Log if app.zoom => &[
            (Action::Open, "hint.walk"),
            (Action::Why, "hint.past"),
            (Action::Undo, "hint.undo_to_here"),
            (Action::Back, "hint.back"),
        ],
        View::Log => &[
            (Action::Open, "hint.changes"),
            (Action::Why, "hint.past"),
            (Action::Restore, "hint.take_back"),
            FILTER,
        ],
        View::Trash => &[(Action::Open, "hint.whole"), (Action::Why, "hint.past"), FILTER],
    }
}
