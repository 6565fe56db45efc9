//! What each command does: options in, bytes on the given writers and an exit status out.
//!
//! The environment comes in as [`Surroundings`]; nothing here reads it. Errors of usage, configuration and rule files
//! are told on the second writer and end with [`Status::Failure`].

mod baseline;
mod cache;
mod conflict;
mod explain;
mod files;
mod fix;
mod git;
mod job;
mod lint;
mod outside;
mod patience;
mod probe;
mod routes;
mod rules;
mod settings;
mod shell;
mod since;
mod watch;
mod written;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use patience::Patience;
use settings::Loaded;

use crate::cli::{self, Cli, Command};
use crate::config::{Day, Settings};
use crate::finding::Report;
use crate::golang::constraint;
use crate::report::{Format, Glyphs, RenderOptions, RuleInfo, summary};
use crate::run::{Analysis, Asked, Request, analyze};
use crate::source::Edited;
use crate::walk::{Env, Options, Trail};

/// What the process is surrounded by, as `main` has read it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Whether a person may be looking at the output.
    pub stdout_is_terminal: bool,
    /// Columns of the terminal, where the environment or the terminal says so.
    pub width: Option<usize>,
    /// `NO_COLOR`.
    pub no_color: Option<OsString>,
    /// `CLICOLOR_FORCE`.
    pub clicolor_force: Option<OsString>,
    /// The locale that decides on the characters of terminal output.
    pub utf8: Option<String>,
    /// The repository's root in a GitHub job.
    pub github_workspace: Option<PathBuf>,
    /// Where a GitHub job collects what it shows on its page.
    pub github_step_summary: Option<PathBuf>,
    /// The repository's root in a GitLab job.
    pub ci_project_dir: Option<PathBuf>,
    /// Where the process was started, before it went to the directory of `-C`.
    pub started_in: Option<PathBuf>,
    /// Where files may stand for a moment.
    pub scratch: PathBuf,
    /// Opens the standard error where a person looks at it.
    pub terminal: Option<fn() -> Box<dyn Write + Send>>,
    /// The day on which it runs, in UTC.
    pub today: Day,
    /// The environment of the go command.
    pub go: Env,
    /// Where answers are kept; None where they are not.
    pub cache: Option<PathBuf>,
    /// The file that this program was started from.
    pub program: Option<PathBuf>,
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
    let watches = matches!(&cli.command, Command::Lint(options) if options.watch);
    let run = Run { cli, surroundings, kept: watches.then(rules::Kept::default), trail: None };
    match &cli.command {
        Command::Lint(options) => run.kept_or(out, err, |run, out, err| run.lint(options, out, err)),
        Command::Routes(options) => run.kept_or(out, err, |run, out, err| run.routes(options, out, err)),
        Command::Conflict(options) => conflict::conflict(options, out, err),
        Command::Explain(options) => run.explain(options, out, err),
        Command::Probe(options) => run.probe(options, out, err),
        Command::Rules(options) => run.rules(options, out, err),
        Command::Config(options) => run.config(options, out, err),
        Command::Completions(options) => shell::completions(*options, out),
        Command::Man(options) => shell::man(options, out, err),
    }
}

