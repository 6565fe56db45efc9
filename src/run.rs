//! The pipeline on one page: walk, parse, facts, model, rules, in this order; the only file that knows every stage.
//!
//! In: what the command line asks for, as data. Out: programs and findings, sorted once. Prints nothing.

use std::sync::Arc;

use rayon::prelude::*;

use crate::code::Code;
use crate::finding::{Finding, Problem, Report, Stats};
use crate::fingerprint::fill_fingerprints;
use crate::known::Known;
use crate::model::eras::{BuildSettings, eras};
use crate::model::link::Linkage;
use crate::model::{GoVersion, PackageSource, Program, ProgramKind, assemble};
use crate::progress::Progress;
use crate::rule::{ProgramFindings, RuleSet, evaluate, merge};
use crate::source::Sources;
use crate::store::Store;
use crate::walk::{Options, PackageId, Workspace};

/// What to analyse.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Directory, patterns, build target, dependencies, environment.
    pub options: Options,
    /// The release of `--go`.
    pub go: Option<GoVersion>,
    /// Raised while it goes on.
    pub progress: Arc<Progress>,
}

/// An analysed workspace.
pub struct Analysis {
    /// The files, packages and modules.
    pub workspace: Workspace,
    /// The programs in the order of their directories, then what no program links.
    pub programs: Vec<Program>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What was seen.
    pub stats: Stats,
}

impl Analysis {
    /// The files of the run.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        self.workspace.sources()
    }
}

/// Reads the workspace and computes its programs.
#[must_use]
pub fn analyze(request: &Request, known: &Known) -> Analysis {
    let (workspace, mut problems) = Workspace::open(&request.options);
    let store = Store::new(&workspace, known);
    let linkages = linkages(&workspace, &store, request.go);
    request.progress.found(linkages.len());
    let program = |linkage| {
        let program = assemble(linkage, &store, known);
        request.progress.finished_one();
        program
    };
    let programs: Vec<Program> = deep(|| linkages.par_iter().map(program).collect());
    problems.extend(store.problems());
    problems.extend(syntax_problems(&workspace, &store));
    for program in &programs {
        problems.extend(program.cut.iter().map(|cut| Problem {
            path: Arc::clone(&program.dir),
            span: None,
            message: cut.to_string(),
            fatal: false,
        }));
    }
    problems.sort();
    problems.dedup();
    read_places(&workspace, &programs);
    let stats = stats(&workspace, &store, &programs);
    Analysis { workspace, programs, problems, stats }
}

/// Runs work on threads whose stack is deep enough for long chains of calls: what a program nests, the analysis follows.
fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let threads = rayon::current_num_threads();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Bytes of stack for a thread; only what is used is ever taken.
const STACK: usize = 256 << 20;

/// Runs the rules over the programs.
#[must_use]
pub fn lint(analysis: &Analysis, rules: &RuleSet) -> Report {
    let sources = analysis.sources();
    // A file that cannot be read was a problem before; no fix is made of it.
    let read = |file| analysis.workspace.read(file).unwrap_or_else(|_| Arc::from(&[][..]));
    let code = Code::new(sources, &read);
    let results: Vec<_> = analysis.programs.par_iter().map(|program| evaluate(rules, program, &code)).collect();
    let mut problems = analysis.problems.clone();
    let mut found = Vec::new();
    for (program, (findings, limits)) in analysis.programs.iter().zip(results) {
        found.push(ProgramFindings { program, findings });
        problems.extend(limits);
    }
    let mut findings = merge(rules, found, sources);
    without_libraries(&mut findings, &analysis.programs);
    sort(&mut findings, sources);
    fill_fingerprints(&mut findings, sources);
    problems.sort();
    problems.dedup();
    Report { findings, problems, stats: analysis.stats.clone() }
}

/// Every main package with what it links; then every package that no main links and that says something.
fn linkages(workspace: &Workspace, store: &Store<'_>, go: Option<GoVersion>) -> Vec<Linkage> {
    let programs = workspace.program_seeds().par_iter().map(|seed| {
        let settings = workspace.settings(seed);
        let closure = workspace.closure(seed.package);
        store.linkage(
            ProgramKind::Main,
            Arc::clone(&workspace.package(seed.package).dir),
            &closure.packages,
            eras(&settings, go),
        )
    });
    let mut linkages: Vec<Linkage> = programs.collect();
    let libraries = workspace.libraries();
    let speaks = |id: &PackageId| store.speaks(*id);
    let libraries = libraries.par_iter().filter(|id| speaks(id)).map(|&id| {
        let settings: BuildSettings = workspace.library_settings(id);
        let closure = workspace.closure(id);
        store.linkage(
            ProgramKind::Library,
            Arc::clone(&workspace.package(id).dir),
            &closure.packages,
            eras(&settings, go),
        )
    });
    linkages.extend(libraries.collect::<Vec<_>>());
    linkages
}

/// Reads the files that the report may point at: a line is known only of a text that was read.
fn read_places(workspace: &Workspace, programs: &[Program]) {
    let mut files: Vec<_> = programs.iter().flat_map(Program::spans).map(|span| span.file).collect();
    files.sort_unstable();
    files.dedup();
    // A file that has become unreadable was reported when it was analysed.
    files.into_iter().for_each(|file| drop(workspace.read(file)));
}

/// Files with syntax errors are analysed, counted and named.
fn syntax_problems(workspace: &Workspace, store: &Store<'_>) -> Vec<Problem> {
    let (_, broken) = store.parsed();
    let problem = |file| {
        let place = store.first_error(file)?;
        Some(Problem {
            path: workspace.sources().path(file),
            span: Some(place),
            message: "syntax that muxray cannot read: what it contains may be missing from the analysis".to_owned(),
            fatal: false,
        })
    };
    broken.into_iter().filter_map(problem).collect()
}

/// A library is no program: what is found in it holds wherever it is linked.
fn without_libraries(findings: &mut [Finding], programs: &[Program]) {
    let is_program = |dir: &Arc<str>| programs.iter().any(|p| p.kind == ProgramKind::Main && p.dir == *dir);
    for finding in findings {
        finding.programs.retain(is_program);
    }
}

/// The order of the output: by path, place, rule, message.
fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.sort_by_cached_key(|f| {
        let span = f.primary.span;
        (sources.path(span.file), span.start, span.end, Arc::clone(&f.rule), f.message.clone())
    });
}

fn stats(workspace: &Workspace, store: &Store<'_>, programs: &[Program]) -> Stats {
    let (parsed_files, broken) = store.parsed();
    let word = |source: PackageSource| match source {
        PackageSource::Module => "this module",
        PackageSource::Replace => "a replaced directory",
        PackageSource::Vendor => "vendor",
        PackageSource::Cache => "the module cache",
        PackageSource::Std => "the standard library",
        PackageSource::Unseen => "nowhere",
    };
    Stats {
        modules: workspace.modules().len(),
        packages: workspace.matched().len(),
        programs: programs.iter().filter(|p| p.kind == ProgramKind::Main).count(),
        files: workspace.packages().iter().map(|p| p.files.len()).sum(),
        parsed_files,
        files_with_errors: broken.len(),
        skipped: workspace.skipped().iter().map(|(reason, n)| (reason.as_str().to_owned(), *n)).collect(),
        imports: workspace.import_counts().into_iter().map(|(source, n)| (word(source).to_owned(), n)).collect(),
        unseen: workspace.unseen().into_keys().collect(),
    }
}
