//! Meetings, their agenda and briefing points; posts under their organisation: what is added
//! to what, what is opened and closed, what is moved by hand.

use super::{About, App, Line, Purpose, Sel, Tone, Typed};
use crate::{
    config::actions::Action,
    domain::{
        fields::{Agenda, Issue, Meeting, Organisation, Point},
        kind::Kind,
        reader::short_name,
        saying::Saying,
        tokens::{Column, MeetingState},
        value::Id,
    },
    ops::{Command, Target},
    tui::{agenda, lists, message::Effect, prefill, screens::View},
};

/// What a new record belongs to without its being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Under {
    /// An agenda item: its meeting.
    Meeting(Id),
    /// A briefing point: the agenda item it is said under.
    Item(Id),
    /// An idea: the briefing point it is made from.
    Point(Id),
    /// A post: its organisation, which the line begins with.
    Organisation(Id),
}

impl Under {
    /// The record.
    #[must_use]
    pub(crate) const fn id(self) -> Id {
        match self {
            Self::Meeting(id) | Self::Item(id) | Self::Point(id) | Self::Organisation(id) => id,
        }
    }

    /// The field that names it, where no other way does.
    #[must_use]
    pub(crate) const fn field(self) -> Option<&'static str> {
        match self {
            Self::Item(_) => Some("agenda"),
            Self::Point(_) => Some("made_from"),
            Self::Meeting(_) | Self::Organisation(_) => None,
        }
    }

    /// The field of a form that names it; none where it is typed.
    #[must_use]
    pub(crate) const fn field_of_form(self) -> Option<&'static str> {
        match self {
            Self::Meeting(_) => Some("meeting"),
            other => other.field(),
        }
    }

    /// Whether the next line belongs to it too.
    #[must_use]
    pub(crate) const fn stays(self) -> bool {
        !matches!(self, Self::Point(_))
    }
}

impl App {
    /// What is added here, and what to: the meeting of what is selected, the agenda item that
    /// was spoken to last, the organisation that is unfolded.
    pub(super) fn what_to_add(&self) -> (Kind, Option<Under>) {
        let selected = self.selected_id();
        match self.view {
            View::Home => (Kind::Meeting, None),
            View::Agenda => {
                let meeting = selected.and_then(|id| agenda::meeting_of(self, id));
                match meeting.or_else(|| agenda::current(self)) {
                    Some(meeting) => (Kind::Agenda, Some(Under::Meeting(meeting))),
                    None => (Kind::Meeting, None),
                }
            }
            View::Attendance => (Kind::Organisation, None),
            View::Ballot | View::Results => (Kind::Issue, None),
            View::Briefings => (Kind::Point, self.item_in_hand()),
            View::Register => {
                let owner = selected.and_then(|id| lists::owner(&self.picture, id));
                let owner = owner.or(selected).filter(|id| self.lists.is_unfolded(*id));
                match owner {
                    Some(owner) => (Kind::Post, Some(Under::Organisation(owner))),
                    None => (Kind::Organisation, None),
                }
            }
            view => (view.kind().unwrap_or(Kind::Idea), None),
        }
    }

    /// Whether a post is what is added here.
    #[must_use]
    pub(crate) fn adds_posts(&self) -> bool {
        self.view == View::Register && self.what_to_add().0 == Kind::Post
    }

    /// The agenda item of the point that is selected, one being saved too.
    fn item_in_hand(&self) -> Option<Under> {
        match self.pane().selected? {
            Sel::Id(id) => {
                let item = self.picture.peek::<Point>(id)?.agenda.0?;
                self.picture.peek::<Agenda>(item).map(|item| Under::Item(item.id))
            }
            Sel::Dim(ticket, _) => {
                let pending = self.pending.iter().find(|pending| pending.ticket == ticket)?;
                match pending.typed.as_ref()? {
                    Typed::Line(line) => line.under,
                    Typed::Form(_) => None,
                }
            }
            _ => None,
        }
    }

    /// A line for a new record, with what it begins with.
    pub(super) fn begin(&self, kind: Kind, under: Option<Under>) -> Line {
        let text = match under {
            Some(Under::Organisation(id)) => self.named(Some(id)),
            Some(Under::Point(id)) => self.said_in(id),
            Some(Under::Meeting(_) | Under::Item(_)) | None => String::new(),
        };
        let mut line = Line::with(Purpose::Add(kind), &text);
        line.editor.home();
        Line { under, ..line }
    }

