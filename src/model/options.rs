//! Functions that are applied to an object where it is made: `for _, option := range options { option(s) }`.
//!
//! In: an object and a calling context. Out: the functions in the order of their calls, each with what it captured, where all of them
//! are known. Knows calls of function values in the function that makes the object, or that has it made; methods of the elements of a
//! list, `option.apply(s)`; and calls of function values in what is applied.

use foldhash::HashSet;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::{Callable, Ty};
use super::value::{ExprRef, Needs, Object, Site, Value};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name};
use crate::source::FileId;

/// Functions that hand on to a function what is applied to an object.
const MOST_HANDS: usize = 3;

/// A function that an object is handed to.
pub(super) struct Applied {
    pub func: FuncRef,
    /// Where it is called.
    pub call: ExprRef,
    /// The context in its body.
    pub frames: Frames,
    /// Whether every run that makes the object comes to the call.
    pub surely: bool,
}

/// What is applied to an object.
pub(super) enum Options {
    /// All of it.
    Known(Vec<Applied>),
    /// Something that is not known, or only to some callers; or whoever is handed the object may apply what it likes.
    Unknown(Needs),
}

/// What was found of what is applied, as long as all of it is known.
#[derive(Default)]
struct Found {
    applied: Vec<Applied>,
    needs: Needs,
    /// Whether something is applied here, be it nothing.
    here: bool,
    /// Whether something is applied that is not known.
    unknown: bool,
}

/// An element of what a loop goes over, the context in which it is what it is, and whether the loop surely comes to it.
struct Turn {
    element: ExprRef,
    frames: Frames,
    surely: bool,
}

