//! Voting rounds and their ballots.

use super::{Issue, Sectors};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    tokens::{Electorate, Method, Secrecy},
    types::{Choice, Line, Long, Marks, Number, Pair, Paper, Poll, Ref, Refs, Word},
    value::{Id, Value},
};

record! {
    /// A voting round on key issues. Its rule and items are fixed when it is opened.
    Round: Round, titled;
    /// What it is called.
    title: Pair = Face::quick(Quick::Title);
    /// How votes are counted.
    method: Choice<Method> = Face::PLAIN;
    /// How many dots a ballot has, 1 to 99.
    dots: Number = Face::PLAIN;
    /// How many dots of one ballot may lie on one issue, 1 to the number of dots.
    stack: Number = Face::PLAIN;
    /// Whether ballots carry names.
    secrecy: Choice<Secrecy> = Face::PLAIN;
    /// Who has a ballot: persons or agencies.
    electorate: Choice<Electorate> = Face::PLAIN;
    /// The serials that were issued, by sector: `GOV:1-20,IO:21-25`; nothing: any serial.
    serials: Line = Face::PLAIN;
    /// The key issues that are voted on.
    items: Refs<Issue> = Face::PLAIN;
    /// Open or closed.
    state: Poll = Face::PLAIN;
    /// Notes.
    note: Long = Face::PLAIN;
}

record! {
    /// A ballot of a round. Its id is derived from the round and the serial, so that one paper
    /// keyed twice is one ballot. It is corrected by being keyed again, never edited.
    Ballot: Ballot, untitled;
    /// The round.
    round: Ref<Round> = Face::PLAIN;
    /// The serial on the paper, from 1.
    serial: Number = Face::PLAIN;
    /// The sector that the ballot belongs to.
    sector: Word<Sectors> = Face::PLAIN;
    /// Who cast it, where the round is not secret.
    voter: Line = Face::PLAIN;
    /// Valid or spoilt.
    paper: Paper = Face::PLAIN;
    /// The marks, sealed while the round is open.
    marks: Marks = Face::PLAIN;
}
