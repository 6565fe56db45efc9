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
    let (text, _) = Text::new(FileId(0), text.as_bytes());
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
    let (text, _) = Text::new(
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
    let (text, _) = Text::new(FileId(0), doubled.as_bytes());
    let script = Script::new(text.piece(0..text.text.len()));
    let words = script.commands(&[], &[Word::new("a", Span::new(FileId(0), 0, 1))]);
    assert!(words.iter().map(|c| c.words.len()).sum::<usize>() < 10_000);
    // Nothing grows faster than its text: scripts in scripts are cut off.
    let deep = "sh -c '".repeat(5000);
    assert!(read(&deep).len() < 3);
}

/// Command lines of a function that prints what it is given. Behind a `~` a shell runs only some of them.
const LINES: &[&str] = &[
    "argv a b   c\targv",
    "argv 'a b' \"c d\" e\\ f a\"b\"'c' 'it'\\''s'",
    "argv \"a\\\"b\" 'a\\b' \"a\\\\b\" \"\\$x\" \"\\n\" \\a \"\\a\" \\\\ \\'",
    "argv '' \"\" a''b",
    "argv a# b #c 'argv d'",
    "argv a;argv b ; argv c&&argv d",
    "argv a | cat; argv b & wait",
    "(argv a; argv b); { argv c; }",
    "argv a >/dev/null 2>&1 b; argv c 2>/dev/null d </dev/null e",
    "argv a>/dev/null b; argv 1>&2 c; argv d 3>/dev/null",
    "X=1 argv a; X=b; argv $X \"$X\" ${X}c \"${X}\"c '$X' \\$X ${X:-z} ${X-z}",
    "argv ${Y:-z} ${Y-z} \"${Y:-a b}\" x${Y:-y}z",
    "X='a  b'; argv $X \"$X\" c$X",
    "X=; argv \"$X\" a $X b",
    "argv a \\\n  b \\\n c; argv d\\\ne",
    "argv 'a\nb' \"c\nd\" \"e\\\nf\"",
    "argv a <<EOF b\nargv no\nEOF\nargv c",
    "argv <<'X' a\n$(argv no)\nX\nargv b <<-Y\n\targv no\n\tY\nargv c",
    "argv a\n# argv no\n\n  argv b # argv no",
    "if argv a; then argv b; fi; ! argv c",
    "~if argv a; then argv b; else argv c; fi",
    "~argv a || argv b; argv c",
    "~case b in a) argv a;; b|c) argv b c ;; *) argv d; esac; argv e",
    "~while false; do argv a; done; until argv b; do argv c; done",
    "for i in one; do argv a; done; argv b",
    "f() { argv in f; }; f",
    "argv a=b -x=c --y='d e' \"f=g\"",
    "argv -ldflags=\"-s -w\" -gcflags 'all=-N -l' --listen=:2345",
    "argv {a} a}b { } ] [ ! = ==",
    "argv a%b a+b a,b a:b a@b a/b ./a ../b a^b",
    "argv é 'ü' \"日本 語\"",
    "export A=b; argv $A",
    "A=\"c d\"; argv \"$A\"",
    "set -- x 'y z'; argv \"$@\" \"$1\" $2",
    "~argv a; exit 0; argv b",
];

/// What a shell calls the function with, one call after the other.
fn called(shell: &str, line: &str) -> Option<Vec<Vec<String>>> {
    let script = format!("argv() {{ printf '%s\\0' call \"$@\" >&9; }}\n{line}\n");
    let dir = tempfile::tempdir().expect("a folder");
    let out = dir.path().join("calls");
    let run = std::process::Command::new("sh")
        .args(["-c", "exec 9>calls; exec \"$0\" -c \"$1\"", shell, &script])
        .current_dir(dir.path())
        .output();
    run.ok().filter(|run| run.status.code() != Some(127))?;
    let said = std::fs::read_to_string(out).ok()?;
    let mut calls: Vec<Vec<String>> = Vec::new();
    for word in said.split_terminator('\0') {
        match word {
            "call" => calls.push(Vec::new()),
            word => calls.last_mut()?.push(word.to_owned()),
        }
    }
    Some(calls)
}

/// Real shells are the judges: they call a function with the words that we read.
#[test]
fn shells_split_the_same_words() {
    let mut asked = 0;
    for shell in ["bash", "dash", "sh"] {
        for line in LINES {
            let (some, line) = line.strip_prefix('~').map_or((false, *line), |line| (true, line));
            let Some(wanted) = called(shell, line) else { break };
            let own: Vec<Vec<String>> = read(line)
                .into_iter()
                .filter(|c| c.words[0].is("argv"))
                .map(|c| {
                    assert!(c.words.iter().all(|w| w.known), "{line:?}: a word is not known: {c:?}");
                    c.words[1..].iter().map(|w| w.text.to_string()).collect()
                })
                .collect();
            // What a function holds stands where it is written, and what stands behind `exit` is read, too.
            let mut rest = own.iter();
            let missed = wanted.iter().find(|call| !rest.any(|own| own == *call));
            assert_eq!(missed, None, "{shell}: {line:?}\n  ours {own:?}\n  {shell} {wanted:?}");
            assert!(some || own.len() == wanted.len(), "{shell}: {line:?}\n  ours {own:?}\n  {shell} {wanted:?}");
            asked += 1;
        }
    }
    println!("{asked} lines, run by shells");
    assert!(asked >= LINES.len(), "there is no shell here: {asked}");
}
