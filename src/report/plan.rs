//! The action plan: objectives, and under each its action items with where they come from.

use std::collections::HashMap;

use super::{
    document::{Cell, Document, Section, Table},
    texts::{NOTHING, Writer},
};
use crate::domain::{
    disclose::{Disclosed, Linked},
    fields::{Action, Decision, Idea, Issue, Objective},
    kind::Kind,
    label::Label,
    saying::Saying,
    tokens::Progress,
    value::Id,
    words::Words,
};

/// Headings of the columns, in their order.
const COLUMNS: [&str; 10] = [
    "report.plan.ref",
    "report.plan.action",
    "report.plan.lead",
    "report.plan.support",
    "report.plan.start",
    "report.plan.due",
    "report.plan.status",
    "report.plan.issue",
    "report.plan.decision",
    "report.plan.label",
];

/// What a section of the plan stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Under {
    /// An objective, by its place.
    Objective(usize),
    /// Objectives of this label, which the audience may not see.
    Withheld(Label),
    /// No objective.
    None,
}

/// The action plan in the languages of the audience; `words` holds the texts of each.
#[must_use]
pub fn plan(from: &Disclosed, words: &[Words]) -> Document {
    let mut writer = Writer::new(from, words);
    let cards = cards(from);
    let objectives = from.all::<Objective>();
    let mut groups: Vec<(Under, Vec<&Action>)> =
        (0..objectives.len()).map(|at| (Under::Objective(at), Vec::new())).collect();
    let places: HashMap<Id, usize> =
        objectives.iter().enumerate().map(|(at, objective)| (objective.id, at)).collect();
    let actions = from.plan();
    for action in &actions {
        let under = match from.objective_of(action) {
            Some(Linked::Shown(objective, _)) => {
                places.get(&objective.id).map_or(Under::None, |at| Under::Objective(*at))
            }
            Some(Linked::Withheld(label)) => Under::Withheld(label),
            Some(Linked::Gone) | None => Under::None,
        };
        match groups.binary_search_by(|(known, _)| known.cmp(&under)) {
            Ok(at) => groups.get_mut(at).into_iter().for_each(|(_, all)| all.push(action)),
            Err(at) => groups.insert(at, (under, vec![action])),
        }
    }
    let sections = groups
        .into_iter()
        .map(|(under, actions)| section(&mut writer, &objectives, under, &actions, &cards))
        .collect();
    Document {
        title: writer.text("report.plan.title"),
        subject: if from.title().is_empty() { Vec::new() } else { writer.pair(from.title()) },
        notes: notes(&writer, actions.len()),
        label: writer.label(),
        sections,
    }
}

/// How many cards of the wall lie in each issue, as far as the audience may see them.
fn cards(from: &Disclosed) -> HashMap<Id, usize> {
    let mut cards = HashMap::new();
    for issue in from.all::<Idea>().iter().filter_map(|idea| idea.issue.issue) {
        *cards.entry(issue).or_default() += 1;
    }
    cards
}

fn notes(writer: &Writer<'_>, items: usize) -> Vec<String> {
    let mut notes = writer.say_each(&Saying::new("report.plan.items").with("n", items));
    let withheld = writer.from.withheld(Kind::Action) + writer.from.withheld(Kind::Objective);
    if withheld > 0 {
        notes.extend(writer.say_each(&Saying::new("report.withheld.items").with("n", withheld)));
    }
    notes
}

fn section(
    writer: &mut Writer<'_>,
    objectives: &[&Objective],
    under: Under,
    actions: &[&Action],
    cards: &HashMap<Id, usize>,
) -> Section {
    let mut notes = Vec::new();
    let heading = match under {
        Under::Objective(at) => match objectives.get(at) {
            Some(objective) => {
                writer.note(writer.from.label(*objective));
                if let Some(pillar) = objective.pillar.get() {
                    notes.push(writer.say(&Saying::new("report.plan.pillar").with("name", pillar)));
                }
                let title = writer.pair_line(&objective.title);
                format!("{} {title}", writer.from.ref_of(*objective))
            }
            None => NOTHING.to_owned(),
        },
        Under::Withheld(label) => {
            let withheld = Saying::new("report.withheld.link").with("label", label.token());
            writer.say(&Saying::new("report.plan.objective").with("name", withheld))
        }
        Under::None => writer.text("report.plan.no_objective"),
    };
    if actions.is_empty() {
        notes.push(writer.text("report.plan.empty"));
    }
    let table = (!actions.is_empty()).then(|| Table {
        columns: COLUMNS.into_iter().map(|key| writer.text(key)).collect(),
        rows: actions.iter().map(|action| row(writer, action, cards)).collect(),
    });
    Section { heading, notes, table }
}

fn row(writer: &mut Writer<'_>, action: &Action, cards: &HashMap<Id, usize>) -> Vec<Cell> {
    let label = writer.from.label(action);
    writer.note(label);
    let lead = match action.lead.organisation {
        Some(agency) => writer.agency(agency),
        None => NOTHING.to_owned(),
    };
    let support: Vec<String> = action.support.0.iter().map(|id| writer.agency(*id)).collect();
    let decision = action.decision.0.and_then(|id| writer.record::<Decision>(id));
    vec![
        Cell::from(writer.from.ref_of(action)),
        Cell(writer.pair(&action.title)),
        Cell::from(lead),
        Cell(or_nothing(support)),
        Cell(writer.day(action.span.start)),
        Cell(writer.day(action.span.due)),
        Cell(status(writer, action)),
        Cell(issue(writer, action, cards)),
        Cell(or_nothing(decision.unwrap_or_default())),
        Cell::from(label.token().to_owned()),
    ]
}

fn or_nothing(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec![NOTHING.to_owned()] } else { lines }
}

/// The issue an item answers, and how many cards of the wall it came from.
fn issue(writer: &mut Writer<'_>, action: &Action, cards: &HashMap<Id, usize>) -> Vec<String> {
    let Some(id) = action.issue.0 else { return vec![NOTHING.to_owned()] };
    let shown = matches!(writer.from.link::<Issue>(id), Linked::Shown(..));
    let mut lines = or_nothing(writer.record::<Issue>(id).unwrap_or_default());
    if let Some(count) = cards.get(&id).filter(|_| shown) {
        lines.push(writer.say(&Saying::new("report.plan.cards").with("n", *count)));
    }
    lines
}

fn status(writer: &Writer<'_>, action: &Action) -> Vec<String> {
    let Some(token) = action.status.token else { return vec![NOTHING.to_owned()] };
    let key = match token {
        Progress::Proposed => "report.status.proposed",
        Progress::Agreed => "report.status.agreed",
        Progress::InProgress => "report.status.in-progress",
        Progress::Blocked => "report.status.blocked",
        Progress::Done => "report.status.done",
        Progress::Verified => "report.status.verified",
        Progress::Deferred => "report.status.deferred",
        Progress::Dropped => "report.status.dropped",
    };
    let said = action.status.said.as_deref();
    let mut lines = vec![writer.text(key)];
    lines.extend(
        said.and_then(|said| said.reason.as_deref().or(said.on.as_deref())).map(Into::into),
    );
    lines
}
