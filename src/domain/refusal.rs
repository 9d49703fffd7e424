//! Why a command is not carried out, and what a rule still has to know.

use super::{kind::Kind, saying::Saying, value::Id};

/// A command that cannot be carried out. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way, and what would help.
    pub saying: Saying,
    /// The line of many that is refused, counted from 1.
    pub line: Option<usize>,
    /// Refusals of further lines of the same command.
    pub more: Vec<Refusal>,
}

impl Refusal {
    /// A refusal that says this.
    #[must_use]
    pub fn new(saying: Saying) -> Self {
        Self { saying, line: None, more: Vec::new() }
    }
}

impl From<Saying> for Refusal {
    fn from(saying: Saying) -> Self {
        Self::new(saying)
    }
}

/// Something a rule asked for that a partial read model does not hold yet. The store loads it
/// and the rule, being pure, runs again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// The record, or the knowledge that it is in the trash.
    Record(Id),
    /// The record of this kind with this number.
    Number(Kind, u32),
    /// Every record of this kind.
    Kind(Kind),
    /// Every live record that refers to this one.
    Referrers(Id),
    /// Every live record of this kind that refers to this one.
    ReferrersOf(Kind, Id),
    /// The record made from these parts by a derived id (its 16 bytes).
    Derived(Kind, [u8; 16]),
    /// The highest number ever claimed by a record of this kind.
    Highest(Kind),
}

/// Why a rule stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The command is refused.
    Refused(Box<Refusal>),
    /// The rule has to know more.
    Need(Vec<Need>),
}

impl From<Need> for Stop {
    fn from(need: Need) -> Self {
        Self::Need(vec![need])
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Saying> for Stop {
    fn from(saying: Saying) -> Self {
        Refusal::new(saying).into()
    }
}
