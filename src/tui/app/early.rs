//! Keys pressed before everything is loaded: those that need rows wait for them, and so do the
//! keys after them, so that nothing that is typed early is lost or runs in another order.

use super::App;
use crate::{
    config::{
        actions::{Action, Context},
        keys::{Code, Key, latin_key},
    },
    tui::{
        message::{Effect, Input},
        screens::Screen,
    },
};

/// Inputs that are kept at most: more than anybody types while a file opens.
const MOST: usize = 10_000;

impl App {
    /// Takes in what a person does.
    pub(crate) fn press(&mut self, input: Input) -> Vec<Effect> {
        let waits = !self.early.is_empty() || self.needs_rows(&input);
        if !self.loaded && waits && !matches!(input, Input::Size(..)) {
            if self.early.len() < MOST {
                self.early.push(input);
            }
            return Vec::new();
        }
        let message = self.meaning(input);
        self.update(message)
    }

    /// Takes in what waited, now that everything is loaded.
    pub(super) fn press_early(&mut self) -> Vec<Effect> {
        let early = std::mem::take(&mut self.early);
        early.into_iter().flat_map(|input| self.press(input)).collect()
    }

    fn needs_rows(&self, input: &Input) -> bool {
        if self.context() != Context::List || self.popup.is_some() {
            return false;
        }
        let Input::Key(key) = input else { return matches!(input, Input::Wheel(_)) };
        let key = match key.code {
            Code::Char(c) if !key.ctrl && !key.alt => Key::char(latin_key(c).unwrap_or(c)),
            _ => *key,
        };
        self.keymap.find(Context::List, key).is_some_and(|action| {
            let not = [
                Action::GoTo,
                Action::Palette,
                Action::Add,
                Action::Help,
                Action::Language,
                Action::Quit,
                Action::Filter,
            ];
            Screen::of(action).is_none() && !not.contains(&action)
        })
    }
}
