//! The idea that a line is much like, while it is typed, and how the two are joined.

use super::{App, Line, Purpose, Sel, Typed};
use crate::{
    domain::{fields::Idea, kind::Kind, quick, value::Id},
    ops::{Command, Target},
    tui::message::Effect,
};

/// An idea that says much the same as the line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alike {
    /// The idea.
    pub(crate) id: Id,
    /// Its ref.
    pub(crate) called: String,
    /// Its words.
    pub(crate) title: String,
}

impl App {
    /// The idea that a line is much like, where it is for a new idea.
    pub(super) fn alike_of(&self, line: &Line) -> Option<Alike> {
        if line.purpose != Purpose::Add(Kind::Idea) || !line.many.is_empty() || self.hides() {
            return None;
        }
        let words = quick::lex(line.editor.text()).words?;
        let alike = self.lists.similar.like(&words, true, 1).into_iter().next()?;
        let idea = self.picture.peek::<Idea>(alike.id)?;
        let title = idea.title.best(self.words.lang()).unwrap_or_default().to_owned();
        Some(Alike { id: alike.id, called: self.picture.ref_of(idea), title })
    }

    /// Keeps the line as a card that lies in one cluster with the one it is much like.
    pub(super) fn join(&mut self) -> Vec<Effect> {
        let Some(line) = self.line.take_if(|line| line.alike.is_some()) else {
            return Vec::new();
        };
        let Some(alike) = &line.alike else { return Vec::new() };
        let Some(entry) = self.entries(&line).pop() else { return Vec::new() };
        let command = Command::Join { entry, idea: Target::Id(alike.id), create: line.create };
        let under = line.under.filter(|under| under.stays());
        let next = self.begin(Kind::Idea, under).seeing(self.picture.seen);
        self.line = Some(Line { sticky: line.sticky_after(), ..next });
        let effects = self.send(command, Some(Typed::line(line)));
        if let Some(ticket) = self.pending.last().map(|pending| pending.ticket) {
            self.select(Sel::Dim(ticket, 0));
        }
        self.refresh_echo();
        effects
    }
}
