//! The clock of the agenda: in the header, on the agenda, on Home; what its keys send.

use std::time::Duration;

use super::{
    session::{meetings, shows},
    *,
};
use crate::{
    domain::{fields::Agenda, kind::Kind, tokens::ItemState, types::Turn},
    ops::{ClockChange, Command, Target},
};

const MINUTE: i64 = 60_000;

fn turn(token: ItemState, began: i64, at: i64, used: i64) -> Turn {
    Turn { token: Some(token), at: Some(at), began: Some(began), used: Some(used), extended: None }
}

/// The meeting of the mocks in which G-4 (75 minutes from 12:00) was begun so many minutes ago,
/// and G-1 is done, G-2 skipped.
pub(super) fn running(minutes: i64) -> Bench {
    let mut bench = meetings();
    let began = AT - minutes * MINUTE - 19_000;
    for (number, state) in [
        (1, turn(ItemState::Done, AT - 240 * MINUTE, AT - 225 * MINUTE, 900)),
        (2, Turn { token: Some(ItemState::Skipped), ..Turn::default() }),
        (4, turn(ItemState::Running, began, began, 0)),
    ] {
        put(&mut bench, number, state);
    }
    bench
}

fn put(bench: &mut Bench, number: u32, state: Turn) {
    let id = bench.w.numbered(Kind::Agenda, number).unwrap().unwrap();
    let item = bench.w.peek::<Agenda>(id).unwrap().clone();
    bench.w.put(Agenda { state, ..item }.into());
}

fn at(minutes: i64, keys: &str, size: (u16, u16), lang: Lang) -> Play {
    let mut play = Play::of(running(minutes), size, lang);
    play.keys(keys);
    play
}

macro_rules! pictures {
    ($($name:ident: $minutes:literal $keys:literal $size:expr, $lang:ident;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(at($minutes, $keys, $size, Lang::$lang).screen());
        }
    )+};
}

pictures! {
    agenda_runs_80: 60 "1jjjj" (80, 24), En;
    agenda_runs_120: 60 "1jjjj" (120, 36), En;
    agenda_runs_200: 60 "1jjjj" (200, 50), En;
    agenda_runs_80_thai: 90 "1jjjj" (80, 24), Th;
    agenda_runs_120_thai: 90 "1jjjj" (120, 36), Th;
    agenda_runs_200_thai: 90 "1jjjj" (200, 50), Th;
    home_runs_120: 60 "" (120, 36), En;
    home_runs_120_thai: 90 "" (120, 36), Th;
    narrow_runs_60: 90 "3" (60, 20), En;
    leaving_asks_80: 60 "1q" (80, 24), En;
    leaving_asks_80_thai: 60 "1q" (80, 24), Th;
}

#[test]
fn the_header_counts_down_on_every_screen_and_beyond() {
    for view in 0..=8 {
        for (size, minutes, clock) in [
            ((60, 20), 60, "14:41"),
            ((80, 24), 60, "14:41"),
            ((80, 24), 90, "+15:19"),
            ((120, 36), 60, "14:41 left"),
            ((120, 36), 90, "15:19 over"),
        ] {
            let screen = at(minutes, &view.to_string(), size, Lang::En).screen();
            let header = screen.lines().next().unwrap();
            assert!(header.contains(clock), "{view} {size:?}: {header}");
        }
    }
    // While a line is typed too; and without a clock there is none.
    shows(&at(60, "3aOne more", (80, 24), Lang::En), "14:41");
    let none = Play::of(meetings(), (80, 24), Lang::En);
    assert_eq!(none.app.next_tick(AT), None);
}

#[test]
fn a_tick_comes_when_the_second_does_and_changes_the_clock_alone() {
    let mut play = at(60, "1", (80, 24), Lang::En);
    assert_eq!(play.app.next_tick(AT), Some(Duration::from_secs(1)));
    assert_eq!(play.app.next_tick(AT + 400), Some(Duration::from_millis(600)));
    // Before the start, where the clock was set back, it waits for a second at most.
    assert!(play.app.next_tick(0).unwrap() <= Duration::from_secs(1));
    let before = play.screen();
    play.app.set_now(Now::of(AT + 1000, "Asia/Bangkok"));
    play.tell(Message::Tick);
    let after = play.screen();
    assert!(play.sent.is_empty());
    assert_eq!(before.replace("14:41", "14:40"), after);
}

fn sent(play: &Play) -> Vec<(Option<i64>, ClockChange)> {
    let number = |target: &Option<Target>| match target {
        Some(Target::Id(id)) => play.app.picture.peek::<Agenda>(*id).unwrap().number.0,
        _ => None,
    };
    let clocks = play.sent.iter().filter_map(|request| match &request.command {
        Command::Clock { item, change } => Some((number(item), *change)),
        _ => None,
    });
    clocks.collect()
}

#[test]
fn t_starts_and_pauses_what_is_at_hand_and_n_leads_on() {
    use ClockChange::{Extend, Pause, Skip, Start};
    let of = |keys: &str| sent(&at(60, keys, (80, 24), Lang::En));
    // Elsewhere, and while typing, the item that runs.
    assert_eq!(of("3t"), [(Some(4), Pause)]);
    assert_eq!(of("3aBeds<C-t>"), [(Some(4), Pause)]);
    // On the agenda the item that is selected; what is over only where nothing runs.
    assert_eq!(of("1jjjjjt"), [(Some(5), Start)]);
    assert_eq!(of("1jt"), [(Some(4), Pause)]);
    assert_eq!(of("1jjjjt"), [(Some(4), Pause)]);
    assert_eq!(of("1n"), [(Some(5), Start)]);
    assert_eq!(of("1+"), [(None, Extend(5))]);
    assert_eq!(of("1jjjS"), [(Some(3), Skip)]);
    assert_eq!(of("3n"), []);
    shows(&at(60, "1jjjj", (80, 24), Lang::En), "n G-5 Vote on key issues");
    // Before anything runs: the first item.
    let mut play = Play::of(meetings(), (80, 24), Lang::En);
    play.keys("3t");
    assert_eq!(sent(&play), [(Some(1), Start)]);
}

#[test]
fn leaving_asks_only_while_a_clock_runs() {
    let mut play = at(60, "q", (80, 24), Lang::En);
    shows(&play, "G-4 is still running. Leave?");
    play.keys("n");
    assert!(!play.left);
    play.keys("qy");
    assert!(play.left);
    let mut bench = running(60);
    put(&mut bench, 4, turn(ItemState::Paused, AT, AT, 60));
    let mut play = Play::of(bench, (80, 24), Lang::En);
    shows(&play, "■ 74:00");
    play.keys("q");
    assert!(play.left);
}
