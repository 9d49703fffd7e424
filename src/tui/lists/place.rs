//! Where a record stands in the list of a view.

use chrono::{Datelike as _, NaiveDate};

use crate::{
    domain::{
        attendance,
        fields::{
            Action, Agenda, Capability, Decision, Idea, Issue, Level, Meeting, Objective,
            Organisation, Point, Post,
        },
        reader::short_name,
        record::Entity,
        snapshot::Snapshot,
        text,
        tokens::Column,
        types::Token as _,
        value::Id,
        view::{Attention, PlanKey},
    },
    tui::screens::View,
};

/// What orders a record among its like; the id settles ties of numbers that collided in a merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    /// Number of the group it stands in: a column, a heading.
    pub(super) group: u32,
    /// A day in it.
    day: i32,
    /// A text in that.
    text: Option<Box<str>>,
    number: u32,
    pub(super) id: Id,
}

impl Step {
    fn of(record: &dyn Entity) -> Self {
        let number = record.number().unwrap_or(u32::MAX);
        Self { group: 0, day: 0, text: None, number, id: record.id() }
    }
}

/// Where a record stands: the record that it stands under, if any, then the steps below that.
/// What stands under a record comes behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) first: Step,
    under: Vec<Step>,
}

impl Place {
    const fn of(first: Step) -> Self {
        Self { first, under: Vec::new() }
    }

    fn under(mut self, step: Step) -> Self {
        self.under.push(step);
        self
    }

    /// The record itself.
    pub(super) fn id(&self) -> Id {
        self.under.last().map_or(self.first.id, |step| step.id)
    }
}

/// Where a record stands in a view, none where it is not of that list. What stands under an
/// organisation does so only where it is unfolded.
pub(super) fn place(
    w: &Snapshot,
    today: NaiveDate,
    view: View,
    id: Id,
    unfolded: impl Fn(Id) -> bool,
) -> Option<Place> {
    let of = |record: &dyn Entity| Place::of(Step::of(record));
    match view {
        View::Home | View::Ballot | View::Results | View::Log | View::Trash => None,
        View::Agenda => {
            w.peek::<Meeting>(id).map(|meeting| Place::of(of_meeting(meeting))).or_else(|| {
                let item = w.peek::<Agenda>(id)?;
                Some(in_meeting(w, item, of_item(item)))
            })
        }
        View::Attendance => {
            let agency = w.peek::<Organisation>(id)?;
            Some(Place::of(in_sector(w, agency)))
        }
        View::Briefings => w.peek::<Point>(id).map(|point| {
            let item = point.agenda.0.and_then(|id| w.peek::<Agenda>(id));
            match item {
                Some(item) => in_meeting(w, item, of_item(item)).under(Step::of(point)),
                None => in_meeting(w, point, Step::of(point)),
            }
        }),
        View::Wall => w.peek::<Idea>(id).map(|idea| of(idea)),
        View::Decisions => w.peek::<Decision>(id).map(|decision| of(decision)),
        View::Objectives => w.peek::<Objective>(id).map(|objective| of(objective)),
        View::Register => match w.peek::<Organisation>(id) {
            Some(agency) => Some(Place::of(of_agency(w, agency))),
            None => {
                let owner = owner(w, id).filter(|owner| unfolded(*owner))?;
                let agency = w.peek::<Organisation>(owner)?;
                Some(Place::of(of_agency(w, agency)).under(of_part(w, id)?))
            }
        },
        View::Board => w.peek::<Issue>(id).map(|issue| {
            let text = issue.column.key.clone();
            Place::of(Step { group: column(issue), text, ..Step::of(issue) })
        }),
        View::Table => w.peek::<Action>(id).map(|action| {
            let PlanKey { objective: group, due: day, .. } = PlanKey::of(w, action);
            Place::of(Step { group, day, ..Step::of(action) })
        }),
        View::Due => w.peek::<Action>(id).and_then(|action| {
            let group = Attention::of(action, today)? as u32;
            let day = PlanKey::of(w, action).due;
            Some(Place::of(Step { group, day, ..Step::of(action) }))
        }),
    }
}

/// Meetings by their date; those without one come last.
pub(super) fn of_meeting(meeting: &Meeting) -> Step {
    let day = meeting.date.0.map_or(i32::MAX, |date| date.num_days_from_ce());
    Step { day, ..Step::of(meeting) }
}

/// Under its meeting; what belongs to none comes last.
fn in_meeting(w: &Snapshot, record: &dyn Entity, step: Step) -> Place {
    match record.meeting().and_then(|id| w.peek::<Meeting>(id)) {
        Some(meeting) => Place::of(of_meeting(meeting)).under(step),
        None => Place::of(Step { group: step.group + 1, ..step }),
    }
}

/// Items in their order, behind what was said under none.
pub(super) fn of_item(item: &Agenda) -> Step {
    let text = Some(item.order.0.clone().unwrap_or_default());
    Step { group: 1, text, ..Step::of(item) }
}

fn of_agency(w: &Snapshot, agency: &Organisation) -> Step {
    let text = Some(text::sort_key(&short_name(w, agency)).into_boxed_str());
    Step { text, ..Step::of(agency) }
}

/// Agencies by sector, then by their short names.
fn in_sector(w: &Snapshot, agency: &Organisation) -> Step {
    let sector = agency.sector.get();
    let key = text::sort_key(&short_name(w, agency));
    // A sector that no template knows stands by its word.
    let text = format!("{}\u{0}{key}", sector.unwrap_or_default());
    let group = attendance::sector_place(sector);
    Step { group, text: Some(text.into_boxed_str()), ..Step::of(agency) }
}

/// Posts first, then how far it has each capability.
fn of_part(w: &Snapshot, id: Id) -> Option<Step> {
    if let Some(post) = w.peek::<Post>(id) {
        return Some(Step::of(post));
    }
    let level = w.peek::<Level>(id)?;
    let capability = level.capability.0.and_then(|id| w.peek::<Capability>(id));
    let number = capability.and_then(|capability| capability.number()).unwrap_or(u32::MAX);
    Some(Step { group: 1, number, ..Step::of(level) })
}

/// The organisation that a post or a level belongs to.
#[must_use]
pub(crate) fn owner(w: &Snapshot, id: Id) -> Option<Id> {
    let of_post = w.peek::<Post>(id).map(|post| post.organisation.0);
    of_post.or_else(|| w.peek::<Level>(id).map(|level| level.organisation.0)).flatten()
}

/// The place of a key issue's column among the columns.
fn column(issue: &Issue) -> u32 {
    let column = issue.column.column.unwrap_or(Column::Candidate);
    u32::try_from(column.place()).unwrap_or(u32::MAX)
}
