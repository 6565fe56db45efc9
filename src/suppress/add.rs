//! Comments that would keep the findings of a report quiet, as its fixes.
//!
//! In: a report, a reason. Out: the same report, in which the only fix of a finding is the comment above its first place that ignores it.
//! Only where such a comment cannot change anything else: not in the middle of a text or of a continued line; and where it stays: not in a file that
//! a tool writes. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::syntax;
use crate::finding::{Applicability, Edit, Fix, Report};
use crate::golang;
use crate::source::{FileId, Sources, Span};

/// Whether a reason can stand in a comment: it has one line, and no comment of its own begins in it.
#[must_use]
pub fn is_reason(reason: &str) -> bool {
    let reason = format!(" {reason}");
    !reason.trim().is_empty() && !reason.contains(" //") && !reason.contains(char::is_control)
}

/// Makes the comments the fixes of the findings. One comment names all rules that speak of its line.
pub fn offer(report: &mut Report, sources: &Sources, reason: &str) {
    let mut rules: BTreeMap<(FileId, u32), BTreeSet<Arc<str>>> = BTreeMap::new();
    let at = |place: Span| (place.file, line(&sources.get(place.file).bytes(), place.start));
    for finding in &report.findings {
        rules.entry(at(finding.primary.span)).or_default().insert(Arc::clone(&finding.rule));
    }
    let mut files: BTreeMap<FileId, Option<syntax::Own>> = BTreeMap::new();
    for finding in &mut report.findings {
        let (file, start) = at(finding.primary.span);
        let source = sources.get(file);
        let bytes = source.bytes();
        let own = files.entry(file).or_insert_with(|| {
            let kept = !is_generated(&source.path, &bytes);
            kept.then(|| syntax::own_lines(&source.path, &bytes))?
        });
        let fix = || {
            let own = own.as_ref().filter(|own| own.may_stand_before(start))?;
            let line = bytes.get(start as usize..)?;
            let indent = line.iter().take_while(|b| own.indented && matches!(b, b' ' | b'\t')).count();
            let indent = std::str::from_utf8(&line[..indent]).ok()?;
            let end = if line.split_inclusive(|b| *b == b'\n').next()?.ends_with(b"\r\n") { "\r\n" } else { "\n" };
            let named: Vec<&str> = rules.get(&(file, start))?.iter().map(AsRef::as_ref).collect();
            let comment = format!("{}muxray:ignore {} -- {}", own.mark, named.join(","), reason.trim());
            let edit = Edit { span: Span::new(file, start, start), text: format!("{indent}{comment}{end}") };
            Fix::new(format!("write `{comment}` above"), Applicability::Safe, vec![edit])
        };
        finding.fixes = fix().into_iter().collect();
    }
}

/// Whether a tool writes a file, and would lose what somebody else has written there.
#[must_use]
pub fn is_generated(path: &str, bytes: &[u8]) -> bool {
    path.ends_with(".go") && golang::is_generated(bytes)
}

/// The first byte of the line around a byte; a mark of the text's encoding stays before it.
fn line(bytes: &[u8], at: u32) -> u32 {
    let before = &bytes[..bytes.len().min(at as usize)];
    let start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
    let mark = if start == 0 && bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    u32::try_from(start + mark).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_without_a_comment() {
        assert!(is_reason("behind the proxy, see https://example.com/a"));
        for wrong in ["", "  ", "a\nb", "a // b", "// a", "a\u{7}"] {
            assert!(!is_reason(wrong), "{wrong:?}");
        }
    }
}