    /// The token of an organisation.
    fn named(&self, id: Option<Id>) -> String {
        let agency = id.and_then(|id| self.picture.peek::<Organisation>(id));
        let name = agency.map(|agency| short_name(&self.picture, agency));
        name.map_or(String::new(), |name| format!(" @{}", prefill::quoted(&name)))
    }

    /// A point as the line of an idea: its words, who said it where that may be told, its tags.
    fn said_in(&self, id: Id) -> String {
        let Some(point) = self.picture.peek::<Point>(id) else { return String::new() };
        let words = prefill::words(point.title.best(self.lang()).unwrap_or_default());
        let source = point.source.0.filter(|_| !agenda::is_chatham(self, id));
        let tags = point.tags.iter().map(|tag| format!(" #{}", prefill::quoted(tag)));
        words + &self.named(source) + &tags.collect::<String>()
    }

    /// One step along the process from the agenda: from an item to what is said under it, from
    /// a meeting to its items.
    pub(super) fn forward_agenda(&mut self) {
        let Some(id) = self.one_solid() else { return };
        let line = if self.picture.peek::<Agenda>(id).is_some() {
            self.begin(Kind::Point, Some(Under::Item(id)))
        } else {
            self.begin(Kind::Agenda, Some(Under::Meeting(id)))
        };
        self.open_line(line);
    }

    /// From a point to an idea made from it.
    pub(super) fn forward_point(&mut self) {
        if let Some(id) = self.one_solid() {
            self.open_line(self.begin(Kind::Idea, Some(Under::Point(id))));
        }
    }

    /// Opens or closes the selected meeting, after a question; says why where none is selected.
    pub(super) fn change_status(&mut self) {
        if self.view != View::Agenda {
            return self.say(Saying::new("tui.status.elsewhere"), Tone::Warn);
        }
        let Some(id) = self.one_solid() else { return };
        let Some(meeting) = self.picture.peek::<Meeting>(id) else {
            let meeting = agenda::meeting_of(self, id).and_then(|id| self.picture.ref_by_id(id));
            let saying = Saying::new("tui.status.item").with("ref", meeting.unwrap_or_default());
            return self.say(saying, Tone::Warn);
        };
        let name = self.picture.ref_of(meeting);
        let target = Target::Id(id);
        let (title, line, command) = if meeting.state.token == Some(MeetingState::Open) {
            ("tui.close.title", "tui.close.what", Command::Close { meeting: target })
        } else {
            ("tui.open.title", "tui.open.what", Command::Open { meeting: target })
        };
        let title = Saying::new(title).with("ref", name);
        self.ask_saying(title, vec![Saying::new(line)], About::Send(command, None));
    }

    /// Moves an agenda item or a card by one place.
    pub(super) fn shift(&mut self, by: isize) -> Vec<Effect> {
        let Some(id) = self.movable() else { return Vec::new() };
        let w = &self.picture;
        let item = Target::Id(id);
        let (ids, is_item) = match w.peek::<Agenda>(id).map(|item| item.meeting.0) {
            Some(meeting) => {
                let items = meeting.map(|id| agenda::items(self, id)).unwrap_or_default();
                (items.iter().map(|item| item.id).collect(), true)
            }
            None => (self.in_column_of(id), false),
        };
        let stands = ids.iter().position(|other| *other == id).map_or(1, |at| at + 1);
        // A key goes on from where the one before it leads to, though that is not on disk yet.
        let under_way = self.pending.iter().rev().find_map(|pending| match &pending.command {
            Command::MoveItem { item: other, position } if *other == item => Some(*position),
            Command::Move { issue: other, position, .. } if *other == item => *position,
            _ => None,
        });
        let from = under_way.unwrap_or(stands);
        let position = from.saturating_add_signed(by).clamp(1, ids.len().max(1));
        if position == from {
            self.say(Saying::new("board.edge"), Tone::Warn);
            return Vec::new();
        }
        let command = if is_item {
            Command::MoveItem { item, position }
        } else {
            Command::Move { issue: item, column: None, position: Some(position) }
        };
        self.send(command, None)
    }

