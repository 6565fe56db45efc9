//! What one comment says to muxray, or to a tool whose word counts too.
//!
//! In: the text of a comment with its marks. Out: [`Written`]: ranges within that text. Knows no file, no line and no rule:
//! whether an id means something is judged later.
//!
//! `//muxray:ignore rule-a,rule-b -- reason`, `//muxray:ignore-file rule -- reason`. A blank after the marks is allowed (a directive
//! that silently does nothing helps nobody), so is a block comment. A directive begins its comment, or follows another
//! comment's `//`; it ends where another ` //` begins.

use std::ops::Range;

use crate::directive::Target;

/// How far the author means it to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Line,
    File,
}

/// The words after `muxray:`.
const WORDS: [(&str, Reach); 2] = [("ignore", Reach::Line), ("ignore-file", Reach::File)];

/// The words that a directive of muxray may begin with.
pub(super) fn words() -> impl Iterator<Item = &'static str> + Clone {
    WORDS.into_iter().map(|(word, _)| word)
}

/// A directive as it is written; ranges are bytes of the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// From its comment mark to its end.
    pub(super) whole: Range<usize>,
    pub(super) reach: Reach,
    pub(super) targets: Vec<Named>,
    pub(super) reason: Option<String>,
}

/// One target of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) target: Target,
    pub(super) range: Range<usize>,
    /// What to delete for this target alone, where there are others.
    pub(super) with_comma: Range<usize>,
}

/// Reads muxray's own directive.
pub(super) fn own(comment: &str) -> Option<Written> {
    let (mark, body) = find(comment, "muxray:")?;
    let (end, body) = cut(comment, mark, body);
    let text = &comment[body..end];
    let word = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    let whole = mark..end;
    let Some((_, reach)) = WORDS.into_iter().find(|(known, _)| *known == word) else {
        let range = body..body + word.len();
        let named = Named { target: Target::UnknownWord(word.into()), with_comma: range.clone(), range };
        return Some(Written { whole, reach: Reach::Line, targets: vec![named], reason: None });
    };
    let (mut targets, reason) = list(comment, body + word.len()..end);
    if targets.is_empty() {
        targets.push(Named { target: Target::Nothing, range: whole.clone(), with_comma: whole.clone() });
    }
    Some(Written { whole, reach, targets, reason })
}

/// Reads what gosec and golangci-lint understand: `#nosec G108 -- reason`, `//gosec:disable G108`, `//nolint:gosec // reason`.
pub(super) fn foreign(comment: &str) -> Option<Written> {
    const TOOL: &str = "gosec";
    let checks = ["#nosec", "gosec:disable"].into_iter().find_map(|mark| {
        let at = comment.find(mark)? + mark.len();
        comment[at..].chars().next().is_none_or(|c| !c.is_alphanumeric()).then_some(at)
    });
    let whole = 0..comment.len();
    let foreign = |id: Option<&str>| Named {
        target: Target::Foreign(TOOL, id.map(Into::into)),
        range: whole.clone(),
        with_comma: whole.clone(),
    };
    let targets = match checks {
        Some(at) => {
            let words = comment[at..].split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
            let is_id = |w: &&str| w.strip_prefix('G').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
            let ids: Vec<_> = words.take_while(is_id).map(|id| foreign(Some(id))).collect();
            if ids.is_empty() { vec![foreign(None)] } else { ids }
        }
        None => {
            let rest = comment.strip_prefix("//")?.trim_start().strip_prefix("nolint")?;
            let linters = match rest.strip_prefix(':') {
                Some(list) => list.split(char::is_whitespace).next().unwrap_or_default(),
                None if rest.is_empty() || rest.starts_with(char::is_whitespace) => "all",
                None => return None,
            };
            linters.split(',').any(|l| matches!(l, TOOL | "all")).then(|| vec![foreign(None)])?
        }
    };
    Some(Written { whole: whole.clone(), reach: Reach::Line, targets, reason: None })
}

/// The mark before the first `word` that follows one, and the byte behind the word.
fn find(comment: &str, word: &str) -> Option<(usize, usize)> {
    comment.match_indices(word).find_map(|(at, _)| {
        let before = comment[..at].trim_end();
        let mark = ["//", "/*"].iter().find(|mark| before.ends_with(**mark)).map(|mark| mark.len());
        // Any number of `#`.
        let hashes = before.len() - before.trim_end_matches('#').len();
        let mark = before.len() - mark.or((hashes > 0).then_some(hashes))?;
        // A mark in quotes shows a directive, and is none.
        let free = comment[..mark].chars().next_back().is_none_or(char::is_whitespace);
        free.then_some((mark, at + word.len()))
    })
}

/// Where the directive ends: at the end of the comment's text, or before a comment that follows in it.
fn cut(comment: &str, mark: usize, body: usize) -> (usize, usize) {
    let rest = &comment[body..];
    let (closes, opens) = match &comment[mark..] {
        c if c.starts_with("/*") => ("*/", " //"),
        c if c.starts_with('#') => ("\n", " # "),
        _ => ("\n", " //"),
    };
    let end = [rest.find(closes), rest.find(opens)].into_iter().flatten().min().unwrap_or(rest.len());
    (body + rest[..end].trim_end().len(), body)
}

