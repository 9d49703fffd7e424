//! The clock of the agenda: what starts, pauses, extends, skips, and what comes next.

use std::time::Duration;

use super::{About, App, Sel, Tone};
use crate::{
    domain::{clock, fields::Agenda, saying::Saying, tokens::ItemState},
    ops::{ClockChange, Command, Target},
    tui::{agenda, message::Effect, screens::View},
};

/// Minutes that one key gives to an item.
const MORE: i64 = 5;

impl App {
    /// How long it takes until what the clock shows is another; none while none runs.
    #[must_use]
    pub(in crate::tui) fn next_tick(&self, at: i64) -> Option<Duration> {
        let item = agenda::at_hand(self)?;
        let since = item.state.at.filter(|_| item.state.token == Some(ItemState::Running))?;
        let into = at.saturating_sub(since).rem_euclid(1000);
        Some(Duration::from_millis(u64::try_from(1000 - into).unwrap_or(1000)))
    }

    /// The agenda item that is selected in the list in front.
    fn selected_item(&self) -> Option<&Agenda> {
        let behind = self.line.is_some() || self.form.is_some() || self.projector.is_some();
        let in_list = self.view == View::Agenda && !behind;
        let id = self.selected_id().filter(|_| in_list)?;
        self.picture.peek::<Agenda>(id)
    }

    /// Starts or pauses: the item that is selected, else the one at hand, else the next. What is
    /// over is taken up again only while nothing runs.
    pub(super) fn timer(&mut self) -> Vec<Effect> {
        let runs = |item: &Agenda| item.state.token == Some(ItemState::Running);
        let hand = agenda::at_hand(self);
        let over =
            |item: &&Agenda| matches!(item.state.token, Some(ItemState::Done | ItemState::Skipped));
        let busy = hand.is_some_and(runs);
        let selected = self.selected_item().filter(|item| !(busy && over(item)));
        let item = selected.or(hand).or_else(|| agenda::next(self));
        let change = match item {
            Some(item) if runs(item) => ClockChange::Pause,
            _ => ClockChange::Start,
        };
        let item = item.map(|item| Target::Id(item.id));
        self.send(Command::Clock { item, change }, None)
    }

    /// Gives the item at hand some minutes more.
    pub(super) fn extend(&mut self) -> Vec<Effect> {
        self.send(Command::Clock { item: None, change: ClockChange::Extend(MORE) }, None)
    }

    /// Leaves out the item that is selected, else the one at hand, else the next.
    pub(super) fn skip(&mut self) -> Vec<Effect> {
        let item = self.selected_item().map(|item| Target::Id(item.id));
        self.send(Command::Clock { item, change: ClockChange::Skip }, None)
    }

    /// On the agenda the next item begins, which ends the one that runs.
    pub(super) fn next(&mut self) -> Vec<Effect> {
        if self.view != View::Agenda {
            self.say(Saying::new("tui.next.where"), Tone::Warn);
            return Vec::new();
        }
        self.start_next()
    }

    /// The next item begins.
    pub(super) fn start_next(&mut self) -> Vec<Effect> {
        let next = agenda::next(self).map(|item| item.id);
        if let Some(id) = next.filter(|_| self.view == View::Agenda) {
            self.select(Sel::Id(id));
        }
        let item = next.map(Target::Id);
        if item.is_none() && agenda::at_hand(self).is_some() {
            self.say(Saying::new("tui.next.none"), Tone::Warn);
            return Vec::new();
        }
        self.send(Command::Clock { item, change: ClockChange::Start }, None)
    }

    /// Asks before leaving while a clock runs; whether it asked.
    pub(super) fn asks_to_leave(&mut self) -> bool {
        let Some(item) = agenda::at_hand(self) else { return false };
        if item.state.token != Some(ItemState::Running) {
            return false;
        }
        let name = self.picture.ref_of(item);
        let title = Saying::new("tui.leave.title").with("ref", name);
        let over = matches!(clock::reading(item, self.now.at), clock::Reading::Left(..0));
        let line = if over { "tui.leave.over" } else { "tui.leave.what" };
        self.ask_saying(title, vec![Saying::new(line)], About::Leave);
        true
    }
}
