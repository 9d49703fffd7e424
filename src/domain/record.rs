//! What a record is: the macro that writes a noun's struct and its table of fields from one
//! list, and the two traits through which all else sees records.

use super::{
    cell::{Cell, Columns, Merge, Part, Reader, Unreadable, Widget},
    kind::Kind,
    label::Label,
    quick::Key,
    refusal::Stop,
    types::Pair,
    value::{Id, Value},
};

/// Where a field stands in quick-add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quick {
    /// Nowhere.
    No,
    /// The words of the line.
    Title,
    /// `@NAME`.
    At,
    /// `+NAME`.
    Plus,
    /// `#TAG`.
    Tag,
    /// `!high`.
    Bang,
    /// `KEY:VALUE`; one key for each part, from the first.
    Keys(&'static [Key]),
}

/// How a field shows outside the file.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    /// Name in JSON and for `--set`; empty for the field's own name.
    pub json: &'static str,
    /// Column; empty for the field's own name.
    pub column: &'static str,
    /// Where it stands in quick-add.
    pub quick: Quick,
}

impl Face {
    /// A field that shows under its own name and has no place in quick-add.
    pub const PLAIN: Self = Self { json: "", column: "", quick: Quick::No };

    /// A field with this place in quick-add.
    #[must_use]
    pub const fn quick(quick: Quick) -> Self {
        Self { quick, ..Self::PLAIN }
    }

    /// The same under another JSON name.
    #[must_use]
    pub const fn json(self, json: &'static str) -> Self {
        Self { json, ..self }
    }

    /// The same with another column.
    #[must_use]
    pub const fn column(self, column: &'static str) -> Self {
        Self { column, ..self }
    }
}

/// One row of the table of fields.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name in the log, after the kind's: permanent, never reused.
    pub name: &'static str,
    /// What it is, in English, for the documentation.
    pub doc: &'static str,
    /// How it merges.
    pub merge: Merge,
    /// Its columns (of a set: its element).
    pub parts: &'static [Part],
    /// How it is edited.
    pub widget: Widget,
    /// The workspace's short list that its words come from; empty where none.
    pub list: &'static str,
    /// Whether it stays out of the read model.
    pub long: bool,
    /// How it shows outside.
    pub face: Face,
}

impl Field {
    /// The row of the table for a field of type `C`.
    #[must_use]
    pub const fn of<C: Cell>(name: &'static str, doc: &'static str, face: Face) -> Self {
        let (merge, parts, widget) = (C::MERGE, C::PARTS, C::WIDGET);
        Self { name, doc, merge, parts, widget, list: C::LIST, long: C::LONG, face }
    }

    /// Whether it is a set, which has a table of its own instead of columns.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.merge == Merge::Set
    }

    /// The column of a part.
    #[must_use]
    pub fn column(&self, part: &Part) -> String {
        let base = if self.face.column.is_empty() { self.name } else { self.face.column };
        // Only the first column changes its name: `table_no`, but `status_reason`.
        join(if part.name.starts_with('_') { self.name } else { base }, part.name)
    }

    /// Name in JSON of the whole field.
    #[must_use]
    pub fn json(&self) -> &'static str {
        if self.face.json.is_empty() { self.name } else { self.face.json }
    }

    /// Name in JSON and for `--set` of a part.
    #[must_use]
    pub fn part_json(&self, part: &Part) -> String {
        join(self.json(), part.name)
    }

    /// The parts by their JSON names: a name to the place of its part. A text in two languages
    /// also answers to the name without a language (place 2).
    #[must_use]
    pub fn find_part(&self, json: &str) -> Option<usize> {
        if self.merge == Merge::Keyed && json == self.json() {
            return Some(self.parts.len());
        }
        self.parts.iter().position(|part| self.part_json(part) == json)
    }
}

fn join(base: &str, part: &str) -> String {
    if part.is_empty() || part.starts_with('_') { format!("{base}{part}") } else { part.to_owned() }
}

/// A field of a kind: its place in the kind's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId {
    /// The kind.
    pub kind: Kind,
    /// The place in [`Record::FIELDS`].
    pub at: usize,
}

/// Place of the common fields, the same in every kind.
pub mod common {
    /// Whether the record is live (not in the trash).
    pub const ALIVE: usize = 0;
    /// The number people see.
    pub const NUMBER: usize = 1;
    /// The TLP label.
    pub const LABEL: usize = 2;
    /// Why the label was made wider.
    pub const LABEL_REASON: usize = 3;
    /// The organisation it comes from.
    pub const SOURCE: usize = 4;
    /// The meeting it belongs to.
    pub const MEETING: usize = 5;
    /// The records it was made from.
    pub const FROM: usize = 6;
}

