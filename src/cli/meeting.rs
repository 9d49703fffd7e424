//! `meeting open REF` and `meeting close REF`.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::ops::{Command, Target};

pub(super) fn open(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Open { meeting: Target::from(word(of, "ref")) })
}

pub(super) fn close(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Close { meeting: Target::from(word(of, "ref")) })
}
