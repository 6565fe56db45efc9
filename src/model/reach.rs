//! How a run of a program comes to a place, and which two places no single run reaches both.
//!
//! In: places. Out: paths from a root, their order, whether they exclude each other. What is reached at all, `reached` says.
//! Knows no values: a branch that is never taken counts as taken.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use foldhash::HashMap;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::keepers::Kept;
use super::made::TypeName;
use super::reached::Reached;
use super::roles::RolesAt;
use super::types::{Callable, Ty};
use super::value::ExprRef;
use crate::facts::Note;
use crate::facts::branch::BranchId;
use crate::golang::syntax::{ExprId, ExprKind, FuncId, Name};
use crate::source::FileId;

/// What two ways have each for itself: without the steps, from outside, that they share.
pub(super) fn parted<'p>(a: &'p Path, b: &'p Path) -> (&'p [Step], &'p [Step]) {
    let shared = a.steps.iter().rev().zip(b.steps.iter().rev()).take_while(|(s, t)| s == t).count();
    (&a.steps[..a.steps.len() - shared], &b.steps[..b.steps.len() - shared])
}

/// Whether two ways come, each from somewhere else, through one function value that is kept in a field: each keeps its own in another
/// object, as of two commands of which a run takes one.
fn kept_twice(a: &Path, b: &Path) -> bool {
    let (x, y) = parted(a, b);
    // What is last in both is where they part: two places in one function value.
    let (Some((_, x)), Some((_, y))) = (x.split_last(), y.split_last()) else { return false };
    x.iter().any(|step| step.kept.is_some() && y.iter().any(|other| other.kept == step.kept))
}

/// Calls that a chain leads through.
const LONGEST_CHAIN: usize = 64;

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
    /// A method that nothing in the program mentions: only some interface may call it.
    Outside,
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
    /// The declared function around it.
    pub func: Option<FuncId>,
    pub branch: BranchId,
    /// The place itself, or the mention that leads to the step before, and its first byte.
    pub expr: ExprId,
    pub at: u32,
    pub looped: bool,
    /// Whether somebody else calls: the function is handed on as a value from here on.
    pub handed_on: bool,
    /// The function value around the place that is kept in a field.
    pub kept: Option<ExprRef>,
}

impl Step {
    /// Whether another step is at the same place.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        (self.file, self.expr) == (other.file, other.expr)
    }
}

/// The calls that lead to a place, the innermost first, and the elements of the loops around them.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub calls: Vec<Frame>,
    pub loops: Vec<Frame>,
}

impl Chain {
    /// From the innermost call outwards, then the loops.
    pub(crate) fn frames(&self) -> impl DoubleEndedIterator<Item = &Frame> {
        self.calls.iter().chain(&self.loops)
    }

    /// Whether both may be the same run: one is the beginning of the other.
    pub(crate) fn compatible(&self, other: &Self) -> bool {
        self.frames().zip(other.frames()).all(|(a, b)| a == b)
    }

    /// The context around one of its calls: without that and, of functions that are called in calls of themselves, those inside of it.
    pub(crate) fn around(&self, n: usize, frames: &Frames) -> Frames {
        let passed = |frame: &Frame| {
            let of_one = frames.all_of(frame.func).count();
            let calls = self.calls[..=n].iter().filter(|f| f.func == frame.func).count().min(of_one);
            let first = frames.place_of(frame.func).unwrap_or_default();
            if of_one > 1 || *frame == self.calls[n] { ((1 << calls) - 1) << first } else { 0 }
        };
        frames.without(self.calls[..=n].iter().fold(0_u64, |all, frame| all | passed(frame)))
    }

    /// Whether two ways part at one call that may mean several functions: a run takes one of them.
    pub(crate) fn by_one_dispatch(&self, other: &Self) -> bool {
        let mut outwards = self.calls.iter().rev().zip(other.calls.iter().rev());
        outwards.find(|(a, b)| a != b).is_some_and(|(a, b)| a.call == b.call && a.func != b.func)
    }
}

