//! What a call asks for, seen from its arguments alone.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::NaiveDate;
use clap::{ArgMatches, parser::ValueSource};

use super::{Doctor, Environment, Failure, args, help};
use crate::{
    config::{self, keys::Key, settings::ThaiWidth},
    domain::{
        dates::{self, Read, Rules},
        lang::Lang,
        saying::Saying,
        zone,
    },
};

/// How the program goes on.
#[derive(Debug)]
pub enum Start {
    /// A command, carried out without a screen.
    Run(Run),
    /// The screen.
    Screen(Box<Screen>),
    /// Keys replayed on the screen program, whose last screen is printed.
    Print(Box<Print>),
    /// The card for this terminal.
    Doctor(Box<Doctor>),
}

/// A command to be carried out by [`super::run`].
#[derive(Debug)]
pub struct Run {
    pub(super) doing: Doing,
    pub(super) flags: Flags,
}

/// What there is to do.
#[derive(Debug)]
pub(super) enum Doing {
    /// The command of these arguments.
    Command(ArgMatches),
    /// Only something to print.
    Print(String),
    /// Only something that is wrong.
    Fail(Failure),
}

/// The flags that work with every command.
#[derive(Clone, Debug, Default)]
pub(super) struct Flags {
    pub(super) workspace: Option<PathBuf>,
    pub(super) by: Option<String>,
    pub(super) today: Option<NaiveDate>,
    pub(super) read_only: bool,
    pub(super) json: bool,
    pub(super) meeting: Option<String>,
    pub(super) lang: Option<Lang>,
}

/// A workspace to be opened on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The file; none: the page before any is open.
    pub file: Option<PathBuf>,
    /// Whether nothing may be written.
    pub read_only: bool,
    /// Who types.
    pub by: String,
    /// The time, in milliseconds since 1970, where the clock stands still.
    pub now: Option<i64>,
    /// The day that counts as today, where it is not the clock's.
    pub today: Option<NaiveDate>,
    /// The language of the interface.
    pub lang: Lang,
    /// How much longer each commit takes.
    pub commit_delay: Duration,
    /// A label of this machine for people.
    pub device: String,
    /// What is to be said at the start.
    pub notes: Vec<Saying>,
}

/// Keys to be replayed on the screen program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The workspace and how it is opened.
    pub screen: Screen,
    /// The keys: `2<Tab>j<Enter>`.
    pub keys: String,
    /// Width and height.
    pub size: (u16, u16),
    /// Whether the screen is printed as an SVG picture.
    pub svg: bool,
}

/// The size of a printed screen where none is named.
const SIZE: (u16, u16) = (80, 24);

/// Reads the arguments, the program's own name first.
#[must_use]
pub fn parse(args: impl IntoIterator<Item = OsString>, env: &Environment) -> Start {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = named_lang(&args);
    let flags = Flags { lang, ..Flags::default() };
    if let Some(file) = only_a_workspace(&args) {
        let screen = screen(Some(file), &flags, env).map(|screen| Start::Screen(Box::new(screen)));
        return screen.unwrap_or_else(|failure| run(Doing::Fail(failure), flags));
    }
    let start = match args::tree().try_get_matches_from(&args) {
        Ok(matches) => from_matches(matches, env),
        Err(_) => {
            let words = config::words::load(lang.unwrap_or_else(|| env.language()));
            Ok(run(explained(&args, &words), flags.clone()))
        }
    };
    start.unwrap_or_else(|failure| run(Doing::Fail(failure), flags))
}

fn run(doing: Doing, flags: Flags) -> Start {
    Start::Run(Run { doing, flags })
}

fn explained(args: &[OsString], words: &crate::domain::words::Words) -> Doing {
    match help::explain(args, words) {
        help::Said::Help(text) => Doing::Print(text.trim_end().to_owned()),
        help::Said::Wrong(text) => Doing::Fail(Failure::UsageText(text)),
    }
}

/// The workspace, where the arguments name one and nothing else: the start that is to feel like
/// none, and making the tree of commands takes a third of it.
fn only_a_workspace(args: &[OsString]) -> Option<PathBuf> {
    let [_, file] = args else { return None };
    let plain = file.to_str().is_some_and(|file| !file.starts_with('-'));
    let file = PathBuf::from(file);
    (plain && is_workspace(&file)).then_some(file)
}

