//! The program as people and scripts run it.

mod bad_input;
mod bench;
mod lines;
mod output;
mod verbs;
