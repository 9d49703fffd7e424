//! Links between organisations.

use super::Organisation;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Line, Number, Ref},
    value::{Id, Value},
};

record! {
    /// A directed, typed link from one organisation to another. Its id is derived from what it
    /// joins, so that it is one record in every copy.
    Link: Link, untitled;
    /// Where it leads from.
    giver: Ref<Organisation> = Face::PLAIN.json("from");
    /// Where it leads to.
    taker: Ref<Organisation> = Face::PLAIN.json("to");
    /// What flows along it: information, funds, referral ...
    kind: Line = Face::PLAIN;
    /// How strong it is, from 1.
    weight: Number = Face::PLAIN;
}
