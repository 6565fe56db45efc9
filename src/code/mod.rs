//! What stands around a place of Go code: the statement, the call's parts, a free name, the imports, where lines can be inserted.
//!
//! In: the files of a run and a way to read them. Out: places and texts that the edits of a fix are made of, or `None` where
//! an edit could not be sure to give code that compiles. Each file is parsed at the first question about it. Knows one
//! file at a time (and which names its package declares), no rule, no program and no Go API.

mod column;
mod comments;
mod imports;
mod layout;
mod package;
mod statements;
mod tokens;
mod values;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::golang;
use crate::golang::syntax::{ExprId, ExprKind, Range, Syntax};
use crate::source::{FileId, Sources, Span};

pub use comments::align_comments;
pub use imports::Qualifier;
pub use layout::{Anchor, Insertion, close_gaps, indented, line_around};
pub use package::{Directory, GoFile};
use statements::Statements;

/// Reads a file that may not have been read yet; empty where that fails.
pub type Read<'a> = &'a (dyn Fn(FileId) -> Arc<[u8]> + Sync);

/// The code of a run, parsed on demand.
pub struct Code<'a> {
    sources: &'a Sources,
    read: Read<'a>,
    directory: Directory<'a>,
    asked: package::Asked,
    pages: Mutex<HashMap<FileId, Arc<OnceLock<Page>>>>,
}

impl std::fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

/// What an expression is, as far as fixes care.
pub const KINDS: &[&str] = &["text", "name", "package", "selector", "call", "composite", "function", "other"];

/// One parsed file.
#[derive(Debug)]
struct Page {
    bytes: Arc<[u8]>,
    syntax: Syntax,
    statements: Statements,
    by_range: HashMap<Range, ExprId>,
}

impl Page {
    /// Of a file that is no Go only the text counts: a grammar that repairs what it does not know takes long over it.
    fn new(path: &str, bytes: Arc<[u8]>) -> Self {
        let syntax = golang::parse(if is_go(path) { &bytes } else { &[] });
        let mut by_range = HashMap::new();
        for (id, expr) in syntax.all_exprs() {
            by_range.entry(expr.range).or_insert(id);
        }
        let statements = Statements::of(&syntax, &bytes);
        Self { statements, by_range, bytes, syntax }
    }

    fn text(&self, range: Range) -> Option<&str> {
        std::str::from_utf8(self.bytes.get(range.start as usize..range.end as usize)?).ok()
    }

    fn expr(&self, place: Span) -> Option<&ExprKind> {
        let id = self.by_range.get(&Range { start: place.start, end: place.end })?;
        Some(&self.syntax.expr(*id).kind)
    }

    /// A composite literal or the address of one.
    fn composite(&self, place: Span) -> Option<(Range, &[golang::syntax::Element])> {
        let id = *self.by_range.get(&Range { start: place.start, end: place.end })?;
        let id = match self.syntax.expr(id).kind {
            ExprKind::Address(inner) => inner,
            _ => id,
        };
        let expr = self.syntax.expr(id);
        match &expr.kind {
            ExprKind::Composite(literal) => Some((expr.range, &*literal.elems)),
            _ => None,
        }
    }
}

impl<'a> Code<'a> {
    /// The code of some files, none of them parsed yet.
    #[must_use]
    pub fn new(sources: &'a Sources, read: Read<'a>, directory: Directory<'a>) -> Self {
        Self { sources, read, directory, asked: package::Asked::default(), pages: Mutex::default() }
    }

