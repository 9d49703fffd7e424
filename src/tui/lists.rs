//! The lists of the views: which records in which order, what heads and other records count,
//! and the index of what is sought. All are kept as records change; no key makes them anew.

mod place;

use std::{
    cmp::Ordering,
    collections::{BTreeSet, HashSet},
};

use chrono::NaiveDate;

pub(crate) use self::place::owner;
use self::place::{Place, of_item, of_meeting};
use super::screens::View;
use crate::domain::{
    fields::{Action, Agenda, Attendance, Decision, Idea, Meeting, Objective, Point},
    find::Index,
    kind::Kind,
    record::Entity,
    row::Row,
    similar::Similar,
    snapshot::{IdMap, Snapshot, Stored},
    tokens::Column,
    types::Token as _,
    value::Id,
    view::{Attention, First, IdeaCounts, PlanCounts, Tally},
};

/// Above so many records at once the orders are sorted anew, which is cheaper then.
const MANY: usize = 500;

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
    /// Ideas by the briefing points that they were made from, by their numbers.
    made: IdMap<Id, BTreeSet<(u32, Id)>>,
    /// The records that name a record as what they belong to or come from, by their ids.
    named: IdMap<Id, Vec<Id>>,
    /// Posts and levels by the organisation that they belong to.
    parts: IdMap<Id, BTreeSet<Id>>,
    /// Organisations whose posts and levels stand under them in the register.
    unfolded: HashSet<Id>,
    /// Refs and titles of all records, folded, for whatever is sought.
    pub(crate) index: Index<Id>,
    /// What each idea says, to find the one that a line is much like.
    pub(crate) similar: Similar,
    /// How many records of some kinds there are, while not all of them are loaded.
    first: Option<Vec<(Kind, usize)>>,
}

impl Lists {
    /// The lists of a whole picture on a day. It is made on the workspace's thread.
    #[must_use]
    pub(crate) fn of(w: &Snapshot, today: NaiveDate) -> Self {
        let (index, similar) = (Index::of_records(w), Similar::of_ideas(w));
        Self { index, similar, ..Self::default() }.of_day(w, today)
    }

    /// The same lists on another day.
    #[must_use]
    pub(crate) fn of_day(self, w: &Snapshot, today: NaiveDate) -> Self {
        let (index, similar, unfolded) = (self.index, self.similar, self.unfolded);
        let mut lists = Self { today, index, similar, unfolded, ..Self::default() };
        for view in View::ALL {
            lists.sort(w, view);
        }
        for kind in Kind::ALL.into_iter().filter(|kind| View::of(*kind).is_some()) {
            for record in w.entities(kind) {
                lists.count(w, record.id(), true);
            }
        }
        lists
    }

    /// The lists of a first page: what it counts, its agenda, and what is late longest.
    #[must_use]
    pub(crate) fn of_page(w: &Snapshot, today: NaiveDate, first: First) -> Self {
        let mut lists = Self { today, ..Self::default() };
        lists.sort(w, View::Agenda);
        lists.sort(w, View::Due);
        (lists.columns, lists.attention) = (first.columns, first.attention);
        (lists.idea_counts, lists.plan_counts) = (first.ideas, first.plan);
        lists.first = Some(first.kinds);
        lists
    }

