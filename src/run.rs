//! The pipeline on one page: walk, parse, facts, model, rules, in this order; the only file that knows every stage.
//!
//! In: what the command line asks for, as data. Out: programs and findings, sorted once. Prints nothing.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use foldhash::HashSet;
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::asked::Asking;
use crate::code::Code;
use crate::directive::Directive;
use crate::finding::{Finding, Problem, Report, Stats};
use crate::fingerprint::fill_fingerprints;
use crate::known::Known;
use crate::model::eras::{BuildSettings, eras};
use crate::model::link::Reader;
use crate::model::{Aspect, GoVersion, Linkage, Program, ProgramKind, assemble};
use crate::ordered::InOrder as _;
use crate::progress::Progress;
use crate::rule::matches::Matches;
use crate::rule::{ProgramFindings, RuleSet, evaluate, evaluate_directives, evaluate_workspace, merge};
use crate::search::{self, search_code};
use crate::seen;
use crate::setup::{Setup, wanted_ports};
use crate::source::{FileId, Sources, Span};
use crate::store::{self, Store};
use crate::suppress::{self, Dialect, Policy, RuleNames, Stage};
use crate::survey::survey;
use crate::targets;
use crate::unchanged::{self, Programs};
use crate::walk::{self, Options, PackageId, Workspace};

/// What to analyse.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Directory, patterns, build target, dependencies, environment.
    pub options: Options,
    /// The release of `--go`.
    pub go: Option<GoVersion>,
    /// Whose comments keep findings quiet.
    pub dialect: Dialect,
    /// Names of hosts that are this machine.
    pub loopback: Vec<String>,
    /// Raised while it goes on.
    pub progress: Arc<Progress>,
    /// What somebody will look at.
    pub asked: Asked,
    /// Whether the process ends after this run.
    pub ends: bool,
    /// Where the same is asked again and again: what the run before has left, and where this one leaves its own.
    pub memory: Option<Arc<Memory>>,
}

/// What a run leaves for the next one with the same target and the same knowledge of APIs: what it read of files, and its programs.
/// A run without one leaves nothing, and gives the same bytes.
#[derive(Debug, Default)]
pub struct Memory {
    walk: walk::Memory,
    rest: Mutex<(search::Memory, store::Memory, unchanged::Memory)>,
    undirected: Mutex<(Dialect, HashSet<walk::Stamp>)>,
}

impl Memory {
    fn rest(&self) -> MutexGuard<'_, (search::Memory, store::Memory, unchanged::Memory)> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Files without comments of a dialect that keep findings quiet.
    fn undirected(&self, dialect: Dialect) -> MutexGuard<'_, (Dialect, HashSet<walk::Stamp>)> {
        let mut undirected = self.undirected.lock().unwrap_or_else(PoisonError::into_inner);
        if undirected.0 != dialect {
            *undirected = (dialect, HashSet::default());
        }
        undirected
    }

    /// Says what has changed since the run before; None where something may have been missed. It holds until the next run.
    pub fn tell(&self, changed: Option<walk::Changed<'_>>) {
        self.walk.tell(changed);
    }

    /// The directories that the run before has listed, and every go.mod and go.work that it has asked for.
    #[must_use]
    pub fn looked_at(&self) -> Vec<PathBuf> {
        self.walk.looked_at()
    }

    /// Whether the files are as the run before has found them, by a look at each.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.walk.is_current()
    }
}

/// What is computed only where somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of each program.
    pub aspects: BTreeSet<Aspect>,
    /// Libraries that neither register nor listen.
    pub silent: bool,
    /// What the files around the code say.
    pub setup: bool,
    /// The lines of all that programs consist of; those of findings are read in any case.
    pub places: bool,
}

impl Default for Asked {
    /// Everything that can be told of what is served.
    fn default() -> Self {
        Self { aspects: Aspect::ALL.into(), silent: false, setup: true, places: true }
    }
}

