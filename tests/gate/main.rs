//! The integration tests, one binary.

mod bench;
mod chance;
mod commands;
mod log_cases;
mod play;
mod undo_property;
