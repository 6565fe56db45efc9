//! `muxray routes`: the route table of each program.

use std::io::{self, Write};
use std::path::PathBuf;

use super::git::Git;
use super::settings::Loaded;
use super::{Run, Status, files, written};
use crate::cli;
use crate::report::routes::{Build, change};
use crate::report::{routes, summary, visible};
use crate::rule::RuleSet;
use crate::run::{Analysis, lint};
use crate::suppress::Policy;

impl Run<'_> {
    pub(super) fn routes(&self, options: &cli::Routes, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some(mut loaded) = self.settings(&options.source, &options.target, None, err)? else {
            return Ok(Status::Failure);
        };
        loaded.rules = RuleSet::default();
        let analyses = self.analyze(&options.patterns, &options.target, &loaded, err)?;
        let Some(analyses) = analyses.filter(|analyses| !analyses.is_empty()) else { return Ok(Status::Failure) };
        if let Some(revision) = &options.diff {
            return self.routes_since(revision, &analyses, &loaded, options, out, err);
        }
        let format = match options.format {
            cli::TableFormat::Text => routes::RoutesFormat::Text,
            cli::TableFormat::Json => routes::RoutesFormat::Json,
            cli::TableFormat::Dot => routes::RoutesFormat::Dot,
            cli::TableFormat::Mermaid => routes::RoutesFormat::Mermaid,
            cli::TableFormat::Html => routes::RoutesFormat::Html,
        };
        routes::render(&builds(&analyses), &self.render_options(&[], ""), format, out)?;
        out.flush()?;
        let status = self.tell_seen(options, &loaded, &analyses, err)?;
        self.leave_to_the_system((analyses, loaded));
        Ok(status)
    }
}

fn builds(analyses: &[Analysis]) -> Vec<Build<'_>> {
    let builds = analyses.iter();
    builds.map(|a| Build { target: &a.target, programs: &a.programs, sources: a.sources() }).collect()
}

impl Run<'_> {
    /// What was seen, and what could not be read.
    fn tell_seen(
        &self,
        options: &cli::Routes,
        loaded: &Loaded,
        analyses: &[Analysis],
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        // Without a rule this finds nothing: what remains is told of all builds together.
        let report = lint(analyses, &loaded.rules, &Policy::default());
        self.tell(&analyses[0], &report, summary::Detail::Seen, err)?;
        let fatal = report.problems.iter().any(|p| p.fatal) || (options.strict && !report.problems.is_empty());
        Ok(if fatal { Status::Failure } else { Status::Clean })
    }

    /// The same programs in a commit, from the objects of git, and what came and went since.
    fn routes_since(
        &self,
        revision: &str,
        now: &[Analysis],
        loaded: &Loaded,
        options: &cli::Routes,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        if !matches!(options.format, cli::TableFormat::Text | cli::TableFormat::Json) {
            writeln!(err, "error: --diff is written as text or json")?;
            return Ok(Status::Failure);
        }
        let before = match self.tree_of(revision) {
            Ok(before) => before,
            Err(reason) => {
                writeln!(err, "error: --diff: {reason}")?;
                return Ok(Status::Failure);
            }
        };
        let then = self.analyze_in(&before.inside, &options.patterns, &options.target, loaded, err)?;
        let Some(then) = then else { return Ok(Status::Failure) };
        let (old, new) = (builds(&then), builds(now));
        match options.format {
            cli::TableFormat::Json => change::json(&old, &new, out)?,
            _ => change::text(&old, &new, &self.render_options(&[], ""), out)?,
        }
        out.flush()?;
        for problem in &lint(&then, &loaded.rules, &Policy::default()).problems {
            writeln!(
                err,
                "in {}: {}: {}",
                visible::line(revision),
                visible::line(&problem.path),
                visible::line(&problem.message)
            )?;
        }
        self.tell_seen(options, loaded, now, err)
    }

    /// The Go files and module files of a commit, in a directory of their own.
    fn tree_of(&self, revision: &str) -> Result<Before, String> {
        let git = Git::open(self.directory())?;
        let commit = git.commit(revision)?;
        let wanted = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.ends_with(".go") || matches!(name, "go.mod" | "go.work" | "modules.txt")
        };
        let files = git.files(&commit, wanted)?;
        let dir = written::temporary(files.into_iter().map(|f| (f.path, f.bytes)))
            .map_err(|e| format!("cannot lay out the files of {revision}: {e}"))?;
        let inside = dir.path().join(git.prefix());
        if !files::is_directory(&inside) {
            return Err(format!("'{}' has no Go file in {}", visible::line(revision), git.prefix()));
        }
        Ok(Before { inside, _dir: dir })
    }
}

/// The tree of a commit; gone when it is dropped.
struct Before {
    inside: PathBuf,
    _dir: tempfile::TempDir,
}
