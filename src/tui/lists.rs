//! The lists of the views: which records in which order, what heads and other records count,
//! and the index of what is sought. All are kept as records change; no key makes them anew.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::screens::View;
use crate::domain::{
    fields::{Action, Decision, Idea, Issue, Objective, Organisation},
    find::Index,
    kind::Kind,
    reader::short_name,
    record::Entity,
    row::Row,
    snapshot::{IdMap, Snapshot},
    text,
    tokens::Column,
    types::Token as _,
    value::Id,
    view::{Attention, IdeaCounts, PlanCounts, PlanKey, Tally},
};

/// Above so many records at once the orders are sorted anew, which is cheaper then.
const MANY: usize = 500;

/// Where a record stands in its list; the id settles ties of numbers that collided in a merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Number of the group it stands in: a column, a heading.
    group: u32,
    /// A day in it.
    day: i32,
    /// A text in that.
    text: Option<Box<str>>,
    number: u32,
    id: Id,
}

impl Place {
    fn of(record: &dyn Entity) -> Self {
        let number = record.number().unwrap_or(u32::MAX);
        Self { group: 0, day: 0, text: None, number, id: record.id() }
    }
}

/// Where a record stands in a view, none where it is not of that list.
fn place(w: &Snapshot, today: NaiveDate, view: View, id: Id) -> Option<Place> {
    match view {
        View::Home | View::Log | View::Trash => None,
        View::Wall => w.peek::<Idea>(id).map(|idea| Place::of(idea)),
        View::Decisions => w.peek::<Decision>(id).map(|decision| Place::of(decision)),
        View::Objectives => w.peek::<Objective>(id).map(|objective| Place::of(objective)),
        View::Register => w.peek::<Organisation>(id).map(|agency| {
            let text = Some(text::sort_key(&short_name(w, agency)).into_boxed_str());
            Place { text, ..Place::of(agency) }
        }),
        View::Board => w.peek::<Issue>(id).map(|issue| {
            let text = issue.column.key.clone();
            Place { group: column(issue), text, ..Place::of(issue) }
        }),
        View::Table => w.peek::<Action>(id).map(|action| {
            let PlanKey { objective: group, due: day, .. } = PlanKey::of(w, action);
            Place { group, day, ..Place::of(action) }
        }),
        View::Due => w.peek::<Action>(id).and_then(|action| {
            let group = Attention::of(action, today)? as u32;
            let day = PlanKey::of(w, action).due;
            Some(Place { group, day, ..Place::of(action) })
        }),
    }
}

/// The place of a key issue's column among the columns.
fn column(issue: &Issue) -> u32 {
    let column = issue.column.column.unwrap_or(Column::Candidate);
    u32::try_from(column.place()).unwrap_or(u32::MAX)
}

/// Orders, counts and the index of a picture.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    today: NaiveDate,
    ids: [Vec<Id>; View::ALL.len()],
    /// What the head of the wall counts.
    pub(crate) idea_counts: IdeaCounts,
    /// What the head of the plan counts.
    pub(crate) plan_counts: PlanCounts,
    /// Records of the board by column.
    columns: [usize; Column::ALL.len()],
    /// Action items by why they ask for attention.
    attention: [usize; Attention::ALL.len()],
    tallies: IdMap<Id, Tally>,
    /// Refs and titles of all records, folded, for whatever is sought.
    pub(crate) index: Index<Id>,
}

impl Lists {
    /// The lists of a whole picture on a day. It is made on the workspace's thread.
    #[must_use]
    pub(crate) fn of(w: &Snapshot, today: NaiveDate) -> Self {
        Self { index: Index::of_records(w), ..Self::default() }.of_day(w, today)
    }

    /// The same lists on another day.
    #[must_use]
    pub(crate) fn of_day(self, w: &Snapshot, today: NaiveDate) -> Self {
        let mut lists = Self { today, index: self.index, ..Self::default() };
        for view in View::ALL {
            lists.sort(w, view);
        }
        for view in View::ALL {
            // A record that two views list is counted once.
            let Some(kind) = view.kind().filter(|kind| View::of(*kind) == Some(view)) else {
                continue;
            };
            for record in w.entities(kind) {
                lists.count(w, record.id(), true);
            }
        }
        lists
    }

    /// The lists of a first page: its counts alone.
    #[must_use]
    pub(crate) fn of_page(today: NaiveDate, ideas: IdeaCounts, plan: PlanCounts) -> Self {
        Self { today, idea_counts: ideas, plan_counts: plan, ..Self::default() }
    }

    /// Whether they hold for another day.
    #[must_use]
    pub(crate) fn is_stale(&self, today: NaiveDate) -> bool {
        self.today != today
    }