impl Eval<'_> {
    /// The function around an assignment to a field of its parameter, or of what that holds: it may be applied where somebody calls a
    /// value, or a method of an interface.
    pub(super) fn option_around(&self, base: ExprRef, set: &Def) -> Option<FuncRef> {
        let facts = self.scope.facts(base.file);
        let func = set.place.func?;
        let within = |&expr: &ExprId| match facts.syntax.expr(expr).kind {
            ExprKind::Star(inner) | ExprKind::Select(inner, _) => Some(inner),
            _ => None,
        };
        let root = std::iter::successors(Some(base.expr), within).last()?;
        let ExprKind::Local(local) = facts.syntax.expr(root).kind else { return None };
        let declared = facts.syntax.local(local);
        let is_param = matches!(declared.kind, LocalKind::Param(_)) && declared.func == func;
        let of = FuncRef { file: base.file, func };
        let is_function = || facts.syntax.func(func).recv.is_none() || self.is_only_handed_on(of);
        (is_param && is_function()).then_some(of)
    }

    /// Whether a function is applied by nobody who calls it by its name; a method, by nobody who knows whose it is.
    pub(super) fn is_only_handed_on(&self, func: FuncRef) -> bool {
        let declared = self.scope.facts(func.file).syntax.func(func.func);
        let is_method = declared.recv.is_some();
        let is_handed_on = |&at: &ExprRef| match self.call_of(at) {
            Some(_) => is_method && self.callables(at).is_empty(),
            None => !is_method,
        };
        let are_all = |all: &[ExprRef]| !all.is_empty() && all.iter().all(is_handed_on);
        declared.name.is_none() || self.mentions_of(func).is_some_and(|all| are_all(&all))
    }

    /// What is applied to an object in the function that makes it, or in those that have it made.
    pub(super) fn options_of(&self, object: &Object, frames: &Frames) -> Options {
        let site = match &object.site {
            // What is in every object of a type is where that is.
            Site::Field(path, name, _) => self.only_literal(&Ty::Named(path.clone(), name.clone())).map(Site::Expr),
            site => Some(site.clone()),
        };
        let mut found = Found::default();
        let file = match &site {
            Some(Site::Local(file, _) | Site::Expr(ExprRef { file, .. })) => Some(*file),
            _ => None,
        };
        if let (Some(site), Some(file)) = (site, file) {
            let calls = object.frames.as_slice().iter().filter(|frame| frame.func.loop_over().is_none());
            let made = calls.map(|frame| (frame.call.file, Site::Expr(frame.call)));
            for (file, site) in std::iter::once((file, site)).chain(made) {
                self.applied_in(file, &|facts, arg| is_made_at(facts, arg, &site), frames, &mut found);
            }
        }
        let is_known = found.here && !found.unknown && found.needs.is_empty();
        if is_known { Options::Known(found.applied) } else { Options::Unknown(found.needs) }
    }

    /// The only literal of a type that the type's package has.
    fn only_literal(&self, ty: &Ty) -> Option<ExprRef> {
        let Ty::Named(path, name) = ty else { return None };
        let home = self.scope.package_by_path(path)?;
        let in_file = |&file: &FileId| {
            let literals = self.scope.facts(file).composites.iter().map(move |&expr| ExprRef { file, expr });
            literals.filter(|&at| self.type_of(at) == *ty).collect::<Vec<_>>()
        };
        let files = self.scope.files_mentioning(home, name);
        let mut literals = files.iter().flat_map(in_file);
        literals.next().filter(|_| literals.next().is_none())
    }

    /// What calls of a file apply to an object that is what some arguments are.
    fn applied_in(
        &self,
        file: FileId,
        is_object: &dyn Fn(&FileFacts, ExprId) -> bool,
        frames: &Frames,
        found: &mut Found,
    ) {
        let facts = self.scope.facts(file);
        for call in &facts.calls {
            let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { continue };
            let at = ExprRef { file, expr: call.expr };
            let Some(position) = args.iter().position(|&arg| is_object(facts, arg)) else { continue };
            let place = facts.place(call.expr);
            let is_certain = facts.branches.unconditional(place.branch);
            match &facts.syntax.expr(*fun).kind {
                ExprKind::Local(_) | ExprKind::Index(..) => {
                    found.here = true;
                    // What a loop goes over is applied whole, one after the other.
                    let over = facts.ranged_over(*fun);
                    let own = || {
                        let element = ExprRef { file, expr: *fun };
                        Some(vec![Turn { element, frames: frames.clone(), surely: !place.looped }])
                    };
                    let turns =
                        over.map_or_else(own, |over| self.turns_over(ExprRef { file, expr: over }, frames, found));
                    for turn in turns.unwrap_or_default() {
                        self.apply_value(&turn, at, position, is_certain, frames, found);
                    }
                }
                ExprKind::Select(base, method) => {
                    let Some(over) = facts.ranged_over(*base) else { continue };
                    if !self.callables(ExprRef { file, expr: *fun }).is_empty() {
                        continue;
                    }
                    found.here = true;
                    let over = ExprRef { file, expr: over };
                    for turn in self.turns_over(over, frames, found).unwrap_or_default() {
                        let looped = FuncRef::of_loop(file, over.expr);
                        // What is assumed of others says nothing about this element.
                        let around = self.within(&turn.frames, at, &frames.clone().plain());
                        let inside = around.push(Frame::new(looped, turn.element));
                        let ty = self.type_behind(turn.element, &turn.frames);
                        self.apply_method(ty, method, at, position, is_certain && turn.surely, &inside, found);
                    }
                }
                _ => {}
            }
        }
    }

    /// The elements of what a loop goes over, where they are known: of several lists each element that one of them has.
    #[expect(
        clippy::mutable_key_type,
        reason = "what a context remembers of its parts is nothing by which it is compared"
    )]
    fn turns_over(&self, over: ExprRef, frames: &Frames, found: &mut Found) -> Option<Vec<Turn>> {
        let lists = self.eval(over, frames);
        found.needs.join(lists.needs.clone());
        let mut all: Vec<&[(ExprRef, Frames)]> = Vec::new();
        for list in &lists.items {
            match &list.value {
                Value::List(elements) => all.push(elements),
                Value::Nil | Value::Zero => all.push(&[]),
                _ => {
                    found.unknown = true;
                    return None;
                }
            }
        }
        let longest = all.iter().max_by_key(|list| list.len())?;
        let sets: Vec<HashSet<&(ExprRef, Frames)>> = all.iter().map(|list| list.iter().collect()).collect();
        let in_longest: HashSet<&(ExprRef, Frames)> = longest.iter().collect();
        if all.iter().any(|list| list.iter().any(|element| !in_longest.contains(element))) {
            found.unknown = true;
            return None;
        }
        let turn = |element: &(ExprRef, Frames)| {
            let surely = sets.iter().all(|set| set.contains(element));
            Turn { element: element.0, frames: element.1.clone(), surely }
        };
        Some(longest.iter().map(turn).collect())
    }

    /// The functions that a value may be are applied.
    fn apply_value(
        &self,
        turn: &Turn,
        call: ExprRef,
        position: usize,
        is_certain: bool,
        frames: &Frames,
        found: &mut Found,
    ) {
        let values = self.eval(turn.element, &turn.frames);
        found.needs.join(values.needs.clone());
        let surely = is_certain && turn.surely && values.items.len() == 1;
        for item in &values.items {
            match &item.value {
                Value::Func(func, captured) => {
                    let frames = captured.join(frames).push(Frame::new(*func, call));
                    self.apply(Applied { func: *func, call, frames, surely }, position, MOST_HANDS, found);
                }
                _ => found.unknown = true,
            }
        }
    }

    /// The method of a type is applied.
    #[expect(clippy::too_many_arguments, reason = "what is known of one call of a method")]
    fn apply_method(
        &self,
        ty: Option<Ty>,
        method: &Name,
        call: ExprRef,
        position: usize,
        surely: bool,
        frames: &Frames,
        found: &mut Found,
    ) {
        let methods = ty.map(|ty| self.methods(&ty, method, 0)).unwrap_or_default();
        let [Callable::Program(func)] = *methods else {
            found.unknown = true;
            return;
        };
        let frames = frames.push(Frame::new(func, call));
        self.apply(Applied { func, call, frames, surely }, position, MOST_HANDS, found);
    }

    /// A function is applied, and what it hands on what it is handed.
    fn apply(&self, applied: Applied, position: usize, hands: usize, found: &mut Found) {
        let Applied { func, ref frames, surely, .. } = applied;
        let frames = frames.clone();
        found.applied.push(applied);
        let facts = self.scope.facts(func.file);
        let Some(&param) = facts.syntax.func(func.func).params.get(position).filter(|_| hands > 0) else { return };
        for call in &facts.calls {
            let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { continue };
            let place = facts.place(call.expr);
            let is_value = matches!(facts.syntax.expr(*fun).kind, ExprKind::Local(_));
            let handed = args.iter().position(|&arg| is_local(facts, arg, param));
            let Some(position) = handed.filter(|_| is_value && place.func == Some(func.func)) else { continue };
            let at = ExprRef { file: func.file, expr: call.expr };
            let surely = surely && !place.looped && facts.branches.unconditional(place.branch);
            for item in &self.eval(ExprRef { expr: *fun, ..at }, &frames).items {
                let Value::Func(inner, captured) = &item.value else {
                    found.unknown = true;
                    continue;
                };
                let frames = captured.join(&frames).push(Frame::new(*inner, at));
                self.apply(Applied { func: *inner, call: at, frames, surely }, position, hands - 1, found);
            }
        }
    }
}

