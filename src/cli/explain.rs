//! Options of `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Target;

pub(super) const EXAMPLES: &str = "\
Examples:
  muxray explain guard-bypassed
  muxray explain debugging
  muxray explain --error 'listen tcp :6060: bind: address already in use'
  go run . 2>&1 | muxray explain --error -

With --error the packages below this directory are analysed too, and the causes
that are found there come first.

Exit status: 0 it is known, 1 no rule and no guide knows the message, 2 wrong
usage or failure.";

/// Options of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Explain {
    /// A rule's id, or the name of a guide [default: list the guides]
    #[arg(value_name = "RULE|GUIDE")]
    pub page: Option<String>,
    /// Which rules know this message of Go, Delve or VS Code; `-` reads it from the standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "page", allow_hyphen_values = true)]
    pub error: Option<String>,
    /// text, json or markdown
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: PageFormat,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// What is analysed, for `--error`.
    #[command(flatten)]
    pub target: Target,
}

/// How a rule's page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a terminal.
    Text,
    /// One object.
    Json,
    /// For a website.
    Markdown,
}
