//! `NOUN edit REF LINE`: words replace the title, tokens their field.

use clap::ArgMatches;

use super::{
    Failure,
    call::{Call, find, names, objects},
    run::{sets, word, words},
    told::Told,
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
    let (mut workspace, stamp) = call.begin()?;
    let told = Told::of(kind, std::slice::from_ref(&entry), &mut workspace, stamp.today)?;
    let command = Command::Edit {
        targets: vec![Target::from(named)],
        kind: Some(kind),
        entry,
        reason: of.get_one::<String>("reason").cloned(),
    };
    let receipt = call.give(&mut workspace, &stamp, &command)?;
    if receipt.operation.is_none() {
        call.say(&Saying::new("done.nothing"));
    }
    // An edit that changes nothing touches no record, so it is looked up again.
    let id = match receipt.rows.as_slice() {
        [only] => only.id(),
        _ => find(&mut workspace, Some(kind), named, stamp.today)?,
    };
    let row = workspace.record(id)?;
    let refs = names(&mut workspace, row.as_slice())?;
    if call.flags.json {
        for object in objects(&mut workspace, row.as_slice(), call.env.moment()?)? {
            call.out.json(&object)?;
        }
    }
    told.say(call, &refs, false);
    call.hold(workspace);
    Ok(())
}
