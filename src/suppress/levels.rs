//! How bad and how sure a finding must be: to be told, and to fail a run. Two questions, asked in this place only.
//!
//! In: a finding. Out: yes or no. Knows no rule.

use crate::finding::{Confidence, Finding, Severity};

/// What is told, and what fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// Findings below this are not told.
    pub min_severity: Severity,
    /// Findings that are less sure are not told.
    pub min_confidence: Confidence,
    /// The lowest severity that fails the run; None: nothing does.
    pub fail_on: Option<Severity>,
}

impl Default for Levels {
    fn default() -> Self {
        Self { min_severity: Severity::Note, min_confidence: Confidence::Low, fail_on: Some(Severity::Warning) }
    }
}

impl Levels {
    /// Whether a finding is told.
    #[must_use]
    pub fn tell(&self, finding: &Finding) -> bool {
        finding.severity >= self.min_severity && finding.confidence >= self.min_confidence
    }

    /// Whether a finding that is told fails the run.
    #[must_use]
    pub fn fail(&self, finding: &Finding) -> bool {
        self.fail_on.is_some_and(|least| finding.severity >= least)
    }
}
