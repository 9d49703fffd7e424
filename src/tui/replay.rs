//! A screen without a terminal: keys are replayed on the same app and the same thread, and the
//! last screen is returned as text.

use std::time::{Duration, Instant};

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use super::{
    draw,
    message::{Input, Message},
    runner::{Error, Happening, Options, Stage},
};
use crate::{
    config::keys::{Stroke, strokes},
    domain::saying::Saying,
};

/// How long one key may take before it counts as stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// Replays keys and returns the last screen, blanks at the line ends left off. After each key
/// it waits until everything is loaded and saved.
///
/// # Errors
/// Where a key has no such name, the file cannot be opened or its thread does not answer.
pub fn print(options: Options, keys: &str, size: (u16, u16)) -> Result<String, Error> {
    let strokes = strokes(keys)
        .map_err(|name| Error::Keys(Box::new(Saying::new("keys.unknown").with("name", name))))?;
    let (mut stage, worker) = Stage::open(options, size)?;
    let worker = worker.start().map_err(Error::Terminal)?;
    let mut left = wait(&mut stage)?;
    for stroke in strokes {
        if left {
            break;
        }
        let input = match stroke {
            Stroke::Key(key) => Input::Key(key),
            Stroke::Paste(text) => Input::Paste(text),
        };
        left = stage.press(input);
        left |= wait(&mut stage)?;
    }
    let screen = picture(&stage, size);
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

fn picture(stage: &Stage, (width, height): (u16, u16)) -> String {
    let mut terminal = match Terminal::new(TestBackend::new(width, height)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    };
    let drawn = terminal.draw(|frame| {
        draw::draw(frame, &stage.app, &stage.theme);
    });
    match drawn {
        Ok(frame) => text_of(frame.buffer),
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
