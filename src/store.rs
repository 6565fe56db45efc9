//! Facts on demand: the files of a run, each read and parsed at the first question about it.
//!
//! In: an open workspace and what is known of APIs. Out: a [`Reader`] for `model`, counts and problems for the report.
//! The one place where `walk`, `golang` and `facts` meet. Holds facts, no verdicts.
//!
//! A run that comes after others of the same process takes from a [`Memory`] what they read of files that are still the same.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use foldhash::{HashMap, HashSet};
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::facts::{self, FileFacts};
use crate::finding::Problem;
use crate::golang;
use crate::golang::words::{self, Front, Gives, Index, Question, Wanted, Words, is_identifier};
use crate::known::{Known, KnownPackage};
use crate::model::link::Reader;
use crate::model::{Eras, Linkage, LinkedPackage, Mentioned, PackageSource, Positions, ProgramKind};
use crate::ordered::InOrder as _;
use crate::source::{FileId, Span};
use crate::walk::{Package, PackageId, Stamp, Workspace};

/// The facts of all files that were asked for.
pub struct Store<'a> {
    workspace: &'a Workspace,
    known: &'a Known,
    /// Behind a pointer: most files are never parsed.
    facts: Vec<OnceLock<Arc<FileFacts>>>,
    /// Until they are in an index, unless a later run may want them.
    words: Vec<Mutex<Option<Arc<Words>>>>,
    /// By the first file of a package, and where a file stands in its package.
    homes: Vec<(FileId, usize)>,
    linked: Vec<OnceLock<Arc<LinkedPackage>>>,
    /// By the first file of a package; of small ones only.
    indices: Vec<OnceLock<Option<Box<Indexed>>>>,
    /// Every program that links a file asks for the same.
    places: Found<Front, Arc<[u32]>>,
    mentioned: Mentioned,
    giving: Found<Gives, bool>,
    problems: Mutex<BTreeSet<Problem>>,
    /// None where no later run will ask.
    memory: Option<Memory>,
}

/// What was found out about words of files, by how they stand there.
type Found<H, T> = Mutex<HashMap<(FileId, H), HashMap<Box<str>, T>>>;

/// To hand over fewer files to another thread costs more than to read them.
const READ_TOGETHER: usize = 4;

/// The words of a package's files.
struct Indexed {
    files: Box<[FileId]>,
    index: Arc<Index>,
}

/// What a run leaves of the files that it read, for the next one with the same knowledge of APIs.
#[derive(Debug, Default)]
pub struct Memory(HashMap<Stamp, Read>);

/// What was read of a file in one state.
#[derive(Debug, Default)]
struct Read {
    facts: Option<Arc<FileFacts>>,
    words: Option<Arc<Words>>,
}

impl<'a> Store<'a> {
    /// Nothing read yet, but for what is remembered; None where no later run will ask for it.
    #[must_use]
    pub fn new(workspace: &'a Workspace, known: &'a Known, memory: Option<Memory>) -> Self {
        let files = workspace.sources().len();
        let mut homes: Vec<(FileId, usize)> = workspace.sources().ids().map(|id| (id, 0)).collect();
        for package in workspace.packages() {
            for (at, file) in package.files.iter().enumerate() {
                homes[file.id.0 as usize] = (package.files[0].id, at);
            }
        }
        let indices: Vec<OnceLock<Option<Box<Indexed>>>> = (0..files).map(|_| OnceLock::new()).collect();
        for package in workspace.packages() {
            let first = package.files.first();
            let read = first.and_then(|first| Some((&indices[first.id.0 as usize], workspace.words(first.id)?)));
            if let Some((slot, index)) = read {
                let files = package.files.iter().map(|file| file.id).collect();
                slot.get_or_init(|| Some(Box::new(Indexed { files, index: Arc::clone(index) })));
            }
        }
        Self {
            workspace,
            known,
            facts: (0..files).map(|_| OnceLock::new()).collect(),
            words: (0..files).map(|_| Mutex::default()).collect(),
            homes,
            linked: workspace.packages().iter().map(|_| OnceLock::new()).collect(),
            indices,
            places: Mutex::default(),
            mentioned: Mentioned::default(),
            giving: Mutex::default(),
            problems: Mutex::default(),
            memory,
        }
    }

