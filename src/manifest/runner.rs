//! Programs that only run another one: `env`, `exec`, `sudo`, `sh -c`. What they run is what matters. A list of words that begins with
//! `-c` goes to an entry point that is a shell.
//!
//! In: the words of a command. Out: the commands that run in the end. Knows the options of the wrappers and nothing of what they
//! wrap.

use super::lexer::Lexed;
use super::shell::{Command, Variables, assignment, script};
use super::text::Word;
use crate::source::Span;

/// Programs that run the rest of their line: the options that take a value of their own, and how many arguments stand before what they run.
const RUNNERS: [(&str, &[&str], usize); 16] = [
    ("exec", &["-a"], 0),
    ("env", &["-u", "--unset", "-C", "--chdir"], 0),
    ("sudo", &["-u", "-g", "-C", "-h", "-p", "-U"], 0),
    ("command", &[], 0),
    ("nohup", &[], 0),
    ("setsid", &[], 0),
    ("tini", &["-p", "-e"], 0),
    ("dumb-init", &["-r", "--rewrite"], 0),
    ("catatonit", &[], 0),
    ("nice", &["-n"], 0),
    ("stdbuf", &["-i", "-o", "-e"], 0),
    ("time", &["-f", "-o"], 0),
    ("xvfb-run", &["-n", "-s"], 0),
    ("timeout", &["-k", "-s"], 1),
    ("gosu", &[], 1),
    ("su-exec", &[], 1),
];

const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "zsh", "busybox"];

/// Adds the command, and the ones that it runs in its place instead of it.
pub(crate) fn unwrap(
    mut words: Vec<Lexed>,
    mut env: Vec<(Word, Word)>,
    variables: &mut Variables,
    nested: usize,
    found: &mut Vec<Command>,
) {
    let mut through = None;
    // Words of the wrappers in front.
    let mut at = 0;
    loop {
        let Some(first) = words.get(at) else { return };
        let name = first.word.text.rsplit('/').next().unwrap_or_default().to_owned();
        let mut skip = at + 1;
        // An entry point that is a script ends by running what follows it.
        if name.ends_with("entrypoint.sh") && words.len() > skip {
            through = Some(first.word.clone());
        } else if let Some((_, with_value, arguments)) = RUNNERS.iter().find(|(runner, ..)| *runner == name) {
            while let Some(option) = words.get(skip).filter(|w| w.word.text.starts_with('-')) {
                let takes = with_value.contains(&&*option.word.text);
                let ends = option.word.is("--");
                skip += if takes { 2 } else { 1 };
                if ends {
                    break;
                }
            }
            skip += arguments;
        } else if (SHELLS.contains(&name.as_str()) || name == "-c") && nested > 0 {
            let is_c = |w: &Lexed| {
                w.word.text.starts_with('-') && !w.word.text.starts_with("--") && w.word.text.ends_with('c')
            };
            if let Some(script_at) = words[at..].iter().position(is_c).map(|c| at + c + 1)
                && let Some(piece) = words.get(script_at).and_then(|w| w.piece.as_ref())
            {
                let inner = script(piece, &mut variables.clone(), nested - 1);
                found.extend(inner.into_iter().map(|mut command| {
                    command.take_over(&env);
                    command.script = command.script.or_else(|| through.clone());
                    command
                }));
                return;
            }
            break;
        } else {
            break;
        }
        if skip >= words.len() {
            break;
        }
        let set = words[skip..].iter().map_while(|w| assignment(&w.word));
        let before = env.len();
        env.extend(set);
        at = skip + env.len() - before;
    }
    push(words.split_off(at), env, through, found);
}

fn push(words: Vec<Lexed>, env: Vec<(Word, Word)>, script: Option<Word>, found: &mut Vec<Command>) {
    let words: Vec<Word> = words.into_iter().map(|w| w.word).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    // Words of one command may stand in several places of a file (an alias): then the first one is its place.
    let end = if last.span.end >= first.span.start { last.span.end } else { first.span.end };
    let span = Span::new(first.span.file, first.span.start, end);
    found.push(Command { words, env, span, conditional: false, script, dir: Some("".into()) });
}
