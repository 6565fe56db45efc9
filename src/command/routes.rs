//! `muxray routes`: the route table of each program.

use std::io::{self, Write};

use super::{Run, Status};
use crate::cli;
use crate::finding::Report;
use crate::report::{routes, summary};
use crate::targets;

impl Run<'_> {
    pub(super) fn routes(&self, options: &cli::Routes, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some(mut loaded) = self.settings(&options.source, &options.target, None, err)? else {
            return Ok(Status::Failure);
        };
        // A table shows one build.
        if loaded.settings.targets.value.len() > 1 {
            loaded.settings.targets.value.truncate(1);
            let target = targets::name(&loaded.settings.targets.value[0]);
            writeln!(
                err,
                "note: this is {target}, the first build of the configuration; --goos and --goarch name another"
            )?;
        }
        let analyses = self.analyze(&options.patterns, &options.target, &loaded, err)?;
        let Some(analysis) = analyses.and_then(|analyses| analyses.into_iter().next()) else {
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
        self.tell(&analysis, &report, summary::Detail::Seen, err)?;
        let fatal = report.problems.iter().any(|p| p.fatal) || (options.strict && !report.problems.is_empty());
        Ok(if fatal { Status::Failure } else { Status::Clean })
    }
}
