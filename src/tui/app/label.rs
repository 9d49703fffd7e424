//! The label of the screen: the strictest of the default and of what shows.

use super::{App, Popup, Sel, Shown};
use crate::{
    domain::{
        entry::Entry,
        label::Label,
        quick,
        refs::{self, Typed},
        value::Id,
    },
    tui::{app::Heading, attendance, echo, home, picker::Item, screens::View, trace},
};

impl App {
    /// The strictest label of the default and of everything that shows.
    #[must_use]
    pub(crate) fn label_of_screen(&self) -> Option<Label> {
        let default = echo::label_to_come(&self.picture);
        default.into_iter().chain(self.labels_that_show()).max()
    }

    /// A label that is stricter than the default, and so stands beside its record.
    #[must_use]
    pub(crate) fn stricter(&self, label: Option<Label>) -> Option<Label> {
        label.filter(|label| Some(*label) > echo::label_to_come(&self.picture))
    }

    /// The records that a row of a form names by their refs.
    fn named_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Id> + 'a {
        text.split([',', ' ']).filter_map(|word| match refs::parse(word) {
            Some(Typed::Number(kind, number)) => self.picture.numbered(kind, number).ok()?,
            _ => None,
        })
    }

    /// The label that a line being saved asks for.
    #[must_use]
    pub(crate) fn label_of_entry(entry: &Entry) -> Option<Label> {
        entry.draft.tokens.iter().rev().find_map(|token| match (token.kind, &token.value) {
            (quick::Mark::Key(quick::Key::Tlp), quick::Given::Text(text)) => Label::parse(text),
            _ => None,
        })
    }

    pub(super) fn label_of(&self, id: Id) -> Option<Label> {
        let trashed = || self.log.trashed(id).map(|trashed| trashed.row.entity());
        let record = self.picture.live(id).ok().flatten();
        // What lies in the trash shows there, and is as strict as it was.
        let record = record.or_else(|| trashed().filter(|_| self.view == View::Trash));
        record.and_then(crate::domain::record::Entity::label)
    }

    fn labels_that_show(&self) -> Vec<Label> {
        let mut ids: Vec<Id> = Vec::new();
        let mut labels: Vec<Label> = Vec::new();
        labels.extend(self.line.as_ref().and_then(|line| line.echo.label));
        if let Some(form) = &self.form {
            ids.extend(&form.of);
            ids.extend(form.rows.iter().flat_map(|row| self.named_in(row.editor.text())));
            labels.extend(form.echo.label);
        }
        if let Some(Popup::Picker(picker)) = &self.popup {
            ids.extend(picker.shown().filter_map(|at| match picker.hit(at) {
                Some(Item::Record(id)) => Some(*id),
                _ => None,
            }));
        }
        if let Some(opened) = &self.issue {
            ids.push(opened.id);
            ids.extend(&opened.cards);
            ids.extend(&opened.actions);
        } else {
            if !self.zoom {
                let mut rows: Vec<Sel> = Vec::new();
                if self.view == View::Board {
                    rows.extend(self.cards_that_show());
                }
                for line in self.shown() {
                    match line {
                        Shown::Heading(Heading::Record(id)) => ids.push(id),
                        Shown::Heading(_) => {}
                        Shown::Row(row) => rows.extend(self.sel_at(row)),
                    }
                }
                for sel in rows {
                    match sel {
                        Sel::Id(id) => {
                            ids.push(id);
                            let mark = (self.view == View::Attendance).then_some(id);
                            let mark = mark.and_then(|id| attendance::mark(self, id));
                            ids.extend(mark.map(|mark| mark.id));
                        }
                        Sel::Dim(..) => {
                            let entry = self.dims().find(|(other, _)| *other == sel);
                            labels.extend(entry.and_then(|(_, e)| Self::label_of_entry(e)));
                        }
                        Sel::Operation(operation) => labels.extend(self.log.labels(operation)),
                        Sel::Line(_) => {}
                    }
                }
            }
            if let Some(Sel::Operation(operation)) = self.pane().selected {
                labels.extend(self.log.labels(operation));
                ids.extend(self.log.named(operation));
            }
            if let Some(id) = self.selected_id() {
                ids.push(id);
                let trashed = self.log.trashed(id).filter(|_| self.view == View::Trash);
                let named = trashed.map(|trashed| trashed.row.entity().refs());
                ids.extend(named.into_iter().flatten().map(|(_, id)| id));
                ids.extend(self.issue_of(id));
                ids.extend(trace::before(&self.picture, &self.lists, id));
            }
        }
        ids.extend(self.voted_on());
        if self.view == View::Home {
            ids.extend(home::shown(self));
        }
        match &self.popup {
            Some(Popup::Trace { steps, .. }) => ids.extend(steps.iter().map(|step| step.id)),
            Some(Popup::Question(question)) => labels.extend(question.label),
            _ => {}
        }
        if let Some(Popup::Find(find)) = &self.popup {
            ids.extend(find.records_that_show(self.find_rows()));
        }
        labels.extend(ids.into_iter().filter_map(|id| self.label_of(id)));
        labels
    }
}
