//! The main loop: waits on one channel, tells the app, carries out what it wants, draws.

use std::{
    io, panic,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError},
    },
    thread,
    time::{Duration, Instant},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
};

use super::{
    app::{App, Start, Tone},
    draw, input,
    message::{Effect, Input, Message, Now, Reply},
    terminal::{self, Screen},
    worker::{Order, Place, Worker},
};
use crate::{
    config::theme::Theme,
    domain::{lang::Lang, saying::Saying},
    ops::{self, FirstPage, Opening, Random, Workspace},
};

/// How long a search goes on before what it found so far is drawn.
const FRAME: Duration = Duration::from_millis(16);

/// How long a toast stands.
const TOAST: Duration = Duration::from_secs(4);

/// How long it stands where it says something that was not asked for: it is to be read.
const NOTE: Duration = Duration::from_secs(20);

/// Told the title of a file once it is open on screen.
pub type Opened = Box<dyn FnOnce(String) + Send>;

/// How long nobody may type before the keys answer a question that has come by itself.
const PAUSE: Duration = Duration::from_millis(500);

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
    /// What is to be said on the first frame.
    pub notes: Vec<Saying>,
    /// Who is to know that the file was opened.
    pub opened: Option<Opened>,
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
    /// What is to be replayed names a key that there is not.
    #[error("{}", .0.key)]
    Keys(Box<Saying>),
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
    /// The system says that it is over.
    Signal(i32),
    /// The terminal is gone.
    TerminalLost(io::Error),
}

/// The one queue of everything that the main loop waits for.
pub(super) struct Queue {
    pub(super) sender: Sender<Happening>,
    pub(super) happenings: Receiver<Happening>,
}

impl Queue {
    pub(super) fn new() -> Self {
        let (sender, happenings) = mpsc::channel();
        Self { sender, happenings }
    }
}

/// A file that is open, before anything of it shows.
pub(super) struct Ready {
    options: Options,
    workspace: Workspace,
    page: FirstPage,
    size: (u16, u16),
}

impl Ready {
    /// Opens the file and reads what shows first.
    pub(super) fn open(mut options: Options, size: (u16, u16)) -> Result<Self, Error> {
        let random = std::mem::replace(&mut options.random, Box::new(|_| {}));
        let mut workspace = Workspace::open(&options.opening, random)?;
        let page = workspace.first_page((options.clock)())?;
        Ok(Self { options, workspace, page, size })
    }
}

/// An app with the thread that owns its file.
pub(super) struct Stage {
    pub(super) app: App,
    pub(super) theme: Theme,
    clock: Clock,
    zone: String,
    orders: Option<Sender<Order>>,
    waiting: Arc<AtomicUsize>,
    pub(super) happenings: Receiver<Happening>,
    /// What is to go to the clipboard of the terminal, where there is one.
    copied: Option<String>,
    /// Until when keys do not answer the question that has come by itself: who is typing has
    /// not read it yet.
    deaf: Option<Instant>,
    sender: Sender<Happening>,
    /// The number of the toast that says the notes.
    note: Option<u64>,
    opened: Option<(Opened, String)>,
}

impl Stage {
    /// The app on a file that is open, and what serves it on another thread.
    pub(super) fn on(ready: Ready, queue: Queue) -> (Self, Worker) {
        let Ready { options, workspace, page, size } = ready;
        let Options { opening, lang, theme, clock, by, notes, opened, .. } = options;
        let zone = page.zone().to_owned();
        let title = title_of(&page, lang);
        let opened = opened.map(|opened| (opened, title));
        let Queue { sender, happenings } = queue;
        let (orders, inbox) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let worker = Worker {
            workspace,
            clock: Arc::clone(&clock),
            zone: zone.clone(),
            by: by.clone(),
            orders: inbox,
            waiting: Arc::clone(&waiting),
            replies: sender.clone(),
            place: Place::default(),
        };
        let read_only = opening.read_only;
        let app = App::new(Start { lang, size, now: Now::of(clock(), &zone), by, read_only });
        let orders = Some(orders);
        let mut stage = Self {
            app,
            theme,
            clock,
            zone,
            orders,
            waiting,
            happenings,
            copied: None,
            deaf: None,
            sender,
            note: None,
            opened,
        };
        stage.tell(Message::Reply(Reply::FirstPage(Box::new(page))));
        let both = |first, next| Saying::new("tui.both").with("first", first).with("next", next);
        if let Some(note) = notes.into_iter().reduce(both) {
            stage.app.say(note, Tone::Warn);
            stage.note = stage.app.toast_serial();
        }
        (stage, worker)
    }

