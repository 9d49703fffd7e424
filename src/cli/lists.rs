//! `list NAME`: the short lists of the workspace.

use std::collections::BTreeMap;

use clap::ArgMatches;
use serde_json::json;

use super::{Failure, call::Call, run::word, table::Table};
use crate::{
    domain::{fields, kind::Kind, record::Field, snapshot::Snapshot, text::neutral},
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

/// Prints the words of the list, each with how many records use it, and after them the words
/// that are in use without being in the list.
fn print(call: &mut Call<'_>, name: &str) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let picture = workspace.snapshot()?;
    let mut used = uses(&picture, name);
    let listed = picture.loaded::<fields::Workspace>().next();
    let listed = listed.and_then(|workspace| workspace.list(name)).unwrap_or_default();
    let mut all: Vec<(String, usize, bool)> = listed
        .iter()
        .map(|word| ((*word).to_owned(), used.remove(*word).unwrap_or_default(), true))
        .collect();
    all.extend(used.into_iter().map(|(word, count)| (word, count, false)));
    if call.flags.json {
        let object = |(word, count, listed): (String, usize, bool)| json!({"word": word, "used": count, "listed": listed});
        return call.out.array(all.into_iter().map(|entry| Ok(object(entry))));
    }
    if all.is_empty() {
        return Ok(());
    }
    let mut table = Table::plain();
    for (word, count, listed) in all {
        let mark = if listed { "" } else { call.words().text("cli.not_listed") };
        table.row([neutral(&word).into_owned(), count.to_string(), mark.to_owned()]);
    }
    let text = table.text(call.env.columns);
    call.out.line(&text)
}

/// The words that live records use, and how many of them use each.
fn uses(picture: &Snapshot, list: &str) -> BTreeMap<String, usize> {
    let mut used = BTreeMap::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace) {
        let holds = |(_, field): &(usize, &Field)| field.list == list;
        for (at, _) in fields::of(kind).iter().enumerate().filter(holds) {
            used_in(picture, kind, at, &mut used);
        }
    }
    used
}

fn used_in(picture: &Snapshot, kind: Kind, at: usize, used: &mut BTreeMap<String, usize>) {
    for record in picture.entities(kind) {
        for (element, value) in record.cells(at) {
            let word = if element.is_null() { value.as_text() } else { element.as_text() };
            if let Some(word) = word {
                *used.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
}
