//! Records as JSON, by the table of fields. What is not stored but follows from other records
//! stands in [`derived`].

use std::{cell::OnceCell, collections::HashMap};

use serde_json::{Map, Value as Json};

use crate::domain::{
    agenda, capability,
    cell::{Merge, Part, Type},
    clock::{self, Begin},
    fields::{
        self, Action, Agenda, Attendance, Idea, Issue, Level, Link, Meeting, Organisation, Round,
    },
    kind::Kind,
    reader::short_name,
    record::{Entity, Field, Record, common},
    refusal::Need,
    round::{self, Rule, Turnout},
    snapshot::Snapshot,
    tokens::{Column, ItemState},
    types::{Pair, Token},
    value::{Id, Value},
    zone,
};

/// The fields of a kind that are worked out of other records.
const fn derived(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Idea => &["author", "cluster", "issue", "actions"],
        Kind::Issue => &["cards", "actions", "round"],
        Kind::Agenda => &["position", "planned_start", "expected_start", "left_seconds"],
        Kind::Round => &["issued", "ballots", "spoilt", "missing"],
        Kind::Capability => &["gap", "providers", "flag", "levels"],
        Kind::Action => &["cards", "updates", "slips", "baseline_due"],
        _ => &[],
    }
}

/// One name of a record's JSON.
enum Slot {
    Ref,
    Title,
    Field(usize),
    Derived(&'static str),
}

/// The names of a kind in their order: what it is called, its own fields, what follows from
/// others, the fields common to all.
fn slots(kind: Kind) -> impl Iterator<Item = Slot> {
    let of_kind = fields::of(kind);
    let hidden = move |at: usize| {
        // An idea's place shows as `cluster` and `issue`.
        of_kind.get(at).is_none_or(|field| {
            field.name == "title"
                || (kind == Kind::Idea && field.name == "issue")
                // Marks are told by the result of a closed round alone.
                || (kind == Kind::Ballot && field.long)
        })
    };
    let own = (common::FROM + 1..of_kind.len()).filter(move |at| !hidden(*at));
    let all = [common::LABEL, common::LABEL_REASON, common::SOURCE, common::MEETING, common::FROM];
    [Slot::Ref, Slot::Title]
        .into_iter()
        .chain(own.map(Slot::Field))
        .chain(derived(kind).iter().copied().map(Slot::Derived))
        .chain(all.map(Slot::Field))
}

/// Whether a part shows: keys that order records are no matter of people.
fn shows(field: &Field, part: &Part) -> bool {
    !field.part_json(part).ends_with("_key")
}

/// Writes records of a picture as JSON.
pub(super) struct Records<'a> {
    w: &'a Snapshot,
    /// The moment that clocks are read at, in milliseconds since 1970.
    at: i64,
    behind: OnceCell<Behind>,
}

/// The place of an agenda item, from 1, and when it begins.
type Planned = (usize, Begin);

/// What follows from other records, by the record that it is asked of.
#[derive(Default)]
struct Behind {
    /// The ideas in an issue.
    cards: HashMap<Id, Vec<Id>>,
    /// The action items that answer an issue.
    actions: HashMap<Id, Vec<Id>>,
    /// Who has a capability, and how far.
    levels: HashMap<Id, Vec<(Id, i64)>>,
    /// Where an agenda item stands.
    planned: HashMap<Id, Planned>,
    /// Ballots that were issued for a round, and what is in.
    votes: HashMap<Id, (Option<i64>, Turnout)>,
}

impl<'a> Records<'a> {
    /// Over a whole or a partial picture.
    pub(super) fn new(w: &'a Snapshot, at: i64) -> Self {
        Self { w, at, behind: OnceCell::new() }
    }

