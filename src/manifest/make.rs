//! Makefiles: the commands of recipes, with what is known of make's variables filled in, and the variables that it exports.
//!
//! In: [`Text`], and the files that it includes. Out: commands and variables. As make does, a recipe is filled in first, then a shell sees it. A variable that
//! has several values (branches, targets of their own) and what a function of make gives is not known: it stays as a hole, and what stands beside
//! it is read. Of branches with an `else` one run has one side: the file is read once with all the first sides, once with all the others.
//! Runs nothing.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::FileFacts;
use super::lexer;
use super::shell::{self, Variables};
use super::text::{Mapped, Text, Word};
use crate::ordered::InOrder as _;
use crate::source::FileBytes;

/// Bytes that a variable may grow to.
const MOST_VALUE: usize = 4096;
/// Variables within variables that are filled in, ...
const DEPTH: usize = 16;
/// ... and all of them, for one variable of a recipe.
const MOST_FILLED: usize = 256;

/// Files that include one another: one that includes itself would never end.
const NESTED: usize = 8;
/// Bytes of files that one Makefile includes.
const MOST_INCLUDED: usize = 1 << 16;

/// Bytes that are filled in, in one Makefile with what it includes.
const MOST_BYTES: usize = 1 << 22;

/// What variables are set to, as it is written; None where that differs.
#[derive(Debug)]
struct Values {
    set: BTreeMap<String, Option<String>>,
    /// Bytes that may still be filled in.
    left: Cell<usize>,
}

impl Default for Values {
    fn default() -> Self {
        Self { set: BTreeMap::new(), left: Cell::new(MOST_BYTES) }
    }
}

impl Values {
    /// A value to be filled in, once.
    fn take(&self, name: &str) -> Option<&str> {
        let value = self.set.get(name)?.as_deref()?;
        self.left.set(self.left.get().checked_sub(value.len())?);
        Some(value)
    }
}

/// The file at a path that is included.
type Included<'a> = &'a dyn Fn(&str) -> Option<FileBytes>;

pub(crate) fn read(text: &Text, included: Included<'_>, facts: &mut FileFacts) {
    if read_side(text, included, Side::First, facts) {
        read_side(text, included, Side::Else, facts);
    }
}

/// Adds what is there if all branches take one side; whether there is another side.
fn read_side(text: &Text, included: Included<'_>, side: Side, facts: &mut FileFacts) -> bool {
    let mut makefile = Makefile { left: MOST_INCLUDED, side, ..Makefile::default() };
    // The recipes of what is included are read where they stand.
    let recipes = makefile.lines(text, included, NESTED);
    let Makefile { values, assigned, exports, has_sides, .. } = makefile;
    let variables: BTreeSet<_> = facts.variables.iter().cloned().in_order();
    for name in assigned.into_iter().filter(|name| exports.are(&name.text)) {
        let value = value(&name.text, &values);
        let value = Word { text: value.text.as_str().into(), known: value.holes.is_empty(), span: name.span };
        facts.variables.extend(Some((name, value)).filter(|variable| !variables.contains(variable)));
    }
    let said: BTreeSet<_> =
        facts.commands.iter().map(|command| (command.words.clone(), command.env.clone())).in_order();
    for line in recipes {
        let skipped = line.text.len() - line.text.trim_start_matches(['\t', ' ', '@', '-', '+']).len();
        let recipe = filled(&line, skipped..line.text.len(), &values);
        // Every line has a shell of its own.
        let mut commands = shell::commands(&recipe, &mut Variables::default());
        commands.retain(|command| !said.contains(&(command.words.clone(), command.env.clone())));
        facts.commands.extend(commands);
    }
    has_sides
}

/// Which side of each branch that has an `else` is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Side {
    #[default]
    First,
    Else,
}

/// A Makefile with what it includes.
#[derive(Debug, Default)]
struct Makefile {
    values: Values,
    /// Every assignment: the variable's name, where it stands.
    assigned: Vec<Word>,
    exports: Exports,
    /// Bytes of included files that may still be read.
    left: usize,
    side: Side,
    /// Whether some branch has an `else`.
    has_sides: bool,
}

