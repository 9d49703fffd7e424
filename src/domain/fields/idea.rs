//! Ideas.

use super::Tags;
use crate::domain::tokens::Priority;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Choice, Held, Number, Pair, Words},
    value::{Id, Value},
};

record! {
    /// An idea, verbatim. Its author is the organisation it comes from; an anonymous one
    /// stores none.
    Idea: Idea, titled;
    /// The words on the card.
    title: Pair = Face::quick(Quick::Title);
    /// The table it was written at.
    table: Number = Face::quick(Quick::Keys(&[Key::Table])).column("table_no");
    /// The cluster or key issue it lies in.
    issue: Held = Face::quick(Quick::Keys(&[Key::Issue]));
    /// How much it matters to who wrote it.
    priority: Choice<Priority> = Face::quick(Quick::Bang);
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
}
