//! Two patterns, asked for by hand: `muxray conflict`.
//!
//! In: two texts and an era, or a line with both. Out: a JSON object for machines, a few sentences for people. Reads
//! and prints nothing itself; what the mux does is `model::pattern`'s knowledge, this file has only the words around it.

use serde::Serialize;

use crate::model::Era;
use crate::model::pattern::{Pattern, Relation, Verdict, quote, verdict};

/// Answers one line of `muxray conflict --stdin`: `A<TAB>B`, where `\t` is a tab inside a pattern and `\\` a backslash.
///
/// Gives one JSON object without a line break: `a`, `b`, `conflict`, and where they are not empty `err_a`, `err_b`
/// (Go's panic for that pattern alone) and `why` (Go's explanation of the conflict when B is registered after A).
///
/// # Errors
/// Why the line is not of that form.
pub fn conflict_line(line: &str, era: Era) -> Result<String, String> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let mut fields = line.split('\t');
    let (Some(a), Some(b), None) = (fields.next(), fields.next(), fields.next()) else {
        let tabs = line.matches('\t').count();
        return Err(format!(
            "expected two patterns with one tab between them, found {tabs} tabs (write \\t inside one)"
        ));
    };
    let (a, b) = (unescape(a)?, unescape(b)?);
    let Verdict { err_a, err_b, conflict, why } = verdict(&a, &b, era);
    let answer = Answer { a: &a, b: &b, err_a, err_b, conflict, why };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

/// Tells what happens when `a` is registered and then `b`, and which one wins for which requests: for `era` at length,
/// for the other eras in a line each. Several lines, each ended.
#[must_use]
pub fn explain_pair(a: &str, b: &str, era: Era) -> String {
    let here = verdict(a, b, era);
    let mut lines = vec![format!("{}: {}", releases(era), outcome(&here))];
    lines.extend(refusals(a, &here.err_a));
    lines.extend(refusals(b, &here.err_b));
    if here.conflict {
        lines.push(format!("A mux that has `{a}` panics when `{b}` is registered. Go says:"));
        lines.extend(here.why.lines().map(|line| format!("    {line}")));
        if here.why == TREE_PANIC {
            lines.push("Its routing tree takes the literal for the wildcard of the other pattern.".to_owned());
        }
    } else if let (Ok(first), Ok(second)) = (Pattern::parse(a, era), Pattern::parse(b, era)) {
        lines.push(who_wins(&first, &second));
    }
    lines.extend([a, b].into_iter().filter_map(|text| remark(text, era)));
    for other in [Era::E121, Era::E122, Era::E123].into_iter().filter(|other| *other != era) {
        lines.push(format!("{}: {}", releases(other), outcome(&verdict(a, b, other))));
    }
    lines.join("\n") + "\n"
}

/// The Go releases of an era, for people.
#[must_use]
pub fn releases(era: Era) -> &'static str {
    match era {
        Era::E121 => "Go <= 1.21, or go line <= 1.21 (httpmuxgo121=1)",
        Era::E122 => "Go 1.22",
        Era::E123 => "Go 1.23 and later",
    }
}

/// The one panic of a conflict that explains nothing.
const TREE_PANIC: &str = "non-nil leaf fields";

#[derive(Serialize)]
struct Answer<'a> {
    a: &'a str,
    b: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    err_a: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    err_b: Option<String>,
    conflict: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    why: String,
}

fn unescape(field: &str) -> Result<String, String> {
    let mut text = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('\\') => '\\',
                Some(other) => return Err(format!("unknown escape \\{other}: only \\t and \\\\ are known")),
                None => return Err("a backslash at the end of a pattern: write \\\\".to_owned()),
            },
            _ => c,
        });
    }
    Ok(text)
}

fn outcome(verdict: &Verdict) -> &'static str {
    match (&verdict.err_a, &verdict.err_b) {
        (Some(_), Some(_)) => "neither is a pattern.",
        (Some(_), None) => "the first is no pattern.",
        (None, Some(_)) => "the second is no pattern.",
        (None, None) if verdict.conflict => "they conflict.",
        (None, None) => "they do not conflict.",
    }
}

fn refusals(text: &str, error: &Option<String>) -> Option<String> {
    error.as_ref().map(|error| format!("Registering `{text}` panics: {error}"))
}

/// Who answers what, for two patterns that a mux takes both.
fn who_wins(a: &Pattern, b: &Pattern) -> String {
    let (first, second) = (a.text(), b.text());
    if a.host() != b.host() && !a.host().is_empty() && !b.host().is_empty() {
        return format!("No request matches both: one is for the host {}, the other for {}.", a.host(), b.host());
    }
    if a.compare_methods(b) == Relation::Disjoint {
        return format!("No request matches both: one is for {}, the other for {}.", a.method(), b.method());
    }
    let paths = a.compare_paths(b);
    if paths == Relation::Disjoint {
        return format!("No request matches both: no path fits `{first}` and `{second}`.");
    }
    let (winner, loser) = match (a.host() == b.host(), b.host().is_empty(), a.compare(b)) {
        (false, true, _) | (true, _, Relation::MoreSpecific) => (a, b),
        _ => (b, a),
    };
    let (wins, loses) = (winner.text(), loser.text());
    if winner.host() != loser.host() && winner.host().contains([' ', '\t']) {
        return format!("`{loses}` answers everything that it matches.");
    }
    if winner.host() != loser.host() {
        let host = winner.host();
        return format!(
            "`{wins}` names a host and wins for all requests to {host} that it matches; `{loses}` gets the rest."
        );
    }
    if paths == Relation::Equivalent {
        let methods = if winner.method() == "GET" { "GET and HEAD" } else { winner.method() };
        return format!("The paths are the same. `{wins}` takes the {methods} requests; `{loses}` gets the rest.");
    }
    let one = if winner.method().is_empty() { "one".to_owned() } else { format!("a {} request", winner.method()) };
    // A port, or what no host is called, may keep a request from reaching it.
    let plain = winner.host().bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    let path = winner.request_path().filter(|_| plain);
    let like = path.map(|path| format!(", like {one} for {}", quote((winner.host().to_owned() + &path).as_bytes())));
    let like = like.unwrap_or_default();
    format!("`{wins}` is more specific and wins for every request that it matches{like}; `{loses}` gets the rest.")
}

