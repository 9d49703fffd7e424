//! `restore REF FIELD --from N`: one field as it was after an operation.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::ops::{Command, Target};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::RestoreField {
        target: Target::from(word(of, "ref")),
        field: word(of, "field").to_owned(),
        from: of.get_one::<i64>("from").copied().unwrap_or_default(),
    })
}
