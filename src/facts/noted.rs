//! Whether a function sets what it asks about: then it is a note that a run was there.
//!
//! In: what a condition asks, and the function. Out: yes or no. Methods go by their names: those of the types in sync/atomic and of sets. What
//! the function takes back again, as a lock that it gives back at its end, is no note.

use super::asked::{Asked, Kept};
use super::{Def, DefSource, ElementDef, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, Op};

/// Methods that set something and say what it was.
const EXCHANGES: [&str; 5] = ["CompareAndSwap", "Swap", "Add", "LoadOrStore", "TryLock"];
/// Methods behind which nothing is noted any more.
const TAKES_BACK: [&str; 5] = ["Unlock", "Delete", "Remove", "Reset", "Clear"];

impl FileFacts {
    /// Whether something that a condition asks is set by asking: by a method that says what was there before, or by what a `select` sends.
    pub(super) fn exchanges(&self, asked: ExprId) -> bool {
        let by_method = self.parent(asked).is_some_and(|select| match &self.syntax.expr(select).kind {
            ExprKind::Select(_, name) => EXCHANGES.contains(&&**name) && self.call_of(select).is_some(),
            _ => false,
        });
        by_method || (self.is_polled(asked) && !self.is_received(asked))
    }

    fn is_polled(&self, channel: ExprId) -> bool {
        self.polled.values().flatten().any(|&polled| polled == channel)
    }

    fn is_received(&self, channel: ExprId) -> bool {
        self.parent(channel).is_some_and(|around| matches!(self.syntax.expr(around).kind, ExprKind::Receive(_)))
    }

    /// Whether a function sets what it asks about, or an element of it.
    pub(super) fn notes(&self, asked: &Asked, func: FuncId) -> bool {
        let Asked { kept, arg, itself } = asked;
        let here = |of: Option<FuncId>| of.is_some_and(|of| self.is_within(of, func));
        let is_kept = |expr: ExprId| match (&self.syntax.expr(expr).kind, kept) {
            (ExprKind::Select(_, field), Kept::Field(kept)) => field == kept,
            (ExprKind::Name(name), Kept::Variable(kept)) => name == kept,
            (ExprKind::Local(local), Kept::Captured(kept) | Kept::Own(kept) | Kept::Pointed(kept)) => local == kept,
            _ => false,
        };
        let set = match kept {
            Kept::Field(field) => self.field_defs.iter().any(|d| d.field == *field && here(d.def.place.func)),
            Kept::Variable(name) => self.global_defs.iter().any(|(n, def)| n == name && here(def.place.func)),
            Kept::Captured(local) | Kept::Pointed(local) => {
                self.local_defs.get(local).into_iter().flatten().any(|def| here(def.place.func))
            }
            // Of its own, only a switch that is thrown says that a run was there.
            Kept::Own(local) => {
                let thrown =
                    |def: &Def| def.place.looped && def.source.expr().is_some_and(|value| self.is_truth(value));
                self.local_defs.get(local).into_iter().flatten().any(thrown)
            }
            Kept::Parameter => return false,
        };
        let told = |arg: ExprId, args: &[ExprId]| {
            !self.is_truth(arg) && args.first().is_some_and(|&told| told != arg && self.same_path(told, arg))
        };
        let is_filled = |set: &ElementDef| set.def.source != DefSource::Zero && here(set.def.place.func);
        set || self.element_defs.iter().any(|d| is_filled(d) && is_kept(d.base))
            || (*itself && !self.is_taken_back(kept, func, &is_kept))
            || self.calls_of(func).any(|(fun, args)| match &self.syntax.expr(fun).kind {
                ExprKind::Select(base, name) if is_kept(*base) => {
                    let is_stored = &**name == "Store" && matches!(args, [value] if !self.is_zero(*value));
                    is_stored || arg.is_some_and(|arg| told(arg, args))
                }
                // What is closed is found closed.
                ExprKind::Name(name) => &**name == "close" && args.first().is_some_and(|&closed| is_kept(closed)),
                _ => false,
            })
    }

    /// Whether a function takes back what it has set in asking.
    fn is_taken_back(&self, kept: &Kept, func: FuncId, is_kept: &dyn Fn(ExprId) -> bool) -> bool {
        let by_call = self.calls_of(func).any(|(fun, args)| match &self.syntax.expr(fun).kind {
            ExprKind::Select(base, name) if is_kept(*base) => {
                let is = |is: fn(&Self, ExprId) -> bool| args.first().is_some_and(|&value| is(self, value));
                match &**name {
                    "Store" | "Swap" => is(Self::is_zero),
                    "Add" => is(Self::is_negative),
                    name => TAKES_BACK.contains(&name),
                }
            }
            _ => false,
        });
        let range = self.syntax.func(func).range;
        let is_received = |channel: &ExprId| {
            is_kept(*channel) && range.contains(self.syntax.expr(*channel).range.start) && self.is_received(*channel)
        };
        let (Kept::Field(name) | Kept::Variable(name)) = kept else { return by_call };
        by_call || self.mentions.get(name).unwrap_or_default().iter().any(is_received)
    }

    fn calls_of(&self, func: FuncId) -> impl Iterator<Item = (ExprId, &[ExprId])> {
        self.calls_between(self.syntax.func(func).range).filter_map(|call| match &self.syntax.expr(call.expr).kind {
            ExprKind::Call { fun, args, .. } => Some((*fun, &**args)),
            _ => None,
        })
    }

    fn is_negative(&self, expr: ExprId) -> bool {
        matches!(self.syntax.expr(expr).kind, ExprKind::Unary(Op::Sub, _))
    }

    fn is_zero(&self, expr: ExprId) -> bool {
        match &self.syntax.expr(expr).kind {
            ExprKind::Name(name) => matches!(&**name, "false" | "nil"),
            ExprKind::Int(n) => *n == Some(0),
            _ => false,
        }
    }
}
