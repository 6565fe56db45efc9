//! What a run of a program can reach.
//!
//! In: a place. Out: yes or no. By name and over-approximated: a mention of a function counts as a call, a selector means every
//! method of its name. A method runs only where something names its type: without that there is no object. What a
//! package variable only holds counts where the variable is mentioned; what its initialiser calls always runs, as init does.
//! Knows no values: a branch that is never taken counts as taken.
//!
//! The answer is the smallest one: what only a circle leads to is not reached. A question looks backwards at what may lead to
//! its place. Each node is looked at once for the whole program, and no answer is ever taken back.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use super::ProgramKind;
use super::frames::FuncRef;
use super::mentions::{MOST_MENTIONS, Place};
use super::reach::Reach;
use super::types::Callable;
use super::value::ExprRef;
use crate::facts::{CallFact, FileFacts};
use crate::golang::syntax::{ExprId, ExprKind, FuncId, Name, ValueSpec};
use crate::known::is_std_method;
use crate::source::FileId;

/// What a run may come to, or have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    /// A declared function, or a literal in a package variable. A method: where it is called and its type is there.
    Func(FuncRef),
    /// A method, if it were of whatever type.
    Called(FuncRef),
    /// The package variable with this index in its file.
    Var(FileId, usize),
    /// What mentions a declared function. The number counts the files that may, from main's end: those before are not looked at any
    /// more; in these it is mentioned so often.
    Mention(FuncRef, usize, usize),
    /// The declared type with this index in its file: there where something that is reached names it. The number counts the
    /// files that name it: those before are not looked at any more.
    Type(FileId, usize, usize),
}

/// What was found out so far.
#[derive(Debug, Default)]
pub(super) struct Reached {
    answers: HashMap<Node, bool>,
    /// Of what was looked at: the nodes of which each leads there.
    ways: HashMap<Node, Rc<[Node]>>,
    /// The nodes to which one leads, as long as it has no answer.
    leads_to: HashMap<Node, Vec<Node>>,
    /// The files with functions that are reached.
    files: HashSet<FileId>,
    /// Where mentions of a function are looked for, in this order.
    sought_in: HashMap<FuncRef, Option<Rc<[Place]>>>,
}

/// What leads to a node; None where it is reached in any case.
type Ways = Option<Vec<Node>>;

impl Reach<'_, '_> {
    /// Whether a run may come to an expression.
    pub(crate) fn reaches(&self, at: ExprRef) -> bool {
        // Who uses a library is not known.
        let library = self.eval.scope.linkage.kind == ProgramKind::Library;
        library || self.around(at).is_none_or(|node| self.decide(node))
    }

    fn decide(&self, asked: Node) -> bool {
        // What is to be looked at next, and for the sake of what.
        let mut open = vec![(asked, asked)];
        let mut seen = HashSet::default();
        while let (Some((node, goal)), None) = (open.pop(), self.answer(asked)) {
            if self.answer(goal).is_some() || self.answer(node).is_some() || !seen.insert(node) {
                continue;
            }
            let known = self.reached.borrow().ways.get(&node).cloned();
            match known.map_or_else(|| self.look_at(node), Some) {
                // The first one next: what stands near is asked before what is far.
                Some(ways) => open.extend(ways.iter().rev().map(|&way| (way, node))),
                None => self.settle(node, &mut open),
            }
        }
        if let Some(answer) = self.answer(asked) {
            return answer;
        }
        // All that could lead to one of these was looked at, and no run comes to any of it.
        let mut reached = self.reached.borrow_mut();
        let open: Vec<_> = seen.into_iter().filter(|node| !reached.answers.contains_key(node)).collect();
        reached.answers.extend(open.into_iter().map(|node| (node, false)));
        false
    }

    fn answer(&self, node: Node) -> Option<bool> {
        self.reached.borrow().answers.get(&node).copied()
    }

    /// Finds what leads to a node; None where it is reached already.
    fn look_at(&self, node: Node) -> Option<Rc<[Node]>> {
        let ways: Rc<[Node]> = self.ways_to(node)?.into();
        self.wait(node, Rc::clone(&ways)).then_some(ways)
    }

    /// Notes what leads to a node; No where one of these is reached already.
    fn wait(&self, node: Node, ways: Rc<[Node]>) -> bool {
        let mut reached = self.reached.borrow_mut();
        if ways.iter().any(|way| reached.answers.get(way) == Some(&true)) {
            return false;
        }
        for &way in ways.iter() {
            reached.leads_to.entry(way).or_default().push(node);
        }
        reached.ways.insert(node, ways);
        true
    }

