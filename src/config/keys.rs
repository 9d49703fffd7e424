//! Keys by name: `a`, `<Enter>`, `<C-z>`; strings of keys to replay; the Thai layout.

use crate::domain::text::has_thai;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that types a character.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// F1 to F12.
    F(u8),
}

impl Code {
    /// Whether Shift with it is a key of its own: it is not with a character, which becomes
    /// another one, nor with Tab, which becomes [`Code::BackTab`].
    #[must_use]
    pub const fn takes_shift(self) -> bool {
        !matches!(self, Self::Char(_) | Self::Tab | Self::BackTab)
    }
}

/// The keys that have a name between angle brackets, with the name on their cap.
const NAMED: [(Code, &str, &str); 16] = [
    (Code::Enter, "Enter", "Enter"),
    (Code::Esc, "Esc", "Esc"),
    (Code::Tab, "Tab", "Tab"),
    (Code::BackTab, "BackTab", "Shift-Tab"),
    (Code::Char(' '), "Space", "Space"),
    (Code::Backspace, "BS", "Backspace"),
    (Code::Delete, "Del", "Del"),
    (Code::Up, "Up", "↑"),
    (Code::Down, "Down", "↓"),
    (Code::Left, "Left", "←"),
    (Code::Right, "Right", "→"),
    (Code::PageUp, "PgUp", "PgUp"),
    (Code::PageDown, "PgDn", "PgDn"),
    (Code::Home, "Home", "Home"),
    (Code::End, "End", "End"),
    (Code::Char('<'), "lt", "<"),
];

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; never with a key that types a character, nor with Tab: those are
    /// other keys then.
    pub shift: bool,
}

impl Key {
    /// A key pressed alone.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key that types this character.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The key with this name: a character, or a name between angle brackets.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut chars = name.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Some(Self::char(c));
        }
        let inner = name.strip_prefix('<')?.strip_suffix('>')?;
        if let Some(rest) = inner.strip_prefix("C-") {
            return Some(Self { ctrl: true, ..Self::bare(rest)? });
        }
        if let Some(rest) = inner.strip_prefix("A-") {
            return Some(Self { alt: true, ..Self::bare(rest)? });
        }
        Self::shifted(inner)
    }

    fn bare(name: &str) -> Option<Self> {
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(Self::char(c)),
            _ => Self::shifted(name),
        }
    }

    /// A key with a name, perhaps with Shift.
    fn shifted(name: &str) -> Option<Self> {
        let Some(rest) = name.strip_prefix("S-") else { return named(name).map(Self::plain) };
        let code = named(rest).filter(|code| code.takes_shift())?;
        Some(Self { shift: true, ..Self::plain(code) })
    }

    /// What people call the key: `Ctrl-Z`, `PgUp`, `a`.
    #[must_use]
    pub fn name(&self) -> String {
        let cap = match self.code {
            Code::F(n) => format!("F{n}"),
            code => match NAMED.iter().find(|(known, ..)| *known == code) {
                Some((_, _, cap)) => (*cap).to_owned(),
                None => match code {
                    Code::Char(c) if self.ctrl || self.alt => c.to_uppercase().to_string(),
                    Code::Char(c) => c.to_string(),
                    _ => String::new(),
                },
            },
        };
        let shift = if self.shift { "Shift-" } else { "" };
        match (self.ctrl, self.alt) {
            (true, _) => format!("Ctrl-{shift}{cap}"),
            (_, true) => format!("Alt-{shift}{cap}"),
            _ => format!("{shift}{cap}"),
        }
    }
}

fn named(name: &str) -> Option<Code> {
    if let Some(n) = name.strip_prefix('F').and_then(|n| n.parse::<u8>().ok()) {
        return (1..=12).contains(&n).then_some(Code::F(n));
    }
    NAMED.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name)).map(|(code, ..)| *code)
}

/// One thing that a replayed string does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Presses a key.
    Key(Key),
    /// Pastes a text.
    Paste(String),
}

/// The keys of a string: `2<Tab>j<Enter>`, with `<Paste:text>` for a paste (`\n` in it is a
/// line end). What does not look like a name types itself.
///
/// # Errors
/// What looks like a name and is none.
pub fn strokes(text: &str) -> Result<Vec<Stroke>, String> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((stroke, length)) = bracketed(rest)? {
            all.push(stroke);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            all.push(Stroke::Key(Key::char(c)));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    Ok(all)
}

