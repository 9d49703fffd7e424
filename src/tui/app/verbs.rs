//! What the verbs of a list do.

use super::{About, App, Line, Purpose, Sel, Tone};
use crate::{
    config::actions::Action,
    domain::{saying::Saying, value::Id},
    ops::{Command, Target},
    tui::{lists::Screen, message::Effect},
};

/// Above so many records a deletion asks first.
const MANY: usize = 5;

impl App {
    pub(super) fn act_in_list(&mut self, action: Action) -> Vec<Effect> {
        let page = isize::try_from(self.layout().rows.height.saturating_sub(1)).unwrap_or(1);
        match action {
            Action::Up => self.go_by(-1),
            Action::Down => self.go_by(1),
            Action::PageUp => self.go_by(-page),
            Action::PageDown => self.go_by(page),
            Action::First => self.go_by(isize::MIN),
            Action::Last => self.go_by(isize::MAX),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Add => self.add(),
            Action::Edit => {
                if let Some(id) = self.one_solid() {
                    self.edit(id);
                }
            }
            Action::Delete => return self.delete(),
            Action::Mark => self.mark(),
            Action::Forward => return self.forward(),
            Action::Why => {
                if let Some(id) = self.one_solid() {
                    self.open_trace(id);
                }
            }
            Action::Filter => self.open_filter(),
            Action::Label => self.label(),
            Action::Undo => return self.send(Command::Undo { operation: None, any: false }, None),
            Action::Redo => return self.send(Command::Redo { any: false }, None),
            Action::Ideas => self.show(Screen::Ideas),
            Action::Plan => self.show(Screen::Plan),
            Action::NextView | Action::PreviousView => {
                self.say(Saying::new("tui.one_view"), Tone::Warn);
            }
            Action::Quit => return self.quit(),
            _ => {}
        }
        Vec::new()
    }

    /// Shows a screen; `Esc` leads back.
    pub(super) fn show(&mut self, screen: Screen) {
        self.issue = None;
        if self.screen != screen {
            self.visited.retain(|other| *other != screen);
            self.visited.push(self.screen);
            self.screen = screen;
            self.zoom = false;
        }
    }

    /// Undoes one thing: detail, marks, filter, then the screen.
    fn back(&mut self) {
        if self.zoom {
            self.zoom = false;
        } else if !self.pane().marks.is_empty() {
            self.pane_mut().marks.clear();
        } else if self.pane().filter.is_some() {
            self.set_filter("");
        } else if let Some(screen) = self.visited.pop() {
            self.screen = screen;
        }
    }

    /// The selected record; says why not where it is not on disk yet, or nothing is selected.
    fn one_solid(&mut self) -> Option<Id> {
        match self.pane().selected {
            Some(Sel::Id(id)) if !self.is_busy(id) => Some(id),
            Some(_) => {
                self.say(Saying::new("tui.still_saving"), Tone::Warn);
                None
            }
            None => {
                self.say(Saying::new("tui.nothing_selected"), Tone::Warn);
                None
            }
        }
    }

    /// The marked records in the list's order, or else the selected one.
    pub(super) fn chosen(&mut self) -> Vec<Id> {
        let marks = self.pane().marks.clone();
        if marks.is_empty() {
            return self.one_solid().into_iter().collect();
        }
        if marks.iter().any(|id| self.is_busy(*id)) {
            self.say(Saying::new("tui.still_saving"), Tone::Warn);
            return Vec::new();
        }
        let mut rows: Vec<(Option<usize>, Id)> = marks
            .into_iter()
            .map(|id| {
                let ids = self.lists.ids(self.screen);
                (crate::tui::lists::find(&self.picture, self.screen, ids, id).ok(), id)
            })
            .collect();
        rows.sort_unstable();
        rows.into_iter().map(|(_, id)| id).collect()
    }

    fn mark(&mut self) {
        if let Some(id) = self.one_solid() {
            let marks = &mut self.pane_mut().marks;
            if !marks.remove(&id) {
                marks.insert(id);
            }
            self.go_by(1);
        }
    }

    fn delete(&mut self) -> Vec<Effect> {
        let ids = self.chosen();
        if ids.is_empty() {
            return Vec::new();
        }
        let targets = ids.iter().copied().map(Target::Id).collect();
        let command = Command::Delete { targets, kind: Some(self.screen.kind()), unlink: false };
        if ids.len() > MANY {
            let title = Saying::new("tui.delete.title").with("n", ids.len());
            let lines = vec![Saying::new("tui.delete.undo")];
            self.ask_saying(title, lines, About::Send(command, None));
            return Vec::new();
        }
        self.pane_mut().marks.clear();
        self.send(command, None)
    }

    fn label(&mut self) {
        let ids = self.chosen();
        if !ids.is_empty() {
            self.open_line(Line::new(Purpose::Label(ids)));
        }
    }
}
