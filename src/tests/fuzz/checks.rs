//! What holds whatever the bytes are, for each reader of files that somebody else wrote: it ends without a panic, and what it says of the
//! bytes is true of them.
//!
//! In: any bytes. Fails by a panic. One function for each kind of file; `cargo test` calls them with mutations of the test data,
//! and `cargo fuzz KIND` (see `testdata/fuzz/`) with what libFuzzer makes up. Two readers of the same bytes, where there are two,
//! are each other's oracle.

#[path = "../one_file.rs"]
pub(crate) mod one_file;
#[path = "shape.rs"]
pub(crate) mod shape;

use muxray::config::Layer;
use muxray::facts;
use muxray::finding::{Applicability, Edit, Fix};
use muxray::fix::{converge, diff};
use muxray::golang;
use muxray::golang::head::{Extent, Paths, scan};
use muxray::golang::syntax::Name;
use muxray::golang::words::{Front, Words, is_identifier};
use muxray::gomod::{self, version};
use muxray::known::Known;
use muxray::manifest::{self, FileKind};
use muxray::model::Era;
use muxray::model::pattern::{Pattern, common_path, intersects, verdict};
use muxray::rule::{Owner, RuleSet, RuleText, read_known};
use muxray::source::{Edited, FileId, Span};

use one_file::OneFile;
use shape::check_shape;

/// A check of one kind of file.
pub(crate) type Check = fn(&[u8]);

/// All checks, by the name that `cargo fuzz` takes.
pub(crate) const CHECKS: [(&str, Check); 10] = [
    ("go", go),
    ("gomod", gomod),
    ("pattern", pattern),
    ("rule", rule),
    ("config", config),
    ("jsonc", jsonc),
    ("yaml", yaml),
    ("dockerfile", dockerfile),
    ("shell", shell),
    ("fix", fix),
];

/// A Go file: its tree, its head and its words agree.
pub(crate) fn go(bytes: &[u8]) {
    let syntax = golang::parse(bytes);
    check_shape(&syntax, bytes);
    let words = Words::of(bytes);
    let head = scan(bytes, Extent::Whole, &mut Paths::default()).expect("a whole file has a head");
    // The grammar also takes what Go refuses: no package clause or two, an import behind a declaration, NUL as the end of a line,
    // a vertical tab or a form feed as a blank.
    let refused = |byte: &u8| matches!(byte, 0 | 0x0b | 0x0c);
    if syntax.errors.is_empty() && head.error.is_none() && !bytes.iter().any(refused) {
        let all = syntax.imports.iter().filter(|import| &*import.path != "C").map(|import| &import.path);
        let first: Vec<&Name> = all.take(head.imports.len()).collect();
        assert_eq!(first, head.imports.iter().map(|import| &import.path).collect::<Vec<_>>());
        // A declaration begins a line or follows a semicolon; `1func f() {}` is one for the grammar only, and so is `x var`, or
        // `x var a,`, with the name on the next line.
        let begins = |at: u32| {
            let keywords = [&b"func"[..], b"type", b"var", b"const"];
            let before = &bytes[..at as usize];
            let here = last_line(before);
            let above = before_names(before);
            let behind_other = |keyword: &&[u8]| above.ends_with(keyword) && last_line(above) != *keyword;
            keywords.contains(&here) || (here.is_empty() && !keywords.iter().any(behind_other))
        };
        let values = syntax.consts.iter().chain(&syntax.vars).map(|spec| (spec.name_range.start, &spec.name));
        // The grammar takes a type on the line after its name; Go ends the declaration there.
        let ends = |at: u32, name: &str| {
            let rest = bytes.get(at as usize + name.len()..).unwrap_or_default();
            rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|byte| *byte == b'\n')
        };
        let types = syntax.types.iter().filter(|decl| decl.func.is_none()).map(|decl| (decl.range.start, &decl.name));
        let types = types.filter(|(at, name)| !ends(*at, name));
        for func in syntax.funcs.iter().filter(|func| begins(func.range.start)) {
            if let (Some(name), Some(ty)) = (&func.name, syntax.receiver_type(func)) {
                assert!(words.declares_method(ty, name), "`{ty}.{name}` is declared");
            }
        }
        let funcs = syntax.funcs.iter().filter_map(|func| Some((func.range.start, func.name.as_ref()?)));
        for (_, name) in funcs.chain(values).chain(types).filter(|(at, _)| begins(*at)) {
            assert!(words.declares(name), "`{name}` is declared");
        }
        for expr in &syntax.exprs {
            let (name, front) = match &expr.kind {
                golang::syntax::ExprKind::Name(name) => (name, Front::Plain),
                golang::syntax::ExprKind::Select(_, name) => (name, Front::Dot),
                _ => continue,
            };
            // `0me`: for the grammar a number and a name, for Go a mistake.
            let start = (expr.range.end as usize).saturating_sub(name.len());
            let glued = bytes[..start].last().is_some_and(u8::is_ascii_alphanumeric);
            assert!(glued || words.mentions(name, front) || !is_identifier(name), "`{name}` is mentioned, {front:?}");
        }
    }
    let count = syntax.exprs.len();
    let facts = facts::extract(syntax, &Known::default());
    assert_eq!(facts.syntax.exprs.len(), count);
}

