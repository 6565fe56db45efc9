//! Runs a checked condition on the facts of a program, in three-valued logic, within a budget.
//!
//! In: [`Expr`], [`Facts`], the bound facts. Out: a [`Value`]. `false && unknown` is false, `true || unknown` is true; anything else with
//! an unknown is unknown. A list that may lack items answers only what the missing ones cannot change.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::expr::{Each, Expr};
use super::function::{Function, FunctionId};
use super::syntax::Order;
use crate::code::Wanted;
use crate::source::{FileId, Span};

use super::value::{Completeness, Shape, Value};
use super::vocabulary::{Facts, Kind};

/// Steps that one case of a rule may take in one program: some tenths of a second.
pub(crate) const BUDGET: u64 = 4_000_000;

/// Steps that all rules of one's own may take together in one program: they may come with the repository that is looked at.
pub(crate) const OWN_BUDGET: u64 = 40_000_000;

/// Steps that a look at the code around a place costs.
const LOOK: usize = 50;

/// One evaluation: the facts and what is left of the budget.
#[derive(Debug)]
pub(crate) struct Evaluation<'a, 'p> {
    facts: &'a Facts<'p>,
    left: Cell<u64>,
    /// What has been named and is not imported.
    imports: RefCell<BTreeMap<FileId, Wanted>>,
}

impl<'a, 'p> Evaluation<'a, 'p> {
    /// With a budget of so many steps.
    pub(crate) fn new(facts: &'a Facts<'p>, steps: u64) -> Self {
        Self { facts, left: Cell::new(steps), imports: RefCell::default() }
    }

    /// What is left of the budget.
    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether the budget is used up: then all answers since are unknown.
    pub(crate) fn is_over(&self) -> bool {
        self.left.get() == 0
    }

    /// The imports that the texts since the last call of this need.
    pub(crate) fn take_imports(&self) -> BTreeMap<FileId, Wanted> {
        self.imports.take()
    }

    /// Takes steps from the budget.
    pub(crate) fn spend(&self, steps: usize) {
        self.left.set(self.left.get().saturating_sub(u64::try_from(steps).unwrap_or(u64::MAX)));
    }

    /// True, false or unknown (None).
    pub(crate) fn truth(&self, expr: &Expr, stack: &mut Vec<Value<'p>>) -> Option<bool> {
        self.value(expr, stack).truth()
    }

