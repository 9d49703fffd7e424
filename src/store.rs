//! The file: its schema, its rows, its log. The only place that speaks SQL.
//!
//! Rules live in `domain`; this module fetches what they need and writes what they return.

mod archive;
mod check;
mod codec;
mod copy;
mod error;
mod file;
mod history;
mod log;
mod needs;
mod pages;
mod rows;
mod schema;

pub use archive::{ChangeName, RawActor, RawChange, RawOperation, RawValue, RawWriter};
pub use error::{Error, Wrong};
pub use file::{
    APPLICATION_ID, Durability, Looked, MAJOR, MINOR, Store, backup_folder, backup_stem,
};
pub(crate) use history::BEGINNING;
pub use history::{Group, Logged, Missing, Stretch};
pub use log::{Operation, Writer};
pub use needs::trash;
pub use pages::{first, items_of, marks_of};
