//! The texts of rule files in, checked rules out, and every mistake of every file.
//!
//! Here: the head of a file, its documentation, and what only all files together show (ids that are there twice, a rule that replaces
//! another). The cases of a rule are checked in `case`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::Severity;
use crate::symptom;

use super::file::{DocsFile, RuleFile, Text};
use super::{Docs, Merge, Owner, Persona, Programs, Rule, RuleText, case};
use crate::document::{self, Errors, Mistake, did_you_mean_or_list, word};

/// Bytes of a rule file: its documentation is most of it.
const MOST_BYTES: usize = 128 * 1024;

/// Cases of a rule, and queries of all rules of one's own: each is looked for in every file.
const MOST_CASES: usize = 100;
const MOST_QUERIES: usize = 100;

/// The words of a severity.
pub(super) const SEVERITIES: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];
pub(super) const PERSONAS: &[(&str, Persona)] =
    &[("regular", Persona::Regular), ("pedantic", Persona::Pedantic), ("auditor", Persona::Auditor)];
pub(super) const MERGES: &[(&str, Merge)] = &[("any", Merge::Any), ("all", Merge::All)];
pub(super) const PROGRAMS: &[(&str, Programs)] = &[("all", Programs::All), ("main", Programs::Main)];

/// Loads all files; the rules are sorted by id, the mistakes by file in the order given.
pub(super) fn load<'a>(files: impl IntoIterator<Item = RuleText<'a>>) -> (Vec<Rule>, Vec<Mistake>) {
    let files: Vec<RuleText<'_>> = files.into_iter().collect();
    let one = |file: RuleText<'a>| {
        let mut errors = Errors::new(&file.path, file.text);
        let loaded = load_one(&file, &mut errors);
        (file, loaded, errors)
    };
    let loaded: Vec<_> = files.into_par_iter().map(one).collect();
    let mut mistakes = Vec::new();
    let mut rules: BTreeMap<Arc<str>, Rule> = BTreeMap::new();
    let mut queries = 0;
    let mut replaced: Vec<(Arc<str>, Range<usize>, Errors)> = Vec::new();
    for (file, loaded, mut errors) in loaded {
        if let Some(loaded) = loaded.filter(|_| errors.len() == 0) {
            if loaded.rule.owner == Owner::User {
                queries += loaded.rule.cases.iter().filter(|case| case.query.is_some()).count();
            }
            if queries > MOST_QUERIES {
                let message =
                    format!("this rule's queries are too many: all rules of one's own have at most {MOST_QUERIES}");
                errors.add(loaded.id_place, message, "", None);
            } else if let Some(first) = rules.get(&loaded.rule.id) {
                let help = Some(format!("the first one is {}", first.path));
                errors.add(loaded.id_place, format!("there is a rule `{}` already", first.id), "", help);
            } else {
                if let Some((id, place)) = loaded.replaces {
                    replaced.push((id, place, Errors::new(&file.path, file.text)));
                }
                rules.insert(Arc::clone(&loaded.rule.id), loaded.rule);
            }
        }
        mistakes.extend(errors.finish());
    }
    for (id, place, mut errors) in replaced {
        if matches!(rules.get(&id), Some(Rule { owner: Owner::Embedded, .. })) {
            rules.remove(&id);
        } else {
            let names = rules.values().filter(|rule| rule.owner == Owner::Embedded).map(|rule| &*rule.id);
            let help = did_you_mean_or_list(&id, names);
            errors.add(place, format!("there is no rule `{id}` to replace"), "", help);
            mistakes.extend(errors.finish());
        }
    }
    (rules.into_values().collect(), mistakes)
}

struct Loaded {
    rule: Rule,
    id_place: Range<usize>,
    replaces: Option<(Arc<str>, Range<usize>)>,
}

