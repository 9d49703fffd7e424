//! Stakeholder organisations.

use super::Sectors;
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Line, Long, Pair, Word},
    value::{Id, Value},
};

record! {
    /// A stakeholder: a ministry, embassy, international or civil-society organisation.
    Organisation: Organisation, titled;
    /// The full name.
    title: Pair = Face::quick(Quick::Title);
    /// The abbreviation it goes by.
    abbr: Pair = Face::PLAIN;
    /// The sector.
    sector: Word<Sectors> = Face::PLAIN;
    /// The country it acts for.
    country: Line = Face::PLAIN;
    /// What it is there to do.
    mandate: Pair = Face::PLAIN;
    /// Notes.
    note: Long = Face::PLAIN;
}