/// Which variables the recipes get.
#[derive(Debug, Default)]
struct Exports {
    /// `export` alone: all of them.
    all: bool,
    named: BTreeSet<String>,
}

impl Exports {
    fn are(&self, name: &str) -> bool {
        self.all || self.named.contains(name)
    }
}

impl Makefile {
    /// Takes over assignments; the lines of recipes.
    fn lines(&mut self, text: &Text, included: Included<'_>, nested: usize) -> Vec<Mapped> {
        let mut recipes = Vec::new();
        let mut defines = 0_usize;
        let mut forks = Forks::of(text, self.side);
        self.has_sides |= !forks.with_else.is_empty();
        for (at, line, joined) in logical_lines(text) {
            if forks.leaves_out(at, &joined) {
                continue;
            }
            let plain = joined.trim();
            let (first, rest) = plain.split_once([' ', '\t']).unwrap_or((plain, ""));
            match first {
                "define" => defines += 1,
                "endef" => defines = defines.saturating_sub(1),
                _ if defines > 0 => {}
                _ if joined.starts_with('\t') => recipes.push(line),
                "include" | "-include" | "sinclude" if nested > 0 => self.include(rest, included, nested - 1),
                "export" if !rest.contains('=') => {
                    self.exports.all |= rest.is_empty();
                    self.exports.named.extend(rest.split_whitespace().map(str::to_owned));
                }
                _ => {
                    if let Some((name, exported)) = assignment(plain, &mut self.values) {
                        self.assigned.push(Word::new(name, line.span(0..line.text.trim_end().len())));
                        self.exports.named.extend(exported.then(|| name.to_owned()));
                    }
                }
            }
        }
        recipes
    }

    fn include(&mut self, paths: &str, included: Included<'_>, nested: usize) {
        let mut written = Filled::default();
        written.push(paths.split('#').next().unwrap_or_default(), &self.values, DEPTH, &mut MOST_FILLED.clone());
        for path in written.text.split_whitespace().filter(|_| written.holes.is_empty()) {
            let Some((file, bytes)) = included(path).filter(|(_, bytes)| bytes.len() < self.left) else { continue };
            self.left -= bytes.len() + 1;
            self.lines(&Text::new(file, &bytes).0, included, nested);
        }
    }
}

/// Lines with those that a backslash joins to them; a recipe keeps its backslashes, which are the shell's.
fn logical_lines(text: &Text) -> impl Iterator<Item = (usize, Mapped, String)> {
    joined_lines(text).into_iter().map(|range| {
        let start = range.start;
        let piece = text.piece(range);
        let joined = piece.text.replace("\\\r\n", " ").replace("\\\n", " ");
        (start, piece, joined.trim_end_matches(['\n', '\r']).to_owned())
    })
}

fn joined_lines(text: &Text) -> Vec<Range<usize>> {
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
        found.push(start..at);
    }
    found
}

/// What a line is of a branch.
enum Fork {
    If,
    Else,
    End,
}

impl Fork {
    fn of(line: &str) -> Option<Self> {
        match line.trim_start_matches(' ').split([' ', '\t', '(', '#', '\r', '\n']).next()? {
            "ifeq" | "ifneq" | "ifdef" | "ifndef" => Some(Self::If),
            "else" => Some(Self::Else),
            "endif" => Some(Self::End),
            _ => None,
        }
    }
}

/// The branches around a line.
struct Forks {
    /// The lines that begin a branch which has an `else`.
    with_else: BTreeSet<usize>,
    side: Side,
    /// Whether each open branch is on the side that is not read, and how many are.
    open: Vec<bool>,
    out: usize,
}

impl Forks {
    fn of(text: &Text, side: Side) -> Self {
        let (mut with_else, mut open) = (BTreeSet::new(), Vec::new());
        for line in joined_lines(text) {
            match Fork::of(&text.text[line.clone()]) {
                Some(Fork::If) => open.push(line.start),
                Some(Fork::Else) => with_else.extend(open.last()),
                Some(Fork::End) => {
                    open.pop();
                }
                None => {}
            }
        }
        Self { with_else, side, open: Vec::new(), out: 0 }
    }

