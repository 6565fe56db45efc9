//! Functions in source order.
//!
//! In: a [`Syntax`] as lowering has filled it. Out: the same with its functions sorted. Lowering meets them in order but for the
//! ones in broken places, which it reads after what is around them.

use std::cmp::Reverse;

use super::syntax::{ExprKind, Func, FuncId, Syntax};

/// Sorts the functions by where they start, the outer one first, and renames them everywhere.
pub(super) fn sort_funcs(syntax: &mut Syntax) {
    let key = |func: &Func| (func.range.start, Reverse(func.range.end));
    if syntax.funcs.is_sorted_by_key(key) {
        return;
    }
    let mut old: Vec<usize> = (0..syntax.funcs.len()).collect();
    old.sort_by_key(|&at| key(&syntax.funcs[at]));
    let mut new = vec![FuncId::new(0); old.len()];
    for (id, &at) in (0..).zip(&old) {
        new[at] = FuncId::new(id);
    }
    let rename = |id: FuncId| new.get(id.index() as usize).copied().unwrap_or(id);
    let mut funcs: Vec<(FuncId, Func)> =
        (0..).map(FuncId::new).map(rename).zip(std::mem::take(&mut syntax.funcs)).collect();
    funcs.sort_by_key(|(id, _)| *id);
    syntax.funcs = funcs.into_iter().map(|(_, func)| func).collect();
    for func in &mut syntax.funcs {
        func.outer = func.outer.map(rename);
    }
    for local in &mut syntax.locals {
        local.func = rename(local.func);
    }
    for decl in &mut syntax.types {
        decl.func = decl.func.map(rename);
    }
    for expr in &mut syntax.exprs {
        if let ExprKind::FuncLit(id) = &mut expr.kind {
            *id = rename(*id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn every_mention_of_a_function_follows_it() {
        let source = b"package p\nfunc a(x int) { func() { x := x; x() }() }\nvar v = func() {}\nfunc b() {}\n";
        let plain = parse(source);
        let mut shuffled = plain.clone();
        // As if the last function had been met first.
        shuffled.funcs.rotate_right(1);
        let turn = |id: FuncId| FuncId::new((id.index() + 1) % 4);
        shuffled.funcs.iter_mut().for_each(|func| func.outer = func.outer.map(turn));
        shuffled.locals.iter_mut().for_each(|local| local.func = turn(local.func));
        for expr in &mut shuffled.exprs {
            if let ExprKind::FuncLit(id) = &mut expr.kind {
                *id = turn(*id);
            }
        }
        assert_ne!(format!("{shuffled:?}"), format!("{plain:?}"));
        sort_funcs(&mut shuffled);
        assert_eq!(format!("{shuffled:?}"), format!("{plain:?}"));
    }
}
