//! Muxes: which routes meet on which, and what a reset of the default mux sets aside.
//!
//! In: resolved registrations. Out: [`Collected`]. A mux is told apart by the expression that makes it and by the calling
//! context in which it is made.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::eval::Eval;
use super::frames::Frames;
use super::link::Scope;
use super::reach::{Path, Reach, Root};
use super::routes::{Collected, MuxKey, Resolved, span_of};
use super::types::Ty;
use super::value::{Alternative, ExprRef, Object, Site, Text, Value, Values};
use super::{DEFAULT_MUX, Mux, PackageSource, Route, Served};
use crate::facts::DefSource;
use crate::golang::syntax::{ExprId, ExprKind, LocalId, LocalKind, Name};
use crate::known::{Arg, MuxArg, VarKind};
use crate::source::Span;

/// Which mux has which index: a large program may have thousands.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    index: HashMap<MuxKey, usize>,
    by_site: HashMap<Site, Vec<(Frames, usize)>>,
    named: HashMap<String, usize>,
}

impl Keys {
    fn get(&self, key: &MuxKey) -> Option<usize> {
        self.index.get(key).copied()
    }

    fn insert(&mut self, key: MuxKey, index: usize) {
        if let MuxKey::Made(object) | MuxKey::Router(object) = &key {
            self.by_site.entry(object.site.clone()).or_default().push((object.frames.clone(), index));
        }
        self.index.insert(key, index);
    }

    /// The muxes that an object may be, in the order of their indices.
    pub(crate) fn compatible(&self, object: &Object) -> Vec<usize> {
        let made = self.by_site.get(&object.site).into_iter().flatten();
        made.filter(|(frames, _)| frames.compatible(&object.frames)).map(|(_, index)| *index).collect()
    }

    /// A name that no other mux has: the second of a name is `name#2`.
    fn name(&mut self, name: String) -> String {
        let count = self.named.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}#{count}") }
    }
}

impl Collected {
    /// Adds a mux; gives its index.
    fn add(&mut self, key: MuxKey, mux: Mux) -> usize {
        self.keys.insert(key, self.muxes.len());
        self.muxes.push(mux);
        self.muxes.len() - 1
    }

    /// Puts a route on a mux.
    fn put(&mut self, mux: usize, resolved: Resolved) {
        self.muxes[mux].complete &= resolved.route.known;
        self.muxes[mux].routes.push(self.routes.len());
        self.routes.push(Resolved { route: Route { mux, ..resolved.route }, ..resolved });
    }
}

/// Muxes that one expression makes in different calling contexts; more are seen as one each.
const MOST_MUXES_PER_SITE: usize = 64;

/// `http.DefaultServeMux = http.NewServeMux()` throws away what came before it: those routes are on another mux, as are those of whoever
/// has read the variable before.
pub(crate) fn set_aside_before_resets(reach: &Reach<'_, '_>, resets: &[Vec<Path>], routes: &mut [Resolved]) {
    if resets.is_empty() {
        return;
    }
    let mut of_reads: HashMap<ExprRef, Option<usize>> = HashMap::default();
    let mut of_read = |read: ExprRef| {
        let ask = || reset_behind(reach, resets, &reach.paths(read, &Frames::default()));
        *of_reads.entry(read).or_insert_with(ask)
    };
    for resolved in routes.iter_mut().filter(|r| r.key == MuxKey::Default) {
        let behind = match resolved.read {
            Some(read) => of_read(read),
            None => reset_behind(reach, resets, &resolved.paths),
        };
        if let Some(n) = behind {
            resolved.key = MuxKey::Replaced(n);
        }
    }
}

/// The first reset that a run comes to after a place.
fn reset_behind(reach: &Reach<'_, '_>, resets: &[Vec<Path>], paths: &[Path]) -> Option<usize> {
    let behind = |reset: &Vec<Path>| reach.order(paths, reset) == Ordering::Less && !reach.exclusive(paths, reset);
    resets.iter().position(behind)
}