/// The language that the arguments name, as far as one sees it before they are understood.
fn named_lang(args: &[OsString]) -> Option<Lang> {
    let mut rest = args.iter().filter_map(|arg| arg.to_str()).peekable();
    while let Some(arg) = rest.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => rest.peek().copied(),
            Some(joined) => joined.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = value.and_then(Lang::parse) {
            return Some(lang);
        }
    }
    None
}

fn from_matches(matches: ArgMatches, env: &Environment) -> Result<Start, Failure> {
    let flags = flags(&matches, env)?;
    if matches.get_flag("version") {
        let text = format!("plenary {}", env!("CARGO_PKG_VERSION"));
        return Ok(run(Doing::Print(text), flags));
    }
    let named = matches.get_one::<PathBuf>("file");
    let on_screen = match matches.subcommand() {
        Some(("demo", of)) => !of.get_flag("no-open"),
        other => other.is_none(),
    };
    if on_screen && flags.meeting.is_some() {
        return Err(Failure::Usage(Saying::new("cli.meeting_on_screen")));
    }
    if let (Some(("doctor", of)), None) = (matches.subcommand(), named) {
        let verdict = of.get_one::<String>("verdict").map(|typed| verdict(typed)).transpose()?;
        let lang = flags.lang.unwrap_or_else(|| env.language());
        let doctor = Doctor { verdict, keys: of.get_flag("keys"), lang, flags };
        return Ok(Start::Doctor(Box::new(doctor)));
    }
    if matches.subcommand_name().is_some() {
        return match named {
            Some(file) => Err(Failure::Usage(stray(file))),
            None => Ok(run(Doing::Command(matches), flags)),
        };
    }
    let file = match named {
        Some(file) if is_workspace(file) => Some(file.clone()),
        Some(file) => return Ok(run(unknown_command(file, &flags, env), flags)),
        None => flags.workspace.clone().or_else(|| env.workspace.clone()),
    };
    let screen = screen(file, &flags, env)?;
    Ok(match matches.get_one::<String>("keys") {
        Some(keys) => {
            if let Some(unknown) = unknown_key(keys) {
                let saying = Saying::new("cli.unknown_key").with("typed", unknown);
                return Err(Failure::Usage(saying));
            }
            let size = matches.get_one("size").copied().unwrap_or(SIZE);
            let svg = matches.get_flag("svg");
            Start::Print(Box::new(Print { screen, keys: keys.clone(), size, svg }))
        }
        None => Start::Screen(Box::new(screen)),
    })
}

/// The first name between angle brackets that is no key's.
fn unknown_key(keys: &str) -> Option<&str> {
    let mut rest = keys;
    while let Some(start) = rest.find('<') {
        rest = rest.get(start..)?;
        let name = rest.find('>').and_then(|end| rest.get(..=end));
        let word = name.and_then(|name| name.strip_prefix('<')?.strip_suffix('>'));
        let step = match (name, word) {
            (Some(name), Some(word))
                if word.starts_with("Paste:") || Key::parse(name).is_some() =>
            {
                name.len()
            }
            (Some(name), Some(word)) if looks_like_a_key(word) => return Some(name),
            _ => 1,
        };
        rest = rest.get(step..)?;
    }
    None
}

