//! Which files a build takes: `//go:build` and `// +build` lines, `_GOOS_GOARCH` names, cgo.
//!
//! In: a file name, a [`Head`] with its bytes, a [`Target`]. Out: None where the file belongs to the build, else the
//! [`Reason`] why not. Knows one file. Rules: go/build (matchFile, shouldBuild, goodOSArchFile) and go/build/constraint.

use std::collections::BTreeSet;
use std::str::from_utf8;

use super::head::Head;

/// The newest Go release whose tag a build sets where nothing else is asked for.
pub const NEWEST_GO_MINOR: u32 = 27;

/// What is built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// GOOS.
    pub goos: String,
    /// GOARCH.
    pub goarch: String,
    /// What `-tags` adds.
    pub tags: BTreeSet<String>,
    /// CGO_ENABLED.
    pub cgo: Cgo,
    /// The tags go1.1 to go1.N are set.
    pub go_minor: u32,
}

/// CGO_ENABLED.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cgo {
    /// 1
    On,
    /// 0
    Off,
}

impl Default for Target {
    /// linux/amd64 with cgo, built with the newest known Go.
    fn default() -> Self {
        Self {
            goos: "linux".into(),
            goarch: "amd64".into(),
            tags: BTreeSet::new(),
            cgo: Cgo::On,
            go_minor: NEWEST_GO_MINOR,
        }
    }
}

/// Why a file is not part of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// `_test.go`.
    Test,
    /// The name starts with `_` or `.`.
    Hidden,
    /// The name ends in another GOOS or GOARCH.
    Name,
    /// `//go:build ignore`: a program of its own, or notes, only built when named.
    Ignore,
    /// The build constraint is not met.
    Constraint,
    /// `import "C"` without cgo.
    Cgo,
    /// `package documentation`.
    Documentation,
    /// No package clause, or a constraint that does not parse: Go refuses the package.
    Broken,
    /// Another package than the rest of its directory.
    OtherPackage,
}

impl Reason {
    /// The phrase of the summary.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Test => "tests",
            Self::Hidden => "whose name starts with _ or .",
            Self::Name => "for another GOOS or GOARCH",
            Self::Ignore => "with //go:build ignore",
            Self::Constraint => "for other build tags",
            Self::Cgo => "that need cgo",
            Self::Documentation => "package documentation",
            Self::Broken => "not readable as Go",
            Self::OtherPackage => "of another package in the directory",
        }
    }
}

/// What GOOS may be: what go/build reads in the names of files.
pub const SYSTEMS: [&str; 18] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

const NOT_UNIX: [&str; 6] = ["js", "nacl", "plan9", "wasip1", "windows", "zos"];

/// What GOARCH may be.
pub const ARCHITECTURES: [&str; 24] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Experiments that releases turn on by themselves: name, first and last minor release
/// (`go list -f '{{context.ToolTags}}'` of Go 1.21, 1.22, 1.23, 1.26 and 1.27).
const EXPERIMENTS: [(&str, u32, u32); 10] = [
    ("allocheaders", 22, 22),
    ("coverageredesign", 20, 24),
    ("dwarf5", 25, u32::MAX),
    ("exectracer2", 22, 22),
    ("greenteagc", 26, u32::MAX),
    ("jsonv2", 27, u32::MAX),
    ("randomizedheapbase64", 26, u32::MAX),
    ("regabiargs", 17, u32::MAX),
    ("regabiwrappers", 17, u32::MAX),
    ("sizespecializedmalloc", 27, u32::MAX),
];

/// What the name of a `.go` file alone decides. Nothing has to be read of a file that is out here.
#[must_use]
pub fn check_name(name: &str, target: &Target) -> Option<Reason> {
    if name.starts_with('_') || name.starts_with('.') {
        return Some(Reason::Hidden);
    }
    if name.ends_with("_test.go") {
        return Some(Reason::Test);
    }
    if fits_name(name, target) { None } else { Some(Reason::Name) }
}

/// `x_GOOS.go`, `x_GOARCH.go`, `x_GOOS_GOARCH.go`, also in front of `_test`: what the part behind the first `_` says.
#[must_use]
pub fn fits_name(name: &str, target: &Target) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let Some((_, rest)) = stem.split_once('_') else { return true };
    let rest = if rest == "test" { "" } else { rest.strip_suffix("_test").unwrap_or(rest) };
    let (before, last) = match rest.rsplit_once('_') {
        Some((before, last)) => (before.rsplit('_').next().unwrap_or(before), last),
        None => ("", rest),
    };
    if ARCHITECTURES.contains(&last) {
        target.sets(last) && (!SYSTEMS.contains(&before) || target.sets(before))
    } else {
        !SYSTEMS.contains(&last) || target.sets(last)
    }
}

/// What the head decides: constraint lines, cgo, the package's name.
#[must_use]
pub fn check_head(head: &Head, bytes: &[u8], target: &Target) -> Option<Reason> {
    if let Some(reason) = check_lines(head, bytes, target) {
        return Some(reason);
    }
    if head.package.is_empty() {
        return Some(Reason::Broken);
    }
    check_content(head, target)
}