/// The mux that a run gets where it reads the variable of the default mux: a reset behind the place does not take it away.
pub(crate) fn default_mux_at(reach: &Reach<'_, '_>, collected: &mut Collected, read: ExprRef) -> usize {
    if collected.resets.is_empty() {
        return DEFAULT_MUX;
    }
    let behind = reset_behind(reach, &collected.resets, &reach.paths(read, &Frames::default()));
    behind.map_or(DEFAULT_MUX, |n| replaced_index(collected, &MuxKey::Replaced(n)))
}

/// The paths to each reset of the default mux that a run reaches, the first one first.
pub(crate) fn resets(eval: &Eval<'_>, reach: &Reach<'_, '_>) -> Vec<Vec<Path>> {
    let mut found = Vec::new();
    let linkage = eval.scope.linkage;
    for (index, package) in linkage.packages.iter().enumerate() {
        let plain = Scope::plain_path(&package.path);
        if package.source.is_closed() {
            if eval.known.package(plain, package.version.as_deref()).any(|p| p.resets_default_mux) {
                found.push(vec![Path { root: Root::Init(index), steps: Vec::new() }]);
            }
            continue;
        }
        for (path, name) in default_mux_names(eval, index) {
            for &file in &eval.scope.files_mentioning(index, &name) {
                let facts = eval.scope.facts(file);
                for (p, n, def) in &facts.foreign_defs {
                    if **p != *path || *n != name {
                        continue;
                    }
                    let DefSource::Expr(value) = def.source else { continue };
                    let at = ExprRef { file, expr: value };
                    if reach.reaches(at) {
                        found.push(reach.paths(at, &Frames::default()));
                    }
                }
            }
        }
    }
    found.sort_by(|a, b| reach.order(a, b));
    found
}

