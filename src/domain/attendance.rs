//! Who is at a meeting: how many of those expected, whether there are enough to decide, and
//! which sectors have nobody in the room.

use super::{
    fields::{Attendance, Organisation},
    kind::Kind,
    refs,
    refusal::Stop,
    snapshot::Snapshot,
    tokens::Presence,
    value::Id,
};

/// The most people of one organisation that are counted.
pub const MOST: i64 = 9_999;

impl Presence {
    /// Whether it takes part with a say: what is counted as here.
    #[must_use]
    pub const fn is_here(self) -> bool {
        matches!(self, Self::Present | Self::Substitute)
    }

    /// The one that comes next when a person goes through all of them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Present => Self::Substitute,
            Self::Substitute => Self::Observer,
            Self::Observer => Self::Absent,
            Self::Absent => Self::Present,
        }
    }

    /// What it is called, as a key of the bundles.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Present => "presence.present",
            Self::Substitute => "presence.substitute",
            Self::Observer => "presence.observer",
            Self::Absent => "presence.absent",
        }
    }
}

impl Attendance {
    /// How many people of the organisation are in the room: nobody where it is absent, one where
    /// nothing else is said.
    #[must_use]
    pub fn people(&self) -> i64 {
        match self.state.0 {
            None | Some(Presence::Absent) => 0,
            Some(_) => self.inside.0.unwrap_or(1).clamp(0, MOST),
        }
    }

    /// How many people of the organisation are expected: one where nothing else is said, and
    /// not fewer than there are.
    #[must_use]
    pub fn people_expected(&self) -> i64 {
        self.expected.0.unwrap_or(1).clamp(0, MOST).max(self.people())
    }
}

/// The sectors in the order in which they are named, where a workspace has them.
const SECTORS: [&str; 5] = ["GOV", "IO", "EMB", "CSO", "PRIV"];

/// The place of a sector among the others: those of the templates first, then any other, then
/// agencies without one.
#[must_use]
pub fn sector_place(sector: Option<&str>) -> u32 {
    let known = |word: &str| SECTORS.iter().position(|known| *known == word);
    let place = sector.map_or(SECTORS.len() + 1, |word| known(word).unwrap_or(SECTORS.len()));
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A sector in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The sector's word; none: of agencies without one.
    pub sector: Option<Box<str>>,
    /// How many people with a say it has here.
    pub people: i64,
}

/// How a meeting is attended. Observers are counted apart: they neither make a quorum nor
/// weigh in the balance of sectors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Agencies that are here: present or by a substitute.
    pub here: usize,
    /// Agencies that are expected: all that are known, but for observers.
    pub expected: usize,
    /// Agencies that observe.
    pub observers: usize,
    /// Agencies that are said to be absent.
    pub absent: usize,
    /// Agencies of which nothing is said yet.
    pub unmarked: usize,
    /// People with a say who are in the room.
    pub people: i64,
    /// People with a say who are expected.
    pub people_expected: i64,
    /// Agencies needed to decide.
    pub needed: usize,
    /// The sectors of the workspace, then any other, in their order ([`sector_place`]).
    pub sectors: Vec<Share>,
}

