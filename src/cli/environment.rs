//! What the program is told from outside besides its arguments. `main` reads it once and hands
//! it on, so that everything below runs the same in a test.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use chrono::DateTime;

use super::failure::Failure;
use crate::domain::{lang::Lang, saying::Saying};

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
            term: text("TERM"),
            user: text("USER").or_else(|| text("LOGNAME")),
            device: text("PLENARY_DEVICE"),
            clock,
            folder,
        }
    }

    /// The language of the interface, where no flag names it.
    #[must_use]
    pub fn language(&self) -> Lang {
        let named = self.lang.as_deref().and_then(Lang::parse);
        named.or_else(|| self.locale.as_deref().and_then(Lang::parse)).unwrap_or(Lang::En)
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
        let named = self.by.clone().or_else(|| self.user.clone());
        named.unwrap_or_else(|| "unknown".to_owned())
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
