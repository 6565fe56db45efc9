//! A real Delve for the tests, and what else they start: processes that tell where they listen and end with their handle.
//!
//! In: MUXRAY_DLV, the dlv that .ci/run has installed, and `go` on PATH. Without them the tests print `skipped: no dlv`
//! or `skipped: no go`, and .ci/run counts that.

pub mod quoted;
pub mod session;

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take to start; this machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// Delve, if it is on this machine; else the skip is told.
pub fn dlv() -> Option<PathBuf> {
    let dlv = std::env::var_os("MUXRAY_DLV").map(PathBuf::from).filter(|p| p.exists());
    if dlv.is_none() {
        println!("skipped: no dlv");
    }
    dlv
}

/// Builds the Go package of a directory, with arguments of `go build`; None where there is no Go, which is told.
pub fn build(dir: &Path, out: &Path, arguments: &[&str]) -> Option<PathBuf> {
    let mut go = Command::new("go");
    go.current_dir(dir).args(["build", "-o"]).arg(out).args(arguments).arg(".");
    go.envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("CGO_ENABLED", "0"), ("GOFLAGS", "-buildvcs=false")]);
    match go.status() {
        Ok(status) => {
            assert!(status.success(), "{} does not build", dir.display());
            Some(out.to_owned())
        }
        Err(_) => {
            println!("skipped: no go");
            None
        }
    }
}

/// A process, ended when it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
    lines: Receiver<String>,
}

impl Server {
    /// Starts a command and waits for the line that ends with the address: `... listening at: 127.0.0.1:40000`.
    #[track_caller]
    pub fn start(command: &mut Command) -> Self {
        let mut server = Self::spawn(command);
        server.address = server.wait_for("listening at: ");
        server
    }

    /// Starts a command that may be no server.
    #[track_caller]
    fn spawn(command: &mut Command) -> Self {
        // A shell does not hand a signal on to what it runs: the group gets it.
        let mut child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    drop(sender.send(line));
                }
            });
        }
        Self { child, address: String::new(), lines }
    }

    /// The rest of the first line that holds these words.
    #[track_caller]
    pub fn wait_for(&self, words: &str) -> String {
        let begun = Instant::now();
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            if let Some((_, rest)) = line.split_once(words) {
                return rest.to_owned();
            }
            seen.push(line);
        }
        panic!("it never says {words:?}: {seen:#?}");
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it ends within a few seconds.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// Whether it still runs, a moment after whatever was done to it.
    pub fn lives(&mut self) -> bool {
        std::thread::sleep(Duration::from_millis(300));
        self.child.try_wait().expect("a child").is_none()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|status| status.is_some()) {
            return;
        }
        let group = format!("-{}", self.child.id());
        let signal = |name: &str| drop(Command::new("kill").args([name, "--", &group]).status());
        // Delve ends its debuggee when it is asked to, not when it is killed.
        signal("-INT");
        if self.ended().is_none() {
            signal("-KILL");
        }
        drop(self.child.wait());
    }
}
