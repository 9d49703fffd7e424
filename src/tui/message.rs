//! What goes into the app and what comes out of it, as data.

use chrono::{NaiveDate, NaiveTime};

use super::{
    lists::Lists,
    log::{Found, Query},
    screens::View,
};
use crate::{
    config::{actions::Action, keys::Key},
    domain::{row::Row, saying::Saying, snapshot::Snapshot, value::Id, zone},
    ops::{self, Command, FirstPage, Receipt, Tallied},
};

/// What the clock says. It is passed in; nothing here asks for the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Now {
    /// Wall time in milliseconds since 1970.
    pub(crate) at: i64,
    /// The day in the workspace's zone.
    pub(crate) today: NaiveDate,
    /// The time of that day.
    pub(crate) time: NaiveTime,
}

impl Now {
    /// What the clock of a zone says at a wall time.
    #[must_use]
    pub(crate) fn of(at: i64, zone: &str) -> Self {
        let local = zone::local(at, zone);
        Self {
            at,
            today: zone::day(at, zone),
            time: local.map_or(NaiveTime::MIN, |local| local.time()),
        }
    }
}

/// What a person does at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Presses a key.
    Key(Key),
    /// Pastes a text.
    Paste(String),
    /// Clicks at a column and row.
    Click(u16, u16),
    /// Turns the wheel: rows down, or up below zero.
    Wheel(isize),
    /// Resizes the terminal.
    Size(u16, u16),
}

/// What lies under a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// What brings an action about: a key hint, a screen's name.
    Act(Action),
    /// A row of the list.
    Row(usize),
    /// A row of the box in front.
    Choice(usize),
    /// The text of a row of the form in front, at a column of it.
    Text(usize, u16),
    /// A tab.
    View(View),
    /// Where nothing is meant: it hides what lies below.
    Nothing,
}

/// What the app is told.
#[derive(Debug)]
pub(crate) enum Message {
    /// An action of the table.
    Act(Action),
    /// Typed text.
    Type(char),
    /// A pasted text.
    Paste(String),
    /// A key that means nothing where we are.
    Unmeant(Key),
    /// A click on something.
    Click(Spot),
    /// The wheel.
    Wheel(isize),
    /// The terminal has this size.
    Size(u16, u16),
    /// From the workspace's thread.
    Reply(Reply),
    /// What the clock of the agenda shows is another.
    Tick,
    /// The toast with this number has stood long enough.
    ToastOver(u64),
}

/// Names a command that is under way.
pub(crate) type Ticket = u64;

/// A command for the workspace's thread.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    /// Comes back with the reply.
    pub(crate) ticket: Ticket,
    /// What to do.
    pub(crate) command: Command,
    /// The last operation that the picture knew.
    pub(crate) seen: Option<i64>,
    /// Which file the picture is of: it grows when another file takes its place.
    pub(crate) file: u64,
}

/// What the workspace's thread says.
#[derive(Debug)]
pub(crate) enum Reply {
    /// The rows that show first.
    FirstPage(Box<FirstPage>),
    /// Everything; replaces the first page.
    Loaded(Box<(Snapshot, Lists)>),
    /// Everything, of a file that took the place of the one before.
    Replaced(Box<(Snapshot, Lists)>),
    /// A command was carried out and is on disk.
    Done(Ticket, Box<Receipt>),
    /// A command was not carried out.
    Refused(Ticket, Box<ops::Error>),
    /// What another program wrote.
    News(Box<Receipt>),
    /// What History asked for.
    Log(Box<(Query, Found)>),
    /// A closed round, counted; none where it cannot be read.
    Counted(Id, Option<Box<Tallied>>),
    /// A record whole, long texts included; none where it cannot be read.
    Record(Id, Option<Box<Row>>),
    /// Reading failed.
    Failed(Saying),
}

/// What the app wants done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Carry out a command.
    Execute(Request),
    /// Fetch what History shows.
    Fetch(Query),
    /// Read a record whole.
    Read(Id),
    /// Count a closed round.
    Count(Id),
    /// Put a text into the clipboard.
    Copy(String),
    /// Leave.
    Quit,
}
