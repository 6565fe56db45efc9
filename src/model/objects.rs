//! Whether the object before the dot of an assignment is the one whose field is asked for.
//!
//! In: `base.field = ...` and an object. Out: a [`Relation`]. What the object is embedded in counts as it: `s.Handler = h`
//! sets the handler of the server in `s`. Where the base hangs on a parameter, callers are asked, a few calls outwards.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::types::{Ty, enclosing};
use super::value::{Alternative, ExprRef, Object, Site, Value, Values};
use crate::facts::FieldDef;
use crate::golang::syntax::{ExprKind, Name};
use crate::source::FileId;

/// Callers of callers that are asked which object an assignment is to.
const MOST_OUTWARDS: usize = 3;
/// Callers that are asked at once.
const MOST_CONTEXTS: usize = 16;

/// How the base of an assignment is the object, if it can be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Surely, and the assignment stands in the function that makes it.
    Here,
    /// Surely.
    Same,
    /// In some runs, or as far as is known.
    Perhaps,
}

impl Eval<'_> {
    /// Whether the base of an assignment is the object: surely, perhaps, or not (None).
    pub(super) fn same_object(
        &self,
        base: ExprRef,
        def: &FieldDef,
        object: &Object,
        ty: &Ty,
        home: FileId,
        frames: &Frames,
    ) -> Option<Relation> {
        let base_type = self.type_of(base);
        let comparable = base_type != Ty::Unknown && *ty != Ty::Unknown;
        let embedded = self.embedding_path(&base_type, ty, 0).filter(|_| comparable);
        if comparable && embedded.is_none() {
            return None;
        }
        // `s.Handler = h` may set the field of what s embeds.
        let inside = |values, field: &Name| self.field_of(&values, field, base.file, frames);
        let of_base = |frames: &Frames| embedded.iter().flatten().fold(self.eval(base, frames), inside);
        let values = self.as_callers_know(of_base(frames), frames, &of_base);
        let same = values.items.iter().any(|i| matches!(&i.value, Value::Struct(o) if may_be(o, object)));
        if same {
            let sole = values.items.len() == 1 && def.def.place.func.is_some();
            let here = || base.file == home && self.in_same_function(base, object);
            return Some(match sole {
                true if here() => Relation::Here,
                true => Relation::Same,
                false => Relation::Perhaps,
            });
        }
        let other = values.items.iter().any(|i| matches!(i.value, Value::Struct(_)));
        if other || !comparable {
            return None;
        }
        Some(Relation::Perhaps)
    }

    /// What was asked, asked again for the callers that it hangs on, a few calls outwards, until it is some struct.
    fn as_callers_know(&self, mut values: Values, frames: &Frames, ask: &dyn Fn(&Frames) -> Values) -> Values {
        let mut contexts = vec![frames.clone()];
        for _ in 0..MOST_OUTWARDS {
            let struct_seen = values.items.iter().any(|i| matches!(i.value, Value::Struct(_)));
            if struct_seen || values.needs.is_empty() {
                break;
            }
            let around = |context: &Frames| -> Vec<Frames> {
                let is_needed = |func: &FuncRef| func.loop_over().is_none() && context.place_of(*func).is_none();
                let needed = values.needs.iter().map(|need| need.func).filter(is_needed);
                let called = |func: FuncRef| {
                    let mentions = self.mentions_of(func);
                    let calls: Vec<ExprRef> =
                        mentions.iter().flat_map(|m| m.iter()).filter_map(|&m| self.call_of(m)).collect();
                    calls.into_iter().map(|call| context.push(Frame::new(func, call))).collect::<Vec<_>>()
                };
                needed.flat_map(called).collect()
            };
            contexts = contexts.iter().flat_map(around).collect();
            if contexts.is_empty() || contexts.len() > MOST_CONTEXTS {
                break;
            }
            let mut known = Values::default();
            contexts.iter().for_each(|context| known.join(ask(context)));
            values = known;
        }
        values
    }

    /// The call of what is mentioned there.
    pub(super) fn call_of(&self, mention: ExprRef) -> Option<ExprRef> {
        let facts = self.scope.facts(mention.file);
        let call = facts.parent(mention.expr)?;
        let called = matches!(facts.syntax.expr(call).kind, ExprKind::Call { fun, .. } if fun == mention.expr);
        called.then_some(ExprRef { file: mention.file, expr: call })
    }

    /// Whether an expression is an object, and nothing else, in a calling context.
    pub(super) fn is_surely(&self, base: ExprRef, object: &Object, frames: &Frames) -> bool {
        match self.eval(base, frames).items.as_slice() {
            [Alternative { value: Value::Struct(o), .. }] => may_be(o, object),
            _ => false,
        }
    }

    fn in_same_function(&self, base: ExprRef, object: &Object) -> bool {
        let func = |at: ExprRef| {
            let func = self.scope.facts(at.file).place(at.expr).func?;
            Some(enclosing(&self.scope, FuncRef { file: at.file, func }))
        };
        match &object.site {
            Site::Expr(at) => func(*at) == func(base),
            Site::Local(..) => true,
            _ => false,
        }
    }
}

/// Whether two objects of one place may be one.
fn may_be(a: &Object, b: &Object) -> bool {
    a.site == b.site && a.frames.compatible(&b.frames)
}
