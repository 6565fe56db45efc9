//! The directives of one file, each with the bytes that it reaches.
//!
//! In: a file's path and bytes. Out: [`Directive`]s, not judged yet. Knows no finding and no rule.

use std::ops::Range;

use memchr::memmem;

use super::comment::{self, Named, Written};
use super::syntax;
use crate::directive::{Directive, Origin, Reach, Verdict};
use crate::source::{FileId, Span};

/// Whose directives count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dialect {
    /// muxray's own.
    #[default]
    Own,
    /// gosec's and golangci-lint's too.
    Compatible,
}

impl Dialect {
    /// A file that holds a directive holds one of these; the compatible one has all that there are.
    #[must_use]
    pub const fn needles(self) -> &'static [&'static str] {
        match self {
            Self::Own => &["muxray:"],
            Self::Compatible => &["muxray:", "#nosec", "gosec:disable", "nolint"],
        }
    }
}

/// The directives of a file, in the order of their places.
#[must_use]
pub fn directives(file: FileId, path: &str, bytes: &[u8], dialect: Dialect) -> Vec<Directive> {
    if !dialect.needles().iter().any(|needle| memmem::find(bytes, needle.as_bytes()).is_some()) {
        return Vec::new();
    }
    let comments = syntax::comments(path, bytes);
    let texts = syntax::texts(path, bytes);
    let mut found = Vec::new();
    for range in &comments {
        // A directive is ASCII but for its reason; a comment that is not UTF-8 holds none.
        let Ok(text) = std::str::from_utf8(&bytes[range.clone()]) else { continue };
        let foreign = || if dialect == Dialect::Compatible { comment::foreign(text) } else { None };
        let in_text = syntax::is_inside(&texts, range.start);
        for written in comment::own(text).into_iter().chain(foreign()) {
            // A script in a file is no more than a part of it.
            if in_text && written.reach == comment::Reach::File {
                continue;
            }
            let place = Place { file, bytes, comments: &comments, comment: range.clone(), in_text };
            found.extend(written.targets.iter().map(|named| place.directive(&written, named)));
        }
    }
    found
}

/// A comment in its file.
struct Place<'a> {
    file: FileId,
    bytes: &'a [u8],
    comments: &'a [Range<usize>],
    comment: Range<usize>,
    in_text: bool,
}

