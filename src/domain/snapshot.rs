//! The read model: live records in memory, whole or in part.
//!
//! The screen holds a whole one. A rule runs on a *partial* one: where it asks for what is not
//! loaded it gets a [`Need`], the store loads that, and the rule runs again.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    fields::{
        Action, Agenda, Attendance, Ballot, Capability, Decision, Idea, Issue, Level, Link,
        Meeting, Objective, Organisation, Point, Post, Round, Workspace, with_kind,
    },
    kind::Kind,
    lang::Lang,
    record::{Entity, Record},
    refs,
    refusal::Need,
    row::{AsRecord, Row},
    tokens::MeetingState,
    value::Id,
    zone,
};

/// Hashes ids, which are small integers already, by one multiplication.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        // Fibonacci hashing; the rotation brings the well-mixed high bits down, where the map
        // looks for its bucket.
        self.0 = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }
}

/// A map keyed by ids.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// The records of one kind, in the order in which they came.
#[derive(Clone, Debug)]
struct Table<R> {
    rows: Vec<R>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

/// Where a record lies.
#[derive(Clone, Copy, Debug)]
struct Slot {
    kind: Kind,
    at: u32,
}

/// Live records in memory; see the module.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    workspace: Table<Workspace>,
    organisation: Table<Organisation>,
    post: Table<Post>,
    capability: Table<Capability>,
    meeting: Table<Meeting>,
    agenda: Table<Agenda>,
    point: Table<Point>,
    idea: Table<Idea>,
    issue: Table<Issue>,
    decision: Table<Decision>,
    objective: Table<Objective>,
    action: Table<Action>,
    link: Table<Link>,
    level: Table<Level>,
    round: Table<Round>,
    ballot: Table<Ballot>,
    attendance: Table<Attendance>,
    slots: IdMap<Id, Slot>,
    numbers: IdMap<u64, Id>,
    highest: [u32; Kind::ALL.len()],
    derived: HashMap<(Kind, [u8; 16]), Id>,
    globals: HashMap<Id, [u8; 16]>,
    /// What has been loaded; none: everything that lives.
    known: Option<HashSet<Need>>,
    /// Arrival of the last operation that this picture holds.
    pub seen: i64,
}

/// A record type that the read model has a table for.
pub trait Stored: Record + AsRecord + Into<Row> {
    #[doc(hidden)]
    fn rows(of: &Snapshot) -> &Vec<Self>;
    #[doc(hidden)]
    fn rows_mut(of: &mut Snapshot) -> &mut Vec<Self>;
}

macro_rules! stored {
    ($($name:ident $table:ident),+) => {$(
        impl Stored for $name {
            fn rows(of: &Snapshot) -> &Vec<Self> {
                &of.$table.rows
            }

            fn rows_mut(of: &mut Snapshot) -> &mut Vec<Self> {
                &mut of.$table.rows
            }
        }
    )+};
}

stored!(
    Workspace workspace, Organisation organisation, Post post, Capability capability,
    Meeting meeting, Agenda agenda, Point point, Idea idea, Issue issue, Decision decision,
    Objective objective, Action action, Link link, Level level, Round round,
    Ballot ballot, Attendance attendance
);

impl Snapshot {
    /// A picture that holds everything that lives, still to be filled.
    #[must_use]
    pub fn whole() -> Self {
        Self::default()
    }

    /// A picture that knows nothing yet.
    #[must_use]
    pub fn partial() -> Self {
        Self { known: Some(HashSet::new()), ..Self::default() }
    }

