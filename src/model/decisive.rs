//! What an expression is in every run, where nobody can set anything else; and what follows for two of them.
//!
//! In: expressions of a condition and a calling context. Out: values, whether they are equal, whether a text has a part; None where that
//! may go either way.

use super::Provenance;
use super::decide::{Given, MOST_HANDS};
use super::eval::Eval;
use super::frames::Frames;
use super::numbers::number_of;
use super::roles::Constant;
use super::turns::Written;
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Text, Value};
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, Op};
use crate::source::FileId;

impl Eval<'_> {
    /// The one value that an expression has in every run.
    pub(super) fn decisive(
        &self,
        facts: &FileFacts,
        file: FileId,
        expr: ExprId,
        frames: &Frames,
        given: Given<'_>,
    ) -> Option<Value> {
        if let Some((_, value)) = given.value.filter(|(path, _)| facts.same_path(*path, expr)) {
            return Some(value.clone());
        }
        match &facts.syntax.expr(expr).kind {
            ExprKind::Call { .. } if given.defaults && self.is_empty_if_unset(ExprRef { file, expr }) => {
                Some(Value::Text(Text::default()))
            }
            // strings.Index(x, " ")
            ExprKind::Call { .. } if given.value.is_none() && self.is_split(ExprRef { file, expr }) => {
                self.one_value(ExprRef { file, expr }, frames)
            }
            // http.NewServeMux()
            ExprKind::Call { fun, .. } if facts.length_of(expr).is_none() => {
                let makes = |c: &Callable<'_>| matches!(c, Callable::Known(_, rows) if rows.iter().any(|r| r.new_mux));
                let is_made = self.callables(ExprRef { file, expr: *fun }).iter().any(makes);
                is_made.then(|| self.one_value(ExprRef { file, expr }, frames)).flatten()
            }
            ExprKind::Address(_) | ExprKind::Composite(_) | ExprKind::FuncLit(_) => {
                self.one_value(ExprRef { file, expr }, frames)
            }
            // len(x)
            ExprKind::Call { .. } => {
                let length = match self.decisive(facts, file, facts.length_of(expr)?, frames, given)? {
                    Value::Texts(list) => list.len(),
                    Value::Nil => 0,
                    value => text_of(&value)?.len(),
                };
                i64::try_from(length).ok().map(Value::Int)
            }
            // x[0]
            ExprKind::Index(base, index) => {
                let [index] = &**index else { return None };
                let text = text_of(&self.decisive(facts, file, *base, frames, given)?)?;
                let Value::Int(n) = self.decisive(facts, file, *index, frames, given)? else { return None };
                let byte = usize::try_from(n).ok().and_then(|n| text.as_bytes().get(n).copied())?;
                Some(Value::Int(i64::from(byte)))
            }
            // len(x) - 1, want & Users
            ExprKind::Binary(op, left, right) => {
                let Value::Int(x) = self.decisive(facts, file, *left, frames, given)? else { return None };
                let Value::Int(y) = self.decisive(facts, file, *right, frames, given)? else { return None };
                number_of(*op, x, y).map(Value::Int)
            }
            // The default of a flag, also where it was copied into a field. A field that nothing is copied into says nothing.
            ExprKind::Local(_) | ExprKind::Name(_) | ExprKind::Select(..) | ExprKind::Star(_) if given.defaults => {
                match self.eval(ExprRef { file, expr }, frames).items.as_slice() {
                    [Alternative { value: value @ (Value::Text(_) | Value::Int(_)), how, .. }]
                        if *how <= Provenance::Default =>
                    {
                        Some(value.clone())
                    }
                    [Alternative { value: Value::Configured, at: Some(at), .. }] if self.is_empty_if_unset(*at) => {
                        Some(Value::Text(Text::default()))
                    }
                    [Alternative { value: Value::Configured, at: Some(at), .. }] if self.is_read_in(*at) => {
                        let is_bool = self.type_of(ExprRef { file, expr }) == Ty::Basic("bool".into());
                        Some(if is_bool { Value::Bool(false) } else { Value::Zero })
                    }
                    _ => None,
                }
            }
            // What a field holds may come from a file that was decoded into it, but for that of an element that is written down, or of a
            // struct of which nobody has the address.
            ExprKind::Select(base, field) if self.scope.qualifier(file, *base).is_none() => {
                if let Some(written) = self.written_for_turn(ExprRef { file, expr }, frames) {
                    return self.decisive_written(written, given);
                }
                match self.as_written(ExprRef { file, expr: *base }, field, frames)? {
                    Some((at, frames)) => {
                        self.decisive(self.scope.facts(at.file), at.file, at.expr, &frames, given.apart())
                    }
                    None => Some(Value::Zero),
                }
            }
            // register(mux, Users|Orders)
            ExprKind::Local(local) => self.one_value(ExprRef { file, expr }, frames).or_else(|| {
                let (at, frames) = self.handed_in(file, *local, frames)?;
                let facts = self.scope.facts(at.file);
                let is_made = matches!(facts.syntax.expr(at.expr).kind, ExprKind::Binary(..));
                is_made.then(|| self.decisive(facts, at.file, at.expr, &frames, given.apart())).flatten()
            }),
            ExprKind::Name(_)
            | ExprKind::Select(..)
            | ExprKind::Str(_)
            | ExprKind::Int(_)
            | ExprKind::Unary(Op::Sub, _) => self.one_value(ExprRef { file, expr }, frames),
            _ => None,
        }
    }

    /// The one value that an expression has, where nobody can set another one.
    pub(super) fn one_value(&self, at: ExprRef, frames: &Frames) -> Option<Value> {
        match self.eval(at, frames).items.as_slice() {
            [Alternative { value, how, .. }] if *how <= Provenance::Computed => Some(value.clone()),
            _ => None,
        }
    }

    /// The same of what the literal of an element says of a field.
    fn decisive_written(&self, written: Written, given: Given<'_>) -> Option<Value> {
        match written {
            Written::As(at) => {
                self.decisive(self.scope.facts(at.file), at.file, at.expr, &Frames::default(), given.apart())
            }
            Written::Not => Some(Value::Zero),
        }
    }

    /// Whether a call gives nothing in a run in which nobody sets anything.
    fn is_empty_if_unset(&self, call: ExprRef) -> bool {
        let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
        let is_empty = |callable: &Callable<'_>| match callable {
            Callable::Known(_, rows) => rows.iter().any(|row| row.empty_if_unset),
            Callable::Program(_) => false,
        };
        self.callables(ExprRef { expr: fun, ..call }).iter().any(is_empty)
    }

    /// Whether two expressions are equal; None where that is not known.
    pub(super) fn equal(
        &self,
        facts: &FileFacts,
        file: FileId,
        sides: [ExprId; 2],
        frames: &Frames,
        given: Given<'_>,
    ) -> Option<bool> {
        let written = sides.map(|expr| self.written_for_turn(ExprRef { file, expr }, frames));
        if written.iter().any(Option::is_some) {
            let constant = |n: usize| match written[n] {
                Some(Written::As(at)) => self.constant(at),
                Some(Written::Not) => None,
                None => self.constant_handed_in(ExprRef { file, expr: sides[n] }, frames),
            };
            if let (Some(a), Some(b)) = (constant(0), constant(1)) {
                return a.equals(&b);
            }
            let value = |n: usize| match written[n] {
                Some(written) => self.decisive_written(written, given),
                None => self.decisive(facts, file, sides[n], frames, given),
            };
            return self.same(&value(0)?, &value(1)?);
        }
        // Which error there is, a run decides.
        let is_error =
            |&expr: &ExprId| matches!(self.type_of(ExprRef { file, expr }), Ty::Basic(name) if &*name == "error");
        let decisive = |expr: ExprId| self.decisive(facts, file, expr, frames, given);
        let [left, right] = sides;
        let values =
            if sides.iter().any(is_error) { None } else { decisive(left).and_then(|a| Some((a, decisive(right)?))) };
        match values {
            Some((a, b)) => self.same(&a, &b),
            None => {
                let [a, b] = sides.map(|expr| self.constant_handed_in(ExprRef { file, expr }, frames));
                a?.equals(&b?)
            }
        }
    }

    /// The constant that an expression names, that a parameter is handed by its name, or that is written into a field.
    fn constant_handed_in(&self, at: ExprRef, frames: &Frames) -> Option<Constant> {
        let (mut at, mut frames) = (at, frames.clone());
        for _ in 0..MOST_HANDS {
            match &self.scope.facts(at.file).syntax.expr(at.expr).kind {
                ExprKind::Local(local) => (at, frames) = self.handed_in(at.file, *local, &frames)?,
                ExprKind::Name(_) => return self.constant(at),
                ExprKind::Select(base, _) if self.scope.qualifier(at.file, *base).is_some() => {
                    return self.constant(at);
                }
                ExprKind::Select(base, field) => {
                    (at, frames) = self.as_written(ExprRef { expr: *base, ..at }, field, &frames)??;
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether two values are equal; None where that is not known.
    fn same(&self, a: &Value, b: &Value) -> Option<bool> {
        let made = |v: &Value| matches!(v, Value::Mux(_) | Value::DefaultMux | Value::Router(..) | Value::Func(..));
        match (a, b) {
            (Value::Text(_), Value::Text(_) | Value::Zero) | (Value::Zero, Value::Text(_)) => {
                Some(text_of(a)? == text_of(b)?)
            }
            (Value::Int(x), Value::Int(y)) => Some(x == y),
            (Value::Int(n), Value::Zero) | (Value::Zero, Value::Int(n)) => Some(*n == 0),
            (Value::Nil | Value::NilPointer | Value::Zero, Value::Nil | Value::NilPointer | Value::Zero) => Some(true),
            (Value::Nil | Value::NilPointer, other) | (other, Value::Nil | Value::NilPointer)
                if made(other) || matches!(other, Value::Struct(_)) =>
            {
                Some(false)
            }
            (Value::DefaultMux, Value::DefaultMux) => Some(true),
            (Value::DefaultMux, Value::Mux(_)) | (Value::Mux(_), Value::DefaultMux) => Some(false),
            (Value::Mux(x), Value::Mux(y)) if x.site != y.site => Some(false),
            // An expression in a loop makes a mux each time.
            (Value::Mux(x), Value::Mux(y)) if x == y => {
                let looped = self.site_expr(&x.site).is_some_and(|e| self.scope.facts(e.file).place(e.expr).looped);
                (!looped).then_some(true)
            }
            _ => None,
        }
    }

    /// Whether a text begins or ends with another one, or contains it, as `strings.HasPrefix` and its like ask.
    pub(super) fn text_has(&self, call: ExprRef, fun: ExprId, frames: &Frames, given: Given<'_>) -> Option<bool> {
        let facts = self.scope.facts(call.file);
        let ExprKind::Select(package, asked) = &facts.syntax.expr(fun).kind else { return None };
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return None };
        let [text, part] = **args else { return None };
        if &*self.scope.qualifier(call.file, *package)?.path != "strings" {
            return None;
        }
        let text_of = |expr| text_of(&self.decisive(facts, call.file, expr, frames, given)?);
        let has: fn(&str, &str) -> bool = match &**asked {
            "HasPrefix" => |text, part| text.starts_with(part),
            "HasSuffix" => |text, part| text.ends_with(part),
            "Contains" => |text, part| text.contains(part),
            _ => return None,
        };
        Some(has(&text_of(text)?, &text_of(part)?))
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => text.whole(),
        Value::Zero => Some(String::new()),
        _ => None,
    }
}
