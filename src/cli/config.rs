//! `config`: the settings of the workspace, and those of the person beside them.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::{
    Environment, Failure,
    call::{Call, objects},
    run::word,
    start,
    table::{Table, cell},
};
use crate::{
    config::settings::KEYS,
    domain::{
        entry::settable,
        fields::{self, LISTS},
        kind::Kind,
        record::Record,
        refusal::Stop,
        saying::Saying,
    },
    ops::Command,
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    if let Some(("set", of)) = of.subcommand() {
        let (key, value) = (word(of, "key").to_owned(), word(of, "value").to_owned());
        return call.carry_out(&Command::Configure { key, value });
    }
    // The person's own are shown in any folder.
    let file = start::workspace(&call.flags, call.env).ok();
    let mut all = match &file {
        Some(_) => of_workspace(call)?,
        None => Map::new(),
    };
    if call.flags.json {
        all.insert("person".to_owned(), person_as_json(call));
        return call.out.json(&Json::Object(all));
    }
    if let Some(file) = file {
        let file = file.to_string_lossy().into_owned();
        let head = Saying::new("settings.head.workspace").with("file", file);
        let rows = all.iter().map(|(name, value)| (name.clone(), cell(value)));
        let rows = rows.collect();
        show(call, &head, rows)?;
        call.out.line("")?;
    }
    let settings = &call.env.settings;
    let rows = KEYS.map(|key| (key.to_owned(), settings.value(key).unwrap_or("–").to_owned()));
    show(call, &head(call.env), rows.into())?;
    for mistake in call.env.notes().iter().chain(&call.env.places()) {
        call.say(mistake);
    }
    Ok(())
}

fn show(call: &mut Call<'_>, head: &Saying, rows: Vec<(String, String)>) -> Result<(), Failure> {
    let head = call.words().say(head);
    call.out.line(&head)?;
    let mut table = Table::plain();
    for (name, value) in rows {
        table.row([format!("  {name}"), value]);
    }
    call.out.line(&table.text(call.env.columns))
}

/// Where the person's settings lie.
fn head(env: &Environment) -> Saying {
    match &env.settings_file {
        Some(file) => {
            let there = file.exists();
            let key = if there { "settings.head" } else { "settings.head.missing" };
            Saying::new(key).with("file", file.to_string_lossy().into_owned())
        }
        None => Saying::new("settings.head.nowhere"),
    }
}

fn person_as_json(call: &Call<'_>) -> Json {
    let env = call.env;
    let mut person = Map::new();
    let file = env.settings_file.as_ref().map(|file| file.to_string_lossy().into_owned());
    person.insert("file".to_owned(), json!(file));
    for key in KEYS {
        person.insert(key.to_owned(), json!(env.settings.value(key)));
    }
    let mistakes: Vec<Json> = env
        .mistakes
        .iter()
        .map(|mistake| {
            let what = call.words().say(&mistake.saying);
            json!({ "line": mistake.line, "column": mistake.column, "what": what })
        })
        .collect();
    person.insert("mistakes".to_owned(), json!(mistakes));
    Json::Object(person)
}

/// The settings of the workspace by their JSON names.
fn of_workspace(call: &mut Call<'_>) -> Result<Map<String, Json>, Failure> {
    let mut workspace = call.open()?;
    let id = workspace.ask(|w| Ok::<_, Stop>(w.workspace()?.map(Record::id)))?;
    let row = id.map(|id| workspace.record(id)).transpose()?.flatten();
    let object =
        objects(&mut workspace, row.as_slice(), call.env.moment()?)?.pop().unwrap_or_default();
    let settings = settings().into_iter().map(|name| {
        let value = object.get(&name).cloned().unwrap_or_default();
        (name, value)
    });
    Ok(settings.collect())
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
            [
                "tlp",
                "title",
                "title_en",
                "title_th",
                "zone",
                "languages",
                "two_digit_year",
                "question",
                "question_en",
                "question_th",
                "hidden"
            ]
        );
    }
}
