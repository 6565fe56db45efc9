//! Rules at work: which facts of a program a case holds for, and the findings that it makes of them.
//!
//! In: a [`RuleSet`] and a [`Program`]. Out: findings of this program, in the order of rules and facts, and problems where a rule used up its
//! budget. Two facts are joined by looking up what must be equal, so a rule about pairs costs what it finds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::code::Code;
use crate::directive::Directive;
use crate::finding::{Confidence, Finding, Fix, Label, Problem, Severity};
use crate::model::{Era, Listener, Program, ProgramKind, Provenance, Route};
use crate::setup::Setup;
use crate::source::Span;

use super::eval::{self, BUDGET, Evaluation, OWN_BUDGET};
use super::expr::Expr;
use super::matches::Matches;
use super::template::Template;
use super::value::Value;
use super::vocabulary::{Facts, Kind, KindScope};
use super::{Case, LabelTemplate, Owner, Programs, Rule, RuleSet, fix};

/// Steps that a finding costs beside what is asked for it.
const FINDING: usize = 50;

/// Places that are marked beside the primary one at most.
const MOST_LABELS: usize = 12;

/// Runs all rules on a program: the cases that speak of it, alone or together with the workspace.
#[must_use]
pub fn evaluate(
    rules: &RuleSet,
    program: &Program,
    setup: &Setup,
    code: &Code<'_>,
    matches: &Matches,
) -> (Vec<Finding>, Vec<Problem>) {
    let facts = Facts::new(program, setup, code).with_matches(matches);
    let rules = rules.rules().filter(|rule| applies(rule, program));
    run(rules, KindScope::Program, &facts, program, &program.dir)
}

/// Runs the cases that speak of no program: once for the whole workspace. Their findings name no program and no era.
#[must_use]
pub fn evaluate_workspace(rules: &RuleSet, setup: &Setup, code: &Code<'_>) -> (Vec<Finding>, Vec<Problem>) {
    let nobody = Program::default();
    let facts = Facts::new(&nobody, setup, code);
    let rules = rules.rules().filter(|rule| !rule.is_about_directives());
    run(rules, KindScope::Workspace, &facts, &nobody, "the workspace")
}

fn run<'a, 'p>(
    rules: impl Iterator<Item = &'a Rule>,
    scope: KindScope,
    facts: &'a Facts<'p>,
    program: &'p Program,
    place: &str,
) -> (Vec<Finding>, Vec<Problem>) {
    let (mut findings, mut problems) = (Vec::new(), Vec::new());
    let (mut left_to_own, mut unlooked) = (OWN_BUDGET, 0_usize);
    for rule in rules {
        // A place is reported once for a key: the first case wins.
        let mut told: BTreeSet<(Span, String)> = BTreeSet::new();
        for case in rule.cases.iter().filter(|case| case.scope == scope) {
            let is_own = rule.owner == Owner::User;
            if is_own && left_to_own == 0 {
                unlooked += 1;
                continue;
            }
            let steps = if is_own { BUDGET.min(left_to_own) } else { BUDGET };
            let evaluation = Evaluation::new(facts, steps);
            let mut run = Run { rule, case, facts, program, evaluation, told: &mut told };
            run.case(&mut findings);
            if is_own {
                left_to_own -= steps - run.evaluation.left();
            }
            if run.evaluation.is_over() {
                problems.push(Problem {
                    path: Arc::clone(&rule.path),
                    span: None,
                    message: format!(
                        "rule `{}` was stopped in {place}: it took more than {steps} steps, so it may have missed something",
                        rule.id
                    ),
                    fatal: false,
                });
            }
        }
    }
    if unlooked > 0 {
        problems.push(Problem {
            path: place.into(),
            span: None,
            message: format!(
                "{unlooked} cases of rules of one's own were left out here: those before them took {OWN_BUDGET} steps together"
            ),
            fatal: false,
        });
    }
    (findings, problems)
}

/// Runs the rules that speak of directives.
#[must_use]
pub fn evaluate_directives(rules: &RuleSet, directives: &[Directive], code: &Code<'_>) -> Vec<Finding> {
    let (nobody, nothing) = (Program::default(), Setup::default());
    let facts = Facts::of_directives(directives, &nobody, &nothing, code);
    let rules = rules.rules().filter(|rule| rule.is_about_directives());
    run(rules, KindScope::Workspace, &facts, &nobody, "the workspace").0
}

