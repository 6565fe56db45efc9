//! Trials of rules: what a case expects, written in its own comments, held against what was found.
//!
//! In: the texts of a case's files, and findings as [`Told`]. Out: [`Outcome`]s in the four words of a trial. Knows no rule, no program and
//! no disk. A line may end in a comment that begins with `// want` (or `# want`, where that is the language's comment), as in
//! `// want [acme/plain-listener error @cmd/api] "text" "another"`: the rule, if it matters the severity, the eras and the programs, and texts
//! of which each must stand in the message or in a label. A want on a line of its own is about the next line.

pub mod txtar;

use std::collections::BTreeMap;
use std::fmt;

/// A finding that a case expects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Want {
    /// The file, relative to the case, with `/`.
    pub file: String,
    /// The line of the finding's primary place.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// The severity, where the case cares.
    pub severity: Option<String>,
    /// The eras, where the case cares.
    pub eras: Vec<String>,
    /// The directories of the programs that the finding holds for, where the case cares.
    pub programs: Vec<String>,
    /// Texts that the message or a label contains.
    pub texts: Vec<String>,
}

/// A finding, as far as a want may ask about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The file, relative to the case, with `/`.
    pub file: String,
    /// The line of the primary place.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// The severity's word.
    pub severity: String,
    /// The eras.
    pub eras: Vec<String>,
    /// The directories of the programs.
    pub programs: Vec<String>,
    /// The message, then the texts of the labels.
    pub texts: Vec<String>,
}

/// How a want and a finding stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Found as wanted.
    Reported,
    /// Found, and wanted otherwise: another text, severity, era or program.
    Wrong,
    /// Wanted and not found.
    Missing,
    /// Found and not wanted.
    Noisy,
}

/// One want or finding with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// What was found, what was wanted, or what differs.
    pub text: String,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Reported => "Reported",
            Self::Wrong => "Wrong",
            Self::Missing => "Missing",
            Self::Noisy => "Noisy",
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<8} {}:{} [{}] {}", self.verdict, self.file, self.line, self.rule, self.text)
    }
}

/// The wants of a file, in order; or what is wrong with each comment that does not follow the form: line and reason.
///
/// # Errors
/// As said.
pub fn wants(file: &str, text: &str) -> Result<Vec<Want>, Vec<(usize, String)>> {
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    // Wants on lines of their own, with the line of the first.
    let mut waiting: Vec<(usize, Want)> = Vec::new();
    for (line, text) in text.lines().enumerate().map(|(index, text)| (index + 1, text)) {
        let mut own_line = false;
        let mut here = Vec::new();
        if let Some((code, tail)) = comment(text) {
            match parse(tail) {
                Ok(wants) => here = wants,
                Err(reason) => wrong.push((line, reason)),
            }
            own_line = code.trim().is_empty();
        }
        if own_line {
            waiting.extend(here.into_iter().map(|want| (line, want)));
        } else {
            let here = waiting.drain(..).map(|(_, want)| want).chain(here);
            found.extend(here.map(|want| Want { file: file.to_owned(), line, ..want }));
        }
    }
    wrong.extend(waiting.into_iter().map(|(line, _)| (line, "no line follows this want".to_owned())));
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

/// What stands before a want's comment, and what behind its word.
fn comment(line: &str) -> Option<(&str, &str)> {
    ["// want ", "# want "].into_iter().find_map(|mark| line.split_once(mark))
}

/// Reads `[rule severity ERA @program] "text" "text" [rule] "text"`.
fn parse(tail: &str) -> Result<Vec<Want>, String> {
    let mut wants: Vec<Want> = Vec::new();
    let mut rest = tail.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let Some((head, after)) = inner.split_once(']') else { return Err("`[` without `]`".to_owned()) };
            wants.push(head_of(head)?);
            rest = after.trim_start();
        } else if let Some(inner) = rest.strip_prefix('"') {
            let Some((text, after)) = inner.split_once('"') else { return Err("a text without its end".to_owned()) };
            let Some(want) = wants.last_mut() else { return Err("a text before any [rule]".to_owned()) };
            want.texts.push(text.to_owned());
            rest = after.trim_start();
        } else {
            return Err(format!("`{rest}` is neither `[rule]` nor a text in double quotes"));
        }
    }
    match wants.iter().find(|want| want.texts.is_empty()) {
        Some(want) => Err(format!("a want without a text: write `[{}] \"part of the message\"`", want.rule)),
        None if wants.is_empty() => Err("nothing is wanted: write `[rule] \"part of the message\"`".to_owned()),
        None => Ok(wants),
    }
}

