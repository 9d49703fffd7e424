//! `NOUN list`: every record of a noun, in the order of refs.

use super::{
    Failure, board,
    call::Call,
    json::Records,
    table::{Table, cells, columns},
};
use crate::domain::{kind::Kind, record::Entity, refusal::Stop, snapshot::Snapshot};

pub(super) fn run(call: &mut Call<'_>, kind: Kind) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let picture = workspace.snapshot()?;
    let all = in_order(&picture, kind);
    print(call, &picture, kind, &all)
}

/// Prints records of a kind.
pub(super) fn print(
    call: &mut Call<'_>,
    picture: &Snapshot,
    kind: Kind,
    all: &[&dyn Entity],
) -> Result<(), Failure> {
    let records = Records::new(picture, call.env.moment()?);
    let objects = all.iter().map(|record| {
        records.object(*record, false).map_err(|need| Failure::from(Stop::from(need)))
    });
    if call.flags.json {
        call.out.array(objects)?;
    } else if !all.is_empty() {
        let heads = columns(kind).iter().map(|name| {
            let key = format!("cli.column.{name}");
            call.words().text(&key).to_owned()
        });
        let mut table = Table::headed(heads);
        for object in objects {
            table.row(cells(call.words(), kind, &object?));
        }
        let text = table.text(call.env.columns);
        call.out.line(&text)?;
    }
    board::say_hidden(call, kind, picture);
    call.say_strictest(all.iter().map(|record| record.label()));
    Ok(())
}

/// The live records of a kind, by number; those that have none by their names.
pub(super) fn in_order(picture: &Snapshot, kind: Kind) -> Vec<&dyn Entity> {
    let mut all: Vec<&dyn Entity> = picture.entities(kind).collect();
    if kind.letter().is_some() {
        all.sort_by_key(|record| record.number().unwrap_or(u32::MAX));
    } else {
        let ends = |record: &&dyn Entity| {
            let number = |id| picture.any(id).ok().flatten().and_then(Entity::number);
            let ends: Vec<_> = record.refs().into_iter().map(|(_, id)| number(id)).collect();
            (ends, picture.ref_of(*record))
        };
        all.sort_by_cached_key(ends);
    }
    all
}
