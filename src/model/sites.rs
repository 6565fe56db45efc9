//! The calls that matter: which register, serve or mount; and the calling contexts in which they do.
//!
//! In: a program's packages. Out: [`Site`]s that a run may reach, and for each the contexts that make its values known.
//! Files are asked for by imports and a byte search, so that what says nothing is not parsed.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use rayon::prelude::*;

use super::called::{Called, called_values};
use super::eval::Eval;
use super::frames::{Frame, Frames, FuncRef};
use super::link::{PackageRef, Reader, Scope};
use super::method_values::holder_of;
use super::reach::Reach;
use super::told::{is_told, told_names};
use super::types::{Callable, Ty, named_result};
use super::value::{Alternative, ExprRef, Need, Needs, Value, Values};
use super::{Linkage, LinkedPackage, ProgramKind};
use crate::facts::{FileFacts, Usage};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, ImportName, Name};
use crate::golang::words::{Front, Wanted};
use crate::known::{Arg, KnownCall, MuxArg};
use crate::ordered::InOrder as _;
use crate::source::FileId;

/// Contexts of one call that are told apart.
const MOST_CONTEXTS: usize = 512;
/// Callers of callers.
const DEEPEST_CONTEXT: usize = 10;
/// Calls of one function in each other, by what it is handed: groups of routes in groups.
const MOST_NESTED: usize = 5;
/// A method that is named in more files than this is not followed to whoever calls it for its receiver.
pub(super) const MOST_FILES_OF_CALLERS: usize = 4;
/// Turns of loops in loops that are looked at one by one.
const MOST_TURNS: usize = 64;
/// A function with more callers than this is looked at without them.
pub(super) const MOST_CALLERS: usize = 512;

/// A call that registers, serves or mounts.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    pub call: ExprRef,
    /// The package that the knowledge is about.
    pub package: Rc<str>,
    pub row: &'a KnownCall,
    pub usage: Usage,
}

/// All sites that a run of the program may reach, in the order of packages, files and places.
pub(crate) fn find<'a>(eval: &Eval<'a>, reach: &Reach<'a, '_>) -> Vec<Site<'a>> {
    let acting = Acting::new(eval);
    let packages = &eval.scope.linkage.packages;
    let names_for = |(index, package): (usize, &Arc<LinkedPackage>)| {
        let names = acting.names_for(eval, index);
        // What a knowledge file says of a dependency's calls is said at the calls: its own body would say it again.
        let told = !package.source.is_own() && acting.tells(eval, Scope::plain_path(&package.path));
        // Of a library only itself is looked at: what it links is looked at by those who start.
        let foreign = eval.scope.linkage.kind == ProgramKind::Library && index + 1 != packages.len();
        (!names.is_empty() && !told && !foreign).then_some((index, names))
    };
    let speaking: Vec<(usize, BTreeSet<&str>)> = packages.iter().enumerate().filter_map(names_for).collect();
    let mut sites = Vec::new();
    for ((index, names), files) in
        speaking.iter().zip(mentioning(eval.scope.linkage, &speaking, &acting, eval.scope.reader))
    {
        let own_told = told_names(eval, *index);
        for file in files {
            let first = sites.len();
            in_file(eval, reach, file, names, &mut sites);
            let found: Vec<Site<'a>> = sites.drain(first..).collect();
            sites.extend(found.into_iter().filter(|site| !is_told(eval, reach, site.call, &own_told)));
        }
    }
    // A function that is handed methods by several is found with each of them.
    let mut seen = HashSet::new();
    sites.retain(|site| seen.insert((site.call, std::ptr::from_ref(site.row))));
    // What is perhaps no server is asked last: in its many contexts it may use up what others are asked with.
    sites.sort_by_cached_key(|site| behind_interface(eval, site).is_some());
    sites
}

/// The files of these packages that mention one of the package's names. They are read and parsed side by side here; what
/// is asked about them later goes from one to the next.
fn mentioning(
    linkage: &Linkage,
    speaking: &[(usize, BTreeSet<&str>)],
    acting: &Acting<'_>,
    reader: &dyn Reader,
) -> Vec<Vec<FileId>> {
    let of_package = |(index, names): &(usize, BTreeSet<&str>)| {
        let package = &linkage.packages[*index];
        // A call of another package's is behind a dot, and a method is.
        let is_plain = acting.paths.contains(Scope::plain_path(&package.path))
            || linkage.imports(*index).any(|(import, _)| *import.name == ImportName::Dot);
        let wanted = Wanted::new(names.iter().copied(), if is_plain { Front::Any } else { Front::Dot });
        let files = reader.mentioning_any(&package.files, &wanted);
        reader.expect(&files);
        files
    };
    speaking.par_iter().map(of_package).collect()
}

