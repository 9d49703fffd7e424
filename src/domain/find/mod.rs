//! Finding among up to 100,000 titles while a person types (stack.md S5.4).
//!
//! An [`Index`] holds the folded texts, a [`Query`] what is sought, a [`Search`] goes through the
//! one for the other in slices, so that no key waits for it. A few hundred entries are found by
//! the same code in one slice. A [`Sift`] cuts a list down instead and keeps its order.
//!
//! An entry is found where every word of the query, in any order, stands in one of its parts
//! (ref, titles, names): whole, or, unless the query is unbroken, its letters in order with gaps.
//! No typing mistake is forgiven.
//! What is found is ranked by
//!
//! 1. its [`Band`], the worst of its words, but that a ref or a whole part is named,
//! 2. in [`Band::Scattered`] only, the skim score, highest first, summed over the words,
//! 3. its [`Place`], then its key.

mod highlight;
mod index;
mod query;
mod records;
mod search;
mod sift;
#[cfg(test)]
mod tests;

pub use index::{Index, Place};
pub use query::{Band, Query};
pub use search::{Hit, Progress, SLICE, Search};
pub use sift::Sift;
