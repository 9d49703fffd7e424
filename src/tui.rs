//! The screen program: one loop, one app, one thread that owns the file.
//!
//! A key goes `terminal event -> Input -> the context's key table -> Action -> App::update ->
//! Effect -> the workspace's thread -> Receipt -> App::update`, and then the app is drawn.

mod agenda;
mod app;
mod below;
mod draw;
mod echo;
pub mod editor;
mod facts;
pub mod finder;
mod home;
mod input;
mod layout;
mod lists;
mod log;
mod message;
mod prefill;
mod replay;
mod runner;
mod screens;
mod steps;
mod terminal;
mod trace;
mod worker;

pub use replay::print;
pub use runner::{Clock, Error, Options, Outcome, run};
#[cfg(test)]
mod tests;
