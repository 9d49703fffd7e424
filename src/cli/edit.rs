//! `NOUN edit REF LINE`: words replace the title, tokens their field.

use clap::ArgMatches;

use super::{
    Failure,
    call::{Call, find, objects},
    run::{sets, word, words},
};
use crate::{
    domain::{entry::Entry, kind::Kind, saying::Saying},
    ops::{Command, Target},
};

pub(super) fn run(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    let named = word(of, "ref");
    let entry = Entry { sets: sets(of), ..Entry::line(&words(of, "line").join(" ")) };
    if entry.is_empty() {
        return Err(Failure::Usage(Saying::new("cli.edit_what").with("ref", named)));
    }
    let command = Command::Edit {
        targets: vec![Target::from(named)],
        kind: Some(kind),
        entry,
        reason: of.get_one::<String>("reason").cloned(),
    };
    let (mut workspace, receipt) = call.execute(&command)?;
    if !call.flags.json {
        return Ok(());
    }
    // An edit that changes nothing touches no record, so it is looked up again.
    let id = match receipt.rows.as_slice() {
        [only] => only.id(),
        _ => {
            let today = call.stamp(&mut workspace)?.today;
            find(&mut workspace, Some(kind), named, today)?
        }
    };
    let row = workspace.record(id)?;
    for object in objects(&mut workspace, row.as_slice())? {
        call.out.json(&object)?;
    }
    Ok(())
}
