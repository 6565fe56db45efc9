//! Files whose lines are commands: makefiles, shell scripts, Procfiles, workflows, `.air.toml`, and files of variables.
//!
//! In: [`Text`]. Out: the commands, with what the file's own variables are known to hold. Runs nothing: a function of make and
//! the output of a command are not known.

use std::collections::BTreeMap;

use super::shell::{self, Dialect, Variables};
use super::text::{Mapped, Text, Word};
use super::tree::Node;
use super::{FileFacts, Wrong};

/// Bytes that a variable of make may grow to.
const MOST_VALUE: usize = 4096;

pub(crate) fn shell(text: &Text, facts: &mut FileFacts) {
    let all = text.piece(0..text.text.len());
    facts.commands = shell::commands(&all, &mut Variables::default(), Dialect::Shell);
}

pub(crate) fn makefile(text: &Text, facts: &mut FileFacts) {
    let mut variables = Variables::default();
    let mut recipes = Vec::new();
    let mut defines = 0_usize;
    for (line, joined) in logical_lines(text) {
        let plain = joined.trim();
        match plain.split_whitespace().next() {
            Some("define") => defines += 1,
            Some("endef") => defines = defines.saturating_sub(1),
            _ if defines > 0 => {}
            _ if joined.starts_with('\t') => recipes.push(line),
            _ => make_assignment(plain, &line, &mut variables, facts),
        }
    }
    for line in recipes {
        let skipped = line.text.len() - line.text.trim_start_matches(['\t', ' ', '@', '-', '+']).len();
        let recipe = line.part(skipped..line.text.len());
        // Every line has a shell of its own.
        let mut own = Variables { make: variables.make.clone(), ..Variables::default() };
        facts.commands.extend(shell::commands(&recipe, &mut own, Dialect::Make));
    }
}

/// Lines with those that a backslash joins to them; a recipe keeps its backslashes, which are the shell's.
fn logical_lines(text: &Text) -> Vec<(Mapped, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.text.len() {
        let start = at;
        loop {
            let end = memchr::memchr(b'\n', &text.text.as_bytes()[at..]).map_or(text.text.len(), |n| at + n);
            let joined = text.text[at..end].trim_end_matches('\r').ends_with('\\');
            at = (end + 1).min(text.text.len());
            if !joined || at >= text.text.len() {
                break;
            }
        }
        let piece = text.piece(start..at);
        let joined = piece.text.replace("\\\r\n", " ").replace("\\\n", " ");
        found.push((piece, joined.trim_end_matches(['\n', '\r']).to_owned()));
    }
    found
}

/// `NAME = value` in its forms, with or without `export` in front.
fn make_assignment(line: &str, piece: &Mapped, variables: &mut Variables, facts: &mut FileFacts) {
    let (exported, line) = match line.strip_prefix("export ") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
    let len = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')).count();
    let (name, rest) = line.split_at(len);
    let rest = rest.trim_start();
    let Some((operator, value)) =
        ["::=", ":=", "?=", "+=", "="].iter().find_map(|op| rest.strip_prefix(op).map(|value| (*op, value.trim())))
    else {
        return;
    };
    if name.is_empty() {
        return;
    }
    let value = value.split(" #").next().unwrap_or_default().trim();
    let filled = make_value(value, &variables.make);
    if operator == "+=" {
        let whole = match (variables.make.get(name), &filled) {
            (Some(Some(old)), Some(new)) if old.len() + new.len() < MOST_VALUE => Some(format!("{old} {new}")),
            (None, Some(new)) => Some(new.clone()),
            _ => None,
        };
        variables.make.insert(name.to_owned(), whole);
    } else {
        shell::set(&mut variables.make, name, filled.as_deref());
    }
    if exported {
        let span = piece.span(0..piece.text.trim_end().len());
        let known = filled.is_some();
        let value = Word { text: filled.as_deref().unwrap_or(value).into(), known, span };
        facts.variables.push((Word::new(name, span), value));
    }
}

