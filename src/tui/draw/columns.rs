//! The columns of every list, as data.

use chrono::Datelike as _;

use super::{
    Look, Paint, Symbol, agency, attendance, session,
    table::{Cell, Column, Typed},
    title,
};
use crate::{
    config::theme::Role,
    domain::{
        dates::write,
        fields::{Action, Decision, Idea, Objective, Organisation, Point},
        quick::{Key, Mark},
        reader::short_name,
        record::Entity,
        tokens::{Progress, RagLetter},
        value::Id,
        view,
    },
    tui::{app::App, screens::View},
};

/// The head of the column of labels.
pub(super) const LABEL: &str = "head.label";

/// The width of a list from which it shows all its columns.
pub(super) const WIDE: u16 = 110;

/// A column that always shows.
pub(super) const fn column(
    head: &'static str,
    wide: u16,
    cell: fn(&Paint<'_>, &App, Id) -> Cell,
) -> Column {
    Column { head, wide, right: false, from: 0, cell, typed: Typed::Nothing, sorted: false }
}

impl Column {
    pub(super) const fn right(self) -> Self {
        Self { right: true, ..self }
    }

    /// It shows from this width of the list on.
    pub(super) const fn from(self, from: u16) -> Self {
        Self { from, ..self }
    }

    pub(super) const fn sorted(self) -> Self {
        Self { sorted: true, ..self }
    }

    pub(super) const fn typed(self, typed: Typed) -> Self {
        Self { typed, ..self }
    }
}

pub(super) const REF: Column = column("head.ref", 6, refs).typed(Typed::Ref);

pub(super) const fn text_of(head: &'static str) -> Column {
    column(head, 0, titles).typed(Typed::Words)
}

pub(super) const LABELS: Column = column(LABEL, 8, labels).from(WIDE);
pub(super) const TAGS: Column = column("head.tags", 20, tags).from(WIDE);

const WALL: &[Column] = &[
    REF,
    text_of("head.idea"),
    column("head.from", 10, sources).typed(Typed::Token(Mark::Lead)),
    column("head.table", 2, table).right().typed(Typed::Token(Mark::Key(Key::Table))),
    column("head.in", 5, issue).typed(Typed::Token(Mark::Key(Key::Issue))),
    TAGS,
    LABELS,
];

const PLAN: &[Column] = &[
    REF,
    column("", 1, rag_letter),
    text_of("head.action"),
    column("head.lead", 8, lead).typed(Typed::Token(Mark::Lead)),
    // The longest short date: `30 เม.ย. 70`.
    column("head.due", 11, due).typed(Typed::Token(Mark::Key(Key::Due))).sorted(),
    column("head.status", 10, progress),
    column("head.support", 14, support).from(WIDE),
    column("head.place", 12, places).from(WIDE),
    column("head.issue", 5, issue).from(WIDE),
    LABELS,
];

const DUE: &[Column] = &[
    REF,
    column("", 1, rag_letter),
    text_of("head.action"),
    column("head.lead", 8, lead),
    column("head.due", 11, due).sorted(),
    column("", 10, distance).right(),
    column("head.status", 10, progress).from(WIDE),
    column("head.issue", 5, issue).from(WIDE),
    LABELS,
];

const REGISTER: &[Column] = &[
    column("", 1, session::folded),
    column("", 1, sector_letter),
    column("head.short", 9, short).sorted(),
    text_of("head.organisation"),
    column("head.ref", 5, refs).typed(Typed::Ref),
    column("head.leads", 5, leads).right(),
    column("head.supports", 5, supports).right(),
    column("head.ideas", 5, ideas_of).right(),
    column("head.country", 14, country).from(WIDE),
    LABELS,
];

const DECISIONS: &[Column] = &[
    REF,
    text_of("head.decision"),
    column("head.date", 11, decided).typed(Typed::Token(Mark::Key(Key::Due))),
    column("head.meeting", 6, meeting),
    column("head.issue", 5, issue).typed(Typed::Token(Mark::Key(Key::Issue))),
    TAGS,
    LABELS,
];

const OBJECTIVES: &[Column] = &[
    REF,
    text_of("head.objective"),
    column("head.pillar", 11, pillar),
    column("head.actions", 7, actions_of).right(),
    column("head.late", 4, late_of).right(),
    column("head.claimed", 7, claimed_of).right(),
    column("head.verified", 8, verified_of).right(),
    LABELS,
];

/// The columns of a list.
pub(super) const fn of(view: View) -> &'static [Column] {
    match view {
        View::Agenda => session::AGENDA,
        View::Attendance => attendance::COLUMNS,
        View::Ballot | View::Results => &[],
        View::Briefings => session::BRIEFINGS,
        View::Wall => WALL,
        View::Table => PLAN,
        View::Due => DUE,
        View::Register => REGISTER,
        View::Decisions => DECISIONS,
        View::Objectives => OBJECTIVES,
        View::Home | View::Board | View::Log | View::Trash => &[],
    }
}