/// Whether a word between angle brackets was meant as the name of a key.
fn looks_like_a_key(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The verdict of this word.
fn verdict(typed: &str) -> Result<ThaiWidth, Failure> {
    ThaiWidth::parse(typed).ok_or_else(|| {
        let list = ThaiWidth::ALL.map(ThaiWidth::token).join(", ");
        let saying = Saying::new("settings.value").with("key", "--verdict").with("typed", typed);
        Failure::Usage(saying.with("list", list))
    })
}

/// The screen of a file, or of the page before any is open.
pub(super) fn screen(
    file: Option<PathBuf>,
    flags: &Flags,
    env: &Environment,
) -> Result<Screen, Failure> {
    Ok(Screen {
        file,
        read_only: flags.read_only,
        by: flags.by.clone().unwrap_or_else(|| env.person()),
        now: env.fixed()?,
        today: flags.today,
        lang: flags.lang.unwrap_or_else(|| env.language()),
        commit_delay: env.delay()?,
        device: env.device.clone().unwrap_or_default(),
        notes: env.notes(),
    })
}

/// A file before a command, where `-w` would name it.
fn stray(file: &Path) -> Saying {
    Saying::new("cli.file_before_command").with("file", file.to_string_lossy().into_owned())
}

/// A first word that is neither a workspace nor a command: what comes near it.
fn unknown_command(file: &Path, flags: &Flags, env: &Environment) -> Doing {
    let words = config::words::load(flags.lang.unwrap_or_else(|| env.language()));
    if file.extension().is_some() || file.components().count() > 1 {
        let saying = Saying::new("cli.not_a_workspace_name")
            .with("file", file.to_string_lossy().into_owned());
        return Doing::Fail(Failure::Usage(saying));
    }
    Doing::Fail(Failure::UsageText(help::unknown(&file.to_string_lossy(), &words)))
}

/// Whether a name is that of a workspace.
fn is_workspace(file: &Path) -> bool {
    file.extension().is_some_and(|end| end.eq_ignore_ascii_case("plenary"))
}

/// The innermost set of matches: flags that work everywhere are found there, wherever they
/// stood.
pub(super) fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}

fn flags(matches: &ArgMatches, env: &Environment) -> Result<Flags, Failure> {
    let inner = innermost(matches);
    let text = |name: &str| inner.get_one::<String>(name).cloned();
    // There `--lang` means the languages of the content.
    let own_lang = match matches.subcommand() {
        Some(("new", _)) => true,
        Some(("export", of)) => of.subcommand_name() == Some("plan"),
        _ => false,
    };
    let given = if own_lang { matches } else { inner };
    let given = (given.value_source("lang") == Some(ValueSource::CommandLine))
        .then(|| given.get_one::<String>("lang"))
        .flatten();
    let lang = match given {
        Some(text) if !own_lang => Some(Lang::parse(text).ok_or_else(|| {
            Failure::Usage(Saying::new("lang.unknown").with("typed", text.as_str()))
        })?),
        _ => None,
    };
    let today = text("today").map(|text| today(&text, env)).transpose()?;
    Ok(Flags {
        workspace: inner.get_one::<PathBuf>("workspace").cloned(),
        by: text("by").filter(|name| !name.trim().is_empty()),
        today,
        read_only: inner.get_flag("read-only"),
        json: inner.get_flag("json"),
        meeting: text("meeting"),
        lang,
    })
}

/// The day that `--today` names, in either era.
fn today(text: &str, env: &Environment) -> Result<NaiveDate, Failure> {
    let rules = Rules::new(zone::day(env.moment()?, zone::DEFAULT));
    match dates::read(text, &rules) {
        Ok(Read::Date { date, .. }) => Ok(date),
        Ok(Read::None) => Err(Failure::Usage(Saying::new("cli.today").with("typed", text))),
        Err(unread) => Err(Failure::Usage(unread.saying(text))),
    }
}

/// The names of the workspaces in a folder.
#[must_use]
pub fn workspaces_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|file| is_workspace(file))
        .collect();
    files.sort();
    files
}

