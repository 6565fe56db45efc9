//! The rule language at work: three-valued logic, lists, joins, templates, budget, users' rules.

use super::fixture::{Fixture, load};
use crate::finding::{Confidence, Severity};
use crate::model::*;
use crate::rule::{Owner, ProgramFindings, RuleSet, RuleText, merge};

/// How often a condition on the one listener of a program holds.
#[track_caller]
fn holds(f: &Fixture, condition: &str) -> bool {
    let case = format!(
        "bind = {{ l = \"listener\" }}\nwhen = '''{condition} && l.order >= 0'''\nat = \"l.place\"\nmessage = \"x\""
    );
    f.found_with(&case).0.len() == 1
}

#[test]
fn unknown_is_neither_true_nor_false() {
    let mut f = Fixture::new(Era::E123);
    f.listener("…", Scope::Unknown, DEFAULT_MUX);
    for (condition, expected) in [
        ("l.scope == \"any\"", false),
        ("l.scope != \"any\"", false),
        ("!(l.scope == \"any\")", false),
        ("(l.scope == \"any\" || l.own)", true),
        ("(l.own || l.scope == \"any\")", true),
        ("!(l.scope == \"any\" && !l.own)", true),
        ("!(!l.own && l.scope == \"any\")", true),
        ("(l.scope == \"any\" || !l.own)", false),
        ("l.addr.starts_with(\"a\")", false),
        ("!l.addr.is_empty()", false),
    ] {
        assert_eq!(holds(&f, condition), expected, "{condition}");
    }
}

#[test]
fn what_is_absent_is_false_and_equal_to_nothing() {
    let mut f = Fixture::new(Era::E123);
    let listener = f.listener(":1", Scope::Any, DEFAULT_MUX);
    f.program.listeners[listener].mux = None;
    for (condition, expected) in [
        ("l.mux.is_default", false),
        ("!l.mux.is_default", true),
        ("l.mux.is_none()", true),
        ("l.mux.is_some()", false),
        ("l.write_timeout == 3", false),
        ("l.write_timeout != 3", true),
        ("l.write_timeout < 3", false),
        ("l.mux.routes.is_empty()", false),
    ] {
        assert_eq!(holds(&f, condition), expected, "{condition}");
    }
}

#[test]
fn a_list_that_may_lack_items_answers_what_is_certain() {
    let mut f = Fixture::new(Era::E123);
    f.call(DEFAULT_MUX, "/a");
    let listener = f.listener(":1", Scope::Any, DEFAULT_MUX);
    f.program.listeners[listener].handler_known = false;
    for (condition, expected) in [
        ("l.routes.any(|r| r.path == \"/a\")", true),
        ("!l.routes.any(|r| r.path == \"/b\")", false),
        ("l.routes.all(|r| r.path == \"/a\")", false),
        ("!l.routes.all(|r| r.path == \"/b\")", true),
        ("!l.routes.is_empty()", true),
        ("l.routes.len() == 1", false),
        ("l.routes.path.contains(\"/a\")", true),
        ("!l.routes.path.contains(\"/b\")", false),
        ("l.routes.filter(|r| r.path == \"/b\").is_empty()", false),
        ("l.routes.first().path == \"/a\"", true),
    ] {
        assert_eq!(holds(&f, condition), expected, "{condition}");
    }
    f.program.listeners[listener].handler_known = true;
    assert!(holds(&f, "l.routes.filter(|r| r.path == \"/b\").is_empty()"));
    assert!(holds(&f, "l.routes.len() == 1"));
}

#[test]
fn words_have_their_own_order() {
    let mut f = Fixture::new(Era::E122);
    f.listener(":1", Scope::Any, DEFAULT_MUX);
    assert!(holds(&f, "program.eras.declared < \"E123\""));
    assert!(holds(&f, "l.provenance <= \"computed\""), "literal comes before computed, though not in the alphabet");
    assert!(holds(&f, "l.provenance < \"constant\""));
}

#[test]
fn what_is_not_known_is_a_note_where_the_rule_says_so() {
    let mut f = Fixture::new(Era::E123);
    f.listener("…", Scope::Unknown, DEFAULT_MUX);
    let case = "bind = { l = \"listener\" }\nwhen = 'l.scope == \"any\"'\nat = \"l.place\"\nmessage = \"open\"\n\
                unknown = \"note\"\nunknown_message = \"{l.call} may be open\"";
    let (found, _) = f.found_with(case);
    assert_eq!(found[0].message, "http.ListenAndServe may be open");
    assert_eq!((found[0].severity, found[0].confidence), (Severity::Note, Confidence::Low));
    f.program.listeners[0].scope = Scope::Any;
    let (found, _) = f.found_with(case);
    assert_eq!((found[0].message.as_str(), found[0].severity), ("open", Severity::Warning));
}

