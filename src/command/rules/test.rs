//! `muxray rules test`: the rules of a directory on their cases and on the examples of their pages.
//!
//! In: a directory with rules, its `known/` and its `testdata/`. Out: each case with what is Reported, Noisy, Missing or Wrong. All rules run on
//! all cases, those of muxray too: what `lint` says of a case is what the case wants. How one case is run stands in `trials`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::super::{Run, Status};
use super::disk;
use super::load_embedded;
use super::trials::{Said, Trial, Trials};
use crate::cli;
use crate::report::visible;
use crate::rule::{Owner, Rule};
use crate::trial::Verdict;

/// Cases that are run before the first of them is told.
const AT_ONCE: usize = 64;

impl Run<'_> {
    pub(super) fn test(
        &self,
        options: &cli::Test,
        more: &[PathBuf],
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let dirs: Vec<PathBuf> = std::iter::once(&options.dir).chain(more).cloned().collect();
        let Some((known, rules)) = load_embedded(&dirs, err)? else { return Ok(Status::Failure) };
        let cases = match disk::cases(&options.dir.join("testdata")) {
            Ok(cases) => cases,
            Err(message) => {
                writeln!(err, "error: {message}")?;
                return Ok(Status::Failure);
            }
        };
        let mut trials: Vec<Trial<'_>> = cases.into_iter().map(|(name, files)| Trial::Case { name, files }).collect();
        let own = |rule: &&Rule| rule.owner == Owner::User && Path::new(&*rule.path).parent() == Some(&options.dir);
        trials.extend(rules.rules().filter(own).flat_map(|rule| [Trial::Bad(rule), Trial::Good(rule)]));
        if let Some(part) = &options.filter {
            trials.retain(|trial| trial.name().contains(part.as_str()));
        }
        if trials.is_empty() {
            let dir = options.dir.display();
            writeln!(err, "error: {dir}: no rule and no case; `muxray rules new my-team/some-problem` writes both")?;
            return Ok(Status::Failure);
        }
        let run = Trials { known: &known, rules: &rules, scratch: &self.surroundings.scratch };
        let mut tally = Tally { trials: trials.len(), ..Tally::default() };
        for side_by_side in trials.chunks(AT_ONCE) {
            let said: Vec<Said> = side_by_side.par_iter().map(|trial| run.run(trial)).collect();
            for (trial, said) in side_by_side.iter().zip(said) {
                let wrong = tally.add(&said);
                if !wrong.is_empty() || !self.cli.quiet {
                    writeln!(out, "{:4}  {}", if wrong.is_empty() { "ok" } else { "FAIL" }, trial.name())?;
                }
                for line in wrong {
                    writeln!(out, "      {}", visible::line(&line))?;
                }
            }
        }
        out.flush()?;
        if !self.cli.quiet {
            writeln!(err, "{}", tally.sentence())?;
        }
        Ok(if tally.failed == 0 { Status::Clean } else { Status::Findings })
    }
}

#[derive(Default)]
struct Tally {
    trials: usize,
    failed: usize,
    by_verdict: [usize; 4],
}

impl Tally {
    /// Counts a trial; gives back what is wrong with it.
    fn add(&mut self, said: &Said) -> Vec<String> {
        let mut wrong = said.failures.clone();
        for outcome in &said.outcomes {
            self.by_verdict[outcome.verdict as usize] += 1;
            if outcome.verdict != Verdict::Reported {
                wrong.push(outcome.to_string());
            }
        }
        self.failed += usize::from(!wrong.is_empty());
        wrong
    }

    fn sentence(&self) -> String {
        let words = [Verdict::Reported, Verdict::Noisy, Verdict::Missing, Verdict::Wrong];
        let counts: Vec<String> = words.iter().map(|v| format!("{} {v}", self.by_verdict[*v as usize])).collect();
        let cases = if self.trials == 1 { "1 case".to_owned() } else { format!("{} cases", self.trials) };
        let failed =
            if self.failed == 0 { "all as wanted".to_owned() } else { format!("{} not as wanted", self.failed) };
        format!("{cases}, {failed}: {}.", counts.join(", "))
    }
}
