//! Decisions and objectives.

use super::{Issue, Pillars, Round, Tags};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Day, Line, Long, Pair, Ref, Word, Words},
    value::{Id, Value},
};

record! {
    /// A decision of a meeting.
    Decision: Decision, titled;
    /// What was decided.
    title: Pair = Face::quick(Quick::Title);
    /// The day it was taken.
    date: Day = Face::quick(Quick::Keys(&[Key::Due]));
    /// The key issue it answers.
    issue: Ref<Issue> = Face::quick(Quick::Keys(&[Key::Issue]));
    /// What was said against it.
    dissent: Line = Face::PLAIN;
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
    /// Notes.
    note: Long = Face::PLAIN;
    /// The round that it cites.
    round: Ref<Round> = Face::PLAIN;
}

record! {
    /// An objective of the plan. It stands under one pillar.
    Objective: Objective, titled;
    /// What is to be reached.
    title: Pair = Face::quick(Quick::Title);
    /// The pillar.
    pillar: Word<Pillars> = Face::PLAIN;
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
    /// Notes.
    note: Long = Face::PLAIN;
}
