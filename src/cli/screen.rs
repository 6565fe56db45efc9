//! `-h` and `--help`: what most runs need, and examples, on one screen. `muxray help lint` and the manual pages tell all there is.
//!
//! In: the command line's definition, where each option says whether it is hidden here. Out: the same with that help.

use clap::{Arg, ArgAction, Command};

use super::LAST;

/// A command whose help is a screen, and so is that of those below it. `words`: what is typed behind `muxray` for it.
pub(super) fn screen(command: Command, words: &str) -> Command {
    let help = Arg::new("help").short('h').long("help").help("Print help").action(ArgAction::HelpShort);
    let all = command.get_after_help().cloned().unwrap_or_default();
    let command = command
        .disable_help_flag(true)
        .arg(help.display_order(LAST))
        .after_help(format!("{all}\n\nAll options: muxray help{words}"))
        .after_long_help(all);
    command.mut_subcommands(|inner| {
        let words = format!("{words} {}", inner.get_name());
        screen(inner, &words)
    })
}
