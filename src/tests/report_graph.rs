//! The route table as a page and as a graph: what stands in it, and that no text of the user's files becomes markup.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::RenderOptions;
use super::routes::{self, Build, RoutesFormat};
use super::tests_routes::programs;
use crate::model::{Address, Conflict, Era, PortConflict};

/// What Graphviz, Mermaid and HTML each give a meaning to.
const NASTY: &str = "/a\"b\\c<script>alert(1)</script>;]}%%{x}&amp;|-->#quot;`";

fn drawn(format: RoutesFormat) -> String {
    let (mut programs, sources) = programs();
    let program = &mut programs[0];
    program.routes[0].pattern = Arc::from(NASTY);
    program.conflicts.push(Conflict {
        a: 0,
        b: 2,
        eras: vec![(Era::E123, "they match the same requests".to_owned())],
        certain: true,
    });
    let address = Address { host: String::new(), port: 8080 };
    program.port_conflicts.push(PortConflict {
        a: 0,
        b: 1,
        address_a: address.clone(),
        address_b: address,
        certain: true,
    });
    let mut out = Vec::new();
    routes::render(
        &[Build { target: "linux/amd64", programs: &programs, sources: &sources }],
        &RenderOptions::default(),
        format,
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

/// The text between quotes, with what `\` escapes, and what stands outside of them.
fn quoted(line: &str) -> (Vec<String>, String) {
    let (mut inside, mut outside, mut chars) = (Vec::new(), String::new(), line.chars());
    while let Some(c) = chars.next() {
        if c != '"' {
            outside.push(c);
            continue;
        }
        let mut text = String::new();
        loop {
            match chars.next().expect("the quote is closed on its line") {
                '"' => break,
                '\\' => match chars.next().expect("something is escaped") {
                    'l' => text.push('\n'),
                    c => text.push(c),
                },
                c => text.push(c),
            }
        }
        inside.push(text);
    }
    (inside, outside)
}

#[test]
fn a_graph_for_graphviz_has_a_node_for_each_end_of_an_edge() {
    let dot = drawn(RoutesFormat::Dot);
    let (mut nodes, mut ends, mut texts, mut code) = (BTreeSet::new(), BTreeSet::new(), Vec::new(), String::new());
    for line in dot.lines() {
        let (inside, outside) = quoted(line);
        texts.extend(inside);
        code.push_str(&outside);
        let words: Vec<&str> = outside.split_whitespace().collect();
        match words.as_slice() {
            [from, "->", to, ..] => ends.extend([(*from).to_owned(), (*to).to_owned()]),
            [id, ..] if id.starts_with('p') => _ = nodes.insert((*id).to_owned()),
            _ => {}
        }
    }
    assert_eq!(ends.difference(&nodes).collect::<Vec<_>>(), Vec::<&String>::new(), "{dot}");
    assert_eq!((code.matches('{').count(), code.matches('}').count()), (3, 3), "one graph, two clusters: {dot}");
    assert!(texts.iter().any(|t| t.lines().any(|l| l == NASTY)), "the pattern as it is: {texts:#?}");
    assert!(texts.iter().any(|t| *t == format!("{NASTY}\nconflicts with /debug/{{kind}}/\nGo 1.23 and later\n")));
    assert_eq!(dot.matches("dir=none").count(), 2, "one pair of routes and one of listeners: {dot}");
    assert!(dot.contains("label=\"both want port 8080\""), "{dot}");
    assert!(dot.contains("label=\"under /api/, prefix cut\""), "{dot}");
}

#[test]
fn a_graph_for_mermaid_holds_no_markup_of_the_users() {
    let mermaid = drawn(RoutesFormat::Mermaid);
    let mut names = BTreeSet::new();
    for line in mermaid.lines() {
        let (inside, outside) = quoted(line);
        for text in inside {
            let plain = text.replace("<br>", "");
            let wild = |c: char| !(c.is_alphanumeric() || " /.:-,·…#;".contains(c));
            assert!(!plain.contains(wild), "{plain}");
            let codes =
                plain.split('#').skip(1).all(|code| code.split(';').next().is_some_and(|n| n.parse::<u32>().is_ok()));
            assert!(codes, "{plain}");
            let decoded = plain.split('#').enumerate().map(|(i, part)| match part.split_once(';').filter(|_| i > 0) {
                Some((code, rest)) => format!("{}{rest}", char::from_u32(code.parse().unwrap()).unwrap()),
                None => part.to_owned(),
            });
            names.insert(decoded.collect::<String>());
        }
        let words: Vec<&str> = outside.split_whitespace().collect();
        if let [from, arrow, to] = words.as_slice()
            && (arrow.starts_with("-->") || arrow.starts_with("---"))
        {
            for end in [from, to] {
                let node = ["([", "{{", "["].iter().any(|open| mermaid.contains(&format!("    {end}{open}\"")));
                assert!(node, "{end} is a node: {mermaid}");
            }
        }
    }
    assert!(names.iter().any(|n| n.contains(NASTY)), "the pattern as it is: {names:#?}");
    let red: Vec<&str> = mermaid.lines().filter(|l| l.contains("linkStyle")).collect();
    let edges: Vec<&str> = mermaid.lines().filter(|l| l.contains(" -->") || l.contains(" ---")).collect();
    let conflicts: Vec<usize> = (0..edges.len()).filter(|e| edges[*e].contains(" ---")).collect();
    let named: Vec<usize> = red.iter().map(|l| l.split_whitespace().nth(1).unwrap().parse().unwrap()).collect();
    assert_eq!(named, conflicts, "red lines are named by their number: {mermaid}");
    assert_eq!(conflicts.len(), 2);
}

/// Who reads text or JSON is told as well that a program with these routes panics.
#[test]
fn the_table_marks_both_sides_of_a_conflict() {
    let (text, json) = (drawn(RoutesFormat::Text), drawn(RoutesFormat::Json));
    let marked: Vec<&str> = text.lines().filter(|line| line.contains("conflicts with")).collect();
    assert_eq!(marked.len(), 2, "{text}");
    assert!(marked[0].contains(NASTY) && marked[0].contains(" · conflicts with /debug/{kind}/ of "), "{text}");
    assert!(marked[1].ends_with(": panics under Go 1.23 and later"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let routes = json["programs"][0]["listeners"][0]["routes"].as_array().unwrap();
    let with: Vec<&str> = routes.iter().filter_map(|route| route["conflicts"][0]["pattern"].as_str()).collect();
    assert_eq!(with, ["/debug/{kind}/", NASTY]);
    assert_eq!(routes[0]["conflicts"][0]["eras"][0], "E123");
    assert_eq!(routes.iter().filter(|route| route.get("conflicts").is_none()).count(), routes.len() - 2);
}

#[test]
fn the_page_shows_everything_and_runs_nothing_of_the_users() {
    let page = drawn(RoutesFormat::Html);
    assert_eq!(page.matches("<script>").count(), 1, "its own");
    assert!(page.contains("/a&quot;b\\c&lt;script&gt;alert(1)&lt;/script&gt;"), "the pattern as text");
    assert_eq!(page.matches("<section").count(), 2, "a program and a library");
    // Two listeners and one mux that nobody serves; of the library one mux.
    assert_eq!(page.matches("<article").count(), 2 + 1 + 1);
    assert_eq!(page.matches("<tr class=\"conflict\">").count(), 2, "both sides are marked");
    assert_eq!(page.matches("conflicts with <code>").count(), 2);
    assert_eq!(page.matches("wants the same port as").count(), 2);
    for said in [
        ":8080",
        "all interfaces",
        "GET /debug/pprof/",
        "net/http/pprof",
        "under /api/, prefix cut",
        "(handler not known)",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(page.contains("/v1/…\\u{1b}"), "control characters are spelt out");
    let outside = ["http://", "https://", "src=", "@import", "url("];
    assert_eq!(outside.iter().filter(|o| page.contains(**o)).collect::<Vec<_>>(), Vec::<&&str>::new(), "loads nothing");
}
