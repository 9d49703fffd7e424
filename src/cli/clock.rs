//! `agenda start REF`, `pause [REF]`, `extend MINUTES [REF]`, `skip [REF]`, `done [REF]`: the
//! clock of the open meeting.

use clap::ArgMatches;

use super::{Failure, call::Call};
use crate::ops::{ClockChange, Command, Target};

/// Whether a verb of the noun `agenda` is one of these.
pub(super) fn change(verb: &str, of: &ArgMatches) -> Option<ClockChange> {
    match verb {
        "start" => Some(ClockChange::Start),
        "pause" => Some(ClockChange::Pause),
        "extend" => {
            let minutes = of.get_one::<i64>("minutes").copied().unwrap_or_default();
            Some(ClockChange::Extend(minutes))
        }
        "skip" => Some(ClockChange::Skip),
        "done" => Some(ClockChange::Done),
        _ => None,
    }
}

pub(super) fn run(
    call: &mut Call<'_>,
    change: ClockChange,
    of: &ArgMatches,
) -> Result<(), Failure> {
    let item = of.get_one::<String>("ref").map(|text| Target::from(text.as_str()));
    call.carry_out(&Command::Clock { item, change })
}
