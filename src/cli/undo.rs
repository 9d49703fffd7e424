//! `undo` and `redo`, and from History one operation or everything since one.

use clap::ArgMatches;

use super::{Failure, call::Call};
use crate::ops::Command;

pub(super) fn undo(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let number = |name: &str| of.get_one::<i64>(name).copied();
    let any = of.get_flag("any");
    let command = match number("to") {
        Some(to) => Command::Rewind { to, any },
        None => Command::Undo { operation: number("operation"), any },
    };
    call.carry_out(&command)
}

pub(super) fn redo(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Redo { any: of.get_flag("any") })
}
