//! The list of a view: what is selected, marked and scrolled to. Selection is kept by id, or by
//! ticket for a line that is not saved yet.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{App, Filter};
use crate::{
    domain::{
        entry::Entry,
        fields::{Action as ActionItem, Agenda, Meeting, Point},
        kind::Kind,
        value::Id,
        view::Attention,
        zone,
    },
    ops::Command,
    tui::{home, lists, message::Ticket, screens::View},
};

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sel {
    /// A record.
    Id(Id),
    /// A line that is not saved yet: its ticket, and which of the lines under it.
    Dim(Ticket, usize),
    /// A line of Home, by its place.
    Line(usize),
    /// An operation of the log, by its number.
    Operation(i64),
}

/// The state of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pane {
    /// What is selected.
    pub(crate) selected: Option<Sel>,
    /// The row it stood at last, for when it goes away.
    pub(crate) at: usize,
    /// The first row that shows; on the board, in the column of the selected card.
    pub(crate) top: usize,
    /// What the list is cut down to.
    pub(crate) filter: Option<Filter>,
    /// What is marked.
    pub(crate) marks: BTreeSet<Id>,
}

/// What stands above a group of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// A record that the rows belong to: an objective, an agenda item, a meeting.
    Record(Id),
    /// Those without one.
    NoObjective,
    /// Those of no meeting.
    NoMeeting,
    /// Why action items ask for attention.
    Attention(Attention),
    /// Lines that are not saved yet.
    Saving,
    /// The day of operations.
    Day(NaiveDate),
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A heading.
    Heading(Heading),
    /// The row with this place.
    Row(usize),
}

impl App {
    /// The state of the list in front.
    #[must_use]
    pub(crate) fn pane(&self) -> &Pane {
        self.pane_in(self.view)
    }

    /// The state of a list.
    #[must_use]
    pub(crate) fn pane_in(&self, view: View) -> &Pane {
        #[expect(clippy::indexing_slicing, reason = "there is a pane for every view")]
        &self.panes[view.index()]
    }

    pub(super) fn pane_mut(&mut self) -> &mut Pane {
        self.pane_of(self.view)
    }

    pub(super) fn pane_of(&mut self, view: View) -> &mut Pane {
        #[expect(clippy::indexing_slicing, reason = "there is a pane for every view")]
        &mut self.panes[view.index()]
    }

    /// The records of the list in front, in order.
    #[must_use]
    pub(crate) fn rows(&self) -> &[Id] {
        match &self.pane().filter {
            _ if self.view == View::Wall && self.hides() => self.entered(),
            Some(filter) => filter.hits(),
            None if self.view == View::Results => self.count.items(),
            None => self.lists.ids(self.view),
        }
    }

    /// The lines of the list in front that are not saved yet, in the order typed.
    pub(crate) fn dims(&self) -> impl Iterator<Item = (Sel, &Entry)> {
        // Where two views list a kind, a line is typed in the first of them.
        let here = |kind: Kind| View::of(kind) == Some(self.view);
        self.pending.iter().flat_map(move |pending| {
            let entries = match &pending.command {
                Command::Add { kind, entries, .. } if here(*kind) => entries.as_slice(),
                Command::Join { entry, .. } if here(Kind::Idea) => std::slice::from_ref(entry),
                _ => &[],
            };
            entries.iter().enumerate().map(|(n, entry)| (Sel::Dim(pending.ticket, n), entry))
        })
    }

    /// The kind of a line that is not saved yet.
    #[must_use]
    pub(crate) fn dim_kind(&self, sel: Sel) -> Option<Kind> {
        let Sel::Dim(ticket, _) = sel else { return None };
        let pending = self.pending.iter().find(|pending| pending.ticket == ticket)?;
        match &pending.command {
            Command::Add { kind, .. } => Some(*kind),
            Command::Join { .. } => Some(Kind::Idea),
            _ => None,
        }
    }

    /// How many rows the list in front has, dim ones too.
    #[must_use]
    pub(crate) fn row_count(&self) -> usize {
        match self.view {
            View::Home => home::lines(self).len(),
            View::Log => self.log.entries.len(),
            View::Trash => self.log.left.len(),
            _ => self.rows().len() + self.dims().count(),
        }
    }

    /// What stands in a row.
    #[must_use]
    pub(crate) fn sel_at(&self, row: usize) -> Option<Sel> {
        match self.view {
            View::Home => (row < self.row_count()).then_some(Sel::Line(row)),
            View::Log => self.log.entries.get(row).map(|entry| Sel::Operation(entry.operation)),
            View::Trash => self.log.trashed_at(row).map(|trashed| Sel::Id(trashed.row.id())),
            _ => {
                let rows = self.rows();
                match rows.get(row) {
                    Some(id) => Some(Sel::Id(*id)),
                    None => self.dims().nth(row.checked_sub(rows.len())?).map(|(sel, _)| sel),
                }
            }
        }
    }

    /// The row in which something stands.
    #[must_use]
    pub(crate) fn row_of(&self, sel: Sel) -> Option<usize> {
        match sel {
            Sel::Id(id) if self.view == View::Trash => (0..self.row_count())
                .find(|row| self.log.trashed_at(*row).is_some_and(|it| it.row.id() == id)),
            Sel::Id(id) if self.view == View::Results => {
                self.count.items().iter().position(|item| *item == id)
            }
            Sel::Id(id) => self.lists.find(&self.picture, self.view, self.rows(), id).ok(),
            Sel::Dim(..) => {
                self.dims().position(|(other, _)| other == sel).map(|at| self.rows().len() + at)
            }
            Sel::Line(at) => (self.view == View::Home && at < self.row_count()).then_some(at),
            Sel::Operation(operation) => {
                self.log.entries.iter().position(|entry| entry.operation == operation)
            }
        }
    }

