//! When and where a value is read: whether that is the same a little later, and whether a text goes to one place only.
//!
//! In: places of a file. Out: answers. Of a value that may change what is not seen may change it; of a text that goes on in another file or in
//! a library no other use is seen. Knows no Go API.

use foldhash::HashSet;

use super::imports::is_standard;
use super::{Code, Page};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, Range};
use crate::source::{FileId, Span};

/// Over how many names and calls a text is followed to where it is used.
const STEPS: usize = 6;

/// How functions are called that tell people what they are handed.
const TELLING: [&str; 10] = ["Debug", "Error", "Fatal", "Fprint", "Info", "Log", "Panic", "Print", "Trace", "Warn"];

impl Code<'_> {
    /// Whether each local in a place is set once, and it receives from no channel: then a little later only what others set of fields and
    /// variables, and what calls give, may have changed.
    #[must_use]
    pub fn is_settled(&self, place: Span) -> bool {
        self.page(place.file, |page| {
            let inside = |range: Range| place.start <= range.start && range.end <= place.end;
            let mut seen = page.syntax.exprs.iter().filter(|e| inside(e.range)).peekable();
            seen.peek().is_some()
                && seen.all(|e| match &e.kind {
                    ExprKind::Local(local) => page.statements.is_set_once(*local),
                    ExprKind::Receive(_) => false,
                    _ => true,
                })
        })
    }

    /// Whether what a place evaluates to, or what a call there calls and is given, is certainly the same a little later: it is made of literals,
    /// constants, functions, and locals that are set once.
    #[must_use]
    pub fn is_stable(&self, place: Span) -> bool {
        let mut names = Vec::new();
        let fits = self.page(place.file, |page| {
            let Some(id) = page.by_range.get(&Range { start: place.start, end: place.end }) else { return false };
            let ExprKind::Call { fun, args, .. } = &page.syntax.expr(*id).kind else {
                return page.is_stable(*id, &mut names);
            };
            let callee = match &page.syntax.expr(*fun).kind {
                ExprKind::Select(base, _) => {
                    matches!(page.syntax.expr(*base).kind, ExprKind::Import(_)) || page.is_stable(*base, &mut names)
                }
                _ => page.is_stable(*fun, &mut names),
            };
            callee && args.iter().all(|arg| page.is_stable(*arg, &mut names))
        });
        fits && names.iter().all(|name| !self.may_be_variable(place.file, name))
    }

    /// Whether the text at a place goes to the call or composite literal at another one and is not seen to be used for anything else: it is an
    /// argument or a field there, or the value of a name, a field or a setting. Whoever prints it tells what it is; where it goes on in
    /// another file, nothing is seen.
    #[must_use]
    pub fn goes_only_to(&self, text: Span, user: Span) -> bool {
        let range = |place: Span| Range { start: place.start, end: place.end };
        let Some(mut id) = self.page(text.file, |page| page.by_range.get(&range(text)).copied()) else { return false };
        for _ in 0..STEPS {
            match self.page(text.file, |page| page.takes(user, id)).filter(|_| text.file == user.file) {
                Some(None) => return true,
                // What a literal holds may be read from there.
                Some(Some(field)) => {
                    let told = self.page(text.file, |page| page.told_selections(&field));
                    return self.selections_in_package(text.file, &field) <= told;
                }
                None => {}
            }
            match self.next_use(text.file, id) {
                Use::One(next) => id = next,
                Use::Several => return false,
                Use::Unseen => return true,
            }
        }
        true
    }

    /// To what the value of an expression goes.
    fn next_use(&self, file: FileId, id: ExprId) -> Use {
        let Some(holder) = self.page(file, |page| page.holder(id)) else { return Use::Unseen };
        match holder {
            Holder::Expr(expr) => Use::One(expr),
            Holder::Part => Use::Several,
            Holder::Local(local) => self.page(file, |page| {
                let Some(range) = page.syntax.locals.get(local.0 as usize).map(|local| local.range) else {
                    return Use::Unseen;
                };
                page.use_of(|kind, at| matches!(kind, ExprKind::Local(l) if *l == local) && at != range, 0)
            }),
            Holder::Name(name) => {
                let is_it = |kind: &ExprKind, _| matches!(kind, ExprKind::Name(n) if **n == *name);
                let here =
                    self.page(file, |page| page.syntax.all_exprs().filter(|(_, e)| is_it(&e.kind, e.range)).count());
                // Beside its declaration.
                let elsewhere = self.uses_in_package(file, &name).saturating_sub(here + 1);
                self.page(file, |page| page.use_of(is_it, elsewhere))
            }
            // Of what other files select, other types may have fields of that name.
            Holder::Field(name) => {
                let is_it = |kind: &ExprKind, _| matches!(kind, ExprKind::Select(_, n) if **n == *name);
                match self.page(file, |page| page.use_of(is_it, 0)) {
                    Use::One(_) if self.selections_in_package(file, &name) > 1 => Use::Unseen,
                    used => used,
                }
            }
        }
    }
}

