//! The head of a Go file: package clause, imports, build constraint and `//go:debug` lines.
//!
//! In: the first bytes of a file. Out: [`Head`], or the wish for more bytes where the import section is not over.
//! A scanner of its own, because most files of a run are never parsed: it skips comments without copying them and
//! reads nothing behind the imports but the word that begins a declaration. Knows no other file and does not judge a constraint (`constraint` does).
//! What is tolerated and what is not follows go/build/read.go; broken source yields what was read so far.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::HashSet;
use memchr::{memchr, memmem};

use super::syntax::{Import, ImportName, Name, Range};

/// What the head of one file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// The name in the package clause; empty where there is none.
    pub package: Name,
    /// Where that name stands.
    pub package_range: Range,
    /// Imports in source order, without `import "C"`.
    pub imports: Vec<Import>,
    /// Whether there is an `import "C"`.
    pub cgo: bool,
    /// `//go:build` lines above the package clause; more than one is an error for Go.
    pub go_build: Vec<Range>,
    /// Lines that may be `// +build` lines and stand where those count.
    pub plus_build: Vec<Range>,
    /// `//go:debug` lines above the package clause.
    pub debug: Vec<Debug>,
    /// The first thing that is not Go in this head.
    pub error: Option<(Range, &'static str)>,
}

/// One `//go:debug key=value` line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Debug {
    /// The key.
    pub key: Arc<str>,
    /// The value.
    pub value: Arc<str>,
    /// The comment.
    pub range: Range,
}

/// Whether the bytes are the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// They are.
    Whole,
    /// The file may go on.
    Beginning,
}

/// Import paths and names of packages that were met, most of them in many heads: each is there once.
#[derive(Debug, Default)]
pub struct Paths(HashSet<Name>);

