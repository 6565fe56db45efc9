//! Which findings lie in what has changed.
//!
//! In: a file as it was and as it is, the findings of a report. Out: the bytes of new lines; the report without the findings that touch
//! none. A line that moved within its file is new only where the shortest difference says so. Knows neither git nor a path.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diffy::{DiffOptions, Line};

use crate::finding::Report;
use crate::ordered::InOrder as _;
use crate::source::{FileId, Span};

/// What is new in some files; nothing is in all others.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The new lines of each file, as ranges of its bytes in their order.
    pub files: BTreeMap<FileId, Vec<Range<u32>>>,
}

impl Changes {
    /// Whether a place touches something new.
    fn touch(&self, place: Span) -> bool {
        let ranges = self.files.get(&place.file).map_or(&[][..], Vec::as_slice);
        let first = ranges.partition_point(|new| new.end <= place.start);
        // A place of no length is at its byte.
        ranges.get(first).is_some_and(|new| new.start < place.end.max(place.start + 1))
    }

    /// Takes the findings out of a report that have no place in what is new.
    pub fn leave(&self, report: &mut Report) {
        let all = report.findings.len();
        report.findings.retain(|finding| finding.spans().any(|place| self.touch(place)));
        report.suppressed.unchanged += all - report.findings.len();
    }
}

/// Takes the findings out of a report that have no place in some files.
pub fn leave_files(files: &BTreeSet<FileId>, report: &mut Report) {
    let all = report.findings.len();
    report.findings.retain(|finding| finding.spans().any(|place| files.contains(&place.file)));
    report.suppressed.elsewhere += all - report.findings.len();
}

/// For each line of a text, the line of an older one that it was. How lines end is no difference.
#[must_use]
pub fn origins(old: &[u8], new: &[u8]) -> Vec<Option<usize>> {
    let (old, new) = (lines(old), lines(new));
    let mut origins = vec![None; new.len()];
    // What only one of them has is no line of the other: without it, a file that was written anew is no work.
    let (before, after) = (both(&old, &new), both(&new, &old));
    let mut options = DiffOptions::new();
    options.set_context_len(old.len().max(new.len()));
    let (old_text, new_text) = (joined(&old, &before), joined(&new, &after));
    let patch = options.create_patch_bytes(&old_text, &new_text);
    let (mut before, mut after) = (before.into_iter(), after.into_iter());
    for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
        match line {
            Line::Context(_) => {
                if let (Some(old), Some(new)) = (before.next(), after.next()) {
                    origins[new] = Some(old);
                }
            }
            Line::Delete(_) => _ = before.next(),
            Line::Insert(_) => _ = after.next(),
        }
    }
    // Texts that are equal have no patch.
    before.zip(after).for_each(|(old, new)| origins[new] = Some(old));
    origins
}

/// Whether each line of a text is new, from which ones of an earlier text are: a line that stayed is what it was, lines in the place of
/// others are new where one of those was, and lines that only came are.
#[must_use]
pub fn carried(earlier: &[u8], fresh: &[bool], text: &[u8]) -> Vec<bool> {
    let origins = origins(earlier, text);
    let mut carried = Vec::with_capacity(origins.len());
    // The first line of the earlier text that nothing here stands for yet.
    let mut next = 0;
    while let Some(&origin) = origins.get(carried.len()) {
        if let Some(line) = origin {
            carried.push(fresh.get(line).copied().unwrap_or(false));
            next = line + 1;
            continue;
        }
        let rest = &origins[carried.len()..];
        let (came, stop) = match rest.iter().position(Option::is_some) {
            Some(n) => (n, rest[n].unwrap_or(next)),
            None => (rest.len(), fresh.len()),
        };
        let replaced = fresh.get(next..stop).unwrap_or_default();
        carried.extend(std::iter::repeat_n(replaced.is_empty() || replaced.contains(&true), came));
    }
    carried
}

/// Which lines of one text the other has too.
fn both(lines: &[&[u8]], other: &[&[u8]]) -> Vec<usize> {
    let other: BTreeSet<&[u8]> = other.iter().copied().in_order();
    (0..lines.len()).filter(|at| other.contains(lines[*at])).collect()
}

fn joined(lines: &[&[u8]], wanted: &[usize]) -> Vec<u8> {
    wanted.iter().flat_map(|at| lines[*at].iter().copied().chain([b'\n'])).collect()
}

