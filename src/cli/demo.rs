//! `demo [DIR]`: the sample workspace, made from the script that is part of the program.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::ArgMatches;

use super::{
    Environment, Failure, Output, Screen, args,
    call::Call,
    new,
    run::command,
    start::{self, Flags},
};
use crate::{
    domain::{lang::Lang, saying::Saying},
    ops::Beginning,
};

/// The commands that make the sample.
const SCRIPT: &str = include_str!("../../sample-workspace/script.txt");

/// What the sample is called.
pub(super) const NAME: &str = "sample.plenary";

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<Option<Screen>, Failure> {
    let folder = of.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    let path = here(call, &folder)?;
    if of.get_flag("no-open") {
        call.out.line(&path.to_string_lossy())?;
        return Ok(None);
    }
    start::screen(Some(path), &call.flags, call.env).map(Some)
}

/// The sample in a folder, made where it is not there yet. For the screen, which has no
/// arguments: `fill` gives randomness.
///
/// # Errors
/// Why it cannot be made, in the words of this language.
pub fn sample(
    folder: &Path,
    env: &Environment,
    fill: fn(&mut [u8]),
    lang: Lang,
) -> Result<PathBuf, String> {
    let out = Output::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
    let flags = Flags { lang: Some(lang), ..Flags::default() };
    let call = Call::new(env, flags, out, fill);
    here(&call, folder).map_err(|failure| failure.text(call.words()))
}

fn here(call: &Call<'_>, folder: &Path) -> Result<PathBuf, Failure> {
    let path = folder.join(NAME);
    if !path.exists() {
        make(call, folder, &path)?;
    }
    Ok(path)
}

/// Makes the sample aside and gives it its name only once it is whole.
fn make(call: &Call<'_>, folder: &Path, path: &Path) -> Result<(), Failure> {
    call.may_write()?;
    let unwritable = |error: std::io::Error| {
        Failure::File(
            Saying::new("cli.demo_unwritable")
                .with("file", path.to_string_lossy().into_owned())
                .with("why", error.to_string()),
        )
    };
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    let aside = path.with_extension("making.plenary");
    if aside.exists() {
        // Left by a call that was stopped half way.
        std::fs::remove_file(&aside).map_err(unwritable)?;
    }
    play(call, &aside)?;
    std::fs::rename(&aside, path).map_err(unwritable)
}

/// Carries out the script on a new file.
fn play(call: &Call<'_>, path: &Path) -> Result<(), Failure> {
    let mut held = None;
    let mut env = Environment { now: call.env.now.clone(), ..call.env.clone() };
    for line in SCRIPT.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(now) = line.strip_prefix("now ") {
            env.now = Some(now.trim().to_owned());
            continue;
        }
        let words = std::iter::once("plenary".to_owned()).chain(split(line));
        let matches = args::tree()
            .try_get_matches_from(words.map(OsString::from))
            .map_err(|_| broken(line))?;
        let inner = start::innermost(&matches);
        let flags = Flags {
            workspace: Some(path.to_owned()),
            by: inner.get_one::<String>("by").cloned(),
            lang: Some(Lang::En),
            ..Flags::default()
        };
        let out = Output::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
        let mut step = Call::new(&env, flags, out, call.fill);
        if matches.subcommand_name() == Some("new") {
            let beginning = Beginning {
                title: inner.get_one::<String>("title").cloned(),
                languages: vec![Lang::En, Lang::Th],
                words: new::words_of(new::PLAIN, Lang::En)?,
                ..Beginning::default()
            };
            let opening = step.opening(path.to_owned())?;
            held = Some(new::create(&step, &opening, &beginning)?);
        } else {
            // One workspace stays open over all lines.
            if let Some(workspace) = held.take() {
                step.hold(workspace);
            }
            command(&mut step, &matches)?;
            held = step.held();
        }
    }
    Ok(())
}

/// A line of the script that this program does not know: the program is at fault.
fn broken(line: &str) -> Failure {
    Failure::File(Saying::new("cli.demo_broken").with("line", line))
}

/// The words of a line; single quotes keep blanks.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_blanks() {
        assert_eq!(split("a 'b  c' d'e f' ''"), ["a", "b  c", "de f", ""]);
    }

    #[test]
    fn every_line_of_the_script_is_a_command() {
        let lines = SCRIPT.lines().map(str::trim);
        for line in lines.filter(|l| !l.is_empty() && !l.starts_with('#') && !l.starts_with("now "))
        {
            let words = std::iter::once("plenary".to_owned()).chain(split(line));
            let parsed = args::tree().try_get_matches_from(words);
            assert!(parsed.is_ok_and(|matches| matches.subcommand_name().is_some()), "{line}");
        }
    }
}
