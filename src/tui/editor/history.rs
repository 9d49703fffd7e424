//! What was changed, to take it back: each step holds only what went and what came.

use std::collections::VecDeque;

/// Most steps that can be taken back.
const STEPS: usize = 200;
/// Most bytes that the steps may hold together.
const HELD: usize = 16 * 1024 * 1024;
/// From so many bytes on a run of typing is a step, though no word has ended: a sentence of
/// Thai may have no blank.
const RUN: usize = 60;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The byte at which it begins.
    pub(super) at: usize,
    /// What went.
    pub(super) removed: String,
    /// What came.
    pub(super) inserted: String,
    /// Where the cursor stood before it, and after it.
    pub(super) before: usize,
    pub(super) after: usize,
}

/// How a change goes together with the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typed characters: a word is one step.
    Typing,
    /// Taken away one by one: a run of it is one step.
    Erasing,
    /// A step of its own.
    Whole,
}

/// The steps that can be taken back and brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// What the last step can still grow by.
    open: Option<Kind>,
}

impl History {
    /// Keeps a step, or lets the last one grow by it. `joins`: what came hangs on the character
    /// before it.
    pub(super) fn note(&mut self, step: Step, kind: Kind, joins: bool) {
        self.undone.clear();
        let open = self.open.replace(kind).filter(|open| *open == kind);
        let last = self.done.back_mut();
        let rest = match (open, last) {
            (Some(Kind::Typing), Some(last)) => grown_by_typing(last, step, joins),
            (Some(Kind::Erasing), Some(last)) => grown_by_erasing(last, step),
            _ => Some(step),
        };
        self.done.extend(rest);
        let held = |step: &Step| step.removed.len() + step.inserted.len();
        while self.done.len() > STEPS
            || self.done.len() > 1 && self.done.iter().map(held).sum::<usize>() > HELD
        {
            self.done.pop_front();
        }
    }

    /// Lets the next change be a step of its own.
    pub(super) fn pause(&mut self) {
        self.open = None;
    }

    /// Takes the last step back in a text; where the cursor then stands.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<usize> {
        self.open = None;
        let step = self.done.pop_back()?;
        text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        let cursor = step.before;
        self.undone.push(step);
        Some(cursor)
    }

    /// Brings the last step back in a text; where the cursor then stands.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        self.open = None;
        let step = self.undone.pop()?;
        text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        let cursor = step.after;
        self.done.push_back(step);
        Some(cursor)
    }
}

/// The step, if it does not go into the last one.
fn grown_by_typing(last: &mut Step, step: Step, joins: bool) -> Option<Step> {
    let follows = step.removed.is_empty() && last.at + last.inserted.len() == step.at;
    let ends = step.inserted.starts_with(char::is_whitespace) || last.inserted.len() >= RUN;
    if !follows || ends && !joins {
        return Some(step);
    }
    last.inserted.push_str(&step.inserted);
    last.after = step.after;
    None
}

fn grown_by_erasing(last: &mut Step, step: Step) -> Option<Step> {
    if step.at + step.removed.len() == last.at {
        last.removed.insert_str(0, &step.removed);
    } else if step.at == last.at {
        last.removed.push_str(&step.removed);
    } else {
        return Some(step);
    }
    last.at = step.at;
    last.after = step.after;
    None
}
