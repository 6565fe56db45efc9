//! The loop that makes fixes, on runs made by hand: what stays, what is taken back, and that it ends.

use std::path::Path;

use muxray::finding::{Applicability, Edit, Finding, Fix};
use muxray::fix::{Converged, available, converge};
use muxray::source::{Edited, FileId, Span};

use crate::fuzz::checks::one_file::{self, OneFile};

/// Each line `//rule OLD => NEW` is a finding with a fix that puts NEW for OLD on that line.
fn run_over(text: &str) -> OneFile {
    let mut findings = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((old, new, rule)) = parts(line) {
            let at = u32::try_from(start + line.find(&format!(" {old} =>")).expect("the word") + 1).expect("small");
            let end = at + u32::try_from(old.len()).expect("small");
            findings.push(finding(rule, Span::new(FileId(0), at, end), new));
        }
        start += line.len();
    }
    OneFile::new("main.go", text.as_bytes(), findings)
}

/// A line `//rule OLD => NEW`; one whose two words are the same is mended, unless it is of the rule that stays.
fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let (head, new) = line.trim_end().strip_prefix("//")?.split_once(" => ")?;
    let (rule, old) = head.split_once(' ')?;
    (old != new || rule == "stays").then_some((old, new, rule))
}

fn finding(rule: &str, span: Span, new: &str) -> Finding {
    let edit = Edit { span, text: new.replace("\\n", "\n") };
    let applicability = if rule.starts_with("risky") { Applicability::Unsafe } else { Applicability::Safe };
    let fix = Fix::new(format!("write {new}"), applicability, vec![edit]).expect("one edit");
    let broken = Edit { span, text: "\nfunc {".to_owned() };
    let broken = Fix::new("break it".to_owned(), applicability, vec![broken]).expect("one edit");
    let fixes = if rule.starts_with("two") { vec![broken, fix] } else { vec![fix] };
    one_file::finding(rule, span, fixes)
}

/// The text after its fixes, and how often the run was judged again.
fn fixed(text: &str, least: Applicability) -> (String, Converged<OneFile>, usize) {
    let mut again = 0;
    let done = converge(run_over(text), least, |edited: &Edited| {
        again += 1;
        let bytes = edited.get(Path::new("/main.go")).expect("the file");
        run_over(std::str::from_utf8(bytes).expect("UTF-8"))
    });
    let after = done.texts.get(Path::new("/main.go")).map(|t| String::from_utf8(t.after.to_vec()).expect("UTF-8"));
    (after.unwrap_or_else(|| text.to_owned()), done, again)
}

#[test]
fn fixes_that_do_not_touch_are_made_together() {
    let (after, done, again) = fixed("package p\n//a x => done\n//b y => done\n", Applicability::Safe);
    assert_eq!(after, "package p\n//a done => done\n//b done => done\n");
    assert_eq!((done.made.len(), done.problems.len(), again), (2, 0, 1));
    assert_eq!((done.made[0].line, &*done.made[0].file), (2, "main.go"));
}

#[test]
fn only_what_is_allowed_is_made() {
    let text = "package p\n//risky x => done\n";
    assert_eq!(fixed(text, Applicability::Safe).0, text);
    assert_ne!(fixed(text, Applicability::Unsafe).0, text);
    assert_eq!(available(&run_over(&format!("{text}//a y => done\n")).report), (1, 1));
}

#[test]
fn what_breaks_the_file_is_taken_back_and_said() {
    let (after, done, _) = fixed("package p\n//bad x => \\nfunc {\n//b y => done\n", Applicability::Safe);
    assert!(after.contains("//bad x") && after.contains("//b done"), "{after}");
    assert_eq!(done.made.len(), 1);
    assert!(done.problems[0].message.contains("main.go would have a syntax error: write"), "{:?}", done.problems);
}

#[test]
fn what_brings_a_finding_or_leaves_its_own_is_taken_back_and_said() {
    let (after, done, _) = fixed("package p\n//a x => \\n//new x => y\n//b y => done\n", Applicability::Safe);
    assert!(after.contains("//a x") && after.contains("//b done"), "{after}");
    assert!(done.problems[0].message.contains("`new` would find something new"), "{:?}", done.problems);
    let (after, done, _) = fixed("package p\n//stays x => z\n", Applicability::Safe);
    assert_eq!(after, "package p\n//stays x => z\n");
    assert!(done.problems[0].message.contains("the finding would stay"), "{:?}", done.problems);
}

#[test]
fn what_another_fix_has_ended_is_no_problem() {
    let (after, done, _) = fixed("package p\n//two x => done\n", Applicability::Safe);
    assert_eq!((after.as_str(), done.made.len(), done.problems.len()), ("package p\n//two done => done\n", 1, 0));
}

#[test]
fn many_fixes_with_a_bad_one_among_them_end_soon() {
    let lines: String = (0..40).map(|n| format!("//r{n} x => done\n")).collect();
    let (after, done, again) = fixed(&format!("package p\n//bad x => \\nfunc {{\n{lines}"), Applicability::Safe);
    assert_eq!((done.made.len(), done.problems.len()), (40, 1), "{after}");
    assert!(again < 20, "{again}");
}
