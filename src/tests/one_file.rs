//! A run over one file, made by hand: what was found in it, with fixes.
//!
//! In: a text and findings. Out: what `fix::converge` takes. Knows no rule.

use std::path::{Path, PathBuf};

use muxray::finding::{Confidence, Finding, Fix, Label, Report, Severity};
use muxray::fix::Judged;
use muxray::source::{FileId, Sources, Span};

/// A run that was judged. Its file is the first of all, `FileId(0)`, and stands in the root directory.
pub(crate) struct OneFile {
    sources: Sources,
    pub(crate) report: Report,
    path: PathBuf,
}

impl OneFile {
    pub(crate) fn new(name: &str, text: &[u8], findings: Vec<Finding>) -> Self {
        let sources = Sources::default();
        let file = sources.add(name);
        sources.get(file).set_bytes(text.into());
        Self { sources, report: Report { findings, ..Report::default() }, path: Path::new("/").join(name) }
    }
}

impl Judged for OneFile {
    fn report(&self) -> &Report {
        &self.report
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }

    fn path(&self, _: FileId) -> Option<&Path> {
        Some(&self.path)
    }
}

/// A finding that says nothing.
pub(crate) fn finding(rule: &str, span: Span, fixes: Vec<Fix>) -> Finding {
    Finding {
        rule: rule.into(),
        severity: Severity::Note,
        confidence: Confidence::High,
        message: String::new(),
        help: String::new(),
        primary: Label { span, text: String::new() },
        labels: Vec::new(),
        programs: Vec::new(),
        eras: Vec::new(),
        targets: Vec::new(),
        fixes,
        key: String::new(),
        fingerprint: format!("{rule}{}", span.start),
    }
}