    /// A record as an object. Long texts are left out of a record that comes from a whole
    /// picture, which does not hold them: `long` says whether they are there.
    pub(super) fn object(&self, record: &dyn Entity, long: bool) -> Result<Json, Need> {
        let mut object = Map::new();
        for slot in slots(record.kind()) {
            match slot {
                Slot::Ref => {
                    object.insert("ref".to_owned(), self.name(record)?.into());
                }
                Slot::Title => self.title(record, &mut object)?,
                Slot::Field(at) => {
                    let Some(field) = record.fields().get(at) else { continue };
                    if long || !field.long {
                        self.field(record, at, field, &mut object)?;
                    }
                }
                Slot::Derived(name) => {
                    object.insert(name.to_owned(), self.derived(record, name)?);
                }
            }
        }
        Ok(Json::Object(object))
    }

    /// The ref of a record; one that joins others is called by them, so they have to be loaded.
    pub(super) fn name(&self, record: &dyn Entity) -> Result<String, Need> {
        if record.kind().joins() {
            self.w.any(record.id())?;
            for (_, id) in record.refs() {
                self.w.any(id)?;
            }
        }
        Ok(self.w.ref_of(record))
    }

    fn title(&self, record: &dyn Entity, object: &mut Map<String, Json>) -> Result<(), Need> {
        match record.title() {
            Some(title) => self.pair("title", title, object),
            None => {
                let title = self.headline(record)?;
                object.insert("title".to_owned(), title.into());
            }
        }
        Ok(())
    }

    fn pair(&self, name: &str, pair: &Pair, object: &mut Map<String, Json>) {
        object.insert(name.to_owned(), pair.best(self.w.lang()).into());
        object.insert(format!("{name}_en"), pair.en.as_deref().into());
        object.insert(format!("{name}_th"), pair.th.as_deref().into());
    }

    /// What a record says in one line: its title; of a link who gives what to whom, of a level
    /// who has what how far, of an attendance who is there as what.
    fn headline(&self, record: &dyn Entity) -> Result<Option<String>, Need> {
        if let Some(title) = record.title() {
            return Ok(title.best(self.w.lang()).map(str::to_owned));
        }
        let end = |id: Option<Id>| -> Result<String, Need> {
            let agency = id.map(|id| self.w.get::<Organisation>(id)).transpose()?.flatten();
            Ok(agency.map_or_else(|| "–".to_owned(), |agency| short_name(self.w, agency)))
        };
        if let Some(level) = self.w.get::<Level>(record.id())? {
            let capability = level.capability.0.map(|id| self.w.live(id)).transpose()?.flatten();
            let title = capability.and_then(|record| record.title()?.best(self.w.lang()));
            let how = level.level.0.unwrap_or_default();
            let whose = end(level.organisation.0)?;
            return Ok(Some(format!("{whose} / {}: {how}", title.unwrap_or("–"))));
        }
        if let Some(mark) = self.w.get::<Attendance>(record.id())? {
            let state = mark.state.0.map_or("–", Token::token);
            return Ok(Some(format!("{}: {state}", end(mark.organisation.0)?)));
        }
        let Some(link) = self.w.get::<Link>(record.id())? else { return Ok(None) };
        let kind = link.kind.0.as_deref().unwrap_or("–");
        Ok(Some(format!("{} > {}: {kind}", end(link.giver.0)?, end(link.taker.0)?)))
    }

    fn field(
        &self,
        record: &dyn Entity,
        at: usize,
        field: &Field,
        object: &mut Map<String, Json>,
    ) -> Result<(), Need> {
        let cells = record.cells(at);
        if field.is_set() {
            let all = cells.iter().map(|(element, _)| self.value(element, field.parts.first()));
            let all: Vec<Json> = all.collect::<Result<_, _>>()?;
            object.insert(field.json().to_owned(), all.into());
            return Ok(());
        }
        if field.merge == Merge::Keyed {
            let mut pair = Pair::default();
            for (element, value) in &cells {
                // A side this program cannot read is a side that is missing.
                let _ = crate::domain::cell::Cell::put(&mut pair, element, value);
            }
            self.pair(field.json(), &pair, object);
            return Ok(());
        }
        let value = cells.into_iter().next().map(|(_, value)| value).unwrap_or_default();
        for (place, part) in field.parts.iter().enumerate().filter(|(_, part)| shows(field, part)) {
            let value = match &value {
                Value::List(parts) => parts.get(place).unwrap_or(&Value::Null),
                other => other,
            };
            let name = field.part_json(part);
            let json = match value {
                Value::Int(at) if name.ends_with("_at") => self.time(*at).into(),
                other => self.value(other, Some(part))?,
            };
            object.insert(name, json);
        }
        Ok(())
    }

