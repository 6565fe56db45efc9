//! One case of a rule, run: a folder or an archive with wants, or an example of a rule's page.
//!
//! In: the case, what is known, all rules. Out: [`Said`]. A case is looked at as `lint -C` would, but for the environment: no module
//! cache and no go.work around it, so that it says the same on every machine.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Parser;

use super::super::{files, request, settings};
use super::disk;
use crate::cli::{self, Cli, Command};
use crate::config::{Layer, Settings};
use crate::finding::{Finding, Problem, Report};
use crate::known::Known;
use crate::ordered::InOrder as _;
use crate::rule::{Persona, Rule, RuleSet};
use crate::run::{Analysis, Asked, analyze, lint};
use crate::suppress::Policy;
use crate::trial::txtar::Archive;
use crate::trial::{self, Outcome, Told, Verdict, Want};
use crate::walk::Env;

/// What is run.
pub(super) enum Trial<'a> {
    /// A case of `testdata/`.
    Case {
        /// Its path below `testdata/`.
        name: String,
        /// Where it stands.
        files: disk::Case,
    },
    /// The example in which a rule finds something.
    Bad(&'a Rule),
    /// The example in which no rule finds anything.
    Good(&'a Rule),
}

impl Trial<'_> {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Case { name, .. } => name.clone(),
            Self::Bad(rule) => format!("{} (the bad example)", rule.id),
            Self::Good(rule) => format!("{} (the good example)", rule.id),
        }
    }
}

/// What came of a case.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Findings and wants.
    pub(super) outcomes: Vec<Outcome>,
    /// Why it could not be run as it should.
    pub(super) failures: Vec<String>,
}

impl Said {
    fn failed(message: impl Into<String>) -> Self {
        Self { outcomes: Vec::new(), failures: vec![format!("Failed   {}", message.into())] }
    }
}

/// What all cases share.
pub(super) struct Trials<'a> {
    pub(super) known: &'a Known,
    pub(super) rules: &'a RuleSet,
    /// A directory for unpacked archives.
    pub(super) scratch: &'a Path,
}

