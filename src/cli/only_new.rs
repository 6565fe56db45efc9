//! Options that leave only new findings, or those of some files. What is analysed stays the same.

use std::path::PathBuf;

use clap::Args;

/// What counts as new.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Only what is new")]
pub struct OnlyNew {
    /// Leave out the findings that FILE lists
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write it [default: muxray-baseline.json]
    #[arg(long, conflicts_with_all = ["fix", "fix_only", "diff", "add_ignore"])]
    #[arg(conflicts_with_all = ["new_from_rev", "new_from_merge_base", "staged", "only_files"], hide_short_help = true)]
    pub write_baseline: bool,
    /// Report what touches lines changed since REV
    #[arg(long, value_name = "REV", conflicts_with_all = ["new_from_merge_base", "staged"])]
    pub new_from_rev: Option<String>,
    /// The same since the branch left REV
    #[arg(long, value_name = "REV", conflicts_with = "staged", hide_short_help = true)]
    pub new_from_merge_base: Option<String>,
    /// The same for lines that are staged
    #[arg(long)]
    pub staged: bool,
    /// Report what touches these; the last option
    #[arg(long, value_name = "FILE", num_args = 1.., hide_short_help = true)]
    pub only_files: Vec<PathBuf>,
}
