//! History: operations of the log, fetched when its screen is in front.

use super::App;
use crate::tui::{
    log::{LogPage, Query},
    message::Effect,
    screens::View,
};

impl App {
    /// Fetches the newest operations where History is in front and has older ones.
    pub(super) fn come_to_log(&mut self) {
        if self.view == View::Log && self.log.seen != Some(self.picture.seen) {
            self.log.seen = Some(self.picture.seen);
            self.fetch(Query { of: self.log.of, before: None });
        }
    }

    fn fetch(&mut self, query: Query) {
        self.log.ask(query);
        self.outbox.push(Effect::Fetch(query));
    }

    pub(super) fn log_came(&mut self, page: LogPage) {
        self.log.take(page);
    }
}