pub(super) fn entity(app: &App, id: Id) -> Option<&dyn Entity> {
    app.picture.live(id).ok().flatten()
}

pub(super) fn refs(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    Cell::of(app.picture.ref_by_id(id).unwrap_or_default(), Role::Dim)
}

fn titles(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let record = entity(app, id).and_then(Entity::title);
    Cell::of(record.map_or("–", |pair| title(app, pair)), Role::Text)
}

pub(super) fn labels(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    match entity(app, id).and_then(Entity::label) {
        Some(label) => Cell { text: label.word().to_owned(), look: Look::label(label) },
        None => Cell::none(),
    }
}

pub(super) fn sources(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    match agency(&app.picture, entity(app, id).and_then(Entity::source)) {
        Some(name) => Cell::of(name, Role::Text),
        None => Cell::of(paint.symbol(Symbol::Dash), Role::Dim),
    }
}

fn table(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let table = app.picture.peek::<Idea>(id).and_then(|idea| idea.table.0);
    Cell::of(table.map_or(String::new(), |table| table.to_string()), Role::Dim)
}

fn issue(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let of_decision = || app.picture.peek::<Decision>(id).and_then(|decision| decision.issue.0);
    let issue = app.issue_of(id).or_else(of_decision);
    Cell::of(issue.and_then(|id| app.picture.ref_by_id(id)).unwrap_or_default(), Role::Text)
}

fn tags(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let of_idea = app.picture.peek::<Idea>(id).map(|idea| &idea.tags);
    let of_decision = || app.picture.peek::<Decision>(id).map(|decision| &decision.tags);
    let of_point = || app.picture.peek::<Point>(id).map(|point| &point.tags);
    let tags = of_idea.or_else(of_decision).or_else(of_point);
    let all: Vec<String> =
        tags.iter().flat_map(|tags| tags.iter()).map(|tag| format!("#{tag}")).collect();
    Cell::of(all.join(" "), Role::Dim)
}

fn rag_letter(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let action = app.picture.peek::<Action>(id);
    match action.and_then(|action| action.rag.0.as_deref()) {
        Some((letter, ..)) => {
            let (letter, look) = rag(*letter);
            Cell { text: letter.to_owned(), look }
        }
        None => Cell::none(),
    }
}

fn lead(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let action = app.picture.peek::<Action>(id);
    match agency(&app.picture, action.and_then(|action| action.lead.organisation)) {
        Some(name) => Cell::of(name, Role::Text),
        None => Cell::of(app.words.text("plan.no_lead"), Role::Warn),
    }
}

fn due(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(action) = app.picture.peek::<Action>(id) else { return Cell::none() };
    match action.span.due {
        Some(due) => {
            let late = view::is_overdue(action, app.now.today);
            let shown = write::short(due, app.lang(), app.now.today.year());
            let look = Look::of(if late { Role::Bad } else { Role::Text }).bold_if(late);
            Cell { text: shown, look }
        }
        None => Cell::of(app.words.text("plan.no_date"), Role::Warn),
    }
}

/// How far the due date is.
fn distance(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let action = app.picture.peek::<Action>(id);
    let Some((action, due)) = action.and_then(|action| Some((action, action.span.due?))) else {
        return Cell::none();
    };
    let late = view::is_overdue(action, app.now.today);
    let (far, role) = super::detail::distance(app, due, late);
    Cell { text: far, look: Look::of(role).bold_if(late) }
}

