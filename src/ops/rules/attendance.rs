//! How an organisation is represented at a meeting.

use super::{Context, Plan, add, put};
use crate::{
    domain::{
        attendance::MOST,
        fields::{Attendance, Meeting, Organisation, Post},
        kind::Kind,
        label::Label,
        reader::names_of,
        record::{Entity, common},
        refs,
        refusal::Stop,
        row::Row,
        saying::Saying,
        text::fold,
        tokens::{MeetingState, Presence},
        types::{Number, Ref, Time},
        value::{Id, Value},
        zone,
    },
    ops::command::{Details, Target},
};

/// What is said of an organisation at a meeting.
pub(super) struct Mark<'a> {
    pub(super) state: Presence,
    pub(super) details: &'a Details,
}

/// An organisation that is marked: one of the file, or one that is made with its mark.
struct Marked {
    id: Id,
    global: Option<[u8; 16]>,
    number: Option<u32>,
    label: Option<Label>,
    made: Option<Row>,
}

/// Refuses numbers of people that cannot be.
pub(super) fn check(mark: &Attendance) -> Result<(), Stop> {
    let refuse =
        |key: &'static str, n: i64| Err(Saying::new(key).with("typed", n.to_string()).into());
    for number in [mark.inside.0, mark.expected.0].into_iter().flatten() {
        if !(0..=MOST).contains(&number) {
            return refuse("attendance.people", number);
        }
    }
    match mark.inside.0.filter(|n| *n > 0 && mark.state.0 == Some(Presence::Absent)) {
        Some(number) => refuse("attendance.absent_in", number),
        None => Ok(()),
    }
}

/// Refuses a post of another organisation.
pub(super) fn own_post(c: &Context<'_>, mark: &Attendance) -> Result<(), Stop> {
    let Some(id) = mark.post.0 else { return Ok(()) };
    let post = c.w.get::<Post>(id)?;
    if post.is_none_or(|post| post.organisation.0 == mark.organisation.0) {
        return Ok(());
    }
    let text = c.w.ref_by_id(id).unwrap_or_default();
    Err(Saying::new("attendance.post").with("ref", text).into())
}

/// The meeting that is meant: the open one where none is named, and none that is over.
fn meeting(c: &Context<'_>, named: Option<&Target>) -> Result<(Id, bool), Stop> {
    let id = match named {
        Some(target) => c.find(target, Some(Kind::Meeting))?,
        None => match c.w.open_meeting()? {
            Some(open) => open.id,
            None => return Err(Saying::new("attendance.no_meeting").into()),
        },
    };
    let state = c.w.get::<Meeting>(id)?.and_then(|meeting| meeting.state.token);
    if state == Some(MeetingState::Closed) {
        let text = c.w.ref_by_id(id).unwrap_or_default();
        return Err(Saying::new("attendance.closed").with("ref", text).into());
    }
    Ok((id, state == Some(MeetingState::Open)))
}

/// The organisation that is meant; where nobody is called so and it may be made, a new one.
fn organisation(c: &mut Context<'_>, target: &Target, create: bool) -> Result<Marked, Stop> {
    if let Target::Ref(name) = target
        && create
        && !is_known(c, name)?
    {
        let name = name.trim();
        if fold(name).is_empty() {
            let noun = Saying::new(Kind::Organisation.said());
            return Err(Saying::new("entry.empty").with("noun", noun).into());
        }
        if name.chars().count() > add::MOST_LETTERS {
            return Err(Saying::new("text.too_long").with("most", add::MOST_LETTERS).into());
        }
        let row = add::new_agency(c, name)?;
        let made = c.draw.made().iter().find(|(id, ..)| *id == row.id());
        return Ok(Marked {
            id: row.id(),
            global: made.map(|(_, _, global)| *global),
            number: row.entity().number(),
            label: row.entity().label(),
            made: Some(row),
        });
    }
    let id = c.find(target, Some(Kind::Organisation))?;
    let record = c.w.live(id)?;
    let (number, label) = (record.and_then(Entity::number), record.and_then(Entity::label));
    Ok(Marked { id, global: c.w.global(id), number, label, made: None })
}

