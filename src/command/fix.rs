//! `muxray lint --fix` and `--diff`: what the fixes of the findings make of the files, on the disk or as a diff.
//!
//! In: a run and a way to repeat it with other texts. Out: changed files, or a diff; and the run as it is then. Decides on no fix.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Run, files, written};
use crate::cli::{self, FixLevel};
use crate::finding::{Applicability, Finding, Problem, Report};
use crate::fix::{self, Changed, Converged, Judged, Made, available, converge};
use crate::report::{count, visible};
use crate::run::Analysis;
use crate::source::{Edited, FileId, Sources};
use crate::suppress::{Levels, add};

/// The analysed builds of a run and what the rules say of them.
pub(super) struct Linted {
    /// At least one. The report speaks of the files of the first.
    pub(super) analyses: Vec<Analysis>,
    pub(super) report: Report,
    pub(super) levels: Levels,
}

impl Linted {
    pub(super) fn first(&self) -> &Analysis {
        &self.analyses[0]
    }
}

impl Judged for Linted {
    fn report(&self) -> &Report {
        &self.report
    }

    fn sources(&self) -> &Sources {
        self.first().sources()
    }

    fn path(&self, file: FileId) -> Option<&Path> {
        let shown = self.sources().path(file);
        self.analyses.iter().find_map(|analysis| analysis.workspace.place(&shown))
    }
}

/// Whether files are to be changed.
pub(super) fn is_wanted(options: &cli::Lint) -> bool {
    options.fix.is_some() || options.fix_only || options.add_ignore.is_some()
}

fn least(options: &cli::Lint) -> Applicability {
    match options.fix {
        Some(FixLevel::Unsafe) => Applicability::Unsafe,
        Some(FixLevel::Safe) | None => Applicability::Safe,
    }
}

impl Run<'_> {
    /// Makes the fixes and writes the files. A file that cannot be written is a problem, and the rest is written; then the run is repeated
    /// on what the disk holds.
    pub(super) fn fix(
        &self,
        options: &cli::Lint,
        linted: Linted,
        judge: &dyn Fn(&Edited) -> Linted,
    ) -> (Linted, Vec<Made>) {
        let Converged { judged: mut linted, texts, mut made, mut problems } = converge(linted, least(options), judge);
        let roots = self.roots(&linted.analyses);
        let mut failed = BTreeSet::new();
        for (path, changed) in &texts {
            if let Err(message) = written::replace(path, &changed.before, &changed.after, &roots) {
                failed.insert(Arc::clone(&changed.shown));
                problems.push(Problem { path: Arc::clone(&changed.shown), span: None, message, fatal: true });
            }
        }
        if !failed.is_empty() {
            made.retain(|made| !failed.contains(&made.file));
            linted = judge(&Edited::default());
        }
        linted.report.problems.extend(problems);
        linted.report.problems.sort();
        (linted, made)
    }

    /// Where files may be changed: below the directory of the run, and in the modules of the packages that were asked for.
    fn roots(&self, analyses: &[Analysis]) -> Vec<PathBuf> {
        let base = files::canonical(self.directory());
        let mut dirs = BTreeSet::new();
        for Analysis { workspace, .. } in analyses {
            let modules = workspace.matched().iter().filter_map(|p| workspace.package(*p).module);
            dirs.extend(modules.map(|module| Path::new(&*workspace.module(module).dir)));
        }
        let dirs = dirs.into_iter().filter_map(|dir| files::canonical(&base.as_ref()?.join(dir)));
        dirs.chain(base.clone()).collect()
    }
}

/// Prints what the fixes would change. Of a link the file is named that it leads to: nothing else takes a patch.
pub(super) fn diff(
    options: &cli::Lint,
    (linted, directory): (Linted, &Path),
    judge: &dyn Fn(&Edited) -> Linted,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<()> {
    let converged = converge(linted, least(options), judge);
    let mut named = BTreeSet::new();
    for (path, changed) in &converged.texts {
        let shown = match files::behind_link(path, directory) {
            None => Arc::clone(&changed.shown),
            Some(Some(real)) => real.into(),
            Some(None) => {
                let path = visible::line(&changed.shown);
                writeln!(err, "{path}: not in the patch: it is a link to a file outside of this directory")?;
                continue;
            }
        };
        if named.insert(Arc::clone(&shown)) {
            fix::diff::write(&Changed { shown, ..changed.clone() }, out)?;
        } else {
            let path = visible::line(&changed.shown);
            writeln!(err, "{path}: not in the patch: {} is in it already", visible::line(&shown))?;
        }
    }
    for problem in &converged.problems {
        writeln!(err, "{}: {}", visible::line(&problem.path), visible::line(&problem.message))?;
    }
    out.flush()
}

/// What was fixed, one line each.
pub(super) fn tell_made(made: &[Made], err: &mut dyn Write) -> io::Result<()> {
    for Made { rule, title, file, line } in made {
        writeln!(err, "fixed {}:{line}: {} ({rule})", visible::line(file), visible::line(title))?;
    }
    Ok(())
}

/// How many findings --add-ignore has no comment for.
pub(super) fn tell_unwritten(report: &Report, sources: &Sources, err: &mut dyn Write) -> io::Result<()> {
    let left = report.findings.iter().filter(|finding| finding.fixes.is_empty());
    let (generated, left): (Vec<&Finding>, Vec<&Finding>) = left.partition(|finding| is_generated(finding, sources));
    if !generated.is_empty() {
        let generated = count(generated.len(), "finding");
        writeln!(
            err,
            "{generated} without a comment in generated files: the next run of what writes them would delete it. \
             An [[allow]] entry stays."
        )?;
    }
    if left.is_empty() {
        return Ok(());
    }
    let left = count(left.len(), "finding");
    writeln!(
        err,
        "{left} without a comment: none can stand above a line that goes on from the one before, nor in muxray.toml. \
         `muxray:ignore RULE -- reason` in a comment at the end of the line, or an [[allow]] entry, does the same."
    )
}

/// How many findings --fix leaves because a tool writes their files.
pub(super) fn tell_generated(report: &Report, sources: &Sources, err: &mut dyn Write) -> io::Result<()> {
    let left = report.findings.iter().filter(|finding| is_generated(finding, sources)).count();
    if left == 0 {
        return Ok(());
    }
    let left = count(left, "finding");
    writeln!(err, "{left} in generated files, which --fix leaves alone: change what writes them.")
}

fn is_generated(finding: &Finding, sources: &Sources) -> bool {
    let file = sources.get(finding.primary.span.file);
    add::is_generated(&file.path, &file.bytes())
}

/// How many fixes there are that were not asked for.
pub(super) fn tell_available(report: &Report, err: &mut dyn Write) -> io::Result<()> {
    let (safe, more) = available(report);
    match (safe, more) {
        (0, 0) => Ok(()),
        (0, more) => writeln!(err, "{} fixable with --fix=unsafe.", count(more, "finding")),
        (safe, 0) => writeln!(err, "{} fixable with --fix.", count(safe, "finding")),
        (safe, more) => writeln!(err, "{} fixable with --fix, {more} more with --fix=unsafe.", count(safe, "finding")),
    }
}