/// To what a value goes.
enum Use {
    One(ExprId),
    Several,
    /// To nothing that is seen.
    Unseen,
}

/// What has the value of an expression.
enum Holder {
    Expr(ExprId),
    Local(LocalId),
    Name(String),
    Field(String),
    /// Something else that is made of it.
    Part,
}

impl Page {
    /// Names that the file does not resolve are left for the caller to judge.
    fn is_stable(&self, id: ExprId, names: &mut Vec<String>) -> bool {
        match &self.syntax.expr(id).kind {
            ExprKind::Str(_) | ExprKind::Int(_) | ExprKind::Float | ExprKind::FuncLit(_) | ExprKind::Type(_) => true,
            ExprKind::Local(local) => self.statements.is_set_once(*local),
            ExprKind::Name(name) => {
                names.push(name.to_string());
                true
            }
            ExprKind::Unary(_, of) => self.is_stable(*of, names),
            ExprKind::Binary(_, a, b) => self.is_stable(*a, names) && self.is_stable(*b, names),
            // The address of a local is the same whatever it holds.
            ExprKind::Address(of) => match &self.syntax.expr(*of).kind {
                ExprKind::Local(_) => true,
                ExprKind::Composite(_) => self.is_stable(*of, names),
                _ => false,
            },
            ExprKind::Composite(literal) => literal.elems.iter().all(|element| {
                element.key.is_none_or(|key| self.is_stable(key, names)) && self.is_stable(element.value, names)
            }),
            _ => false,
        }
    }

    /// Whether the call or composite literal at a place takes an expression, and under the name of which field.
    fn takes(&self, user: Span, id: ExprId) -> Option<Option<String>> {
        if let Some((_, elements)) = self.composite(user) {
            let key = elements.iter().find(|element| element.value == id)?.key?;
            return self.field_name(key).map(Some);
        }
        match self.expr(user)? {
            ExprKind::Call { args, .. } => args.contains(&id).then_some(None),
            _ => None,
        }
    }

    fn field_name(&self, key: ExprId) -> Option<String> {
        match &self.syntax.expr(key).kind {
            ExprKind::Name(name) => Some(name.to_string()),
            _ => None,
        }
    }