/// How alike two texts are, in percent: the bytes of the lines that both have.
#[must_use]
pub fn likeness(old: &[u8], new: &[u8]) -> usize {
    let size = |lines: &[&[u8]]| lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let (old, new) = (lines(old), lines(new));
    let mut left: BTreeMap<&[u8], usize> = BTreeMap::new();
    old.iter().for_each(|line| *left.entry(line).or_default() += 1);
    let both = new.iter().filter(|line| match left.get_mut(**line) {
        Some(n @ 1..) => {
            *n -= 1;
            true
        }
        _ => false,
    });
    let both: Vec<&[u8]> = both.copied().collect();
    (size(&both) * 100).checked_div(size(&old).max(size(&new))).unwrap_or(0)
}

/// The bytes of some lines of a text.
#[must_use]
pub fn ranges(text: &[u8], wanted: impl Fn(usize) -> bool) -> Vec<Range<u32>> {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut start = 0;
    let mut found = Vec::new();
    for (index, line) in text.split_inclusive(|b| *b == b'\n').enumerate() {
        if wanted(index) {
            found.push(byte(start)..byte(start + line.len()));
        }
        start += line.len();
    }
    found
}

/// The lines of a text without their ends.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let without_end = |line: &'_ [u8]| {
        let whole = line.len() - usize::from(line.ends_with(b"\n"));
        whole - usize::from(line[..whole].ends_with(b"\r"))
    };
    text.split_inclusive(|b| *b == b'\n').map(|line| &line[..without_end(line)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, want: &[Option<usize>]) {
        assert_eq!(origins(old.as_bytes(), new.as_bytes()), want, "{old:?} {new:?}");
    }

    #[test]
    fn each_line_knows_where_it_was() {
        check("a\nb\n", "a\nb\n", &[Some(0), Some(1)]);
        check("a\nb\nc\n", "a\nx\nb\nc", &[Some(0), None, Some(1), Some(2)]);
        check("a\nb\nc\n", "a\r\nc\r\n", &[Some(0), Some(2)]);
        check("", "a\n", &[None]);
        check("a\n", "", &[]);
        check("a\nb\n", "b\na\nb\n", &[None, Some(0), Some(1)]);
        check("{\n}\n", "{\n}\n{\n}\n", &[Some(0), Some(1), None, None]);
        check("a\nb\nc\nd\n", "x\na\ny\nd\n", &[None, Some(0), None, Some(3)]);
    }

    #[test]
    fn what_was_new_stays_new_under_later_changes() {
        let check = |old: &str, fresh: &[bool], new: &str, want: &[bool]| {
            assert_eq!(carried(old.as_bytes(), fresh, new.as_bytes()), want, "{old:?} {new:?}");
        };
        check("a\nb\n", &[true, false], "a\nb\n", &[true, false]);
        check("a\nb\nc\n", &[false, true, false], "x\na\nb\nc\ny\n", &[true, false, true, false, true]);
        check("a\nb\nc\n", &[false, true, false], "a\nx\ny\nc\n", &[false, true, true, false]);
        check("a\nb\nc\n", &[true, false, true], "a\nx\ny\nc\n", &[true, false, false, true]);
        check("a\nb\n", &[false, false], "a\nx\ny\n", &[false, false, false]);
        check("a\nb\n", &[true, false], "b\n", &[false]);
        check("", &[], "a\n", &[true]);
    }

    #[test]
    fn files_are_alike_by_the_bytes_of_their_lines() {
        assert_eq!(likeness(b"one\ntwo\n", b"one\ntwo\n"), 100);
        assert_eq!(likeness(b"one\ntwo\n", b"one\nsix\n"), 50);
        assert_eq!(likeness(b"one\n", b"one\none\none\none\n"), 25);
        assert_eq!(likeness(b"", b""), 0);
        assert_eq!(likeness(b"a\n", b"b\n"), 0);
    }

    #[test]
    fn lines_become_bytes() {
        assert_eq!(ranges(b"ab\nc\n\nd", |at| at != 1), [0..3, 5..6, 6..7]);
    }

    /// Every line that is no new one is the same line, and the order stays.
    #[test]
    fn origins_are_true_and_in_order() {
        let mut state = 7_u64;
        let mut text = |n: u64| -> String {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 33
            };
            (0..next() % n).map(|_| format!("{}\n", next() % 5)).collect()
        };
        for _ in 0..500 {
            let (old, new) = (text(20), text(20));
            let found = origins(old.as_bytes(), new.as_bytes());
            let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
            assert_eq!(found.len(), new.len());
            let pairs: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(n, o)| Some((n, (*o)?))).collect();
            assert!(pairs.iter().all(|(n, o)| old[*o] == new[*n]), "{old:?} {new:?} {pairs:?}");
            assert!(pairs.windows(2).all(|w| w[0].1 < w[1].1), "{old:?} {new:?} {pairs:?}");
        }
    }
}