    /// What a later run need not read again: of each file that is still there, what this run or one before has read.
    #[must_use]
    pub fn into_memory(mut self) -> Memory {
        let failed = self.failed();
        let mut before = self.memory.take().unwrap_or_default();
        let read = (0..).map(FileId).zip(self.facts.into_iter().zip(self.words));
        let read = read.filter_map(|(file, (facts, words))| {
            let stamp = self.workspace.stamp(file)?;
            let Read { facts: known, words: mentioned } = before.0.remove(&stamp).unwrap_or_default();
            let read = Read {
                facts: facts.into_inner().or(known),
                words: words.into_inner().unwrap_or_else(PoisonError::into_inner).or(mentioned),
            };
            // What could not be read is tried again.
            (!failed.contains(&self.workspace.sources().path(file))).then_some((stamp, read))
        });
        Memory(read.collect())
    }

    /// Gives back what was read beside whatever comes next: it takes as long as a tenth of the run.
    pub fn leave(self) {
        let Self { facts, words, .. } = self;
        rayon::spawn(move || drop((facts, words)));
    }

    /// What was read before of a file as it is now.
    fn kept(&self, file: FileId) -> Option<&Read> {
        self.memory.as_ref()?.0.get(&self.workspace.stamp(file)?)
    }

    /// The files that were parsed, and those of them with syntax errors.
    #[must_use]
    pub fn parsed(&self) -> (Vec<FileId>, Vec<FileId>) {
        let read = (0..).map(FileId).zip(&self.facts).filter_map(|(id, facts)| Some((id, facts.get()?)));
        let broken = read.clone().filter(|(_, facts)| !facts.syntax.errors.is_empty());
        (read.clone().map(|(id, _)| id).collect(), broken.map(|(id, _)| id).collect())
    }

    /// What could not be read so far, sorted.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// The files that could not be read so far.
    #[must_use]
    pub fn failed(&self) -> BTreeSet<Arc<str>> {
        self.problems().into_iter().map(|problem| problem.path).in_order()
    }

    /// The first syntax error of a parsed file.
    #[must_use]
    pub fn first_error(&self, file: FileId) -> Option<Span> {
        let facts = self.facts[file.0 as usize].get()?;
        facts.syntax.errors.first().map(|r| Span::new(file, r.start, r.end))
    }

    /// Whether a package may have something to say of its own: it imports one that registers by itself or that has calls that act.
    #[must_use]
    pub fn speaks(&self, id: PackageId) -> bool {
        let package = self.workspace.package(id);
        let says = |path: &str| self.known.package(path, None).any(KnownPackage::speaks);
        package.imports.iter().any(|import| says(&package.declaration(import).1.path))
    }

    /// The identifiers of a file. Its text is read for them and not kept.
    fn words(&self, file: FileId) -> Arc<Words> {
        let mut words = self.words_so_far(file);
        let words = words.get_or_insert_with(|| {
            let kept = self.kept(file).and_then(|read| read.words.clone());
            kept.unwrap_or_else(|| Arc::new(self.told(self.workspace.peek_for_words(file), Words::of)))
        });
        Arc::clone(words)
    }

