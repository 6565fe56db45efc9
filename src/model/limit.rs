//! What a handler lets through to another by the path of the request: `if strings.HasPrefix(r.URL.Path, "/debug/")`,
//! `if !public[r.URL.Path]`; whether it turns away who asks, `admission` says.
//!
//! In: a call of `ServeHTTP`. Out: the [`Limit`]s that the conditions around it set. Other conditions are not looked at:
//! what they keep back counts as let through.

use super::eval::Eval;
use super::frames::Frames;
use super::types::Callable;
use super::value::{Alternative, ExprRef, Value, Values};
use crate::facts::branch::Arm;
use crate::facts::{Def, DefSource, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, Op};

/// What comes through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Limit {
    /// These paths, or (`only` false) all others.
    Paths { paths: Vec<Paths>, only: bool },
    /// Whatever is asked by those who are not turned away.
    Guard,
}

/// Some paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paths {
    Below(String),
    Just(String),
}

/// A question about the path of a request.
struct Asked {
    paths: Vec<Paths>,
    /// Whether it holds where the path is one of these.
    equal: bool,
    /// Whether these are all; what a list or a map may have, it need not have.
    is_written: bool,
}

impl Paths {
    /// Whether all paths that a pattern matches are among these: the pattern's path begins so, before any wildcard.
    fn hold(&self, path: &str) -> bool {
        match self {
            Self::Below(prefix) => path.starts_with(prefix.as_str()) && !prefix.contains('{'),
            Self::Just(only) => path == only && !path.ends_with('/'),
        }
    }

    /// Whether a pattern may match some of these.
    fn meet(&self, path: &str) -> bool {
        let fixed = path.split('{').next().unwrap_or(path);
        let subtree = fixed.len() < path.len() || path.ends_with('/');
        match self {
            Self::Below(prefix) => fixed.starts_with(prefix.as_str()) || (subtree && prefix.starts_with(fixed)),
            Self::Just(only) => only == path || (subtree && only.starts_with(fixed)),
        }
    }
}

impl Limit {
    /// Whether requests that a pattern matches may come through.
    pub(crate) fn lets(&self, pattern: &str) -> bool {
        let path = pattern.find('/').map_or(pattern, |at| &pattern[at..]);
        match self {
            Self::Paths { paths, only: true } => paths.iter().any(|p| p.meet(path)),
            Self::Paths { paths, only: false } => !paths.iter().any(|p| p.hold(path)),
            Self::Guard => true,
        }
    }
}

