//! A record of a kind that is known only at run time.

use super::{
    fields::{self, with_kind},
    kind::Kind,
    record::{Entity, Record},
    value::Id,
};

macro_rules! rows {
    ($($kind:ident),+) => {
        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Row {
            $(#[doc = concat!("A record of kind ", stringify!($kind), ".")]
            $kind(Box<fields::$kind>),)+
        }

        impl Row {
            /// The record as an entity.
            #[must_use]
            pub fn entity(&self) -> &dyn Entity {
                match self { $(Self::$kind(record) => &**record,)+ }
            }

            /// The record as an entity that can be changed.
            pub fn entity_mut(&mut self) -> &mut dyn Entity {
                match self { $(Self::$kind(record) => &mut **record,)+ }
            }
        }

        $(impl From<fields::$kind> for Row {
            fn from(record: fields::$kind) -> Self {
                Self::$kind(Box::new(record))
            }
        }

        impl AsRecord for fields::$kind {
            fn of(row: &Row) -> Option<&Self> {
                if let Row::$kind(record) = row { Some(record) } else { None }
            }
        })+
    };
}

/// The way from a [`Row`] to the record type it holds.
pub trait AsRecord: Sized {
    /// The record, where the row is of this kind.
    fn of(row: &Row) -> Option<&Self>;
}

rows!(
    Workspace,
    Organisation,
    Post,
    Capability,
    Meeting,
    Agenda,
    Point,
    Idea,
    Issue,
    Decision,
    Objective,
    Action,
    Link,
    Level,
    Round,
    Ballot,
    Attendance
);

impl Row {
    /// An empty record, not live.
    #[must_use]
    pub fn new(kind: Kind, id: Id) -> Self {
        with_kind!(kind, R => <R as Record>::new(id).into())
    }

    /// The record's id in this file.
    #[must_use]
    pub fn id(&self) -> Id {
        self.entity().id()
    }

    /// The record's kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.entity().kind()
    }
}
