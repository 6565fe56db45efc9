//! Command lines, as a shell would run them. The expectations were read off `sh` itself (`set -x`).

use super::*;
use crate::source::FileId;

/// `env | word word`, a line for each command; a word with a hole stands in `<>`.
fn shown(commands: &[Command]) -> Vec<String> {
    let word = |w: &Word| if w.known { w.text.to_string() } else { format!("<{}>", w.text) };
    let line = |c: &Command| {
        let words: Vec<String> = c.words.iter().map(word).collect();
        let env: Vec<String> = c.env.iter().map(|(n, v)| format!("{}={}", n.text, word(v))).collect();
        [env, words].concat().join(" ")
    };
    commands.iter().map(line).collect()
}

fn read(text: &str) -> Vec<Command> {
    let (text, _) = super::super::text::Text::new(FileId(0), text.as_bytes());
    commands(&text.piece(0..text.text.len()), &mut Variables::default())
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    check_commands(&read(text), text, wanted);
}

/// Whether these are the commands of a text, and each word has its place in it.
#[track_caller]
pub(crate) fn check_commands(found: &[Command], text: &str, wanted: &[&str]) {
    assert_eq!(shown(found), wanted, "{text}");
    for word in found.iter().flat_map(|c| &c.words) {
        assert!(word.span.start <= word.span.end && word.span.end as usize <= text.len(), "{text}: {word:?}");
    }
}

#[test]
fn lines_are_split_at_operators() {
    check("a b && c | d; e & f || g\nh", &["a b", "c", "d", "e", "f", "g", "h"]);
    check("if a; then b; else c; fi", &["a", "b", "c"]);
    check("(cd x && dlv version) > log 2>&1 # no", &["cd x", "dlv version"]);
    check("a 2>/dev/null b >> c d", &["a b d"]);
    check("a \\\n  b\\\nc", &["a bc"]);
    check("cat <<EOF | b\ndlv dap\nEOF\nc", &["cat", "b", "c"]);
}

#[test]
fn quotes_and_variables() {
    check(r#"a "b c" 'd "e' f\ g "" h"i"'j'"#, &["a b c d \"e f g  hij"]);
    check("P=2345; dlv --listen=:$P \"x$P\" '$P'", &["dlv --listen=:2345 x2345 $P"]);
    check("dlv --listen=:${P:-40000} ${Q-}", &["dlv --listen=:40000"]);
    check("dlv --listen=:${P:-$Q} $(date) `date` $1", &["dlv <--listen=:${P:-$Q}> <$(date)> <`date`> <$1>"]);
    check("F='--headless --log'; dlv $F \"$F\"", &["dlv --headless --log --headless --log"]);
    check("$(which dlv) dap", &["dlv dap"]);
    // Two values: either may be the one.
    check("if a; then P=1; else P=2; fi; dlv $P", &["a", "dlv <$P>"]);
    check("for P in 1 2; do dlv $P; done", &["dlv <$P>"]);
}

#[test]
fn what_only_runs_something_else_is_stepped_over() {
    check("A=1 env -u X B=2 exec sudo -E -u me dlv dap", &["A=1 B=2 dlv dap"]);
    check("sh -c 'cd /x && exec dlv exec ./y --headless'", &["cd /x", "dlv exec ./y --headless"]);
    check(r#"bash -lc "dlv --listen=\"127.0.0.1:1\"""#, &["dlv --listen=127.0.0.1:1"]);
    check("tini -g -- dlv dap", &["dlv dap"]);
    check("timeout -k 5 10 dlv dap", &["dlv dap"]);
    check("/docker-entrypoint.sh dlv dap", &["dlv dap"]);
    check("sh -c \"sh -c \\\"dlv dap\\\"\"", &["dlv dap"]);
}

#[test]
fn a_word_in_a_script_in_a_word_has_its_place() {
    let text = "exec sh -c 'x && dlv dap --listen=:1'";
    let found = read(text);
    let place = |w: &Word| &text[w.span.start as usize..w.span.end as usize];
    assert_eq!(found[1].words.iter().map(place).collect::<Vec<_>>(), ["dlv", "dap", "--listen=:1"]);
}

#[test]
fn what_runs_only_in_some_cases() {
    let always = |text: &str| {
        let found = read(text);
        let kept: Vec<Command> = found.into_iter().filter(|c| !c.conditional).collect();
        shown(&kept)
    };
    assert_eq!(always("a && b || c\nd"), ["a", "b", "d"]);
    assert_eq!(always("[ -n \"$X\" ] && exec b && c\nd &&\n\n  e"), ["[ -n <$X> ]", "d", "e"]);
    assert_eq!(always("if a; then b; elif c; then d; else e; fi\nf"), ["f"]);
    assert_eq!(always("if a; then if b; then c; fi; d; fi; while e; do f; done; g"), ["g"]);
    assert_eq!(always("case $1 in\n  x) a ;;\n  *) b ;;\nesac\nc"), ["c"]);
    assert_eq!(always("run() {\n  a\n}\nb; { c; }"), ["run", "b"]);
    assert_eq!(always("for x in 1 2; do a; done\nb"), ["b"]);
}

#[test]
fn a_script_that_is_started_with_arguments() {
    let (text, _) = super::super::text::Text::new(
        FileId(0),
        b"echo $1 ${2:-z}\nexec \"$@\"\nshift\nset -- x \"$@\"\n\"$@\" -v\nif y; then shift; fi\n\"$@\"\ndlv --listen=:${P:-1}",
    );
    let word = |text: &str| Word::new(text, Span::new(FileId(1), 0, 1));
    let script = Script::new(text.piece(0..text.text.len()));
    let found = script.commands(&[(word("P"), word("2"))], &[word("dlv"), word("dap")]);
    assert_eq!(
        shown(&found),
        ["echo dlv dap", "dlv dap", "shift", "set -- x dap", "x dap -v", "y", "shift", "<$@>", "dlv --listen=:2"]
    );
}

#[test]
fn broken_text_ends_somewhere() {
    for text in
        ["'", "\"a", "${", "$(", "$(a", "`", "\\", "<<", "a <<E\nb", "&&", "${X:-", "ü'ü", "$", "a=", "= b", "2>"]
    {
        let all = read(text);
        assert!(all.len() < 4, "{text}");
    }
    let doubled = "set -- \"$@\" \"$@\"\n".repeat(60);
    let (text, _) = super::super::text::Text::new(FileId(0), doubled.as_bytes());
    let script = Script::new(text.piece(0..text.text.len()));
    let words = script.commands(&[], &[Word::new("a", Span::new(FileId(0), 0, 1))]);
    assert!(words.iter().map(|c| c.words.len()).sum::<usize>() < 10_000);
    // Nothing grows faster than its text: scripts in scripts are cut off.
    let deep = "sh -c '".repeat(5000);
    assert!(read(&deep).len() < 3);
}