fn load_one(file: &RuleText<'_>, errors: &mut Errors) -> Option<Loaded> {
    let read = document::read::<RuleFile>(file.text, MOST_BYTES, errors);
    let written = read.value?;
    let head = Head { text: file.text, dropped: &read.dropped };
    let top = 0..0;
    let id = head.required("id", written.id.as_ref(), &top, errors);
    if let Some(id) = id {
        check_id(id, file, errors);
    }
    let summary = head.required("summary", written.summary.as_ref(), &top, errors);
    let severity = head.required("severity", written.severity.as_ref(), &top, errors);
    let severity = severity.and_then(|s| word(s, SEVERITIES, "severity", errors)).unwrap_or(Severity::Error);
    let persona = written.persona.as_ref().and_then(|p| word(p, PERSONAS, "persona", errors));
    let merge = written.merge.as_ref().and_then(|m| word(m, MERGES, "merge", errors));
    let programs = written.programs.as_ref().and_then(|p| word(p, PROGRAMS, "programs", errors));
    if let (Some(replaces), Owner::Embedded) = (&written.replaces, file.owner) {
        errors.add(replaces.span(), "only a rule of one's own replaces another", "", None);
    }
    let docs = match &written.docs {
        Some(docs) => check_docs(docs.get_ref(), &docs.span(), &head, errors),
        None => {
            let help = Some("write `[docs]` with `why`, `bad` and `good`".to_owned());
            head.missing("docs", &top, help, errors);
            None
        }
    };
    if written.case.is_empty() {
        let help = Some("write `[[case]]` with `bind`, `when`, `at` and `message`".to_owned());
        head.missing("case", &top, help, errors);
    }
    if let Some(case) = written.case.get(MOST_CASES) {
        let help = Some("split the rule into several".to_owned());
        errors.add(case.span(), format!("a rule has at most {MOST_CASES} cases"), "", help);
    }
    let cases: Vec<_> = written
        .case
        .iter()
        .take(MOST_CASES)
        .filter_map(|written| case::compile(written, severity, &head, errors))
        .collect();
    let id = id?;
    Some(Loaded {
        id_place: id.span(),
        replaces: written.replaces.map(|r| (Arc::from(r.get_ref().as_str()), r.span())),
        rule: Rule {
            id: Arc::from(id.get_ref().as_str()),
            path: Arc::clone(&file.path),
            owner: file.owner,
            severity,
            persona: persona.unwrap_or(Persona::Regular),
            summary: summary?.get_ref().clone(),
            merge: merge.unwrap_or(Merge::Any),
            programs: programs.unwrap_or(Programs::All),
            aliases: aliases(&written.aliases, errors),
            security_severity: written.security_severity.as_ref().and_then(|s| security_severity(s, errors)),
            docs: docs?,
            cases,
        },
    })
}

/// `tool:id`, each.
fn aliases(written: &[Text], errors: &mut Errors) -> Vec<Arc<str>> {
    for alias in written {
        if !alias.get_ref().split_once(':').is_some_and(|(tool, id)| !tool.is_empty() && !id.is_empty()) {
            let help = Some("write the tool and what it calls this: `gosec:G108`".to_owned());
            errors.add(alias.span(), format!("`{}` is no alias", alias.get_ref()), "", help);
        }
    }
    written.iter().map(|alias| alias.get_ref().as_str().into()).collect()
}

/// A number from 0.1 to 10.0 with one decimal, as GitHub reads it and CVSS writes it.
fn security_severity(written: &Text, errors: &mut Errors) -> Option<Arc<str>> {
    let text = written.get_ref().as_str();
    let is_one = matches!(text.as_bytes(), b"10.0" | [b'1'..=b'9', b'.', b'0'..=b'9'] | [b'0', b'.', b'1'..=b'9']);
    if !is_one {
        let help = Some("write a number from 0.1 to 10.0 with one decimal: `\"7.5\"`".to_owned());
        errors.add(written.span(), format!("`{text}` is no severity as CVSS counts it"), "", help);
    }
    is_one.then(|| text.into())
}