/// What stands in front of the names, each with a comma, and of the comments that a text ends with.
fn before_names(text: &[u8]) -> &[u8] {
    let mut rest = text.trim_ascii_end();
    loop {
        let line = last_line(rest);
        let comment = line.windows(2).position(|two| two == b"//" || two == b"/*");
        let end = if let Some(names) = rest.strip_suffix(b",") {
            let names = names.trim_ascii_end();
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_' || !byte.is_ascii();
            names.len() - names.iter().rev().take_while(is_part).count()
        } else if let Some(at) = comment {
            rest.len() - line.len() + at
        } else {
            return rest;
        };
        rest = rest[..end].trim_ascii_end();
    }
}

/// What stands behind the last end of a line, or semicolon.
fn last_line(text: &[u8]) -> &[u8] {
    text.rsplit(|byte| matches!(byte, b'\n' | b';')).next().unwrap_or_default().trim_ascii()
}

/// go.mod, go.work, vendor/modules.txt and versions.
pub(crate) fn gomod(bytes: &[u8]) {
    for kind in [gomod::Kind::Module, gomod::Kind::Work] {
        let (file, wrong) = gomod::parse(bytes, kind);
        let places = wrong.iter().map(|w| w.range).chain(file.module.iter().chain(&file.uses).map(|text| text.range));
        for range in places {
            assert!(range.start <= range.end && range.end as usize <= bytes.len(), "{range:?}");
        }
        for pair in file.requires.windows(2) {
            let [a, b] = pair else { continue };
            assert_eq!(version::compare(&a.version, &b.version), version::compare(&b.version, &a.version).reverse());
        }
    }
    drop(gomod::vendor::parse(bytes));
}

/// Two lines are two patterns: they conflict in one order if they do in the other, and a path that both are said to match can be
/// asked for only where they meet.
pub(crate) fn pattern(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (a, b) = text.split_once('\n').unwrap_or((&text, "/"));
    for era in [Era::E121, Era::E122, Era::E123] {
        let (there, back) = (verdict(a, b, era), verdict(b, a, era));
        assert_eq!((there.conflict, &there.err_a), (back.conflict, &back.err_b));
        assert_eq!(there.conflict, !there.why.is_empty());
        assert_eq!(intersects(a, b, era), intersects(b, a, era));
        if let (Ok(a), Ok(b), true) = (Pattern::parse(a, era), Pattern::parse(b, era), era != Era::E121) {
            assert_eq!(a.compare(&b), b.compare(&a).inverse());
            assert!(a.compare_paths(&a).is_conflict(), "a pattern is in its own way");
            assert!(!a.compare_paths(&b).is_conflict() || common_path(&a, &b).starts_with(b"/"));
        }
    }
}

/// A rule file and a knowledge file: rules or mistakes, and these at a place in the file.
pub(crate) fn rule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for owner in [Owner::Embedded, Owner::User] {
        let (rules, mistakes) = RuleSet::load([RuleText { path: "a.toml".into(), text: &text, owner }]);
        assert!(rules.rules().next().is_none() || mistakes.is_empty(), "a file is a rule or wrong, not both");
        mistakes.iter().for_each(|mistake| inside(&text, mistake.span.clone()));
    }
    let known = read_known(&"a.toml".into(), &text);
    known.err().iter().flatten().for_each(|mistake| inside(&text, mistake.span.clone()));
}

/// muxray.toml.
pub(crate) fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let layer = Layer::of_file(&"muxray.toml".into(), &text);
    layer.err().iter().flatten().for_each(|mistake| inside(&text, mistake.span.clone()));
}

