//! The cluster or key issue in front, and the step forward: ideas to a cluster, a cluster to a
//! key issue, a key issue to an action item.

use super::{About, App, Line, Purpose, Sel, Tone, Typed};
use crate::{
    config::actions::Action,
    domain::{
        fields::{Action as ActionItem, Idea, Issue},
        kind::Kind,
        saying::Saying,
        tokens::Column,
        value::Id,
    },
    ops::{Command, Target},
    tui::{home, lists, message::Effect, prefill, screens::View},
};

/// The cluster or key issue that fills the screen.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    /// The record.
    pub(crate) id: Id,
    /// The first line that shows.
    pub(crate) top: usize,
    /// The ideas that lie in it, in order.
    pub(crate) cards: Vec<Id>,
    /// The action items that come from it.
    pub(crate) actions: Vec<Id>,
}

/// The key of the text that says where a cluster or key issue stands.
#[must_use]
pub(crate) fn column_text(column: Option<Column>) -> &'static str {
    match column {
        Some(Column::Cluster) => "column.cluster",
        Some(Column::Candidate) | None => "column.candidate",
        Some(Column::Shortlisted) => "column.shortlisted",
        Some(Column::Prioritised) => "column.prioritised",
        Some(Column::Parked) => "column.parked",
    }
}

impl App {
    /// Opens a cluster or key issue.
    pub(super) fn open_issue(&mut self, id: Id) {
        self.issue = Some(Opened { id, top: 0, cards: Vec::new(), actions: Vec::new() });
        self.refresh_issue();
    }

    /// Gathers anew what belongs to the issue in front; one that is gone is closed.
    pub(super) fn refresh_issue(&mut self) {
        let Some(mut opened) = self.issue.take() else { return };
        if self.picture.peek::<Issue>(opened.id).is_none() {
            return;
        }
        let (w, lists) = (&self.picture, &self.lists);
        opened.cards = lists.cards(w, opened.id);
        let answers = lists.naming::<ActionItem>(w, opened.id);
        opened.actions = answers.map(|action| action.id).collect();
        self.issue = Some(opened);
    }

    /// Opens what is selected, and from its detail the issue it belongs to.
    pub(super) fn open(&mut self) {
        if let Some(Sel::Line(at)) = self.pane().selected {
            if let Some(view) = home::lines(self).get(at).map(home::Line::leads_to) {
                self.show(view);
            }
            return;
        }
        if matches!(self.view, View::Board | View::Results) {
            if let Some(id) = self.selected_id() {
                self.open_issue(id);
            }
            return;
        }
        let Some(id) = self.selected_id().filter(|_| self.zoom) else {
            self.zoom = self.pane().selected.is_some();
            return;
        };
        match self.issue_of(id) {
            Some(issue) => self.open_issue(issue),
            None => self.say(Saying::new("tui.no_issue"), Tone::Warn),
        }
    }

    /// The cluster or key issue that a record of a list belongs to.
    pub(crate) fn issue_of(&self, id: Id) -> Option<Id> {
        let of_idea = self.picture.peek::<Idea>(id).and_then(|idea| idea.issue.issue);
        let issue = of_idea
            .or_else(|| self.picture.peek::<ActionItem>(id).and_then(|action| action.issue.0));
        issue.filter(|id| self.picture.peek::<Issue>(*id).is_some())
    }

    /// What keys do while an issue is in front.
    pub(super) fn act_in_issue(&mut self, id: Id, action: Action) -> Vec<Effect> {
        let page = usize::from(self.layout().detail.height.saturating_sub(1));
        let scrolled = |top: usize| match action {
            Action::Up => Some(top.saturating_sub(1)),
            Action::Down => Some(top + 1),
            Action::PageUp => Some(top.saturating_sub(page)),
            Action::PageDown => Some(top + page),
            Action::First => Some(0),
            _ => None,
        };
        if let Some(opened) = &mut self.issue
            && let Some(top) = scrolled(opened.top)
        {
            // Cards, actions, and what stands above them.
            opened.top = top.min(opened.cards.len() + opened.actions.len() + 4);
            return Vec::new();
        }
        match action {
            Action::Back => self.issue = None,
            Action::Edit if self.is_solid(id) => self.edit(vec![id]),
            Action::Label if self.is_solid(id) => self.open_labels(vec![id]),
            Action::Move if self.is_solid(id) => self.open_columns(vec![id]),
            Action::Forward => return self.forward_issue(id),
            Action::Why => self.open_trace(id),
            Action::Past => self.open_past(id),
            Action::Delete if self.is_solid(id) => {
                let targets = vec![Target::Id(id)];
                let kind = Some(Kind::Issue);
                return self.send(Command::Delete { targets, kind, unlink: false }, None);
            }
            Action::Edit | Action::Label | Action::Move | Action::Delete => {}
            Action::Mark | Action::Open | Action::Last => {
                self.say(Saying::new("tui.issue_keys"), Tone::Warn);
            }
            other => {
                if other == Action::Filter {
                    self.issue = None;
                }
                return self.act_in_list(other);
            }
        }
        Vec::new()
    }

