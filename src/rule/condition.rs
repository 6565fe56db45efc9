//! A condition's text in, a typed [`Expr`] out, or every mistake in it with its place.
//!
//! Names, fields and methods get their meaning and their types; `syntax` has made a tree of the text. Knows the vocabulary; knows no
//! program and nothing of rule files but where the text stands in one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::expr::{Each, Expr, Order};
use super::function::{self, Argument, Gives, Receiver};
use super::syntax::{self, Node, NodeKind, Word};
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
pub(crate) fn compile(code: &Code, scope: &mut Scope, errors: &mut Errors) -> Option<(Expr, Type)> {
    compile_part(code, 0..code.text.len(), scope, errors)
}

/// Compiles a part of a text: a hole of a template.
pub(crate) fn compile_part(
    code: &Code,
    part: Range<usize>,
    scope: &mut Scope,
    errors: &mut Errors,
) -> Option<(Expr, Type)> {
    let start = part.start;
    let node = match syntax::parse(&code.text[part.clone()]) {
        Ok(Some(node)) => node,
        Ok(None) => {
            errors.add(code.place(part), "an expression is missing here", "", None);
            return None;
        }
        Err(refusals) => {
            for refusal in refusals {
                let place = code.place(start + refusal.span.start..start + refusal.span.end);
                errors.add(place, refusal.message, "", refusal.help);
            }
            return None;
        }
    };
    Lowering { code, start, scope, errors }.expr(&node)
}

/// Compiles a condition that must be true or false.
pub(crate) fn compile_bool(code: &Code, scope: &mut Scope, errors: &mut Errors) -> Option<Expr> {
    let (expr, ty) = compile(code, scope, errors)?;
    if ty.base == Base::Bool && ty.shape != Shape::List {
        return Some(expr);
    }
    errors.add(code.span.clone(), "a condition must be true or false", format!("this is {}", ty.with_article()), None);
    None
}

struct Lowering<'a> {
    code: &'a Code,
    start: usize,
    scope: &'a mut Scope,
    errors: &'a mut Errors,
}

type Typed = Option<(Expr, Type)>;

