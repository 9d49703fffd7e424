//! Bytes of other programs: documents are written here, whatever they hold.

pub mod markdown;
