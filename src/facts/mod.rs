//! What one file says, indexed: calls, definitions, returns, mentions, and under which branches they stand.
//!
//! In: [`Syntax`] of one file and what is known of APIs (only: which calls do not return). Out: [`FileFacts`].
//! One file at a time, no verdicts: it knows no other file, no package, no program and no rule.

mod asked;
pub mod branch;
mod collect;
mod declared;
mod define;
mod grouped;
mod guard;
mod noted;
mod rounds;

use foldhash::HashMap;

pub use asked::Note;
pub use declared::Declared;
pub use grouped::Grouped;

use crate::golang::syntax::{ExprId, ExprKind, FuncId, LocalId, Name, Range, Syntax};
use crate::known::Known;
use branch::{BranchId, Branches};

/// The facts of one file.
#[derive(Debug, Default)]
pub struct FileFacts {
    /// What the file says, as a tree; without the statements, which the other facts tell of.
    pub syntax: Syntax,
    /// The branches of all functions.
    pub branches: Branches,
    /// All calls in source order.
    pub calls: Vec<CallFact>,
    /// What locals are set to, in source order.
    pub local_defs: Grouped<LocalId, Def>,
    /// What package-level variables of this package are set to inside functions.
    pub global_defs: Vec<(Name, Def)>,
    /// What package-level variables of other packages are set to: import path, name.
    pub foreign_defs: Vec<(Name, Name, Def)>,
    /// What is assigned to `_`, and so used for nothing.
    pub blank: Vec<ExprId>,
    /// What fields are set to: `base.field = ...`.
    pub field_defs: Vec<FieldDef>,
    /// What elements are set to: `base[key] = ...`.
    pub element_defs: Vec<ElementDef>,
    /// The `return` statements of each function.
    pub returns: Grouped<FuncId, Return>,
    /// Where a name that is no local is mentioned: plain, or behind a dot.
    pub mentions: Grouped<Name, ExprId>,
    /// Composite literals.
    pub composites: Vec<ExprId>,
    /// Composite literals by the field names that they set; those without names stand under the empty one.
    pub keyed: Grouped<Name, ExprId>,
    /// The conditions of `if` statements, by the first byte of the statement.
    pub conditions: HashMap<u32, ExprId>,
    /// The `switch` statements over values, by the first byte of the statement.
    pub switches: HashMap<u32, Switch>,
    /// By the first byte of a `select` that does not wait: the channels of its cases.
    pub polled: HashMap<u32, Vec<ExprId>>,
    /// The arms of `if` and `switch` statements, by the first byte of the statement.
    pub arms: HashMap<u32, Arms>,
    /// All loops.
    pub loops: Vec<Loop>,
    /// The functions that never return, by what they do themselves: they end the program, or go round for ever.
    pub endless: Vec<FuncId>,
    declared: Vec<Declared>,
    places: Vec<Place>,
    place_of: Vec<u32>,
    parent_of: Vec<Option<ExprId>>,
    literal_of: Vec<Option<ExprId>>,
}

/// Where something stands: in which function, under which branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The innermost function; None in a package variable's initialiser.
    pub func: Option<FuncId>,
    /// The branches that must be taken to come here.
    pub branch: BranchId,
    /// Whether a loop of the same function is around it.
    pub looped: bool,
    /// What the innermost `range` loop of the same function goes over.
    pub over: Option<ExprId>,
}

/// The arms of a branching statement of which a passage takes exactly one.
#[derive(Debug, Clone)]
pub struct Arms {
    /// How many there are: the last may be an `else`, one may be a `default`.
    pub count: u32,
    /// Those that do not come out at the end of the statement.
    pub ended: Vec<u32>,
}

/// A `for` statement.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    /// The statement.
    pub range: Range,
    /// Where the body begins: what is declared from here on is new in each round.
    pub body: u32,
    /// Whether a run that comes to the loop comes to its body.
    pub entered: bool,
    /// Whether it goes over a list from its end.
    pub backwards: bool,
}

/// A call.
#[derive(Debug, Clone, Copy)]
pub struct CallFact {
    /// The call expression.
    pub expr: ExprId,
    /// What becomes of its results.
    pub usage: Usage,
}

/// What becomes of a call's results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Nothing: a statement of its own.
    Dropped,
    /// Nothing, at the end of the function: `defer f()`.
    Deferred,
    /// Nothing, and the caller does not wait: `go f()`.
    Spawned,
    /// Something; or it is assigned to a blank, which says that it was thought of.
    Used,
}

/// One assignment.
#[derive(Debug, Clone)]
pub struct Def {
    /// Of what.
    pub source: DefSource,
    /// Where the target stands, for the order.
    pub at: u32,
    /// Under which branches.
    pub place: Place,
}

/// The right side of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefSource {
    /// An expression.
    Expr(ExprId),
    /// The n-th result of a call (or of an assertion, a map look-up, a receive).
    Tuple(ExprId, u32),
    /// An element of what is ranged over.
    RangeValue(ExprId),
    /// A key of what is ranged over.
    RangeKey(ExprId),
    /// The old value with this one added: `+=`.
    Add(ExprId),
    /// The zero value of the declared type.
    Zero,
    /// Its address is this argument of a call, which may set it.
    AddressArg(ExprId, u32),
    /// Something that is not followed.
    Other,
}