    /// What has the value of an expression: what it is declared as, or what it is part of.
    fn holder(&self, id: ExprId) -> Option<Holder> {
        if let Some(local) = self.statements.named(id) {
            return Some(Holder::Local(local));
        }
        let mut specs = self.syntax.consts.iter().chain(&self.syntax.vars).filter(|spec| spec.value == Some(id));
        if let Some(spec) = specs.next() {
            // Constants below it may repeat the value.
            let is_one = specs.next().is_none() && spec.tuple.is_none();
            return Some(if is_one { Holder::Name(spec.name.to_string()) } else { Holder::Part });
        }
        self.syntax.all_exprs().find_map(|(around, expr)| match &expr.kind {
            ExprKind::Star(of) if *of == id => Some(Holder::Expr(around)),
            ExprKind::Binary(_, a, b) if [*a, *b].contains(&id) => Some(Holder::Part),
            // A flag's default: for a variable, or for what the call gives.
            ExprKind::Call { fun, args, .. } if args.contains(&id) => {
                let variable = args.first().and_then(|&first| self.pointed(first));
                let holder = variable.and_then(|variable| self.variable(variable));
                holder.or_else(|| self.is_of_standard(*fun).then_some(Holder::Expr(around)))
            }
            ExprKind::Composite(literal) => {
                let key = literal.elems.iter().find(|element| element.value == id)?.key?;
                self.field_name(key).map(Holder::Field)
            }
            _ => None,
        })
    }

    /// What the address is taken of.
    fn pointed(&self, address: ExprId) -> Option<ExprId> {
        match self.syntax.expr(address).kind {
            ExprKind::Address(of) => Some(of),
            _ => None,
        }
    }

    fn variable(&self, id: ExprId) -> Option<Holder> {
        match &self.syntax.expr(id).kind {
            ExprKind::Local(local) => Some(Holder::Local(*local)),
            ExprKind::Name(name) => Some(Holder::Name(name.to_string())),
            _ => None,
        }
    }

    /// Whether a function is one of the standard library's.
    fn is_of_standard(&self, fun: ExprId) -> bool {
        let ExprKind::Select(base, _) = &self.syntax.expr(fun).kind else { return false };
        let ExprKind::Import(import) = self.syntax.expr(*base).kind else { return false };
        self.syntax.imports.get(import.0 as usize).is_some_and(|import| is_standard(&import.path))
    }

    /// The one expression that fits and does not only print what it is, beside those that others have.
    fn use_of(&self, fits: impl Fn(&ExprKind, Range) -> bool, elsewhere: usize) -> Use {
        let told = self.told();
        let mut all = self.syntax.all_exprs().filter(|(id, expr)| fits(&expr.kind, expr.range) && !told.contains(id));
        match (all.next(), all.next()) {
            (Some((first, _)), None) if elsewhere == 0 => Use::One(first),
            (None, None) if elsewhere <= 1 => Use::Unseen,
            _ => Use::Several,
        }
    }

    /// What is handed to functions that print or log it.
    fn told(&self) -> HashSet<ExprId> {
        let mut told = HashSet::default();
        for (_, expr) in self.syntax.all_exprs() {
            let ExprKind::Call { fun, args, .. } = &expr.kind else { continue };
            let (ExprKind::Select(_, name) | ExprKind::Name(name)) = &self.syntax.expr(*fun).kind else { continue };
            // A part of a URL is more than told.
            let is_url =
                |arg: &ExprId| matches!(&self.syntax.expr(*arg).kind, ExprKind::Str(text) if text.contains("://"));
            if name.contains("Var") {
                // flag.StringVar(&addr, "addr", ":8080", "")
                told.extend(args.iter().filter_map(|&arg| self.pointed(arg)));
            } else if TELLING.iter().any(|telling| name.starts_with(telling)) && !args.iter().any(is_url) {
                told.extend(args);
                told.extend(args.iter().filter_map(|&arg| match self.syntax.expr(arg).kind {
                    ExprKind::Star(of) => Some(of),
                    _ => None,
                }));
            }
        }
        told
    }

    /// How often a field of this name is selected only to be printed.
    fn told_selections(&self, field: &str) -> usize {
        let told = self.told();
        let is_it = |id: &ExprId| matches!(&self.syntax.expr(*id).kind, ExprKind::Select(_, name) if **name == *field);
        told.iter().filter(|id| is_it(id)).count()
    }
}
