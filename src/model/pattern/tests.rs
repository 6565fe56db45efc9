//! The standard library's own tables, and properties that hold for arbitrary texts.

use proptest::prelude::*;

use super::{
    Coverage, Index, Limits, Pattern, Relation, common_path, difference_path, intersects, path_prefix_lets_through,
    verdict,
};
use crate::model::Era;

const TABLES: &str = include_str!("../../../testdata/pattern/servemux-stdlib.tsv");

/// The rows of a table; its heading says how many there must be.
fn table(name: &str) -> Vec<Vec<&'static str>> {
    let start = format!("## {name} (");
    let mut lines = TABLES.lines().skip_while(|line| !line.starts_with(&start));
    let heading = lines.next().expect("the table is there");
    let count: usize = heading[start.len()..].trim_end_matches(')').parse().expect("a number of rows");
    let rows: Vec<_> =
        lines.take_while(|line| !line.starts_with("## ")).map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), count, "{name}");
    rows
}

fn each_era(test: impl Fn(Era)) {
    [Era::E122, Era::E123].into_iter().for_each(test);
}

fn parse(text: &str, era: Era) -> Pattern {
    Pattern::parse(text, era).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn relation(word: &str) -> Relation {
    match word {
        "equivalent" => Relation::Equivalent,
        "moreGeneral" => Relation::MoreGeneral,
        "moreSpecific" => Relation::MoreSpecific,
        "disjoint" => Relation::Disjoint,
        "overlaps" => Relation::Overlaps,
        _ => panic!("{word}"),
    }
}

#[test]
fn relations_are_those_of_the_standard_library() {
    each_era(|era| {
        for row in table("comparePaths") {
            let (a, b, want) = (parse(row[0], era), parse(row[1], era), relation(row[2]));
            assert_eq!(a.compare_paths(&b), want, "{row:?}");
            assert_eq!(b.compare_paths(&a), want.inverse(), "{row:?} inverted");
        }
        for row in table("compareMethods") {
            let (a, b, want) = (parse(row[0], era), parse(row[1], era), relation(row[2]));
            assert_eq!(a.compare_methods(&b), want, "{row:?}");
            assert_eq!(b.compare_methods(&a), want.inverse(), "{row:?} inverted");
        }
    });
}

#[test]
fn conflicts_are_those_of_the_standard_library() {
    each_era(|era| {
        for row in table("conflictsWith") {
            let want = row[2] == "true";
            assert_eq!(verdict(row[0], row[1], era).conflict, want, "{row:?}");
            assert_eq!(verdict(row[1], row[0], era).conflict, want, "{row:?} inverted");
        }
    });
}

#[test]
fn errors_are_those_of_the_standard_library() {
    each_era(|era| {
        for row in table("parseError") {
            // Registration refuses the empty text itself, before it is parsed.
            let want = if row[1] == "empty pattern" { "http: invalid pattern" } else { row[1] };
            let error = Pattern::parse(row[0], era).expect_err(row[0]);
            assert!(error.contains(want), "{row:?}: {error}");
        }
    });
}

#[test]
fn example_paths_are_those_of_the_standard_library() {
    each_era(|era| {
        for row in table("commonPath") {
            let path = common_path(&parse(row[0], era), &parse(row[1], era));
            assert_eq!(String::from_utf8_lossy(&path), row[2], "{row:?}");
        }
        for row in table("differencePath") {
            let path = difference_path(&parse(row[0], era), &parse(row[1], era));
            assert_eq!(String::from_utf8_lossy(&path), row[2], "{row:?}");
        }
    });
}

const ERAS: [Era; 3] = [Era::E121, Era::E122, Era::E123];

/// Texts that mostly parse and often meet.
fn likely_pattern() -> impl Strategy<Value = String> {
    let method = prop::sample::select(vec!["", "", "GET ", "HEAD ", "POST "]);
    let host = prop::sample::select(vec!["", "", "", "h", "h.test"]);
    let piece = prop::sample::select(vec!["a", "b", "{x}", "%61", "", "%2f", "*"]);
    let end = prop::sample::select(vec!["", "/", "/{$}", "/{r...}"]);
    (method, host, prop::collection::vec(piece, 0..4), end).prop_map(|(method, host, pieces, end)| {
        // Names must differ within a pattern.
        let path: String = pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| "/".to_owned() + &piece.replace('x', &format!("x{at}")))
            .collect();
        format!("{method}{host}{path}{end}")
    })
}

/// What an index must find, pair by pair.
fn all_pairs(texts: &[String], era: Era, wanted: impl Fn(&str, &str) -> bool) -> Vec<(usize, usize)> {
    let parses = |text: &String| Pattern::parse(text, era).is_ok();
    let numbered: Vec<_> = texts.iter().enumerate().filter(|(_, text)| parses(text)).collect();
    let pairs = numbered.iter().flat_map(|a| numbered.iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| wanted(a.1, b.1)).map(|(a, b)| (a.0, b.0)).collect()
}

fn index_of(texts: &[String], era: Era) -> Index {
    let mut index = Index::new(era);
    for (id, text) in texts.iter().enumerate() {
        assert_eq!(index.add(id, text).is_ok(), Pattern::parse(text, era).is_ok());
    }
    index
}