struct Run<'a> {
    cli: &'a Cli,
    surroundings: &'a Surroundings,
    /// The rules, where they are asked for again and again.
    kept: Option<rules::Kept>,
    /// Where what it looks at is noted.
    trail: Option<Arc<Trail>>,
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

    /// Analyses the packages in each build of the settings.
    fn analyze(
        &self,
        patterns: &[String],
        target: &cli::Target,
        loaded: &Loaded,
        err: &mut dyn Write,
    ) -> io::Result<Option<Vec<Analysis>>> {
        self.analyze_in(self.directory(), patterns, target, loaded, err)
    }

    fn analyze_in(
        &self,
        dir: &Path,
        patterns: &[String],
        target: &cli::Target,
        loaded: &Loaded,
        err: &mut dyn Write,
    ) -> io::Result<Option<Vec<Analysis>>> {
        if !files::is_directory(dir) {
            writeln!(err, "error: -C {}: not a directory", dir.display())?;
            return Ok(None);
        }
        if let Some(jobs) = target.jobs {
            // A pool that exists already has its size: then the answer is the same, only the time is not.
            drop(rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global());
        }
        Ok(Some(self.builds(dir, patterns, loaded, &Edited::default())))
    }

    /// Analyses each build of the settings, with other texts for some files.
    fn builds(&self, dir: &Path, patterns: &[String], loaded: &Loaded, edited: &Edited) -> Vec<Analysis> {
        let settings = &loaded.settings;
        let build = |target: &constraint::Target| {
            let mut request = request(dir, patterns, target, settings, self.surroundings.go.clone());
            request.options.edited = Arc::clone(edited);
            request.options.trail.clone_from(&self.trail);
            request.asked = loaded.asked.clone();
            request.ends = self.kept.is_none() && settings.targets.value.len() == 1 && edited.is_empty();
            request.memory = self.kept.as_ref().map(|kept| kept.memory(target));
            let terminal = self.surroundings.terminal.filter(|_| !self.cli.quiet);
            let _shown = Patience::new(terminal, &request.progress);
            analyze(&request, &loaded.known, &loaded.rules)
        };
        settings.targets.value.iter().map(build).collect()
    }

    /// Gives nothing back where the process ends next, which gives back everything at once: piece by piece it takes longer than a report.
    fn leave_to_the_system<T>(&self, read: T) {
        if self.kept.is_none() {
            std::mem::forget(read);
        }
    }

    /// Notes, problems and the summary.
    fn tell(
        &self,
        analysis: &Analysis,
        report: &Report,
        detail: summary::Detail,
        err: &mut dyn Write,
    ) -> io::Result<()> {
        let detail = if self.cli.quiet { summary::Detail::Problems } else { detail };
        for note in analysis.workspace.notes() {
            writeln!(err, "note: {note}")?;
        }
        if report.stats.files == 0 && report.stats.manifests == 0 && report.problems.is_empty() {
            writeln!(
                err,
                "muxray: no Go file here ({}). Name another directory (muxray lint -C ../service ./...), a pattern \
                 (./cmd/...), or, in a checkout of muxray itself, the tour: cargo run -- lint ./testdata/tour/...",
                files::absolute(self.directory()).display()
            )?;
            return Ok(());
        }
        summary::render(report, analysis.sources(), detail, err)?;
        if detail == summary::Detail::Full { fix::tell_available(report, err) } else { Ok(()) }
    }

    /// The directory of the run as seen from the root of the repository, for a format that names files from there: the root that the
    /// job says, where the run is below it, else the one that git knows.
    fn root_prefix(&self, format: Format) -> String {
        let job = match format {
            Format::Gitlab => &self.surroundings.ci_project_dir,
            Format::Github | Format::Sarif | Format::Markdown => &self.surroundings.github_workspace,
            _ => return String::new(),
        };
        let below = |root: &Path| files::relative(self.directory(), root);
        let of_job = job.as_deref().and_then(below);
        // Markdown is read where somebody has put it, which need not be a page of the repository.
        let of_git = || files::repository(self.directory()).filter(|_| format != Format::Markdown);
        of_job.or_else(|| below(&of_git()?)).unwrap_or_default()
    }
}

/// What to analyse in a directory, in one of the builds of the settings.
fn request(dir: &Path, patterns: &[String], target: &constraint::Target, settings: &Settings, env: Env) -> Request {
    let go = settings.go.as_ref().map(|go| go.value);
    Request {
        options: Options {
            dir: dir.to_owned(),
            patterns: patterns.to_vec(),
            target: constraint::Target { go_minor: go.map_or(target.go_minor, |go| go.minor), ..target.clone() },
            deps: settings.deps.value,
            env,
            edited: Edited::default(),
            trail: None,
        },
        go,
        dialect: settings::dialect(settings),
        loopback: settings.loopback.value.clone(),
        progress: Arc::default(),
        asked: Asked::default(),
        ends: false,
        memory: None,
    }
}
