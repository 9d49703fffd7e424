//! The lists of the screens: which records in which order, what their heads count, and the
//! folded texts that the filter looks through. All are kept as records change; no key makes
//! them anew.

use std::cmp::Ordering;

use crate::domain::{
    fields::{Action, Idea, Objective},
    kind::Kind,
    record::{Entity, Record},
    row::Row,
    snapshot::{IdMap, Snapshot},
    text,
    value::Id,
    view::{IdeaCounts, PlanCounts, PlanKey},
};

/// A screen that lists records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Screen {
    /// The wall of ideas.
    Ideas,
    /// The table of action items.
    Plan,
}

impl Screen {
    /// Every screen, in the order of their digits.
    pub(crate) const ALL: [Self; 2] = [Self::Ideas, Self::Plan];

    /// The kind of record it lists.
    #[must_use]
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Ideas => Kind::Idea,
            Self::Plan => Kind::Action,
        }
    }

    /// The screen that lists a kind of record.
    #[must_use]
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.kind() == kind)
    }
}

/// Above so many records at once the orders are sorted anew, which is cheaper then.
const MANY: usize = 500;

/// Where a record stands in its list; the id settles ties of numbers that collided in a merge.
type Place = (u32, i32, u32, Id);

/// Where a record stands in its list, none where it is not of this list.
fn place(w: &Snapshot, screen: Screen, id: Id) -> Option<Place> {
    match screen {
        Screen::Ideas => {
            w.peek::<Idea>(id).map(|idea| (0, 0, Record::number(idea).unwrap_or(u32::MAX), id))
        }
        Screen::Plan => w.peek::<Action>(id).map(|action| {
            let key = PlanKey::of(w, action);
            (key.objective, key.due, key.number, id)
        }),
    }
}

/// Finds the place of a record in a sorted list of ids.
///
/// # Errors
/// Where it would stand.
pub(crate) fn find(w: &Snapshot, screen: Screen, ids: &[Id], id: Id) -> Result<usize, usize> {
    let Some(sought) = place(w, screen, id) else { return Err(ids.len()) };
    ids.binary_search_by(|other| match place(w, screen, *other) {
        Some(other) => other.cmp(&sought),
        None => Ordering::Greater,
    })
}

/// What the filter looks through for a record. What a title says folded already, as most Thai
/// does, is looked for in the record itself: keeping it twice took a tenth of all memory.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sought {
    /// The ref, and the sides of the title that folding changes, folded.
    text: Box<str>,
    /// Whether the English side is folded already.
    en: bool,
    /// Whether the Thai side is.
    th: bool,
}

impl Sought {
    fn of(w: &Snapshot, record: &dyn Entity) -> Self {
        let title = record.title();
        let mut text = text::fold(&w.ref_of(record));
        let mut is_folded = |side: Option<&Box<str>>| {
            let Some(side) = side else { return false };
            let folded = text::fold(side);
            let same = *folded == **side;
            if !same {
                text.push(' ');
                text.push_str(&folded);
            }
            same
        };
        let en = is_folded(title.and_then(|title| title.en.as_ref()));
        let th = is_folded(title.and_then(|title| title.th.as_ref()));
        Self { text: text.into_boxed_str(), en, th }
    }

    fn holds(&self, w: &Snapshot, id: Id, word: &str) -> bool {
        if self.text.contains(word) {
            return true;
        }
        let record = w.any(id).ok().flatten();
        record.and_then(Entity::title).is_some_and(|title| {
            let side = |folded, side: &Option<Box<str>>| {
                folded && side.as_deref().is_some_and(|text| text.contains(word))
            };
            side(self.en, &title.en) || side(self.th, &title.th)
        })
    }
}

/// Orders, counts and folded texts of a picture.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    ideas: Vec<Id>,
    plan: Vec<Id>,
    /// What the head of the wall counts.
    pub(crate) idea_counts: IdeaCounts,
    /// What the head of the plan counts.
    pub(crate) plan_counts: PlanCounts,
    sought: IdMap<Id, Sought>,
}

impl Lists {
    /// The lists of a whole picture. It is made on the workspace's thread.
    #[must_use]
    pub(crate) fn of(w: &Snapshot) -> Self {
        let mut lists = Self { ideas: sorted(w, Screen::Ideas), ..Self::default() };
        lists.plan = sorted(w, Screen::Plan);
        lists.sought.reserve(lists.ideas.len() + lists.plan.len());
        for idea in w.loaded::<Idea>() {
            lists.idea_counts.add(IdeaCounts::of(idea));
            lists.sought.insert(idea.id, Sought::of(w, idea));
        }
        for action in w.loaded::<Action>() {
            lists.plan_counts.add(PlanCounts::of(action));
            lists.sought.insert(action.id, Sought::of(w, action));
        }
        lists
    }

