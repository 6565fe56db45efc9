//! Queries on small files, and what is said of wrong ones.

use super::*;

const GO: &str = "package main\n\nimport \"os\"\n\nvar x = os.Getenv(\"A\")\n\nfunc (s *Server[T]) run() {\n\tgo s.loop(1, 2)\n\tos.Exit(1)\n}\n";

#[track_caller]
fn check(query: &str, expected: &[&[&str]]) {
    let query = Query::new(query).expect("a query");
    let found = search(GO.as_bytes(), &[&query]).remove(0);
    assert!(!found.cut);
    let shown = |one: &Match| -> Vec<String> {
        let nodes = one.nodes.iter().map(|node| {
            let text = &GO[node.range.start as usize..node.range.end as usize];
            format!("{}={text}", query.captures()[node.capture].0)
        });
        nodes.chain(one.func.clone()).collect()
    };
    assert_eq!(found.matches.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn captures_are_found_with_the_function_around_them() {
    check(
        "(call_expression function: (selector_expression operand: (identifier) @p field: (field_identifier) @f) (#eq? @p \"os\"))",
        &[&["p=os", "f=Getenv"], &["p=os", "f=Exit", "(*Server).run"]],
    );
    check(
        "(go_statement (call_expression arguments: (argument_list (_) @a))) @go",
        &[&["go=go s.loop(1, 2)", "a=1", "(*Server).run"], &["go=go s.loop(1, 2)", "a=2", "(*Server).run"]],
    );
    check("[(go_statement) (defer_statement)] @s", &[&["s=go s.loop(1, 2)", "(*Server).run"]]);
}

#[test]
fn what_a_capture_may_be_is_known() {
    let query = Query::new("(parameter_declaration name: (identifier)? @n type: (_) @t (_)* @m) @p").expect("a query");
    let quantities: Vec<Quantity> = query.captures().iter().map(|(_, q)| *q).collect();
    assert_eq!(quantities, [Quantity::Optional, Quantity::One, Quantity::Many, Quantity::One]);
    let query = Query::new("(go_statement) @a (defer_statement) @b").expect("a query");
    assert!(
        query.captures().iter().all(|(_, q)| *q == Quantity::Optional),
        "each is there in one of the patterns only"
    );
}

#[test]
fn a_file_without_the_words_is_not_parsed() {
    let may = |query: &str, text: &str| Query::new(query).expect("a query").may_match(text.as_bytes());
    let eq = "((identifier) @i (#eq? @i \"Exit\"))";
    assert!(may(eq, "os.Exit(1)"));
    assert!(!may(eq, "os.exit(1)"));
    let any = "((identifier) @i (#any-of? @i \"a1\" \"b2\"))";
    assert!(may(any, "b2") && !may(any, "c3"));
    // Two words of one pattern must both be there; of two patterns one is enough.
    let both = "((selector_expression operand: (_) @o field: (_) @f) (#eq? @o \"os\") (#eq? @f \"Exit\"))";
    assert!(may(both, "os Exit") && !may(both, "os"));
    assert!(may(&format!("{both} {eq}"), "Exit"));
    // What needs no word may be anywhere: another predicate, no predicate, a capture that may be absent, an escape.
    for open in [
        "((identifier) @i (#not-eq? @i \"Exit\"))",
        "(identifier) @i",
        "\"go\" @i",
        "((go_statement (comment)? @c) @i (#eq? @c \"x\"))",
        "((comment) @i (#eq? @i \"a\\tb\"))",
    ] {
        assert!(may(open, ""), "{open}");
    }
}

#[test]
fn a_query_whose_text_tells_all_is_compiled_when_it_is_run() {
    let text = "((call_expression function: (identifier) @f arguments: (argument_list . (_) @a)) (#eq? @f \"f\"))";
    let (trusted, compiled) = (Query::trusted(text).expect("a plain query"), Query::new(text).expect("a query"));
    assert_eq!(trusted.captures(), compiled.captures());
    let source = b"package p\nfunc g() { f(1); h(2); f(3) }\n";
    let found = search(source, &[&trusted, &compiled]);
    assert_eq!(found[0].matches, found[1].matches);
    assert_eq!(found[0].matches.len(), 2);
    for text in [
        "(argument_list (_)? @a)",
        "(argument_list (_)* @a)",
        "(argument_list (_)+ @a)",
        "[(go_statement) (defer_statement)] @a",
        "(go_statement) @a (defer_statement) @b",
        "(argument_list (_) @a (_) @a)",
        "(argument_list)",
    ] {
        assert!(Query::trusted(text).is_none(), "{text}");
    }
}

#[track_caller]
fn refused(query: &str, expected: &[(&str, &str)]) {
    let faults = Query::new(query).expect_err("a mistake");
    let shown: Vec<(&str, &str)> = faults.iter().map(|f| (&query[f.range.clone()], f.message.as_str())).collect();
    assert_eq!(shown, expected);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    refused(
        "(cal_expression function: (identifer) @f) @c",
        &[("cal_expression", "Go has no node `cal_expression`"), ("identifer", "Go has no node `identifer`")],
    );
    refused(
        "(call_expression func: (_) @f !nam)",
        &[("func", "no node of Go has a field `func`"), ("nam", "no node of Go has a field `nam`")],
    );
    refused("(go_statement \"goo\") @g", &[("goo", "Go has no token `goo`")]);
    refused("((identifier) @i (#eq? @j \"x\"))", &[("j", "the query has no capture `@j`: there are `@i`")]);
    refused("((identifier) @i (#equals? @i \"x\"))", &[("#equals?", "there is no predicate `#equals?`")]);
    refused("((identifier) @i (#match? @i \"a(\"))", &[("\"a(\"", "this is no regular expression")]);
    refused("(identifier", &[("", "the query ends too early")]);
    refused("(identifier))", &[(")", "this is no query")]);
    refused(
        "(go_statement (import_spec) @i)",
        &[("(import_spec", "this can never match: the grammar of Go has no such node here")],
    );
    refused(
        "(identifier)",
        &[("(identifier)", "the query captures nothing: put `@name` behind what a finding is to point at")],
    );
}

/// What a query may cost is bounded: both to compile and to run.
#[test]
fn costly_queries_are_refused_or_stopped() {
    for query in [
        "(".repeat(3000),
        format!("{}(identifier) @i{}", "[".repeat(100), "]".repeat(100)),
        "(identifier) @i ".repeat(100),
        "a".repeat(5000),
        "((identifier) @i (#match? @i \"(\\\\w{100}){100}\"))".to_owned(),
        format!("((identifier) @i (#match? @i \"{}\"))", "x".repeat(1000)),
        format!("((identifier) @i {})", "(#match? @i \"x\")".repeat(20)),
    ] {
        assert!(Query::new(&query).is_err(), "{query}");
    }
    let source = format!("package p\n\nfunc f() {{ g({}) }}\n", "1, ".repeat(20_000));
    let query = Query::new("(argument_list (_)* @a (_) @b (_)* @c (_) @d (_)* @e) @l").expect("a query");
    let found = search(source.as_bytes(), &[&query]).remove(0);
    assert!(found.cut, "a query of this kind cannot be run to its end");
}
