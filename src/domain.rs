//! What is true: records and their table of fields, the change log's rules, dates, texts,
//! quick-add. Nothing here knows SQL, a terminal, files, the clock or randomness.

pub mod agenda;
pub mod capability;
pub mod cell;
pub mod clock;
pub mod dates;
pub mod disclose;
pub mod entry;
pub mod fields;
pub mod find;
pub mod kind;
pub mod label;
pub mod lang;
pub mod log;
pub mod order_key;
pub mod paste;
pub mod personal;
pub mod quick;
pub mod reader;
pub mod record;
pub mod refs;
pub mod refusal;
pub mod row;
pub mod saying;
pub mod similar;
pub mod snapshot;
pub mod text;
pub mod tokens;
pub mod types;
pub mod value;
pub mod view;
pub mod words;
pub mod written;
pub mod zone;
