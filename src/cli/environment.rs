//! What the program is told from outside besides its arguments. `main` reads it once and hands
//! it on, so that everything below runs the same in a test.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use chrono::DateTime;

use super::failure::Failure;
use crate::{
    config::{
        settings::{self, Mistake, Settings, Symbols},
        theme::{Depth, Theme},
    },
    domain::{lang::Lang, saying::Saying},
};

/// The environment, the clock and the folder that the program was started in.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `PLENARY_WORKSPACE`: the file, where `-w` names none.
    pub workspace: Option<PathBuf>,
    /// `PLENARY_BY`: who gives commands.
    pub by: Option<String>,
    /// `PLENARY_NOW`: the time as RFC 3339, where the clock stands still.
    pub now: Option<String>,
    /// `PLENARY_COMMIT_DELAY`: how many milliseconds longer each commit takes.
    pub commit_delay: Option<String>,
    /// `PLENARY_LANG`: the language of the interface.
    pub lang: Option<String>,
    /// The locale: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
    pub locale: Option<String>,
    /// `COLUMNS`: how wide tables may be.
    pub columns: Option<u16>,
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `COLORFGBG`: which colours the terminal says it has, text first, background last.
    pub own_colours: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// The login name.
    pub user: Option<String>,
    /// `PLENARY_DEVICE`: what the file calls this machine; nothing where it is not set.
    pub device: Option<String>,
    /// The clock, in milliseconds since 1970.
    pub clock: i64,
    /// The folder that the program was started in.
    pub folder: PathBuf,
    /// The person's home folder, which `~` stands for.
    pub home: Option<PathBuf>,
    /// `PLENARY_CONFIG`, else `config.toml` in the platform's place for settings: the person's.
    pub settings_file: Option<PathBuf>,
    /// `PLENARY_STATE`, else `recent.toml` in the platform's place for such: which workspaces
    /// were opened last.
    pub recent_file: Option<PathBuf>,
    /// What the person set.
    pub settings: Settings,
    /// What is not understood in the file of the settings.
    pub mistakes: Vec<Mistake>,
}

