//! A condition after its check: typed, with every name resolved. What `condition` makes and `eval` runs.

use super::function::Function;
use super::syntax::Order;
use super::value::Shape;
use super::vocabulary::{Field, Part};
use crate::golang::query::Query;

/// An expression whose types have been checked.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    /// `true`, `false`.
    Bool(bool),
    /// `22`, `1.5`.
    Number(f64),
    /// `"GET"`.
    Text(String),
    /// `program`.
    Program,
    /// A bound fact, or a closure's parameter: its place on the stack.
    Slot(usize),
    /// `route.pattern`; on a list, the field of each item.
    Field(Box<Expr>, &'static Field),
    /// `matches`: everything that the case's query matched.
    Matches(Query),
    /// `m.name`: the nodes of the capture of this number, as many as its shape says.
    Capture(Box<Expr>, usize, Shape),
    /// `place.text`; on a list, the part of each item.
    Part(Box<Expr>, &'static Part),
    /// `!a`
    Not(Box<Expr>),
    /// `a && b`
    And(Box<Expr>, Box<Expr>),
    /// `a || b`
    Or(Box<Expr>, Box<Expr>),
    /// `a < b`
    Compare(Order, Box<Expr>, Box<Expr>),
    /// `list.any(|x| ...)`: the body sees `x` on top of the stack.
    Each(Each, Box<Expr>, Box<Expr>),
    /// `text.contains("x")`
    Call(&'static Function, Box<Expr>, Option<Box<Expr>>),
}

/// A method with a closure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Each {
    /// Whether it holds for at least one item.
    Any,
    /// Whether it holds for every item.
    All,
    /// The items for which it holds.
    Filter,
}

impl Expr {
    /// Whether it reads the slot.
    pub(crate) fn reads(&self, slot: usize) -> bool {
        match self {
            Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Program | Self::Matches(_) => false,
            Self::Slot(own) => *own == slot,
            Self::Field(of, _) | Self::Capture(of, ..) | Self::Part(of, _) | Self::Not(of) => of.reads(slot),
            Self::And(a, b) | Self::Or(a, b) | Self::Compare(_, a, b) | Self::Each(_, a, b) => {
                a.reads(slot) || b.reads(slot)
            }
            Self::Call(_, of, argument) => of.reads(slot) || argument.as_ref().is_some_and(|a| a.reads(slot)),
        }
    }

    /// The expression where more closures are around it than where it was compiled: slots from `first` on move by `by`.
    #[must_use]
    pub(crate) fn behind(self, first: usize, by: usize) -> Self {
        if by == 0 {
            return self;
        }
        let moved = |inner: Box<Self>| Box::new(inner.behind(first, by));
        match self {
            Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Program | Self::Matches(_) => self,
            Self::Slot(slot) => Self::Slot(if slot < first { slot } else { slot + by }),
            Self::Field(of, field) => Self::Field(moved(of), field),
            Self::Capture(of, number, shape) => Self::Capture(moved(of), number, shape),
            Self::Part(of, part) => Self::Part(moved(of), part),
            Self::Not(of) => Self::Not(moved(of)),
            Self::And(a, b) => Self::And(moved(a), moved(b)),
            Self::Or(a, b) => Self::Or(moved(a), moved(b)),
            Self::Compare(order, a, b) => Self::Compare(order, moved(a), moved(b)),
            Self::Each(each, of, body) => Self::Each(each, moved(of), moved(body)),
            Self::Call(function, of, argument) => Self::Call(function, moved(of), argument.map(moved)),
        }
    }

    /// The parts of `a && b && c`.
    pub(crate) fn conjuncts(self, into: &mut Vec<Self>) {
        match self {
            Self::And(a, b) => {
                a.conjuncts(into);
                b.conjuncts(into);
            }
            other => into.push(other),
        }
    }
}
