//! `muxray lint`: the findings, in each format that was asked for, and the exit status.

use std::io::{self, Write};

use super::fix::{self, Linted};
use super::settings::Loaded;
use super::since::Wanted;
use super::{Run, Status, baseline, files, rules, written};
use crate::cli;
use crate::config::Settings;
use crate::finding::Problem;
use crate::report::{self, Format, RenderOptions, RuleInfo, statistics, summary};
use crate::run::{Analysis, Asked, lint};
use crate::source::Edited;
use crate::suppress::{Baseline, Ignores, add};

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
        loaded.asked = Asked::by(&loaded.rules);
        if options.add_ignore.as_ref().is_some_and(|reason| !add::is_reason(reason)) {
            writeln!(err, "error: --add-ignore: a reason is one line of words, in which no comment begins")?;
            return Ok(Status::Failure);
        }
        if let Some((output, why)) = options.output.iter().find_map(|o| Some((o, files::is_report(&o.file).err()?))) {
            writeln!(err, "error: --output {}: {why}", output.file.display())?;
            return Ok(Status::Failure);
        }
        let wanted = match self.wanted(&options.new) {
            Ok(wanted) => wanted,
            Err(message) => {
                writeln!(err, "error: {message}")?;
                return Ok(Status::Failure);
            }
        };
        let Some(baseline) = self.baseline(options, &mut loaded, err)? else { return Ok(Status::Failure) };
        let analyses = self.analyze(&options.patterns, &options.target, &loaded, err)?;
        let Some(analyses) = analyses.filter(|analyses| !analyses.is_empty()) else { return Ok(Status::Failure) };
        let judge = |analyses| self.judge(options, &loaded, (baseline.clone(), &wanted), analyses);
        let again = |edited: &Edited| judge(self.builds(self.directory(), &options.patterns, &loaded, edited));
        let mut linted = judge(analyses);
        if options.new.write_baseline {
            let whole = linted.analyses.iter().all(|analysis| analysis.workspace.is_whole());
            let part = baseline::part(options, whole);
            return self.write_baseline(&loaded, &linted.report, linted.first().sources(), part, err);
        }
        let mut made = Vec::new();
        if options.diff {
            let status = status(&loaded.settings, options.choice.exit_zero, &linted);
            self.tell(linted.first(), &linted.report, summary::Detail::Full, err)?;
            fix::diff(options, (linted, self.directory()), &again, out, err)?;
            return Ok(status);
        }
        if fix::is_wanted(options) {
            (linted, made) = self.fix(options, linted, &again);
        }
        let (analysis, report, rules) = (linted.first(), &linted.report, &loaded.rules);
        let infos: Vec<RuleInfo> = rules.rules().map(rules::info).collect();
        let prefix = self.root_prefix(options.format);
        let render = self.render_options(&infos, &prefix);
        match (options.statistics, options.format) {
            _ if options.fix_only => {}
            (false, format) => report::render(report, analysis.sources(), &render, format, out)?,
            (true, Format::Json) => statistics::json(report, out)?,
            (true, _) => statistics::text(report, &render, out)?,
        }
        out.flush()?;
        let mut unwritten = false;
        for output in &options.output {
            let mut bytes = Vec::new();
            let prefix = self.root_prefix(output.format);
            let plain = RenderOptions { color: report::Color::Off, root_prefix: &prefix, ..render };
            report::render(report, analysis.sources(), &plain, output.format, &mut bytes)?;
            if let Err(error) = written::write(&output.file, &bytes) {
                writeln!(err, "error: cannot write {}: {error}", output.file.display())?;
                unwritten = true;
            }
        }
        if options.format == Format::Github {
            self.step_summary(report, analysis, &render, err)?;
        }
        fix::tell_made(&made, err)?;
        if options.add_ignore.is_some() && !self.cli.quiet {
            fix::tell_unwritten(report, analysis.sources(), err)?;
        } else if fix::is_wanted(options) && !self.cli.quiet {
            fix::tell_generated(report, analysis.sources(), err)?;
        }
        self.tell(analysis, report, summary::Detail::Full, err)?;
        let status = match status(&loaded.settings, options.choice.exit_zero, &linted) {
            _ if unwritten => Status::Failure,
            Status::Findings if options.fix_only => Status::Clean,
            status => status,
        };
        self.leave_to_the_system((linted, loaded));
        Ok(status)
    }

    /// What is told of these builds.
    fn judge(
        &self,
        options: &cli::Lint,
        loaded: &Loaded,
        (baseline, wanted): (Option<Baseline>, &Wanted),
        analyses: Vec<Analysis>,
    ) -> Linted {
        let ignores = if options.choice.no_ignores { Ignores::Disregarded } else { Ignores::Honoured };
        let whole = analyses.iter().all(|analysis| analysis.workspace.is_whole());
        let policy = self.policy(loaded, ignores, baseline, analyses[0].sources(), whole);
        let mut report = lint(&analyses, &loaded.rules, &policy);
        if let Err(message) = self.leave(wanted, &mut report, analyses[0].sources()) {
            let path = self.directory().to_string_lossy().into();
            report.problems.push(Problem { path, span: None, message, fatal: true });
        }
        if let Some(reason) = &options.add_ignore {
            add::offer(&mut report, analyses[0].sources(), reason);
        }
        Linted { analyses, report, levels: policy.levels }
    }
}

fn status(settings: &Settings, exit_zero: bool, Linted { report, levels, .. }: &Linted) -> Status {
    if report.problems.iter().any(|p| p.fatal) || (settings.strict.value && !report.problems.is_empty()) {
        return Status::Failure;
    }
    let fails = report.findings.iter().any(|finding| levels.fail(finding));
    if fails && !exit_zero { Status::Findings } else { Status::Clean }
}
