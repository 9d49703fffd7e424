//! Items of a meeting's agenda.

use crate::domain::tokens::YesNo;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Choice, Line, Number, Pair, Rank, Time, Turn},
    value::{Id, Value},
};

record! {
    /// An item of a meeting's agenda. Its meeting is the common field.
    Agenda: Agenda, titled;
    /// What it is about.
    title: Pair = Face::quick(Quick::Title);
    /// Minutes planned for it, 1 to 1440.
    minutes: Number = Face::quick(Quick::Keys(&[Key::Min]));
    /// The time of day it is planned to begin, where it does not follow from the items before.
    start: Time = Face::quick(Quick::Keys(&[Key::Start]));
    /// Who speaks: a post or an agency, not a name.
    speaker: Line = Face::PLAIN;
    /// Whether the Chatham House Rule holds: what was said may be used, not who said it.
    chatham: Choice<YesNo> = Face::PLAIN;
    /// The place in the order of its meeting.
    order: Rank = Face::PLAIN;
    /// Where it stands in the meeting: since when, when it began, the seconds used before that,
    /// the minutes given beside those planned.
    state: Turn = Face::PLAIN;
}