    /// A node is reached, and with it what it leads to. What has to be looked at next comes to the open ones.
    fn settle(&self, node: Node, open: &mut Vec<(Node, Node)>) {
        let mut found = vec![node];
        while let Some(node) = found.pop() {
            // A method whose type is there has to be called, too.
            let method = |func: &FuncRef| self.eval.scope.facts(func.file).syntax.func(func.func).recv.is_some();
            let needed = if let Node::Func(func) = node { Some(func).filter(method).map(Node::Called) } else { None };
            if let Some(called) = needed.filter(|&called| self.answer(called) != Some(true)) {
                self.wait(node, Rc::from([called]));
                open.push((called, node));
                continue;
            }
            let mut reached = self.reached.borrow_mut();
            if reached.answers.insert(node, true) != Some(true) {
                if let Node::Func(func) = node {
                    reached.files.insert(func.file);
                }
                found.extend(reached.leads_to.remove(&node).unwrap_or_default());
            }
        }
    }

    fn ways_to(&self, node: Node) -> Ways {
        match node {
            Node::Func(func) => {
                let declared = self.eval.scope.facts(func.file).syntax.func(func.func);
                if declared.name.is_none() {
                    let literal = self.eval.literal_expr(func)?;
                    return Some(vec![self.holder(ExprRef { file: func.file, expr: literal })?]);
                }
                if declared.recv.is_some() {
                    // Fewer places name a type than call a method of the name.
                    return Some(vec![self.type_of_method(func).unwrap_or(Node::Called(func))]);
                }
                if self.root_of(func).is_some() { None } else { self.ways_by_name(func) }
            }
            Node::Called(func) => self.ways_by_name(func),
            Node::Mention(func, from, before) => self.ways_to_mention(func, from, before),
            Node::Var(file, index) => {
                let name = &self.eval.scope.facts(file).syntax.vars[index].name;
                self.around_all(&self.eval.plain_mentions(self.eval.scope.package_of(file), name)?)
            }
            Node::Type(file, index, from) => self.ways_to_type(file, index, from),
        }
    }

    fn ways_by_name(&self, func: FuncRef) -> Ways {
        // Asked first: for mentions, files are read.
        if self.is_made_for_unseen(func) {
            return None;
        }
        self.ways_to_mention(func, 0, 0)
    }

    /// What is around the mentions of a function in the first of the files that are left, and in all others.
    fn ways_to_mention(&self, func: FuncRef, from: usize, before: usize) -> Ways {
        let files = self.sought_in(func)?;
        let Some(&at) = files.get(from) else {
            let outside = before == 0 && self.is_called_from_outside(func)
                || self.is_started_by_unseen(func)
                || self.is_called_by_library(func);
            return (!outside).then(Vec::new);
        };
        let mut mentions = self.eval.mentions_at(func, at);
        let all = before + mentions.len();
        if all > MOST_MENTIONS {
            return None;
        }
        mentions.retain(|&mention| !self.is_of_another(func, mention));
        let mut ways = self.around_all(&mentions)?;
        ways.push(Node::Mention(func, from + 1, all));
        Some(ways)
    }

    /// Whether a selector in the user's own code is known to mean a method of another type. Of a name that the standard library calls,
    /// too, that says nothing.
    fn is_of_another(&self, method: FuncRef, mention: ExprRef) -> bool {
        let declared = self.eval.scope.facts(method.file).syntax.func(method.func);
        let is_method = declared.recv.is_some() && !declared.name.as_deref().is_some_and(is_std_method);
        let means = |callable: &Callable<'_>| matches!(callable, Callable::Program(func) if *func == method);
        let is_own = || self.eval.scope.is_own(mention.file);
        let callables = if is_method && is_own() { self.eval.callables(mention) } else { Rc::from([]) };
        !callables.is_empty() && !callables.iter().any(means)
    }

    /// The files that may mention a function. Where a run comes to some function it may come to another one; and packages that are
    /// initialised last are nearest to main.
    fn sought_in(&self, func: FuncRef) -> Option<Rc<[Place]>> {
        if let Some(found) = self.reached.borrow().sought_in.get(&func) {
            return found.clone();
        }
        let files = self.eval.files_with(func);
        let mut reached = self.reached.borrow_mut();
        let found = files.map(|files| {
            let mut files: Vec<Place> = files.iter().rev().copied().collect();
            files.sort_by_key(|(_, file)| !reached.files.contains(file));
            Rc::from(files)
        });
        reached.sought_in.insert(func, found.clone());
        found
    }

    fn around_all(&self, places: &[ExprRef]) -> Ways {
        places.iter().map(|&at| self.around(at)).collect()
    }

    /// What must be reached for an expression to be; None where it always is.
    fn around(&self, at: ExprRef) -> Option<Node> {
        let facts = self.eval.scope.facts(at.file);
        match facts.place(at.expr).func {
            Some(func) => Some(Node::Func(FuncRef { file: at.file, func: facts.outermost(func) })),
            None => self.holder(at),
        }
    }

