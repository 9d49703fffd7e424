//! The table of fields: one file for each noun, and the only place that names a field.

mod action;
mod agenda;
mod attendance;
mod capability;
mod idea;
mod issue;
mod link;
mod meeting;
mod organisation;
mod plan;
mod point;
mod post;
mod round;
mod workspace;

pub use action::Action;
pub use agenda::Agenda;
pub use attendance::Attendance;
pub use capability::{Capability, Level};
pub use idea::Idea;
pub use issue::Issue;
pub use link::Link;
pub use meeting::Meeting;
pub use organisation::Organisation;
pub use plan::{Decision, Objective};
pub use point::Point;
pub use post::Post;
pub use round::{Ballot, Round};
pub use workspace::Workspace;

use super::{
    kind::Kind,
    record::{Face, Field, FieldId, Quick, Record},
    types::ListName,
};

/// Where the common field `source` stands in quick-add: for an action item `@` is the lead, for
/// a post the organisation it is in.
pub(crate) const fn source_face(kind: Kind) -> Face {
    match kind {
        Kind::Action
        | Kind::Post
        | Kind::Workspace
        | Kind::Organisation
        | Kind::Link
        | Kind::Level
        | Kind::Round
        | Kind::Ballot
        | Kind::Attendance => Face::PLAIN,
        _ => Face::quick(Quick::At),
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name;

        impl ListName for $name {
            const NAME: &'static str = $text;
        })+

        /// The names of the workspace's short lists.
        pub const LISTS: &[&str] = &[$($text),+];
    };
}

lists! {
    /// Sectors of organisations.
    Sectors = "sector";
    /// Pillars of the policy that objectives stand under.
    Pillars = "pillar";
    /// Places.
    Places = "place";
    /// Tags.
    Tags = "tag";
}

/// Whether any word may stand where a list is named: the room names new tags and places all day.
#[must_use]
pub fn is_open_list(name: &str) -> bool {
    matches!(name, "place" | "tag")
}

/// Runs an expression with `$R` as the record type of a kind that is known only at run time.
macro_rules! with_kind {
    ($kind:expr, $R:ident => $body:expr) => {
        match $kind {
            $crate::domain::kind::Kind::Workspace => {
                type $R = $crate::domain::fields::Workspace;
                $body
            }
            $crate::domain::kind::Kind::Organisation => {
                type $R = $crate::domain::fields::Organisation;
                $body
            }
            $crate::domain::kind::Kind::Post => {
                type $R = $crate::domain::fields::Post;
                $body
            }
            $crate::domain::kind::Kind::Capability => {
                type $R = $crate::domain::fields::Capability;
                $body
            }
            $crate::domain::kind::Kind::Meeting => {
                type $R = $crate::domain::fields::Meeting;
                $body
            }
            $crate::domain::kind::Kind::Agenda => {
                type $R = $crate::domain::fields::Agenda;
                $body
            }
            $crate::domain::kind::Kind::Point => {
                type $R = $crate::domain::fields::Point;
                $body
            }
            $crate::domain::kind::Kind::Idea => {
                type $R = $crate::domain::fields::Idea;
                $body
            }
            $crate::domain::kind::Kind::Issue => {
                type $R = $crate::domain::fields::Issue;
                $body
            }
            $crate::domain::kind::Kind::Decision => {
                type $R = $crate::domain::fields::Decision;
                $body
            }
            $crate::domain::kind::Kind::Objective => {
                type $R = $crate::domain::fields::Objective;
                $body
            }
            $crate::domain::kind::Kind::Action => {
                type $R = $crate::domain::fields::Action;
                $body
            }
            $crate::domain::kind::Kind::Link => {
                type $R = $crate::domain::fields::Link;
                $body
            }
            $crate::domain::kind::Kind::Level => {
                type $R = $crate::domain::fields::Level;
                $body
            }
            $crate::domain::kind::Kind::Round => {
                type $R = $crate::domain::fields::Round;
                $body
            }
            $crate::domain::kind::Kind::Ballot => {
                type $R = $crate::domain::fields::Ballot;
                $body
            }
            $crate::domain::kind::Kind::Attendance => {
                type $R = $crate::domain::fields::Attendance;
                $body
            }
        }
    };
}
pub(crate) use with_kind;

/// The fields of a kind.
#[must_use]
pub fn of(kind: Kind) -> &'static [Field] {
    with_kind!(kind, R => R::FIELDS)
}

impl FieldId {
    /// The row of the table of fields.
    #[must_use]
    pub fn field(self) -> Option<&'static Field> {
        of(self.kind).get(self.at)
    }

    /// Name in the log: `action.title`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}.{}", self.kind.name(), self.field().map_or("", |field| field.name))
    }

    /// The field with this name in the log.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (kind, field) = name.split_once('.')?;
        let kind = Kind::named(kind)?;
        let at = of(kind).iter().position(|known| known.name == field)?;
        Some(Self { kind, at })
    }
}
