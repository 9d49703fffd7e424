//! The program: it reads the clock, the environment and randomness, and hands them on.

use std::{
    io::{stderr, stdout},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use plenary::{
    cli::{self, Ended, Environment, Failure, Output, Start},
    config::theme::{Depth, Mode, Theme},
    domain::zone,
    ops::{Opening, Random},
    tui::{self, Clock, Options, Outcome},
};

/// The exit code of a fault of the program itself.
const BUG: u8 = 255;

fn main() -> ExitCode {
    std::panic::catch_unwind(start).unwrap_or_else(|_| ExitCode::from(BUG))
}

fn start() -> ExitCode {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let env = Environment::read(|name| std::env::var_os(name), now(), folder);
    let code = match cli::parse(std::env::args_os(), &env) {
        Start::Run(run) => match cli::run(run, &env, fill, output()) {
            Ended::With(code) => code,
            Ended::Open(screen) => open(*screen, &env),
        },
        Start::Screen(screen) => open(*screen, &env),
        Start::Print(print) => {
            let lang = print.screen.lang;
            match tui::print(options(print.screen, &env), &print.keys, print.size) {
                Ok(screen) => cli::print(&screen, output()),
                Err(error) => cli::fail(&failure(error), lang, output()),
            }
        }
    };
    ExitCode::from(code)
}

/// Opens a workspace on screen.
fn open(screen: cli::Screen, env: &Environment) -> u8 {
    /// Added to the number of a signal that ended a program, as shells do.
    const BY_SIGNAL: i32 = 128;
    let lang = screen.lang;
    match tui::run(options(screen, env)) {
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

fn options(screen: cli::Screen, env: &Environment) -> Options {
    let no_color = env.no_color.then_some("1");
    let depth = Depth::of(no_color, env.colorterm.as_deref(), env.term.as_deref());
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
    let random: Random = Box::new(fill);
    Options {
        opening: Opening {
            path: screen.file,
            read_only: screen.read_only,
            commit_delay: screen.commit_delay,
            device: screen.device,
            ..Opening::default()
        },
        lang: screen.lang,
        theme: Theme::load(Mode::Dark, depth, false),
        clock: Arc::new(move || clock() + shift),
        by: screen.by,
        random,
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
