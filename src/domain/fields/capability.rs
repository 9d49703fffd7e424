//! Capabilities, and how far each organisation has them.

use super::{Organisation, Places};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Long, Number, Pair, Ref, Words},
    value::{Id, Value},
};

record! {
    /// Something that the taskforce has to be able to do: shelter, interpreting, forensics.
    Capability: Capability, titled;
    /// What it is called.
    title: Pair = Face::quick(Quick::Title);
    /// The level required, 0 to 3: none, ad hoc, established, can lead or train others.
    required: Number = Face::PLAIN;
    /// Places it is needed at.
    places: Words<Places> = Face::quick(Quick::Keys(&[Key::Place])).json("place");
    /// Notes.
    note: Long = Face::PLAIN;
}

record! {
    /// How far an organisation has a capability. Its id is derived from the two, so that it is
    /// one record in every copy.
    Level: Level, untitled;
    /// The organisation.
    organisation: Ref<Organisation> = Face::PLAIN;
    /// The capability.
    capability: Ref<Capability> = Face::PLAIN;
    /// The level, 0 to 3: none, ad hoc, established, can lead or train others.
    level: Number = Face::PLAIN;
}
