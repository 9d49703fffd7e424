//! What can be done: commands, and the workspace that carries them out. Every change to a file
//! goes through [`Workspace::execute`].

mod command;
mod receipt;
mod workspace;

pub use command::{Command, ListChange, Stamp, Target};
pub use receipt::{Changed, Error, Receipt};
pub use workspace::*;
