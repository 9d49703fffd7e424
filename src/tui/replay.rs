//! A screen without a terminal: keys are replayed on the same app and the same thread, and the
//! last screen is returned as text.

use std::time::{Duration, Instant};

use ratatui::{Frame, Terminal, backend::TestBackend, buffer::Buffer};

use super::{
    draw,
    message::{Input, Message},
    runner::{Error, Happening, Options, Queue, Ready, Stage},
    svg,
};
use crate::{
    config::{
        keys::{Stroke, strokes},
        theme::Theme,
    },
    domain::saying::Saying,
};

/// How long one key may take before it counts as stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a printed screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Whether it is an SVG picture in colours, not text.
    pub svg: bool,
}

impl Sheet {
    /// A screen as text, blanks at the line ends left off, or as a picture.
    pub(super) fn of(self, theme: &Theme, draw: impl FnOnce(&mut Frame<'_>, &Theme)) -> String {
        if self.svg {
            let theme = theme.in_full();
            return svg::of(&frame(self.size, |frame| draw(frame, &theme)), &theme);
        }
        text_of(&frame(self.size, |frame| draw(frame, theme)))
    }

    pub(super) fn of_stage(self, stage: &Stage) -> String {
        self.of(&stage.theme, |frame, theme| {
            draw::draw(frame, &stage.app, theme);
        })
    }
}

/// Replays keys and returns the last screen. After each key it waits until everything is loaded
/// and saved.
///
/// # Errors
/// Where a key has no such name, the file cannot be opened or its thread does not answer.
pub fn print(options: Options, keys: &str, sheet: Sheet) -> Result<String, Error> {
    let ready = Ready::open(options, sheet.size)?;
    play(ready, inputs(keys)?.into_iter(), |stage| sheet.of_stage(stage))
}

/// What the keys of a string are to an app.
pub(super) fn inputs(keys: &str) -> Result<Vec<Input>, Error> {
    let strokes = strokes(keys)
        .map_err(|name| Error::Keys(Box::new(Saying::new("keys.unknown").with("name", name))))?;
    let input = |stroke| match stroke {
        Stroke::Key(key) => Input::Key(key),
        Stroke::Paste(text) => Input::Paste(text),
    };
    Ok(strokes.into_iter().map(input).collect())
}

/// Plays inputs on a file that is open; what its last state shows.
pub(super) fn play(
    ready: Ready,
    inputs: impl Iterator<Item = Input>,
    show: impl FnOnce(&Stage) -> String,
) -> Result<String, Error> {
    let (mut stage, worker) = Stage::on(ready, Queue::new());
    let worker = worker.start().map_err(Error::Terminal)?;
    let mut left = wait(&mut stage)?;
    for input in inputs {
        if left {
            break;
        }
        left = stage.press(input);
        left |= wait(&mut stage)?;
    }
    let screen = show(&stage);
    stage.close();
    // A fault of the thread has said so itself.
    let _ = worker.join();
    Ok(screen)
}

/// Takes in what the thread says until nothing is under way; whether the app wants to leave.
fn wait(stage: &mut Stage) -> Result<bool, Error> {
    let until = Instant::now() + PATIENCE;
    let mut leaves = false;
    while !stage.app.is_settled() {
        if stage.app.is_searching() {
            stage.app.search();
            continue;
        }
        let left = until.saturating_duration_since(Instant::now());
        match stage.happenings.recv_timeout(left) {
            Ok(Happening::Reply(reply)) => leaves |= stage.tell(Message::Reply(reply)),
            Ok(_) => {}
            Err(_) => return Err(Error::Workspace),
        }
    }
    Ok(leaves)
}

/// A frame of this size.
fn frame((width, height): (u16, u16), draw: impl FnOnce(&mut Frame<'_>)) -> Buffer {
    let mut terminal = match Terminal::new(TestBackend::new(width, height)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    };
    match terminal.draw(draw) {
        Ok(frame) => frame.buffer.clone(),
        Err(never) => match never {},
    }
}

/// The text of a screen, blanks at the line ends left off.
pub(super) fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut skip = 0;
        for x in buffer.area.left()..buffer.area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let Some(cell) = buffer.cell((x, y)) else { continue };
            line.push_str(cell.symbol());
            skip = crate::domain::text::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
