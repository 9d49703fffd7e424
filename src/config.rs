//! Settings and shipped defaults: language bundles, theme roles, actions and their keys.

pub mod words;
