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
    /// Write it [default: muxray-baseline.json]
    #[arg(long, conflicts_with_all = ["fix", "fix_only", "diff"])]
    pub write_baseline: bool,
}