    /// The value of an expression; `stack` holds the bound facts and is left as it was.
    pub(crate) fn value(&self, expr: &Expr, stack: &mut Vec<Value<'p>>) -> Value<'p> {
        self.spend(1);
        if self.is_over() {
            return unknown();
        }
        match expr {
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Number(value) => Value::Number(*value),
            Expr::Text(text) => Value::owned(text.clone()),
            Expr::Program => Value::Fact(Kind::Program, 0),
            Expr::Slot(slot) => stack.get(*slot).cloned().unwrap_or(Value::Absent),
            Expr::Field(of, field) => {
                let of = self.value(of, stack);
                self.read(of, &|fact| match fact {
                    Value::Fact(_, index) => (field.read)(self.facts, index),
                    other => other,
                })
            }
            Expr::Part(of, part) => {
                let of = self.value(of, stack);
                self.read(of, &|place| match place {
                    Value::Place(place) => {
                        self.spend(LOOK);
                        (part.read)(self.facts.code(), place)
                    }
                    other => other,
                })
            }
            Expr::Matches(query) => {
                let range = self.facts.matches_of(query.text()).unwrap_or_default();
                self.spend(range.len());
                Value::list(range.map(|index| Value::Fact(Kind::Match, index)))
            }
            Expr::Capture(of, capture, shape) => {
                let of = self.value(of, stack);
                self.read(of, &|fact| match (fact, shape) {
                    (Value::Fact(_, index), Shape::List) => Value::list(self.facts.nodes_of(index, *capture)),
                    (Value::Fact(_, index), _) => self.facts.nodes_of(index, *capture).next().unwrap_or(Value::Absent),
                    (other, _) => other,
                })
            }
            Expr::Not(inner) => Value::from_truth(self.truth(inner, stack).map(|t| !t)),
            Expr::And(a, b) => match self.truth(a, stack) {
                Some(false) => Value::Bool(false),
                a => match (a, self.truth(b, stack)) {
                    (_, Some(false)) => Value::Bool(false),
                    (Some(true), b) => Value::from_truth(b),
                    _ => unknown(),
                },
            },
            Expr::Or(a, b) => match self.truth(a, stack) {
                Some(true) => Value::Bool(true),
                a => match (a, self.truth(b, stack)) {
                    (_, Some(true)) => Value::Bool(true),
                    (Some(false), b) => Value::from_truth(b),
                    _ => unknown(),
                },
            },
            Expr::Compare(order, a, b) => {
                let words = word_order(a).or_else(|| word_order(b));
                let (a, b) = (self.value(a, stack), self.value(b, stack));
                Value::from_truth(compare(*order, &a, &b, words))
            }
            Expr::Each(each, of, body) => {
                let of = self.value(of, stack);
                self.each(*each, of, body, stack)
            }
            Expr::Call(function, of, argument) => {
                let of = self.value(of, stack);
                let argument = argument.as_ref().map(|a| self.value(a, stack));
                self.call(function, of, argument)
            }
        }
    }

    /// A field of a fact or place, or of every one of a list.
    fn read(&self, of: Value<'p>, field: &dyn Fn(Value<'p>) -> Value<'p>) -> Value<'p> {
        match of {
            Value::Fact(..) | Value::Place(_) => {
                let value = field(of);
                if let Value::List(items, _) = &value {
                    self.spend(items.len());
                }
                value
            }
            Value::List(facts, mut completeness) => {
                let mut all = Vec::with_capacity(facts.len());
                for fact in facts {
                    self.spend(1);
                    if self.is_over() {
                        return unknown();
                    }
                    match self.read(fact, field) {
                        Value::List(items, inner) => {
                            all.extend(items);
                            if inner == Completeness::Partial {
                                completeness = inner;
                            }
                        }
                        Value::Absent => {}
                        value => all.push(value),
                    }
                }
                Value::List(all, completeness)
            }
            other => other,
        }
    }

    fn each(&self, each: Each, of: Value<'p>, body: &Expr, stack: &mut Vec<Value<'p>>) -> Value<'p> {
        let Value::List(items, mut completeness) = of else { return of };
        let mut kept = Vec::new();
        // What decides at once, and whether something was undecided.
        let (decisive, mut open) = (each == Each::Any, completeness == Completeness::Partial);
        for item in items {
            stack.push(item);
            let holds = self.truth(body, stack);
            let item = stack.pop();
            if self.is_over() {
                return unknown();
            }
            match (each, holds) {
                (Each::Filter, Some(true)) => kept.extend(item),
                (Each::Filter, None) => completeness = Completeness::Partial,
                (Each::Filter, Some(false)) => {}
                (_, Some(holds)) if holds == decisive => return Value::Bool(decisive),
                (_, None) => open = true,
                _ => {}
            }
        }
        match each {
            Each::Filter => Value::List(kept, completeness),
            _ if open => unknown(),
            _ => Value::Bool(!decisive),
        }
    }

    fn call(&self, function: &Function, of: Value<'p>, argument: Option<Value<'p>>) -> Value<'p> {
        use FunctionId as F;
        let is_there = match of {
            Value::Unknown(_) => None,
            Value::Absent => Some(false),
            _ => Some(true),
        };
        match (function.id, &of, &argument) {
            (F::IsSome, ..) => return Value::from_truth(is_there),
            (F::IsNone, ..) => return Value::from_truth(is_there.map(|t| !t)),
            (_, Value::Unknown(_), _) | (_, _, Some(Value::Unknown(_))) => return unknown(),
            (_, Value::Absent, _) | (_, _, Some(Value::Absent)) => return Value::Absent,
            _ => {}
        }
        match (of, argument) {
            (Value::List(items, completeness), argument) => {
                self.spend(items.len());
                list_call(function.id, items, completeness, argument)
            }
            (Value::Place(place), argument) => {
                self.spend(LOOK);
                self.look(function.id, place, argument)
            }
            (Value::Text(text), argument) => {
                let other = match &argument {
                    Some(Value::Text(other)) => other,
                    _ => "",
                };
                match function.id {
                    F::TextContains => Value::Bool(text.contains(other)),
                    F::StartsWith => Value::Bool(text.starts_with(other)),
                    F::EndsWith => Value::Bool(text.ends_with(other)),
                    F::Matches => {
                        self.spend(text.len() * other.len() / 16);
                        Value::Bool(crate::glob::fits(other, &text))
                    }
                    F::TextIsEmpty => Value::Bool(text.is_empty()),
                    _ => Value::count(text.len()),
                }
            }
            _ => unknown(),
        }
    }
}