fn head_of(head: &str) -> Result<Want, String> {
    let mut words = head.split_whitespace();
    let Some(rule) = words.next() else { return Err("a want without a rule".to_owned()) };
    let mut want = Want { rule: rule.to_owned(), ..Want::default() };
    for word in words {
        match word {
            "error" | "warning" | "note" => want.severity = Some(word.to_owned()),
            "E121" | "E122" | "E123" => want.eras.push(word.to_owned()),
            _ => match word.strip_prefix('@') {
                Some(program) => want.programs.push(program.to_owned()),
                None => return Err(format!("`{word}` is no severity, no era and no @program")),
            },
        }
    }
    Ok(want)
}

/// Pairs findings with wants, best match first, and says of everything what it is. Sorted by file and line.
#[must_use]
pub fn compare(found: &[Told], wants: &[Want]) -> Vec<Outcome> {
    let mut left = Left::new();
    for told in found {
        left.entry((&told.file, told.line, &told.rule)).or_default().push(told);
    }
    let mut outcomes = Vec::new();
    let mut unmet = Vec::new();
    for want in wants {
        match take(&mut left, want, |told| differences(told, want).is_empty()) {
            Some(told) => outcomes.push(of_finding(Verdict::Reported, told)),
            None => unmet.push(want),
        }
    }
    for want in unmet {
        let (verdict, text) = match take(&mut left, want, |_| true) {
            Some(told) => (Verdict::Wrong, differences(told, want).join("; ")),
            None => (Verdict::Missing, format!("{:?}", want.texts)),
        };
        outcomes.push(Outcome { verdict, file: want.file.clone(), line: want.line, rule: want.rule.clone(), text });
    }
    outcomes.extend(left.into_values().flatten().map(|told| of_finding(Verdict::Noisy, told)));
    outcomes.sort_by(|a, b| (&a.file, a.line, &a.rule, a.verdict).cmp(&(&b.file, b.line, &b.rule, b.verdict)));
    outcomes
}

/// Findings by the file, line and rule that a want must have to be about them.
type Left<'a> = BTreeMap<(&'a str, usize, &'a str), Vec<&'a Told>>;

fn take<'a>(left: &mut Left<'a>, want: &'a Want, fits: impl Fn(&Told) -> bool) -> Option<&'a Told> {
    let there = left.get_mut(&(&*want.file, want.line, &*want.rule))?;
    there.iter().position(|told| fits(told)).map(|at| there.remove(at))
}

fn of_finding(verdict: Verdict, told: &Told) -> Outcome {
    let text = told.texts.first().cloned().unwrap_or_default();
    Outcome { verdict, file: told.file.clone(), line: told.line, rule: told.rule.clone(), text }
}

