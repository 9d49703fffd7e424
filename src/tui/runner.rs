//! The main loop: waits on one channel, tells the app, carries out what it wants, draws.

use std::{
    io, panic,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::{
    app::{App, Start},
    draw, input,
    layout::Layout,
    message::{Effect, Input, Message, Now, Reply, Request},
    terminal::{self, Screen},
    worker::Worker,
};
use crate::{
    config::theme::Theme,
    domain::{lang::Lang, zone},
    ops::{self, Opening, Random, Workspace},
};

/// How long a toast stands.
const TOAST: Duration = Duration::from_secs(4);

/// How long the screen waits for its first rows before it shows itself without them: a file
/// that another program holds, or a slow disk.
const BLANK: Duration = Duration::from_millis(150);

/// Tells the wall time in milliseconds since 1970; it is asked on two threads.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How the screen program is started.
pub struct Options {
    /// The file, and how it is opened.
    pub opening: Opening,
    /// Language of the interface.
    pub lang: Lang,
    /// Colours and symbols.
    pub theme: Theme,
    /// Tells the time.
    pub clock: Clock,
    /// Who types.
    pub by: String,
    /// Fills bytes with randomness.
    pub random: Random,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("opening", &self.opening).finish_non_exhaustive()
    }
}

/// How the screen program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person left; everything is saved.
    Left,
    /// A signal ended it; everything shown solid is saved.
    Signal(i32),
}

