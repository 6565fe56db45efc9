//! A rule file as it is written: serde types with places, nothing checked but keys and the types of TOML.
//!
//! What must be there is optional here, so that `load` reports everything that is missing and not only the first thing. The doc comments of the
//! fields are what editors and `rules/README.md` show.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::Deserialize;
use toml::Spanned;

#[cfg(test)]
use super::schema::derived;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub(super) struct At<T>(Spanned<T>);

/// A text with its place.
pub(super) type Text = At<String>;

impl<T> Deref for At<T> {
    type Target = Spanned<T>;

    fn deref(&self) -> &Spanned<T> {
        &self.0
    }
}

/// A rule of muxray.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["id", "severity", "summary", "case", "docs"])))]
pub(super) struct RuleFile {
    /// The name of the file without `.toml`; yours with a namespace in front. It names the problem and reads after "allow": `guard-bypassed`, never `no-...`.
    #[cfg_attr(test, schemars(pattern(r"^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$")))]
    pub(super) id: Option<Text>,
    /// `error`, `warning` or `note`.
    #[cfg_attr(test, schemars(schema_with = "derived::severity"))]
    pub(super) severity: Option<Text>,
    /// What the rule finds, in one sentence.
    pub(super) summary: Option<Text>,
    /// Who wants to hear of it: `regular` (default), `pedantic`, `auditor`.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::persona"))]
    pub(super) persona: Option<Text>,
    /// `all` (default), or `main`: not the packages that no main package links.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::programs"))]
    pub(super) programs: Option<Text>,
    /// A line may belong to several programs. `any` (default): true in one is enough. `all`: every program that links the line must agree.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::merge"))]
    pub(super) merge: Option<Text>,
    /// For rules of your own: the id of the built-in rule that this one takes the place of.
    pub(super) replaces: Option<Text>,
    /// What other tools call it: `["gosec:G108"]`. Where `compat.nosec` is on, their ignore comments count.
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
    /// Of what lets others in or out: how bad that is, from `"0.1"` to `"10.0"`, as CVSS counts it. Code scanning lists it under security then.
    #[serde(rename = "security-severity")]
    #[cfg_attr(test, schemars(schema_with = "derived::security_severity"))]
    pub(super) security_severity: Option<Text>,
    /// What to look for; one or several.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub(super) case: Vec<At<CaseFile>>,
    /// `why` (Markdown), `bad` and `good` (a Go file, or several in the txtar format), `errors` (see below), `references` (links).
    pub(super) docs: Option<At<DocsFile>>,
}

/// One thing that a rule looks for.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["bind", "at", "message"])))]
pub(super) struct CaseFile {
    /// Who wants to hear of this case, where not everybody who hears of the rule does.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::persona"))]
    pub(super) persona: Option<Text>,
    /// The facts: `{ r = "route" }`; two names make pairs, `{ a = "route", b = "route" }`: every `a` with every other `b`, in both orders. `program` is always there.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::bind"))]
    pub(super) bind: BTreeMap<Text, Text>,
    /// A tree-sitter query of your own, for what the facts do not know: see [below](#a-pattern-of-your-own).
    #[cfg_attr(test, schemars(length(max = 4096)))]
    pub(super) query: Option<Text>,
    /// Names for expressions: `{ debug = 'l.routes.filter(|r| ...)' }`. Of several, each on a line of its own: `let.debug = '...'`. A definition sees the bound facts, not the other definitions.
    #[serde(default, rename = "let")]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>"))]
    pub(super) lets: BTreeMap<Text, Text>,
    /// The condition. Left away: every fact.
    pub(super) when: Option<Text>,
    /// The place that the finding points at: an expression that is one place.
    pub(super) at: Option<Text>,
    /// A few words beside that place.
    pub(super) label: Option<Text>,
    /// What happens and why, in at most two sentences.
    pub(super) message: Option<Text>,
    /// What to do, with code where that is short.
    pub(super) help: Option<Text>,
    /// Other places: `[{ at = "...", text = "..." }]`; `at` may be a list of places or absent. With `each = { d = "a list" }` there is one label for each item, and `at` and `text` may speak of `d`. A place is marked once, twelve places at most.
    #[serde(default)]
    pub(super) labels: Vec<At<LabelFile>>,
    /// What the finding is about, beside rule and place (`{r.pattern}`). One place is told once for a key: in one program the first case wins, of several programs the worst finding. It also makes the fingerprint, so it should not change when the wording does.
    pub(super) key: Option<Text>,
    /// Another severity than the rule's.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::severity"))]
    pub(super) severity: Option<Text>,
    /// `high`, `medium`, `low`. Left away: as sure as the weakest value of the bound facts (a default is medium, a pair that branches decide about is medium).
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::confidence"))]
    pub(super) confidence: Option<Text>,
    /// The list of eras that it is true for. Left away: `program.eras.possible`.
    pub(super) eras: Option<Text>,
    /// `silent` (default) or `note`: see below.
    #[serde(default)]
    #[cfg_attr(test, schemars(schema_with = "derived::unknown"))]
    pub(super) unknown: Option<Text>,
    /// The message where `unknown = "note"` and the condition is unknown.
    pub(super) unknown_message: Option<Text>,
    /// A change that ends the finding; see [Fixes](#fixes).
    #[serde(default)]
    pub(super) fix: Vec<At<FixFile>>,
}

