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
    /// Sector GOV; its letter G stands with it.
    SectorGov,
    /// Sector IO, I.
    SectorIo,
    /// Sector EMB, E.
    SectorEmb,
    /// Sector CSO, C.
    SectorCso,
    /// Sector PRIV, P.
    SectorPriv,
    /// Behind a cell of the first level of heat.
    Heat1,
    /// Behind a cell of the second level.
    Heat2,
    /// Behind a cell of the third level, whose text is that of `LabelClear`.
    Heat3,
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
    pub const ALL: [Self; 23] = [
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
        Self::SectorGov,
        Self::SectorIo,
        Self::SectorEmb,
        Self::SectorCso,
        Self::SectorPriv,
        Self::Heat1,
        Self::Heat2,
        Self::Heat3,
        Self::LabelBlack,
        Self::LabelClear,
        Self::LabelGreen,
        Self::LabelAmber,
        Self::LabelRed,
    ];

    /// Its name in `theme.toml`, and whether it stands under `[labels]`.
    #[must_use]
    pub const fn name(self) -> (&'static str, bool) {
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
            Self::SectorGov => ("sector-gov", false),
            Self::SectorIo => ("sector-io", false),
            Self::SectorEmb => ("sector-emb", false),
            Self::SectorCso => ("sector-cso", false),
            Self::SectorPriv => ("sector-priv", false),
            Self::Heat1 => ("heat-1", false),
            Self::Heat2 => ("heat-2", false),
            Self::Heat3 => ("heat-3", false),
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
    mode: Mode,
    /// How many colours there are.
    pub depth: Depth,
    /// Whether symbols are of ASCII.
    pub ascii: bool,
    /// Whether the background stays the terminal's own, however many colours there are.
    pub keeps_background: bool,
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
        Self { colours, mode, depth, ascii, keeps_background: false }
    }

    /// The same with all its colours, as a picture can show them.
    #[must_use]
    pub fn in_full(&self) -> Self {
        Self::load(self.mode, Depth::True, self.ascii)
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

    /// The colour of a place among 256, as terminals have it.
    fn of_cube(index: u8) -> (u8, u8, u8) {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        if index >= 232 {
            let grey = 8 + (index - 232) * 10;
            return (grey, grey, grey);
        }
        let n = usize::from(index - 16);
        (STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6])
    }

    /// Relative luminance, WCAG 2.
    fn luminance(colour: Colour) -> f64 {
        let (red, green, blue) = match colour {
            Colour::Rgb(red, green, blue) => (red, green, blue),
            Colour::Indexed(index) => of_cube(index),
            other => panic!("{other:?} is the terminal's own"),
        };
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast of two colours, 1 to 21, WCAG 2.
    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    const WORDS: [Role; 11] = [
        Role::Text,
        Role::Dim,
        Role::Accent,
        Role::Good,
        Role::Warn,
        Role::Bad,
        Role::SectorGov,
        Role::SectorIo,
        Role::SectorEmb,
        Role::SectorCso,
        Role::SectorPriv,
    ];

    #[test]
    fn every_text_reads_on_every_ground() {
        // What text of a size people write in needs, WCAG 2.
        const LEAST: f64 = 4.5;
        let mut dim = Vec::new();
        let mut check = |what: String, ink: Colour, ground: Colour| {
            let ratio = contrast(ink, ground);
            // Figures of the table are given to one place.
            if (ratio * 10.0).round() / 10.0 < LEAST {
                dim.push(format!("{what}: {ratio:.2}"));
            }
        };
        for mode in [Mode::Dark, Mode::Light] {
            for depth in [Depth::True, Depth::Ansi256] {
                let theme = Theme::load(mode, depth, false);
                for role in WORDS {
                    for ground in [Role::Background, Role::Selected, Role::Bar] {
                        let what = format!("{role:?} on {ground:?} {mode:?} {depth:?}");
                        check(what, theme.colour(role), theme.colour(ground));
                    }
                }
                let labels = [Role::LabelClear, Role::LabelGreen, Role::LabelAmber, Role::LabelRed];
                for role in labels {
                    let what = format!("{role:?} {depth:?}");
                    check(what, theme.colour(role), theme.colour(Role::LabelBlack));
                }
                for heat in [Role::Heat1, Role::Heat2, Role::Heat3] {
                    let ground = theme.colour(heat);
                    let ink = if heat == Role::Heat3 { Role::LabelClear } else { Role::Text };
                    check(format!("{heat:?} {mode:?} {depth:?}"), theme.colour(ink), ground);
                }
            }
        }
        assert_eq!(dim, Vec::<String>::new());
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (Colour::Rgb(0, 0, 0), Colour::Rgb(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, Colour::Rgb(0x77, 0x77, 0x77)) - 4.48).abs() < 0.01);
        assert_eq!(of_cube(208), (255, 135, 0));
        assert_eq!(of_cube(244), (128, 128, 128));
    }
}