    /// The package variable that holds a value which its initialiser hands to no call: `var start = run`.
    fn holder(&self, at: ExprRef) -> Option<Node> {
        let facts = self.eval.scope.facts(at.file);
        let mut held = at.expr;
        if matches!(facts.syntax.expr(held).kind, ExprKind::Call { .. } | ExprKind::Receive(_)) {
            return None;
        }
        while let Some(around) = facts.parent(held) {
            if !matches!(facts.syntax.expr(around).kind, ExprKind::Composite(_) | ExprKind::Address(_)) {
                return None;
            }
            held = around;
        }
        let index = facts.syntax.vars.iter().position(|spec| spec.value == Some(held))?;
        Some(Node::Var(at.file, index))
    }

    /// The type that a method is declared on; None where it is not seen.
    fn type_of_method(&self, func: FuncRef) -> Option<Node> {
        let scope = &self.eval.scope;
        let name = scope.receiver_type(func)?;
        let (file, index) = scope.declared_type(scope.package_of(func.file), &name)?;
        Some(Node::Type(file, index, 0))
    }

    /// What names a type, in the first file and in all others. Its own methods do, too: they lead nowhere, since they need it
    /// first.
    fn ways_to_type(&self, file: FileId, index: usize, from: usize) -> Ways {
        let scope = &self.eval.scope;
        let name = &scope.facts(file).syntax.types[index].name;
        let users = self.eval.users(scope.package_of(file), name);
        let mut files: Vec<FileId> = self.eval.files_naming(&users, name)?.into_iter().map(|(_, user)| user).collect();
        files.sort_by_key(|&user| user != file);
        let Some(&user) = files.get(from) else { return Some(Vec::new()) };
        let home = scope.package_of(file);
        let mut ways = Vec::new();
        let front = scope.front(home, scope.package_of(user));
        // A file is not parsed for a field of the name.
        if scope.reader.mentions(user, name, front) {
            let places = scope.reader.places(user, name, front);
            ways.extend(places.iter().filter_map(|&at| declaration_at(scope.facts(user), user, at)));
            ways.extend(self.variables_naming(user, name, &places)?);
            ways.retain(|&way| way != Node::Type(file, index, 0));
            ways.dedup();
        }
        ways.push(Node::Type(file, index, from + 1));
        Some(ways)
    }

    /// The package variables of a file that hold something of a type; None where it is handed on, or is a constant's.
    fn variables_naming(&self, file: FileId, name: &Name, places: &[u32]) -> Ways {
        let facts = self.eval.scope.facts(file);
        let in_value = |value: ExprId| {
            let range = facts.syntax.expr(value).range;
            places.get(places.partition_point(|&at| at < range.start)).is_some_and(|&at| at < range.end)
        };
        let names =
            |spec: &ValueSpec| spec.ty.as_ref().is_some_and(|ty| ty.names(name)) || spec.value.is_some_and(in_value);
        if facts.syntax.consts.iter().any(names) {
            return None;
        }
        let mut found = Vec::new();
        for (index, _) in facts.syntax.vars.iter().enumerate().filter(|(_, spec)| names(spec)) {
            if self.initialiser_calls(file, index) {
                return None;
            }
            found.push(Node::Var(file, index));
        }
        Some(found)
    }

    /// Whether the initialiser of a package variable calls a function: that of the program, or one that is not known.
    fn initialiser_calls(&self, file: FileId, index: usize) -> bool {
        let facts = self.eval.scope.facts(file);
        let Some(value) = facts.syntax.vars[index].value else { return false };
        let range = facts.syntax.expr(value).range;
        let calls = |call: &CallFact| {
            let expr = facts.syntax.expr(call.expr);
            let ExprKind::Call { fun, .. } = expr.kind else { return false };
            // `(*T)(nil)` calls nothing either.
            let fun = if let ExprKind::Star(of) = facts.syntax.expr(fun).kind { of } else { fun };
            let makes = matches!(&facts.syntax.expr(fun).kind, ExprKind::Name(n) if matches!(&**n, "new" | "make"));
            facts.place(call.expr).func.is_none() && !makes && self.eval.as_type(ExprRef { file, expr: fun }).is_none()
        };
        facts.calls_between(range).any(calls)
    }
}

/// The function or type whose declaration a place is in.
fn declaration_at(facts: &FileFacts, file: FileId, at: u32) -> Option<Node> {
    // Literals stand behind the function around them: the last one that begins before the place is it, or is inside of it.
    let before = facts.syntax.funcs.partition_point(|func| func.range.start <= at);
    let func = before.checked_sub(1).and_then(|last| Some(facts.outermost(FuncId::new(u32::try_from(last).ok()?))));
    if let Some(func) = func.filter(|&func| facts.syntax.func(func).range.contains(at)) {
        return Some(Node::Func(FuncRef { file, func }));
    }
    // Types stand in the order of the file; those of functions are in none of the others.
    let types = &facts.syntax.types;
    let before = types.partition_point(|ty| ty.range.start <= at);
    let declared = types[..before].iter().rposition(|ty| ty.func.is_none())?;
    types[declared].range.contains(at).then_some(Node::Type(file, declared, 0))
}
