//! The program in a real terminal: what it takes over it gives back, and idle it is silent.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// What gives the screen back that was there before.
const GIVEN_BACK: &str = "\u{1b}[?1049l";

struct Session {
    _folder: tempfile::TempDir,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    screen: vt100::Parser,
}

fn plenary(arguments: &[&str], file: &Path) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(arguments)
        .arg(file)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn cells(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap()
}

fn open() -> Session {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("t.plenary");
    plenary(&["new"], &file);
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_plenary"));
    command.arg(&file);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "en_GB.UTF-8");
    let child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let writer = pair.master.take_writer().unwrap();
    let (to, bytes) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(n) = reader.read(&mut buffer) {
            if n == 0 || to.send(buffer[..n].to_vec()).is_err() {
                return;
            }
        }
    });
    Session {
        _folder: folder,
        master: pair.master,
        child,
        writer,
        bytes,
        seen: Vec::new(),
        screen: vt100::Parser::new(cells(24), cells(80), 0),
    }
}

impl Session {
    fn take(&mut self, wait: Duration) -> usize {
        match self.bytes.recv_timeout(wait) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.seen.extend(&bytes);
                bytes.len()
            }
            Err(_) => 0,
        }
    }

    fn until(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            assert!(Instant::now() < end, "{text}:\n{}", self.screen.screen().contents());
            self.take(Duration::from_millis(50));
        }
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    fn end(mut self) -> (u32, String) {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            self.take(Duration::from_millis(10));
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "it does not end");
        };
        while self.take(Duration::from_millis(100)) > 0 {}
        drop(self.master);
        (status.exit_code(), String::from_utf8_lossy(&self.seen).into_owned())
    }
}

#[test]
fn it_opens_takes_a_line_and_gives_the_terminal_back() {
    let mut session = open();
    session.until("No ideas yet");
    session.press("aBeds in every province\r");
    session.until("I-1");
    session.until("1 idea ");
    session.press("\u{1b}");
    session.until("LIST");
    session.press("q");
    let (code, bytes) = session.end();
    assert_eq!(code, 0);
    assert!(bytes.contains(GIVEN_BACK));
}

#[test]
fn a_paste_in_the_list_is_text() {
    let mut session = open();
    session.until("No ideas yet");
    session.press("\u{1b}[200~q\nquit\nd\u{1b}[201~");
    session.until("3 lines pasted");
    session.press("\r");
    session.until("3 ideas");
    session.press("\u{1b}");
    session.until("LIST");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn idle_it_writes_nothing() {
    let mut session = open();
    session.until("No ideas yet");
    session.until("0 ideas");
    while session.take(Duration::from_millis(700)) > 0 {}
    assert_eq!(session.take(Duration::from_millis(1500)), 0);
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[cfg(unix)]
#[test]
fn a_signal_gives_the_terminal_back() {
    let mut session = open();
    session.until("No ideas yet");
    let pid = session.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let (code, bytes) = session.end();
    assert_eq!(code, 143);
    assert!(bytes.contains(GIVEN_BACK));
}

#[test]
fn a_terminal_that_changes_its_size_keeps_the_selection() {
    let mut session = open();
    session.until("No ideas yet");
    session.press("aone\rtwo\r");
    session.until("2 ideas");
    session.press("\u{1b}");
    session.until("LIST");
    let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    session.master.resize(size).unwrap();
    session.screen.screen_mut().set_size(cells(36), cells(120));
    session.until("│ I-2");
    session.press("q");
    assert_eq!(session.end().0, 0);
}
