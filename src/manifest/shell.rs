//! Command lines as a shell splits them: simple commands with their words, each word with its place.
//!
//! In: [`Mapped`] text of a script, a recipe or a `RUN` line, and the variables that are known. Out: [`Command`]s in source
//! order. It runs nothing and knows no program. A branch and a loop count like straight text: what stands there may run.
//! What only a run knows (`$(date)`, `$1`, a variable that nothing sets) stays in the word as it is written, and the word is
//! not `known`.
//!
//! No grammar of tree-sitter reads it: that of bash alone is 1.3 MB of a binary that may have 12, and gives a tree with neither values of
//! variables nor places in decoded texts. Real shells are the judges of the splitting instead (`shell_tests.rs`).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::lexer::{Joined, Lexed, Lexer};
use super::runner::unwrap;
use super::text::{Mapped, Text, Word};
use crate::source::Span;

/// One simple command.
#[derive(Debug, Clone)]
pub struct Command {
    /// The program, then its arguments.
    pub words: Vec<Word>,
    /// `VAR=value` in front of it, or handed to it by `env`.
    pub env: Vec<(Word, Word)>,
    /// From the first word to the last.
    pub span: Span,
    /// Whether it runs only in some cases: in a branch, a loop or a function, behind a test or `||`.
    pub conditional: bool,
    /// The script by its name that was told to run it, as an image's entry point is: `entrypoint.sh dlv dap`.
    pub script: Option<Word>,
    /// The directory that it runs in, as seen from where its shell starts: empty for that one itself; None where only a run knows.
    pub dir: Option<Arc<str>>,
}

/// Variables that a command takes over: each command of a script has its own copy.
const MOST_TAKEN: usize = 64;

impl Command {
    /// Gives it the variables of the command that runs it, its own behind them.
    pub(crate) fn take_over(&mut self, env: &[(Word, Word)]) {
        let last = &env[env.len().saturating_sub(MOST_TAKEN)..];
        self.env.splice(0..0, last.iter().cloned());
    }

    /// Says where its shell starts.
    pub(crate) fn start_in(&mut self, dir: &Word) {
        let start = Place { here: dir.get().map(Arc::from), outer: Vec::new() };
        self.dir = start.at(self.dir.as_deref());
    }
}

/// What is known of variables. One that gets a second, different value is not known any more.
///
/// Values that grow out of each other are bounded, each of them and all that one file fills in: what goes beyond is not known.
#[derive(Debug, Clone)]
pub(crate) struct Variables {
    values: BTreeMap<String, Option<String>>,
    /// Those around a script: shared, for a file may start many.
    outer: Arc<BTreeMap<String, Option<String>>>,
    /// Bytes that may still be filled in.
    left: Arc<AtomicUsize>,
    /// What `$@` stands for, where that is known.
    pub(super) arguments: Option<Vec<Word>>,
}

/// Bytes of one value.
const MOST_VALUE: usize = 1 << 16;

/// Bytes that are filled in, in one file.
const MOST_BYTES: usize = 1 << 24;

impl Default for Variables {
    fn default() -> Self {
        let left = Arc::new(AtomicUsize::new(MOST_BYTES));
        Self { values: BTreeMap::new(), outer: Arc::default(), left, arguments: None }
    }
}

impl Variables {
    /// None is set, in the same file.
    pub(crate) fn emptied(&self) -> Self {
        Self { left: Arc::clone(&self.left), ..Self::default() }
    }

    /// Sets a variable; None where its value is not known.
    pub(crate) fn set(&mut self, name: &str, value: Option<&str>) {
        if let Some(outer) = self.outer.get(name).filter(|_| !self.values.contains_key(name)) {
            self.values.insert(name.to_owned(), outer.clone());
        }
        set(&mut self.values, name, value.filter(|value| value.len() <= MOST_VALUE));
    }

