//! The one walk over a file's tree that fills [`FileFacts`].
//!
//! In: [`Syntax`]. Out: every index of the facts. Knows nothing but this file; recursion is bounded by the
//! depth cap of `golang::parse`.

use foldhash::HashMap;

use super::branch::{Arm, BranchId};
use super::{Arms, CallFact, Declared, Def, DefSource, ElementDef, FileFacts, Place, Return, Switch, Usage};
use crate::golang::syntax::{
    AssignOp, Case, ExprId, ExprKind, FuncId, LocalId, Name, Stmt, StmtKind, Syntax, ValueSpec,
};
use crate::known::Known;

pub(super) fn collect(syntax: Syntax, known: &Known) -> FileFacts {
    let expressions = syntax.exprs.len();
    let mut literal_of = vec![None; syntax.funcs.len()];
    for (index, expr) in (0..).zip(&syntax.exprs) {
        if let ExprKind::FuncLit(func) = expr.kind {
            literal_of[func.index() as usize].get_or_insert(ExprId::new(index));
        }
    }
    let top = Place { func: None, branch: BranchId::TOP, looped: false, over: None };
    let facts = FileFacts {
        places: vec![top],
        place_of: vec![0; expressions],
        parent_of: vec![None; expressions],
        literal_of,
        ..FileFacts::default()
    };
    let mut walk = Walk {
        syntax: &syntax,
        known,
        facts,
        lists: Lists::default(),
        place: top,
        place_index: 0,
        exit: BranchId::TOP,
    };
    for spec in syntax.vars.iter().chain(&syntax.consts) {
        if let Some(value) = spec.value {
            walk.expr(value, None, Usage::Used);
        }
    }
    for (index, func) in syntax.funcs.iter().enumerate() {
        if func.name.is_some() {
            walk.body(FuncId::new(u32::try_from(index).unwrap_or(0)));
        }
    }
    let Walk { mut facts, lists: Lists { local_defs, returns, mentions, keyed }, .. } = walk;
    facts.local_defs = local_defs.into();
    facts.returns = returns.into();
    facts.mentions = mentions.into();
    facts.keyed = keyed.into();
    facts.calls.sort_by_key(|c| (syntax.expr(c.expr).range.start, std::cmp::Reverse(syntax.expr(c.expr).range.end)));
    facts.calls.shrink_to_fit();
    facts.places.shrink_to_fit();
    facts.branches.shrink_to_fit();
    facts.global_defs.shrink_to_fit();
    facts.foreign_defs.shrink_to_fit();
    facts.field_defs.shrink_to_fit();
    facts.element_defs.shrink_to_fit();
    facts.composites.shrink_to_fit();
    facts.declared = Declared::all(&syntax);
    facts.syntax = syntax;
    // What they say stands in the facts now; they would be a tenth of the memory of a run.
    facts.syntax.funcs.iter_mut().for_each(|func| func.body = Vec::new());
    facts
}

/// Arms of a chain of `else if` that are left aside behind it; chains may have thousands.
const MOST_LEFT_ASIDE: usize = 16;

pub(super) struct Walk<'a> {
    pub(super) syntax: &'a Syntax,
    known: &'a Known,
    pub(super) facts: FileFacts,
    pub(super) lists: Lists,
    pub(super) place: Place,
    place_index: u32,
    /// Where the block that was walked last comes out.
    exit: BranchId,
}

/// What grows under keys while the file is walked.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) local_defs: HashMap<LocalId, Vec<Def>>,
    returns: HashMap<FuncId, Vec<Return>>,
    mentions: HashMap<Name, Vec<ExprId>>,
    keyed: HashMap<Name, Vec<ExprId>>,
}

/// Whether control comes out of the end of a list of statements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Continues,
    Ends,
}

