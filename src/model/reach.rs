//! What a run of a program can reach, and which two places no single run reaches both.
//!
//! In: functions and places. Out: yes or no, paths from a root, their order. By name and over-approximated: a mention counts
//! as a call, a method of a name is reached by any mention of the name. init functions and package variables always run.
//! Knows no values: a branch that is never taken counts as taken.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use super::ProgramKind;
use super::eval::Eval;
use super::link::PackageRef;
use super::types::Ty;
use super::value::{ExprRef, Frames, FuncRef};
use crate::facts::branch::BranchId;
use crate::golang::syntax::{ExprKind, Type};
use crate::source::FileId;

/// A name that is mentioned more often than this is taken as reached.
const MOST_MENTIONS: usize = 96;
/// A name that is mentioned in more files than this is taken as reached: they are not parsed for it.
const MOST_FILES: usize = 48;
/// Paths from a root that are told apart.
const MOST_PATHS: usize = 48;
/// Places that are visited in search of paths.
const MOST_VISITS: u32 = 4_000;
/// Functions between a root and a place.
const LONGEST_PATH: usize = 40;

/// Where a path begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Root {
    /// `main.main`.
    Main,
    /// An init function or a package variable of the package with this place in the init order.
    Init(usize),
    /// A command of a command library: the literal that declares it.
    Command(ExprRef),
    /// A function that an init hands on: something calls it later.
    Later,
    /// Not followed to its beginning.
    Somewhere,
}

/// A way from a root to a place, innermost first.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub root: Root,
    pub steps: Vec<Step>,
}

/// A place on a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub file: FileId,
    pub branch: BranchId,
    pub at: u32,
    pub looped: bool,
    /// Whether somebody else calls: the function is handed on as a value from here on.
    pub handed_on: bool,
}

/// Reachability of one program.
pub(crate) struct Reach<'a, 'e> {
    eval: &'e Eval<'a>,
    reached: RefCell<HashSet<FuncRef>>,
    /// Those that are not, as far as is known now.
    unreached: RefCell<HashSet<FuncRef>>,
    mentions: RefCell<HashMap<FuncRef, Mentions>>,
    visits: Cell<u32>,
}

/// Where a function is mentioned; None where too often to tell.
type Mentions = Option<Rc<[ExprRef]>>;

impl<'a, 'e> Reach<'a, 'e> {
    pub(crate) fn new(eval: &'e Eval<'a>) -> Self {
        Self {
            eval,
            reached: RefCell::default(),
            unreached: RefCell::default(),
            mentions: RefCell::default(),
            visits: Cell::new(0),
        }
    }

    /// Whether a run may come to an expression.
    pub(crate) fn reaches(&self, at: ExprRef) -> bool {
        let facts = self.eval.scope.facts(at.file);
        match facts.place(at.expr).func {
            None => true,
            Some(func) => self.reaches_func(FuncRef { file: at.file, func: facts.outermost(func) }),
        }
    }

    fn reaches_func(&self, func: FuncRef) -> bool {
        if self.eval.scope.linkage.kind == ProgramKind::Library || self.root_of(func).is_some() {
            return true;
        }
        if self.reached.borrow().contains(&func) {
            return true;
        }
        // While the question is open the answer is no: a circle of functions that nobody else mentions is not reached.
        if !self.unreached.borrow_mut().insert(func) {
            return false;
        }
        let reached = match self.mentions_of(func) {
            None => true,
            Some(mentions) if mentions.is_empty() => self.is_called_from_outside(func),
            Some(mentions) => mentions.iter().any(|&m| self.reaches(m)),
        };
        if reached {
            self.reached.borrow_mut().insert(func);
            // Answers given while this one was open may have been too small.
            self.unreached.borrow_mut().clear();
        } else {
            self.unreached.borrow_mut().insert(func);
        }
        reached
    }

    /// A method without a mention may be called through an interface or by reflection; a function of a cgo file by C.
    fn is_called_from_outside(&self, func: FuncRef) -> bool {
        let facts = self.eval.scope.facts(func.file);
        let exported = facts.syntax.func(func.func).name.as_ref().is_some_and(|n| n.starts_with(char::is_uppercase));
        let is_method = facts.syntax.func(func.func).recv.is_some();
        (is_method && exported) || facts.syntax.imports.iter().any(|i| &*i.path == "C")
    }

