//! Options of `conflict`.

use clap::Args;

pub(super) const EXAMPLES: &str = "\
Examples:
  muxray conflict '/a/{x}' '/a/b'
  muxray conflict 'GET /debug/vars' /debug/vars";

use super::target::parse_go;
use crate::model::GoVersion;

/// Options of `conflict`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Conflict {
    /// The Go release whose mux decides [default: the newest]
    #[arg(long, value_name = "VERSION", value_parser = parse_go)]
    pub go: Option<GoVersion>,
    /// Pairs come from the standard input, one a line.
    #[arg(long, conflicts_with_all = ["a", "b"])]
    #[arg(help = r"Read A<TAB>B lines (\t and \\ for tab and backslash); write a JSON object a line")]
    pub stdin: bool,
    /// The pattern that is registered first
    #[arg(required_unless_present = "stdin", requires = "b")]
    pub a: Option<String>,
    /// The pattern that is registered second
    #[arg(required_unless_present = "stdin")]
    pub b: Option<String>,
}
