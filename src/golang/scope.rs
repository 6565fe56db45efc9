//! Names and what they stand for at the place where lowering is.
//!
//! In: the declarations that lowering meets, in source order. Out: for a name, the local or type that it stands for here, or
//! what the file's imports make of it. Knows neither nodes nor text beyond the names.

use foldhash::HashMap;

use super::syntax::{ImportId, LocalId, Name};
use super::tree::At;

/// Index of a name in its [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameId(u32);

/// What a name stands for inside a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binding {
    /// Nothing in a function: the file decides.
    Free,
    /// A local.
    Local(LocalId),
    /// A local type, with the node of what it stands for, or a type parameter.
    Type(Option<At>),
}

/// What a name stands for outside of all functions, as far as one file tells. Later variants win over earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Outside {
    /// Nothing in this file.
    #[default]
    Unknown,
    /// An import that might be called so.
    Weak(ImportId),
    /// An import whose path ends so.
    Guess(ImportId),
    /// Something that this file declares: an import of that guessed name would not compile beside it.
    Declared,
    /// An import that names itself so.
    Alias(ImportId),
}

/// All names of a file, each stored once, and the scopes that are open.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: HashMap<Name, NameId>,
    entries: Vec<Entry>,
    /// What each `bind` has covered, to be restored in reverse.
    covered: Vec<(NameId, Bound)>,
    /// The length of `covered` where each open scope started.
    scopes: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    name: Name,
    bound: Bound,
    outside: Outside,
    /// The node of the package-level type of this name, if the file declares it.
    type_node: Option<At>,
}

#[derive(Debug, Clone, Copy)]
struct Bound {
    binding: Binding,
    /// How many scopes were open.
    depth: usize,
}

impl Names {
    /// The identity of a name.
    pub(super) fn id(&mut self, text: &str) -> NameId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = NameId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let name = Name::from(text);
        self.ids.insert(Name::clone(&name), id);
        let bound = Bound { binding: Binding::Free, depth: 0 };
        self.entries.push(Entry { name, bound, outside: Outside::Unknown, type_node: None });
        id
    }

    /// The text of a name.
    pub(super) fn name(&self, id: NameId) -> Name {
        Name::clone(&self.entry(id).name)
    }

    /// Whether a name is the blank one, which declares nothing.
    pub(super) fn is_blank(&self, id: NameId) -> bool {
        &*self.entry(id).name == "_"
    }

    /// What a name stands for inside the functions that are open.
    pub(super) fn inside(&self, id: NameId) -> Binding {
        self.entry(id).bound.binding
    }

    /// The local of that name which the innermost open scope itself declares.
    pub(super) fn declared_here(&self, id: NameId) -> Option<LocalId> {
        match self.entry(id).bound {
            Bound { binding: Binding::Local(local), depth } if depth == self.scopes.len() => Some(local),
            _ => None,
        }
    }

    /// The import that a name stands for where no function covers it.
    pub(super) fn import(&self, id: NameId) -> Option<ImportId> {
        match (self.inside(id), self.entry(id).outside) {
            (Binding::Free, Outside::Weak(import) | Outside::Guess(import) | Outside::Alias(import)) => Some(import),
            _ => None,
        }
    }

    /// The node of the type that a name stands for, where this file declares it.
    pub(super) fn type_node(&self, id: NameId) -> Option<At> {
        match self.inside(id) {
            Binding::Free => self.entry(id).type_node,
            Binding::Type(node) => node,
            Binding::Local(_) => None,
        }
    }

    /// Notes what a name stands for outside of functions; the stronger reason wins, and the first of equals.
    pub(super) fn declare(&mut self, id: NameId, outside: Outside) {
        let entry = self.entry_mut(id);
        if std::mem::discriminant(&outside) != std::mem::discriminant(&entry.outside) && outside > entry.outside {
            entry.outside = outside;
        }
    }

    /// Notes the node of a package-level type.
    pub(super) fn declare_type(&mut self, id: NameId, node: At) {
        self.declare(id, Outside::Declared);
        self.entry_mut(id).type_node = Some(node);
    }

    /// Opens a scope.
    pub(super) fn open(&mut self) {
        self.scopes.push(self.covered.len());
    }

    /// Closes the innermost scope: its names mean again what they meant before.
    pub(super) fn close(&mut self) {
        let start = self.scopes.pop().unwrap_or(0);
        for (id, bound) in self.covered.split_off(start).into_iter().rev() {
            self.entry_mut(id).bound = bound;
        }
    }

    /// Declares a name in the innermost scope.
    pub(super) fn bind(&mut self, id: NameId, binding: Binding) {
        if self.is_blank(id) {
            return;
        }
        let bound = Bound { binding, depth: self.scopes.len() };
        let before = std::mem::replace(&mut self.entry_mut(id).bound, bound);
        self.covered.push((id, before));
    }

    fn entry(&self, id: NameId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    fn entry_mut(&mut self, id: NameId) -> &mut Entry {
        &mut self.entries[id.0 as usize]
    }
}