impl Standing {
    /// How a meeting with these marks is attended, of so many agencies that are known. Sectors
    /// are those of the agencies that the picture holds, after the words of the workspace's list.
    #[must_use]
    pub fn of<'a>(
        w: &Snapshot,
        marks: impl IntoIterator<Item = &'a Attendance>,
        agencies: usize,
        quorum: Option<i64>,
    ) -> Self {
        let list = w.loaded::<super::fields::Workspace>().next();
        let words = list.and_then(|workspace| workspace.list("sector")).unwrap_or_default();
        let share = |word: &str| Share { sector: Some(word.into()), people: 0 };
        let mut standing =
            Self { sectors: words.into_iter().map(share).collect(), ..Self::default() };
        let mut marked = 0;
        for mark in marks {
            let Some(state) = mark.state.0 else { continue };
            marked += 1;
            match state {
                Presence::Observer => standing.observers += 1,
                Presence::Absent => standing.absent += 1,
                Presence::Present | Presence::Substitute => standing.here += 1,
            }
            if state == Presence::Observer {
                continue;
            }
            standing.people += mark.people();
            standing.people_expected += mark.people_expected();
            if state.is_here() {
                let agency = mark.organisation.0.and_then(|id| w.peek::<Organisation>(id));
                standing.add(agency.and_then(|agency| agency.sector.get()), mark.people());
            }
        }
        standing.sectors.sort_by_key(|share| sector_place(share.sector.as_deref()));
        standing.unmarked = agencies.saturating_sub(marked);
        standing.expected = standing.here + standing.absent + standing.unmarked;
        // One of each is expected as long as nothing is said.
        standing.people_expected += i64::try_from(standing.unmarked).unwrap_or(i64::MAX);
        standing.needed = needed(quorum, standing.expected);
        standing
    }

    fn add(&mut self, sector: Option<&str>, people: i64) {
        match self.sectors.iter_mut().find(|share| share.sector.as_deref() == sector) {
            Some(share) => share.people += people,
            None => self.sectors.push(Share { sector: sector.map(Into::into), people }),
        }
    }

    /// Whether enough agencies are here to decide.
    #[must_use]
    pub const fn is_quorate(&self) -> bool {
        self.here >= self.needed
    }

    /// How many agencies are missing to decide.
    #[must_use]
    pub const fn missing(&self) -> usize {
        self.needed.saturating_sub(self.here)
    }

    /// The sectors of the workspace that have nobody with a say in the room.
    pub fn nobody(&self) -> impl Iterator<Item = &str> {
        let empty = self.sectors.iter().filter(|share| share.people == 0);
        empty.filter_map(|share| share.sector.as_deref())
    }
}

/// How many agencies have to be here: so many as the meeting says, else more than half of those
/// expected.
#[must_use]
pub fn needed(quorum: Option<i64>, expected: usize) -> usize {
    let said = quorum.and_then(|quorum| usize::try_from(quorum).ok());
    said.unwrap_or(expected / 2 + 1)
}

/// The record of how an organisation is represented at a meeting, dead ones too.
///
/// # Errors
/// The need, where it is not loaded.
pub fn joined(w: &Snapshot, meeting: Id, organisation: Id) -> Result<Option<Id>, Stop> {
    match global(w, meeting, organisation)? {
        Some(global) => Ok(w.derived(Kind::Attendance, global)?),
        None => Ok(None),
    }
}