impl Paths {
    fn shared(&mut self, path: &str) -> Name {
        if let Some(known) = self.0.get(path) {
            return Arc::clone(known);
        }
        let new = Name::from(path);
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Reads a head. None only for [`Extent::Beginning`]: the import section goes on behind the bytes.
#[must_use]
pub fn scan(bytes: &[u8], extent: Extent, paths: &mut Paths) -> Option<Head> {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut scanner = Scanner { bytes, at: start, exhausted: false, debug: Some(Vec::new()) };
    let mut head = Head::default();
    if let Err((range, message)) = scanner.file(&mut head, paths) {
        head.error = Some((range, message));
    }
    if scanner.exhausted && extent == Extent::Beginning {
        return None;
    }
    constraint_lines(bytes, start, &mut head);
    Some(head)
}

type Broken = (Range, &'static str);

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether the end of the bytes was met.
    exhausted: bool,
    /// The `//go:debug` lines so far; None behind the package clause, where they do not count.
    debug: Option<Vec<Debug>>,
}

impl Scanner<'_> {
    fn file(&mut self, head: &mut Head, paths: &mut Paths) -> Result<(), Broken> {
        let clause = self.keyword(b"package");
        head.debug = self.debug.take().unwrap_or_default();
        if !clause {
            return Err(self.broken("there is no package clause"));
        }
        self.space();
        let name = self.identifier();
        if name.start == name.end {
            return Err(self.broken("the package clause has no name"));
        }
        head.package = paths.shared(&String::from_utf8_lossy(slice(self.bytes, name)));
        head.package_range = name;
        while self.keyword(b"import") {
            if self.next_is(b'(') {
                self.at += 1;
                while !self.next_is(b')') {
                    self.import(head, paths)?;
                }
                self.at += 1;
            } else {
                self.import(head, paths)?;
            }
        }
        let begins = [&b"func"[..], b"type", b"var", b"const"].into_iter().any(|word| self.keyword(word));
        if begins || self.peek().is_none() { Ok(()) } else { Err(self.broken("a declaration is expected")) }
    }

    fn import(&mut self, head: &mut Head, paths: &mut Paths) -> Result<(), Broken> {
        self.space();
        let name_range = if self.peek() == Some(b'.') {
            self.at += 1;
            range(self.at - 1, self.at)
        } else {
            self.identifier()
        };
        let name = match slice(self.bytes, name_range) {
            b"" => ImportName::Default,
            b"." => ImportName::Dot,
            b"_" => ImportName::Blank,
            alias => ImportName::Alias(String::from_utf8_lossy(alias).into()),
        };
        self.space();
        let path_range = self.string()?;
        let inner = range(path_range.start as usize + 1, path_range.end as usize - 1);
        let written = String::from_utf8_lossy(slice(self.bytes, inner));
        let path = match self.bytes[path_range.start as usize] {
            b'`' if written.contains('\r') => Cow::Owned(written.replace('\r', "")),
            b'"' if written.contains('\\') => Cow::Owned(unescape(&written)),
            _ => written,
        };
        if &*path == "C" {
            head.cgo = true;
            return Ok(());
        }
        if !is_import_path(&path) {
            return Err((path_range, "this is no import path"));
        }
        let start = if name_range.start == name_range.end { path_range.start } else { name_range.start };
        let path = paths.shared(&path);
        head.imports.push(Import { path, name, range: Range { start, end: path_range.end }, path_range });
        Ok(())
    }

    /// Skips blanks and comments and the keyword, if it is next.
    fn keyword(&mut self, word: &[u8]) -> bool {
        self.space();
        let rest = &self.bytes[self.at..];
        if rest.len() <= word.len() && word.starts_with(rest) {
            self.exhausted = true;
        }
        if !rest.starts_with(word) || rest.get(word.len()).is_some_and(|&b| is_ident(b)) {
            return false;
        }
        self.at += word.len();
        true
    }

    fn next_is(&mut self, byte: u8) -> bool {
        self.space();
        self.peek() == Some(byte)
    }

    fn peek(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.exhausted |= byte.is_none();
        byte
    }

    fn identifier(&mut self) -> Range {
        let start = self.at;
        while self.peek().is_some_and(is_ident) {
            self.at += 1;
        }
        range(start, self.at)
    }

    fn string(&mut self) -> Result<Range, Broken> {
        let start = self.at;
        let Some(quote @ (b'"' | b'`')) = self.peek() else {
            return Err(self.broken("an import path is expected"));
        };
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err((range(start, self.at), "the import path is not closed")),
                Some(b'\n') if quote == b'"' => return Err((range(start, self.at), "the import path is not closed")),
                Some(b'\\') if quote == b'"' => self.at = (self.at + 2).min(self.bytes.len()),
                Some(b) => {
                    self.at += 1;
                    if b == quote {
                        return Ok(range(start, self.at));
                    }
                }
            }
        }
    }

    /// Skips blanks, comments and semicolons: none of them is needed to understand a head.
    fn space(&mut self) {
        while let Some(b) = self.peek() {
            match b {
                b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | b';' => self.at += 1,
                b'/' => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.line_comment(),
                    Some(b'*') => {
                        let body = &self.bytes[self.at + 2..];
                        match memmem::find(body, b"*/") {
                            Some(n) => self.at += n + 4,
                            None => {
                                self.exhausted = true;
                                self.at = self.bytes.len();
                            }
                        }
                    }
                    other => {
                        self.exhausted |= other.is_none();
                        return;
                    }
                },
                _ => return,
            }
        }
    }

    fn line_comment(&mut self) {
        let rest = &self.bytes[self.at..];
        let len = memchr(b'\n', rest).unwrap_or_else(|| {
            self.exhausted = true;
            rest.len()
        });
        if let Some(debug) = &mut self.debug {
            debug.extend(debug_line(&rest[..len], self.at));
        }
        self.at += len;
    }

    fn broken(&self, message: &'static str) -> Broken {
        (range(self.at, self.at), message)
    }
}

fn slice(bytes: &[u8], at: Range) -> &[u8] {
    &bytes[at.start as usize..at.end as usize]
}

/// cmd/go's `ParseGoDebug`: `//go:debug`, a blank or a tab, `key=value`.
fn debug_line(comment: &[u8], at: usize) -> Option<Debug> {
    let rest = comment.strip_prefix(b"//go:debug")?;
    if !matches!(rest.first(), Some(b' ' | b'\t')) {
        return None;
    }
    let text = String::from_utf8_lossy(rest);
    let (key, value) = text.trim().split_once('=')?;
    let len = comment.trim_ascii_end().len();
    Some(Debug { key: key.into(), value: value.into(), range: range(at, at + len) })
}