    /// Whether it holds everything that lives.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.known.is_none()
    }

    /// Notes that what was needed has been loaded.
    pub fn learn(&mut self, need: Need) {
        if let Some(known) = &mut self.known {
            known.insert(need);
        }
    }

    /// Notes that nothing is left to load.
    pub fn learn_all(&mut self) {
        self.known = None;
    }

    /// Whether this has been loaded.
    #[must_use]
    pub fn knows(&self, need: &Need) -> bool {
        self.known.as_ref().is_none_or(|known| known.contains(need))
    }

    fn must_know(&self, need: Need) -> Result<(), Need> {
        if self.knows(&need) { Ok(()) } else { Err(need) }
    }

    /// Takes all live records of a kind, as loaded without long texts, in place of what it has:
    /// they are moved in, not copied, so that a big file is in memory once.
    pub fn fill<R: Stored>(&mut self, records: Vec<R>) {
        self.slots.reserve(records.len());
        self.numbers.reserve(records.len());
        for (at, record) in (0..).zip(&records) {
            self.slots.insert(Record::id(record), Slot { kind: R::KIND, at });
            if let Some(number) = Record::number(record) {
                self.claim(R::KIND, number, Record::id(record));
            }
        }
        *R::rows_mut(self) = records;
    }

    /// Notes that a record that is loaded was made from another.
    pub fn put_from(&mut self, record: Id, from: Id) {
        let Some(slot) = self.slots.get(&record).copied() else { return };
        with_kind!(slot.kind, R => {
            if let Some(record) = <R as Stored>::rows_mut(self).get_mut(slot.at as usize) {
                record.from.set(from, true);
            }
        });
    }

    /// Puts a record as it now stands: a live one in, a dead one out (a partial picture keeps
    /// the dead, which rules about the trash ask for).
    pub fn put(&mut self, row: Row) {
        match row {
            Row::Workspace(record) => self.put_record(*record),
            Row::Organisation(record) => self.put_record(*record),
            Row::Post(record) => self.put_record(*record),
            Row::Capability(record) => self.put_record(*record),
            Row::Meeting(record) => self.put_record(*record),
            Row::Agenda(record) => self.put_record(*record),
            Row::Point(record) => self.put_record(*record),
            Row::Idea(record) => self.put_record(*record),
            Row::Issue(record) => self.put_record(*record),
            Row::Decision(record) => self.put_record(*record),
            Row::Objective(record) => self.put_record(*record),
            Row::Action(record) => self.put_record(*record),
            Row::Link(record) => self.put_record(*record),
            Row::Level(record) => self.put_record(*record),
            Row::Round(record) => self.put_record(*record),
            Row::Ballot(record) => self.put_record(*record),
            Row::Attendance(record) => self.put_record(*record),
        }
    }

    /// See [`Snapshot::put`].
    pub fn put_record<R: Stored>(&mut self, mut record: R) {
        let (id, kind) = (Record::id(&record), R::KIND);
        if let Some(number) = Record::number(&record) {
            self.claim(kind, number, id);
        }
        if self.is_whole() {
            Record::strip(&mut record);
            if !Record::alive(&record) {
                self.take_out::<R>(id);
                return;
            }
        }
        let slot = self.slots.get(&id).copied();
        let rows = R::rows_mut(self);
        match slot {
            Some(slot) => {
                if let Some(place) = rows.get_mut(slot.at as usize) {
                    *place = record;
                }
            }
            None => {
                let at = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                rows.push(record);
                self.slots.insert(id, Slot { kind, at });
            }
        }
    }

    fn claim(&mut self, kind: Kind, number: u32, id: Id) {
        if let Some(highest) = self.highest.get_mut(kind.index()) {
            *highest = number.max(*highest);
        }
        self.numbers.entry(number_key(kind, number)).or_insert(id);
    }

    fn take_out<R: Stored>(&mut self, id: Id) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let rows = R::rows_mut(self);
        if (slot.at as usize) < rows.len() {
            rows.swap_remove(slot.at as usize);
        }
        let moved = rows.get(slot.at as usize).map(Record::id);
        if let Some(slot_of_moved) = moved.and_then(|id| self.slots.get_mut(&id)) {
            slot_of_moved.at = slot.at;
        }
    }

    /// The record as loaded, dead ones too where the picture is partial.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn any(&self, id: Id) -> Result<Option<&dyn Entity>, Need> {
        match self.slots.get(&id) {
            Some(slot) => Ok(self.entity_at(*slot)),
            None => self.must_know(Need::Record(id)).map(|()| None),
        }
    }

    fn entity_at(&self, slot: Slot) -> Option<&dyn Entity> {
        with_kind!(slot.kind, R => {
            <R as Stored>::rows(self).get(slot.at as usize).map(|record| record as &dyn Entity)
        })
    }

    /// A copy of the record as loaded.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn row(&self, id: Id) -> Result<Option<Row>, Need> {
        match self.slots.get(&id) {
            Some(slot) => Ok(with_kind!(slot.kind, R => {
                <R as Stored>::rows(self).get(slot.at as usize).cloned().map(Row::from)
            })),
            None => self.must_know(Need::Record(id)).map(|()| None),
        }
    }

    /// The live record.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn live(&self, id: Id) -> Result<Option<&dyn Entity>, Need> {
        self.any(id).map(|found| found.filter(|record| record.alive()))
    }

    /// The live record of this kind.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn get<R: Stored>(&self, id: Id) -> Result<Option<&R>, Need> {
        match self.slots.get(&id) {
            Some(slot) if slot.kind == R::KIND => {
                Ok(R::rows(self).get(slot.at as usize).filter(|record| Record::alive(*record)))
            }
            Some(_) => Ok(None),
            None => self.must_know(Need::Record(id)).map(|()| None),
        }
    }

    /// The live record of this kind, as far as it is loaded.
    #[must_use]
    pub fn peek<R: Stored>(&self, id: Id) -> Option<&R> {
        self.get(id).ok().flatten()
    }

    /// Every live record of a kind.
    ///
    /// # Errors
    /// The need, where they are not all loaded.
    pub fn all<R: Stored>(&self) -> Result<impl Iterator<Item = &R>, Need> {
        self.must_know(Need::Kind(R::KIND)).map(|()| self.loaded::<R>())
    }

    /// The live records of a kind that are loaded.
    pub fn loaded<R: Stored>(&self) -> impl Iterator<Item = &R> {
        R::rows(self).iter().filter(|record| Record::alive(*record))
    }

    /// Every live record of a kind, as entities.
    pub fn entities(&self, kind: Kind) -> Box<dyn Iterator<Item = &dyn Entity> + '_> {
        with_kind!(kind, R => Box::new(self.loaded::<R>().map(|record| record as &dyn Entity)))
    }

    /// How many live records of a kind there are.
    #[must_use]
    pub fn count<R: Stored>(&self) -> usize {
        if self.is_whole() { R::rows(self).len() } else { self.loaded::<R>().count() }
    }

    /// How many live records there are of a kind that is known only at run time.
    #[must_use]
    pub fn count_of(&self, kind: Kind) -> usize {
        with_kind!(kind, R => self.count::<R>())
    }

    /// The record with this number, dead ones too.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn numbered(&self, kind: Kind, number: u32) -> Result<Option<Id>, Need> {
        match self.numbers.get(&number_key(kind, number)) {
            Some(id) => Ok(Some(*id)),
            None => self.must_know(Need::Number(kind, number)).map(|()| None),
        }
    }

    /// The highest number ever claimed by a record of the kind.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn highest(&self, kind: Kind) -> Result<u32, Need> {
        self.must_know(Need::Highest(kind))?;
        Ok(self.highest.get(kind.index()).copied().unwrap_or_default())
    }

    /// Notes the highest number ever claimed.
    pub fn set_highest(&mut self, kind: Kind, number: u32) {
        if let Some(highest) = self.highest.get_mut(kind.index()) {
            *highest = number.max(*highest);
        }
        self.learn(Need::Highest(kind));
    }

    /// The record with this derived id, dead ones too.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn derived(&self, kind: Kind, id: [u8; 16]) -> Result<Option<Id>, Need> {
        match self.derived.get(&(kind, id)) {
            Some(record) => Ok(Some(*record)),
            None => self.must_know(Need::Derived(kind, id)).map(|()| None),
        }
    }

    /// Notes the global id of a record, by which derived ids are found and made.
    pub fn set_global(&mut self, kind: Kind, record: Id, global: [u8; 16]) {
        self.derived.insert((kind, global), record);
        self.globals.insert(record, global);
    }

    /// The global id of a record, where it has been loaded.
    #[must_use]
    pub fn global(&self, record: Id) -> Option<[u8; 16]> {
        self.globals.get(&record).copied()
    }

    /// Every live record that refers to this one.
    ///
    /// # Errors
    /// The need, where they are not loaded.
    pub fn referrers(&self, id: Id) -> Result<Vec<Id>, Need> {
        self.must_know(Need::Referrers(id))?;
        let mut all: Vec<Id> = Kind::ALL
            .into_iter()
            .flat_map(|kind| self.entities(kind))
            .filter(|record| record.refs().iter().any(|(_, to)| *to == id))
            .map(Entity::id)
            .collect();
        all.sort_unstable();
        Ok(all)
    }

    /// Every live record of a kind that refers to this one.
    ///
    /// # Errors
    /// The need, where they are not loaded.
    pub fn referrers_of<R: Stored>(&self, id: Id) -> Result<impl Iterator<Item = &R>, Need> {
        let refers = move |record: &&R| Entity::refs(*record).iter().any(|(_, to)| *to == id);
        self.must_know(Need::ReferrersOf(R::KIND, id)).map(|()| self.loaded::<R>().filter(refers))
    }

    /// The workspace's own record.
    ///
    /// # Errors
    /// The need, where it is not loaded.
    pub fn workspace(&self) -> Result<Option<&Workspace>, Need> {
        self.all::<Workspace>().map(|mut all| all.next())
    }

    /// The meeting that is open.
    ///
    /// # Errors
    /// The need, where meetings are not loaded.
    pub fn open_meeting(&self) -> Result<Option<&Meeting>, Need> {
        let open = |meeting: &&Meeting| meeting.state.token == Some(MeetingState::Open);
        Ok(self.all::<Meeting>()?.find(open))
    }

    /// The first language of the content.
    #[must_use]
    pub fn lang(&self) -> Lang {
        let workspace = self.loaded::<Workspace>().next();
        workspace
            .and_then(|w| w.languages.0.as_deref())
            .and_then(|all| all.split(',').next())
            .and_then(Lang::parse)
            .unwrap_or(Lang::En)
    }

    /// The zone that dates count in, as far as the workspace is loaded.
    #[must_use]
    pub fn zone(&self) -> &str {
        let workspace = self.loaded::<Workspace>().next();
        workspace.and_then(|w| w.zone.0.as_deref()).unwrap_or(zone::DEFAULT)
    }

    /// What people call a record; for one that joins others this needs those.
    #[must_use]
    pub fn ref_of(&self, record: &dyn Entity) -> String {
        if record.kind() == Kind::Link
            && let Some(link) = self.peek_any::<Link>(record.id())
        {
            let end = |id: Option<Id>| {
                let number =
                    id.and_then(|id| self.peek_any::<Organisation>(id)).and_then(Record::number);
                refs::numbered(Kind::Organisation, number)
            };
            let kind = link.kind.0.as_deref().unwrap_or("–");
            return format!("{}>{}:{kind}", end(link.giver.0), end(link.taker.0));
        }
        if let Some(level) = self.peek_any::<Level>(record.id()) {
            let number = |id: Option<Id>| id.and_then(|id| self.any(id).ok().flatten()?.number());
            return refs::level(number(level.organisation.0), number(level.capability.0));
        }
        if let Some(ballot) = self.peek_any::<Ballot>(record.id()) {
            let round = ballot.round.0.and_then(|id| self.any(id).ok().flatten()?.number());
            return refs::ballot(round, ballot.serial.0);
        }
        if let Some(attendance) = self.peek_any::<Attendance>(record.id()) {
            let number = |id: Option<Id>| id.and_then(|id| self.any(id).ok().flatten()?.number());
            return refs::attendance(
                number(attendance.meeting.0),
                number(attendance.organisation.0),
            );
        }
        refs::numbered(record.kind(), record.number())
    }

    fn peek_any<R: Stored>(&self, id: Id) -> Option<&R> {
        let slot = self.slots.get(&id).filter(|slot| slot.kind == R::KIND)?;
        R::rows(self).get(slot.at as usize)
    }

    /// The ref of a loaded record.
    #[must_use]
    pub fn ref_by_id(&self, id: Id) -> Option<String> {
        self.any(id).ok().flatten().map(|record| self.ref_of(record))
    }
}

/// The key of a number in the map of numbers.
fn number_key(kind: Kind, number: u32) -> u64 {
    ((kind.index() as u64) << 32) | u64::from(number)
}