impl Asked {
    /// What these rules speak of, for [`lint`].
    #[must_use]
    pub fn by(rules: &RuleSet) -> Self {
        Self { aspects: rules.aspects(), silent: rules.look_at_silent(), setup: rules.look_at_setup(), places: false }
    }
}

/// An analysed workspace.
pub struct Analysis {
    /// The files, packages and modules.
    pub workspace: Workspace,
    /// The programs in the order of their directories, then what no program links.
    pub programs: Vec<Program>,
    /// What the rules' own queries matched.
    pub matches: Matches,
    /// What the files around the code say.
    pub setup: Setup,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The files that were parsed whole.
    pub parsed: Vec<FileId>,
    /// Of these, those with syntax errors.
    pub broken: Vec<FileId>,
    /// The build, for people.
    pub target: Arc<str>,
    /// The comments in the user's own files that keep findings quiet.
    pub directives: Vec<Directive>,
}

impl Analysis {
    /// The files of the run.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        self.workspace.sources()
    }

    /// What was seen.
    #[must_use]
    pub fn stats(&self) -> Stats {
        stats(std::slice::from_ref(self))
    }
}

/// What was seen in several builds.
fn stats(builds: &[Analysis]) -> Stats {
    seen::count(builds.iter().map(|build| seen::Build {
        target: &build.target,
        workspace: &build.workspace,
        parsed: &build.parsed,
        broken: &build.broken,
        setup: &build.setup,
    }))
}

/// Reads the workspace and computes its programs, as far as the request asks about them, and what the rules' own queries match.
#[must_use]
pub fn analyze(request: &Request, known: &Known, rules: &RuleSet) -> Analysis {
    let memory = request.memory.as_deref();
    let (workspace, mut problems) =
        Workspace::reopen(&request.options, ahead(known), memory.map(|memory| &memory.walk));
    let (mut searched, read, made) = memory.map(|memory| std::mem::take(&mut *memory.rest())).unwrap_or_default();
    let (matches, unsearched) = search_code(&workspace, rules, &mut searched);
    problems.extend(unsearched);
    let store = Store::new(&workspace, known, memory.map(|_| read));
    let asking = workspace.is_noted().then(|| Asking::new(&workspace, &store));
    let reader: &dyn Reader = asking.as_ref().map_or(&store, |asking| asking as &dyn Reader);
    let remembered = memory.map(|_| Programs::new(&workspace, made));
    let speaks = |id: PackageId| store.speaks(id) || matches.any_in(&workspace.package(id).import_path);
    let linkages = linkages(&workspace, &store, request, speaks);
    request.progress.found(linkages.len());
    let nothing = BTreeSet::new();
    let program = |(linkage, silent): &(Linkage, bool), is_last: &dyn Fn() -> bool| {
        let aspects = if *silent { &nothing } else { &request.asked.aspects };
        let is_last = || request.ends && is_last();
        let make = |reader: &dyn Reader| assemble(linkage, reader, known, aspects, &is_last);
        let program = match &remembered {
            Some(programs) => programs.program(linkage, aspects, reader, make),
            None => make(reader),
        };
        request.progress.finished_one();
        Program { silent: *silent, ..program }
    };
    // What stands around the code is read beside them: neither looks at the other.
    let around = || {
        let surveyed = if request.asked.setup { survey(&workspace, known) } else { Default::default() };
        (surveyed, directives(&workspace, request.dialect, memory))
    };
    let programs = || largest_first(&linkages, |(linkage, _)| linkage.packages.len(), program);
    let (mut programs, ((mut setup, wrong), directives)) = deep(|| rayon::join(programs, around));
    if let Some(asking) = asking {
        asking.tell(&workspace);
    }
    programs.iter_mut().for_each(|program| program.take_for_loopback(&request.loopback));
    setup.wanted = wanted_ports(&setup, &programs);
    problems.extend(store.problems());
    let (parsed, broken) = store.parsed();
    problems.extend(syntax_problems(&workspace, &store, &broken));
    for program in &programs {
        problems.extend(program.cut.iter().map(|cut| Problem {
            path: Arc::clone(&program.dir),
            span: None,
            message: cut.to_string(),
            fatal: false,
        }));
    }
    problems.extend(wrong);
    problems.sort();
    problems.dedup();
    if request.asked.places {
        read_places(&workspace, programs.iter().flat_map(Program::spans));
    }
    match memory {
        Some(memory) => {
            let made = remembered.map(|programs| programs.into_memory(&store.failed())).unwrap_or_default();
            *memory.rest() = (searched, store.into_memory(), made);
        }
        // The system takes all of it back at once.
        None if request.ends => std::mem::forget((store, linkages)),
        None => store.leave(),
    }
    let target = targets::name(&request.options.target);
    Analysis { workspace, programs, setup, matches, problems, parsed, broken, directives, target }
}

