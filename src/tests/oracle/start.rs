//! Starts programs, each in a network namespace of its own, through testdata/oracle/serve.
//!
//! In: an executable, its run and the paths to ask for. Out: [`Observed`]. Where no namespace can be made nothing is
//! started, and the caller counts it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::build::Go;
use crate::want::{Run, testdata};

/// What a program did; as testdata/oracle/serve prints it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Observed {
    /// Whether it ended by itself.
    pub ended: bool,
    /// What it printed.
    pub output: String,
    /// Its listening sockets.
    pub sockets: Option<Vec<Socket>>,
}

/// One listening TCP socket.
#[derive(Debug, Clone, Deserialize)]
pub struct Socket {
    /// The address that it is bound to.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// What each path answered.
    pub answers: Option<BTreeMap<String, Answer>>,
}

/// The answer to one GET.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Answer {
    /// The status; 0 where nothing came in time.
    pub status: u16,
    /// Whether it was pprof's list of profiles.
    pub index: bool,
}

impl Socket {
    /// Whether only this machine reaches it.
    pub fn is_loopback(&self) -> bool {
        self.host.starts_with("127.") || self.host == "::1" || self.host == "::ffff:127.0.0.1"
    }

    /// What a path answered.
    pub fn answer(&self, path: &str) -> Answer {
        let none = Answer { status: 0, index: false };
        self.answers.as_ref().and_then(|a| a.get(path)).copied().unwrap_or(none)
    }
}

/// What starts programs.
pub struct Starter {
    serve: PathBuf,
    unshare: Vec<&'static str>,
    work: PathBuf,
}

impl Starter {
    /// Builds the helper; None where this machine cannot give a program its own network.
    pub fn new(go: &Go, work: &Path) -> Option<Self> {
        let tries = [vec!["--net"], vec!["--net", "--map-root-user"]];
        let works = |t: &Vec<&str>| Command::new("unshare").args(t).arg("true").status().is_ok_and(|s| s.success());
        let unshare = tries.into_iter().find(works)?;
        let serve = work.join("serve");
        let built = Command::new(&go.path)
            .current_dir(testdata().join("oracle/serve"))
            .envs([("GOTOOLCHAIN", "local"), ("CGO_ENABLED", "0"), ("GOFLAGS", "-buildvcs=false")])
            .args(["build", "-o"])
            .arg(&serve)
            .arg(".")
            .status();
        built.is_ok_and(|s| s.success()).then(|| Self { serve, unshare, work: work.to_path_buf() })
    }

    /// Starts a program once. `name` is unique among the runs of this test.
    pub fn start(
        &self,
        exe: &Path,
        run: &Run,
        godebug: Option<&str>,
        paths: &[String],
        name: &str,
    ) -> Result<Observed, String> {
        let dir = self.work.join("run").join(name);
        fs::create_dir_all(&dir).map_err(|e| e.to_string())?;
        let mut command = Command::new("unshare");
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &dir);
        command.envs(run.env.iter().map(|(k, v)| (k, v)));
        if let Some(setting) = godebug {
            command.env("GODEBUG", setting);
        }
        command.args(&self.unshare).arg(&self.serve).arg("-dir").arg(&dir);
        for path in paths {
            command.args(["-path", path]);
        }
        let out = command.arg("--").arg(exe).args(&run.args).output().map_err(|e| e.to_string())?;
        let _ = fs::remove_dir_all(&dir);
        serde_json::from_slice(&out.stdout).map_err(|e| format!("{e}: {}", String::from_utf8_lossy(&out.stderr)))
    }
}