/// Whether a rule looks at such a program.
pub(super) fn applies(rule: &Rule, program: &Program) -> bool {
    match (program.kind, program.silent) {
        (ProgramKind::Main, _) => true,
        (ProgramKind::Library, false) => rule.programs == Programs::All,
        (ProgramKind::Library, true) => rule.looks_at_silent(),
    }
}

struct Run<'a, 'p> {
    rule: &'a Rule,
    case: &'a Case,
    facts: &'a Facts<'p>,
    program: &'p Program,
    evaluation: Evaluation<'a, 'p>,
    told: &'a mut BTreeSet<(Span, String)>,
}

/// Whether a condition holds or may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Yes,
    Perhaps,
}

impl<'p> Run<'_, 'p> {
    fn case(&mut self, findings: &mut Vec<Finding>) {
        let firsts = self.candidates(0);
        if self.case.bind.len() < 2 {
            for (first, holds) in firsts {
                self.try_pair(&mut vec![self.fact(0, first)], holds, findings);
            }
            return;
        }
        if firsts.is_empty() {
            return;
        }
        let seconds = self.candidates(1);
        let index = Index::new(self, &seconds);
        for (first, first_holds) in firsts {
            for (second, second_holds) in index.partners(self, first) {
                self.evaluation.spend(1);
                if self.evaluation.is_over() {
                    return;
                }
                if self.case.bind[0] == self.case.bind[1] && first == second {
                    continue;
                }
                let holds = if first_holds == second_holds { first_holds } else { Holds::Perhaps };
                self.try_pair(&mut vec![self.fact(0, first), self.fact(1, second)], holds, findings);
            }
        }
    }

    /// The facts of a kind that the case is about.
    fn range(&self, kind: Kind) -> Range<usize> {
        match (&self.case.query, kind) {
            (Some(query), Kind::Match) => self.facts.matches_of(query.text()).unwrap_or_default(),
            _ => 0..self.facts.count(kind),
        }
    }

    fn fact(&self, binding: usize, index: usize) -> Value<'p> {
        Value::Fact(self.case.bind[binding], index)
    }

    /// The facts for which nothing that is said of them alone is false.
    fn candidates(&self, binding: usize) -> Vec<(usize, Holds)> {
        let mut kept = Vec::new();
        for index in self.range(self.case.bind[binding]) {
            let mut stack = vec![Value::Absent; self.case.bind.len()];
            stack[binding] = self.fact(binding, index);
            if let Some(holds) = self.all(&self.case.plan.filters[binding], &mut stack, Holds::Yes) {
                kept.push((index, holds));
            }
            if self.evaluation.is_over() {
                break;
            }
        }
        kept
    }

    /// Whether all parts hold, or may hold and the case reports that.
    fn all(&self, parts: &[Expr], stack: &mut Vec<Value<'p>>, mut holds: Holds) -> Option<Holds> {
        for part in parts {
            match self.evaluation.truth(part, stack) {
                Some(true) => {}
                Some(false) => return None,
                None if self.case.unknown.is_none() => return None,
                None => holds = Holds::Perhaps,
            }
        }
        Some(holds)
    }

    fn try_pair(&mut self, stack: &mut Vec<Value<'p>>, holds: Holds, findings: &mut Vec<Finding>) {
        let Some(holds) = self.joined(stack, holds) else { return };
        let Some(holds) = self.all(&self.case.plan.rest, stack, holds) else { return };
        if self.evaluation.is_over() {
            return;
        }
        let finding = self.finding(stack, holds);
        // A message that was rendered without steps left would show holes.
        findings.extend(finding.filter(|_| !self.evaluation.is_over()));
    }

    /// Whether the equalities hold. Equal keys have been looked up; a pair with a key that is not known has been let through as a
    /// whole, and its other keys may differ.
    fn joined(&self, stack: &mut Vec<Value<'p>>, mut holds: Holds) -> Option<Holds> {
        for (a, b) in &self.case.plan.joins {
            match eval::equal(&self.evaluation.value(a, stack), &self.evaluation.value(b, stack)) {
                Some(true) => {}
                Some(false) => return None,
                None if self.case.unknown.is_none() => return None,
                None => holds = Holds::Perhaps,
            }
        }
        Some(holds)
    }

    fn finding(&mut self, stack: &mut Vec<Value<'p>>, holds: Holds) -> Option<Finding> {
        let Value::Place(span) = self.evaluation.value(&self.case.at, stack) else { return None };
        self.evaluation.spend(FINDING);
        let key = self.render(&self.case.key, stack);
        let message = match (&self.case.unknown, holds) {
            (Some(unknown), Holds::Perhaps) => self.render(unknown, stack),
            _ => self.render(&self.case.message, stack),
        };
        let told = if self.case.key.is_empty() { message.clone() } else { key.clone() };
        if !self.told.insert((span, told)) {
            return None;
        }
        let derived = confidence(self.program, self.facts, stack);
        let (severity, confidence) = match holds {
            Holds::Yes => (self.case.severity, self.case.confidence.unwrap_or(derived)),
            Holds::Perhaps => (Severity::Note, Confidence::Low),
        };
        Some(Finding {
            rule: Arc::clone(&self.rule.id),
            severity,
            confidence,
            message,
            help: self.render(&self.case.help, stack),
            primary: Label { span, text: self.render(&self.case.label, stack) },
            labels: self.labels(span, stack),
            programs: self.programs(),
            eras: self.eras(stack),
            fixes: self.fixes(stack),
            key,
            fingerprint: String::new(),
            targets: Vec::new(),
        })
    }

    fn render(&self, template: &Template, stack: &mut Vec<Value<'p>>) -> String {
        template.render(&self.evaluation, stack)
    }

    fn labels(&self, primary: Span, stack: &mut Vec<Value<'p>>) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let mut add = |place: Value<'p>, text: String| {
            let Value::Place(span) = place else { return };
            if span != primary && !labels.iter().any(|l| l.span == span) {
                labels.push(Label { span, text });
            }
        };
        for LabelTemplate { each, at, text } in &self.case.labels {
            match each.as_ref().map(|each| self.items(each, stack)) {
                Some(items) => {
                    for item in items {
                        stack.push(item);
                        add(self.evaluation.value(at, stack), self.render(text, stack));
                        stack.pop();
                    }
                }
                None => {
                    let text = self.render(text, stack);
                    self.items(at, stack).into_iter().for_each(|place| add(place, text.clone()));
                }
            }
        }
        // Many imports may bring one thing each: the message counts what is not marked.
        labels.truncate(MOST_LABELS);
        labels
    }

    /// The items of a list; a single value is a list of one.
    fn items(&self, list: &Expr, stack: &mut Vec<Value<'p>>) -> Vec<Value<'p>> {
        match self.evaluation.value(list, stack) {
            Value::List(items, _) => items,
            item => vec![item],
        }
    }

    fn programs(&self) -> Vec<Arc<str>> {
        match self.case.scope {
            KindScope::Program => vec![Arc::clone(&self.program.dir)],
            KindScope::Workspace => Vec::new(),
        }
    }

    fn eras(&self, stack: &mut Vec<Value<'p>>) -> Vec<Era> {
        // What stands in a file of the workspace is true whatever Go builds the program.
        if self.case.bind.iter().any(|kind| kind.scope() == KindScope::Workspace || *kind == Kind::DebugPort) {
            return Vec::new();
        }
        let Some(eras) = &self.case.eras else { return self.program.eras.possible.clone() };
        let Value::List(items, _) = self.evaluation.value(eras, stack) else { return Vec::new() };
        let is = |era: &Era| items.iter().any(|item| matches!(item, Value::Text(word) if word == era.as_str()));
        [Era::E121, Era::E122, Era::E123].into_iter().filter(is).collect()
    }

    fn fixes(&self, stack: &mut Vec<Value<'p>>) -> Vec<Fix> {
        let rendered = |fix| fix::render(fix, &self.evaluation, self.facts, stack);
        self.case.fixes.iter().filter_map(rendered).collect()
    }
}

