//! The command line: what is understood, what is refused and how, and that the help fits a screen.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{CommandFactory, Parser};

use super::*;
use crate::finding::Severity;
use crate::model::GoVersion;
use crate::report::{Color, Format};

fn parse(line: &str) -> Cli {
    Cli::try_parse_from(line.split_whitespace()).unwrap_or_else(|e| panic!("{line}: {e}"))
}

#[track_caller]
fn refused(line: &str, says: &str) {
    let error = Cli::try_parse_from(line.split_whitespace()).expect_err(line);
    assert_eq!(error.exit_code(), 2, "{line}");
    assert!(error.to_string().contains(says), "{line}: {error}");
}

#[test]
fn clap_accepts_the_definitions() {
    Cli::command().debug_assert();
}

/// Every command, and every one below it, shows how it is used; what it shows is a command line that muxray takes.
#[test]
fn every_help_has_examples_that_are_understood() {
    let mut commands: Vec<clap::Command> = vec![Cli::command()];
    let mut lines = 0;
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().filter(|c| c.get_name() != "help").cloned());
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        // A longer line would be broken, and the rest of it stand below what it is about.
        after.lines().for_each(|line| assert!(line.chars().count() <= 80, "{}: {line}", command.get_name()));
        assert!(after.contains("Examples:\n  muxray "), "{}", command.get_name());
        for line in after.lines().filter(|line| line.starts_with("  muxray ")) {
            // The shell's part, and what is said about it.
            let line = line.trim().split("  ").next().unwrap_or_default();
            let line = line.split(['>', '|']).next().unwrap_or_default();
            let mut words = Vec::new();
            for (i, part) in line.split('\'').enumerate() {
                if i % 2 == 1 {
                    words.push(part);
                } else {
                    words.extend(part.split_whitespace());
                }
            }
            if let Err(error) = Cli::try_parse_from(words) {
                panic!("{line}: {error}");
            }
            lines += 1;
        }
    }
    assert!(lines > 30, "{lines}");
}

#[test]
fn lint_with_nothing_is_lint_of_all_here() {
    let Command::Lint(lint) = parse("muxray lint").command else { panic!("not lint") };
    assert_eq!(lint.patterns, ["./..."]);
    assert_eq!(lint.format, Format::Pretty);
    assert_eq!((lint.choice.fail_on, lint.choice.persona), (None, None));
    assert_eq!((lint.target.goos, lint.target.cgo, lint.target.deps), (None, None, None));
}

#[test]
fn the_directory_goes_before_or_after_the_command() {
    assert_eq!(parse("muxray -C x lint ./a").directory, Some("x".into()));
    assert_eq!(parse("muxray lint -C x ./a").directory, Some("x".into()));
    assert_eq!(parse("muxray routes -C x ./... --format json").directory, Some("x".into()));
}

