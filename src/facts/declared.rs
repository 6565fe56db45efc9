//! The package-level declarations of a file by name.
//!
//! In: the file's [`Syntax`]. Out: what of it declares a name. Built once for each file: every program that links it asks.

use super::FileFacts;
use crate::golang::syntax::{FuncId, LocalId, Name, Syntax};

/// A declaration at package level; a method counts under its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declared {
    /// A function or method.
    Func(FuncId),
    /// Index into the file's `vars`.
    Var(u32),
    /// Index into the file's `consts`.
    Const(u32),
    /// Index into the file's `types`.
    Type(u32),
}

impl Declared {
    fn name(self, syntax: &Syntax) -> &str {
        match self {
            Self::Func(func) => syntax.func(func).name.as_deref().unwrap_or_default(),
            Self::Var(index) => &syntax.vars[index as usize].name,
            Self::Const(index) => &syntax.consts[index as usize].name,
            Self::Type(index) => &syntax.types[index as usize].name,
        }
    }

    /// All of a file, sorted by name; those of one name by kind, then as they stand in the file.
    pub(super) fn all(syntax: &Syntax) -> Vec<Self> {
        let funcs = (0..).map(FuncId::new).zip(&syntax.funcs).filter(|(_, func)| func.name.is_some());
        let types = (0..).zip(&syntax.types).filter(|(_, ty)| ty.func.is_none());
        let mut all: Vec<Self> = funcs.map(|(id, _)| Self::Func(id)).collect();
        all.extend((0..).zip(&syntax.vars).map(|(index, _)| Self::Var(index)));
        all.extend((0..).zip(&syntax.consts).map(|(index, _)| Self::Const(index)));
        all.extend(types.map(|(index, _)| Self::Type(index)));
        all.sort_by(|a, b| a.name(syntax).cmp(b.name(syntax)));
        all.shrink_to_fit();
        all
    }
}

impl FileFacts {
    /// What the file declares under a name: functions and methods first, then variables, constants, types.
    pub fn declared(&self, name: &str) -> impl Iterator<Item = Declared> {
        let from = self.declared.partition_point(|declared| declared.name(&self.syntax) < name);
        let rest = &self.declared[from..];
        let count = rest.iter().take_while(|declared| declared.name(&self.syntax) == name).count();
        rest[..count].iter().copied()
    }

    /// The methods that the file declares on a type, with their receivers.
    pub fn methods_of(&self, ty: &Name) -> impl Iterator<Item = (FuncId, LocalId)> {
        let funcs = (0..).map(FuncId::new).zip(&self.syntax.funcs);
        let own = funcs.filter(move |(_, func)| self.syntax.receiver_type(func) == Some(ty));
        own.filter_map(|(id, func)| Some((id, func.recv?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::extract;
    use crate::golang;
    use crate::known::Known;

    #[test]
    fn every_declaration_of_a_name_is_found_and_no_other() {
        let text = "package p\nfunc b() {}\ntype T struct{}\nfunc (T) b() { type local int; var a int; _ = a }\n\
                    var a, c = 1, 2\nconst b = 3\ntype b = T\nfunc init() {}\nfunc init() {}\nvar _ = func() {}\n";
        let facts = extract(golang::parse(text.as_bytes()), &Known::default());
        let of = |name: &str| facts.declared(name).collect::<Vec<_>>();
        assert!(
            matches!(*of("b"), [Declared::Func(_), Declared::Func(_), Declared::Const(0), Declared::Type(2)]),
            "{:?}",
            of("b")
        );
        assert_eq!(of("a"), [Declared::Var(0)]);
        assert_eq!(of("c"), [Declared::Var(1)]);
        assert_eq!(of("T"), [Declared::Type(0)]);
        assert_eq!(of("init").len(), 2);
        for absent in ["local", "", "bb", "A", "p", "zz"] {
            assert_eq!(of(absent), [], "{absent}");
        }
    }
}