    /// The files.
    #[must_use]
    pub fn sources(&self) -> &'a Sources {
        self.sources
    }

    /// Whether edits may be made in a file: it was read, without syntax errors if it is Go, and a person wrote it.
    #[must_use]
    pub fn is_editable(&self, file: FileId) -> bool {
        if !is_go(&self.sources.path(file)) {
            return !(self.read)(file).is_empty();
        }
        self.page(file, |page| {
            !page.bytes.is_empty() && page.syntax.errors.is_empty() && !golang::is_generated(&page.bytes)
        })
    }

    /// The text of a place without the indentation of the line on which it begins: an [`Anchor`] gives it back. None where a line has
    /// less: it may be part of a literal, which must stay as it is.
    #[must_use]
    pub fn text(&self, place: Span) -> Option<String> {
        self.page(place.file, |page| {
            let text = page.text(Range { start: place.start, end: place.end })?;
            let indent = layout::indent(&page.bytes, place.start as usize);
            layout::without_indent(text, &indent)
        })
    }

    /// What the expression at a place is: one of [`KINDS`].
    #[must_use]
    pub fn kind(&self, place: Span) -> &'static str {
        self.page(place.file, |page| match page.expr(place) {
            Some(ExprKind::Str(_)) => "text",
            Some(ExprKind::Name(_) | ExprKind::Local(_)) => "name",
            Some(ExprKind::Import(_)) => "package",
            Some(ExprKind::Select(..)) => "selector",
            Some(ExprKind::Call { .. }) => "call",
            Some(ExprKind::Composite(_)) => "composite",
            Some(ExprKind::Address(_)) if page.composite(place).is_some() => "composite",
            Some(ExprKind::FuncLit(_)) => "function",
            _ => "other",
        })
    }

    /// What the call at a place calls: `mux.Handle`.
    #[must_use]
    pub fn callee(&self, place: Span) -> Option<Span> {
        self.page(place.file, |page| match page.expr(place)? {
            ExprKind::Call { fun, .. } => Some(span(place.file, page.syntax.expr(*fun).range)),
            _ => None,
        })
    }

    /// What stands before the dot of what the call at a place calls: `mux`.
    #[must_use]
    pub fn receiver(&self, place: Span) -> Option<Span> {
        self.page(place.file, |page| {
            let ExprKind::Call { fun, .. } = page.expr(place)? else { return None };
            let ExprKind::Select(base, _) = &page.syntax.expr(*fun).kind else { return None };
            Some(span(place.file, page.syntax.expr(*base).range))
        })
    }

    /// The arguments of the call at a place.
    #[must_use]
    pub fn args(&self, place: Span) -> Vec<Span> {
        self.page(place.file, |page| match page.expr(place) {
            Some(ExprKind::Call { args, .. }) => {
                args.iter().map(|arg| span(place.file, page.syntax.expr(*arg).range)).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The value that the composite literal at a place gives a field by its name.
    #[must_use]
    pub fn field(&self, place: Span, name: &str) -> Option<Span> {
        self.page(place.file, |page| {
            let (_, elements) = page.composite(place)?;
            let named = |key: ExprId| matches!(&page.syntax.expr(key).kind, ExprKind::Name(n) if &**n == name);
            let element = elements.iter().find(|e| e.key.is_some_and(named))?;
            Some(span(place.file, page.syntax.expr(element.value).range))
        })
    }

    /// The statement around a place: the innermost one that stands in a block.
    #[must_use]
    pub fn statement(&self, place: Span) -> Option<Span> {
        self.page(place.file, |page| page.statements.around(place).map(|s| span(place.file, s.range)))
    }

    /// Whether a variable that is declared in front of the statement around a place can be used at another place.
    #[must_use]
    pub fn covers(&self, place: Span, other: Span) -> bool {
        place.file == other.file
            && self.page(place.file, |page| {
                let statement = page.statements.around(place);
                statement.is_some_and(|s| s.range.start <= other.start && other.end <= s.block_end)
            })
    }

    /// A name like the wanted one that the file around a place does not use.
    #[must_use]
    pub fn free(&self, place: Span, name: &str) -> String {
        self.page(place.file, |page| {
            let numbered = (2..).map(|n| format!("{name}{n}"));
            std::iter::once(name.to_owned())
                .chain(numbered)
                .find(|n| tokens::uses(&page.bytes, n).next().is_none())
                .unwrap_or_default()
        })
    }

    /// Answers a question about a file.
    fn page<T>(&self, file: FileId, ask: impl FnOnce(&Page) -> T) -> T {
        let slot = {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(pages.entry(file).or_default())
        };
        ask(slot.get_or_init(|| Page::new(&self.sources.path(file), (self.read)(file))))
    }
}

/// The directory of a path.
fn directory(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(dir, _)| dir)
}

/// Whether a path is that of a Go file.
#[must_use]
pub fn is_go(path: &str) -> bool {
    path.ends_with(".go")
}

fn span(file: FileId, range: Range) -> Span {
    Span::new(file, range.start, range.end)
}

/// Paths of packages that a fix imports into a file, and under which name where it is not their own.
pub type Wanted = BTreeMap<String, Option<String>>;

#[cfg(test)]
#[path = "../tests/code.rs"]
mod tests;
