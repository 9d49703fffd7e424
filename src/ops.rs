//! What can be done: commands, and the workspace that carries them out. Every change to a file
//! goes through [`Workspace::execute`].

mod archive;
mod backup;
mod command;
mod draw;
mod execute;
mod history;
mod log;
mod receipt;
pub mod rules;
mod stats;
mod workspace;

pub use archive::import_all;
pub use command::{ClockChange, Command, ListChange, Stamp, Target};
pub use draw::Draw;
pub use history::verb_of;
pub use log::{LogEntry, LogGroup, LogLine, LogPage, LogQuery, Since, Stretch, Trashed};
pub use receipt::{Changed, Error, Receipt};
pub use stats::Stats;
pub use workspace::{Beginning, Durability, FirstPage, Opening, Random, Workspace};