    fn value(&self, value: &Value, part: Option<&Part>) -> Result<Json, Need> {
        Ok(match value {
            Value::Null | Value::List(_) => Json::Null,
            Value::Int(flag) if part.is_some_and(|part| part.of == Type::Flag) => {
                (*flag == 1).into()
            }
            Value::Int(number) => (*number).into(),
            Value::Text(text) => text.as_ref().into(),
            Value::Ref(id) => self.link(*id)?,
        })
    }

    /// A moment as RFC 3339 in the zone of the workspace.
    fn time(&self, at: i64) -> Option<String> {
        time(at, self.w.zone())
    }

    /// A link to a record; null where it is in the trash.
    fn link(&self, id: Id) -> Result<Json, Need> {
        let Some(record) = self.w.live(id)? else { return Ok(Json::Null) };
        let mut object = Map::new();
        object.insert("ref".to_owned(), self.name(record)?.into());
        if let Some(agency) = self.w.get::<Organisation>(id)? {
            let lang = self.w.lang();
            object.insert("abbr".to_owned(), agency.abbr.best(lang).into());
            object.insert("name".to_owned(), agency.title.best(lang).into());
        } else {
            object.insert("title".to_owned(), self.headline(record)?.into());
        }
        Ok(Json::Object(object))
    }

    fn links(&self, ids: &[Id]) -> Result<Json, Need> {
        ids.iter().map(|id| self.link(*id)).collect::<Result<Vec<_>, _>>().map(Json::from)
    }

    fn refs(&self, ids: &[Id]) -> Result<Json, Need> {
        let name = |id: &Id| {
            let record = self.w.live(*id)?;
            record.map(|record| self.name(record)).transpose()
        };
        let names: Vec<Option<String>> = ids.iter().map(name).collect::<Result<_, _>>()?;
        Ok(names.into_iter().flatten().collect::<Vec<_>>().into())
    }

    fn derived(&self, record: &dyn Entity, name: &str) -> Result<Json, Need> {
        let w = self.w;
        let issue = match record.kind() {
            Kind::Issue => Some(record.id()),
            // Asked of the record itself, which may be newer than the picture.
            Kind::Idea | Kind::Action => record
                .fields()
                .iter()
                .position(|field| field.name == "issue")
                .and_then(|at| record.cells(at).into_iter().next())
                .and_then(|(_, value)| value.refs().next()),
            _ => None,
        };
        Ok(match name {
            "author" => record.source().map(|id| self.link(id)).transpose()?.into(),
            "cluster" => issue.map(|id| self.link(id)).transpose()?.into(),
            "issue" => {
                let held = issue.map(|id| w.get::<Issue>(id)).transpose()?.flatten();
                let key = held.filter(|issue| issue.column.column != Some(Column::Cluster));
                key.map(|issue| self.link(Record::id(issue))).transpose()?.into()
            }
            "cards" => {
                let cards = issue.map(|id| self.cards(id)).transpose()?.unwrap_or_default();
                self.links(&cards)?
            }
            "actions" => {
                let actions = issue.map(|id| self.actions(id)).transpose()?.unwrap_or_default();
                self.refs(&actions)?
            }
            "position" => self.planned(record)?.map(|planned| planned.0).into(),
            "planned_start" => {
                time_of_day(self.planned(record)?.and_then(|planned| planned.1.planned))
            }
            "issued" | "ballots" | "spoilt" | "missing" => self.turnout(record, name)?,
            "expected_start" => {
                time_of_day(self.planned(record)?.and_then(|planned| planned.1.expected))
            }
            "left_seconds" => self.left(record).into(),
            "gap" => self.standing(record)?.gap.into(),
            "providers" => self.standing(record)?.providers.into(),
            "flag" => self.standing(record)?.flag.map(capability::Flag::token).into(),
            "levels" => {
                let levels = self.levels(record.id())?;
                let json = |(id, level): &(Id, i64)| {
                    let mut link = self.link(*id)?;
                    if let Some(link) = link.as_object_mut() {
                        link.insert("level".to_owned(), (*level).into());
                    }
                    Ok(link)
                };
                levels.iter().map(json).collect::<Result<Vec<_>, Need>>()?.into()
            }
            "updates" => Json::Array(Vec::new()),
            "slips" => 0.into(),
            _ => Json::Null,
        })
    }

