//! One `[[case]]` of a rule file, checked and compiled: bindings, condition, wording, labels, fixes.
//!
//! Every mistake goes to `errors`; a case with a mistake may still come out, but its file gives no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::code::Insertion;
use crate::finding::{Applicability, Confidence, Severity};

use super::condition::{self, Scope};
use super::embedded;
use super::expr::Expr;
use super::file::{At, CaseFile, EditFile, FixFile, LabelFile, Text};
use super::load::{Head, PERSONAS, SEVERITIES};
use super::syntax::{Order, guard};
use super::template::{self, Template};
use super::value::{Base, Shape, Type};
use super::vocabulary::{ERA, IMPORTED, Kind, KindScope};
use super::{Case, EditTemplate, FixTemplate, LabelTemplate, Plan, query};
use crate::document::{Code, Errors, did_you_mean_or_list, word};
use crate::ordered::InOrder as _;

pub(super) const CONFIDENCES: &[(&str, Confidence)] =
    &[("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)];
pub(super) const APPLICABILITIES: &[(&str, Applicability)] =
    &[("safe", Applicability::Safe), ("unsafe", Applicability::Unsafe), ("display-only", Applicability::DisplayOnly)];
/// What happens where a condition is unknown; true: it is reported as a note.
pub(super) const UNKNOWNS: &[(&str, bool)] = &[("silent", false), ("note", true)];
/// Facts that a case binds at most.
const MOST_BINDINGS: usize = 2;

/// Checks and compiles a case.
pub(super) fn compile<'a>(
    written: &'a At<CaseFile>,
    severity: Severity,
    head: &'a Head<'_>,
    errors: &'a mut Errors,
) -> Option<Case> {
    let mut compiler = Compiler { head, place: written.span(), scope: Scope::default(), texts: Vec::new(), errors };
    compiler.case(written.get_ref(), severity)
}

struct Compiler<'a> {
    head: &'a Head<'a>,
    /// The case's table.
    place: Range<usize>,
    scope: Scope,
    /// The texts of all expressions, for the report of unused names in a case with mistakes.
    texts: Vec<&'a str>,
    errors: &'a mut Errors,
}

impl<'a> Compiler<'a> {
    fn case(&mut self, case: &'a CaseFile, severity: Severity) -> Option<Case> {
        let before = self.errors.len();
        self.query(case);
        let bind = self.bindings(case);
        self.lets(&case.lets);
        let severity =
            case.severity.as_ref().and_then(|s| word(s, SEVERITIES, "severity", self.errors)).unwrap_or(severity);
        let persona = case.persona.as_ref().and_then(|p| word(p, PERSONAS, "persona", self.errors));
        let condition = case.when.as_ref().map(|when| {
            let code = self.code(when);
            condition::compile_bool(&code, &mut self.scope, self.errors)
        });
        let at = self.head.required("at", case.at.as_ref(), &self.place, self.errors);
        let at = at.and_then(|at| self.place_of(at, Shape::One));
        let message = self.head.required("message", case.message.as_ref(), &self.place, self.errors);
        let message = self.template(message);
        let help = self.template(case.help.as_ref());
        let label = self.template(case.label.as_ref());
        let labels = case.labels.iter().filter_map(|label| self.label(label)).collect();
        let key = self.template(case.key.as_ref());
        let eras = case.eras.as_ref().and_then(|eras| self.eras(eras));
        let confidence = case.confidence.as_ref().and_then(|c| word(c, CONFIDENCES, "confidence", self.errors));
        let unknown = self.unknown(case);
        let fixes = case.fix.iter().filter_map(|fix| self.fix(fix)).collect();
        self.query_is_read(case, before);
        self.unused(case.bind.keys().take(MOST_BINDINGS).chain(case.lets.keys()), before);
        let plan = plan(condition.flatten(), bind.len());
        // A second match may stand in any file, and one that is numbered is numbered among all.
        let one_by_one = !self.scope.all_matches && bind.iter().filter(|kind| **kind == Kind::Match).count() == 1;
        let import = plan.filters.iter().flatten().find_map(required_import).filter(|_| one_by_one);
        let mut kinds = std::mem::take(&mut self.scope.kinds);
        kinds.extend(&bind);
        let mut aspects = std::mem::take(&mut self.scope.aspects);
        aspects.extend(bind.iter().flat_map(|kind| kind.aspects()));
        let of_program = kinds.iter().any(|kind| kind.scope() == KindScope::Program);
        let scope = if of_program { KindScope::Program } else { KindScope::Workspace };
        Some(Case {
            scope,
            severity,
            persona,
            bind,
            kinds,
            aspects,
            query: self.scope.query.take(),
            import,
            plan,
            at: at?,
            label,
            message,
            help,
            labels,
            key,
            eras,
            confidence,
            unknown,
            fixes,
        })
    }

