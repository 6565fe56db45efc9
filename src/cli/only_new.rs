//! Options that leave only new findings.

use std::path::PathBuf;

use clap::Args;

/// What counts as new.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Only what is new")]
pub struct OnlyNew {
    /// Do not tell the findings that FILE knows
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write today's findings to the baseline [default: muxray-baseline.json]
    #[arg(long)]
    pub write_baseline: bool,
}
