//! How each organisation is represented at each meeting.

use super::{Organisation, Post};
use crate::domain::tokens::{Authority, Presence};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Choice, Number, Ref, Time},
    value::{Id, Value},
};

record! {
    /// How an organisation is represented at a meeting, which is the common field. Its id is
    /// derived from the two, so that it is one record in every copy.
    Attendance: Attendance, untitled;
    /// The organisation.
    organisation: Ref<Organisation> = Face::PLAIN;
    /// Present, substitute, observer or absent.
    state: Choice<Presence> = Face::PLAIN;
    /// How many of its people are in the room; where not set, one if anybody is.
    inside: Number = Face::PLAIN.json("in");
    /// How many of its people are expected; where not set, one.
    expected: Number = Face::PLAIN.json("of");
    /// Whether those who came can commit it or must refer back.
    authority: Choice<Authority> = Face::PLAIN;
    /// The post that speaks for it there.
    post: Ref<Post> = Face::PLAIN;
    /// The time of day it was first signed in.
    arrived: Time = Face::PLAIN;
}
