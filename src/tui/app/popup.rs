//! Boxes over the list: a question, the keys, the trace of a record. They hold data.

use super::{Among, App, Find, Sel, Tone, Typed};
use crate::{
    config::actions::{Action, Context, key_of},
    domain::{
        fields::Attendance, kind::Kind, label::Label, saying::Saying, value::Id, words::Words,
    },
    ops::Command,
    tui::{
        message::Effect,
        picker::Picker,
        screens::View,
        trace::{self, Step},
    },
};

/// A box over the list.
#[derive(Clone, Debug)]
pub(crate) enum Popup {
    /// Something is found by typing.
    Find(Box<Find>),
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
    /// Something to choose.
    Picker(Box<Picker>),
}

impl Popup {
    /// Whether it is the palette.
    pub(in crate::tui) fn is_palette(&self) -> bool {
        matches!(self, Self::Find(find) if matches!(find.among, Among::Commands { .. }))
    }

    /// Whether both are the same box, whatever they hold.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Find(_), Self::Find(_)) => self.is_palette() == other.is_palette(),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether its rows or lines can be gone through.
    pub(super) fn is_list(&self) -> bool {
        !matches!(self, Self::Question(_))
    }
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
    /// The strictest label of what it names.
    pub(crate) label: Option<Label>,
    /// Whether its last two lines are values that are to be told apart.
    pub(crate) compares: bool,
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
    /// A command that goes off with yes, and what it was typed in.
    Send(Command, Option<Typed>),
    /// A line that is opened with yes.
    Open(Typed),
    /// A command whose cell another hand changed, and the arrival of that change: who answers
    /// knows it, and nothing after it.
    Changed(Command, Option<Typed>, i64),
    /// Leaving while a clock runs.
    Leave,
}

impl App {
    /// Whether a question is in front.
    #[must_use]
    pub(crate) fn asks(&self) -> bool {
        matches!(self.popup, Some(Popup::Question(_)))
    }

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
        self.questions.push_back(Question {
            title,
            lines,
            choices,
            about,
            seen,
            label: None,
            compares: false,
        });
    }

    /// Opens the question that waits longest, but never under the hands of somebody typing.
    pub(super) fn next_question(&mut self) {
        if self.popup.is_none()
            && self.line.is_none()
            && self.form.is_none()
            && self.projector.is_none()
        {
            let next = self.questions.pop_front();
            self.popup = next.map(|question| Popup::Question(Box::new(question)));
        }
    }

    pub(super) fn act_in_popup(&mut self, action: Action) -> Vec<Effect> {
        match self.popup.take() {
            Some(Popup::Question(question)) => self.answer(*question, action),
            Some(Popup::Find(find)) => self.act_in_find(find, action),
            Some(Popup::Help { top }) => {
                self.popup = scrolled(top, action).map(|top| Popup::Help { top });
                Vec::new()
            }
            Some(Popup::Trace { steps, at }) => {
                self.act_in_trace(steps, at, action);
                Vec::new()
            }
            Some(Popup::Picker(picker)) => self.act_in_picker(picker, action),
            None => Vec::new(),
        }
    }

    /// What a click on a row of the box in front means, or on a change of an operation.
    pub(super) fn choose(&mut self, row: usize) -> Vec<Effect> {
        if let Some(Popup::Picker(picker)) =
            self.popup.take_if(|popup| matches!(popup, Popup::Picker(_)))
        {
            return self.take_choice(*picker, row);
        }
        match &mut self.popup {
            Some(Popup::Find(_)) => self.choose_in_box(row),
            Some(Popup::Trace { at, .. }) if *at == row => self.act_in_popup(Action::Open),
            Some(Popup::Trace { at, .. }) => {
                *at = row;
                Vec::new()
            }
            None if self.form.is_some() => {
                self.go_to_row(row);
                Vec::new()
            }
            None => self.choose_change(row),
            Some(_) => Vec::new(),
        }
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
            (About::Send(command, typed), Action::Yes) => {
                self.pane_mut().marks.clear();
                let begun = typed.as_ref().and_then(Typed::seen);
                self.send_seen(command, typed, begun.unwrap_or(question.seen))
            }
            (About::Leave, Action::Yes) => self.quit(),
            (About::Open(typed), Action::Yes) => {
                self.open_typed(typed);
                Vec::new()
            }
            (About::Changed(command, typed, seen), Action::Ours) => {
                let typed = typed.map(|typed| typed.seeing(seen));
                self.send_seen(command, typed, seen)
            }
            (About::Changed(_, Some(typed), seen), Action::Theirs) => {
                // What was typed against it is still there with `e` or `a`.
                if !typed.is_blank() {
                    self.keep_draft(typed.seeing(seen));
                }
                Vec::new()
            }
            (About::Changed(_, Some(typed), seen), Action::Again | Action::No) => {
                // Both values have been read: it goes on from there.
                self.open_typed(typed.seeing(seen));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn act_in_trace(&mut self, steps: Vec<Step>, at: usize, action: Action) {
        // Behind the steps stands the way to what became of the record.
        let last = steps.len();
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => (at + 1).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::Open => {
                match (steps.get(at), steps.first()) {
                    (Some(step), _) => self.walk_to(step.id),
                    (None, Some(first)) => self.open_past(first.id),
                    (None, None) => {}
                }
                return;
            }
            Action::Past => {
                if let Some(step) = steps.get(at).or(steps.first()) {
                    self.open_past(step.id);
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
    pub(super) fn walk_to(&mut self, id: Id) {
        let kind = self.picture.live(id).ok().flatten().map(crate::domain::record::Entity::kind);
        if kind == Some(Kind::Round) {
            return self.show_round(id);
        }
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
        self.finish_filter();
        // Attendance shows in the row of its agency.
        let agency = self.picture.peek::<Attendance>(id).and_then(|mark| mark.organisation.0);
        let id = agency.unwrap_or(id);
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