    /// The ideas in an issue, in their order.
    fn cards(&self, issue: Id) -> Result<Vec<Id>, Need> {
        if self.w.is_whole() {
            return Ok(self.behind().cards.get(&issue).cloned().unwrap_or_default());
        }
        let mut cards = Vec::new();
        for id in self.w.referrers(issue)? {
            let idea = self.w.get::<Idea>(id)?;
            cards.extend(idea.filter(|idea| idea.issue.issue == Some(issue)));
        }
        Ok(in_order(cards))
    }

    /// The action items that answer an issue, by number.
    fn actions(&self, issue: Id) -> Result<Vec<Id>, Need> {
        if self.w.is_whole() {
            return Ok(self.behind().actions.get(&issue).cloned().unwrap_or_default());
        }
        let mut actions = Vec::new();
        for id in self.w.referrers(issue)? {
            let action = self.w.get::<Action>(id)?;
            actions.extend(action.filter(|action| action.issue.0 == Some(issue)));
        }
        actions.sort_by_key(|action| Record::number(*action));
        Ok(actions.into_iter().map(Record::id).collect())
    }

    /// Seconds left of an agenda item that runs or is paused; below zero where it is over.
    fn left(&self, record: &dyn Entity) -> Option<i64> {
        let item = self.w.peek::<Agenda>(record.id())?;
        let at_hand = matches!(item.state.token, Some(ItemState::Running | ItemState::Paused));
        match clock::reading(item, self.at) {
            clock::Reading::Left(left) if at_hand => Some(left),
            _ => None,
        }
    }

    /// The place of an agenda item in its meeting, from 1, and when it begins.
    fn planned(&self, item: &dyn Entity) -> Result<Option<Planned>, Need> {
        if self.w.is_whole() {
            return Ok(self.behind().planned.get(&item.id()).copied());
        }
        let Some(meeting) = item.meeting() else { return Ok(None) };
        let items = agenda::of(self.w, meeting)?;
        let meeting = self.w.get::<Meeting>(meeting)?;
        let planned = self.begins(meeting, &items).find(|(id, _)| *id == item.id());
        Ok(planned.map(|(_, planned)| planned))
    }

    /// What is in of a round, and what is missing: nothing of what the ballots say.
    fn turnout(&self, record: &dyn Entity, name: &str) -> Result<Json, Need> {
        let own;
        let voted = if self.w.is_whole() {
            self.behind().votes.get(&record.id())
        } else {
            own =
                self.w.get::<Round>(record.id())?.map(|round| votes(self.w, round)).transpose()?;
            own.as_ref()
        };
        let Some((issued, turnout)) = voted else { return Ok(Json::Null) };
        Ok(match name {
            "issued" => (*issued).into(),
            "ballots" => turnout.ballots.into(),
            "spoilt" => turnout.spoilt.iter().map(|(serial, _)| *serial).collect::<Vec<_>>().into(),
            _ => turnout.missing.clone().into(),
        })
    }

    /// Where a capability stands with the levels that the organisations have.
    fn standing(&self, record: &dyn Entity) -> Result<capability::Standing, Need> {
        let at = record.fields().iter().position(|field| field.name == "required");
        let required = at.and_then(|at| match record.cells(at).first() {
            Some((_, Value::Int(required))) => Some(*required),
            _ => None,
        });
        let levels = self.levels(record.id())?;
        Ok(capability::standing(required, levels.iter().map(|(_, level)| *level)))
    }

