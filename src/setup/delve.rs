//! Command lines of Delve: subcommand, flags, arguments, and the server that comes of them.
//!
//! In: a [`Command`]. Out: a [`Debugger`]. Flags are read as pflag reads them: in any order, before and behind the subcommand, up to
//! `--`. Facts: delve's cmd/dlv/cmds/commands.go. Which flags exist in which version is for rules to say.

use std::sync::Arc;

use super::GoFlags;
use crate::manifest::{Command, Word};
use crate::model::{Scope, scope_of_host};
use crate::source::Span;

/// Where a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// On the developer's machine: make, a script, a task, a Procfile.
    Host,
    /// In a CI job.
    Ci,
    /// While an image is built: index into [`Setup::stages`](super::Setup::stages).
    Build(usize),
    /// In a container: index into [`Setup::containers`](super::Setup::containers).
    Container(usize),
}

/// A command line of Delve.
#[derive(Debug, Clone)]
pub struct Debugger {
    /// The command line.
    pub command: Command,
    /// Where it runs.
    pub site: Site,
    /// `debug`, `exec`, `attach`, ...; None where there is none.
    pub subcommand: Option<Word>,
    /// The flags, in their order.
    pub flags: Vec<Flag>,
    /// The arguments without the subcommand: those before `--`, and those behind it where they are not the program's.
    pub arguments: Vec<Word>,
    /// Whether every word is known: a variable may bring flags.
    pub complete: bool,
    /// Directories of the main packages that it may debug.
    pub programs: Vec<Arc<str>>,
    /// Whether it is the first thing that its container starts.
    pub entry: bool,
    /// The commands that build the binary that it starts: indices into [`Setup::commands`](super::Setup::commands).
    pub builds: Vec<usize>,
    /// Of `debug` and `test`: the flags of the build, those of GOFLAGS first.
    pub go_flags: GoFlags,
    /// Whether `GO111MODULE=off` is set for it.
    pub modules_off: bool,
    /// Whether what it starts is given a text that may be its address, in place of the one that it has by default.
    pub readdresses: bool,
}

/// A flag.
#[derive(Debug, Clone)]
pub struct Flag {
    /// Its name without dashes; of a letter the name that it stands for.
    pub name: Arc<str>,
    /// As it is written: `--listen`, `-l`.
    pub spelled: Arc<str>,
    /// Its value, where it has one.
    pub value: Option<Word>,
    /// Of letters: what pflag says of the first one that is no flag, `'e' in -eadless`.
    pub unknown_letter: Option<String>,
    /// The flag with its value.
    pub span: Span,
}

/// The server that a command line makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serves {
    /// `dlv dap`: one DAP session.
    Dap,
    /// `--headless`: JSON-RPC and DAP.
    Headless,
    /// None: a terminal, or no debugging at all.
    Nothing,
}

/// Flags that take the next word as their value where it does not stand behind a `=`.
const WITH_VALUE: [&str; 19] = [
    "listen",
    "api-version",
    "log-output",
    "log-dest",
    "build-flags",
    "wd",
    "init",
    "backend",
    "redirect",
    "output",
    "tty",
    "client-addr",
    "pid",
    "exec",
    "stack",
    "waitfor",
    "waitfor-interval",
    "waitfor-duration",
    "follow-calls",
];

/// What a letter stands for: in general, and in `trace`.
fn letter(letter: &str, subcommand: Option<&str>) -> Option<&'static str> {
    let trace = subcommand == Some("trace");
    Some(match letter {
        "l" => "listen",
        "r" => "redirect",
        "h" => "help",
        "v" if trace => "verbose",
        "p" if trace => "pid",
        "e" if trace => "exec",
        "t" if trace => "test",
        "s" if trace => "stack",
        _ => return None,
    })
}

impl Debugger {
    /// Reads a command line; None where it is not one of Delve.
    pub(crate) fn read(command: &Command, site: Site) -> Option<Self> {
        let rest = arguments_of_delve(&command.words)?;
        let subcommand = rest.iter().find(|w| !w.text.starts_with('-')).map(|w| &*w.text);
        let mut found = Self {
            command: command.clone(),
            site,
            subcommand: None,
            flags: Vec::new(),
            arguments: Vec::new(),
            complete: true,
            programs: Vec::new(),
            entry: false,
            builds: Vec::new(),
            go_flags: GoFlags::default(),
            modules_off: false,
            readdresses: false,
        };
        let mut words = rest.iter();
        while let Some(word) = words.next() {
            // A hole of its own may be any number of words.
            found.complete &= word.known || !word.text.starts_with('$');
            if word.is("--") {
                // `dlv exec -- ./app` names its binary there: only where a package comes first is the rest the program's.
                if found.subcommand.as_ref().is_some_and(|s| ["attach", "connect", "core", "exec"].contains(&&*s.text))
                {
                    found.arguments.extend(words.by_ref().cloned());
                }
                break;
            }
            if let Some(flag) = Flag::read(word, &mut words, subcommand) {
                found.flags.push(flag);
            } else if found.subcommand.is_none() {
                found.subcommand = Some(word.clone());
            } else {
                found.arguments.push(word.clone());
            }
        }
        Some(found)
    }

