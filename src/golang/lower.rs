//! From nodes to [`Syntax`]: what all lowering shares, and the order of the file's top level.
//!
//! In: a [`Tree`] and the bytes it came from. Out: the [`Syntax`]. Two rounds over the top level: names first, because a
//! function may use an import or a type that stands anywhere in the file, then what they stand for.

use std::borrow::Cow;

use super::kind::{Field, Kind};
use super::order::sort_funcs;
use super::scope::{NameId, Names, Outside};
use super::syntax::{Expr, ExprId, ExprKind, Func, FuncId, Local, LocalId, LocalKind, Range, Stmt, Syntax, Type};
use super::tree::{At, Tree};

/// How deep nodes may nest before the rest is left unread. Hand-written code stays below 50; each level costs stack here
/// and in everything that walks the result.
const DEEPEST: u32 = 200;
/// How much deeper the operands of what is too deep may be.
const REPRIEVE: u32 = 20;

/// Lowers a tree.
pub(super) fn lower(bytes: &[u8], tree: &Tree) -> Syntax {
    let mut lower = Lower {
        source: bytes,
        tree,
        out: Syntax::default(),
        names: Names::default(),
        func: None,
        depth: 0,
        deepest: DEEPEST,
        pending: Vec::new(),
    };
    if let Some(root) = tree.root() {
        // About every second node is an expression.
        lower.out.exprs.reserve(tree.len() / 2);
        lower.declare_all(root);
        lower.top(root);
    }
    lower.out.errors.clone_from(&tree.errors);
    sort_funcs(&mut lower.out);
    // What is read stays for the whole run: room to grow would be wasted in each of thousands of files.
    lower.out.exprs.shrink_to_fit();
    lower.out.locals.shrink_to_fit();
    lower.out.funcs.shrink_to_fit();
    lower.out
}

/// The state of lowering one file.
pub(super) struct Lower<'s> {
    source: &'s [u8],
    pub(super) tree: &'s Tree,
    pub(super) out: Syntax,
    pub(super) names: Names,
    /// The innermost function around.
    pub(super) func: Option<FuncId>,
    depth: u32,
    deepest: u32,
    /// What was read in broken places since the last statement of the innermost list.
    pub(super) pending: Vec<Stmt>,
}

