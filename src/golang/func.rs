//! Functions: declarations, methods and literals, with their signatures and the scope of their names.
//!
//! In: nodes of functions. Out: functions and the locals of their signatures. A parameter is in scope in the body only:
//! `func f(http http.Client)` names the import in its type.

use super::kind::{Field, Kind};
use super::lower::Lower;
use super::scope::{Binding, NameId};
use super::syntax::{FuncId, LocalId, LocalKind, Range, Type};
use super::tree::At;

/// The locals of a signature whose scope starts with the body.
type Unbound = Vec<(NameId, LocalId)>;

impl Lower<'_> {
    /// Lowers a function declaration, a method or a literal.
    pub(super) fn func_decl(&mut self, at: At) -> FuncId {
        let tree = self.tree;
        let range = tree.range(at);
        let name = tree.field(at, Field::Name).or_else(|| self.stray_name(at));
        let keyword = Range { start: range.start, end: range.end.min(range.start + 4) };
        let id = self.reserve(range, name.map_or(keyword, |name| tree.range(name)));
        let name = name.map(|name| self.name(name)).map(|name| self.names.name(name));
        let outer = self.func.replace(id);
        if name.is_some() {
            self.out.funcs[id.index() as usize].outer = None;
        }
        let pending = std::mem::take(&mut self.pending);
        self.names.open();
        self.type_params(at);
        let mut unbound = Unbound::new();
        let recv = tree.field(at, Field::Receiver).and_then(|list| self.receiver(list, &mut unbound));
        let (params, variadic) = self.params(at, Field::Parameters, LocalKind::Param, &mut unbound);
        let (results, _) = self.params(at, Field::Result, LocalKind::Result, &mut unbound);
        for (name, local) in unbound {
            self.names.bind(name, Binding::Local(local));
        }
        self.strays(at);
        let block = tree.field(at, Field::Body);
        let mut body = Vec::new();
        if let Some(block) = block {
            self.list(block, &mut body);
        }
        body.append(&mut self.pending);
        self.names.close();
        self.pending = pending;
        self.func = outer;
        let func = &mut self.out.funcs[id.index() as usize];
        func.name = name;
        func.recv = recv;
        func.params = params;
        func.results = results;
        func.variadic = variadic;
        func.body = body;
        func.body_range = block.map_or(func.body_range, |block| tree.range(block));
        id
    }

    /// The name of a function that follows an unclosed one, and so was taken for a literal with a name too many.
    fn stray_name(&self, at: At) -> Option<At> {
        let tree = self.tree;
        let first = tree.kids(at).find(|&kid| tree.kind(kid) != Kind::Func)?;
        let mut kids = tree.kids(first);
        let name = kids.next().filter(|&name| tree.kind(first) == Kind::Error && tree.kind(name) == Kind::Ident)?;
        kids.next().is_none().then_some(name)
    }

    /// Declares the parameters of a list that a broken place has torn from its function.
    pub(super) fn stray_params(&mut self, list: At) {
        let mut unbound = Unbound::new();
        self.param_list(list, LocalKind::Param, &mut unbound);
        for (name, local) in unbound {
            self.names.bind(name, Binding::Local(local));
        }
    }

    fn receiver(&mut self, list: At, unbound: &mut Unbound) -> Option<LocalId> {
        let tree = self.tree;
        // The arguments of a generic receiver declare its type parameters.
        let node = tree.kids(list).find_map(|param| tree.field(param, Field::Type))?;
        let mut base = node;
        while matches!(tree.kind(base), Kind::PointerType | Kind::ParenType) {
            base = tree.kids(base).find(|&kid| tree.kind(kid).is_type())?;
        }
        if let Some(args) = tree.field(base, Field::TypeArguments) {
            for arg in tree.kids(args).filter_map(|arg| tree.kid(arg, Kind::TypeIdent)) {
                let id = self.name(arg);
                self.names.bind(id, Binding::Type(None));
            }
        }
        self.param_list(list, |_| LocalKind::Receiver, unbound).0.first().copied()
    }

    fn params(
        &mut self,
        at: At,
        field: Field,
        kind: fn(u32) -> LocalKind,
        unbound: &mut Unbound,
    ) -> (Vec<LocalId>, bool) {
        match self.tree.field(at, field) {
            None => (Vec::new(), false),
            Some(list) if self.tree.kind(list) == Kind::Params => self.param_list(list, kind, unbound),
            Some(single) => {
                let ty = self.ty(single);
                let start = self.tree.range(single).start;
                (self.local("", Some(ty), kind(0), Range { start, end: start }).into_iter().collect(), false)
            }
        }
    }

    fn param_list(&mut self, list: At, kind: fn(u32) -> LocalKind, unbound: &mut Unbound) -> (Vec<LocalId>, bool) {
        let mut locals = Vec::new();
        let mut variadic = false;
        for group in self.param_groups(list) {
            variadic = group.variadic;
            if group.names.is_empty() {
                let range = Range { start: group.start, end: group.start };
                locals.extend(self.local("", Some(group.ty), kind(count(&locals)), range));
                continue;
            }
            for name in group.names {
                locals.extend(self.param(name, group.ty.clone(), kind(count(&locals)), unbound));
            }
        }
        (locals, variadic)
    }

    fn param(&mut self, name: At, ty: Type, kind: LocalKind, unbound: &mut Unbound) -> Option<LocalId> {
        let id = self.name(name);
        let local = self.local(&self.text(name), Some(ty), kind, self.tree.range(name))?;
        unbound.push((id, local));
        Some(local)
    }
}

fn count(locals: &[LocalId]) -> u32 {
    u32::try_from(locals.len()).unwrap_or(u32::MAX)
}