fn in_file<'a>(
    eval: &Eval<'a>,
    reach: &Reach<'a, '_>,
    file: FileId,
    names: &BTreeSet<&str>,
    sites: &mut Vec<Site<'a>>,
) {
    let facts = eval.scope.facts(file);
    for call in &facts.calls {
        let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { continue };
        let value = eval.method_value(file, fun);
        let fun = value.unwrap_or(fun);
        let (ExprKind::Name(name) | ExprKind::Select(_, name)) = &facts.syntax.expr(fun).kind else { continue };
        if !names.contains(&**name) {
            continue;
        }
        let at = ExprRef { file, expr: call.expr };
        let mut rows = rows_of(eval, at, ExprRef { file, expr: fun }, name);
        // Where the method is taken it is told what serves its receiver.
        let is_told = value.is_some_and(|value| is_handed_on(facts, value));
        rows.retain(|(_, row)| row.acts() && !(is_told && serves_its_receiver(row)));
        add(reach, at, call.usage, rows, sites);
    }
    for name in names.iter().map(|name| Name::from(*name)) {
        for &mention in facts.mentions.get(&name).unwrap_or_default() {
            let at = ExprRef { file, expr: mention };
            if !is_handed_on(facts, mention) {
                continue;
            }
            for (call, usage) in eval.calls_of_handed(at) {
                let mut rows = rows_of(eval, call, at, &name);
                rows.retain(|(_, row)| registers_on_receiver(row));
                add(reach, call, usage, rows, sites);
            }
            let mut rows = rows_of(eval, at, at, &name);
            rows.retain(|(_, row)| serves_its_receiver(row));
            add(reach, at, Usage::Used, rows, sites);
        }
    }
}

/// Adds the sites of a call that means some rows, where a run may come to it.
fn add<'a>(
    reach: &Reach<'a, '_>,
    call: ExprRef,
    usage: Usage,
    rows: Vec<(Rc<str>, &'a KnownCall)>,
    sites: &mut Vec<Site<'a>>,
) {
    if !rows.is_empty() && reach.reaches(call) {
        sites.extend(rows.into_iter().map(|(package, row)| Site { call, package, row, usage }));
    }
}

/// Whether a method stands as a value that somebody else calls: an argument, a result, an element, one of several that a variable may
/// hold, a field.
fn is_handed_on(facts: &FileFacts, method: ExprId) -> bool {
    let returns = |func: FuncId| facts.returns.get(&func).into_iter().flatten();
    let returned = || facts.place(method).func.is_some_and(|f| returns(f).any(|ret| ret.values.contains(&method)));
    facts.is_method(method)
        && match facts.parent(method).map(|around| &facts.syntax.expr(around).kind) {
            Some(ExprKind::Call { fun, .. }) => *fun != method,
            Some(around) => matches!(around, ExprKind::Composite(_)),
            None => returned() || holder_of(facts, method).is_some(),
        }
}

/// Whether a call serves, and all that is known of what and where comes from its receiver.
fn serves_its_receiver(row: &KnownCall) -> bool {
    let of_receiver = |place: &Option<Arg>| matches!(place, None | Some(Arg::Recv(_)));
    row.listen.as_ref().is_some_and(|listen| {
        listen.address.is_some() && [&listen.address, &listen.handler, &listen.listener].into_iter().all(of_receiver)
    })
}

/// Whether a call registers on what stands before its dot.
fn registers_on_receiver(row: &KnownCall) -> bool {
    row.register
        .as_ref()
        .is_some_and(|register| matches!(&register.mux, MuxArg::Arg(Arg::Recv(fields)) if fields.is_empty()))
}

/// Which packages have calls that act, and under which names.
struct Acting<'a> {
    paths: BTreeSet<&'a str>,
}

