//! What the verbs of a list do.

use super::{About, App, Popup, Sel, Tone};
use crate::{
    config::actions::Action,
    domain::{saying::Saying, value::Id},
    ops::{Command, Target},
    tui::{
        home,
        message::{Effect, Spot},
        screens::{Screen, View},
    },
};

/// Above so many records a deletion asks first.
const MANY: usize = 5;

impl App {
    pub(super) fn act_in_list(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.act_in_history(action) {
            return effects;
        }
        self.finish_filter();
        let page = isize::try_from(self.layout().rows.height.saturating_sub(1)).unwrap_or(1);
        match action {
            Action::Up => self.go_by(-1),
            Action::Down => self.go_by(1),
            Action::PageUp => self.go_by(-page),
            Action::PageDown => self.go_by(page),
            Action::First => self.go_by(isize::MIN),
            Action::Last => self.go_by(isize::MAX),
            Action::Back => self.back(),
            Action::Open | Action::Add if self.view == View::Ballot => self.key_ballot(),
            Action::Filter if matches!(self.view, View::Ballot | View::Results) => {
                self.say(Saying::new("round.no_filter"), Tone::Warn);
            }
            Action::Open | Action::Right | Action::Left if self.unfold(action) => {}
            Action::Right if self.view == View::Board => self.go_to_column(true),
            Action::Left if self.view == View::Board => self.go_to_column(false),
            Action::Open | Action::Right => self.open(),
            Action::Left => self.back(),
            Action::Vote => self.vote(),
            Action::CloseRound => self.ask_to_close(),
            Action::Add if self.view == View::Attendance => self.open_roll(),
            Action::Add => self.add(),
            Action::Edit => {
                let ids = self.subjects();
                self.edit(ids);
            }
            Action::Move => self.move_cards(),
            Action::Delete => return self.delete(),
            Action::Mark => self.mark(),
            Action::Forward => return self.forward(),
            Action::Why => {
                if let Some(id) = self.one_solid() {
                    self.open_trace(id);
                }
            }
            Action::Status if self.view == View::Attendance => return self.next_states(),
            Action::Hide => return self.hide_or_reveal(),
            Action::Status => self.change_status(),
            Action::Raise => return self.shift(-1),
            Action::Lower => return self.shift(1),
            Action::MoveLeft => return self.shift_column(-1),
            Action::MoveRight => return self.shift_column(1),
            Action::Filter => self.open_filter(),
            Action::GoTo => self.open_go_to(),
            Action::Label => self.label(),
            Action::Past => self.past_of_selected(),
            Action::Restore => self.say(Saying::new("tui.restore.where"), Tone::Warn),
            Action::Undo | Action::UndoLast => {
                return self.send(Command::Undo { operation: None, any: false }, None);
            }
            Action::Redo => return self.send(Command::Redo { any: false }, None),
            Action::NextView => self.next_view(1),
            Action::PreviousView => self.next_view(-1),
            Action::Extend => return self.extend(),
            Action::Skip => return self.skip(),
            Action::Next => return self.next(),
            Action::Projector => self.open_projector(),
            Action::Quit if self.asks_to_leave() => {}
            Action::Quit => return self.quit(),
            other => {
                if let Some(screen) = Screen::of(other) {
                    self.show_screen(screen);
                }
            }
        }
        Vec::new()
    }

    /// What a click means: what it selects is opened by a second one.
    pub(super) fn clicked(&mut self, spot: Spot) -> Vec<Effect> {
        match spot {
            Spot::Act(action) => return self.act(action),
            Spot::Row(row) if self.line.is_none() && self.form.is_none() => {
                let again = self.sel_at(row).is_some() && self.sel_at(row) == self.pane().selected;
                self.select_row(row);
                if again {
                    return self.act_in_list(Action::Open);
                }
            }
            Spot::View(view) if self.line.is_none() && self.form.is_none() => self.show(view),
            Spot::Choice(at) => return self.choose(at),
            Spot::Text(at, column) => self.go_to_text(at, usize::from(column)),
            Spot::Row(_) | Spot::View(_) | Spot::Nothing => {}
        }
        Vec::new()
    }

