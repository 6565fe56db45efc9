//! Turns of loops: whether a place that two contexts meet at two elements of a loop is met twice by one run of the loop.
//!
//! In: a place and two calling contexts. Out: the contexts without the elements that tell no two turns apart. A map has each
//! key once, so an arm that asks for one key is taken once; values may repeat. What a loop may go over is one of several
//! lists, never two of them. And what the element that a loop is at decides.

use std::rc::Rc;

use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::memo::Basis;
use super::reach::Reach;
use super::value::{Alternative, ExprRef, Object, Site, Value};
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, LocalId};
use crate::source::FileId;

/// What the literal of an element says of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written {
    /// Its value.
    As(ExprRef),
    /// Nothing, and nobody sets it later: it is zero.
    Not,
}

/// Copies of copies of a key: `key := key`.
const MOST_COPIES: usize = 4;

impl Reach<'_, '_> {
    /// Two contexts of a place without the elements of loops that one run of the loop does not come to both.
    pub(crate) fn turns_apart(&self, place: ExprRef, a: &Frames, b: &Frames) -> (Frames, Frames) {
        self.eval.begin();
        let one_turn = |frames: &Frames, other: &Frames| {
            let stays = |frame: &&Frame| {
                let turn = other.as_slice().iter().find(|f| f.func == frame.func && f.call != frame.call);
                let parts = frame.func.loop_over().zip(turn);
                parts.is_none_or(|(over, turn)| self.comes_to_both(place, frames, over, [frame.call, turn.call]))
            };
            frames.part(frames.places(|frame| stays(&frame)))
        };
        (one_turn(a, b), one_turn(b, a))
    }

    /// Whether one run of a loop comes to a place at both of two elements.
    fn comes_to_both(&self, place: ExprRef, frames: &Frames, over: ExprRef, elements: [ExprRef; 2]) -> bool {
        let facts = self.eval.scope.facts(over.file);
        let chain = self.chain(place, frames);
        let mut steps = std::iter::once(place).chain(chain.calls.iter().map(|f| f.call));
        let asks_for_one = steps.any(|step| {
            step.file == over.file
                && facts
                    .asks_for_one(facts.place(step.expr).branch, |local| is_key(facts, over.expr, local, MOST_COPIES))
        });
        let list = self.eval.eval(over, frames);
        list.items.iter().any(|item| match &item.value {
            Value::List(list) => !asks_for_one && elements.iter().all(|e| list.iter().any(|(element, _)| element == e)),
            Value::Map(map) => {
                let key = |e: ExprRef| map.iter().find(|(_, value, _)| *value == e).map(|(key, _, f)| (*key, f));
                let [Some(a), Some(b)] = elements.map(key) else { return false };
                !asks_for_one && self.eval.keys_differ(a, b, frames)
            }
            _ => false,
        })
    }
}

