//! Plenary: a terminal workbench for joint taskforce sessions.

pub mod config;
pub mod domain;
pub mod exchange;
pub mod ops;
pub mod report;
pub mod store;
pub mod tui;
