//! The screen program: one loop, one app, one thread that owns the file.
//!
//! A key goes `terminal event -> Input -> the context's key table -> Action -> App::update ->
//! Effect -> the workspace's thread -> Receipt -> App::update`, and then the app is drawn.

mod agenda;
mod app;
mod attendance;
mod below;
mod diff;
mod draw;
mod echo;
pub mod editor;
mod facts;
mod finder;
mod form;
mod home;
mod input;
mod layout;
mod lists;
mod log;
mod message;
mod palette;
mod picker;
mod prefill;
mod projector;
mod replay;
mod runner;
mod screens;
mod start;
mod steps;
mod svg;
mod terminal;
mod trace;
mod worker;

pub use replay::{Sheet, print};
pub use runner::{Clock, Error, Opened, Options, Outcome, run};
pub use start::{Home, Opens, Ways, home, print_home};
pub use terminal::probe::{name_keys, size, swatches, widths};
#[cfg(test)]
mod tests;
