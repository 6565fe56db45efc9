//! `muxray rules`; and the rules and knowledge of a run: embedded ones and those of the user's directories, chosen by id and persona.
//!
//! In: options. Out: what `run` needs, or every mistake of every file on the writer. Knows no program.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

mod check;
pub(super) mod disk;
mod new;
mod schema;
mod test;
mod trials;

use super::{Run, Status};
use crate::cli;
use crate::config::Settings;
use crate::document::Mistake;
use crate::golang::constraint::Target;
use crate::known::Known;
use crate::ordered::InOrder as _;
use crate::report::{RuleInfo, human, pages};
use crate::rule::{Owner, Persona, Rule, RuleSet, RuleText, embedded, load_known};
use crate::run::Memory;
use crate::walk::Changed;

impl Run<'_> {
    pub(super) fn rules(&self, options: &cli::Rules, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        match &options.command {
            None | Some(cli::RulesCommand::List) => self.list(&options.rules, out, err),
            Some(cli::RulesCommand::Check(check)) => self.check(check, err),
            Some(cli::RulesCommand::Test(test)) => self.test(test, &options.rules, out, err),
            Some(cli::RulesCommand::New(new)) => new::new(new, out, err),
            Some(cli::RulesCommand::Schema(schema)) => schema::schema(*schema, out),
        }
    }

    fn list(&self, dirs: &[PathBuf], out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let Some((_, rules)) = load_embedded(dirs, err)? else { return Ok(Status::Failure) };
        let pages: Vec<pages::RulePage> = rules.rules().map(page).collect();
        pages::render_list(&pages, &self.render_options(&[], ""), out)?;
        Ok(Status::Clean)
    }
}

/// The rules that a run wants.
pub(super) fn choose(rules: RuleSet, settings: &Settings) -> RuleSet {
    let named = |list: &[String], rule: &Rule| list.iter().any(|id| **id == *rule.id);
    let persona = settings.persona.value;
    rules.keep(|rule| {
        if named(&settings.ignore.value, rule) {
            return None;
        }
        // Who names a rule wants to hear all of it.
        match settings.select.value.as_slice() {
            [] => (rule.persona <= persona).then_some(persona),
            select => named(select, rule).then_some(Persona::Auditor),
        }
    })
}

/// All rules, embedded ones and those of directories.
pub(super) fn load_embedded(dirs: &[PathBuf], err: &mut dyn Write) -> io::Result<Option<(Known, RuleSet)>> {
    let Some(own) = read(dirs, err)? else { return Ok(None) };
    load(&own, err)
}

/// What was loaded last, for who loads again and again: nothing is loaded anew as long as the user's files say the same.
#[derive(Default)]
pub(super) struct Kept {
    loaded: RefCell<Option<(Texts, Known, RuleSet)>>,
    /// What runs with this knowledge have left, by target.
    memories: RefCell<Vec<(Target, Arc<Memory>)>>,
}

impl Kept {
    /// Rules and knowledge, as [`load_embedded`] gives them.
    pub(super) fn load(&self, dirs: &[PathBuf], err: &mut dyn Write) -> io::Result<Option<(Known, RuleSet)>> {
        let Some(own) = read(dirs, err)? else { return Ok(None) };
        if let Some((_, known, rules)) = self.loaded.borrow().as_ref().filter(|(texts, ..)| *texts == own) {
            return Ok(Some((known.clone(), rules.clone())));
        }
        let loaded = load(&own, err)?;
        self.memories.borrow_mut().clear();
        *self.loaded.borrow_mut() = loaded.clone().map(|(known, rules)| (own, known, rules));
        Ok(loaded)
    }

    /// What runs for a target leave to each other.
    pub(super) fn memory(&self, target: &Target) -> Arc<Memory> {
        let mut memories = self.memories.borrow_mut();
        if let Some((_, memory)) = memories.iter().find(|(other, _)| other == target) {
            return Arc::clone(memory);
        }
        let memory = Arc::default();
        memories.push((target.clone(), Arc::clone(&memory)));
        memory
    }
}

