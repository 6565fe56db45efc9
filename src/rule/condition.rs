//! A condition's text in, a typed [`Expr`] out, or every mistake in it with its place.
//!
//! The text is a Rust expression of a small closed kind; `syn` parses it after `guard` has let it pass. Nothing of `syn` leaves this file.
//! Three in four are a name and its fields, `r.mux.id`: of these there is nothing to parse.
//! Knows the vocabulary; knows no program and nothing of rule files but where the text stands in one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use syn::spanned::Spanned as _;

use super::expr::{Each, Expr, Order};
use super::function::{self, Argument, Gives, Receiver};
use super::guard;
use super::value::{Base, Shape, Type, Words};
use super::vocabulary::{Kind, PARTS, part};
use crate::document::{Code, Errors, did_you_mean, did_you_mean_or_list};
use crate::golang::query::{Quantity, Query};

/// The names that a condition may use.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Bound facts and, behind them, parameters of the closures around: the index is the slot.
    pub(crate) slots: Vec<(String, Type)>,
    /// `let` definitions: they stand for their expression, which was compiled with this many slots.
    pub(crate) lets: BTreeMap<String, (Expr, Type, usize)>,
    /// Names whose binding was refused: nothing more is said of them.
    pub(crate) refused: BTreeSet<String>,
    /// The query of the case: its captures are fields of `match`.
    pub(crate) query: Option<Query>,
    /// The names that were used, for the report of unused ones.
    pub(crate) used: RefCell<BTreeSet<String>>,
    /// The kinds of facts that something asks for, from `program` or from another fact.
    pub(crate) kinds: BTreeSet<Kind>,
    /// Whether it may ask what stands around a place: fixes may.
    pub(crate) code: bool,
}

impl Scope {
    /// Every name that means something here.
    pub(crate) fn names(&self) -> Vec<&str> {
        let bound = self.slots.iter().map(|(name, _)| name.as_str());
        let matches = self.query.as_ref().map(|_| MATCHES);
        bound.chain(self.lets.keys().map(String::as_str)).chain(matches).chain(["program"]).collect()
    }
}

/// The list of all matches, in a case with a query.
pub(crate) const MATCHES: &str = "matches";

/// Compiles a condition, whatever its type; None where there was a mistake, which is then in `errors`.
pub(crate) fn compile(code: &Code<'_>, scope: &mut Scope, errors: &mut Errors) -> Option<(Expr, Type)> {
    compile_part(code, 0..code.text.len(), scope, errors)
}

/// Compiles a part of a text: a hole of a template.
pub(crate) fn compile_part(
    code: &Code<'_>,
    part: Range<usize>,
    scope: &mut Scope,
    errors: &mut Errors,
) -> Option<(Expr, Type)> {
    let text = &code.text[part.clone()];
    let refusals = guard::check(text);
    if !refusals.is_empty() {
        for refusal in refusals {
            let place = code.place(part.start + refusal.span.start..part.start + refusal.span.end);
            errors.add(place, refusal.message, "", refusal.help);
        }
        return None;
    }
    if text.trim().is_empty() {
        errors.add(code.place(part), "an expression is missing here", "", None);
        return None;
    }
    let mut lowering = Lowering { code, start: part.start, scope, errors };
    if is_dotted(text.trim()) {
        return lowering.dotted(text);
    }
    let parsed = syn::parse_str::<syn::Expr>(text);
    let lowered = match &parsed {
        Ok(expr) => lowering.expr(expr),
        Err(mistake) => {
            // The end of the text has no place of its own.
            let bytes = Some(mistake.span().byte_range()).filter(|b| !b.is_empty()).unwrap_or(text.len()..text.len());
            let place = code.place(part.start + bytes.start..part.start + bytes.end);
            lowering.errors.add(place, format!("this is not an expression: {mistake}"), "", None);
            None
        }
    };
    drop(parsed);
    // With its feature `span-locations`, proc-macro2 keeps every text that it has seen on this thread. No span of them is left.
    proc_macro2::extra::invalidate_current_thread_spans();
    lowered
}

