//! Where the comments of a file are.
//!
//! In: a file's name and bytes. Out: ranges of comments. Go's come from its syntax; of other files only quotes and comment marks are
//! known, each way of writing them under the names of the files that have it. Broken files give what can be read.

use std::ops::Range;

use crate::golang;

/// How a file that is not Go marks its comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// `# ...` at the beginning of a line or behind a blank, outside of quotes: YAML, TOML, shell, Makefile, properties.
    Hash,
    /// `# ...` with nothing but blanks before it on the line.
    HashLine,
    /// `// ...` and `/* ... */` outside of double quotes: JSON with comments, go.mod.
    Slash,
    /// `<!-- ... -->`.
    Xml,
}

/// The comments of a file, in their order; none where it is not known how its comments are written.
pub(super) fn comments(path: &str, bytes: &[u8]) -> Vec<Range<usize>> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    if name.ends_with(".go") {
        return golang::comments(bytes).iter().map(|r| r.start as usize..r.end as usize).collect();
    }
    match marks(&name) {
        Some(marks) => scan(bytes, marks),
        None => Vec::new(),
    }
}

/// Whether a line with a `//` comment may be put before any line of the file: only where no text, no continued line and no strict reader
/// is in its way. In a Go file a text over several lines is, which shows when the comment is none.
pub(super) fn takes_lines(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".go") || name == "go.mod"
}

fn marks(name: &str) -> Option<Marks> {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    match (name, extension) {
        ("go.mod" | "go.work", _) | (_, "json" | "jsonc" | "code-workspace" | "json5" | "mod") => Some(Marks::Slash),
        (_, "xml" | "iml") => Some(Marks::Xml),
        // A `#` behind an instruction of a Dockerfile is part of it.
        (n, e) if n.starts_with("dockerfile") || n.starts_with("containerfile") || e == "dockerfile" => {
            Some(Marks::HashLine)
        }
        (
            _,
            "yaml" | "yml" | "toml" | "sh" | "bash" | "zsh" | "mk" | "env" | "vars" | "cfg" | "conf" | "properties"
            | "tf",
        ) => Some(Marks::Hash),
        (n, _) if n.contains("makefile") || n == "procfile" || n.starts_with(".env") || n == "justfile" => {
            Some(Marks::Hash)
        }
        _ => None,
    }
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
            Marks::Xml if rest.starts_with(b"<!--") => Some(up_to(b"-->")),
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
        check(".idea/workspace.xml", "<a><!-- b --><c/></a>", &["<!-- b -->"]);
        check("notes.txt", "# a\n// b\n", &[]);
    }
}
