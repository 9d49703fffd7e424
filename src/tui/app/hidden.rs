//! The hidden board: while the room writes nobody sees a card, and the scribe only the last lines
//! that were entered here.

use super::{About, App, Tone};
use crate::{
    config::actions::{Action, Context, key_of},
    domain::{
        fields::{Idea, Workspace},
        kind::Kind,
        record::Entity,
        saying::Saying,
        value::Id,
    },
    ops::Command,
    tui::{message::Effect, screens::View},
};

/// Lines entered here that show while the board is hidden.
const LAST: usize = 3;

impl App {
    /// Whether the ideas are hidden.
    #[must_use]
    pub(crate) fn hides(&self) -> bool {
        self.picture.workspace().ok().flatten().is_some_and(Workspace::hides_ideas)
    }

    /// Whether a record is a card that must not show.
    #[must_use]
    pub(crate) fn hides_card(&self, record: &dyn Entity) -> bool {
        self.hides_words(record.kind(), record.id())
    }

    /// The same of a record that is named by its kind, dead ones too.
    #[must_use]
    pub(crate) fn hides_words(&self, kind: Kind, id: Id) -> bool {
        kind == Kind::Idea && !self.entered.contains(&id) && self.hides()
    }

    /// The last ideas that were entered here, in the order of the wall.
    #[must_use]
    pub(crate) fn entered(&self) -> &[Id] {
        &self.entered
    }

    /// Notes ideas that were entered here.
    pub(super) fn note_entered(&mut self, made: &[Id]) {
        self.entered.extend(made.iter().filter(|id| self.picture.peek::<Idea>(**id).is_some()));
        self.keep_entered();
    }

    /// Lets go of those that are no more, and of all but the last.
    pub(super) fn keep_entered(&mut self) {
        self.entered.retain(|id| self.picture.peek::<Idea>(*id).is_some());
        self.entered.sort_unstable_by_key(|id| {
            let number = self.picture.live(*id).ok().flatten().and_then(Entity::number);
            (number.unwrap_or(u32::MAX), *id)
        });
        self.entered.drain(..self.entered.len().saturating_sub(LAST));
    }

    /// Hides the ideas; to reveal them is asked first: what was seen cannot be taken back.
    pub(super) fn hide_or_reveal(&mut self) -> Vec<Effect> {
        if self.view != View::Wall {
            let key = key_of(Action::Hide, Context::List);
            self.say(Saying::new("board.where").with("key", key), Tone::Warn);
            return Vec::new();
        }
        if !self.hides() {
            return self.send(Command::Board { hide: true }, None);
        }
        let why = Saying::new("board.reveal.why").with("n", self.lists.idea_counts.all);
        let about = About::Send(Command::Board { hide: false }, None);
        self.ask("board.reveal.title", vec![why], about);
        Vec::new()
    }
}