impl Environment {
    /// Reads the environment by a function that gives a variable's value.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<OsString>, clock: i64, folder: PathBuf) -> Self {
        let os = |name: &str| get(name).filter(|value| !value.is_empty());
        let text = |name: &str| os(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            workspace: os("PLENARY_WORKSPACE").map(PathBuf::from),
            by: text("PLENARY_BY"),
            now: text("PLENARY_NOW"),
            commit_delay: text("PLENARY_COMMIT_DELAY"),
            lang: text("PLENARY_LANG"),
            locale: text("LC_ALL").or_else(|| text("LC_MESSAGES")).or_else(|| text("LANG")),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            no_color: os("NO_COLOR").is_some(),
            colorterm: text("COLORTERM"),
            own_colours: text("COLORFGBG"),
            term: text("TERM"),
            user: text("USER").or_else(|| text("LOGNAME")),
            device: text("PLENARY_DEVICE"),
            clock,
            folder,
            home: os("HOME").map(PathBuf::from),
            settings_file: os("PLENARY_CONFIG").map(PathBuf::from),
            recent_file: os("PLENARY_STATE").map(PathBuf::from),
            settings: Settings::default(),
            mistakes: Vec::new(),
        }
    }

    /// The same with the person's settings read, and files of the platform's folders where the
    /// environment names none: the file of the settings, that of what was opened last.
    #[must_use]
    pub fn settled(mut self, settings: Option<PathBuf>, recent: Option<PathBuf>) -> Self {
        self.settings_file = self.settings_file.or(settings);
        self.recent_file = self.recent_file.or(recent);
        if let Some(file) = &self.settings_file {
            (self.settings, self.mistakes) = settings::load(file);
        }
        self
    }

    /// The language of the interface, where no flag names it: as `PLENARY_LANG` says, else the
    /// settings, else the locale.
    #[must_use]
    pub fn language(&self) -> Lang {
        let named = self.lang.as_deref().and_then(Lang::parse).or(self.settings.language);
        named.or_else(|| self.locale.as_deref().and_then(Lang::parse)).unwrap_or(Lang::En)
    }

    /// How many colours are shown. Who set it meant it more than the environment does.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.settings.colours.unwrap_or_else(|| {
            let no_color = self.no_color.then_some("1");
            Depth::of(no_color, self.colorterm.as_deref(), self.term.as_deref())
        })
    }

    /// The colours and symbols.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let mode = self.settings.mode(self.own_colours.as_deref());
        let ascii = self.settings.symbols == Symbols::Ascii;
        let mut theme = Theme::load(mode, self.depth(), ascii);
        theme.keeps_background = self.settings.keeps_background;
        theme
    }

    /// What is to be said at the start, a sentence for each thing: an unknown language, mistakes
    /// in the settings.
    #[must_use]
    pub fn notes(&self) -> Vec<Saying> {
        let mut notes = Vec::new();
        if let Some(typed) = self.lang.as_deref().filter(|typed| Lang::parse(typed).is_none()) {
            notes.push(Saying::new("settings.lang").with("typed", typed));
        }
        if let (Some(file), false) = (&self.settings_file, self.mistakes.is_empty()) {
            let saying = Saying::new("settings.mistakes").with("n", self.mistakes.len());
            notes.push(saying.with("file", file.to_string_lossy().into_owned()));
        }
        notes
    }

    /// The mistakes in the settings, each with its place.
    #[must_use]
    pub fn places(&self) -> Vec<Saying> {
        let file = self.settings_file.as_deref().unwrap_or_else(|| "".as_ref()).to_string_lossy();
        let place = |mistake: &Mistake| {
            Saying::new("settings.place")
                .with("file", file.as_ref())
                .with("line", mistake.line.to_string())
                .with("column", mistake.column.to_string())
                .with("what", mistake.saying.clone())
        };
        self.mistakes.iter().map(place).collect()
    }

    /// The time that `PLENARY_NOW` sets, in milliseconds since 1970.
    pub(super) fn fixed(&self) -> Result<Option<i64>, Failure> {
        let Some(text) = &self.now else { return Ok(None) };
        DateTime::parse_from_rfc3339(text.trim())
            .map(|now| Some(now.timestamp_millis()))
            .map_err(|_| Failure::Usage(Saying::new("cli.now").with("typed", text.as_str())))
    }

    /// The time: what `PLENARY_NOW` sets, else the clock.
    pub(super) fn moment(&self) -> Result<i64, Failure> {
        Ok(self.fixed()?.unwrap_or(self.clock))
    }

    /// How much longer each commit takes.
    pub(super) fn delay(&self) -> Result<Duration, Failure> {
        let Some(text) = &self.commit_delay else { return Ok(Duration::ZERO) };
        text.trim()
            .parse()
            .map(Duration::from_millis)
            .map_err(|_| Failure::Usage(Saying::new("cli.delay").with("typed", text.as_str())))
    }

    /// Who gives commands where no flag says it.
    pub(super) fn person(&self) -> String {
        let named = self.by.as_ref().or(self.settings.name.as_ref()).or(self.user.as_ref());
        named.map_or_else(|| "unknown".to_owned(), Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Environment {
        let get = |name: &str| {
            vars.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        };
        Environment::read(get, 5, PathBuf::new())
    }

    #[test]
    fn the_language_is_named_or_that_of_the_locale() {
        assert_eq!(env(&[]).language(), Lang::En);
        assert_eq!(env(&[("LANG", "th_TH.UTF-8")]).language(), Lang::Th);
        assert_eq!(env(&[("LANG", "th_TH"), ("LC_ALL", "C")]).language(), Lang::En);
        assert_eq!(env(&[("LANG", "th_TH"), ("PLENARY_LANG", "en")]).language(), Lang::En);
        assert_eq!(env(&[("LANG", "th_TH"), ("PLENARY_LANG", "xx")]).language(), Lang::Th);
    }

    #[test]
    fn the_settings_stand_between_the_environment_and_the_locale() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, "language = \"th\"\nname = \"Dara\"\ncolours = \"16\"\nx = 1\n")
            .unwrap();
        let set = |vars| env(vars).settled(Some(file.clone()), None);
        assert_eq!(set(&[("LANG", "en_GB")]).language(), Lang::Th);
        assert_eq!(set(&[("PLENARY_LANG", "en")]).language(), Lang::En);
        assert_eq!(set(&[("USER", "login")]).person(), "Dara");
        assert_eq!(set(&[("PLENARY_BY", "Scribe")]).person(), "Scribe");
        assert_eq!(set(&[("NO_COLOR", "1")]).depth(), Depth::Ansi16);
        let said = set(&[("PLENARY_LANG", "xx")]);
        let keys: Vec<_> = said.notes().iter().map(|note| note.key).collect();
        assert_eq!(keys, ["settings.lang", "settings.mistakes"]);
        assert_eq!(said.places().len(), 1);
        let named = env(&[("PLENARY_CONFIG", "/none/config.toml")]).settled(Some(file), None);
        assert_eq!(named.settings, Settings::default());
        assert_eq!(named.notes(), []);
    }

    #[test]
    fn the_clock_can_be_set() {
        let at = env(&[("PLENARY_NOW", "1970-01-01T07:00:01+07:00")]);
        assert_eq!(at.moment().ok(), Some(1000));
        assert_eq!(env(&[]).moment().ok(), Some(5));
        assert!(env(&[("PLENARY_NOW", "noon")]).moment().is_err());
        assert!(env(&[("PLENARY_COMMIT_DELAY", "-1")]).delay().is_err());
    }

    #[test]
    fn the_name_of_the_machine_stays_outside() {
        assert_eq!(env(&[("HOSTNAME", "desk-7"), ("COMPUTERNAME", "desk-7")]).device, None);
        assert_eq!(env(&[("PLENARY_DEVICE", "projector")]).device.as_deref(), Some("projector"));
    }

    #[test]
    fn somebody_is_always_named() {
        assert_eq!(env(&[("USER", "dara"), ("PLENARY_BY", "")]).person(), "dara");
        assert_eq!(env(&[]).person(), "unknown");
    }
}
