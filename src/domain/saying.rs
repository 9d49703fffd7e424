//! Things to be said to a person, as a key of the language bundle with values; no sentence
//! is written here. `config` loads the bundles, `cli` and `tui` turn a [`Saying`] into text.

use chrono::NaiveDate;

/// A message: a key of the bundles and the values of the holes in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Key of the text in the language bundles, for example `date.impossible`.
    pub key: &'static str,
    /// Values by the name of their hole (`{name}` in the text).
    pub values: Vec<(&'static str, Said)>,
}

/// A value inside a message; it is written in the reader's language when the message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Text as it is (a name, a ref, what was typed).
    Text(String),
    /// A count; picks `one` or `other` where the text has both.
    Number(i64),
    /// A date, written in both eras.
    Date(NaiveDate),
    /// Another message inside this one.
    Saying(Box<Saying>),
}

impl Saying {
    /// A message without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The same message with the hole `name` filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Said>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Said {
    fn from(count: i64) -> Self {
        Self::Number(count)
    }
}

impl From<usize> for Said {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Said {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Saying> for Said {
    fn from(saying: Saying) -> Self {
        Self::Saying(Box::new(saying))
    }
}
