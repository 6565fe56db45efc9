//! Paths of the workspace as text: relative to the directory of the run, with `/`, `.` for that directory itself.
//!
//! In and out: text. Touches no disk.

/// The directory of a file.
pub(crate) fn dir_of(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((dir, _)) => dir,
        None => ".",
    }
}

/// The directory that the commands of a file start in: those of VS Code's tasks in the one above `.vscode`, those of a workflow at the root of its
/// repository.
pub(crate) fn runs_in(path: &str) -> &str {
    let dir = dir_of(path);
    match (base(dir), base(dir_of(dir))) {
        (".vscode", _) => dir_of(dir),
        ("workflows", ".github") => dir_of(dir_of(dir)),
        _ => dir,
    }
}

/// The last element.
pub(crate) fn base(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

/// A path below a directory, without `.` and `..` in it; None where it leads out of the workspace.
pub(crate) fn join(dir: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let (elements, leads_out) = plain(dir.split('/').chain(path.split(['/', '\\'])));
    let joined = || if elements.is_empty() { ".".to_owned() } else { elements.join("/") };
    (!leads_out).then(joined)
}

/// A path of a container from its root, without `.` and `..` in it: above the root there is nothing.
pub(crate) fn absolute(dir: &str, path: &str) -> String {
    let from = if path.starts_with('/') { "" } else { dir };
    format!("/{}", plain(from.split('/').chain(path.split('/'))).0.join("/"))
}

/// The elements of a path without `.` and `..`, and whether it leads above where it begins.
fn plain<'p>(path: impl Iterator<Item = &'p str>) -> (Vec<&'p str>, bool) {
    let (mut elements, mut leads_out) = (Vec::new(), false);
    for element in path {
        match element {
            "" | "." => {}
            ".." => leads_out |= elements.pop().is_none(),
            element => elements.push(element),
        }
    }
    (elements, leads_out)
}

/// Whether a file or directory is in a directory, or is it.
pub(crate) fn is_in(dir: &str, path: &str) -> bool {
    dir == "." || path == dir || path.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/'))
}

/// The directory and those above it, up to the directory of the run.
pub(crate) fn ancestors(dir: &str) -> impl Iterator<Item = &str> {
    let mut next = Some(dir);
    std::iter::from_fn(move || {
        let this = next?;
        next = if this == "." { None } else { Some(this.rsplit_once('/').map_or(".", |(up, _)| up)) };
        Some(this)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_inside_of_the_workspace() {
        for (dir, path, joined) in [
            (".", "./cmd/api", Some("cmd/api")),
            ("deploy", "..", Some(".")),
            ("a/b", "../c/", Some("a/c")),
            (".", "..", None),
            (".", "/app", None),
        ] {
            assert_eq!(join(dir, path).as_deref(), joined, "{dir} {path}");
        }
        assert_eq!(ancestors("a/b").collect::<Vec<_>>(), ["a/b", "a", "."]);
    }
}
