//! Whether the object before the dot of an assignment is the one whose field is asked for.
//!
//! In: `base.field = ...` and an object. Out: a [`Relation`]. What the object is embedded in counts as it: `s.Handler = h`
//! sets the handler of the server in `s`. Where the base hangs on a parameter, callers are asked, a few calls outwards.

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::moments::Way;
use super::types::{Ty, enclosing};
use super::value::{Alternative, ExprRef, Object, Site, Value, Values};
use crate::facts::FieldDef;
use crate::golang::syntax::{ExprKind, LocalKind, Name};
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
        self.scope.facts(mention.file).call_of(mention.expr).map(|expr| ExprRef { expr, ..mention })
    }

    /// The call of a function that is mentioned in one place only.
    pub(super) fn only_call(&self, func: FuncRef) -> Option<ExprRef> {
        match &*self.mentions_of(func)? {
            [mention] => self.call_of(*mention),
            _ => None,
        }
    }

    /// Whether an expression is an object, and nothing else, in a calling context.
    pub(super) fn is_surely(&self, base: ExprRef, object: &Object, frames: &Frames) -> bool {
        match self.eval(base, frames).items.as_slice() {
            [Alternative { value: Value::Struct(o), .. }] => may_be(o, object),
            _ => false,
        }
    }

    /// The context in a function that is handed an object, where several calls of it are seen and one of them surely hands it this one:
    /// what the function makes then is this object's. Of several such calls the last one before a run comes to a place.
    pub(super) fn called_with(
        &self,
        handed: ExprRef,
        object: &Object,
        frames: &Frames,
        way: Option<(&Way<'_>, &Name)>,
    ) -> Option<Frames> {
        let facts = self.scope.facts(handed.file);
        let local = match facts.syntax.expr(handed.expr).kind {
            ExprKind::Local(local) => local,
            ExprKind::Star(inner) => {
                return self.called_with(ExprRef { expr: inner, ..handed }, object, frames, way);
            }
            _ => return None,
        };
        let declared = facts.syntax.local(local);
        let func = FuncRef { file: handed.file, func: declared.func };
        if declared.kind == LocalKind::Var || frames.place_of(func).is_some() {
            return None;
        }
        let mentions = self.mentions_of(func).filter(|mentions| (2..=MOST_CONTEXTS).contains(&mentions.len()))?;
        let calls = mentions.iter().filter_map(|&mention| {
            let call = self.call_of(mention)?;
            let inside = Frames::default().push(Frame::new(func, call));
            self.is_handed_surely(handed, object, &inside).then_some(call)
        });
        let calls: Vec<ExprRef> = calls.collect();
        let call = match *calls {
            [call] => call,
            _ => way.and_then(|(way, field)| self.last_on(way, &calls, field))?,
        };
        Some(frames.push(Frame::new(func, call)))
    }

    /// Whether a function is handed an object, and nothing else, or something that embeds it.
    fn is_handed_surely(&self, handed: ExprRef, object: &Object, frames: &Frames) -> bool {
        let values = self.eval(handed, frames);
        let [Alternative { value: Value::Struct(whole), .. }] = values.items.as_slice() else { return false };
        if may_be(whole, object) {
            return true;
        }
        let (outer, inner) = (self.type_of_site(&whole.site), self.type_of_site(&object.site));
        let path = self.embedding_path(&outer, &inner, 0).filter(|path| !path.is_empty());
        let inside = |values, field: &Name| self.field_of(&values, field, handed.file, frames);
        let found = path.map(|path| path.iter().fold(values.clone(), inside));
        found.is_some_and(|found| {
            matches!(found.items.as_slice(), [Alternative { value: Value::Struct(o), .. }] if may_be(o, object))
        })
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