    /// Sets a variable that an outer one may overwrite: the last value counts.
    pub(crate) fn replace(&mut self, name: &str, value: Option<&str>) {
        self.values.remove(name);
        let value = value.filter(|value| value.len() <= MOST_VALUE);
        Arc::make_mut(&mut self.outer).insert(name.to_owned(), value.map(str::to_owned));
    }

    /// Sets variables that overwrite each other.
    pub(crate) fn replace_all(&mut self, pairs: &[(Word, Word)]) {
        pairs.iter().for_each(|(name, value)| self.replace(&name.text, value.get()));
    }

    /// The value of a variable, or of an argument by its number.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = match (name.parse::<usize>(), &self.arguments) {
            (Ok(number), Some(arguments)) => arguments.get(number.checked_sub(1)?).and_then(Word::get)?,
            _ => self.values.get(name).or_else(|| self.outer.get(name))?.as_deref()?,
        };
        // One thread reads a file: what is left does not depend on others.
        let left = self.left.load(Ordering::Relaxed).checked_sub(value.len())?;
        self.left.store(left, Ordering::Relaxed);
        Some(value)
    }

    /// `shift` and `set`: what `$@` stands for from here on.
    fn set_arguments(&mut self, words: &[Lexed], conditional: bool) {
        let [command, rest @ ..] = words else { return };
        let dashes = rest.iter().position(|w| w.word.is("--"));
        let is_option = rest.first().is_none_or(|w| w.word.text.starts_with(['-', '+']));
        let new = match dashes {
            _ if command.word.is("shift") => {
                let count = rest.first().map_or(Some(1), |w| w.word.get()?.parse().ok());
                let old = self.arguments.take();
                old.zip(count).map(|(old, count)| old.into_iter().skip(count).collect())
            }
            Some(at) => Some(rest[at + 1..].iter().map(|w| w.word.clone()).collect()),
            None if is_option => return,
            None => Some(rest.iter().map(|w| w.word.clone()).collect()),
        };
        self.arguments = new.filter(|_| !conditional);
    }
}

pub(crate) fn set(map: &mut BTreeMap<String, Option<String>>, name: &str, value: Option<&str>) {
    let value = value.map(str::to_owned);
    map.entry(name.to_owned())
        .and_modify(|old| {
            if *old != value {
                *old = None;
            }
        })
        .or_insert(value);
}

/// A script, for whoever starts it.
#[derive(Debug, Clone)]
pub struct Script(Mapped);

impl Script {
    pub(crate) fn new(text: Mapped) -> Self {
        Self(text)
    }

    /// Its bytes.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.0.text.len()
    }

    /// Its commands where it is started with these variables and arguments.
    #[must_use]
    pub fn commands(&self, variables: &[(Word, Word)], arguments: &[Word]) -> Vec<Command> {
        let mut known = Variables { arguments: Some(arguments.to_vec()), ..Variables::default() };
        known.replace_all(variables);
        commands(&self.0, &mut known)
    }
}

/// Scripts within scripts that are read: `sh -c "sh -c '...'"`.
const NESTED: usize = 4;

/// The commands of a script, with those that it hands to other commands to run (`env`, `exec`, `sh -c`).
pub(crate) fn commands(text: &Mapped, variables: &mut Variables) -> Vec<Command> {
    script(text, variables, NESTED)
}

/// The commands of a script that is a word of a file, which knows no variables.
pub(crate) fn of_word(text: &Text, script: &Word) -> Vec<Command> {
    commands(&text.decoded(&script.text, script.span), &mut Variables::default())
}

/// The command that a list of words is, without a shell, with those that it runs.
pub(crate) fn from_words(words: Vec<Word>, pieces: &[Mapped]) -> Vec<Command> {
    let lexed = words.into_iter().enumerate().map(|(i, word)| Lexed { word, piece: pieces.get(i).cloned() }).collect();
    let mut found = Vec::new();
    unwrap(lexed, Vec::new(), &mut Variables::default(), NESTED, &mut found);
    found
}

