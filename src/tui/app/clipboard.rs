//! Copy and cut: what is selected goes to the terminal's clipboard.

use super::{App, Popup, Tone};
use crate::{
    config::actions::Action,
    domain::saying::Saying,
    tui::{editor::Editor, message::Effect},
};

impl App {
    /// Copies what is selected in the text being typed; cutting takes it away as well.
    pub(super) fn copy(&mut self, cuts: bool) -> Vec<Effect> {
        let Some(editor) = self.editor_in_hand() else { return Vec::new() };
        let text = editor.selected_text().to_owned();
        if text.is_empty() {
            self.say(Saying::new("tui.nothing_to_copy"), Tone::Warn);
            return Vec::new();
        }
        let mut effects = vec![Effect::Copy(text)];
        if cuts {
            // What was selected goes as one thing that is typed: the layer reads its text anew.
            effects.extend(self.act(Action::Backspace));
        }
        self.say(Saying::new("tui.copied"), Tone::Done);
        effects
    }

    /// The text that keys go into.
    fn editor_in_hand(&mut self) -> Option<&mut Editor> {
        match &mut self.popup {
            Some(Popup::Find(find)) => return Some(&mut find.editor),
            Some(Popup::Picker(picker)) => return Some(&mut picker.editor),
            Some(_) => return None,
            None => {}
        }
        if let Some(form) = &mut self.form {
            return form.row_mut().map(|row| &mut row.editor);
        }
        self.line.as_mut().map(|line| &mut line.editor)
    }
}