/// What to know of a text that does not mean to this mux what it seems to mean.
fn remark(text: &str, era: Era) -> Option<String> {
    let pattern = Pattern::parse(text, era).ok()?;
    let host = pattern.host();
    let has_blank = host.contains([' ', '\t']);
    match era {
        Era::E121 if has_blank || text.contains('{') => {
            Some(format!("`{text}` is literal text to this mux: methods and wildcards came with Go 1.22."))
        }
        Era::E122 | Era::E123 if has_blank => {
            Some(format!("`{text}` never matches: this mux reads {} as its host.", quote(host.as_bytes())))
        }
        Era::E122 if text.ends_with("/*") => {
            Some(format!("`{text}` serves everything below in this release only, as if it ended in `{{x...}}`."))
        }
        Era::E122 | Era::E123 if text.contains("//") => {
            Some(format!("`{text}` has an empty segment, which this mux serves as a wildcard."))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{conflict_line, explain_pair};
    use crate::model::Era;

    #[test]
    fn a_line_gives_one_object() {
        let line = |line| conflict_line(line, Era::E123);
        assert_eq!(line("/a\t/b"), Ok(r#"{"a":"/a","b":"/b","conflict":false}"#.to_owned()));
        assert_eq!(line("GET\\t/a\t/{x}\n"), Ok(r#"{"a":"GET\t/a","b":"/{x}","conflict":false}"#.to_owned()));
        assert_eq!(
            line("/a\\\\\t/a\\\\"),
            Ok(r#"{"a":"/a\\","b":"/a\\","conflict":true,"why":"/a\\ matches the same requests as /a\\"}"#.to_owned())
        );
        assert_eq!(line("\t/"), Ok(r#"{"a":"","b":"/","err_a":"http: invalid pattern","conflict":false}"#.to_owned()));
    }

    #[test]
    fn a_malformed_line_is_refused_with_a_reason() {
        for (line, reason) in [
            ("/a", "found 0 tabs"),
            ("/a\t/b\t", "found 2 tabs"),
            ("/a\\n\t/b", "unknown escape \\n"),
            ("/a\t/b\\", "backslash at the end"),
        ] {
            let refusal = conflict_line(line, Era::E123).expect_err(line);
            assert!(refusal.contains(reason), "{line:?}: {refusal}");
        }
    }

    #[test]
    fn people_read_who_wins_where() {
        let text = explain_pair("GET /a/{x}", "/a/b", Era::E123);
        assert!(text.contains("    /a/b matches more methods than GET /a/{x}, but has a more specific path pattern\n"));
        assert!(text.contains("Go 1.22: they conflict.\n"), "{text}");
        assert!(text.contains("Go <= 1.21, or go line <= 1.21 (httpmuxgo121=1): they do not conflict.\n"), "{text}");
        let wins = |a, b| explain_pair(a, b, Era::E123).lines().nth(1).unwrap_or_default().to_owned();
        assert!(wins("/", "/a").starts_with("`/a` is more specific and wins for every request that it matches"));
        for (a, b, like) in [
            ("/a/{x...}", "/a/{x}", Some("one for \"/a/x\"")),
            ("/", "/{x}", Some("one for \"/x\"")),
            ("/b/{x...}", "/b/{y}/{z}", Some("one for \"/b/y/z\"")),
            ("/a/{$}", "/a/", Some("one for \"/a/\"")),
            ("/a/b/", "GET /a/b/{r...}", None),
            ("/a/", "GET /a/{x}", Some("a GET request for \"/a/x\"")),
            ("/a/{x}", "/a/b%2Fc%20", Some("one for \"/a/b%2Fc%20\"")),
            ("h.test/a/", "h.test/a/{x}", Some("one for \"h.test/a/x\"")),
            ("h:80/a/", "h:80/a/{x}", None),
            ("/a/", "/a//b", None),
            ("/a/", "/a/../b", None),
        ] {
            let text = wins(a, b);
            assert!(like.map_or(!text.contains(", like "), |like| text.contains(&format!(", like {like};"))), "{text}");
        }
        assert!(wins("h/a", "/a").starts_with("`h/a` names a host and wins for all requests to h"));
        assert!(wins("/a", "GET /a").contains("`GET /a` takes the GET and HEAD requests; `/a` gets the rest"));
        assert!(wins("GET /a", "POST /a").starts_with("No request matches both: one is for GET, the other for POST"));
        assert!(wins("/a", "{").starts_with("Registering `{` panics: parsing \"{\": at offset 0: host/path missing /"));
    }
}