/// Does something with each item side by side, beginning with the largest, so that none of these is left for the end; in order. Who makes
/// one may ask whether no other one waits.
fn largest_first<T: Sync, R: Send + Sync>(
    items: &[T],
    size: impl Fn(&T) -> usize,
    make: impl Fn(&T, &dyn Fn() -> bool) -> R + Sync,
) -> Vec<R> {
    let made: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let mut open: Vec<_> = items.iter().zip(&made).collect();
    open.sort_by_key(|(item, _)| Reverse(size(item)));
    // Each thread takes the next one when it has done with one: a thread that waits for another in the midst of a large one must not begin
    // with a second.
    let next = AtomicUsize::new(0);
    rayon::broadcast(|_| {
        while let Some((item, slot)) = open.get(next.fetch_add(1, Ordering::Relaxed)) {
            slot.get_or_init(|| make(item, &|| next.load(Ordering::Relaxed) >= open.len()));
            // First what another thread has left for all in the midst of a larger one: that one is what the run will wait for.
            while rayon::yield_now() == Some(rayon::Yield::Executed) {}
        }
    });
    made.into_iter().filter_map(OnceLock::into_inner).collect()
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

/// Runs the rules over the programs of each build, and tells what the policy leaves of their findings. The report speaks of the
/// files of the first build.
#[must_use]
pub fn lint(analyses: &[Analysis], rules: &RuleSet, policy: &Policy) -> Report {
    let Some((first, others)) = analyses.split_first() else { return Report::default() };
    let sources = first.sources();
    let (mut findings, mut problems) = findings(first, rules);
    let mut directives = first.directives.clone();
    let stats = stats(analyses);
    if !others.is_empty() {
        let mut files = targets::Files::of(sources);
        let place = |(at, directive): (usize, &Directive)| ((directive.span, directive.rule_span), at);
        let mut written: BTreeMap<(Span, Span), usize> = directives.iter().enumerate().map(place).in_order();
        let mut found = vec![(Arc::clone(&first.target), findings)];
        for other in others {
            let (theirs, wrong) = self::findings(other, rules);
            let from = other.sources();
            found.push((
                Arc::clone(&other.target),
                theirs.into_iter().map(|finding| files.finding(from, finding)).collect(),
            ));
            problems.extend(wrong.into_iter().map(|problem| files.problem(from, problem)));
            for directive in &other.directives {
                let directive = files.directive(from, directive.clone());
                match written.entry((directive.span, directive.rule_span)) {
                    Entry::Occupied(same) => directives[*same.get()].covered |= directive.covered,
                    Entry::Vacant(new) => {
                        new.insert(directives.len());
                        directives.push(directive);
                    }
                }
            }
        }
        findings = targets::merge(found);
    }
    sort(&mut findings, sources);
    fill_fingerprints(&mut findings, sources);
    problems.sort();
    problems.dedup();
    let mut stage = Stage::new(policy, names(rules), directives, sources);
    let mut told = stage.pass(findings);
    let complete = problems.is_empty() && stats.unseen.is_empty();
    let read = reader(first);
    let directory = |dir: &str| first.workspace.go_files(dir);
    let code = Code::new(sources, &read, &directory);
    let mut late = evaluate_directives(rules, &stage.judged(complete), &code);
    read_places(&first.workspace, late.iter().flat_map(Finding::spans));
    sort(&mut late, sources);
    fill_fingerprints(&mut late, sources);
    told.extend(stage.pass(late));
    sort(&mut told, sources);
    let (suppressed, mut stale) = stage.finish();
    if !analyses.iter().all(|analysis| analysis.workspace.is_whole()) {
        // Who looks at a part does not know what became of the rest.
        stale.clear();
    }
    Report { findings: told, problems, stats, suppressed, stale }
}

/// What the rules find in the programs of one build.
fn findings(analysis: &Analysis, rules: &RuleSet) -> (Vec<Finding>, Vec<Problem>) {
    let sources = analysis.sources();
    let read = reader(analysis);
    let directory = |dir: &str| analysis.workspace.go_files(dir);
    let code = Code::new(sources, &read, &directory);
    let setup = &analysis.setup;
    let evaluate = |program| evaluate(rules, program, setup, &code, &analysis.matches);
    let results: Vec<_> = analysis.programs.par_iter().map(evaluate).collect();
    let (of_workspace, limits) = evaluate_workspace(rules, setup, &code);
    let mut problems = analysis.problems.clone();
    let mut found = Vec::new();
    for (program, (findings, limits)) in analysis.programs.iter().zip(results) {
        found.push(ProgramFindings { program, findings });
        problems.extend(limits);
    }
    let mut findings = merge(rules, found, sources);
    findings.extend(of_workspace);
    problems.extend(limits);
    without_libraries(&mut findings, &analysis.programs);
    // Of a file that only imports what a rule forbids no more than the head was read.
    read_places(&analysis.workspace, findings.iter().flat_map(Finding::spans));
    (findings, problems)
}

/// The bytes of files, for fixes. A file that cannot be read was a problem before; no fix is made of it.
fn reader(analysis: &Analysis) -> impl Fn(FileId) -> Arc<[u8]> + Sync {
    |file| analysis.workspace.read(file).unwrap_or_else(|_| Arc::from(&[][..]))
}

fn names(rules: &RuleSet) -> RuleNames {
    RuleNames {
        known: rules.loaded().clone(),
        ran: rules.rules().map(|rule| (Arc::clone(&rule.id), rule.aliases.clone())).collect(),
        last: rules.rules().filter(|rule| rule.is_about_directives()).map(|rule| Arc::clone(&rule.id)).collect(),
    }
}

/// What this run will ask of the files: for comments of any dialect that keep findings quiet, and for the words of packages that speak.
fn ahead(known: &Known) -> walk::Ahead {
    walk::Ahead { texts: Dialect::Compatible.needles(), speaking: known.speaking_paths().map(Box::from).collect() }
}

/// The directives of the user's own files. What a dependency says in its comments keeps nothing quiet.
fn directives(workspace: &Workspace, dialect: Dialect, memory: Option<&Memory>) -> Vec<Directive> {
    let needles: Vec<Finder<'_>> = dialect.needles().iter().map(Finder::new).collect();
    let whole = workspace.is_whole();
    let mains: BTreeSet<PackageId> = workspace.program_seeds().iter().map(|seed| seed.package).in_order();
    let mut files: BTreeMap<FileId, bool> = BTreeMap::new();
    for (index, package) in workspace.packages().iter().enumerate().filter(|(_, p)| p.source.is_own()) {
        // Nobody imports a main package: what is found in its files is found by looking at it alone.
        let covered = whole || mains.contains(&PackageId(u32::try_from(index).unwrap_or(u32::MAX)));
        let may_hold = package.files.iter().filter(|file| !file.lacks_texts);
        may_hold.for_each(|file| *files.entry(file.id).or_default() |= covered);
    }
    files.extend(workspace.other_files().map(|file| (file, whole)));
    if let Some(memory) = memory {
        let without = &memory.undirected(dialect).1;
        files.retain(|&file, _| workspace.stamp(file).is_none_or(|stamp| !without.contains(&stamp)));
    }
    let of_file = |(&file, &covered): (&FileId, &bool)| {
        // A file that has become unreadable was reported when it was analysed.
        if !workspace.contains(file, &needles).unwrap_or_default() {
            return (file, Vec::new());
        }
        let source = workspace.sources().get(file);
        let mut found = suppress::directives(file, &source.path, &source.bytes(), dialect);
        found.iter_mut().for_each(|directive| directive.covered = covered);
        (file, found)
    };
    let found: Vec<_> = files.par_iter().map(of_file).collect();
    if let Some(memory) = memory {
        let without = found.iter().filter(|(_, found)| found.is_empty());
        memory.undirected(dialect).1.extend(without.filter_map(|(file, _)| workspace.stamp(*file)));
    }
    found.into_iter().flat_map(|(_, found)| found).collect()
}

/// Every main package with what it links; then the packages that no main links and that say something; and where somebody asks for
/// them, those that are silent (true).
fn linkages(
    workspace: &Workspace,
    store: &Store<'_>,
    request: &Request,
    speaks: impl Fn(PackageId) -> bool + Sync,
) -> Vec<(Linkage, bool)> {
    let target = &request.options.target;
    let system: [Arc<str>; 2] = [&target.goos, &target.goarch].map(|name| Arc::from(name.as_str()));
    let linkage = |kind, id: PackageId, settings: &BuildSettings| {
        let dir = Arc::clone(&workspace.package(id).dir);
        store.linkage(kind, dir, &workspace.closure(id).packages, eras(settings, request.go), system.clone())
    };
    let programs = workspace.program_seeds().par_iter();
    let programs = programs.map(|seed| linkage(ProgramKind::Main, seed.package, &workspace.settings(seed)));
    let mut linkages: Vec<_> = programs.map(|linkage| (linkage, false)).collect();
    let libraries = workspace.libraries().into_par_iter().filter_map(|id| {
        let silent = !speaks(id);
        let library = || linkage(ProgramKind::Library, id, &workspace.library_settings(id));
        (!silent || request.asked.silent).then(|| (library(), silent))
    });
    linkages.extend(libraries.collect::<Vec<_>>());
    linkages
}

/// Reads the files around places that are looked at or shown: a line is known only of a text that was read.
fn read_places(workspace: &Workspace, places: impl Iterator<Item = Span>) {
    let mut files: Vec<_> = places.map(|span| span.file).collect();
    files.sort_unstable();
    files.dedup();
    // A file that has become unreadable was reported when it was analysed.
    files.into_iter().for_each(|file| drop(workspace.read(file)));
}

/// Files with syntax errors are analysed, counted and named.
fn syntax_problems(workspace: &Workspace, store: &Store<'_>, broken: &[FileId]) -> Vec<Problem> {
    let problem = |&file| {
        let place = store.first_error(file)?;
        Some(Problem {
            path: workspace.sources().path(file),
            span: Some(place),
            message: "syntax that muxray cannot read: what it contains may be missing from the analysis".to_owned(),
            fatal: false,
        })
    };
    broken.iter().filter_map(problem).collect()
}

/// A library is no program: what is found in it holds wherever it is linked.
fn without_libraries(findings: &mut [Finding], programs: &[Program]) {
    let mains = programs.iter().filter(|p| p.kind == ProgramKind::Main);
    let mains: BTreeSet<&str> = mains.map(|p| &*p.dir).in_order();
    for finding in findings {
        finding.programs.retain(|dir| mains.contains(&**dir));
    }
}

/// The order of the output: by path, place, rule, message.
fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.sort_by_cached_key(|f| {
        let span = f.primary.span;
        (sources.path(span.file), span.start, span.end, Arc::clone(&f.rule), f.message.clone())
    });
}
