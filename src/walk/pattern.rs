//! Package patterns: what `...` matches.
//!
//! In: a pattern and a slash-separated name. Out: whether they match, and whether anything below a name could.
//! Same rules as cmd/internal/pkgpattern: `...` is any string; `/...` at the end is also the empty one; a wildcard never
//! matches the element `vendor` of a path unless it is the last. Knows no disk.

/// Stands for a `vendor` element that a wildcard must not match. No path holds it.
const VENDOR: char = '\0';

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// The literal texts between the wildcards.
    parts: Vec<String>,
    /// The same without a `/...` at the end, which may match nothing.
    bare: Option<Vec<String>>,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        let text = hide_vendor(text);
        let split = |t: &str| t.split("...").map(str::to_owned).collect();
        // What ends in `vendor/...` matches the directory vendor itself, which as a last element is not hidden.
        let bare = text.strip_suffix("/...").map(|t| match t.strip_suffix(VENDOR) {
            Some(rest) => split(&format!("{rest}vendor")),
            None => split(t),
        });
        Self { parts: split(&text), bare }
    }

    /// Whether the pattern matches a name.
    pub(crate) fn matches(&self, name: &str) -> bool {
        let name = hide_vendor(name);
        glob(&self.parts, &name) || self.bare.as_ref().is_some_and(|parts| glob(parts, &name))
    }

    /// Whether the pattern may match something below a name.
    pub(crate) fn may_match_below(&self, name: &str) -> bool {
        let literal = &self.parts[0];
        let mut name = hide_vendor(&format!("{name}/x"));
        name.pop();
        name.starts_with(literal.as_str()) || literal.starts_with(&name)
    }

    /// Whether the pattern speaks of a `vendor` element itself.
    pub(crate) fn names_vendor(&self) -> bool {
        self.parts.iter().any(|p| p.contains(VENDOR))
    }
}

/// The parts in this order with any text but a hidden vendor between them.
fn glob(parts: &[String], name: &str) -> bool {
    let [first, middle @ .., last] = parts else {
        return parts.first().is_some_and(|only| only == name);
    };
    let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
    for part in middle {
        // The leftmost place is as good as any: what follows may begin later, never earlier.
        let Some(at) = rest.find(part.as_str()) else { return false };
        if rest[..at].contains(VENDOR) {
            return false;
        }
        rest = &rest[at + part.len()..];
    }
    rest.strip_suffix(last.as_str()).is_some_and(|gap| !gap.contains(VENDOR))
}

/// Replaces `vendor` elements, but not a last one.
fn hide_vendor(path: &str) -> String {
    if !path.contains("vendor/") {
        return path.to_owned();
    }
    let count = path.split('/').count();
    let hidden = VENDOR.to_string();
    let elements = path.split('/').enumerate();
    elements
        .map(|(at, element)| if element == "vendor" && at + 1 < count { hidden.as_str() } else { element })
        .collect::<Vec<_>>()
        .join("/")
}

/// Makes a relative or absolute slash path plain: no `.`, no empty elements, `..` taken where possible. Empty for `.`.
pub(crate) fn clean(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut elements: Vec<&str> = Vec::new();
    for element in path.split('/') {
        match element {
            "" | "." => {}
            ".." if elements.last().is_some_and(|e| *e != "..") => {
                elements.pop();
            }
            ".." if absolute => {}
            _ => elements.push(element),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, elements.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of cmd/internal/pkgpattern's own test, restated.
    #[test]
    fn as_the_go_command_matches() {
        let table = [
            ("net", "net", true),
            ("net", "net/http", false),
            ("net...", "netchan", true),
            ("net...", "net/http", true),
            ("net...", "not/http", false),
            ("net/...", "net", true),
            ("net/...", "net/http", true),
            ("net/...", "netchan", false),
            ("abc.../def", "abcxyz/def", true),
            ("abc.../def", "xyz/def", false),
            ("x/.../y", "x/a/b/y", true),
            ("x/.../y", "x/y", false),
            (".../y", "x/y", true),
            ("...", "anything", true),
            ("...", "", true),
            ("x/vendor/...", "x/vendor", true),
            ("x/vendor/...", "x/vendor/y", true),
            ("x/vendor/...", "x/vendor/y/vendor/z", false),
            ("...", "x/vendor", true),
            ("...", "x/vendor/y", false),
            ("x/...", "x/vendor/y", false),
            (".../vendor/...", "x/vendor/y", true),
            ("vendor/...", "vendor", true),
            ("vendor/...", "vendor/x", true),
            ("vend...", "vendor", true),
            ("vend...", "vendor/x", false),
            ("cmd/...", "cmd/vendor", true),
        ];
        for (pattern, name, expected) in table {
            assert_eq!(Pattern::new(pattern).matches(name), expected, "{pattern} {name}");
        }
        let below = |pattern: &str, name: &str| Pattern::new(pattern).may_match_below(name);
        assert!(below("...", "a") && below("a/b...", "a") && below("a/b...", "a/bc") && below("a...", "ab/c"));
        assert!(!below("a/b...", "b") && !below("a/b...", "a/c"));
    }

    #[test]
    fn plain_paths() {
        for (path, expected) in
            [("./a//b/./c/", "a/b/c"), (".", ""), ("../x/..", ".."), ("a/../../b", "../b"), ("/a/../../b/", "/b")]
        {
            assert_eq!(clean(path), expected);
        }
    }
}
