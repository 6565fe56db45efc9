//! The ways by which a run may come to a place: from `main`, an init or a command, by calls and by functions that are handed on.
//!
//! In: a place and a calling context. Out: [`Path`]s, in which each function stands once, or as often as the context says. Knows no
//! values: a branch that is never taken counts as taken. Which paths exclude each other, `reach` says.

use super::frames::{Frames, FuncRef};
use super::reach::{Path, Reach, Root, Step};
use super::value::ExprRef;
use crate::golang::syntax::{Composite, ExprKind, Type};

/// Paths from a root that are told apart.
const MOST_PATHS: usize = 48;
/// Places that are visited in search of paths.
const MOST_VISITS: u32 = 4_000;
/// Functions between a root and a place.
const LONGEST_PATH: usize = 40;

/// The ways to a place.
pub(super) struct Ways {
    pub paths: Vec<Path>,
    /// Whether there are no others: the search was not cut, and nothing leads there that only an interface may call.
    pub are_all: bool,
}

/// A search for paths.
#[derive(Default)]
struct Walk {
    /// The way so far, innermost first, and the functions on it.
    steps: Vec<Step>,
    seen: Vec<FuncRef>,
    found: Vec<Path>,
    /// The ways that lead back into a function on them.
    circles: Vec<Path>,
    visits: u32,
}

impl Walk {
    fn finish(&mut self, root: Root) {
        // What an init only hands on does not run in it.
        let later = matches!(root, Root::Init(_)) && self.steps.iter().any(|s| s.handed_on);
        self.found.push(Path { root: if later { Root::Later } else { root }, steps: self.steps.clone() });
    }

    fn circle(&mut self) {
        if self.circles.len() < MOST_PATHS {
            self.circles.push(Path { root: Root::Somewhere, steps: self.steps.clone() });
        }
    }
}

impl Reach<'_, '_> {
    /// The ways from roots to an expression, in a calling context.
    pub(crate) fn paths(&self, at: ExprRef, frames: &Frames) -> Vec<Path> {
        self.ways(at, frames).paths
    }

    /// The same, and whether these are all.
    pub(super) fn ways(&self, at: ExprRef, frames: &Frames) -> Ways {
        let mut walk = Walk::default();
        self.walk_up(at, frames, &mut walk);
        let Walk { mut found, circles, visits, .. } = walk;
        let mut are_all = found.len() < MOST_PATHS && visits <= MOST_VISITS;
        // What nothing mentions counts only where nothing else leads there; what only a circle leads to, where there is no other way.
        if found.iter().any(|p| p.root != Root::Outside) {
            let before = found.len();
            found.retain(|p| p.root != Root::Outside);
            are_all &= found.len() == before;
        }
        if found.is_empty() {
            found = circles;
        }
        if found.is_empty() {
            found.push(Path { root: Root::Somewhere, steps: vec![self.step(at, false)] });
        }
        Ways { paths: found, are_all }
    }

    /// Whether nothing is seen that calls what a place is in: on each way stands a method that only an interface of the program's own
    /// could call, and nothing does.
    pub(super) fn is_never_called(&self, paths: &[Path]) -> bool {
        let uncalled = |path: &Path| {
            let last = path.steps.last().and_then(|step| Some(FuncRef { file: step.file, func: step.func? }));
            path.root == Root::Outside && last.is_some_and(|func| !self.is_known_to_unseen(func))
        };
        paths.iter().all(uncalled)
    }

    fn step(&self, at: ExprRef, mentioned: bool) -> Step {
        let facts = self.eval.scope.facts(at.file);
        let place = facts.place(at.expr);
        let start = facts.syntax.expr(at.expr).range.start;
        let handed_on = (mentioned && !self.is_called_here(at)) || self.in_handed_on_literal(at);
        let func = place.func.map(|f| facts.outermost(f));
        Step {
            file: at.file,
            func,
            branch: place.branch,
            expr: at.expr,
            at: start,
            looped: place.looped,
            handed_on,
            kept: self.eval.kept(at),
        }
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

    fn walk_up(&self, at: ExprRef, frames: &Frames, walk: &mut Walk) {
        walk.visits += 1;
        if walk.found.len() >= MOST_PATHS || walk.visits > MOST_VISITS {
            return;
        }
        let scope = &self.eval.scope;
        let facts = scope.facts(at.file);
        // The place itself is looked at where it stands; further out it is a mention of the function, called or handed on.
        let mentioned = !walk.steps.is_empty();
        walk.steps.push(self.step(at, mentioned));
        let depth = walk.steps.len();
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
            walk.finish(Root::Command(command));
        } else if let Some(id) = func {
            let func = FuncRef { file: at.file, func: id };
            if let Some(root) = self.root_of(func) {
                walk.finish(root);
            } else if depth >= LONGEST_PATH {
                walk.finish(Root::Somewhere);
            } else if walk.seen.contains(&func) && frames.find(func).is_none() {
                walk.circle();
            } else {
                walk.seen.push(func);
                if let Some((frame, outer)) = frames.find(func) {
                    self.walk_up(frame.call, &outer, walk);
                } else {
                    match self.eval.mentions_of(func) {
                        Some(mentions) if !mentions.is_empty() => {
                            let before = walk.found.len();
                            for &mention in mentions.iter().filter(|&&m| self.reaches(m)) {
                                self.walk_up(mention, frames, walk);
                            }
                            if walk.found.len() == before && self.is_made_for_unseen(func) {
                                walk.finish(Root::Outside);
                            }
                        }
                        Some(_) => walk.finish(Root::Outside),
                        None => walk.finish(Root::Somewhere),
                    }
                }
                walk.seen.pop();
            }
        } else {
            walk.finish(Root::Init(scope.package_of(at.file)));
        }
        walk.steps.truncate(depth - 1);
    }

    /// The command literal of which an expression is a function field: `cobra.Command{Run: serve}`.
    fn command_around(&self, at: ExprRef) -> Option<ExprRef> {
        let facts = self.eval.scope.facts(at.file);
        let literal = facts.parent(at.expr)?;
        let ExprKind::Composite(made) = &facts.syntax.expr(literal).kind else { return None };
        let Composite { ty, elems } = &**made;
        let element = elems.iter().find(|e| e.value == at.expr)?;
        // A map from names to functions: a run takes one of them.
        let is_table = |ty: &Type| {
            matches!(ty, Type::Map(key, value)
            if **key == Type::Name("string".into()) && self.eval.is_function(at.file, value))
        };
        let in_map = ty.as_ref().is_some_and(is_table);
        if in_map {
            return Some(at);
        }
        let ExprKind::Name(field) = &facts.syntax.expr(element.key?).kind else { return None };
        let at = ExprRef { file: at.file, expr: literal };
        let row = self.eval.known_type(&self.eval.type_of(at))?;
        row.command.iter().any(|f| **f == **field).then_some(at)
    }
}