/// Finds the lines that may be constraints, exactly where go/build's `parseFileHeader` looks: `//go:build` anywhere above
/// the package clause and outside of `/* */`; `// +build` only in the leading run of `//` comments that a blank line ends.
fn constraint_lines(bytes: &[u8], start: usize, head: &mut Head) {
    let stop = if head.package.is_empty() { bytes.len() } else { head.package_range.start as usize };
    let header = &bytes[start..stop];
    if memmem::find(header, b"build").is_none() {
        return;
    }
    let mut plus_build = Vec::new();
    let mut counted = 0;
    let mut leading = true;
    let mut in_block = false;
    let mut at = start;
    while at < stop {
        let end = memchr(b'\n', &bytes[at..stop]).map_or(stop, |n| at + n + 1);
        let line = bytes[at..end].trim_ascii();
        let line_range = {
            let lead = bytes[at..end].len() - bytes[at..end].trim_ascii_start().len();
            range(at + lead, at + lead + line.len())
        };
        at = end;
        if line.is_empty() && leading {
            counted = plus_build.len();
            continue;
        }
        let comment = line.starts_with(b"//");
        leading &= comment;
        if !in_block && is_go_build(line) {
            head.go_build.push(line_range);
        } else if leading && memmem::find(line, b"+build").is_some() {
            plus_build.push(line_range);
        }
        if !passes_comments(line, &mut in_block) {
            break;
        }
    }
    plus_build.truncate(counted);
    head.plus_build = plus_build;
}

/// Whether a line is nothing but comments; keeps track of `/* */`.
fn passes_comments(mut line: &[u8], in_block: &mut bool) -> bool {
    while !line.is_empty() {
        if *in_block {
            match memmem::find(line, b"*/") {
                Some(n) => line = line[n + 2..].trim_ascii_start(),
                None => return true,
            }
            *in_block = false;
        } else if line.starts_with(b"//") {
            return true;
        } else if let Some(rest) = line.strip_prefix(b"/*") {
            *in_block = true;
            line = rest.trim_ascii_start();
        } else {
            return false;
        }
    }
    true
}

fn is_go_build(line: &[u8]) -> bool {
    line.strip_prefix(b"//go:build").is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t')))
}

fn is_ident(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

/// go/build's `isValidImport`, without its check of unprintable runes beyond ASCII.
fn is_import_path(path: &str) -> bool {
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";
    !path.is_empty() && !path.chars().any(|c| c.is_control() || c.is_whitespace() || ILLEGAL.contains(c))
}

/// The escapes that can stand for a letter of a path; any other leaves a backslash, which no path may hold.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (skip, digits) = match after.as_bytes().first() {
            Some(b'x') => (1, 2),
            Some(b'u') => (1, 4),
            Some(b'U') => (1, 8),
            _ => (0, 0),
        };
        let code =
            after.get(skip..skip + digits).and_then(|d| u32::from_str_radix(d, 16).ok()).and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = &after[skip + digits..];
            }
            None => {
                out.push('\\');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn range(start: usize, end: usize) -> Range {
    let at = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Range { start: at(start), end: at(end) }
}

/// Whether a file declares `func main` at package level: comments and literals are skipped, so a program inside of a
/// raw string does not count.
#[must_use]
pub fn declares_main(bytes: &[u8]) -> bool {
    // The package clause is one `main`; without a second one there is nothing to look for.
    if memmem::find_iter(bytes, b"main").nth(1).is_none() {
        return false;
    }
    let mut scanner = Scanner { bytes, at: 0, exhausted: false, debug: None };
    let mut depth = 0_usize;
    loop {
        scanner.space();
        let Some(b) = scanner.peek() else { return false };
        match b {
            b'"' | b'`' => {
                // A string that is not closed ends with its line, as it does for the parser.
                if scanner.string().is_err() {
                    scanner.at += 1;
                }
            }
            b'\'' => scanner.at = rune_end(bytes, scanner.at),
            b'{' | b'(' | b'[' => {
                depth += 1;
                scanner.at += 1;
            }
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                scanner.at += 1;
            }
            _ if is_ident(b) => {
                let word = scanner.identifier();
                if depth == 0 && slice(bytes, word) == b"func" {
                    scanner.space();
                    let name = scanner.identifier();
                    if slice(bytes, name) == b"main" && scanner.next_is(b'(') {
                        return true;
                    }
                }
            }
            _ => scanner.at += 1,
        }
    }
}

fn rune_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&b) = bytes.get(at) {
        match b {
            b'\\' => at += 2,
            b'\'' => return at + 1,
            b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
#[path = "head_tests.rs"]
mod tests;
