//! Options of `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Explain {
    /// The rule's id
    pub rule: String,
    /// text, json or markdown
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: PageFormat,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
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
