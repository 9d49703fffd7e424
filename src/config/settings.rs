//! The settings of the person at the keyboard: `config.toml`, which holds for every workspace.

use std::{fs, io, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::theme::{Depth, Mode};
use crate::domain::{lang::Lang, reader::distance, saying::Saying};

/// Longest file that is read, in bytes: settings are a few lines.
const LONGEST: u64 = 1 << 20;

/// Light or dark, as chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the terminal says, dark where it says nothing.
    #[default]
    Auto,
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

/// Which symbols are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Symbols {
    /// As the terminal can.
    #[default]
    Auto,
    /// Only those of ASCII.
    Ascii,
    /// All.
    Full,
}

/// How Thai lines end on a person's terminal, as they saw it on the card of `doctor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThaiWidth {
    /// In one column.
    Good,
    /// Too far right: marks take columns of their own.
    Wide,
    /// Otherwise wrong.
    Broken,
}

impl ThaiWidth {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Good, Self::Wide, Self::Broken];

    /// The word in the file and on the command line.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Wide => "wide",
            Self::Broken => "broken",
        }
    }

    /// The verdict of a word, in any case.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.token().eq_ignore_ascii_case(word.trim()))
    }
}

/// The settings; what is not set is as shipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface.
    pub language: Option<Lang>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the background stays the terminal's own.
    pub keeps_background: bool,
    /// How many colours; none where the terminal says it.
    pub colours: Option<Depth>,
    /// Which symbols.
    pub symbols: Symbols,
    /// Who types.
    pub name: Option<String>,
    /// What `doctor` was told.
    pub thai_width: Option<ThaiWidth>,
}

/// Something in the file that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what works.
    pub saying: Saying,
}

const COLOURS: [(&str, Option<Depth>); 5] = [
    ("auto", None),
    ("true", Some(Depth::True)),
    ("256", Some(Depth::Ansi256)),
    ("16", Some(Depth::Ansi16)),
    ("none", Some(Depth::None)),
];
const THEMES: [(&str, Theme); 3] =
    [("auto", Theme::Auto), ("dark", Theme::Dark), ("light", Theme::Light)];
const BACKGROUNDS: [(&str, bool); 2] = [("paint", false), ("terminal", true)];
const SYMBOLS: [(&str, Symbols); 3] =
    [("auto", Symbols::Auto), ("ascii", Symbols::Ascii), ("full", Symbols::Full)];
const LANGUAGES: [(&str, Option<Lang>); 3] =
    [("auto", None), ("en", Some(Lang::En)), ("th", Some(Lang::Th))];

/// The names of the settings, in the order in which they are shown.
pub const KEYS: [&str; 7] =
    ["language", "theme", "background", "colours", "symbols", "name", "thai_width"];

impl Settings {
    /// The value of a setting as it stands in the file; none where there is none of that name,
    /// or where it is not set and nothing is shipped for it.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        fn word<T: PartialEq + Copy>(all: &[(&'static str, T)], value: T) -> Option<&'static str> {
            all.iter().find(|(_, known)| *known == value).map(|(word, _)| *word)
        }
        match key {
            "language" => word(&LANGUAGES, self.language),
            "theme" => word(&THEMES, self.theme),
            "background" => word(&BACKGROUNDS, self.keeps_background),
            "colours" => word(&COLOURS, self.colours),
            "symbols" => word(&SYMBOLS, self.symbols),
            "name" => self.name.as_deref(),
            "thai_width" => self.thai_width.map(ThaiWidth::token),
            _ => None,
        }
    }

    /// Dark or light, for a terminal that says this of its colours (`COLORFGBG`: `15;0`).
    #[must_use]
    pub fn mode(&self, of_terminal: Option<&str>) -> Mode {
        let behind = of_terminal.and_then(|said| said.rsplit(';').next());
        match self.theme {
            Theme::Light => Mode::Light,
            Theme::Auto if matches!(behind, Some("7" | "15")) => Mode::Light,
            Theme::Auto | Theme::Dark => Mode::Dark,
        }
    }

    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), Saying> {
        if !KEYS.contains(&key) {
            return Err(unknown(key));
        }
        let Some(typed) = value.as_str() else {
            return Err(Saying::new("settings.kind").with("key", key));
        };
        match key {
            "language" => self.language = one_of(key, typed, &LANGUAGES)?,
            "theme" => self.theme = one_of(key, typed, &THEMES)?,
            "background" => self.keeps_background = one_of(key, typed, &BACKGROUNDS)?,
            "colours" => self.colours = one_of(key, typed, &COLOURS)?,
            "symbols" => self.symbols = one_of(key, typed, &SYMBOLS)?,
            "name" => {
                self.name = Some(typed.trim().to_owned()).filter(|name| !name.is_empty());
            }
            _ => {
                let all = ThaiWidth::ALL.map(|verdict| (verdict.token(), verdict));
                self.thai_width = Some(one_of(key, typed, &all)?);
            }
        }
        Ok(())
    }
}

