//! `stats`: how much the workspace holds.

use serde_json::{Map, json};

use super::{Failure, call::Call, table::Table};

pub(super) fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let stats = call.open()?.stats()?;
    let totals = [
        ("operations", stats.operations),
        ("changes", stats.changes),
        ("actors", stats.actors),
        ("writers", stats.writers),
        ("bytes", stats.bytes),
    ];
    if call.flags.json {
        let records = stats.records.iter().map(|(kind, live, dead)| {
            (kind.noun().to_owned(), json!({ "live": live, "trash": dead }))
        });
        let mut object = Map::new();
        object.insert("records".to_owned(), records.collect::<Map<_, _>>().into());
        object.extend(totals.map(|(name, count)| (name.to_owned(), count.into())));
        return call.out.json(&object.into());
    }
    let heads = ["noun", "live", "trash"];
    let head = |name: &str| call.words().text(&format!("cli.column.{name}")).to_owned();
    let mut table = Table::headed(heads.map(head));
    for (kind, live, dead) in &stats.records {
        let noun = call.words().text(kind.said()).to_owned();
        table.row([noun, live.to_string(), dead.to_string()]);
    }
    for (name, count) in totals {
        table.row([head(name), count.to_string(), String::new()]);
    }
    let text = table.text(call.env.columns);
    call.out.line(&text)
}
