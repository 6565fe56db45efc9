//! The names of a program, found on demand: symbols, importers, types; and a way to ask for the facts of a file.
//!
//! In: [`Linkage`] from the workspace, a [`Reader`] for facts on demand. Out: [`Scope`].
//! Reads no text itself: the reader says whether a file mentions a word, so that only such files are parsed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::HashMap;
use memchr::memmem;

use super::frames::FuncRef;
use super::mentioned::{Mentioned, Own};
use super::{Declaration, Linkage, LinkedImport, LinkedPackage};
use crate::facts::{Declared, FileFacts};
use crate::golang::head::Head;
use crate::golang::syntax::{ExprId, ExprKind, ImportId, ImportName, Name};
use crate::golang::words::{Front, Gives, Wanted};
use crate::source::{FileId, Span};

/// Gives the facts of files, parsed at the first question.
pub trait Reader: Sync {
    /// The facts of a file; empty facts where it cannot be read.
    fn facts(&self, file: FileId) -> &FileFacts;
    /// A place for people: `cmd/api/main.go:12`.
    fn place(&self, span: Span) -> String;
    /// Whether the file declares the name as that of an alias: `type A = B`. Yes is allowed where it does not.
    fn aliases(&self, file: FileId, word: &str) -> bool;
    /// Says that the facts of these files are asked for next: they can be read side by side.
    fn expect(&self, files: &[FileId]);
    /// Those of the files of a package that declare the name at package level, or the method of a type: `T.name`, and `.name` where it is
    /// not known of which. One that does not is allowed.
    fn declaring(&self, files: &[FileId], word: &str) -> Vec<FileId>;
    /// Those of the files of a package whose text contains the word, an identifier or a text that stands for itself: no identifier
    /// goes on at its ends. One that does not is allowed.
    fn mentioning(&self, files: &[FileId], word: &str) -> Vec<FileId>;
    /// Whether the file's text contains the word, an identifier with that in front or a text that stands for itself. Yes is allowed
    /// where it does not.
    fn mentions(&self, file: FileId, word: &str, front: Front) -> bool;
    /// Where an identifier stands in the file's text, in order; in comments and strings, too.
    fn places(&self, file: FileId, word: &str, front: Front) -> Arc<[u32]>;
    /// Whether the file may give a field of that name a value in such a way. Yes is allowed where it does not.
    fn gives(&self, file: FileId, field: &str, how: Gives) -> bool;
    /// What is known by now of the packages that mention a name, for all who ask this reader.
    fn mentioned(&self) -> &Mentioned;
    /// Those of the files of a package whose text contains one of the identifiers. One that does not is allowed.
    fn mentioning_any(&self, files: &[FileId], words: &Wanted) -> Vec<FileId>;
}

/// The methods of one name, by their types.
type Methods = Vec<(Box<str>, Option<FuncRef>)>;

/// A package-level name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    Func(FuncRef),
    /// Index into the file's `vars`.
    Var(FileId, usize),
    /// Index into the file's `consts`.
    Const(FileId, usize),
    /// Index into the file's `types`.
    Type(FileId, usize),
}

impl Symbol {
    fn of(file: FileId, declared: Declared) -> Self {
        match declared {
            Declared::Func(func) => Self::Func(FuncRef { file, func }),
            Declared::Var(index) => Self::Var(file, index as usize),
            Declared::Const(index) => Self::Const(file, index as usize),
            Declared::Type(index) => Self::Type(file, index as usize),
        }
    }
}

/// What a qualified or plain name refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageRef {
    /// The import path as written (a vendored copy has the path that its importers write).
    pub path: Rc<str>,
    /// Index into the packages, where it is one of the program's.
    pub index: Option<usize>,
}

/// What was found for a name in a package.
type ByName<T> = HashMap<(usize, Name), T>;