    /// Whether a function is itself where a run begins.
    fn root_of(&self, func: FuncRef) -> Option<Root> {
        let facts = self.eval.scope.facts(func.file);
        let declared = facts.syntax.func(func.func);
        if declared.recv.is_some() {
            return None;
        }
        let package = self.eval.scope.package_of(func.file);
        match declared.name.as_deref() {
            Some("init") => Some(Root::Init(package)),
            Some("main") if package + 1 == self.eval.scope.linkage.packages.len() => Some(Root::Main),
            None => Some(Root::Init(package)),
            _ => None,
        }
    }

    /// Where a declared function is mentioned: calls and values alike.
    fn mentions_of(&self, func: FuncRef) -> Mentions {
        if let Some(found) = self.mentions.borrow().get(&func) {
            return found.clone();
        }
        let found = self.find_mentions(func);
        self.mentions.borrow_mut().insert(func, found.clone());
        found
    }

    fn find_mentions(&self, func: FuncRef) -> Mentions {
        let scope = &self.eval.scope;
        let facts = scope.facts(func.file);
        let declared = facts.syntax.func(func.func);
        let Some(name) = declared.name.clone() else { return Some(Rc::from([])) };
        let home = scope.package_of(func.file);
        let is_method = declared.recv.is_some();
        let exported = name.starts_with(char::is_uppercase);
        let packages: Vec<usize> = match (is_method, exported) {
            (_, false) => vec![home],
            (false, true) => std::iter::once(home).chain(scope.importers(home).iter().copied()).collect(),
            // Through an interface a method is called from packages that do not know its type.
            (true, true) => {
                let near =
                    |p: &usize| *p == home || scope.package(*p).source.is_own() || scope.importers(home).contains(p);
                (0..scope.linkage.packages.len()).filter(near).collect()
            }
        };
        let files: usize = packages.iter().map(|&p| scope.files_mentioning(p, &name).len()).sum();
        if files > MOST_FILES {
            return None;
        }
        let mut found = Vec::new();
        for package in packages {
            for &file in scope.files_mentioning(package, &name).iter() {
                let facts = scope.facts(file);
                for &expr in facts.mentions.get(&name).map(Vec::as_slice).unwrap_or_default() {
                    let mentioned = match &facts.syntax.expr(expr).kind {
                        ExprKind::Name(_) => !is_method && package == home,
                        ExprKind::Select(base, _) if is_method => scope.qualifier(file, *base).is_none(),
                        ExprKind::Select(base, _) => {
                            scope.qualifier(file, *base).is_some_and(|p| p.index == Some(home))
                        }
                        _ => false,
                    };
                    if mentioned {
                        found.push(ExprRef { file, expr });
                    }
                    if found.len() > MOST_MENTIONS {
                        return None;
                    }
                }
            }
        }
        Some(found.into())
    }

    /// The ways from roots to an expression, in a calling context.
    pub(crate) fn paths(&self, at: ExprRef, frames: &Frames) -> Vec<Path> {
        let mut found = Vec::new();
        let mut steps = Vec::new();
        self.visits.set(0);
        self.walk_up(at, frames, &mut steps, &mut Vec::new(), &mut found);
        if found.is_empty() {
            found.push(Path { root: Root::Somewhere, steps: vec![self.step(at)] });
        }
        found
    }

    fn step(&self, at: ExprRef) -> Step {
        let facts = self.eval.scope.facts(at.file);
        let place = facts.place(at.expr);
        let start = facts.syntax.expr(at.expr).range.start;
        let handed_on = !self.is_called_here(at) || self.in_handed_on_literal(at);
        Step { file: at.file, branch: place.branch, at: start, looped: place.looped, handed_on }
    }

    /// Whether an expression is a call, or what a call calls.
    fn is_called_here(&self, at: ExprRef) -> bool {
        let facts = self.eval.scope.facts(at.file);
        let is_call = |e| matches!(facts.syntax.expr(e).kind, ExprKind::Call { .. });
        let called = facts.parent(at.expr).is_some_and(|p| match facts.syntax.expr(p).kind {
            ExprKind::Call { fun, .. } => fun == at.expr,
            _ => false,
        });
        is_call(at.expr) || called
    }

    /// Whether a literal around an expression is not called on the spot.
    fn in_handed_on_literal(&self, at: ExprRef) -> bool {
        let facts = self.eval.scope.facts(at.file);
        let mut func = facts.place(at.expr).func;
        while let Some(id) = func {
            if facts.syntax.func(id).name.is_some() {
                return false;
            }
            let literal = self.eval.literal_expr(FuncRef { file: at.file, func: id });
            if !literal.is_some_and(|e| self.is_called_here(ExprRef { file: at.file, expr: e })) {
                return true;
            }
            func = facts.syntax.func(id).outer;
        }
        false
    }

