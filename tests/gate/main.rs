//! The integration tests, one binary.

mod architecture;
mod bench;
mod chance;
mod commands;
mod fields;
mod log_cases;
mod play;
mod undo_property;
