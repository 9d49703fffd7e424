//! The terminal taken over and given back: when the program ends, when it fails, when it is
//! told to end.

pub(super) mod probe;

use std::{
    io::{self, BufWriter, Stdout, Write},
    mem::ManuallyDrop,
    panic,
    path::PathBuf,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor, event, execute,
    terminal::{self, EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Rect};

use crate::{
    config::words,
    domain::{lang::Lang, saying::Saying},
};

/// What a fault of the program itself exits with.
const FAULT: i32 = 255;

/// Room for the bytes of a frame, so that it goes out at once and nobody sees half of it.
const FRAME: usize = 64 << 10;

/// The terminal, taken over until this is dropped.
pub(super) struct Screen {
    /// Where frames go. It is never dropped: it would show the cursor, which giving the terminal
    /// back does, and where the terminal is gone it would fail with a message that nobody gets.
    pub(super) terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn take() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let entered = execute!(
            io::stdout(),
            EnterAlternateScreen,
            event::EnableBracketedPaste,
            event::EnableMouseCapture,
            cursor::Hide
        );
        if let Err(error) = entered {
            give_back();
            return Err(error);
        }
        let whole = BufWriter::with_capacity(FRAME, io::stdout());
        match Terminal::new(CrosstermBackend::new(whole)) {
            Ok(terminal) => Ok(Self { terminal: ManuallyDrop::new(terminal) }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }
}

impl Screen {
    /// A terminal of another size may have moved or cut what it showed: all of it is drawn
    /// again.
    pub(super) fn forget(&mut self, (width, height): (u16, u16)) -> io::Result<()> {
        self.terminal.resize(Rect::new(0, 0, width, height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Puts a text into the clipboard, where the terminal takes it (OSC 52).
pub(super) fn copy(text: &str) -> io::Result<()> {
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
}

/// Gives the terminal back as it was. Whatever fails here, the rest is still tried.
pub(super) fn give_back() {
    let _ = execute!(
        io::stdout(),
        event::DisableMouseCapture,
        event::DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = terminal::disable_raw_mode();
}

/// After a fault the terminal is given back, and the person learns that nothing is lost of the
/// file that is open, if one is. The guard before gives way to this one.
pub(super) fn guard(lang: Lang, file: Option<PathBuf>) {
    drop(panic::take_hook());
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        before(info);
        let saying = match &file {
            Some(file) => Saying::new("tui.died").with("file", file.display().to_string()),
            None => Saying::new("tui.died.early"),
        };
        let _ = writeln!(io::stderr(), "\n{}", words::load(lang).say(&saying));
        std::process::exit(FAULT);
    }));
}

/// Columns and rows of the terminal.
pub(super) fn size() -> io::Result<(u16, u16)> {
    terminal::size()
}
