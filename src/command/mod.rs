//! What each command does: options in, bytes on the given writers and an exit status out.
//!
//! The environment comes in as [`Surroundings`]; nothing here reads it. Errors of usage, configuration and rule files
//! are told on the second writer and end with [`Status::Failure`].

mod files;
mod rules;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use crate::cli::{self, Cli, Command};
use crate::conflict::{conflict_line, explain_pair};
use crate::finding::Report;
use crate::golang::constraint;
use crate::model::pattern::verdict;
use crate::model::{Era, GoVersion};
use crate::report::{self, Glyphs, RenderOptions, RuleInfo, pages, routes, summary};
use crate::run::{Analysis, Request, analyze, lint};
use crate::walk::{Deps, Env, Options};

/// What the process is surrounded by, as `main` has read it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether a person may be looking at the output.
    pub stdout_is_terminal: bool,
    /// Columns of the terminal, where the environment says so.
    pub width: Option<usize>,
    /// `NO_COLOR`.
    pub no_color: Option<OsString>,
    /// `CLICOLOR_FORCE`.
    pub clicolor_force: Option<OsString>,
    /// The locale that decides on the characters of terminal output.
    pub utf8: Option<String>,
    /// The repository's root in a GitHub job.
    pub github_workspace: Option<PathBuf>,
    /// The environment of the go command.
    pub go: Env,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing to complain about.
    Clean,
    /// Findings, or patterns that conflict.
    Findings,
    /// Wrong usage, configuration or rule file; or something could not be read and `--strict` was given.
    Failure,
}

impl Status {
    /// The exit status of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failure => 2,
        }
    }
}

/// Runs a command.
///
/// # Errors
/// Those of the writers and of files that are written on request.
pub fn execute(cli: &Cli, surroundings: &Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let run = Run { cli, surroundings };
    match &cli.command {
        Command::Lint(options) => run.lint(options, out, err),
        Command::Routes(options) => run.routes(options, out, err),
        Command::Conflict(options) => conflict(options, out, err),
        Command::Explain(options) => run.explain(options, out, err),
        Command::Rules(options) => run.rules(options, out, err),
    }
}

struct Run<'a> {
    cli: &'a Cli,
    surroundings: &'a Surroundings,
}