impl Eval<'_> {
    /// What a field is written to be in the literal of the element that a loop is at, or in that of the package variable which
    /// the element names: whoever takes one of its fields for true takes the others, too.
    pub(crate) fn written_for_turn(&self, at: ExprRef, frames: &Frames) -> Option<Written> {
        let facts = self.scope.facts(at.file);
        let ExprKind::Select(base, field) = &facts.syntax.expr(at.expr).kind else { return None };
        let turns = || frames.as_slice().iter().filter(|f| f.func.loop_over().is_some());
        if turns().next().is_none() || self.scope.qualifier(at.file, *base).is_some() {
            return None;
        }
        let made = self.literal_of(ExprRef { expr: *base, ..at }, frames)?;
        let theirs = self.scope.facts(made.file);
        // `{...}` or `&T{...}`
        let address = theirs.parent(made.expr).map(|expr| ExprRef { expr, ..made });
        let is_turn = |turn: ExprRef| turn == made || Some(turn) == address || self.names_literal(turn, made);
        let turn = turns().find(|f| is_turn(f.call))?;
        self.rests_on(Basis::of(turn.func, frames));
        let ExprKind::Composite(literal) = &theirs.syntax.expr(made.expr).kind else { return None };
        let is_keyed = literal.elems.iter().all(|e| e.key.is_some());
        let fields = if is_keyed { Rc::default() } else { self.fields(&self.type_of(made)) };
        if let Some(element) = self.element_for(&Site::Expr(made), field, &fields) {
            return Some(Written::As(element));
        }
        let set_elsewhere = || self.eval(at, frames).items.iter().any(|i| !matches!(i.value, Value::Zero));
        (is_keyed && !set_elsewhere()).then_some(Written::Not)
    }

    /// Whether a statement asks about what is another one in each turn of a loop of which a context says at which element it is.
    pub(super) fn asks_in_turn(&self, file: FileId, statement: u32, frames: &Frames) -> bool {
        let facts = self.scope.facts(file);
        let asked = facts.asked(statement).next();
        let mut loops = std::iter::successors(asked.and_then(|e| facts.place(e).over), |over| facts.place(*over).over);
        loops.any(|over| {
            let from = facts.syntax.expr(over).range.end;
            facts.asked(statement).any(|asked| mentions_declared(facts, asked, from))
                && self.find(frames, FuncRef::of_loop(file, over)).is_some()
        })
    }

    /// The literal of a struct that an expression is, where it is one only.
    fn literal_of(&self, at: ExprRef, frames: &Frames) -> Option<ExprRef> {
        match self.eval(at, frames).items.as_slice() {
            [Alternative { value: Value::Struct(Object { site: Site::Expr(made), .. }), .. }] => Some(*made),
            _ => None,
        }
    }

    /// Whether an element of a table is the name of a package variable that is declared as a literal.
    fn names_literal(&self, element: ExprRef, literal: ExprRef) -> bool {
        let facts = self.scope.facts(element.file);
        matches!(facts.syntax.expr(element.expr).kind, ExprKind::Name(_))
            && self.literal_of(element, &Frames::default()) == Some(literal)
    }

    /// Whether two keys of a map are known to be two. Those that one literal writes are, as far as the compiler sees.
    fn keys_differ(&self, a: (ExprRef, &Frames), b: (ExprRef, &Frames), asking: &Frames) -> bool {
        let value = |(key, carried): (ExprRef, &Frames)| match self.eval_carried(key, carried, asking).items.as_slice()
        {
            [Alternative { value: Value::Text(text), .. }] => text.whole().map(Ok),
            [Alternative { value: Value::Int(n), .. }] => Some(Err(*n)),
            _ => None,
        };
        if let (Some(x), Some(y)) = (value(a), value(b)) {
            return x != y;
        }
        let literal = |key: ExprRef| {
            let facts = self.scope.facts(key.file);
            let around = facts.parent(key.expr)?;
            matches!(facts.syntax.expr(around).kind, ExprKind::Composite(_)).then_some((key.file, around))
        };
        literal(a.0).is_some_and(|x| literal(b.0) == Some(x))
    }
}

/// Whether an expression mentions a local that is declared behind a byte, or by the loop around it.
fn mentions_declared(facts: &FileFacts, expr: ExprId, from: u32) -> bool {
    let inside = |e: &ExprId| mentions_declared(facts, *e, from);
    match &facts.syntax.expr(expr).kind {
        ExprKind::Local(local) => {
            let by_loop = |def: &Def| matches!(def.source, DefSource::RangeKey(_) | DefSource::RangeValue(_));
            let defs = facts.local_defs.get(local).unwrap_or_default();
            facts.syntax.local(*local).range.start >= from || defs.iter().any(by_loop)
        }
        ExprKind::Binary(_, left, right) => inside(left) || inside(right),
        ExprKind::Unary(_, inner)
        | ExprKind::Select(inner, _)
        | ExprKind::Star(inner)
        | ExprKind::Address(inner)
        | ExprKind::Assert(inner, _) => mentions_declared(facts, *inner, from),
        ExprKind::Call { fun, args, .. } => inside(fun) || args.iter().any(inside),
        ExprKind::Index(base, index) => inside(base) || index.iter().any(inside),
        _ => false,
    }
}

/// Whether a local is the key, or the index, of the loop over an expression, or a copy of it.
fn is_key(facts: &FileFacts, over: ExprId, local: LocalId, copies: usize) -> bool {
    let Some([def]) = facts.local_defs.get(&local) else { return false };
    match def.source {
        DefSource::RangeKey(ranged) => ranged == over,
        DefSource::Expr(value) => match facts.syntax.expr(value).kind {
            ExprKind::Local(copied) => copies > 0 && is_key(facts, over, copied, copies - 1),
            _ => false,
        },
        _ => false,
    }
}
