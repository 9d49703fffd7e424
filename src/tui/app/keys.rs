//! What a key means here.

use super::App;
use crate::{
    config::{
        actions::Context,
        keys::{Code, Key},
    },
    tui::message::{Input, Message, Spot},
};

impl App {
    /// What a person's doing means here. It notes which layout the keyboard has.
    pub(super) fn meaning(&mut self, input: Input) -> Message {
        match input {
            Input::Key(key) => self.key_meaning(key),
            Input::Paste(text) => Message::Paste(text),
            // What lies there is known where it is drawn.
            Input::Click(..) => Message::Click(Spot::Nothing),
            Input::Wheel(rows) => Message::Wheel(rows),
            Input::Size(width, height) => Message::Size(width, height),
        }
    }

    fn key_meaning(&mut self, key: Key) -> Message {
        let context = self.context();
        let typed = match key.code {
            Code::Char(c) if !key.ctrl && !key.alt => Some(c),
            _ => None,
        };
        if context == Context::Text {
            return match (self.keymap.find(context, key), typed) {
                (Some(action), _) => Message::Act(action),
                (None, Some(c)) => Message::Type(c),
                (None, None) => Message::Unmeant(key),
            };
        }
        let key = typed.map_or(key, |c| Key::char(self.keyboard.latin(c)));
        self.keymap.find(context, key).map_or(Message::Unmeant(key), Message::Act)
    }
}
