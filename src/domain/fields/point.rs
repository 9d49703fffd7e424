//! Briefing points.

use super::{Agenda, Places, Tags};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Pair, Ref, Words},
    value::{Id, Value},
};

record! {
    /// A briefing point: what an organisation reported, in one line.
    Point: Point, titled;
    /// What was reported.
    title: Pair = Face::quick(Quick::Title);
    /// The agenda item it was said under.
    agenda: Ref<Agenda> = Face::PLAIN;
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
    /// Places it concerns.
    places: Words<Places> = Face::quick(Quick::Keys(&[Key::Place])).json("place");
}
