//! Settings of the workspace and its short lists.

use super::{Context, Plan};
use crate::{
    domain::{
        entry,
        fields::{Action, Decision, Idea, Issue, LISTS, Objective, Organisation},
        lang::Lang,
        record::{Entity, Quick},
        refusal::Stop,
        row::Row,
        saying::Saying,
        snapshot::{Snapshot, Stored},
        text::fold,
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
    workspace.list(name).into_iter().map(str::to_owned).collect()
}

fn set(row: &mut Row, name: &str, value: &str, present: bool) {
    let Row::Workspace(workspace) = row else { return };
    match name {
        "sector" => workspace.sectors.set(value, present),
        "pillar" => workspace.pillars.set(value, present),
        "place" => workspace.places.set(value, present),
        _ => workspace.tags.set(value, present),
    }
}

/// Renames a value in every record that has it.
fn rename_uses(
    w: &Snapshot,
    name: &str,
    from: &str,
    to: &str,
    plan: &mut Plan,
) -> Result<(), Stop> {
    match name {
        "sector" => uses::<Organisation>(w, "sector", from, to, plan),
        "pillar" => uses::<Objective>(w, "pillar", from, to, plan),
        "place" => {
            uses::<Issue>(w, "places", from, to, plan)?;
            uses::<Action>(w, "places", from, to, plan)
        }
        _ => {
            uses::<Idea>(w, "tags", from, to, plan)?;
            uses::<Issue>(w, "tags", from, to, plan)?;
            uses::<Decision>(w, "tags", from, to, plan)?;
            uses::<Objective>(w, "tags", from, to, plan)?;
            uses::<Action>(w, "tags", from, to, plan)
        }
    }
}

fn uses<R: Stored>(
    w: &Snapshot,
    field: &str,
    from: &str,
    to: &str,
    plan: &mut Plan,
) -> Result<(), Stop> {
    let Some(at) = R::FIELDS.iter().position(|known| known.name == field) else { return Ok(()) };
    let is_set = R::FIELDS.get(at).is_some_and(|field| {
        field.is_set() && matches!(field.face.quick, Quick::Tag | Quick::Keys(_))
    });
    for old in w.all::<R>()? {
        let mut new: Row = old.clone().into();
        let has = if is_set {
            let from = Value::text(from);
            Entity::cells(old, at).iter().any(|(element, _)| *element == from)
        } else {
            Entity::cells(old, at).iter().any(|(_, value)| value.as_text() == Some(from))
        };
        if !has {
            continue;
        }
        let record = new.entity_mut();
        if is_set {
            let _known = record.put(at, &Value::text(from), &Value::Int(0));
            let _known = record.put(at, &Value::text(to), &Value::Int(1));
        } else {
            let _known = record.put(at, &Value::Null, &Value::text(to));
        }
        plan.change(old, new.entity());
    }
    Ok(())
}
