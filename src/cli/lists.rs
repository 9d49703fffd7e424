//! `list NAME`: the short lists of the workspace.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::{
    domain::refusal::Stop,
    ops::{Command, ListChange},
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let Some((name, of)) = of.subcommand() else { return Ok(()) };
    let value = |of: &ArgMatches, name: &str| word(of, name).to_owned();
    let change = match of.subcommand() {
        None => return print(call, name),
        Some(("add", of)) => ListChange::Add(value(of, "value")),
        Some(("rename", of)) => ListChange::Rename(value(of, "value"), value(of, "new")),
        Some((_, of)) => ListChange::Delete(value(of, "value")),
    };
    call.carry_out(&Command::List { name: name.to_owned(), change })
}

fn print(call: &mut Call<'_>, name: &str) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let words: Vec<String> = workspace.ask(|w| {
        let all = w.workspace()?.and_then(|workspace| workspace.list(name)).unwrap_or_default();
        Ok::<_, Stop>(all.into_iter().map(str::to_owned).collect())
    })?;
    if call.flags.json {
        return call.out.array(words.into_iter().map(|word| Ok(word.into())));
    }
    words.iter().try_for_each(|word| call.out.line(&crate::domain::text::neutral(word)))
}
