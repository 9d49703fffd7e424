//! Closed vocabularies of the program. Their tokens stand in files and may only be added to.

use super::types::Token;

macro_rules! tokens {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $token:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl Token for $name {
            const TOKENS: &'static [&'static str] = &[$($token),+];

            fn at(place: usize) -> Option<Self> {
                Self::ALL.get(place).copied()
            }

            fn place(self) -> usize {
                self as usize
            }
        }
    };
}

tokens! {
    /// A column of the board of key issues.
    Column {
        /// A cluster of ideas that is not a key issue yet.
        Cluster = "cluster",
        /// A key issue.
        Candidate = "candidate",
        /// Goes into the vote.
        Shortlisted = "shortlisted",
        /// Came out of it.
        Prioritised = "prioritised",
        /// Put aside.
        Parked = "parked",
    }
}

tokens! {
    /// Where an action item stands.
    Progress {
        /// Nobody has accepted it yet.
        Proposed = "proposed",
        /// The lead has said yes.
        Agreed = "agreed",
        /// Work goes on.
        InProgress = "in-progress",
        /// Work cannot go on.
        Blocked = "blocked",
        /// The lead says that it is done.
        Done = "done",
        /// Somebody has seen that it is done.
        Verified = "verified",
        /// Put off to a meeting.
        Deferred = "deferred",
        /// Given up, with a reason.
        Dropped = "dropped",
    }
}

tokens! {
    /// How much an idea or action matters, as far as one word says it.
    Priority {
        /// High.
        High = "high",
        /// Normal.
        Normal = "normal",
        /// Low.
        Low = "low",
    }
}

tokens! {
    /// Red, amber, green or none.
    RagLetter {
        /// Red.
        Red = "red",
        /// Amber.
        Amber = "amber",
        /// Green.
        Green = "green",
        /// Nothing to judge.
        Grey = "grey",
    }
}

tokens! {
    /// How likely it is that an action item fails.
    Risk {
        /// High.
        High = "high",
        /// Medium.
        Medium = "medium",
        /// Low.
        Low = "low",
    }
}

tokens! {
    /// Where a meeting stands.
    MeetingState {
        /// In preparation.
        Planned = "planned",
        /// Open: new records belong to it.
        Open = "open",
        /// Over.
        Closed = "closed",
    }
}

tokens! {
    /// Where an agenda item stands that has had its turn.
    ItemState {
        /// Its clock runs.
        Running = "running",
        /// Its clock stands.
        Paused = "paused",
        /// It is over.
        Done = "done",
        /// It was left out.
        Skipped = "skipped",
    }
}

tokens! {
    /// Whether a post can commit its organisation.
    Authority {
        /// It can.
        Commit = "commit",
        /// It has to ask at home.
        Refer = "refer",
    }
}

tokens! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

tokens! {
    /// The era of a two-digit year.
    YearRule {
        /// Buddhist Era: 69 is 2569.
        Buddhist = "BE",
        /// Common Era: 26 is 2026.
        Common = "CE",
    }
}

impl Column {
    /// What it is called in a message, as a key of the bundles.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Cluster => "column.cluster",
            Self::Candidate => "column.candidate",
            Self::Shortlisted => "column.shortlisted",
            Self::Prioritised => "column.prioritised",
            Self::Parked => "column.parked",
        }
    }
}

impl Progress {
    /// Whether work is still owed: not done, verified or dropped.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Proposed | Self::Agreed | Self::InProgress | Self::Blocked | Self::Deferred
        )
    }
}