    /// The last flag of a name: it counts.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().rfind(|f| &*f.name == name)
    }

    /// Whether a flag without a value is set; None where its value is not known.
    #[must_use]
    pub fn is_set(&self, name: &str) -> Option<bool> {
        match self.flag(name) {
            None if self.complete => Some(false),
            None => None,
            Some(Flag { value: None, .. }) => Some(true),
            Some(Flag { value: Some(value), .. }) => {
                Some(matches!(value.get()?, "true" | "1" | "t" | "T" | "TRUE" | "True"))
            }
        }
    }

    /// Whether the subcommand is this one.
    #[must_use]
    pub fn does(&self, subcommand: &str) -> bool {
        self.subcommand.as_ref().is_some_and(|s| s.is(subcommand))
    }

    /// The server that it makes; None where that is not known.
    #[must_use]
    pub fn serves(&self) -> Option<Serves> {
        let subcommand = self.subcommand.as_ref()?.get()?;
        match subcommand {
            "dap" => Some(Serves::Dap),
            "debug" | "exec" | "test" | "attach" | "core" | "replay" | "run" => {
                self.is_set("headless").map(|is| if is { Serves::Headless } else { Serves::Nothing })
            }
            _ => Some(Serves::Nothing),
        }
    }

    /// Whether it looks at which Go built what it debugs, as far as is known; None where it debugs nothing. To attach it does not.
    #[must_use]
    pub fn looks_at_go(&self) -> Option<bool> {
        let subcommand = self.subcommand.as_ref()?.get()?;
        let attaches = subcommand == "attach" || subcommand == "trace" && self.flag("pid").is_some();
        let debugs = ["attach", "core", "dap", "debug", "exec", "replay", "run", "test", "trace"];
        let told = || self.flag("check-go-version").is_none() || self.is_set("check-go-version") == Some(true);
        debugs.contains(&subcommand).then(|| !attaches && told())
    }

    /// What Go says of the address of `--listen`, where that is wrong.
    #[must_use]
    pub fn address_error(&self) -> Option<String> {
        address_error(self.flag("listen")?.value.as_ref()?.get()?)
    }

    /// The container that it runs in, and its port there.
    #[must_use]
    pub fn container_port(&self) -> Option<(usize, u16)> {
        match (self.site, self.address()) {
            (Site::Container(container), Some((_, port))) => Some((container, port)),
            _ => None,
        }
    }

    /// Whether what it starts is given an address by an argument, or by one of these variables: any text that may be one, but for the port of
    /// dlv itself. What the program does with it nobody looks at here.
    pub(crate) fn gives_address<'a>(&self, variables: impl IntoIterator<Item = (&'a str, &'a Word)>) -> bool {
        let own = self.address().map(|(_, port)| port);
        let is_other = |text: &str| own_port(text).is_some_and(|port| Some(port) != own);
        let mut follows_flag = false;
        let by_argument = self.command.words.iter().skip_while(|word| !word.is("--")).skip(1).any(|word| {
            let is_flag = word.text.starts_with('-');
            let value = word.text.split_once('=').map_or(&*word.text, |(_, value)| value);
            let follows = std::mem::replace(&mut follows_flag, is_flag && !word.text.contains('='));
            // A hole of its own may be any words, or none.
            if word.known { is_other(value) } else { is_flag || follows }
        });
        let may_be_address = |name: &str| NAMES.iter().any(|part| name.to_ascii_uppercase().contains(part));
        let mut variables = variables.into_iter().filter(|(name, _)| may_be_address(name));
        by_argument || variables.any(|(_, value)| !value.known || is_other(&value.text))
    }

    /// Host and port that it listens on, where they are known; a port of 0 is a free one.
    #[must_use]
    pub fn address(&self) -> Option<(&str, u16)> {
        match self.flag("listen") {
            None if self.complete => Some(("127.0.0.1", 0)),
            None => None,
            Some(flag) => split(flag.value.as_ref()?.get()?),
        }
    }
}

/// What pflag says of letters behind one dash: each is a flag, up to one that takes the rest as its value. `-test.v` and its kin are
/// those of a test's binary, and left to it.
fn unknown_letter(letters: &str, subcommand: Option<&str>) -> Option<String> {
    let mut rest = letters;
    while let Some(first) = rest.chars().next() {
        let (one, after) = rest.split_at(first.len_utf8());
        match letter(one, subcommand) {
            _ if rest.starts_with("test.") => return None,
            None => return Some(format!("'{first}' in -{rest}")),
            Some(name) if WITH_VALUE.contains(&name) || after.starts_with('=') => return None,
            Some(_) => rest = after,
        }
    }
    None
}

