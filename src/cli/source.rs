//! Where settings come from: options of every command that goes by `muxray.toml`.

use std::path::PathBuf;

use clap::Args;

/// Which configuration counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ConfigSource {
    /// Configuration [default: the nearest muxray.toml]
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// Take no configuration
    #[arg(long, conflicts_with = "config", hide_short_help = true)]
    pub isolated: bool,
}
