//! `muxray completions` and `muxray man`: the command line, as its definition tells it, for a shell and for the manual.

use std::io::{self, Write};

use clap::builder::Resettable;

use super::Status;
use crate::cli::{self, Cli};

/// Writes the completions for a shell.
///
/// # Errors
/// Those of the writer.
pub(super) fn completions(options: cli::Completions, out: &mut dyn Write) -> io::Result<Status> {
    let mut bytes = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::definition(), "muxray", &mut bytes);
    out.write_all(&bytes)?;
    Ok(Status::Clean)
}

/// Writes a manual page as roff.
///
/// # Errors
/// Those of the writers.
pub(super) fn man(options: &cli::Man, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let mut command = Cli::definition().disable_help_subcommand(true);
    // Sub-commands get their full names and the global options by this.
    command.build();
    for word in &options.command {
        let Some(inner) = command.find_subcommand(word) else {
            writeln!(
                err,
                "error: there is no command '{}'; 'muxray --help' lists them",
                crate::report::visible::line(word)
            )?;
            return Ok(Status::Failure);
        };
        command = inner.clone();
    }
    // Lines of examples keep their breaks: the manual would fill them up like a paragraph.
    let examples = command.get_after_help().map(ToString::to_string);
    // A page has no day of its own. The blank keeps the place of one: an empty word would not be there at all.
    let page = clap_mangen::Man::new(command.after_help(Resettable::Reset))
        .date(" ")
        .source(concat!("muxray ", env!("CARGO_PKG_VERSION")))
        .manual("muxray");
    page.render(out)?;
    if let Some(examples) = examples {
        writeln!(out, ".SH EXAMPLES AND NOTES\n.nf")?;
        for line in examples.lines() {
            writeln!(out, "\\&{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
        }
        writeln!(out, ".fi")?;
    }
    Ok(Status::Clean)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use clap_complete::Shell;

    use super::*;

    fn commands() -> Vec<String> {
        Cli::definition().get_subcommands().map(|c| c.get_name().to_owned()).collect()
    }

    #[test]
    fn every_shell_is_told_every_command() {
        for shell in Shell::value_variants() {
            let mut out = Vec::new();
            let status = completions(cli::Completions { shell: *shell }, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(status, Status::Clean);
            assert_eq!(commands().iter().find(|c| !text.contains(*c)), None, "{shell}");
        }
    }

    #[test]
    fn every_command_has_a_page_with_its_examples_line_by_line() {
        let page = |words: &[&str]| {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let command = words.iter().map(|w| (*w).to_owned()).collect();
            let status = man(&cli::Man { command }, &mut out, &mut err).unwrap();
            (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
        };
        let (_, own, _) = page(&[]);
        for command in commands() {
            let (status, text, err) = page(&[&command]);
            assert_eq!((status, err.as_str()), (Status::Clean, ""), "{command}");
            let title = format!(".TH muxray-{command} 1 \" \" \"muxray {}\" muxray", env!("CARGO_PKG_VERSION"));
            assert!(text.contains(&title), "{text}");
            assert!(own.contains(&format!("muxray\\-{command}(1)")), "{own}");
        }
        let lint = page(&["lint"]).1;
        assert!(lint.contains(".TP\n\\fB\\-\\-strict\\fR\nExit with 2 if something could not be read\n"), "{lint}");
        assert!(lint.contains("\n\\&  muxray lint \\-\\-output sarif=muxray.sarif \\-\\-fail\\-on error\n"));
        let (status, _, err) = page(&["lint", "\u{1b}[31m"]);
        assert_eq!(status, Status::Failure);
        assert_eq!(err, "error: there is no command '\\u{1b}[31m'; 'muxray --help' lists them\n");
    }
}
