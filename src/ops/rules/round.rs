//! Voting rounds: opening one, keying its ballots, sealing it, and the decision that cites it.

use std::collections::HashSet;

use super::{Context, Lines, Plan, add, put};
use crate::{
    domain::{
        cell::Reader as _,
        entry::Entry,
        fields::{Attendance, Issue, Organisation, Round},
        kind::Kind,
        label::Label,
        record::{Entity, common},
        refusal::Stop,
        round::{self, DOTS, Keyed, Rule, is_closed},
        row::Row,
        saying::Saying,
        text::fold,
        tokens::{Column, Electorate, PaperState, Presence, RoundState},
        types::{Choice, Line, Marks, Number, Paper, Poll, Ref, Refs, Word},
        value::{Id, Value},
    },
    ops::command::{RoundOpening, Target},
};

/// What stands as the reason of a paper with more votes than its rule allows.
const OVER_VOTE: &str = "over-vote";

/// Opens a round: its rule and its issues are fixed from now on.
pub(super) fn open(
    c: &mut Context<'_>,
    opening: &RoundOpening,
    meeting: Option<&Target>,
) -> Result<Plan, Stop> {
    let items = match opening.items.as_slice() {
        [] => on_the_ballot(c)?,
        named => c.find_all(named, Some(Kind::Issue))?,
    };
    if items.is_empty() {
        return Err(Saying::new("round.no_items").into());
    }
    let issued = issued(c, &opening.serials)?;
    let dots = opening.dots.unwrap_or_else(|| Rule::advised(items.len()));
    let stack = opening.stack.unwrap_or_else(|| dots.min(2));
    if !DOTS.contains(&dots) {
        return Err(Saying::new("round.dots").with("typed", dots.to_string()).into());
    }
    if !(1..=dots).contains(&stack) {
        let said = Saying::new("round.stack").with("typed", stack.to_string());
        return Err(said.with("most", dots).into());
    }
    let meeting = match meeting {
        Some(meeting) => Some(c.find(meeting, Some(Kind::Meeting))?),
        None => c.w.open_meeting()?.map(|meeting| meeting.id),
    };
    let mut row = c.blank(Kind::Round, meeting)?;
    let mut label = row.entity().label().unwrap_or(Label::Clear);
    for item in &items {
        let issue = c.w.get::<Issue>(*item)?;
        label = label.max(issue.and_then(|issue| issue.label.0).unwrap_or(Label::Clear));
    }
    put(row.entity_mut(), common::LABEL, Value::text(label.token()));
    add::not_too_long(&opening.entry, row.entity().fields())?;
    let mut names = c.names()?;
    opening.entry.apply(row.entity_mut(), &mut names)?;
    drop(names);
    let count = items.len();
    if let Row::Round(round) = &mut row {
        round.method = Choice(Some(opening.method));
        round.dots = Number(Some(dots));
        round.stack = Number(Some(stack));
        round.secrecy = Choice(Some(opening.secrecy));
        round.electorate = Choice(Some(opening.electorate));
        let serials = (!issued.is_empty()).then(|| round::written_serials(&issued).into());
        round.serials = Line(serials);
        round.items = Refs::of(items);
        round.state = Poll { token: Some(RoundState::Open), at: Some(c.stamp.at) };
    }
    let mut plan = Plan { made: vec![row.id()], ..Plan::default() };
    plan.birth(&row);
    let said = Saying::new("done.round_opened").with("ref", c.w.ref_of(row.entity()));
    plan.done = Some(said.with("n", count));
    Ok(plan)
}