fn progress(paint: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(action) = app.picture.peek::<Action>(id) else { return Cell::none() };
    let (sign, word, role) = status(action.status.token.unwrap_or(Progress::Proposed));
    Cell::of(format!("{} {}", paint.symbol(sign), app.words.text(word)), role)
}

fn support(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(action) = app.picture.peek::<Action>(id) else { return Cell::none() };
    let names: Vec<String> =
        action.support.0.iter().filter_map(|id| agency(&app.picture, Some(*id))).collect();
    Cell::of(names.join(", "), Role::Text)
}

fn places(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let Some(action) = app.picture.peek::<Action>(id) else { return Cell::none() };
    let places: Vec<&str> = action.places.iter().collect();
    Cell::of(places.join(", "), Role::Dim)
}

pub(super) fn sector_letter(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let agency = app.picture.peek::<Organisation>(id);
    let sector = agency.and_then(|agency| agency.sector.0.as_deref());
    let letter = sector.and_then(|sector| sector.chars().next());
    letter.map_or_else(|| Cell::of("?", Role::Dim), |letter| Cell::of(letter, Role::Text))
}

fn short(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let agency = app.picture.peek::<Organisation>(id);
    Cell::of(agency.map_or(String::new(), |agency| short_name(&app.picture, agency)), Role::Text)
}

fn country(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let agency = app.picture.peek::<Organisation>(id);
    let country = agency.and_then(|agency| agency.country.0.as_deref());
    Cell::of(country.unwrap_or_default(), Role::Dim)
}

/// A count; nothing where there is none, so that what is there stands out.
fn count(n: u32, role: Role) -> Cell {
    if n == 0 { Cell::of("–", Role::Dim) } else { Cell::of(n.to_string(), role) }
}

fn leads(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).actions, Role::Text)
}

fn supports(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).supports, Role::Text)
}

fn ideas_of(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).ideas, Role::Text)
}

fn actions_of(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).actions, Role::Text)
}

fn late_of(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).late, Role::Bad)
}

fn claimed_of(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).claimed, Role::Warn)
}

fn verified_of(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    count(app.lists.tally(id).verified, Role::Good)
}

fn pillar(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let objective = app.picture.peek::<Objective>(id);
    let pillar = objective.and_then(|objective| objective.pillar.0.as_deref());
    Cell::of(pillar.unwrap_or_default(), Role::Dim)
}

fn decided(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let date = app.picture.peek::<Decision>(id).and_then(|decision| decision.date.0);
    let year = app.now.today.year();
    Cell::of(date.map_or(String::new(), |date| write::short(date, app.lang(), year)), Role::Text)
}

fn meeting(_: &Paint<'_>, app: &App, id: Id) -> Cell {
    let meeting = entity(app, id).and_then(Entity::meeting);
    Cell::of(meeting.and_then(|id| app.picture.ref_by_id(id)).unwrap_or_default(), Role::Dim)
}

/// Sign, key of the word, and colour of a status.
pub(super) fn status(progress: Progress) -> (Symbol, &'static str, Role) {
    match progress {
        Progress::Proposed => (Symbol::Proposed, "status.proposed", Role::Dim),
        Progress::Agreed => (Symbol::Agreed, "status.agreed", Role::Text),
        Progress::InProgress => (Symbol::Working, "status.working", Role::Text),
        Progress::Blocked => (Symbol::Blocked, "status.blocked", Role::Bad),
        Progress::Done => (Symbol::Claimed, "status.claimed", Role::Warn),
        Progress::Verified => (Symbol::Verified, "status.verified", Role::Good),
        Progress::Deferred => (Symbol::Deferred, "status.deferred", Role::Dim),
        Progress::Dropped => (Symbol::Dropped, "status.dropped", Role::Dim),
    }
}

/// The letter of a RAG value.
pub(super) fn rag(letter: RagLetter) -> (&'static str, Look) {
    match letter {
        RagLetter::Red => ("R", Look::chip(Role::Bad)),
        RagLetter::Amber => ("A", Look::chip(Role::Warn)),
        RagLetter::Green => ("G", Look::chip(Role::Good)),
        RagLetter::Grey => ("–", Look::of(Role::Dim)),
    }
}
