//! The app: all state of the screen, and how a message changes it. Pure: no file, no clock, no
//! terminal.

mod alike;
mod attendance;
mod board;
mod clipboard;
mod clock;
mod early;
mod entry;
mod file;
mod filter;
mod find;
mod form;
mod hidden;
mod history;
mod issue;
mod keys;
mod label;
mod pane;
mod paste;
mod picker;
mod popup;
mod projector;
mod round;
mod saving;
mod session;
mod sticky;
mod typed;
mod verbs;

pub(crate) use alike::Alike;
pub(crate) use attendance::{Roll, Signed};
pub(crate) use board::Pile;
pub(crate) use entry::{Line, Purpose};
pub(crate) use filter::Filter;
pub(crate) use find::{Among, Find};
pub(crate) use issue::{Opened, column_text};
pub(crate) use pane::{Heading, Pane, Sel, Shown};
pub(crate) use paste::Pasted;
pub(crate) use popup::{About, Choice, Popup, Question};
pub(crate) use round::{Count, Turn, decision_of, newest, shortlist, to_open};
pub(crate) use saving::Pending;
pub(crate) use session::Under;
pub(crate) use sticky::Sticky;
pub(crate) use typed::Typed;

use std::collections::VecDeque;

use super::{
    below,
    form::Form,
    layout::{Body, Layout},
    lists::Lists,
    log::Log,
    message::{Effect, Input, Message, Now, Reply},
    projector::Projector,
    screens::{Screen, View},
};
use crate::{
    config::{
        actions::{Action, Context, Keymap},
        keys::{Key, Keyboard},
        words,
    },
    domain::{lang::Lang, saying::Saying, snapshot::Snapshot, words::Words},
};

/// What the app begins with.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    /// Language of the interface.
    pub(crate) lang: Lang,
    /// Size of the terminal.
    pub(crate) size: (u16, u16),
    /// What the clock says.
    pub(crate) now: Now,
    /// Who types.
    pub(crate) by: String,
    /// Whether nothing can be written.
    pub(crate) read_only: bool,
}

/// How a toast looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something was done.
    Done,
    /// Something is in the way, or to be looked at.
    Warn,
}

/// A message that lies over the list for some seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Its number: the next toast is another one.
    pub(crate) serial: u64,
    /// What it says.
    pub(crate) saying: Saying,
    /// How it looks.
    pub(crate) tone: Tone,
}

/// All state of the screen.
#[derive(Debug)]
pub(crate) struct App {
    pub(super) words: Words,
    keymap: Keymap,
    pub(super) now: Now,
    pub(super) by: String,
    pub(super) read_only: bool,
    pub(super) size: (u16, u16),
    pub(super) picture: Snapshot,
    file: u64,
    pub(super) loaded: bool,
    pub(super) started: bool,
    pub(super) lists: Lists,
    pub(super) view: View,
    visited: Vec<View>,
    /// The view of each screen that was shown last.
    last: [View; Screen::ALL.len()],
    panes: [Pane; View::ALL.len()],
    /// What History has fetched.
    pub(super) log: Log,
    /// The round that was counted last.
    pub(super) count: Count,
    /// What was pressed before everything was loaded.
    early: Vec<Input>,
    /// What is to be done besides what the message in hand asks for.
    outbox: Vec<Effect>,
    pub(super) line: Option<Line>,
    /// The form being filled in; never beside a line.
    pub(super) form: Option<Form>,
    drafts: Vec<Typed>,
    waiting: Vec<Typed>,
    pub(super) popup: Option<Popup>,
    /// Boxes that come back when the one in front is closed.
    behind: Vec<Popup>,
    /// The last ideas that were entered here.
    entered: Vec<crate::domain::value::Id>,
    /// Records that were gone to, newest first.
    went: Vec<crate::domain::value::Id>,
    pub(super) questions: VecDeque<Question>,
    pub(super) pending: Vec<Pending>,
    next_ticket: u64,
    pub(super) saved_at: Option<chrono::NaiveTime>,
    pub(super) toast: Option<Toast>,
    next_toast: u64,
    quitting: bool,
    pub(super) keyboard: Keyboard,
    /// Whether the detail of what is selected fills the screen.
    pub(super) zoom: bool,
    /// The cluster or key issue in front of the list.
    pub(super) issue: Option<Opened>,
    /// What the room sees, in front of all.
    pub(super) projector: Option<Projector>,
}

impl App {
    /// An app that waits for its first page.
    #[must_use]
    pub(crate) fn new(start: Start) -> Self {
        Self {
            words: words::load(start.lang),
            keymap: Keymap::default(),
            now: start.now,
            by: start.by,
            read_only: start.read_only,
            size: start.size,
            picture: Snapshot::partial(),
            file: 0,
            loaded: false,
            started: false,
            lists: Lists::default(),
            view: View::Home,
            visited: Vec::new(),
            last: Screen::ALL.map(|screen| screen.views().next().unwrap_or(View::Home)),
            panes: Default::default(),
            log: Log::default(),
            count: Count::default(),
            early: Vec::new(),
            outbox: Vec::new(),
            line: None,
            form: None,
            drafts: Vec::new(),
            waiting: Vec::new(),
            popup: None,
            behind: Vec::new(),
            entered: Vec::new(),
            went: Vec::new(),
            questions: VecDeque::new(),
            pending: Vec::new(),
            next_ticket: 1,
            saved_at: None,
            toast: None,
            next_toast: 1,
            quitting: false,
            keyboard: Keyboard::default(),
            zoom: false,
            issue: None,
            projector: None,
        }
    }

    /// Tells the time, before a message.
    pub(crate) fn set_now(&mut self, now: Now) {
        self.now = now;
        if self.loaded && self.lists.is_stale(now.today) {
            // What is late is so from midnight on.
            self.renew_lists();
            self.refilter();
        }
    }

