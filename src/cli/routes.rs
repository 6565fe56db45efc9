//! Options of `routes`.

use clap::{Args, ValueEnum};

use super::{ConfigSource, Target};

pub(super) const EXAMPLES: &str = "\
Examples:
  muxray routes ./cmd/api               what one program serves, and where
  muxray routes --diff origin/main      what came and went since that commit
  muxray routes --format html >x.html   a page for a browser
  muxray routes --format dot | dot -Tsvg >routes.svg";

/// Options of `routes`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Routes {
    /// Packages, as the go command reads them [default: ./...]
    #[arg(value_name = "PATTERNS", default_value = "./...", hide_default_value = true)]
    pub patterns: Vec<String>,
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigSource,
    /// What is analysed.
    #[command(flatten)]
    pub target: Target,
    /// text, json, dot, mermaid or html
    #[arg(long, value_enum, default_value_t = TableFormat::Text, help_heading = "Output")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: TableFormat,
    /// Show what came and went since a commit (text or json)
    #[arg(long, value_name = "REV", help_heading = "Output")]
    pub diff: Option<String>,
    /// Exit with 2 if anything could not be read or parsed
    #[arg(long, help_heading = "Output", hide_short_help = true)]
    pub strict: bool,
}

/// How the route table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// A graph for Graphviz.
    Dot,
    /// A graph for Mermaid.
    Mermaid,
    /// One page with everything.
    Html,
}
