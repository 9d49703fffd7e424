//! Taking attendance: the finder that signs agencies in, and what the verbs of that list do.

use super::{App, Find, Popup, Sel, Tone, find::Among};
use crate::{
    config::actions::Action,
    domain::{
        fields::Organisation,
        find::{Index, Query},
        kind::Kind,
        reader::{names_of, nearest},
        refs,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        tokens::Presence,
        value::Id,
    },
    ops::{Command, Details, Target},
    tui::{attendance, finder::Finder, message::Effect, screens::View},
};

/// The most agencies that can be gone through; whoever wants a later one types another letter.
const MOST: usize = 50;

/// How many names that are near are offered where none is found.
const NEAREST: usize = 3;

/// Up to so many letters near names are looked for: more is no name typed by mistake.
const SHORT: usize = 60;

/// What signs agencies in: the search, and as what the next one is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Roll {
    finder: Finder<Id>,
    /// The meeting.
    pub(crate) meeting: Id,
    /// As what the next one is signed in.
    pub(crate) presence: Presence,
    at: usize,
    offers: Option<Offers>,
}

/// What is offered besides what was found, once the search came to its end.
#[derive(Clone, Debug, Default)]
struct Offers {
    new: bool,
    near: Vec<Id>,
}

/// What stands in a row of the finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// An agency that is known.
    Agency(Id),
    /// A new one that is called what was typed.
    New,
}

impl Roll {
    fn of(meeting: Id) -> Self {
        let finder = Finder::new(&[Kind::Organisation]);
        Self { finder, meeting, presence: Presence::Present, at: 0, offers: None }
    }

    /// What is sought.
    #[must_use]
    pub(crate) fn query(&self) -> &Query {
        self.finder.query()
    }

    /// Whether the search came to its end.
    #[must_use]
    pub(crate) fn is_done(&self) -> bool {
        self.query().is_empty() || self.finder.is_done()
    }

    /// The rows: what was found, best first; a new agency last, but first where nothing is
    /// found, for then the names that are near are only guessed.
    #[must_use]
    pub(crate) fn rows(&self) -> Vec<Signed> {
        if self.query().is_empty() {
            return Vec::new();
        }
        let hits = self.finder.shown(MOST).iter().map(|hit| Signed::Agency(hit.key));
        let Some(offers) = &self.offers else { return hits.collect() };
        let new = offers.new.then_some(Signed::New);
        let near = offers.near.iter().copied().map(Signed::Agency);
        hits.chain(new).chain(near).collect()
    }

    /// The row that stands out.
    #[must_use]
    pub(crate) fn row(&self) -> usize {
        self.at
    }

    /// What stands out.
    #[must_use]
    pub(crate) fn choice(&self) -> Option<Signed> {
        self.rows().get(self.at).copied()
    }

    pub(super) fn typed(&mut self, text: &str) {
        self.finder.typed(text);
        (self.at, self.offers) = (0, None);
    }

    pub(super) fn renew(&mut self) {
        self.finder.renew();
        self.offers = None;
    }

    /// Goes on for a slice; how many entries it looked at.
    pub(super) fn step(&mut self, index: &Index<Id>) -> usize {
        self.finder.step(index);
        self.finder.looked()
    }

    pub(super) fn move_by(&mut self, by: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// Makes up what is offered besides, once all is found.
    pub(super) fn offer(&mut self, w: &Snapshot, text: &str) {
        if !self.finder.is_done() || self.offers.is_some() || self.query().is_empty() {
            return;
        }
        let folded = fold(text);
        let hits = self.finder.shown(MOST);
        let is_called = |id: Id| {
            let agency = w.peek::<Organisation>(id);
            agency.is_some_and(|agency| names_of(agency).any(|name| fold(name) == folded))
        };
        let new = !hits.iter().any(|hit| is_called(hit.key)) && refs::parse(text).is_none();
        let guesses = hits.is_empty() && text.chars().count() <= SHORT;
        let near = if guesses { nearest(w, text, NEAREST) } else { Vec::new() };
        self.offers = Some(Offers { new, near });
    }

    /// What a key does that is none of the box's own; whether it did.
    pub(super) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Take => self.presence = self.presence.next(),
            // Three steps on is one back.
            Action::PreviousView => self.presence = self.presence.next().next().next(),
            _ => return false,
        }
        true
    }
}

