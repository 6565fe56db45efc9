//! `muxray explain`: the page of a rule, a guide, or what is known about a message on the screen.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::{Run, Status, rules};
use crate::cli;
use crate::document::Mistake;
use crate::guide::Guide;
use crate::report::symptoms::{Answer, Cause, Note};
use crate::report::{guides, pages, symptoms};
use crate::rule::{Persona, Rule, RuleSet, embedded};
use crate::run::{Analysis, Asked, lint};
use crate::suppress::{Ignores, Policy};
use crate::symptom::{Symptom, rank};

/// Bytes of a message that are read: it is an error, not a log.
const MOST_BYTES: u64 = 1024 * 1024;

impl Run<'_> {
    pub(super) fn explain(
        &self,
        options: &cli::Explain,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let (guides, mistakes) = embedded_guides();
        for mistake in &mistakes {
            rules::tell(mistake, err)?;
        }
        if let Some(error) = &options.error {
            return self.explain_error(error, options, &guides, out, err);
        }
        let Some(page) = &options.page else {
            guides::render_list(&guides, &self.render_options(&[], ""), out)?;
            return Ok(Status::Clean);
        };
        let Some((_, rules)) = rules::load_embedded(&options.rules, err)? else { return Ok(Status::Failure) };
        let render = self.render_options(&[], "");
        if let Some(rule) = rules.get(page) {
            pages::render(&rules::page(rule), page_format(options.format), &render, out)?;
        } else if let Some(guide) = guides.iter().find(|g| g.id == *page) {
            guides::render(guide, page_format(options.format), &render, out)?;
        } else {
            let known = rules.rules().map(|r| &*r.id).chain(guides.iter().map(|g| g.id.as_str()));
            writeln!(err, "error: {}", cli::unknown_rule(page, known))?;
            return Ok(Status::Failure);
        }
        Ok(Status::Clean)
    }

    fn explain_error(
        &self,
        error: &str,
        options: &cli::Explain,
        guides: &[Guide],
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let Some((_, rules)) = rules::load_embedded(&options.rules, err)? else { return Ok(Status::Failure) };
        let mut read = Vec::new();
        if error == "-" {
            io::stdin().lock().take(MOST_BYTES).read_to_end(&mut read)?;
        } else {
            read.extend(error.as_bytes());
        }
        let (mut causes, notes) = about(&String::from_utf8_lossy(&read), &rules, guides);
        if causes.is_empty() && notes.is_empty() {
            writeln!(err, "muxray: no rule and no guide knows this message")?;
            return Ok(Status::Findings);
        }
        let named: Vec<String> = causes.iter().map(|c| c.rule.clone()).collect();
        let patterns = ["./...".to_owned()];
        let mut analyses = Vec::new();
        if !named.is_empty() {
            let source = cli::ConfigSource::default();
            let choice = cli::Choice { rules: options.rules.clone(), ..cli::Choice::default() };
            let loaded = self.settings(&source, &options.target, Some(&choice), err)?;
            let Some(mut loaded) = loaded else { return Ok(Status::Failure) };
            let known = |rule: &Rule| named.iter().any(|id| **id == *rule.id).then_some(Persona::Auditor);
            loaded.rules = rules.keep(known);
            loaded.asked = Asked::by(&loaded.rules);
            analyses = self.analyze(&patterns, &options.target, &loaded, err)?.unwrap_or_default();
            // Whoever sees the message wants the cause, also where somebody said once not to be told.
            let policy = Policy { ignores: Ignores::Disregarded, ..Policy::default() };
            let report = lint(&analyses, &loaded.rules, &policy);
            for finding in report.findings {
                let cause = causes.iter_mut().find(|c| *c.rule == *finding.rule);
                cause.into_iter().for_each(|c| c.findings.push(finding.clone()));
            }
            // The order of likeness stays among those that found something, and among the others.
            causes.sort_by_key(|cause| cause.findings.is_empty());
        }
        let analysis = analyses.first();
        let sources = analysis.map(Analysis::sources);
        let looked = analysis.is_some_and(|a| a.stats().files > 0);
        let answer = Answer { causes, notes, looked };
        symptoms::render(&answer, sources, page_format(options.format), &self.render_options(&[], ""), out)?;
        Ok(Status::Clean)
    }
}

/// Who knows a message: rules, each once with the message that fits best, and entries of guides.
fn about(paste: &str, rules: &RuleSet, guides: &[Guide]) -> (Vec<Cause>, Vec<Note>) {
    enum Owner<'a> {
        Rule(&'a Rule),
        Entry(&'a Guide, usize),
    }
    let mut all: Vec<(Owner<'_>, &Symptom)> = Vec::new();
    for rule in rules.rules() {
        all.extend(rule.docs.errors.iter().map(|e| (Owner::Rule(rule), e)));
    }
    for guide in guides {
        for (number, entry) in guide.entries().enumerate() {
            all.extend(entry.errors.iter().map(|e| (Owner::Entry(guide, number), e)));
        }
    }
    let symptoms: Vec<&Symptom> = all.iter().map(|(_, s)| *s).collect();
    let mut causes: Vec<Cause> = Vec::new();
    let mut notes: BTreeMap<(&str, usize), (usize, Note)> = BTreeMap::new();
    for found in rank(paste, &symptoms) {
        match &all[found.symptom] {
            (Owner::Rule(rule), symptom) if causes.iter().all(|c| *c.rule != *rule.id) => causes.push(Cause {
                rule: rule.id.to_string(),
                severity: rule.severity,
                summary: rule.summary.clone(),
                message: symptom.text.clone(),
                share: found.share,
                findings: Vec::new(),
            }),
            (Owner::Rule(_), _) => {}
            (Owner::Entry(guide, number), _) => {
                let order = notes.len();
                let entry = guide.entries().nth(*number);
                let note =
                    entry.map(|e| Note { guide: guide.id.clone(), said: e.said.clone(), answer: e.answer.clone() });
                if let Some(note) = note {
                    notes.entry((&guide.id, *number)).or_insert((order, note));
                }
            }
        }
    }
    let mut notes: Vec<(usize, Note)> = notes.into_values().collect();
    notes.sort_by_key(|(order, _)| *order);
    (causes, notes.into_iter().map(|(_, note)| note).collect())
}

/// The guides that are part of muxray.
fn embedded_guides() -> (Vec<Guide>, Vec<Mistake>) {
    let mut guides = Vec::new();
    let mut mistakes = Vec::new();
    for (name, text) in embedded::GUIDES {
        match Guide::read(&Arc::from(format!("rules/guides/{name}")), text) {
            Ok(guide) => guides.push(guide),
            Err(wrong) => mistakes.extend(wrong),
        }
    }
    (guides, mistakes)
}

fn page_format(format: cli::PageFormat) -> pages::PageFormat {
    match format {
        cli::PageFormat::Text => pages::PageFormat::Text,
        cli::PageFormat::Json => pages::PageFormat::Json,
        cli::PageFormat::Markdown => pages::PageFormat::Markdown,
    }
}
