//! Colours by role, and how many of them a terminal shows.

use std::collections::HashMap;

use serde::Deserialize;

/// What a colour is for. Code names roles, never colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Behind everything.
    Background,
    /// Behind the footer.
    Bar,
    /// Behind the selected row.
    Selected,
    /// Text.
    Text,
    /// What a regular already knows.
    Dim,
    /// Lines, never words.
    Faint,
    /// The cursor, the current view, keys, the next step.
    Accent,
    /// Done, met.
    Good,
    /// To look at.
    Warn,
    /// Late, blocked.
    Bad,
    /// Behind labels.
    LabelBlack,
    /// TLP:CLEAR.
    LabelClear,
    /// TLP:GREEN.
    LabelGreen,
    /// TLP:AMBER and TLP:AMBER+STRICT.
    LabelAmber,
    /// TLP:RED.
    LabelRed,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 15] = [
        Self::Background,
        Self::Bar,
        Self::Selected,
        Self::Text,
        Self::Dim,
        Self::Faint,
        Self::Accent,
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::LabelBlack,
        Self::LabelClear,
        Self::LabelGreen,
        Self::LabelAmber,
        Self::LabelRed,
    ];

    /// Its name in `theme.toml`, and whether it stands under `[labels]`.
    const fn name(self) -> (&'static str, bool) {
        match self {
            Self::Background => ("background", false),
            Self::Bar => ("bar", false),
            Self::Selected => ("selected", false),
            Self::Text => ("text", false),
            Self::Dim => ("dim", false),
            Self::Faint => ("faint", false),
            Self::Accent => ("accent", false),
            Self::Good => ("good", false),
            Self::Warn => ("warn", false),
            Self::Bad => ("bad", false),
            Self::LabelBlack => ("black", true),
            Self::LabelClear => ("clear", true),
            Self::LabelGreen => ("green", true),
            Self::LabelAmber => ("amber", true),
            Self::LabelRed => ("red", true),
        }
    }
}

/// A colour as the terminal takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own.
    #[default]
    Default,
    /// One of the 16, 0 to 15.
    Ansi(u8),
    /// One of 256.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// None: bold and reverse carry all.
    None,
    /// 16, and the background is the terminal's.
    Ansi16,
    /// 256.
    #[default]
    Ansi256,
    /// All.
    True,
}

impl Depth {
    /// What the environment says: `NO_COLOR`, `COLORTERM`, `TERM`.
    #[must_use]
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        if colorterm.is_some_and(|value| value == "truecolor" || value == "24bit")
            || term.ends_with("-direct")
        {
            return Self::True;
        }
        if term.contains("256color") { Self::Ansi256 } else { Self::Ansi16 }
    }
}

/// Dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on light.
    Light,
}

/// The colours of a run of the program.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    colours: HashMap<Role, Colour>,
    /// How many colours there are.
    pub depth: Depth,
    /// Whether symbols are of ASCII.
    pub ascii: bool,
}

#[derive(Deserialize)]
struct Written {
    dark: HashMap<String, (String, u8, String)>,
    light: HashMap<String, (String, u8, String)>,
    labels: HashMap<String, (String, u8, String)>,
}

impl Theme {
    /// The shipped theme. It is compiled in and a test parses it.
    #[must_use]
    pub fn load(mode: Mode, depth: Depth, ascii: bool) -> Self {
        let written: Option<Written> = toml::from_str(include_str!("../../config/theme.toml")).ok();
        let mut colours = HashMap::new();
        if let Some(written) = written.filter(|_| depth != Depth::None) {
            for role in Role::ALL {
                let (name, of_label) = role.name();
                let table = match (of_label, mode) {
                    (true, _) => &written.labels,
                    (false, Mode::Dark) => &written.dark,
                    (false, Mode::Light) => &written.light,
                };
                if let Some(entry) = table.get(name) {
                    colours.insert(role, colour(entry, depth));
                }
            }
        }
        Self { colours, depth, ascii }
    }

    /// The colour of a role.
    #[must_use]
    pub fn colour(&self, role: Role) -> Colour {
        self.colours.get(&role).copied().unwrap_or_default()
    }
}

fn colour((hex, index, name): &(String, u8, String), depth: Depth) -> Colour {
    match depth {
        Depth::None => Colour::Default,
        Depth::Ansi16 => ansi(name),
        Depth::Ansi256 => Colour::Indexed(*index),
        Depth::True => rgb(hex).unwrap_or_default(),
    }
}

fn rgb(hex: &str) -> Option<Colour> {
    let number = u32::from_str_radix(hex.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour::Rgb(red, green, blue))
}

const ANSI: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

fn ansi(name: &str) -> Colour {
    let (plain, plus) = match name.strip_prefix("bright-") {
        Some(plain) => (plain, 8),
        None => (name, 0),
    };
    let at = ANSI.iter().position(|known| *known == plain);
    at.and_then(|at| u8::try_from(at).ok()).map_or(Colour::Default, |at| Colour::Ansi(at + plus))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_theme_has_every_role_in_both_modes() {
        for mode in [Mode::Dark, Mode::Light] {
            for depth in [Depth::True, Depth::Ansi256, Depth::Ansi16] {
                let theme = Theme::load(mode, depth, false);
                for role in Role::ALL {
                    assert!(theme.colours.contains_key(&role), "{role:?} {mode:?}");
                }
            }
        }
        let dark = Theme::load(Mode::Dark, Depth::True, false);
        assert_eq!(dark.colour(Role::Accent), Colour::Rgb(0xB9, 0xA8, 0xFF));
        assert_eq!(
            Theme::load(Mode::Dark, Depth::Ansi16, false).colour(Role::Bad),
            Colour::Ansi(1)
        );
        assert_eq!(Theme::load(Mode::Dark, Depth::None, false).colour(Role::Bad), Colour::Default);
    }

    #[test]
    fn the_environment_says_how_many_colours() {
        assert_eq!(Depth::of(Some("1"), Some("truecolor"), Some("xterm")), Depth::None);
        assert_eq!(Depth::of(Some(""), Some("truecolor"), Some("xterm")), Depth::True);
        assert_eq!(Depth::of(None, None, Some("xterm-256color")), Depth::Ansi256);
        assert_eq!(Depth::of(None, None, Some("linux")), Depth::Ansi16);
        assert_eq!(Depth::of(None, None, Some("dumb")), Depth::None);
    }
}
