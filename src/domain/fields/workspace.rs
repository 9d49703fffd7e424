//! The workspace: one record, whose id is the workspace id.

use super::{Pillars, Places, Sectors, Tags};
use crate::domain::tokens::{YearRule, YesNo};
use crate::domain::{
    cell::{Cell, Columns, Reader, Unreadable},
    kind::Kind,
    quick::Key,
    record::{Face, Field, Quick, Record, record},
    refusal::Stop,
    types::{Choice, Line, Pair, Words},
    value::{Id, Value},
};

record! {
    /// The workspace: what holds for the whole file.
    Workspace: Workspace, titled;
    /// What the taskforce is called.
    title: Pair = Face::quick(Quick::Title);
    /// The zone that dates count in, as `Area/City`.
    zone: Line = Face::PLAIN;
    /// Languages of the content, the first one first: `th,en`.
    languages: Line = Face::PLAIN;
    /// The era of a two-digit year; without it such a year is asked about.
    two_digit_year: Choice<YearRule> = Face::PLAIN;
    /// Sectors of organisations.
    sectors: Words<Sectors> = Face::PLAIN;
    /// Pillars of the policy.
    pillars: Words<Pillars> = Face::PLAIN;
    /// Places.
    places: Words<Places> = Face::PLAIN;
    /// Tags.
    tags: Words<Tags> = Face::PLAIN;
    /// What the room is asked while it writes ideas.
    question: Pair = Face::PLAIN;
    /// Whether the ideas are hidden until they are revealed.
    hidden: Choice<YesNo> = Face::PLAIN;
}

impl Workspace {
    /// Whether the ideas are hidden: nothing shows them but a count.
    #[must_use]
    pub fn hides_ideas(&self) -> bool {
        self.hidden.0 == Some(YesNo::Yes)
    }

    /// The words of a short list, sorted; none where there is no such list.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        Some(match name {
            "sector" => self.sectors.iter().collect(),
            "pillar" => self.pillars.iter().collect(),
            "place" => self.places.iter().collect(),
            "tag" => self.tags.iter().collect(),
            _ => return None,
        })
    }

    /// Puts a word into a short list or takes it out.
    pub fn set_listed(&mut self, name: &str, word: &str, present: bool) {
        match name {
            "sector" => self.sectors.set(word, present),
            "pillar" => self.pillars.set(word, present),
            "place" => self.places.set(word, present),
            "tag" => self.tags.set(word, present),
            _ => {}
        }
    }
}