/// `rule-a, rule-b -- reason`. Words behind a rule that no comma joins are the reason, too: they can be nothing else.
fn list(comment: &str, range: Range<usize>) -> (Vec<Named>, Option<String>) {
    let text = &comment[range.clone()];
    let (ids, mut reason) = match dashes(text) {
        Some(at) => (&text[..at], Some(text[at + 2..].trim())),
        None => (text, None),
    };
    let mut targets: Vec<Named> = Vec::new();
    let mut at = 0;
    for piece in ids.split(',') {
        let start = at + piece.len() - piece.trim_start().len();
        at += piece.len() + 1;
        let Some(id) = piece.split_whitespace().next() else { continue };
        let id_range = range.start + start..range.start + start + id.len();
        targets.push(Named { target: Target::Rule(id.into()), with_comma: id_range.clone(), range: id_range });
        let behind = piece.trim_start()[id.len()..].trim();
        if !behind.is_empty() {
            reason = reason.or(Some(ids[start + id.len()..].trim()));
            break;
        }
    }
    let starts: Vec<usize> = targets.iter().map(|t| t.range.start).collect();
    let mut last_end = None;
    for (index, named) in targets.iter_mut().enumerate() {
        match (starts.get(index + 1), last_end) {
            (Some(next), _) => named.with_comma.end = *next,
            (None, Some(end)) => named.with_comma.start = end,
            (None, None) => {}
        }
        last_end = Some(named.range.end);
    }
    (targets, reason.filter(|r| !r.is_empty()).map(str::to_owned))
}

/// Where a word `--` stands.
fn dashes(text: &str) -> Option<usize> {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    text.match_indices("--")
        .map(|(at, _)| at)
        .find(|&at| blank(text[..at].chars().next_back()) && blank(text[at + 2..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `whole | id, id | reason`.
    #[track_caller]
    fn check(comment: &str, expected: &str) {
        let read = own(comment).map_or_else(String::new, |w| {
            let ids: Vec<&str> = w.targets.iter().map(|t| &comment[t.range.clone()]).collect();
            let reach = if w.reach == Reach::File { "file " } else { "" };
            format!("{} | {reach}{} | {}", &comment[w.whole.clone()], ids.join(", "), w.reason.unwrap_or_default())
        });
        assert_eq!(read, expected, "{comment}");
    }

    #[test]
    fn ids_and_reasons_are_read_as_people_write_them() {
        check("//muxray:ignore a", "//muxray:ignore a | a | ");
        check("//muxray:ignore a,b-c -- by  hand", "//muxray:ignore a,b-c -- by  hand | a, b-c | by  hand");
        check("// muxray:ignore a , b", "// muxray:ignore a , b | a, b | ");
        check("# muxray:ignore-file acme/a -- x", "# muxray:ignore-file acme/a -- x | file acme/a | x");
        check("/* muxray:ignore a -- x */", "/* muxray:ignore a -- x | a | x");
        check("//muxray:ignore a behind a proxy", "//muxray:ignore a behind a proxy | a | behind a proxy");
        check("//muxray:ignore a --", "//muxray:ignore a -- | a | ");
        check(
            "//muxray:ignore a -- see https://go.dev/x",
            "//muxray:ignore a -- see https://go.dev/x | a | see https://go.dev/x",
        );
        check("//muxray:ignore a-b--c", "//muxray:ignore a-b--c | a-b--c | ");
    }

    #[test]
    fn a_comment_may_hold_more_than_the_directive() {
        check("//nolint:gosec //muxray:ignore a -- x", "//muxray:ignore a -- x | a | x");
        check("//muxray:ignore a -- x // want [b]", "//muxray:ignore a -- x | a | x");
        check("# muxray:ignore a -- issue #12 # more", "# muxray:ignore a -- issue #12 | a | issue #12");
        check("// write muxray:ignore a to be left alone", "");
        check("// `//muxray:ignore a` is how", "");
    }

    #[test]
    fn what_does_nothing_is_kept_to_be_told() {
        assert_eq!(own("//muxray:ignore").map(|w| w.targets[0].target.clone()), Some(Target::Nothing));
        assert_eq!(own("//muxray:ignore -- x").map(|w| w.targets[0].target.clone()), Some(Target::Nothing));
        assert_eq!(
            own("//muxray:ignor a").map(|w| w.targets[0].target.clone()),
            Some(Target::UnknownWord("ignor".into()))
        );
        assert_eq!(
            own("//muxray:ignore:a").map(|w| w.targets[0].target.clone()),
            Some(Target::UnknownWord("ignore:a".into()))
        );
    }

    #[test]
    fn one_of_several_goes_with_its_comma() {
        let comment = "//muxray:ignore a, b,c -- x";
        let written = own(comment).expect("a directive");
        let without = |n: usize| {
            let Named { with_comma, .. } = &written.targets[n];
            format!("{}{}", &comment[..with_comma.start], &comment[with_comma.end..])
        };
        assert_eq!(without(0), "//muxray:ignore b,c -- x");
        assert_eq!(without(1), "//muxray:ignore a, c -- x");
        assert_eq!(without(2), "//muxray:ignore a, b -- x");
    }

    #[test]
    fn words_of_other_tools() {
        let ids = |comment: &str| {
            let name = |t: &Named| match &t.target {
                Target::Foreign(_, id) => id.as_deref().unwrap_or("all").to_owned(),
                other => format!("{other:?}"),
            };
            foreign(comment).map_or_else(String::new, |w| w.targets.iter().map(name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(ids("// #nosec G108 -- on purpose"), "G108");
        assert_eq!(ids("/* #nosec G108, G114 */"), "G108 G114");
        assert_eq!(ids("//#nosec"), "all");
        assert_eq!(ids("//gosec:disable G108"), "G108");
        assert_eq!(ids("//nolint:gosec // on purpose"), "all");
        assert_eq!(ids("//nolint: gosec"), "");
        assert_eq!(ids("// nolint"), "all");
        assert_eq!(ids("//nolint:errcheck,gosec"), "all");
        assert_eq!(ids("//nolint:errcheck"), "");
        assert_eq!(ids("//nolintlint is a linter"), "");
        assert_eq!(ids("// #nosecurity"), "");
    }
}