/// Compiles a condition that must be true or false.
pub(crate) fn compile_bool(code: &Code<'_>, scope: &mut Scope, errors: &mut Errors) -> Option<Expr> {
    let (expr, ty) = compile(code, scope, errors)?;
    if ty.base == Base::Bool && ty.shape != Shape::List {
        return Some(expr);
    }
    errors.add(code.span.clone(), "a condition must be true or false", format!("this is {}", ty.with_article()), None);
    None
}

/// Whether a text is a name and fields, and nothing that Rust would read otherwise.
fn is_dotted(text: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.split('.').all(is_name) && !matches!(text, "true" | "false")
}

struct Lowering<'a> {
    code: &'a Code<'a>,
    start: usize,
    scope: &'a mut Scope,
    errors: &'a mut Errors,
}

type Typed = Option<(Expr, Type)>;

impl Lowering<'_> {
    fn error(&mut self, span: proc_macro2::Span, message: &str, label: &str, help: Option<String>) {
        self.error_at(span.byte_range(), message, label, help);
    }

    fn error_at(&mut self, bytes: Range<usize>, message: &str, label: &str, help: Option<String>) {
        let place = self.code.place(self.start + bytes.start..self.start + bytes.end);
        self.errors.add(place, message, label, help);
    }

    /// A name and fields.
    fn dotted(&mut self, text: &str) -> Typed {
        let mut at = text.len() - text.trim_start().len();
        let mut parts = text.trim().split('.').map(|part| {
            let bytes = at..at + part.len();
            at = bytes.end + 1;
            (part, bytes)
        });
        let (name, bytes) = parts.next()?;
        let first = self.name(name, bytes)?;
        parts.try_fold(first, |of, (name, bytes)| self.field(of, name, bytes))
    }

    fn expr(&mut self, expr: &syn::Expr) -> Typed {
        match expr {
            syn::Expr::Paren(inner) => self.expr(&inner.expr),
            syn::Expr::Lit(literal) => self.literal(literal, 1.0),
            syn::Expr::Path(path) => {
                let Some(name) = path.path.get_ident() else {
                    self.error(path.span(), "a name has one part", "", None);
                    return None;
                };
                self.name(&name.to_string(), name.span().byte_range())
            }
            syn::Expr::Field(access) => {
                let of = self.expr(&access.base)?;
                let syn::Member::Named(name) = &access.member else {
                    self.error(access.member.span(), "a field has a name, not a number", "", None);
                    return None;
                };
                self.field(of, &name.to_string(), name.span().byte_range())
            }
            syn::Expr::Unary(unary) => self.unary(unary),
            syn::Expr::Binary(binary) => self.binary(binary),
            syn::Expr::MethodCall(call) => self.call(call),
            other => {
                self.error(other.span(), "this kind of expression is not part of the rule language", "", None);
                None
            }
        }
    }

    fn literal(&mut self, literal: &syn::ExprLit, sign: f64) -> Typed {
        let number = |digits: &str| digits.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n * sign);
        match &literal.lit {
            syn::Lit::Bool(value) => Some((Expr::Bool(value.value), Type::one(Base::Bool))),
            syn::Lit::Str(text) if text.suffix().is_empty() => Some((Expr::Text(text.value()), Type::one(Base::Text))),
            syn::Lit::Int(digits) if digits.suffix().is_empty() => {
                number(digits.base10_digits()).map(|n| (Expr::Number(n), Type::one(Base::Number)))
            }
            syn::Lit::Float(digits) if digits.suffix().is_empty() => {
                number(digits.base10_digits()).map(|n| (Expr::Number(n), Type::one(Base::Number)))
            }
            other => {
                self.error(other.span(), "this kind of literal is not part of the rule language", "", None);
                None
            }
        }
    }

    fn name(&mut self, name: &str, bytes: Range<usize>) -> Typed {
        let found = match self.scope.slots.iter().rposition(|(bound, _)| bound == name) {
            Some(slot) => Some((Expr::Slot(slot), self.scope.slots[slot].1)),
            // The parameters of its own closures stand behind those of the closures around this name.
            None => self
                .scope
                .lets
                .get(name)
                .map(|(expr, ty, slots)| (expr.clone().behind(*slots, self.scope.slots.len() - slots), *ty)),
        };
        if found.is_some() {
            self.scope.used.borrow_mut().insert(name.to_owned());
            return found;
        }
        if name == "program" {
            self.scope.kinds.insert(Kind::Program);
            return Some((Expr::Program, Type::one(Base::Fact(Kind::Program))));
        }
        if let (MATCHES, Some(query)) = (name, &self.scope.query) {
            let matches = Expr::Matches(query.clone());
            self.scope.used.borrow_mut().insert(name.to_owned());
            return Some((matches, Type::list(Base::Fact(Kind::Match))));
        }
        if self.scope.refused.contains(name) {
            return None;
        }
        let help = did_you_mean_or_list(name, self.scope.names());
        self.error_at(bytes, &format!("`{name}` is not bound"), "unknown name", help);
        None
    }

    fn field(&mut self, (of, ty): (Expr, Type), name: &str, bytes: Range<usize>) -> Typed {
        if ty.base == Base::Place {
            return self.part(of, ty, name, bytes);
        }
        let Base::Fact(kind) = ty.base else {
            let help = function::find(name, ty).map(|f| call_hint(f.name, f.argument != Argument::None));
            self.error_at(bytes, &format!("{} has no field `{name}`", ty.with_article()), "", help);
            return None;
        };
        if let (Kind::Match, Some((index, quantity))) = (kind, self.capture(name)) {
            let own = match quantity {
                Quantity::One => Shape::One,
                Quantity::Optional => Shape::Optional,
                Quantity::Many => Shape::List,
            };
            let ty = Type { base: Base::Fact(Kind::Capture), shape: own }.of(ty.shape);
            return Some((Expr::Capture(Box::new(of), index, own), ty));
        }
        let Some(field) = kind.field(name) else {
            if kind == Kind::Match && self.scope.refused.contains(MATCHES) {
                return None;
            }
            let help = if ty.shape == Shape::List && function::names_for(ty).any(|n| n == name) {
                Some(call_hint(name, function::find(name, ty).is_none_or(|f| f.argument != Argument::None)))
            } else {
                let captures = self.scope.query.iter().filter(|_| kind == Kind::Match).flat_map(Query::captures);
                let names = captures.map(|(name, _)| name.as_str());
                did_you_mean_or_list(name, names.chain(kind.fields().iter().map(|f| f.name)))
            };
            self.error_at(bytes, &format!("unknown field `{name}` of {}", kind.name()), "", help);
            return None;
        };
        if let Base::Fact(kind) = field.ty.base {
            self.scope.kinds.insert(kind);
        }
        Some((Expr::Field(Box::new(of), field), field.ty.of(ty.shape)))
    }

    /// A field of a place.
    fn part(&mut self, of: Expr, ty: Type, name: &str, bytes: Range<usize>) -> Typed {
        let Some(part) = part(name) else {
            let help = match function::find(name, ty) {
                Some(f) => Some(call_hint(f.name, f.argument != Argument::None)),
                None => did_you_mean_or_list(name, PARTS.iter().map(|p| p.name)),
            };
            self.error_at(bytes, &format!("{} has no field `{name}`", ty.with_article()), "", help);
            return None;
        };
        self.asks_for_code(name, bytes)?;
        Some((Expr::Part(Box::new(of), part), part.ty.of(ty.shape)))
    }

    /// What stands around a place is for fixes.
    fn asks_for_code(&mut self, name: &str, bytes: Range<usize>) -> Option<()> {
        if self.scope.code {
            return Some(());
        }
        let help = Some("a rule ranges over facts: only `[[case.fix]]` may look at the code".to_owned());
        self.error_at(bytes, &format!("`{name}` of a place is for fixes"), "", help);
        None
    }

    /// The capture of a name, with its number.
    fn capture(&self, name: &str) -> Option<(usize, Quantity)> {
        let captures = self.scope.query.as_ref()?.captures();
        let index = captures.iter().position(|(capture, _)| capture == name)?;
        Some((index, captures[index].1))
    }

    fn unary(&mut self, unary: &syn::ExprUnary) -> Typed {
        match (&unary.op, &*unary.expr) {
            (syn::UnOp::Not(_), inner) => {
                let lowered = self.truth(inner)?;
                Some((Expr::Not(Box::new(lowered)), Type::one(Base::Bool)))
            }
            (syn::UnOp::Neg(_), syn::Expr::Lit(literal)) => match self.literal(literal, -1.0)? {
                number @ (Expr::Number(_), _) => Some(number),
                _ => {
                    self.error(unary.span(), "`-` stands before numbers only", "", None);
                    None
                }
            },
            _ => {
                self.error(unary.span(), "this operator is not part of the rule language", "", None);
                None
            }
        }
    }

    /// An expression that must be true or false.
    fn truth(&mut self, expr: &syn::Expr) -> Option<Expr> {
        let (lowered, ty) = self.expr(expr)?;
        if ty.base == Base::Bool && ty.shape != Shape::List {
            return Some(lowered);
        }
        let help = match ty.shape {
            Shape::List => Some("ask `.is_empty()`, `.any(|x| ...)` or `.contains(x)`".to_owned()),
            Shape::Optional => Some("ask `.is_some()`".to_owned()),
            Shape::One => None,
        };
        self.error(expr.span(), "this must be true or false", &format!("this is {}", ty.with_article()), help);
        None
    }

    fn binary(&mut self, binary: &syn::ExprBinary) -> Typed {
        let order = match binary.op {
            syn::BinOp::And(_) | syn::BinOp::Or(_) => {
                // Both sides are looked at, so that the mistakes of both are reported.
                let (left, right) = (self.truth(&binary.left), self.truth(&binary.right));
                let (left, right) = (Box::new(left?), Box::new(right?));
                let both = matches!(binary.op, syn::BinOp::And(_));
                let expr = if both { Expr::And(left, right) } else { Expr::Or(left, right) };
                return Some((expr, Type::one(Base::Bool)));
            }
            syn::BinOp::Eq(_) => Order::Equal,
            syn::BinOp::Ne(_) => Order::NotEqual,
            syn::BinOp::Lt(_) => Order::Less,
            syn::BinOp::Le(_) => Order::LessOrEqual,
            syn::BinOp::Gt(_) => Order::Greater,
            syn::BinOp::Ge(_) => Order::GreaterOrEqual,
            _ => {
                self.error(binary.op.span(), "this operator is not part of the rule language", "", None);
                return None;
            }
        };
        let (left, right) = (self.expr(&binary.left), self.expr(&binary.right));
        let ((left, left_type), (right, right_type)) = (left?, right?);
        self.word(&left, &binary.left, right_type)?;
        self.word(&right, &binary.right, left_type)?;
        if !self.comparable(order, left_type, right_type, binary) {
            return None;
        }
        Some((Expr::Compare(order, Box::new(left), Box::new(right)), Type::one(Base::Bool)))
    }

    fn comparable(&mut self, order: Order, left: Type, right: Type, binary: &syn::ExprBinary) -> bool {
        let types = format!("{} and {}", left.with_article(), right.with_article());
        if left.shape == Shape::List || right.shape == Shape::List {
            let help = Some("ask `list.contains(x)` or `list.any(|x| ...)`".to_owned());
            self.error(binary.span(), "a list is not compared", &types, help);
            return false;
        }
        let is_text = |base| matches!(base, Base::Text | Base::Word(_));
        let same = left.base == right.base || is_text(left.base) && is_text(right.base);
        if !same {
            self.error(binary.span(), "these two are never equal: their types differ", &types, None);
            return false;
        }
        let ordered = |base| matches!(base, Base::Number) || matches!(base, Base::Word(words) if words.ordered);
        let equality = matches!(order, Order::Equal | Order::NotEqual);
        if equality && left.base != Base::Place || ordered(left.base) || ordered(right.base) {
            return true;
        }
        self.error(binary.span(), "these have no order", &types, None);
        false
    }

    /// A literal beside a word must be one of its words.
    fn word(&mut self, expr: &Expr, source: &syn::Expr, other: Type) -> Option<()> {
        let (Expr::Text(text), Base::Word(Words { words, .. })) = (expr, other.base) else { return Some(()) };
        if words.contains(&text.as_str()) {
            return Some(());
        }
        let help = did_you_mean(text, words.iter().copied()).or(Some(format!("there are: {}", words.join(", "))));
        self.error(source.span(), &format!("it is never \"{text}\""), "", help);
        None
    }

    fn call(&mut self, call: &syn::ExprMethodCall) -> Typed {
        let (of, ty) = self.expr(&call.receiver)?;
        let name = call.method.to_string();
        let arguments: Vec<&syn::Expr> = call.args.iter().collect();
        let closure = match name.as_str() {
            "any" => Some(Each::Any),
            "all" => Some(Each::All),
            "filter" => Some(Each::Filter),
            _ => None,
        };
        if let (Some(each), Shape::List) = (closure, ty.shape) {
            return self.each(each, of, ty, call);
        }
        let Some(function) = function::find(&name, ty) else {
            let field = matches!(ty.base, Base::Fact(kind) if kind.field(&name).is_some());
            let help = if field {
                Some(format!("`{name}` is a field: write it without `()`"))
            } else {
                did_you_mean_or_list(&name, function::names_for(ty))
            };
            self.error(call.method.span(), &format!("{} has no method `{name}`", ty.with_article()), "", help);
            return None;
        };
        if function.receiver == Receiver::Place {
            self.asks_for_code(&name, call.method.span().byte_range())?;
        }
        let takes = match function.argument {
            Argument::None => None,
            Argument::Same => Some(ty.base),
            Argument::Text => Some(Base::Text),
        };
        let argument = match (takes, arguments.as_slice()) {
            (None, []) => None,
            (Some(base), [argument]) => {
                let (lowered, given) = self.expr(argument)?;
                self.word(&lowered, argument, Type::one(base))?;
                let is_text = |base| matches!(base, Base::Text | Base::Word(_));
                let fits = base == given.base || is_text(base) && is_text(given.base);
                if !fits || given.shape == Shape::List {
                    let label = format!("this is {}", given.with_article());
                    self.error(
                        argument.span(),
                        &format!("`{name}` takes {} here", Type::one(base).with_article()),
                        &label,
                        None,
                    );
                    return None;
                }
                Some(Box::new(lowered))
            }
            _ => {
                let wanted = if takes.is_some() { "one value" } else { "nothing" };
                self.error(call.span(), &format!("`{name}` takes {wanted}"), "", None);
                return None;
            }
        };
        let result = match function.result {
            Gives::Bool => Type::one(Base::Bool),
            Gives::Number => Type::one(Base::Number),
            Gives::Item => Type::optional(ty.base),
            Gives::Text => Type::one(Base::Text).of(ty.shape),
            Gives::TextOrNone => Type::optional(Base::Text),
            Gives::PlaceOrNone => Type::optional(Base::Place),
        };
        Some((Expr::Call(function, Box::new(of), argument), result))
    }

    fn each(&mut self, each: Each, of: Expr, ty: Type, call: &syn::ExprMethodCall) -> Typed {
        let parameter = match call.args.iter().collect::<Vec<_>>().as_slice() {
            [syn::Expr::Closure(closure)] => match closure.inputs.iter().collect::<Vec<_>>().as_slice() {
                [syn::Pat::Ident(name)] => Some((name.ident.to_string(), &*closure.body)),
                _ => None,
            },
            _ => None,
        };
        let Some((name, body)) = parameter else {
            let help = Some(format!("write `{}(|x| ...)`", call.method));
            self.error(call.span(), &format!("`{}` takes a closure with one name", call.method), "", help);
            return None;
        };
        if self.scope.names().contains(&name.as_str()) {
            let message = format!("`{name}` is bound already");
            self.error(call.args.span(), &message, "", Some("choose another name for the closure".to_owned()));
            return None;
        }
        self.scope.slots.push((name, Type::one(ty.base)));
        let body = self.truth(body);
        self.scope.slots.pop();
        let result = if each == Each::Filter { ty } else { Type::one(Base::Bool) };
        Some((Expr::Each(each, Box::new(of), Box::new(body?)), result))
    }
}

fn call_hint(name: &str, argument: bool) -> String {
    format!("`{name}` is a method: write `{name}({})`", if argument { "..." } else { "" })
}
