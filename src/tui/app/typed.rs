//! What a person types before it is a command: a line, or a form.

use super::{App, Line, Purpose, Tone};
use crate::{domain::saying::Saying, tui::form::Form};

/// A line or a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    /// A line.
    Line(Box<Line>),
    /// A form.
    Form(Box<Form>),
}

impl Typed {
    /// A line.
    #[must_use]
    pub(crate) fn line(line: Line) -> Self {
        Self::Line(Box::new(line))
    }

    /// Arrival of the last operation in the picture that it was begun from.
    #[must_use]
    pub(crate) fn seen(&self) -> Option<i64> {
        match self {
            Self::Line(line) => line.seen,
            Self::Form(form) => Some(form.seen),
        }
    }

    /// The same as begun from this picture.
    #[must_use]
    pub(crate) fn seeing(self, seen: i64) -> Self {
        match self {
            Self::Line(line) => Self::line(line.seeing(seen)),
            Self::Form(mut form) => {
                form.seen = seen;
                Self::Form(form)
            }
        }
    }

    /// Whether it is about records of this file, by their ids.
    #[must_use]
    pub(crate) fn is_bound(&self) -> bool {
        match self {
            Self::Line(line) => line.is_bound(),
            Self::Form(form) => !form.of.is_empty(),
        }
    }

    /// Whether nothing was typed.
    #[must_use]
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Line(line) => line.is_blank(),
            Self::Form(form) => !form.is_changed(),
        }
    }

    /// Why it came back.
    fn why(&self) -> Option<&Saying> {
        match self {
            Self::Line(line) => line.message.as_ref(),
            Self::Form(form) => {
                form.rows.iter().find_map(|row| row.error.as_ref()).or(form.message.as_ref())
            }
        }
    }

    /// Another file took the place of the one it was begun from.
    pub(super) fn forget_seen(&mut self, seen: i64) {
        match self {
            Self::Line(line) => line.seen = None,
            Self::Form(form) => form.seen = seen,
        }
    }
}

impl App {
    /// Opens what was typed, to go on with it.
    pub(super) fn open_typed(&mut self, typed: Typed) {
        match typed {
            Typed::Line(line) => self.open_line(*line),
            Typed::Form(form) => self.open_form(*form),
        }
    }

    /// Whether nobody types anything that would be lost.
    fn is_free(&self) -> bool {
        self.form.is_none() && self.line.as_ref().is_none_or(Line::is_blank)
    }

    /// Gives back what was refused; where another line or form is being typed it waits until
    /// that one is done, so that no key goes into the wrong one.
    pub(super) fn give_back(&mut self, typed: Typed) {
        if self.is_free() {
            // What is in the way now stands below the line.
            self.toast = None;
            self.open_typed(typed);
        } else {
            let why = typed.why().cloned().unwrap_or_else(|| Saying::new("tui.refused"));
            self.say(Saying::new("tui.line_waits").with("why", why), Tone::Warn);
            self.waiting.push(typed);
        }
    }

    /// Opens what was refused next while another was being typed.
    pub(super) fn next_waiting(&mut self) {
        if self.is_free() && !self.waiting.is_empty() {
            let typed = self.waiting.remove(0);
            self.open_typed(typed);
        }
    }

    /// Keeps what was left, and says which key brings it back.
    pub(super) fn keep_draft(&mut self, typed: Typed) {
        let edits = match &typed {
            Typed::Form(form) if !form.of.is_empty() => Some(form.record()),
            _ => None,
        };
        let saying = match edits {
            Some(Some(id)) => {
                let name = self.picture.ref_by_id(id).unwrap_or_default();
                Saying::new("tui.draft_kept.edit").with("ref", name)
            }
            Some(None) => Saying::new("form.draft_kept.many"),
            None => Saying::new("tui.draft_kept"),
        };
        self.say(saying, Tone::Done);
        self.drafts.push(typed);
    }

    /// Takes the draft that this holds for, the last one first.
    pub(super) fn take_draft(&mut self, is: impl Fn(&Typed) -> bool) -> Option<Typed> {
        let at = self.drafts.iter().rposition(is)?;
        Some(self.drafts.remove(at))
    }

    /// What was typed for a command that needs a reason is not lost with the reason.
    pub(super) fn leave_reason(&mut self, purpose: &Purpose) {
        if let Purpose::Reason(asked) = purpose
            && let (_, Some(typed)) = (**asked).clone()
            && !typed.is_blank()
        {
            self.keep_draft(typed);
        }
    }
}