/// Reachability of one program.
pub(crate) struct Reach<'a, 'e> {
    pub(super) eval: &'e Eval<'a>,
    pub(super) reached: RefCell<Reached>,
    /// The calls of functions that are handed on as values, as far as they were asked for.
    pub(super) handed_on: RefCell<HashMap<FuncRef, Rc<[ExprRef]>>>,
    /// The ways to where the objects of a type are made, as far as they were asked for.
    pub(super) made: RefCell<HashMap<TypeName, Rc<[Path]>>>,
    /// Whether objects of a type are handed to packages that are not read, or to any dependency, by its package and name, as far as it was
    /// asked for.
    pub(super) shown: RefCell<HashMap<(usize, Name, bool), bool>>,
    /// Types and their methods: whether a dependency that is read calls that of some object.
    pub(super) run_by: RefCell<HashMap<(usize, Name, Name), bool>>,
    /// The roles that places ask for, as far as they were asked for.
    pub(super) roles: RefCell<RolesAt>,
    /// The calls of functions that do not return, as far as they were asked for.
    pub(super) stopping: RefCell<HashMap<FuncRef, Rc<[ExprId]>>>,
    /// Whether functions do not return as long as they serve, as far as it was asked for.
    pub(super) serving: RefCell<HashMap<FuncRef, bool>>,
    /// Whether selectors mean methods of what code that is not read gives back, as far as it was asked for.
    pub(super) foreign: RefCell<HashMap<ExprRef, bool>>,
    /// Whether objects of types, by package and name, may come to code that is not followed, as far as it was asked for.
    pub(super) given_away: RefCell<HashMap<(usize, Name), bool>>,
    /// What keeps the functions around places, as far as it was asked for.
    pub(super) keepers: RefCell<HashMap<ExprRef, Option<Rc<Kept>>>>,
    /// What places note about the runs that were there, as far as they were asked for.
    noted: RefCell<HashMap<ExprRef, Option<Note>>>,
}

impl<'a, 'e> Reach<'a, 'e> {
    pub(crate) fn new(eval: &'e Eval<'a>) -> Self {
        Self {
            eval,
            reached: RefCell::default(),
            handed_on: RefCell::default(),
            made: RefCell::default(),
            shown: RefCell::default(),
            run_by: RefCell::default(),
            roles: RefCell::default(),
            stopping: RefCell::default(),
            serving: RefCell::default(),
            foreign: RefCell::default(),
            given_away: RefCell::default(),
            keepers: RefCell::default(),
            noted: RefCell::default(),
        }
    }