fn one_of<T: Copy>(key: &str, typed: &str, all: &[(&str, T)]) -> Result<T, Saying> {
    let found = all.iter().find(|(word, _)| word.eq_ignore_ascii_case(typed.trim()));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let list: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
        Saying::new("settings.value")
            .with("key", key)
            .with("typed", typed)
            .with("list", list.join(", "))
    })
}

/// A name that no setting has, with the nearest that one has.
fn unknown(key: &str) -> Saying {
    /// Most letters that a name may be away from what was meant.
    const FAR: usize = 3;
    let nearest = KEYS.into_iter().map(|known| (distance(known, key), known)).min();
    match nearest {
        Some((far, near)) if far <= FAR => {
            Saying::new("settings.unknown.near").with("key", key).with("near", near)
        }
        _ => Saying::new("settings.unknown").with("key", key).with("list", KEYS.join(", ")),
    }
}

/// Reads settings, with every mistake in them in the order of lines. What is wrong counts as not
/// set.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<Mistake>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut settings = Settings::default();
    let mut found: Vec<(usize, Saying)> = errors
        .into_iter()
        .map(|error| {
            let twice = error.message().contains("duplicate");
            let key = if twice { "settings.twice" } else { "settings.syntax" };
            (error.span().map_or(0, |span| span.start), Saying::new(key))
        })
        .collect();
    let torn: Vec<usize> = found.iter().map(|(at, _)| line_of(text, *at)).collect();
    for (key, value) in table.get_ref() {
        let at = key.span().start;
        // What a line that cannot be read seems to say would be told twice.
        if torn.contains(&line_of(text, at)) {
            continue;
        }
        let name: &str = key.get_ref();
        if let Err(saying) = settings.take(name, value.get_ref()) {
            found.push((place(name, at, value), saying));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| line_of(text, *at));
    let mistakes = found.into_iter().map(|(at, saying)| {
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Mistake { line: line_of(text, at), column, saying }
    });
    let mistakes = mistakes.collect();
    (settings, mistakes)
}

