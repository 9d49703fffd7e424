//! Commands as data: what a person asked for, before any rule has looked at it.

use chrono::NaiveDate;

use crate::domain::{
    entry::Entry,
    kind::Kind,
    round::Keyed,
    tokens::{Authority, Column, Electorate, Method, Presence, Secrecy},
    value::Id,
};

/// When a command is given, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Wall time in milliseconds since 1970.
    pub at: i64,
    /// The day in the workspace's zone.
    pub today: NaiveDate,
    /// Who gives it.
    pub by: String,
}

/// A record that a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// By its id, as the screen knows it.
    Id(Id),
    /// By what people call it: a ref, an abbreviation.
    Ref(String),
}

impl From<Id> for Target {
    fn from(id: Id) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for Target {
    fn from(text: &str) -> Self {
        Self::Ref(text.to_owned())
    }
}

/// A change of one of the workspace's short lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListChange {
    /// Adds a value.
    Add(String),
    /// Renames a value, in the list and wherever it is used.
    Rename(String, String),
    /// Takes a value out of the list; records that have it keep it.
    Delete(String),
}

/// What a voting round is opened with: its rule, which is fixed from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundOpening {
    /// What it is called, and its label.
    pub entry: Entry,
    /// The key issues; none: the shortlist, else all that are not parked.
    pub items: Vec<Target>,
    /// How votes are counted.
    pub method: Method,
    /// Dots of a ballot, 1 to 99; none: a quarter of the issues, 3 to 7.
    pub dots: Option<i64>,
    /// Dots that one issue may get from one ballot; none: 2.
    pub stack: Option<i64>,
    /// Whether ballots carry names.
    pub secrecy: Secrecy,
    /// Who has a ballot.
    pub electorate: Electorate,
    /// The serials that were issued: `GOV:1-20,IO:21-25`; empty: any.
    pub serials: String,
}

/// What is said of an organisation at a meeting besides whether it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Whether those who came can commit it.
    pub authority: Option<Authority>,
    /// How many of its people are in the room.
    pub inside: Option<i64>,
    /// How many of its people are expected.
    pub expected: Option<i64>,
    /// The post that speaks for it.
    pub post: Option<Target>,
}

/// What is done to the clock of an agenda item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// It runs; another item that ran is done.
    Start,
    /// It stands until it is started again.
    Pause,
    /// The item is given more minutes, from 1.
    Extend(i64),
    /// The item is left out, or left.
    Skip,
    /// The item is over.
    Done,
}

