use proptest::prelude::*;

use super::*;
use crate::domain::{
    record::Record,
    types::{Number, Time, Turn},
};

const NINE: i64 = 9 * 60 * MINUTE;

fn item(n: i64, start: Option<i64>, minutes: Option<i64>, state: Turn) -> Agenda {
    let start = start.map(time_of_day);
    let blank = Agenda::new(Id::new(n).unwrap());
    Agenda { start: Time(start), minutes: Number(minutes), state, ..blank }
}

fn turn(token: ItemState, at: i64, used: i64) -> Turn {
    Turn { token: Some(token), at: Some(at), began: Some(at), used: Some(used), extended: None }
}

fn running(at: i64) -> Turn {
    turn(ItemState::Running, at, 0)
}

/// A moment of the meeting's day: minutes after nine, as milliseconds too.
fn at(minutes: i64) -> i64 {
    (NINE + minutes * MINUTE) * 1000
}

fn moment(minutes: i64) -> Moment {
    Moment { at: at(minutes), of_day: NINE + minutes * MINUTE }
}

/// Begins as `planned/expected` in `H:MM`, and how late the end is.
fn told(items: &[Agenda], now: Option<i64>) -> String {
    let refs: Vec<&Agenda> = items.iter().collect();
    let course = course(&refs, now.map(moment));
    let text = |at: Option<i64>| {
        at.map_or("-".to_owned(), |at| time_of_day(at).format("%-H:%M").to_string())
    };
    let begins = course.begins.iter();
    let mut all: Vec<String> = begins
        .map(|begin| {
            let (planned, expected) = (text(begin.planned), text(begin.expected));
            if planned == expected { planned } else { format!("{planned}/{expected}") }
        })
        .collect();
    all.extend(course.late().filter(|late| *late != 0).map(|late| format!("{late:+}")));
    all.join(" ")
}

/// Opening 10 min, briefings 30, lunch at 10:00 for 60, vote 20.
fn day(states: [Turn; 4]) -> Vec<Agenda> {
    let plan = [(Some(NINE), 10), (None, 30), (Some(NINE + 60 * MINUTE), 60), (None, 20)];
    let items = (1..).zip(plan).zip(states);
    items.map(|((n, (start, minutes)), state)| item(n, start, Some(minutes), state)).collect()
}

#[test]
fn before_and_after_the_meeting_the_plan_is_what_is_expected() {
    assert_eq!(told(&day([Turn::default(); 4]), None), "9:00 9:10 10:00 11:00");
    assert_eq!(told(&[], Some(0)), "");
}

#[test]
fn an_overrun_shifts_the_rest_and_a_fixed_start_takes_up_the_slack() {
    let blank = Turn::default();
    let first = |at: i64| day([running(at), blank, blank, blank]);
    // In time: as planned. Ten minutes over: what follows at once is late, lunch is not.
    assert_eq!(told(&first(at(0)), Some(5)), "9:00 9:10 10:00 11:00");
    assert_eq!(told(&first(at(0)), Some(20)), "9:00 9:10/9:20 10:00 11:00");
    // Half an hour over is more than the slack before lunch.
    assert_eq!(told(&first(at(0)), Some(40)), "9:00 9:10/9:40 10:00/10:10 11:00/11:10 +10");
    // Begun late: what it has left counts from then on.
    assert_eq!(told(&first(at(15)), Some(15)), "9:00/9:15 9:10/9:25 10:00 11:00");
    // Minutes given to it count like planned ones.
    let mut items = first(at(0));
    items[0].state.extended = Some(5);
    assert_eq!(told(&items, Some(0)), "9:00 9:10/9:15 10:00 11:00");
}

#[test]
fn between_two_items_the_plan_holds_as_long_as_it_can() {
    let blank = Turn::default();
    let items = day([turn(ItemState::Done, at(8), 480), blank, blank, blank]);
    assert_eq!(told(&items, Some(8)), "9:00/9:08 9:10 10:00 11:00");
    assert_eq!(told(&items, Some(12)), "9:00/9:08 9:10/9:12 10:00 11:00");
    assert_eq!(told(&day([blank; 4]), Some(-30)), "9:00 9:10 10:00 11:00");
    assert_eq!(told(&day([blank; 4]), Some(3)), "9:00/9:03 9:10/9:13 10:00 11:00");
}