    fn code(&mut self, text: &'a Text) -> Code<'a> {
        let code = Code::new(text, self.head.text);
        self.texts.push(code.text);
        code
    }

    /// Compiles the query before everything that may speak of its captures.
    fn query(&mut self, case: &CaseFile) {
        let bound = case.bind.values().find(|kind| kind.get_ref() == Kind::Match.name());
        let code = case.query.as_ref().map(|query| Code::new(query, self.head.text));
        self.scope.query = match (&code, bound) {
            (Some(code), _) => query::compile(code, embedded::has(self.head.text), self.errors),
            (None, Some(kind)) => {
                let help = Some("write `query = '''(call_expression) @call'''` in the same case".to_owned());
                self.errors.add(kind.span(), "there is nothing to match: the case has no `query`", "", help);
                None
            }
            (None, None) => return,
        };
        if self.scope.query.is_none() {
            self.scope.refused.insert(condition::MATCHES.to_owned());
        }
    }

    /// Reports a query whose matches nothing looks at.
    fn query_is_read(&mut self, case: &CaseFile, before: usize) {
        let (Some(query), Some(_)) = (&case.query, &self.scope.query) else { return };
        let bound = case.bind.values().any(|kind| kind.get_ref() == Kind::Match.name());
        let read = self.scope.used.borrow().contains(condition::MATCHES);
        // Where an expression has a mistake, it may be this one that speaks of the matches.
        if !bound && !read && self.errors.len() == before {
            let help = Some("write `bind = { m = \"match\" }`, or speak of `matches`".to_owned());
            self.errors.add(query.span(), "nothing reads what this query matches", "", help);
        }
    }

    fn bindings(&mut self, case: &CaseFile) -> Vec<Kind> {
        if case.bind.is_empty() {
            self.head.missing("bind", &self.place, Some("write `bind = { r = \"route\" }`".to_owned()), self.errors);
        }
        if let Some((name, _)) = case.bind.iter().nth(MOST_BINDINGS) {
            self.errors.add(name.span(), format!("a case binds at most {MOST_BINDINGS} facts"), "", None);
        }
        let mut kinds = Vec::new();
        for (index, (name, kind)) in case.bind.iter().enumerate() {
            if !self.name(name) || index >= MOST_BINDINGS {
                self.scope.refused.insert(name.get_ref().clone());
                continue;
            }
            match Kind::bindable().find(|k| k.name() == kind.get_ref()) {
                Some(found) => {
                    self.scope.slots.push((name.get_ref().clone(), Type::one(Base::Fact(found))));
                    kinds.push(found);
                }
                None => {
                    self.scope.refused.insert(name.get_ref().clone());
                    let help = did_you_mean_or_list(kind.get_ref(), Kind::bindable().map(Kind::name));
                    self.errors.add(kind.span(), format!("there is no kind of fact `{}`", kind.get_ref()), "", help);
                }
            }
        }
        kinds
    }

    /// Whether a name can be bound: one word, not taken.
    fn name(&mut self, name: &Text) -> bool {
        let before = self.errors.len();
        let written = name.get_ref();
        let plain = written.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let begins = written.starts_with(|c: char| c.is_ascii_lowercase());
        if !plain || !begins || !guard::check(written).is_empty() || matches!(written.as_str(), "true" | "false") {
            let help = Some("a name is a lower-case word that Rust does not reserve".to_owned());
            self.errors.add(name.span(), format!("`{written}` cannot be a name"), "", help);
        } else if self.scope.names().contains(&written.as_str()) {
            self.errors.add(name.span(), format!("`{written}` is bound already"), "", None);
        }
        self.errors.len() == before
    }

    fn lets(&mut self, lets: &'a BTreeMap<Text, Text>) {
        let mut compiled = Vec::new();
        for (name, text) in lets {
            let free = self.name(name);
            let code = self.code(text);
            // A definition sees the bound facts, not the other definitions: they cannot multiply each other.
            match condition::compile(&code, &mut self.scope, self.errors) {
                Some((expr, ty)) if free => {
                    compiled.push((name.get_ref().clone(), (expr, ty, self.scope.slots.len())));
                }
                _ => _ = self.scope.refused.insert(name.get_ref().clone()),
            }
        }
        self.scope.lets.extend(compiled);
    }

    fn template(&mut self, text: Option<&'a Text>) -> Template {
        text.map_or_else(Template::default, |text| {
            let code = self.code(text);
            template::compile(&code, &mut self.scope, self.errors)
        })
    }

    /// A place: exactly one, perhaps one or any number, as `most` allows.
    fn place_of(&mut self, text: &'a Text, most: Shape) -> Option<Expr> {
        let code = self.code(text);
        let (expr, ty) = condition::compile(&code, &mut self.scope, self.errors)?;
        if ty.base == Base::Place && (ty.shape == Shape::One || most == Shape::List || most == ty.shape) {
            return Some(expr);
        }
        let help = match ty.base {
            Base::Fact(kind) if kind.field("place").is_some() => Some(format!("write `{}.place`", code.text.trim())),
            Base::Place if ty.shape == Shape::List => Some(match most {
                Shape::One => {
                    "point at one place and at those of the list with `labels`, or bind what the list holds".to_owned()
                }
                _ => format!("write `each = {{ x = \"{}\" }}`, and `x` here", code.text.trim()),
            }),
            _ => None,
        };
        self.errors.add(code.span, "this must be one place", format!("this is {}", ty.with_article()), help);
        None
    }

    /// A label; with `each`, one for every item of a list.
    fn label(&mut self, written: &'a At<LabelFile>) -> Option<LabelTemplate> {
        let place = written.span();
        let LabelFile { each, at, text } = written.get_ref();
        let (each, (at, text)) = self.for_each(each, |case, alone| {
            let at = case.head.required("at", at.as_ref(), &place, case.errors);
            if text.is_none() {
                case.head.missing("text", &place, None, case.errors);
            }
            let text = case.template(text.as_ref());
            Some((case.place_of(at?, if alone { Shape::List } else { Shape::One })?, text))
        })?;
        Some(LabelTemplate { each, at, text })
    }

    /// Compiles something that stands there once (true), or once for every item of a list, under a name that only it sees.
    fn for_each<T>(
        &mut self,
        each: &'a BTreeMap<Text, Text>,
        inner: impl FnOnce(&mut Self, bool) -> Option<T>,
    ) -> Option<(Option<Expr>, T)> {
        let mut lists = each.iter();
        let Some((name, list)) = lists.next() else {
            return Some((None, inner(self, true)?));
        };
        if let Some((second, _)) = lists.next() {
            self.errors.add(second.span(), "`each` takes one name", "", None);
        }
        let free = self.name(name);
        let code = self.code(list);
        let (each, ty) = condition::compile(&code, &mut self.scope, self.errors)?;
        if ty.shape != Shape::List {
            self.errors.add(code.span, "this must be a list", format!("this is {}", ty.with_article()), None);
            return None;
        }
        if !free {
            return None;
        }
        self.scope.slots.push((name.get_ref().clone(), Type::one(ty.base)));
        let compiled = inner(self, false);
        self.scope.slots.pop();
        let compiled = compiled?;
        if !self.scope.used.borrow().contains(name.get_ref()) {
            self.errors.add(name.span(), format!("`{}` is bound but never used", name.get_ref()), "", None);
        }
        Some((Some(each), compiled))
    }

    fn eras(&mut self, text: &'a Text) -> Option<Expr> {
        let code = self.code(text);
        let (expr, ty) = condition::compile(&code, &mut self.scope, self.errors)?;
        if ty == Type::list(Base::Word(&ERA)) {
            return Some(expr);
        }
        let help = Some("write `program.eras.possible`, or leave it away".to_owned());
        self.errors.add(code.span, "this must be a list of eras", format!("this is {}", ty.with_article()), help);
        None
    }

    fn unknown(&mut self, case: &'a CaseFile) -> Option<Template> {
        let noted = case.unknown.as_ref().and_then(|u| word(u, UNKNOWNS, "unknown", self.errors)).unwrap_or(false);
        match (&case.unknown, &case.unknown_message, noted) {
            (Some(unknown), None, true) => {
                let help = Some("say what is not known: nothing is claimed that is not certain".to_owned());
                self.head.missing("unknown_message", &unknown.span(), help, self.errors);
            }
            (_, Some(message), false) => {
                let help = Some("write `unknown = \"note\"`, or leave it away".to_owned());
                self.errors.add(message.span(), "this is never shown: what is unknown is silent", "", help);
            }
            _ => {}
        }
        let message = self.template(case.unknown_message.as_ref());
        noted.then_some(message)
    }

    /// A fix: its condition, definitions and texts may ask what stands around a place.
    fn fix(&mut self, written: &'a At<FixFile>) -> Option<FixTemplate> {
        let place = written.span();
        let FixFile { title, applicability, lets, when, any_program, edits } = written.get_ref();
        let title = self.head.required("title", title.as_ref(), &place, self.errors);
        let applicability = self.head.required("applicability", applicability.as_ref(), &place, self.errors);
        let applicability = applicability.and_then(|a| word(a, APPLICABILITIES, "applicability", self.errors));
        if edits.is_empty() {
            self.head.missing("edits", &place, None, self.errors);
        }
        let before = self.errors.len();
        let outer = self.scope.lets.clone();
        self.scope.code = true;
        self.lets(lets);
        let title = self.template(title);
        let condition = when.as_ref().map(|when| {
            let code = self.code(when);
            condition::compile_bool(&code, &mut self.scope, self.errors)
        });
        let edits: Vec<_> = edits.iter().filter_map(|edit| self.edit(edit)).collect();
        self.scope.code = false;
        self.scope.lets = outer;
        self.unused(lets.keys(), before);
        Some(FixTemplate {
            title,
            applicability: applicability?,
            condition: condition.flatten(),
            any_program: *any_program,
            edits,
        })
    }

    fn edit(&mut self, written: &'a At<EditFile>) -> Option<EditTemplate> {
        let place = written.span();
        let EditFile { each, at, before, after, into, text } = written.get_ref();
        let ways =
            [(Insertion::Replace, at), (Insertion::Before, before), (Insertion::After, after), (Insertion::Into, into)];
        let mut named = ways.into_iter().filter_map(|(how, at)| Some((how, at.as_ref()?)));
        let (Some((how, at)), None) = (named.next(), named.next()) else {
            let message = "an edit has one of `at`, `before`, `after` and `into`";
            self.errors.add(place, message, "", None);
            return None;
        };
        if text.is_none() {
            self.head.missing("text", &place, None, self.errors);
        }
        let (each, (at, text)) = self.for_each(each, |case, _| {
            let text = text.as_ref().map(|text| {
                let code = case.code(text);
                template::compile_exact(&code, &mut case.scope, case.errors)
            });
            Some((case.place_of(at, Shape::Optional)?, text.unwrap_or_default()))
        })?;
        Some(EditTemplate { each, how, at, text })
    }

    /// Reports names that nothing reads. Where expressions have mistakes, a name that stands in one counts as read.
    fn unused<'n>(&mut self, names: impl Iterator<Item = &'n Text>, before: usize) {
        let wrong = self.errors.len() > before;
        let used = self.scope.used.borrow().clone();
        let stands = |name: &str| {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            self.texts.iter().any(|text| text.split(|c| !is_word(c)).any(|word| word == name))
        };
        for name in names.in_order::<BTreeSet<&Text>>() {
            let written = name.get_ref();
            let read = used.contains(written) || self.scope.refused.contains(written) || wrong && stands(written);
            if !read {
                let help = Some("use it or leave it away".to_owned());
                self.errors.add(name.span(), format!("`{}` is bound but never used", name.get_ref()), "", help);
            }
        }
    }
}