    /// The language of the interface.
    #[must_use]
    pub(crate) fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// The number of the toast that shows.
    #[must_use]
    pub(crate) fn toast_serial(&self) -> Option<u64> {
        self.toast.as_ref().map(|toast| toast.serial)
    }

    /// Whether everything is loaded and on disk, and what is sought was looked for.
    #[must_use]
    pub(crate) fn is_settled(&self) -> bool {
        let awaits = self.log.is_awaited() || self.count.is_awaited();
        let awaits = awaits || self.form.as_ref().is_some_and(Form::is_awaited);
        self.loaded && self.pending.is_empty() && !awaits && !self.is_searching()
    }

    /// Who takes the keys: asked of the top layer.
    #[must_use]
    pub(crate) fn context(&self) -> Context {
        match &self.popup {
            _ if self.projector.is_some() => Context::List,
            Some(Popup::Question(_)) => Context::Question,
            Some(Popup::Picker(_) | Popup::Find(_)) => Context::Text,
            Some(_) => Context::List,
            None if self.line.is_some() || self.form.is_some() => Context::Text,
            None => Context::List,
        }
    }

    /// Takes in a message; what is to be done comes back.
    pub(crate) fn update(&mut self, message: Message) -> Vec<Effect> {
        if let Some(effects) = self.told_in_projector(&message) {
            return effects;
        }
        let mut effects = match message {
            Message::Act(action) => self.act(action),
            Message::Type(c) => self.typed(c.encode_utf8(&mut [0; 4])),
            Message::Paste(text) => self.pasted(&text),
            Message::Unmeant(key) => {
                self.unmeant(key);
                Vec::new()
            }
            Message::Click(spot) => self.clicked(spot),
            Message::Wheel(rows) => self.wheeled(rows),
            Message::Size(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            Message::Reply(reply) => self.replied(reply),
            Message::Tick => Vec::new(),
            Message::ToastOver(serial) => {
                if self.toast_serial() == Some(serial) {
                    self.toast = None;
                }
                Vec::new()
            }
        };
        if self.popup.is_none() {
            self.popup = self.behind.pop();
        }
        self.next_question();
        self.settle();
        effects.append(&mut self.outbox);
        effects
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Help if !matches!(self.popup, Some(Popup::Help { .. })) => {
                self.open_over(Popup::Help { top: 0 });
                return Vec::new();
            }
            Action::Palette => {
                if !matches!(&self.popup, Some(popup) if popup.is_palette()) {
                    self.open_palette();
                }
                return Vec::new();
            }
            Action::Timer => return self.timer(),
            Action::Copy => return self.copy(false),
            Action::Cut => return self.copy(true),
            Action::Language => {
                self.words = words::load(self.lang().other());
                self.refresh_echo();
                self.read_whole_form();
                return Vec::new();
            }
            _ => {}
        }
        if self.popup.is_some() {
            self.act_in_popup(action)
        } else if self.form.is_some() {
            self.act_in_form(action)
        } else if self.line.is_some() {
            self.act_in_line(action)
        } else if let Some(id) = self.issue.as_ref().map(|opened| opened.id) {
            self.act_in_issue(id, action)
        } else {
            self.act_in_list(action)
        }
    }

    fn replied(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::FirstPage(page) => {
                self.lists = Lists::of_page(&page.picture, self.now.today, page.first);
                self.picture = page.picture;
                self.started = true;
            }
            Reply::Loaded(whole) => {
                self.take_in(*whole);
                self.settle();
                return self.press_early();
            }
            Reply::Replaced(whole) => {
                self.leave_file();
                self.take_in(*whole);
                self.say(crate::ops::Error::Replaced.saying(), Tone::Warn);
            }
            Reply::Done(ticket, receipt) => return self.done(ticket, *receipt),
            Reply::Refused(ticket, error) => return self.refused(ticket, *error),
            Reply::News(receipt) => {
                self.put(receipt.rows, receipt.seen);
            }
            Reply::Log(answer) => {
                let (query, found) = *answer;
                self.log_came(&query, found);
            }
            Reply::Counted(round, tallied) => self.counted(round, tallied),
            Reply::Record(id, row) => self.record_came(id, row.as_deref()),
            Reply::Failed(saying) => self.say(saying, Tone::Warn),
        }
        Vec::new()
    }

    fn unmeant(&mut self, key: Key) {
        match &self.popup {
            Some(Popup::Question(question)) => {
                let saying = question.keys_that_act(&self.words);
                self.say(saying.with("key", key.name()), Tone::Warn);
            }
            None if self.context() == Context::List => {
                self.say(Saying::new("tui.unmeant").with("key", key.name()), Tone::Warn);
            }
            _ => {}
        }
    }

    /// Shows a toast.
    pub(super) fn say(&mut self, saying: Saying, tone: Tone) {
        self.toast = Some(Toast { serial: self.next_toast, saying, tone });
        self.next_toast += 1;
    }

    /// Where things stand on the screen.
    #[must_use]
    pub(crate) fn layout(&self) -> Layout {
        let field = match &self.line {
            Some(line) => {
                let below = below::rows(&self.words, line, self.size.0);
                2 + u16::try_from(below.len()).unwrap_or(0)
            }
            None => 0,
        };
        let body = match self.view {
            _ if self.zoom || self.issue.is_some() => Body::Detail,
            View::Home | View::Ballot => Body::Page,
            _ => Body::List,
        };
        let layout = Layout::of(self.size, field, body);
        match self.view {
            // Above the heads stands who is here.
            View::Attendance => layout.below(1),
            // Below the rows stands what is to be known of them.
            View::Results => layout.above(round::NOTES),
            _ => layout,
        }
    }
}
