//! Lines that go on with what a line before has begun: a comment put between the two would be no comment, or end what goes on.
//!
//! In: one file's bytes and its kind. Out: ranges of bytes; a line that begins inside of one is held. A file that cannot be read to its end
//! is held as a whole. Knows no comment that is there already.

use std::ops::Range;

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};
use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use super::lexer::Lexer;
use super::shell::Variables;
use super::text::Text;
use super::{FileKind, instruction, make, starlark, yaml};
use crate::source::FileId;

/// The bytes of a file that lines are held by, in their order and apart from each other.
#[must_use]
pub fn held(kind: FileKind, bytes: &[u8]) -> Vec<Range<u32>> {
    let text = Text::new(FileId(0), bytes).0;
    let whole = std::iter::once(0..text.text.len() + 1).collect();
    let mut held: Vec<Range<usize>> = match kind {
        FileKind::Launch | FileKind::Tasks | FileKind::Settings | FileKind::CodeWorkspace | FileKind::Devcontainer => {
            json(&text.text).unwrap_or(whole)
        }
        FileKind::Compose | FileKind::Yaml | FileKind::Workflow | FileKind::DelveConfig => {
            scalars(&text.text).unwrap_or(whole)
        }
        FileKind::Dockerfile => instruction::heredoc_bodies(&text),
        FileKind::Makefile => make::joined(&text),
        FileKind::Shell => shell(&text),
        FileKind::Tilt => starlark::held(&text),
        FileKind::Air => texts(&text.text).unwrap_or(whole),
        FileKind::Env => quoted(&text.text),
        FileKind::Procfile => Vec::new(),
    };
    held.sort_unstable_by_key(|range| range.start);
    let place = |range| {
        let span = text.span(range);
        span.start..span.end
    };
    let mut apart: Vec<Range<u32>> = Vec::new();
    for range in held.into_iter().map(place) {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Comments in JSON; its texts end with their line.
fn json(text: &str) -> Option<Vec<Range<usize>>> {
    let mut scanner = Scanner::new(text, &ScannerOptions::default());
    let mut found = Vec::new();
    while let Some(token) = scanner.scan().ok()? {
        if matches!(token, Token::CommentBlock(_)) {
            found.push(scanner.token_start()..scanner.token_end());
        }
    }
    Some(found)
}

/// Scalars in YAML.
fn scalars(text: &str) -> Option<Vec<Range<usize>>> {
    let index = yaml::Index::new(text);
    let mut found = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let Event::Scalar(_, style, ..) = event else { continue };
        let (from, to) = (index.byte(span.start.index()), index.byte(span.end.index()));
        // The place of a block begins with its text: its first line is held by the head, which stands before that.
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let from = if is_block { text.get(..from)?.trim_end().len() } else { from };
        if text.get(from..to)?.trim_end().contains('\n') {
            found.push(from..to);
        }
    }
    Some(found)
}

/// Continued lines, words over several lines and here-documents of a shell.
fn shell(text: &Text) -> Vec<Range<usize>> {
    let all = text.piece(0..text.text.len());
    let mut lexer = Lexer::new(&all);
    let mut found = Vec::new();
    while !lexer.is_at_end() {
        let words = lexer.simple_command(&Variables::default());
        let words = words.iter().map(|lexed| lexed.word.span).filter(|span| text.at(*span).contains('\n'));
        found.extend(words.map(|span| text.index(span.start)..text.index(span.end)));
    }
    found.append(&mut lexer.inputs);
    let ends = memchr::memmem::find_iter(text.text.as_bytes(), "\n");
    found.extend(ends.filter(|at| text.text[..*at].trim_end_matches('\r').ends_with('\\')).map(|at| at..at + 2));
    found
}

/// Texts in TOML.
fn texts(text: &str) -> Option<Vec<Range<usize>>> {
    let table = DeTable::parse(text).ok()?;
    let mut open: Vec<_> = table.get_ref().values().collect();
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match value.get_ref() {
            DeValue::Table(inner) => open.extend(inner.values()),
            DeValue::Array(inner) => open.extend(inner.iter()),
            _ => found.push(value.span()),
        }
    }
    Some(found)
}

/// Values of variables that a quote keeps open over a line's end.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut open: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match open {
            Some((quote, from)) if line.contains(quote) => {
                found.push(from..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let value = line.split_once('=').map_or("", |(_, value)| value.trim()).to_owned();
                let quote =
                    value.chars().next().filter(|c| ['"', '\''].contains(c) && !line.trim_start().starts_with('#'));
                open = quote.filter(|quote| !value[1..].contains(*quote)).map(|quote| (quote, start));
            }
        }
    }
    found.extend(open.map(|(_, from)| from..at));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines marked with `!` are held, no other one is.
    #[track_caller]
    fn check(kind: FileKind, lines: &[&str]) {
        for mark in ["", "\u{feff}"] {
            let shown: Vec<&str> = lines.iter().map(|line| line.strip_prefix('!').unwrap_or(line)).collect();
            let text = format!("{mark}{}\n", shown.join("\n"));
            let held = held(kind, text.as_bytes());
            let mut at = mark.len();
            for (number, (line, shown)) in lines.iter().zip(&shown).enumerate() {
                let start = u32::try_from(at).unwrap();
                let is_held = held.iter().any(|range| range.start < start && start < range.end);
                assert_eq!(is_held, line.starts_with('!'), "{kind:?} line {}: {line:?} {held:?}", number + 1);
                at += shown.len() + 1;
            }
        }
    }

    #[test]
    fn json_holds_the_lines_of_comments() {
        check(FileKind::Launch, &["{", "/* a", "!b", "! */ \"x\": [", "\"/*\",", "// c", "\"y\"]", "}"]);
        check(FileKind::Tasks, &["{", "!/* a", "!b"]);
    }

    #[test]
    fn yaml_holds_the_lines_of_scalars() {
        check(
            FileKind::Yaml,
            &[
                "a: |", "!  b", "!", "!  c", "d: [e,", "  f]", "g: h", "!  i", "j: \"k", "!  l\"", "m: >-", "!   n",
                "o: p",
            ],
        );
        check(FileKind::Compose, &["é: 'ü", "! b'", "c: |", "!  d", "---", "e: |", "!  f", "g: 1"]);
        check(FileKind::Yaml, &["a: \"b", "!c: 1"]);
    }

    #[test]
    fn here_documents_and_continued_lines_are_held() {
        check(FileKind::Dockerfile, &["FROM a", "RUN a && \\", "  b", "RUN <<EOF", "!dlv", "!EOF", "CMD x"]);
        check(
            FileKind::Shell,
            &[
                "a \\", "!  b", "c <<EOF", "!d", "!EOF", "e 'f", "!g' h", "i $(j", "!k)", "l=(m", "n)", "o &&",
                "p # \\", "!q",
            ],
        );
        check(FileKind::Makefile, &["a: b \\", "!  c", "\td \\", "!\te", "\tf", "define g", "!h", "!endef", "i = j"]);
        check(FileKind::Env, &["A='b", "!c", "!d'", "E=f'", "G=\"h\"", "# i='", "j='"]);
        check(FileKind::Air, &["[build]", "cmd = \"\"\"", "!a", "!b\"\"\"", "bin = [", "\"c\",", "]"]);
        check(FileKind::Procfile, &["a: b \\", "c: d"]);
    }
}