#[test]
fn what_is_skipped_takes_no_time_and_what_was_passed_over_is_not_expected() {
    let blank = Turn::default();
    let skipped = Turn { token: Some(ItemState::Skipped), ..blank };
    let items = day([blank, running(at(10)), skipped, blank]);
    assert_eq!(told(&items, Some(10)), "9:00/- 9:10 10:00/- 11:00/9:40 -80");
    // An item that has no end hides what follows, up to the next fixed start.
    let mut items = day([running(at(0)), blank, blank, blank]);
    items[0].minutes = Number(None);
    assert_eq!(told(&items, Some(5)), "9:00 - 10:00 11:00");
}

#[test]
fn the_next_item_stands_behind_the_one_at_hand() {
    let blank = Turn::default();
    let of = |states| {
        let items = day(states);
        let refs: Vec<&Agenda> = items.iter().collect();
        (at_hand(&refs).map(|item| item.id.n()), next(&refs).map(|item| item.id.n()))
    };
    let (paused, done) = (turn(ItemState::Paused, 5, 60), turn(ItemState::Done, 5, 60));
    assert_eq!(of([blank; 4]), (None, Some(1)));
    assert_eq!(of([done, paused, blank, blank]), (Some(2), Some(3)));
    assert_eq!(of([paused, running(9), blank, blank]), (Some(2), Some(3)));
    assert_eq!(of([done, done, blank, blank]), (None, Some(3)));
    assert_eq!(of([done; 4]), (None, None));
    // Two that run, as copies brought together may have: the later start counts.
    assert_eq!(of([running(9), running(8), blank, blank]), (Some(1), Some(3)));
}

#[test]
fn the_clock_of_an_item_is_honest() {
    let ten = |state| item(1, None, Some(10), state);
    assert_eq!(reading(&ten(Turn::default()), 0), Reading::Left(600));
    assert_eq!(reading(&ten(running(0)), 199_999), Reading::Left(401));
    // A lid closed for an hour.
    assert_eq!(reading(&ten(running(0)), 3_600_000), Reading::Left(-3000));
    // A clock set back to long before the start.
    assert_eq!(reading(&ten(running(at(0))), 0), Reading::Left(600));
    assert_eq!(reading(&ten(turn(ItemState::Running, at(0), 120)), 0), Reading::Left(480));
    // A pause takes nothing.
    assert_eq!(reading(&ten(turn(ItemState::Paused, 0, 60)), at(900)), Reading::Left(540));
    let unplanned = item(1, None, None, running(0));
    assert_eq!(reading(&unplanned, 61_000), Reading::Taken(61));
    let extended = Turn { extended: Some(5), ..running(0) };
    assert_eq!(reading(&item(1, None, None, extended), 61_000), Reading::Left(239));
    // What a damaged file may hold counts for nothing.
    let odd = Turn { used: Some(-9), extended: Some(i64::MAX), at: None, ..running(0) };
    let odd = item(1, None, Some(i64::MAX), odd);
    assert_eq!(reading(&odd, i64::MAX), Reading::Left(24 * 60 * MINUTE));
}

#[test]
fn a_meeting_may_go_on_after_midnight() {
    let day = NaiveDate::from_ymd_opt(2026, 6, 23);
    let midnight = 1_782_234_000_000; // of the 24th in Bangkok
    let of_day = |at, day| Moment::of(at, zone::DEFAULT, day).of_day;
    assert_eq!(of_day(midnight - 60_000, day), DAY - MINUTE);
    assert_eq!(of_day(midnight + 60_000, day), DAY + MINUTE);
    assert_eq!(of_day(midnight + 60_000, None), MINUTE);
    assert_eq!(of_day(midnight - 60_000, NaiveDate::from_ymd_opt(2020, 1, 1)), DAY - MINUTE);
    let late = Some(23 * 60 * MINUTE + 50 * MINUTE);
    let items = [
        item(1, late, Some(20), Turn::default()),
        item(2, Some(30 * MINUTE), Some(10), Turn::default()),
    ];
    let refs: Vec<&Agenda> = items.iter().collect();
    let starts: Vec<Option<i64>> =
        course(&refs, None).begins.iter().map(|begin| begin.planned).collect();
    assert_eq!(starts, [late, Some(DAY + 30 * MINUTE)]);
}

