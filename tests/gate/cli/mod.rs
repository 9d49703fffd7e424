//! The program as people and scripts run it.

mod attendance;
mod bad_input;
pub(crate) mod bench;
mod clock;
mod disk;
mod lines;
mod nouns;
mod output;
mod rounds;
mod said;
mod verbs;
