//! The program: it reads the clock, the environment and randomness, and hands them on.

use std::{
    io::{BufRead, IsTerminal, stderr, stdin, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use etcetera::BaseStrategy;
use plenary::{
    cli::{self, Ended, Environment, Failure, Output, Start},
    config::recent::{self, Recent},
    domain::{lang::Lang, saying::Saying, zone},
    ops::Opening,
    tui::{self, Clock, Home, Opened, Options, Outcome, Sheet, Ways},
};

/// The exit code of a fault of the program itself.
const BUG: u8 = 255;

fn main() -> ExitCode {
    std::panic::catch_unwind(start).unwrap_or_else(|_| ExitCode::from(BUG))
}

fn start() -> ExitCode {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let env = Environment::read(|name| std::env::var_os(name), now(), folder);
    let (settings, recent) = files_of_the_person(&env);
    let env = env.settled(settings, recent);
    let code = match cli::parse(std::env::args_os(), &env) {
        Start::Run(run) => match cli::run(run, &env, fill, output()) {
            Ended::With(code) => code,
            Ended::Open(screen) => open(&screen, &env),
        },
        Start::Screen(screen) => open(&screen, &env),
        Start::Doctor(doctor) => examine(&doctor, &env),
        Start::Print(print) => {
            let tour = Tour::new();
            let sheet = Sheet { size: print.size, svg: print.svg };
            let printed = match &print.screen.file {
                Some(file) => {
                    let options = options(&print.screen, file, &env);
                    // Pictures are made of a file, not by a person who opens it.
                    let options = Options { opened: None, ..options };
                    tui::print(options, &print.keys, sheet)
                }
                None => {
                    let ways = ways(&print.screen, &env, &tour, false);
                    tui::print_home(home(&print.screen, &env), &ways, &print.keys, sheet)
                }
            };
            match printed {
                Ok(screen) => cli::print(&screen, output()),
                Err(error) => cli::fail(&failure(error), print.screen.lang, output()),
            }
        }
    };
    ExitCode::from(code)
}

/// Looks at the terminal: its keys, or a card of what it shows.
fn examine(doctor: &cli::Doctor, env: &Environment) -> u8 {
    let here = stdin().is_terminal() && stdout().is_terminal();
    if doctor.keys {
        let named = match here {
            true => tui::name_keys(doctor.lang).map_err(Failure::from),
            false => Err(Failure::Usage(Saying::new("doctor.needs_terminal"))),
        };
        return named.map_or_else(|why| cli::fail(&why, doctor.lang, output()), |()| 0);
    }
    let shows = here && !doctor.is_json();
    let terminal = cli::Terminal {
        is_terminal: stdout().is_terminal(),
        size: tui::size().ok().filter(|_| stdout().is_terminal()),
        widths: shows.then(|| tui::widths(&cli::samples()).ok()).flatten(),
    };
    let code = cli::card(doctor, env, &terminal, fill, output());
    if code != 0 {
        return code;
    }
    if shows && let Err(error) = tui::swatches(&env.theme(), &cli::colours(), doctor.lang) {
        return cli::fail(&error.into(), doctor.lang, output());
    }
    let mut answers = stdin().lock();
    let answers: Option<&mut dyn BufRead> = if shows { Some(&mut answers) } else { None };
    cli::verdict(doctor, env, answers, fill, output())
}

/// Where the platform keeps a person's settings, and what programs remember for them. Without a
/// home nothing is read or kept.
fn files_of_the_person(env: &Environment) -> (Option<PathBuf>, Option<PathBuf>) {
    if env.home.is_none() && cfg!(unix) {
        return (None, None);
    }
    let Ok(places) = etcetera::choose_base_strategy() else { return (None, None) };
    let state = places.state_dir().unwrap_or_else(|| places.data_dir());
    let own = |folder: PathBuf, name: &str| Some(folder.join("plenary").join(name));
    (own(places.config_dir(), "config.toml"), own(state, "recent.toml"))
}

/// Opens a workspace on screen, or the page before any is open.
fn open(screen: &cli::Screen, env: &Environment) -> u8 {
    /// Added to the number of a signal that ended a program, as shells do.
    const BY_SIGNAL: i32 = 128;
    let lang = screen.lang;
    let tour = Tour::new();
    let ended = match &screen.file {
        Some(file) => tui::run(options(screen, file, env)),
        None if !stdin().is_terminal() || !stdout().is_terminal() => {
            return cli::fail(&Failure::Usage(Saying::new("cli.begin")), lang, output());
        }
        None => tui::home(home(screen, env), &ways(screen, env, &tour, true)),
    };
    match ended {
        Ok(Outcome::Left) => 0,
        Ok(Outcome::Signal(signal)) => u8::try_from(BY_SIGNAL + signal).unwrap_or(BUG),
        Err(error) => cli::fail(&failure(error), lang, output()),
    }
}

fn failure(error: tui::Error) -> Failure {
    match error {
        tui::Error::Open(error) => error.into(),
        tui::Error::Terminal(error) => error.into(),
        tui::Error::Keys(saying) => Failure::Usage(*saying),
        tui::Error::Workspace => Failure::bug(),
    }
}

fn options(screen: &cli::Screen, file: &Path, env: &Environment) -> Options {
    Options {
        opening: Opening {
            path: file.to_owned(),
            read_only: screen.read_only,
            commit_delay: screen.commit_delay,
            device: screen.device.clone(),
            ..Opening::default()
        },
        lang: screen.lang,
        theme: env.theme(),
        clock: clock(screen),
        by: screen.by.clone(),
        random: Box::new(fill),
        notes: screen.notes.clone(),
        opened: noted(file, clock(screen), env),
    }
}

fn clock(screen: &cli::Screen) -> Clock {
    let clock: Clock = match screen.now {
        Some(now) => Arc::new(move || now),
        None => Arc::new(now),
    };
    // Another day than the clock's shifts the clock by whole days: the hours stay true.
    let today = clock();
    let shift = screen.today.map_or(0, |day| {
        const DAY: i64 = 86_400_000;
        day.signed_duration_since(zone::day(today, zone::DEFAULT)).num_days() * DAY
    });
    Arc::new(move || clock() + shift)
}

/// Notes a file among those opened last. Where that cannot be written nothing is lost.
fn noted(file: &Path, clock: Clock, env: &Environment) -> Option<Opened> {
    let state = env.recent_file.clone()?;
    let path = env.folder.join(file);
    // One file has one name here, whichever way it was reached.
    let path = if cfg!(unix) { path.canonicalize().unwrap_or(path) } else { path };
    Some(Box::new(move |title| {
        let _unwritable = recent::note(&state, Recent { path, title, opened: clock() });
    }))
}

/// What the page before any file shows.
fn home(screen: &cli::Screen, env: &Environment) -> Home {
    Home {
        lang: screen.lang,
        theme: env.theme(),
        clock: clock(screen),
        notes: screen.notes.clone(),
        folder: env.folder.clone(),
        home: env.home.clone(),
        recent: env.recent_file.as_deref().map(recent::load).unwrap_or_default(),
        here: cli::workspaces_in(&env.folder),
    }
}

/// What that page cannot do by itself; `notes` says whether what it opens is remembered.
fn ways<'a>(
    screen: &'a cli::Screen,
    env: &'a Environment,
    tour: &'a Tour,
    remembers: bool,
) -> Ways<'a> {
    let with = |file: &Path, lang: Lang, notes: Vec<Saying>| {
        // What the page has said already is not said again.
        let screen = cli::Screen { lang, notes, ..screen.clone() };
        options(&screen, file, env)
    };
    Ways {
        options: Box::new(move |file, lang, notes| {
            let options = with(file, lang, notes);
            Options { opened: options.opened.filter(|_| remembers), ..options }
        }),
        sample: Box::new(|lang| cli::sample(&env.folder, env, fill, lang)),
        tour: Box::new(move |lang| {
            let folder = tour.folder().map_err(|error| error.to_string())?;
            let file = cli::sample(folder, env, fill, lang)?;
            let options = with(&file, lang, vec![Saying::new("start.tour.note")]);
            Ok(Options { opened: None, ..options })
        }),
    }
}

/// The folder of a tour, which goes when this is dropped.
struct Tour(PathBuf);

impl Tour {
    fn new() -> Self {
        let mut name = [0; 8];
        fill(&mut name);
        let name = u64::from_ne_bytes(name);
        Self(std::env::temp_dir().join(format!("plenary-tour-{name:016x}")))
    }

    /// The folder, made where it is not there yet, for nobody else to look into.
    fn folder(&self) -> std::io::Result<&Path> {
        let mut maker = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        if !self.0.exists() {
            maker.create(&self.0)?;
        }
        Ok(&self.0)
    }
}

impl Drop for Tour {
    fn drop(&mut self) {
        let _never_made = std::fs::remove_dir_all(&self.0);
    }
}

fn output() -> Output<'static> {
    Output::new(Box::new(stdout().lock()), Box::new(stderr()))
}

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Fills bytes with randomness of the operating system. Without it no id can be drawn, and a
/// made-up one could clash with that of another copy.
fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        std::process::exit(i32::from(BUG));
    }
}