    /// The records of a view, in order.
    #[must_use]
    pub(crate) fn ids(&self, view: View) -> &[Id] {
        self.ids.get(view.index()).map_or(&[], Vec::as_slice)
    }

    fn ids_mut(&mut self, view: View) -> Option<&mut Vec<Id>> {
        self.ids.get_mut(view.index())
    }

    /// Finds the place of a record in a sorted list of a view's ids.
    ///
    /// # Errors
    /// Where it would stand.
    pub(crate) fn find(
        &self,
        w: &Snapshot,
        view: View,
        ids: &[Id],
        id: Id,
    ) -> Result<usize, usize> {
        let Some(sought) = place(w, self.today, view, id) else { return Err(ids.len()) };
        ids.binary_search_by(|other| match place(w, self.today, view, *other) {
            Some(other) => other.cmp(&sought),
            None => Ordering::Greater,
        })
    }

    /// What other records say of one.
    #[must_use]
    pub(crate) fn tally(&self, id: Id) -> Tally {
        self.tallies.get(&id).copied().unwrap_or_default()
    }

    /// How many records stand in a column of the board.
    #[must_use]
    pub(crate) fn in_column(&self, column: Column) -> usize {
        self.columns.get(column.place()).copied().unwrap_or_default()
    }

    /// How many action items ask for attention for a reason.
    #[must_use]
    pub(crate) fn asking(&self, why: Attention) -> usize {
        self.attention.get(why as usize).copied().unwrap_or_default()
    }

    /// Puts records as they now stand into the picture and its lists.
    pub(crate) fn put(&mut self, w: &mut Snapshot, rows: Vec<Row>) {
        // An objective that comes or goes moves items that are not among the rows.
        let objectives = rows.iter().any(|row| row.kind() == Kind::Objective);
        let anew = rows.len() > MANY || objectives;
        for row in rows {
            self.put_one(w, row, anew);
        }
        if anew {
            for view in View::ALL {
                self.sort(w, view);
            }
        }
    }

    fn put_one(&mut self, w: &mut Snapshot, row: Row, anew: bool) {
        let (id, kind) = (row.id(), row.kind());
        let views = || View::ALL.into_iter().filter(|view| view.kind() == Some(kind));
        self.count(w, id, false);
        if !anew {
            for view in views() {
                if let Ok(at) = self.find(w, view, self.ids(view), id) {
                    self.tell_group(w, view, id, false);
                    self.ids_mut(view).map(|ids| ids.remove(at));
                }
            }
        }
        w.put(row);
        self.count(w, id, true);
        self.index.renew(w, id);
        if !anew {
            for view in views() {
                if place(w, self.today, view, id).is_some()
                    && let Err(at) = self.find(w, view, self.ids(view), id)
                {
                    self.tell_group(w, view, id, true);
                    if let Some(ids) = self.ids_mut(view) {
                        ids.insert(at, id);
                    }
                }
            }
        }
    }

    /// Counts a record in or out of its group.
    fn tell_group(&mut self, w: &Snapshot, view: View, id: Id, add: bool) {
        let Some(place) = place(w, self.today, view, id) else { return };
        if let Some(n) = self.groups_mut(view).get_mut(place.group as usize) {
            *n = if add { *n + 1 } else { n.saturating_sub(1) };
        }
    }

    fn groups_mut(&mut self, view: View) -> &mut [usize] {
        match view {
            View::Board => &mut self.columns,
            View::Due => &mut self.attention,
            _ => &mut [],
        }
    }

    /// Sorts a view anew and counts its groups.
    fn sort(&mut self, w: &Snapshot, view: View) {
        let Some(kind) = view.kind() else { return };
        let today = self.today;
        let mut places: Vec<Place> =
            w.entities(kind).filter_map(|record| place(w, today, view, record.id())).collect();
        places.sort_unstable();
        let groups = self.groups_mut(view);
        groups.fill(0);
        for place in &places {
            if let Some(n) = groups.get_mut(place.group as usize) {
                *n += 1;
            }
        }
        if let Some(ids) = self.ids_mut(view) {
            *ids = places.into_iter().map(|place| place.id).collect();
        }
    }

    fn count(&mut self, w: &Snapshot, id: Id, add: bool) {
        if let Some(action) = w.peek::<Action>(id) {
            let one = PlanCounts::of(action);
            if add {
                self.plan_counts.add(one)
            } else {
                self.plan_counts.remove(one)
            }
            let said = Tally::of_action(action, self.today);
            said.for_each(|(of, one)| self.say_of(of, one, add));
        }
        if let Some(idea) = w.peek::<Idea>(id) {
            let one = IdeaCounts::of(idea);
            if add {
                self.idea_counts.add(one)
            } else {
                self.idea_counts.remove(one)
            }
            Tally::of_idea(idea).for_each(|(of, one)| self.say_of(of, one, add));
        }
    }

