//! Why a call ends without having done what it was asked, and its exit code.

use std::io;

use crate::{
    domain::{
        refusal::{Refusal, Stop},
        saying::Saying,
        words::Words,
    },
    ops,
};

/// The end of a call that went wrong. Nothing was written to the workspace.
#[derive(Debug)]
pub enum Failure {
    /// The arguments are not understood.
    Usage(Saying),
    /// The arguments are not understood; already in words, with the usage.
    UsageText(String),
    /// A rule is against it.
    Refused(Box<Refusal>),
    /// The file or the disk.
    File(Saying),
    /// A fault of the program itself.
    Bug(Saying),
    /// The reader of the output went away, which is their good right.
    ClosedPipe,
}

impl Failure {
    /// A refusal that says this.
    pub(super) fn refused(saying: Saying) -> Self {
        Self::Refused(Box::new(Refusal::new(saying)))
    }

    /// A fault of the program itself.
    #[must_use]
    pub fn bug() -> Self {
        Self::Bug(Saying::new("cli.bug"))
    }

    /// The exit code: 0 ok, 1 refused, 2 usage, 3 file or format, 255 a fault.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::ClosedPipe => 0,
            Self::Refused(_) => 1,
            Self::Usage(_) | Self::UsageText(_) => 2,
            Self::File(_) => 3,
            Self::Bug(_) => 255,
        }
    }

    /// The message, one line for each thing refused.
    #[must_use]
    pub fn text(&self, words: &Words) -> String {
        without_numbers(&self.whole(words))
    }

    fn whole(&self, words: &Words) -> String {
        match self {
            Self::ClosedPipe => String::new(),
            Self::UsageText(text) => text.trim_end().to_owned(),
            Self::Usage(saying) | Self::File(saying) | Self::Bug(saying) => words.say(saying),
            Self::Refused(refusal) => {
                let all = std::iter::once(&**refusal).chain(&refusal.more);
                all.map(|one| line(one, words)).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// A message without the numbers that the operating system puts behind its words:
/// ` (os error 17)`.
fn without_numbers(text: &str) -> String {
    let mut parts = text.split(" (os error ");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit()) => {
                said.push_str(rest);
            }
            _ => {
                said.push_str(" (os error ");
                said.push_str(part);
            }
        }
    }
    said
}

/// One refusal in words, after the number of its line where there are many.
fn line(refusal: &Refusal, words: &Words) -> String {
    match refusal.line {
        Some(line) => {
            let line = i64::try_from(line).unwrap_or(i64::MAX);
            words.say(
                &Saying::new("cli.line")
                    .with("line", line.to_string())
                    .with("what", refusal.saying.clone()),
            )
        }
        None => words.say(&refusal.saying),
    }
}

impl From<ops::Error> for Failure {
    fn from(error: ops::Error) -> Self {
        match error {
            ops::Error::Refused(refusal) => Self::Refused(refusal),
            ops::Error::Changed(_) => Self::refused(error.saying()),
            ops::Error::Replaced | ops::Error::File(_) => Self::File(error.saying()),
        }
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::Refused(refusal),
            // Only a picture that does not grow can still need something.
            Stop::Need(_) => Self::refused(Saying::new("cli.not_loaded")),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::File(Saying::new("cli.output").with("why", error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_of_the_system_are_left_out() {
        assert_eq!(
            without_numbers("a: File exists (os error 17). B (os error 2)"),
            "a: File exists. B"
        );
        assert_eq!(without_numbers("a (os error x) b (os error 1"), "a (os error x) b (os error 1");
    }
}