impl<'a> Acting<'a> {
    fn new(eval: &Eval<'a>) -> Self {
        Self { paths: eval.known.acting_paths().collect() }
    }

    /// Whether a path is that of a package of which knowledge says what it does, or of its implementation: an internal package below it,
    /// or one that knowledge speaks of, too.
    fn tells(&self, eval: &Eval<'_>, path: &str) -> bool {
        let owner = path.split_once("/internal").filter(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
        let is_known = || eval.known.package(path, None).next().is_some();
        let mut outer = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        self.paths.contains(path)
            || owner.is_some_and(|(owner, _)| self.paths.contains(owner))
            || (is_known() && outer.any(|outer| self.paths.contains(outer)))
    }

    /// The names of calls that a package may make: those of what it imports. A package of the user's that gets its mux
    /// from a neighbour need not name the package that made it, so what its neighbours import counts, too.
    fn names_for(&self, eval: &Eval<'a>, index: usize) -> BTreeSet<&'a str> {
        let packages = &eval.scope.linkage.packages;
        let imported = |package| eval.scope.linkage.imports(package).map(|(_, target)| target);
        let mut near: BTreeSet<usize> = imported(index).in_order();
        if packages[index].source.is_own() {
            let own: Vec<usize> = near.iter().copied().filter(|&p| packages[p].source.is_own()).collect();
            near.extend(own.into_iter().flat_map(imported));
        }
        let paths = near.into_iter().map(|p| Scope::plain_path(&packages[p].path)).filter(|p| self.paths.contains(p));
        paths.flat_map(|path| eval.known.acting_names(path)).in_order()
    }
}

/// The knowledge rows that a call may mean: by declarations, else by the value before the dot.
fn rows_of<'a>(eval: &Eval<'a>, call: ExprRef, fun: ExprRef, name: &Name) -> Vec<(Rc<str>, &'a KnownCall)> {
    let callables = eval.callables(fun);
    let known = |c: &Callable<'a>| match c {
        Callable::Known(path, rows) => rows.iter().map(|r| (Rc::clone(path), *r)).collect(),
        Callable::Program(_) => Vec::new(),
    };
    let rows: Vec<_> = callables.iter().flat_map(known).collect();
    if !callables.is_empty() {
        return rows;
    }
    // An interface of the program's own, or a value whose type is not declared: what is it in a run?
    let facts = eval.scope.facts(fun.file);
    let ExprKind::Select(base, _) = facts.syntax.expr(fun.expr).kind else { return Vec::new() };
    if eval.scope.qualifier(fun.file, base).is_some() {
        return Vec::new();
    }
    eval.begin();
    let base = ExprRef { file: fun.file, expr: base };
    let values = eval.eval(base, &Frames::default());
    let may_be_mux = || eval.fits_mux_method(call, name) && eval.may_hold_mux(&eval.type_of(base));
    let mut found = Vec::new();
    for item in &values.items {
        match &item.value {
            Value::DefaultMux | Value::Mux(_) if may_be_mux() => found.extend(mux_rows(eval, name)),
            Value::Struct(object) => {
                let methods = eval.methods(&eval.type_of_site(&object.site), name, 0);
                found.extend(methods.iter().flat_map(known));
            }
            _ => {}
        }
    }
    // An interface parameter: its callers may hand in a mux, or a server.
    if found.is_empty() && !values.needs.is_empty() {
        if may_be_mux() {
            found.extend(mux_rows(eval, name));
        }
        let ExprKind::Call { args, .. } = &facts.syntax.expr(call.expr).kind else { return found };
        let servers = server_rows(eval, name);
        // Most names are no server's: their types are not looked for.
        if !servers.is_empty() && eval.declares_method(&eval.type_of(base), name, args.len()) {
            found.extend(servers);
        }
    }
    found
}

/// The rows of the methods of a name that serve what their receiver says, of the packages that the program links.
fn server_rows<'a>(eval: &Eval<'a>, name: &Name) -> Vec<(Rc<str>, &'a KnownCall)> {
    let mut found = Vec::new();
    for path in eval.known.acting_paths().filter(|path| eval.scope.package_by_path(path).is_some()) {
        let named = |n: &String| n.split_once('.').is_some_and(|(_, method)| *method == **name);
        for package in eval.known.package(path, None) {
            let rows = package.calls.iter().filter(|row| row.names.iter().any(named) && serves_its_receiver(row));
            found.extend(rows.map(|row| (Rc::from(path), row)));
        }
    }
    found
}

