//! Settings of the workspace and its short lists.

use super::{Context, Plan};
use crate::{
    domain::{
        entry,
        fields::{self, LISTS},
        kind::Kind,
        lang::Lang,
        record::Entity,
        refusal::{Need, Stop},
        row::Row,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        tokens::YesNo,
        types::Choice,
        value::Value,
        zone,
    },
    ops::command::ListChange,
};

/// Changes a setting.
pub(super) fn configure(c: &Context<'_>, key: &str, value: &str) -> Result<Plan, Stop> {
    let old = workspace(c)?;
    match key {
        "zone" if zone::offset(value).is_none() => {
            return Err(Saying::new("config.zone").with("typed", value).into());
        }
        "languages" => {
            let bad = value.split(',').find(|lang| Lang::parse(lang).is_none());
            if let Some(bad) = bad {
                return Err(Saying::new("lang.unknown").with("typed", bad).into());
            }
        }
        _ => {}
    }
    let mut new = old.clone();
    let names = c.names()?;
    entry::set(new.entity_mut(), key, value, &names)?;
    drop(names);
    if new.entity().title().is_some_and(crate::domain::types::Pair::is_empty) {
        return Err(Saying::new("entry.empty").with("noun", Saying::new(new.kind().said())).into());
    }
    let mut plan = Plan::default();
    plan.change(old.entity(), new.entity());
    plan.done = Some(Saying::new("done.configured").with("key", key));
    Ok(plan)
}

/// Hides the ideas, or reveals them.
pub(super) fn board(c: &Context<'_>, hide: bool) -> Result<Plan, Stop> {
    let old = workspace(c)?;
    let mut new = old.clone();
    if let Row::Workspace(workspace) = &mut new {
        workspace.hidden = Choice(hide.then_some(YesNo::Yes));
    }
    let mut plan = Plan::default();
    plan.change(old.entity(), new.entity());
    plan.done = Some(Saying::new(if hide { "done.hidden" } else { "done.revealed" }));
    Ok(plan)
}

fn workspace(c: &Context<'_>) -> Result<Row, Stop> {
    match c.w.workspace()? {
        Some(workspace) => Ok(workspace.clone().into()),
        None => Err(Saying::new("ref.unknown").with("ref", "workspace").into()),
    }
}

/// Changes a short list. A rename also renames the value wherever it is used.
pub(super) fn list(c: &Context<'_>, name: &str, change: &ListChange) -> Result<Plan, Stop> {
    let Some(name) = LISTS.iter().find(|known| **known == name) else {
        return Err(Saying::new("list.none")
            .with("name", name)
            .with("list", LISTS.join(", "))
            .into());
    };
    let old = workspace(c)?;
    let mut new = old.clone();
    let mut plan = Plan::default();
    let known = words(&new, name);
    let find = |value: &str| {
        let folded = fold(value);
        known.iter().find(|word| fold(word) == folded).cloned()
    };
    let unknown = |value: &str| -> Stop {
        Saying::new("list.unknown")
            .with("typed", value)
            .with("name", *name)
            .with("list", known.join(", "))
            .into()
    };
    match change {
        ListChange::Add(value) => {
            let value = clean(value)?;
            if find(value).is_some() {
                return Err(taken(name, value));
            }
            set(&mut new, name, value, true);
            plan.done = Some(Saying::new("done.list_added").with("value", value));
        }
        ListChange::Rename(from, to) => {
            let from = find(from).ok_or_else(|| unknown(from))?;
            let to = clean(to)?;
            if find(to).is_some_and(|other| other != from) {
                return Err(taken(name, to));
            }
            set(&mut new, name, &from, false);
            set(&mut new, name, to, true);
            rename_uses(c.w, name, &from, to, &mut plan)?;
            plan.done = Some(Saying::new("done.list_renamed").with("value", from).with("to", to));
        }
        ListChange::Delete(value) => {
            let value = find(value).ok_or_else(|| unknown(value))?;
            set(&mut new, name, &value, false);
            plan.done = Some(Saying::new("done.list_deleted").with("value", value));
        }
    }
    plan.change(old.entity(), new.entity());
    Ok(plan)
}

fn clean(value: &str) -> Result<&str, Stop> {
    let value = value.trim();
    if value.is_empty() || value.contains(',') || value.chars().any(char::is_control) {
        return Err(Saying::new("list.bad_value").with("typed", value).into());
    }
    Ok(value)
}

fn taken(name: &str, value: &str) -> Stop {
    Saying::new("list.has_it").with("typed", value).with("name", name).into()
}

/// The words of a list.
fn words(row: &Row, name: &str) -> Vec<String> {
    let Row::Workspace(workspace) = row else { return Vec::new() };
    workspace.list(name).unwrap_or_default().into_iter().map(str::to_owned).collect()
}

fn set(row: &mut Row, name: &str, value: &str, present: bool) {
    if let Row::Workspace(workspace) = row {
        workspace.set_listed(name, value, present);
    }
}

/// Renames a value in every record that has it, by the table of fields.
fn rename_uses(
    w: &Snapshot,
    name: &str,
    from: &str,
    to: &str,
    plan: &mut Plan,
) -> Result<(), Stop> {
    let uses = |kind: &Kind| fields::of(*kind).iter().any(|field| field.list == name);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace).filter(uses) {
        if !w.knows(&Need::Kind(kind)) {
            return Err(Need::Kind(kind).into());
        }
        for old in w.entities(kind) {
            let Some(mut new) = w.row(old.id())? else { continue };
            rename_in(new.entity_mut(), name, from, to);
            plan.change(old, new.entity());
        }
    }
    Ok(())
}

fn rename_in(record: &mut dyn Entity, name: &str, from: &str, to: &str) {
    for (at, field) in record.fields().iter().enumerate().filter(|(_, field)| field.list == name) {
        for (element, value) in record.cells(at) {
            if field.is_set() && element.as_text() == Some(from) {
                let _known = record.put(at, &element, &Value::Int(0));
                let _known = record.put(at, &Value::text(to), &Value::Int(1));
            } else if value.as_text() == Some(from) {
                let _known = record.put(at, &element, &Value::text(to));
            }
        }
    }
}
