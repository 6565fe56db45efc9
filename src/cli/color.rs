//! When to colour: `--color`, the environment, the terminal.

use std::ffi::OsStr;

use clap::ValueEnum;

use crate::report::Color;

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorWhen {
    /// The decision: the flag wins, then `NO_COLOR` (no-color.org: set and not empty), then `CLICOLOR_FORCE`
    /// (set and not `0`), then whether the output is a terminal. The caller reads the environment.
    #[must_use]
    pub fn decide(self, no_color: Option<&OsStr>, clicolor_force: Option<&OsStr>, terminal: Terminal) -> Color {
        let set = |value: Option<&OsStr>| value.is_some_and(|v| !v.is_empty());
        let forced = set(clicolor_force) && clicolor_force != Some(OsStr::new("0"));
        match self {
            Self::Always => Color::On,
            Self::Never => Color::Off,
            Self::Auto if set(no_color) => Color::Off,
            Self::Auto if forced || terminal == Terminal::Yes => Color::On,
            Self::Auto => Color::Off,
        }
    }
}

/// Whether the output is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// A person may be looking.
    Yes,
    /// A pipe or a file.
    No,
}