/// The workspace that is meant: named by `-w` or the environment, else the only one in this
/// folder.
pub(super) fn workspace(flags: &Flags, env: &Environment) -> Result<PathBuf, Failure> {
    if let Some(file) = flags.workspace.as_ref().or(env.workspace.as_ref()) {
        return Ok(file.clone());
    }
    match workspaces_in(&env.folder).as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::Usage(Saying::new("cli.no_workspace"))),
        several => {
            let names: Vec<_> = several.iter().map(|file| file.to_string_lossy()).collect();
            let saying = Saying::new("cli.several_workspaces").with("list", names.join(", "));
            Err(Failure::Usage(saying))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(args: &[&str]) -> Start {
        let env = Environment {
            now: Some("2026-06-30T09:00:00+07:00".to_owned()),
            user: Some("dara".to_owned()),
            ..Environment::default()
        };
        parse(std::iter::once("plenary").chain(args.iter().copied()).map(OsString::from), &env)
    }

    fn code(args: &[&str]) -> Option<u8> {
        match start(args) {
            Start::Run(Run { doing: Doing::Fail(failure), .. }) => Some(failure.code()),
            _ => None,
        }
    }

    #[test]
    fn a_workspace_alone_is_a_screen() {
        for args in [&["a.plenary"][..], &["-w", "a.plenary"], &["A.PLENARY", "--read-only"]] {
            let Start::Screen(screen) = start(args) else { panic!("{args:?}") };
            assert_eq!(screen.by, "dara");
            assert!(screen.file.is_some());
            assert_eq!(screen.read_only, args.contains(&"--read-only"));
        }
    }

    #[test]
    fn nothing_is_the_page_before_any_file() {
        for args in [&[][..], &["--lang", "th"]] {
            let Start::Screen(screen) = start(args) else { panic!("{args:?}") };
            assert_eq!(screen.file, None);
        }
        let Start::Print(print) = start(&["--keys", "1", "--print"]) else { panic!("no print") };
        assert_eq!(print.screen.file, None);
    }

    #[test]
    fn keys_are_printed() {
        let Start::Print(print) =
            start(&["a.plenary", "--keys", "2<Tab>", "--print", "--size", "120x36"])
        else {
            panic!("no print")
        };
        assert_eq!((print.keys.as_str(), print.size), ("2<Tab>", (120, 36)));
        assert_eq!(code(&["a.plenary", "--keys", "2"]), Some(2));
        assert_eq!(code(&["a.plenary", "--print"]), Some(2));
    }

    #[test]
    fn a_key_that_there_is_not_is_named() {
        for good in ["a<Enter>", "<C-z><Paste:a <b> c>", "1 < 2 > 1", "<lt>b>", "<", "<>", "<ก>"]
        {
            assert_eq!(unknown_key(good), None, "{good}");
        }
        for (bad, name) in
            [("a<Entr>b", "<Entr>"), ("<Esc><Ctrl-z>", "<Ctrl-z>"), ("<<F13>", "<F13>")]
        {
            assert_eq!(unknown_key(bad), Some(name));
        }
        assert_eq!(code(&["a.plenary", "--keys", "<Entr>", "--print"]), Some(2));
    }

    #[test]
    fn flags_stand_anywhere() {
        for args in [
            &["-w", "x", "--json", "--by", "Mali", "--today", "1/7/2569", "idea", "list"][..],
            &["idea", "list", "-w", "x", "--json", "--by", "Mali", "--today", "2026-07-01"],
        ] {
            let Start::Run(run) = start(args) else { panic!("{args:?}") };
            assert!(matches!(run.doing, Doing::Command(_)), "{:?}", run.doing);
            assert!(run.flags.json);
            assert_eq!(run.flags.by.as_deref(), Some("Mali"));
            assert_eq!(run.flags.workspace, Some(PathBuf::from("x")));
            assert_eq!(run.flags.today.map(|day| day.to_string()).as_deref(), Some("2026-07-01"));
        }
    }

    #[test]
    fn the_languages_of_a_new_workspace_are_not_that_of_the_interface() {
        let Start::Run(run) = start(&["new", "a.plenary", "--lang", "th,en"]) else { panic!() };
        let Doing::Command(matches) = &run.doing else { panic!("{:?}", run.doing) };
        let inner = innermost(matches);
        assert_eq!(inner.get_one::<String>("lang").map(String::as_str), Some("th,en"));
        let Start::Run(run) = start(&["idea", "list", "--lang", "th"]) else { panic!() };
        assert_eq!(run.flags.lang, Some(Lang::Th));
        assert_eq!(code(&["idea", "list", "--lang", "fr"]), Some(2));
    }

    #[test]
    fn what_is_no_command_is_said() {
        for args in [
            &["ideas"][..],
            &["idea"],
            &["idea", "ad", "x"],
            &["idea", "list", "--nope"],
            &["idea", "group", "I-1"],
            &["notes.txt"],
            &["a.plenary", "idea", "list"],
            &["idea", "list", "--today", "31/2/2026"],
            &["idea", "list", "--today", "-"],
            &["undo", "--operation", "1", "--to", "2"],
            &["undo", "--to", "0"],
            &["link", "add", "S-1", "S-2"],
            &["a.plenary", "--keys", "x", "--print", "--size", "big"],
            &["a.plenary", "--meeting", "M-1"],
            &["a.plenary", "--meeting", "M-1", "--keys", "x", "--print"],
            &["demo", "--meeting", "M-1"],
        ] {
            assert_eq!(code(args), Some(2), "{args:?}");
        }
    }
}
