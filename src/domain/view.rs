//! How lists are ordered and counted: one rule for the screen, the commands and the store's
//! first page.

use chrono::{Datelike, NaiveDate};

use super::{
    fields::{Action, Idea, Objective},
    record::Record,
    snapshot::Snapshot,
    tokens::Progress,
};

/// Place of an action item in the plan: by objective (those without one last), then by due
/// date (those without one last), then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanKey {
    /// Number of the objective.
    pub objective: u32,
    /// Due date as a day number.
    pub due: i32,
    /// Number of the item.
    pub number: u32,
}

impl PlanKey {
    /// The place of this item.
    #[must_use]
    pub fn of(w: &Snapshot, action: &Action) -> Self {
        let objective = action.objective.0.and_then(|id| w.peek::<Objective>(id));
        Self {
            objective: objective.and_then(Record::number).unwrap_or(u32::MAX),
            due: action.span.due.map_or(i32::MAX, |due| due.num_days_from_ce()),
            number: Record::number(action).unwrap_or(u32::MAX),
        }
    }
}

/// What the head of the plan counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// Action items.
    pub all: usize,
    /// Those without a lead agency.
    pub no_lead: usize,
    /// Those without a due date.
    pub no_date: usize,
}

impl PlanCounts {
    /// The counts of one item.
    #[must_use]
    pub fn of(action: &Action) -> Self {
        Self {
            all: 1,
            no_lead: usize::from(action.lead.organisation.is_none()),
            no_date: usize::from(action.span.due.is_none()),
        }
    }

    /// Adds the counts of an item.
    pub fn add(&mut self, one: Self) {
        self.all += one.all;
        self.no_lead += one.no_lead;
        self.no_date += one.no_date;
    }

    /// Takes the counts of an item away.
    pub fn remove(&mut self, one: Self) {
        self.all = self.all.saturating_sub(one.all);
        self.no_lead = self.no_lead.saturating_sub(one.no_lead);
        self.no_date = self.no_date.saturating_sub(one.no_date);
    }
}

/// What the head of the wall counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdeaCounts {
    /// Ideas.
    pub all: usize,
    /// Those in no cluster.
    pub loose: usize,
}

impl IdeaCounts {
    /// The counts of one idea.
    #[must_use]
    pub fn of(idea: &Idea) -> Self {
        Self { all: 1, loose: usize::from(idea.issue.issue.is_none()) }
    }

    /// Adds the counts of an idea.
    pub fn add(&mut self, one: Self) {
        self.all += one.all;
        self.loose += one.loose;
    }

    /// Takes the counts of an idea away.
    pub fn remove(&mut self, one: Self) {
        self.all = self.all.saturating_sub(one.all);
        self.loose = self.loose.saturating_sub(one.loose);
    }
}

/// Whether an item is overdue on this day: open, not put off, due before it.
#[must_use]
pub fn is_overdue(action: &Action, today: NaiveDate) -> bool {
    let open = action.status.token.is_none_or(|s| s.is_open() && s != Progress::Deferred);
    open && action.span.due.is_some_and(|due| due < today)
}