/// What holds even for files that are named on the command line, whose names and constraints do not count.
#[must_use]
pub fn check_content(head: &Head, target: &Target) -> Option<Reason> {
    match (&*head.package, head.cgo, target.cgo) {
        ("documentation", ..) => Some(Reason::Documentation),
        (_, true, Cgo::Off) => Some(Reason::Cgo),
        _ => None,
    }
}

fn check_lines(head: &Head, bytes: &[u8], target: &Target) -> Option<Reason> {
    let text = |r: &super::syntax::Range| bytes.get(r.start as usize..r.end as usize).and_then(|b| from_utf8(b).ok());
    match head.go_build.as_slice() {
        [] => {}
        [line] => {
            let expression = text(line).and_then(|l| l.strip_prefix("//go:build"));
            return match expression.and_then(|e| eval(e, target)) {
                Some(true) => None,
                Some(false) if expression.is_some_and(|e| e.trim() == "ignore") => Some(Reason::Ignore),
                Some(false) => Some(Reason::Constraint),
                None => Some(Reason::Broken),
            };
        }
        _ => return Some(Reason::Broken),
    }
    let lines: Vec<&str> = head.plus_build.iter().filter_map(text).filter_map(plus_build).collect();
    if lines.iter().all(|line| meets_plus_build(line, target)) {
        None
    } else if lines.contains(&"ignore") {
        Some(Reason::Ignore)
    } else {
        Some(Reason::Constraint)
    }
}

/// What stands behind `+build`, which a blank or the end must follow.
fn plus_build(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("//")?.trim().strip_prefix("+build")?;
    if rest.is_empty() || rest.starts_with([' ', '\t']) { Some(rest.trim()) } else { None }
}

/// Blanks mean or, commas mean and. A malformed word is the tag `ignore`, and so is an empty line.
fn meets_plus_build(line: &str, target: &Target) -> bool {
    let tag = |word: &str| target.sets(if is_tag(word) { word } else { "ignore" });
    let meets = |word: &str| match word.strip_prefix('!') {
        Some(rest) if rest.is_empty() || rest.starts_with('!') => target.sets("ignore"),
        Some(rest) => !tag(rest),
        None => tag(word),
    };
    line.split_whitespace().any(|clause| clause.split(',').all(meets))
}

impl Target {
    /// Whether a tag is true (go/build's matchTag).
    #[must_use]
    pub fn sets(&self, tag: &str) -> bool {
        let goos = self.goos.as_str();
        tag == goos
            || tag == self.goarch
            || self.tags.contains(tag)
            || match tag {
                "gc" => true,
                "cgo" => self.cgo == Cgo::On,
                "linux" => goos == "android",
                "solaris" => goos == "illumos",
                "darwin" => goos == "ios",
                "unix" => SYSTEMS.contains(&goos) && !NOT_UNIX.contains(&goos),
                "boringcrypto" => self.tags.contains("goexperiment.boringcrypto"),
                _ => self.sets_release(tag) || self.sets_tool(tag),
            }
    }

    fn sets_release(&self, tag: &str) -> bool {
        let minor = tag.strip_prefix("go1.").filter(|m| !m.starts_with(['0', '+']));
        minor.and_then(|m| m.parse::<u32>().ok()).is_some_and(|m| m <= self.go_minor)
    }

    fn sets_tool(&self, tag: &str) -> bool {
        match tag.strip_prefix("goexperiment.") {
            Some(name) => {
                EXPERIMENTS.iter().any(|(n, since, until)| name == *n && (*since..=*until).contains(&self.go_minor))
            }
            // The lowest level of an architecture is always set.
            None => tag.strip_prefix(self.goarch.as_str()).is_some_and(|level| matches!(level, ".v1" | ".v8.0")),
        }
    }
}

/// Go's constraint tags: letters, digits, `_` and `.`.
fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// The value of a `//go:build` expression; None where it does not parse.
fn eval(text: &str, target: &Target) -> Option<bool> {
    let mut parser = Parser { rest: text.trim(), target, depth: 0 };
    let value = parser.or()?;
    if parser.rest.is_empty() { Some(value) } else { None }
}

struct Parser<'a> {
    rest: &'a str,
    target: &'a Target,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn or(&mut self) -> Option<bool> {
        let mut value = self.and()?;
        while self.eat("||") {
            value |= self.and()?;
        }
        Some(value)
    }

    fn and(&mut self) -> Option<bool> {
        let mut value = self.not()?;
        while self.eat("&&") {
            value &= self.not()?;
        }
        Some(value)
    }

    fn not(&mut self) -> Option<bool> {
        if self.eat("!") {
            // Go refuses a double negation.
            return if self.rest.starts_with('!') { None } else { self.atom().map(|v| !v) };
        }
        self.atom()
    }

    fn atom(&mut self) -> Option<bool> {
        if self.eat("(") {
            self.depth += 1;
            // No constraint of a person is that deep; a file of brackets must not overflow the stack.
            if self.depth > 200 {
                return None;
            }
            let value = self.or()?;
            self.depth -= 1;
            return if self.eat(")") { Some(value) } else { None };
        }
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(self.rest.len());
        let (tag, rest): (&'a str, &'a str) = self.rest.split_at(end);
        if tag.is_empty() {
            return None;
        }
        self.rest = rest.trim_start();
        Some(self.target.sets(tag))
    }

    fn eat(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
#[path = "constraint_tests.rs"]
mod tests;