impl<'s> Lower<'s> {
    /// The bytes of a node.
    pub(super) fn bytes(&self, at: At) -> &'s [u8] {
        let range = self.tree.range(at);
        self.source.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The text of a node.
    pub(super) fn text(&self, at: At) -> Cow<'s, str> {
        String::from_utf8_lossy(self.bytes(at))
    }

    /// The name that an identifier's node spells.
    pub(super) fn name(&mut self, at: At) -> NameId {
        let text = self.text(at);
        self.names.id(&text)
    }

    /// Goes one level down; None where that is too deep.
    pub(super) fn nest<T>(&mut self, then: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= self.deepest {
            return None;
        }
        self.depth += 1;
        let result = then(self);
        self.depth -= 1;
        Some(result)
    }

    /// Goes a few levels deeper than allowed, once; None where that is happening already.
    pub(super) fn reprieve<T>(&mut self, then: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.deepest > DEEPEST {
            return None;
        }
        self.deepest = DEEPEST + REPRIEVE;
        let result = then(self);
        self.deepest = DEEPEST;
        Some(result)
    }

    /// Runs something in a scope of its own.
    pub(super) fn scoped<T>(&mut self, then: impl FnOnce(&mut Self) -> T) -> T {
        self.names.open();
        let result = then(self);
        self.names.close();
        result
    }

    /// Stores an expression.
    pub(super) fn push(&mut self, kind: ExprKind, range: Range) -> ExprId {
        let id = ExprId::new(index(self.out.exprs.len()));
        self.out.exprs.push(Expr { kind, range });
        id
    }

    /// Stores a local of the innermost function without putting it in scope; None outside of functions.
    pub(super) fn local(&mut self, name: &str, ty: Option<Type>, kind: LocalKind, range: Range) -> Option<LocalId> {
        let func = self.func?;
        let name = self.names.id(name);
        let id = LocalId(index(self.out.locals.len()));
        self.out.locals.push(Local { name: self.names.name(name), ty: ty.map(Box::new), func, kind, range });
        Some(id)
    }

    /// Reserves the place of a function, so that those inside of it come after it.
    pub(super) fn reserve(&mut self, range: Range, name_range: Range) -> FuncId {
        let id = FuncId::new(index(self.out.funcs.len()));
        self.out.funcs.push(Func {
            name: None,
            name_range,
            recv: None,
            params: Vec::new(),
            results: Vec::new(),
            variadic: false,
            outer: self.func,
            body: Vec::new(),
            range,
            body_range: Range { start: range.end, end: range.end },
        });
        id
    }

    /// The first round: the package clause, the imports and the names of the package that the file declares.
    fn declare_all(&mut self, at: At) {
        let tree = self.tree;
        for kid in tree.kids(at) {
            match tree.kind(kid) {
                Kind::PackageClause => self.package(kid),
                Kind::ImportDecl => self.imports(kid),
                // Below a broken place only what cannot stand in a function is sure to be at the top.
                Kind::Error => self.nest(|lower| lower.declare_all(kid)).unwrap_or_default(),
                Kind::FuncDecl => self.declare_names(kid),
                Kind::ConstDecl | Kind::VarDecl | Kind::TypeDecl if tree.kind(at) != Kind::Error => {
                    self.declare_specs(kid);
                }
                _ => {}
            }
        }
    }

    fn package(&mut self, clause: At) {
        if let Some(name) = self.tree.kid(clause, Kind::PackageIdent) {
            let id = self.name(name);
            self.out.package = self.names.name(id);
            self.out.package_range = self.tree.range(name);
        }
    }

    fn declare_specs(&mut self, decl: At) {
        let tree = self.tree;
        for kid in tree.kids(decl) {
            match tree.kind(kid) {
                Kind::VarSpecList => self.declare_specs(kid),
                Kind::TypeSpec | Kind::TypeAlias => {
                    if let (Some(name), Some(ty)) = (tree.field(kid, Field::Name), tree.field(kid, Field::Type)) {
                        let id = self.name(name);
                        self.names.declare_type(id, ty);
                    }
                }
                _ => self.declare_names(kid),
            }
        }
    }

    fn declare_names(&mut self, at: At) {
        let tree = self.tree;
        for name in tree.fields(at, Field::Name).filter(|&kid| tree.kind(kid) == Kind::Ident) {
            let id = self.name(name);
            self.names.declare(id, Outside::Declared);
        }
    }

    /// The second round. The grammar lets statements stand at the top, where a broken function has lost its head: a run of
    /// them is lowered as a function without name, so that its locals and calls are not lost.
    fn top(&mut self, root: At) {
        let tree = self.tree;
        for kid in tree.kids(root) {
            match tree.kind(kid) {
                Kind::PackageClause | Kind::ImportDecl => self.close_orphan(),
                kind if kind.is_top_decl() => {
                    self.close_orphan();
                    self.top_decl(kid);
                }
                kind if kind.is_expr() || tree.kids(kid).next().is_some() => self.orphan(kid),
                _ => {}
            }
        }
        self.close_orphan();
    }

    /// Lowers a node of the top level into the function of the run that it belongs to.
    fn orphan(&mut self, at: At) {
        let range = self.tree.range(at);
        let func = self.func.unwrap_or_else(|| {
            self.names.open();
            self.reserve(range, Range { start: range.start, end: range.start })
        });
        self.func = Some(func);
        let mut body = Vec::new();
        self.list_item(at, &mut body);
        let entry = &mut self.out.funcs[func.index() as usize];
        entry.body.append(&mut body);
        entry.range.end = range.end;
        entry.body_range = entry.range;
    }

    fn close_orphan(&mut self) {
        if self.func.take().is_some() {
            self.names.close();
        }
    }

    /// Lowers a declaration of the top level. What broken places in it hold is among the expressions; outside of functions
    /// there is no body to put it in.
    pub(super) fn top_decl(&mut self, at: At) {
        let func = self.func.take();
        let pending = std::mem::take(&mut self.pending);
        match self.tree.kind(at) {
            Kind::FuncDecl | Kind::MethodDecl => {
                self.func_decl(at);
            }
            Kind::ConstDecl => {
                let consts = self.consts(at);
                self.out.consts.extend(consts);
            }
            Kind::VarDecl => {
                let vars = self.vars(at);
                self.out.vars.extend(vars);
            }
            _ => self.types(at),
        }
        self.pending = pending;
        self.func = func;
    }

    /// Lowers what stands in the broken places directly below a node, so that nothing in them is lost.
    pub(super) fn strays(&mut self, at: At) {
        if !self.tree.errors.is_empty() {
            let mut found = Vec::new();
            self.find_strays(at, &mut found);
            self.pending.append(&mut found);
        }
    }

    fn find_strays(&mut self, at: At, found: &mut Vec<Stmt>) {
        use Kind::*;
        let tree = self.tree;
        for kid in tree.kids(at) {
            let kind = tree.kind(kid);
            if kind == Error {
                self.nest(|lower| lower.list_item(kid, found));
            } else if !(kind.is_expr() || kind.is_stmt() || kind.is_type() || kind == StatementList || kind == FuncDecl)
            {
                self.nest(|lower| lower.find_strays(kid, found));
            }
        }
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
