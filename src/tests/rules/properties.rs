//! Random and mutated rule files: never a panic, never an endless reading, never a stack that overflows.

use std::time::Duration;

use proptest::prelude::*;

use crate::rule::{Owner, RuleSet, RuleText, embedded, known};

/// Loads on a small stack, as a thread of a pool may have.
fn load_on_a_small_stack(texts: Vec<String>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(1 << 20).build().expect("a pool");
    pool.install(|| {
        for text in texts {
            let before = processor_time();
            let (rules, errors) =
                RuleSet::load([RuleText { path: "a.toml".into(), text: &text, owner: Owner::Embedded }]);
            assert!(rules.rules().next().is_none() || errors.is_empty(), "a file is a rule or wrong, not both");
            for error in &errors {
                assert!(text.get(error.span.clone()).is_some(), "{error:?} is outside of the file");
            }
            let known = known::read(&"a.toml".into(), &text);
            assert!(known.is_ok() || known.is_err_and(|e| !e.is_empty()), "refused without a reason");
            // A text whose reading takes time beyond its length takes minutes; a machine that has much else to do takes a second.
            let used = processor_time().saturating_sub(before);
            assert!(used < Duration::from_secs(10), "{used:?} of the processor for {} bytes", text.len());
        }
    });
}

/// What this thread has had of the processor by now; nothing where the system does not tell.
fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|first| first.parse().ok());
    nanoseconds.map_or(Duration::ZERO, Duration::from_nanos)
}

fn file_with(condition: &str) -> String {
    format!(
        "id = \"a\"\nseverity = \"note\"\nsummary = \"s\"\n[[case]]\nbind = {{ r = \"route\" }}\nwhen = '''{condition}'''\nat = \"r.place\"\n\
         message = '''{{{condition}}}'''\n[docs]\nwhy = \"w\"\nbad = \"b\"\ngood = \"g\"\n"
    )
}

#[test]
fn nested_and_long_texts_are_refused() {
    let pieces = [
        "(",
        "!",
        "-",
        "|x|",
        "||",
        "|a| !",
        "a.",
        "r.own && ",
        "!(",
        "r.mux.routes.any(|x| ",
        "[",
        "{",
        "{{",
        "<",
        "a<",
        "&",
        "*",
        "if a ",
        "return ",
        "a::<",
        "m!(",
        "((r) == ",
        "'",
        "\"",
        "1",
        "1.",
        "\\",
        "r ",
        "é",
        "r.own == ",
        "-1 == ",
        "r.own || (",
    ];
    let mut texts = Vec::new();
    for piece in pieces {
        for times in [1, 7, 31, 33, 160, 1000, 5000] {
            texts.push(file_with(&piece.repeat(times)));
            texts.push(file_with(&format!("r.own && {}r.own", piece.repeat(times))));
        }
        texts.push(piece.repeat(5000));
        texts.push(format!("a = {}", piece.repeat(5000)));
    }
    texts.push(format!("case = {}{}", "[".repeat(5000), "]".repeat(5000)));
    texts.push(format!("{}a = 1", "a.".repeat(5000)));
    texts.push("[[case]]\n".repeat(5000));
    texts.push((0..5000).map(|i| format!("key{i} = 1\n")).collect());
    texts.push(format!(
        "[[case]]\nlet = {{ {} }}",
        (0..2000).map(|i| format!("a{i} = 'r.own'")).collect::<Vec<_>>().join(", ")
    ));
    load_on_a_small_stack(texts);
}

#[test]
fn nested_closures_within_the_limits_are_fine() {
    let mut condition = "r.own".to_owned();
    for name in ["f", "e", "d", "c", "b", "a"] {
        condition = format!("r.mux.routes.any(|{name}| {condition} && {name}.own)");
    }
    let (rules, errors) = RuleSet::load([RuleText {
        path: "a.toml".into(),
        text: &file_with(&condition).replace("message = '''{", "message = '''x").replace("}'''", "'''"),
        owner: Owner::Embedded,
    }]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(rules.rules().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_are_refused_in_peace(text in "\\PC{0,300}", condition in "[a-z.()!|&=<>\"'0-9 {}]{0,120}") {
        load_on_a_small_stack(vec![text, file_with(&condition)]);
    }

    #[test]
    fn conditions_of_real_tokens_are_read_in_peace(
        tokens in prop::collection::vec(prop::sample::select(vec![
            "r", ".", "own", "pattern", "mux", "routes", "any", "(", ")", "|x|", "x", "==", "!=", "<", "&&", "||", "!", "\"a\"", "1",
            "program", "eras", "declared", "contains", "filter", "is_empty()", ",", "-", "true", "first()", "is_some()",
        ]), 0..60),
    ) {
        load_on_a_small_stack(vec![file_with(&tokens.join(" ")), file_with(&tokens.concat())]);
    }

    #[test]
    fn mutated_rules_are_read_in_peace(
        which in any::<prop::sample::Index>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[\\[\\]{}=\"'.()|!&a-z\n]{0,4}"), 1..6),
    ) {
        let files: Vec<&str> = embedded::RULES.iter().chain(embedded::KNOWN).map(|(_, text)| *text).collect();
        let mut text: Vec<char> = which.get(&files).chars().collect();
        for (from, length, new) in cuts {
            let from = from.index(text.len() + 1);
            let to = (from + length.index(12)).min(text.len());
            text.splice(from..to, new.chars());
        }
        load_on_a_small_stack(vec![text.into_iter().collect()]);
    }
}