/// Why the screen program could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened.
    #[error(transparent)]
    Open(#[from] ops::Error),
    /// The terminal does not answer.
    #[error(transparent)]
    Terminal(#[from] io::Error),
    /// The thread that owns the file has ended.
    #[error("the workspace does not answer")]
    Workspace,
}

/// What the main loop waits for.
#[derive(Debug)]
pub(super) enum Happening {
    /// A person did something.
    Input(Input),
    /// The workspace's thread says something.
    Reply(Reply),
    /// The workspace's thread could not open the file, and has ended.
    Unopened(ops::Error),
    /// The system says that it is over.
    Signal(i32),
    /// The terminal is gone.
    TerminalLost(io::Error),
}

/// An app with the thread that owns its file.
pub(super) struct Stage {
    pub(super) app: App,
    pub(super) theme: Theme,
    clock: Clock,
    zone: String,
    requests: Option<Sender<Request>>,
    pub(super) happenings: Receiver<Happening>,
    sender: Sender<Happening>,
}

impl Stage {
    /// The app, and what is to open its file on another thread. What is no workspace at first
    /// sight is refused here, before anything is done to the terminal.
    pub(super) fn open(options: Options, size: (u16, u16)) -> Result<(Self, Worker), Error> {
        let Options { opening, lang, theme, clock, by, random } = options;
        Workspace::look(&opening)?;
        let (sender, happenings) = mpsc::channel();
        let (requests, inbox) = mpsc::channel();
        let read_only = opening.read_only;
        let worker = Worker {
            opening,
            random,
            clock: Arc::clone(&clock),
            by: by.clone(),
            rows: usize::from(Layout::of(size, 0, false).rows.height).max(1),
            requests: inbox,
            replies: sender.clone(),
        };
        let zone = zone::DEFAULT.to_owned();
        let app = App::new(Start { lang, size, now: Now::of(clock(), &zone), by, read_only });
        let requests = Some(requests);
        Ok((Self { app, theme, clock, zone, requests, happenings, sender }, worker))
    }

    /// Tells the app; whether it wants to leave.
    pub(super) fn tell(&mut self, message: Message) -> bool {
        if let Message::Reply(Reply::FirstPage(page)) = &message {
            page.zone().clone_into(&mut self.zone);
        }
        self.app.set_now(Now::of((self.clock)(), &self.zone));
        let mut leaves = false;
        for effect in self.app.update(message) {
            match effect {
                Effect::Execute(request) => {
                    // Where the thread has ended its last word said why.
                    if let Some(requests) = &self.requests {
                        let _ = requests.send(request);
                    }
                }
                Effect::Quit => leaves = true,
            }
        }
        leaves
    }

    /// Tells the app what a person did; whether it wants to leave.
    pub(super) fn press(&mut self, input: Input) -> bool {
        let message = self.app.meaning(input);
        self.tell(message)
    }

    /// Tells the file's thread that no more commands come: it carries out what it was given and
    /// closes the file.
    pub(super) fn close(&mut self) {
        self.requests = None;
    }
}

/// Runs the screen program in the terminal.
///
/// # Errors
/// Where the file cannot be opened or the terminal fails.
pub fn run(options: Options) -> Result<Outcome, Error> {
    let size = terminal::size()?;
    let path = options.opening.path.clone();
    let (stage, worker) = Stage::open(options, size)?;
    let screen = thread::Builder::new().name("screen".to_owned()).spawn(|| show(stage, path))?;
    // The file is served by the thread that the program began with: its heap grows in large
    // steps, that of any other page by page, and reading a file is what takes memory.
    worker.work();
    screen.join().unwrap_or_else(|fault| panic::resume_unwind(fault))
}

/// Shows the screen until it is left.
fn show(mut stage: Stage, path: PathBuf) -> Result<Outcome, Error> {
    terminal::guard(stage.app.lang(), path);
    let mut screen = Screen::take()?;
    input::listen(stage.sender.clone())?;
    watch_signals(stage.sender.clone())?;
    let outcome = turn(&mut stage, &mut screen);
    // The terminal first: what a person sees goes at once, closing the file may take a moment.
    drop(screen);
    stage.close();
    // A picture of a large file takes longer to take apart than all else here together, and the
    // process that is about to end does it at no cost.
    std::mem::forget(stage.app);
    outcome
}

fn watch_signals(to: Sender<Happening>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if to.send(Happening::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn turn(stage: &mut Stage, screen: &mut Screen) -> Result<Outcome, Error> {
    let mut toast: Option<(u64, Instant)> = None;
    if let Some(outcome) = first_rows(stage)? {
        return Ok(outcome);
    }
    loop {
        screen.terminal.draw(|frame| {
            draw::draw(frame, &stage.app, &stage.theme);
        })?;
        let serial = stage.app.toast_serial();
        if toast.map(|(serial, _)| serial) != serial {
            toast = serial.map(|serial| (serial, Instant::now() + TOAST));
        }
        let first = match toast {
            None => stage.happenings.recv().map_err(|_| Error::Workspace)?,
            Some((serial, until)) => {
                let left = until.saturating_duration_since(Instant::now());
                match stage.happenings.recv_timeout(left) {
                    Ok(happening) => happening,
                    Err(RecvTimeoutError::Timeout) => {
                        stage.tell(Message::ToastOver(serial));
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return Err(Error::Workspace),
                }
            }
        };
        // Whatever waits already is taken in before the next frame.
        let mut next = Some(first);
        while let Some(happening) = next {
            if let Some(outcome) = take(stage, happening)? {
                return Ok(outcome);
            }
            next = stage.happenings.try_recv().ok();
        }
    }
}

/// Waits for the first rows, so that the first frame has them; how it ended, if it did.
fn first_rows(stage: &mut Stage) -> Result<Option<Outcome>, Error> {
    let until = Instant::now() + BLANK;
    while !stage.app.started {
        let left = until.saturating_duration_since(Instant::now());
        match stage.happenings.recv_timeout(left) {
            Ok(happening) => {
                if let Some(outcome) = take(stage, happening)? {
                    return Ok(Some(outcome));
                }
            }
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            Err(RecvTimeoutError::Disconnected) => return Err(Error::Workspace),
        }
    }
    Ok(None)
}

fn take(stage: &mut Stage, happening: Happening) -> Result<Option<Outcome>, Error> {
    let leaves = match happening {
        Happening::Input(input) => stage.press(input),
        Happening::Reply(reply) => stage.tell(Message::Reply(reply)),
        Happening::Unopened(error) => return Err(Error::Open(error)),
        Happening::Signal(signal) => return Ok(Some(Outcome::Signal(signal))),
        Happening::TerminalLost(error) => return Err(error.into()),
    };
    Ok(leaves.then_some(Outcome::Left))
}