pub(crate) fn script(text: &Mapped, variables: &mut Variables, nested: usize) -> Vec<Command> {
    let mut lexer = Lexer::new(text);
    let mut found = Vec::new();
    // What is open around a command, and whether the commands that `&&` and `||` join to it make it depend on something.
    let (mut open, mut depends) = (0_usize, false);
    let mut place = Place::default();
    while !lexer.is_at_end() {
        let words = lexer.simple_command(variables);
        if words.is_empty() && lexer.joined == Joined::Newly {
            // An empty line behind `&&` joins nothing else.
            continue;
        }
        let tests = words.first().is_some_and(|w| TESTS.iter().any(|test| w.word.is(test)));
        for word in &words {
            let Some((_, change)) = RESERVED.iter().find(|(reserved, _)| word.word.is(reserved)) else {
                open += usize::from(SETTING.iter().any(|w| word.word.is(w)));
                break;
            };
            open = open.saturating_add_signed(*change);
        }
        let first = found.len();
        simple(words, open > 0 || depends, variables, nested, &mut found);
        place.pass(&mut found[first..]);
        place.step(lexer.stepped_over());
        depends = match lexer.joined {
            Joined::Newly => false,
            Joined::And => depends || tests,
            Joined::Or => true,
        };
    }
    found
}

/// Where the commands of a script run.
struct Place {
    here: Option<Arc<str>>,
    /// Where the shells around this one are.
    outer: Vec<Option<Arc<str>>>,
}

impl Default for Place {
    fn default() -> Self {
        Self { here: Some("".into()), outer: Vec::new() }
    }
}

/// Shells within shells whose places are kept.
const MOST_PLACES: usize = 64;

/// Bytes of one place.
const MOST_PLACE: usize = 1 << 10;

impl Place {
    /// Tells the commands of one line where they run, and goes where it leads to. Those that a shell of its own runs lead nowhere.
    fn pass(&mut self, commands: &mut [Command]) {
        commands.iter_mut().for_each(|command| command.dir = self.at(command.dir.as_deref()));
        let [command] = commands else { return };
        let [program, rest @ ..] = command.words.as_slice() else { return };
        match rest {
            [to] if program.is("cd") => self.here = self.at(way(to)).filter(|_| !command.conditional),
            _ if ["cd", "pushd", "popd"].iter().any(|moves| program.is(moves)) => self.here = None,
            _ => {}
        }
    }

    /// A directory as seen from where the shell starts.
    fn at(&self, dir: Option<&str>) -> Option<Arc<str>> {
        match (self.here.as_ref()?, dir?) {
            (here, "") => Some(Arc::clone(here)),
            (here, dir) if here.is_empty() => Some(dir.into()),
            (here, dir) => Some(format!("{here}/{dir}").into()).filter(|dir: &Arc<str>| dir.len() <= MOST_PLACE),
        }
    }

    /// A shell in parentheses goes its own ways.
    fn step(&mut self, operator: Option<u8>) {
        match operator {
            Some(b'(') if self.outer.len() < MOST_PLACES => self.outer.push(self.here.clone()),
            Some(b'(') => self.here = None,
            Some(b')') => self.here = self.outer.pop().unwrap_or_else(|| self.here.take()),
            _ => {}
        }
    }
}

/// Where a `cd` leads to, as far as that is written. `$(dirname "$0")/..` and the root of the repository are somewhere above the script, where
/// its commands are looked at from, too.
fn way(to: &Word) -> Option<&str> {
    if to.known {
        return Some(&*to.text).filter(|to| !to.starts_with(['/', '-', '~']));
    }
    let above = ["$(dirname ", "$(git rev-parse --show-toplevel", "${0%/*", "${BASH_SOURCE%/*", "${BASH_SOURCE[0]%/*"];
    let (_, behind) = to.text.rsplit_once([')', '}'])?;
    let is_above = above.iter().any(|start| to.text.starts_with(start)) && to.text.matches('$').count() <= 2;
    (is_above && behind.split('/').all(|element| ["", ".", ".."].contains(&element))).then_some("")
}