    fn say_of(&mut self, of: Id, one: Tally, add: bool) {
        let tally = self.tallies.entry(of).or_default();
        if add {
            tally.add(one)
        } else {
            tally.remove(one)
        }
        if *tally == Tally::default() {
            self.tallies.remove(&of);
        }
    }
}

/// The objective of an action item, where there is one.
#[must_use]
pub(crate) fn objective(w: &Snapshot, id: Id) -> Option<&Objective> {
    w.peek::<Action>(id).and_then(|action| action.objective.0).and_then(|id| w.peek(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        record::Record,
        tokens::Progress,
        types::{Held, Lead, Position, Ref, Span, Status},
    };
    use proptest::prelude::*;

    fn id(n: u32) -> Id {
        Id::new(i64::from(n) + 1).unwrap()
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 12).unwrap()
    }

    fn action(n: u32, due: Option<u32>, objective: Option<u32>, alive: bool) -> Row {
        let mut action = <Action as Record>::new(id(n));
        action.alive.0 = alive;
        action.number.0 = Some(i64::from(n));
        action.span = Span {
            start: None,
            due: due.and_then(|day| chrono::NaiveDate::from_ymd_opt(2026, 6, day)),
        };
        action.objective = Ref::to(objective.map(|n| id(n + 100)));
        let all = [Progress::Proposed, Progress::Blocked, Progress::Done, Progress::Verified];
        action.status = Status::of(all[n as usize % all.len()]);
        action.lead = Lead { organisation: objective.map(|n| id(n + 300)), post: None };
        action.issue = Ref::to(due.map(|day| id(day % 4 + 200)));
        action.into()
    }

    fn objective_row(n: u32, alive: bool) -> Row {
        let mut objective = <Objective as Record>::new(id(n + 100));
        objective.alive.0 = alive;
        objective.number.0 = Some(i64::from(n));
        objective.into()
    }

    fn issue(n: u32, day: u32, alive: bool) -> Row {
        let mut issue = <Issue as Record>::new(id(n % 4 + 200));
        issue.alive.0 = alive;
        issue.number.0 = Some(i64::from(n % 4));
        let column = Column::ALL[day as usize % Column::ALL.len()];
        issue.column = Position { column: Some(column), key: Some(day.to_string().into()) };
        issue.into()
    }

    fn agency(n: u32, day: u32, alive: bool) -> Row {
        let mut agency = <Organisation as Record>::new(id(n % 4 + 300));
        agency.alive.0 = alive;
        agency.number.0 = Some(i64::from(n % 4));
        agency.abbr.en = Some(format!("{}", day % 7).into());
        agency.into()
    }

    fn idea(n: u32, held: bool, alive: bool) -> Row {
        let mut idea = <Idea as Record>::new(id(n + 50));
        idea.alive.0 = alive;
        idea.number.0 = Some(i64::from(n));
        idea.issue = Held { issue: held.then(|| id(90)), key: None };
        idea.into()
    }

    proptest! {
        #[test]
        fn kept_lists_are_those_of_a_fresh_picture(
            steps in prop::collection::vec((0u8..5, 0u32..12, 1u32..28, 0u32..4, any::<bool>(), any::<bool>()), 0..60)
        ) {
            let mut w = Snapshot::whole();
            let mut lists = Lists::of(&w, today());
            for (what, n, day, objective, flag, alive) in steps {
                let row = match what {
                    0 => action(n, flag.then_some(day), (objective < 3).then_some(objective), alive),
                    1 => objective_row(n % 3, alive),
                    2 => issue(n, day, alive),
                    3 => agency(n, day, alive),
                    _ => idea(n, flag, alive),
                };
                lists.put(&mut w, vec![row]);
                let fresh = Lists::of(&w, today());
                for view in View::ALL {
                    prop_assert_eq!(lists.ids(view), fresh.ids(view), "{:?}", view);
                }
                prop_assert_eq!(lists.columns, fresh.columns);
                prop_assert_eq!(lists.attention, fresh.attention);
                prop_assert_eq!(&lists.tallies, &fresh.tallies);
                prop_assert_eq!(lists.idea_counts, fresh.idea_counts);
                prop_assert_eq!(lists.plan_counts, fresh.plan_counts);
                prop_assert_eq!(lists.index.len(), fresh.index.len());
            }
        }
    }
}