impl App {
    /// The meeting that agencies are signed in to; says how one is opened where none is.
    fn meeting_to_sign(&mut self) -> Option<Id> {
        let open = self.picture.open_meeting().ok().flatten().map(|meeting| meeting.id);
        if open.is_none() {
            self.say(Saying::new("sign.none_open"), Tone::Warn);
        }
        open
    }

    /// Opens the finder that signs agencies in.
    pub(super) fn open_roll(&mut self) {
        if let Some(meeting) = self.meeting_to_sign() {
            let roll = Box::new(Roll::of(meeting));
            self.open_over(Popup::Find(Box::new(Find::new(Among::Agencies(roll)))));
        }
    }

    /// Signs in what stands out and clears the line for the next.
    pub(super) fn sign(&mut self, mut find: Box<Find>) -> Vec<Effect> {
        let typed = find.editor.text().trim().to_owned();
        let Among::Agencies(roll) = &mut find.among else { return Vec::new() };
        let (meeting, state) = (roll.meeting, roll.presence);
        let organisation = match roll.choice() {
            Some(Signed::Agency(id)) => Target::Id(id),
            Some(Signed::New) => Target::Ref(typed),
            None => {
                let key = if typed.is_empty() { "sign.type" } else { "find.none" };
                self.say(Saying::new(key), Tone::Warn);
                self.popup = Some(Popup::Find(find));
                return Vec::new();
            }
        };
        roll.presence = Presence::Present;
        find.editor.clear();
        find.typed();
        self.popup = Some(Popup::Find(find));
        if let Target::Id(id) = organisation {
            self.select(Sel::Id(id));
        }
        let create = matches!(organisation, Target::Ref(_));
        self.send(marked(organisation, create, meeting, state), None)
    }

    /// Gives the chosen agencies the state behind their own.
    pub(super) fn next_states(&mut self) -> Vec<Effect> {
        let Some(meeting) = self.meeting_to_sign() else { return Vec::new() };
        let marks = self.pane().marks.clone();
        let ids: Vec<Id> = if marks.is_empty() {
            self.selected_id().into_iter().collect()
        } else {
            marks.into_iter().collect()
        };
        if ids.is_empty() {
            self.say(Saying::new("tui.nothing_selected"), Tone::Warn);
        }
        let states: Vec<(Id, Presence)> =
            ids.iter().map(|id| (*id, self.next_state(*id))).collect();
        let commands = states
            .into_iter()
            .map(|(id, state)| marked(Target::Id(id), false, meeting, state))
            .collect::<Vec<_>>();
        commands.into_iter().flat_map(|command| self.send(command, None)).collect()
    }

    /// The state behind that of an agency. A key goes on from where the one before it leads to,
    /// though that is not on disk yet.
    fn next_state(&self, agency: Id) -> Presence {
        let under_way = self.pending.iter().rev().find_map(|pending| match &pending.command {
            Command::Mark { organisation, state, .. } if *organisation == Target::Id(agency) => {
                Some(*state)
            }
            _ => None,
        });
        let stands = || attendance::mark(self, agency).and_then(|mark| mark.state.0);
        under_way.or_else(stands).map_or(Presence::Present, Presence::next)
    }

    /// The records that a verb is about: where attendance is taken, what is said of the chosen
    /// agencies. Says so where nothing is.
    pub(super) fn subjects(&mut self) -> Vec<Id> {
        let chosen = self.chosen();
        if self.view != View::Attendance || chosen.is_empty() {
            return chosen;
        }
        let marks = chosen.iter().filter_map(|id| attendance::mark(self, *id));
        let marks: Vec<Id> = marks.map(|mark| mark.id).collect();
        if marks.is_empty() {
            self.say(Saying::new("sign.unmarked"), Tone::Warn);
        }
        marks
    }
}

fn marked(organisation: Target, create: bool, meeting: Id, state: Presence) -> Command {
    let meeting = Some(Target::Id(meeting));
    Command::Mark { organisation, create, meeting, state, details: Details::default() }
}
