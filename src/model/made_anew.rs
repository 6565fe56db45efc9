//! Muxes that are made anew: at each call of the function around, and in each turn of the loops around.
//!
//! In: the expression that makes a mux, and a calling context. Out: the mux, and the loops of which a turn would have to be taken to tell
//! which one it is. A loop over too many elements, or over what is not known, makes one for all of its turns.

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::sites::MOST_FILES_OF_CALLERS;
use super::types::Ty;
use super::value::{Alternative, ExprRef, Need, Object, Site, Value, Values};
use crate::golang::syntax::{ExprId, FuncId};

/// Turns of a loop that make a mux each.
const MOST_TURNS: usize = 64;
/// Functions from here on stand for types that muxes are parts of: no file has so many functions.
const FIRST_TYPE: u32 = 0x4000_0000;
/// Expressions from here on stand for locals, and for package variables, that hold such an object.
const FIRST_LOCAL: u32 = 0x4000_0000;
const FIRST_VAR: u32 = 0x6000_0000;
/// Callers of callers of the function that makes a mux.
const MOST_OUTWARDS: usize = 4;

impl Eval<'_> {
    /// The mux that an expression makes.
    pub(crate) fn new_mux(&self, at: ExprRef, frames: &Frames) -> Values {
        let (carried, open) = self.carried_beside(at, frames);
        let object = Object { site: Site::Expr(at), frames: carried };
        let mut values = Values::one(Value::Mux(object), Provenance::Literal, Some(at));
        for looped in open {
            let elements = looped.loop_over().map(|over| self.loop_elements(over, frames).len());
            if elements.is_some_and(|n| (2..=MOST_TURNS).contains(&n)) {
                values.needs.insert(Need::from(looped));
            }
        }
        values
    }

    /// The function around a call which is handed one of several muxes that this function makes, or that its receiver may hold: who calls
    /// it says which one.
    pub(crate) fn maker_around(
        &self,
        call: ExprRef,
        handlers: &Values,
        frames: &Frames,
        are_several: &dyn Fn(&Object) -> bool,
    ) -> Option<FuncRef> {
        let facts = self.scope.facts(call.file);
        let around = |at: ExprRef| facts.place(at.expr).func;
        let innermost = around(call)?;
        // A literal that makes the mux is called by itself, with what it is handed.
        let makes = |item: &Alternative| match &item.value {
            Value::Mux(Object { site: Site::Expr(at), .. }) => at.file == call.file && around(*at) == Some(innermost),
            _ => false,
        };
        let is_own = handlers.items.iter().any(makes);
        let func = if is_own { innermost } else { facts.outermost(innermost) };
        let func = FuncRef { file: call.file, func };
        let is_method = facts.syntax.func(func.func).recv.is_some();
        // Of a name that many have, most calls are of something else.
        let is_held = || is_method && self.files_with(func).is_some_and(|files| files.len() <= MOST_FILES_OF_CALLERS);
        let is_here =
            |at: ExprRef| at.file == call.file && around(at).is_some_and(|made_in| facts.is_within(made_in, func.func));
        let is_one_of_several = |value: &Value| match value {
            Value::Mux(object) => {
                let is_made_here = matches!(object.site, Site::Expr(at) if is_here(at));
                are_several(object) && (is_made_here || is_held())
            }
            _ => false,
        };
        let is_told = |item: &Alternative| match &item.value {
            Value::Wrapped(inner, _) => inner.iter().any(is_one_of_several),
            value => is_one_of_several(value),
        };
        (frames.place_of(func).is_none() && handlers.items.iter().any(is_told)).then_some(func)
    }

    /// What a mux that is a part of an object is told apart by: the object, as if it were a call that leads to the mux.
    pub(super) fn inside_of(&self, object: &Object, ty: &Ty) -> Frames {
        let made = match object.site {
            Site::Expr(at) => Some(at),
            Site::Local(file, local) => Some(ExprRef { file, expr: ExprId::new(FIRST_LOCAL + local.0) }),
            Site::Var(file, index) => Some(ExprRef { file, expr: ExprId::new(FIRST_VAR + index) }),
            Site::Field(..) => None,
        };
        let frame = made.zip(self.declaration_of(ty)).and_then(|(made, (file, index))| {
            let func = FuncId::new(FIRST_TYPE + u32::try_from(index).ok()?);
            Some(Frame::new(FuncRef { file, func }, made))
        });
        frame.map_or_else(|| object.frames.clone(), |frame| object.frames.push(frame))
    }

    /// The function that makes the mux on which a literal inside of it registers, where a run may make several: who calls it says which
    /// one. Where the literal itself makes it: the literal, and the function around.
    pub(super) fn maker_of_captured(&self, call: ExprRef, muxes: &Values, frames: &Frames) -> Option<FuncRef> {
        let facts = self.scope.facts(call.file);
        let innermost = facts.place(call.expr).func?;
        let func = FuncRef { file: call.file, func: facts.outermost(innermost) };
        let is_outside = |item: &Alternative| match item.value {
            Value::Mux(Object { site: Site::Expr(at), .. }) => {
                at.file == call.file && facts.place(at.expr).func == Some(func.func) && self.is_made_anew(at)
            }
            _ => false,
        };
        if func.func == innermost {
            return None;
        }
        // A literal that makes a mux of its own, whenever it is called: which one, its own call says, and who made the literal.
        let is_inside = |item: &Alternative| match item.value {
            Value::Mux(Object { site: Site::Expr(at), .. }) => {
                at.file == call.file && facts.place(at.expr).func == Some(innermost) && self.is_made_anew(at)
            }
            _ => false,
        };
        let literal = || Some(FuncRef { func: innermost, ..func }).filter(|_| muxes.items.iter().any(is_inside));
        let is_open = |func: &FuncRef| frames.place_of(*func).is_none();
        match literal() {
            Some(literal) => [literal, func].into_iter().find(is_open),
            None => Some(func).filter(|func| is_open(func) && muxes.items.iter().any(is_outside)),
        }
    }

    /// Whether one of them is a mux of which there are several: one for each call of the function that makes it, or in each object.
    pub(super) fn are_made_anew(&self, values: &Values) -> bool {
        values.items.iter().any(|item| match &item.value {
            Value::Mux(Object { site: Site::Expr(at), .. }) => self.is_made_anew(*at),
            Value::Mux(Object { site: Site::Field(..), .. }) => true,
            _ => false,
        })
    }

    /// Whether a run may come to a place again: in a loop, by several calls of the function around it, or of one that calls that.
    fn is_made_anew(&self, at: ExprRef) -> bool {
        let mut at = at;
        for _ in 0..MOST_OUTWARDS {
            let facts = self.scope.facts(at.file);
            let place = facts.place(at.expr);
            let Some(func) = place.func.map(|func| facts.outermost(func)).filter(|_| place.over.is_none()) else {
                return place.over.is_some();
            };
            let Some(mentions) = self.mentions_of(FuncRef { file: at.file, func }) else { return false };
            let [mention] = *mentions else { return mentions.len() > 1 };
            let Some(call) = self.call_of(mention) else { return false };
            at = call;
        }
        false
    }
}