impl<'p> Evaluation<'_, 'p> {
    /// A method of a place.
    fn look(&self, id: FunctionId, place: Span, argument: Option<Value<'p>>) -> Value<'p> {
        let code = self.facts.code();
        match (id, argument) {
            (FunctionId::Covers, Some(Value::Place(other))) => Value::Bool(code.covers(place, other)),
            (FunctionId::OnlyTo, Some(Value::Place(user))) => Value::Bool(code.goes_only_to(place, user)),
            (FunctionId::Named, Some(Value::Text(word))) => Value::count(self.facts.named(&word)),
            (FunctionId::FieldOf, Some(Value::Text(name))) => Value::optional(code.field(place, &name), Value::Place),
            (FunctionId::Free, Some(Value::Text(name))) => Value::owned(code.free(place, &name)),
            (FunctionId::Qualifier, Some(Value::Text(path))) => {
                let Some(qualifier) = code.qualifier(place, &path) else { return Value::Absent };
                if let Some(name) = qualifier.import {
                    self.imports.borrow_mut().entry(place.file).or_default().insert(path.into_owned(), name);
                }
                Value::owned(qualifier.text)
            }
            _ => unknown(),
        }
    }
}

fn list_call<'p>(
    id: FunctionId,
    items: Vec<Value<'p>>,
    completeness: Completeness,
    argument: Option<Value<'p>>,
) -> Value<'p> {
    let partial = completeness == Completeness::Partial;
    match id {
        FunctionId::ListIsEmpty if items.is_empty() && partial => unknown(),
        FunctionId::ListIsEmpty => Value::Bool(items.is_empty()),
        FunctionId::ListLen if partial => Value::Unknown(Cow::Owned(format!("at least {}", items.len()))),
        FunctionId::ListLen => Value::count(items.len()),
        FunctionId::First => match items.into_iter().next() {
            Some(first) => first,
            None if partial => unknown(),
            None => Value::Absent,
        },
        _ => {
            let Some(wanted) = argument else { return unknown() };
            let mut open = partial;
            for item in &items {
                match equal(item, &wanted) {
                    Some(true) => return Value::Bool(true),
                    Some(false) => {}
                    None => open = true,
                }
            }
            if open { unknown() } else { Value::Bool(false) }
        }
    }
}

/// Whether two values are equal; None where one is not known.
pub(crate) fn equal(a: &Value<'_>, b: &Value<'_>) -> Option<bool> {
    compare(Order::Equal, a, b, None)
}

/// The order of words, where the expression is a field of ordered words.
fn word_order(expr: &Expr) -> Option<&'static [&'static str]> {
    match expr {
        Expr::Field(_, field) => match field.ty.base {
            super::value::Base::Word(words) if words.ordered => Some(words.words),
            _ => None,
        },
        _ => None,
    }
}

fn compare(order: Order, a: &Value<'_>, b: &Value<'_>, words: Option<&[&str]>) -> Option<bool> {
    let ordering = match (a, b) {
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => return None,
        (Value::Absent, _) | (_, Value::Absent) => return Some(order == Order::NotEqual),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Fact(k, a), Value::Fact(l, b)) => (k, a).cmp(&(l, b)),
        (Value::Text(a), Value::Text(b)) => match words {
            Some(words) => rank(words, a).cmp(&rank(words, b)),
            None => a.cmp(b),
        },
        _ => return None,
    };
    Some(match order {
        Order::Equal => ordering == Ordering::Equal,
        Order::NotEqual => ordering != Ordering::Equal,
        Order::Less => ordering == Ordering::Less,
        Order::LessOrEqual => ordering != Ordering::Greater,
        Order::Greater => ordering == Ordering::Greater,
        Order::GreaterOrEqual => ordering != Ordering::Less,
    })
}

fn rank(words: &[&str], word: &str) -> usize {
    words.iter().position(|w| *w == word).unwrap_or(words.len())
}

fn unknown<'p>() -> Value<'p> {
    Value::Unknown(Cow::Borrowed("unknown"))
}
