//! Functions of own packages of which a knowledge file says what their calls do: what happens in them is not said again.
//!
//! In: a place. Out: yes or no. A team may know of its own wrapper what its code does not show; the rows then speak for the whole of it, with
//! the functions that only it calls. A library that is looked at on its own has no callers that could speak.

use std::collections::BTreeSet;

use crate::ordered::InOrder as _;

use super::ProgramKind;
use super::eval::Eval;
use super::frames::FuncRef;
use super::link::PackageRef;
use super::reach::Reach;
use super::value::ExprRef;

/// Calls of calls.
const DEEPEST: u32 = 8;

/// The names, as `Func` or `Type.Method`, of an own package's functions whose calls a knowledge file describes.
pub(crate) fn told_names<'a>(eval: &Eval<'a>, package: usize) -> BTreeSet<&'a str> {
    let linked = &eval.scope.linkage.packages[package];
    if !linked.source.is_own() || eval.scope.linkage.kind == ProgramKind::Library {
        return BTreeSet::new();
    }
    let rows = eval.known_packages(&PackageRef { path: linked.path.as_ref().into(), index: Some(package) });
    let acting = rows.into_iter().flat_map(|row| &row.calls).filter(|call| call.acts());
    acting.flat_map(|call| &call.names).map(String::as_str).in_order()
}

/// Whether a place is told where its function is called.
pub(crate) fn is_told(eval: &Eval<'_>, reach: &Reach<'_, '_>, at: ExprRef, names: &BTreeSet<&str>) -> bool {
    !names.is_empty() && within(eval, reach, at, names, DEEPEST)
}

fn within(eval: &Eval<'_>, reach: &Reach<'_, '_>, at: ExprRef, names: &BTreeSet<&str>, depth: u32) -> bool {
    let facts = eval.scope.facts(at.file);
    let Some(func) = facts.place(at.expr).func else { return false };
    let func = FuncRef { file: at.file, func: facts.outermost(func) };
    let Some(name) = facts.syntax.func(func.func).name.clone() else { return false };
    let name = match eval.scope.receiver_type(func) {
        Some(ty) => format!("{ty}.{name}"),
        None => name.to_string(),
    };
    if names.contains(name.as_str()) {
        return true;
    }
    let callers = if depth > 0 { reach.callers(func) } else { Vec::new() };
    let home = eval.scope.package_of(at.file);
    !callers.is_empty()
        && callers
            .iter()
            .all(|call| eval.scope.package_of(call.file) == home && within(eval, reach, *call, names, depth - 1))
}