impl Walk<'_> {
    pub(super) fn move_to(&mut self, place: Place) -> Place {
        let before = self.place;
        if before != place {
            self.place = place;
            self.facts.places.push(place);
            self.place_index = u32::try_from(self.facts.places.len() - 1).unwrap_or(0);
        }
        before
    }

    fn body(&mut self, func: FuncId) {
        let place = Place { func: Some(func), branch: self.place.branch, looped: false, over: None };
        let before = self.move_to(place);
        for &result in &self.syntax.func(func).results {
            let at = self.syntax.local(result).range.start;
            self.define_local(result, DefSource::Zero, at);
        }
        let syntax = self.syntax;
        let flow = self.block(&syntax.func(func).body);
        if flow == Flow::Ends && !self.lists.returns.contains_key(&func) {
            self.facts.endless.push(func);
        }
        self.move_to(before);
    }

    /// Walks statements; what follows an arm that ends stands in the other arms.
    pub(super) fn block(&mut self, stmts: &[Stmt]) -> Flow {
        let outside = self.place;
        let mut flow = Flow::Continues;
        for stmt in stmts {
            if self.stmt(stmt) == Flow::Ends {
                flow = Flow::Ends;
            }
        }
        self.exit = self.place.branch;
        self.move_to(outside);
        flow
    }

    fn arm(&mut self, statement: &Stmt, arm: u32, body: &[Stmt]) -> Flow {
        let outside = self.place;
        let branch = self.facts.branches.enter(outside.branch, statement.range.start, Arm::Is(arm));
        self.move_to(Place { branch, ..outside });
        let flow = self.block(body);
        self.move_to(outside);
        flow
    }

    /// After a branching statement some arms of which end: the rest of the block is in the others.
    fn exclude(&mut self, statement: u32, ended: Box<[u32]>) {
        if !ended.is_empty() {
            let branch = self.facts.branches.enter(self.place.branch, statement, Arm::NotIn(ended));
            let place = Place { branch, ..self.place };
            self.move_to(place);
        }
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt) -> Flow {
        match &stmt.kind {
            StmtKind::Expr(e) => {
                self.expr(*e, None, Usage::Dropped);
                if self.exits(*e) { Flow::Ends } else { Flow::Continues }
            }
            StmtKind::Go(e) => {
                self.expr(*e, None, Usage::Spawned);
                Flow::Continues
            }
            StmtKind::Defer(e) => {
                self.expr(*e, None, Usage::Deferred);
                Flow::Continues
            }
            StmtKind::Assign { lhs, rhs, op } => {
                self.assign(lhs, rhs, *op);
                Flow::Continues
            }
            StmtKind::Var(specs) => {
                specs.iter().for_each(|spec| self.var(spec));
                Flow::Continues
            }
            StmtKind::Return(values) => {
                values.iter().for_each(|&v| self.expr(v, None, Usage::Used));
                if let Some(func) = self.place.func {
                    let entry = Return { values: values.as_slice().into(), place: self.place, at: stmt.range.start };
                    self.lists.returns.entry(func).or_default().push(entry);
                }
                Flow::Ends
            }
            StmtKind::If { init, cond, then, els } => self.if_stmt(stmt, init.as_deref(), *cond, then, els.as_deref()),
            StmtKind::Switch { init, tag, cases, types } => {
                if let Some(init) = init {
                    self.stmt(init);
                }
                if let &Some(tag) = tag {
                    self.expr(tag, None, Usage::Used);
                }
                // What a switch over types asks are conditions: assertions.
                if !types || cases.iter().all(|c| c.default || !c.values.is_empty()) {
                    let values = cases.iter().map(|c| c.values.clone()).collect();
                    let default = cases.iter().position(|c| c.default);
                    let tag = tag.filter(|_| !types);
                    self.facts.switches.insert(stmt.range.start, Switch { tag, cases: values, default });
                }
                self.cases(stmt, cases)
            }
            StmtKind::Select(cases) => {
                let flow = self.cases(stmt, cases);
                if cases.iter().any(|case| case.default) {
                    let channels = cases.iter().filter_map(|case| self.channel_of(case)).collect();
                    self.facts.polled.insert(stmt.range.start, channels);
                }
                flow
            }
            StmtKind::For { init, cond, post, body } => {
                self.for_stmt(stmt, [init.as_deref(), post.as_deref()], *cond, body)
            }
            StmtKind::Range { key, value, over, body } => {
                self.range_stmt(stmt, [*key, *value], *over, body);
                Flow::Continues
            }
            StmtKind::Block(body) => self.block(body),
            StmtKind::Send(channel, value) => {
                self.expr(*channel, None, Usage::Used);
                self.expr(*value, None, Usage::Used);
                Flow::Continues
            }
            StmtKind::IncDec(e) => {
                self.expr(*e, None, Usage::Used);
                self.define(*e, DefSource::Other);
                Flow::Continues
            }
            StmtKind::Jump => Flow::Ends,
            StmtKind::Fallthrough => Flow::Continues,
            StmtKind::Unknown(children) => {
                children.iter().for_each(|&c| self.expr(c, None, Usage::Used));
                Flow::Continues
            }
        }
    }

    fn if_stmt(&mut self, stmt: &Stmt, init: Option<&Stmt>, cond: ExprId, then: &[Stmt], els: Option<&[Stmt]>) -> Flow {
        if let Some(init) = init {
            self.stmt(init);
        }
        self.expr(cond, None, Usage::Used);
        self.facts.conditions.insert(stmt.range.start, cond);
        let mut ended = Vec::new();
        let mut exit = None;
        match self.arm(stmt, 0, then) {
            Flow::Ends => ended.push(0),
            Flow::Continues => exit = Some(self.exit),
        }
        match els.map(|els| self.arm(stmt, 1, els)) {
            Some(Flow::Ends) => ended.push(1),
            Some(Flow::Continues) => exit = Some(self.exit),
            None => {}
        }
        if els.is_some() {
            self.facts.arms.insert(stmt.range.start, Arms { count: 2, ended: ended.clone() });
        }
        if ended.len() == 2 {
            return Flow::Ends;
        }
        let sole = els.is_some() && ended.len() == 1;
        self.exclude(stmt.range.start, ended.into());
        // Where one arm alone comes out, all that it leaves aside is left aside behind it: `else if b { return }`.
        let left_aside = |(_, arm): &(u32, &Arm)| matches!(arm, Arm::NotIn(_));
        let inside = self.facts.branches.around(exit.filter(|_| sole).unwrap_or(BranchId::TOP));
        let inside = inside.take_while(|(statement, _)| *statement != stmt.range.start).filter(left_aside);
        let inside = inside.take(MOST_LEFT_ASIDE);
        let inside: Vec<(u32, Arm)> = inside.map(|(statement, arm)| (statement, arm.clone())).collect();
        for (statement, arm) in inside.into_iter().rev() {
            if let Arm::NotIn(ended) = arm {
                self.exclude(statement, ended);
            }
        }
        Flow::Continues
    }

    fn cases(&mut self, stmt: &Stmt, cases: &[Case]) -> Flow {
        // `select {}`
        if cases.is_empty() && matches!(stmt.kind, StmtKind::Select(_)) {
            return Flow::Ends;
        }
        let mut ended = Vec::new();
        let mut falls_in = false;
        for (index, case) in cases.iter().enumerate() {
            case.values.iter().for_each(|&v| self.expr(v, None, Usage::Used));
            if let Some((local, value)) = case.variable {
                self.expr(value, None, Usage::Used);
                self.define_local(local, DefSource::Expr(value), self.syntax.local(local).range.start);
            }
            let arm = u32::try_from(index).unwrap_or(u32::MAX);
            // `fallthrough` runs two arms in one passage: such a case is seen as part of the code around.
            let falls_out = matches!(case.body.last().map(|s| &s.kind), Some(StmtKind::Fallthrough));
            let flow = if falls_in || falls_out { self.block(&case.body) } else { self.arm(stmt, arm, &case.body) };
            falls_in = falls_out;
            let breaks = matches!(case.body.last().map(|s| &s.kind), Some(StmtKind::Jump));
            if flow == Flow::Ends && !breaks && !falls_out {
                ended.push(arm);
            }
        }
        if cases.iter().any(|c| c.default) {
            let count = u32::try_from(cases.len()).unwrap_or(u32::MAX);
            self.facts.arms.insert(stmt.range.start, Arms { count, ended: ended.clone() });
            if ended.len() == cases.len() {
                return Flow::Ends;
            }
        }
        self.exclude(stmt.range.start, ended.into());
        Flow::Continues
    }

    /// The channel that a case of a `select` receives from or sends to.
    fn channel_of(&self, case: &Case) -> Option<ExprId> {
        let received = |expr: ExprId| match self.syntax.expr(expr).kind {
            ExprKind::Receive(channel) => Some(channel),
            _ => None,
        };
        match &case.body.first().filter(|_| !case.default)?.kind {
            StmtKind::Send(channel, _) => Some(*channel),
            StmtKind::Expr(expr) => received(*expr),
            StmtKind::Assign { rhs, .. } => received(*rhs.first()?),
            _ => None,
        }
    }

    fn assign(&mut self, lhs: &[ExprId], rhs: &[ExprId], op: AssignOp) {
        rhs.iter().for_each(|&r| self.expr(r, None, Usage::Used));
        for (index, &left) in lhs.iter().enumerate() {
            let source = match (op, rhs) {
                (AssignOp::Other, _) => DefSource::Other,
                (AssignOp::Add, [value]) => DefSource::Add(*value),
                (_, [call]) if lhs.len() > 1 => DefSource::Tuple(*call, u32::try_from(index).unwrap_or(0)),
                (_, values) => values.get(index).map_or(DefSource::Other, |&v| DefSource::Expr(v)),
            };
            let is_blank = matches!(&self.syntax.expr(left).kind, ExprKind::Name(name) if &**name == "_");
            self.facts.blank.extend(source.expr().filter(|_| is_blank));
            self.define(left, source);
        }
    }

    fn var(&mut self, spec: &ValueSpec) {
        let source = match (spec.value, spec.tuple) {
            (Some(value), Some(index)) => DefSource::Tuple(value, index),
            (Some(value), None) => DefSource::Expr(value),
            (None, _) => DefSource::Zero,
        };
        // Names that share one call visit it once.
        if let Some(value) = spec.value.filter(|_| spec.tuple.is_none_or(|t| t == 0)) {
            self.expr(value, None, Usage::Used);
        }
        if let Some(local) = spec.local {
            self.define_local(local, source, spec.name_range.start);
        }
    }

    /// Whether a statement's expression is a call that does not return.
    fn exits(&self, expr: ExprId) -> bool {
        let ExprKind::Call { fun, .. } = &self.syntax.expr(expr).kind else { return false };
        match &self.syntax.expr(*fun).kind {
            ExprKind::Name(name) => &**name == "panic",
            ExprKind::Select(base, name) => match self.syntax.expr(*base).kind {
                ExprKind::Import(import) => self.known.exits(&self.syntax.import(import).path, name),
                // Loggers of every make end the program under these names, and nothing else is called so.
                _ => matches!(&**name, "Fatal" | "Fatalf" | "Fatalln" | "Fatalw"),
            },
            _ => false,
        }
    }

    pub(super) fn expr(&mut self, id: ExprId, parent: Option<ExprId>, usage: Usage) {
        self.facts.place_of[id.index() as usize] = self.place_index;
        self.facts.parent_of[id.index() as usize] = parent;
        let syntax = self.syntax;
        let below = |walk: &mut Self, child: ExprId| walk.expr(child, Some(id), Usage::Used);
        match &syntax.expr(id).kind {
            ExprKind::Name(name) => self.lists.mentions.entry(name.clone()).or_default().push(id),
            ExprKind::Select(base, name) => {
                self.lists.mentions.entry(name.clone()).or_default().push(id);
                below(self, *base);
            }
            ExprKind::Call { fun, args, .. } => {
                self.facts.calls.push(CallFact { expr: id, usage });
                below(self, *fun);
                for (index, &arg) in args.iter().enumerate() {
                    below(self, arg);
                    if let Some(target) = self.pointed_to(arg) {
                        let source = DefSource::AddressArg(id, u32::try_from(index).unwrap_or(u32::MAX));
                        self.define_by_address(target, source);
                    }
                }
                // What is deleted from a map is nothing from there on.
                if let (ExprKind::Name(name), [base, key]) = (&syntax.expr(*fun).kind, &**args)
                    && &**name == "delete"
                {
                    let def = Def { source: DefSource::Zero, at: syntax.expr(id).range.start, place: self.place };
                    self.facts.element_defs.push(ElementDef { base: *base, key: *key, def });
                }
            }
            ExprKind::Composite(literal) => {
                self.facts.composites.push(id);
                if literal.elems.first().is_some_and(|e| e.key.is_none()) {
                    self.lists.keyed.entry("".into()).or_default().push(id);
                }
                for key in literal.elems.iter().filter_map(|e| e.key) {
                    if let ExprKind::Name(name) = &syntax.expr(key).kind {
                        self.lists.keyed.entry(name.clone()).or_default().push(id);
                    }
                }
                for element in &literal.elems {
                    if let Some(key) = element.key {
                        below(self, key);
                    }
                    below(self, element.value);
                    // `Destination: &cfg.Addr`: flag libraries write through a field of a literal.
                    if let ExprKind::Address(target) = syntax.expr(element.value).kind {
                        self.define_by_address(target, DefSource::AddressArg(id, u32::MAX));
                    }
                }
            }
            ExprKind::FuncLit(func) => self.body(*func),
            ExprKind::Index(base, list) | ExprKind::Slice(base, list) => {
                below(self, *base);
                list.iter().for_each(|&e| below(self, e));
            }
            ExprKind::Star(e)
            | ExprKind::Address(e)
            | ExprKind::Receive(e)
            | ExprKind::Unary(_, e)
            | ExprKind::Assert(e, _) => below(self, *e),
            ExprKind::Binary(_, left, right) => {
                below(self, *left);
                below(self, *right);
            }
            ExprKind::Unknown(children) => children.iter().for_each(|&e| below(self, e)),
            ExprKind::Local(_)
            | ExprKind::Import(_)
            | ExprKind::Str(_)
            | ExprKind::Int(_)
            | ExprKind::Float
            | ExprKind::Type(_) => {}
        }
    }
}
