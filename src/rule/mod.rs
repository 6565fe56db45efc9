//! Rules: files that say what to look for in a program and what to say about it.
//!
//! In: the texts of rule files ([`RuleSet::load`]), then a [`Program`](crate::model::Program) at a time ([`evaluate`]). Out: findings, which
//! [`merge()`] puts together over all programs of a run. A rule speaks of facts of a program ([`vocabulary`]) and of nothing else:
//! no file, no syntax. The format is told in `rules/README.md`.
//!
//! A file goes through three forms: as written (`file`), checked and compiled ([`Rule`], by `load`, `case`, `condition`, `template`), and at
//! work (`engine`, `eval`).

mod case;
mod condition;
mod engine;
mod eval;
mod expr;
mod file;
mod fix;
pub mod function;
mod known;
mod load;
pub mod matches;
mod merge;
mod query;
pub mod schema;
mod syntax;
mod template;
pub mod value;
pub mod vocabulary;

#[cfg(test)]
#[path = "../tests/rules/mod.rs"]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::code::Insertion;
use crate::document::Mistake;
use crate::finding::{Applicability, Confidence, Severity};
use crate::golang::query::Query;
use crate::model::Aspect;
use crate::ordered::InOrder as _;
use crate::symptom::Symptom;

pub use engine::{evaluate, evaluate_directives, evaluate_workspace};
pub use known::{load_known, read as read_known};
pub use merge::{ProgramFindings, merge};

use expr::Expr;
use template::Template;
use vocabulary::{Kind, KindScope};

/// The rule files, guides and knowledge files that are part of muxray: name and text, sorted by name.
pub mod embedded {
    use super::syntax::{Arguments::*, Form::*, Node, Operator::*, Order::*, Span};

    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

    /// Whether a rule file is one that muxray was built with, to the letter.
    pub(crate) fn has(text: &str) -> bool {
        RULES.iter().any(|(_, rule)| *rule == text)
    }

    /// The tree of an expression of an embedded rule: it was parsed when muxray was built.
    pub(super) fn parsed(text: &str) -> Option<&'static [Node]> {
        let at = EXPRESSIONS.binary_search_by_key(&text, |(text, _)| text).ok()?;
        Some(EXPRESSIONS[at].1)
    }
}

/// The text of a rule file or knowledge file, and whose it is.
#[derive(Debug, Clone)]
pub struct RuleText<'a> {
    /// The path as the user knows it; its stem is the rule's name.
    pub path: Arc<str>,
    /// The text.
    pub text: &'a str,
    /// Whose it is.
    pub owner: Owner,
}

/// Whose a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Part of muxray.
    Embedded,
    /// A user's: its id has a namespace, as in `acme/plain-listener`.
    User,
}

/// Rules that have passed all checks, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// The ids of all that were loaded, also of those that a run does not want.
    loaded: BTreeSet<Arc<str>>,
}

impl RuleSet {
    /// The rules of muxray itself.
    #[must_use]
    pub fn embedded() -> (Self, Vec<Mistake>) {
        Self::load(embedded::RULES.iter().map(|(name, text)| RuleText {
            path: Arc::from(format!("rules/{name}")),
            text,
            owner: Owner::Embedded,
        }))
    }

    /// The rules of some files; a file with a mistake gives no rule but all its mistakes.
    pub fn load<'a>(files: impl IntoIterator<Item = RuleText<'a>>) -> (Self, Vec<Mistake>) {
        let (rules, errors) = load::load(files);
        let loaded = rules.iter().map(|rule| Arc::clone(&rule.id)).collect();
        (Self { rules, loaded }, errors)
    }

    /// The rules, sorted by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| &*r.id == id)
    }

    /// The queries of all rules, each once, with the imports of which a file has one where its matches count; None where that is any
    /// file.
    pub fn queries(&self) -> impl Iterator<Item = (&Query, Option<BTreeSet<&str>>)> {
        let cases = self.rules.iter().flat_map(|rule| &rule.cases);
        let mut by_text: BTreeMap<&str, (&Query, Option<BTreeSet<&str>>)> = BTreeMap::new();
        for (query, import) in cases.filter_map(|c| Some((c.query.as_ref()?, c.import.as_deref()))) {
            let (_, imports) = by_text.entry(query.text()).or_insert((query, Some(BTreeSet::new())));
            *imports = imports.take().zip(import).map(|(mut all, import)| {
                all.insert(import);
                all
            });
        }
        by_text.into_values()
    }

    /// The aspects of a program that the rules look at.
    #[must_use]
    pub fn aspects(&self) -> BTreeSet<Aspect> {
        self.rules.iter().flat_map(Rule::aspects).in_order()
    }

    /// Whether they look at what the files around the code say.
    #[must_use]
    pub fn look_at_setup(&self) -> bool {
        self.rules.iter().flat_map(|rule| &rule.cases).any(|case| case.kinds.iter().any(|kind| kind.is_setup()))
    }

    /// Whether they look at libraries that neither register nor listen.
    #[must_use]
    pub fn look_at_silent(&self) -> bool {
        self.rules.iter().any(Rule::looks_at_silent)
    }

    /// The ids of all rules that were loaded, wanted or not.
    #[must_use]
    pub fn loaded(&self) -> &BTreeSet<Arc<str>> {
        &self.loaded
    }

    /// The rules that a run wants, and of each the cases for whoever wants to hear of them: None leaves the rule out.
    #[must_use]
    pub fn keep(mut self, wanted: impl Fn(&Rule) -> Option<Persona>) -> Self {
        self.rules.retain_mut(|rule| {
            let Some(persona) = wanted(rule) else { return false };
            rule.cases.retain(|case| case.persona.is_none_or(|least| least <= persona));
            true
        });
        self
    }
}