    /// Who has a capability how far, by the numbers of the organisations.
    fn levels(&self, capability: Id) -> Result<Vec<(Id, i64)>, Need> {
        if self.w.is_whole() {
            return Ok(self.behind().levels.get(&capability).cloned().unwrap_or_default());
        }
        let mut levels = Vec::new();
        for level in self.w.referrers_of::<Level>(capability)? {
            if let (Some(agency), Some(how)) = (level.organisation.0, level.level.0) {
                levels.push((agency, how));
            }
        }
        self.by_number(&mut levels)?;
        Ok(levels)
    }

    fn by_number(&self, levels: &mut [(Id, i64)]) -> Result<(), Need> {
        for (agency, _) in levels.iter() {
            self.w.any(*agency)?;
        }
        levels.sort_by_key(|(agency, _)| {
            self.w.peek::<Organisation>(*agency).and_then(Record::number)
        });
        Ok(())
    }

    /// Place and beginning of each item of a meeting, which are in their order.
    fn begins(
        &self,
        meeting: Option<&Meeting>,
        items: &[&Agenda],
    ) -> impl Iterator<Item = (Id, Planned)> + use<> {
        let now = meeting.and_then(|of| clock::seen_from(of, self.at, self.w.zone()));
        let begins = clock::course(items, now).begins;
        (1..).zip(begins).map(|(at, begin)| (begin.id, (at, begin)))
    }

    fn behind(&self) -> &Behind {
        self.behind.get_or_init(|| {
            let mut cards: HashMap<Id, Vec<&Idea>> = HashMap::new();
            for idea in self.w.loaded::<Idea>() {
                if let Some(issue) = idea.issue.issue {
                    cards.entry(issue).or_default().push(idea);
                }
            }
            let cards = cards.into_iter().map(|(issue, all)| (issue, in_order(all))).collect();
            let mut behind = Behind { cards, ..Behind::default() };
            for level in self.w.loaded::<Level>() {
                if let (Some(capability), Some(agency), Some(how)) =
                    (level.capability.0, level.organisation.0, level.level.0)
                {
                    behind.levels.entry(capability).or_default().push((agency, how));
                }
            }
            for levels in behind.levels.values_mut() {
                let _whole = self.by_number(levels);
            }
            for meeting in self.w.loaded::<Meeting>() {
                let items = agenda::of(self.w, meeting.id).unwrap_or_default();
                behind.planned.extend(self.begins(Some(meeting), &items));
            }
            for round in self.w.loaded::<Round>() {
                behind.votes.extend(votes(self.w, round).ok().map(|votes| (round.id, votes)));
            }
            let mut actions: Vec<&Action> = self.w.loaded::<Action>().collect();
            actions.sort_by_key(|action| Record::number(*action));
            for action in actions {
                if let Some(issue) = action.issue.0 {
                    behind.actions.entry(issue).or_default().push(Record::id(action));
                }
            }
            behind
        })
    }
}

/// How many ballots were issued for a round, and what is in.
fn votes(w: &Snapshot, round: &Round) -> Result<(Option<i64>, Turnout), Need> {
    let rule = Rule::of(w, round)?;
    let turnout = round::turnout(&rule, &round::ballots(w, round.id)?);
    Ok((rule.ballots(), turnout))
}

/// A moment as RFC 3339 in a zone.
pub(super) fn time(at: i64, zone: &str) -> Option<String> {
    let local = zone::local(at, zone)?;
    Some(local.to_rfc3339_opts(chrono::SecondsFormat::Millis, false))
}

/// Seconds of a day as a time that people read.
fn time_of_day(seconds: Option<i64>) -> Json {
    seconds.map(|at| clock::time_of_day(at).format("%H:%M").to_string()).into()
}

fn in_order(mut cards: Vec<&Idea>) -> Vec<Id> {
    cards.sort_by(|a, b| {
        let key = |idea: &Idea| (idea.issue.key.clone(), Record::number(idea));
        key(a).cmp(&key(b))
    });
    cards.into_iter().map(Record::id).collect()
}

#[cfg(test)]
#[path = "json_docs.rs"]
pub(super) mod docs;
#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
