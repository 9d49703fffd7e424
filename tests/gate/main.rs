//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "a test that fails is to say so at once; the lints' own exception covers only \
              functions marked as tests, not their helpers"
)]

mod architecture;
mod archive;
mod bench;
mod chance;
mod cli;
mod commands;
mod crash;
mod fields;
mod files;
mod find;
mod history;
mod journey;
mod log_cases;
mod older_files;
mod pictures;
mod play;
mod promises;
mod pty;
mod rough;
mod screens;
mod similar;
mod start;
mod terminal;
mod two_programs;
mod undo_property;
mod words;
mod work;
