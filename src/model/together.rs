//! Which of several values go together: `addr, handler := ":8080", mux` and then, in one arm, `addr = "127.0.0.1:6060"` and
//! `handler = http.DefaultServeMux`. A run that has the one of the arm has the other, too.
//!
//! In: where values are written. Out: those that no run has at once, and what a run has instead. Knows what one passage of a function
//! sets, in no loop; a value that is made elsewhere may go with any.

use std::rc::Rc;

use foldhash::HashMap;

use super::eval::Eval;
use super::frames::Frames;
use super::reach::Reach;
use super::routes::Resolved;
use super::texts::FoundText;
use super::value::{Alternative, ExprRef, Values};
use crate::facts::branch::BranchId;
use crate::facts::{Def, DefSource, FieldDef, FileFacts, Place};
use crate::golang::syntax::{ExprId, ExprKind, LocalId, Name};
use crate::source::FileId;

/// One of several values that something may have.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// Where it is written.
    at: ExprRef,
    /// What else is set under a condition, in the order of the source.
    instead: Vec<Instead>,
}

/// Something that is set last wherever a passage comes by it.
#[derive(Debug, Clone)]
struct Instead {
    branch: BranchId,
    made: ExprRef,
    /// Whether it replaces what was set before.
    replaces: bool,
}

/// What is set.
#[derive(Debug, Clone)]
pub(super) enum Target {
    Local(LocalId),
    Field(ExprId, Name),
    /// Of what a local holds from the start.
    FieldOf(LocalId, Name),
    Global(Name),
}

/// What the assignments of a file set, by what they are made of.
pub(super) type SetBy = HashMap<ExprId, Target>;

/// What something is picked by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Local(FileId, LocalId),
    /// The key at which the loop over this is.
    Of(FileId, ExprId),
}

/// Names of names of something: `listener := listeners[kind]`.
const MOST_NAMES: usize = 4;
/// Assignments of one file to fields and variables of the package that are looked through for each choice.
const MOST_SETS: usize = 4096;
/// Values of one thing that are told apart.
const MOST_CHOICES: usize = 8;