/// What is voted on where nothing is named: the shortlist; where it is empty, every key issue that
/// is not parked.
fn on_the_ballot(c: &Context<'_>) -> Result<Vec<Id>, Stop> {
    let mut issues: Vec<(Option<u32>, Id, Option<Column>)> =
        c.w.all::<Issue>()?
            .map(|issue| (Entity::number(issue), issue.id, issue.column.column))
            .collect();
    issues.sort_unstable();
    let of = |wanted: fn(Option<Column>) -> bool| -> Vec<Id> {
        issues.iter().filter(|(.., column)| wanted(*column)).map(|(_, id, _)| *id).collect()
    };
    let shortlisted = of(|column| column == Some(Column::Shortlisted));
    Ok(match shortlisted.is_empty() {
        false => shortlisted,
        true => of(|column| !matches!(column, Some(Column::Parked | Column::Cluster))),
    })
}

/// The serials with their sectors as the workspace writes them.
fn issued(c: &Context<'_>, text: &str) -> Result<Vec<round::Issued>, Stop> {
    let mut issued = round::read_serials(text)?;
    for of in &mut issued {
        if let Some(sector) = &mut of.sector {
            *sector = known_sector(c, sector)?;
        }
    }
    Ok(issued)
}

/// A sector of the workspace's list, as it is written there.
fn known_sector(c: &Context<'_>, typed: &str) -> Result<String, Stop> {
    let Some(list) = c.names()?.list("sector")? else { return Ok(typed.to_owned()) };
    let folded = fold(typed);
    match list.iter().find(|known| fold(known) == folded) {
        Some(known) => Ok(known.clone()),
        None => {
            let said = Saying::new("ballot.sector").with("typed", typed);
            Err(said.with("list", list.join(", ")).into())
        }
    }
}

fn copy(c: &Context<'_>, target: &Target) -> Result<Round, Stop> {
    let id = c.find(target, Some(Kind::Round))?;
    match c.copy(id)? {
        Row::Round(round) => Ok(*round),
        _ => Err(Saying::new("ref.unknown").with("ref", "–").into()),
    }
}

/// Keys ballots: all or none of them.
pub(super) fn cast(
    c: &mut Context<'_>,
    target: &Target,
    papers: &[Keyed],
    replace: bool,
    spoil: bool,
) -> Result<Plan, Stop> {
    let round = copy(c, target)?;
    let name = c.w.ref_of(&round as &dyn Entity);
    if is_closed(&round) {
        return Err(Saying::new("round.closed").with("ref", name).into());
    }
    let rule = Rule::of(c.w, &round)?;
    let mut plan = Plan::default();
    let mut lines = Lines::default();
    let mut seen = HashSet::new();
    for (at, paper) in papers.iter().enumerate() {
        let named = named(paper);
        let keyed = match seen.insert(named.clone()) {
            true => one(c, &round, &rule, paper, (replace, spoil)),
            false => Err(Saying::new("ballot.twice").with("n", named).into()),
        };
        if let Some((old, new)) = lines.take(at, keyed) {
            plan.made.push(new.id());
            plan.change(old.entity(), new.entity());
        }
    }
    lines.end(papers.len() > 1)?;
    plan.done = Some(match papers {
        [paper] => Saying::new("done.cast").with("n", named(paper)).with("ref", name),
        all => Saying::new("done.cast_many").with("n", all.len()).with("ref", name),
    });
    Ok(plan)
}

/// What a ballot is called among those of its round: its serial, else its voter.
fn named(paper: &Keyed) -> String {
    match (paper.serial, &paper.voter) {
        (Some(serial), _) => serial.to_string(),
        (None, Some(voter)) => format!("@{voter}"),
        (None, None) => "–".to_owned(),
    }
}