/// Cuts a condition by what its parts read.
fn plan(condition: Option<Expr>, bindings: usize) -> Plan {
    let mut plan = Plan { filters: vec![Vec::new(); bindings.max(1)], ..Plan::default() };
    let mut parts = Vec::new();
    if let Some(condition) = condition {
        condition.conjuncts(&mut parts);
    }
    for part in parts {
        match (part.reads(0), bindings > 1 && part.reads(1)) {
            (_, false) => plan.filters[0].push(part),
            (false, true) => plan.filters[1].push(part),
            (true, true) => match join(part) {
                Ok(join) => plan.joins.push(join),
                Err(part) => plan.rest.push(part),
            },
        }
    }
    plan
}

/// The import of every file with a match that the condition holds for: `m.of.imported == "net/http"`.
fn required_import(part: &Expr) -> Option<String> {
    let Expr::Compare(Order::Equal, a, b) = part else { return None };
    match (&**a, &**b) {
        (Expr::Field(node, field), Expr::Text(path)) | (Expr::Text(path), Expr::Field(node, field)) => {
            (matches!(**node, Expr::Capture(..)) && field.name == IMPORTED).then(|| path.clone())
        }
        _ => None,
    }
}

/// `a.x == b.y` as what to look up; the part of the first fact comes first.
fn join(part: Expr) -> Result<(Expr, Expr), Expr> {
    match part {
        Expr::Compare(Order::Equal, a, b) if a.reads(0) && !a.reads(1) && b.reads(1) && !b.reads(0) => Ok((*a, *b)),
        Expr::Compare(Order::Equal, a, b) if a.reads(1) && !a.reads(0) && b.reads(0) && !b.reads(1) => Ok((*b, *a)),
        other => Err(other),
    }
}
