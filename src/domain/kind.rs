//! The kinds of record and what each is called.

/// A kind of record. Its name is permanent: it stands in every file's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The workspace itself: title, zone, languages, default label.
    Workspace,
    /// A stakeholder organisation (S).
    Organisation,
    /// A contact post in an organisation (P): a function, not a person.
    Post,
    /// A capability that the taskforce needs (C).
    Capability,
    /// A meeting of the series (M).
    Meeting,
    /// An item of a meeting's agenda (G).
    Agenda,
    /// A briefing point (B).
    Point,
    /// An idea as it was said or written (I).
    Idea,
    /// A cluster or key issue (K): one record, its column says which.
    Issue,
    /// A decision (D).
    Decision,
    /// An objective of the plan (O).
    Objective,
    /// An action item (A).
    Action,
    /// A directed, typed link between two organisations; named by its parts.
    Link,
    /// How far an organisation has a capability; named by the two.
    Level,
    /// A voting round (R).
    Round,
    /// A ballot of a round; named by the round and its serial.
    Ballot,
    /// How an organisation is represented at a meeting; named by the two.
    Attendance,
}

impl Kind {
    /// Every kind, in the order in which listings and exports go.
    pub const ALL: [Self; 17] = [
        Self::Workspace,
        Self::Organisation,
        Self::Post,
        Self::Capability,
        Self::Meeting,
        Self::Agenda,
        Self::Point,
        Self::Idea,
        Self::Issue,
        Self::Decision,
        Self::Objective,
        Self::Action,
        Self::Link,
        Self::Level,
        Self::Round,
        Self::Ballot,
        Self::Attendance,
    ];

    /// Name in the file: table, log and archive.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Organisation => "organisation",
            Self::Post => "post",
            Self::Capability => "capability",
            Self::Meeting => "meeting",
            Self::Agenda => "agenda",
            Self::Point => "point",
            Self::Idea => "idea",
            Self::Issue => "issue",
            Self::Decision => "decision",
            Self::Objective => "objective",
            Self::Action => "action",
            Self::Link => "link",
            Self::Level => "level",
            Self::Round => "round",
            Self::Ballot => "ballot",
            Self::Attendance => "attendance",
        }
    }

    /// The noun of the command line.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Organisation => "stakeholder",
            other => other.name(),
        }
    }

    /// What it is called in a message, as a key of the bundles.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Workspace => "noun.workspace",
            Self::Organisation => "noun.stakeholder",
            Self::Post => "noun.post",
            Self::Capability => "noun.capability",
            Self::Meeting => "noun.meeting",
            Self::Agenda => "noun.agenda",
            Self::Point => "noun.point",
            Self::Idea => "noun.idea",
            Self::Issue => "noun.issue",
            Self::Decision => "noun.decision",
            Self::Objective => "noun.objective",
            Self::Action => "noun.action",
            Self::Link => "noun.link",
            Self::Level => "noun.level",
            Self::Round => "noun.round",
            Self::Ballot => "noun.ballot",
            Self::Attendance => "noun.attendance",
        }
    }

    /// The letter before the number of a record of this kind; none where records are named by
    /// their parts.
    #[must_use]
    pub const fn letter(self) -> Option<char> {
        match self {
            Self::Workspace | Self::Link | Self::Level | Self::Ballot | Self::Attendance => None,
            Self::Organisation => Some('S'),
            Self::Post => Some('P'),
            Self::Capability => Some('C'),
            Self::Meeting => Some('M'),
            Self::Agenda => Some('G'),
            Self::Point => Some('B'),
            Self::Idea => Some('I'),
            Self::Issue => Some('K'),
            Self::Decision => Some('D'),
            Self::Objective => Some('O'),
            Self::Action => Some('A'),
            Self::Round => Some('R'),
        }
    }

    /// Whether records of this kind are named by what they join, and their ids made of it.
    #[must_use]
    pub const fn joins(self) -> bool {
        matches!(self, Self::Link | Self::Level | Self::Ballot | Self::Attendance)
    }

    /// The kind with this name in the file.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind whose numbers carry this letter, in either case.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        let letter = letter.to_ascii_uppercase();
        Self::ALL.into_iter().find(|kind| kind.letter() == Some(letter))
    }

    /// Position in [`Kind::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}
