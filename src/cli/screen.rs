//! `-h`: what most runs need, on one screen. `--help` tells all there is.
//!
//! In: the command line's definition. Out: the same with less help; what it takes stays the same.

use clap::Command;
use clap::builder::Resettable;

/// Options that few runs need.
const RARE: &[&str] = &[
    "add_ignore",
    "cgo",
    "color",
    "config",
    "deps",
    "exit_zero",
    "fix_only",
    "go",
    "goarch",
    "goos",
    "ignore",
    "isolated",
    "jobs",
    "min_confidence",
    "min_severity",
    "new_from_merge_base",
    "no_ignores",
    "offline",
    "only_files",
    "quiet",
    "rules",
    "statistics",
    "strict",
    "tags",
    "version",
    "write_baseline",
];

/// A command that tells less of itself, and so do those below it. `path`: what is typed for it.
pub(super) fn brief(command: Command, path: &str) -> Command {
    let command = command.disable_version_flag(true).mut_args(|arg| {
        let rare = RARE.contains(&arg.get_id().as_str());
        arg.hide(rare).help_heading(Resettable::Reset)
    });
    let command = command.after_help(format!("All options, and examples: {path} --help"));
    command.mut_subcommands(|inner| {
        let path = format!("{path} {}", inner.get_name());
        brief(inner, &path)
    })
}