    /// Whether the next line is one of a branch itself, or stands on a side that is not read.
    fn leaves_out(&mut self, at: usize, line: &str) -> bool {
        let fork = Fork::of(line);
        if matches!(fork, Some(Fork::Else | Fork::End)) {
            self.out -= self.open.pop().map_or(0, usize::from);
        }
        let is_out = match fork {
            Some(Fork::If) => self.with_else.contains(&at) && self.side == Side::Else,
            Some(Fork::Else) => self.side == Side::First,
            Some(Fork::End) => return true,
            None => return self.out > 0,
        };
        self.open.push(is_out);
        self.out += usize::from(is_out);
        true
    }
}

/// Lines that are one for make, and values over several lines.
pub(super) fn joined(text: &Text) -> Vec<Range<usize>> {
    let lines = joined_lines(text);
    let is_joined = |line: &&Range<usize>| text.text[(*line).clone()].trim_end_matches('\n').contains('\n');
    let mut found: Vec<_> = lines.iter().filter(is_joined).cloned().collect();
    let mut open = Vec::new();
    for line in lines {
        match text.text[line.clone()].split_whitespace().next() {
            Some("define") => open.push(line.start),
            Some("endef") => found.extend(open.pop().map(|start| start..line.end)),
            _ => {}
        }
    }
    found.extend(open.into_iter().map(|start| start..text.text.len() + 1));
    found
}

/// Takes over `NAME = value`; the name, and whether the line exports it to all recipes. What one target alone has is another value
/// than the others have.
fn assignment<'t>(line: &'t str, values: &mut Values) -> Option<(&'t str, bool)> {
    let Some(Assignment { exported, name, operator, value }) = parse(line) else {
        let (_, of_target) = line.split_once(':').filter(|(targets, _)| !targets.contains(['=', '#']))?;
        let own = parse(of_target.trim_start())?;
        shell::set(&mut values.set, own.name, Some(own.value).filter(|_| own.operator != "+="));
        return None;
    };
    if operator == "+=" {
        let old = values.set.entry(name.to_owned()).or_insert_with(|| Some(String::new()));
        let joined = old.take().map(|old| if old.is_empty() { value.to_owned() } else { format!("{old} {value}") });
        *old = joined.filter(|joined| joined.len() < MOST_VALUE);
    } else {
        shell::set(&mut values.set, name, Some(value));
    }
    Some((name, exported))
}

struct Assignment<'t> {
    exported: bool,
    name: &'t str,
    operator: &'static str,
    value: &'t str,
}

/// `NAME = value` in its forms.
fn parse(line: &str) -> Option<Assignment<'_>> {
    let (mut line, mut exported) = (line, false);
    while let Some((word, rest)) = line.split_once([' ', '\t']).filter(|(word, _)| MODIFIERS.contains(word)) {
        exported |= word == "export";
        line = rest.trim_start();
    }
    let len = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')).count();
    let (name, rest) = line.split_at(len);
    let rest = rest.trim_start();
    let operator = ["::=", ":=", "?=", "+=", "="].into_iter().find(|operator| rest.starts_with(operator))?;
    let value = rest[operator.len()..].split(" #").next().unwrap_or_default().trim();
    (!name.is_empty()).then_some(Assignment { exported, name, operator, value })
}

/// Words in front of an assignment.
const MODIFIERS: [&str; 4] = ["export", "override", "private", "unexport"];

/// A value with the variables in it filled in, and where holes are left.
#[derive(Debug, Default)]
struct Filled {
    text: String,
    holes: Vec<Range<usize>>,
}

impl Filled {
    fn hole(&mut self, written: &str) {
        let start = self.text.len();
        self.text.push_str(written);
        self.holes.push(start..self.text.len());
    }

    /// Adds a text in which `$` begins a variable.
    fn push(&mut self, text: &str, values: &Values, depth: usize, left: &mut usize) {
        for part in parts(text) {
            match part {
                Part::Text(range) => self.text.push_str(&text[range]),
                Part::Variable(range, name) => self.variable(&text[range], name, values, depth, left),
            }
        }
    }

