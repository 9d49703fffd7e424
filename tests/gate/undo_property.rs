//! Undo all is the start, redo all the end: for random commands of two people in two programs,
//! across reopening.

use plenary::ops::{Command, Error};

use crate::{
    bench::picture,
    play::{Counts, Play, Step, all_counts},
};

const LISTS: u64 = 320;
const LENGTH: usize = 80;
const OFTEN: usize = 50;

const UNDO: Command = Command::Undo { operation: None, any: true };
const REDO: Command = Command::Redo { any: true };

/// A list that fails: its commands, and how.
struct Failure {
    steps: Vec<Step>,
    why: String,
}

/// Plays a list: drawn from its seed, or given.
fn list(seed: u64, given: Option<&[Step]>) -> Result<Counts, Box<Failure>> {
    let mut play = Play::new(seed, true);
    let start = picture(&mut play.bench.w);
    let played = match given {
        None => (0..LENGTH).try_for_each(|_| play.draw().map(|_| ())),
        Some(steps) => steps.iter().try_for_each(|step| play.step(step).map(|_| ())),
    };
    let steps = play.steps.clone();
    let counts = play.counts.clone();
    let all = played.and_then(|()| there_and_back(&mut play, &start));
    all.map(|()| counts).map_err(|why| Box::new(Failure { steps, why }))
}

fn there_and_back(play: &mut Play, start: &[String]) -> Result<(), String> {
    let end = picture(&mut play.bench.w);
    let undone = until(play, &UNDO, "undo.nothing", usize::MAX)?;
    differ("after undoing all", &picture(&mut play.bench.w), start)?;
    let redone = until(play, &REDO, "redo.nothing", undone)?;
    if redone < undone {
        return Err(format!("{undone} undone, {redone} redone"));
    }
    differ("after redoing all", &picture(&mut play.bench.w), &end)?;
    // What had been undone before can be redone too.
    until(play, &REDO, "redo.nothing", usize::MAX)?;
    match play.bench.w.check().map_err(|error| format!("{error:?}"))?.as_slice() {
        [] => Ok(()),
        findings => Err(format!("check: {findings:?}")),
    }
}

/// Repeats a command until it says that there is nothing left. No other refusal is allowed.
fn until(play: &mut Play, command: &Command, end: &str, most: usize) -> Result<usize, String> {
    for n in 0..most {
        match play.give(command.clone())? {
            Ok(_) => {}
            Err(Error::Refused(refusal)) if refusal.saying.key == end => return Ok(n),
            Err(error) => return Err(format!("{command:?} number {}: {error:?}", n + 1)),
        }
    }
    Ok(most)
}

fn differ(when: &str, is: &[String], should: &[String]) -> Result<(), String> {
    if is == should {
        return Ok(());
    }
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>().join("\n  ")
    };
    Err(format!("{when}:\n is\n  {}\n should be\n  {}", only(is, should), only(should, is)))
}

/// Leaves out steps, from the last back, as long as the list still fails.
fn shrunk(seed: u64, failure: Box<Failure>) -> Box<Failure> {
    let mut least = failure;
    let mut before = usize::MAX;
    while least.steps.len() < before {
        before = least.steps.len();
        for at in (0..before).rev() {
            let mut fewer = least.steps.clone();
            if at < fewer.len() {
                fewer.remove(at);
            }
            if let Err(failure) = list(seed, Some(&fewer)) {
                least = failure;
            }
        }
    }
    least
}

#[test]
fn undo_all_is_the_start_and_redo_all_the_end() {
    let half = |odd: u64| {
        let mut counts = Counts::new();
        for seed in (0..LISTS).filter(|seed| seed % 2 == odd) {
            match list(seed, None) {
                Ok(more) => {
                    more.into_iter().for_each(|(key, n)| *counts.entry(key).or_default() += n)
                }
                Err(failure) => {
                    let Failure { steps, why } = *shrunk(seed, failure);
                    let steps: Vec<String> = steps.iter().map(|step| format!("{step:?}")).collect();
                    panic!("list {seed}, shrunk to:\n{}\n{why}", steps.join("\n"));
                }
            }
        }
        counts
    };
    let mut counts = Counts::new();
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|odd| scope.spawn(move || half(odd)));
        for more in halves.map(|half| half.join().unwrap()) {
            more.into_iter().for_each(|(key, n)| *counts.entry(key).or_default() += n);
        }
    });
    let mut seldom = Vec::new();
    for key in all_counts() {
        let n = counts.get(&key).copied().unwrap_or(0);
        println!("{:12} {:12} {n}", format!("{:?}", key.0), key.1.map_or("", |kind| kind.name()));
        if n < OFTEN {
            seldom.push(key);
        }
    }
    assert!(seldom.is_empty(), "carried out fewer than {OFTEN} times: {seldom:?}");
}
