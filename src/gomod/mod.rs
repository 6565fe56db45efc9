//! What go.mod, go.work and vendor/modules.txt say.
//!
//! In: the bytes of one such file. Out: [`GoMod`] (go.work too: it has the same grammar and most of the keywords) or
//! [`vendor::VendorList`], with a list of what could not be read. Never fails: a line that is wrong is a [`Wrong`]
//! and the rest is read. Reads no file and knows no directory: `resolve` decides what a path means.
//! Grammar and keywords: golang.org/x/mod/modfile (read.go, rule.go, work.go).

mod lex;
pub mod vendor;
pub mod version;

use crate::golang::syntax::Range;
use crate::model::GoVersion;
use lex::Line;

/// One parsed go.mod or go.work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoMod {
    /// The module path; None in go.work and where the line is missing.
    pub module: Option<Text>,
    /// The go line.
    pub go: Option<GoLine>,
    /// The toolchain line.
    pub toolchain: Option<Toolchain>,
    /// `godebug` lines in order.
    pub godebug: Vec<Setting>,
    /// `require` lines.
    pub requires: Vec<Require>,
    /// `exclude` lines: path and version.
    pub excludes: Vec<(String, String)>,
    /// `replace` lines.
    pub replaces: Vec<Replace>,
    /// `retract` lines: the lowest and the highest version of each interval.
    pub retracts: Vec<(String, String)>,
    /// `tool` lines: import paths.
    pub tools: Vec<Text>,
    /// `ignore` lines, as written.
    pub ignores: Vec<Text>,
    /// `use` lines of go.work, as written.
    pub uses: Vec<Text>,
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Unquoted.
    pub text: String,
    /// Where it stands, quotes included.
    pub range: Range,
}

/// The go line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoLine {
    /// As a version; a pre-release such as 1.22rc1 counts as 1.22.
    pub version: GoVersion,
    /// As written.
    pub text: String,
    /// The version's place.
    pub range: Range,
}

/// The toolchain line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// None for `default` and for names without a release.
    pub version: Option<GoVersion>,
    /// As written.
    pub text: String,
    /// The name's place.
    pub range: Range,
}

/// One `godebug` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key; `default` sets all keys to those of a release.
    pub key: String,
    /// The value.
    pub value: String,
    /// `key=value`.
    pub range: Range,
}

/// One `require` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Require {
    /// The module path.
    pub path: String,
    /// The version.
    pub version: String,
    /// Whether the main module imports it.
    pub kind: RequireKind,
    /// Path and version.
    pub range: Range,
}

/// Whether a requirement carries `// indirect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequireKind {
    /// Without.
    Direct,
    /// With.
    Indirect,
}

/// One `replace` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replace {
    /// The module that is replaced.
    pub path: String,
    /// Only in this version, where one is given.
    pub version: Option<String>,
    /// By what.
    pub by: Replacement,
    /// From the old path to the end of the new one.
    pub range: Range,
}

/// What stands for a replaced module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// A directory, as written: relative to the file, or absolute.
    Dir(String),
    /// A module of the cache.
    Module {
        /// Its path.
        path: String,
        /// Its version.
        version: String,
    },
}

/// What could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The line or token.
    pub range: Range,
    /// Why.
    pub message: String,
}

/// Which of the two files is read: each has keywords that the other lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// go.mod
    Module,
    /// go.work
    Work,
}

/// Reads go.mod or go.work. Whatever is wrong stands in the second part, in order of place.
#[must_use]
pub fn parse(bytes: &[u8], kind: Kind) -> (GoMod, Vec<Wrong>) {
    let mut file = GoMod::default();
    let (lines, mut wrong) = lex::lines(bytes);
    let mut block: Option<String> = None;
    for line in &lines {
        let words = &line.words;
        if let Some(verb) = block.clone() {
            if words.len() == 1 && words[0].is(")") {
                block = None;
            } else {
                statement(&mut file, &mut wrong, kind, &verb, line, words);
            }
            continue;
        }
        let Some(verb) = words.first() else { continue };
        if words.len() == 2 && words[1].is("(") {
            block = Some(verb.text.clone());
        } else if words.len() == 3 && words[1].is("(") && words[2].is(")") {
            // An empty block on one line says nothing.
        } else {
            statement(&mut file, &mut wrong, kind, &verb.text, line, &words[1..]);
        }
    }
    if block.is_some() {
        let end = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        wrong.push(Wrong { range: Range { start: end, end }, message: "the block is not closed".into() });
    }
    wrong.sort_by_key(|w| w.range);
    (file, wrong)
}

