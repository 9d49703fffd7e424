//! Action items.

use super::{Decision, Issue, Objective, Organisation, Places, Tags};
use crate::domain::tokens::{Priority, Risk};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Budget, Choice, Lead, Long, Number, Pair, Rag, Ref, Refs, Span, Status, Words},
    value::{Id, Value},
};

record! {
    /// A commitment with one accountable lead agency.
    Action: Action, titled;
    /// What will be done.
    title: Pair = Face::quick(Quick::Title);
    /// The lead agency, and the post in it that answers.
    lead: Lead = Face::quick(Quick::At);
    /// Agencies that help.
    support: Refs<Organisation> = Face::quick(Quick::Plus);
    /// Agencies asked before.
    consulted: Refs<Organisation> = Face::PLAIN;
    /// Agencies told afterwards.
    informed: Refs<Organisation> = Face::PLAIN;
    /// Start and due.
    span: Span = Face::quick(Quick::Keys(&[Key::Start, Key::Due]));
    /// Work in whole days.
    days: Number = Face::quick(Quick::Keys(&[Key::Days]));
    /// How likely it is to fail.
    risk: Choice<Risk> = Face::PLAIN;
    /// How much it matters.
    priority: Choice<Priority> = Face::quick(Quick::Bang);
    /// Where it stands.
    status: Status = Face::PLAIN;
    /// The key issue it answers.
    issue: Ref<Issue> = Face::quick(Quick::Keys(&[Key::Issue]));
    /// The decision it carries out.
    decision: Ref<Decision> = Face::quick(Quick::Keys(&[Key::Decision]));
    /// The objective it serves.
    objective: Ref<Objective> = Face::quick(Quick::Keys(&[Key::Objective]));
    /// Who pays for it.
    funder: Ref<Organisation> = Face::PLAIN;
    /// Items that must be done before.
    depends: Refs<Action> = Face::quick(Quick::Keys(&[Key::After]));
    /// Tags.
    tags: Words<Tags> = Face::quick(Quick::Tag);
    /// Places it is done at.
    places: Words<Places> = Face::quick(Quick::Keys(&[Key::Place])).json("place");
    /// What it costs.
    budget: Budget = Face::PLAIN;
    /// A RAG letter set by hand.
    rag: Rag = Face::PLAIN;
    /// Notes.
    note: Long = Face::PLAIN;
}