fn one(
    c: &mut Context<'_>,
    round: &Round,
    rule: &Rule,
    paper: &Keyed,
    (replace, spoil): (bool, bool),
) -> Result<(Row, Row), Stop> {
    let called = named(paper);
    if paper.voter.is_some() && rule.secret {
        return Err(Saying::new("ballot.secret").into());
    }
    let sector = sector(c, rule, paper)?;
    let (state, marks) = match paper.spoilt() {
        Some("") => return Err(Saying::new("ballot.why_spoilt").with("n", called).into()),
        Some(reason) => {
            let reason = Some(reason.into());
            (Paper { token: Some(PaperState::Spoilt), reason }, Vec::new())
        }
        None => match rule.read(&paper.marks) {
            Ok(marks) => (Paper { token: Some(PaperState::Valid), reason: None }, marks),
            Err(fault) if fault.over && spoil => {
                let reason = Some(OVER_VOTE.into());
                (Paper { token: Some(PaperState::Spoilt), reason }, Vec::new())
            }
            Err(fault) => return Err(fault.said.with("ballot", called).into()),
        },
    };
    let key = match &paper.voter {
        Some(voter) if paper.serial.is_none() => format!("@{}", fold(voter)),
        _ => called.clone(),
    };
    let Some(global) = round::global(c.w, round.id, &key)? else {
        return Err(Saying::new("ref.unknown").with("ref", called).into());
    };
    let old = match c.w.derived(Kind::Ballot, global)? {
        Some(id) => c.w.row(id)?,
        None => None,
    };
    let lives = old.as_ref().is_some_and(|old| old.entity().alive());
    if lives && !replace {
        return Err(Saying::new("ballot.is_in").with("n", called).into());
    }
    let old = match old {
        Some(old) => old,
        None => {
            let id = c.draw.derived(Kind::Ballot, global);
            Row::new(Kind::Ballot, id.ok_or_else(|| Saying::new("file.full_of_records"))?)
        }
    };
    let mut new = old.clone();
    if !lives {
        new = Row::new(Kind::Ballot, old.id());
        put(new.entity_mut(), common::ALIVE, Value::Int(1));
        let label = round.label.0.unwrap_or(Label::Red);
        put(new.entity_mut(), common::LABEL, Value::text(label.token()));
        put(new.entity_mut(), common::MEETING, round.meeting.0);
    }
    let before = match &old {
        Row::Ballot(old) => old.marks.keyed.unwrap_or_default(),
        _ => 0,
    };
    if let Row::Ballot(ballot) = &mut new {
        ballot.round = Ref::to(Some(round.id));
        ballot.serial = Number(paper.serial);
        ballot.sector = Word::default();
        if let Some(sector) = sector {
            ballot.sector.0 = Some(sector.into());
        }
        ballot.voter = Line(paper.voter.as_deref().map(Into::into));
        ballot.paper = state;
        ballot.marks = Marks { text: Some(rule.written(&marks).into()), keyed: Some(before + 1) };
    }
    Ok((old, new))
}

/// The sector that a ballot counts in: what its serial was issued to, what it names, or its
/// voter's.
fn sector(c: &Context<'_>, rule: &Rule, paper: &Keyed) -> Result<Option<String>, Stop> {
    let named = paper.sector.as_deref().map(|sector| known_sector(c, sector)).transpose()?;
    let issued = match paper.serial {
        Some(serial) => match rule.issued_to(serial) {
            Some(issued) => issued.map(str::to_owned),
            None => {
                let written = round::written_serials(&rule.issued);
                let said = Saying::new("ballot.not_issued").with("n", serial.to_string());
                return Err(said.with("list", written).into());
            }
        },
        None => None,
    };
    match (named, issued) {
        (Some(named), Some(issued)) if named != issued => {
            let said = Saying::new("ballot.other_sector").with("typed", named);
            Err(said.with("sector", issued).with("n", self::named(paper)).into())
        }
        (Some(sector), _) | (None, Some(sector)) => Ok(Some(sector)),
        (None, None) => match &paper.voter {
            Some(voter) => of_voter(c, voter),
            None => Ok(None),
        },
    }
}

/// The sector of the organisation that a voter is called after, if any.
fn of_voter(c: &Context<'_>, voter: &str) -> Result<Option<String>, Stop> {
    match c.names()?.record(Some(Kind::Organisation), voter) {
        Ok(id) => {
            let agency = c.w.get::<Organisation>(id)?;
            Ok(agency.and_then(|agency| agency.sector.0.as_deref().map(str::to_owned)))
        }
        Err(Stop::Need(needs)) => Err(Stop::Need(needs)),
        Err(Stop::Refused(_)) => Ok(None),
    }
}

