//! Globs over whole texts: patterns of routes, addresses, paths.
//!
//! In: a glob and a text. Out: whether they fit. Time grows with the product of their lengths, whatever they hold.

/// Whether the whole text fits the glob: one row of a table at a time, so no glob is slow.
pub(crate) fn fits(glob: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut fits = vec![false; text.len() + 1];
    fits[0] = true;
    let mut rest = glob;
    while let Some(first) = rest.chars().next() {
        let mut next = vec![false; text.len() + 1];
        let star = if rest.starts_with("**") { Some(true) } else { (first == '*').then_some(false) };
        for at in 0..=text.len() {
            next[at] = match star {
                Some(slashes) => fits[at] || at > 0 && next[at - 1] && (slashes || text[at - 1] != '/'),
                None => at > 0 && fits[at - 1] && (first == text[at - 1] || first == '?' && text[at - 1] != '/'),
            };
        }
        fits = next;
        rest = &rest[if star == Some(true) { 2 } else { first.len_utf8() }..];
    }
    fits[text.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn globs_fit_whole_texts() {
        for (pattern, text, wanted) in [
            ("/debug/**", "/debug/pprof/heap", true),
            ("/debug/*", "/debug/pprof/heap", false),
            ("/debug/*", "/debug/vars", true),
            ("cmd/*/main", "cmd/api/main", true),
            ("*ü?", "xüy", true),
            ("a", "ab", false),
            ("", "", true),
        ] {
            assert_eq!(super::fits(pattern, text), wanted, "{pattern} {text}");
        }
    }
}