impl Trials<'_> {
    pub(super) fn run(&self, trial: &Trial<'_>) -> Said {
        match trial {
            Trial::Case { files: disk::Case::Folder(dir), .. } => self.case(dir),
            Trial::Case { files: disk::Case::Archive(path), .. } => match disk::toml_file(path) {
                Ok(text) => self.unpacked(&Archive::parse(&text), |dir| self.case(dir)),
                Err(message) => Said::failed(message),
            },
            Trial::Bad(rule) => self.unpacked(&Archive::of_example(&rule.docs.bad), |dir| self.bad(rule, dir)),
            Trial::Good(rule) => self.unpacked(&Archive::of_example(&rule.docs.good), |dir| self.good(rule, dir)),
        }
    }

    /// Runs something on the files of an archive, in a directory that is gone afterwards.
    fn unpacked(&self, archive: &Archive, run: impl Fn(&Path) -> Said) -> Said {
        if archive.files.is_empty() {
            return Said::failed("no file: a file begins with a line `-- go.mod --`");
        }
        if let Some(wrong) = archive.strange_path() {
            return Said::failed(wrong);
        }
        match disk::Scratch::unpack(self.scratch, &archive.files) {
            Ok(scratch) => run(scratch.path()),
            Err(message) => Said::failed(message),
        }
    }

    fn case(&self, dir: &Path) -> Said {
        let files = match disk::case_files(dir) {
            Ok(files) => files,
            Err(message) => return Said::failed(message),
        };
        let mut said = Said::default();
        let mut wants = Vec::new();
        let mut expected_problems = BTreeSet::new();
        let (mut persona, mut arguments) = (Persona::Regular, Vec::new());
        for (file, path) in &files {
            // What is no text has no wants.
            let Ok(text) = disk::toml_file(path) else { continue };
            if file == "problems.txt" {
                expected_problems.extend(text.lines().map(str::to_owned));
                continue;
            }
            match trial::wants(file, &text) {
                Ok(found) => wants.extend(found),
                Err(wrong) => {
                    said.failures.extend(wrong.iter().map(|(line, why)| format!("Failed   {file}:{line}: {why}")));
                }
            }
            for line in text.lines() {
                match line.strip_prefix("// ").and_then(|line| line.split_once(": ")) {
                    Some(("persona", "pedantic")) => persona = Persona::Pedantic,
                    Some(("persona", "auditor")) => persona = Persona::Auditor,
                    Some(("lint", words)) => arguments = words.split_whitespace().map(str::to_owned).collect(),
                    _ => {}
                }
            }
        }
        said.failures.extend(wants.iter().filter_map(|want| self.unknown(want)));
        match self.look(dir, persona, None, &arguments) {
            Ok((analysis, report)) => {
                let problems: BTreeSet<String> = report.problems.iter().map(|p| p.path.to_string()).in_order();
                if problems != expected_problems {
                    said.failures.extend(report.problems.iter().map(of_problem));
                    let unmet = expected_problems.difference(&problems);
                    said.failures
                        .extend(unmet.map(|path| format!("Failed   {path}: no problem, as problems.txt says")));
                }
                let told: Vec<Told> = report.findings.iter().map(|finding| of_finding(finding, &analysis)).collect();
                said.outcomes = trial::compare(&told, &wants);
            }
            Err(message) => said.failures.push(format!("Failed   {message}")),
        }
        said
    }

    /// What to say of a want that speaks of a rule that is not there.
    fn unknown(&self, want: &Want) -> Option<String> {
        let ids = self.rules.rules().map(|rule| &*rule.id);
        let said = || format!("Failed   {}:{}: {}", want.file, want.line, cli::unknown_rule(&want.rule, ids));
        self.rules.get(&want.rule).is_none().then(said)
    }

    fn bad(&self, rule: &Rule, dir: &Path) -> Said {
        self.example(rule, dir, |told| {
            // Other rules may speak, too.
            let by_this: Vec<&Told> = told.iter().filter(|told| *told.rule == *rule.id).collect();
            match by_this.as_slice() {
                [] => vec![outcome(Verdict::Missing, &Told { rule: rule.id.to_string(), ..Told::default() })],
                found => found.iter().map(|told| outcome(Verdict::Reported, told)).collect(),
            }
        })
    }

    fn good(&self, rule: &Rule, dir: &Path) -> Said {
        self.example(rule, dir, |told| told.iter().map(|told| outcome(Verdict::Noisy, told)).collect())
    }

    fn example(&self, rule: &Rule, dir: &Path, judge: impl Fn(&[Told]) -> Vec<Outcome>) -> Said {
        match self.look(dir, rule.persona, Some(rule), &[]) {
            Ok((analysis, _)) if analysis.programs.is_empty() && analysis.setup.is_empty() => {
                Said::failed("there is no program in this example, and no file around one")
            }
            Ok((analysis, report)) => {
                let told: Vec<Told> = report.findings.iter().map(|finding| of_finding(finding, &analysis)).collect();
                Said { outcomes: judge(&told), failures: report.problems.iter().map(of_problem).collect() }
            }
            Err(message) => Said::failed(message),
        }
    }

    /// What the rules of a persona say of a directory, and of one rule all cases.
    fn look(
        &self,
        dir: &Path,
        persona: Persona,
        whole: Option<&Rule>,
        arguments: &[String],
    ) -> Result<(Analysis, Report), String> {
        let words = ["muxray", "lint"].map(str::to_owned);
        let parsed = Cli::try_parse_from(words.iter().chain(arguments)).map_err(|e| e.to_string())?;
        let Command::Lint(options) = parsed.command else {
            return Err("`// lint:` takes arguments of lint".to_owned());
        };
        let cli::Lint { patterns, target, .. } = &*options;
        let gowork = (!files::exists(&dir.join("go.work"))).then(|| "off".to_owned());
        let settings = Settings::new(&Layer::default(), &settings::layer(target, None));
        let Some(build) = settings.targets.value.first() else { return Err("no build".to_owned()) };
        let mut request = request(dir, patterns, build, &settings, Env { gowork, ..Env::default() });
        let rules = self.rules.clone().keep(|rule| match whole {
            Some(whole) if whole.id == rule.id => Some(Persona::Auditor),
            _ => (rule.persona <= persona).then_some(persona),
        });
        request.asked = Asked::by(&rules);
        let analysis = analyze(&request, self.known, &rules);
        let analysis = [analysis];
        let report = lint(&analysis, &rules, &Policy::default());
        let [analysis] = analysis;
        Ok((analysis, report))
    }
}

fn of_problem(problem: &Problem) -> String {
    format!("Failed   {}: {}", problem.path, problem.message)
}

fn outcome(verdict: Verdict, told: &Told) -> Outcome {
    let text = told.texts.first().cloned().unwrap_or_default();
    Outcome { verdict, file: told.file.clone(), line: told.line, rule: told.rule.clone(), text }
}

fn of_finding(finding: &Finding, analysis: &Analysis) -> Told {
    let sources = analysis.sources();
    let place = finding.primary.span;
    let labels = std::iter::once(&finding.primary).chain(&finding.labels).map(|label| label.text.clone());
    Told {
        file: sources.path(place.file).to_string(),
        line: sources.get(place.file).position(place.start).line as usize,
        rule: finding.rule.to_string(),
        severity: finding.severity.as_str().to_owned(),
        eras: finding.eras.iter().map(|era| era.as_str().to_owned()).collect(),
        programs: finding.programs.iter().map(ToString::to_string).collect(),
        texts: std::iter::once(finding.message.clone()).chain(labels).collect(),
    }
}