/// The second facts of a pair, by what must equal something of the first.
struct Index {
    by_key: BTreeMap<Vec<Key>, Vec<(usize, Holds)>>,
    /// Facts with a part that is not known: they may equal anything.
    open: Vec<(usize, Holds)>,
    every: Vec<(usize, Holds)>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Bool(bool),
    Number(u64),
    Text(String),
    Fact(Kind, usize),
}

impl Index {
    fn new(run: &Run<'_, '_>, seconds: &[(usize, Holds)]) -> Self {
        let mut index = Self { by_key: BTreeMap::new(), open: Vec::new(), every: Vec::new() };
        if run.case.plan.joins.is_empty() {
            index.every = seconds.to_vec();
            return index;
        }
        for second in seconds {
            let mut stack = vec![Value::Absent, run.fact(1, second.0)];
            match keys(run, run.case.plan.joins.iter().map(|(_, b)| b), &mut stack) {
                Keys::Known(keys) => index.by_key.entry(keys).or_default().push(*second),
                Keys::Open => index.open.push(*second),
                Keys::Never => {}
            }
        }
        index.every.clone_from(&seconds.to_vec());
        index
    }

    fn partners(&self, run: &Run<'_, '_>, first: usize) -> Vec<(usize, Holds)> {
        if run.case.plan.joins.is_empty() {
            return self.every.clone();
        }
        let mut stack = vec![run.fact(0, first), Value::Absent];
        let reported = run.case.unknown.is_some();
        match keys(run, run.case.plan.joins.iter().map(|(a, _)| a), &mut stack) {
            Keys::Known(keys) => {
                let mut found = self.by_key.get(&keys).cloned().unwrap_or_default();
                if reported {
                    found.extend(&self.open);
                }
                found.sort_by_key(|(index, _)| *index);
                found
            }
            Keys::Open if reported => self.every.clone(),
            Keys::Open | Keys::Never => Vec::new(),
        }
    }
}

