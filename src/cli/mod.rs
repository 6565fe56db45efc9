//! What the user may say: commands and options, as typed values. One file a command: its options and its examples.
//!
//! In: the arguments. Out: [`Cli`]. Resolves nothing and reads nothing: no file, no environment, no rule.
//! The doc comments below are the help.

mod color;
mod config;
mod conflict;
mod explain;
mod lint;
mod only_new;
mod probe;
mod routes;
mod rules;
mod screen;
mod shell;
mod source;
mod target;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use color::{ColorWhen, Terminal};
pub use config::{Config, ConfigCommand, ConfigShow};
pub use conflict::Conflict;
pub use explain::{Explain, PageFormat};
pub use lint::{Choice, FailOn, FixLevel, Lint, Output, Persona, Surest, Worst};
pub use only_new::OnlyNew;
pub use probe::{Probe, ProbeFormat};
pub use routes::{Routes, TableFormat};
pub use rules::{Check, New, Rules, RulesCommand, Schema, SchemaOf, Test};
pub use shell::{Completions, Man};
pub use source::ConfigSource;
pub use target::{Cgo, Deps, Target};

/// Tells what Go programs will really serve: conflicting routes, exposed debug endpoints, colliding ports.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "muxray", version, arg_required_else_help = true, max_term_width = 80, after_help = EXAMPLES)]
pub struct Cli {
    /// Run as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true, display_order = LAST)]
    pub directory: Option<PathBuf>,
    /// Colour: auto, always or never
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    #[arg(hide_default_value = true, hide_possible_values = true, hide_short_help = true, display_order = LAST)]
    pub color: ColorWhen,
    /// Print findings only: no summary
    #[arg(short, long, global = true, hide_short_help = true, display_order = LAST)]
    pub quiet: bool,
    /// Look at everything, whatever an earlier run has told
    #[arg(long, global = true, hide_short_help = true, display_order = LAST)]
    pub no_cache: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of all commands stand behind those of the command itself.
const LAST: usize = 900;

const EXAMPLES: &str = "\
Examples:
  muxray lint ./...                    check every package below this directory
  muxray lint -C ../service ./cmd/...  the same in another module
  muxray routes ./cmd/api              what one program serves, and where
  muxray explain RULE                  what a rule finds, and what to do
  muxray explain --error TEXT          what a message of Go or Delve comes from
  muxray conflict '/a/{x}' '/a/b'      why two patterns do or do not conflict
  muxray probe localhost:6060          what is listening there

Exit status: 0 nothing found, 1 findings, 2 wrong usage or failure.";

/// The commands.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Report what is wrong with the programs of packages
    #[command(after_help = lint::EXAMPLES)]
    Lint(Box<Lint>),
    /// Show the route table of each program
    #[command(after_help = routes::EXAMPLES)]
    Routes(Routes),
    /// Explain whether two patterns conflict (exit status 1: they do)
    #[command(after_help = conflict::EXAMPLES)]
    Conflict(Conflict),
    /// Print a rule's page, a guide, or what a message comes from
    #[command(after_help = explain::EXAMPLES)]
    Explain(Explain),
    /// Tell what listens on a port: a debugger, HTTP with pprof, nothing
    #[command(after_help = probe::EXAMPLES)]
    Probe(Probe),
    /// List, check, test and begin rules
    #[command(after_help = rules::EXAMPLES)]
    Rules(Rules),
    /// Show what muxray.toml and the options come to
    #[command(after_help = config::EXAMPLES)]
    Config(Config),
    /// Print the completions for a shell
    #[command(after_help = shell::COMPLETIONS)]
    Completions(Completions),
    /// Print a manual page (muxray man lint | man -l -)
    #[command(after_help = shell::MAN)]
    Man(Man),
}

impl Cli {
    /// The command line with everything that it takes.
    #[must_use]
    pub fn definition() -> clap::Command {
        screen::whole(Self::command())
    }

    /// What the arguments say, the name of the program before them.
    ///
    /// # Errors
    /// What is wrong with them, or the help that they ask for: `--help` is a screen of it, `help` all there is.
    pub fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let by_flag = arguments.iter().any(|word| word == "-h" || word == "--help");
        let matches = match screen::screen(Self::command(), "").try_get_matches_from(arguments) {
            Err(said) if said.kind() == ErrorKind::DisplayHelp && !by_flag => {
                Self::definition().try_get_matches_from(arguments)
            }
            matches => matches,
        };
        Self::from_arg_matches(&matches?)
    }
}

/// What to say about a rule id that does not exist: with the nearest that does, if one is near.
#[must_use]
pub fn unknown_rule<'a>(id: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let shown = crate::report::visible::line(id);
    match nearest(id, known) {
        Some(near) => format!("unknown rule '{shown}'; did you mean '{near}'?"),
        None => format!("unknown rule '{shown}'; 'muxray rules' lists them"),
    }
}

/// The likeliest of the words that was meant.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|k| (strsim::jaro_winkler(word, k), k));
    // 0.8 is where clap's own suggestions stop being helpful; ids share words, so it is a little stricter.
    scored.filter(|(score, _)| *score > 0.82).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

#[cfg(test)]
#[path = "../tests/cli_options.rs"]
mod tests;
