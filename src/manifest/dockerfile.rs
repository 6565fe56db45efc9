//! Dockerfiles: stages with what they build, copy, set and run.
//!
//! In: [`Text`]. Out: [`Dockerfile`]. Reads what instructions say as BuildKit does: `ARG` and `ENV` values with defaults, both forms of
//! `CMD` and its kin. An instruction that Docker does not know is told, unless the file names a frontend of its own. Knows no registry
//! and no other file.
//!
//! The grammar of tree-sitter for it (0.2.0) is bound to another release of tree-sitter than the one of Go and cannot be linked beside it.
//! BuildKit's own parser is the judge of this reader instead (`dockerfile_tests.rs`).

use std::collections::BTreeMap;

use super::Wrong;
use super::instruction::{Instruction, directive, instructions};
use super::json;
use super::lexer;
use super::shell::{self, Command, Variables};
use super::text::{Mapped, Text, Word};
use super::{Port, Probe, ProbeHow, ProbeKind};
use crate::source::Span;

/// A Dockerfile.
#[derive(Debug, Clone, Default)]
pub struct Dockerfile {
    /// Its stages, in their order.
    pub stages: Vec<Stage>,
}

/// One stage: from a `FROM` to the next.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The image or stage that it starts from.
    pub base: Word,
    /// Whether an `ARG` is a part of that: its default, in place of which a build may be told something else.
    pub base_by_argument: bool,
    /// Its name.
    pub name: Option<Word>,
    /// The `FROM` line.
    pub span: Span,
    /// The commands of its `RUN` lines, each with the working directory.
    pub runs: Vec<(Command, Word)>,
    /// `ENV` in their order; a later one counts.
    pub env: Vec<(Word, Word)>,
    /// `ARG` with a default, which `RUN` has in its environment too.
    pub arguments: Vec<(Word, Word)>,
    /// `COPY` and `ADD`.
    pub copies: Vec<Copy>,
    /// `EXPOSE`.
    pub exposes: Vec<Port>,
    /// `ENTRYPOINT`, the last one.
    pub entrypoint: Option<Invocation>,
    /// `CMD`, the last one.
    pub cmd: Option<Invocation>,
    /// `HEALTHCHECK`, the last one.
    pub healthcheck: Option<Probe>,
    /// `USER`, the last one.
    pub user: Option<Word>,
    /// `WORKDIR` at the end.
    pub workdir: Word,
}

/// A `COPY` or `ADD`.
#[derive(Debug, Clone)]
pub struct Copy {
    /// `--from`.
    pub from: Option<Word>,
    /// What is copied.
    pub sources: Vec<Word>,
    /// Where to.
    pub to: Word,
    /// The working directory, which that may be relative to.
    pub dir: Word,
    /// The whole instruction.
    pub span: Span,
}

/// What a container starts, in one of the two forms.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// `["a", "b"]`: the words; else empty.
    pub exec: Vec<Word>,
    /// The same, each with its text laid over the file.
    pub(crate) pieces: Vec<Mapped>,
    /// `a b`: what the shell runs; else empty.
    pub shell: Vec<Command>,
    /// The value.
    pub span: Span,
}

impl Invocation {
    pub(crate) fn exec(words: Vec<Word>, pieces: Vec<Mapped>, span: Span) -> Self {
        Self { exec: words, pieces, shell: Vec::new(), span }
    }

    /// A list of words of a file, each of which may be a script.
    pub(crate) fn of_words(words: Vec<Word>, text: &Text, span: Span) -> Self {
        let pieces = text.pieces(&words);
        Self::exec(words, pieces, span)
    }

    /// The commands that it starts, with more arguments behind it, where it is in the exec form.
    #[must_use]
    pub fn commands(&self, arguments: Option<&Self>) -> Vec<Command> {
        if self.exec.is_empty() {
            return self.shell.clone();
        }
        let mut words = self.exec.clone();
        let mut pieces = self.pieces.clone();
        if let Some(more) = arguments {
            words.extend(more.exec.iter().cloned());
            pieces.extend(more.pieces.iter().cloned());
        }
        shell::from_words(words, &pieces)
    }
}

