//! `issue move REF COLUMN [--position N]`: a key issue on its board.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::{
    domain::{tokens::Column, types::Token},
    ops::{Command, Target},
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let column = Column::parse_or_refuse(word(of, "column"))?;
    let position = of.get_one::<i64>("position").and_then(|n| usize::try_from(*n).ok());
    call.carry_out(&Command::Move {
        issue: Target::from(word(of, "ref")),
        column: Some(column),
        position,
    })
}
