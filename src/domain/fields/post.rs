//! Contact posts.

use super::Organisation;
use crate::domain::tokens::Authority;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Choice, Line, Long, Pair, Ref},
    value::{Id, Value},
};

record! {
    /// A contact post in an organisation: a function, not a person's name.
    Post: Post, titled;
    /// What the post is called.
    title: Pair = Face::quick(Quick::Title);
    /// The organisation it is in.
    organisation: Ref<Organisation> = Face::quick(Quick::At);
    /// An e-mail address or a phone number of the post.
    contact: Line = Face::PLAIN;
    /// Whether it can commit its organisation or must refer back.
    authority: Choice<Authority> = Face::PLAIN;
    /// Notes.
    note: Long = Face::PLAIN;
}