impl Eval<'_> {
    /// What the conditions around a place say about the request.
    pub(crate) fn limits_at(&self, at: ExprRef, frames: &Frames) -> Vec<Limit> {
        let mut limits = self.path_limits_at(at, frames);
        limits.extend(self.turns_away(at).then_some(Limit::Guard));
        limits
    }

    fn path_limits_at(&self, at: ExprRef, frames: &Frames) -> Vec<Limit> {
        let facts = self.scope.facts(at.file);
        let mut limits = Vec::new();
        for (statement, arm) in facts.branches.around(facts.place(at.expr).branch) {
            if let Some(&cond) = facts.conditions.get(&statement) {
                let holds = match arm {
                    Arm::Is(n) => *n == 0,
                    Arm::NotIn(ended) => !ended.contains(&0),
                };
                limits.extend(self.limits_of(facts, at, cond, holds, frames));
            } else if let Some(switch) =
                facts.switches.get(&statement).filter(|s| s.tag.is_some_and(|tag| self.is_request_path(facts, tag)))
            {
                let cases = |arms: &mut dyn Iterator<Item = usize>| -> Option<Vec<Paths>> {
                    let values = arms.flat_map(|n| switch.cases.get(n).map(Vec::as_slice).unwrap_or_default());
                    values.map(|&v| self.text_at(at, v, frames).map(Paths::Just)).collect()
                };
                let default = |n: u32| switch.default == Some(n as usize);
                let (only, paths) = match arm {
                    Arm::Is(n) if default(*n) => (false, cases(&mut (0..switch.cases.len()))),
                    Arm::Is(n) => (true, cases(&mut std::iter::once(*n as usize))),
                    Arm::NotIn(ended) if ended.iter().any(|&n| default(n)) => continue,
                    Arm::NotIn(ended) => (false, cases(&mut ended.iter().map(|&n| n as usize))),
                };
                limits.extend(paths.map(|paths| Limit::Paths { paths, only }));
            }
        }
        limits
    }

    /// What follows of the path from a condition that holds, or does not.
    fn limits_of(&self, facts: &FileFacts, at: ExprRef, cond: ExprId, holds: bool, frames: &Frames) -> Vec<Limit> {
        let of = |cond: ExprId| self.limits_of(facts, at, cond, holds, frames);
        match &facts.syntax.expr(cond).kind {
            ExprKind::Unary(Op::Not, inner) => self.limits_of(facts, at, *inner, !holds, frames),
            ExprKind::Binary(op @ (Op::LAnd | Op::LOr), left, right) => {
                let mut limits = of(*left);
                if holds == (*op == Op::LAnd) {
                    limits.extend(of(*right));
                    return limits;
                }
                // By the one or by the other.
                match (limits.as_slice(), of(*right).as_slice()) {
                    ([Limit::Paths { paths: a, only: true }], [Limit::Paths { paths: b, only: true }]) => {
                        vec![Limit::Paths { paths: a.iter().chain(b).cloned().collect(), only: true }]
                    }
                    _ => Vec::new(),
                }
            }
            _ => {
                let asked =
                    self.paths_of(facts, at, cond, frames).filter(|asked| asked.is_written || asked.equal == holds);
                asked
                    .map(|Asked { paths, equal, .. }| Limit::Paths { paths, only: holds == equal })
                    .into_iter()
                    .collect()
            }
        }
    }

    /// What a question asks of the path.
    fn paths_of(&self, facts: &FileFacts, at: ExprRef, asked: ExprId, frames: &Frames) -> Option<Asked> {
        let written = |path: Paths, equal: bool| Asked { paths: vec![path], equal, is_written: true };
        let listed = |paths: Vec<Paths>| Asked { paths, equal: true, is_written: false };
        match &facts.syntax.expr(asked).kind {
            ExprKind::Call { fun, args, .. } => {
                let [first, second] = **args else { return None };
                let callables = self.callables(ExprRef { file: at.file, expr: *fun });
                let mut rows = callables.iter().flat_map(|callable| match callable {
                    Callable::Known(_, rows) => rows.as_slice(),
                    Callable::Program(_) => &[],
                });
                if self.is_request_path(facts, first) {
                    let prefix = Some(second).filter(|_| rows.any(|row| row.has_prefix))?;
                    return Some(written(Paths::Below(self.text_at(at, prefix, frames)?), true));
                }
                let list =
                    Some(first).filter(|_| self.is_request_path(facts, second) && rows.any(|row| row.has_element))?;
                let list = self.eval(ExprRef { file: at.file, expr: list }, frames);
                just(&self.elements(&list, frames)).map(listed)
            }
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), path, text) if self.is_request_path(facts, *path) => {
                Some(written(Paths::Just(self.text_at(at, *text, frames)?), *op == Op::Eq))
            }
            ExprKind::Index(map, keys) => {
                let [key] = **keys else { return None };
                let map = Some(*map).filter(|_| self.is_request_path(facts, key))?;
                let map = self.eval(ExprRef { file: at.file, expr: map }, frames);
                let is_map = map.items.iter().any(|item| matches!(item.value, Value::Map(_)));
                Some(self.keys(&map, frames)).filter(|_| is_map).as_ref().and_then(just).map(listed)
            }
            // _, ok := known[r.URL.Path]
            ExprKind::Local(local) => match *facts.local_defs.get(local)? {
                [Def { source: DefSource::Tuple(from, 1) | DefSource::Expr(from), .. }] if from != asked => {
                    let is_question =
                        matches!(facts.syntax.expr(from).kind, ExprKind::Index(..) | ExprKind::Call { .. });
                    self.paths_of(facts, at, Some(from).filter(|_| is_question)?, frames)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn text_at(&self, at: ExprRef, expr: ExprId, frames: &Frames) -> Option<String> {
        match self.eval(ExprRef { file: at.file, expr }, frames).texts().as_slice() {
            [(text, ..)] => text.whole().filter(|t| t.starts_with('/')),
            _ => None,
        }
    }

    /// `r.URL.Path`, or a local that is set to it once.
    fn is_request_path(&self, facts: &FileFacts, expr: ExprId) -> bool {
        match &facts.syntax.expr(expr).kind {
            ExprKind::Select(base, name) if &**name == "Path" => {
                matches!(&facts.syntax.expr(*base).kind, ExprKind::Select(_, url) if &**url == "URL")
            }
            ExprKind::Local(local) => match facts.local_defs.get(local) {
                Some([def]) => matches!(def.source, DefSource::Expr(e) if e != expr && self.is_request_path(facts, e)),
                _ => false,
            },
            _ => false,
        }
    }
}

/// What a list or map may have, as paths, where all of it is known.
fn just(values: &Values) -> Option<Vec<Paths>> {
    let path = |item: &Alternative| match &item.value {
        Value::Text(text) => text.whole().filter(|text| text.starts_with('/')).map(Paths::Just),
        _ => None,
    };
    values.items.iter().map(path).collect::<Option<Vec<_>>>().filter(|paths| !paths.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_about_the_path_of_a_pattern() {
        let below = Limit::Paths { paths: vec![Paths::Below("/debug/pprof".into())], only: false };
        assert!(!below.lets("GET /debug/pprof/heap"));
        assert!(below.lets("/debug/"));
        assert!(below.lets("/debug/vars"));
        let only = Limit::Paths { paths: vec![Paths::Below("/debug/".into())], only: true };
        assert!(only.lets("GET /debug/vars"));
        assert!(only.lets("/{a}/pprof/"));
        assert!(only.lets("/"));
        assert!(!only.lets("/metrics"));
        let just = Limit::Paths { paths: vec![Paths::Just("/metrics".into())], only: true };
        assert!(just.lets("/metrics") && just.lets("/") && !just.lets("/debug/vars"));
    }
}
