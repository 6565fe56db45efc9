//! Who may attach to whose process: what a real Delve says to the users that debugger-attach-blind speaks of.
//!
//! In: MUXRAY_DLV, `go` and `setpriv` on PATH, and the rights of root; without them it says that it is skipped. A container's user and its
//! capabilities are what `setpriv` takes away from root. Knows no code of muxray.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::dlv::quoted::{errors, says, write};
use crate::dlv::session::hear;
use crate::dlv::{Server, build, dlv};

/// A user with the capability that a container adds for it: one that `execve` takes away from whoever is not root.
fn as_user(id: &str, capable: bool) -> Vec<String> {
    let keeps = if capable { "+sys_ptrace" } else { "-sys_ptrace" };
    let words = [format!("--reuid={id}"), format!("--regid={id}"), "--clear-groups".to_owned()];
    let rights = [format!("--bounding-set={keeps}"), format!("--inh-caps={keeps}")];
    words.into_iter().chain(rights).collect()
}

#[test]
fn a_sidecar_may_attach_as_the_rule_says() {
    let Some(dlv) = dlv() else { return };
    let is_root = fs::read_to_string("/proc/self/status").is_ok_and(|s| s.contains("\nUid:\t0\t0\t"));
    if !is_root || Command::new("setpriv").arg("--version").output().is_err() {
        println!("skipped: no root with setpriv");
        return;
    }
    let dir = Path::new("/tmp").join(format!("muxray-attach-{}", std::process::id()));
    let main = "package main\n\nimport \"time\"\n\nfunc main() {\n\tprintln(\"listening at: here\")\n\ttime.Sleep(time.Hour)\n}\n";
    write(
        &dir,
        &[("main.go".to_owned(), main.to_owned()), ("go.mod".to_owned(), "module example.com/shop\n".to_owned())],
    );
    let built = build(&dir, &dir.join("shop"), &["-gcflags=all=-N -l"]).is_some();
    // Another user looks neither into root's home nor into this repository.
    let copied = Command::new("cp").arg(&dlv).arg(dir.join("dlv")).status().expect("cp starts");
    // By a process of its own: while another test starts something, a file that this one writes is busy.
    assert!(copied.success());
    for name in ["", "shop", "dlv"].into_iter().filter(|_| built) {
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let errors = errors("debugger-attach-blind");
    let not_owner = "Could not attach to pid {pid}: current user does not own the process";
    for (who, capable, whose, answer) in [
        ("2000", false, "1000", Some(not_owner)),
        ("2000", true, "1000", Some(not_owner)),
        ("2000", true, "0", Some(not_owner)),
        ("0", false, "1000", Some(not_owner)),
        ("0", true, "1000", None),
        ("0", true, "0", None),
    ]
    .into_iter()
    .filter(|_| built)
    {
        let place = format!("user {who} ({capable}) at the process of {whose}");
        let mut program = Command::new("setpriv");
        let program = Server::start(program.args(as_user(whose, false)).arg(dir.join("shop")));
        let pid = program.id().to_string();
        let mut command = Command::new("setpriv");
        command.args(as_user(who, capable)).arg(dir.join("dlv")).args(["attach", &pid, "--headless"]);
        let yama = fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
        let (said, status) = hear(command.env("XDG_CONFIG_HOME", &dir), Duration::from_secs(2), |_| false);
        match answer {
            // A kernel with yama says so first.
            Some(_) if !yama.trim().is_empty() && yama.trim() != "0" => {
                assert!(says(&said, "kernel security setting"), "{place}: {said:#?}");
            }
            Some(answer) => {
                assert!(errors.iter().any(|e| says(&said, e)), "{place}: no error of the rule in {said:#?}");
                assert!(says(&said, answer), "{place}: {said:#?}");
                assert_eq!(status, Some(1), "{place}: {said:#?}");
            }
            None => assert_eq!(status, None, "{place}: {said:#?}"),
        }
    }
    fs::remove_dir_all(&dir).unwrap();
}
