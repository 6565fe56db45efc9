//! Options of `rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Examples below the help.
pub(super) const EXAMPLES: &str = "\
Examples:
  muxray rules new acme/plain-listener   a rule and a case to start from
  muxray rules check rules/*.toml        every mistake, with its place
  muxray rules test rules                rules on their cases and examples
  muxray lint --rules rules ./...        the rules at work";

const SCHEMA: &str = "\
Examples:
  muxray rules schema >rule.schema.json          for rule files
  muxray rules schema known >known.schema.json   for those in `known`";

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
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum RulesCommand {
    /// List the rules
    #[command(after_help = EXAMPLES)]
    List,
    /// Check rule files and knowledge files; tell every mistake
    #[command(after_help = EXAMPLES)]
    Check(Check),
    /// Run the rules of a directory on their cases and on the examples of their pages
    #[command(after_help = EXAMPLES)]
    Test(Test),
    /// Write a rule and a case to start from
    #[command(after_help = EXAMPLES)]
    New(New),
    /// Print the JSON schema of rule files, for editors
    #[command(after_help = SCHEMA)]
    Schema(Schema),
}

/// Options of `rules check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Check {
    /// Files, or directories with rules; files in a directory `known` are knowledge files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Options of `rules test`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Test {
    /// The directory with the rules; their cases stand in its folder `testdata`
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Run only the cases and rules whose name contains this
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
}

/// Options of `rules new`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct New {
    /// The rule's id: a namespace, a slash, and words that name the problem (acme/plain-listener)
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The directory with the rules
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
}

/// Options of `rules schema`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct Schema {
    /// Of which files
    #[arg(value_enum, default_value_t = SchemaOf::Rule)]
    pub of: SchemaOf,
}

/// The two kinds of files that rules are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Rule files
    Rule,
    /// Knowledge files
    Known,
}
