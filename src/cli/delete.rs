//! `NOUN delete REF...`: to the trash.

use clap::ArgMatches;

use super::{Failure, call::Call, run::words};
use crate::{
    domain::kind::Kind,
    ops::{Command, Target},
};

pub(super) fn run(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Delete {
        targets: words(of, "refs").into_iter().map(Target::from).collect(),
        kind: Some(kind),
        unlink: of.get_flag("unlink"),
    })
}