#[test]
fn lists_are_shown_short() {
    let mut f = Fixture::new(Era::E123);
    for pattern in ["/a", "/b", "/c", "/d"] {
        f.call(DEFAULT_MUX, pattern);
    }
    f.listener(":1", Scope::Any, DEFAULT_MUX);
    let case =
        "bind = { l = \"listener\" }\nat = \"l.place\"\nmessage = \"{{x}} {l.routes.pattern}, {l.routes.len()}\"";
    assert_eq!(f.found_with(case).0[0].message, "{x} `/a`, `/b`, `/c` and `/d`, 4");
    f.call(DEFAULT_MUX, "/e");
    f.program.listeners.clear();
    f.listener(":1", Scope::Any, DEFAULT_MUX);
    assert_eq!(f.found_with(case).0[0].message, "{x} `/a`, `/b`, `/c` and 2 more, 5");
}

const PAIR: &str = "bind = { a = \"route\", b = \"route\" }\nat = \"b.place\"\nmessage = \"{a.pattern} {b.pattern}\"\n";

#[test]
fn a_join_finds_what_trying_every_pair_finds() {
    let mut f = Fixture::new(Era::E123);
    let other = f.mux("other");
    for index in 0..40 {
        let call = f.call(if index % 3 == 0 { other } else { DEFAULT_MUX }, &format!("/{}", index % 7));
        f.program.routes[call].known = index % 11 != 0;
    }
    let messages = |condition: &str| -> Vec<_> {
        f.found_with(&format!("{PAIR}when = '{condition}'"))
            .0
            .into_iter()
            .map(|f| (f.primary.span, f.message))
            .collect()
    };
    let joined = messages("a.mux == b.mux && a.path == b.path && a.order < b.order");
    let tried = messages("!(a.mux != b.mux) && !(a.path != b.path) && a.order < b.order");
    assert!(joined.len() > 20, "{}", joined.len());
    assert_eq!(joined, tried);
    // Where the unknown is reported, what may be equal is a pair, too.
    let noted = |condition: &str| {
        messages(&format!("{condition}'\nunknown = 'note'\nunknown_message = '{{a.pattern}} {{b.pattern}} perhaps"))
    };
    let joined_noted = noted("a.mux == b.mux && a.path == b.path && a.order < b.order");
    let tried_noted = noted("!(a.mux != b.mux) && !(a.path != b.path) && a.order < b.order");
    assert!(joined_noted.len() > joined.len());
    assert_eq!(joined_noted, tried_noted);
}

#[test]
fn a_join_over_ten_thousand_routes_stays_within_the_budget() {
    let mut f = Fixture::new(Era::E123);
    for index in 0..10_000 {
        f.call(DEFAULT_MUX, &format!("/{}", index % 9_990));
    }
    let (found, problems) =
        f.found_with(&format!("{PAIR}when = 'a.mux == b.mux && a.path == b.path && a.order < b.order'"));
    // Without an index this would be 10^8 steps, and stopped at the four million that a case has.
    assert_eq!((found.len(), problems), (10, 0));
    let (_, problems) = f.found_with(&format!("{PAIR}when = 'a.path.len() > b.path.len() && a.mux != b.mux'"));
    assert_eq!(problems, 1, "what is stopped says so");
}

/// They may come with the repository that is looked at: however many there are, they end.
#[test]
fn rules_of_ones_own_have_one_budget_together() {
    let mut f = Fixture::new(Era::E123);
    (0..30).for_each(|index| _ = f.call(DEFAULT_MUX, &format!("/{index}")));
    let texts: Vec<String> = (0..15).map(|n| own_rule(n, &format!("bind = {{ a = \"route\", b = \"route\" }}\nwhen = 'a.own && b.own'\nat = \"a.place\"\nmessage = \"{}\"\nkey = \"k\"", "x".repeat(100_000)))).collect();
    let (rules, mistakes) = RuleSet::load(own(&texts));
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let (_, problems) = f.evaluate(&rules);
    let messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(messages.iter().filter(|m| m.contains("it took more than 4000000 steps")).count(), 10, "{messages:?}");
    assert!(
        messages.last().is_some_and(|m| m.starts_with("5 cases of rules of one's own were left out here")),
        "{messages:?}"
    );
}

