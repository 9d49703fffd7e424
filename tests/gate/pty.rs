//! The real program in a terminal of the test's own. Nothing here waits for a time: only for
//! what shows, with a deadline.

use std::{
    io::{Read, Write},
    num::NonZero,
    path::Path,
    sync::{Arc, Condvar, Mutex},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a condition may take before the test gives up: long, for a machine under load.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal shows, and whether the program has let go of it.
struct Shown {
    parser: vt100::Parser,
    closed: bool,
    written: usize,
}

/// A program in a terminal.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    reader: Option<JoinHandle<()>>,
}

fn pty_size((width, height): (u16, u16)) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn some(lines: u16) -> NonZero<u16> {
    NonZero::new(lines).unwrap()
}

impl Pty {
    /// Starts the program in a folder, in a terminal of so many columns and rows.
    pub(crate) fn start(folder: &Path, args: &[&str], size: (u16, u16)) -> Self {
        Self::start_with(folder, args, size, &[])
    }

    /// The same with more variables in its environment.
    pub(crate) fn start_with(
        folder: &Path,
        args: &[&str],
        size: (u16, u16),
        vars: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(args);
        command.cwd(folder);
        command.env_clear();
        let own = [("TERM", "xterm-256color"), ("PLENARY_BY", "Screen"), ("PLENARY_LANG", "en")];
        for (name, value) in own.iter().chain(vars) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        // Held open here, it would keep the terminal from ending with the program.
        drop(pair.slave);
        let parser = vt100::Parser::new(some(size.1), some(size.0), 0);
        let shown =
            Arc::new((Mutex::new(Shown { parser, closed: false, written: 0 }), Condvar::new()));
        let mut from = pair.master.try_clone_reader().unwrap();
        let to = Arc::clone(&shown);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let read = from.read(&mut bytes).unwrap_or(0);
                let mut shown = to.0.lock().unwrap();
                shown.parser.process(&bytes[..read]);
                shown.written += read;
                shown.closed |= read == 0;
                to.1.notify_all();
                if shown.closed {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, master: pair.master, keys, shown, reader: Some(reader) }
    }

    /// Types. A program that has ended reads no keys: that is no failure of the typing.
    pub(crate) fn send(&mut self, keys: &str) {
        let _gone = self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush());
    }

    pub(crate) fn resize(&self, size: (u16, u16)) {
        self.shown.0.lock().unwrap().parser.screen_mut().set_size(some(size.1), some(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Waits until the screen is as wanted; how long it took.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) -> Duration {
        let begun = Instant::now();
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            let screen = shown.parser.screen().contents();
            if wanted(&screen) {
                return begun.elapsed();
            }
            let left = PATIENCE.saturating_sub(begun.elapsed());
            if left.is_zero() || shown.closed {
                drop(shown);
                panic!("{what} does not come:\n{screen}");
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// Whether the screen shows a text now.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.shown.0.lock().unwrap().parser.screen().contents().contains(text)
    }

    pub(crate) fn wait_for(&self, text: &str) -> Duration {
        self.wait(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// How many bytes it writes within a time.
    pub(crate) fn written_in(&self, time: Duration) -> usize {
        let written = || self.shown.0.lock().unwrap().written;
        let before = written();
        std::thread::sleep(time);
        written() - before
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until the program has ended; its exit code, and the terminal as it left it.
    pub(crate) fn end(mut self) -> (u32, vt100::Screen) {
        let begun = Instant::now();
        let mut shown = self.shown.0.lock().unwrap();
        while !shown.closed {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            if left.is_zero() {
                let screen = shown.parser.screen().contents();
                drop(shown);
                panic!("the program does not end:\n{screen}");
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
        let screen = shown.parser.screen().clone();
        drop(shown);
        let code = self.child.wait().unwrap().exit_code();
        self.reader.take().unwrap().join().unwrap();
        (code, screen)
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Of a test that failed: no program stays behind.
        let _ended = self.child.kill();
    }
}

/// Kills a process so that it can do nothing more.
pub(crate) fn kill(pid: u32) {
    signal(pid, 9);
}

/// Sends a signal to a process.
pub(crate) fn signal(pid: u32, number: i32) {
    let line = format!("kill -{number} {pid}");
    std::process::Command::new("sh").args(["-c", &line]).status().unwrap();
}
