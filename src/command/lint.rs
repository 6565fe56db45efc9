//! `muxray lint`: the findings, in each format that was asked for, and the exit status.

use std::io::{self, Write};

use super::{Run, Status, files, rules};
use crate::cli;
use crate::finding::Report;
use crate::report::{self, Format, RenderOptions, RuleInfo, statistics, summary};
use crate::run::lint;
use crate::suppress::{Ignores, Levels, Policy};

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
        let Some((known, rules)) = rules::load(&options.choice, err)? else { return Ok(Status::Failure) };
        let Some(analysis) = self.analyze(&options.patterns, &options.target, &known, &rules, err)? else {
            return Ok(Status::Failure);
        };
        let policy = policy(&options.choice);
        let report = lint(&analysis, &rules, &policy);
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
            self.step_summary(&report, &analysis, &render, err)?;
        }
        self.tell(&analysis, &report, summary::Detail::Full, err)?;
        Ok(status(&options.choice, &policy.levels, &report))
    }
}

fn policy(choice: &cli::Choice) -> Policy {
    let levels = Levels {
        min_severity: choice.min_severity.severity(),
        min_confidence: choice.min_confidence.confidence(),
        fail_on: choice.fail_on.threshold(),
    };
    let ignores = if choice.no_ignores { Ignores::Disregarded } else { Ignores::Honoured };
    Policy { levels, ignores, ..Policy::default() }
}

fn status(choice: &cli::Choice, levels: &Levels, report: &Report) -> Status {
    if report.problems.iter().any(|p| p.fatal) || (choice.strict && !report.problems.is_empty()) {
        return Status::Failure;
    }
    let fails = report.findings.iter().any(|finding| levels.fail(finding));
    if fails && !choice.exit_zero { Status::Findings } else { Status::Clean }
}
