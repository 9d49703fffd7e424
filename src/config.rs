//! Settings and shipped defaults: language bundles, theme roles, actions and their keys.

pub mod actions;
pub mod keys;
pub mod theme;
pub mod words;