/// The global id of that record, derived from the two; none where one of them is not there.
///
/// # Errors
/// The need, where they are not loaded.
pub fn global(w: &Snapshot, meeting: Id, organisation: Id) -> Result<Option<[u8; 16]>, Stop> {
    // Both have to be loaded before their global ids are known.
    w.any(meeting)?;
    w.any(organisation)?;
    let both = w.global(meeting).zip(w.global(organisation));
    Ok(both.map(|(a, b)| refs::derived(Kind::Attendance, &[&a, &b])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        cell::{Cell, Reader},
        fields::Workspace,
        lang::Lang,
        record::Record,
        types::{Number, Ref},
    };

    /// Reads nothing but words.
    struct Any;

    impl Reader for Any {
        fn record(&self, _kind: Option<Kind>, _text: &str) -> Result<Id, Stop> {
            unreachable!()
        }

        fn date(&self, _text: &str) -> Result<Option<chrono::NaiveDate>, Stop> {
            Ok(None)
        }

        fn lang(&self) -> Option<Lang> {
            None
        }

        fn list(&self, _name: &str) -> Result<Option<Vec<String>>, Stop> {
            Ok(None)
        }
    }

    /// A picture of agencies with these sectors, their ids from 10.
    fn room(sectors: &[&str]) -> Snapshot {
        let mut w = Snapshot::whole();
        let mut workspace = Workspace::new(Id::new(1).unwrap());
        workspace.alive.0 = true;
        for word in ["GOV", "IO", "CSO"] {
            workspace.sectors.set(word, true);
        }
        w.put_record(workspace);
        for (n, sector) in (10..).zip(sectors) {
            let mut agency = Organisation::new(Id::new(n).unwrap());
            agency.alive.0 = true;
            agency.sector.write(0, sector, &Any).unwrap();
            w.put_record(agency);
        }
        w
    }

    fn mark(
        agency: i64,
        state: Presence,
        inside: Option<i64>,
        expected: Option<i64>,
    ) -> Attendance {
        let mut mark = Attendance::new(Id::new(agency + 100).unwrap());
        mark.alive.0 = true;
        mark.organisation = Ref::to(Id::new(agency));
        mark.state.0 = Some(state);
        (mark.inside, mark.expected) = (Number(inside), Number(expected));
        mark
    }

    #[test]
    fn here_are_those_with_a_say_and_observers_stand_apart() {
        let w = room(&["GOV", "GOV", "IO", "CSO", "CSO"]);
        let marks = [
            mark(10, Presence::Present, Some(4), Some(5)),
            mark(11, Presence::Substitute, None, None),
            mark(12, Presence::Observer, Some(3), Some(3)),
            mark(13, Presence::Absent, Some(7), Some(2)),
        ];
        let standing = Standing::of(&w, &marks, 5, None);
        assert_eq!((standing.here, standing.expected), (2, 4));
        assert_eq!((standing.observers, standing.absent, standing.unmarked), (1, 1, 1));
        // 4 of 5, 1 of 1, 0 of 2, and one that nothing is said of.
        assert_eq!((standing.people, standing.people_expected), (5, 9));
        assert_eq!((standing.needed, standing.missing(), standing.is_quorate()), (3, 1, false));
        assert_eq!(Standing::of(&w, &marks, 5, Some(2)).missing(), 0);
    }

    #[test]
    fn more_than_half_are_needed_where_the_meeting_says_nothing() {
        let half = [(0, 1), (1, 1), (2, 2), (14, 8), (15, 8), (16, 9)];
        for (expected, at_least) in half {
            assert_eq!(needed(None, expected), at_least, "{expected}");
        }
        assert_eq!((needed(Some(8), 40), needed(Some(0), 40)), (8, 0));
        // What no meeting can mean counts as nothing said.
        assert_eq!(needed(Some(-1), 3), 2);
    }

    #[test]
    fn sectors_keep_their_order_and_name_those_without_anybody() {
        let w = room(&["GOV", "PRIV", "", "IO", "CSO"]);
        let marks = [
            mark(11, Presence::Present, Some(2), None),
            mark(12, Presence::Present, None, None),
            mark(10, Presence::Substitute, Some(3), None),
            mark(13, Presence::Observer, Some(9), None),
            mark(14, Presence::Absent, None, None),
        ];
        let standing = Standing::of(&w, &marks, 5, None);
        let shares: Vec<_> =
            standing.sectors.iter().map(|s| (s.sector.as_deref(), s.people)).collect();
        let expected =
            [(Some("GOV"), 3), (Some("IO"), 0), (Some("CSO"), 0), (Some("PRIV"), 2), (None, 1)];
        assert_eq!(shares, expected);
        assert_eq!(standing.nobody().collect::<Vec<_>>(), ["IO", "CSO"]);
    }

    #[test]
    fn absurd_numbers_neither_overflow_nor_count_below_nobody() {
        let w = room(&["GOV", "IO"]);
        let marks = [
            mark(10, Presence::Present, Some(i64::MAX), Some(i64::MIN)),
            mark(11, Presence::Present, Some(i64::MIN), Some(i64::MAX)),
        ];
        let standing = Standing::of(&w, &marks, 2, Some(i64::MAX));
        assert_eq!((standing.people, standing.people_expected), (MOST, 2 * MOST));
        assert!(!standing.is_quorate());
        // More marks than agencies: a merge brought those of one that is in the trash.
        assert_eq!(Standing::of(&w, &marks, 1, None).unmarked, 0);
    }

    #[test]
    fn the_states_go_round() {
        let mut state = Presence::Present;
        for next in [Presence::Substitute, Presence::Observer, Presence::Absent, Presence::Present]
        {
            state = state.next();
            assert_eq!(state, next);
        }
        assert!(Presence::Substitute.is_here() && !Presence::Observer.is_here());
    }
}
