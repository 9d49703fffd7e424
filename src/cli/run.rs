//! Carries out a command and ends with an exit code.

use clap::ArgMatches;

use super::{
    Environment, Failure, Output, Run, Screen, add, archive, args, attendance, backup, board,
    call::Call, capability, check, clock, config, delete, demo, edit, export, group, link, list,
    lists, log, meeting, new, place, restore, round, show, similar, start::Doing, stats, trash,
    undo,
};
use crate::{
    config::words,
    domain::{kind::Kind, lang::Lang},
};

/// How a call ended.
#[derive(Debug)]
pub enum Ended {
    /// With this exit code.
    With(u8),
    /// What it made is to be opened on screen.
    Open(Box<Screen>),
}

/// Carries out a command. `fill` gives randomness.
#[must_use]
pub fn run(run: Run, env: &Environment, fill: fn(&mut [u8]), out: Output<'_>) -> Ended {
    let mut call = Call::new(env, run.flags, out, fill);
    let done = match run.doing {
        Doing::Command(matches) => {
            // These two say all of it.
            if !matches!(matches.subcommand_name(), Some("config" | "doctor")) {
                env.notes().iter().for_each(|note| call.say(note));
            }
            command(&mut call, &matches)
        }
        Doing::Print(text) => call.out.line(&text).map(|()| None),
        Doing::Fail(failure) => Err(failure),
    };
    match done.and_then(|screen| call.out.finish().map(|()| screen)) {
        Ok(None) => Ended::With(0),
        Ok(Some(screen)) => Ended::Open(Box::new(screen)),
        Err(failure) => {
            if !matches!(failure, Failure::ClosedPipe) {
                let text = failure.text(call.words());
                call.out.say(&text);
            }
            Ended::With(failure.code())
        }
    }
}

/// Says why the screen program did not run; the exit code.
#[must_use]
pub fn fail(failure: &Failure, lang: Lang, mut out: Output<'_>) -> u8 {
    out.say(&failure.text(&words::load(lang)));
    failure.code()
}

/// Prints a picture of the screen; the exit code.
#[must_use]
pub fn print(screen: &str, mut out: Output<'_>) -> u8 {
    match out.line(screen.trim_end_matches('\n')).and_then(|()| out.finish()) {
        Ok(()) => 0,
        Err(failure) => failure.code(),
    }
}

pub(super) fn command(
    call: &mut Call<'_>,
    matches: &ArgMatches,
) -> Result<Option<Screen>, Failure> {
    let Some((name, of)) = matches.subcommand() else { return Ok(None) };
    if let Some(kind) = args::NOUNS.into_iter().find(|kind| kind.noun() == name) {
        return noun(call, kind, of).map(|()| None);
    }
    match name {
        "trash" => trash::run(call, of),
        "log" => log::run(call, of),
        "undo" => undo::undo(call, of),
        "redo" => undo::redo(call, of),
        "restore" => restore::run(call, of),
        "list" => lists::run(call, of),
        "board" => board::run(call, of),
        "config" => config::run(call, of),
        "new" => new::run(call, of),
        "backup" => backup::run(call, of),
        "export" => export::run(call, of),
        "import" => of.subcommand().map_or(Ok(()), |(_, of)| archive::import(call, of)),
        "stats" => stats::run(call),
        "check" => check::run(call),
        "demo" => return demo::run(call, of),
        _ => Ok(()),
    }
    .map(|()| None)
}

fn noun(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    let Some((verb, of)) = of.subcommand() else { return Ok(()) };
    match (kind, verb) {
        (Kind::Link, "add") => link::add(call, of),
        (Kind::Round, "open" | "cast" | "close" | "result" | "freeze") => {
            round::run(call, verb, of)
        }
        (_, "add") => add::run(call, kind, of),
        (Kind::Attendance, "list") => attendance::list(call),
        (_, "list") => list::run(call, kind),
        (_, "show") => show::run(call, kind, of),
        (_, "edit") => edit::run(call, kind, of),
        (_, "delete") => delete::run(call, kind, of),
        (Kind::Idea, "group") => group::group(call, of),
        (Kind::Idea, "ungroup") => group::ungroup(call, of),
        (Kind::Idea, "similar") => similar::run(call, of),
        (Kind::Issue, "move") => place::issue(call, of),
        (Kind::Agenda, "move") => place::item(call, of),
        (Kind::Attendance, "mark") => attendance::mark(call, of),
        (Kind::Attendance, "summary") => attendance::summary(call),
        (Kind::Agenda, verb) => {
            clock::change(verb, of).map_or(Ok(()), |change| clock::run(call, change, of))
        }
        (Kind::Capability, "set") => capability::set(call, of),
        (Kind::Meeting, "open") => meeting::open(call, of),
        (Kind::Meeting, "close") => meeting::close(call, of),
        _ => Ok(()),
    }
}

/// The one word of an argument that has to be there.
pub(super) fn word<'a>(of: &'a ArgMatches, name: &str) -> &'a str {
    of.get_one::<String>(name).map_or("", String::as_str)
}

/// The words of an argument that takes several.
pub(super) fn words<'a>(of: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    let all = of.get_many::<String>(name).into_iter().flatten().map(String::as_str);
    all.filter(|word| !word.trim().is_empty()).collect()
}

/// The fields that `--set` names.
pub(super) fn sets(of: &ArgMatches) -> Vec<(String, String)> {
    of.get_many::<(String, String)>("set").into_iter().flatten().cloned().collect()
}