/// A place with a few words, or a place and what replaces it.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["at", "text"])))]
pub(super) struct LabelFile {
    /// A name and the list whose items it stands for, one label each.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>", extend("maxProperties" = 1)))]
    pub(super) each: BTreeMap<Text, Text>,
    /// The place; for a label also several.
    pub(super) at: Option<Text>,
    /// The words.
    pub(super) text: Option<Text>,
}

/// A change that would end the finding.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["title", "applicability", "edits"])))]
pub(super) struct FixFile {
    /// What changes, behaviour included, in one line.
    pub(super) title: Option<Text>,
    /// Whether it may be made without asking.
    #[cfg_attr(test, schemars(schema_with = "derived::applicability"))]
    pub(super) applicability: Option<Text>,
    /// Names for expressions of the fix alone.
    #[serde(default, rename = "let")]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>"))]
    pub(super) lets: BTreeMap<Text, Text>,
    /// When the fix is right, beside the case's condition.
    pub(super) when: Option<Text>,
    /// What is put where.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub(super) edits: Vec<At<EditFile>>,
    /// Whether the fix is right for each program that links the place, whatever the other ones are like.
    #[serde(default)]
    pub(super) any_program: bool,
}

/// One edit: a text, and one of the four ways to put it at a place.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["text"])))]
pub(super) struct EditFile {
    /// A name and the list whose items it stands for, one edit each.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>", extend("maxProperties" = 1)))]
    pub(super) each: BTreeMap<Text, Text>,
    /// The text stands instead of what is there. An empty text deletes it.
    pub(super) at: Option<Text>,
    /// The text becomes lines in front of the statement around the place.
    pub(super) before: Option<Text>,
    /// The text becomes lines behind the statement around the place.
    pub(super) after: Option<Text>,
    /// The text becomes one more element of the composite literal at the place.
    pub(super) into: Option<Text>,
    /// The text.
    pub(super) text: Option<Text>,
}

/// The page of a rule.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, schemars(extend("required" = ["why", "bad", "good"])))]
pub(super) struct DocsFile {
    /// Why it matters, in Markdown.
    pub(super) why: Option<Text>,
    /// A Go file, or several in the txtar format, in which the rule finds something.
    pub(super) bad: Option<Text>,
    /// The same, mended: no rule finds anything.
    pub(super) good: Option<Text>,
    /// Messages that a user sees and that this rule explains, with a `{name}` for what differs each time.
    #[serde(default)]
    pub(super) errors: Vec<Text>,
    /// Where to read on.
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(pattern(r"^https?://[!#-'*-;=?-Z^_a-{}~]+$"))))]
    pub(super) references: Vec<Text>,
}
