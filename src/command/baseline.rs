//! The baseline of a run, read and written.
//!
//! In: options and settings. Out: what is known, or a file. What a baseline holds is told in `suppress`.

use std::io::{self, Write};
use std::path::Path;

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
        let Some(path) = loaded.settings.baseline.as_ref().map(|file| &file.value) else { return Ok(Some(None)) };
        if options.new.write_baseline {
            return Ok(Some(None));
        }
        let read = files::read(path).map_err(|e| e.to_string()).and_then(|text| Baseline::read(&text));
        match read {
            Ok(mut baseline) => {
                let gone = baseline.files().filter(|file| !files::is_file(&self.directory().join(file)));
                baseline.gone = gone.map(str::to_owned).collect();
                Ok(Some(Some(baseline)))
            }
            Err(message) => {
                writeln!(err, "error: baseline {}: {message}", path.display())?;
                Ok(None)
            }
        }
    }

    /// Writes today's findings as the baseline.
    pub(super) fn write_baseline(
        &self,
        loaded: &Loaded,
        report: &Report,
        sources: &Sources,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let default = self.directory().join(NAME);
        let path: &Path = loaded.settings.baseline.as_ref().map_or(&default, |file| &file.value);
        if let Some(problem) = report.problems.iter().find(|problem| problem.fatal) {
            writeln!(err, "error: no baseline was written: {}: {}", problem.path, problem.message)?;
            return Ok(Status::Failure);
        }
        written::write(path, Baseline::of(&report.findings, sources).text().as_bytes())
            .map_err(|e| io::Error::other(format!("cannot write {}: {e}", path.display())))?;
        writeln!(err, "muxray: wrote {} to {}", count(report.findings.len(), "finding"), path.display())?;
        Ok(Status::Clean)
    }
}