impl DefSource {
    /// The expression on the right side.
    #[must_use]
    pub fn expr(self) -> Option<ExprId> {
        match self {
            Self::Expr(expr)
            | Self::Tuple(expr, _)
            | Self::RangeValue(expr)
            | Self::RangeKey(expr)
            | Self::Add(expr)
            | Self::AddressArg(expr, _) => Some(expr),
            Self::Zero | Self::Other => None,
        }
    }
}

/// `base.field = ...`.
#[derive(Debug, Clone)]
pub struct FieldDef {
    /// The expression before the dot.
    pub base: ExprId,
    /// The field.
    pub field: Name,
    /// The assignment.
    pub def: Def,
}

/// What a `switch` asks: its arms are numbered as its cases.
#[derive(Debug, Clone)]
pub struct Switch {
    /// What is compared; None where the cases are conditions.
    pub tag: Option<ExprId>,
    /// The values of each case.
    pub cases: Vec<Vec<ExprId>>,
    /// Which case is the default.
    pub default: Option<usize>,
}

impl Switch {
    /// What is asked: the value that is compared, or the conditions one by one.
    pub fn asked(&self) -> impl Iterator<Item = ExprId> {
        let conditions = self.cases.iter().flatten().copied().filter(|_| self.tag.is_none());
        self.tag.into_iter().chain(conditions)
    }
}

/// `base[key] = ...`; where it is set to nothing, `delete(base, key)`.
#[derive(Debug, Clone)]
pub struct ElementDef {
    /// The list or map.
    pub base: ExprId,
    /// The index or key.
    pub key: ExprId,
    /// The assignment.
    pub def: Def,
}

/// One `return`.
#[derive(Debug, Clone)]
pub struct Return {
    /// Its values.
    pub values: Box<[ExprId]>,
    /// Where.
    pub place: Place,
    /// The first byte.
    pub at: u32,
}

/// The facts of one file.
#[must_use]
pub fn extract(syntax: Syntax, known: &Known) -> FileFacts {
    collect::collect(syntax, known)
}

impl FileFacts {
    /// Where an expression stands.
    #[must_use]
    pub fn place(&self, expr: ExprId) -> Place {
        self.places[self.place_of[expr.index() as usize] as usize]
    }

    /// The composite literals that may set a field: by name, or by position.
    pub fn literals_with(&self, field: &Name) -> impl Iterator<Item = &ExprId> {
        let named = self.keyed.get(field).unwrap_or_default();
        let positional = self.keyed.get("").unwrap_or_default();
        named.iter().chain(positional)
    }

    /// The calls that begin in a range, in source order.
    pub fn calls_between(&self, range: Range) -> impl Iterator<Item = &CallFact> {
        let start = |call: &CallFact| self.syntax.expr(call.expr).range.start;
        let first = self.calls.partition_point(|call| start(call) < range.start);
        self.calls[first..].iter().take_while(move |call| start(call) < range.end)
    }

    /// What a literal says of a field, by its name.
    #[must_use]
    pub fn element(&self, literal: ExprId, field: &Name) -> Option<ExprId> {
        let ExprKind::Composite(literal) = &self.syntax.expr(literal).kind else { return None };
        let is_named = |key: ExprId| matches!(&self.syntax.expr(key).kind, ExprKind::Name(name) if name == field);
        literal.elems.iter().find(|element| element.key.is_some_and(is_named)).map(|element| element.value)
    }

    /// What a branching statement asks: the condition of an `if`; the value of a `switch`, or its conditions.
    pub fn asked(&self, statement: u32) -> impl Iterator<Item = ExprId> {
        let switch = self.switches.get(&statement).into_iter().flat_map(Switch::asked);
        self.conditions.get(&statement).copied().into_iter().chain(switch)
    }

    /// The expression directly around another.
    #[must_use]
    pub fn parent(&self, expr: ExprId) -> Option<ExprId> {
        self.parent_of[expr.index() as usize]
    }

    /// The expression that a function literal is; None for a declared function.
    #[must_use]
    pub fn literal(&self, func: FuncId) -> Option<ExprId> {
        self.literal_of.get(func.index() as usize).copied().flatten()
    }

    /// The declared function around a function: itself, or the outermost function around a literal.
    #[must_use]
    pub fn outermost(&self, func: FuncId) -> FuncId {
        self.outwards(Some(func)).last().unwrap_or(func)
    }

    /// Whether `inner` is `outer` or a literal somewhere inside of it.
    #[must_use]
    pub fn is_within(&self, inner: FuncId, outer: FuncId) -> bool {
        self.outwards(Some(inner)).any(|func| func == outer)
    }

    /// A function and those around it, from within; none where there is none.
    pub fn outwards(&self, func: Option<FuncId>) -> impl Iterator<Item = FuncId> + Clone {
        std::iter::successors(func, |func| self.syntax.func(*func).outer)
    }
}