    /// Whether a function is itself where a run begins.
    pub(super) fn root_of(&self, func: FuncRef) -> Option<Root> {
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

    /// Whether one run comes to the place by two different ways that count, each of them direct calls under no condition.
    pub(crate) fn comes_twice(&self, paths: &[Path], counts: &dyn Fn(&Path) -> bool) -> bool {
        let plain = |p: &&Path| {
            p.root == Root::Main
                && p.steps.first().is_some_and(|s| s.branch == BranchId::TOP)
                && p.steps.iter().all(|s| !s.handed_on)
                && self.calls_nothing_else(p)
        };
        let sure: Vec<&Path> = paths.iter().filter(plain).filter(|p| self.certain(std::slice::from_ref(p))).collect();
        sure.iter().enumerate().any(|(n, a)| {
            let others = &sure[n + 1..];
            others.iter().any(|b| a.steps != b.steps && !self.paths_exclude(a, b) && counts(a) && counts(b))
        })
    }

    /// A context with the calls of a way, as far as it says nothing of their functions.
    pub(crate) fn called_by(&self, path: &Path, frames: &Frames) -> Frames {
        path.steps.windows(2).rev().fold(frames.clone(), |context, steps| {
            let (inner, outer) = (&steps[0], &steps[1]);
            let Some(func) = inner.func.map(|func| FuncRef { file: inner.file, func }) else { return context };
            let mention = ExprRef { file: outer.file, expr: outer.expr };
            let call = self.eval.call_of(mention).unwrap_or(mention);
            if frames.place_of(func).is_some() { context } else { context.push(Frame::assumed(func, call)) }
        })
    }

    /// Whether a way is one by types, too, as far as they are known: each selector on it may mean the method that it leads to.
    pub(crate) fn is_typed(&self, path: &Path) -> bool {
        let method = |step: &Step| {
            let func = step.func.map(|func| FuncRef { file: step.file, func })?;
            self.eval.scope.facts(func.file).syntax.func(func.func).recv.map(|_| func)
        };
        let meant = path.steps.windows(2).all(|steps| {
            let outer = ExprRef { file: steps[1].file, expr: steps[1].expr };
            let facts = self.eval.scope.facts(outer.file);
            let selector = match facts.syntax.expr(outer.expr).kind {
                ExprKind::Call { fun, .. } => ExprRef { expr: fun, ..outer },
                _ => outer,
            };
            // A field that holds the method has a name of its own.
            let is_named = |func: &FuncRef| match &facts.syntax.expr(selector.expr).kind {
                ExprKind::Select(_, name) => {
                    self.eval.scope.facts(func.file).syntax.func(func.func).name.as_ref() == Some(name)
                }
                _ => false,
            };
            let func = method(&steps[0]).filter(is_named);
            func.is_none_or(|func| self.may_mean(selector, func) && self.is_seen_from(selector, func))
        });
        let lost = path.steps.last().filter(|_| path.root == Root::Somewhere).and_then(method);
        meant && lost.is_none_or(|func| self.is_named_nearby(func))
    }

    /// Whether a method of a dependency, of a name that is too frequent to follow, is named by its package or by one that imports
    /// it.
    fn is_named_nearby(&self, method: FuncRef) -> bool {
        let scope = &self.eval.scope;
        let home = scope.package_of(method.file);
        let Some(name) = scope.facts(method.file).syntax.func(method.func).name.as_ref() else { return true };
        let Some(files) = self.eval.files_naming(&self.eval.users(home, name), name) else { return true };
        scope.package(home).source.is_own()
            || files.iter().any(|&(_, file)| {
                let mentions = scope.facts(file).mentions.get(name).unwrap_or_default();
                mentions.iter().any(|&expr| self.may_mean(ExprRef { file, expr }, method))
            })
    }

    /// Whether a selector on something of which no type is known stands where the type that declares a method is at hand.
    fn is_seen_from(&self, selector: ExprRef, method: FuncRef) -> bool {
        let ExprKind::Select(base, _) = self.eval.scope.facts(selector.file).syntax.expr(selector.expr).kind else {
            return true;
        };
        let (here, home) = (self.eval.scope.package_of(selector.file), self.eval.scope.package_of(method.file));
        here == home
            || self.eval.type_of(ExprRef { expr: base, ..selector }) != Ty::Unknown
            || self.eval.scope.importers(home).contains(&here)
    }

    /// Whether one run comes to an expression at most once.
    pub(crate) fn comes_once(&self, at: ExprRef) -> bool {
        match self.paths(at, &Frames::default()).as_slice() {
            [path] => path.root == Root::Main && path.steps.iter().all(|s| !s.looped && !s.handed_on),
            _ => false,
        }
    }

    /// What the function around a step notes, where a run comes to the step only as long as that is not noted yet.
    pub(super) fn note(&self, step: &Step) -> Option<Note> {
        let asked = || self.eval.scope.facts(step.file).note(step.expr);
        *self.noted.borrow_mut().entry(ExprRef { file: step.file, expr: step.expr }).or_insert_with(asked)
    }

    /// Whether two calls hand in the same variable, or its address.
    pub(super) fn hand_the_same(&self, a: &Step, b: &Step, parameter: u32) -> bool {
        let facts = self.eval.scope.facts(a.file);
        let handed = |step: &Step| {
            let call = facts.call_of(step.expr).unwrap_or(step.expr);
            let ExprKind::Call { args, .. } = &facts.syntax.expr(call).kind else { return None };
            let arg = args.get(parameter as usize).copied()?;
            Some(if let ExprKind::Address(inner) = facts.syntax.expr(arg).kind { inner } else { arg })
        };
        a.file == b.file && handed(a).zip(handed(b)).is_some_and(|(x, y)| facts.same_path(x, y))
    }

    /// Whether each step of a way is a call of the function around the step before, and of no other of its name.
    fn calls_nothing_else(&self, path: &Path) -> bool {
        path.steps.windows(2).all(|steps| {
            let (inner, outer) = (&steps[0], &steps[1]);
            let fun = match self.eval.scope.facts(outer.file).syntax.expr(outer.expr).kind {
                ExprKind::Call { fun, .. } => fun,
                _ => outer.expr,
            };
            let callables = self.eval.callables(ExprRef { file: outer.file, expr: fun });
            let is_inner = |func: &FuncRef| func.file == inner.file && Some(func.func) == inner.func;
            matches!(&*callables, [Callable::Program(func)] if is_inner(func))
        })
    }

    /// The calls of a context that lead to a place, and the loops around these; without what only says where some object was made.
    pub(crate) fn chain(&self, place: ExprRef, frames: &Frames) -> Chain {
        let mut calls: Vec<Frame> = Vec::new();
        let mut at = place;
        for _ in 0..LONGEST_CHAIN {
            let facts = self.eval.scope.facts(at.file);
            let around = facts.outwards(facts.place(at.expr).func);
            let of = |func: FuncId| {
                let func = FuncRef { file: at.file, func };
                let passed = calls.iter().filter(|frame| frame.func == func).count();
                frames.all_of(func).nth(passed).map(|(_, frame)| *frame)
            };
            match around.clone().find_map(of) {
                Some(next) => {
                    calls.push(next);
                    at = next.call;
                }
                // Of a function that is called in one place the context need not say so.
                None if calls.len() < frames.len() => {
                    let Some(call) =
                        around.last().and_then(|func| self.eval.only_call(FuncRef { file: at.file, func }))
                    else {
                        break;
                    };
                    at = call;
                }
                None => break,
            }
        }
        let places: Vec<ExprRef> = std::iter::once(place).chain(calls.iter().map(|f| f.call)).collect();
        let leads = |frame: &&Frame| frame.func.loop_over().is_some_and(|over| self.eval.is_around_one(over, &places));
        let loops = frames.as_slice().iter().filter(leads).copied().collect();
        Chain { calls, loops }
    }

    /// Whether no single run comes by a path of the one and a path of the other.
    pub(crate) fn exclusive(&self, a: &[Path], b: &[Path]) -> bool {
        a.iter().all(|x| b.iter().all(|y| self.paths_exclude(x, y)))
    }

    /// Whether some path of the one and some path of the other are never taken by one run.
    pub(crate) fn partly_exclusive(&self, a: &[Path], b: &[Path]) -> bool {
        a.iter().any(|x| b.iter().any(|y| self.paths_exclude(x, y)))
    }

    pub(super) fn paths_exclude(&self, a: &Path, b: &Path) -> bool {
        if let (Root::Command(x), Root::Command(y)) = (&a.root, &b.root)
            && x != y
        {
            return true;
        }
        self.one_dispatch(&a.steps, &b.steps)
            || a.steps.iter().any(|x| b.steps.iter().any(|y| self.steps_exclude(x, y)))
            || kept_twice(a, b)
            || self.never_comes_back(a, b)
            || self.made_apart(a, b)
            || self.roles_exclude(a, b)
            || self.kept_apart(a, b)
            || self.answered_apart(a, b)
    }

    /// Whether two ways part at one call that means one of several functions: a method of an interface, of which a run makes one call.
    fn one_dispatch(&self, a: &[Step], b: &[Step]) -> bool {
        let outwards = a.iter().rev().zip(b.iter().rev());
        let shared = outwards.clone().take_while(|(x, y)| x == y).count();
        let apart = outwards.clone().nth(shared);
        let again = || outwards.take(shared).any(|(x, _)| x.looped && !self.is_last_turn(x));
        shared > 0 && apart.is_some_and(|(x, y)| (x.file, x.func) != (y.file, y.func)) && !again()
    }

    fn steps_exclude(&self, a: &Step, b: &Step) -> bool {
        self.arms_exclude(a, b) || self.alternatives(a, b) || self.once_for_both(a, b)
    }

    /// Whether two steps stand in arms of one statement of which a run takes one.
    pub(super) fn arms_exclude(&self, a: &Step, b: &Step) -> bool {
        a.file == b.file && self.eval.scope.facts(a.file).exclusive(a.branch, b.branch)
    }

    /// Whether two functions are kept in the same field of two objects: the actions of two commands, of which a run takes one.
    fn alternatives(&self, a: &Step, b: &Step) -> bool {
        match (a.kept, b.kept) {
            (Some(x), Some(y)) => x != y && self.eval.slot_of(x) == self.eval.slot_of(y),
            _ => false,
        }
    }

    /// Whether every run comes to the place: some path is under no branch, and nothing on it returns where a setting says so.
    pub(crate) fn certain(&self, paths: &[Path]) -> bool {
        let is_certain = |step: &Step| self.is_unconditional(step) && self.conditions_of(step).next().is_none();
        paths.iter().any(|p| matches!(p.root, Root::Main | Root::Init(_)) && p.steps.iter().all(is_certain))
    }

    /// Whether a run that comes to the function around a step comes to the step.
    pub(super) fn is_unconditional(&self, step: &Step) -> bool {
        let arms = || &self.eval.scope.facts(step.file).branches;
        !step.looped && step.kept.is_none() && arms().unconditional(step.branch)
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
}