/// Something to be done. One command is one operation of the log, and one step of undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Adds records of one kind, all or none.
    Add {
        /// The kind; not the workspace.
        kind: Kind,
        /// One for each record.
        entries: Vec<Entry>,
        /// Whether an organisation that is not known yet is made in the same operation.
        create: bool,
        /// The meeting they belong to, instead of the open one.
        meeting: Option<Target>,
    },
    /// Links two organisations.
    Link {
        /// Where it leads from.
        from: Target,
        /// Where it leads to.
        to: Target,
        /// What flows along it.
        kind: String,
        /// Weight and label.
        entry: Entry,
    },
    /// Says how far an organisation has a capability.
    Level {
        /// The organisation.
        organisation: Target,
        /// The capability.
        capability: Target,
        /// The level, 0 to 3; none: nothing is said about it any more.
        level: Option<i64>,
    },
    /// Says how an organisation is represented at a meeting.
    Mark {
        /// The organisation.
        organisation: Target,
        /// Whether one that is not known yet is made in the same operation.
        create: bool,
        /// The meeting; none: the open one.
        meeting: Option<Target>,
        /// How it is represented.
        state: Presence,
        /// Whatever else is said of it; what is not said stays as it is.
        details: Details,
    },
    /// Edits records: words replace the title, tokens their field.
    Edit {
        /// The records; all get the same edit.
        targets: Vec<Target>,
        /// The kind they must be of, where the person named one.
        kind: Option<Kind>,
        /// What replaces what they have.
        entry: Entry,
        /// Why, where a rule asks for a reason.
        reason: Option<String>,
    },
    /// Puts records into the trash.
    Delete {
        /// The records.
        targets: Vec<Target>,
        /// The kind they must be of, where the person named one.
        kind: Option<Kind>,
        /// Whether references to them are cleared in the same operation.
        unlink: bool,
    },
    /// Takes a record out of the trash.
    Restore {
        /// The record.
        target: Target,
    },
    /// Makes a cluster of ideas, or puts them into one.
    Group {
        /// The ideas, in the order they will have.
        ideas: Vec<Target>,
        /// The name of a new cluster.
        name: Option<Entry>,
        /// The cluster or key issue to put them into.
        into: Option<Target>,
    },
    /// Adds an idea to the cluster of one that says much the same; where that lies in none, both
    /// make a new one that goes by its words.
    Join {
        /// The new idea. A cluster that it names itself gives way.
        entry: Entry,
        /// The idea that is there.
        idea: Target,
        /// Whether an organisation that is not known yet is made in the same operation.
        create: bool,
    },
    /// Takes ideas out of their cluster.
    Ungroup {
        /// The ideas.
        ideas: Vec<Target>,
    },
    /// Moves a cluster or key issue on the board.
    Move {
        /// The issue.
        issue: Target,
        /// The column; none: stays in its own.
        column: Option<Column>,
        /// The place in the column from 1; none: the end.
        position: Option<usize>,
    },
    /// Moves an agenda item to another place in its meeting.
    MoveItem {
        /// The item.
        item: Target,
        /// The place from 1; beyond the last one: the end.
        position: usize,
    },
    /// Starts, pauses, extends, ends or skips an agenda item of the open meeting.
    Clock {
        /// The item; none: the one at hand, of a start the next one.
        item: Option<Target>,
        /// What is done.
        change: ClockChange,
    },
    /// Opens a meeting.
    Open {
        /// The meeting.
        meeting: Target,
    },
    /// Closes a meeting.
    Close {
        /// The meeting.
        meeting: Target,
    },
    /// Opens a voting round.
    OpenRound {
        /// Its rule.
        opening: RoundOpening,
        /// The meeting it belongs to, instead of the open one.
        meeting: Option<Target>,
    },
    /// Keys ballots of an open round, all or none.
    Cast {
        /// The round.
        round: Target,
        /// The ballots.
        papers: Vec<Keyed>,
        /// Whether a ballot that is in is keyed again.
        replace: bool,
        /// Whether a ballot with too many votes is stored as spoilt.
        spoil: bool,
    },
    /// Closes a round: a seal that undo steps over.
    CloseRound {
        /// The round.
        round: Target,
    },
    /// Makes the decision that cites a closed round.
    Freeze {
        /// The round.
        round: Target,
        /// What was decided.
        entry: Entry,
    },
    /// Changes a short list of the workspace.
    List {
        /// The list: one of [`crate::domain::fields::LISTS`].
        name: String,
        /// The change.
        change: ListChange,
    },
    /// Changes a setting of the workspace.
    Configure {
        /// The setting, by its JSON name.
        key: String,
        /// Its value; empty clears.
        value: String,
    },
    /// Hides the ideas until they are revealed, or reveals them.
    Board {
        /// Whether they are hidden from now on.
        hide: bool,
    },
    /// Gives one field the value it had after an operation: a new decision, with a new clock.
    RestoreField {
        /// The record.
        target: Target,
        /// The field, by its JSON name.
        field: String,
        /// The operation, as the log numbers it.
        from: i64,
    },
    /// Takes back the last operation of this file, or from History any one.
    Undo {
        /// The operation; none: the top of the stack.
        operation: Option<i64>,
        /// Whether another person's may be taken back.
        any: bool,
    },
    /// Brings back what undo took away last.
    Redo {
        /// Whether another person's undo may be taken back.
        any: bool,
    },
    /// Brings everything back to how it stood after an operation.
    Rewind {
        /// The operation, as the log numbers it.
        to: i64,
        /// Whether other people's work may be taken back.
        any: bool,
    },
}

impl Command {
    /// Its name in the log: never content.
    #[must_use]
    pub fn name(&self) -> String {
        let noun = |kind: &Option<Kind>, verb: &str| match kind {
            Some(kind) => format!("{}.{verb}", kind.name()),
            None => format!("record.{verb}"),
        };
        match self {
            Self::Add { kind, .. } => format!("{}.add", kind.name()),
            Self::Link { .. } => "link.add".to_owned(),
            Self::Level { .. } => "capability.set".to_owned(),
            Self::Mark { .. } => "attendance.mark".to_owned(),
            Self::Edit { kind, .. } => noun(kind, "edit"),
            Self::Delete { kind, .. } => noun(kind, "delete"),
            Self::Restore { .. } => "trash.restore".to_owned(),
            Self::Group { .. } => "idea.group".to_owned(),
            Self::Join { .. } => "idea.join".to_owned(),
            Self::Ungroup { .. } => "idea.ungroup".to_owned(),
            Self::Move { .. } => "issue.move".to_owned(),
            Self::MoveItem { .. } => "agenda.move".to_owned(),
            Self::Clock { change, .. } => {
                let verb = match change {
                    ClockChange::Start => "start",
                    ClockChange::Pause => "pause",
                    ClockChange::Extend(_) => "extend",
                    ClockChange::Skip => "skip",
                    ClockChange::Done => "done",
                };
                format!("agenda.{verb}")
            }
            Self::Open { .. } => "meeting.open".to_owned(),
            Self::Close { .. } => "meeting.close".to_owned(),
            Self::OpenRound { .. } => "round.open".to_owned(),
            Self::Cast { .. } => "round.cast".to_owned(),
            Self::CloseRound { .. } => "round.close".to_owned(),
            Self::Freeze { .. } => "round.freeze".to_owned(),
            Self::List { .. } => "workspace.list".to_owned(),
            Self::Configure { .. } => "workspace.edit".to_owned(),
            Self::Board { hide: true } => "board.hide".to_owned(),
            Self::Board { hide: false } => "board.reveal".to_owned(),
            Self::RestoreField { .. } => "record.restore-field".to_owned(),
            Self::Undo { operation: None, .. } => "undo".to_owned(),
            Self::Undo { .. } => "revert".to_owned(),
            Self::Redo { .. } => "redo".to_owned(),
            Self::Rewind { .. } => "rewind".to_owned(),
        }
    }
}
