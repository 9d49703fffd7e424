//! What can be done: commands, and the workspace that carries them out. Every change to a file
//! goes through [`Workspace::execute`].

mod archive;
mod backup;
mod command;
mod draw;
mod execute;
mod history;
mod receipt;
pub mod rules;
mod stats;
mod workspace;

pub use archive::import_all;
pub use command::{Command, ListChange, Stamp, Target};
pub use draw::Draw;
pub use history::{LogEntry, LogLine, verb_of};
pub use receipt::{Changed, Error, Receipt};
pub use stats::Stats;
pub use workspace::{Beginning, Counts, Durability, FirstPage, Opening, Random, Workspace};
