//! What the user may say: commands and options, as typed values.
//!
//! In: the arguments. Out: [`Cli`]. Resolves nothing and reads nothing: no file, no environment, no rule.
//! The doc comments below are the help.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;
use crate::model::GoVersion;
use crate::report::{Color, Format};

/// Tells what Go programs will really serve: conflicting routes, exposed debug endpoints, colliding ports.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "muxray", version, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// Run as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// Colour: auto, always or never
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub color: ColorWhen,
    /// Print findings only: no summary
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  muxray lint ./...                    check every package below this directory
  muxray lint -C ../service ./cmd/...  the same in another module
  muxray routes ./cmd/api              what one program serves, and where
  muxray explain RULE                  what a rule finds, and what to do
  muxray conflict '/a/{x}' '/a/b'      why two patterns do or do not conflict

Exit status: 0 nothing found, 1 findings, 2 wrong usage or failure.";

const LINT_EXAMPLES: &str = "\
Formats: pretty, concise, json, jsonl, sarif, github, gitlab, checkstyle, junit,
         rdjson, markdown

Examples:
  muxray lint                             all packages here (./...)
  muxray lint --format github ./cmd/...   annotations in a GitHub job
  muxray lint --output sarif=muxray.sarif --fail-on error";

/// The commands.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Report what is wrong with the programs of packages
    #[command(after_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Show the route table of each program
    Routes(Routes),
    /// Explain whether two patterns conflict (exit status 1: they do)
    Conflict(Conflict),
    /// Print the page of a rule
    Explain(Explain),
    /// List the rules
    Rules(Rules),
}

/// Options of `lint`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Lint {
    /// Packages, as the go command reads them [default: ./...]
    #[arg(value_name = "PATTERNS", default_value = "./...", hide_default_value = true)]
    pub patterns: Vec<String>,
    /// What is analysed.
    #[command(flatten)]
    pub target: Target,
    /// What is reported.
    #[command(flatten)]
    pub choice: Choice,
    /// How findings are written, see below [default: pretty]
    #[arg(long, default_value = "pretty", hide_default_value = true, value_parser = format_parser())]
    #[arg(hide_possible_values = true, help_heading = "Output")]
    pub format: Format,
    /// Write FORMAT also to FILE; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_output, help_heading = "Output")]
    pub output: Vec<Output>,
}

/// Options of `routes`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Routes {
    /// Packages, as the go command reads them [default: ./...]
    #[arg(value_name = "PATTERNS", default_value = "./...", hide_default_value = true)]
    pub patterns: Vec<String>,
    /// What is analysed.
    #[command(flatten)]
    pub target: Target,
    /// text, json, dot, mermaid or html
    #[arg(long, value_enum, default_value_t = TableFormat::Text, help_heading = "Output")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: TableFormat,
    /// Exit with 2 if anything could not be read or parsed
    #[arg(long, help_heading = "Output")]
    pub strict: bool,
}

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

/// Options of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Explain {
    /// The rule's id
    pub rule: String,
    /// text, json or markdown
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: PageFormat,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// Commands about rules.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Rules {
    /// Which one; `list` if none is given.
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Vec<PathBuf>,
}

/// What can be done with rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum RulesCommand {
    /// List the rules
    List,
}

/// Which build of the packages is analysed.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "What is analysed")]
pub struct Target {
    /// Operating system of the build [default: linux]
    #[arg(long, value_name = "OS", default_value = "linux", hide_default_value = true)]
    pub goos: String,
    /// Architecture of the build [default: amd64]
    #[arg(long, value_name = "ARCH", default_value = "amd64", hide_default_value = true)]
    pub goarch: String,
    /// Build tags, separated by commas
    #[arg(long, value_name = "TAG,...", value_delimiter = ',')]
    pub tags: Vec<String>,
    /// Whether cgo is on [default: on]
    #[arg(long, value_name = "on|off", default_value = "on", hide_default_value = true, value_parser = parse_cgo)]
    pub cgo: Cgo,
    /// Assume this Go release instead of go.mod's
    #[arg(long, value_name = "VERSION", value_parser = parse_go)]
    pub go: Option<GoVersion>,
    /// Dependencies to read: none, vendor or all [default: all]
    #[arg(long, value_enum, default_value_t = Deps::All, hide_default_value = true, hide_possible_values = true)]
    pub deps: Deps,
    /// Never use the network (muxray never does)
    #[arg(long)]
    pub offline: bool,
    /// Threads [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// Which findings are reported, and what they do to the exit status.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "What is reported")]
pub struct Choice {
    /// Run only these rules
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Load the rules of a directory too; may be repeated
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// How much to be told: regular, pedantic or auditor
    #[arg(long, value_enum, default_value_t = Persona::Regular)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub persona: Persona,
    /// Exit with 1 from error, warning, note or never on
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Warning)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub fail_on: FailOn,
    /// Exit with 0 although there are findings
    #[arg(long)]
    pub exit_zero: bool,
    /// Exit with 2 if anything could not be read or parsed
    #[arg(long)]
    pub strict: bool,
}

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

/// Whom the findings are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Persona {
    /// Someone who wants to be told what is wrong.
    Regular,
    /// Someone who wants to be told what could be better.
    Pedantic,
    /// Someone who wants to see everything.
    Auditor,
}

/// From which severity on findings fail the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The lowest severity that fails the run.
    #[must_use]
    pub fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// How the route table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// A graph for Graphviz.
    Dot,
    /// A graph for Mermaid.
    Mermaid,
    /// One page with everything.
    Html,
}

/// How a rule's page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a terminal.
    Text,
    /// One object.
    Json,
    /// For a website.
    Markdown,
}

/// One more place for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// In which format.
    pub format: Format,
    /// Where to.
    pub file: PathBuf,
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

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .try_map(|word| Format::from_word(&word).ok_or("unknown format"))
}

fn parse_output(text: &str) -> Result<Output, String> {
    let (word, file) = text.split_once('=').ok_or("expected FORMAT=FILE, such as sarif=muxray.sarif")?;
    let words = Format::ALL.map(Format::as_str);
    let format = Format::from_word(word).ok_or_else(|| match nearest(word, words) {
        Some(near) => format!("unknown format '{word}'; did you mean '{near}'?"),
        None => format!("unknown format '{word}'; there are {}", words.join(", ")),
    })?;
    if file.is_empty() {
        return Err("the file's name is missing".to_owned());
    }
    Ok(Output { format, file: file.into() })
}

fn parse_cgo(text: &str) -> Result<Cgo, &'static str> {
    match text {
        "on" | "1" | "true" => Ok(Cgo::On),
        "off" | "0" | "false" => Ok(Cgo::Off),
        _ => Err("expected on or off"),
    }
}

/// `1.22`, `1.22.3`, `go1.22`; what follows a release candidate's or beta's number is dropped.
fn parse_go(text: &str) -> Result<GoVersion, &'static str> {
    let digits = text.strip_prefix("go").unwrap_or(text);
    let release = digits.find(|c: char| c.is_ascii_alphabetic()).map_or(digits, |at| &digits[..at]);
    let numbers: Option<Vec<u32>> = release.split('.').map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some([1, minor]) => Ok(GoVersion { major: 1, minor: *minor, patch: None }),
        Some([1, minor, patch]) => Ok(GoVersion { major: 1, minor: *minor, patch: Some(*patch) }),
        _ => Err("expected a Go release such as 1.22 or 1.22.3"),
    }
}

#[cfg(test)]
#[path = "tests/cli_options.rs"]
mod tests;
