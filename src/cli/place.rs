//! `issue move REF COLUMN [--position N]` and `agenda move REF --position N`: a place in an order.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::{
    domain::{tokens::Column, types::Token},
    ops::{Command, Target},
};

pub(super) fn issue(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let column = Column::parse_or_refuse(word(of, "column"))?;
    call.carry_out(&Command::Move {
        issue: Target::from(word(of, "ref")),
        column: Some(column),
        position: position(of),
    })
}

pub(super) fn item(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    // The arguments ask for a position; without one there is nowhere to move to.
    let position = position(of).unwrap_or_default();
    call.carry_out(&Command::MoveItem { item: Target::from(word(of, "ref")), position })
}

fn position(of: &ArgMatches) -> Option<usize> {
    of.get_one::<i64>("position").and_then(|n| usize::try_from(*n).ok())
}
