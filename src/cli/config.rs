//! `config`: the settings of the workspace.

use clap::ArgMatches;
use serde_json::{Map, Value as Json};

use super::{
    Failure,
    call::{Call, objects},
    run::word,
    table::{Table, cell},
};
use crate::{
    domain::{
        entry::settable,
        fields::{self, LISTS},
        kind::Kind,
        record::Record,
        refusal::Stop,
    },
    ops::Command,
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    if let Some(("set", of)) = of.subcommand() {
        let (key, value) = (word(of, "key").to_owned(), word(of, "value").to_owned());
        return call.carry_out(&Command::Configure { key, value });
    }
    let mut workspace = call.open()?;
    let id = workspace.ask(|w| Ok::<_, Stop>(w.workspace()?.map(Record::id)))?;
    let row = id.map(|id| workspace.record(id)).transpose()?.flatten();
    let object = objects(&mut workspace, row.as_slice())?.pop().unwrap_or_default();
    let settings: Map<String, Json> = settings()
        .into_iter()
        .map(|name| {
            let value = object.get(&name).cloned().unwrap_or_default();
            (name, value)
        })
        .collect();
    if call.flags.json {
        return call.out.json(&Json::Object(settings));
    }
    let mut table = Table::plain();
    for (name, value) in &settings {
        table.row([name.clone(), cell(value)]);
    }
    call.out.line(&table.text(call.env.columns))
}

/// The settings by their JSON names. Short lists have a command of their own.
fn settings() -> Vec<String> {
    let list = |name: &String| LISTS.iter().any(|list| name.strip_suffix('s') == Some(list));
    let common = ["tlp_reason", "source", "meeting", "made_from"];
    let all = settable(fields::of(Kind::Workspace)).into_iter();
    all.filter(|name| !list(name) && !common.contains(&name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_settings_are_those_of_the_workspace() {
        assert_eq!(
            super::settings(),
            ["tlp", "title", "title_en", "title_th", "zone", "languages", "two_digit_year"]
        );
    }
}
