//! The change log as pure functions: which changes a command writes, what undo restores, what
//! stands at the top of the two stacks. The store fetches what these need and writes what they
//! return; it holds no rule of its own.

mod keeps;
mod rows;
mod stacks;
mod undo;

use std::collections::HashMap;

pub use rows::{Outcome, in_use, project, settle, users_of};
pub use stacks::{Stacks, Step};
pub use undo::{Blocked, Made, Target, rewind, undo};

use super::{
    record::{Edit, FieldId, common},
    value::{Id, Value},
};

/// A change as the file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The change.
    pub change: i64,
    /// The operation it was made by.
    pub operation: i64,
    /// The record.
    pub record: Id,
    /// The field.
    pub field: FieldId,
    /// The element of the field.
    pub element: Value,
    /// The value, of the change it restores where it restores one.
    pub value: Value,
    /// The change whose value this is: itself, or the one it restores.
    pub origin: i64,
    /// Whether it empties the cell, as the undo of a first value does.
    pub void: bool,
    /// The clock of its operation.
    pub clock: i64,
}

impl Past {
    /// Whether it is a change of the same cell.
    #[must_use]
    pub fn same_cell(&self, field: FieldId, element: &Value) -> bool {
        self.field == field && self.element == *element
    }

    /// Whether it puts its record into the trash.
    #[must_use]
    pub fn is_tombstone(&self) -> bool {
        self.field.at == common::ALIVE && self.value == Value::Int(0)
    }
}

/// The heads of records: the changes that nobody has replaced.
#[derive(Clone, Debug, Default)]
pub struct Heads(HashMap<Id, Vec<Past>>);

impl Heads {
    /// Adds a head.
    pub fn add(&mut self, head: Past) {
        self.0.entry(head.record).or_default().push(head);
    }

    /// Every head of a record.
    #[must_use]
    pub fn of(&self, record: Id) -> &[Past] {
        self.0.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The heads of a cell; one in a file that was never merged.
    pub fn cell<'a>(
        &'a self,
        record: Id,
        field: FieldId,
        element: &'a Value,
    ) -> impl Iterator<Item = &'a Past> {
        self.of(record).iter().filter(move |head| head.same_cell(field, element))
    }
}

/// A change to be written. Only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub record: Id,
    /// The field.
    pub field: FieldId,
    /// The element of the field.
    pub element: Value,
    /// The value as it will show; where the change restores another, that one's.
    pub value: Value,
    /// The changes it replaces.
    pub bases: Vec<i64>,
    /// The change whose value comes back.
    pub restores: Option<i64>,
    /// Whether it empties a cell that had no value before.
    pub void: bool,
    /// The heads that a tombstone has seen.
    pub covers: Vec<i64>,
    /// The highest clock among the changes it replaces or covers.
    pub after: i64,
    made: Made1,
}

/// Keeps [`Change`] from being built elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made1;

impl Change {
    fn new(record: Id, field: FieldId, element: Value, value: Value, bases: &[&Past]) -> Self {
        let after = bases.iter().map(|base| base.clock).max().unwrap_or(0);
        let bases = bases.iter().map(|base| base.change).collect();
        Self {
            record,
            field,
            element,
            value,
            bases,
            restores: None,
            void: false,
            covers: Vec::new(),
            after,
            made: Made1,
        }
    }

    /// Makes a tombstone cover every head of its record but those it replaces.
    fn covering(mut self, heads: &Heads) -> Self {
        for head in heads.of(self.record) {
            self.after = self.after.max(head.clock);
            if !self.bases.contains(&head.change) {
                self.covers.push(head.change);
            }
        }
        self
    }
}

/// The changes that edits make, given the heads of the records they touch. An edit that
/// changes nothing (its value is the one shown, by one head) makes no change.
#[must_use]
pub fn write(edits: &[Edit], heads: &Heads) -> Vec<Change> {
    let mut changes = Vec::with_capacity(edits.len());
    for edit in edits {
        let bases: Vec<&Past> = heads.cell(edit.record, edit.field, &edit.element).collect();
        match bases.as_slice() {
            [] if edit.value.is_null() => continue,
            [only] if only.value == edit.value => continue,
            _ => {}
        }
        let (element, value) = (edit.element.clone(), edit.value.clone());
        let change = Change::new(edit.record, edit.field, element, value, &bases);
        let tombstone = edit.field.at == common::ALIVE && edit.value == Value::Int(0);
        changes.push(if tombstone { change.covering(heads) } else { change });
    }
    changes
}

/// The first edit that would write over what another hand wrote since the picture it was made
/// from: a head of its cell came `later` with another value. A delete buries every cell of its
/// record, so every head of the record counts.
pub fn overtaken<'a>(
    edits: &'a [Edit],
    heads: &'a Heads,
    later: impl Fn(i64) -> bool,
) -> Option<(&'a Edit, &'a Past)> {
    edits.iter().find_map(|edit| {
        let deletes = edit.field.at == common::ALIVE && edit.value == Value::Int(0);
        let buried = |head: &&Past| {
            let replaced = head.same_cell(edit.field, &edit.element) && head.value != edit.value;
            (deletes || replaced) && later(head.operation)
        };
        heads.of(edit.record).iter().find(buried).map(|head| (edit, head))
    })
}