enum Keys {
    Known(Vec<Key>),
    /// A part is not known.
    Open,
    /// A part is absent: it equals nothing.
    Never,
}

fn keys<'a, 'p>(run: &Run<'_, 'p>, parts: impl Iterator<Item = &'a Expr>, stack: &mut Vec<Value<'p>>) -> Keys {
    let mut keys = Vec::new();
    let mut open = false;
    for part in parts {
        match run.evaluation.value(part, stack) {
            Value::Bool(value) => keys.push(Key::Bool(value)),
            Value::Number(value) => keys.push(Key::Number(value.to_bits())),
            Value::Text(text) => keys.push(Key::Text(text.into_owned())),
            Value::Fact(kind, index) => keys.push(Key::Fact(kind, index)),
            Value::Unknown(_) => open = true,
            Value::Absent | Value::Place(_) | Value::List(..) => return Keys::Never,
        }
    }
    if open { Keys::Open } else { Keys::Known(keys) }
}

/// How sure a finding about these facts can be: as sure as the weakest of their values.
fn confidence(program: &Program, facts: &Facts<'_>, stack: &[Value<'_>]) -> Confidence {
    let known = |provenance| match provenance {
        Provenance::Literal | Provenance::Constant | Provenance::Computed => Confidence::High,
        Provenance::Default => Confidence::Medium,
        Provenance::Unknown => Confidence::Low,
    };
    let route = |index: usize| program.routes.get(index).map_or(Confidence::Low, |r: &Route| known(r.provenance));
    let listener =
        |index: usize| program.listeners.get(index).map_or(Confidence::Low, |l: &Listener| known(l.provenance));
    let certain = |certain: bool| if certain { Confidence::High } else { Confidence::Medium };
    let of = |value: &Value<'_>| match value {
        Value::Fact(Kind::Route, i) => route(*i),
        Value::Fact(Kind::Listener, i) => listener(*i),
        Value::Fact(Kind::Conflict, i) => {
            let pair = &program.conflicts[*i];
            route(pair.a).min(route(pair.b)).min(certain(pair.certain))
        }
        Value::Fact(Kind::Overtake, i) => route(program.overtakes[*i].a).min(route(program.overtakes[*i].b)),
        Value::Fact(Kind::PortConflict, i) => {
            let pair = &program.port_conflicts[*i];
            listener(pair.a).min(listener(pair.b)).min(certain(pair.certain))
        }
        Value::Fact(Kind::DebugPort, i) => listener(facts.debug_port(*i).listener),
        _ => Confidence::High,
    };
    stack.iter().map(of).min().unwrap_or(Confidence::High)
}