impl Eval<'_> {
    /// Whether one key picks two things of two maps or lists, `servers[kind]` and `listeners[kind]`, and which they are then is not known of
    /// one of them: which of these goes with which of those, nothing says.
    pub(super) fn is_picked_apart(&self, a: ExprRef, b: ExprRef, frames: &Frames) -> bool {
        let key = self.picking_key(a);
        let are_several = |at: ExprRef| self.eval(at, frames).items.len() > 1;
        key.is_some() && key == self.picking_key(b) && (are_several(a) || are_several(b))
    }

    /// The key by which something is picked.
    fn picking_key(&self, at: ExprRef) -> Option<Key> {
        let facts = self.scope.facts(at.file);
        let mut expr = at.expr;
        for _ in 0..MOST_NAMES {
            if let Some(over) = facts.ranged_over(expr) {
                return Some(Key::Of(at.file, over));
            }
            match &facts.syntax.expr(expr).kind {
                ExprKind::Local(local) => match facts.local_defs.get(local).unwrap_or_default() {
                    &[Def { source: DefSource::Expr(value) | DefSource::Tuple(value, 0), .. }] => expr = value,
                    _ => return None,
                },
                ExprKind::Index(_, index) => {
                    let [key] = **index else { return None };
                    let ExprKind::Local(local) = facts.syntax.expr(key).kind else { return None };
                    let over = facts.key_of(key).map(|over| Key::Of(at.file, over));
                    return Some(over.unwrap_or(Key::Local(at.file, local)));
                }
                _ => return None,
            }
        }
        None
    }

    /// Of values that are written at some places the one that is written at the n-th; None where not all that may be set in its place is
    /// known.
    pub(super) fn choice(&self, all: &[Option<ExprRef>], n: usize) -> Option<Choice> {
        let at = all.get(n).copied().flatten().filter(|_| all.len() <= MOST_CHOICES)?;
        let facts = self.scope.facts(at.file);
        let here = self.passed_once(at)?;
        let defs = defs_of(facts, &self.target_of(at)?)?;
        let range = |expr: ExprId| facts.syntax.expr(expr).range;
        let start = range(at.expr).start;
        let is_here = |def: &Def| def.place.func == here.func;
        // A value that is set twice stands for both.
        let is_other = |made: ExprId| {
            let literal = |expr| self.literal(ExprRef { expr, ..at });
            let mut known = all.iter().flatten().filter(|other| other.file == at.file);
            known.any(|other| range(made).contains(range(other.expr).start))
                || literal(made).zip(literal(at.expr)).is_some_and(|(a, b)| a != b)
        };
        if !defs
            .iter()
            .filter(|def| is_here(def))
            .all(|def| def.source.expr().map_or(def.source == DefSource::Zero, is_other))
        {
            return None;
        }
        let is_last = |set: &Def| {
            let mut later = defs.iter().filter(|def| def.at > set.at);
            later.all(|def| is_here(def) && facts.exclusive(def.place.branch, set.place.branch))
        };
        let instead = defs.iter().filter(|set| is_here(set) && !set.place.looped && is_last(set)).filter_map(|set| {
            let DefSource::Expr(made) = set.source else { return None };
            let branch = set.place.branch;
            let replaces = set.at > start && !facts.branches.covers(branch, here.branch);
            Some(Instead { branch, made: ExprRef { expr: made, ..at }, replaces })
        });
        Some(Choice { at, instead: instead.collect() })
    }

    /// What is set to what is written there; a field that a literal writes is that of the local which holds the literal.
    fn target_of(&self, at: ExprRef) -> Option<Target> {
        let facts = self.scope.facts(at.file);
        let set_by = self.set_by(at.file);
        let mut inner = at.expr;
        let mut written = None;
        while let Some(around) = facts.parent(inner) {
            if let ExprKind::Composite(literal) = &facts.syntax.expr(around).kind {
                let element = literal.elems.iter().find(|element| element.value == inner)?;
                let ExprKind::Name(field) = &facts.syntax.expr(element.key?).kind else { return None };
                if written.replace(field.clone()).is_some() {
                    return None;
                }
            }
            inner = around;
        }
        match (set_by.get(&inner)?, written) {
            (target, None) => Some(target.clone()),
            (Target::Local(local), Some(field)) => Some(Target::FieldOf(*local, field)),
            _ => None,
        }
    }

    fn set_by(&self, file: FileId) -> Rc<SetBy> {
        let ask = || {
            let facts = self.scope.facts(file);
            let mut found = SetBy::default();
            let mut add = |def: &Def, target: Target| {
                if let Some(made) = def.source.expr() {
                    found.insert(made, target);
                }
            };
            let locals = facts.local_defs.iter().flat_map(|(local, defs)| defs.iter().map(|def| (*local, def)));
            locals.for_each(|(local, def)| add(def, Target::Local(local)));
            facts.field_defs.iter().for_each(|set| add(&set.def, Target::Field(set.base, set.field.clone())));
            facts.global_defs.iter().for_each(|(name, def)| add(def, Target::Global(name.clone())));
            Rc::new(found)
        };
        Rc::clone(self.set_by.borrow_mut().entry(file).or_insert_with(ask))
    }

    /// Where something stands that one passage of a function comes by no more than once.
    fn passed_once(&self, at: ExprRef) -> Option<Place> {
        let place = self.scope.facts(at.file).place(at.expr);
        (place.func.is_some() && !place.looped).then_some(place)
    }

    /// Whether a passage that comes to a place under some branch, in the function that chooses, has chosen another value.
    fn is_chosen_otherwise(&self, choice: &Choice, branch: BranchId) -> bool {
        let facts = self.scope.facts(choice.at.file);
        facts.exclusive(facts.place(choice.at.expr).branch, branch)
            || choice.instead.iter().any(|set| set.replaces && facts.covers(set.branch, branch))
    }

    /// Whether no run has two values at once.
    fn never_together(&self, a: &Choice, b: &Choice) -> bool {
        let place = |choice: &Choice| self.scope.facts(choice.at.file).place(choice.at.expr);
        a.at.file == b.at.file
            && place(a).func == place(b).func
            && (self.is_chosen_otherwise(a, place(b).branch) || self.is_chosen_otherwise(b, place(a).branch))
    }

    /// For each of some values those of others that a run may have with it, by their numbers.
    pub(super) fn together(&self, values: &[Option<ExprRef>], others: &[Option<ExprRef>]) -> Vec<Vec<usize>> {
        if values.len().max(others.len()) < 2 {
            return values.iter().map(|_| (0..others.len()).collect()).collect();
        }
        let choices = |all: &[Option<ExprRef>]| (0..all.len()).map(|n| self.choice(all, n)).collect::<Vec<_>>();
        let (ours, theirs) = (choices(values), choices(others));
        let never = |a: &Option<Choice>, b: &Option<Choice>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| self.never_together(a, b))
        };
        ours.iter().map(|a| (0..others.len()).filter(|&n| !never(a, &theirs[n])).collect()).collect()
    }

    /// What a run has in the place of some values where it has another one that goes with none of them.
    pub(super) fn instead_of(&self, values: &[Option<ExprRef>], other: ExprRef) -> Option<ExprRef> {
        let facts = self.scope.facts(other.file);
        let place = self.passed_once(other)?;
        let is_set = |set: &&Instead| {
            let func = facts.place(set.made.expr).func;
            set.made.file == other.file && func == place.func && facts.covers(set.branch, place.branch)
        };
        let set_for = |n: usize| self.choice(values, n)?.instead.iter().rfind(is_set).map(|set| set.made);
        (0..values.len()).find_map(set_for)
    }

    /// For each of some values the texts that a run may have with it.
    pub(super) fn texts_with(
        &self,
        values: &[Option<ExprRef>],
        texts: &[FoundText],
        frames: &Frames,
    ) -> Vec<Vec<FoundText>> {
        let written: Vec<Option<ExprRef>> = texts.iter().map(|(.., at)| *at).collect();
        let with = self.together(values, &written).into_iter().zip(values).map(|(with, value)| {
            let instead = value.filter(|_| with.is_empty()).and_then(|value| self.instead_of(&written, value));
            let others = instead.map(|at| self.eval(at, frames).texts()).unwrap_or_default();
            with.into_iter().filter_map(|n| texts.get(n).cloned()).chain(others).collect()
        });
        with.collect()
    }

    /// Where the values of an argument are set, if that is a local; of others where they are made.
    pub(super) fn set_at(&self, arg: Option<ExprRef>, values: &Values, frames: &Frames) -> Vec<Option<ExprRef>> {
        let made = || values.items.iter().map(|item| item.at).collect();
        let Some(arg) = arg.filter(|_| (2..=MOST_CHOICES).contains(&values.items.len())) else { return made() };
        let facts = self.scope.facts(arg.file);
        let ExprKind::Local(local) = facts.syntax.expr(arg.expr).kind else { return made() };
        let sources = facts.local_defs.get(&local).into_iter().flatten().filter_map(|def| match def.source {
            DefSource::Expr(made) => Some(ExprRef { expr: made, ..arg }),
            _ => None,
        });
        let sets: Vec<(ExprRef, Values)> = sources.map(|made| (made, self.eval(made, frames))).collect();
        let set_at = |item: &Alternative| {
            let mut at = sets.iter().filter(|(_, set)| set.items.iter().any(|other| other.value == item.value));
            match (at.next(), at.next()) {
                (Some((made, _)), None) => Some(*made),
                (None, _) => item.at,
                _ => None,
            }
        };
        values.items.iter().map(set_at).collect()
    }
}

