//! The baseline of a run, read and written.
//!
//! In: options and settings. Out: what is known, or a file. What a baseline holds is told in `suppress`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Run, Status, files, settings::Loaded, written};
use crate::cli;
use crate::config::Sourced;
use crate::finding::Report;
use crate::report::count;
use crate::source::Sources;
use crate::suppress::Baseline;

/// The baseline that is written where nobody has named another.
const NAME: &str = "muxray-baseline.json";

impl Run<'_> {
    /// The baseline of a run, if there is one. None where it cannot be read, which has been told.
    #[allow(clippy::option_option, reason = "the outer one is a failure, the inner one says that there is none")]
    pub(super) fn baseline(
        &self,
        options: &cli::Lint,
        loaded: &mut Loaded,
        err: &mut dyn Write,
    ) -> io::Result<Option<Option<Baseline>>> {
        if let Some(file) = &options.new.baseline {
            loaded.settings.baseline = Some(Sourced::given(file.clone()));
        }
        if options.new.write_baseline {
            let path = self.baseline_path(loaded);
            return match overwritten(&path) {
                Ok(()) => Ok(Some(None)),
                Err(message) => {
                    writeln!(err, "error: baseline {}: {message}", path.display())?;
                    Ok(None)
                }
            };
        }
        let Some(path) = loaded.settings.baseline.as_ref().map(|file| &file.value) else { return Ok(Some(None)) };
        match self.read_baseline(path) {
            Ok(baseline) => Ok(Some(Some(baseline))),
            Err(message) => {
                writeln!(err, "error: baseline {}: {message}", path.display())?;
                Ok(None)
            }
        }
    }

    fn read_baseline(&self, path: &Path) -> Result<Baseline, String> {
        let text = files::read(path).map_err(|e| e.to_string())?;
        let mut baseline = Baseline::read(&text)?;
        let gone = baseline.files().filter(|file| !files::is_file(&self.directory().join(file)));
        baseline.gone = gone.map(str::to_owned).collect();
        Ok(baseline)
    }

    fn baseline_path(&self, loaded: &Loaded) -> PathBuf {
        let named = loaded.settings.baseline.as_ref().map(|file| file.value.clone());
        named.unwrap_or_else(|| self.directory().join(NAME))
    }

    /// Writes today's findings as the baseline. A run that looks at a part of what there is strikes nothing of the one that is there.
    pub(super) fn write_baseline(
        &self,
        loaded: &Loaded,
        report: &Report,
        sources: &Sources,
        part: Option<&str>,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let path = self.baseline_path(loaded);
        if let Some(problem) = report.problems.iter().find(|problem| problem.fatal) {
            writeln!(err, "error: no baseline was written: {}: {}", problem.path, problem.message)?;
            return Ok(Status::Failure);
        }
        let before = match part.filter(|_| files::is_file(&path)).map(|part| (part, self.read_baseline(&path))) {
            None => None,
            Some((part, Ok(before))) => Some((part, before)),
            Some((_, Err(message))) => {
                writeln!(err, "error: baseline {}: {message}", path.display())?;
                return Ok(Status::Failure);
            }
        };
        let (baseline, kept) = match &before {
            Some((part, before)) => {
                let (baseline, kept) = Baseline::of_part(&report.findings, sources, before);
                (baseline, (kept > 0).then_some((part, kept)))
            }
            None => (Baseline::of(&report.findings, sources), None),
        };
        written::write(&path, baseline.text().as_bytes())
            .map_err(|e| io::Error::other(format!("cannot write {}: {e}", path.display())))?;
        writeln!(err, "muxray: wrote {} to {}", count(report.findings.len(), "finding"), path.display())?;
        if let Some((part, kept)) = kept {
            let stay = if kept == 1 { "stays" } else { "stay" };
            writeln!(
                err,
                "{} of it {stay}: {part} looks at a part; a run without strikes what is gone.",
                count(kept, "other finding")
            )?;
        }
        Ok(Status::Clean)
    }
}

/// What makes a run look at a part of what there is, where something on the command line does.
pub(super) fn part(options: &cli::Lint, whole: bool) -> Option<&str> {
    let choice = &options.choice;
    let narrows = [
        (choice.select.is_some(), "--select"),
        (choice.ignore.is_some(), "--ignore"),
        (choice.min_severity.is_some(), "--min-severity"),
        (choice.min_confidence.is_some(), "--min-confidence"),
    ];
    let option = narrows.iter().find(|(given, _)| *given).map(|(_, option)| *option);
    // What is looked at where nothing is named is all that there is here.
    let pattern = || options.patterns.iter().find(|pattern| *pattern != "./...").filter(|_| !whole);
    option.or_else(|| pattern().map(String::as_str))
}

/// Whether a baseline may stand at a path.
///
/// # Errors
/// In words for the user: what is there is something else.
fn overwritten(path: &Path) -> Result<(), String> {
    files::is_report(path)?;
    // A pipe takes what it is given.
    if !files::is_file(path) {
        return Ok(());
    }
    let text = files::read(path).map_err(|e| e.to_string())?;
    if Baseline::is_one(&text) {
        Ok(())
    } else {
        Err("this is no baseline of muxray: it is not overwritten".to_owned())
    }
}
