//! What a handler lets through to another by the path of the request: `if strings.HasPrefix(r.URL.Path, "/debug/")`; whether
//! it turns away who asks, `admission` says.
//!
//! In: a call of `ServeHTTP`. Out: the [`Limit`]s that the conditions around it set. Other conditions are not looked at:
//! what they keep back counts as let through.

use super::eval::Eval;
use super::frames::Frames;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::branch::Arm;
use crate::facts::{DefSource, FileFacts};
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
                limits.extend(self.limit_of(facts, at, cond, holds, frames));
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

    fn limit_of(&self, facts: &FileFacts, at: ExprRef, cond: ExprId, holds: bool, frames: &Frames) -> Option<Limit> {
        let (paths, equal) = match &facts.syntax.expr(cond).kind {
            ExprKind::Unary(Op::Not, inner) => return self.limit_of(facts, at, *inner, !holds, frames),
            ExprKind::Call { fun, args, .. } => {
                let [path, prefix] = &**args else { return None };
                let asks = self.callables(ExprRef { file: at.file, expr: *fun }).iter().any(|c| match c {
                    Callable::Known(_, rows) => rows.iter().any(|r| r.has_prefix),
                    Callable::Program(_) => false,
                });
                let prefix = Some(*prefix).filter(|_| asks && self.is_request_path(facts, *path))?;
                (Paths::Below(self.text_at(at, prefix, frames)?), true)
            }
            ExprKind::Binary(op @ (Op::Eq | Op::Ne), path, text) if self.is_request_path(facts, *path) => {
                (Paths::Just(self.text_at(at, *text, frames)?), *op == Op::Eq)
            }
            _ => return None,
        };
        Some(Limit::Paths { paths: vec![paths], only: holds == equal })
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
