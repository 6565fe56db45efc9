//! Options of `completions` and `man`: what a shell and a manual want to know of the command line.

use clap::Args;
use clap_complete::Shell;

pub(super) const COMPLETIONS: &str = "\
Examples:
  muxray completions bash >~/.local/share/bash-completion/completions/muxray
  muxray completions zsh >\"${fpath[1]}/_muxray\"
  muxray completions fish >~/.config/fish/completions/muxray.fish";

pub(super) const MAN: &str = "\
Examples:
  muxray man lint | man -l -         the page of one command, now
  muxray man rules test | man -l -   of a command below it
  muxray man lint >~/.local/share/man/man1/muxray-lint.1";

/// Options of `completions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct Completions {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: Shell,
}

/// Options of `man`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Man {
    /// A command, for its own page
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
