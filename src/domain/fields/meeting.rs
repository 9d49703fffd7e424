//! Meetings of the series.

use super::Organisation;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Day, Line, Long, Number, Pair, Ref, State},
    value::{Id, Value},
};

record! {
    /// A meeting. At most one is open.
    Meeting: Meeting, titled;
    /// What it is called.
    title: Pair = Face::quick(Quick::Title);
    /// The day it is held.
    date: Day = Face::quick(Quick::Keys(&[Key::Due]));
    /// Prepared, open or closed.
    state: State = Face::PLAIN;
    /// Where it is held.
    venue: Line = Face::quick(Quick::Keys(&[Key::Place]));
    /// Who chairs it: a post, not a name.
    chair: Line = Face::PLAIN;
    /// The agency that hosts it.
    host: Ref<Organisation> = Face::PLAIN;
    /// Who pays for it.
    funder: Ref<Organisation> = Face::PLAIN;
    /// What it is held for.
    purpose: Pair = Face::PLAIN;
    /// Notes.
    note: Long = Face::PLAIN;
    /// How many agencies have to be here to decide; where not set, more than half of those
    /// expected.
    quorum: Number = Face::PLAIN;
}
