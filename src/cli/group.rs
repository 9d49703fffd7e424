//! `idea group` and `idea ungroup`: ideas into a cluster and out of it.

use clap::ArgMatches;

use super::{Failure, add, call::Call, run::words};
use crate::{
    domain::{entry::Entry, quick::Draft},
    ops::{Command, Target},
};

fn ideas(of: &ArgMatches) -> Vec<Target> {
    words(of, "refs").into_iter().map(|text| Target::from(text.trim())).collect()
}

pub(super) fn group(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let name = of.get_one::<String>("name").map(|name| Entry {
        // A name is a name, signs and all.
        draft: Draft { words: Some(name.trim().to_owned()), tokens: Vec::new() },
        sets: Vec::new(),
    });
    let into = of.get_one::<String>("into").map(|text| Target::from(text.as_str()));
    let command = Command::Group { ideas: ideas(of), name, into };
    if matches!(&command, Command::Group { into: Some(_), .. }) {
        return call.carry_out(&command);
    }
    let (workspace, receipt) = call.execute(&command)?;
    add::print(call, workspace, &receipt, false)
}

pub(super) fn ungroup(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Ungroup { ideas: ideas(of) })
}
