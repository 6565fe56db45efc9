//! How a package is named in a file, and the edits that import it.
//!
//! In: an import path. Out: a [`Qualifier`], and [`Edit`]s that keep the file as gofmt leaves it: one more line in the group of the
//! standard library, a group instead of a single import, or a first import. Only the standard library's packages are ever
//! imported: of others the name is not known.

use super::layout::{indent, line_end, line_start, newline, point};
use super::tokens::uses;
use super::{Code, Page, Wanted, span};
use crate::finding::Edit;
use crate::golang::syntax::{Import, ImportName, Range};
use crate::source::{FileId, Span};

/// How a package is named at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifier {
    /// What stands before a name of the package: `log.`, or nothing after a dot import.
    pub text: String,
    /// Where the file does not import the package: the name that the import must give, None for the package's own.
    pub import: Option<Option<String>>,
}

impl Code<'_> {
    /// How a package is named at a place; None where the file cannot name it there, or its name is not certain.
    #[must_use]
    pub fn qualifier(&self, place: Span, path: &str) -> Option<Qualifier> {
        let present = self.page(place.file, |page| {
            let usable = |import: &&Import| &*import.path == path && import.name != ImportName::Blank;
            page.syntax.imports.iter().find(usable).map(|import| match name_of(import)? {
                "." => Some(Qualifier { text: String::new(), import: None }),
                name if page.shadows(place, name) => None,
                name => Some(Qualifier { text: format!("{name}."), import: None }),
            })
        });
        if let Some(qualifier) = present {
            return qualifier;
        }
        let own = name_of_standard(path)?;
        if self.is_free(place.file, own) {
            return Some(Qualifier { text: format!("{own}."), import: Some(None) });
        }
        let other = format!("std{own}");
        self.is_free(place.file, &other).then(|| Qualifier { text: format!("{other}."), import: Some(Some(other)) })
    }

    /// Whether neither the file nor, at package level, its package uses a name.
    fn is_free(&self, file: FileId, name: &str) -> bool {
        self.page(file, |page| uses(&page.bytes, name).next().is_none()) && !self.package_declares(file, name)
    }

    /// The edits that import packages into a file; None where its imports are laid out in a way that is not understood.
    #[must_use]
    pub fn import_edits(&self, file: FileId, wanted: &Wanted) -> Option<Vec<Edit>> {
        if wanted.is_empty() {
            return Some(Vec::new());
        }
        self.page(file, |page| {
            let new: Vec<(&str, String)> = wanted
                .iter()
                .map(|(path, name)| {
                    let name = name.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
                    (path.as_str(), format!("{name}\"{path}\""))
                })
                .collect();
            let edits = page.imports(&new)?;
            let newline = newline(&page.bytes);
            let fit = |(at, text): (Range, String)| Edit { span: span(file, at), text: text.replace('\n', newline) };
            Some(edits.into_iter().map(fit).collect())
        })
    }
}

/// An import declaration.
#[derive(Debug)]
struct Declaration {
    /// From `import` to the closing parenthesis or the end of the spec.
    range: Range,
    /// The opening parenthesis, where there is one.
    open: Option<usize>,
    /// Indices into the file's imports.
    specs: Vec<usize>,
}

impl Page {
    /// Whether a local of a function around a place has a name.
    fn shadows(&self, place: Span, name: &str) -> bool {
        self.syntax.locals.iter().filter(|local| &*local.name == name).any(|local| {
            let around = self.syntax.func(local.func).range;
            around.start <= place.start && place.end <= around.end
        })
    }

    fn imports(&self, new: &[(&str, String)]) -> Option<Vec<(Range, String)>> {
        let declarations = self.declarations()?;
        let specs = &self.syntax.imports;
        let is_c = |d: &&Declaration| d.specs.iter().any(|s| &*specs[*s].path == "C");
        let groups = declarations.iter().filter(|d| d.open.is_some() && !d.specs.is_empty() && !is_c(d));
        let mut groups = groups.peekable();
        if groups.peek().is_some() {
            let standard = |d: &&Declaration| d.specs.iter().any(|s| is_standard(&specs[*s].path));
            let group = groups.clone().find(standard).or_else(|| groups.next())?;
            return new.iter().map(|(path, text)| self.added_to(group, path, text)).collect();
        }
        let singles: Vec<&Declaration> = declarations.iter().filter(|d| d.open.is_none() && !is_c(d)).collect();
        match singles.as_slice() {
            [single] => Some(vec![(single.range, self.grouped(&specs[*single.specs.first()?], new)?)]),
            [.., last] => {
                let end = self.free_end(last.range.end)?;
                Some(vec![(point(end)?, new.iter().map(|(_, text)| format!("\nimport {text}")).collect())])
            }
            [] => {
                let last = declarations.last().map_or(self.syntax.package_range.end, |d| d.range.end);
                let text = match new {
                    [(_, only)] => format!("import {only}"),
                    _ => format!("import ({})", lines(new.iter().map(|(_, text)| text.as_str()))),
                };
                Some(vec![(point(self.free_end(last)?)?, format!("\n\n{text}"))])
            }
        }
    }

