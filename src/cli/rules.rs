//! Options of `rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Commands about rules.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Rules {
    /// Which one; `list` if none is given.
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Vec<PathBuf>,
}

/// What can be done with rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum RulesCommand {
    /// List the rules
    List,
}