/// A rule that has passed all checks.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id: the stem of its file, for users with a namespace in front.
    pub id: Arc<str>,
    /// Its file.
    pub path: Arc<str>,
    /// Whose it is.
    pub owner: Owner,
    /// How bad what it finds is, where a case says nothing else.
    pub severity: Severity,
    /// Who wants to hear of it.
    pub persona: Persona,
    /// What it finds, in one sentence.
    pub summary: String,
    /// In how many of the programs that hold a place a finding must be true.
    pub merge: Merge,
    /// Which programs it looks at.
    pub programs: Programs,
    /// What other tools call it: `gosec:G108`. Their ignores count where the configuration says so.
    pub aliases: Vec<Arc<str>>,
    /// How bad what it finds is for security, `0.1` to `10.0` as CVSS counts; None of what is no matter of security.
    pub security_severity: Option<Arc<str>>,
    /// Its page.
    pub docs: Docs,
    /// What it looks for; of cases with one place and one key the first wins.
    pub(crate) cases: Vec<Case>,
}

impl Rule {
    /// Whether it looks at libraries that neither register nor listen: for what every package has, and for nothing else.
    pub(crate) fn looks_at_silent(&self) -> bool {
        let binds = |case: &Case| case.bind.iter().any(|k| matches!(k, Kind::Program | Kind::Package | Kind::Import));
        self.programs == Programs::All && self.aspects().next().is_none() && self.cases.iter().any(binds)
    }

    /// The aspects of a program that it looks at.
    pub(crate) fn aspects(&self) -> impl Iterator<Item = Aspect> {
        self.cases.iter().flat_map(|case| &case.aspects).copied()
    }

    /// Whether it speaks of what keeps findings quiet: then it comes after the others.
    #[must_use]
    pub fn is_about_directives(&self) -> bool {
        self.cases.iter().any(|case| case.bind.contains(&Kind::Directive))
    }
}

/// Who wants to hear of a finding. Later ones hear more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Persona {
    /// Everybody.
    Regular,
    /// Who wants to hear of questions of style, too.
    Pedantic,
    /// Who goes through everything by hand.
    Auditor,
}

/// In how many of the programs that link a place a finding must be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// In one.
    Any,
    /// In every one.
    All,
}

/// Which programs a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Programs {
    /// Main packages, and packages that no main package of the run links.
    All,
    /// Main packages.
    Main,
}

/// A rule's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docs {
    /// Why it matters, in Markdown.
    pub why: String,
    /// A Go file, or several in the txtar format, in which the rule finds something.
    pub bad: String,
    /// The same, mended: no rule finds anything.
    pub good: String,
    /// The messages of Go, Delve or VS Code that it explains.
    pub errors: Vec<Symptom>,
    /// Where to read on.
    pub references: Vec<String>,
}

/// One thing that a rule looks for.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) severity: Severity,
    /// Whether it is looked at in every program, or once.
    pub(crate) scope: KindScope,
    /// Who wants to hear of this case; None: whoever hears of the rule.
    pub(crate) persona: Option<Persona>,
    /// One fact, or two that are joined.
    pub(crate) bind: Vec<Kind>,
    /// All kinds of facts that it looks at.
    pub(crate) kinds: BTreeSet<Kind>,
    /// The aspects of a program that it looks at.
    pub(crate) aspects: BTreeSet<Aspect>,
    /// What `match` facts come from.
    pub(crate) query: Option<Query>,
    /// What every file imports that has a match which counts; None where any file may have one.
    pub(crate) import: Option<String>,
    pub(crate) plan: Plan,
    pub(crate) at: Expr,
    pub(crate) label: Template,
    pub(crate) message: Template,
    pub(crate) help: Template,
    pub(crate) labels: Vec<LabelTemplate>,
    pub(crate) key: Template,
    pub(crate) eras: Option<Expr>,
    pub(crate) confidence: Option<Confidence>,
    /// The message for what is not known; None: silent.
    pub(crate) unknown: Option<Template>,
    pub(crate) fixes: Vec<FixTemplate>,
}

/// A condition, cut at its `&&` by what each part reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// For each bound fact, the parts that read no other.
    pub(crate) filters: Vec<Vec<Expr>>,
    /// Equalities between the first fact and the second: they are looked up, not tried.
    pub(crate) joins: Vec<(Expr, Expr)>,
    /// Everything else.
    pub(crate) rest: Vec<Expr>,
}

/// A label before its holes are filled.
#[derive(Debug, Clone)]
pub(crate) struct LabelTemplate {
    /// A list whose items stand, one after the other, in the slot behind the bound facts.
    pub(crate) each: Option<Expr>,
    pub(crate) at: Expr,
    pub(crate) text: Template,
}

/// A fix before its holes are filled.
#[derive(Debug, Clone)]
pub(crate) struct FixTemplate {
    pub(crate) title: Template,
    pub(crate) applicability: Applicability,
    /// Where it is right; None: wherever the case holds.
    pub(crate) condition: Option<Expr>,
    /// Whether it is right for every program that links the changed files, whatever that program is.
    pub(crate) any_program: bool,
    pub(crate) edits: Vec<EditTemplate>,
}

/// An edit before its holes are filled.
#[derive(Debug, Clone)]
pub(crate) struct EditTemplate {
    /// A list whose items stand, one after the other, in the slot behind the bound facts.
    pub(crate) each: Option<Expr>,
    pub(crate) how: Insertion,
    pub(crate) at: Expr,
    pub(crate) text: Template,
}