    /// One line in a group: among the standard library's, in the order of the paths.
    fn added_to(&self, group: &Declaration, path: &str, text: &str) -> Option<(Range, String)> {
        let bytes = &self.bytes;
        let spec = |index: &usize| &self.syntax.imports[*index];
        let alone = |index: &usize| {
            let range = spec(index).range;
            let head = &bytes[line_start(bytes, range.start as usize)..range.start as usize];
            head.iter().all(u8::is_ascii_whitespace) && self.free_end(range.end).is_some()
        };
        if !group.specs.iter().all(alone) {
            return None;
        }
        // The first run of lines without a blank one between them that has a package of the standard library.
        let runs = group.specs.chunk_by(|a, b| {
            let between = &bytes[spec(a).range.end as usize..spec(b).range.start as usize];
            let mut lines = between.split(|b| *b == b'\n');
            lines.next();
            let rest: Vec<&[u8]> = lines.collect();
            rest[..rest.len().saturating_sub(1)].iter().all(|line| !line.trim_ascii().is_empty())
        });
        let run = runs.into_iter().find(|run| run.iter().any(|s| is_standard(&spec(s).path)));
        let Some(run) = run else {
            return Some((point(group.open? + 1)?, format!("\n\t{text}\n")));
        };
        let smaller = run.iter().rfind(|s| &*spec(s).path < path && is_standard(&spec(s).path));
        if let Some(smaller) = smaller {
            let range = spec(smaller).range;
            let indent = indent(bytes, range.start as usize);
            return Some((point(self.free_end(range.end)?)?, format!("\n{indent}{text}")));
        }
        // Before the first one, and before the comments directly above it.
        let mut line = line_start(bytes, spec(&run[0]).range.start as usize);
        loop {
            let above = line_start(bytes, line.checked_sub(1)?);
            if !bytes[above..line].trim_ascii().starts_with(b"//") {
                break;
            }
            line = above;
        }
        let indent = indent(bytes, line);
        Some((point(line + indent.len())?, format!("{text}\n{indent}")))
    }

    /// A group instead of a single import.
    fn grouped(&self, single: &Import, new: &[(&str, String)]) -> Option<String> {
        let spec = self.text(single.range)?;
        let mut standard: Vec<(&str, &str)> = new.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let rest = if is_standard(&single.path) {
            standard.push((&single.path, spec));
            String::new()
        } else {
            format!("\n\t{spec}\n")
        };
        standard.sort_unstable();
        Some(format!("import ({}{rest})", lines(standard.into_iter().map(|(_, text)| text))))
    }

    /// The end of a line on which nothing but a comment follows.
    fn free_end(&self, from: u32) -> Option<usize> {
        let end = line_end(&self.bytes, from as usize);
        let rest = self.bytes[from as usize..end].trim_ascii();
        let rest = rest.strip_prefix(b";").unwrap_or(rest).trim_ascii();
        (rest.is_empty() || rest.starts_with(b"//")).then_some(end)
    }

    /// The import declarations, read from between the specs.
    fn declarations(&self) -> Option<Vec<Declaration>> {
        let bytes = &self.bytes;
        let mut declarations: Vec<Declaration> = Vec::new();
        let mut at = self.syntax.package_range.end as usize;
        let mut keyword = None;
        let mut open: Option<Declaration> = None;
        let specs = &self.syntax.imports;
        let mut next = 0;
        loop {
            at = skip(bytes, at);
            if specs.get(next).is_some_and(|s| s.range.start as usize == at) {
                let range = specs[next].range;
                match (&mut open, keyword.take()) {
                    (Some(group), _) => group.specs.push(next),
                    (None, Some(start)) => {
                        let range = Range { start, end: range.end };
                        declarations.push(Declaration { range, open: None, specs: vec![next] });
                    }
                    (None, None) => return None,
                }
                at = range.end as usize;
                next += 1;
                continue;
            }
            match bytes.get(at) {
                Some(b'(') => {
                    let start = keyword.take()?;
                    open = Some(Declaration { range: Range { start, end: start }, open: Some(at), specs: Vec::new() });
                    at += 1;
                }
                Some(b')') => {
                    let mut group = open.take()?;
                    at += 1;
                    group.range.end = u32::try_from(at).ok()?;
                    declarations.push(group);
                }
                Some(b'i') if bytes[at..].starts_with(b"import") => {
                    keyword = u32::try_from(at).ok();
                    at += b"import".len();
                }
                _ => return (next == specs.len() && open.is_none()).then_some(declarations),
            }
        }
    }
}

/// Past blanks, semicolons and comments.
fn skip(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let rest = &bytes[at.min(bytes.len())..];
        at += match rest {
            [b' ' | b'\t' | b'\r' | b'\n' | b';', ..] => 1,
            [b'/', b'/', ..] => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            [b'/', b'*', ..] => memchr::memmem::find(rest, b"*/").map_or(rest.len(), |n| n + 2),
            _ => return at,
        };
    }
}

fn lines<'a>(specs: impl Iterator<Item = &'a str>) -> String {
    let lines: String = specs.map(|spec| format!("\n\t{spec}")).collect();
    format!("{lines}\n")
}

/// The name that an import gives its package in the file; `.` for a dot import; None where it is not certain.
fn name_of(import: &Import) -> Option<&str> {
    match &import.name {
        ImportName::Alias(name) => Some(name),
        ImportName::Dot => Some("."),
        ImportName::Default => name_of_standard(&import.path),
        ImportName::Blank => None,
    }
}

/// Whether a path is one of the standard library's: no domain stands in front.
pub(super) fn is_standard(path: &str) -> bool {
    path != "C" && path.split('/').next().is_some_and(|first| !first.contains('.'))
}

/// The name of a package of the standard library: the last element of its path that is no version.
fn name_of_standard(path: &str) -> Option<&str> {
    let version = |part: &str| part.strip_prefix('v').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    if !is_standard(path) {
        return None;
    }
    path.rsplit('/').find(|part| !version(part))
}
