//! Options of `completions` and `man`: what a shell and a manual want to know of the command line.

use clap::Args;
use clap_complete::Shell;

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