/// Whether an organisation goes by this name, or it is a ref and so no name.
fn is_known(c: &Context<'_>, name: &str) -> Result<bool, Stop> {
    let folded = fold(name);
    let mut agencies = c.w.all::<Organisation>()?;
    let is_named = agencies.any(|agency| names_of(agency).any(|known| fold(known) == folded));
    Ok(is_named || refs::parse(name).is_some())
}

/// Says how an organisation is represented at a meeting. The record's id is derived from the
/// two, so saying it again changes that record, and made again after a delete it is the same.
pub(super) fn mark(
    c: &mut Context<'_>,
    target: &Target,
    create: bool,
    named: Option<&Target>,
    mark: &Mark<'_>,
) -> Result<Plan, Stop> {
    let (meeting, is_open) = meeting(c, named)?;
    let marked = organisation(c, target, create)?;
    let (Some(a), Some(b)) = (c.w.global(meeting), marked.global) else {
        return Err(Saying::new("ref.unknown").with("ref", "–").into());
    };
    let global = refs::derived(Kind::Attendance, &[&a, &b]);
    // One that is only made now cannot have been there before.
    let old = match c.w.derived(Kind::Attendance, global)?.filter(|_| marked.made.is_none()) {
        Some(id) => c.w.row(id)?,
        None => None,
    };
    let lives = old.as_ref().is_some_and(|old| old.entity().alive());
    let old = match old {
        Some(old) => old,
        None => {
            let id = c.draw.derived(Kind::Attendance, global);
            Row::new(Kind::Attendance, id.ok_or_else(|| Saying::new("file.full_of_records"))?)
        }
    };
    let mut new = if lives { old.clone() } else { Row::new(Kind::Attendance, old.id()) };
    if !lives {
        let label = c.default_label(Some(meeting))?.max(marked.label.unwrap_or(Label::Clear));
        put(new.entity_mut(), common::ALIVE, Value::Int(1));
        put(new.entity_mut(), common::LABEL, Value::text(label.token()));
        put(new.entity_mut(), common::MEETING, Some(meeting));
    }
    if let Row::Attendance(record) = &mut new {
        record.organisation = Ref::to(Some(marked.id));
        fill(c, record, mark)?;
        arrive(c, record, is_open)?;
        check(record)?;
        own_post(c, record)?;
    }
    let mut plan = Plan::default();
    if let Some(row) = &marked.made {
        plan.birth(row);
    }
    if !lives {
        plan.made.push(new.id());
    }
    plan.change(old.entity(), new.entity());
    let number = c.w.live(meeting)?.and_then(Entity::number);
    let text = refs::attendance(number, marked.number);
    let said = Saying::new("done.marked").with("ref", text);
    plan.done = Some(said.with("state", Saying::new(mark.state.said())));
    Ok(plan)
}

/// Puts what is said into the record; of what is not said nothing changes.
fn fill(c: &Context<'_>, record: &mut Attendance, mark: &Mark<'_>) -> Result<(), Stop> {
    let details = mark.details;
    record.state.0 = Some(mark.state);
    if mark.state == Presence::Absent {
        // Nobody is in the room any more.
        record.inside = Number(None);
    }
    if let Some(post) = &details.post {
        let post = c.find(post, Some(Kind::Post))?;
        record.post = Ref::to(Some(post));
        // A post brings what it may do, unless something else is said.
        let own = c.w.get::<Post>(post)?.and_then(|post| post.authority.0);
        record.authority.0 = own.or(record.authority.0);
    }
    record.authority.0 = details.authority.or(record.authority.0);
    record.inside.0 = details.inside.or(record.inside.0);
    record.expected.0 = details.expected.or(record.expected.0);
    Ok(())
}

/// Notes when it was first signed in, while the meeting is open.
fn arrive(c: &Context<'_>, record: &mut Attendance, is_open: bool) -> Result<(), Stop> {
    if record.state.0 == Some(Presence::Absent) {
        record.arrived = Time::default();
    } else if is_open && record.arrived.0.is_none() {
        let minute = |at: chrono::DateTime<_>| {
            use chrono::Timelike as _;
            chrono::NaiveTime::from_hms_opt(at.hour(), at.minute(), 0)
        };
        // The zone is the workspace's, which has to be loaded.
        c.w.workspace()?;
        record.arrived.0 = zone::local(c.stamp.at, c.w.zone()).and_then(minute);
    }
    Ok(())
}
