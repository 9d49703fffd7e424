//! The program: it reads the clock, the environment and randomness, and hands them on.

use std::{
    io::{stderr, stdout},
    path::PathBuf,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use plenary::cli::{self, Ended, Environment, Output, Start};

/// The exit code of a fault of the program itself.
const BUG: u8 = 255;

fn main() -> ExitCode {
    std::panic::catch_unwind(start).unwrap_or_else(|_| ExitCode::from(BUG))
}

fn start() -> ExitCode {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let env = Environment::read(|name| std::env::var_os(name), now(), folder);
    match cli::parse(std::env::args_os(), &env) {
        Start::Run(run) => {
            let out = Output::new(Box::new(stdout().lock()), Box::new(stderr()));
            match cli::run(run, &env, fill, out) {
                Ended::With(code) => ExitCode::from(code),
                Ended::Open(screen) => open(&screen),
            }
        }
        Start::Screen(screen) => open(&screen),
        Start::Print(print) => open(&print.screen),
    }
}

fn open(_screen: &cli::Screen) -> ExitCode {
    ExitCode::from(BUG)
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