    /// One step along the process, from the list in front.
    pub(super) fn forward(&mut self) -> Vec<Effect> {
        match self.view {
            View::Wall => self.forward_ideas(),
            View::Board => self.selected_id().map_or_else(Vec::new, |id| self.forward_issue(id)),
            View::Results => self.freeze(),
            View::Agenda => {
                self.forward_agenda();
                Vec::new()
            }
            View::Briefings => {
                self.forward_point();
                Vec::new()
            }
            View::Decisions | View::Objectives | View::Register | View::Attendance => {
                self.forward_record();
                Vec::new()
            }
            View::Table | View::Due => {
                self.say(Saying::new("tui.forward.end"), Tone::Warn);
                Vec::new()
            }
            View::Home | View::Ballot | View::Log | View::Trash => {
                self.say(Saying::new("tui.no_record"), Tone::Warn);
                Vec::new()
            }
        }
    }

    /// From a decision or objective to an action item, from a stakeholder to an idea.
    fn forward_record(&mut self) {
        let Some(id) = self.one_solid() else { return };
        // What belongs to an organisation leads on as that does.
        let id = lists::owner(&self.picture, id).unwrap_or(id);
        let Some(record) = self.picture.live(id).ok().flatten() else { return };
        let name = self.picture.ref_of(record);
        let (kind, token) = match record.kind() {
            Kind::Decision => (Kind::Action, format!("decision:{name}")),
            Kind::Objective => (Kind::Action, format!("objective:{name}")),
            _ => (Kind::Idea, format!("@{name}")),
        };
        let mut line = Line::with(Purpose::Add(kind), &format!(" {token}"));
        line.editor.home();
        self.open_line(line);
    }

    /// Ideas to a cluster; one that lies in a cluster already moves that one on.
    fn forward_ideas(&mut self) -> Vec<Effect> {
        let marked = !self.pane().marks.is_empty();
        let ideas = self.chosen();
        let Some(first) = ideas.first().and_then(|id| self.picture.peek::<Idea>(*id)) else {
            return Vec::new();
        };
        let title = first.title.best(self.lang()).unwrap_or_default();
        let name = prefill::words(title);
        let issue = self.issue_of(first.id).filter(|_| !marked);
        if let Some(issue) = issue {
            return self.forward_issue(issue);
        }
        let lines = self.leaving(&ideas);
        let line = Line::new(Purpose::Cluster(ideas)).suggesting(name);
        if lines.is_empty() {
            self.open_line(line);
        } else {
            self.ask("tui.regroup.title", lines, About::Open(Typed::line(line)));
        }
        Vec::new()
    }

    /// A cluster becomes a key issue, a key issue leads to an action item.
    fn forward_issue(&mut self, id: Id) -> Vec<Effect> {
        if !self.is_solid(id) {
            return Vec::new();
        }
        let Some(issue) = self.picture.peek::<Issue>(id) else { return Vec::new() };
        if issue.column.column == Some(Column::Cluster) {
            let column = Some(Column::Candidate);
            let issue = Target::Id(id);
            return self.send(Command::Move { issue, column, position: None }, None);
        }
        let from = format!(" issue:{}", self.picture.ref_of(issue));
        let mut line = Line::with(Purpose::Add(Kind::Action), &from);
        line.editor.home();
        self.open_line(line);
        Vec::new()
    }

    /// What a new cluster of these ideas takes away from others.
    fn leaving(&self, ideas: &[Id]) -> Vec<Saying> {
        let mut left: Vec<(Id, usize)> = Vec::new();
        for issue in ideas.iter().filter_map(|id| self.issue_of(*id)) {
            match left.iter_mut().find(|(id, _)| *id == issue) {
                Some((_, n)) => *n += 1,
                None => left.push((issue, 1)),
            }
        }
        let said = left.into_iter().filter_map(|(id, n)| {
            let issue = self.picture.peek::<Issue>(id)?;
            let column = Saying::new(column_text(issue.column.column));
            let name = self.picture.ref_of(issue);
            Some(Saying::new("tui.regroup").with("n", n).with("ref", name).with("column", column))
        });
        said.collect()
    }

    /// Whether a record is on disk as it shows; says so where it is not.
    fn is_solid(&mut self, id: Id) -> bool {
        let busy = self.is_busy(id);
        if busy {
            self.say(Saying::new("tui.still_saving"), Tone::Warn);
        }
        !busy
    }

    /// The step that the record in front leads to, for the footer.
    #[must_use]
    pub(crate) fn step_from_issue(&self, id: Id) -> Option<Saying> {
        let issue = self.picture.peek::<Issue>(id)?;
        let cluster = issue.column.column == Some(Column::Cluster);
        let key = if cluster { "next.key_issue" } else { "next.action" };
        Some(Saying::new(key).with("ref", self.picture.ref_of(issue)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::types::Token as _;

    #[test]
    fn every_column_has_a_word_in_both_languages() {
        for column in Column::ALL {
            assert_eq!(column_text(Some(*column)), format!("column.{}", column.token()));
        }
    }
}
