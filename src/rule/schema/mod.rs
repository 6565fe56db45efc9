//! The shape of rule files and knowledge files as JSON schemas, for editors.
//!
//! The texts are made of the types that read the files, by a test, and kept: what makes them would be a fortieth of the binary and is
//! not needed where muxray runs. Knows nothing of what a rule means.

#[cfg(test)]
pub(crate) mod derived;

/// The schema of a rule file, as JSON.
pub const RULE: &str = include_str!("rule.json");

/// The schema of a knowledge file, as JSON.
pub const KNOWN: &str = include_str!("known.json");