/// The variables that hold the default mux, of the packages that a package imports.
pub(crate) fn default_mux_names(eval: &Eval<'_>, package: usize) -> Vec<(String, Name)> {
    let mut names = Vec::new();
    for (import, _) in eval.scope.linkage.imports(package) {
        for entry in eval.known.package(import.path, None) {
            for var in entry.vars.iter().filter(|v| v.is == VarKind::DefaultMux) {
                names.push((import.path.to_string(), Name::from(var.name.as_str())));
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Gives every mux an index; a route whose context fits several muxes of one expression is on each.
pub(crate) fn place_on_muxes(eval: &Eval<'_>, routes: Vec<Resolved>) -> Collected {
    let mut collected = Collected::default();
    collected.add(MuxKey::Default, mux("DefaultServeMux", Served::Unknown));
    let mut contexts: BTreeMap<Site, Vec<Frames>> = BTreeMap::new();
    for resolved in &routes {
        if let MuxKey::Made(object) | MuxKey::Router(object) = &resolved.key {
            let list = contexts.entry(object.site.clone()).or_default();
            if !list.contains(&object.frames) && list.len() < MOST_MUXES_PER_SITE {
                list.push(object.frames.clone());
            }
        }
    }
    for resolved in routes {
        let wanted = match &resolved.key {
            MuxKey::Default => vec![DEFAULT_MUX],
            MuxKey::Replaced(_) => vec![replaced_index(&mut collected, &resolved.key)],
            MuxKey::Made(object) | MuxKey::Router(object) => {
                let all = contexts.get(&object.site).map(Vec::as_slice).unwrap_or_default();
                let fitting: Vec<Object> = all
                    .iter()
                    .filter(|f| {
                        f.compatible(&object.frames) && !all.iter().any(|o| o.len() > f.len() && o.compatible(f))
                    })
                    .map(|f| Object { site: object.site.clone(), frames: f.clone() })
                    .collect();
                let fitting = if fitting.is_empty() { vec![object.clone()] } else { fitting };
                let is_router = matches!(resolved.key, MuxKey::Router(_));
                let key = |object| if is_router { MuxKey::Router(object) } else { MuxKey::Made(object) };
                fitting.into_iter().map(|o| made_index(eval, &mut collected, key(o))).collect()
            }
        };
        for mux in wanted {
            collected.put(mux, resolved.clone());
        }
    }
    collected
}

/// A mux that a route is registered on.
pub(crate) struct On {
    pub key: MuxKey,
    /// Where the variable of the default mux is read.
    pub read: Option<ExprRef>,
    /// What stands in front of each path: of a group of a router.
    pub prefix: Text,
    /// Which of the values it is.
    pub item: Option<usize>,
}

/// The muxes and routers that a value may be. A mux that is not known is known by the variable that holds it.
pub(crate) fn mux_keys(eval: &Eval<'_>, call: ExprRef, place: &MuxArg, values: &Values, frames: &Frames) -> Vec<On> {
    let keys = values.items.iter().enumerate().filter_map(|(n, item)| {
        let on = |key| On { key, read: None, prefix: Text::default(), item: Some(n) };
        match &item.value {
            Value::DefaultMux => Some(On { read: item.default_read(), ..on(MuxKey::Default) }),
            Value::Mux(object) => Some(on(MuxKey::Made(object.clone()))),
            Value::Router(object, prefix) => Some(On { prefix: prefix.clone(), ..on(MuxKey::Router(object.clone())) }),
            _ => None,
        }
    });
    let keys: Vec<_> = keys.collect();
    if !keys.is_empty() {
        return keys;
    }
    if is_method_of_struct(eval, call, place, values) {
        return Vec::new();
    }
    // Each way to the call may bring a mux of its own.
    let frames = eval.carried(call, frames).calls();
    let on = |site| On { key: MuxKey::Made(Object { site, frames }), read: None, prefix: Text::default(), item: None };
    holder(eval, call, place).map(on).into_iter().collect()
}

/// Whether a call of an interface's method calls that of some struct of the program's, which is no mux.
fn is_method_of_struct(eval: &Eval<'_>, call: ExprRef, place: &MuxArg, values: &Values) -> bool {
    let ExprKind::Call { fun, .. } = eval.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
    let is_struct = |item: &Alternative| matches!(item.value, Value::Struct(_));
    matches!(place, MuxArg::Arg(Arg::Recv(_)))
        && !values.items.is_empty()
        && values.items.iter().all(is_struct)
        && eval.callables(ExprRef { expr: fun, ..call }).is_empty()
}

impl Eval<'_> {
    /// The expression that is the mux on which a call registers.
    pub(super) fn mux_expr(&self, call: ExprRef, place: &MuxArg) -> Option<ExprRef> {
        let MuxArg::Arg(place) = place else { return None };
        match place {
            Arg::Recv(_) => {
                let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else {
                    return None;
                };
                self.receiver(call.file, fun).map(|expr| ExprRef { expr, ..call })
            }
            place => self.arg_expr(call, place),
        }
    }
}

/// The variable or field that holds a mux.
fn holder(eval: &Eval<'_>, call: ExprRef, place: &MuxArg) -> Option<Site> {
    let expr = eval.mux_expr(call, place)?.expr;
    let facts = eval.scope.facts(call.file);
    match &facts.syntax.expr(expr).kind {
        ExprKind::Local(local) => {
            let kind = facts.syntax.local(*local).kind;
            matches!(kind, LocalKind::Param(_) | LocalKind::Var).then_some(Site::Local(call.file, *local))
        }
        ExprKind::Select(base, field) => match eval.type_of(ExprRef { file: call.file, expr: *base }) {
            Ty::Named(path, name) => Some(Site::Field(path, name, field.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// The index of a default mux that was replaced; new where it has none.
pub(crate) fn replaced_index(collected: &mut Collected, key: &MuxKey) -> usize {
    if let Some(index) = collected.keys.get(key) {
        return index;
    }
    collected.add(key.clone(), mux("DefaultServeMux (replaced)", Served::No))
}

fn mux(id: &str, served: Served) -> Mux {
    Mux { id: id.into(), span: None, routes: Vec::new(), served, complete: true, handed_to: Vec::new(), router: None }
}

/// The index of a mux or router that some expression makes; new where it has none.
fn made_index(eval: &Eval<'_>, collected: &mut Collected, key: MuxKey) -> usize {
    if let Some(index) = collected.keys.get(&key) {
        return index;
    }
    let (MuxKey::Made(object) | MuxKey::Router(object)) = &key else { return replaced_index(collected, &key) };
    let (name, span) = mux_name(eval, &object.site);
    let id = collected.keys.name(name);
    let mux = Mux { span, ..mux(&id, Served::Unknown) };
    let mux = match &key {
        // All else that is registered there is not told.
        MuxKey::Router(_) => Mux { router: eval.router_type(&object.site), complete: false, ..mux },
        _ => Mux { handed_to: handed_to(eval, &object.site), ..mux },
    };
    collected.add(key, mux)
}

/// The functions of packages whose source is not on this machine that the variable of a mux is handed to, in the function that makes it.
fn handed_to(eval: &Eval<'_>, site: &Site) -> Vec<Arc<str>> {
    let (file, made) = match *site {
        Site::Expr(at) => (at.file, Some(at.expr)),
        Site::Local(file, _) => (file, None),
        Site::Var(..) | Site::Field(..) => return Vec::new(),
    };
    let facts = eval.scope.facts(file);
    let holds = |local: LocalId| match (site, made) {
        (Site::Local(_, own), _) => *own == local,
        (_, Some(made)) => {
            facts.local_defs.get(&local).is_some_and(|defs| defs.iter().any(|d| d.source == DefSource::Expr(made)))
        }
        _ => false,
    };
    let is_it = |arg: &ExprId| match facts.syntax.expr(*arg).kind {
        ExprKind::Local(local) => holds(local),
        ExprKind::Address(inner) => matches!(facts.syntax.expr(inner).kind, ExprKind::Local(local) if holds(local)),
        _ => false,
    };
    let mut found = BTreeSet::new();
    for call in &facts.calls {
        let ExprKind::Call { fun, args, .. } = &facts.syntax.expr(call.expr).kind else { continue };
        let ExprKind::Select(base, name) = &facts.syntax.expr(*fun).kind else { continue };
        let Some(package) = eval.scope.qualifier(file, *base).filter(|_| args.iter().any(is_it)) else { continue };
        let is_unseen = package.index.is_some_and(|p| eval.scope.package(p).source == PackageSource::Unseen);
        // What is known of a function is that it registers this and no more.
        if is_unseen && eval.callables(ExprRef { file, expr: *fun }).is_empty() {
            let short = package.path.rsplit('/').next().unwrap_or_default();
            found.insert(Arc::from(format!("{short}.{name}")));
        }
    }
    found.into_iter().collect()
}

/// The muxes that an object may be: of the same expression, in a context that fits.
#[expect(clippy::mutable_key_type, reason = "what a context remembers of its parts is nothing by which it is compared")]
pub(crate) fn mux_indices(eval: &Eval<'_>, collected: &mut Collected, object: &Object) -> Vec<usize> {
    let found = collected.keys.compatible(object);
    if !found.is_empty() {
        return found;
    }
    // One that nobody registers on in its context alone: it has what is registered in every context.
    let shared = |resolved: &&Resolved| match &resolved.key {
        MuxKey::Made(of) => of.site == object.site && of.frames.compatible(&object.frames),
        _ => false,
    };
    let mut seen = HashSet::default();
    let mut routes: Vec<Resolved> = Vec::new();
    for resolved in collected.routes.iter().filter(shared) {
        if seen.insert((&resolved.call, &resolved.route.pattern)) {
            routes.push(resolved.clone());
        }
    }
    let mux = made_index(eval, collected, MuxKey::Made(object.clone()));
    for resolved in routes {
        collected.put(mux, resolved);
    }
    vec![mux]
}

pub(crate) fn mux_name(eval: &Eval<'_>, site: &Site) -> (String, Option<Span>) {
    let at = |span: Span| (eval.scope.reader.place(span), Some(span));
    match site {
        Site::Expr(expr) => at(span_of(eval, *expr)),
        Site::Local(file, local) => {
            let range = eval.scope.facts(*file).syntax.local(*local).range;
            at(Span::new(*file, range.start, range.end))
        }
        Site::Var(file, index) => {
            let facts = eval.scope.facts(*file);
            let spec = &facts.syntax.vars[*index as usize];
            let package = eval.scope.package(eval.scope.package_of(*file));
            let span = Span::new(*file, spec.name_range.start, spec.name_range.end);
            (format!("{}.{}", package.path, spec.name), Some(span))
        }
        Site::Field(path, name, field) => (format!("{path}.{name}.{field}"), None),
    }
}