pub(crate) fn read(text: &Text) -> (Dockerfile, Vec<Wrong>) {
    let global = Variables::default();
    let mut reader = Reader {
        text,
        file: Dockerfile::default(),
        variables: global.emptied(),
        global,
        named: BTreeMap::new(),
        inherited: MOST_INHERITED,
        wrong: Vec::new(),
        has_frontend: text
            .text
            .lines()
            .map_while(directive)
            .any(|(name, value)| name == "syntax" && !value.contains("docker/dockerfile")),
    };
    for instruction in instructions(text) {
        if instruction.open {
            reader.wrong.push(Wrong::new(instruction.span, "a here-document that does not end".to_owned()));
        }
        reader.instruction(&instruction);
    }
    (reader.file, reader.wrong)
}

/// Instructions that say nothing of how a program is built, started or debugged.
const OTHERS: [&str; 6] = ["LABEL", "MAINTAINER", "ONBUILD", "SHELL", "STOPSIGNAL", "VOLUME"];

/// Bytes of a path, those of Linux.
const MOST_PATH: usize = 4096;

/// Words that the stages of one file take over from each other, all in all.
const MOST_INHERITED: usize = 200_000;

struct Reader<'a> {
    text: &'a Text,
    file: Dockerfile,
    /// `ARG` before the first `FROM`.
    global: Variables,
    /// `ARG` and `ENV` of the stage.
    variables: Variables,
    /// The last stage of each name, in small letters.
    named: BTreeMap<String, usize>,
    /// Words that stages may still take over from those that they start from.
    inherited: usize,
    wrong: Vec<Wrong>,
    /// Whether something else than Docker's own frontend reads the file.
    has_frontend: bool,
}