    /// Moves a card to the column beside its own.
    pub(super) fn shift_column(&mut self, by: isize) -> Vec<Effect> {
        if self.view != View::Board {
            self.say(Saying::new("tui.no_order"), Tone::Warn);
            return Vec::new();
        }
        let Some(id) = self.one_solid() else { return Vec::new() };
        let piles = self.piles();
        let beside = self.card().and_then(|(at, _)| piles.get(at.checked_add_signed(by)?));
        let Some(column) = beside.map(|pile| pile.column) else {
            self.say(Saying::new("board.edge"), Tone::Warn);
            return Vec::new();
        };
        self.send(
            Command::Move { issue: Target::Id(id), column: Some(column), position: None },
            None,
        )
    }

    /// The selected record, where its place is given by hand; says why not.
    fn movable(&mut self) -> Option<Id> {
        let selected = self.selected_id();
        let id = selected.filter(|id| {
            let is_item = self.view == View::Agenda && self.picture.peek::<Agenda>(*id).is_some();
            is_item || self.view == View::Board
        });
        if id.is_none() {
            self.say(Saying::new("tui.no_order"), Tone::Warn);
        }
        if self.pane().filter.is_some() {
            self.say(Saying::new("board.filtered"), Tone::Warn);
            return None;
        }
        id
    }

    /// The cards of a card's column, in order.
    fn in_column_of(&self, id: Id) -> Vec<Id> {
        let column = |id: &Id| {
            let issue = self.picture.peek::<Issue>(*id);
            issue.and_then(|issue| issue.column.column).unwrap_or(Column::Candidate)
        };
        let of = column(&id);
        let ids = self.lists.ids(View::Board);
        ids.iter().filter(|other| column(other) == of).copied().collect()
    }

    /// Folds and unfolds the register: posts and levels stand under their organisation. Whether
    /// the key meant that.
    pub(super) fn unfold(&mut self, action: Action) -> bool {
        let Some(id) = self.selected_id().filter(|_| self.view == View::Register && !self.zoom)
        else {
            return false;
        };
        if let Some(owner) = lists::owner(&self.picture, id) {
            if action == Action::Left {
                self.select(Sel::Id(owner));
            }
            return action == Action::Left;
        }
        let unfolded = self.lists.is_unfolded(id);
        if (action == Action::Right && unfolded) || (action == Action::Left && !unfolded) {
            return false;
        }
        self.fold(id);
        if !unfolded && self.lists.parts(&self.picture, id).is_empty() {
            let name = self.picture.ref_by_id(id).unwrap_or_default();
            self.say(Saying::new("tui.no_posts").with("ref", name), Tone::Done);
        }
        true
    }

    fn fold(&mut self, organisation: Id) {
        self.lists.fold(&self.picture, organisation);
        self.refilter();
    }

    /// Unfolds the organisation of a post or a level, so that it shows.
    pub(super) fn unfold_for(&mut self, id: Id) {
        let owner = lists::owner(&self.picture, id);
        if let Some(owner) = owner.filter(|owner| !self.lists.is_unfolded(*owner)) {
            self.fold(owner);
        }
    }

    /// The row that a list begins with: the meeting that is worked on, the point said last.
    pub(super) fn where_to_begin(&self) -> usize {
        match self.view {
            View::Agenda => agenda::current(self)
                .and_then(|meeting| self.row_of(Sel::Id(meeting)))
                .unwrap_or_else(|| self.last_meeting()),
            View::Briefings => self.row_count().saturating_sub(1),
            _ => 0,
        }
    }

    fn last_meeting(&self) -> usize {
        let is_meeting = |id: &Id| self.picture.peek::<Meeting>(*id).is_some();
        self.rows().iter().rposition(is_meeting).unwrap_or_default()
    }

    /// The kind of all these records, where it is one.
    pub(super) fn kind_of_all(&self, ids: &[Id]) -> Option<Kind> {
        let kind = |id: &Id| self.picture.live(*id).ok().flatten().map(|record| record.kind());
        let first = ids.first().and_then(kind)?;
        ids.iter().all(|id| kind(id) == Some(first)).then_some(first)
    }
}
