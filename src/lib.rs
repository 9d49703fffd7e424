//! Plenary: a terminal workbench for joint taskforce sessions.

pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod ops;
pub mod report;
pub mod store;
pub mod tui;
