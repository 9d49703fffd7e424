//! The file comes whole, or another one stands in its place.

use super::{App, Count, Pane, Popup};
use crate::{
    domain::snapshot::Snapshot,
    tui::{lists::Lists, log::Log},
};

impl App {
    /// Takes in all that the file holds.
    pub(super) fn take_in(&mut self, (picture, lists): (Snapshot, Lists)) {
        self.picture = picture;
        let before = std::mem::replace(&mut self.lists, lists);
        self.lists.unfold_as(&self.picture, &before);
        self.loaded = true;
        self.started = true;
        if self.lists.is_stale(self.now.today) {
            self.renew_lists();
        }
        self.refilter();
        self.refresh_find();
        self.refresh_issue();
        self.refresh_projector();
        self.refresh_echo();
        self.come_to_log();
        self.come_to_result();
        self.read_whole_form();
    }

    /// Lets go of all that names records of the file before; what is typed stays.
    pub(super) fn leave_file(&mut self) {
        self.file += 1;
        for pane in &mut self.panes {
            *pane = Pane { filter: pane.filter.take(), ..Pane::default() };
        }
        self.log = Log::default();
        self.count = Count::default();
        let names_none = |popup: &Popup| matches!(popup, Popup::Help { .. }) || popup.is_palette();
        self.lists = Lists::default();
        self.popup.take_if(|popup| !names_none(popup));
        self.behind.retain(names_none);
        self.went.clear();
        self.entered.clear();
        self.questions.clear();
        self.issue = None;
        self.projector = None;
        self.zoom = false;
        self.line.take_if(|line| line.is_bound());
        self.form.take_if(|form| !form.of.is_empty());
        for typed in [&mut self.drafts, &mut self.waiting] {
            typed.retain(|typed| !typed.is_bound());
        }
        if let Some(line) = &mut self.line {
            line.seen = None;
            line.under = None;
        }
        for typed in self.drafts.iter_mut().chain(&mut self.waiting) {
            typed.forget_seen(self.picture.seen);
        }
    }
}
