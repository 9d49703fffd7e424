//! The command line: arguments to commands, results to text. All printing is done here.
//!
//! [`parse`] looks at the arguments only; [`run`] carries out what is no matter of the screen.
//! Each command has a file of its own, named after its verb.

mod args;
mod call;
mod environment;
mod failure;
mod help;
mod json;
mod labels;
mod output;
mod run;
mod start;
mod table;
mod told;

mod add;
mod archive;
mod attendance;
mod backup;
mod board;
mod capability;
mod check;
mod clock;
mod config;
mod delete;
mod demo;
mod doctor;
mod edit;
mod export;
mod group;
mod link;
mod list;
mod lists;
mod log;
mod meeting;
mod new;
mod place;
mod restore;
mod round;
mod show;
mod similar;
mod stats;
mod trash;
mod undo;

pub use demo::sample;
pub use doctor::{Doctor, Terminal, card, colours, samples, verdict};
pub use environment::Environment;
pub use failure::Failure;
pub use output::Output;
pub use run::{Ended, fail, print, run};
pub use start::{Print, Run, Screen, Start, parse, workspaces_in};