/// A record of one kind, with its table of fields.
pub trait Record: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Its fields, common ones first.
    const FIELDS: &'static [Field];

    /// An empty record, not live.
    fn new(id: Id) -> Self;
    /// Reads it from the columns of its row in the order of [`Record::FIELDS`], sets left out,
    /// and long texts too unless `long`.
    fn read(id: Id, columns: &mut dyn Columns, long: bool) -> Self;
    /// The record's id in this file.
    fn id(&self) -> Id;
    /// The cells of a field that are not empty.
    fn cells(&self, field: usize) -> Vec<(Value, Value)>;
    /// Puts a value of the log into a cell.
    ///
    /// # Errors
    /// [`Unreadable`] where this program does not know the value.
    fn put(&mut self, field: usize, element: &Value, value: &Value) -> Result<(), Unreadable>;
    /// Sets a part of a field from what a person wrote.
    ///
    /// # Errors
    /// A refusal, or a need.
    fn write(
        &mut self,
        field: usize,
        part: usize,
        text: &str,
        reader: &dyn Reader,
    ) -> Result<(), Stop>;
    /// Drops what the read model does not keep.
    fn strip(&mut self);
    /// Whether it is live.
    fn alive(&self) -> bool;
    /// The number people see.
    fn number(&self) -> Option<u32>;
    /// The TLP label.
    fn label(&self) -> Option<Label>;
    /// The title, where the kind has one.
    fn title(&self) -> Option<&Pair>;
    /// The organisation it comes from.
    fn source(&self) -> Option<Id>;
    /// The meeting it belongs to.
    fn meeting(&self) -> Option<Id>;
}

/// A record of any kind. Every [`Record`] is one.
pub trait Entity {
    /// Its kind.
    fn kind(&self) -> Kind;
    /// Its table of fields.
    fn fields(&self) -> &'static [Field];
    /// See [`Record::id`].
    fn id(&self) -> Id;
    /// See [`Record::cells`].
    fn cells(&self, field: usize) -> Vec<(Value, Value)>;
    /// See [`Record::put`].
    ///
    /// # Errors
    /// [`Unreadable`] where this program does not know the value.
    fn put(&mut self, field: usize, element: &Value, value: &Value) -> Result<(), Unreadable>;
    /// See [`Record::write`].
    ///
    /// # Errors
    /// A refusal, or a need.
    fn write(
        &mut self,
        field: usize,
        part: usize,
        text: &str,
        reader: &dyn Reader,
    ) -> Result<(), Stop>;
    /// See [`Record::strip`].
    fn strip(&mut self);
    /// See [`Record::alive`].
    fn alive(&self) -> bool;
    /// See [`Record::number`].
    fn number(&self) -> Option<u32>;
    /// See [`Record::label`].
    fn label(&self) -> Option<Label>;
    /// See [`Record::title`].
    fn title(&self) -> Option<&Pair>;
    /// See [`Record::source`].
    fn source(&self) -> Option<Id>;
    /// See [`Record::meeting`].
    fn meeting(&self) -> Option<Id>;

    /// Every record that this one refers to, with the field.
    fn refs(&self) -> Vec<(usize, Id)> {
        let mut refs = Vec::new();
        for (at, field) in self.fields().iter().enumerate() {
            if field.parts.iter().any(|part| part.of.is_ref()) {
                for (element, value) in self.cells(at) {
                    refs.extend(element.refs().chain(value.refs()).map(|id| (at, id)));
                }
            }
        }
        refs
    }
}

impl<R: Record> Entity for R {
    fn kind(&self) -> Kind {
        R::KIND
    }
    fn fields(&self) -> &'static [Field] {
        R::FIELDS
    }
    fn id(&self) -> Id {
        Record::id(self)
    }
    fn cells(&self, field: usize) -> Vec<(Value, Value)> {
        Record::cells(self, field)
    }
    fn put(&mut self, field: usize, element: &Value, value: &Value) -> Result<(), Unreadable> {
        Record::put(self, field, element, value)
    }
    fn write(
        &mut self,
        field: usize,
        part: usize,
        text: &str,
        reader: &dyn Reader,
    ) -> Result<(), Stop> {
        Record::write(self, field, part, text, reader)
    }
    fn strip(&mut self) {
        Record::strip(self);
    }
    fn alive(&self) -> bool {
        Record::alive(self)
    }
    fn number(&self) -> Option<u32> {
        Record::number(self)
    }
    fn label(&self) -> Option<Label> {
        Record::label(self)
    }
    fn title(&self) -> Option<&Pair> {
        Record::title(self)
    }
    fn source(&self) -> Option<Id> {
        Record::source(self)
    }
    fn meeting(&self) -> Option<Id> {
        Record::meeting(self)
    }
}

