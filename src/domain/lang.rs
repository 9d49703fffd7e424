//! The two languages of the interface and of the content.

/// A language that texts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Thai.
    Th,
}

impl Lang {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Th];

    /// The two-letter code: `en` or `th`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Th => "th",
        }
    }

    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Th,
            Self::Th => Self::En,
        }
    }

    /// The language of a code or locale in any case (`th`, `TH`, `th_TH.UTF-8`, `en-GB`);
    /// `None` for any other.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let code = text.get(..end)?;
        let rest = text.get(end..)?;
        if !(rest.is_empty() || rest.starts_with(['_', '-', '.', '@'])) {
            return None;
        }
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    /// The language a text is written in: Thai where it holds a Thai letter, else English.
    /// Thai digits and the baht sign alone do not make a text Thai.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().any(|c| matches!(c, '\u{0e01}'..='\u{0e3a}' | '\u{0e40}'..='\u{0e4e}')) {
            Self::Th
        } else {
            Self::En
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn codes_read_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
        }
        assert_eq!(Lang::parse(" TH_th.UTF-8 "), Some(Lang::Th));
        assert_eq!(Lang::parse("en-GB"), Some(Lang::En));
        for other in ["", "C", "thai", "enx", "th/x", "ไทย", "POSIX"] {
            assert_eq!(Lang::parse(other), None, "{other}");
        }
    }

    #[test]
    fn one_thai_letter_makes_a_text_thai() {
        assert_eq!(Lang::of("IOM จัดทำ roster"), Lang::Th);
        assert_eq!(Lang::of("30 June ๒๕๖๙ ฿"), Lang::En);
        assert_eq!(Lang::of(""), Lang::En);
    }
}
