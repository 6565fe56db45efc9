//! Holds `golang::parse` against Go's own parser and type checker, over thousands of files of Go's standard library.
//!
//! The program in `testdata/golang/oracle` prints facts of each file: imports, functions, calls, strings, what each identifier
//! stands for, value specs, types with their fields, statements. Each must be in our [`Syntax`], and nothing else may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use muxray::facts;
use muxray::golang::parse;
use muxray::golang::syntax::*;
use muxray::golang::words::{Gives, Words, gives};
use muxray::known::Known;
use rayon::prelude::*;
use walkdir::WalkDir;

/// Folders of GOROOT/src that are compared.
const FOLDERS: [&str; 12] = [
    "net",
    "cmd/go",
    "cmd/vet",
    "cmd/vendor/golang.org/x/tools",
    "go",
    "encoding",
    "crypto",
    "internal",
    "os",
    "text",
    "database",
    "log",
];

#[test]
fn go_sees_the_same() {
    let Some(goroot) = goroot() else {
        eprintln!("skipped: no go");
        return;
    };
    let facts = go_facts(&goroot.join("src"));
    let files: Vec<&str> = facts.split("F ").filter(|file| !file.is_empty()).collect();
    let total = Mutex::new(BTreeMap::<&str, usize>::new());
    let wrong: Vec<String> = files
        .par_iter()
        .flat_map_iter(|file| {
            let (path, lines) = file.split_once('\n').expect("a path and its lines");
            let mut counts = BTreeMap::new();
            let wrong = compare(Path::new(path), lines, &mut counts);
            let mut total = total.lock().expect("no thread has panicked");
            counts.into_iter().for_each(|(kind, count)| *total.entry(kind).or_default() += count);
            wrong
        })
        .collect();
    let total = total.into_inner().expect("no thread has panicked");
    eprintln!("{} files: {total:?}", files.len());
    assert!(files.len() >= 2_000, "only {} files", files.len());
    assert!(total["calls"] > 100_000 && total["strings"] > 50_000, "{total:?}");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// The lines of a file must not deny what its tree says; nor may they say yes to everything.
#[test]
fn what_gives_fields_a_value_is_seen_by_its_lines() {
    let Some(files) = library() else {
        eprintln!("skipped: no go");
        return;
    };
    let all = files.par_iter().map(|path| {
        let bytes = std::fs::read(path).expect("a file of Go's own");
        let facts = facts::extract(parse(&bytes), &Known::default());
        let syntax = &facts.syntax;
        let elements = facts.element_defs.iter().filter_map(|def| selected(syntax.expr(def.base)));
        let set: BTreeSet<&Name> = facts.field_defs.iter().map(|def| &def.field).chain(elements).collect();
        let keyed: BTreeSet<&Name> = facts.keyed.iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect();
        for field in &set {
            assert!(gives(&bytes, field, Gives::Set), "{}: `{field}` is set", path.display());
        }
        for field in keyed {
            assert!(gives(&bytes, field, Gives::SetOrKeyed), "{}: `{field}` is a key", path.display());
        }
        let read: BTreeSet<&Name> =
            syntax.exprs.iter().filter_map(selected).filter(|name| !set.contains(name)).collect();
        let denied = read.iter().filter(|name| !gives(&bytes, name, Gives::Set)).count();
        (set.len(), read.len(), denied)
    });
    let (set, read, denied) = all.reduce(|| (0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    eprintln!("{set} set, {read} only read, of which {denied} are told from them");
    assert!(set > 5_000 && denied * 100 > read * 85, "{set} {read} {denied}");
}

/// The line of a method tells of which type it is.
#[test]
fn methods_are_told_apart_by_their_lines() {
    let Some(files) = library() else {
        eprintln!("skipped: no go");
        return;
    };
    let all = files.par_iter().map(|path| {
        let bytes = std::fs::read(path).expect("a file of Go's own");
        let (syntax, words) = (parse(&bytes), Words::of(&bytes));
        let methods: Vec<(&str, &str)> = syntax
            .funcs
            .iter()
            .filter_map(|func| Some((&**syntax.receiver_type(func)?, &**func.name.as_ref()?)))
            .collect();
        for (ty, name) in &methods {
            assert!(words.declares_method(ty, name), "{}: {ty}.{name}", path.display());
        }
        // Of another type of the file it is told that it has no such method, where it has none.
        let types: BTreeSet<&str> = methods.iter().map(|(ty, _)| *ty).collect();
        let absent = methods.iter().flat_map(|(_, name)| types.iter().map(|ty| (*ty, *name)));
        let absent: BTreeSet<(&str, &str)> = absent.filter(|pair| !methods.contains(pair)).collect();
        let denied = absent.iter().filter(|(ty, name)| !words.declares_method(ty, name)).count();
        (methods.len(), absent.len(), denied)
    });
    let (methods, absent, denied) = all.reduce(|| (0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    eprintln!("{methods} methods, {absent} that are not there, of which {denied} are told");
    assert!(methods > 5_000 && denied * 100 > absent * 99, "{methods} {absent} {denied}");
}

fn selected(expr: &Expr) -> Option<&Name> {
    if let ExprKind::Select(_, name) = &expr.kind { Some(name) } else { None }
}

/// The Go files of the library's folders that are compared; None without Go.
fn library() -> Option<Vec<PathBuf>> {
    let src = goroot()?.join("src");
    let below = FOLDERS.iter().flat_map(|folder| WalkDir::new(src.join(folder)));
    let paths = below.filter_map(|entry| Some(entry.ok()?.into_path()));
    Some(paths.filter(|path| path.extension().is_some_and(|ext| ext == "go") && path.is_file()).collect())
}

fn goroot() -> Option<PathBuf> {
    let out = Command::new("go").args(["env", "GOROOT"]).output().ok()?;
    Some(PathBuf::from(String::from_utf8(out.stdout).ok()?.trim()))
}

fn go_facts(src: &Path) -> String {
    let oracle = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golang/oracle");
    let mut build = Command::new("go");
    build.args(["build", "-o"]).arg(&oracle).arg(".").current_dir(source);
    build.envs([("GOTOOLCHAIN", "local"), ("GOFLAGS", "-mod=mod"), ("GOWORK", "off")]);
    assert!(build.status().expect("go starts").success(), "the oracle builds");
    let roots = FOLDERS.iter().map(|folder| src.join(folder)).filter(|folder| folder.exists());
    let out = Command::new(oracle).arg(src).args(roots).output().expect("the oracle starts");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("the oracle prints text")
}

/// The differences of one file. Facts are lines of text on both sides, so that sets of them can be compared.
fn compare(path: &Path, lines: &str, counts: &mut BTreeMap<&'static str, usize>) -> Vec<String> {
    let bytes = std::fs::read(path).expect("a file that Go has read");
    let syntax = parse(&bytes);
    if !syntax.errors.is_empty() {
        *counts.entry("files with errors").or_default() += 1;
        eprintln!("not read in full: {} {:?}", path.display(), &syntax.errors[..syntax.errors.len().min(3)]);
        return Vec::new();
    }
    let mut names = BTreeMap::new();
    let mut theirs = BTreeSet::new();
    let mut open_keys = BTreeSet::new();
    let offset = |text: &str| text.parse::<u32>().expect("an offset");
    for line in lines.lines() {
        let (kind, rest) = line.split_once(' ').expect("a kind and facts");
        match kind {
            "U" => {
                let (at, what) = rest.split_once(' ').expect("an offset and a meaning");
                names.insert(offset(at), what);
            }
            "K" => {
                open_keys.insert(offset(rest));
            }
            // The last word is text in hex.
            "S" | "G" | "I" => {
                let (rest, hex) = rest.rsplit_once(' ').expect("facts and a text");
                theirs.insert(format!("{kind} {rest} {}", text(hex)));
            }
            _ => {
                theirs.insert(line.to_owned());
            }
        }
    }
    let ours = Ours::of(&syntax);
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(theirs.difference(&ours.facts).map(|fact| format!("{}: missing {fact}", path.display())));
    wrong.extend(ours.facts.difference(&theirs).map(|fact| format!("{}: invented {fact}", path.display())));
    for (at, what) in &ours.names {
        match names.remove(at) {
            Some(said) if said == what || imports_same(said, what) => {}
            said if said.is_none() && open_keys.contains(at) => {}
            said => wrong.push(format!("{}: at {at} Go has {said:?}, we have {what}", path.display())),
        }
    }
    // A variable is used nowhere but in expressions: each use must have been found. (Declarations have lines of their own, or
    // are parameters of function types, which no local stands for.)
    for (at, what) in names.iter().filter(|(at, what)| what.starts_with("L ") && what[2..] != at.to_string()) {
        wrong.push(format!("{}: at {at} Go has {what}, we have nothing", path.display()));
    }
    for (kind, letter) in [("calls", 'C'), ("strings", 'S'), ("functions", 'D'), ("statements", 'X'), ("values", 'V')] {
        *counts.entry(kind).or_default() += theirs.iter().filter(|fact| fact.starts_with(letter)).count();
    }
    *counts.entry("selector calls").or_default() += ours.selector_calls;
    *counts.entry("names").or_default() += ours.names.len();
    *counts.entry("names of locals").or_default() += ours.names.values().filter(|what| what.starts_with('L')).count();
    *counts.entry("names of imports").or_default() += ours.names.values().filter(|what| what.starts_with('I')).count();
    *counts.entry("keys of unknown types").or_default() += open_keys.len();
    wrong
}

/// Whether both mean the import of one path; theirs is in hex.
fn imports_same(theirs: &str, ours: &str) -> bool {
    matches!((theirs.split_once(' '), ours.split_once(' ')), (Some(("I", hex)), Some(("I", path))) if text(hex) == path)
}

fn text(hex: &str) -> String {
    let digits = hex.as_bytes()[1..].chunks(2);
    let bytes: Vec<u8> =
        digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex")).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What our syntax says, in the oracle's words.
struct Ours<'s> {
    syntax: &'s Syntax,
    facts: BTreeSet<String>,
    names: BTreeMap<u32, String>,
    selector_calls: usize,
}

impl<'s> Ours<'s> {
    fn of(syntax: &'s Syntax) -> Self {
        let mut ours = Self { syntax, facts: BTreeSet::new(), names: BTreeMap::new(), selector_calls: 0 };
        syntax.imports.iter().for_each(|import| ours.import(import));
        syntax.funcs.iter().for_each(|func| ours.func(func));
        syntax.exprs.iter().for_each(|expr| ours.expr(expr));
        syntax.types.iter().for_each(|decl| ours.type_decl(decl));
        syntax.consts.iter().chain(&syntax.vars).for_each(|spec| ours.value(spec));
        ours
    }

    fn fact(&mut self, kind: &str, range: Range, rest: &str) {
        self.facts.insert(format!("{kind} {} {}{rest}", range.start, range.end));
    }

    fn import(&mut self, import: &Import) {
        let name = match &import.name {
            ImportName::Default => "-",
            ImportName::Alias(name) => name,
            ImportName::Blank => "_",
            ImportName::Dot => ".",
        };
        self.fact("I", import.range, &format!(" {name} {}", import.path));
    }

    fn func(&mut self, func: &Func) {
        let recv = func.recv.and_then(|recv| self.syntax.local(recv).ty.as_deref()).and_then(Type::base);
        let (name, recv) = (func.name_range, recv.map_or("-", |name| name));
        let counts = format!("{} {} {} {recv}", func.params.len(), func.results.len(), func.variadic);
        self.fact("D", func.range, &format!(" {} {} {counts}", name.start, name.end));
        self.list(&func.body);
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Call { fun, .. } => {
                self.fact("C", expr.range, "");
                self.selector_calls += usize::from(matches!(self.syntax.expr(*fun).kind, ExprKind::Select(..)));
            }
            ExprKind::Str(value) => self.fact("S", expr.range, &format!(" {value}")),
            ExprKind::Local(local) => self.name(expr, format!("L {}", self.syntax.local(*local).range.start)),
            ExprKind::Import(import) => self.name(expr, format!("I {}", self.syntax.import(*import).path)),
            ExprKind::Name(name) if &**name != "_" => self.name(expr, "N".to_owned()),
            ExprKind::Unknown(_) => self.fact("unknown", expr.range, ""),
            _ => {}
        }
    }

    fn name(&mut self, expr: &Expr, what: String) {
        self.names.insert(expr.range.start, what);
    }

    fn type_decl(&mut self, decl: &TypeDecl) {
        self.fact("T", decl.range, &format!(" {} {}", decl.alias, decl.name));
        if let Type::Struct(fields) = &decl.ty {
            for field in fields {
                self.facts.insert(format!("G {} {} {}", field.range.start, field.embedded, field.tag));
            }
        }
    }

    fn value(&mut self, spec: &ValueSpec) {
        let tuple = spec.tuple.map_or(-1, i64::from);
        let range = spec.value.map(|value| self.syntax.expr(value).range);
        let (start, end) = range.map_or((-1, -1), |range| (i64::from(range.start), i64::from(range.end)));
        self.facts.insert(format!("V {} {} {tuple} {start} {end}", spec.name_range.start, spec.iota));
    }

    fn list(&mut self, list: &[Stmt]) {
        list.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let kind = match &stmt.kind {
            StmtKind::Expr(_) => "expr".to_owned(),
            StmtKind::Assign { lhs, rhs, op } => format!("{op:?}/{}/{}", lhs.len(), rhs.len()).to_lowercase(),
            StmtKind::Var(specs) => {
                specs.iter().for_each(|spec| self.value(spec));
                "var".to_owned()
            }
            StmtKind::Return(values) => format!("return/{}", values.len()),
            StmtKind::If { init, then, els, .. } => {
                init.iter().for_each(|init| self.stmt(init));
                self.list(then);
                self.list(els.as_deref().unwrap_or_default());
                format!("if/{}/{}", init.is_some(), els.is_some())
            }
            StmtKind::Switch { init, tag, cases, types } => {
                init.iter().for_each(|init| self.stmt(init));
                cases.iter().for_each(|case| self.list(&case.body));
                let tag = if *types { String::new() } else { format!("/{}", tag.is_some()) };
                format!("{}/{}{tag}/{}", if *types { "types" } else { "switch" }, init.is_some(), cases.len())
            }
            StmtKind::Select(cases) => {
                cases.iter().for_each(|case| self.list(&case.body));
                format!("select/{}", cases.len())
            }
            StmtKind::For { init, cond, post, body } => {
                init.iter().chain(post).for_each(|part| self.stmt(part));
                self.list(body);
                format!("for/{}/{}/{}", init.is_some(), cond.is_some(), post.is_some())
            }
            StmtKind::Range { key, value, body, .. } => {
                self.list(body);
                format!("range/{}/{}", key.is_some(), value.is_some())
            }
            StmtKind::Block(body) => {
                self.list(body);
                "block".to_owned()
            }
            StmtKind::Go(_) => "go".to_owned(),
            StmtKind::Defer(_) => "defer".to_owned(),
            StmtKind::Send(..) => "send".to_owned(),
            StmtKind::IncDec(_) => "incdec".to_owned(),
            StmtKind::Jump => "jump".to_owned(),
            StmtKind::Fallthrough => "fallthrough".to_owned(),
            StmtKind::Unknown(_) => "unknown".to_owned(),
        };
        self.facts.insert(format!("X {kind} {} {}", stmt.range.start, stmt.range.end));
    }
}