/// What stands behind Delve's name: `dlv ...`, `go tool dlv ...`, `go run .../cmd/dlv@v1.27.1 ...`; None for other commands.
fn arguments_of_delve(words: &[Word]) -> Option<&[Word]> {
    // `$(GOBIN)/dlv` is dlv, wherever that is.
    let is_delve = |word: &Word| super::path::base(&word.text).trim_end_matches(".exe") == "dlv";
    let is_package = |word: &Word| word.text.split('@').next().is_some_and(|path| path.ends_with("/cmd/dlv"));
    match words {
        [first, rest @ ..] if is_delve(first) => Some(rest),
        [go, verb, tool, rest @ ..] if go.is("go") && verb.is("tool") && (is_delve(tool) || is_package(tool)) => {
            Some(rest)
        }
        [go, verb, rest @ ..] if go.is("go") && verb.is("run") => {
            let package = rest.iter().position(|word| !word.text.starts_with('-'))?;
            is_package(&rest[package]).then_some(&rest[package + 1..])
        }
        _ => None,
    }
}

/// What Go says of an address of `--listen`, in its own words; None where there is nothing wrong, or it cannot be told: a
/// name may be that of a service.
fn address_error(address: &str) -> Option<String> {
    if address.starts_with("unix:") {
        return None;
    }
    let Some((host, port)) = address.rsplit_once(':') else {
        return Some(format!("address {address}: missing port in address"));
    };
    if host.contains(':') && !(host.starts_with('[') && host.ends_with(']')) {
        return Some(format!("address {address}: too many colons in address"));
    }
    let digits = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    (digits && port.parse::<u16>().is_err()).then(|| format!("address {port}: invalid port"))
}

/// Parts of the names of variables that hold an address.
const NAMES: [&str; 4] = ["ADDR", "BIND", "LISTEN", "PORT"];

/// The port of an address of this machine, or of a port alone.
fn own_port(address: &str) -> Option<u16> {
    let (host, port) = address.rsplit_once(':').unwrap_or(("", address));
    port.parse().ok().filter(|_| scope_of_host(host) != Scope::Public)
}

/// `host:port` as Go splits it; None where it does not.
pub(crate) fn split(address: &str) -> Option<(&str, u16)> {
    let (host, port) = address.rsplit_once(':')?;
    Some((host.trim_start_matches('[').trim_end_matches(']'), port.parse().ok()?))
}

impl Flag {
    fn read<'a>(word: &Word, rest: &mut impl Iterator<Item = &'a Word>, subcommand: Option<&str>) -> Option<Self> {
        let text = &*word.text;
        let letters = text.strip_prefix('-').filter(|letters| word.known && !letters.starts_with('-'));
        let unknown_letter = letters.and_then(|letters| unknown_letter(letters, subcommand));
        let (name, spelled, attached) = if let Some(long) = text.strip_prefix("--") {
            let (name, value) = long.split_once('=').map_or((long, None), |(n, v)| (n, Some(v)));
            (name.to_owned(), format!("--{name}"), value)
        } else {
            let short = text.strip_prefix('-').filter(|s| !s.is_empty())?;
            let first = &short[..short.chars().next().map_or(0, char::len_utf8)];
            let after = &short[first.len()..];
            let value = (!after.is_empty()).then(|| after.strip_prefix('=').unwrap_or(after));
            let name = letter(first, subcommand);
            let takes = name.is_some_and(|n| WITH_VALUE.contains(&n));
            (name.unwrap_or(first).to_owned(), format!("-{first}"), value.filter(|_| takes || after.starts_with('=')))
        };
        let takes = WITH_VALUE.contains(&name.as_str());
        let mut span = word.span;
        let value = match attached {
            Some(value) => {
                let len = u32::try_from(value.len()).unwrap_or_default();
                let start = span.end.saturating_sub(len).max(span.start);
                Some(Word { text: value.into(), known: word.known, span: Span::new(span.file, start, span.end) })
            }
            None if takes => rest.next().cloned(),
            None => None,
        };
        if let Some(value) = value.as_ref().filter(|v| v.span.file == span.file && v.span.end > span.end) {
            span.end = value.span.end;
        }
        Some(Self { name: name.into(), spelled: spelled.into(), value, unknown_letter, span })
    }
}

#[cfg(test)]
mod tests {
    use super::{address_error, unknown_letter};

    #[test]
    fn what_pflag_says_of_letters() {
        let said = |letters: &str, of: &str| unknown_letter(letters, Some(of)).unwrap_or_default();
        assert_eq!(said("eadless", "exec"), "'e' in -eadless");
        assert_eq!(said("headless", "exec"), "'e' in -eadless");
        assert_eq!(said("v", "exec"), "'v' in -v");
        for (fine, of) in [
            ("l:40000", "exec"),
            ("l", "dap"),
            ("h", "dap"),
            ("test.v", "test"),
            ("tv", "trace"),
            ("s5", "trace"),
            ("r", "debug"),
        ] {
            assert_eq!(said(fine, of), "", "{fine}");
        }
    }

    #[test]
    fn what_go_says_of_an_address() {
        let said = |address: &str| address_error(address).unwrap_or_default();
        assert_eq!(said("40000"), "address 40000: missing port in address");
        assert_eq!(said(":99999"), "address 99999: invalid port");
        assert_eq!(said("::1:40000"), "address ::1:40000: too many colons in address");
        for fine in [":40000", "127.0.0.1:0", "[::1]:40000", ":http", "unix:/run/dlv", "localhost:"] {
            assert_eq!(said(fine), "", "{fine}");
        }
    }
}
