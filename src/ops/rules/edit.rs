//! Edits, and what every new or edited record has to keep.

use super::{Context, Lines, Plan, add, agenda, attendance, capability, cluster, done, put, round};
use crate::{
    domain::{
        entry::Entry,
        fields::Organisation,
        kind::Kind,
        reader::names_of,
        record::{Entity, common},
        refusal::Stop,
        row::Row,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        types::Rank,
        value::{Id, Value},
    },
    ops::command::Target,
};

/// Edits records: words replace the title, tokens their field.
pub(super) fn edit(
    c: &mut Context<'_>,
    targets: &[Target],
    kind: Option<Kind>,
    entry: &Entry,
    reason: Option<&str>,
) -> Result<Plan, Stop> {
    if entry.is_empty() {
        return Err(Saying::new("edit.nothing").into());
    }
    let ids = c.find_all(targets, kind)?;
    let warnings = [entry.personal(), entry.almost()].concat();
    let mut plan = Plan { warnings, ..Plan::default() };
    let mut lines = Lines::default();
    let mut keys = cluster::Keys::default();
    let mut refs = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let edited = one(c, &mut keys, *id, entry, reason);
        if let Some((old, new)) = lines.take(at, edited) {
            refs.push(c.w.ref_of(new.entity()));
            plan.warnings.extend(author_stays(c, &old, &new));
            if named_anew(&old, &new) {
                plan.warnings.extend(lines.take(at, same_name(c.w, &new)).flatten());
            }
            plan.change(old.entity(), new.entity());
        }
    }
    lines.end(ids.len() > 1)?;
    plan.done = Some(done("done.edited", "done.edited_many", &refs));
    Ok(plan)
}

fn one(
    c: &mut Context<'_>,
    keys: &mut cluster::Keys,
    id: Id,
    entry: &Entry,
    reason: Option<&str>,
) -> Result<(Row, Row), Stop> {
    let old = c.copy(id)?;
    add::not_too_long(entry, old.entity().fields())?;
    let mut new = old.clone();
    let mut names = c.names()?;
    entry.apply(new.entity_mut(), &mut names)?;
    drop(names);
    same_ends(c, &old, &new)?;
    round::unchanged(c, &old, &new)?;
    match (&old, &mut new) {
        // Its place was one in the other meeting: it goes to the end.
        (Row::Agenda(old), Row::Agenda(new)) if old.meeting != new.meeting => {
            new.order = Rank::default();
        }
        (Row::Point(old), Row::Point(new)) if old.agenda != new.agenda => agenda::follow(c, new)?,
        (Row::Attendance(old), Row::Attendance(new)) if old.post != new.post => {
            attendance::own_post(c, new)?;
        }
        _ => {}
    }
    if new.entity().label() < old.entity().label() {
        widened(c, &mut new, reason)?;
    }
    finish(c, &mut new, keys)?;
    Ok((old, new))
}

/// A link or level is named by what it joins, and so is its id: joining something else is
/// another one.
pub(super) fn same_ends(c: &Context<'_>, old: &Row, new: &Row) -> Result<(), Stop> {
    match (old, new) {
        (Row::Link(old), Row::Link(new))
            if (old.giver, old.taker, &old.kind) != (new.giver, new.taker, &new.kind) =>
        {
            let text = c.w.ref_of(&**old as &dyn Entity);
            Err(Saying::new("link.ends").with("ref", text).into())
        }
        (Row::Level(old), Row::Level(new))
            if (old.organisation, old.capability) != (new.organisation, new.capability) =>
        {
            let text = c.w.ref_of(&**old as &dyn Entity);
            Err(Saying::new("level.ends").with("ref", text).into())
        }
        (Row::Attendance(old), Row::Attendance(new))
            if (old.meeting, old.organisation) != (new.meeting, new.organisation) =>
        {
            let text = c.w.ref_of(&**old as &dyn Entity);
            Err(Saying::new("attendance.ends").with("ref", text).into())
        }
        _ => Ok(()),
    }
}

/// Whether an agency got another name or abbreviation.
fn named_anew(old: &Row, new: &Row) -> bool {
    matches!((old, new), (Row::Organisation(old), Row::Organisation(new))
        if (&old.title, &old.abbr) != (&new.title, &new.abbr))
}

/// A warning where another agency goes by the same name: `@NAME` would be either.
pub(super) fn same_name(w: &Snapshot, row: &Row) -> Result<Option<Saying>, Stop> {
    let Row::Organisation(agency) = row else { return Ok(None) };
    let own: Vec<String> = names_of(agency).map(fold).collect();
    let mut others: Vec<&Organisation> =
        w.all::<Organisation>()?.filter(|other| other.id != agency.id).collect();
    others.sort_by_key(|other| other.id);
    for other in others {
        if let Some(name) = names_of(other).find(|name| own.contains(&fold(name))) {
            let text = w.ref_of(other as &dyn Entity);
            let saying = Saying::new("agency.same_name").with("name", name).with("ref", text);
            return Ok(Some(saying));
        }
    }
    Ok(None)
}

/// An author taken off later still stands in the log, and the person is told so.
fn author_stays(c: &Context<'_>, old: &Row, new: &Row) -> Option<Saying> {
    let taken_off = matches!(new, Row::Idea(_))
        && old.entity().source().is_some()
        && new.entity().source().is_none();
    taken_off.then(|| Saying::new("author.in_log").with("ref", c.w.ref_of(new.entity())))
}

/// A label may be made wider only with a reason, which stays with the record.
fn widened(c: &Context<'_>, new: &mut Row, reason: Option<&str>) -> Result<(), Stop> {
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => {
            put(new.entity_mut(), common::LABEL_REASON, Value::text(reason));
            Ok(())
        }
        None => {
            let label = new.entity().label().map_or("", crate::domain::label::Label::token);
            Err(Saying::new("label.wider")
                .with("ref", c.w.ref_of(new.entity()))
                .with("label", label)
                .into())
        }
    }
}

/// What every new or edited record has to keep: a title, an order of its dates, a place in its
/// column.
pub(super) fn finish(
    c: &mut Context<'_>,
    row: &mut Row,
    keys: &mut cluster::Keys,
) -> Result<(), Stop> {
    if row.entity().title().is_some_and(crate::domain::types::Pair::is_empty) {
        return Err(Saying::new("entry.empty").with("noun", Saying::new(row.kind().said())).into());
    }
    if row.entity().label().is_none() {
        let label = c.default_label(row.entity().meeting())?;
        put(row.entity_mut(), common::LABEL, Value::text(label.token()));
    }
    match row {
        Row::Action(action) => action.span.check()?,
        Row::Agenda(item) => agenda::finish(c, item, keys)?,
        Row::Capability(capability) => capability::check(capability.required.0)?,
        Row::Level(level) => capability::check(level.level.0)?,
        Row::Attendance(mark) => attendance::check(mark)?,
        Row::Idea(idea) => {
            if let (Some(issue), None) = (idea.issue.issue, &idea.issue.key) {
                idea.issue.key = Some(keys.in_issue(c, issue)?.into());
            }
        }
        Row::Issue(issue) => {
            if let (Some(column), None) = (issue.column.column, &issue.column.key) {
                issue.column.key = Some(keys.in_column(c, column)?.into());
            }
        }
        _ => {}
    }
    Ok(())
}