impl Place<'_> {
    fn directive(&self, written: &Written, named: &Named) -> Directive {
        let removal = if written.targets.len() > 1 {
            self.in_file(&named.with_comma)
        } else {
            self.removal(&self.in_file(&written.whole))
        };
        Directive {
            origin: Origin::Comment,
            reach: match written.reach {
                comment::Reach::Line => Reach::Line(self.span(self.target_line())),
                comment::Reach::File => Reach::File,
            },
            span: self.span(self.in_file(&written.whole)),
            rule_span: self.span(self.in_file(&named.range)),
            removal: self.span(removal),
            target: named.target.clone(),
            reason: written.reason.clone(),
            expires: None,
            covered: false,
            in_text: self.in_text,
            verdict: Verdict::default(),
        }
    }

    fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        self.comment.start + range.start..self.comment.start + range.end
    }

    fn span(&self, range: Range<usize>) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, byte(range.start), byte(range.end))
    }

    /// The line around a byte, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let start = memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |n| n + 1);
        start..memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |n| at + n)
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.bytes[range].iter().all(u8::is_ascii_whitespace)
    }

    /// Whether nothing but comments stands on the lines of a comment.
    fn has_its_lines(&self, comment: &Range<usize>) -> bool {
        let before = self.line(comment.start).start..comment.start;
        self.is_blank(before) && self.is_blank(comment.end..self.line(comment.end).end)
    }

    /// The line that a directive is about. gofmt moves directives to the end of a doc comment, and several may stand above each
    /// other: comments in between count for nothing, an empty line ends the search.
    fn target_line(&self) -> Range<usize> {
        let mut comment = self.comment.clone();
        loop {
            if !self.has_its_lines(&comment) {
                return self.line(comment.start);
            }
            let end = self.line(comment.end).end;
            if end == self.bytes.len() {
                return end..end;
            }
            let line = self.line(end + 1);
            let first = line.start + self.bytes[line.clone()].iter().take_while(|b| b.is_ascii_whitespace()).count();
            // They stand in the order of their places.
            match self.comments.binary_search_by_key(&first, |c| c.start) {
                Ok(below) if self.has_its_lines(&self.comments[below]) => comment = self.comments[below].clone(),
                _ => return line,
            }
        }
    }

    /// A directive with the marks and blanks that would be left alone without it; with its line, if it has one for itself.
    fn removal(&self, whole: &Range<usize>) -> Range<usize> {
        let behind = &self.bytes[whole.end..self.comment.end];
        let alone = matches!(behind.trim_ascii(), b"" | b"*/");
        let blanks_before = self.bytes[..whole.start].iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if !alone {
            // Another comment follows in this one: it stays, where this one began.
            let blanks = behind.iter().take_while(|b| b.is_ascii_whitespace()).count();
            return whole.start..whole.end + blanks;
        }
        if whole.start == self.comment.start && self.has_its_lines(&self.comment) {
            let end = (self.line(self.comment.end).end + 1).min(self.bytes.len());
            return self.line(whole.start).start..end;
        }
        whole.start - blanks_before..self.comment.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows for each directive the line that it reaches and the file without it.
    #[track_caller]
    fn check(path: &str, text: &str, expected: &[(&str, &str)]) {
        let found = directives(FileId(0), path, text.as_bytes(), Dialect::Own);
        let shown: Vec<(String, String)> = found
            .iter()
            .map(|d| {
                let line = match d.reach {
                    Reach::Line(span) => text[span.start as usize..span.end as usize].to_owned(),
                    Reach::File | Reach::Paths => "the file".to_owned(),
                };
                let left = [&text[..d.removal.start as usize], &text[d.removal.end as usize..]].concat();
                (line, left)
            })
            .collect();
        let shown: Vec<(&str, &str)> = shown.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn a_directive_reaches_its_line_or_the_next_line_of_code() {
        check("a.go", "package p\nf() //muxray:ignore a\ng()\n", &[("f() //muxray:ignore a", "package p\nf()\ng()\n")]);
        check("a.go", "package p\n\t//muxray:ignore a\r\n\tf()\r\n", &[("\tf()\r", "package p\n\tf()\r\n")]);
        check(
            "a.go",
            "package p\n//muxray:ignore a\n// x\n/* y\n */\nf()\n",
            &[("f()", "package p\n// x\n/* y\n */\nf()\n")],
        );
        check("a.go", "package p\n//muxray:ignore a\n\nf()\n", &[("", "package p\n\nf()\n")]);
        check("a.go", "package p\nf(/* muxray:ignore a */ x)", &[("f(/* muxray:ignore a */ x)", "package p\nf( x)")]);
        check("a.go", "package p\nf() //muxray:ignore a", &[("f() //muxray:ignore a", "package p\nf()")]);
        check("a.go", "package p\n//muxray:ignore-file a", &[("the file", "package p\n")]);
        check("a.go", "package p\nvar x = `\n//muxray:ignore a\n`\n", &[]);
        check(
            "a.go",
            "package p\nf() //muxray:ignore a -- x // y\n",
            &[("f() //muxray:ignore a -- x // y", "package p\nf() // y\n")],
        );
        check(
            "a.go",
            "package p\nf() //nolint //muxray:ignore a",
            &[("f() //nolint //muxray:ignore a", "package p\nf() //nolint")],
        );
        check("compose.yaml", "a:\n  # muxray:ignore a\n  - b\n", &[("  - b", "a:\n  - b\n")]);
    }

    /// A script in a text may have comments; whether one is an ignore shows when it is needed.
    #[test]
    fn what_stands_in_a_text_is_marked_and_is_about_no_file() {
        let check = |path: &str, text: &str, expected: &[bool]| {
            let found = directives(FileId(0), path, text.as_bytes(), Dialect::Own);
            assert_eq!(found.iter().map(|d| d.in_text).collect::<Vec<_>>(), expected, "{path}: {text:?}");
        };
        check(
            "a.yaml",
            "a: |\n  # muxray:ignore a\n  b\n  # muxray:ignore-file a\n# muxray:ignore a\nc: \"d\n  # muxray:ignore a\n  e\"\n",
            &[true, false, true],
        );
        check(
            "Dockerfile",
            "FROM a\n# muxray:ignore a\nRUN <<EOF\n# muxray:ignore a\nEOF\n# muxray:ignore a\n",
            &[false, true, false],
        );
        let script = "#!/bin/sh\na # muxray:ignore a\ncat <<EOF\n# muxray:ignore a\nEOF\nb '\n# muxray:ignore a\n'\n";
        check("run.sh", script, &[false, true, true]);
        check("run", script, &[false, true, true]);
        check(".vscode/launch.json", "{ // muxray:ignore a\n/* muxray:ignore a\n*/}", &[false, false]);
        check("Makefile", "a:\n\t# muxray:ignore a\n\tb # muxray:ignore a\n", &[false, false]);
    }

    #[test]
    fn bytes_without_end_or_meaning_are_survived() {
        for text in
            ["//muxray:ignore a", "/*muxray:ignore a", "\"//muxray:ignore", "//muxray:", "//muxray:ignore \u{fffd}, ,"]
        {
            for path in ["a.go", "a.json", "a.yaml", "a"] {
                drop(directives(FileId(0), path, text.as_bytes(), Dialect::Compatible));
            }
        }
        assert!(directives(FileId(0), "a.go", b"package p //muxray:ignore a -- \xff\n", Dialect::Own).is_empty());
    }
}
