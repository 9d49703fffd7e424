//! The program as people and scripts run it.

mod bad_input;
pub(crate) mod bench;
mod clock;
mod disk;
mod lines;
mod nouns;
mod output;
mod said;
mod verbs;
