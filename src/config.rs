//! Settings and shipped defaults: language bundles, theme roles, templates, actions
//! and their keys; what a person set, and what they opened last.

pub mod actions;
pub mod keys;
pub mod recent;
pub mod settings;
pub mod templates;
pub mod theme;
pub mod words;