    fn words_so_far(&self, file: FileId) -> MutexGuard<'_, Option<Arc<Words>>> {
        self.words[file.0 as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The index that a file is in by now, and where.
    fn indexed(&self, file: FileId) -> Option<(&Index, usize)> {
        let (first, at) = self.homes[file.0 as usize];
        let indexed = self.indices[first.0 as usize].get()?.as_ref()?;
        (indexed.files.get(at) == Some(&file)).then_some((&indexed.index, at))
    }

    /// The words of the files of a package together; None where each has to be asked.
    fn index(&self, files: &[FileId]) -> Option<&Index> {
        let slot = &self.indices[files.first()?.0 as usize];
        if slot.get().is_none() {
            // Before, not within: who waits there for a part of it might be handed the same question.
            let words = files.par_iter().with_min_len(READ_TOGETHER).map(|&file| self.words(file));
            let words: Vec<Arc<Words>> = words.collect();
            let words: Vec<&Words> = words.iter().map(|words| &**words).collect();
            let index = || Some(Box::new(Indexed { files: files.into(), index: Index::of(&words)?.into() }));
            if slot.get_or_init(index).is_some() && self.memory.is_none() {
                files.iter().for_each(|&file| drop(self.words_so_far(file).take()));
            }
        }
        let indexed = slot.get()?.as_ref()?;
        // A directory with several mains is as many packages.
        (*indexed.files == *files).then_some(&indexed.index)
    }

    /// The packages in the order of initialisation, as far as it matters for routes.
    ///
    /// What the standard library's packages import is not read. Those that register import, directly
    /// or not, what else of the library a program is likely to import, so the others count as initialised before all;
    /// from there on it is Go's order: of the packages whose imports are initialised the one with the smallest path.
    fn init_order(&self, packages: &[PackageId]) -> Vec<PackageId> {
        let package = |id: &PackageId| self.workspace.package(*id);
        let registers = |id: &PackageId| self.known.registers(&package(id).import_path);
        let (mut order, rest): (Vec<PackageId>, Vec<PackageId>) =
            packages.iter().partition(|id| package(id).source == PackageSource::Std && !registers(id));
        let late: HashSet<PackageId> = rest.iter().copied().collect();
        let mut waits: HashMap<PackageId, usize> = HashMap::default();
        let mut needed_by: HashMap<PackageId, Vec<PackageId>> = HashMap::default();
        for id in &rest {
            let mut imports = package(id).linked();
            imports.retain(|to| late.contains(to));
            waits.insert(*id, imports.len());
            imports.into_iter().for_each(|to| needed_by.entry(to).or_default().push(*id));
        }
        let key = |id: PackageId| (Arc::clone(&self.workspace.package(id).import_path), id);
        let mut ready: BTreeSet<_> = rest.iter().filter(|id| waits[id] == 0).map(|id| key(*id)).in_order();
        while let Some((_, id)) = ready.pop_first() {
            order.push(id);
            for user in needed_by.remove(&id).unwrap_or_default() {
                if let Some(n) = waits.get_mut(&user) {
                    *n -= 1;
                    if *n == 0 {
                        ready.insert(key(user));
                    }
                }
            }
        }
        // Packages of an import cycle, which does not build, keep the order in which they came; main is last in any case.
        let done: HashSet<PackageId> = order.iter().copied().collect();
        order.extend(packages.iter().filter(|id| !done.contains(id)));
        if let Some(main) = packages.last() {
            order.retain(|id| id != main);
            order.push(*main);
        }
        order
    }

    /// A package in the form that `model` takes: made once, for all programs that link it.
    fn linked(&self, id: PackageId) -> Arc<LinkedPackage> {
        let make = || {
            let package = self.workspace.package(id);
            let source = if self.workspace.is_own(package) { PackageSource::Module } else { package.source };
            Arc::new(linked_package(package, source))
        };
        Arc::clone(self.linked[id.0 as usize].get_or_init(make))
    }

    /// What the bytes of a file say; nothing where it cannot be read.
    fn read<T: Default>(&self, file: FileId, what: impl FnOnce(&[u8]) -> T) -> T {
        self.told(self.workspace.peek(file), what)
    }

    fn told<T: Default>(&self, bytes: Result<Arc<[u8]>, Problem>, what: impl FnOnce(&[u8]) -> T) -> T {
        match bytes {
            Ok(bytes) => what(&bytes),
            Err(problem) => {
                self.note(problem);
                T::default()
            }
        }
    }

    /// Answers questions about the words of files, for each file in their order. `wanted`: see [`Words::answer`].
    #[must_use]
    pub fn answers(&self, files: &[FileId], questions: &[Question], wanted: &[Wanted]) -> Vec<Vec<bool>> {
        // Most files of a group are in one index, which answers for all of them.
        let mut told: Option<(&Index, Vec<u64>)> = None;
        let of_file = |&file: &FileId| match self.indexed(file) {
            Some((index, at)) => {
                let told = match &mut told {
                    Some(told) if std::ptr::eq(told.0, index) => told,
                    told => told.insert((index, questions.iter().map(|&q| index.answers(q, wanted)).collect())),
                };
                told.1.iter().map(|bits| bits >> at & 1 == 1).collect()
            }
            None => {
                let words = self.words(file);
                questions.iter().map(|&question| words.answer(question, wanted)).collect()
            }
        };
        files.iter().map(of_file).collect()
    }

    fn note(&self, problem: Problem) {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).insert(problem);
    }

    /// What a main package links, in the form that `model` takes.
    #[must_use]
    pub fn linkage(
        &self,
        kind: ProgramKind,
        dir: Arc<str>,
        packages: &[PackageId],
        eras: Eras,
        system: [Arc<str>; 2],
    ) -> Linkage {
        let packages = &self.init_order(packages);
        let main = packages.last().map(|id| self.workspace.package(*id));
        let positions = Positions::new(packages.iter().map(|id| id.0));
        let unseen =
            packages.iter().map(|id| self.workspace.package(*id)).filter(|p| p.source == PackageSource::Unseen);
        Linkage {
            kind,
            dir,
            import_path: main.map_or_else(Arc::default, |p| Arc::clone(&p.import_path)),
            module: main.map_or_else(Arc::default, |p| Arc::clone(&p.module_path)),
            eras,
            system,
            packages: packages.iter().map(|id| self.linked(*id)).collect(),
            positions,
            unseen: unseen.map(|p| Arc::clone(&p.import_path)).collect(),
        }
    }
}

