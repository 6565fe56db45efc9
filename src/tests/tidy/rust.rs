//! The text of a file of Rust, as far as `tidy` looks into it: code without comments and tests, strings, names of modules.
//!
//! It knows no Rust beyond strings, comments and braces.

use std::collections::BTreeSet;

/// A file of Rust.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Without comments, the contents of strings, and modules for tests.
    pub(crate) code: String,
    /// The strings of `code`, as they are spelt.
    pub(crate) strings: Vec<String>,
}

impl Source {
    pub(crate) fn read(path: String, text: String) -> Self {
        let (code, strings) = code_and_strings(without_tests(&text));
        Self { path, code, strings, text }
    }

    pub(crate) fn text_without_tests(&self) -> &str {
        without_tests(&self.text)
    }

    /// `model` for `src/model/mux.rs`, `store` for `src/store.rs`; None for the crate's root and the build script.
    pub(crate) fn module(&self) -> Option<&str> {
        let name = self.path.strip_prefix("src/")?.split(['/', '.']).next()?;
        (!["lib", "build"].contains(&name)).then_some(name)
    }

    /// The modules of the crate that it names.
    pub(crate) fn uses(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for prefix in ["crate::", "muxray::"] {
            for (at, _) in self.code.match_indices(prefix) {
                let rest = &self.code[at + prefix.len()..];
                match rest.strip_prefix('{') {
                    Some(group) => found.extend(group_members(group)),
                    None => found.extend([word(rest)]),
                }
            }
        }
        found
    }
}

/// What comes before the tests of a file, which stand at its end.
fn without_tests(text: &str) -> &str {
    let at = ["\n#[cfg(test)]\nmod ", "\n#[cfg(test)]\n#[path"].iter().filter_map(|m| text.find(m)).min();
    match at {
        // Code after the tests would hide: it counts.
        Some(at) if ends_with_tests(&text[at..]) => &text[..=at],
        _ => text,
    }
}

/// Whether nothing but modules for tests follows.
fn ends_with_tests(rest: &str) -> bool {
    rest.lines().all(|l| l.is_empty() || l.starts_with([' ', '#', '}']) || l.starts_with("mod "))
}

/// The first names in a group `h, i::{j, k}}`.
fn group_members(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut starts = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            c if depth == 0 && starts && !c.is_whitespace() => {
                names.push(word(&group[at..]));
                starts = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Rust's tokens as far as this test needs them: code with blank strings and comments, and the strings.
fn code_and_strings(text: &str) -> (String, Vec<String>) {
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some((length, string)) = string(rest) {
            strings.push(string.to_owned());
            code.push_str("\"\"");
            length
        } else if let Some(length) = character(rest) {
            code.push_str("' '");
            length
        } else if c.is_alphanumeric() || c == '_' {
            // A whole word, so that the `r` of `for` does not open a raw string.
            let word = word(rest);
            code.push_str(&word);
            word.len()
        } else {
            code.push(c);
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
    (code, strings)
}

/// A string at the beginning: its length and what stands between its quotes.
fn string(rest: &str) -> Option<(usize, &str)> {
    let marks = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'));
    if let Some(hashes) = marks.map(|m| m.len() - m.trim_start_matches('#').len())
        && let Some(body) = marks.and_then(|m| m[hashes..].strip_prefix('"'))
    {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        return Some((rest.len() - body.len() + end + close.len(), &body[..end]));
    }
    let body = rest.strip_prefix("b\"").or_else(|| rest.strip_prefix('"'))?;
    let mut escaped = false;
    let end = body.find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    Some((rest.len() - body.len() + end + 1, &body[..end]))
}

/// The length of a character at the beginning; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("b'").or_else(|| rest.strip_prefix('\''))?;
    let inside = if body.starts_with('\\') { 2 + body[2..].find('\'')? } else { body.chars().next()?.len_utf8() };
    body[inside..].starts_with('\'').then(|| rest.len() - body.len() + inside + 1)
}

/// The test that reads is not believed either.
#[test]
fn code_and_strings_are_told_apart() {
    let text = "//! x\nuse crate::a; // crate::b\nlet s = \"crate::c \\\" // d\"; let c = '\"'; let r = r#\"q\"z\"#;\n\
                /* crate::e */ fn f<'a>() {}\nuse crate::{h, i::{j, k}};\n#[cfg(test)]\nmod tests {\n    use crate::g;\n}\n";
    let file = Source::read("src/x/mod.rs".into(), text.to_owned());
    assert_eq!(file.uses(), BTreeSet::from(["a".to_owned(), "h".to_owned(), "i".to_owned()]));
    assert_eq!(file.strings, ["crate::c \\\" // d", "q\"z"]);
    assert_eq!(file.module(), Some("x"));
    assert!(!file.text_without_tests().contains("mod tests"));
}
