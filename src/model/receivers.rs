//! On which object a method runs that nobody is seen to call: a library has it behind an interface.
//!
//! In: a call that serves, in a calling context. Out: a context for each object that the program makes of the receiver's type, so that the
//! fields of one stay together: the host of one with the port of another is nobody's address. Only objects that literals make are told
//! apart; which of them a run comes with is not known.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::Ty;
use super::value::ExprRef;
use crate::golang::syntax::{ExprKind, Name, Syntax, Type};

/// Objects of one type that are told apart.
const MOST_OBJECTS: usize = 8;
/// Methods of one object that call each other.
const MOST_METHODS: usize = 8;

impl Eval<'_> {
    /// A context with what it says already, for each object that the method may be called on which leads to a call and of which the context
    /// does not say on what, with the literal that makes it. None where there are not several, or others than these.
    pub(super) fn for_each_receiver(&self, call: ExprRef, frames: &Frames) -> Option<Vec<(ExprRef, Frames)>> {
        let method = self.method_of_unknown(call, frames)?;
        let ty = self.receiver_type_of(method)?;
        let objects = self.literals_of(&ty)?;
        let others = frames.without(frames.places(|frame| frame.func == method));
        let apart = |object: ExprRef| (object, others.push(Frame::assumed(method, object)));
        (2..=MOST_OBJECTS).contains(&objects.len()).then(|| objects.into_iter().map(apart).collect())
    }

    /// The method that leads to a call and of which the context does not say who calls it, or on which object.
    fn method_of_unknown(&self, call: ExprRef, frames: &Frames) -> Option<FuncRef> {
        let mut at = call;
        for _ in 0..MOST_METHODS {
            let facts = self.scope.facts(at.file);
            let func = FuncRef { file: at.file, func: facts.outermost(facts.place(at.expr).func?) };
            let receiver = facts.syntax.func(func.func).recv;
            let Some((frame, _)) = frames.find(func) else { return Some(func) };
            if receiver.is_some_and(|receiver| self.eval_receiver(func.file, receiver, frames).is_unknown()) {
                return Some(func);
            }
            at = frame.call;
        }
        None
    }

    /// The type, of the user's own, that a method belongs to.
    fn receiver_type_of(&self, method: FuncRef) -> Option<Ty> {
        let package = self.scope.package(self.scope.package_of(method.file));
        let name = self.scope.receiver_type(method).filter(|_| package.source.is_own())?;
        Some(Ty::Named((*package.path).into(), name))
    }

    /// The literals that make the objects of a type; None where objects are made in other ways, too.
    fn literals_of(&self, ty: &Ty) -> Option<Vec<ExprRef>> {
        let Ty::Named(path, name) = ty else { return None };
        let home = self.scope.package_by_path(path)?;
        let mut found = Vec::new();
        for (package, file) in self.files_naming(&self.users(home, name), name)? {
            let facts = self.scope.facts(file);
            if makes_without_literal(&facts.syntax, name, package == home) {
                return None;
            }
            let literals = facts.composites.iter().map(|&expr| ExprRef { file, expr });
            found.extend(literals.filter(|&literal| self.type_of(literal) == *ty));
        }
        Some(found)
    }
}

/// Whether a file may make an object of a type by `new(T)` or `var x T`.
fn makes_without_literal(syntax: &Syntax, name: &Name, is_home: bool) -> bool {
    let is_it = |ty: &Type| match ty {
        Type::Name(named) => is_home && named == name,
        Type::Qualified(_, named) => !is_home && named == name,
        _ => false,
    };
    let mut zero = syntax.vars.iter().filter(|var| var.value.is_none()).filter_map(|var| var.ty.as_deref());
    zero.any(is_it)
        || syntax.all_exprs().any(|(_, expr)| match &expr.kind {
            ExprKind::Call { fun, args, .. } => {
                let is_new = matches!(&syntax.expr(*fun).kind, ExprKind::Name(called) if &**called == "new");
                is_new
                    && args.iter().any(|&arg| match &syntax.expr(arg).kind {
                        ExprKind::Name(named) => is_home && named == name,
                        ExprKind::Select(_, named) => !is_home && named == name,
                        _ => false,
                    })
            }
            _ => false,
        })
}