    /// Whether one run comes to the place by two different ways, each of them direct calls under no condition.
    pub(crate) fn comes_twice(&self, paths: &[Path]) -> bool {
        let plain = |p: &&Path| {
            p.root == Root::Main
                && p.steps.first().is_some_and(|s| s.branch == BranchId::TOP)
                && p.steps.iter().all(|s| !s.handed_on)
        };
        let sure: Vec<&Path> = paths.iter().filter(plain).filter(|p| self.certain(std::slice::from_ref(p))).collect();
        sure.iter()
            .enumerate()
            .any(|(n, a)| sure[n + 1..].iter().any(|b| a.steps != b.steps && !self.paths_exclude(a, b)))
    }

    fn walk_up(
        &self,
        at: ExprRef,
        frames: &Frames,
        steps: &mut Vec<Step>,
        seen: &mut Vec<FuncRef>,
        found: &mut Vec<Path>,
    ) {
        self.visits.set(self.visits.get() + 1);
        if found.len() >= MOST_PATHS || self.visits.get() > MOST_VISITS {
            return;
        }
        let scope = &self.eval.scope;
        let facts = scope.facts(at.file);
        steps.push(self.step(at));
        let depth = steps.len();
        let mut finish = |root: Root, steps: &[Step]| {
            // What an init only hands on does not run in it.
            let later = matches!(root, Root::Init(_)) && steps.iter().any(|s| s.handed_on);
            found.push(Path { root: if later { Root::Later } else { root }, steps: steps.to_vec() });
        };
        // Out of the literals around the place; one of them may be a command.
        let mut func = facts.place(at.expr).func;
        let mut command = self.command_around(at);
        while let (Some(id), None) = (func, command) {
            if facts.syntax.func(id).name.is_some() {
                break;
            }
            let literal = FuncRef { file: at.file, func: id };
            command =
                self.eval.literal_expr(literal).and_then(|e| self.command_around(ExprRef { file: at.file, expr: e }));
            func = facts.syntax.func(id).outer;
        }
        if let Some(command) = command {
            finish(Root::Command(command), steps);
        } else if let Some(id) = func {
            let func = FuncRef { file: at.file, func: id };
            if let Some(root) = self.root_of(func) {
                finish(root, steps);
            } else if depth >= LONGEST_PATH || seen.contains(&func) {
                if depth >= LONGEST_PATH {
                    finish(Root::Somewhere, steps);
                }
            } else {
                seen.push(func);
                if let Some((frame, outer)) = frames.find(func) {
                    self.walk_up(frame.call, &outer, steps, seen, found);
                } else {
                    match self.mentions_of(func) {
                        Some(mentions) if !mentions.is_empty() => {
                            for &mention in mentions.iter().filter(|&&m| self.reaches(m)) {
                                self.walk_up(mention, &Frames::default(), steps, seen, found);
                            }
                        }
                        _ => finish(Root::Somewhere, steps),
                    }
                }
                seen.pop();
            }
        } else {
            finish(Root::Init(scope.package_of(at.file)), steps);
        }
        steps.truncate(depth - 1);
    }

    /// The command literal of which an expression is a function field: `cobra.Command{Run: serve}`.
    fn command_around(&self, at: ExprRef) -> Option<ExprRef> {
        let facts = self.eval.scope.facts(at.file);
        let literal = facts.parent(at.expr)?;
        let ExprKind::Composite { ty, elems } = &facts.syntax.expr(literal).kind else { return None };
        let element = elems.iter().find(|e| e.value == at.expr)?;
        // A map from names to functions: a run takes one of them.
        let is_table = |ty: &Type| {
            matches!(ty, Type::Map(key, value)
            if **key == Type::Name("string".into()) && matches!(**value, Type::Func(..)))
        };
        let in_map = ty.as_deref().is_some_and(is_table);
        if in_map {
            return Some(at);
        }
        let ExprKind::Name(field) = &facts.syntax.expr(element.key?).kind else { return None };
        let at = ExprRef { file: at.file, expr: literal };
        let Ty::Named(path, name) = self.eval.type_of(at) else { return None };
        let package = PackageRef { path, index: None };
        let known = self.eval.known_packages(&package);
        let row = known.iter().flat_map(|p| &p.types).find(|t| t.name == *name)?;
        row.command.iter().any(|f| **f == **field).then_some(at)
    }

