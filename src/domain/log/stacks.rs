//! The two stacks of undo and redo, derived from the operations made in this file.

use std::collections::HashSet;

/// What an operation is to the stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An ordinary operation, a revert from History among them.
    Ordinary,
    /// The undo of this ordinary operation.
    Undoes(i64),
    /// The redo: the undo of this undo.
    Redoes(i64),
    /// One of a round that is closed since: stepped over, and what was undone before it is past
    /// bringing back.
    Sealed,
    /// The operation that made the workspace: nothing before it, and not on any stack.
    Beginning,
}

/// Walks the operations made in this file from the newest back, until both tops are known.
///
/// `U` is what `undo` takes back next, `R` what `redo` brings back: undo of the top of `U`
/// moves it to `R`, undo of the top of `R` moves it back, anything else empties `R`. Read
/// backwards, an undo cancels the operation it names, and a redo cancels the undo it names;
/// so the walk ends at the first ordinary operation that is not cancelled, however long the
/// file is.
#[derive(Debug, Default)]
pub struct Stacks {
    cancelled: HashSet<i64>,
    undo: Option<i64>,
    redo: Option<i64>,
    redo_known: bool,
    stepped_over: bool,
    done: bool,
}

impl Stacks {
    /// Takes the next older operation. False when no more are needed.
    pub fn take(&mut self, operation: i64, step: Step) -> bool {
        if self.done {
            return false;
        }
        if self.cancelled.contains(&operation) {
            return true;
        }
        match step {
            Step::Beginning => self.done = true,
            Step::Sealed => {
                self.redo_known = true;
                self.stepped_over = true;
            }
            Step::Undoes(other) => {
                self.cancelled.insert(other);
                if !self.redo_known {
                    // Walking back, the first undo that no redo has cancelled is the top of R.
                    self.redo = Some(operation);
                    self.redo_known = true;
                }
            }
            Step::Redoes(undo) => {
                self.cancelled.insert(undo);
            }
            Step::Ordinary => {
                self.undo = Some(operation);
                self.redo_known = true;
                self.done = true;
            }
        }
        !self.done
    }

    /// The operation that `undo` takes back.
    #[must_use]
    pub fn undo(&self) -> Option<i64> {
        self.undo
    }

    /// Whether operations of a closed round lie above what `undo` takes back.
    #[must_use]
    pub fn stepped_over(&self) -> bool {
        self.stepped_over
    }

    /// The undo that `redo` takes back.
    #[must_use]
    pub fn redo(&self) -> Option<i64> {
        self.redo
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tops(log: &[(i64, Step)]) -> (Option<i64>, Option<i64>) {
        let mut stacks = Stacks::default();
        for (operation, step) in log.iter().rev() {
            if !stacks.take(*operation, *step) {
                break;
            }
        }
        (stacks.undo(), stacks.redo())
    }

    #[test]
    fn undo_moves_to_redo_and_back() {
        use Step::{Beginning, Ordinary, Redoes, Undoes};
        let log = vec![(1, Beginning), (2, Ordinary), (3, Ordinary)];
        assert_eq!(tops(&log), (Some(3), None));
        let log = [log, vec![(4, Undoes(3)), (5, Undoes(2))]].concat();
        assert_eq!(tops(&log), (None, Some(5)));
        let log = [log, vec![(6, Redoes(5))]].concat();
        assert_eq!(tops(&log), (Some(2), Some(4)));
        let log = [log, vec![(7, Ordinary)]].concat();
        assert_eq!(tops(&log), (Some(7), None));
        let log = [log, vec![(8, Step::Sealed), (9, Step::Sealed)]].concat();
        assert_eq!(tops(&log), (Some(7), None));
        let undone = [log, vec![(10, Undoes(7))]].concat();
        assert_eq!(tops(&undone), (Some(2), Some(10)));
    }

    proptest! {
        /// The walk back agrees with two stacks kept by hand from the beginning.
        #[test]
        fn the_walk_equals_the_stacks(moves in prop::collection::vec(0_u8..4, 0..60)) {
            let mut log = vec![(1, Step::Beginning)];
            let (mut undo, mut redo): (Vec<i64>, Vec<(i64, i64)>) = (vec![], vec![]);
            for (at, what) in moves.into_iter().enumerate() {
                let n = i64::try_from(at).unwrap() + 2;
                match what {
                    1 if !undo.is_empty() => {
                        let top = undo.pop().unwrap();
                        log.push((n, Step::Undoes(top)));
                        redo.push((top, n));
                    }
                    2 if !redo.is_empty() => {
                        let (top, by) = redo.pop().unwrap();
                        log.push((n, Step::Redoes(by)));
                        undo.push(top);
                    }
                    0 | 3 => {
                        log.push((n, Step::Ordinary));
                        undo.push(n);
                        redo.clear();
                    }
                    _ => continue,
                }
                let expected = (undo.last().copied(), redo.last().map(|(_, by)| *by));
                prop_assert_eq!(tops(&log), expected);
            }
        }
    }
}
