//! How the help is laid out: `-h` and `--help` show what most runs need, with examples, on one screen; `muxray help lint` and the
//! manual pages tell all there is.
//!
//! In: the command line's definition, in which each option says whether it is hidden from the short help. Out: the same for either.

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};

use super::LAST;

/// A command whose help is a screen, and so is that of those below it. `words`: what is typed behind `muxray` for it.
pub(super) fn screen(command: Command, words: &str) -> Command {
    let help = Arg::new("help").short('h').long("help").help("Print help").action(ArgAction::HelpShort);
    let examples = command.get_after_help().cloned().unwrap_or_default();
    let command = command
        .disable_help_flag(true)
        .arg(help.display_order(LAST))
        // There is no room for groups, and few options are left to be grouped.
        .mut_args(|arg| arg.help_heading(Resettable::Reset))
        .after_help(format!("{examples}\n\nAll options: muxray help{words}"));
    command.mut_subcommands(|inner| {
        let words = format!("{words} {}", inner.get_name());
        screen(inner, &words)
    })
}

/// A command that tells all of its options, a line each, and so do those below it.
pub(super) fn whole(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_short_help(false)).mut_subcommands(whole)
}
