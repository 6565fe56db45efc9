//! Whose callers decide whether a run comes to a place: functions that ask a parameter, or a field of what they are handed.
//!
//! In: a place, and a calling context. Out: functions. Whether the condition holds then, `decide` says.

use super::as_written::Written;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::moments::MOST_CALLERS;
use super::sites::MOST_FILES_OF_CALLERS;
use super::types::Ty;
use super::value::{ExprRef, Needs};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name, Op, Type};
use crate::golang::words::Front;
use crate::source::FileId;

/// Parts of a call that are looked at.
const MOST_PARTS: usize = 64;
/// Functions that hand on what they are handed.
const MOST_HANDERS: u32 = 2;

impl Eval<'_> {
    /// The function around a place whose callers decide whether a run comes there: it asks whether a parameter is true.
    pub(crate) fn decided_by_callers(&self, at: ExprRef) -> Option<FuncRef> {
        let facts = self.scope.facts(at.file);
        let local = asked_around(facts, at.expr).into_iter().find_map(|asked| match facts.syntax.expr(asked).kind {
            ExprKind::Local(_) => parameter_of(facts, asked),
            _ => None,
        })?;
        Some(FuncRef { file: at.file, func: facts.syntax.local(local).func })
    }

    /// The functions whose callers decide whether a run comes to a call, or to one of those that lead to it in a context: they ask
    /// a field of what they are handed, and somebody switches that field on or off; or what they are handed is written by a caller.
    pub(crate) fn decided_by_makers(&self, call: ExprRef, frames: &Frames) -> Vec<FuncRef> {
        let calls = frames.as_slice().iter().filter(|f| f.func.loop_over().is_none()).map(|f| f.call);
        let decides = |at: ExprRef| {
            let facts = self.scope.facts(at.file);
            asked_around(facts, at.expr).into_iter().find_map(|asked| match &facts.syntax.expr(asked).kind {
                ExprKind::Select(base, field) => {
                    let base = ExprRef { file: at.file, expr: *base };
                    let handed = parameter_of(facts, base.expr).filter(|_| self.is_switched_off(base, field));
                    match handed {
                        Some(local) => self.handed_by(at.file, local, frames),
                        None => self.written_by_makers(base, field, frames),
                    }
                }
                ExprKind::Local(_) => self.written_by_caller(ExprRef { expr: asked, ..at }, frames, &is_written),
                ExprKind::Binary(Op::Eq | Op::Ne, left, right) => {
                    let side = |expr, other| {
                        let is_told = if is_literal(facts, other) { is_written } else { is_named };
                        self.written_by_caller(ExprRef { expr, ..at }, frames, &is_told)
                    };
                    let told = side(*left, *right).or_else(|| side(*right, *left));
                    told.or_else(|| self.compared_with_written(at.file, [*left, *right], frames))
                }
                ExprKind::Binary(_, left, right) => self.compared_with_written(at.file, [*left, *right], frames),
                _ => None,
            })
        };
        std::iter::once(call).chain(calls).filter_map(decides).collect()
    }

    /// The function whose callers write down the struct of which a call is given fields, or the server that it is a method of: of several
    /// such literals each is asked by itself.
    pub(crate) fn handed_literal(&self, call: ExprRef, frames: &Frames) -> Option<FuncRef> {
        let facts = self.scope.facts(call.file);
        let mut open = vec![call.expr];
        let mut steps = MOST_PARTS;
        while let Some(expr) = open.pop() {
            steps = steps.checked_sub(1)?;
            match &facts.syntax.expr(expr).kind {
                ExprKind::Call { fun, args, .. } => {
                    open.extend(args);
                    // `server := &http.Server{Addr: c.Addr}`
                    let base =
                        if let ExprKind::Select(base, _) = facts.syntax.expr(*fun).kind { Some(base) } else { None };
                    let made = base.and_then(|base| literal_of(facts, base)).map(|made| &facts.syntax.expr(made).kind);
                    if let Some(ExprKind::Composite(literal)) = made {
                        open.extend(literal.elems.iter().map(|element| element.value));
                    }
                }
                ExprKind::Binary(_, left, right) => open.extend([*left, *right]),
                ExprKind::Local(local) => {
                    let defs = facts.local_defs.get(local).unwrap_or_default();
                    open.extend(defs.iter().filter_map(|def| def.source.expr()));
                }
                ExprKind::Select(base, _) => {
                    let is_literal = |facts: &FileFacts, arg| literal_of(facts, arg).is_some();
                    let by_caller = |expr| self.written_by_caller(ExprRef { expr, ..call }, frames, &is_literal);
                    let of_list = || by_caller(facts.ranged_over(*base)?);
                    let told = by_caller(expr).or_else(of_list);
                    let told = told.or_else(|| self.several_receivers(ExprRef { expr, ..call }, frames));
                    if told.is_some() {
                        return told;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a caller may write down what it hands in: few files name the function, and of a type with a name one of them names that.
    fn may_be_written_by_callers(&self, func: FuncRef, local: LocalId) -> bool {
        let ty = self.scope.facts(func.file).syntax.local(local).ty.as_deref().and_then(type_name);
        // What is written of `string` and `bool` does not name them.
        let ty = ty.filter(|name| !matches!(&***name, "string" | "bool" | "error" | "any"));
        // Of a name that many have, most calls are of something else.
        self.files_with(func).filter(|files| files.len() <= MOST_FILES_OF_CALLERS).is_some_and(|files| {
            ty.is_none_or(|ty| files.iter().any(|&(_, file)| self.scope.reader.mentions(file, ty, Front::Any)))
        })
    }

    /// The method whose receiver has a field, where it is called on several literals, or on objects of which literals say several things.
    fn several_receivers(&self, field: ExprRef, frames: &Frames) -> Option<FuncRef> {
        let facts = self.scope.facts(field.file);
        let ExprKind::Select(base, name) = &facts.syntax.expr(field.expr).kind else { return None };
        let ExprKind::Local(local) = facts.syntax.expr(*base).kind else { return None };
        let declared = facts.syntax.local(local);
        let func = FuncRef { file: field.file, func: declared.func };
        let is_receiver = declared.kind == LocalKind::Receiver && self.find(frames, func).is_none();
        if !is_receiver || !self.may_be_written_by_callers(func, local) {
            return None;
        }
        let literal = |&mention: &ExprRef| {
            let call = self.call_of(mention)?;
            let facts = self.scope.facts(call.file);
            let ExprKind::Select(base, _) = facts.syntax.expr(mention.expr).kind else { return None };
            Some((call.file, literal_of(facts, base)?))
        };
        let mentions = self.mentions_of(func).filter(|mentions| mentions.len() <= MOST_CALLERS)?;
        let base = ExprRef { expr: *base, ..field };
        let says = |mention: &ExprRef| self.as_written_by(func, *mention, base, name, frames)?;
        (differ(mentions.iter().filter_map(literal)) || differ(mentions.iter().filter_map(says))).then_some(func)
    }

    /// The function whose callers hand in what is asked, where one of them writes there what it is.
    fn written_by_caller(
        &self,
        asked: ExprRef,
        frames: &Frames,
        is_written: &dyn Fn(&FileFacts, ExprId) -> bool,
    ) -> Option<FuncRef> {
        let local = parameter_of(self.scope.facts(asked.file), asked.expr)?;
        let (func, local) = self.hander(asked.file, local, frames, parameter_of)?;
        let LocalKind::Param(index) = self.scope.facts(func.file).syntax.local(local).kind else { return None };
        if !self.may_be_written_by_callers(func, local) {
            return None;
        }
        let writes = |&mention: &ExprRef| {
            let call = self.call_of(mention)?;
            let facts = self.scope.facts(call.file);
            let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
            args.get(index as usize).filter(|&&arg| is_written(facts, arg))
        };
        let calls = self.mentions_of(func).filter(|calls| calls.len() <= MOST_CALLERS)?;
        calls.iter().any(|mention| writes(mention).is_some()).then_some(func)
    }

    /// The function whose callers hand in what a side of a comparison is a field of, where one of them writes down the object.
    fn compared_with_written(&self, file: FileId, sides: [ExprId; 2], frames: &Frames) -> Option<FuncRef> {
        let facts = self.scope.facts(file);
        sides.into_iter().find_map(|side| match &facts.syntax.expr(side).kind {
            ExprKind::Select(base, field) => self.written_by_makers(ExprRef { file, expr: *base }, field, frames),
            _ => None,
        })
    }

    /// The function whose callers hand in an object, also as its receiver, where one of them says by a literal what a field of it is.
    fn written_by_makers(&self, base: ExprRef, field: &Name, frames: &Frames) -> Option<FuncRef> {
        let func = self.maker_of_root(base, frames)?;
        self.files_with(func).filter(|files| files.len() <= MOST_FILES_OF_CALLERS)?;
        let mentions = self.mentions_of(func).filter(|mentions| mentions.len() <= MOST_CALLERS)?;
        let says = |mention: &ExprRef| self.as_written_by(func, *mention, base, field, frames).is_some();
        mentions.iter().any(says).then_some(func)
    }

    /// What the literal of an object says of a field, where a function is called in one of the places that mention it.
    fn as_written_by(
        &self,
        func: FuncRef,
        mention: ExprRef,
        base: ExprRef,
        field: &Name,
        frames: &Frames,
    ) -> Option<Written> {
        let call = self.call_of(mention)?;
        self.as_written(base, field, &frames.push_around(Frame::new(func, call)))
    }

    /// The function whose parameter or receiver an expression is, or is a field of.
    pub(super) fn root_func(&self, at: ExprRef) -> Option<FuncRef> {
        let facts = self.scope.facts(at.file);
        let func = facts.syntax.local(root_of(facts, at.expr)?).func;
        Some(FuncRef { file: at.file, func })
    }

    /// The function whose parameter or receiver an expression is a field of, where the context does not say who calls it.
    fn maker_of_root(&self, at: ExprRef, frames: &Frames) -> Option<FuncRef> {
        let local = root_of(self.scope.facts(at.file), at.expr)?;
        self.hander(at.file, local, frames, root_of).map(|(func, _)| func)
    }

    /// Whether some place writes `false` into a field: in the package that declares its type, or in one that imports it.
    fn is_switched_off(&self, base: ExprRef, field: &Name) -> bool {
        let Ty::Named(path, _) = self.type_of(base) else { return false };
        let Some(home) = self.scope.package_by_path(&path) else { return false };
        let files = self.files_naming(&self.users(home, field), field).unwrap_or_default();
        files.into_iter().filter(|&(_, file)| self.scope.may_set(file, field)).any(|(_, file)| {
            let facts = self.scope.facts(file);
            let off = |value: ExprId| matches!(&facts.syntax.expr(value).kind, ExprKind::Name(n) if &**n == "false");
            facts.field_defs.iter().any(|d| d.field == *field && d.def.source.expr().is_some_and(off))
        })
    }

    /// The functions whose callers decide what an expression is, of those that hand in its parameters.
    pub(crate) fn told_by_callers(&self, at: ExprRef, frames: &Frames) -> Vec<FuncRef> {
        let facts = self.scope.facts(at.file);
        let mut open = vec![at.expr];
        let mut found = Vec::new();
        while let Some(expr) = open.pop() {
            match &facts.syntax.expr(expr).kind {
                ExprKind::Binary(_, left, right) => open.extend([*left, *right]),
                ExprKind::Call { args, .. } => open.extend(args),
                _ => {
                    found.extend(parameter_of(facts, expr).and_then(|local| self.handed_by(at.file, local, frames)));
                }
            }
        }
        found
    }

    /// The function whose callers hand in a parameter, where the context does not say who calls it.
    fn handed_by(&self, file: FileId, local: LocalId, frames: &Frames) -> Option<FuncRef> {
        self.hander(file, local, frames, parameter_of).map(|(func, _)| func)
    }

    /// The same with the parameter of that function; `root` says what counts as one.
    fn hander(
        &self,
        file: FileId,
        local: LocalId,
        frames: &Frames,
        root: fn(&FileFacts, ExprId) -> Option<LocalId>,
    ) -> Option<(FuncRef, LocalId)> {
        let func = FuncRef { file, func: self.scope.facts(file).syntax.local(local).func };
        if self.find(frames, func).is_none() {
            return Some((func, local));
        }
        let (argument, outer) = self.handed_in(file, local, frames)?;
        let local = root(self.scope.facts(argument.file), argument.expr)?;
        self.hander(argument.file, local, &outer, root)
    }
}

impl Eval<'_> {
    /// Whether an object, of a type, that somebody hands in is the element that a loop is at: there, where the context has it from, or where
    /// those have it from whom it needs. Of that one, what other objects of its type have says nothing.
    pub(super) fn is_taken_from_list(&self, object: ExprRef, ty: &Ty, needs: &Needs, frames: &Frames) -> bool {
        let funcs = needs.iter().map(|need| need.func).filter(|func| func.loop_over().is_none());
        let hands_element = |func: FuncRef| {
            let facts = self.scope.facts(func.file);
            let mut calls = facts.calls_between(facts.syntax.func(func.func).range);
            calls.any(|call| self.hands_element(ExprRef { file: func.file, expr: call.expr }, ty))
        };
        !needs.is_empty()
            && (is_at_element(self.scope.facts(object.file), object.expr)
                || frames.as_slice().iter().any(|frame| self.hands_element(frame.call, ty))
                || funcs.clone().any(hands_element)
                || funcs.into_iter().any(|func| self.is_handed_from_loop(func, ty, MOST_HANDERS)))
    }

    fn is_handed_from_loop(&self, func: FuncRef, ty: &Ty, most: u32) -> bool {
        let mentions = self.mentions_of(func);
        let mut calls = mentions.iter().flat_map(|all| all.iter()).filter_map(|&mention| self.call_of(mention));
        calls.any(|call| self.hands_element(call, ty) || most > 0 && self.hands_on_element(call, func, ty, most - 1))
    }

    /// Whether a call hands on the element of a loop.
    fn hands_element(&self, call: ExprRef, ty: &Ty) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
        args.iter().any(|&arg| is_at_element(facts, arg) && self.type_of(ExprRef { expr: arg, ..call }) == *ty)
    }

    /// Whether a call hands on what is, to another function, handed as the element of a loop.
    fn hands_on_element(&self, call: ExprRef, from: FuncRef, ty: &Ty, most: u32) -> bool {
        let facts = self.scope.facts(call.file);
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return false };
        args.iter().any(|&arg| {
            let hander = |local| FuncRef { file: call.file, func: facts.syntax.local(local).func };
            let hander = parameter_of(facts, arg).map(hander).filter(|&hander| hander != from);
            hander.is_some_and(|hander| {
                self.type_of(ExprRef { expr: arg, ..call }) == *ty && self.is_handed_from_loop(hander, ty, most)
            })
        })
    }
}

/// Whether an expression is the element that a loop is at, or a part of it.
fn is_at_element(facts: &FileFacts, expr: ExprId) -> bool {
    match &facts.syntax.expr(expr).kind {
        ExprKind::Address(inner) | ExprKind::Star(inner) | ExprKind::Select(inner, _) => is_at_element(facts, *inner),
        ExprKind::Index(_, keys) => matches!(**keys, [key] if facts.key_of(key).is_some()),
        _ => facts.ranged_over(expr).is_some(),
    }
}

/// Whether there are several things.
fn differ<T: PartialEq>(mut things: impl Iterator<Item = T>) -> bool {
    things.next().is_some_and(|first| things.any(|other| other != first))
}

/// Whether an argument is written: a truth, nothing, a text.
fn is_written(facts: &FileFacts, arg: ExprId) -> bool {
    match &facts.syntax.expr(arg).kind {
        ExprKind::Name(name) => matches!(&**name, "true" | "false" | "nil"),
        ExprKind::Str(_) => true,
        _ => false,
    }
}

/// Whether an argument is written, or something of a package by its name.
fn is_named(facts: &FileFacts, arg: ExprId) -> bool {
    match facts.syntax.expr(arg).kind {
        ExprKind::Name(_) | ExprKind::Str(_) | ExprKind::Int(_) => true,
        ExprKind::Select(base, _) => matches!(facts.syntax.expr(base).kind, ExprKind::Import(_)),
        _ => false,
    }
}

/// Whether a side of a comparison says by itself what it is: a number, a text, a truth, nothing.
fn is_literal(facts: &FileFacts, side: ExprId) -> bool {
    is_written(facts, side) || matches!(facts.syntax.expr(side).kind, ExprKind::Int(_))
}

/// The literal that an argument is, or the local that is one.
fn literal_of(facts: &FileFacts, arg: ExprId) -> Option<ExprId> {
    match facts.syntax.expr(arg).kind {
        ExprKind::Composite(_) => Some(arg),
        ExprKind::Address(inner) | ExprKind::Star(inner) => literal_of(facts, inner),
        ExprKind::Local(local) => match facts.local_defs.get(&local).unwrap_or_default() {
            &[Def { source: DefSource::Expr(value), .. }] => literal_of(facts, value),
            _ => None,
        },
        _ => None,
    }
}

/// The name of a type, or of what it points to.
fn type_name(ty: &Type) -> Option<&Name> {
    match ty {
        Type::Name(name) | Type::Qualified(_, name) => Some(name),
        Type::Pointer(inner) | Type::Generic(inner, _) => type_name(inner),
        _ => None,
    }
}

/// What the conditions around a place ask to be true, or not.
fn asked_around(facts: &FileFacts, at: ExprId) -> Vec<ExprId> {
    let around = facts.branches.around(facts.place(at).branch);
    let mut open: Vec<ExprId> = around.flat_map(|(statement, _)| facts.asked(statement)).collect();
    let mut found = Vec::new();
    while let Some(asked) = open.pop() {
        match &facts.syntax.expr(asked).kind {
            ExprKind::Unary(Op::Not, inner) => open.push(*inner),
            ExprKind::Binary(Op::LAnd | Op::LOr, left, right) => open.extend([*left, *right]),
            _ => found.push(asked),
        }
    }
    found
}

/// The parameter or receiver that an expression is, or is a field of.
fn root_of(facts: &FileFacts, expr: ExprId) -> Option<LocalId> {
    match facts.syntax.expr(expr).kind {
        ExprKind::Local(local) => {
            let is_handed = matches!(facts.syntax.local(local).kind, LocalKind::Param(_) | LocalKind::Receiver);
            is_handed.then_some(local)
        }
        ExprKind::Select(base, _) | ExprKind::Star(base) | ExprKind::Address(base) => root_of(facts, base),
        _ => None,
    }
}

/// The parameter that an expression is, or is a field of.
fn parameter_of(facts: &FileFacts, expr: ExprId) -> Option<LocalId> {
    root_of(facts, expr).filter(|&local| matches!(facts.syntax.local(local).kind, LocalKind::Param(_)))
}