/// The method that a site calls, where nothing declares what it is: an interface of the program's stands in front.
fn behind_interface(eval: &Eval<'_>, site: &Site<'_>) -> Option<Name> {
    let facts = eval.scope.facts(site.call.file);
    let ExprKind::Call { fun, .. } = facts.syntax.expr(site.call.expr).kind else { return None };
    let fun = eval.method_value(site.call.file, fun).unwrap_or(fun);
    let ExprKind::Select(_, name) = &facts.syntax.expr(fun).kind else { return None };
    let unknown =
        serves_its_receiver(site.row) && eval.callables(ExprRef { file: site.call.file, expr: fun }).is_empty();
    unknown.then(|| name.clone())
}

/// Whether a call that an interface stands in front of is what a row says: the receiver's type has the method, in a context.
pub(crate) fn is_of_receiver(eval: &Eval<'_>, site: &Site<'_>, frames: &Frames) -> bool {
    let Some(name) = behind_interface(eval, site) else { return true };
    let has =
        |c: &Callable<'_>| matches!(c, Callable::Known(_, rows) if rows.iter().any(|row| std::ptr::eq(*row, site.row)));
    eval.arg(site.call, &Arg::Recv(Vec::new()), frames).items.iter().any(|item| match &item.value {
        Value::Struct(object) => eval.methods(&eval.type_of_site(&object.site), &name, 0).iter().any(has),
        _ => false,
    })
}

/// The rows of a method of net/http's mux.
fn mux_rows<'a>(eval: &Eval<'a>, name: &Name) -> Vec<(Rc<str>, &'a KnownCall)> {
    let mut found = Vec::new();
    for path in eval.known.acting_paths() {
        let path: Rc<str> = Rc::from(path);
        for package in eval.known.package(&path, None) {
            for made in package.calls.iter().filter(|c| c.new_mux) {
                let Some(Ty::Named(_, ty)) = made.result.as_deref().map(|r| named_result(&path, r)) else { continue };
                let method = PackageRef { path: Rc::clone(&path), index: None };
                let rows = eval.known_calls(&method, &format!("{ty}.{name}"));
                found.extend(rows.into_iter().map(|r| (Rc::clone(&path), r)));
            }
        }
    }
    found
}

/// The contexts that make known what `needs` asks for: it evaluates something and says whose callers it lacks.
pub(crate) fn contexts(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    place: ExprRef,
    needs: &mut dyn FnMut(&Frames) -> Needs,
) -> Vec<Frames> {
    let mut found = Vec::new();
    let mut open = vec![(Frames::default(), Vec::new())];
    eval.begin();
    while let Some((frames, blocked)) = open.pop() {
        eval.begin_context();
        let Some(Called { wanted: called, around }) = called_values(eval, place, &frames) else { continue };
        let mut wanted = needs(&frames);
        wanted.extend(called.into_iter().map(Need::from));
        let is_open = |f: &FuncRef| !blocked.contains(f);
        let nested = around.into_iter().filter(|f| is_open(f) && frames.all_of(*f).count() < MOST_NESTED).min();
        let open_needs = || wanted.iter().filter(|need| frames.find(need.func).is_none() && is_open(&need.func));
        let next_need = || {
            let need = open_needs().min_by_key(|need| (need.jumps, urgency(eval, need.func)))?;
            // What a loop goes over may be known only then.
            let list = need.func.loop_over().map(|over| eval.eval(over, &frames).needs).unwrap_or_default();
            let root = need.func.loop_over().and_then(|over| eval.root_func(over));
            let is_of_list = |func: FuncRef| Some(func) == root || list.iter().any(|of| of.func == func);
            let of_list = |other: &&Need| other.func != need.func && is_of_list(other.func);
            let first = open_needs().filter(of_list).map(|other| other.func).min_by_key(|f| urgency(eval, *f));
            Some(first.unwrap_or(need.func))
        };
        let next = nested.or_else(next_need);
        let Some(func) = next.filter(|_| {
            depth_of(&frames) < DEEPEST_CONTEXT && found.len() + open.len() < MOST_CONTEXTS && !eval.exhausted()
        }) else {
            found.push(frames);
            continue;
        };
        let callers = match func.loop_over() {
            Some(over) => eval.loop_elements(over, &frames),
            None => reach.callers(func).into_iter().map(|call| (call, Frames::default())).collect(),
        };
        let too_many = callers.len() > MOST_CALLERS;
        if too_many || eval.is_mentioned_too_often(func) {
            eval.unfollowed.borrow_mut().insert(func);
        }
        if callers.is_empty() || too_many {
            let mut blocked = blocked;
            blocked.push(func);
            open.push((frames, blocked));
            continue;
        }
        for (call, turns) in callers.into_iter().rev() {
            open.push((frames.join(&turns).push_around(Frame::assumed(func, call)), blocked.clone()));
        }
    }
    if found.is_empty() {
        // What is needed of two functions that one call means contradicts itself, the run does not.
        found.push(Frames::default());
    }
    found
}

