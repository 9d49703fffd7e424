//! The projector view in front of the screen: what it is opened with, its keys, and how it
//! follows the picture.

use super::{App, Tone, newest};
use crate::{
    config::actions::Action,
    domain::{
        disclose::{Audience, Languages, disclose_kinds},
        label::Label,
        record::Record,
        saying::Saying,
    },
    tui::{
        agenda,
        message::{Effect, Message},
        projector::{Page, Projector, Slide},
        screens::View,
    },
};

impl App {
    /// Shows the page of what is in front; says where there is none.
    pub(super) fn open_projector(&mut self) {
        let page = match (self.view, &self.issue) {
            (_, Some(opened)) => Page::Cards(opened.id),
            (View::Home | View::Agenda | View::Briefings, None) => Page::Agenda,
            (View::Wall, None) => Page::Ideas,
            (View::Board, None) => Page::Board,
            (View::Table | View::Due, None) => Page::Plan,
            (View::Ballot, None) => match newest(self, false) {
                Some(round) => Page::Ballot(round.id),
                None => return self.say(Saying::new("round.none_open"), Tone::Warn),
            },
            (_, None) => return self.say(Saying::new("tui.projector.none"), Tone::Warn),
        };
        self.toast = None;
        self.projector = Some(self.projector_of(page));
    }

    fn projector_of(&self, page: Page) -> Projector {
        let w = &self.picture;
        // What the room may see: up to the label of the meeting it sits in. RED is shown to
        // nobody who was not named.
        let label = w.open_meeting().ok().flatten().and_then(Record::label);
        let label = label.map(|label| label.min(Label::AmberStrict));
        let audience = Audience::new(w, label, None, Languages::Only(self.lang()));
        let from = disclose_kinds(w, &audience, page.kinds());
        Projector::new(page, from, audience.tlp(), self.lang())
    }

    /// Makes the page anew, after the picture changed; the sheet in front stays.
    pub(super) fn refresh_projector(&mut self) {
        let Some(old) = self.projector.take() else { return };
        let mut new = self.projector_of(old.page);
        new.blank = old.blank;
        new.go(old.at);
        self.projector = Some(new);
    }

    /// The slide in front, with which sheet it is and of how many; none where nothing shows.
    #[must_use]
    pub(in crate::tui) fn slide(&self) -> Option<(Slide, (usize, usize))> {
        use chrono::Datelike as _;
        let projector = self.projector.as_ref().filter(|projector| !projector.blank)?;
        let time = agenda::time(self);
        let slide = projector.slide(&self.words, &time, self.now.today.year())?;
        Some((slide, (projector.at, projector.sheets.len())))
    }

    /// What a message means while the projector is in front: nothing of the screen behind it.
    /// None where it means what it always does.
    pub(super) fn told_in_projector(&mut self, message: &Message) -> Option<Vec<Effect>> {
        let page = self.projector.as_ref()?.page;
        match message {
            Message::Act(Action::Timer | Action::Language) => None,
            // The agenda goes on in the room: what comes next begins.
            Message::Act(Action::Next) if page == Page::Agenda => Some(self.start_next()),
            Message::Act(action) => {
                self.act_in_projector(*action);
                Some(Vec::new())
            }
            Message::Type(_)
            | Message::Paste(_)
            | Message::Unmeant(_)
            | Message::Click(_)
            | Message::Wheel(_) => Some(Vec::new()),
            _ => None,
        }
    }

    fn act_in_projector(&mut self, action: Action) {
        let Some(projector) = &mut self.projector else { return };
        let at = projector.at;
        match action {
            Action::Back | Action::Quit => self.projector = None,
            Action::Projector => projector.blank = !projector.blank,
            Action::Next | Action::Down | Action::Right | Action::PageDown | Action::Open => {
                projector.go(at + 1);
            }
            Action::Up | Action::Left | Action::PageUp => projector.go(at.saturating_sub(1)),
            Action::First => projector.go(0),
            Action::Last => projector.go(usize::MAX),
            _ => {}
        }
    }
}