#[test]
fn everything_at_once() {
    let line = "muxray lint --goos darwin --goarch arm64 --tags a,b --cgo=false --go go1.23rc1 --deps vendor --offline -j 3 \
                --format sarif --output json=a.json --output github=b=c --fail-on note --strict --rules r --rules s \
                --select x,y --ignore z --persona auditor --color never -q --exit-zero ./a ./b";
    let cli = parse(line);
    assert_eq!((cli.color, cli.quiet), (ColorWhen::Never, true));
    let Command::Lint(lint) = cli.command else { panic!("not lint") };
    assert_eq!(lint.patterns, ["./a", "./b"]);
    assert_eq!(lint.target.tags, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(lint.target.cgo, Some(Cgo::Off));
    assert_eq!(lint.target.go, Some(GoVersion { major: 1, minor: 23, patch: None }));
    assert_eq!(lint.choice.select, Some(vec!["x".to_owned(), "y".to_owned()]));
    assert_eq!(lint.choice.fail_on.and_then(FailOn::threshold), Some(Severity::Note));
    assert_eq!(lint.choice.rules, [PathBuf::from("r"), PathBuf::from("s")]);
    let output = |format, file: &str| Output { format, file: file.into() };
    assert_eq!(lint.output, [output(Format::Json, "a.json"), output(Format::Github, "b=c")]);
}

#[test]
fn what_is_wrong_is_refused_with_a_hint() {
    refused("muxray lint --formt json", "--format");
    refused("muxray lint --format jsn", "'json'");
    refused("muxray lnt", "'lint'");
    refused("muxray lint --output sarf=x", "did you mean 'sarif'?");
    refused("muxray lint --output sarif", "FORMAT=FILE");
    refused("muxray lint --go 2.1", "1.22");
    refused("muxray lint --go 1", "1.22");
    refused("muxray lint --cgo maybe", "on or off");
    refused("muxray lint -j 0", "0");
    refused("muxray conflict /a", "B");
    refused("muxray conflict --stdin /a /b", "cannot be used");
}

#[test]
fn conflict_takes_two_patterns_or_stdin() {
    let Command::Conflict(c) = parse("muxray conflict --go 1.21 /a /b").command else { panic!("not conflict") };
    assert_eq!((c.a.as_deref(), c.b.as_deref(), c.stdin), (Some("/a"), Some("/b"), false));
    let Command::Conflict(c) = parse("muxray conflict --stdin").command else { panic!("not conflict") };
    assert!(c.stdin && c.a.is_none());
}

#[test]
fn rules_lists_unless_told_otherwise() {
    let Command::Rules(r) = parse("muxray rules").command else { panic!("not rules") };
    assert_eq!(r.command, None);
    let Command::Rules(r) = parse("muxray rules list").command else { panic!("not rules") };
    assert_eq!(r.command, Some(RulesCommand::List));
}

#[test]
fn unknown_rules_get_a_hint() {
    let known = ["first-rule", "second-rule", "something-else"];
    assert_eq!(unknown_rule("frist-rule", known), "unknown rule 'frist-rule'; did you mean 'first-rule'?");
    assert_eq!(unknown_rule("zzz\u{1b}", known), "unknown rule 'zzz\\u{1b}'; 'muxray rules' lists them");
}

#[test]
fn colour_follows_flag_then_environment_then_terminal() {
    let some = |s: &'static str| Some(OsStr::new(s));
    let cases = [
        (ColorWhen::Auto, None, None, Terminal::Yes, Color::On),
        (ColorWhen::Auto, None, None, Terminal::No, Color::Off),
        (ColorWhen::Auto, some(""), None, Terminal::Yes, Color::On),
        (ColorWhen::Auto, some("1"), some("1"), Terminal::Yes, Color::Off),
        (ColorWhen::Auto, None, some("1"), Terminal::No, Color::On),
        (ColorWhen::Auto, None, some("0"), Terminal::No, Color::Off),
        (ColorWhen::Always, some("1"), None, Terminal::No, Color::On),
        (ColorWhen::Never, None, some("1"), Terminal::Yes, Color::Off),
    ];
    for (when, no, force, terminal, want) in cases {
        assert_eq!(when.decide(no, force, terminal), want, "{when:?} {no:?} {force:?} {terminal:?}");
    }
}

/// What a command says of itself to one who types this.
fn help(line: &str) -> String {
    let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
    let said = Cli::read(&words).expect_err(line);
    assert_eq!(said.kind(), ErrorKind::DisplayHelp, "{line}");
    said.to_string()
}

/// The help of a command has examples, fits a terminal of 40 lines and 80 columns, and says where the rest stands: there everything
/// is that the command takes, on lines that fit, too.
#[test]
fn help_fits_a_screen_and_says_where_the_rest_is() {
    let root = Cli::command();
    let mut commands = vec![(root.clone(), String::new())];
    let mut seen = 0;
    while let Some((command, words)) = commands.pop() {
        let inner = command.get_subcommands();
        commands.extend(inner.map(|inner| (inner.clone(), format!("{words} {}", inner.get_name()))));
        let short = help(&format!("muxray{words} --help"));
        assert_eq!(short, help(&format!("muxray{words} -h")));
        assert!(short.lines().count() <= 40, "{words}: {} lines\n{short}", short.lines().count());
        assert!(
            short.contains("Examples:\n") && short.ends_with(&format!("\nAll options: muxray help{words}\n")),
            "{short}"
        );
        let all = help(&format!("muxray help{words}"));
        let long = command.get_arguments().chain(root.get_arguments()).filter_map(clap::Arg::get_long);
        long.for_each(|option| assert!(all.contains(&format!("--{option}")), "{words}: {option}\n{all}"));
        for line in short.lines().chain(all.lines()) {
            assert!(line.chars().count() <= 80, "{words}: {line}");
        }
        // An option is a line, not a paragraph.
        assert!(all.lines().count() < 80, "{words}\n{all}");
        seen += 1;
    }
    assert!(seen > 15, "{seen}");
}

#[test]
fn help_and_version_are_no_failure() {
    for (line, kind) in [("muxray --help", ErrorKind::DisplayHelp), ("muxray --version", ErrorKind::DisplayVersion)] {
        let answer = Cli::try_parse_from(line.split_whitespace()).expect_err(line);
        assert_eq!((answer.kind(), answer.exit_code()), (kind, 0), "{line}");
    }
}
