//! Files that must be refused: `testdata/bad-rules/<case>.toml` with the exact errors in `<case>.txt`.
//!
//! `known-*.toml` are knowledge files, the others rule files. `BLESS=1` writes the texts anew.

use std::path::Path;
use std::sync::Arc;

use super::rendered;
use crate::document::Mistake;
use crate::rule::{Owner, RuleSet, RuleText, known};

#[test]
fn wrong_files_are_refused_with_all_their_mistakes() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/bad-rules");
    let mut files: Vec<_> = std::fs::read_dir(&dir).expect("the folder is there").flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    assert!(files.len() >= 40, "{} wrong files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("a file is readable");
        let errors = errors_of(&stem, &text);
        assert!(!errors.is_empty(), "{stem} is not refused");
        let shown = rendered(&errors);
        let golden = file.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&golden, &shown).expect("a golden file is writable");
        }
        if std::fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong.push(format!("{stem}:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn errors_of(stem: &str, text: &str) -> Vec<Mistake> {
    let path: Arc<str> = Arc::from(format!("{stem}.toml"));
    if stem.starts_with("known-") {
        return known::read(&path, text).err().unwrap_or_default();
    }
    RuleSet::load([RuleText { path, text, owner: Owner::Embedded }]).1
}

/// Each mistake of a file is marked where it stands.
#[test]
fn places_point_at_the_mistake() {
    let text = include_str!("../../../testdata/bad-rules/many-lines.toml");
    let marked: Vec<&str> = errors_of("many-lines", text).iter().map(|e| &text[e.span.clone()]).collect();
    assert_eq!(marked, ["knwon", "\"plane\""]);
    let text = include_str!("../../../testdata/bad-rules/basic-string-with-escapes.toml");
    let marked: Vec<&str> =
        errors_of("basic-string-with-escapes", text).iter().map(|e| &text[e.span.clone()]).collect();
    assert_eq!(marked, ["onw"]);
}

/// A file may come from anybody: what is told of it is short, whatever its lines and however many its mistakes.
#[test]
fn very_many_mistakes_on_a_very_long_line_are_told_briefly() {
    let head =
        "id = \"many\"\nseverity = \"note\"\nsummary = \"s\"\n[[case]]\nbind = { r = \"route\" }\nat = \"r.place\"\n";
    let holes = "{x}".repeat(40_000);
    let start = std::time::Instant::now();
    let errors = errors_of("many", &format!("{head}message = \"{holes}\"\n"));
    let shown = rendered(&errors);
    assert_eq!(errors.len(), 51, "fifty, and how many more");
    assert!(shown.contains("there are 39951 more mistakes, from here on"), "{}", &shown[shown.len() - 800..]);
    assert!(shown.len() < 64 * 1024 && shown.lines().all(|line| line.chars().count() <= 130), "{} bytes", shown.len());
    let most = if cfg!(debug_assertions) { 20 } else { 1 };
    assert!(start.elapsed().as_secs() < most, "{:?}", start.elapsed());
}

/// What a file says is not what the terminal does.
#[test]
fn nothing_of_a_wrong_file_drives_the_terminal() {
    let files = [
        "id = \"\\u001b[31mred\"\nseverity = \"\\u001b]0;title\\u0007\"\n\"\\u001b[2Jkey\" = 1\n",
        "summary = \"\u{1b}[31m\u{202e}\"\n",
        "id = \"hidden\" # \u{1b}[2J\nseverity = \"high\"\n",
        "[[case]]\nbind = { \"\\u009b1m\" = \"\\u202e\" }\nquery = \"(\\u001b[31m) @x\"\nwhen = '\u{202e}'\n",
    ];
    for text in files {
        let shown = rendered(&errors_of("hidden", text)) + &rendered(&errors_of("known-hidden", text));
        let hidden = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!shown.is_empty() && !shown.contains(hidden), "{shown:?}");
    }
}
