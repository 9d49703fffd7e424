//! Taking an operation back: which changes restore what it replaced, or why it cannot be.

use std::collections::{HashMap, HashSet};

use super::{Change, Heads, Past};
use crate::domain::{
    record::{FieldId, common},
    value::{Id, Value},
};

/// A change of the operation to be taken back, with the changes it replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The change.
    pub past: Past,
    /// What it replaced; nothing for a first value, several where it closed a contest.
    pub bases: Vec<Past>,
}

/// What is to be taken back.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// The operation's changes, in their order; for a rewind, those of all later operations.
    pub made: Vec<Made>,
    /// What each tombstone among the bases covered, by its origin.
    pub covers: HashMap<i64, HashSet<i64>>,
}

/// Why an operation cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Something later stands on it.
    Later {
        /// The record.
        record: Id,
        /// The field.
        field: FieldId,
        /// The later operation.
        by: i64,
    },
    /// The record was deleted since.
    Deleted {
        /// The record.
        record: Id,
        /// The operation that deleted it.
        by: i64,
    },
}

/// The changes that take an operation back.
///
/// Each has the present head as its only base and takes the value, and so the rank, of what
/// the operation had replaced. The undo of a creation writes only the tombstone: the fields
/// keep their values, for a redo.
///
/// # Errors
/// [`Blocked`] where a later change stands on it; then nothing is to be written.
pub fn undo(target: &Target, heads: &Heads) -> Result<Vec<Change>, Blocked> {
    let work = Work::new(target, heads);
    let mut changes = Vec::new();
    for made in &target.made {
        if work.created.contains(&made.past.record) {
            if is_birth(made) {
                changes.push(work.unmake(made)?);
            }
        } else {
            work.restore(made, &mut changes)?;
        }
    }
    Ok(changes)
}

/// The changes that bring every touched cell back to what it was before the first of the
/// target's changes; what was created since goes to the trash.
#[must_use]
pub fn rewind(target: &Target, heads: &Heads) -> Vec<Change> {
    let work = Work::new(target, heads);
    let mut seen: HashSet<(Id, FieldId, &Value)> = HashSet::new();
    let mut changes = Vec::new();
    for made in &target.made {
        let past = &made.past;
        if !seen.insert((past.record, past.field, &past.element)) {
            continue;
        }
        let born = work.created.contains(&past.record);
        if born && (!is_birth(made) || work.dead(past.record).is_some()) {
            continue;
        }
        let head = heads.cell(past.record, past.field, &past.element).last();
        let Some(head) = head else { continue };
        if born {
            changes.push(tombstone(head, heads));
            continue;
        }
        match made.bases.as_slice() {
            // Empty then and empty now: a void over a void would only stand on a dead record.
            [] if head.void => {}
            [] => changes.push(void(head)),
            bases => {
                let same = |base: &&Past| base.origin == head.origin || (base.void && head.void);
                for base in bases.iter().filter(|base| !same(base)) {
                    let change = restoring(head, base);
                    changes.push(if base.is_tombstone() { change.covering(heads) } else { change });
                }
            }
        }
    }
    changes
}

/// Whether the change is the first that made its record.
fn is_birth(made: &Made) -> bool {
    made.past.field.at == common::ALIVE && !made.past.is_tombstone() && made.bases.is_empty()
}

fn change_on(head: &Past, value: Value) -> Change {
    Change::new(head.record, head.field, head.element.clone(), value, &[head])
}

fn tombstone(head: &Past, heads: &Heads) -> Change {
    change_on(head, Value::Int(0)).covering(heads)
}

fn void(head: &Past) -> Change {
    Change { void: true, ..change_on(head, Value::Null) }
}

fn restoring(head: &Past, base: &Past) -> Change {
    Change { restores: Some(base.origin), void: base.void, ..change_on(head, base.value.clone()) }
}

struct Work<'a> {
    target: &'a Target,
    heads: &'a Heads,
    /// Records that the operation created.
    created: HashSet<Id>,
    /// Records whose life the operation changed.
    lives: HashSet<Id>,
    /// Changes of the operation, and the values they restored.
    own: HashSet<i64>,
}

impl<'a> Work<'a> {
    fn new(target: &'a Target, heads: &'a Heads) -> Self {
        let all = || target.made.iter();
        Self {
            target,
            heads,
            created: all().filter(|made| is_birth(made)).map(|made| made.past.record).collect(),
            lives: all()
                .filter(|made| made.past.field.at == common::ALIVE)
                .map(|made| made.past.record)
                .collect(),
            own: all().flat_map(|made| [made.past.change, made.past.origin]).collect(),
        }
    }

    /// The operation that put the record into the trash, where it is there.
    fn dead(&self, record: Id) -> Option<i64> {
        let life = self.heads.of(record).iter().find(|head| head.field.at == common::ALIVE)?;
        life.is_tombstone().then_some(life.operation)
    }

    /// The head that is the change itself or brought its value back.
    fn standing(&self, past: &Past) -> Result<&'a Past, Blocked> {
        let mut later = past.operation;
        let all = self.heads.of(past.record).iter();
        for head in all.filter(|head| head.same_cell(past.field, &past.element)) {
            if head.change == past.change || head.origin == past.origin {
                return Ok(head);
            }
            later = head.operation;
        }
        Err(Blocked::Later { record: past.record, field: past.field, by: later })
    }

    /// Takes the creation of a record back, unless somebody worked on it since.
    fn unmake(&self, made: &Made) -> Result<Change, Blocked> {
        let head = self.standing(&made.past)?;
        self.may_die(made.past.record, &HashSet::new())?;
        Ok(tombstone(head, self.heads))
    }

    /// Refuses where a head of the record is not of this operation, nor known to the tombstone
    /// that comes back, nor empty: killing the record would bury it.
    fn may_die(&self, record: Id, covered: &HashSet<i64>) -> Result<(), Blocked> {
        let known = |head: &Past| {
            [head.change, head.origin].iter().any(|n| self.own.contains(n) || covered.contains(n))
        };
        let others = self.heads.of(record).iter().filter(|head| head.field.at != common::ALIVE);
        for head in others {
            if !head.void && !known(head) {
                return Err(Blocked::Later { record, field: head.field, by: head.operation });
            }
        }
        Ok(())
    }

    fn restore(&self, made: &Made, changes: &mut Vec<Change>) -> Result<(), Blocked> {
        let past = &made.past;
        if !self.lives.contains(&past.record)
            && let Some(by) = self.dead(past.record)
        {
            return Err(Blocked::Deleted { record: past.record, by });
        }
        let head = self.standing(past)?;
        if made.bases.is_empty() {
            changes.push(void(head));
        }
        for base in &made.bases {
            let change = restoring(head, base);
            if base.is_tombstone() {
                let none = HashSet::new();
                let covered = self.target.covers.get(&base.origin).unwrap_or(&none);
                self.may_die(past.record, covered)?;
                changes.push(change.covering(self.heads));
            } else {
                changes.push(change);
            }
        }
        Ok(())
    }
}
