//! Documents as data. They are made from what the redaction gate let through and from nothing
//! else; the bytes of a format are made of them elsewhere.

mod document;
mod plan;
mod texts;

pub use document::{Cell, Document, Section, Table};
pub use plan::plan;