/// Whether an argument is a local, or its address.
fn is_local(facts: &FileFacts, arg: ExprId, local: LocalId) -> bool {
    match facts.syntax.expr(arg).kind {
        ExprKind::Address(inner) => is_local(facts, inner, local),
        _ => facts.is_local(arg, local),
    }
}

/// Whether an argument is the local that holds an object from the start, or the literal in which it is made.
fn is_made_at(facts: &FileFacts, arg: ExprId, site: &Site) -> bool {
    let inner = |expr: ExprId| match facts.syntax.expr(expr).kind {
        ExprKind::Address(inner) | ExprKind::Star(inner) => inner,
        _ => expr,
    };
    let ExprKind::Local(local) = facts.syntax.expr(inner(arg)).kind else { return false };
    match site {
        Site::Local(_, made) => *made == local,
        Site::Expr(at) => {
            let first = facts.local_defs.get(&local).and_then(|defs| defs.first());
            let is_literal = |&around: &ExprId| {
                matches!(facts.syntax.expr(around).kind, ExprKind::Composite(_) | ExprKind::Address(_))
            };
            let around = |&expr: &ExprId| facts.parent(expr).filter(is_literal);
            let mut outwards = std::iter::successors(Some(at.expr), around);
            matches!(first.map(|def| def.source), Some(DefSource::Expr(made)) if outwards.any(|e| e == inner(made)))
        }
        _ => false,
    }
}