/// Programs that only ask something.
const TESTS: [&str; 5] = ["[", "[[", "test", "grep", "!"];

/// Words that open (1) or close (-1) what a command stands in, or part it.
const RESERVED: [(&str, isize); 14] = [
    ("if", 1),
    ("then", 0),
    ("elif", 0),
    ("else", 0),
    ("fi", -1),
    ("do", 0),
    ("done", -1),
    ("while", 1),
    ("until", 1),
    ("!", 0),
    ("{", 1),
    ("}", -1),
    ("time", 0),
    ("esac", -1),
];

/// Words that open something and set variables, to another value each time.
const SETTING: [&str; 3] = ["for", "select", "case"];

fn simple(words: Vec<Lexed>, conditional: bool, variables: &mut Variables, nested: usize, found: &mut Vec<Command>) {
    let mut words: Vec<Lexed> =
        words.into_iter().skip_while(|w| RESERVED.iter().any(|(reserved, _)| w.word.is(reserved))).collect();
    let Some(first) = words.first() else { return };
    if first.word.is("read") || SETTING.iter().any(|w| first.word.is(w)) {
        words.iter().skip(1).for_each(|w| variables.replace(&w.word.text, None));
        return;
    }
    let exports = ["export", "local", "readonly", "declare", "typeset"].iter().any(|w| first.word.is(w));
    if exports {
        words.remove(0);
    }
    let count = words.iter().take_while(|w| assignment(&w.word).is_some()).count();
    let rest = words.split_off(count);
    let env: Vec<(Word, Word)> = words.iter().filter_map(|w| assignment(&w.word)).collect();
    if rest.is_empty() || exports {
        // Without a command they hold for what follows.
        env.iter().for_each(|(name, value)| variables.set(&name.text, value.get()));
        if exports && !env.is_empty() {
            let span = Span::new(env[0].0.span.file, env[0].0.span.start, env[env.len() - 1].1.span.end);
            found.push(Command {
                words: vec![Word::new("export", span)],
                env,
                span,
                conditional,
                script: None,
                dir: None,
            });
        }
        return;
    }
    if rest.first().is_some_and(|w| w.word.is("shift") || w.word.is("set")) {
        variables.set_arguments(&rest, conditional);
    }
    let first = found.len();
    unwrap(rest, env, variables, nested, found);
    found[first..].iter_mut().for_each(|command| command.conditional |= conditional);
}

/// `NAME=value` as its two halves.
pub(crate) fn assignment(word: &Word) -> Option<(Word, Word)> {
    let (name, value) = word.text.split_once('=')?;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let middle = word.span.start + u32::try_from(name.len()).unwrap_or_default();
    let Span { file, start, end } = word.span;
    let value = Word { text: value.into(), known: word.known, span: Span::new(file, (middle + 1).min(end), end) };
    Some((Word::new(name, Span::new(file, start, middle.min(end))), value))
}

/// `X`, `X:-y`, `X-y`, `X:=y`, `X:?e` as the inside of `${...}`.
pub(crate) fn expand(inner: &str, variables: &Variables) -> Option<String> {
    let len = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let (name, rest) = inner.split_at(len);
    let value = variables.get(name).map(str::to_owned);
    let default = [":-", ":=", "-", "="].iter().find_map(|op| rest.strip_prefix(op));
    match (value, default) {
        (Some(value), _) if rest.is_empty() || default.is_some() || rest.starts_with([':', '?']) => Some(value),
        // A default may hold variables of its own; then nothing is known.
        (None, Some(default)) if !default.contains(['$', '`']) => Some(default.trim_matches('"').to_owned()),
        _ => None,
    }
}

#[cfg(test)]
#[path = "shell_tests.rs"]
pub(super) mod tests;