    /// The record that is selected.
    #[must_use]
    pub(crate) fn selected_id(&self) -> Option<Id> {
        match self.pane().selected {
            Some(Sel::Id(id)) => Some(id),
            _ => None,
        }
    }

    /// Selects what stands in a row.
    pub(super) fn select_row(&mut self, row: usize) {
        let sel = self.sel_at(row);
        let pane = self.pane_mut();
        if sel.is_some() {
            pane.selected = sel;
            pane.at = row;
        }
    }

    /// Selects something and notes where it stands.
    pub(super) fn select(&mut self, sel: Sel) {
        self.pane_mut().selected = Some(sel);
        if let Some(row) = self.row_of(sel) {
            self.pane_mut().at = row;
        }
    }

    /// Moves the selection by rows; on the board in its column.
    pub(super) fn go_by(&mut self, rows: isize) {
        if self.view == View::Board {
            return self.go_in_column(rows);
        }
        let last = self.row_count().saturating_sub(1);
        let to = self.pane().at.saturating_add_signed(rows).min(last);
        self.select_row(to);
    }

    /// What stands above the group that a row belongs to.
    #[must_use]
    pub(crate) fn heading(&self, row: usize) -> Option<Heading> {
        let id = self.rows().get(row).copied();
        match self.view {
            View::Table => {
                let grouped = (self.lists.ids(View::Table).first())
                    .is_some_and(|id| lists::objective(&self.picture, *id).is_some());
                if !grouped {
                    return None;
                }
                let Some(id) = id else { return Some(Heading::Saving) };
                let objective = self.picture.peek::<ActionItem>(id).and_then(|a| a.objective.0);
                let known = objective.filter(|_| lists::objective(&self.picture, id).is_some());
                Some(known.map_or(Heading::NoObjective, Heading::Record))
            }
            View::Due => {
                let action = self.picture.peek::<ActionItem>(id?)?;
                Attention::of(action, self.now.today).map(Heading::Attention)
            }
            View::Log => {
                let at = self.log.entries.get(row)?.at;
                Some(Heading::Day(zone::day(at, self.picture.zone())))
            }
            View::Briefings => {
                let Some(id) = id else { return Some(Heading::Saving) };
                let point = self.picture.peek::<Point>(id)?;
                let item = point.agenda.0.filter(|id| self.picture.peek::<Agenda>(*id).is_some());
                let meeting = point.meeting.0;
                let meeting = meeting.filter(|id| self.picture.peek::<Meeting>(*id).is_some());
                Some(item.or(meeting).map_or(Heading::NoMeeting, Heading::Record))
            }
            _ => None,
        }
    }

    /// The lines that show from a row on: every group begins with its heading, and so does the
    /// first line, so that it is clear where one is.
    #[must_use]
    pub(crate) fn shown_from(&self, top: usize, height: usize) -> Vec<Shown> {
        let mut lines = Vec::with_capacity(height);
        let mut last = None;
        for row in top..self.row_count() {
            let heading = self.heading(row);
            if let Some(heading) = heading.filter(|_| heading != last) {
                lines.push(Shown::Heading(heading));
            }
            last = heading;
            if lines.len() >= height {
                break;
            }
            lines.push(Shown::Row(row));
        }
        lines.truncate(height);
        lines
    }

    /// The lines that show now; none on Home and on the board, which are no lists of lines.
    #[must_use]
    pub(crate) fn shown(&self) -> Vec<Shown> {
        if matches!(self.view, View::Home | View::Board | View::Ballot) {
            return Vec::new();
        }
        self.shown_from(self.pane().top, usize::from(self.layout().rows.height))
    }

    /// Brings selection and scroll in order after anything happened.
    pub(super) fn settle(&mut self) {
        let count = self.row_count();
        let found = self.pane().selected.and_then(|sel| self.row_of(sel));
        let filtering = self.filter_that_runs() == Some(self.view);
        match found {
            Some(row) => self.pane_mut().at = row,
            None if filtering && self.pane().selected.is_some() => {
                // It may still be found; what was found so far shows from its beginning.
                self.pane_mut().top = 0;
                return;
            }
            None if count > 0 => {
                let row = match self.pane().selected {
                    Some(_) => self.pane().at,
                    None => self.where_to_begin(),
                };
                self.select_row(row.min(count - 1));
            }
            None => {
                let pane = self.pane_mut();
                pane.selected = None;
                pane.at = 0;
            }
        }
        match self.view {
            View::Home | View::Ballot => {}
            View::Board => self.scroll_column(),
            View::Log => {
                self.scroll(count);
                self.fetch_older();
            }
            _ => self.scroll(count),
        }
    }

    fn scroll(&mut self, count: usize) {
        let height = usize::from(self.layout().rows.height).max(1);
        let at = self.pane().at;
        let mut top = self.pane().top.min(at).max((at + 1).saturating_sub(height));
        while top < at && !self.shown_from(top, height).contains(&Shown::Row(at)) {
            top += 1;
        }
        // A list that became shorter, or a screen that became taller, leaves no rows blank.
        while top > 0 {
            let lines = self.shown_from(top - 1, height);
            if lines.last() != Some(&Shown::Row(count - 1)) {
                break;
            }
            top -= 1;
        }
        self.pane_mut().top = top;
    }
}
