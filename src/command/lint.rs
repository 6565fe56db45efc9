//! `muxray lint`: the findings, in each format that was asked for, and the exit status.

use std::io::{self, Write};

use super::{Run, Status, files, rules};
use crate::cli;
use crate::config::Settings;
use crate::finding::Report;
use crate::report::{self, Format, RenderOptions, RuleInfo, statistics, summary};
use crate::run::lint;
use crate::suppress::{Ignores, Levels};

impl Run<'_> {
    pub(super) fn lint(&self, options: &cli::Lint, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        if options.watch { self.watch(options, out, err) } else { self.lint_once(options, out, err) }
    }

    /// One run from the first file to the last byte.
    pub(super) fn lint_once(
        &self,
        options: &cli::Lint,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let loaded = self.settings(&options.source, &options.target, Some(&options.choice), err)?;
        let Some(mut loaded) = loaded else { return Ok(Status::Failure) };
        let Some(baseline) = self.baseline(options, &mut loaded, err)? else { return Ok(Status::Failure) };
        let analyses = self.analyze(&options.patterns, &options.target, &loaded, err)?;
        let Some(analyses) = analyses else { return Ok(Status::Failure) };
        let Some(analysis) = analyses.first() else { return Ok(Status::Failure) };
        let ignores = if options.choice.no_ignores { Ignores::Disregarded } else { Ignores::Honoured };
        let whole = analyses.iter().all(|analysis| analysis.workspace.is_whole());
        let policy = self.policy(&loaded, ignores, baseline, analysis.sources(), whole);
        let rules = &loaded.rules;
        let report = lint(&analyses, rules, &policy);
        if options.new.write_baseline {
            return self.write_baseline(&loaded, &report, analysis.sources(), err);
        }
        let infos: Vec<RuleInfo> = rules.rules().map(rules::info).collect();
        let prefix = self.root_prefix();
        let render = self.render_options(&infos, &prefix);
        match (options.statistics, options.format) {
            (false, format) => report::render(&report, analysis.sources(), &render, format, out)?,
            (true, Format::Json) => statistics::json(&report, out)?,
            (true, _) => statistics::text(&report, &render, out)?,
        }
        out.flush()?;
        for output in &options.output {
            let mut bytes = Vec::new();
            let plain = RenderOptions { color: report::Color::Off, ..render };
            report::render(&report, analysis.sources(), &plain, output.format, &mut bytes)?;
            files::write(&output.file, &bytes)
                .map_err(|e| io::Error::other(format!("cannot write {}: {e}", output.file.display())))?;
        }
        if options.format == Format::Github {
            self.step_summary(&report, analysis, &render, err)?;
        }
        self.tell(analysis, &report, summary::Detail::Full, err)?;
        Ok(status(&loaded.settings, options.choice.exit_zero, &policy.levels, &report))
    }
}

fn status(settings: &Settings, exit_zero: bool, levels: &Levels, report: &Report) -> Status {
    if report.problems.iter().any(|p| p.fatal) || (settings.strict.value && !report.problems.is_empty()) {
        return Status::Failure;
    }
    let fails = report.findings.iter().any(|finding| levels.fail(finding));
    if fails && !exit_zero { Status::Findings } else { Status::Clean }
}