/// Where a mistake stands: at an unknown name, else at the value.
fn place(name: &str, key: usize, value: &Spanned<DeValue<'_>>) -> usize {
    if KEYS.contains(&name) { value.span().start } else { key }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// Reads the file of the settings; one that is missing holds none.
#[must_use]
pub fn load(file: &Path) -> (Settings, Vec<Mistake>) {
    let unreadable = |why: String| {
        let saying = Saying::new("settings.unreadable").with("why", why);
        (Settings::default(), vec![Mistake { line: 1, column: 1, saying }])
    };
    let text = match fs::metadata(file) {
        Ok(of) if of.len() > LONGEST => return unreadable(format!("{} B", of.len())),
        // A pipe or a device may never end.
        Ok(of) if !of.is_file() && !of.is_dir() => Err(io::ErrorKind::InvalidInput.into()),
        Ok(_) => fs::read(file),
        Err(error) => Err(error),
    };
    match text {
        Ok(text) => match String::from_utf8(text) {
            Ok(text) => read(text.strip_prefix('\u{feff}').unwrap_or(&text)),
            Err(error) => unreadable(error.to_string()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Settings::default(), Vec::new()),
        Err(error) => unreadable(error.to_string()),
    }
}

/// The text with a setting changed or added; everything else stays as it was written.
#[must_use]
pub fn changed(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {}", toml::Value::String(value.to_owned()));
    let names = |line: &str| line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
    let mut lines: Vec<&str> = text.lines().collect();
    let tables = lines.iter().position(|line| line.trim_start().starts_with('['));
    let top = tables.unwrap_or(lines.len());
    match lines.iter().take(top).position(|line| names(line)) {
        Some(at) => {
            if let Some(old) = lines.get_mut(at) {
                *old = &line;
            }
        }
        None => lines.insert(top, &line),
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Changes a setting in the file, and makes the file where there is none.
///
/// # Errors
/// Where the file cannot be read or written.
pub fn save(file: &Path, key: &str, value: &str) -> io::Result<()> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    replace(file, &changed(&text, key, value))
}

/// Writes a small file of the person's aside, then gives it its name: it is never half there.
pub(super) fn replace(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // A link to the file stays one.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let aside = file.with_extension(format!("{}.new", std::process::id()));
    fs::write(&aside, text)?;
    fs::rename(&aside, &file).inspect_err(|_| {
        let _left = fs::remove_file(&aside);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(mistakes: &[Mistake]) -> Vec<(usize, usize, &'static str)> {
        mistakes.iter().map(|m| (m.line, m.column, m.saying.key)).collect()
    }

    #[test]
    fn everything_can_be_set() {
        let text = "language = \"th\"\ntheme = 'light' # for the projector\n\
                    background = \"terminal\"\ncolours = \"256\"\nsymbols = \"ascii\"\n\
                    name = \"ผู้จด 1\"\nthai_width = \"wide\"\n";
        let (settings, mistakes) = read(text);
        assert_eq!(mistakes, []);
        let values: Vec<_> = KEYS.into_iter().map(|key| settings.value(key)).collect();
        let wanted = ["th", "light", "terminal", "256", "ascii", "ผู้จด 1", "wide"];
        assert_eq!(values, wanted.map(Some));
        let (shipped, _) = read("");
        assert_eq!(shipped, Settings::default());
        assert_eq!(shipped.value("theme"), Some("auto"));
        assert_eq!(shipped.value("name"), None);
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        let text = "# mine\nlanguage = \"fr\"\nthem = \"dark\"\ntheme = \"ligth\"\n\
                    สี = \"256\"\n  colours = 256\n[screen]\nx = 1\n";
        let (settings, mistakes) = read(text);
        assert_eq!(settings, Settings::default());
        assert_eq!(
            places(&mistakes),
            [
                (2, 12, "settings.value"),
                (3, 1, "settings.unknown.near"),
                (4, 9, "settings.value"),
                (5, 1, "settings.syntax"),
                (6, 13, "settings.kind"),
                (7, 2, "settings.unknown"),
            ]
        );
        assert_eq!(
            mistakes[1].saying,
            Saying::new("settings.unknown.near").with("key", "them").with("near", "theme")
        );
    }

    #[test]
    fn what_is_right_holds_beside_what_is_wrong() {
        let (settings, mistakes) =
            read("name = \"Dara\"\nlanguage = th\ntheme = \"dark\ncolours = \"16\"\n");
        assert_eq!(settings.name.as_deref(), Some("Dara"));
        assert_eq!(settings.colours, Some(Depth::Ansi16));
        assert_eq!(
            places(&mistakes).iter().map(|m| m.0).collect::<Vec<_>>(),
            [2, 3],
            "{mistakes:?}"
        );
        let (settings, mistakes) = read("name = \"a\"\nname = \"b\"\n");
        assert_eq!(places(&mistakes), [(2, 1, "settings.twice")]);
        assert_eq!(settings.name.as_deref(), Some("a"));
    }

    #[test]
    fn any_bytes_are_read() {
        for text in ["\"", "[", "=", "a.b.c = 1", "\u{0}", "[[x]]\ny", "name = \"\"\"", "é = é"] {
            let (settings, mistakes) = read(text);
            assert_eq!(settings, Settings::default(), "{text:?}");
            assert!(!mistakes.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_change_keeps_what_was_written() {
        let text = "# mine\nname = \"Dara\" # me\n\n[later]\nx = 1\n";
        assert_eq!(
            changed(text, "thai_width", "good"),
            "# mine\nname = \"Dara\" # me\n\nthai_width = \"good\"\n[later]\nx = 1\n"
        );
        assert_eq!(changed(text, "name", "a\"b"), "# mine\nname = 'a\"b'\n\n[later]\nx = 1\n");
        assert_eq!(changed("", "symbols", "ascii"), "symbols = \"ascii\"\n");
    }

    #[test]
    fn the_file_is_made_and_a_missing_one_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/config.toml");
        assert_eq!(load(&file), (Settings::default(), Vec::new()));
        save(&file, "thai_width", "broken").unwrap();
        assert_eq!(load(&file).0.thai_width, Some(ThaiWidth::Broken));
        fs::write(&file, b"name = \"\xff\"").unwrap();
        assert_eq!(load(&file).1.first().map(|m| m.saying.key), Some("settings.unreadable"));
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing lies aside");
    }

    #[test]
    fn the_page_of_settings_names_them_all() {
        let page = include_str!("../../docs/settings.md");
        let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let (settings, mistakes) = read(example.unwrap());
        assert_eq!(mistakes, []);
        for key in KEYS {
            assert!(settings.value(key).is_some(), "{key} is not in the example");
            assert!(page.contains(&format!("| `{key}` |")), "{key} is not explained");
        }
    }

    #[test]
    fn a_terminal_that_says_so_is_light() {
        let mode = |theme, said| Settings { theme, ..Settings::default() }.mode(said);
        assert_eq!(mode(Theme::Auto, None), Mode::Dark);
        assert_eq!(mode(Theme::Auto, Some("0;15")), Mode::Light);
        assert_eq!(mode(Theme::Auto, Some("15;0")), Mode::Dark);
        assert_eq!(mode(Theme::Dark, Some("0;15")), Mode::Dark);
        assert_eq!(mode(Theme::Light, None), Mode::Light);
    }
}
