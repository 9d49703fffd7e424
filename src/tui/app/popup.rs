//! Boxes over the list: a question, the keys, the trace of a record. They hold data.

use super::{App, Line, Sel, Tone};
use crate::{
    config::actions::{Action, Context, key_of},
    domain::{kind::Kind, saying::Saying, value::Id, words::Words},
    ops::Command,
    tui::{
        message::Effect,
        screens::View,
        trace::{self, Step},
    },
};

/// A box over the list.
#[derive(Clone, Debug)]
pub(crate) enum Popup {
    /// A question.
    Question(Box<Question>),
    /// The keys, from a line on.
    Help {
        /// The first line that shows.
        top: usize,
    },
    /// Where a record comes from.
    Trace {
        /// The steps back.
        steps: Vec<Step>,
        /// The one that is selected.
        at: usize,
    },
}

/// A question: only the keys it prints act.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// What is asked.
    pub(crate) title: Saying,
    /// What is to be known before.
    pub(crate) lines: Vec<Saying>,
    /// The answers.
    pub(crate) choices: Vec<Choice>,
    /// What it is about.
    pub(crate) about: About,
    /// Arrival of the last operation in the picture when it was asked: a yes to what it says
    /// is no yes to what another hand does after it.
    pub(crate) seen: i64,
}

impl Question {
    /// Says which keys act, to somebody who pressed another.
    pub(super) fn keys_that_act(&self, words: &Words) -> Saying {
        let choices = self.choices.iter().map(|choice| {
            format!("{} {}", key_of(choice.action, Context::Question), words.say(&choice.text))
        });
        Saying::new("tui.unmeant_question").with("list", choices.collect::<Vec<_>>().join(", "))
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The action whose key it is.
    pub(crate) action: Action,
    /// What it does.
    pub(crate) text: Saying,
}

/// What a question is about.
#[derive(Clone, Debug)]
pub(crate) enum About {
    /// A command that goes off with yes, and the line it was typed in.
    Send(Command, Option<Line>),
    /// A line that is opened with yes.
    Open(Line),
    /// A command whose cell another hand changed, and the arrival of that change: who answers
    /// knows it, and nothing after it.
    Changed(Command, Option<Line>, i64),
}

impl App {
    /// Asks yes or no.
    pub(super) fn ask(&mut self, title: &'static str, lines: Vec<Saying>, about: About) {
        self.ask_saying(Saying::new(title), lines, about);
    }

    /// Asks yes or no.
    pub(super) fn ask_saying(&mut self, title: Saying, lines: Vec<Saying>, about: About) {
        let choices = [(Action::Yes, "tui.yes"), (Action::No, "tui.no")]
            .map(|(action, key)| Choice { action, text: Saying::new(key) })
            .to_vec();
        self.ask_with(title, lines, choices, about);
    }

    /// Asks, behind the questions that wait already.
    pub(super) fn ask_with(
        &mut self,
        title: Saying,
        lines: Vec<Saying>,
        choices: Vec<Choice>,
        about: About,
    ) {
        let seen = self.picture.seen;
        self.questions.push_back(Question { title, lines, choices, about, seen });
    }

    /// Opens the question that waits longest, but never under the hands of somebody typing.
    pub(super) fn next_question(&mut self) {
        if self.popup.is_none() && self.line.is_none() {
            let next = self.questions.pop_front();
            self.popup = next.map(|question| Popup::Question(Box::new(question)));
        }
    }

    pub(super) fn act_in_popup(&mut self, action: Action) -> Vec<Effect> {
        match self.popup.take() {
            Some(Popup::Question(question)) => self.answer(*question, action),
            Some(Popup::Help { top }) => {
                self.popup = scrolled(top, action).map(|top| Popup::Help { top });
                Vec::new()
            }
            Some(Popup::Trace { steps, at }) => {
                self.act_in_trace(steps, at, action);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// What a click on a row of the box in front means.
    pub(super) fn choose(&mut self, row: usize) -> Vec<Effect> {
        if let Some(Popup::Trace { at, .. }) = &mut self.popup {
            if *at == row {
                return self.act_in_popup(Action::Open);
            }
            *at = row;
        }
        Vec::new()
    }

    fn answer(&mut self, question: Question, action: Action) -> Vec<Effect> {
        let printed = question.choices.iter().any(|choice| choice.action == action);
        // `Esc` leaves every question; what was typed is not lost with it.
        let leaves = action == Action::No;
        if !printed && !leaves {
            let saying = question.keys_that_act(&self.words);
            self.say(saying.with("key", key_of(action, Context::Question)), Tone::Warn);
            self.popup = Some(Popup::Question(Box::new(question)));
            return Vec::new();
        }
        match (question.about, action) {
            (About::Send(command, line), Action::Yes) => {
                self.pane_mut().marks.clear();
                let begun = line.as_ref().and_then(|line| line.seen);
                self.send_seen(command, line, begun.unwrap_or(question.seen))
            }
            (About::Open(line), Action::Yes) => {
                self.open_line(line);
                Vec::new()
            }
            (About::Changed(command, line, seen), Action::Ours) => {
                let line = line.map(|line| line.seeing(seen));
                self.send_seen(command, line, seen)
            }
            (About::Changed(_, Some(line), seen), Action::Again | Action::No) => {
                // Both values have been read: it goes on from there.
                self.open_line(line.seeing(seen));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn act_in_trace(&mut self, steps: Vec<Step>, at: usize, action: Action) {
        let last = steps.len().saturating_sub(1);
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => (at + 1).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::Open => {
                if let Some(step) = steps.get(at) {
                    self.walk_to(step.id);
                }
                return;
            }
            Action::Back | Action::Why | Action::Quit => return,
            _ => at,
        };
        self.popup = Some(Popup::Trace { steps, at: to });
    }

    /// Shows the trace of a record.
    pub(super) fn open_trace(&mut self, id: Id) {
        let steps = trace::of(&self.picture, &self.lists, id);
        self.popup = Some(Popup::Trace { steps, at: 0 });
    }

    /// Goes to a record: to its list, to its own page, or, where no screen shows its kind
    /// yet, to its trace.
    fn walk_to(&mut self, id: Id) {
        let kind = self.picture.live(id).ok().flatten().map(crate::domain::record::Entity::kind);
        match kind.and_then(View::of) {
            Some(view) => {
                self.show(view);
                self.reveal(id);
                if kind == Some(Kind::Issue) {
                    self.open_issue(id);
                }
            }
            None => self.open_trace(id),
        }
    }

    /// Selects a record, showing all rows where the filter hides it.
    fn reveal(&mut self, id: Id) {
        self.unfold_for(id);
        if self.row_of(Sel::Id(id)).is_none() {
            self.set_filter("");
        }
        self.select(Sel::Id(id));
    }
}

/// The first line after scrolling; none where the box closes.
fn scrolled(top: usize, action: Action) -> Option<usize> {
    match action {
        Action::Up => Some(top.saturating_sub(1)),
        Action::Down => Some(top + 1),
        Action::PageUp | Action::First => Some(0),
        Action::PageDown | Action::Last => Some(top + 10),
        Action::Back | Action::Help | Action::Quit | Action::Open => None,
        _ => Some(top),
    }
}
