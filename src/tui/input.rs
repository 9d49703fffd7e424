//! From the terminal's events to [`Input`].

use std::{sync::mpsc::Sender, thread};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::{message::Input, runner::Happening};
use crate::config::keys::{Code, Key};

/// Rows that one step of the wheel scrolls.
const WHEEL: isize = 3;

/// Starts the thread that waits for the terminal. It ends with the program: a read of a
/// terminal cannot be called off.
pub(super) fn listen(to: Sender<Happening>) -> std::io::Result<()> {
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            let sent = match event::read() {
                Ok(event) => match input_of(event) {
                    Some(input) => to.send(Happening::Input(input)),
                    None => Ok(()),
                },
                Err(error) => {
                    // The terminal is gone: that is the last there is to say.
                    let _ = to.send(Happening::TerminalLost(error));
                    return;
                }
            };
            if sent.is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn input_of(event: Event) -> Option<Input> {
    match event {
        // A held key repeats; its release is no key.
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(width, height) => Some(Input::Size(width, height)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Input::Wheel(WHEEL)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(-WHEEL)),
            _ => None,
        },
        _ => None,
    }
}

/// The key of an event, where it is one that has a name.
pub(super) fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        // Some terminals send these for Shift-Tab, Backspace and Ctrl-Backspace.
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let code = match code {
        // Enter pressed before the terminal was taken over came as a line feed.
        Code::Char('j') if ctrl => return Some(Key::plain(Code::Enter)),
        // With Caps Lock or Shift held a chord is the same chord.
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        code => code,
    };
    let shift = code.takes_shift() && key.modifiers.contains(KeyModifiers::SHIFT);
    Some(Key { code, ctrl, alt, shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_through_with_their_modifiers() {
        let press = |code, modifiers| input_of(Event::Key(KeyEvent::new(code, modifiers)));
        let is = |name: &str| Key::parse(name).map(Input::Key);
        assert_eq!(press(KeyCode::Char('Z'), KeyModifiers::CONTROL), is("<C-z>"));
        assert_eq!(press(KeyCode::Char('U'), KeyModifiers::SHIFT), is("U"));
        assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), is("<BackTab>"));
        assert_eq!(press(KeyCode::Left, KeyModifiers::CONTROL), is("<C-Left>"));
        assert_eq!(press(KeyCode::Home, KeyModifiers::SHIFT), is("<S-Home>"));
        let both = KeyModifiers::CONTROL | KeyModifiers::SHIFT;
        assert_eq!(press(KeyCode::Right, both), is("<C-S-Right>"));
        assert_eq!(press(KeyCode::BackTab, KeyModifiers::SHIFT), is("<BackTab>"));
        assert_eq!(press(KeyCode::Char('j'), KeyModifiers::CONTROL), is("<Enter>"));
        assert_eq!(press(KeyCode::Insert, KeyModifiers::NONE), None);
    }
}