/// A value with the variables in it filled in; None where one is not known.
fn make_value(value: &str, make: &BTreeMap<String, Option<String>>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(dollar) = after.strip_prefix('$') {
            filled.push_str("$$");
            rest = dollar;
            continue;
        }
        let (name, len) = match after.chars().next()? {
            '(' => (&after[1..after.find(')')?], after.find(')')? + 1),
            '{' => (&after[1..after.find('}')?], after.find('}')? + 1),
            _ => return None,
        };
        filled.push_str(make.get(name)?.as_deref()?);
        if filled.len() > MOST_VALUE {
            return None;
        }
        rest = &after[len..];
    }
    filled.push_str(rest);
    Some(filled)
}

/// `web: command`, a line each.
pub(crate) fn procfile(text: &Text, facts: &mut FileFacts) {
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        let colon = line.find(':').filter(|_| !line.trim_start().starts_with('#'));
        if let Some(colon) = colon {
            let piece = text.piece(at + colon + 1..at + line.len());
            facts.commands.extend(shell::commands(&piece, &mut Variables::default(), Dialect::Shell));
        }
        at += line.len();
    }
}

/// `NAME=value`, a line each; quotes as in a shell, nothing else of it.
pub(crate) fn env(text: &Text, facts: &mut FileFacts) {
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        let plain = line.trim_start();
        let start = at + line.len() - plain.len();
        at += line.len();
        if plain.starts_with('#') {
            continue;
        }
        let plain = plain.strip_prefix("export ").unwrap_or(plain);
        let start = start + (at - start - plain.len());
        let Some((name, value)) = plain.split_once('=') else { continue };
        let value = value.trim();
        let end = start + plain.trim_end().len();
        let quoted = value.len() > 1 && ['"', '\''].iter().any(|q| value.starts_with(*q) && value.ends_with(*q));
        let inner =
            if quoted { &value[1..value.len() - 1] } else { value.split(" #").next().unwrap_or_default().trim() };
        let known = !inner.contains('$');
        let name = Word::new(name.trim(), text.span(start..start + name.trim_end().len()));
        facts.variables.push((name, Word { text: inner.into(), known, span: text.span(start..end) }));
    }
}

/// A GitHub workflow: the `run` texts, the environment, and the Go that `setup-go` installs.
pub(crate) fn workflow(document: &Node, text: &Text, facts: &mut FileFacts) {
    let pairs = |node: &Node| -> Vec<(Word, Word)> {
        let entries = node.get("env").map(Node::entries).unwrap_or_default();
        entries.iter().filter_map(|(k, v)| Some((k.clone(), expression(v.word()?)))).collect()
    };
    facts.variables.extend(pairs(document));
    for (_, job) in document.get("jobs").map(Node::entries).unwrap_or_default() {
        facts.variables.extend(pairs(job));
        for step in job.get("steps").map(Node::items).unwrap_or_default() {
            facts.variables.extend(pairs(step));
            if let Some(run) = step.get("run").and_then(Node::word) {
                let piece = text.decoded(&run.text, run.span);
                facts.commands.extend(shell::commands(&piece, &mut Variables::default(), Dialect::Shell));
            }
            let uses = step.get("uses").and_then(Node::text).unwrap_or_default();
            if uses.split('@').next().is_some_and(|action| action.ends_with("/setup-go")) {
                let version = step.at(&["with", "go-version"]).and_then(Node::word).map(expression);
                facts.tools.extend(version.map(|v| ("go", v)));
            }
        }
    }
}

/// `${{ ... }}` is not known before the workflow runs.
fn expression(word: Word) -> Word {
    Word { known: word.known && !word.text.contains("${{"), ..word }
}

/// `.air.toml`: what it builds with and what it starts.
pub(crate) fn air(text: &Text, facts: &mut FileFacts) -> Vec<Wrong> {
    let table = match toml::de::DeTable::parse(&text.text) {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            return vec![Wrong::new(text.span(at), format!("not TOML: {}", error.message()))];
        }
    };
    let Some(build) = table.get_ref().get("build").and_then(|b| b.get_ref().as_table()) else { return Vec::new() };
    for key in ["cmd", "full_bin", "bin"] {
        // `full_bin` is started in place of `bin` where both are there.
        let Some(value) = build.get(key).filter(|_| key != "bin" || !build.contains_key("full_bin")) else { continue };
        let Some(command) = value.get_ref().as_str() else { continue };
        let piece = text.decoded(command, text.span(value.span()));
        facts.commands.extend(shell::commands(&piece, &mut Variables::default(), Dialect::Shell));
    }
    Vec::new()
}
