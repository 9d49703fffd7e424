//! Home: what is to be done next, and where the process stands.

use crate::{
    domain::{
        fields::{Action as ActionItem, Meeting},
        kind::Kind,
        saying::Saying,
        tokens::Column,
        value::Id,
        view::{Attention, FIRST_LATE},
    },
    tui::{
        agenda,
        app::{App, Turn, decision_of, newest},
        attendance,
        screens::{Screen, View},
    },
};

/// A line that can be selected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Line {
    /// Something to be done, and where.
    Next(Saying, View),
    /// A screen of the process.
    Process(Screen),
}

impl Line {
    /// Where it leads to.
    #[must_use]
    pub(crate) fn leads_to(&self) -> View {
        match self {
            Self::Next(_, view) => *view,
            Self::Process(screen) => screen.views().next().unwrap_or(View::Home),
        }
    }
}

/// How far a screen of the process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing there yet.
    Empty,
    /// What is there is in order.
    Done,
    /// The process stands here.
    Now,
    /// Something is late.
    Late,
}

/// Most things that are named as next.
const MOST: usize = 4;

/// Every line of the page, in order.
#[must_use]
pub(crate) fn lines(app: &App) -> Vec<Line> {
    let process = Screen::ALL.into_iter().skip(1).map(Line::Process);
    next(app).into_iter().map(|(said, view)| Line::Next(said, view)).chain(process).collect()
}

/// What is to be done next: what holds up the process first.
#[must_use]
pub(crate) fn next(app: &App) -> Vec<(Saying, View)> {
    let (ideas, plan) = (app.lists.idea_counts, app.lists.plan_counts);
    let mut all = Vec::new();
    if app.started && app.lists.how_many(&app.picture, Kind::Organisation) == 0 {
        all.push((Saying::new("home.no_agencies"), View::Register));
    }
    let open = app.picture.open_meeting().ok().flatten();
    if let Some(open) = open.filter(|open| agenda::items(app, open.id).is_empty())
        && app.started
    {
        let name = app.picture.ref_of(open);
        all.push((Saying::new("home.no_agenda").with("ref", name), View::Agenda));
    }
    let mut say = |key: &'static str, n: usize, view: View| {
        if n > 0 {
            all.push((Saying::new(key).with("n", n), view));
        }
    };
    say("home.no_ideas", usize::from(ideas.all == 0), View::Wall);
    say("home.loose", ideas.loose, View::Wall);
    let clusters = app.lists.in_column(Column::Cluster);
    say("home.clusters", clusters, View::Board);
    let issues = app.lists.how_many(&app.picture, Kind::Issue).saturating_sub(clusters);
    say("home.no_actions", usize::from(plan.all == 0 && issues > 0), View::Board);
    if app.started {
        say("home.no_meeting", usize::from(agenda::current(app).is_none()), View::Agenda);
    }
    say("home.no_lead", plan.no_lead, View::Table);
    say("home.no_date", plan.no_date, View::Table);
    say("home.verify", app.lists.asking(Attention::ToVerify), View::Due);
    let late = app.lists.asking(Attention::Late);
    if let Some(days) = oldest(app).filter(|_| late > 0) {
        // What is late comes before what is unfinished.
        let said = Saying::new("home.late").with("n", late).with("days", days);
        all.insert(0, (said, View::Due));
    }
    all.truncate(MOST);
    all
}

/// The records that the page shows: meetings, the agenda at the right, what is late longest.
#[must_use]
pub(crate) fn shown(app: &App) -> Vec<Id> {
    let meetings = app.picture.loaded::<Meeting>().map(|meeting| meeting.id);
    let items = agenda::current(app).map(|meeting| agenda::items(app, meeting));
    let items = items.into_iter().flatten().map(|item| item.id);
    let late = app.lists.asking(Attention::Late).min(FIRST_LATE);
    let late = app.lists.ids(View::Due).iter().take(late).copied();
    meetings.chain(items).chain(late).collect()
}

/// By how many days the item that is late longest is late.
fn oldest(app: &App) -> Option<i64> {
    let first = app.lists.ids(View::Due).first()?;
    let due = app.picture.peek::<ActionItem>(*first)?.span.due?;
    Some((app.now.today - due).num_days())
}