/// What every check of one file needs: its text, and the keys that were there but wrong.
pub(super) struct Head<'a> {
    pub(super) text: &'a str,
    dropped: &'a BTreeSet<String>,
}

impl Head<'_> {
    /// The value of a key that must be there and must not be blank; `table` is the place of the table around it.
    pub(super) fn required<'v>(
        &self,
        name: &str,
        value: Option<&'v Text>,
        table: &Range<usize>,
        errors: &mut Errors,
    ) -> Option<&'v Text> {
        match value {
            None => self.missing(name, table, None, errors),
            Some(text) if text.get_ref().trim().is_empty() => {
                errors.add(text.span(), format!("`{name}` is empty"), "", None);
            }
            found => return found,
        }
        None
    }

    /// Reports a missing key, unless it is there and was refused before.
    pub(super) fn missing(&self, name: &str, table: &Range<usize>, help: Option<String>, errors: &mut Errors) {
        if !self.dropped.contains(name) {
            let first_line = self.text.get(table.clone()).and_then(|t| t.lines().next()).unwrap_or_default();
            let place = table.start..table.start + first_line.len();
            errors.add(place, format!("the key `{name}` is missing"), "", help);
        }
    }
}

fn check_id(id: &Text, file: &RuleText<'_>, errors: &mut Errors) {
    let written = id.get_ref();
    let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
    let (namespace, name) = match written.split_once('/') {
        Some((namespace, name)) => (Some(namespace), name),
        None => (None, written.as_str()),
    };
    let kebab = |part: &str| {
        let word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        part.starts_with(|c: char| c.is_ascii_lowercase()) && part.split('-').all(word)
    };
    if !kebab(name) || !namespace.is_none_or(kebab) {
        let help = Some("lower-case words joined by `-`: `route-conflict`".to_owned());
        errors.add(id.span(), format!("`{written}` is no rule id"), "", help);
    } else if let Some(prefix) = ["no-", "bad-", "avoid-", "check-"].iter().find(|p| name.starts_with(**p)) {
        let help = Some("the id names the problem and reads after \"allow\": `guard-bypassed`".to_owned());
        errors.add(id.span(), format!("a rule id does not begin with `{prefix}`"), "", help);
    }
    if name != stem {
        let help = Some(format!("rename the file to `{name}.toml`, or write `id = \"{stem}\"`"));
        errors.add(id.span(), format!("the id is not the name of the file, `{stem}`"), "", help);
    }
    match (file.owner, namespace) {
        (Owner::User, None) => {
            let help = Some(format!("put a namespace in front: `my-team/{name}`"));
            errors.add(id.span(), "the id of a rule of one's own has a namespace", "", help);
        }
        (Owner::Embedded, Some(_)) => errors.add(id.span(), "an embedded rule has no namespace", "", None),
        _ => {}
    }
}

/// Whether a text is the address of a page, and cannot end where it is put: in Markdown, in a report for people.
fn is_link(text: &str) -> bool {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[]|`\"\\".contains(c);
    address.is_some_and(|address| !address.is_empty() && address.chars().all(plain))
}

fn check_docs(docs: &DocsFile, place: &Range<usize>, head: &Head<'_>, errors: &mut Errors) -> Option<Docs> {
    let why = head.required("why", docs.why.as_ref(), place, errors);
    let bad = head.required("bad", docs.bad.as_ref(), place, errors);
    let good = head.required("good", docs.good.as_ref(), place, errors);
    for link in docs.references.iter().filter(|link| !is_link(link.get_ref())) {
        let help = Some("write the whole address: `https://pkg.go.dev/net/http#ServeMux`".to_owned());
        errors.add(link.span(), "a reference is a link", "", help);
    }
    let symptoms = symptom::read(docs.errors.iter().map(|text| &**text), head.text, errors);
    let text = |t: &Text| t.get_ref().clone();
    Some(Docs {
        why: text(why?),
        bad: text(bad?),
        good: text(good?),
        errors: symptoms,
        references: docs.references.iter().map(text).collect(),
    })
}