    fn variable(&mut self, written: &str, name: &str, values: &Values, depth: usize, left: &mut usize) {
        if name == "$" {
            self.text.push('$');
        } else if let Some(program) = name.strip_prefix("shell ").and_then(lexer::program) {
            self.text.push_str(program);
        } else if depth > 0
            && *left > 0
            && let Some(value) = values.take(name)
            && self.text.len() + value.len() < MOST_VALUE
        {
            *left -= 1;
            self.push(value, values, depth - 1, left);
        } else {
            self.hole(written);
        }
    }
}

/// What a variable holds.
fn value(name: &str, values: &Values) -> Filled {
    let mut value = Filled::default();
    value.variable(&format!("$({name})"), name, values, DEPTH, &mut MOST_FILLED.clone());
    value
}

/// A part of a recipe with its variables filled in; what comes of one stands where it is asked for.
fn filled(line: &Mapped, range: Range<usize>, values: &Values) -> Mapped {
    let text = &line.text[range.clone()];
    let mut recipe = line.part(range.start..range.start);
    for part in parts(text) {
        match part {
            Part::Text(text) => recipe.push_part(line, range.start + text.start..range.start + text.end),
            Part::Variable(written, name) => {
                let source = line.span(range.start + written.start..range.start + written.end);
                let mut value = Filled::default();
                value.variable(&text[written], name, values, DEPTH, &mut MOST_FILLED.clone());
                let mut at = 0;
                for hole in value.holes {
                    recipe.push_stand(&value.text[at..hole.start], source, true);
                    recipe.push_stand(&value.text[hole.clone()], source, false);
                    at = hole.end;
                }
                recipe.push_stand(&value.text[at..], source, true);
            }
        }
    }
    recipe
}

/// A piece of a text in which `$` begins a variable.
enum Part<'t> {
    Text(Range<usize>),
    /// As it is written, and its name; that of `$$` is `$`.
    Variable(Range<usize>, &'t str),
}

