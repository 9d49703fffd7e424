//! `attendance mark ORG STATE`, `attendance list` and `attendance summary`: who is at a meeting.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Failure, call::Call, list, run::word};
use crate::{
    domain::{
        agenda,
        attendance::Standing,
        cell::Reader as _,
        fields::{Attendance, Meeting, Organisation},
        kind::Kind,
        reader::Names,
        refusal::Stop,
        saying::Saying,
        snapshot::Snapshot,
        text::{fold, neutral},
        tokens::{Authority, Presence},
        types::Token as _,
        value::Id,
    },
    ops::{Command, Details, Target},
};

pub(super) fn mark(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let given = |name: &str| of.get_one::<String>(name).map(String::as_str);
    let people = |name: &str| -> Result<Option<i64>, Failure> {
        let Some(typed) = given(name) else { return Ok(None) };
        let unread = || Failure::refused(Saying::new("attendance.people").with("typed", typed));
        fold(typed).parse().map(Some).map_err(|_| unread())
    };
    let details = Details {
        authority: given("authority").map(Authority::parse_or_refuse).transpose()?,
        inside: people("in")?,
        expected: people("of")?,
        post: given("post").map(Target::from),
    };
    call.carry_out(&Command::Mark {
        organisation: Target::from(word(of, "organisation")),
        create: of.get_flag("create"),
        meeting: call.meeting(),
        state: Presence::parse_or_refuse(word(of, "state"))?,
        details,
    })
}

/// Who is at which meeting; with `--meeting` at that one. For people a summary stands below, of
/// the meeting that is named, else of the one that is worked on.
pub(super) fn list(call: &mut Call<'_>) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let picture = workspace.snapshot()?;
    let named = named(call, &picture)?;
    let mut all = list::in_order(&picture, Kind::Attendance);
    all.retain(|mark| named.is_none_or(|meeting| mark.meeting() == Some(meeting)));
    list::print(call, &picture, Kind::Attendance, &all)?;
    let meeting = named.or_else(|| current(call, &picture));
    if let Some(meeting) = meeting.filter(|_| !call.flags.json) {
        for line in said(call, &picture, meeting) {
            call.out.say(&line);
        }
    }
    Ok(())
}

/// How many of those expected are here, whether they may decide, and the balance of sectors.
pub(super) fn summary(call: &mut Call<'_>) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let picture = workspace.snapshot()?;
    let meeting = named(call, &picture)?.or_else(|| current(call, &picture));
    let Some(meeting) = meeting else {
        return Err(Failure::refused(Saying::new("attendance.no_meeting")));
    };
    if call.flags.json {
        let json = as_json(&picture, meeting);
        return call.out.json(&json);
    }
    let lines = said(call, &picture, meeting).join("\n");
    call.out.line(&lines)
}

/// The meeting that the person named.
fn named(call: &Call<'_>, picture: &Snapshot) -> Result<Option<Id>, Failure> {
    let Some(Target::Ref(text)) = call.meeting() else { return Ok(None) };
    let today = call.flags.today.unwrap_or_default();
    let names = Names::new(picture, today).map_err(Stop::from)?;
    Ok(names.record(Some(Kind::Meeting), &text).map(Some)?)
}

/// The open meeting, else the one that was attended last.
fn current(call: &Call<'_>, picture: &Snapshot) -> Option<Id> {
    let open = picture.open_meeting().ok().flatten().map(|meeting| meeting.id);
    let attended = || {
        let marks = picture.loaded::<Attendance>().filter_map(|mark| mark.meeting.0);
        let meetings = marks.filter_map(|id| picture.peek::<Meeting>(id));
        meetings.max_by_key(|meeting| (meeting.date.0, meeting.id)).map(|meeting| meeting.id)
    };
    let ahead = || agenda::current(picture, call.flags.today.unwrap_or_default());
    open.or_else(attended).or_else(ahead)
}

fn standing(picture: &Snapshot, meeting: Id) -> Standing {
    let marks = picture.loaded::<Attendance>().filter(|mark| mark.meeting.0 == Some(meeting));
    let quorum = picture.peek::<Meeting>(meeting).and_then(|meeting| meeting.quorum.0);
    Standing::of(picture, marks, picture.count::<Organisation>(), quorum)
}

/// The summary in lines.
fn said(call: &Call<'_>, picture: &Snapshot, meeting: Id) -> Vec<String> {
    let standing = standing(picture, meeting);
    let words = call.words();
    let name = picture.ref_by_id(meeting).unwrap_or_default();
    let here = Saying::new("attendance.here")
        .with("ref", name)
        .with("n", standing.people)
        .with("all", standing.people_expected)
        .with("agencies", standing.here)
        .with("expected", standing.expected);
    let mut first = words.say(&here);
    if standing.observers > 0 {
        let observers = Saying::new("attendance.observers").with("n", standing.observers);
        first = format!("{first}, {}", words.say(&observers));
    }
    let quorum = if standing.is_quorate() {
        Saying::new("attendance.quorum_met").with("n", standing.needed)
    } else {
        let missing = Saying::new("attendance.quorum_missing").with("n", standing.missing());
        missing.with("needed", standing.needed)
    };
    let mut lines = vec![first, words.say(&quorum)];
    let shares = standing.sectors.iter().map(|share| {
        let sector = share.sector.as_deref().unwrap_or("–");
        format!("{} {}", neutral(sector), share.people)
    });
    let shares = shares.collect::<Vec<_>>().join("  ");
    if !shares.is_empty() {
        lines.push(words.say(&Saying::new("attendance.sectors").with("list", shares)));
    }
    let nobody = standing.nobody().map(|word| neutral(word).into_owned()).collect::<Vec<_>>();
    if !nobody.is_empty() {
        let said = Saying::new("attendance.nobody").with("list", nobody.join(", "));
        lines.push(words.say(&said));
    }
    lines
}

fn as_json(picture: &Snapshot, meeting: Id) -> Json {
    let standing = standing(picture, meeting);
    let record = picture.peek::<Meeting>(meeting);
    let title = record.and_then(|meeting| meeting.title.best(picture.lang()));
    let share = |share: &crate::domain::attendance::Share| json!({ "sector": share.sector.as_deref(), "people": share.people });
    json!({
        "meeting": { "ref": record.map(|meeting| picture.ref_of(meeting)), "title": title },
        "here": standing.here,
        "expected": standing.expected,
        "observers": standing.observers,
        "absent": standing.absent,
        "unmarked": standing.unmarked,
        "people": standing.people,
        "people_expected": standing.people_expected,
        "quorum": {
            "needed": standing.needed,
            "met": standing.is_quorate(),
            "missing": standing.missing(),
        },
        "sectors": standing.sectors.iter().map(share).collect::<Vec<_>>(),
        "nobody": standing.nobody().collect::<Vec<_>>(),
    })
}
