//! The queries of rules, run over the run's own code, before the programs are computed.
//!
//! In: an open workspace and the rules of a run. Out: [`Matches`], and what was not searched. A file is read only where it has an import
//! that a condition asks for, and parsed only where it holds the words without which the query cannot match. Knows no program: whose code
//! it is, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashSet;
use rayon::prelude::*;

use crate::finding::Problem;
use crate::golang::query::{Captured, Found, Match, Query, search};
use crate::golang::syntax::{Expr, ExprKind, Range};
use crate::golang::{self, literal};
use crate::ordered::InOrder as _;
use crate::rule::RuleSet;
use crate::rule::matches::{CodeMatch, CodeNode, Matches};
use crate::source::{FileId, Span};
use crate::walk::{File, Package, Stamp, Workspace};

/// A query, and the imports of which a file has one where its matches count.
type Asked<'r> = (&'r Query, Option<BTreeSet<&'r str>>);

fn owned(imports: &Option<BTreeSet<&str>>) -> Option<Vec<String>> {
    Some(imports.as_ref()?.iter().map(|&import| import.to_owned()).collect())
}

/// What a search leaves for the next one.
#[derive(Debug, Default)]
pub struct Memory {
    queries: Vec<(Arc<str>, Option<Vec<String>>)>,
    /// Files that hold the words of none of these queries.
    without: HashSet<Stamp>,
}

/// Runs the queries of all rules. Where searches follow each other, the files in which nothing can be found are not read again.
#[must_use]
pub fn search_code(workspace: &Workspace, rules: &RuleSet, memory: &mut Memory) -> (Matches, Vec<Problem>) {
    let queries: Vec<Asked> = rules.queries().collect();
    let mut matches = Matches::default();
    let mut problems = Vec::new();
    if queries.is_empty() {
        return (matches, problems);
    }
    let texts: Vec<_> = queries.iter().map(|(query, imports)| (Arc::clone(query.text()), owned(imports))).collect();
    let without = if memory.queries == texts { std::mem::take(&mut memory.without) } else { HashSet::default() };
    memory.queries = texts;
    let mut by_query: Vec<Vec<CodeMatch>> = queries.iter().map(|_| Vec::new()).collect();
    let files = own_files(workspace);
    let look = |(file, package): &(&File, &Package)| match workspace.stamp(file.id) {
        Some(stamp) if without.contains(&stamp) => None,
        _ => one_file(workspace, file, package, &queries),
    };
    let searched: Vec<_> = files.par_iter().map(look).collect();
    for ((file, _), searched) in files.iter().zip(searched) {
        let Some((found, problem)) = searched else {
            memory.without.extend(workspace.stamp(file.id));
            continue;
        };
        problems.extend(problem);
        for (of_query, mut more) in by_query.iter_mut().zip(found) {
            of_query.append(&mut more);
        }
    }
    for ((query, _), found) in queries.iter().zip(by_query) {
        matches.insert(Arc::clone(query.text()), found);
    }
    (matches, problems)
}

/// The files of the packages of the run's modules, each once, by path.
fn own_files(workspace: &Workspace) -> Vec<(&File, &Package)> {
    let own = workspace.packages().iter().filter(|p| workspace.is_own(p));
    let by_path: BTreeMap<Arc<str>, (&File, &Package)> =
        own.flat_map(|p| p.files.iter().map(move |f| (workspace.sources().path(f.id), (f, p)))).collect();
    by_path.into_values().collect()
}

/// What each query matches in a file, and what could not be searched; None where no query can match.
fn one_file(
    workspace: &Workspace,
    file: &File,
    package: &Package,
    queries: &[Asked<'_>],
) -> Option<(Vec<Vec<CodeMatch>>, Option<Problem>)> {
    let imports = |wanted: &BTreeSet<&str>| file.head.imports.iter().any(|import| wanted.contains(&*import.path));
    let may_count = |&at: &usize| queries[at].1.as_ref().is_none_or(imports);
    let counting: Vec<usize> = (0..queries.len()).filter(may_count).collect();
    if counting.is_empty() {
        return None;
    }
    let file = file.id;
    let nothing = || queries.iter().map(|_| Vec::new()).collect();
    let words = counting.iter().flat_map(|&at| queries[at].0.words()).map(str::as_bytes);
    let may_match = |bytes: &[u8]| counting.iter().any(|&at| queries[at].0.may_match(bytes));
    let bytes = match workspace.peek_for_texts(file, words) {
        Ok(bytes) if !may_match(&bytes) => return None,
        _ => workspace.peek(file),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => return Some((nothing(), Some(problem))),
    };
    let wanted: Vec<usize> = counting.into_iter().filter(|&at| queries[at].0.may_match(&bytes)).collect();
    if wanted.is_empty() {
        return None;
    }
    let asked: Vec<&Query> = wanted.iter().map(|&at| queries[at].0).collect();
    let mut all: Vec<Vec<CodeMatch>> = nothing();
    let mut cut = false;
    let found = search(&bytes, &asked);
    let names = found.iter().flat_map(|f| &f.matches).flat_map(|m| &m.nodes).any(Captured::is_name);
    let imported = if names { imported(&bytes) } else { BTreeMap::new() };
    for (index, Found { matches, cut: of_query }) in wanted.into_iter().zip(found) {
        cut |= of_query;
        let code_match = |found| code_match(found, file, package, &bytes, &imported);
        all[index] = matches.into_iter().filter_map(code_match).collect();
    }
    if all.iter().any(|found| !found.is_empty()) {
        // A finding will point here: the bytes that were searched are those that it is shown in.
        drop(workspace.read(file));
    }
    let problem = cut.then(|| Problem {
        path: workspace.sources().path(file),
        span: None,
        message: "the query of a rule was stopped in this file: it may have missed something".to_owned(),
        fatal: false,
    });
    Some((all, problem))
}

/// The import paths of the packages that the names of a file mean, by place: a local of such a name means none.
fn imported(bytes: &[u8]) -> BTreeMap<Range, Arc<str>> {
    let syntax = golang::parse(bytes);
    let path = |expr: &Expr| match expr.kind {
        ExprKind::Import(import) => Some((expr.range, Arc::clone(&syntax.import(import).path))),
        _ => None,
    };
    syntax.exprs.iter().filter_map(path).in_order()
}

fn code_match(
    found: Match,
    file: FileId,
    package: &Package,
    bytes: &[u8],
    imported: &BTreeMap<Range, Arc<str>>,
) -> Option<CodeMatch> {
    let start = found.nodes.iter().map(|node| node.range.start).min()?;
    let end = found.nodes.iter().map(|node| node.range.end).max()?;
    let func = match found.func {
        Some(method) if method.starts_with('(') => Arc::from(method),
        Some(name) => Arc::from(format!("{}.{name}", package.name)),
        None => Arc::default(),
    };
    let node = |node: Captured| CodeNode {
        capture: node.capture,
        place: Span::new(file, node.range.start, node.range.end),
        kind: node.kind,
        value: node.is_string().then(|| {
            literal::string(bytes.get(node.range.start as usize..node.range.end as usize).unwrap_or_default())
        }),
        imported: imported.get(&node.range).cloned(),
    };
    Some(CodeMatch {
        place: Span::new(file, start, end),
        package: Arc::clone(&package.import_path),
        dir: Arc::clone(&package.dir),
        package_name: Arc::clone(&package.name),
        func,
        nodes: found.nodes.into_iter().map(node).collect(),
    })
}