/// Symbols of a program, found on demand.
pub(crate) struct Scope<'a> {
    pub linkage: &'a Linkage,
    pub reader: &'a dyn Reader,
    package_of: HashMap<FileId, usize>,
    own: Own,
    importers: Vec<Vec<usize>>,
    by_path: BTreeMap<&'a str, usize>,
    symbols: RefCell<ByName<Rc<[Symbol]>>>,
    /// By the method's name: those of each type that was asked for.
    methods: RefCell<ByName<Methods>>,
    aliases: RefCell<ByName<Option<(FileId, usize)>>>,
    setting: RefCell<ByName<Rc<[FileId]>>>,
    imports: RefCell<HashMap<(FileId, ImportId), PackageRef>>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(linkage: &'a Linkage, reader: &'a dyn Reader) -> Self {
        let mut package_of = HashMap::default();
        let mut importers = vec![Vec::new(); linkage.packages.len()];
        let mut by_path = BTreeMap::new();
        for (index, package) in linkage.packages.iter().enumerate() {
            by_path.insert(&*package.path, index);
            package_of.extend(package.files.iter().map(|&f| (f, index)));
            for (_, target) in linkage.imports(index) {
                if importers[target].last() != Some(&index) {
                    importers[target].push(index);
                }
            }
        }
        Self {
            linkage,
            reader,
            package_of,
            own: Own::of(linkage),
            importers,
            by_path,
            symbols: RefCell::default(),
            methods: RefCell::default(),
            aliases: RefCell::default(),
            setting: RefCell::default(),
            imports: RefCell::default(),
        }
    }

    pub(crate) fn facts(&self, file: FileId) -> &'a FileFacts {
        self.reader.facts(file)
    }

    /// The package of a file. Every file that is asked for belongs to one.
    pub(crate) fn package_of(&self, file: FileId) -> usize {
        self.package_of.get(&file).copied().unwrap_or(0)
    }

    /// Whether a file belongs to the user's own code.
    pub(crate) fn is_own(&self, file: FileId) -> bool {
        self.package(self.package_of(file)).source.is_own()
    }

    pub(crate) fn package(&self, index: usize) -> &'a LinkedPackage {
        &self.linkage.packages[index]
    }

    pub(crate) fn package_by_path(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The packages that import one, each once.
    pub(crate) fn importers(&self, index: usize) -> &[usize] {
        &self.importers[index]
    }

    /// The path by which knowledge files call a package: without what is before `vendor/`.
    pub(crate) fn plain_path(path: &str) -> &str {
        let vendor = memmem::rfind(path.as_bytes(), b"/vendor/");
        vendor.map_or_else(|| path.strip_prefix("vendor/").unwrap_or(path), |at| &path[at + "/vendor/".len()..])
    }

    /// The files of a package whose text contains a word.
    pub(crate) fn files_mentioning(&self, package: usize, word: &Name) -> Vec<FileId> {
        self.reader.mentioning(&self.package(package).files, word)
    }

    /// The files of the user's own packages whose text contains a word, with their packages, in this order; None where they are more than
    /// `most`.
    pub(crate) fn own_files_mentioning(&self, word: &Name, most: usize) -> Option<Vec<(usize, FileId)>> {
        self.reader.mentioned().files(word, &self.own, most, |package| self.files_mentioning(package, word))
    }

    /// Whether a file may set a field of a name.
    pub(crate) fn may_set(&self, file: FileId, field: &Name) -> bool {
        self.reader.mentions(file, field, Front::Dot) && self.reader.gives(file, field, Gives::Set)
    }

    /// The files of a package that may set a field of a name; they are parsed side by side.
    pub(crate) fn files_setting(&self, package: usize, field: &Name) -> Rc<[FileId]> {
        let key = (package, field.clone());
        if let Some(found) = self.setting.borrow().get(&key) {
            return Rc::clone(found);
        }
        let mut files = self.files_mentioning(package, field);
        files.retain(|&file| self.may_set(file, field));
        self.reader.expect(&files);
        let found: Rc<[FileId]> = files.into();
        self.setting.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// The files of a package that may name a type of another one by its import, or by an alias of the package's own.
    pub(crate) fn files_naming_type(&self, package: usize, path: &str, name: &Name) -> Vec<FileId> {
        let LinkedPackage { files, heads, .. } = self.package(package);
        let imports = |head: &Head| {
            let import = head.imports.iter().find(|import| *import.path == *path)?;
            Some(if import.name == ImportName::Dot { Front::Any } else { Front::Dot })
        };
        let fronts: Vec<Option<Front>> = heads.iter().map(|head| imports(head)).collect();
        let aliased = fronts.iter().any(Option::is_some) && self.alias(package, name).is_some();
        let names = |&(file, front): &(FileId, Option<Front>)| match front {
            _ if aliased => self.reader.mentions(file, name, Front::Any),
            Some(front) => self.reader.mentions(file, name, front),
            None => false,
        };
        files.iter().copied().zip(fronts).filter(names).map(|(file, _)| file).collect()
    }

    /// The package-level declarations of a name, methods included.
    pub(crate) fn symbols(&self, package: usize, name: &Name) -> Rc<[Symbol]> {
        let key = (package, name.clone());
        if let Some(found) = self.symbols.borrow().get(&key) {
            return Rc::clone(found);
        }
        let files = self.reader.declaring(&self.package(package).files, name).into_iter();
        let found: Rc<[Symbol]> =
            files.flat_map(|file| self.facts(file).declared(name).map(move |it| Symbol::of(file, it))).collect();
        self.symbols.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// Where a package declares a name as that of an alias: index into the file's `types`. A type that is none is not read for it.
    pub(crate) fn alias(&self, package: usize, name: &Name) -> Option<(FileId, usize)> {
        let key = (package, name.clone());
        if let Some(found) = self.aliases.borrow().get(&key) {
            return *found;
        }
        let is_alias = |symbol: &Symbol| match *symbol {
            Symbol::Type(file, index) => self.facts(file).syntax.types[index].alias.then_some((file, index)),
            _ => None,
        };
        let may = self.package(package).files.iter().any(|&file| self.reader.aliases(file, name));
        let found = if may { self.symbols(package, name).iter().find_map(is_alias) } else { None };
        self.aliases.borrow_mut().insert(key, found);
        found
    }

    /// Where a package declares a type of a name: index into the file's `types`.
    pub(crate) fn declared_type(&self, package: usize, name: &Name) -> Option<(FileId, usize)> {
        self.symbols(package, name).iter().find_map(|symbol| match *symbol {
            Symbol::Type(file, index) => Some((file, index)),
            _ => None,
        })
    }

    /// The plain function of a name.
    pub(crate) fn function(&self, package: usize, name: &Name) -> Option<FuncRef> {
        self.symbols(package, name).iter().find_map(|s| match s {
            Symbol::Func(f) if self.facts(f.file).syntax.func(f.func).recv.is_none() => Some(*f),
            _ => None,
        })
    }

    /// The method of a type declared in a package.
    pub(crate) fn method(&self, package: usize, ty: &str, name: &Name) -> Option<FuncRef> {
        let key = (package, name.clone());
        let known =
            self.methods.borrow().get(&key).and_then(|all| all.iter().find(|(of, _)| **of == *ty).map(|(_, m)| *m));
        known.unwrap_or_else(|| {
            let found = self.find_method(package, ty, name);
            self.methods.borrow_mut().entry(key).or_default().push((ty.into(), found));
            found
        })
    }

    /// Only files are parsed that declare a method of the type, by their lines.
    fn find_method(&self, package: usize, ty: &str, name: &Name) -> Option<FuncRef> {
        let of_package = &self.package(package).files;
        let told = self.reader.declaring(of_package, &format!("{ty}.{name}"));
        let perhaps = self.reader.declaring(of_package, &format!(".{name}"));
        let declares = |file: &&FileId| told.contains(file) || perhaps.contains(file);
        of_package.iter().filter(declares).find_map(|&file| {
            self.facts(file).declared(name).find_map(|it| match Symbol::of(file, it) {
                Symbol::Func(f) if self.receiver_type(f).is_some_and(|t| &*t == ty) => Some(f),
                _ => None,
            })
        })
    }

    /// The name of the type that a method belongs to.
    pub(crate) fn receiver_type(&self, func: FuncRef) -> Option<Name> {
        let syntax = &self.facts(func.file).syntax;
        syntax.receiver_type(syntax.func(func.func)).cloned()
    }

    /// What an import declaration of a file refers to.
    pub(crate) fn import(&self, file: FileId, import: ImportId) -> PackageRef {
        let key = (file, import);
        if let Some(found) = self.imports.borrow().get(&key) {
            return found.clone();
        }
        let found = self.find_import(file, import);
        self.imports.borrow_mut().insert(key, found.clone());
        found
    }

    fn find_import(&self, file: FileId, import: ImportId) -> PackageRef {
        let facts = self.facts(file);
        let spec = facts.syntax.import(import);
        let package = self.package(self.package_of(file));
        let here = |i: &&LinkedImport| {
            let span = package.declaration(i).span;
            span.file == file && span.start == spec.range.start
        };
        let all = package.imports.iter();
        let linked = all.clone().find(here).or_else(|| all.clone().find(|i| *package.declaration(i).path == spec.path));
        let index = linked.and_then(|import| self.linkage.target(import));
        let path = index.map_or_else(|| Rc::from(&*spec.path), |i| Rc::from(&*self.package(i).path));
        PackageRef { path, index }
    }

    /// The import whose package clause has this name although its path does not say so.
    pub(crate) fn import_by_clause(&self, file: FileId, name: &Name) -> Option<ImportId> {
        let facts = self.facts(file);
        let imports = &facts.syntax.imports;
        (0..imports.len()).map(|i| ImportId(u32::try_from(i).unwrap_or(0))).find(|&id| {
            facts.syntax.import(id).name == ImportName::Default
                && self.import(file, id).index.is_some_and(|p| self.package(p).name == *name)
        })
    }

    /// What stands in front of a name that a package declares where another one, or itself, mentions it.
    pub(crate) fn front(&self, home: usize, user: usize) -> Front {
        let is_dotted = |(i, target): (Declaration<'_>, usize)| target == home && *i.name == ImportName::Dot;
        match user == home {
            true => Front::Plain,
            false if self.linkage.imports(user).any(is_dotted) => Front::Any,
            false => Front::Dot,
        }
    }

    /// The packages whose names a file mentions as its own.
    pub(crate) fn dot_imports(&self, file: FileId) -> Vec<PackageRef> {
        let facts = self.facts(file);
        let imports = facts.syntax.imports.iter().enumerate();
        let dots = imports.filter(|(_, i)| i.name == ImportName::Dot);
        dots.map(|(i, _)| self.import(file, ImportId(u32::try_from(i).unwrap_or(0)))).collect()
    }

    /// The import that stands before a dot: `pkg` in `pkg.Name`.
    pub(crate) fn qualifier(&self, file: FileId, base: ExprId) -> Option<PackageRef> {
        let facts = self.facts(file);
        match &facts.syntax.expr(base).kind {
            ExprKind::Import(import) => Some(self.import(file, *import)),
            ExprKind::Name(name) => {
                if !self.symbols(self.package_of(file), name).is_empty() {
                    return None;
                }
                self.import_by_clause(file, name).map(|import| self.import(file, import))
            }
            _ => None,
        }
    }
}