impl Reader<'_> {
    fn instruction(&mut self, instruction: &Instruction) {
        let Instruction { name, rest, span, bodies, open: _ } = instruction;
        if name == "FROM" {
            return self.from(rest, *span);
        }
        if name == "ARG" {
            return self.arg(rest);
        }
        let (options, rest) = options(rest);
        let Some(stage) = self.file.stages.last_mut() else {
            self.wrong.push(Wrong::new(*span, format!("{name} stands before the first FROM")));
            return;
        };
        match name.as_str() {
            "RUN" => {
                let found = invocation(self.text, &rest, &mut self.variables.clone());
                let mut commands = found.map(|i| i.commands(None)).unwrap_or_default();
                for body in bodies {
                    commands.extend(shell::commands(&self.text.piece(body.clone()), &mut self.variables.clone()));
                }
                stage.runs.extend(commands.into_iter().map(|c| (c, stage.workdir.clone())));
            }
            "ENV" => {
                for (name, value) in pairs(&rest, &self.variables) {
                    self.variables.replace(&name.text, value.get());
                    stage.env.push((name, value));
                }
            }
            "WORKDIR" => {
                if let Some(dir) = words(&rest, &self.variables).into_iter().next() {
                    let text = if dir.text.starts_with('/') {
                        dir.text.to_string()
                    } else {
                        format!("{}/{}", stage.workdir.text.trim_end_matches('/'), dir.text)
                    };
                    let known = dir.known && stage.workdir.known && text.len() < MOST_PATH;
                    // A path that no kernel takes is not gone on with: each line of a file could make it longer.
                    let text = if text.len() < MOST_PATH { text } else { dir.text.to_string() };
                    stage.workdir = Word { text: text.into(), known, span: dir.span };
                }
            }
            "COPY" | "ADD" => {
                let mut words = match invocation(self.text, &rest, &mut Variables::default()) {
                    Some(list) if !list.exec.is_empty() => list.exec,
                    _ => words(&rest, &self.variables),
                };
                let from = options.iter().find_map(|o| flag(o, "--from="));
                if let Some(to) = words.pop() {
                    stage.copies.push(Copy { from, sources: words, to, dir: stage.workdir.clone(), span: *span });
                }
            }
            "EXPOSE" => {
                for word in words(&rest, &self.variables) {
                    let number = word.get().and_then(|w| w.split('/').next()).and_then(|p| p.parse().ok());
                    stage.exposes.extend(number.map(|number| Port { number, ..Port::new(word.span) }));
                }
            }
            "USER" => stage.user = words(&rest, &self.variables).into_iter().next(),
            "ENTRYPOINT" => {
                stage.entrypoint = invocation(self.text, &rest, &mut self.variables.clone());
                // What the base brings as CMD does not go with a new entry point.
                stage.cmd = stage.cmd.take().filter(|cmd| cmd.span.start > stage.span.start);
            }
            "CMD" => stage.cmd = invocation(self.text, &rest, &mut self.variables.clone()),
            "HEALTHCHECK" => stage.healthcheck = healthcheck(self.text, &options, &rest, &self.variables, *span),
            name if OTHERS.contains(&name) || self.has_frontend => {}
            _ => self.wrong.push(Wrong::new(*span, "an instruction that Docker does not know".to_owned())),
        }
    }

    fn from(&mut self, rest: &Mapped, span: Span) {
        let (_, rest) = options(rest);
        let mut words = words(&rest, &self.global).into_iter();
        let base_by_argument = rest.text.split_whitespace().next().is_some_and(|written| written.contains('$'));
        let Some(base) = words.next() else {
            self.wrong.push(Wrong::new(span, "FROM names no image".to_owned()));
            return;
        };
        let name = words.next().filter(|w| w.text.eq_ignore_ascii_case("as")).and_then(|_| words.next());
        self.variables = self.global.emptied();
        // A stage that starts from another one has its variables, its working directory and what it starts.
        let words = |start: &Option<Invocation>| {
            start.as_ref().map_or(0, |s| s.exec.len() + s.shell.iter().map(|c| c.words.len()).sum::<usize>())
        };
        let weight =
            |s: &&Stage| s.env.len() + s.arguments.len() + s.exposes.len() + words(&s.entrypoint) + words(&s.cmd);
        let parent = self.named.get(&base.text.to_ascii_lowercase()).map(|index| &self.file.stages[*index]);
        let parent = parent.filter(|stage| weight(stage) <= self.inherited);
        self.inherited -= parent.as_ref().map_or(0, weight);
        let (env, arguments, workdir, user) = parent.map_or_else(
            || (Vec::new(), Vec::new(), Word::new("/", base.span), None),
            |s| (s.env.clone(), s.arguments.clone(), s.workdir.clone(), s.user.clone()),
        );
        env.iter().for_each(|(name, value)| self.variables.replace(&name.text, value.get()));
        let (entrypoint, cmd) = parent.map_or((None, None), |s| (s.entrypoint.clone(), s.cmd.clone()));
        let healthcheck = parent.and_then(|s| s.healthcheck.clone());
        let exposes = parent.map_or_else(Vec::new, |s| s.exposes.clone());
        if let Some(name) = &name {
            self.named.insert(name.text.to_ascii_lowercase(), self.file.stages.len());
        }
        self.file.stages.push(Stage {
            base,
            base_by_argument,
            name,
            span,
            runs: Vec::new(),
            env,
            arguments,
            copies: Vec::new(),
            exposes,
            entrypoint,
            cmd,
            healthcheck,
            user,
            workdir,
        });
    }

    /// An argument's default is its value unless the build is told another one.
    fn arg(&mut self, rest: &Mapped) {
        let global = self.file.stages.is_empty();
        for word in words(rest, if global { &self.global } else { &self.variables }) {
            let (name, value) = match word.text.split_once('=') {
                Some((name, value)) => (name, word.known.then_some(value).map(str::to_owned)),
                None => (&*word.text, self.global.get(&word.text).map(str::to_owned)),
            };
            if let (Some(stage), Some(value)) = (self.file.stages.last_mut(), &value) {
                stage.arguments.push((Word::new(name, word.span), Word::new(value, word.span)));
            }
            let variables = if global { &mut self.global } else { &mut self.variables };
            variables.replace(name, value.as_deref());
        }
    }
}

