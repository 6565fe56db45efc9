//! Where the comments of a file are.
//!
//! In: a file's name and bytes. Out: ranges of comments. Go's come from its syntax; of other files only quotes and comment marks are
//! known, each way of writing them under the names of the files that have it. Broken files give what can be read.

use std::ops::Range;

use crate::golang;
use crate::manifest::{self, FileKind};

/// How a file that is not Go marks its comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// `# ...` at the beginning of a line or behind a blank, outside of quotes: YAML, TOML, shell, Makefile, properties.
    Hash,
    /// `# ...` with nothing but blanks before it on the line.
    HashLine,
    /// `// ...` and `/* ... */` outside of double quotes: JSON with comments, go.mod.
    Slash,
}

/// The comments of a file, in their order.
pub(super) fn comments(path: &str, bytes: &[u8]) -> Vec<Range<usize>> {
    if path.ends_with(".go") {
        return golang::comments(bytes).iter().map(|r| r.start as usize..r.end as usize).collect();
    }
    scan(bytes, marks(path).0)
}

/// The texts of a file that is not Go that hold lines: what looks like a comment there is one of a script at most. Of a file whose name does
/// not say what it is, the first line may: `#!/bin/sh`.
pub(super) fn texts(path: &str, bytes: &[u8]) -> Vec<Range<u32>> {
    if path.ends_with(".go") {
        return Vec::new();
    }
    let script = || bytes.starts_with(b"#!").then_some(FileKind::Shell);
    marks(path).1.or_else(script).map(|kind| manifest::held(kind, bytes)).unwrap_or_default()
}

/// Whether something that begins at a byte begins inside of one of these.
pub(super) fn is_inside(texts: &[Range<u32>], at: usize) -> bool {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let before = texts.partition_point(|text| text.start < at);
    texts[..before].last().is_some_and(|text| at < text.end)
}

/// How a comment is written on a line of its own in a file.
#[derive(Debug)]
pub(super) struct Own {
    /// What stands before its words.
    pub(super) mark: &'static str,
    /// Whether it stands as far to the right as the line below it.
    pub(super) indented: bool,
    /// The bytes that hold lines: none that begins inside of one of these takes a comment before it.
    held: Vec<Range<u32>>,
}

impl Own {
    /// Whether a line may take a comment before it, by its first byte.
    pub(super) fn may_stand_before(&self, line: u32) -> bool {
        !is_inside(&self.held, line as usize)
    }
}

/// How a line with a comment is put into a file; None where it is not known whether the file takes one. In a Go file a text over several
/// lines is in the way of one, which shows when the comment is none.
pub(super) fn own_lines(path: &str, bytes: &[u8]) -> Option<Own> {
    if path.ends_with(".go") || path == "go.mod" || path.ends_with("/go.mod") {
        return Some(Own { mark: "//", indented: true, held: Vec::new() });
    }
    let (marks, kind) = marks(path);
    let kind = kind?;
    let mark = if marks == Marks::Slash { "// " } else { "# " };
    // In a recipe of make a comment behind a tab is the shell's, and make shows it.
    let indented = kind != FileKind::Makefile;
    Some(Own { mark, indented, held: manifest::held(kind, bytes) })
}

/// How a file that is not Go marks its comments, and what it is if its name says so: another one may name a file of variables, a script
/// or a part of a Makefile, whatever that is called, and all of those have `#`.
fn marks(path: &str) -> (Marks, Option<FileKind>) {
    use FileKind as K;
    let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
    let kind = manifest::kind_of(dir, name);
    let marks = match kind {
        Some(K::Launch | K::Tasks | K::Settings | K::CodeWorkspace | K::Devcontainer) => Marks::Slash,
        // A `#` behind an instruction is part of it.
        Some(K::Dockerfile) => Marks::HashLine,
        None if name == "go.work" || [".json", ".mod"].iter().any(|end| name.ends_with(end)) => Marks::Slash,
        _ => Marks::Hash,
    };
    (marks, kind)
}

fn scan(bytes: &[u8], marks: Marks) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut quote: Option<u8> = None;
    let mut blank_line = true;
    while at < bytes.len() {
        let (byte, rest) = (bytes[at], &bytes[at..]);
        let end_of_line = || at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let up_to = |close: &[u8]| at + memchr::memmem::find(rest, close).map_or(rest.len(), |n| n + close.len());
        let free = quote.is_none() && (at == 0 || bytes[at - 1].is_ascii_whitespace());
        let end = match marks {
            Marks::Hash if byte == b'#' && free => Some(end_of_line()),
            Marks::HashLine if byte == b'#' && blank_line => Some(end_of_line()),
            Marks::Slash if quote.is_none() && rest.starts_with(b"//") => Some(end_of_line()),
            Marks::Slash if quote.is_none() && rest.starts_with(b"/*") => Some(up_to(b"*/")),
            _ => None,
        };
        if let Some(end) = end {
            let text = &bytes[at..end];
            found.push(at..end - usize::from(text.ends_with(b"\r")));
            at = end;
            continue;
        }
        match byte {
            // No quote of these files that a comment could follow goes over a line's end; an apostrophe of prose must not either.
            b'\n' => (quote, blank_line) = (None, true),
            b'\\' if quote == Some(b'"') => at += 1,
            b'"' | b'\'' if quote == Some(byte) => quote = None,
            b'"' if quote.is_none() => quote = Some(byte),
            // `it's` opens nothing.
            b'\''
                if marks == Marks::Hash
                    && (free || at > 0 && !bytes[at - 1].is_ascii_alphanumeric())
                    && quote.is_none() =>
            {
                quote = Some(byte);
            }
            _ => {}
        }
        blank_line = byte == b'\n' || blank_line && bytes[at.min(bytes.len() - 1)].is_ascii_whitespace();
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let found: Vec<&str> = comments(path, text.as_bytes()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{path}: {text:?}");
    }

    #[test]
    fn comments_stand_outside_of_quotes() {
        check("a/b.yaml", "a: \"x # y\" # z\nb: 'q # r'\n# s\nc: d#e\nf: it's # g\n", &["# z", "# s", "# g"]);
        check("Makefile", "run: # a\n\tgo run . # b\r\n", &["# a", "# b"]);
        check("Dockerfile.dev", "# a\nRUN x # y\n  # b\nCMD [\"a\"]\n", &["# a", "# b"]);
        check(
            ".vscode/launch.json",
            "{ // a\n\"u\": \"http://x\", /* b\n */ \"e\": \"\\\"//\" // c\n}",
            &["// a", "/* b\n */", "// c"],
        );
        check("go.mod", "module x // a\n", &["// a"]);
        check("x.go", "package p // a\nvar x = \"// b\"\n", &["// a"]);
        for path in ["deploy/docker-entrypoint", "Procfile.dev", "vars/local"] {
            check(path, "A=b#c # d\n", &["# d"]);
        }
        check("build/shop.containerfile", "# a\nCMD b # c\n", &["# a"]);
    }
}