    /// Shows a view; `Esc` leads back to the screen before.
    pub(super) fn show(&mut self, view: View) {
        self.issue = None;
        if self.view == view {
            return;
        }
        if self.view.screen() != view.screen() {
            self.visited.retain(|other| other.screen() != view.screen());
            self.visited.push(self.view);
        }
        self.come_to(view);
    }

    fn come_to(&mut self, view: View) {
        self.view = view;
        self.zoom = false;
        if let Some(last) = self.last.get_mut(view.screen().digit()) {
            *last = view;
        }
        self.come_to_log();
        self.come_to_result();
    }

    /// Shows a screen, with the view that was in front of it last; from Home with the view of
    /// what is next there, as the line that names it does.
    fn show_screen(&mut self, screen: Screen) {
        let next = (self.view == View::Home).then(|| home::next(self)).into_iter().flatten();
        if let Some((_, view)) = next.into_iter().find(|(_, view)| view.screen() == screen) {
            return self.show(view);
        }
        if let Some(view) = self.last.get(screen.digit()).copied() {
            self.show(view);
        }
    }

    /// Shows the next view of the screen, or the one before.
    fn next_view(&mut self, by: isize) {
        let views: Vec<View> = self.view.screen().views().collect();
        let at = views.iter().position(|view| *view == self.view).unwrap_or_default();
        let next = at.checked_add_signed(by).unwrap_or(views.len() - 1) % views.len();
        match views.get(next).copied().filter(|view| *view != self.view) {
            Some(view) => self.show(view),
            None => self.say(Saying::new("tui.one_view"), Tone::Warn),
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
        } else if let Some(view) = self.visited.pop() {
            self.come_to(view);
        }
    }

    /// The selected record; says why not where it is not on disk yet, or nothing is selected.
    pub(super) fn one_solid(&mut self) -> Option<Id> {
        match self.pane().selected {
            Some(Sel::Id(id)) if !self.is_busy(id) => Some(id),
            Some(Sel::Line(_) | Sel::Operation(_)) => {
                self.say(Saying::new("tui.no_record"), Tone::Warn);
                None
            }
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
                let ids = self.lists.ids(self.view);
                (self.lists.find(&self.picture, self.view, ids, id).ok(), id)
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
        let ids = self.subjects();
        if ids.is_empty() {
            return Vec::new();
        }
        let targets = ids.iter().copied().map(Target::Id).collect();
        let command = Command::Delete { targets, kind: self.kind_of_all(&ids), unlink: false };
        // What the filter hides is not put away unseen.
        let hides = ids.iter().any(|id| self.is_hidden(*id));
        if ids.len() > MANY || hides {
            let title = Saying::new("tui.delete.title").with("n", ids.len());
            let lines = vec![Saying::new("tui.delete.undo")];
            self.ask_saying(title, lines, About::Send(command, None));
            return Vec::new();
        }
        self.pane_mut().marks.clear();
        self.send(command, None)
    }

    fn label(&mut self) {
        let ids = self.subjects();
        if !ids.is_empty() {
            self.open_labels(ids);
        }
    }

    /// Asks where the cards of the board go.
    fn move_cards(&mut self) {
        if self.view != View::Board {
            return self.say(Saying::new("pick.no_card"), Tone::Warn);
        }
        let ids = self.chosen();
        if !ids.is_empty() {
            self.open_columns(ids);
        }
    }

    /// What the wheel moves: what lies in front.
    pub(super) fn wheeled(&mut self, rows: isize) -> Vec<Effect> {
        let action = if rows < 0 { Action::Up } else { Action::Down };
        match &self.popup {
            Some(Popup::Question(_)) => {}
            Some(Popup::Picker(_)) => return self.act_in_popup(action),
            Some(_) => self.wheel_in_box(rows),
            None if self.form.is_some() => return self.act_in_form(action),
            None if self.view == View::Log && self.zoom => self.wheel_detail(rows),
            None => {
                self.finish_filter();
                self.go_by(rows);
            }
        }
        Vec::new()
    }
}