/// `HEALTHCHECK CMD ...`; `HEALTHCHECK NONE` is none.
fn healthcheck(text: &Text, options: &[Word], rest: &Mapped, variables: &Variables, span: Span) -> Option<Probe> {
    let plain = rest.text.trim_start();
    let body = plain.strip_prefix("CMD").or_else(|| plain.strip_prefix("cmd"))?;
    let piece = rest.part(rest.text.len() - body.len()..rest.text.len());
    let commands = invocation(text, &piece, &mut variables.clone())?.commands(None);
    let seconds = |name: &str| options.iter().find_map(|o| flag(o, name)).and_then(|v| super::seconds(&v.text));
    Some(Probe {
        kind: ProbeKind::Healthcheck,
        how: ProbeHow::Exec,
        port: None,
        port_name: None,
        commands,
        span,
        timeout: seconds("--timeout=").or(Some(30.0)),
        period: seconds("--interval=").or(Some(30.0)),
        failures: options.iter().find_map(|o| flag(o, "--retries=")).and_then(|v| v.text.parse().ok()),
    })
}

/// `--name=value` options in front, and what follows them.
fn options(rest: &Mapped) -> (Vec<Word>, Mapped) {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let text = &rest.text[at..];
        let start = at + text.len() - text.trim_start().len();
        if !rest.text[start..].starts_with("--") {
            return (found, rest.part(start..rest.text.len()));
        }
        let (option, len) = option(&rest.text[start..]);
        let end = start + len;
        if option == "--" {
            return (found, rest.part(end..rest.text.len()));
        }
        found.push(Word::new(&option, rest.span(start..end)));
        at = end;
    }
}

/// An option without its quotes, and how long it is.
fn option(text: &str) -> (String, usize) {
    let (mut option, mut quote) = (String::new(), None);
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match quote {
            None if c.is_whitespace() => return (option, at),
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ if c == '\\' => option.extend(chars.next().map(|(_, next)| next)),
            _ => option.push(c),
        }
    }
    (option, text.len())
}

fn flag(option: &Word, name: &str) -> Option<Word> {
    let value = option.text.strip_prefix(name)?;
    Some(Word { text: value.into(), known: !value.contains('$'), span: option.span })
}

/// Words as Dockerfile instructions split them: quotes and variables, no operators.
fn words(rest: &Mapped, variables: &Variables) -> Vec<Word> {
    lexer::split(rest, variables).0
}

/// `a=1 b="2"`, or the old `a 1 2`.
fn pairs(rest: &Mapped, variables: &Variables) -> Vec<(Word, Word)> {
    let words = words(rest, variables);
    let Some(first) = words.first() else { return Vec::new() };
    if !first.text.contains('=') {
        let text: Vec<&str> = words[1..].iter().map(|w| &*w.text).collect();
        let known = words[1..].iter().all(|w| w.known);
        let span = words.get(1).map_or(first.span, |w| w.span);
        return vec![(first.clone(), Word { text: text.join(" ").into(), known, span })];
    }
    words.iter().filter_map(shell::assignment).collect()
}

/// The exec form where the rest is a JSON list of strings, else the shell form; None where there is nothing.
fn invocation(text: &Text, rest: &Mapped, variables: &mut Variables) -> Option<Invocation> {
    let plain = rest.text.trim();
    if plain.is_empty() {
        return None;
    }
    let start = rest.text.len() - rest.text.trim_start().len();
    let span = rest.span(start..start + plain.len());
    if plain.starts_with('[')
        && let Some((words, pieces)) = exec_form(text, &rest.part(start..start + plain.len()))
    {
        return Some(Invocation::exec(words, pieces, span));
    }
    let shell = shell::commands(rest, variables);
    Some(Invocation { exec: Vec::new(), pieces: Vec::new(), shell, span })
}

fn exec_form(text: &Text, list: &Mapped) -> Option<(Vec<Word>, Vec<Mapped>)> {
    // JSON with nothing but texts and nothing behind the list, not even a comment: else a shell gets all of it.
    serde_json::from_str::<Vec<String>>(&list.text).ok()?;
    let (inner, _) = Text::new(text.file, list.text.as_bytes());
    let (Some(node), _) = json::read(&inner) else { return None };
    let mut words = Vec::new();
    let mut pieces = Vec::new();
    for item in node.items() {
        let (start, end) = (item.span.start as usize, item.span.end as usize);
        let piece = inner.decoded(item.text().unwrap_or_default(), item.span);
        words.push(Word::new(&piece.text, list.span(start..end)));
        pieces.push(piece.within(list));
    }
    Some((words, pieces))
}

#[cfg(test)]
#[path = "dockerfile_tests.rs"]
mod tests;