fn statement(file: &mut GoMod, wrong: &mut Vec<Wrong>, kind: Kind, verb: &str, line: &Line, args: &[lex::Word]) {
    let result = match (verb, kind) {
        ("module", Kind::Module) => one(args).and_then(|t| once(&mut file.module, t, verb)),
        ("go", _) => go_line(args).and_then(|g| once(&mut file.go, g, verb)),
        ("toolchain", _) => toolchain(args).and_then(|t| once(&mut file.toolchain, t, verb)),
        ("godebug", _) => godebug(args).map(|s| file.godebug.push(s)),
        ("require", Kind::Module) => require(line, args).map(|r| file.requires.push(r)),
        ("exclude", Kind::Module) => pair(args).map(|p| file.excludes.push(p)),
        ("replace", _) => replace(args).map(|r| file.replaces.push(r)),
        ("retract", Kind::Module) => retract(args).map(|r| file.retracts.push(r)),
        ("tool", Kind::Module) => one(args).map(|t| file.tools.push(t)),
        ("ignore", Kind::Module) => one(args).map(|t| file.ignores.push(t)),
        ("use", Kind::Work) => one(args).map(|t| file.uses.push(t)),
        _ => Err(format!("unknown directive `{verb}`")),
    };
    if let Err(message) = result {
        wrong.push(Wrong { range: line.range, message });
    }
}

fn once<T>(slot: &mut Option<T>, value: T, verb: &str) -> Result<(), String> {
    if slot.is_some() {
        return Err(format!("repeated `{verb}` line"));
    }
    *slot = Some(value);
    Ok(())
}

fn one(args: &[lex::Word]) -> Result<Text, String> {
    match args {
        [word] => Ok(Text { text: word.unquote()?, range: word.range }),
        _ => Err("exactly one argument is expected".into()),
    }
}

fn go_line(args: &[lex::Word]) -> Result<GoLine, String> {
    let Text { text, range } = one(args)?;
    match version::parse_go(&text) {
        Some(version) => Ok(GoLine { version, text, range }),
        None => Err(format!("`{text}` is no Go version such as 1.23 or 1.23.4")),
    }
}

fn toolchain(args: &[lex::Word]) -> Result<Toolchain, String> {
    let Text { text, range } = one(args)?;
    if text != "default" && !text.starts_with("go1") {
        return Err(format!("`{text}` is no toolchain such as go1.23.4"));
    }
    Ok(Toolchain { version: version::parse_toolchain(&text), text, range })
}

fn godebug(args: &[lex::Word]) -> Result<Setting, String> {
    let Text { text, range } = one(args)?;
    match text.split_once('=') {
        Some((key, value)) => Ok(Setting { key: key.into(), value: value.into(), range }),
        None => Err("`key=value` is expected".into()),
    }
}

fn pair(args: &[lex::Word]) -> Result<(String, String), String> {
    match args {
        [path, version] => Ok((path.unquote()?, version.unquote()?)),
        _ => Err("a module path and a version are expected".into()),
    }
}

fn require(line: &Line, args: &[lex::Word]) -> Result<Require, String> {
    let (path, version) = pair(args)?;
    let kind = if is_indirect(&line.comment) { RequireKind::Indirect } else { RequireKind::Direct };
    Ok(Require { path, version, kind, range: lex::cover(args) })
}

/// `// indirect` or `// indirect; more words` (modfile.isIndirect).
fn is_indirect(comment: &str) -> bool {
    let text = comment.trim_start_matches('/').trim();
    text == "indirect" || text.starts_with("indirect;")
}

fn replace(args: &[lex::Word]) -> Result<Replace, String> {
    const USAGE: &str = "`module [version] => directory` or `module [version] => module version` is expected";
    let arrow = args.iter().position(|w| w.is("=>")).ok_or(USAGE)?;
    let (old, new) = (&args[..arrow], &args[arrow + 1..]);
    let (path, version) = match old {
        [path] => (path.unquote()?, None),
        [path, version] => (path.unquote()?, Some(version.unquote()?)),
        _ => return Err(USAGE.into()),
    };
    let by = match new {
        [dir] => Replacement::Dir(dir.unquote()?),
        [path, version] => Replacement::Module { path: path.unquote()?, version: version.unquote()? },
        _ => return Err(USAGE.into()),
    };
    match &by {
        Replacement::Dir(dir) if !is_directory_path(dir) => {
            Err("a replacement without a version must be a directory: absolute, or starting with ./ or ../".into())
        }
        Replacement::Module { path, .. } if is_directory_path(path) => {
            Err("a replacement directory has no version".into())
        }
        _ => Ok(Replace { path, version, by, range: lex::cover(args) }),
    }
}

/// modfile.IsDirectoryPath: `.`, `..`, or beginning with `./`, `../` or `/`.
fn is_directory_path(text: &str) -> bool {
    text == "." || text == ".." || text.starts_with("./") || text.starts_with("../") || text.starts_with('/')
}

fn retract(args: &[lex::Word]) -> Result<(String, String), String> {
    match args {
        [version] => version.unquote().map(|v| (v.clone(), v)),
        [open, low, comma, high, close] if open.is("[") && comma.is(",") && close.is("]") => {
            Ok((low.unquote()?, high.unquote()?))
        }
        _ => Err("a version or an interval `[v1.0.0, v1.9.9]` is expected".into()),
    }
}

#[cfg(test)]
mod tests;