    /// How many live records of a kind there are, of those that Home counts.
    #[must_use]
    pub(crate) fn how_many(&self, w: &Snapshot, kind: Kind) -> usize {
        match &self.first {
            Some(first) => first.iter().find(|(of, _)| *of == kind).map_or(0, |(_, n)| *n),
            None => w.count_of(kind),
        }
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

    fn place(&self, w: &Snapshot, view: View, id: Id) -> Option<Place> {
        place::place(w, self.today, view, id, |id| self.unfolded.contains(&id))
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
        let Some(sought) = self.place(w, view, id) else { return Err(ids.len()) };
        ids.binary_search_by(|other| match self.place(w, view, *other) {
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
        let many = |view: &View| {
            rows.iter().filter(|row| view.kinds().contains(&row.kind())).count() > MANY
        };
        let anew: Vec<View> = (View::ALL.into_iter())
            .filter(|view| many(view) || self.shifts(w, *view, &rows))
            .collect();
        for row in rows {
            self.put_one(w, row, &anew);
        }
        for view in anew {
            self.sort(w, view);
        }
    }

    /// Whether records move others in a view that are not among them: an objective its action
    /// items, a meeting and an agenda item what was said there, an organisation its posts.
    fn shifts(&self, w: &Snapshot, view: View, rows: &[Row]) -> bool {
        // Records that arrive together may name each other.
        let several = rows.len() > 1;
        rows.iter().any(|row| match (view, row) {
            (View::Table, Row::Objective(new)) => {
                let place = |objective: &Objective| objective.number();
                let old = w.peek::<Objective>(new.id).map(place);
                old != new.alive.0.then(|| place(new))
            }
            (View::Agenda, Row::Meeting(new)) => {
                let old = w.peek::<Meeting>(new.id).map(of_meeting);
                let stands = old == new.alive.0.then(|| of_meeting(new));
                let named = || w.loaded::<Agenda>().any(|item| item.meeting.0 == Some(new.id));
                !stands && (several || named())
            }
            (View::Briefings, Row::Meeting(new)) => {
                let old = w.peek::<Meeting>(new.id).map(of_meeting);
                let stands = old == new.alive.0.then(|| of_meeting(new));
                !stands && (several || w.count::<Point>() > 0)
            }
            (View::Briefings, Row::Agenda(new)) => {
                let place = |item: &Agenda| (of_item(item), item.meeting.0);
                let old = w.peek::<Agenda>(new.id).map(place);
                let stands = old == new.alive.0.then(|| place(new));
                let named = || w.loaded::<Point>().any(|point| point.agenda.0 == Some(new.id));
                !stands && (several || named())
            }
            (View::Register, Row::Capability(_)) => !self.unfolded.is_empty(),
            (View::Register, Row::Organisation(new)) => self.unfolded.contains(&new.id),
            _ => false,
        })
    }

    fn put_one(&mut self, w: &mut Snapshot, row: Row, anew: &[View]) {
        let (id, kind) = (row.id(), row.kind());
        let lists = |view: &View| view.kinds().contains(&kind) && !anew.contains(view);
        let views = || View::ALL.into_iter().filter(lists);
        self.count(w, id, false);
        for view in views() {
            if let Ok(at) = self.find(w, view, self.ids(view), id) {
                self.tell_group(w, view, id, false);
                self.ids_mut(view).map(|ids| ids.remove(at));
            }
        }
        w.put(row);
        self.count(w, id, true);
        self.index.renew(w, id);
        if kind == Kind::Idea {
            self.similar.renew(w, id);
        }
        for view in views() {
            if self.place(w, view, id).is_some()
                && let Err(at) = self.find(w, view, self.ids(view), id)
            {
                self.tell_group(w, view, id, true);
                if let Some(ids) = self.ids_mut(view) {
                    ids.insert(at, id);
                }
            }
        }
    }

    /// Counts a record in or out of its group.
    fn tell_group(&mut self, w: &Snapshot, view: View, id: Id, add: bool) {
        let Some(place) = self.place(w, view, id) else { return };
        if let Some(n) = self.groups_mut(view).get_mut(place.first.group as usize) {
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
        let kinds = view.kinds().iter();
        let mut places: Vec<Place> = kinds
            .flat_map(|kind| w.entities(*kind))
            .filter_map(|record| self.place(w, view, record.id()))
            .collect();
        places.sort_unstable();
        let groups = self.groups_mut(view);
        groups.fill(0);
        for place in &places {
            if let Some(n) = groups.get_mut(place.first.group as usize) {
                *n += 1;
            }
        }
        if let Some(ids) = self.ids_mut(view) {
            *ids = places.iter().map(Place::id).collect();
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
            let made = (idea.number().unwrap_or(u32::MAX), id);
            for from in idea.from.0.iter().copied() {
                tell(&mut self.made, from, made, add);
            }
        }
        if let Some(owner) = owner(w, id) {
            tell(&mut self.parts, owner, id, add);
        }
        for of in names(w, id).into_iter().flatten() {
            let named = self.named.entry(of).or_default();
            match named.binary_search(&id) {
                Err(at) if add => named.insert(at, id),
                Ok(at) if !add => {
                    named.remove(at);
                }
                _ => {}
            }
            if named.is_empty() {
                self.named.remove(&of);
            }
        }
    }

    /// The records of a type that name a record as what they belong to or come from: cards of a
    /// key issue, its decisions and action items; items of a meeting, points of an item.
    pub(crate) fn naming<'a, R: Stored>(
        &'a self,
        w: &'a Snapshot,
        id: Id,
    ) -> impl Iterator<Item = &'a R> {
        self.named.get(&id).into_iter().flatten().filter_map(|id| w.peek::<R>(*id))
    }

    /// The cards of a cluster or key issue, in their order.
    #[must_use]
    pub(crate) fn cards(&self, w: &Snapshot, issue: Id) -> Vec<Id> {
        let held = self.naming::<Idea>(w, issue);
        let mut cards: Vec<_> = held.map(|idea| (idea.issue.key.as_deref(), idea.id)).collect();
        cards.sort_unstable();
        cards.into_iter().map(|(_, id)| id).collect()
    }

    /// Ideas that were made from a record, by their numbers.
    pub(crate) fn made_from(&self, id: Id) -> impl Iterator<Item = Id> {
        self.made.get(&id).into_iter().flatten().map(|(_, idea)| *idea)
    }

    /// How many records ideas were made from.
    #[must_use]
    pub(crate) fn sources(&self) -> usize {
        self.made.len()
    }

    /// Posts and levels of an organisation, in the order of the register.
    #[must_use]
    pub(crate) fn parts(&self, w: &Snapshot, organisation: Id) -> Vec<Id> {
        let parts = self.parts.get(&organisation).into_iter().flatten().copied();
        let mut places: Vec<Place> = parts
            .filter_map(|id| place::place(w, self.today, View::Register, id, |_| true))
            .collect();
        places.sort_unstable();
        places.iter().map(Place::id).collect()
    }

    /// Whether an organisation has posts or levels.
    #[must_use]
    pub(crate) fn has_parts(&self, organisation: Id) -> bool {
        self.parts.contains_key(&organisation)
    }

    /// Whether posts and levels of an organisation stand under it.
    #[must_use]
    pub(crate) fn is_unfolded(&self, organisation: Id) -> bool {
        self.unfolded.contains(&organisation)
    }

    /// Puts posts and levels of an organisation under it in the register, or takes them away.
    pub(crate) fn fold(&mut self, w: &Snapshot, organisation: Id) {
        let parts = self.parts(w, organisation);
        let unfolds = self.unfolded.insert(organisation);
        if !unfolds {
            if let Some(ids) = self.ids_mut(View::Register) {
                ids.retain(|id| !parts.contains(id));
            }
            self.unfolded.remove(&organisation);
        } else if let Ok(at) = self.find(w, View::Register, self.ids(View::Register), organisation)
            && let Some(ids) = self.ids_mut(View::Register)
        {
            ids.splice(at + 1..at + 1, parts);
        }
    }

    /// Unfolds what is unfolded in other lists of the same file.
    pub(crate) fn unfold_as(&mut self, w: &Snapshot, other: &Self) {
        self.unfolded.clone_from(&other.unfolded);
        self.sort(w, View::Register);
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

/// Notes what belongs to a record, or that it does no more.
fn tell<T: Ord>(of: &mut IdMap<Id, BTreeSet<T>>, to: Id, one: T, add: bool) {
    let all = of.entry(to).or_default();
    if add {
        all.insert(one);
    } else {
        all.remove(&one);
    }
    if all.is_empty() {
        of.remove(&to);
    }
}

/// The records that a record names as what it belongs to or comes from.
fn names(w: &Snapshot, id: Id) -> [Option<Id>; 4] {
    if let Some(action) = w.peek::<Action>(id) {
        let lead = action.lead.organisation;
        // One named twice stands once: a lead is no key issue.
        return [action.issue.0, action.decision.0, action.objective.0, lead];
    }
    if let Some(mark) = w.peek::<Attendance>(id) {
        return [mark.meeting.0, mark.organisation.0, None, None];
    }
    let one = w.peek::<Idea>(id).and_then(|idea| idea.issue.issue);
    let one = one.or_else(|| w.peek::<Point>(id).and_then(|point| point.agenda.0));
    let one = one.or_else(|| w.peek::<Agenda>(id).and_then(|item| item.meeting.0));
    let decision = w.peek::<Decision>(id);
    let meeting = decision.and_then(|decision| decision.meeting.0);
    [one.or_else(|| decision.and_then(|decision| decision.issue.0)), meeting, None, None]
}

/// The objective of an action item, where there is one.
#[must_use]
pub(crate) fn objective(w: &Snapshot, id: Id) -> Option<&Objective> {
    w.peek::<Action>(id).and_then(|action| action.objective.0).and_then(|id| w.peek(id))
}

#[cfg(test)]
mod tests;