impl Run<'_> {
    fn directory(&self) -> &Path {
        self.cli.directory.as_deref().unwrap_or(Path::new("."))
    }

    fn render_options<'o>(&self, rules: &'o [RuleInfo], root_prefix: &'o str) -> RenderOptions<'o> {
        let terminal = if self.surroundings.stdout_is_terminal { cli::Terminal::Yes } else { cli::Terminal::No };
        let Surroundings { no_color, clicolor_force, width, utf8, .. } = self.surroundings;
        let utf8 = utf8.as_ref().is_none_or(|locale| locale.to_lowercase().replace('-', "").contains("utf8"));
        let plain = terminal == cli::Terminal::Yes && !utf8;
        RenderOptions {
            color: self.cli.color.decide(no_color.as_deref(), clicolor_force.as_deref(), terminal),
            glyphs: if plain { Glyphs::Ascii } else { Glyphs::Unicode },
            width: width.unwrap_or(100).clamp(60, 100),
            rules,
            root_prefix,
            ..RenderOptions::default()
        }
    }

    fn lint(&self, options: &cli::Lint, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some((known, rules)) = rules::load(&options.choice, err)? else { return Ok(Status::Failure) };
        let Some(analysis) = self.analyze(&options.patterns, &options.target, &known, err)? else {
            return Ok(Status::Failure);
        };
        let report = lint(&analysis, &rules);
        let infos: Vec<RuleInfo> = rules.rules().map(rules::info).collect();
        let prefix = self.root_prefix();
        let render = self.render_options(&infos, &prefix);
        report::render(&report, analysis.sources(), &render, options.format, out)?;
        out.flush()?;
        for output in &options.output {
            let mut bytes = Vec::new();
            let plain = RenderOptions { color: report::Color::Off, ..render };
            report::render(&report, analysis.sources(), &plain, output.format, &mut bytes)?;
            files::write(&output.file, &bytes)
                .map_err(|e| io::Error::other(format!("cannot write {}: {e}", output.file.display())))?;
        }
        self.tell(&analysis, &report, err)?;
        Ok(status(&options.choice, &report))
    }

    fn routes(&self, options: &cli::Routes, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some((known, _)) = rules::load_embedded(&[], err)? else { return Ok(Status::Failure) };
        let Some(analysis) = self.analyze(&options.patterns, &options.target, &known, err)? else {
            return Ok(Status::Failure);
        };
        let format = match options.format {
            cli::TableFormat::Text => routes::RoutesFormat::Text,
            cli::TableFormat::Json => routes::RoutesFormat::Json,
            cli::TableFormat::Dot => routes::RoutesFormat::Dot,
            cli::TableFormat::Mermaid => routes::RoutesFormat::Mermaid,
            cli::TableFormat::Html => routes::RoutesFormat::Html,
        };
        routes::render(&analysis.programs, analysis.sources(), &self.render_options(&[], ""), format, out)?;
        out.flush()?;
        let report = Report { problems: analysis.problems.clone(), stats: analysis.stats.clone(), ..Report::default() };
        self.tell(&analysis, &report, err)?;
        let fatal = report.problems.iter().any(|p| p.fatal) || (options.strict && !report.problems.is_empty());
        Ok(if fatal { Status::Failure } else { Status::Clean })
    }

    fn explain(&self, options: &cli::Explain, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some((_, rules)) = rules::load_embedded(&options.rules, err)? else { return Ok(Status::Failure) };
        let Some(rule) = rules.get(&options.rule) else {
            writeln!(err, "error: {}", cli::unknown_rule(&options.rule, rules.rules().map(|r| &*r.id)))?;
            return Ok(Status::Failure);
        };
        let format = match options.format {
            cli::PageFormat::Text => pages::PageFormat::Text,
            cli::PageFormat::Json => pages::PageFormat::Json,
            cli::PageFormat::Markdown => pages::PageFormat::Markdown,
        };
        pages::render(&rules::page(rule), format, &self.render_options(&[], ""), out)?;
        Ok(Status::Clean)
    }

    fn rules(&self, options: &cli::Rules, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some((_, rules)) = rules::load_embedded(&options.rules, err)? else { return Ok(Status::Failure) };
        let pages: Vec<pages::RulePage> = rules.rules().map(rules::page).collect();
        pages::render_list(&pages, &self.render_options(&[], ""), out)?;
        Ok(Status::Clean)
    }

    fn analyze(
        &self,
        patterns: &[String],
        target: &cli::Target,
        known: &crate::known::Known,
        err: &mut dyn Write,
    ) -> io::Result<Option<Analysis>> {
        if !files::is_directory(self.directory()) {
            writeln!(err, "error: -C {}: not a directory", self.directory().display())?;
            return Ok(None);
        }
        if let Some(jobs) = target.jobs {
            // A pool that exists already has its size: then the answer is the same, only the time is not.
            drop(rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global());
        }
        let request = Request {
            options: Options {
                dir: self.directory().to_owned(),
                patterns: patterns.to_vec(),
                target: build_target(target),
                deps: match target.deps {
                    cli::Deps::None => Deps::None,
                    cli::Deps::Vendor => Deps::Vendor,
                    cli::Deps::All => Deps::All,
                },
                env: self.surroundings.go.clone(),
            },
            go: target.go,
        };
        Ok(Some(analyze(&request, known)))
    }

    /// Notes, problems and the summary.
    fn tell(&self, analysis: &Analysis, report: &Report, err: &mut dyn Write) -> io::Result<()> {
        let detail = if self.cli.quiet { summary::Detail::Problems } else { summary::Detail::Full };
        for note in analysis.workspace.notes() {
            writeln!(err, "note: {note}")?;
        }
        if analysis.stats.files == 0 && report.problems.is_empty() {
            writeln!(
                err,
                "muxray: no Go file here ({}). Name another directory (muxray lint -C ../service ./...), a pattern \
                 (./cmd/...), or, in a checkout of muxray itself, the tour: cargo run -- lint ./testdata/tour/...",
                self.directory().display()
            )?;
            return Ok(());
        }
        summary::render(report, analysis.sources(), detail, err)
    }

    /// The directory of the run as seen from the repository's root in a GitHub job.
    fn root_prefix(&self) -> String {
        let Some(root) = &self.surroundings.github_workspace else { return String::new() };
        files::relative(self.directory(), root).unwrap_or_default()
    }
}

fn build_target(target: &cli::Target) -> constraint::Target {
    let cgo = match target.cgo {
        cli::Cgo::On => constraint::Cgo::On,
        cli::Cgo::Off => constraint::Cgo::Off,
    };
    let tags = target.tags.iter().map(|t| t.as_str().into()).collect();
    let base = constraint::Target {
        goos: target.goos.as_str().into(),
        goarch: target.goarch.as_str().into(),
        tags,
        cgo,
        ..constraint::Target::default()
    };
    match target.go {
        Some(go) => constraint::Target { go_minor: go.minor, ..base },
        None => base,
    }
}

fn status(choice: &cli::Choice, report: &Report) -> Status {
    if report.problems.iter().any(|p| p.fatal) || (choice.strict && !report.problems.is_empty()) {
        return Status::Failure;
    }
    let fails = choice.fail_on.threshold().is_some_and(|least| report.findings.iter().any(|f| f.severity >= least));
    if fails && !choice.exit_zero { Status::Findings } else { Status::Clean }
}

fn conflict(options: &cli::Conflict, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let era = options.go.map_or(Era::E123, era_of);
    if let (Some(a), Some(b)) = (&options.a, &options.b) {
        writeln!(out, "{}", explain_pair(a, b, era).trim_end())?;
        let verdict = verdict(a, b, era);
        return Ok(if verdict.conflict { Status::Findings } else { Status::Clean });
    }
    let mut status = Status::Clean;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        match conflict_line(&line?, era) {
            Ok(json) => writeln!(out, "{json}")?,
            Err(reason) => {
                writeln!(err, "error: line {}: {reason}", number + 1)?;
                status = Status::Failure;
            }
        }
    }
    Ok(status)
}

/// The mux of a program that this release builds, with a go line of the same release.
fn era_of(go: GoVersion) -> Era {
    match go.minor {
        ..=21 => Era::E121,
        22 => Era::E122,
        _ => Era::E123,
    }
}