fn bracketed(text: &str) -> Result<Option<(Stroke, usize)>, String> {
    let Some(inner) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) else {
        return Ok(None);
    };
    let (inner, _) = inner;
    let end = inner.len() + 2;
    if let Some(pasted) = inner.strip_prefix("Paste:") {
        return Ok(Some((Stroke::Paste(pasted.replace("\\n", "\n")), end)));
    }
    let name = format!("<{inner}>");
    let looks = inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match Key::parse(&name) {
        Some(key) => Ok(Some((Stroke::Key(key), end))),
        None if looks => Err(name),
        None => Ok(None),
    }
}

/// The Thai (Kedmanee) layout: what the keys of a Latin keyboard type, without and with Shift.
const KEDMANEE: [(&str, &str); 8] = [
    ("4567890-=", "ภถุึคตจขช"),
    ("qwertyuiop[]", "ๆไำพะัีรนยบล"),
    ("asdfghjkl;'", "ฟหกดเ้่าสวง"),
    ("zxcvbnm,./", "ผปแอิืทมใฝ"),
    ("@#$%^*()_+", "๑๒๓๔ู๕๖๗๘๙"),
    ("QERTYUIOP{", "๐ฎฑธํ๊ณฯญฐ"),
    ("ASDFGHJKL:", "ฤฆฏโฌ็๋ษศซ"),
    ("CVBN<>?1", "ฉฮฺ์ฒฬฦๅ"),
];

/// The Latin key that types this Thai character.
#[must_use]
pub fn latin_key(thai: char) -> Option<char> {
    KEDMANEE
        .iter()
        .find_map(|(latin, typed)| latin.chars().zip(typed.chars()).find(|(_, t)| *t == thai))
        .map(|(latin, _)| latin)
}

/// The layout that the keyboard types in, as far as its letters show: after a Thai letter it
/// counts as Thai until a Latin letter arrives.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keyboard {
    /// Whether it counts as Thai.
    pub thai: bool,
}

impl Keyboard {
    /// The character that the key of a typed one types on a Latin keyboard.
    pub fn latin(&mut self, c: char) -> char {
        if has_thai(c.encode_utf8(&mut [0; 4])) {
            self.thai = true;
        } else if c.is_ascii_alphabetic() {
            self.thai = false;
        }
        match c {
            '/' if self.thai => '2',
            '-' if self.thai => '3',
            c => latin_key(c).unwrap_or(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_and_show() {
        for (name, shown) in [
            ("a", "a"),
            ("<Enter>", "Enter"),
            ("<C-z>", "Ctrl-Z"),
            ("<BackTab>", "Shift-Tab"),
            ("<F2>", "F2"),
            ("<", "<"),
            ("<Space>", "Space"),
            ("<lt>", "<"),
            ("ฟ", "ฟ"),
            ("<S-Left>", "Shift-←"),
            ("<C-S-Right>", "Ctrl-Shift-→"),
            ("<A-S-F2>", "Alt-Shift-F2"),
        ] {
            assert_eq!(Key::parse(name).map(|key| key.name()).as_deref(), Some(shown), "{name}");
        }
        for name in ["", "ab", "<Nope>", "<F13>", "<C-ab>", "<S-a>", "<S-Tab>", "<S-C-Left>"] {
            assert_eq!(Key::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_string_of_keys_is_taken_apart() {
        let key = |name: &str| Stroke::Key(Key::parse(name).unwrap());
        assert_eq!(
            strokes("5<Tab>a<lt>b><C-s><S-End>< a>").unwrap(),
            ["5", "<Tab>", "a", "<", "b", ">", "<C-s>", "<S-End>", "<", " ", "a", ">"].map(key)
        );
        let pasted = strokes("<Paste:one\\ntwo>").unwrap();
        assert_eq!(pasted, [Stroke::Paste("one\ntwo".to_owned())]);
        for name in ["<No>", "<Enterr>", "<C-ab>", "<F13>"] {
            assert_eq!(strokes(&format!("a{name}b")), Err(name.to_owned()));
        }
    }

    #[test]
    fn both_rows_of_the_thai_layout_are_of_one_length() {
        for (latin, thai) in KEDMANEE {
            assert_eq!(latin.chars().count(), thai.chars().count(), "{latin}");
        }
        for (thai, latin) in [('ฟ', 'a'), ('ี', 'u'), ('ด', 'f'), ('ไ', 'w'), ('ธ', 'T'), ('ๆ', 'q')]
        {
            assert_eq!(latin_key(thai), Some(latin));
        }
    }
}