#[test]
fn a_rule_has_a_hundred_cases_and_all_of_ones_own_a_hundred_queries() {
    let case =
        "[[case]]\nbind = { m = \"match\" }\nquery = '(go_statement) @go'\nat = \"m.go.place\"\nmessage = \"m\"\n";
    let mistakes = |cases: &[usize]| {
        let texts: Vec<String> = cases
            .iter()
            .enumerate()
            .map(|(n, cases)| {
                own_rule(n, &case["[[case]]\n".len()..]).replace("[docs]", &(case.repeat(cases - 1) + "[docs]"))
            })
            .collect();
        RuleSet::load(own(&texts)).1.into_iter().map(|mistake| mistake.message).collect::<Vec<_>>()
    };
    assert_eq!(mistakes(&[60, 40]), [""; 0]);
    assert_eq!(mistakes(&[101]), ["a rule has at most 100 cases"]);
    assert_eq!(mistakes(&[60, 41]), ["this rule's queries are too many: all rules of one's own have at most 100"]);
}

fn own_rule(number: usize, case: &str) -> String {
    format!(
        "id = \"acme/r{number}\"\nseverity = \"note\"\nsummary = \"s\"\n[[case]]\n{case}\n[docs]\nwhy = \"w\"\nbad = \"b\"\ngood = \"g\"\n"
    )
}

fn own(texts: &[String]) -> impl Iterator<Item = RuleText<'_>> {
    texts.iter().enumerate().map(|(n, text)| RuleText { path: format!("r{n}.toml").into(), text, owner: Owner::User })
}