/// Writes a noun: its struct, and its [`Record`] from the same list. `titled` says that it has
/// a field `title`.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident: $kind:ident, $titled:tt;
     $($(#[doc = $fdoc:literal])+ $field:ident: $type:ty = $face:expr;)*) => {
        $crate::domain::record::record! { @all $(#[$doc])* $name: $kind, $titled;
            /// Whether the record is live, not in the trash.
            alive: $crate::domain::types::Flag = Face::PLAIN.column("deleted");
            /// The number people see; given at creation, never reused.
            number: $crate::domain::types::Number = Face::PLAIN;
            /// The TLP 2.0 label.
            label: $crate::domain::types::Marking = Face::quick(Quick::Keys(&[Key::Tlp])).json("tlp");
            /// Why the label was made wider.
            label_reason: $crate::domain::types::Line = Face::PLAIN.json("tlp_reason");
            /// The organisation it comes from.
            source: $crate::domain::types::Ref<$crate::domain::fields::Organisation> =
                $crate::domain::fields::source_face(Kind::$kind);
            /// The meeting it belongs to.
            meeting: $crate::domain::types::Ref<$crate::domain::fields::Meeting> =
                Face::quick(Quick::Keys(&[Key::Meeting]));
            /// The records it was made from.
            from: $crate::domain::types::Refs<$crate::domain::types::Any> =
                Face::PLAIN.json("made_from");
            $($(#[doc = $fdoc])+ $field: $type = $face;)*
        }
    };
    (@all $(#[$doc:meta])* $name:ident: $kind:ident, $titled:tt;
     $($(#[doc = $fdoc:literal])+ $field:ident: $type:ty = $face:expr;)*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// The record's id in this file.
            pub id: Id,
            $($(#[doc = $fdoc])+ pub $field: $type,)*
        }

        impl Record for $name {
            const KIND: Kind = Kind::$kind;
            const FIELDS: &'static [Field] =
                &[$(Field::of::<$type>(stringify!($field), concat!($($fdoc),+), $face),)*];

            fn new(id: Id) -> Self {
                Self { id, $($field: Default::default(),)* }
            }

            fn read(id: Id, columns: &mut dyn Columns, long: bool) -> Self {
                Self { id, $($field: if <$type>::LONG && !long {
                    Default::default()
                } else {
                    <$type>::read(columns)
                },)* }
            }

            fn id(&self) -> Id {
                self.id
            }

            fn cells(&self, field: usize) -> Vec<(Value, Value)> {
                let mut at = 0..;
                $(if at.next() == Some(field) { return Cell::cells(&self.$field); })*
                Vec::new()
            }

            fn put(
                &mut self, field: usize, element: &Value, value: &Value,
            ) -> Result<(), Unreadable> {
                let mut at = 0..;
                $(if at.next() == Some(field) { return self.$field.put(element, value); })*
                Err(Unreadable)
            }

            fn write(
                &mut self, field: usize, part: usize, text: &str, reader: &dyn Reader,
            ) -> Result<(), Stop> {
                let mut at = 0..;
                $(if at.next() == Some(field) { return self.$field.write(part, text, reader); })*
                Ok(())
            }

            fn strip(&mut self) {
                $(self.$field.strip();)*
            }

            fn alive(&self) -> bool {
                self.alive.0
            }

            fn number(&self) -> Option<u32> {
                self.number.0.and_then(|n| u32::try_from(n).ok())
            }

            fn label(&self) -> Option<$crate::domain::label::Label> {
                self.label.0
            }

            fn title(&self) -> Option<&$crate::domain::types::Pair> {
                $crate::domain::record::record!(@title self $titled)
            }

            fn source(&self) -> Option<Id> {
                self.source.0
            }

            fn meeting(&self) -> Option<Id> {
                self.meeting.0
            }
        }
    };
    (@title $self:ident titled) => { Some(&$self.title) };
    (@title $self:ident untitled) => { None };
}
pub(crate) use record;

/// A change of a cell that a rule wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The record.
    pub record: Id,
    /// The field.
    pub field: FieldId,
    /// The element: the language, or the member of a set; else nothing.
    pub element: Value,
    /// The new value; nothing empties the cell.
    pub value: Value,
}

/// The edits that make `new` of `old`: the only maker of an edit's changes.
#[must_use]
pub fn diff(old: &dyn Entity, new: &dyn Entity) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, field) in new.fields().iter().enumerate() {
        let (was, is) = (old.cells(at), new.cells(at));
        if was == is {
            continue;
        }
        let gone = if field.is_set() { Value::Int(0) } else { Value::Null };
        let mut edit = |element: Value, value: Value| {
            let field = FieldId { kind: new.kind(), at };
            edits.push(Edit { record: new.id(), field, element, value });
        };
        for (element, _) in was.iter().filter(|(e, _)| is.iter().all(|(x, _)| x != e)) {
            // A flag that is taken away is a value of its own: the tombstone.
            let value = if at == common::ALIVE { Value::Int(0) } else { gone.clone() };
            edit(element.clone(), value);
        }
        for (element, value) in is.into_iter().filter(|cell| !was.contains(cell)) {
            edit(element, value);
        }
    }
    edits
}