    /// Whether no single run comes by a path of the one and a path of the other.
    pub(crate) fn exclusive(&self, a: &[Path], b: &[Path]) -> bool {
        a.iter().all(|x| b.iter().all(|y| self.paths_exclude(x, y)))
    }

    fn paths_exclude(&self, a: &Path, b: &Path) -> bool {
        if let (Root::Command(x), Root::Command(y)) = (&a.root, &b.root)
            && x != y
        {
            return true;
        }
        a.steps.iter().any(|x| {
            b.steps
                .iter()
                .any(|y| x.file == y.file && self.eval.scope.facts(x.file).branches.exclusive(x.branch, y.branch))
        })
    }

    /// Whether every run comes to the place: some path is under no branch.
    pub(crate) fn certain(&self, paths: &[Path]) -> bool {
        paths.iter().any(|p| {
            matches!(p.root, Root::Main | Root::Init(_))
                && p.steps.iter().all(|s| !s.looped && self.eval.scope.facts(s.file).branches.unconditional(s.branch))
        })
    }

    /// Which of two places a run comes to first, as far as source order tells.
    pub(crate) fn order(&self, a: &[Path], b: &[Path]) -> Ordering {
        let key = |paths: &[Path]| paths.iter().map(|p| self.order_key(p)).min();
        key(a).cmp(&key(b))
    }

    fn order_key(&self, path: &Path) -> (usize, Vec<(FileId, u32)>) {
        let phase = match path.root {
            Root::Init(package) => package,
            _ => usize::MAX,
        };
        (phase, path.steps.iter().rev().map(|s| (s.file, s.at)).collect())
    }

    /// The calls of a function that a run may reach, for trying each as a calling context.
    pub(crate) fn callers(&self, func: FuncRef) -> Vec<ExprRef> {
        let facts = self.eval.scope.facts(func.file);
        if facts.syntax.func(func.func).name.is_none() {
            return self.literal_callers(func);
        }
        let Some(mentions) = self.mentions_of(func) else { return Vec::new() };
        let is_method = facts.syntax.func(func.func).recv.is_some();
        let calls = mentions.iter().filter_map(|&m| {
            let facts = self.eval.scope.facts(m.file);
            let mut called = m.expr;
            let mut parent = facts.parent(called)?;
            if let ExprKind::Index(base, _) = &facts.syntax.expr(parent).kind
                && *base == called
            {
                called = parent;
                parent = facts.parent(called)?;
            }
            let is_call = matches!(&facts.syntax.expr(parent).kind, ExprKind::Call { fun, .. } if *fun == called);
            let call = ExprRef { file: m.file, expr: parent };
            (is_call && (!is_method || self.may_mean(m, func)) && self.reaches(call)).then_some(call)
        });
        calls.collect()
    }

    /// Whether a selector may mean a method: its type says so, or its type is not known.
    fn may_mean(&self, selector: ExprRef, method: FuncRef) -> bool {
        let callables = self.eval.callables(selector);
        if callables.is_empty() {
            let facts = self.eval.scope.facts(selector.file);
            let ExprKind::Select(base, _) = facts.syntax.expr(selector.expr).kind else { return false };
            let ty = self.eval.type_of(ExprRef { file: selector.file, expr: base });
            // An interface has no methods of its own; a struct that lacks the method is somebody else's.
            return match ty {
                Ty::Unknown => true,
                Ty::Named(..) => self.eval.fields(&ty).is_empty(),
                _ => false,
            };
        }
        callables.iter().any(|c| matches!(c, super::types::Callable::Program(f) if *f == method))
    }

    /// The calls of a literal: on the spot, or through the local that holds it.
    fn literal_callers(&self, func: FuncRef) -> Vec<ExprRef> {
        let facts = self.eval.scope.facts(func.file);
        let Some(literal) = self.eval.literal_expr(func) else { return Vec::new() };
        let locals: Vec<_> = facts
            .local_defs
            .iter()
            .filter(|(_, defs)| defs.iter().any(|d| d.source == crate::facts::DefSource::Expr(literal)))
            .map(|(local, _)| *local)
            .collect();
        let calls = facts.calls.iter().filter(|c| match &facts.syntax.expr(c.expr).kind {
            ExprKind::Call { fun, .. } => {
                *fun == literal || matches!(facts.syntax.expr(*fun).kind, ExprKind::Local(l) if locals.contains(&l))
            }
            _ => false,
        });
        calls.map(|c| ExprRef { file: func.file, expr: c.expr }).collect()
    }
}