/// Closes a round: a seal.
pub(super) fn close(c: &Context<'_>, target: &Target) -> Result<Plan, Stop> {
    let old = copy(c, target)?;
    let name = c.w.ref_of(&old as &dyn Entity);
    if is_closed(&old) {
        return Err(Saying::new("round.closed").with("ref", name).into());
    }
    let rule = Rule::of(c.w, &old)?;
    let turnout = round::turnout(&rule, &round::ballots(c.w, old.id)?);
    let mut new = old.clone();
    new.state = Poll { token: Some(RoundState::Closed), at: Some(c.stamp.at) };
    let mut plan = Plan::default();
    plan.change(&old, &new);
    plan.warnings.extend(more_than_here(c, &old, turnout.ballots)?);
    let said = Saying::new("done.round_closed").with("ref", name);
    plan.done = Some(
        said.with("n", turnout.ballots)
            .with("spoilt", turnout.spoilt.len().to_string())
            .with("missing", turnout.missing.len().to_string()),
    );
    Ok(plan)
}

/// A warning where more ballots are in than there are voters in the room, as far as attendance
/// was taken.
fn more_than_here(c: &Context<'_>, round: &Round, ballots: usize) -> Result<Option<Saying>, Stop> {
    let Some(meeting) = round.meeting.0 else { return Ok(None) };
    let marks = c.w.referrers_of::<Attendance>(meeting)?;
    let marks: Vec<&Attendance> = marks.filter(|mark| mark.meeting.0 == Some(meeting)).collect();
    let here = marks.iter().filter(|mark| mark.state.0.is_some_and(Presence::is_here));
    let voters = match round.electorate.0 {
        Some(Electorate::Agencies) => here.count(),
        _ => usize::try_from(here.map(|mark| mark.people()).sum::<i64>()).unwrap_or(usize::MAX),
    };
    let more = !marks.is_empty() && ballots > voters;
    Ok(more.then(|| {
        Saying::new("round.more_than_here").with("n", ballots).with("here", voters.to_string())
    }))
}

/// Makes the decision that cites a closed round.
pub(super) fn freeze(c: &mut Context<'_>, target: &Target, entry: &Entry) -> Result<Plan, Stop> {
    let round = copy(c, target)?;
    let name = c.w.ref_of(&round as &dyn Entity);
    if !is_closed(&round) {
        return Err(Saying::new("round.still_open").with("ref", name).into());
    }
    let entry = entry.clone().set("round", &name);
    let meeting = round.meeting.0.map(Target::Id);
    let mut plan = add::add(c, Kind::Decision, &[entry], false, meeting.as_ref())?;
    let refs = plan.done.take();
    plan.done = refs.map(|_| Saying::new("done.frozen").with("ref", name));
    Ok(plan)
}

/// Refuses to change what a round was opened with, or a ballot by anything but its keys.
pub(super) fn unchanged(c: &Context<'_>, old: &Row, new: &Row) -> Result<(), Stop> {
    match (old, new) {
        (Row::Ballot(old), _) => {
            let name = c.w.ref_of(&**old as &dyn Entity);
            Err(Saying::new("ballot.append_only").with("ref", name).into())
        }
        (Row::Round(old), Row::Round(new)) => {
            let rule = |round: &Round| {
                let Round { method, dots, stack, secrecy, electorate, .. } = round.clone();
                let Round { serials, items, state, .. } = round.clone();
                ((method, dots, stack, secrecy, electorate), (serials, items, state))
            };
            if rule(old) == rule(new) {
                return Ok(());
            }
            let name = c.w.ref_of(&**old as &dyn Entity);
            Err(Saying::new("round.fixed").with("ref", name).into())
        }
        _ => Ok(()),
    }
}