    /// Tells the app; whether it wants to leave.
    pub(super) fn tell(&mut self, message: Message) -> bool {
        self.app.set_now(Now::of((self.clock)(), &self.zone));
        let effects = self.app.update(message);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> bool {
        let mut leaves = false;
        for effect in effects {
            let order = match effect {
                Effect::Execute(request) => Order::Execute(request),
                Effect::Fetch(query) => Order::Fetch(query),
                Effect::Read(id) => Order::Read(id),
                Effect::Count(id) => Order::Count(id),
                Effect::Copy(text) => {
                    self.copied = Some(text);
                    continue;
                }
                Effect::Quit => {
                    leaves = true;
                    continue;
                }
            };
            // Where the thread has ended its last word said why.
            if let Some(orders) = &self.orders {
                self.waiting.fetch_add(1, Ordering::Relaxed);
                let _ = orders.send(order);
            }
        }
        leaves
    }

    /// Tells the app what a person did; whether it wants to leave.
    pub(super) fn press(&mut self, input: Input) -> bool {
        // Where a click falls is known from drawing once more: nothing else knows where
        // everything stands.
        if let Input::Click(x, y) = input {
            let spot = draw::spot(&self.app, &self.theme, x, y);
            return spot.is_some_and(|spot| self.tell(Message::Click(spot)));
        }
        self.app.set_now(Now::of((self.clock)(), &self.zone));
        let effects = self.app.press(input);
        self.carry_out(effects)
    }

    /// Tells the file's thread that no more commands come: it carries out what it was given and
    /// closes the file.
    pub(super) fn close(&mut self) {
        // What the thread does for itself gives way to the end as well.
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.orders = None;
    }
}

/// What a workspace is called.
fn title_of(page: &FirstPage, lang: Lang) -> String {
    let workspace = page.picture.workspace().ok().flatten();
    workspace.and_then(|workspace| workspace.title.best(lang)).unwrap_or_default().to_owned()
}

/// Runs the screen program in the terminal.
///
/// # Errors
/// Where the file cannot be opened or the terminal fails.
pub fn run(options: Options) -> Result<Outcome, Error> {
    let size = terminal::size()?;
    let path = options.opening.path.clone();
    let (stage, worker) = Stage::on(Ready::open(options, size)?, Queue::new());
    terminal::guard(stage.app.lang(), Some(path));
    watch_signals(stage.sender.clone())?;
    let mut screen = Screen::take()?;
    // The first frame waits for no thread: starting one and waking it takes as long as drawing.
    paint(&stage, &mut screen)?;
    input::listen(stage.sender.clone())?;
    serve(stage, worker, screen)
}

/// Goes on with a file on a terminal that is taken already, and whose keys are listened to.
pub(super) fn go_on(ready: Ready, queue: Queue, mut screen: Screen) -> Result<Outcome, Error> {
    let path = ready.options.opening.path.clone();
    let (stage, worker) = Stage::on(ready, queue);
    terminal::guard(stage.app.lang(), Some(path));
    paint(&stage, &mut screen)?;
    serve(stage, worker, screen)
}

/// Shows the screen on one thread and serves the file on this one.
fn serve(mut stage: Stage, worker: Worker, screen: Screen) -> Result<Outcome, Error> {
    let noting = stage.opened.take().map(|(opened, title)| {
        // No key waits for the disk.
        thread::Builder::new().name("recent".to_owned()).spawn(|| opened(title))
    });
    let shown = thread::Builder::new().name("screen".to_owned()).spawn(|| show(stage, screen))?;
    // The file is served by the thread that the program began with: its heap grows in large
    // steps, that of any other page by page, and reading a file is what takes memory.
    worker.work();
    let outcome = shown.join().unwrap_or_else(|fault| panic::resume_unwind(fault));
    if let Some(Ok(noting)) = noting {
        // What it could not write is no matter of the person's.
        let _unnoted = noting.join();
    }
    outcome
}

/// Shows the screen until it is left.
fn show(mut stage: Stage, mut screen: Screen) -> Result<Outcome, Error> {
    let outcome = turn(&mut stage, &mut screen);
    // The terminal first: what a person sees goes at once, closing the file may take a moment.
    drop(screen);
    stage.close();
    // A picture of a large file takes longer to take apart than all else here together, and the
    // process that is about to end does it at no cost.
    std::mem::forget(stage.app);
    outcome
}

fn paint(stage: &Stage, screen: &mut Screen) -> io::Result<()> {
    screen.terminal.draw(|frame| {
        draw::draw(frame, &stage.app, &stage.theme);
    })?;
    Ok(())
}

/// Tells the queue when the system wants the program to end.
pub(super) fn watch_signals(to: Sender<Happening>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
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
    let mut painted = Instant::now();
    loop {
        let serial = stage.app.toast_serial();
        if toast.map(|(serial, _)| serial) != serial {
            let stands = if serial == stage.note { NOTE } else { TOAST };
            toast = serial.map(|serial| (serial, Instant::now() + stands));
        }
        // What is sought goes on as long as nothing else is to be done.
        let first = if stage.app.is_searching() {
            match stage.happenings.try_recv() {
                Ok(happening) => Some(happening),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return Err(Error::Workspace),
            }
        } else {
            wait(stage, toast)?
        };
        // Whatever waits already is taken in before the next frame.
        let goes_on = first.is_none() && stage.app.is_searching();
        let mut next = first;
        let mut resized = None;
        while let Some(happening) = next {
            if let Happening::Input(Input::Size(width, height)) = happening {
                resized = Some((width, height));
            }
            if let Some(outcome) = take(stage, happening)? {
                return Ok(outcome);
            }
            next = stage.happenings.try_recv().ok();
        }
        if let Some(size) = resized {
            screen.forget(size)?;
        }
        if let Some(text) = stage.copied.take() {
            terminal::copy(&text)?;
        }
        stage.app.search();
        // The first slice shows at once, the others as often as an eye can follow.
        if goes_on && stage.app.is_searching() && painted.elapsed() < FRAME {
            continue;
        }
        paint(stage, screen)?;
        painted = Instant::now();
    }
}

/// Waits until something happens, the toast has stood long enough or the clock of the agenda
/// shows another second; without either, for ever.
fn wait(stage: &mut Stage, toast: Option<(u64, Instant)>) -> Result<Option<Happening>, Error> {
    let toast_over = toast.map(|(_, until)| until.saturating_duration_since(Instant::now()));
    let tick = stage.app.next_tick((stage.clock)());
    let Some(time) = toast_over.into_iter().chain(tick).min() else {
        return Ok(Some(stage.happenings.recv().map_err(|_| Error::Workspace)?));
    };
    match stage.happenings.recv_timeout(time) {
        Ok(happening) => return Ok(Some(happening)),
        Err(RecvTimeoutError::Disconnected) => return Err(Error::Workspace),
        Err(RecvTimeoutError::Timeout) => {}
    }
    let over = toast.filter(|(_, until)| *until <= Instant::now());
    stage.tell(over.map_or(Message::Tick, |(serial, _)| Message::ToastOver(serial)));
    Ok(None)
}

fn take(stage: &mut Stage, happening: Happening) -> Result<Option<Outcome>, Error> {
    let leaves = match happening {
        Happening::Input(input) => {
            let types = matches!(input, Input::Key(_) | Input::Paste(_));
            if types && stage.deaf.is_some_and(|until| Instant::now() < until) {
                if stage.app.asks() {
                    stage.deaf = Some(Instant::now() + PAUSE);
                    return Ok(None);
                }
                stage.deaf = None;
            }
            stage.press(input)
        }
        Happening::Reply(reply) => {
            let asked = stage.app.asks();
            let leaves = stage.tell(Message::Reply(reply));
            if !asked && stage.app.asks() {
                stage.deaf = Some(Instant::now() + PAUSE);
            }
            leaves
        }
        Happening::Signal(signal) => return Ok(Some(Outcome::Signal(signal))),
        Happening::TerminalLost(error) => return Err(error.into()),
    };
    Ok(leaves.then_some(Outcome::Left))
}
