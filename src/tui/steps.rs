//! The next step of the process: which key leads on from what is selected.

use super::{
    agenda,
    app::{Among, App, Popup, Purpose, Roll, Sel, Signed, Turn, decision_of, shortlist, to_open},
    facts, home, lists,
    screens::View,
};
use crate::{
    config::actions::{Action, Context, key_of},
    domain::{
        fields::{Action as ActionItem, Idea, Issue, Meeting},
        round::Keyed,
        saying::Saying,
        text,
        tokens::{Column, MeetingState},
        view,
    },
};

/// Columns that a new name takes in the next step.
const NAME: usize = 20;

/// The next step, with the name of the key that takes it.
#[must_use]
pub(crate) fn next(app: &App) -> Option<(String, Action, Saying)> {
    if let Some(Popup::Find(find)) = &app.popup
        && let Among::Agencies(roll) = &find.among
    {
        let saying = to_sign(app, roll, find.editor.text())?;
        return Some((key_of(Action::Keep, Context::Text), Action::Keep, saying));
    }
    if app.popup.is_none()
        && let Some(line) = &app.line
        && let Purpose::Ballot(_) = line.purpose
    {
        let typed = Keyed::read(line.editor.text()).ok().and_then(|paper| paper.serial);
        let next = Turn::open(app)?.next(app, typed?)?;
        let saying = Saying::new("next.ballot").with("n", next.to_string());
        return Some((key_of(Action::Keep, Context::Text), Action::Keep, saying));
    }
    if app.popup.is_some() || app.form.is_some() {
        return None;
    }
    let (action, saying) = step(app)?;
    let key = key_of(action, Context::List);
    let Some(line) = &app.line else { return Some((key, action, saying)) };
    // While a line is typed a letter is text: the way out stands before it. The step that is
    // being taken is not named again.
    let taken = matches!(line.purpose, Purpose::Cluster(_));
    let forward = action == Action::Forward && !taken;
    let out = key_of(Action::Back, Context::Text);
    forward.then(|| (format!("{out} {key}"), action, saying))
}

fn step(app: &App) -> Option<(Action, Saying)> {
    if let Some(opened) = &app.issue {
        return Some((Action::Forward, app.step_from_issue(opened.id)?));
    }
    if app.view == View::Wall && app.hides() {
        return Some((Action::Hide, Saying::new("next.reveal")));
    }
    if let Some(step) = all_hidden(app) {
        return Some(step);
    }
    match app.view {
        View::Home => from_home(app),
        View::Agenda => from_agenda(app),
        View::Attendance => Some(from_attendance(app)),
        View::Briefings => from_list(app, "next.first_point", "next.idea_of"),
        View::Wall => from_wall(app),
        View::Board => from_board(app),
        View::Ballot => Some(from_ballot(app)),
        View::Results => from_results(app),
        View::Table | View::Due => from_plan(app),
        View::Decisions => from_list(app, "next.first_decision", "next.action_from"),
        View::Register => from_list(app, "next.first_agency", "next.idea_from"),
        View::Objectives => from_list(app, "next.first_objective", "next.action_from"),
        View::Log => {
            let field = app.zoom && app.row_count() > 0;
            let (action, key) = if field {
                (Action::Restore, "next.restore_field")
            } else {
                (Action::Undo, "next.undo_to_here")
            };
            (app.row_count() > 0).then(|| (action, Saying::new(key)))
        }
        View::Trash => {
            let text = app.selected_id().and_then(|id| Some(app.log.trashed(id)?.text.clone()));
            Some((Action::Restore, Saying::new("next.restore").with("ref", text?)))
        }
    }
}

/// The step where the filter hides every row.
fn all_hidden(app: &App) -> Option<(Action, Saying)> {
    let hidden =
        app.view.kind().is_some() && app.row_count() == 0 && !app.lists.ids(app.view).is_empty();
    hidden.then(|| (Action::Back, Saying::new("hint.show_all")))
}

fn from_home(app: &App) -> Option<(Action, Saying)> {
    let (said, view) = home::next(app).into_iter().next()?;
    let short = match said.key {
        "home.loose" => "next.loose",
        "home.late" => "next.look_late",
        "home.no_ideas" => "next.first_idea",
        "home.no_agenda" => "next.agenda",
        "home.no_meeting" => "next.plan_meeting",
        "home.no_agencies" => "next.first_agency",
        _ => "next.look",
    };
    let mut saying = Saying::new(short).with("screen", Saying::new(view.screen().text()));
    saying.values.extend(said.values);
    Some((view.screen().action(), saying))
}

/// A list whose records lead on with `f`; an empty one begins with `a`.
fn from_list(app: &App, first: &'static str, forward: &'static str) -> Option<(Action, Saying)> {
    let Some(Sel::Id(id)) = app.pane().selected else {
        return Some((Action::Add, Saying::new(first)));
    };
    let name = app.picture.ref_by_id(lists::owner(&app.picture, id).unwrap_or(id))?;
    Some((Action::Forward, Saying::new(forward).with("ref", name)))
}