/// A file without the import that a condition asks for is not searched; one query is searched for all that ask with it.
#[test]
fn a_query_is_for_files_with_an_import() {
    let imports_of = |cases: &[(&str, &str, &str)]| {
        let case = |&(bind, when, told): &(&str, &str, &str)| {
            format!(
                "query = '(selector_expression operand: (identifier) @of) @call'\nbind = {{ {bind} }}\nwhen = '{when}'\n\
                 at = \"m.call.place\"\nmessage = \"x {{{told}}}\""
            )
        };
        let texts: Vec<String> = cases.iter().map(case).enumerate().map(|(n, case)| own_rule(n, &case)).collect();
        let (rules, mistakes) = RuleSet::load(own(&texts));
        assert!(mistakes.is_empty(), "{:?}", mistakes.iter().map(|m| &m.message).collect::<Vec<_>>());
        let [(_, imports)] = &rules.queries().collect::<Vec<_>>()[..] else { panic!("one query") };
        imports.as_ref().map(|all| all.iter().map(|&import| import.to_owned()).collect::<Vec<_>>())
    };
    let bind = "m = \"match\"";
    let imports =
        |conditions: &[&str]| imports_of(&conditions.iter().map(|when| (bind, *when, "m.of.text")).collect::<Vec<_>>());
    let some = |all: &[&str]| Some(all.iter().map(|&import| import.to_owned()).collect::<Vec<_>>());
    assert_eq!(imports(&[r#"m.linked && m.of.imported == "net/http""#]), some(&["net/http"]));
    assert_eq!(imports(&[r#""expvar" == m.of.imported"#, r#"m.of.imported == "log""#]), some(&["expvar", "log"]));
    assert_eq!(imports(&[r#"m.of.imported == "log""#, "m.linked"]), None);
    assert_eq!(imports(&[r#"m.of.imported != "log""#]), None);
    assert_eq!(imports(&[r#"m.of.imported == "log" || m.linked"#]), None);
    assert_eq!(imports(&[r#"m.of.text == "log""#]), None);
    assert_eq!(imports(&[r#"m.of.imported == "log" && !matches.is_empty()"#]), None);
    // What is numbered is numbered among the matches of all files, and a second one may stand in any.
    assert_eq!(imports(&[r#"m.of.imported == "log" && m.order == 0"#]), None);
    assert_eq!(imports_of(&[(bind, r#"m.of.imported == "log""#, "m.order")]), None);
    let two = "m = \"match\", n = \"match\"";
    assert_eq!(imports_of(&[(two, r#"m.of.imported == "log" && n.of.text == m.of.text"#, "m.of.text")]), None);
}

#[test]
fn a_case_sees_the_matches_of_its_own_query_in_code_that_the_program_links() {
    let mut f = Fixture::new(Era::E123);
    f.listener(":1", Scope::Any, DEFAULT_MUX);
    f.matched("(defer_statement) @other", &["defer_statement"; 4]);
    f.matched("(go_statement) @go", &["go_statement", "go_statement"]);
    let case = |bind: &str, when: &str| {
        format!(
            "query = '(go_statement) @go'\nbind = {{ {bind} }}\nwhen = '{when}'\nat = \"x.place\"\nmessage = \"{{x.order}} of {{matches.len()}} {{matches.go.kind}}\"\n"
        )
    };
    let messages = |f: &Fixture, bind: &str, when: &str| {
        f.found_with(&case(bind, when)).0.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    assert_eq!(
        messages(&f, "x = \"match\"", "x.go.kind == \"go_statement\" && x.linked"),
        ["0 of 2 `go_statement`", "1 of 2 `go_statement`"]
    );
    assert_eq!(messages(&f, "x = \"listener\"", "matches.any(|m| m.order == 1)"), ["0 of 2 `go_statement`"]);
    assert_eq!(messages(&f, "x = \"match\", y = \"match\"", "x.order < y.order"), ["0 of 2 `go_statement`"]);
    // Of a package that the program does not link, nothing is seen.
    f.program.packages.retain(|p| p.name.as_ref() != "main");
    assert!(messages(&f, "x = \"match\"", "x.order >= 0").is_empty());
    assert!(messages(&f, "x = \"listener\"", "!matches.is_empty()").is_empty());
    assert_eq!(f.found_with(&case("x = \"listener\"", "matches.is_empty()")).0.len(), 1);
}

#[test]
fn of_cases_with_one_place_and_key_the_first_wins() {
    let mut f = Fixture::new(Era::E123);
    f.listener(":1", Scope::Any, DEFAULT_MUX);
    let case = |text: &str, key: &str| {
        format!("bind = {{ l = \"listener\" }}\nat = \"l.place\"\nmessage = \"{text}\"\nkey = \"{key}\"\n")
    };
    let two = |a: &str, b: &str| {
        let found = f.found_with(&format!("{}[[case]]\n{}", case("first", a), case("second", b))).0;
        found.into_iter().map(|f| f.message).collect::<Vec<_>>()
    };
    assert_eq!(two("{l.addr}", "{l.addr}"), ["first"]);
    assert_eq!(two("1", "2"), ["first", "second"]);
}

#[test]
fn a_definition_with_a_closure_may_stand_in_another_closure() {
    let mut f = Fixture::new(Era::E123);
    f.call(DEFAULT_MUX, "/a");
    f.call(DEFAULT_MUX, "/b");
    f.listener(":8080", Scope::Any, DEFAULT_MUX);
    let case = "bind = { l = \"listener\" }\nlet = { own = 'program.routes.filter(|r| r.path == \"/b\")' }\n\
                when = 'program.routes.any(|s| s.path == \"/a\" && own.any(|t| t.path == \"/b\" && s.path != t.path))'\n\
                at = \"l.place\"\nmessage = \"m\"\nlabels = [{ each = { s = \"program.muxes\" }, at = \"l.place\", text = \"{s.id} {own.path}\" }]\n";
    assert_eq!(f.found_with(case).0.len(), 1);
}

#[test]
fn fixes_are_rendered_and_overlapping_ones_dropped() {
    let mut f = Fixture::new(Era::E123);
    f.call(DEFAULT_MUX, "/a");
    let file = f.program.routes[0].span.file;
    let without_code = "bind = { r = \"route\" }\nat = \"r.place\"\nmessage = \"m\"\n[[case.fix]]\ntitle = \"t\"\n\
                        applicability = \"safe\"\nedits = [{ at = \"r.place\", text = \"\" }]\n";
    assert_eq!(f.found_with(without_code).0[0].fixes, [], "a file that was not read is not edited");
    f.sources.get(file).set_bytes(format!("package main\n{}", "// a comment\n".repeat(20)).into_bytes().into());
    let case = "bind = { r = \"route\" }\nat = \"r.place\"\nmessage = \"m\"\n\
                [[case.fix]]\ntitle = \"Double {r.path}\"\napplicability = \"unsafe\"\nedits = [{ at = \"r.place\", text = '\"{r.path}{r.path}\"' }]\n\
                [[case.fix]]\ntitle = \"Never\"\napplicability = \"safe\"\nedits = [{ at = \"r.place\", text = \"\" }, { at = \"r.call\", text = \"\" }]\n";
    let found = f.found_with(case).0;
    assert_eq!(found[0].fixes.len(), 1);
    assert_eq!(found[0].fixes[0].title, "Double /a");
    assert_eq!(found[0].fixes[0].edits()[0].text, "\"/a/a\"");
    // What is not there, not known or not so is not offered.
    for (when, at, text) in [
        ("false", "r.place", "x"),
        ("r.handler == \"mux\"", "r.place", "x"),
        ("true", "r.call.receiver", "x"),
        ("true", "r.place", "{r.call.callee.text}"),
        ("true", "r.place", "{r.place.qualifier(\"example.org/x\")}"),
    ] {
        let case = format!(
            "bind = {{ r = \"route\" }}\nat = \"r.place\"\nmessage = \"m\"\n[[case.fix]]\ntitle = \"t\"\n\
             applicability = \"safe\"\nwhen = '{when}'\nedits = [{{ at = \"{at}\", text = '{text}' }}]\n"
        );
        assert_eq!(f.found_with(&case).0[0].fixes, [], "{when} {at} {text}");
    }
}

#[test]
fn users_rules_have_a_namespace_and_replace_only_what_they_name() {
    let text = |id: &str, more: &str| {
        format!(
            "id = \"{id}\"\nseverity = \"note\"\nsummary = \"x\"\n{more}[[case]]\nbind = {{ l = \"listener\" }}\nat = \"l.place\"\nmessage = \"x\"\n\
             [docs]\nwhy = \"w\"\nbad = \"b\"\ngood = \"g\"\n"
        )
    };
    let loaded = |files: &[(&str, &str, Owner)]| {
        let (rules, errors) = RuleSet::load(files.iter().map(|(path, text, owner)| RuleText {
            path: (*path).into(),
            text,
            owner: *owner,
        }));
        let ids: Vec<String> = rules.rules().map(|r| r.id.to_string()).collect();
        (ids, errors.into_iter().map(|e| e.message).collect::<Vec<_>>())
    };
    let own = text("slow", "");
    let plain = text("slow", "");
    let named = text("acme/slow", "replaces = \"slow\"\n");
    let wrong = text("acme/slow", "replaces = \"fast\"\n");
    let embedded = ("rules/slow.toml", own.as_str(), Owner::Embedded);
    assert_eq!(loaded(&[embedded, ("my/slow.toml", &named, Owner::User)]), (vec!["acme/slow".to_owned()], vec![]));
    assert_eq!(
        loaded(&[embedded, ("my/slow.toml", &plain, Owner::User)]).1,
        ["the id of a rule of one's own has a namespace"]
    );
    assert_eq!(loaded(&[embedded, ("my/slow.toml", &wrong, Owner::User)]).1, ["there is no rule `fast` to replace"]);
    assert_eq!(loaded(&[embedded, embedded]).1, ["there is a rule `slow` already"]);
}

/// Two programs that link one package.
#[test]
fn findings_of_several_programs_are_one() {
    let one = |dir: &str, condition: &str| {
        let mut f = Fixture::new(Era::E123);
        f.listener(":1", Scope::Any, DEFAULT_MUX);
        f.program.dir = dir.into();
        f.program.import_path = dir.into();
        let rules =
            load(&format!("bind = {{ l = \"listener\" }}\nwhen = '{condition}'\nat = \"l.place\"\nmessage = \"m\"\n"));
        (f, rules)
    };
    let merged = |merge_word: &str, dirs: [&str; 2]| {
        let condition = "program.dir != \"quiet\"";
        let (a, _) = one(dirs[0], condition);
        let (b, _) = one(dirs[1], condition);
        let text = format!(
            "id = \"test/odd\"\nseverity = \"note\"\nsummary = \"x\"\nmerge = \"{merge_word}\"\n[[case]]\nbind = {{ l = \"listener\" }}\n\
             when = '{condition}'\nat = \"l.place\"\nmessage = \"m\"\n[docs]\nwhy = \"w\"\nbad = \"b\"\ngood = \"g\"\n"
        );
        let (rules, errors) = RuleSet::load([RuleText { path: "odd.toml".into(), text: &text, owner: Owner::User }]);
        assert!(errors.is_empty(), "{errors:?}");
        let run = |f: &Fixture| f.evaluate(&rules).0;
        let found = vec![
            ProgramFindings { program: &a.program, findings: run(&a) },
            ProgramFindings { program: &b.program, findings: run(&b) },
        ];
        merge(&rules, found, &a.sources).into_iter().map(|f| f.programs.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(merged("any", ["z", "b"]), ["b z"]);
    assert_eq!(merged("any", ["z", "quiet"]), ["z"]);
    assert_eq!(merged("all", ["z", "b"]), ["b z"]);
    assert!(merged("all", ["z", "quiet"]).is_empty(), "one program that links the place does not agree");
}
