//! Files whose lines are commands: shell scripts, Procfiles, workflows, `.air.toml`, and files of variables.
//!
//! In: [`Text`]. Out: the commands, with what the file's own variables are known to hold. Runs nothing: the output of a
//! command is not known.

use super::shell::{self, Variables};
use super::text::{Mapped, Text, Word};
use super::tree::Node;
use super::{FileFacts, Wrong, lexer};

pub(crate) fn shell(text: &Text, facts: &mut FileFacts) {
    let all = text.piece(0..text.text.len());
    facts.commands = shell::commands(&all, &mut Variables::default());
    facts.script = Some(shell::Script::new(all));
}

/// `web: command`, a line each.
pub(crate) fn procfile(text: &Text, facts: &mut FileFacts) {
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        let colon = line.find(':').filter(|_| !line.trim_start().starts_with('#'));
        if let Some(colon) = colon {
            let piece = text.piece(at + colon + 1..at + line.len());
            facts.commands.extend(shell::commands(&piece, &mut Variables::default()));
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
                let mut commands = shell::of_word(text, &run);
                let dir =
                    step.get("working-directory").or_else(|| job.at(&DIRECTORY)).or_else(|| document.at(&DIRECTORY));
                if let Some(dir) = dir.and_then(Node::word).map(expression) {
                    commands.iter_mut().for_each(|command| command.start_in(&dir));
                }
                facts.commands.extend(commands);
            }
            let uses = step.get("uses").and_then(Node::text).unwrap_or_default();
            if uses.split('@').next().is_some_and(|action| action.ends_with("/setup-go")) {
                let version = step.at(&["with", "go-version"]).and_then(Node::word).map(expression);
                facts.tools.extend(version.map(|v| ("go", v)));
            }
        }
    }
}

/// Where a workflow and a job say which directory their commands start in.
const DIRECTORY: [&str; 3] = ["defaults", "run", "working-directory"];

/// `${{ ... }}` is not known before the workflow runs.
fn expression(word: Word) -> Word {
    Word { known: word.known && !word.text.contains("${{"), ..word }
}

/// `.air.toml`: what it builds with and what it starts. Facts: air's runner/config.go, `preprocess`: an empty text is none, `full_bin`
/// takes the place of `bin`, `entrypoint` (a text or a list) that of both; `args_bin` stands behind.
pub(crate) fn air(text: &Text, facts: &mut FileFacts) -> Vec<Wrong> {
    let table = match toml::de::DeTable::parse(&text.text) {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            return vec![Wrong::new(text.span(at), format!("not TOML: {}", error.message()))];
        }
    };
    let Some(build) = table.get_ref().get("build").and_then(|b| b.get_ref().as_table()) else { return Vec::new() };
    let words = |key: &str| -> Vec<(Word, Mapped)> {
        let items = build.get(key).and_then(|value| value.get_ref().as_array());
        let texts = items.into_iter().flatten().filter_map(|item| Some((item.get_ref().as_str()?, item.span())));
        texts.map(|(word, at)| (Word::new(word, text.span(at.clone())), text.decoded(word, text.span(at)))).collect()
    };
    let piece = |key: &str| {
        let value = build.get(key)?;
        let command = value.get_ref().as_str().filter(|command| !command.is_empty())?;
        Some(text.decoded(command, text.span(value.span())))
    };
    if let Some(command) = piece("cmd") {
        facts.commands.extend(shell::commands(&command, &mut Variables::default()));
    }
    let started =
        ["entrypoint", "full_bin", "bin"].into_iter().find_map(piece).filter(|_| words("entrypoint").is_empty());
    match started {
        // A line of its own: what stands behind it in `args_bin` is the program's.
        Some(line) if line.text.contains(char::is_whitespace) => {
            facts.commands.extend(shell::commands(&line, &mut Variables::default()));
        }
        started => {
            let (first, pieces) = started.map(|s| lexer::split(&s, &Variables::default())).unwrap_or_default();
            let all = first.into_iter().zip(pieces).chain(words("entrypoint")).chain(words("args_bin"));
            let (words, pieces): (Vec<Word>, Vec<Mapped>) = all.unzip();
            facts.commands.extend(shell::from_words(words, &pieces));
        }
    }
    Vec::new()
}