/// Cuts a text at its variables: `$(NAME)`, `${NAME}`, `$N`.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(dollar) = memchr::memchr(b'$', &text.as_bytes()[at..]).map(|n| at + n) {
        found.push(Part::Text(at..dollar));
        let close = match text.as_bytes().get(dollar + 1) {
            Some(b'(') => Some((b'(', b')')),
            Some(b'{') => Some((b'{', b'}')),
            _ => None,
        };
        let (end, name) = match close {
            Some((open, close)) => {
                let end = lexer::balanced(text, dollar + 1, open, close);
                (end, dollar + 2..end.saturating_sub(1).max(dollar + 2))
            }
            None => {
                let len = text[dollar + 1..].chars().next().map_or(0, char::len_utf8);
                (dollar + 1 + len, dollar + 1..dollar + 1 + len)
            }
        };
        found.push(Part::Variable(dollar..end, text.get(name).unwrap_or_default().trim()));
        at = end;
    }
    found.push(Part::Text(at..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::super::shell::tests::check_commands;
    use super::*;
    use crate::source::FileId;

    /// The expectations were read off `make -n`.
    #[track_caller]
    fn check(makefile: &str, wanted: &[&str]) {
        let (text, _) = Text::new(FileId(0), makefile.as_bytes());
        let mut facts = FileFacts::default();
        read(&text, &|_| None, &mut facts);
        check_commands(&facts.commands, makefile, wanted);
    }

    #[test]
    fn what_is_known_of_a_variable_is_filled_in() {
        check(
            "P = 2345\nF = --headless --listen=:$(P)\ndebug:\n\tdlv $(F) exec ./app\n",
            &["dlv --headless --listen=:2345 exec ./app"],
        );
        // What is set later counts too, and what is not known leaves a hole.
        check("F = $(A) --listen=:$(P)\nA = --log\nx:\n\tdlv $(F)\n", &["dlv --log <--listen=:$(P)>"]);
        check("F = --headless $(EXTRA)\nx:\n\tdlv $(F) dap\n", &["dlv --headless <$(EXTRA)> dap"]);
        check("F = a\nifdef X\nF = b\nendif\nx:\n\tdlv $(F)\n", &["dlv <$(F)>"]);
        check("F = a\ny: F = b\ny: x\nx:\n\tdlv $(F)\n", &["dlv <$(F)>"]);
        // Of two sides one run has one.
        let sides = "ifdef D\nF += a\nelse ifdef E\nF += b\nelse\nG = c\nendif\nx:\n\tdlv $F $G y\n";
        check(sides, &["dlv a <$G> y", "dlv b c y"]);
        check("ifdef D\nP = 1\nelse\nP = 2\nendif\nx:\n\tdlv $P\n\tdlv dap\n", &["dlv 1", "dlv dap", "dlv 2"]);
        check("ifdef D\nx:\n\tdlv 1\nelse\nx:\n\tdlv 2\nendif\nelse\nendif\n\tdlv 3\n", &["dlv 1", "dlv 3", "dlv 2"]);
        check("F += a\nF += b\nx:\n\tdlv $F ${F}\n", &["dlv a b a b"]);
    }

    #[test]
    fn a_recipe_is_filled_in_before_a_shell_sees_it() {
        check("CD = cd x && dlv\nx:\n\t@$(CD) dap\n", &["cd x", "dlv dap"]);
        check("V = 1\nx:\n\tgo build -ldflags '-X m.v=$(V)' '$(NONE)'\n", &["go build -ldflags -X m.v=1 <$(NONE)>"]);
        check(
            "x:\n\tP=1; dlv --listen=:$$P $${Q:-2} $@ $< $(shell date)\n",
            &["dlv --listen=:1 2 <$@> <$<> <$(shell date)>"],
        );
        check("D := $(shell which dlv)\nx:\n\t$(D) dap\n", &["dlv dap"]);
        check("x:\n\tsh -c \"dlv '$(NONE)'\"\n", &["dlv <$(NONE)>"]);
    }

    #[test]
    fn what_is_included_sets_variables() {
        let files = |path: &str| {
            let text = match path {
                ".env" => "P=2345\nexport Q=a # not this\n",
                "more/loop.mk" => "include more/loop.mk\nR = b\nx:\n\tdlv not-here\n",
                _ => return None,
            };
            Some((FileId(1), text.as_bytes().into()))
        };
        let check = |makefile: &str, wanted: &[&str], exported: &[(&str, &str)]| {
            let (text, _) = Text::new(FileId(0), makefile.as_bytes());
            let mut facts = FileFacts::default();
            read(&text, &files, &mut facts);
            check_commands(&facts.commands, makefile, wanted);
            let found: Vec<_> = facts.variables.iter().map(|(n, v)| (&*n.text, v.get().unwrap_or("?"))).collect();
            assert_eq!(found, exported, "{makefile}");
        };
        check("-include .env # mine\nx:\n\tdlv $(P)\n", &["dlv 2345"], &[("Q", "a")]);
        check("include .env\nexport\nx:\n\tdlv $Q\n", &["dlv a"], &[("P", "2345"), ("Q", "a")]);
        check(
            "export P\nD = more\ninclude .env none $D/loop.mk\nx:\n\tdlv $R\n",
            &["dlv b"],
            &[("P", "2345"), ("Q", "a")],
        );
        check("include $(NONE).env\nx:\n\tdlv $(P)\n", &["dlv <$(P)>"], &[]);
        check("P = 1\ninclude .env\nx:\n\tdlv $(P)\n", &["dlv <$(P)>"], &[("Q", "a")]);
    }

    #[test]
    fn what_grows_or_turns_in_circles_is_cut() {
        check("A = $(A)\nx:\n\tdlv $(A)\n", &["dlv <$(A)>"]);
        let mut doubling = String::new();
        for i in 0..60 {
            doubling.push_str(&format!("V{i} = $(V{})$(V{})\n", i + 1, i + 1));
        }
        let (text, _) = Text::new(FileId(0), format!("{doubling}x:\n\tdlv $(V0)\n").as_bytes());
        let mut facts = FileFacts::default();
        read(&text, &|_| None, &mut facts);
        assert!(facts.commands[0].words.iter().map(|w| w.text.len()).sum::<usize>() < 2 * MOST_VALUE);
        for broken in
            ["x:\n\t$", "x:\n\t$(", "x:\n\t${a", "$(\n", "a=$(\nx:\n\t$(a)", ":=\n", "define\n", "x:\n\t$(a'ü)$ü"]
        {
            let (text, _) = Text::new(FileId(0), broken.as_bytes());
            read(&text, &|_| None, &mut FileFacts::default());
        }
    }
}
