//! What a function of the program sets through a pointer that it is handed: `stringFlag(&addr, "addr", ":8080")`.
//!
//! In: the function, the position of a pointer to a text or a number, and the call. Out: what it assigns, and what the functions
//! set to which it hands the pointer on. Where structs point, assignments to their fields are found by type, not here.

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::Ty;
use super::value::{ExprRef, Value, Values};
use crate::golang::syntax::{ExprKind, LocalId, Type};

impl Eval<'_> {
    /// The parameter at a position, where it is a pointer to a basic type.
    pub(crate) fn basic_pointer(&self, func: FuncRef, index: u32) -> Option<LocalId> {
        let facts = self.scope.facts(func.file);
        let &param = facts.syntax.func(func.func).params.get(index as usize)?;
        let Some(Type::Pointer(to)) = facts.syntax.local(param).ty.as_deref() else { return None };
        matches!(self.resolve(func.file, to), Ty::Basic(_)).then_some(param)
    }

    /// What a call sets a variable to whose address is the argument for `param`; whoever keeps the pointer may set it later.
    pub(crate) fn set_through(&self, func: FuncRef, param: LocalId, call: ExprRef, frames: &Frames) -> Values {
        let configured = || Values::one(Value::Configured, Provenance::Default, Some(call));
        if !self.deeper() {
            return configured();
        }
        let facts = self.scope.facts(func.file);
        let frames = frames.push(Frame::new(func, call));
        let mut values = Values::default();
        for def in facts.local_defs.get(&param).into_iter().flatten() {
            values.join(self.eval_source(func.file, def.source, &frames));
        }
        for used in facts.syntax.uses_of(param) {
            let around = facts.parent(used).map(|around| (around, &facts.syntax.expr(around).kind));
            match around {
                // What it points to is read or set, or it is compared with nil.
                Some((_, ExprKind::Star(_) | ExprKind::Binary(..))) => {}
                Some((call, ExprKind::Call { args, .. })) if args.contains(&used) => {
                    let position = args.iter().position(|&arg| arg == used).and_then(|n| u32::try_from(n).ok());
                    let at = ExprRef { file: func.file, expr: call };
                    values.join(self.set_by_call(at, position.unwrap_or(0), &frames));
                }
                _ => values.join(configured()),
            }
        }
        self.shallower();
        values
    }
}