prop_compose! {
    fn any_turn()(
        token in prop::sample::select(vec![
            None, Some(ItemState::Running), Some(ItemState::Paused), Some(ItemState::Done),
            Some(ItemState::Skipped),
        ]),
        at in 0..2_000_000_000_000_i64, used in 0..100_000_i64,
        extended in prop::option::of(1..=MOST_EXTRA),
    ) -> Turn {
        let began = token.map(|_| at - used);
        Turn { token, at: Some(at), began, used: Some(used), extended }
    }
}

prop_compose! {
    fn any_item()(
        start in prop::option::weighted(0.3, 0..DAY), minutes in prop::option::weighted(0.8, 1..600_i64),
        state in any_turn(),
    ) -> Agenda {
        item(1, start, minutes, state)
    }
}

fn any_items() -> impl Strategy<Value = Vec<Agenda>> {
    prop::collection::vec(any_item(), 0..9).prop_map(|mut items| {
        for (n, item) in (1..).zip(&mut items) {
            item.id = Id::new(n).unwrap();
        }
        items
    })
}

proptest! {
    #[test]
    fn time_left_is_never_more_than_what_was_given(item in any_item(), at in any::<i64>()) {
        if let (Reading::Left(left), Some(given)) = (reading(&item, at), given(&item)) {
            prop_assert!(left <= given);
        }
        prop_assert!(taken(&item, at) >= item.state.used.unwrap());
    }

    #[test]
    fn time_left_only_falls_while_the_clock_goes_on(
        item in any_item(), at in 0..2_000_000_000_000_i64, by in 0..1_000_000_i64,
    ) {
        prop_assert!(taken(&item, at + by) >= taken(&item, at));
    }

    #[test]
    fn what_is_expected_lies_ahead_and_in_order(items in any_items(), now in 0..DAY) {
        let refs: Vec<&Agenda> = items.iter().collect();
        let moment = Moment { at: now * 1000, of_day: now };
        let course = course(&refs, Some(moment));
        prop_assert_eq!(course.begins.len(), items.len());
        let ahead: Vec<i64> = items
            .iter()
            .zip(&course.begins)
            .filter(|(item, _)| item.state.token.is_none())
            .filter_map(|(_, begin)| begin.expected)
            .collect();
        prop_assert!(ahead.iter().all(|begin| *begin >= now), "{:?} before {}", ahead, now);
        // A start of its own is never undercut.
        for (item, begin) in items.iter().zip(&course.begins) {
            if let (None, Some(_), Some(planned), Some(expected)) =
                (item.state.token, item.start.0, begin.planned, begin.expected)
            {
                prop_assert!(expected >= planned);
            }
        }
    }

    #[test]
    fn minutes_given_to_what_runs_put_off_the_rest_by_no_more(
        mut items in any_items(), now in 0..DAY, more in 1..600_i64,
    ) {
        let moment = Moment { at: now * 1000, of_day: now };
        let before = {
            let refs: Vec<&Agenda> = items.iter().collect();
            course(&refs, Some(moment))
        };
        let id = { at_hand(&items.iter().collect::<Vec<_>>()).map(|item| item.id) };
        let Some(hand) = items.iter_mut().find(|item| Some(item.id) == id) else {
            return Ok(());
        };
        if given(hand).is_none() {
            return Ok(());
        }
        hand.state.extended = Some(hand.state.extended.unwrap_or_default() + more);
        let after = course(&items.iter().collect::<Vec<_>>(), Some(moment));
        for (before, after) in before.begins.iter().zip(&after.begins) {
            if let (Some(before), Some(after)) = (before.expected, after.expected) {
                prop_assert!(after >= before && after - before <= more * MINUTE);
            }
        }
    }
}
