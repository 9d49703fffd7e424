//! How lists are ordered and counted: one rule for the screen, the commands and the store's
//! first page.

use chrono::{Datelike, NaiveDate};

use super::{
    fields::{Action, Idea, Objective},
    kind::Kind,
    record::Record,
    snapshot::Snapshot,
    tokens::{Column, Progress},
    value::Id,
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

/// Days ahead in which a due date counts as soon.
pub const SOON: i64 = 14;

/// Why an action item asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attention {
    /// Overdue.
    Late,
    /// Due within [`SOON`] days.
    Soon,
    /// Blocked, and not overdue.
    Blocked,
    /// Claimed to be done, and nobody has seen it.
    ToVerify,
}

impl Attention {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Late, Self::Soon, Self::Blocked, Self::ToVerify];

    /// Why an item asks for attention on this day; none where it does not. A claimed one is
    /// never overdue, a deferred one neither overdue nor soon.
    #[must_use]
    pub fn of(action: &Action, today: NaiveDate) -> Option<Self> {
        let token = action.status.token.unwrap_or(Progress::Proposed);
        if is_overdue(action, today) {
            return Some(Self::Late);
        }
        match token {
            Progress::Done => Some(Self::ToVerify),
            Progress::Blocked => Some(Self::Blocked),
            Progress::Deferred => None,
            token if token.is_open() => {
                let soon = action.span.due.is_some_and(|due| (due - today).num_days() <= SOON);
                soon.then_some(Self::Soon)
            }
            _ => None,
        }
    }
}

/// What other records say of one: cards in a key issue, items of an objective, of a lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ideas that lie in it or come from it.
    pub ideas: u32,
    /// Action items that answer it, serve it or are led by it.
    pub actions: u32,
    /// Action items it supports.
    pub supports: u32,
    /// Of `actions`, those that are overdue.
    pub late: u32,
    /// Of `actions`, those claimed to be done.
    pub claimed: u32,
    /// Of `actions`, those seen to be done.
    pub verified: u32,
}

impl Tally {
    /// What an idea says of the records it names.
    pub fn of_idea(idea: &Idea) -> impl Iterator<Item = (Id, Self)> {
        let one = Self { ideas: 1, ..Self::default() };
        idea.issue.issue.into_iter().chain(idea.source.0).map(move |id| (id, one))
    }

    /// What an action item says of the records it names.
    pub fn of_action(action: &Action, today: NaiveDate) -> impl Iterator<Item = (Id, Self)> {
        let token = action.status.token;
        let one = Self {
            actions: 1,
            late: u32::from(is_overdue(action, today)),
            claimed: u32::from(token == Some(Progress::Done)),
            verified: u32::from(token == Some(Progress::Verified)),
            ..Self::default()
        };
        let help = Self { supports: 1, ..Self::default() };
        let named = [action.issue.0, action.objective.0, action.lead.organisation];
        let supports = action.support.0.iter().map(move |id| (*id, help));
        named.into_iter().flatten().map(move |id| (id, one)).chain(supports)
    }

    /// Adds what one record says.
    pub fn add(&mut self, one: Self) {
        for (mine, one) in self.parts_mut().into_iter().zip(one.parts()) {
            *mine += one;
        }
    }

    /// Takes away what one record said.
    pub fn remove(&mut self, one: Self) {
        for (mine, one) in self.parts_mut().into_iter().zip(one.parts()) {
            *mine = mine.saturating_sub(one);
        }
    }

    fn parts(self) -> [u32; 6] {
        [self.ideas, self.actions, self.supports, self.late, self.claimed, self.verified]
    }

    fn parts_mut(&mut self) -> [&mut u32; 6] {
        let Self { ideas, actions, supports, late, claimed, verified } = self;
        [ideas, actions, supports, late, claimed, verified]
    }
}

/// What Home counts, and what of it shows first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// Of the wall.
    pub ideas: IdeaCounts,
    /// Of the plan.
    pub plan: PlanCounts,
    /// Live records by kind, of the kinds that Home counts.
    pub kinds: Vec<(Kind, usize)>,
    /// Key issues and clusters by column, in the order of [`Column::ALL`].
    pub columns: [usize; Column::ALL.len()],
    /// Action items by why they ask for attention, in the order of [`Attention::ALL`].
    pub attention: [usize; Attention::ALL.len()],
    /// The items that are late longest, at most [`FIRST_LATE`].
    pub late: Vec<Id>,
}

/// Late items that Home names.
pub const FIRST_LATE: usize = 5;
