//! Clusters and key issues.

use super::{Places, Tags};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Long, Pair, Position, Words},
    value::{Id, Value},
};

record! {
    /// A cluster or key issue: one record, whose column says which it is.
    Issue: Issue, titled;
    /// What it is called.
    title: Pair = Face::quick(Quick::Title);
    /// The column of the board, and the place in it.
    column: Position = Face::PLAIN.column("board");
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
    /// Places it concerns.
    places: Words<Places> = Face::quick(Quick::Keys(&[Key::Place])).json("place");
    /// Notes.
    note: Long = Face::PLAIN;
}
