//! Which build of the packages is analysed: options of every command that reads a module.

use clap::{Args, ValueEnum};

use super::nearest;
use crate::golang::constraint::{ARCHITECTURES, SYSTEMS};
use crate::model::GoVersion;

/// Which build of the packages is analysed.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "What is analysed")]
pub struct Target {
    /// Operating system of the build [default: linux]
    #[arg(long, value_name = "OS", value_parser = parse_goos, hide_short_help = true)]
    pub goos: Option<String>,
    /// Architecture of the build [default: amd64]
    #[arg(long, value_name = "ARCH", value_parser = parse_goarch, hide_short_help = true)]
    pub goarch: Option<String>,
    /// Build tags, separated by commas
    #[arg(long, value_name = "TAG,...", value_delimiter = ',', hide_short_help = true)]
    pub tags: Option<Vec<String>>,
    /// Whether cgo is on [default: on]
    #[arg(long, value_name = "on|off", value_parser = parse_cgo, hide_short_help = true)]
    pub cgo: Option<Cgo>,
    /// Assume this Go release instead of go.mod's
    #[arg(long, value_name = "VERSION", value_parser = parse_go, hide_short_help = true)]
    pub go: Option<GoVersion>,
    /// Dependencies to read: none, vendor or all [default: all]
    #[arg(long, value_enum, hide_possible_values = true, hide_short_help = true)]
    pub deps: Option<Deps>,
    /// Never use the network (only probe does)
    #[arg(long, hide_short_help = true)]
    pub offline: bool,
    /// Threads [default: one for each core]
    #[arg(short, long, value_name = "N", hide_short_help = true)]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// Whether cgo is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cgo {
    /// Files that need cgo belong to the build.
    On,
    /// They do not.
    Off,
}

/// Which dependencies are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deps {
    /// Only the modules themselves.
    None,
    /// vendor/ and replaced directories too.
    Vendor,
    /// The module cache too.
    All,
}

fn parse_goos(text: &str) -> Result<String, String> {
    one_of(&SYSTEMS, text, "operating system")
}

fn parse_goarch(text: &str) -> Result<String, String> {
    one_of(&ARCHITECTURES, text, "architecture")
}

fn one_of(known: &[&str], text: &str, what: &str) -> Result<String, String> {
    if known.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(match nearest(text, known.iter().copied()) {
        Some(near) => format!("unknown {what}; did you mean '{near}'?"),
        None => format!("unknown {what}; 'go tool dist list' lists them"),
    })
}

fn parse_cgo(text: &str) -> Result<Cgo, &'static str> {
    match text {
        "on" | "1" | "true" => Ok(Cgo::On),
        "off" | "0" | "false" => Ok(Cgo::Off),
        _ => Err("expected on or off"),
    }
}

/// `1.22`, `1.22.3`, `go1.22`; what follows a release candidate's or beta's number is dropped.
pub(super) fn parse_go(text: &str) -> Result<GoVersion, &'static str> {
    let digits = text.strip_prefix("go").unwrap_or(text);
    let release = digits.find(|c: char| c.is_ascii_alphabetic()).map_or(digits, |at| &digits[..at]);
    let numbers: Option<Vec<u32>> = release.split('.').map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some([1, minor]) => Ok(GoVersion { major: 1, minor: *minor, patch: None }),
        Some([1, minor, patch]) => Ok(GoVersion { major: 1, minor: *minor, patch: Some(*patch) }),
        _ => Err("expected a Go release such as 1.22 or 1.22.3"),
    }
}
