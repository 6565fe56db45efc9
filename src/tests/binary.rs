//! The real binary in directories made for a test: what it is given, and what it leaves behind.
//!
//! In: command lines and files. Out: [`Outcome`]. The environment is empty; the directories stand under `target/`.

use std::fs;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) const GO_MOD: &str = "module example.com/m\n\ngo 1.24\n";

/// Two routes that cannot stand on one mux: an error.
pub(crate) const CONFLICT: &str = "package main

import \"net/http\"

func main() {
\thttp.HandleFunc(\"/a/{x}\", nil)
\thttp.HandleFunc(\"/a/{y}\", nil)
\tpanic(http.ListenAndServe(\"127.0.0.1:8080\", nil))
}
";

pub(crate) const CLEAN: &str = "package main\n\nfunc main() {}\n";

/// What a run left behind.
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Outcome {
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout: {}\nstderr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    #[track_caller]
    pub(crate) fn tells(self, words: &str) -> Self {
        assert!(self.err.contains(words), "not told: {words}\nstderr: {}", self.err);
        self
    }

    #[track_caller]
    pub(crate) fn prints(self, words: &str) -> Self {
        assert!(self.out.contains(words), "not printed: {words}\nstdout: {}", self.out);
        self
    }
}

pub(crate) fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muxray"));
    command.env_clear().current_dir(dir).args(arguments).stdin(Stdio::null());
    command
}

pub(crate) fn run(dir: &Path, arguments: &[&str]) -> Outcome {
    finished(&mut command(dir, arguments))
}

pub(crate) fn finished(command: &mut Command) -> Outcome {
    let out = command.output().expect("muxray starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Outcome { status: out.status.code(), out: text(out.stdout), err: text(out.stderr) }
}

/// A directory with these files, in one for the test file that asks; a module where go.mod is among them.
#[track_caller]
pub(crate) fn tree<'f>(name: &str, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(Path::new(Location::caller().file()).file_stem().unwrap())
        .join(name);
    drop(fs::remove_dir_all(&root));
    fs::create_dir_all(&root).unwrap();
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

#[track_caller]
pub(crate) fn module<'f>(name: &str, files: &[(&'f str, &'f str)]) -> PathBuf {
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    tree(name, [("go.mod", GO_MOD.as_bytes())].into_iter().chain(files))
}
