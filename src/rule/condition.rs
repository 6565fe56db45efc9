//! A condition's text in, a typed [`Expr`] out, or every mistake in it with its place.
//!
//! `syntax` has parsed it: here its names, fields and methods get their meaning.
//! Knows the vocabulary; knows no program and nothing of rule files but where the text stands in one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::embedded;
use super::expr::{Each, Expr};
use super::function::{self, Argument, Gives, Receiver};
use super::syntax::{self, Arguments, Form, Node, Operator, Order, Span};
use super::value::{Base, Shape, Type, Words};
use super::vocabulary::{Kind, ORDER, PARTS, part};
use crate::document::{Code, Errors, did_you_mean, did_you_mean_or_list};
use crate::golang::query::{Quantity, Query};
use crate::model::Aspect;

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
    /// The aspects of a program that something asks for.
    pub(crate) aspects: BTreeSet<Aspect>,
    /// Whether something hangs on all matches of the query, and not only on the one that is bound.
    pub(crate) all_matches: bool,
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
    let parsed;
    // What stands in an embedded rule was parsed when muxray was built.
    let nodes = match embedded::parsed(text) {
        Some(nodes) => nodes,
        None => {
            parsed = syntax::parse(text);
            for refusal in parsed.refusals {
                let place = code.place(part.start + refusal.span.start..part.start + refusal.span.end);
                errors.add(place, refusal.message, "", refusal.help);
            }
            &parsed.nodes
        }
    };
    let mut lowering = Lowering { code, start: part.start, text, nodes, scope, errors };
    lowering.expr(nodes.last()?)
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

struct Lowering<'a> {
    code: &'a Code<'a>,
    /// Where `text` begins in `code`.
    start: usize,
    text: &'a str,
    nodes: &'a [Node],
    scope: &'a mut Scope,
    errors: &'a mut Errors,
}

type Typed = Option<(Expr, Type)>;

impl<'a> Lowering<'a> {
    fn error(&mut self, at: Span, message: &str, label: &str, help: Option<String>) {
        let bytes = Range::from(at);
        let place = self.code.place(self.start + bytes.start..self.start + bytes.end);
        self.errors.add(place, message, label, help);
    }