    /// The lists of a first page: one list, in the order it came in.
    #[must_use]
    pub(crate) fn of_page(screen: Screen, rows: Vec<Id>) -> Self {
        match screen {
            Screen::Ideas => Self { ideas: rows, ..Self::default() },
            Screen::Plan => Self { plan: rows, ..Self::default() },
        }
    }

    /// The records of a screen, in order.
    #[must_use]
    pub(crate) fn ids(&self, screen: Screen) -> &[Id] {
        match screen {
            Screen::Ideas => &self.ideas,
            Screen::Plan => &self.plan,
        }
    }

    fn ids_mut(&mut self, screen: Screen) -> &mut Vec<Id> {
        match screen {
            Screen::Ideas => &mut self.ideas,
            Screen::Plan => &mut self.plan,
        }
    }

    /// Whether ref or title of a record hold a folded word.
    #[must_use]
    pub(crate) fn holds(&self, w: &Snapshot, id: Id, word: &str) -> bool {
        self.sought.get(&id).is_some_and(|sought| sought.holds(w, id, word))
    }

    /// Puts records as they now stand into the picture and its lists.
    pub(crate) fn put(&mut self, w: &mut Snapshot, rows: Vec<Row>) {
        let objectives = |rows: &[Row]| rows.iter().any(|row| row.kind() == Kind::Objective);
        // An objective that comes or goes moves items that are not among the rows.
        let anew = rows.len() > MANY || objectives(&rows);
        for row in rows {
            self.put_one(w, row, anew);
        }
        if anew {
            for screen in Screen::ALL {
                *self.ids_mut(screen) = sorted(w, screen);
            }
        }
    }

    fn put_one(&mut self, w: &mut Snapshot, row: Row, anew: bool) {
        let (id, screen) = (row.id(), Screen::of(row.kind()));
        if let Some(screen) = screen {
            self.count(w, id, false);
            if !anew && let Ok(at) = find(w, screen, self.ids(screen), id) {
                self.ids_mut(screen).remove(at);
            }
        }
        w.put(row);
        let Some(screen) = screen else { return };
        self.count(w, id, true);
        match w.any(id).ok().flatten().filter(|record| record.alive()) {
            Some(record) => {
                let sought = Sought::of(w, record);
                self.sought.insert(id, sought);
                if !anew && let Err(at) = find(w, screen, self.ids(screen), id) {
                    self.ids_mut(screen).insert(at, id);
                }
            }
            None => {
                self.sought.remove(&id);
            }
        }
    }

    fn count(&mut self, w: &Snapshot, id: Id, add: bool) {
        if let Some(action) = w.peek::<Action>(id) {
            let one = PlanCounts::of(action);
            if add { self.plan_counts.add(one) } else { self.plan_counts.remove(one) }
        }
        if let Some(idea) = w.peek::<Idea>(id) {
            let one = IdeaCounts::of(idea);
            if add { self.idea_counts.add(one) } else { self.idea_counts.remove(one) }
        }
    }
}

fn sorted(w: &Snapshot, screen: Screen) -> Vec<Id> {
    let mut places: Vec<Place> = match screen {
        Screen::Ideas => w.loaded::<Idea>().filter_map(|r| place(w, screen, r.id)).collect(),
        Screen::Plan => w.loaded::<Action>().filter_map(|r| place(w, screen, r.id)).collect(),
    };
    places.sort_unstable();
    places.into_iter().map(|(.., id)| id).collect()
}

/// Whether a record of the picture is an objective with this id.
#[must_use]
pub(crate) fn objective(w: &Snapshot, id: Id) -> Option<&Objective> {
    w.peek::<Action>(id).and_then(|action| action.objective.0).and_then(|id| w.peek(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::types::{Held, Ref, Span};
    use proptest::prelude::*;

    fn id(n: u32) -> Id {
        Id::new(i64::from(n) + 1).unwrap()
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
        action.into()
    }

    fn objective_row(n: u32, alive: bool) -> Row {
        let mut objective = <Objective as Record>::new(id(n + 100));
        objective.alive.0 = alive;
        objective.number.0 = Some(i64::from(n));
        objective.into()
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
            steps in prop::collection::vec((0u8..3, 0u32..12, 1u32..28, 0u32..4, any::<bool>(), any::<bool>()), 0..60)
        ) {
            let mut w = Snapshot::whole();
            let mut lists = Lists::of(&w);
            for (what, n, day, objective, flag, alive) in steps {
                let row = match what {
                    0 => action(n, flag.then_some(day), (objective < 3).then_some(objective), alive),
                    1 => objective_row(n % 3, alive),
                    _ => idea(n, flag, alive),
                };
                lists.put(&mut w, vec![row]);
                let fresh = Lists::of(&w);
                for screen in Screen::ALL {
                    prop_assert_eq!(lists.ids(screen), fresh.ids(screen));
                }
                prop_assert_eq!(lists.idea_counts, fresh.idea_counts);
                prop_assert_eq!(lists.plan_counts, fresh.plan_counts);
                prop_assert_eq!(&lists.sought, &fresh.sought);
            }
        }
    }
}