/// Finds something out once. Two threads may find out the same: nobody waits for another's reading.
fn found<H: Copy + Eq + Hash, T: Clone>(
    known: &Found<H, T>,
    at: (FileId, H),
    word: &str,
    find: impl FnOnce() -> T,
) -> T {
    let locked = || known.lock().unwrap_or_else(PoisonError::into_inner);
    let before = locked().get(&at).and_then(|words| words.get(word).cloned());
    before.unwrap_or_else(|| {
        let new = find();
        locked().entry(at).or_default().insert(word.into(), new.clone());
        new
    })
}

fn linked_package(package: &Package, source: PackageSource) -> LinkedPackage {
    LinkedPackage {
        path: Arc::clone(&package.import_path),
        dir: Arc::clone(&package.dir),
        name: Arc::clone(&package.name),
        source,
        version: package.version.clone(),
        files: package.files.iter().map(|f| f.id).collect(),
        heads: package.files.iter().map(|f| Arc::clone(&f.head)).collect(),
        imports: Arc::clone(&package.imports),
    }
}

impl Reader for Store<'_> {
    fn facts(&self, file: FileId) -> &FileFacts {
        self.facts[file.0 as usize].get_or_init(|| {
            let kept = self.kept(file).and_then(|read| read.facts.clone());
            kept.unwrap_or_else(|| Arc::new(self.read(file, |bytes| facts::extract(golang::parse(bytes), self.known))))
        })
    }

    fn aliases(&self, file: FileId, word: &str) -> bool {
        match self.indexed(file) {
            Some((index, at)) => index.aliases_at(at, word),
            None => self.words(file).aliases(word),
        }
    }

    fn declaring(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        match self.index(files) {
            Some(index) => index.declaring(word).map(|at| files[at]).collect(),
            None => files.iter().copied().filter(|&file| self.words(file).declares(word)).collect(),
        }
    }

    fn mentioning(&self, files: &[FileId], word: &str) -> Vec<FileId> {
        let mentions = |file: &FileId| self.mentions(*file, word, Front::Any);
        match self.index(files) {
            Some(index) if is_identifier(word) => index.mentioning(word).map(|at| files[at]).collect(),
            // Most files lack one of its words.
            Some(index) if words::parts(word).any(|part| index.mentioning(part).next().is_none()) => Vec::new(),
            _ => files.iter().copied().filter(mentions).collect(),
        }
    }

    fn gives(&self, file: FileId, field: &str, how: Gives) -> bool {
        // Not by the facts, where it is parsed: which files programs ask for would hang on the order of threads.
        found(&self.giving, (file, how), field, || {
            let lines = self.workspace.peek_for_texts(file, std::iter::once(field.as_bytes()));
            self.told(lines, |bytes| words::gives(bytes, field, how))
        })
    }

    fn mentioned(&self) -> &Mentioned {
        &self.mentioned
    }

    fn mentioning_any(&self, files: &[FileId], words: &Wanted) -> Vec<FileId> {
        match self.index(files) {
            Some(index) => index.mentioning_any(words).map(|at| files[at]).collect(),
            None => files.iter().copied().filter(|&file| self.words(file).mentions_any(words)).collect(),
        }
    }

    fn expect(&self, files: &[FileId]) {
        // All of them, whatever others have read by now: how many files were parsed is told, and no order of threads changes it.
        let new: Vec<FileId> = files.iter().copied().filter(|f| self.facts[f.0 as usize].get().is_none()).collect();
        new.par_iter().for_each(|file| {
            self.facts(*file);
        });
    }

    fn place(&self, span: Span) -> String {
        if let Err(problem) = self.workspace.read(span.file) {
            self.note(problem);
        }
        let file = self.workspace.sources().get(span.file);
        format!("{}:{}", file.path, file.position(span.start).line)
    }

    fn places(&self, file: FileId, word: &str, front: Front) -> Arc<[u32]> {
        found(&self.places, (file, front), word, || self.read(file, |bytes| words::places(bytes, word, front)).into())
    }

    fn mentions(&self, file: FileId, word: &str, front: Front) -> bool {
        let mentions = |word: &str, front| match self.indexed(file) {
            Some((index, at)) => index.mentions_at(at, word, front),
            None => self.words(file).mentions(word, front),
        };
        if is_identifier(word) {
            return mentions(word, front);
        }
        if words::parts(word).any(|part| !mentions(part, Front::Any)) {
            return false;
        }
        self.workspace.contains(file, &[Finder::new(word)]).unwrap_or_else(|problem| {
            self.note(problem);
            false
        })
    }
}
