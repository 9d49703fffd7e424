//! `link add FROM TO --kind K [--weight N]`.

use clap::ArgMatches;

use super::{
    Failure, add,
    call::Call,
    run::{sets, word},
};
use crate::{
    domain::entry::Entry,
    ops::{Command, Target},
};

pub(super) fn add(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let mut entry = Entry { sets: sets(of), ..Entry::default() };
    if let Some(weight) = of.get_one::<String>("weight") {
        entry = entry.set("weight", weight);
    }
    let command = Command::Link {
        from: Target::from(word(of, "from")),
        to: Target::from(word(of, "to")),
        kind: word(of, "kind").to_owned(),
        entry,
    };
    let (workspace, receipt) = call.execute(&command)?;
    add::print(call, workspace, &receipt, false)
}