/// How many functions a context names: one that is called in calls of itself counts once.
fn depth_of(frames: &Frames) -> usize {
    frames.as_slice().chunk_by(|a, b| a.func == b.func).count()
}

/// Those of them in which a run may come to a call: none where conditions on the way fail in all. Where some contradict themselves in what
/// they say of other places, of two functions that one call means, and none is left, those that say only what leads there.
pub(crate) fn possible_contexts(
    eval: &Eval<'_>,
    reach: &Reach<'_, '_>,
    call: ExprRef,
    needs: &mut dyn FnMut(&Frames) -> Needs,
) -> Vec<Frames> {
    let all = contexts(eval, reach, call, needs);
    let is_possible = |frames: &Frames| {
        eval.begin_context();
        !eval.never_called(call, frames)
    };
    let possible: Vec<Frames> = all.iter().filter(|frames| is_possible(frames)).cloned().collect();
    let fails = |frames: &Frames| {
        eval.begin_context();
        eval.fails_on_way(call, frames)
    };
    if !possible.is_empty() || all.iter().all(fails) {
        return possible;
    }
    let leading =
        |frames: &Frames| reach.chain(call, frames).calls.into_iter().fold(Frames::default(), |f, call| f.push(call));
    let mut leading: Vec<Frames> = all.iter().map(leading).collect();
    leading.sort();
    leading.dedup();
    leading.retain(is_possible);
    leading
}

/// The method around a call, where a text that its receiver may have is one of several: whoever calls it has one of them.
pub(crate) fn told_by_receiver(eval: &Eval<'_>, call: ExprRef, values: &Values) -> Option<FuncRef> {
    let is_whole = |i: &&Alternative| matches!(&i.value, Value::Text(text) if text.whole().is_some());
    if values.items.iter().filter(is_whole).count() < 2 {
        return None;
    }
    let facts = eval.scope.facts(call.file);
    let func = FuncRef { file: call.file, func: facts.outermost(facts.place(call.expr).func?) };
    facts.syntax.func(func.func).recv?;
    // Of a name that many have, most calls are of something else.
    eval.files_with(func).is_some_and(|files| files.len() <= MOST_FILES_OF_CALLERS).then_some(func)
}

/// The loops around a call that are known to go round more than once, as far as their turns together are few; the
/// innermost always: what the call does, it does in each turn.
pub(crate) fn loops_around(eval: &Eval<'_>, call: ExprRef, frames: &Frames) -> Vec<FuncRef> {
    let facts = eval.scope.facts(call.file);
    let mut found = Vec::new();
    let mut turns = 1;
    let mut at = call.expr;
    while let Some(over) = facts.place(at).over {
        let elements = eval.loop_elements(ExprRef { file: call.file, expr: over }, frames).len();
        turns *= elements.max(1);
        if turns > MOST_TURNS && !found.is_empty() {
            break;
        }
        if elements > 1 {
            found.push(FuncRef::of_loop(call.file, over));
        }
        at = over;
    }
    found
}

/// Loops and literals first: what they need of the functions around them shows only then.
fn urgency(eval: &Eval<'_>, func: FuncRef) -> (u8, FuncRef) {
    if func.loop_over().is_some() {
        return (0, func);
    }
    let is_literal = eval.scope.facts(func.file).syntax.func(func.func).name.is_none();
    (if is_literal { 1 } else { 2 }, func)
}
