//! `backup [DIR]`: a copy of the whole workspace, named by time.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{Failure, call::Call};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let stamp = call.stamp(&mut workspace)?;
    let folder = of.get_one::<PathBuf>("folder").cloned();
    let copy = workspace.backup(&folder.unwrap_or_else(|| workspace.backup_folder()), &stamp)?;
    call.out.line(&copy.to_string_lossy())
}