proptest! {
    #[test]
    fn any_text_is_answered(a in ".*", b in "[A-Z]{0,4}[ \t]{0,2}[a-z.{]{0,2}[/{}$.%2fax ]{0,12}") {
        for era in ERAS {
            let there = verdict(&a, &b, era);
            let back = verdict(&b, &a, era);
            prop_assert_eq!(there.conflict, back.conflict);
            prop_assert_eq!(there.err_a, back.err_b);
            prop_assert_eq!(there.conflict, !there.why.is_empty());
        }
    }

    #[test]
    fn conflicts_are_symmetric(a in likely_pattern(), b in likely_pattern()) {
        for era in ERAS {
            prop_assert_eq!(verdict(&a, &b, era).conflict, verdict(&b, &a, era).conflict);
            if let (Ok(a), Ok(b)) = (Pattern::parse(&a, era), Pattern::parse(&b, era)) {
                prop_assert_eq!(a.compare(&b), b.compare(&a).inverse());
            }
        }
    }

    #[test]
    fn an_index_finds_what_all_pairs_find(texts in prop::collection::vec(likely_pattern(), 0..40)) {
        for era in ERAS {
            let index = index_of(&texts, era);
            let conflicts = index.conflicts();
            prop_assert_eq!(conflicts.coverage, Coverage::All);
            let mut want = all_pairs(&texts, era, |a, b| verdict(a, b, era).conflict);
            want.retain(|(a, b)| a < b);
            prop_assert_eq!(conflicts.pairs, want);
            let want = all_pairs(&texts, era, |a, b| super::overtakes(a, b, era));
            prop_assert_eq!(index.overtakes().pairs, want);
        }
    }
}

#[test]
fn the_routing_tree_confuses_some_literals_with_wildcards() {
    // Seen in programs built with Go 1.22.10 and 1.23.9.
    let why = |a, b, era| verdict(a, b, era).why;
    for (a, b, in_122, in_123) in [
        ("/a/*", "/a/", true, false),
        ("//", "/{x}/", true, false),
        ("//c", "/{x}/c", true, true),
        ("/a/*", "/a/b", false, false),
        ("/%61//c", "/a/{x}/c", true, true),
    ] {
        for (era, want) in [(Era::E121, false), (Era::E122, in_122), (Era::E123, in_123)] {
            assert_eq!(why(a, b, era), if want { "non-nil leaf fields" } else { "" }, "{a} {b} {era:?}");
            assert_eq!(why(b, a, era), why(a, b, era), "{b} {a} {era:?}");
        }
    }
}

#[test]
fn a_search_that_is_cut_says_so() {
    let same: Vec<_> = (0..10).map(|_| "/a".to_owned()).collect();
    let index = index_of(&same, Era::E123);
    assert_eq!(index.conflicts().pairs.len(), 45);
    let few = index.conflicts_within(Limits { pairs: 7, steps: 1000 });
    assert_eq!((few.pairs.len(), few.coverage), (7, Coverage::Cut));
    let short = index.conflicts_within(Limits { pairs: 1000, steps: 5 });
    assert_eq!((short.steps <= 6, short.coverage), (true, Coverage::Cut));
}

#[test]
fn a_mount_lets_through_what_one_request_can_reach() {
    for (mount, route, want) in [
        ("/debug/", "/debug/pprof/", [true, true, true]),
        ("/debug/", "GET /debug/pprof/", [false, true, true]),
        ("/debug/pprof/", "/debug/pprof/cmdline", [true, true, true]),
        ("/debug/pprof", "/debug/pprof/", [false, false, false]),
        ("/debug/{rest...}", "/debug/vars", [false, true, true]),
        ("/debug/{x}", "/debug/pprof/", [false, false, false]),
        ("/debug/{x}/", "/debug/pprof/heap", [false, true, true]),
        ("/debug/pprof/heap", "/debug/pprof/", [true, true, true]),
        ("/debug/*", "/debug/pprof/", [false, true, false]),
        ("GET /debug/", "POST /debug/pprof/", [false, false, false]),
        ("GET /debug/", "HEAD /debug/pprof/", [false, true, true]),
        ("a.test/debug/", "/debug/vars", [true, true, true]),
        ("a.test/debug/", "b.test/debug/vars", [false, false, false]),
        ("GET  /debug/", "/debug/vars", [false, false, true]),
        ("/", "/debug/{", [true, false, false]),
    ] {
        for (era, want) in ERAS.into_iter().zip(want) {
            assert_eq!(intersects(mount, route, era), want, "{mount} {route} {era:?}");
        }
    }
}

#[test]
fn a_prefix_lets_through_what_stands_at_and_below_it() {
    for (prefix, route, want) in [
        ("/debug", "/debug", true),
        ("/debug", "/debug/pprof/", true),
        ("/debug", "/debugger", false),
        ("/debug/", "/debug", false),
        ("/debug/", "GET /debug/vars", true),
        ("/debug/pprof", "/debug/vars", false),
        ("/debug/pprof/x", "/debug/pprof/", true),
        ("/{tenant}/debug", "/t/debug/vars", true),
        ("/:tenant/debug/*any", "/t/debug/vars", true),
        ("", "/debug/vars", true),
        ("/", "/", true),
        ("/debug", "a.test/debug/vars", true),
    ] {
        assert_eq!(path_prefix_lets_through(prefix, route, Era::E123), want, "{prefix} {route}");
    }
}
