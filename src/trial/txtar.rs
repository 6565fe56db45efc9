//! Several files in one text: `-- path/of/file --` on a line of its own, then the file.
//!
//! The format is that of Go's `golang.org/x/tools/txtar`. In: a text. Out: its comment and its files, in order. Touches no disk.

use std::collections::BTreeSet;

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    /// What stands before the first file.
    pub comment: String,
    /// Path with `/`, and text.
    pub files: Vec<(String, String)>,
}

impl Archive {
    /// Reads a text. Every text is an archive: one without a `-- path --` line is all comment.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut archive = Self::default();
        for line in text.split_inclusive('\n') {
            match (name(line), archive.files.last_mut()) {
                (Some(name), _) => archive.files.push((name.to_owned(), String::new())),
                (None, Some((_, file))) => file.push_str(line),
                (None, None) => archive.comment.push_str(line),
            }
        }
        for (_, file) in &mut archive.files {
            if !file.is_empty() && !file.ends_with('\n') {
                file.push('\n');
            }
        }
        archive
    }

    /// The files of an example: a text without a `-- path --` line is one Go file; where no go.mod is among them, they get one.
    #[must_use]
    pub fn of_example(text: &str) -> Self {
        let mut archive = Self::parse(text);
        if archive.files.is_empty() {
            archive.files.push(("main.go".to_owned(), std::mem::take(&mut archive.comment)));
        }
        if archive.files.iter().all(|(name, _)| name != "go.mod") {
            archive.files.push(("go.mod".to_owned(), "module example.com/shop\n\ngo 1.23\n".to_owned()));
        }
        archive
    }

    /// What is wrong with the first path that cannot become a file of its own below a directory.
    #[must_use]
    pub fn strange_path(&self) -> Option<String> {
        let strange = |path: &str| {
            let odd = |part: &str| part.is_empty() || part == "." || part == "..";
            path.split('/').any(odd) || path.contains(['\\', ':', '\0'])
        };
        let mut seen = BTreeSet::new();
        self.files.iter().find_map(|(path, _)| match seen.insert(path) {
            _ if strange(path) => Some(format!("`{path}` is no path below the case")),
            false => Some(format!("`{path}` is there twice")),
            true => None,
        })
    }
}

fn name(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_names() {
        let archive = Archive::parse("about\n-- go.mod --\nmodule m\n-- a/b.go --\npackage a\n\n-- no name\nvar x = 1");
        assert_eq!(archive.comment, "about\n");
        let files: Vec<(&str, &str)> = archive.files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        assert_eq!(files, [("go.mod", "module m\n"), ("a/b.go", "package a\n\n-- no name\nvar x = 1\n")]);
    }

    #[test]
    fn an_example_is_a_module() {
        let archive = Archive::of_example("package main\n");
        assert_eq!(archive.files[0], ("main.go".to_owned(), "package main\n".to_owned()));
        assert_eq!(archive.files[1].0, "go.mod");
        assert_eq!(Archive::of_example("-- go.mod --\nmodule m\n").files.len(), 1);
    }

    #[test]
    fn a_path_stays_inside() {
        for path in ["../a", "/etc/passwd", "a/../../b", "a//b", "c:/a", "a\\b"] {
            let said = Archive::parse(&format!("-- {path} --\n")).strange_path();
            assert_eq!(said, Some(format!("`{path}` is no path below the case")));
        }
        let twice = Archive::parse("-- a.go --\n-- b.go --\n-- a.go --\n").strange_path();
        assert_eq!(twice.as_deref(), Some("`a.go` is there twice"));
        assert_eq!(Archive::parse("-- a/b/c.go --\n").strange_path(), None);
    }
}
