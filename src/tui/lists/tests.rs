//! The lists kept record by record are those of a fresh picture.

use super::*;
use crate::domain::{
    fields::{Capability, Issue, Level, Organisation, Post},
    record::Record,
    tokens::Progress,
    types::{Day, Held, Lead, Position, Rank, Ref, Refs, Span, Status},
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

fn meeting(n: u32, day: u32, dated: bool, alive: bool) -> Row {
    let mut meeting = <Meeting as Record>::new(id(n % 3 + 400));
    meeting.alive.0 = alive;
    // Numbers collide where copies were merged.
    meeting.number.0 = Some(i64::from(n % 2));
    meeting.date = Day(NaiveDate::from_ymd_opt(2026, 6, day % 4 + 1).filter(|_| dated));
    meeting.into()
}

fn item(n: u32, day: u32, of: u32, alive: bool) -> Row {
    let mut item = <Agenda as Record>::new(id(n % 5 + 500));
    item.alive.0 = alive;
    item.number.0 = Some(i64::from(n % 5));
    item.meeting = Ref::to((of < 3).then(|| id(of + 400)));
    item.order = Rank((day > 4).then(|| (day % 3).to_string().into()));
    item.into()
}

fn point(n: u32, day: u32, of: u32, under: bool, alive: bool) -> Row {
    let mut point = <Point as Record>::new(id(n + 600));
    point.alive.0 = alive;
    point.number.0 = Some(i64::from(n));
    point.meeting = Ref::to((of < 3).then(|| id(of + 400)));
    point.agenda = Ref::to(under.then(|| id(day % 5 + 500)));
    point.into()
}

fn post(n: u32, of: u32, alive: bool) -> Row {
    let mut post = <Post as Record>::new(id(n + 700));
    post.alive.0 = alive;
    post.number.0 = Some(i64::from(n));
    post.organisation = Ref::to(Some(id(of + 300)));
    post.into()
}

fn level(n: u32, of: u32, alive: bool) -> Row {
    let mut level = <Level as Record>::new(id(n % 4 + 750));
    level.alive.0 = alive;
    level.organisation = Ref::to(Some(id(of + 300)));
    level.capability = Ref::to(Some(id(n % 2 + 800)));
    level.into()
}

fn capability(n: u32, alive: bool) -> Row {
    let mut capability = <Capability as Record>::new(id(n % 2 + 800));
    capability.alive.0 = alive;
    capability.number.0 = Some(i64::from(1 - n % 2));
    capability.into()
}

fn idea(n: u32, held: bool, alive: bool) -> Row {
    let mut idea = <Idea as Record>::new(id(n + 50));
    idea.alive.0 = alive;
    idea.number.0 = Some(i64::from(n));
    idea.issue = Held { issue: held.then(|| id(90)), key: None };
    idea.from = Refs::default();
    idea.from.set(id(n % 4 + 600), held);
    idea.into()
}

proptest! {
    #[test]
    fn kept_lists_are_those_of_a_fresh_picture(
        steps in prop::collection::vec((0u8..13, 0u32..12, 1u32..28, 0u32..4, any::<bool>(), any::<bool>()), 0..80)
    ) {
        let mut w = Snapshot::whole();
        let mut lists = Lists::of(&w, today());
        let (mut held, mut pending) = (Vec::new(), false);
        for (what, n, day, objective, flag, alive) in steps {
            if what == 12 {
                let organisation = id(n % 4 + 300);
                if w.peek::<Organisation>(organisation).is_some() {
                    lists.fold(&w, organisation);
                }
                pending = !pending;
                continue;
            }
            let row = match what {
                0 => action(n, flag.then_some(day), (objective < 3).then_some(objective), alive),
                1 => objective_row(n % 3, alive),
                2 => issue(n, day, alive),
                3 => agency(n, day, alive),
                4 => meeting(n, day, flag, alive),
                5 => item(n, day, objective, alive),
                6 | 7 => point(n, day, objective, flag, alive),
                8 => post(n, objective, alive),
                9 => level(n, objective, alive),
                10 => capability(n, alive),
                _ => idea(n, flag, alive),
            };
            // Sometimes several come at once, in an order in which they name what comes later.
            held.push(row);
            if pending {
                continue;
            }
            let mut seen = HashSet::new();
            held.reverse();
            held.retain(|row| seen.insert(row.id()));
            lists.put(&mut w, std::mem::take(&mut held));
            let mut fresh = Lists::of(&w, today());
            fresh.unfold_as(&w, &lists);
            for view in View::ALL {
                prop_assert_eq!(lists.ids(view), fresh.ids(view), "{:?}", view);
            }
            prop_assert_eq!(lists.columns, fresh.columns);
            prop_assert_eq!(lists.attention, fresh.attention);
            prop_assert_eq!(&lists.tallies, &fresh.tallies);
            prop_assert_eq!(lists.idea_counts, fresh.idea_counts);
            prop_assert_eq!(lists.plan_counts, fresh.plan_counts);
            prop_assert_eq!(lists.index.len(), fresh.index.len());
            prop_assert_eq!(&lists.named, &fresh.named);
            prop_assert_eq!(&lists.made, &fresh.made);
            prop_assert_eq!(&lists.parts, &fresh.parts);
        }
    }
}
