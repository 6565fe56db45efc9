//! argv -> `command` -> exit status. Reads the environment and hands out the standard streams; knows nothing else.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use muxray::cli::{Cli, Command};
use muxray::command::{self, Surroundings};
use muxray::config::Day;

fn main() -> ExitCode {
    let surroundings = surroundings();
    // The standard error is not locked: a line of progress comes from another thread.
    let arguments: Vec<_> = std::env::args_os().collect();
    let mut cli = Cli::read(&arguments).unwrap_or_else(|said| said.exit());
    // From here on every name of a file is read from there, as by `git -C` and `go -C`.
    if let Some(dir) = cli.directory.take().filter(|dir| !dir.as_os_str().is_empty())
        && let Err(error) = std::env::set_current_dir(&dir)
    {
        let why =
            if error.kind() == io::ErrorKind::NotADirectory { "not a directory".into() } else { error.to_string() };
        drop(writeln!(io::stderr(), "error: -C {}: {why}", dir.display()));
        return ExitCode::from(2);
    }
    let ends_with_its_reader = matches!(&cli.command, Command::Lint(lint) if lint.watch);
    let mut out = BufWriter::new(Forgiving { inner: io::stdout().lock(), ends_with_its_reader, has_reader: true });
    let result = command::execute(&cli, &surroundings, &mut out, &mut io::stderr());
    match result.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => ExitCode::from(status.code()),
        // Who has stopped to watch has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "muxray: {error}"));
            ExitCode::from(2)
        }
    }
}

/// A writer whose reader may go: `muxray lint | head` has read what it wanted. The exit status is what it would be if all were read.
struct Forgiving<W> {
    inner: W,
    /// Whether nothing is left to do then.
    ends_with_its_reader: bool,
    has_reader: bool,
}

impl<W: Write> Write for Forgiving<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match if self.has_reader { self.inner.write(bytes) } else { Ok(bytes.len()) } {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !self.ends_with_its_reader => {
                self.has_reader = false;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.has_reader { self.inner.flush() } else { Ok(()) }
    }
}

fn surroundings() -> Surroundings {
    let text = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let path = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(Into::into);
    // A terminal that says of itself that it knows no control sequences gets none.
    let knows_sequences = text("TERM").is_none_or(|kind| kind != "dumb");
    Surroundings {
        stdout_is_terminal: knows_sequences && io::stdout().is_terminal(),
        width: text("COLUMNS").and_then(|c| c.parse().ok()).or_else(width),
        started_in: std::path::absolute(".").ok(),
        no_color: std::env::var_os("NO_COLOR"),
        clicolor_force: std::env::var_os("CLICOLOR_FORCE"),
        utf8: ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| text(n)),
        github_workspace: path("GITHUB_WORKSPACE"),
        github_step_summary: path("GITHUB_STEP_SUMMARY"),
        ci_project_dir: path("CI_PROJECT_DIR"),
        scratch: std::env::temp_dir(),
        terminal: (knows_sequences && io::stderr().is_terminal()).then_some(|| Box::new(io::stderr())),
        today: Day::after_epoch(UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs() / 86_400)),
        go: muxray::walk::Env {
            gomodcache: path("GOMODCACHE"),
            gopath: text("GOPATH"),
            home: path("HOME"),
            gowork: text("GOWORK"),
            goflags: text("GOFLAGS"),
        },
        cache: if text("MUXRAY_NO_CACHE").is_some() { None } else { cache(path) },
        program: std::env::current_exe().ok(),
    }
}

/// The columns of the terminal that the output goes to.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn width() -> Option<usize> {
    let columns = rustix::termios::tcgetwinsize(io::stdout()).ok()?.ws_col;
    (columns > 0).then_some(columns.into())
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn width() -> Option<usize> {
    None
}

/// The directory in which answers are kept: the user's own.
fn cache(path: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let home = || Some(path("HOME")?.join(if cfg!(target_vendor = "apple") { "Library/Caches" } else { ".cache" }));
    let common = || path("XDG_CACHE_HOME").filter(|dir| dir.is_absolute()).or_else(home);
    let dir = path("MUXRAY_CACHE_DIR").or_else(|| Some(common()?.join("muxray")))?;
    // `-C` leads elsewhere before it is used.
    std::path::absolute(dir).ok()
}
