//! The package around a file: what its other files declare and how often they use a word. Those are all Go files of its directory, tests and
//! the files of other builds among them.
//!
//! In: the files of directories. Out: answers about names. Knows no scopes: a word in a function counts as one of the package.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Code, directory, tokens};
use crate::golang;
use crate::golang::head::{Extent, Paths, scan};
use crate::golang::syntax::{Syntax, ValueSpec};
use crate::golang::words::Words;
use crate::source::FileId;

/// All Go files of a directory: their paths as the user knows them, and their bytes.
pub type Directory<'a> = &'a (dyn Fn(&str) -> Vec<GoFile> + Sync);

/// The path of a file and its bytes.
pub type GoFile = (Arc<str>, Arc<[u8]>);

/// What was asked of directories.
#[derive(Default)]
pub(super) struct Asked {
    files: Mutex<HashMap<String, Arc<Vec<GoFile>>>>,
    words: Mutex<HashMap<(String, String), usize>>,
}

impl Code<'_> {
    /// The other files of the package around a file.
    fn others(&self, file: FileId) -> Vec<GoFile> {
        let here = self.sources.path(file);
        let dir = directory(&here);
        let mut known = self.asked.files.lock().unwrap_or_else(PoisonError::into_inner);
        let all = known.entry(dir.to_owned()).or_insert_with(|| Arc::new((self.directory)(dir)));
        let all = Arc::clone(all);
        drop(known);
        let own = self.page(file, |page| Arc::clone(&page.syntax.package));
        let same = |(path, bytes): &&GoFile| *path != here && package_of(bytes).is_none_or(|name| *name == *own);
        all.iter().filter(same).cloned().collect()
    }

    /// Whether another file of the package around a file declares a name.
    pub(super) fn package_declares(&self, file: FileId, name: &str) -> bool {
        self.others(file).iter().any(|(_, bytes)| Words::of(bytes).declares(name))
    }

    /// Whether a name that a file does not resolve may be a variable: one of the package, or of another one that is imported with a dot.
    pub(super) fn may_be_variable(&self, file: FileId, name: &str) -> bool {
        let (here, dots) = self.page(file, |page| {
            let dots = page.syntax.imports.iter().any(|import| import.name == golang::syntax::ImportName::Dot);
            (declared(&page.syntax, name), dots)
        });
        let others = self.others(file);
        let others = others.iter().filter(|(_, bytes)| Words::of(bytes).declares(name));
        let all = others.map(|(_, bytes)| declared(&golang::parse(bytes), name)).chain([here]);
        match all.max().unwrap_or(Declared::Not) {
            Declared::Not => dots,
            declared => declared == Declared::Variable,
        }
    }

    /// How often the package around a file has a word that does not stand behind a dot.
    pub(super) fn uses_in_package(&self, file: FileId, name: &str) -> usize {
        let here = self.page(file, |page| tokens::uses(&page.bytes, name).count());
        here + self.others(file).iter().map(|(_, bytes)| tokens::uses(bytes, name).count()).sum::<usize>()
    }

    /// How often the package around a file selects a field of this name; a call of a method is none.
    pub(super) fn selections_in_package(&self, file: FileId, name: &str) -> usize {
        let here = self.page(file, |page| tokens::selections(&page.bytes, name));
        here + self.others(file).iter().map(|(_, bytes)| tokens::selections(bytes, name)).sum::<usize>()
    }

    /// How often the Go files of a directory have a word outside of comments and literals.
    #[must_use]
    pub fn named(&self, dir: &str, word: &str) -> usize {
        let key = (dir.to_owned(), word.to_owned());
        if let Some(known) = self.asked.words.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return *known;
        }
        let files = (self.directory)(dir);
        let has = |(_, bytes): &GoFile| tokens::words(bytes).filter(|w| *w == word.as_bytes()).count();
        let count = files.iter().map(has).sum();
        self.asked.words.lock().unwrap_or_else(PoisonError::into_inner).insert(key, count);
        count
    }
}

/// What a file declares a name as, at package level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Declared {
    Not,
    Fixed,
    Variable,
}

fn declared(syntax: &Syntax, name: &str) -> Declared {
    let has = |specs: &[ValueSpec]| specs.iter().any(|spec| &*spec.name == name);
    let is_func = |func: &golang::syntax::Func| func.recv.is_none() && func.name.as_deref() == Some(name);
    if has(&syntax.vars) {
        Declared::Variable
    } else if has(&syntax.consts) || syntax.types.iter().any(|ty| &*ty.name == name) || syntax.funcs.iter().any(is_func)
    {
        Declared::Fixed
    } else {
        Declared::Not
    }
}

/// The name in a file's package clause.
fn package_of(bytes: &[u8]) -> Option<golang::syntax::Name> {
    scan(bytes, Extent::Whole, &mut Paths::default()).map(|head| head.package).filter(|name| !name.is_empty())
}