/// A meeting begins with its agenda, then it is opened; an item leads on to what is said there.
fn from_agenda(app: &App) -> Option<(Action, Saying)> {
    let w = &app.picture;
    let Some(id) = app.selected_id() else {
        let key = if app.row_count() == 0 { "next.plan_meeting" } else { "next.add_item" };
        return Some((Action::Add, Saying::new(key)));
    };
    let name = w.ref_by_id(id)?;
    let Some(meeting) = w.peek::<Meeting>(id) else {
        let at_hand = agenda::at_hand(app).is_some_and(|item| item.id == id);
        if let Some(next) = agenda::next(app).filter(|_| at_hand) {
            let saying = Saying::new("next.item").with("ref", w.ref_of(next));
            let title = next.title.best(app.lang()).unwrap_or_default();
            let title = crate::domain::text::cut(title, 24).into_owned();
            return Some((Action::Next, saying.with("title", title)));
        }
        return Some((Action::Forward, Saying::new("next.point_under").with("ref", name)));
    };
    let none_open = w.open_meeting().ok().flatten().is_none();
    let planned = meeting.state.token != Some(MeetingState::Closed);
    if planned && none_open && !agenda::items(app, id).is_empty() {
        return Some((Action::Status, Saying::new("next.open").with("ref", name)));
    }
    Some((Action::Add, Saying::new("next.add_item_to").with("ref", name)))
}

/// What Enter signs in.
fn to_sign(app: &App, roll: &Roll, typed: &str) -> Option<Saying> {
    let state = Saying::new(roll.presence.said());
    let saying = match roll.choice()? {
        Signed::Agency(id) => Saying::new("next.sign").with("name", facts::named(app, id)?),
        Signed::New => {
            Saying::new("next.sign_new").with("name", text::cut(typed.trim(), NAME).into_owned())
        }
    };
    Some(saying.with("state", state))
}

/// A meeting that is open takes in the next agency; where none is, one is opened.
fn from_attendance(app: &App) -> (Action, Saying) {
    if app.picture.open_meeting().ok().flatten().is_some() {
        return (Action::Add, Saying::new("next.sign_in"));
    }
    (Action::PreviousView, Saying::new("next.open_one"))
}

fn from_wall(app: &App) -> Option<(Action, Saying)> {
    let marks = app.pane().marks.len();
    if marks > 0 {
        return Some((Action::Forward, Saying::new("next.cluster").with("n", marks)));
    }
    let Some(idea) = app.selected_id().and_then(|id| app.picture.peek::<Idea>(id)) else {
        let key = if app.row_count() == 0 { "next.first_idea" } else { "next.add_idea" };
        return Some((Action::Add, Saying::new(key)));
    };
    match app.issue_of(idea.id).and_then(|id| app.step_from_issue(id)) {
        Some(saying) => Some((Action::Forward, saying)),
        None => Some((Action::Mark, Saying::new("next.mark"))),
    }
}

fn from_board(app: &App) -> Option<(Action, Saying)> {
    let Some(id) = app.selected_id() else {
        let key = if app.row_count() == 0 { "next.first_issue" } else { "next.add_issue" };
        return Some((Action::Add, Saying::new(key)));
    };
    let issue = app.picture.peek::<Issue>(id)?;
    if !matches!(issue.column.column, Some(Column::Candidate | Column::Cluster))
        && let Some(n) = to_open(app)
    {
        return Some((Action::Vote, Saying::new("next.vote").with("n", n)));
    }
    if issue.column.column == Some(Column::Candidate) {
        let name = app.picture.ref_of(issue);
        return Some((Action::Move, Saying::new("next.shortlist").with("ref", name)));
    }
    Some((Action::Forward, app.step_from_issue(id)?))
}

/// A round that is open takes in the next ballot, and is closed when none is missing.
fn from_ballot(app: &App) -> (Action, Saying) {
    let Some(turn) = Turn::open(app) else {
        let n = shortlist(app).len();
        let key = if n > 0 { "next.vote" } else { "next.vote_all" };
        return (Action::Vote, Saying::new(key).with("n", n));
    };
    match turn.next(app, 0) {
        Some(serial) => (Action::Add, Saying::new("next.ballot").with("n", serial.to_string())),
        None => (Action::CloseRound, Saying::new("next.close_round").with("ref", turn.name)),
    }
}

/// A result leads on to the decision that cites it.
fn from_results(app: &App) -> Option<(Action, Saying)> {
    let Some(tallied) = app.count.tallied() else {
        let n = shortlist(app).len();
        let open = Turn::open(app).map(|turn| (Action::CloseRound, turn.name));
        return match open {
            Some((action, name)) => {
                Some((action, Saying::new("next.close_round").with("ref", name)))
            }
            None => (n > 0).then(|| (Action::Vote, Saying::new("next.vote").with("n", n))),
        };
    };
    let round = &tallied.round;
    Some((
        Action::Forward,
        match decision_of(app, round.id) {
            Some(decision) => Saying::new("next.decided").with("ref", app.picture.ref_of(decision)),
            None => Saying::new("next.freeze").with("ref", app.picture.ref_of(round)),
        },
    ))
}

fn from_plan(app: &App) -> Option<(Action, Saying)> {
    let Some(action) = app.selected_id().and_then(|id| app.picture.peek::<ActionItem>(id)) else {
        if app.view == View::Due {
            return Some((Action::Plan, Saying::new("next.plan")));
        }
        let key = if app.row_count() == 0 { "next.first_action" } else { "next.add" };
        return Some((Action::Add, Saying::new(key)));
    };
    let name = app.picture.ref_of(action);
    if action.lead.organisation.is_none() {
        return Some((Action::Edit, Saying::new("next.lead").with("ref", name)));
    }
    if action.span.due.is_none() {
        return Some((Action::Edit, Saying::new("next.date").with("ref", name)));
    }
    if view::is_overdue(action, app.now.today) {
        return Some((Action::Edit, Saying::new("next.late").with("ref", name)));
    }
    if app.view == View::Due {
        return Some((Action::Why, Saying::new("next.why").with("ref", name)));
    }
    Some((Action::Add, Saying::new("next.add")))
}
