//! Traffic Light Protocol labels (TLP 2.0, FIRST): how far a record may go. Labels are never
//! translated, so their texts are here and not in the language bundles.

use std::fmt;

/// A TLP 2.0 label; the order of the variants is the order of strictness, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// No limit on sharing.
    Clear,
    /// The community, not public channels.
    Green,
    /// The organisation and its clients, need to know.
    Amber,
    /// The organisation only.
    AmberStrict,
    /// The persons present only.
    Red,
}

impl Label {
    /// The tokens of [`Label::ALL`], in its order.
    pub const TOKENS: [&'static str; 5] =
        ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];

    /// All labels, least strict first.
    pub const ALL: [Self; 5] =
        [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// The label as the standard writes it, `TLP:CLEAR` to `TLP:RED`; 7 to 16 columns wide.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }

    /// The short form for tables, at most 8 columns wide.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clear => "CLEAR",
            Self::Green => "GREEN",
            Self::Amber => "AMBER",
            Self::AmberStrict => "A+STRICT",
            Self::Red => "RED",
        }
    }

    /// Reads a label in any case, with or without `TLP:`; the two words of `AMBER+STRICT` may be
    /// joined by `+`, `-`, `_` or blanks, and the table form `A+STRICT` is understood. `None`
    /// for anything else: a label is never guessed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.trim().to_uppercase();
        let bare = match upper.strip_prefix("TLP") {
            Some(rest) => rest.trim_start().strip_prefix(':')?,
            None => &upper,
        };
        let mut words = bare
            .split(|c: char| c.is_whitespace() || matches!(c, '+' | '-' | '_'))
            .filter(|word| !word.is_empty());
        match (words.next()?, words.next(), words.next()) {
            ("CLEAR", None, None) => Some(Self::Clear),
            ("GREEN", None, None) => Some(Self::Green),
            ("AMBER", None, None) => Some(Self::Amber),
            ("AMBER" | "A", Some("STRICT"), None) => Some(Self::AmberStrict),
            ("RED", None, None) => Some(Self::Red),
            _ => None,
        }
    }

    /// The label that a new record takes: that of the agenda item it was said under, else of its
    /// meeting, else of the workspace; where none says, `AMBER`.
    #[must_use]
    pub fn inherited(agenda: Option<Self>, meeting: Option<Self>, workspace: Option<Self>) -> Self {
        agenda.or(meeting).or(workspace).unwrap_or(Self::Amber)
    }

    /// The next stricter label; `Red` stays `Red`.
    #[must_use]
    pub const fn stricter(self) -> Self {
        match self {
            Self::Clear => Self::Green,
            Self::Green => Self::Amber,
            Self::Amber => Self::AmberStrict,
            Self::AmberStrict | Self::Red => Self::Red,
        }
    }

    /// The number it is stored as, 0 (`Clear`) to 4 (`Red`); greater is stricter.
    #[must_use]
    pub const fn code(self) -> i64 {
        match self {
            Self::Clear => 0,
            Self::Green => 1,
            Self::Amber => 2,
            Self::AmberStrict => 3,
            Self::Red => 4,
        }
    }

    /// The label stored as `code`; `None` outside 0 to 4.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.code() == code)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.token())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_record_takes_the_nearest_label_and_not_the_strictest() {
        let (clear, red) = (Some(Label::Clear), Some(Label::Red));
        assert_eq!(Label::inherited(clear, red, red), Label::Clear);
        assert_eq!(Label::inherited(None, clear, red), Label::Clear);
        assert_eq!(Label::inherited(None, None, red), Label::Red);
        assert_eq!(Label::inherited(None, None, None), Label::Amber);
    }

    #[test]
    fn texts_and_codes_come_back() {
        for (code, label) in (0..).zip(Label::ALL) {
            assert_eq!(Label::parse(label.token()), Some(label));
            assert_eq!(Label::parse(label.word()), Some(label));
            assert_eq!(Label::parse(&label.token().to_lowercase()), Some(label));
            assert_eq!(label.code(), code);
            assert_eq!(Label::from_code(code), Some(label));
            assert_eq!(label.to_string(), label.token());
        }
        assert_eq!(Label::from_code(-1), None);
        assert_eq!(Label::from_code(5), None);
    }

    #[test]
    fn order_is_strictness() {
        assert!(Label::ALL.is_sorted());
        for label in Label::ALL {
            assert!(label.stricter() > label || label == Label::Red);
        }
        assert_eq!(Label::Red.stricter(), Label::Red);
    }

    #[test]
    fn spellings() {
        for text in ["amber-strict", "amber strict", " TLP: Amber+Strict ", "tlp:amber_strict"] {
            assert_eq!(Label::parse(text), Some(Label::AmberStrict), "{text}");
        }
        for text in ["", "TLP:", "TLP", "strict", "amber red", "red+strict", "white", "แดง"] {
            assert_eq!(Label::parse(text), None, "{text}");
        }
    }
}