impl Reach<'_, '_> {
    /// Whether no run registers both of two routes, as one that comes to the one has chosen another pattern for the other.
    pub(super) fn chosen_apart(&self, a: &Resolved, b: &Resolved) -> bool {
        let apart = |x: &Resolved, y: &Resolved| {
            x.chosen.as_deref().is_some_and(|choice| {
                x.paths.iter().all(|p| {
                    y.paths.iter().all(|q| {
                        let step = self.in_one_pass(choice.at, p, q);
                        step.is_some_and(|step| self.eval.is_chosen_otherwise(choice, step.branch))
                    })
                })
            })
        };
        apart(a, b) || apart(b, a)
    }
}

/// All that sets something in a file.
fn defs_of<'f>(facts: &'f FileFacts, target: &Target) -> Option<Vec<&'f Def>> {
    let of_field = |field: &Name, is_base: &dyn Fn(ExprId) -> bool| {
        let is_it = |set: &&FieldDef| set.field == *field && is_base(set.base);
        let sets = Some(&facts.field_defs).filter(|sets| sets.len() <= MOST_SETS)?;
        Some(sets.iter().filter(is_it).map(|set| &set.def).collect())
    };
    match target {
        Target::Local(local) => Some(facts.local_defs.get(local).unwrap_or_default().iter().collect()),
        Target::Field(base, field) => of_field(field, &|other| facts.same_path(other, *base)),
        Target::FieldOf(local, field) => of_field(field, &|base| facts.is_local(base, *local)),
        Target::Global(name) => {
            let sets = Some(&facts.global_defs).filter(|sets| sets.len() <= MOST_SETS)?;
            Some(sets.iter().filter(|(n, _)| n == name).map(|(_, def)| def).collect())
        }
    }
}