/// What differs between a finding and the want that it meets.
fn differences(told: &Told, want: &Want) -> Vec<String> {
    let mut differ: Vec<String> = want
        .texts
        .iter()
        .filter(|wanted| !told.texts.iter().any(|text| text.contains(wanted.as_str())))
        .map(|wanted| format!("no {wanted:?} in {:?}", told.texts))
        .collect();
    if want.severity.as_ref().is_some_and(|severity| *severity != told.severity) {
        differ.push(format!("severity is {}", told.severity));
    }
    for (what, have, wanted) in [("eras", &told.eras, &want.eras), ("programs", &told.programs, &want.programs)] {
        // What E121 would do is no business of a case that says eras: it has a go line from 1.22 on, or raises it.
        let mut have: Vec<&String> = have.iter().filter(|word| *word != "E121").collect();
        let mut wanted: Vec<&String> = wanted.iter().collect();
        have.sort_unstable();
        wanted.sort_unstable();
        if !wanted.is_empty() && have != wanted {
            differ.push(format!("{what} are {have:?}, not {wanted:?}"));
        }
    }
    differ
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: usize, rule: &str, message: &str) -> Told {
        Told {
            file: "main.go".into(),
            line,
            rule: rule.into(),
            severity: "error".into(),
            eras: vec!["E121".into(), "E122".into()],
            programs: vec![".".into()],
            texts: vec![message.into(), "in a label".into()],
        }
    }

    fn shown(found: &[Told], text: &str) -> Vec<String> {
        let wants = wants("main.go", text).expect("the comments follow the form");
        compare(found, &wants).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_four_words() {
        let text = "package main // want [a error E122 @.] \"one\" \"in a label\" [b] \"two\"\n";
        let both = [told(1, "a", "one"), told(1, "b", "two")];
        assert_eq!(shown(&both, text), ["Reported main.go:1 [a] one", "Reported main.go:1 [b] two"]);
        assert_eq!(shown(&both[..1], text)[1], "Missing  main.go:1 [b] [\"two\"]");
        assert_eq!(shown(&[told(2, "a", "one")], "")[0], "Noisy    main.go:2 [a] one");
        let other = [told(1, "a", "1"), told(1, "b", "two")];
        assert!(
            shown(&other, text)[0].starts_with("Wrong    main.go:1 [a] no \"one\" in"),
            "{:?}",
            shown(&other, text)
        );
        let severity = shown(&[told(1, "a", "one")], "x // want [a note E123 @cmd] \"one\"\n");
        assert_eq!(
            severity,
            [
                "Wrong    main.go:1 [a] severity is error; eras are [\"E122\"], not [\"E123\"]; programs are [\".\"], not [\"cmd\"]"
            ]
        );
    }

    #[test]
    fn a_want_on_its_own_line_is_about_the_next() {
        let text =
            "{\n  // want [a] \"x\"\n  // want [b] \"y\"\n  \"k\": 1 // want [c] \"z\"\n}\n# want [d] \"w\"\nkey: 1\n";
        let places: Vec<(usize, String)> =
            wants("f", text).expect("the form").into_iter().map(|w| (w.line, w.rule)).collect();
        assert_eq!(places, [(4, "a".into()), (4, "b".into()), (4, "c".into()), (7, "d".into())]);
    }

    #[test]
    fn a_comment_that_does_not_follow_the_form_is_told() {
        let text = "a // want [a \"x\"\nb // want [a] x\nc // want \"x\"\nd // want [a]\ne // want [a big] \"x\"\n// want [a] \"x\"\n";
        let wrong = wants("f", text).expect_err("each line is wrong");
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6], "{wrong:?}");
    }

    /// As many as a directory of cases may have in one file: each is looked up, not searched for.
    #[test]
    fn very_many_wants_are_compared() {
        let count = 100_000;
        let want = |line| Want { file: "f".into(), line, rule: "a".into(), texts: vec!["x".into()], ..Want::default() };
        let wants: Vec<Want> = (0..count).map(want).collect();
        let found: Vec<Told> = (1..=count).rev().map(|line| told(line, "a", "x")).collect();
        let found: Vec<Told> = found.into_iter().map(|told| Told { file: "f".into(), ..told }).collect();
        let outcomes = compare(&found, &wants);
        let of = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
        assert_eq!([Verdict::Reported, Verdict::Missing, Verdict::Noisy].map(of), [count - 1, 1, 1]);
    }
}