    fn text(&self, at: Span) -> &'a str {
        self.text.get(Range::from(at)).unwrap_or_default()
    }

    fn node(&self, number: u16) -> &'a Node {
        &self.nodes[usize::from(number)]
    }

    fn expr(&mut self, node: &Node) -> Typed {
        match node.form {
            Form::Refused => None,
            Form::Bool(value) => Some((Expr::Bool(value), Type::one(Base::Bool))),
            Form::Number(value) => Some((Expr::Number(value), Type::one(Base::Number))),
            Form::Text => {
                let text = syntax::literal(self.text(node.span)).into_owned();
                Some((Expr::Text(text), Type::one(Base::Text)))
            }
            Form::Name => self.name(node.span),
            Form::Field { of, name } => {
                let of = self.expr(self.node(of))?;
                self.field(of, name)
            }
            Form::Not { of } => {
                let of = self.truth(self.node(of))?;
                Some((Expr::Not(Box::new(of)), Type::one(Base::Bool)))
            }
            Form::Binary { operator, left, right } => {
                self.binary(operator, self.node(left), self.node(right), node.span)
            }
            Form::Call { of, method, arguments } => {
                let of = self.expr(self.node(of))?;
                self.call(of, method, arguments, node.span)
            }
            Form::Closure { .. } => {
                self.error(node.span, "this kind of expression is not part of the rule language", "", None);
                None
            }
        }
    }

    fn name(&mut self, at: Span) -> Typed {
        let name = self.text(at);
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
            self.scope.all_matches = true;
            self.scope.used.borrow_mut().insert(name.to_owned());
            return Some((matches, Type::list(Base::Fact(Kind::Match))));
        }
        if self.scope.refused.contains(name) {
            return None;
        }
        let help = did_you_mean_or_list(name, self.scope.names());
        self.error(at, &format!("`{name}` is not bound"), "unknown name", help);
        None
    }

    fn field(&mut self, (of, ty): (Expr, Type), at: Span) -> Typed {
        let name = self.text(at);
        if ty.base == Base::Place {
            return self.part(of, ty, at);
        }
        let Base::Fact(kind) = ty.base else {
            let help = function::find(name, ty).map(|f| call_hint(f.name, f.argument != Argument::None));
            self.error(at, &format!("{} has no field `{name}`", ty.with_article()), "", help);
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
            self.error(at, &format!("unknown field `{name}` of {}", kind.name()), "", help);
            return None;
        };
        if let Base::Fact(kind) = field.ty.base {
            self.scope.kinds.insert(kind);
        }
        self.scope.all_matches |= kind == Kind::Match && field.name == ORDER;
        self.scope.aspects.extend(field.aspects());
        Some((Expr::Field(Box::new(of), field), field.ty.of(ty.shape)))
    }

    /// A field of a place.
    fn part(&mut self, of: Expr, ty: Type, at: Span) -> Typed {
        let name = self.text(at);
        let Some(part) = part(name) else {
            let help = match function::find(name, ty) {
                Some(f) => Some(call_hint(f.name, f.argument != Argument::None)),
                None => did_you_mean_or_list(name, PARTS.iter().map(|p| p.name)),
            };
            self.error(at, &format!("{} has no field `{name}`", ty.with_article()), "", help);
            return None;
        };
        self.asks_for_code(at)?;
        Some((Expr::Part(Box::new(of), part), part.ty.of(ty.shape)))
    }

    /// What stands around a place is for fixes.
    fn asks_for_code(&mut self, at: Span) -> Option<()> {
        if self.scope.code {
            return Some(());
        }
        let help = Some("a rule ranges over facts: only `[[case.fix]]` may look at the code".to_owned());
        let name = self.text(at);
        self.error(at, &format!("`{name}` of a place is for fixes"), "", help);
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
        self.error(node.span, "this must be true or false", &format!("this is {}", ty.with_article()), help);
        None
    }

    fn binary(&mut self, operator: Operator, left: &Node, right: &Node, whole: Span) -> Typed {
        let order = match operator {
            Operator::And | Operator::Or => {
                // Both sides are looked at, so that the mistakes of both are reported.
                let (left, right) = (self.truth(left), self.truth(right));
                let (left, right) = (Box::new(left?), Box::new(right?));
                let both = operator == Operator::And;
                let expr = if both { Expr::And(left, right) } else { Expr::Or(left, right) };
                return Some((expr, Type::one(Base::Bool)));
            }
            Operator::Compare(order) => order,
        };
        let (lowered_left, lowered_right) = (self.expr(left), self.expr(right));
        let ((lowered_left, left_type), (lowered_right, right_type)) = (lowered_left?, lowered_right?);
        self.word(&lowered_left, left.span, right_type)?;
        self.word(&lowered_right, right.span, left_type)?;
        if !self.comparable(order, left_type, right_type, whole) {
            return None;
        }
        Some((Expr::Compare(order, Box::new(lowered_left), Box::new(lowered_right)), Type::one(Base::Bool)))
    }

    fn comparable(&mut self, order: Order, left: Type, right: Type, at: Span) -> bool {
        let types = || format!("{} and {}", left.with_article(), right.with_article());
        if left.shape == Shape::List || right.shape == Shape::List {
            let help = Some("ask `list.contains(x)` or `list.any(|x| ...)`".to_owned());
            self.error(at, "a list is not compared", &types(), help);
            return false;
        }
        let is_text = |base| matches!(base, Base::Text | Base::Word(_));
        let same = left.base == right.base || is_text(left.base) && is_text(right.base);
        if !same {
            self.error(at, "these two are never equal: their types differ", &types(), None);
            return false;
        }
        let ordered = |base| matches!(base, Base::Number) || matches!(base, Base::Word(words) if words.ordered);
        let equality = matches!(order, Order::Equal | Order::NotEqual);
        if equality && left.base != Base::Place || ordered(left.base) || ordered(right.base) {
            return true;
        }
        self.error(at, "these have no order", &types(), None);
        false
    }

    /// A literal beside a word must be one of its words.
    fn word(&mut self, expr: &Expr, at: Span, other: Type) -> Option<()> {
        let (Expr::Text(text), Base::Word(Words { words, .. })) = (expr, other.base) else { return Some(()) };
        if words.contains(&text.as_str()) {
            return Some(());
        }
        let help = did_you_mean(text, words.iter().copied()).or(Some(format!("there are: {}", words.join(", "))));
        self.error(at, &format!("it is never \"{text}\""), "", help);
        None
    }

    fn call(&mut self, (of, ty): (Expr, Type), method: Span, arguments: Arguments, whole: Span) -> Typed {
        let name = self.text(method);
        let closure = match name {
            "any" => Some(Each::Any),
            "all" => Some(Each::All),
            "filter" => Some(Each::Filter),
            _ => None,
        };
        if let (Some(each), Shape::List) = (closure, ty.shape) {
            return self.each(each, (of, ty), name, arguments, whole);
        }
        let Some(function) = function::find(name, ty) else {
            let field = matches!(ty.base, Base::Fact(kind) if kind.field(name).is_some());
            let help = if field {
                Some(format!("`{name}` is a field: write it without `()`"))
            } else {
                did_you_mean_or_list(name, function::names_for(ty))
            };
            self.error(method, &format!("{} has no method `{name}`", ty.with_article()), "", help);
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
            (None, Arguments::Nothing) => None,
            (Some(base), Arguments::One(argument)) => {
                let argument = self.node(argument);
                let (lowered, given) = self.expr(argument)?;
                self.word(&lowered, argument.span, Type::one(base))?;
                let is_text = |base| matches!(base, Base::Text | Base::Word(_));
                let fits = base == given.base || is_text(base) && is_text(given.base);
                if !fits || given.shape == Shape::List {
                    let label = format!("this is {}", given.with_article());
                    self.error(
                        argument.span,
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
                self.error(whole, &format!("`{name}` takes {wanted}"), "", None);
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

    fn each(&mut self, each: Each, (of, ty): (Expr, Type), method: &str, arguments: Arguments, whole: Span) -> Typed {
        let argument = match arguments {
            Arguments::One(argument) => Some(self.node(argument)),
            Arguments::Nothing | Arguments::Several => None,
        };
        let (closure, parameter, body) = match argument {
            Some(closure @ Node { form: Form::Closure { parameter, body }, .. }) => (closure, *parameter, *body),
            Some(Node { form: Form::Refused, .. }) => return None,
            _ => {
                let help = Some(format!("write `{method}(|x| ...)`"));
                self.error(whole, &format!("`{method}` takes a closure with one name"), "", help);
                return None;
            }
        };
        let name = self.text(parameter);
        if self.scope.names().contains(&name) {
            let help = Some("choose another name for the closure".to_owned());
            self.error(closure.span, &format!("`{name}` is bound already"), "", help);
            return None;
        }
        self.scope.slots.push((name.to_owned(), Type::one(ty.base)));
        let body = self.truth(self.node(body));
        self.scope.slots.pop();
        let result = if each == Each::Filter { ty } else { Type::one(Base::Bool) };
        Some((Expr::Each(each, Box::new(of), Box::new(body?)), result))
    }
}

fn call_hint(name: &str, argument: bool) -> String {
    format!("`{name}` is a method: write `{name}({})`", if argument { "..." } else { "" })
}