/// How far a screen of the process is, and what it counts.
#[must_use]
pub(crate) fn state(app: &App, screen: Screen) -> (State, Vec<Saying>) {
    let count = |key: &'static str, n: usize| Saying::new(key).with("n", n);
    let of = |kind: Kind| app.lists.how_many(&app.picture, kind);
    let (ideas, plan) = (app.lists.idea_counts, app.lists.plan_counts);
    match screen {
        Screen::Home => (State::Empty, Vec::new()),
        Screen::Session => {
            let meetings = app.picture.count::<Meeting>();
            let open = app.picture.open_meeting().ok().flatten();
            let mut said = match open {
                Some(open) => vec![Saying::new("home.in").with("ref", app.picture.ref_of(open))],
                None => vec![count("count.meetings", meetings)],
            };
            let standing = open.map(|open| attendance::standing(app, open.id));
            if let Some(standing) = standing.filter(attendance::is_taken) {
                said = vec![attendance::here(&standing), attendance::quorum(&standing)];
            }
            let items = agenda::current(app).map_or(0, |id| agenda::items(app, id).len());
            said.extend((items > 0).then(|| count("count.items", items)));
            for (key, kind) in [("count.points", Kind::Point), ("count.decisions", Kind::Decision)]
            {
                said.extend((of(kind) > 0).then(|| count(key, of(kind))));
            }
            let state = if open.is_some() { State::Now } else { done(meetings) };
            (state, said)
        }
        Screen::Stakeholders => {
            let agencies = of(Kind::Organisation);
            (done(agencies), vec![count("count.agencies", agencies)])
        }
        Screen::Ideas => {
            let mut said = vec![count("count.ideas", ideas.all)];
            said.extend((ideas.loose > 0).then(|| count("count.loose", ideas.loose)));
            let state = if ideas.loose > 0 { State::Now } else { done(ideas.all) };
            (state, said)
        }
        Screen::Priorities => {
            let clusters = app.lists.in_column(Column::Cluster);
            let issues = of(Kind::Issue).saturating_sub(clusters);
            let mut said = vec![count("count.issues", issues)];
            said.extend((clusters > 0).then(|| count("count.clusters", clusters)));
            let round = of_round(app);
            let votes = round.is_some();
            // What is voted on now comes first.
            said.splice(0..0, round);
            let state = if clusters > 0 || votes { State::Now } else { done(issues) };
            (state, said)
        }
        Screen::Plan => {
            let mut said = vec![count("count.actions", plan.all)];
            for (key, n) in [("count.no_lead", plan.no_lead), ("count.no_date", plan.no_date)] {
                said.extend((n > 0).then(|| count(key, n)));
            }
            let state = if plan.no_lead + plan.no_date > 0 { State::Now } else { done(plan.all) };
            (state, said)
        }
        Screen::FollowUp => follow_up(app),
        Screen::Outcomes => {
            let objectives = of(Kind::Objective);
            (done(objectives), vec![count("count.objectives", objectives)])
        }
        Screen::History => (State::Empty, Vec::new()),
    }
}

/// The round that is open, or closed and no decision yet.
fn of_round(app: &App) -> Option<Saying> {
    if let Some(turn) = Turn::open(app) {
        let said = Saying::new("home.round_open").with("ref", turn.name.as_str());
        return Some(said.with("said", turn.said()));
    }
    let round = newest(app, true).filter(|round| decision_of(app, round.id).is_none())?;
    Some(Saying::new("home.round_closed").with("ref", app.picture.ref_of(round)))
}

fn follow_up(app: &App) -> (State, Vec<Saying>) {
    let asking = |why| app.lists.asking(why);
    let late = asking(Attention::Late);
    let mut said = Vec::new();
    for (key, n) in [
        ("count.late", late),
        ("count.soon", asking(Attention::Soon)),
        ("count.verify", asking(Attention::ToVerify)),
    ] {
        said.extend((n > 0).then(|| Saying::new(key).with("n", n)));
    }
    if said.is_empty() && app.lists.plan_counts.all > 0 {
        said.push(Saying::new("count.none_late"));
    }
    let state = if late > 0 { State::Late } else { done(app.lists.plan_counts.all) };
    (state, said)
}

/// In order where anything is there.
fn done(n: usize) -> State {
    if n > 0 { State::Done } else { State::Empty }
}
