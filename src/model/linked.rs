//! What a run's programs link: packages and their imports, described once for all of them.
//!
//! In: what was found on the disk, and what a program was found to register. Out: [`Linkage`] for the model, [`Import`] for the rules.
//! Knows of files their heads only.

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::link::Scope;
use super::listeners::Opened;
use super::routes::{Collected, MuxKey, Resolved};
use super::{DEFAULT_MUX, Eras, Origin, PackageSource, ProgramKind, Served};
use crate::golang::head::Head;
use crate::golang::syntax::{self, ImportName};
use crate::ordered::InOrder as _;
use crate::source::{FileId, Span};

/// A main package with what it links; or a library on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linkage {
    /// Whether there is a main.
    pub kind: ProgramKind,
    /// See [`super::Program::dir`].
    pub dir: Arc<str>,
    /// See [`super::Program::import_path`].
    pub import_path: Arc<str>,
    /// See [`super::Program::module`].
    pub module: Arc<str>,
    /// See [`super::Program::eras`].
    pub eras: Eras,
    /// What it is built for: GOOS and GOARCH.
    pub system: [Arc<str>; 2],
    /// In the order of initialisation: dependencies first, main last.
    pub packages: Vec<Arc<LinkedPackage>>,
    /// Where the packages of the run stand in `packages`.
    pub positions: Positions,
    /// Paths of imports that were resolved to nothing.
    pub unseen: Vec<Arc<str>>,
}

/// Which of a run's packages a program links, by the numbers that the run gives them. A run may have as many programs as packages, so
/// it holds nothing of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions(HashMap<u32, u32>);

/// A linked package, the same for all programs that link it.
#[derive(Debug, PartialEq, Eq)]
pub struct LinkedPackage {
    /// Import path.
    pub path: Arc<str>,
    /// Directory as the user knows it; empty where the source was not seen.
    pub dir: Arc<str>,
    /// The name in its package clause (guessed from the path where the source was not seen).
    pub name: Arc<str>,
    /// Where it comes from.
    pub source: PackageSource,
    /// The version, for a package of the module cache or of vendor/modules.txt.
    pub version: Option<Arc<str>>,
    /// The files that belong to the build; empty where the source is not read.
    pub files: Vec<FileId>,
    /// What stands at the beginning of each of these files.
    pub heads: Vec<Arc<Head>>,
    /// The import declarations of these files, by file and place.
    pub imports: Arc<[LinkedImport]>,
}

/// An import declaration, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedImport {
    /// Index into [`LinkedPackage::files`].
    pub file: u32,
    /// Index into the imports of that file's head.
    pub index: u32,
    /// The number of the package that it leads to.
    pub number: u32,
}

/// An import declaration as it stands there.
#[derive(Debug, Clone, Copy)]
pub struct Declaration<'a> {
    /// The path as written.
    pub path: &'a Arc<str>,
    /// How it is named.
    pub name: &'a ImportName,
    /// The import spec.
    pub span: Span,
}

impl LinkedPackage {
    /// One of its import declarations.
    #[must_use]
    pub fn declaration(&self, import: &LinkedImport) -> Declaration<'_> {
        let (file, index) = (import.file as usize, import.index as usize);
        let syntax::Import { path, name, range, .. } = &self.heads[file].imports[index];
        Declaration { path, name, span: Span::new(self.files[file], range.start, range.end) }
    }
}

impl Linkage {
    /// Where the package stands that an import leads to; None where the program does not link it.
    #[must_use]
    pub fn target(&self, import: &LinkedImport) -> Option<usize> {
        self.positions.of(import.number)
    }

    /// What the files of a linked package import, and where that stands among the packages.
    pub fn imports(&self, package: usize) -> impl Iterator<Item = (Declaration<'_>, usize)> + Clone {
        let package = &self.packages[package];
        let linked = |import| Some((package.declaration(import), self.target(import)?));
        package.imports.iter().filter_map(linked)
    }
}

impl Positions {
    /// Those of the packages with these numbers, in this order.
    #[must_use]
    pub fn new(linked: impl Iterator<Item = u32>) -> Self {
        Self(linked.zip(0..).collect())
    }

    /// Each number, and where the package stands; in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, usize)> {
        self.0.iter().map(|(&number, &position)| (number, position as usize))
    }

    fn of(&self, number: u32) -> Option<usize> {
        self.0.get(&number).map(|&position| position as usize)
    }
}

/// One import declaration of the user's own code.
#[derive(Debug, Clone)]
pub struct Import {
    /// The importing package.
    pub package: Arc<LinkedPackage>,
    /// Which of its import declarations it is.
    pub index: u32,
    /// Patterns that linking the imported package puts on the default mux by its own init, in the declared era.
    pub registers: Box<[Arc<str>]>,
    /// Whether a listener shows one of these routes.
    pub served: Served,
}

impl Import {
    fn declaration(&self) -> Declaration<'_> {
        self.package.declaration(&self.package.imports[self.index as usize])
    }

    /// The path that is imported.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        self.declaration().path
    }

    /// The import spec.
    #[must_use]
    pub fn span(&self) -> Span {
        self.declaration().span
    }

    /// `blank`, `named`, `alias` or `dot`.
    #[must_use]
    pub fn form(&self) -> &'static str {
        match self.declaration().name {
            ImportName::Default => "named",
            ImportName::Alias(_) => "alias",
            ImportName::Blank => "blank",
            ImportName::Dot => "dot",
        }
    }
}

/// The import declarations of the user's own code, with what linking the imported package registers.
pub(super) fn imports(linkage: &Linkage, collected: &Collected, opened: &[Opened]) -> Vec<Import> {
    let shown: BTreeSet<usize> = opened.iter().flat_map(|o| &o.listener.routes).map(|r| r.route).in_order();
    // A default mux that was replaced is served by nobody.
    let may_be_served = collected.muxes.get(DEFAULT_MUX).is_some_and(|mux| mux.served == Served::Unknown);
    let mut by_package: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, Resolved { route, key, .. }) in collected.routes.iter().enumerate() {
        if !matches!(key, MuxKey::Made(_) | MuxKey::Router(_)) && route.origin != Origin::Call {
            by_package.entry(&route.package).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for package in linkage.packages.iter().filter(|p| p.source.is_own()) {
        for (index, import) in (0..).zip(&*package.imports) {
            let Some(target) = linkage.target(import) else { continue };
            let target = Scope::plain_path(&linkage.packages[target].path);
            let registers = by_package.get(target).map(Vec::as_slice).unwrap_or_default();
            let served = match registers.iter().any(|r| shown.contains(r)) {
                true => Served::Yes,
                false if may_be_served && registers.iter().any(|&r| collected.routes[r].key == MuxKey::Default) => {
                    Served::Unknown
                }
                false => Served::No,
            };
            let registers = registers.iter().map(|&r| Arc::clone(&collected.routes[r].route.pattern)).collect();
            found.push(Import { package: Arc::clone(package), index, registers, served });
        }
    }
    found.sort_by_key(Import::span);
    found.shrink_to_fit();
    found
}
