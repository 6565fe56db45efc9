//! Puts a program together: sites, routes, mounts, listeners, pairs, in this order.
//!
//! In: a [`Linkage`], a [`Reader`], what is known of APIs. Out: a [`Program`]. The only file that knows all parts of the model.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::eval::Eval;
use super::frames::FuncRef;
use super::link::{Reader, Scope};
use super::linked::{Linkage, imports};
use super::listeners::Opened;
use super::pattern::Coverage;
use super::reach::Reach;
use super::routes::Collected;
use super::types::{Callable, Ty};
use super::value::ExprRef;
use super::{Aspect, DEFAULT_MUX, Program, Served, listeners, mounts, pairs, routes, sites};
use crate::golang::syntax::{ExprKind, Name};
use crate::known::{Known, VarKind};

/// Computes a program: its packages and imports, and the aspects that are asked for, with those that they rest on.
///
/// `is_last` tells, once it is done, whether the process ends now: then the memory of what was computed on the way is not given back,
/// which takes up to a quarter of the time.
#[must_use]
pub fn assemble(
    linkage: &Linkage,
    reader: &dyn Reader,
    known: &Known,
    asked: &BTreeSet<Aspect>,
    is_last: &dyn Fn() -> bool,
) -> Program {
    let mut program = Program {
        kind: linkage.kind,
        dir: Arc::clone(&linkage.dir),
        import_path: Arc::clone(&linkage.import_path),
        module: Arc::clone(&linkage.module),
        eras: linkage.eras.clone(),
        packages: linkage.packages.clone(),
        unseen: linkage.unseen.clone(),
        ..Program::default()
    };
    if asked.is_empty() {
        program.imports = imports(linkage, &Collected::default(), &[]);
        return program;
    }
    let eval = Eval::new(Scope::new(linkage, reader), known);
    let reach = Reach::new(&eval);
    let sites = sites::find(&eval, &reach);
    let mut collected = routes::collect(&eval, &reach, &sites);
    pairs::mark_invalid(&reach, &mut collected);
    let mut opened = Vec::new();
    if asked.contains(&Aspect::Listeners) {
        let mounts = mounts::collect(&eval, &reach, &sites, &mut collected);
        opened = listeners::collect(&eval, &reach, &sites, &mut collected, &mounts);
        mark_served(&reach, &mut collected, &opened);
        program.mounts = mounts::facts(&mounts);
    }
    if asked.contains(&Aspect::Conflicts) {
        let (conflicts, coverage) = pairs::conflicts(&reach, &collected, &linkage.eras);
        program.conflicts = conflicts;
        let cut = (coverage == Coverage::Cut).then(|| "too many routes conflict: not all pairs were looked at".into());
        program.cut.extend(cut);
    }
    if asked.contains(&Aspect::Overtakes) {
        program.overtakes = pairs::overtaken(&reach, &collected);
    }
    if asked.contains(&Aspect::PortConflicts) {
        program.port_conflicts = pairs::port_conflicts(&reach, &opened);
    }
    if eval.is_tangled() {
        program.cut.push("the program is too tangled: some values and contexts were not followed".into());
    }
    for &FuncRef { file, func } in &*eval.unfollowed.borrow() {
        let name = eval.func_name(file, Some(func));
        let cut = format!(
            "{name} is called in more than {} places: what it registers or opens is told in part",
            sites::MOST_CALLERS
        );
        program.cut.push(cut.into());
    }
    program.imports = imports(linkage, &collected, &opened);
    program.muxes = collected.muxes;
    program.routes = collected.routes.into_iter().map(|r| r.route).collect();
    program.listeners = opened.into_iter().map(|o| o.listener).collect();
    if is_last() {
        std::mem::forget(reach);
        std::mem::forget(eval);
    }
    program
}

/// Which muxes a listener serves; No only where nothing is left that could.
fn mark_served(reach: &Reach<'_, '_>, collected: &mut Collected, opened: &[Opened]) {
    let unknown_handler = opened.iter().any(|o| !o.listener.handler_known);
    let leaks = unknown_handler || default_mux_is_handed_on(reach) || server_without_listener(reach, opened);
    for (index, mux) in collected.muxes.iter_mut().enumerate() {
        let served = opened.iter().any(|o| o.listener.muxes.contains(&index));
        mux.served = match (served, index == DEFAULT_MUX) {
            (true, _) => Served::Yes,
            (false, true) if !leaks => Served::No,
            // Where another mux goes is only known if a listener serves it.
            (false, _) => Served::Unknown,
        };
    }
}

/// Whether a run comes to a mention of the default mux other than to register on it or to replace it.
fn default_mux_is_handed_on(reach: &Reach<'_, '_>) -> bool {
    let eval = reach.eval;
    let linkage = eval.scope.linkage;
    linkage.packages.iter().enumerate().filter(|(_, p)| p.source.is_own()).any(|(index, _)| {
        let vars = linkage.imports(index).flat_map(|(i, _)| eval.known.package(i.path, None)).flat_map(|k| &k.vars);
        let mut names: Vec<Name> =
            vars.filter(|v| v.is == VarKind::DefaultMux).map(|v| Name::from(v.name.as_str())).collect();
        names.sort();
        names.dedup();
        names.iter().any(|name| {
            eval.scope.files_mentioning(index, name).iter().any(|&file| {
                let facts = eval.scope.facts(file);
                let mentions = facts.mentions.get(name).unwrap_or_default();
                let is_set = |mention| {
                    let start = facts.syntax.expr(mention).range.start;
                    facts.foreign_defs.iter().any(|(_, n, def)| n == name && def.at == start)
                };
                let goes_on = |mention| match facts.parent(mention) {
                    Some(p) if matches!(facts.syntax.expr(p).kind, ExprKind::Select(..)) => {
                        !registers(eval, ExprRef { file, expr: p })
                    }
                    Some(_) => true,
                    None => !is_set(mention),
                };
                mentions.iter().any(|&mention| goes_on(mention) && reach.reaches(ExprRef { file, expr: mention }))
            })
        })
    })
}

/// Whether a method is one that puts a route on its mux.
fn registers(eval: &Eval<'_>, method: ExprRef) -> bool {
    let puts = |callable: &Callable<'_>| match callable {
        Callable::Known(_, rows) => rows.iter().any(|row| row.register.is_some()),
        Callable::Program(_) => false,
    };
    eval.callables(method).iter().any(puts)
}

/// Whether a run makes a server that no listener was seen to use: some library may serve it.
fn server_without_listener(reach: &Reach<'_, '_>, opened: &[Opened]) -> bool {
    let eval = reach.eval;
    let linkage = eval.scope.linkage;
    let servers: Vec<(String, Name)> = eval.known.server_types();
    linkage.packages.iter().enumerate().filter(|(_, p)| p.source.is_own()).any(|(index, _)| {
        servers.iter().any(|(path, name)| {
            eval.scope.files_naming_type(index, path, name).iter().any(|&file| {
                let facts = eval.scope.facts(file);
                facts.composites.iter().any(|&literal| {
                    let at = ExprRef { file, expr: literal };
                    let is_server = matches!(eval.type_of(at), Ty::Named(p, n) if *p == **path && n == *name);
                    is_server && !opened.iter().any(|o| o.server.contains(&at)) && reach.reaches(at)
                })
            })
        })
    })
}