#[track_caller]
fn inside(text: &str, span: std::ops::Range<usize>) {
    assert!(text.get(span.clone()).is_some(), "{span:?} is not in a file of {} bytes", text.len());
}

/// The editors' JSON with comments.
pub(crate) fn jsonc(bytes: &[u8]) {
    use FileKind as K;
    [K::Launch, K::Tasks, K::Settings, K::CodeWorkspace, K::Devcontainer]
        .iter()
        .for_each(|kind| manifest_file(*kind, bytes));
}

/// YAML: compose files, manifests, workflows, Delve's own.
pub(crate) fn yaml(bytes: &[u8]) {
    use FileKind as K;
    [K::Compose, K::Yaml, K::Workflow, K::DelveConfig].iter().for_each(|kind| manifest_file(*kind, bytes));
}

/// A Dockerfile.
pub(crate) fn dockerfile(bytes: &[u8]) {
    manifest_file(FileKind::Dockerfile, bytes);
}

/// Command lines: scripts, makefiles, Procfiles, files of variables, air's TOML, Tiltfiles.
pub(crate) fn shell(bytes: &[u8]) {
    use FileKind as K;
    [K::Shell, K::Makefile, K::Procfile, K::Env, K::Air, K::Tilt].iter().for_each(|kind| manifest_file(*kind, bytes));
}

fn manifest_file(kind: FileKind, bytes: &[u8]) {
    let file = FileId(0);
    let (facts, wrong) = manifest::read(file, kind, bytes);
    let inside = |span: Span| {
        assert!(span.file == file && span.start <= span.end && span.end as usize <= bytes.len(), "{kind:?}: {span:?}");
    };
    wrong.iter().for_each(|wrong| inside(wrong.span));
    for command in &facts.commands {
        inside(command.span);
        command.words.iter().for_each(|word| inside(word.span));
    }
    for (name, value) in facts.variables.iter().chain(facts.commands.iter().flat_map(|command| &command.env)) {
        inside(name.span);
        inside(value.span);
    }
    facts.keys.iter().for_each(|key| inside(key.span));
    for stage in &facts.dockerfile.stages {
        inside(stage.span);
        stage.runs.iter().for_each(|(command, _)| command.words.iter().for_each(|word| inside(word.span)));
    }
}

/// The file up to its first NUL; behind it edits of four bytes each: where, how long, and what is put there. What is made of them
/// is what cutting the text from behind makes, however they overlap: the first one wins.
pub(crate) fn fix(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |&byte| byte == 0);
    let (text, orders) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let edits: Vec<Edit> = orders
        .chunks_exact(4)
        .take(64)
        .map(|order| {
            let start = u32::from(order[0]) << 4 | u32::from(order[1]) >> 4;
            let span = Span::new(FileId(0), start, start + u32::from(order[1] & 15));
            Edit { span, text: char::from(order[2]).to_string().repeat(usize::from(order[3] & 3)) }
        })
        .collect();
    let finding = |edit: &Edit| {
        let fix = Fix::new("a fix".to_owned(), Applicability::Safe, vec![edit.clone()]);
        one_file::finding("rule", edit.span, fix.into_iter().collect())
    };
    let first = OneFile::new("a.txt", text, edits.iter().map(finding).collect());
    let mut rounds = 0;
    let done = converge(first, Applicability::Safe, |_: &Edited| {
        rounds += 1;
        OneFile::new("a.txt", b"", Vec::new())
    });
    let mut chosen: Vec<&Edit> = Vec::new();
    for edit in &edits {
        let touches = |other: &&Edit| edit.span.start <= other.span.end && other.span.start <= edit.span.end;
        if !chosen.iter().any(touches) {
            chosen.push(edit);
        }
    }
    chosen.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut want = text.to_vec();
    for edit in chosen {
        let at = |offset: u32| (offset as usize).min(text.len());
        want.splice(at(edit.span.start)..at(edit.span.end), edit.text.bytes());
    }
    assert_eq!(rounds, usize::from(!edits.is_empty()));
    match done.texts.values().next() {
        Some(changed) => {
            assert_eq!((&*changed.before, &*changed.after), (text, &*want));
            diff::write(changed, &mut std::io::sink()).expect("a sink takes everything");
        }
        None => assert!(edits.is_empty()),
    }
}