impl Kept {
    /// Says to all runs what has changed; None where something may have been missed.
    pub(super) fn tell(&self, changed: Option<Changed<'_>>) {
        self.memories.borrow().iter().for_each(|(_, memory)| memory.tell(changed));
    }

    /// The directories that the last runs have listed, and every go.mod and go.work that they have asked for.
    pub(super) fn looked_at(&self) -> BTreeSet<PathBuf> {
        self.memories.borrow().iter().flat_map(|(_, memory)| memory.looked_at()).in_order()
    }

    /// Whether the files are as the last runs have found them, by a look at each.
    pub(super) fn is_current(&self) -> bool {
        self.memories.borrow().iter().all(|(_, memory)| memory.is_current())
    }
}

/// The user's files by their paths: rules, and knowledge.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Texts {
    rules: Vec<(PathBuf, String)>,
    known: Vec<(PathBuf, String)>,
}

/// Reads the directories; None where one cannot be read, which has been told.
pub(super) fn read(dirs: &[PathBuf], err: &mut dyn Write) -> io::Result<Option<Texts>> {
    let mut own_rules = Vec::new();
    let mut own_known = Vec::new();
    for dir in dirs {
        match disk::rule_directory(dir) {
            // Most likely another directory was meant: a run without its rules would look clean.
            Ok((rules, known)) if rules.is_empty() && known.is_empty() => {
                let dir = dir.display();
                writeln!(
                    err,
                    "error: {dir}: no rule (*.toml) here and no knowledge (known/*.toml); `muxray rules new my-team/some-problem --dir {dir}` writes a rule"
                )?;
                return Ok(None);
            }
            Ok((rules, known)) => {
                own_rules.extend(rules);
                own_known.extend(known);
            }
            Err(message) => {
                writeln!(err, "error: {message}")?;
                return Ok(None);
            }
        }
    }
    Ok(Some(Texts { rules: own_rules, known: own_known }))
}

fn load(own: &Texts, err: &mut dyn Write) -> io::Result<Option<(Known, RuleSet)>> {
    let (rules, mut mistakes) = RuleSet::load(built_in().chain(own.rules.iter().map(of_user)));
    let (known, wrong) = load_known(own.known.iter().map(of_user));
    mistakes.extend(wrong);
    if mistakes.is_empty() {
        return Ok(Some((known, rules)));
    }
    for mistake in &mistakes {
        tell(mistake, err)?;
    }
    Ok(None)
}

/// The rules of muxray itself.
fn built_in<'a>() -> impl Iterator<Item = RuleText<'a>> {
    embedded::RULES.iter().map(|(name, text)| RuleText {
        path: Arc::from(format!("rules/{name}")),
        text,
        owner: Owner::Embedded,
    })
}

/// A file of the user's.
fn of_user((path, text): &(PathBuf, String)) -> RuleText<'_> {
    RuleText { path: Arc::from(path.to_string_lossy().as_ref()), text, owner: Owner::User }
}

/// Shows a mistake in a file at its place.
pub(super) fn tell(mistake: &Mistake, err: &mut dyn Write) -> io::Result<()> {
    writeln!(err, "{}", human::mistake(mistake)?.trim_end())
}

/// A rule's page.
pub(super) fn page(rule: &Rule) -> pages::RulePage {
    pages::RulePage {
        id: rule.id.to_string(),
        severity: rule.severity,
        persona: match rule.persona {
            Persona::Regular => "regular",
            Persona::Pedantic => "pedantic",
            Persona::Auditor => "auditor",
        }
        .to_owned(),
        summary: rule.summary.clone(),
        why: rule.docs.why.clone(),
        bad: rule.docs.bad.clone(),
        good: rule.docs.good.clone(),
        errors: rule.docs.errors.iter().map(|e| e.text.clone()).collect(),
        references: rule.docs.references.clone(),
        fix: String::new(),
    }
}

/// What formats say of a rule.
pub(super) fn info(rule: &Rule) -> RuleInfo {
    RuleInfo {
        id: rule.id.to_string(),
        severity: rule.severity,
        summary: rule.summary.clone(),
        help_markdown: pages::markdown(&page(rule)),
        url: rule.docs.references.first().cloned(),
        security_severity: rule.security_severity.as_ref().map(ToString::to_string),
    }
}
