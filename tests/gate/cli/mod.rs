//! The program as people and scripts run it.

mod bad_input;
mod bench;
mod disk;
mod lines;
mod nouns;
mod output;
mod said;
mod verbs;