impl Lowering<'_> {
    fn error(&mut self, span: &Range<usize>, message: &str, label: &str, help: Option<String>) {
        let place = self.code.place(self.start + span.start..self.start + span.end);
        self.errors.add(place, message, label, help);
    }

    fn expr(&mut self, node: &Node) -> Typed {
        match &node.kind {
            NodeKind::Bool(value) => Some((Expr::Bool(*value), Type::one(Base::Bool))),
            NodeKind::Number(number) => Some((Expr::Number(*number), Type::one(Base::Number))),
            NodeKind::Text(text) => Some((Expr::Text(text.clone()), Type::one(Base::Text))),
            NodeKind::Name(name) => self.name(name, &node.span),
            NodeKind::Field(of, field) => self.field(of, field),
            NodeKind::Call(of, method, arguments) => self.call(node, of, method, arguments),
            NodeKind::Closure(..) => {
                self.error(&node.span, "a closure stands in `any`, `all` or `filter` of a list", "", None);
                None
            }
            NodeKind::Not(inner) => Some((Expr::Not(Box::new(self.truth(inner)?)), Type::one(Base::Bool))),
            NodeKind::And(left, right) => self.both(left, right, Expr::And),
            NodeKind::Or(left, right) => self.both(left, right, Expr::Or),
            NodeKind::Compare(order, left, right) => self.compare(node, *order, left, right),
        }
    }

    fn name(&mut self, name: &str, span: &Range<usize>) -> Typed {
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
        self.error(span, &format!("`{name}` is not bound"), "unknown name", help);
        None
    }

    fn field(&mut self, of: &Node, word: &Word) -> Typed {
        let (of, ty) = self.expr(of)?;
        if ty.base == Base::Place {
            return self.part(of, ty, word);
        }
        let name = word.text.as_str();
        let Base::Fact(kind) = ty.base else {
            let help = function::find(name, ty).map(|f| call_hint(f.name, f.argument != Argument::None));
            self.error(&word.span, &format!("{} has no field `{name}`", ty.with_article()), "", help);
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
            self.error(&word.span, &format!("unknown field `{name}` of {}", kind.name()), "", help);
            return None;
        };
        if let Base::Fact(kind) = field.ty.base {
            self.scope.kinds.insert(kind);
        }
        Some((Expr::Field(Box::new(of), field), field.ty.of(ty.shape)))
    }

    /// A field of a place.
    fn part(&mut self, of: Expr, ty: Type, word: &Word) -> Typed {
        let name = word.text.as_str();
        let Some(part) = part(name) else {
            let help = match function::find(name, ty) {
                Some(f) => Some(call_hint(f.name, f.argument != Argument::None)),
                None => did_you_mean_or_list(name, PARTS.iter().map(|p| p.name)),
            };
            self.error(&word.span, &format!("{} has no field `{name}`", ty.with_article()), "", help);
            return None;
        };
        self.asks_for_code(word)?;
        Some((Expr::Part(Box::new(of), part), part.ty.of(ty.shape)))
    }

    /// What stands around a place is for fixes.
    fn asks_for_code(&mut self, word: &Word) -> Option<()> {
        if self.scope.code {
            return Some(());
        }
        let help = Some("a rule ranges over facts: only `[[case.fix]]` may look at the code".to_owned());
        self.error(&word.span, &format!("`{}` of a place is for fixes", word.text), "", help);
        None
    }

    /// The capture of a name, with its number.
    fn capture(&self, name: &str) -> Option<(usize, Quantity)> {
        let captures = self.scope.query.as_ref()?.captures();
        let index = captures.iter().position(|(capture, _)| capture == name)?;
        Some((index, captures[index].1))
    }

    /// An expression that must be true or false.
    fn truth(&mut self, node: &Node) -> Option<Expr> {
        let (lowered, ty) = self.expr(node)?;
        if ty.base == Base::Bool && ty.shape != Shape::List {
            return Some(lowered);
        }
        let help = match ty.shape {
            Shape::List => Some("ask `.is_empty()`, `.any(|x| ...)` or `.contains(x)`".to_owned()),
            Shape::Optional => Some("ask `.is_some()`".to_owned()),
            Shape::One => None,
        };
        self.error(&node.span, "this must be true or false", &format!("this is {}", ty.with_article()), help);
        None
    }

    /// Both sides are looked at, so that the mistakes of both are reported.
    fn both(&mut self, left: &Node, right: &Node, joined: fn(Box<Expr>, Box<Expr>) -> Expr) -> Typed {
        let (left, right) = (self.truth(left), self.truth(right));
        Some((joined(Box::new(left?), Box::new(right?)), Type::one(Base::Bool)))
    }

    fn compare(&mut self, node: &Node, order: Order, left: &Node, right: &Node) -> Typed {
        let (a, b) = (self.expr(left), self.expr(right));
        let ((a, a_type), (b, b_type)) = (a?, b?);
        self.word(&a, left, b_type)?;
        self.word(&b, right, a_type)?;
        if !self.comparable(order, a_type, b_type, node) {
            return None;
        }
        Some((Expr::Compare(order, Box::new(a), Box::new(b)), Type::one(Base::Bool)))
    }

    fn comparable(&mut self, order: Order, left: Type, right: Type, node: &Node) -> bool {
        let types = || format!("{} and {}", left.with_article(), right.with_article());
        if left.shape == Shape::List || right.shape == Shape::List {
            let help = Some("ask `list.contains(x)` or `list.any(|x| ...)`".to_owned());
            self.error(&node.span, "a list is not compared", &types(), help);
            return false;
        }
        let is_text = |base| matches!(base, Base::Text | Base::Word(_));
        let same = left.base == right.base || is_text(left.base) && is_text(right.base);
        if !same {
            self.error(&node.span, "these two are never equal: their types differ", &types(), None);
            return false;
        }
        let ordered = |base| matches!(base, Base::Number) || matches!(base, Base::Word(words) if words.ordered);
        let equality = matches!(order, Order::Equal | Order::NotEqual);
        if equality && left.base != Base::Place || ordered(left.base) || ordered(right.base) {
            return true;
        }
        self.error(&node.span, "these have no order", &types(), None);
        false
    }

    /// A literal beside a word must be one of its words.
    fn word(&mut self, expr: &Expr, source: &Node, other: Type) -> Option<()> {
        let (Expr::Text(text), Base::Word(Words { words, .. })) = (expr, other.base) else { return Some(()) };
        if words.contains(&text.as_str()) {
            return Some(());
        }
        let help = did_you_mean(text, words.iter().copied()).or(Some(format!("there are: {}", words.join(", "))));
        self.error(&source.span, &format!("it is never \"{text}\""), "", help);
        None
    }

    fn call(&mut self, call: &Node, of: &Node, method: &Word, arguments: &[Node]) -> Typed {
        let (of, ty) = self.expr(of)?;
        let name = method.text.as_str();
        let closure = match name {
            "any" => Some(Each::Any),
            "all" => Some(Each::All),
            "filter" => Some(Each::Filter),
            _ => None,
        };
        if let (Some(each), Shape::List) = (closure, ty.shape) {
            return self.each(each, (of, ty), call, (method, arguments));
        }
        let Some(function) = function::find(name, ty) else {
            let field = matches!(ty.base, Base::Fact(kind) if kind.field(name).is_some());
            let help = if field {
                Some(format!("`{name}` is a field: write it without `()`"))
            } else {
                did_you_mean_or_list(name, function::names_for(ty))
            };
            self.error(&method.span, &format!("{} has no method `{name}`", ty.with_article()), "", help);
            return None;
        };
        if function.receiver == Receiver::Place {
            self.asks_for_code(method)?;
        }
        let takes = match function.argument {
            Argument::None => None,
            Argument::Same => Some(ty.base),
            Argument::Text => Some(Base::Text),
        };
        let argument = match (takes, arguments) {
            (None, []) => None,
            (Some(base), [argument]) => {
                let (lowered, given) = self.expr(argument)?;
                self.word(&lowered, argument, Type::one(base))?;
                let is_text = |base| matches!(base, Base::Text | Base::Word(_));
                let fits = base == given.base || is_text(base) && is_text(given.base);
                if !fits || given.shape == Shape::List {
                    let label = format!("this is {}", given.with_article());
                    self.error(
                        &argument.span,
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
                self.error(&call.span, &format!("`{name}` takes {wanted}"), "", None);
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

    fn each(&mut self, each: Each, (of, ty): (Expr, Type), call: &Node, (method, given): (&Word, &[Node])) -> Typed {
        let closure = match given {
            [Node { kind: NodeKind::Closure(names, body), .. }] => Some((names.as_slice(), body)),
            _ => None,
        };
        let Some(([name], body)) = closure else {
            let help = Some(format!("write `{}(|x| ...)`", method.text));
            self.error(&call.span, &format!("`{}` takes a closure with one name", method.text), "", help);
            return None;
        };
        if self.scope.names().contains(&name.text.as_str()) {
            let message = format!("`{}` is bound already", name.text);
            self.error(&name.span, &message, "", Some("choose another name for the closure".to_owned()));
            return None;
        }
        self.scope.slots.push((name.text.clone(), Type::one(ty.base)));
        let body = self.truth(body);
        self.scope.slots.pop();
        let result = if each == Each::Filter { ty } else { Type::one(Base::Bool) };
        Some((Expr::Each(each, Box::new(of), Box::new(body?)), result))
    }
}

fn call_hint(name: &str, argument: bool) -> String {
    format!("`{name}` is a method: write `{name}({})`", if argument { "..." } else { "" })
}
