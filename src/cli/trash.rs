//! `trash list` and `trash restore REF`.

use clap::ArgMatches;
use serde_json::Value as Json;

use super::{
    Failure,
    call::{Call, objects},
    run::word,
    table::{Table, cell},
};
use crate::ops::{Command, Target};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    match of.subcommand() {
        Some(("restore", of)) => {
            call.carry_out(&Command::Restore { target: Target::from(word(of, "ref")) })
        }
        _ => list(call),
    }
}

fn list(call: &mut Call<'_>) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let rows = workspace.trash()?;
    let mut objects = objects(&mut workspace, &rows, call.env.moment()?)?;
    for (object, row) in objects.iter_mut().zip(&rows) {
        if let Json::Object(object) = object {
            object.insert("noun".to_owned(), row.kind().noun().into());
        }
    }
    if call.flags.json {
        call.out.array(objects.into_iter().map(Ok))?;
    } else if !objects.is_empty() {
        let heads = ["ref", "noun", "title"];
        let head = |name: &str| call.words().text(&format!("cli.column.{name}")).to_owned();
        let mut table = Table::headed(heads.map(head));
        for (object, row) in objects.iter().zip(&rows) {
            table.row(heads.map(|name| match (name, object.get(name)) {
                ("noun", _) => call.words().text(row.kind().said()).to_owned(),
                (_, value) => value.map(cell).unwrap_or_default(),
            }));
        }
        let text = table.text(call.env.columns);
        call.out.line(&text)?;
    }
    call.say_strictest(rows.iter().map(|row| row.entity().label()));
    Ok(())
}
