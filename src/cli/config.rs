//! Options of `config`.

use clap::{Args, Subcommand};

use super::{Choice, ConfigSource, Target};

pub(super) const EXAMPLES: &str = "\
Examples:
  muxray config show                        what a run here goes by, and why
  muxray config schema >muxray.schema.json  for editors";

/// Commands about the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Config {
    /// Which one.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What can be done with the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// Print what a run goes by, and where each value comes from
    #[command(after_help = EXAMPLES)]
    Show(Box<ConfigShow>),
    /// Print the JSON schema of muxray.toml, for editors
    #[command(after_help = EXAMPLES)]
    Schema,
}

/// Options of `config show`: those of `lint` that settings can also come from.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ConfigShow {
    /// Where settings come from.
    #[command(flatten)]
    pub source: ConfigSource,
    /// What is analysed.
    #[command(flatten)]
    pub target: Target,
    /// What is reported.
    #[command(flatten)]
    pub choice: Choice,
}
