//! What the embedded rules find in programs built by hand, and the names and pages that they must have.

use super::fixture::Fixture;
use crate::finding::{Confidence, Severity};
use crate::golang::query::Query;
use crate::model::*;
use crate::rule::file::RuleFile;
use crate::rule::{RuleSet, embedded, syntax};

const ALL: &[Era] = &[Era::E121, Era::E122, Era::E123];

#[test]
fn a_conflict_of_a_call_with_an_import_is_told_at_the_call() {
    let mut f = Fixture::new(Era::E123);
    let import = f.pprof(&["example.com/shop/internal/debug"]);
    let call = f.call(DEFAULT_MUX, "/debug/pprof/heap");
    f.conflict(import, call, &[Era::E123]);
    let found = f.found_by("route-conflict");
    assert_eq!(found.len(), 1);
    let finding = &found[0];
    assert_eq!(finding.primary.span, f.program.routes[call].pattern_span.expect("a call has an argument"));
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.confidence, Confidence::High);
    assert_eq!(finding.eras, [Era::E123]);
    assert_eq!(
        finding.message,
        "`/debug/pprof/heap` conflicts with `GET /debug/pprof/`, registered by the import of `net/http/pprof`: the program panics at \
         start-up under Go 1.23 and later. Go says: they match the same requests"
    );
    assert!(f.found_by("route-conflict-after-upgrade").is_empty());
}

#[test]
fn a_conflict_of_two_dependencies_is_told_at_the_own_import() {
    let mut f = Fixture::new(Era::E123);
    let pprof = f.pprof(&[]);
    let dependency = f.import("example.org/profiles", "/debug/pprof/delta_heap", &["example.org/dep"]);
    f.conflict(pprof, dependency, &[Era::E123]);
    let found = f.found_by("route-conflict");
    // The import of example.org/dep in main: the next link stands under vendor/.
    assert_eq!(found[0].primary.span, f.program.routes[dependency].chain[0].span);
    assert_eq!(found[0].labels[0].span, f.program.routes[pprof].chain[0].span);
}

#[test]
fn of_two_calls_the_second_is_told() {
    let mut f = Fixture::new(Era::E122);
    let mux = f.mux("cmd/api/main.go:12");
    let (a, b) = (f.call(mux, "/{x}"), f.call(mux, "/{y}"));
    f.conflict(a, b, &[Era::E122, Era::E123]);
    f.program.conflicts[0].certain = false;
    let found = f.found_by("route-conflict");
    assert_eq!(found[0].primary.span.start, f.program.routes[b].span.start + 1);
    assert_eq!(found[0].confidence, Confidence::Medium);
}

#[test]
fn a_later_release_is_named_where_the_declared_one_is_fine() {
    for (declared, eras, phrase) in [
        (Era::E122, &[Era::E123][..], "uilt with Go 1.23,"),
        (Era::E121, &[Era::E122, Era::E123][..], "built with Go 1.22,"),
        (Era::E121, &[Era::E122][..], "built with Go 1.22 only,"),
    ] {
        let mut f = Fixture::new(declared);
        let import = f.pprof(&[]);
        let call = f.call(DEFAULT_MUX, "/debug/pprof/heap");
        f.conflict(import, call, eras);
        assert!(f.found_by("route-conflict").is_empty());
        let found = f.found_by("route-conflict-after-upgrade");
        assert_eq!(found.len(), 1, "{declared:?} {eras:?}");
        assert_eq!(found[0].severity, Severity::Warning);
        assert!(found[0].message.contains(phrase), "{}", found[0].message);
        assert_eq!(found[0].eras, eras);
    }
    // Nor is one where a setting keeps the era, nor beside a conflict of the same line that is there today.
    let mut f = Fixture::new(Era::E122);
    let import = f.pprof(&[]);
    let call = f.call(DEFAULT_MUX, "/debug/pprof/heap");
    f.conflict(import, call, &[Era::E123]);
    f.conflict(import + 1, call, &[Era::E122]);
    let rules: Vec<_> = f.found().iter().map(|f| f.rule.to_string()).collect();
    assert_eq!(rules, ["route-conflict"]);
    f.program.conflicts.pop();
    f.program.eras.later.clear();
    f.program.eras.possible.truncate(1);
    assert!(f.found().is_empty());
    // A conflict of the old mux only is no matter of an upgrade.
    let mut f = Fixture::new(Era::E122);
    let import = f.pprof(&[]);
    let call = f.call(DEFAULT_MUX, "/debug/pprof/");
    f.conflict(import, call, &[Era::E121]);
    assert!(f.found().is_empty());
}

#[test]
fn a_guard_is_bypassed_only_where_there_may_be_one() {
    let mut f = Fixture::new(Era::E123);
    let import = f.pprof(&[]);
    let call = f.call(DEFAULT_MUX, "/debug/pprof/");
    f.program.overtakes.push(Overtake { a: call, b: import, eras: vec![Era::E123] });
    let found = f.found_by("guard-bypassed");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].primary.span.start, f.program.routes[call].span.start + 1);
    f.program.routes[call].handler = HandlerKind::Plain;
    assert!(f.found_by("guard-bypassed").is_empty());
    f.program.routes[call].handler = HandlerKind::Unknown;
    assert!(f.found_by("guard-bypassed").is_empty(), "what is unknown is silent");
}

#[test]
fn an_invalid_pattern_is_told_where_the_program_may_meet_it() {
    let mut f = Fixture::new(Era::E121);
    let call = f.call(DEFAULT_MUX, "/item-{id}");
    let why = "parsing \"/item-{id}\": at offset 6: bad wildcard segment (must end with '}')";
    f.program.routes[call].invalid = vec![(Era::E122, why.into()), (Era::E123, why.into())];
    assert!(f.found_by("invalid-pattern").is_empty());
    assert!(f.found_by("pattern-needs-go122").is_empty());
    f.program.eras.possible = ALL.to_vec();
    assert_eq!(
        f.found_by("invalid-pattern")[0].message,
        format!("Registering `/item-{{id}}` panics under Go 1.22 and later: {why}.")
    );
}

#[test]
fn methods_and_wildcards_need_the_new_mux() {
    for (declared, pattern, expected) in [
        (Era::E121, "GET /a", 1),
        (Era::E121, "/a/{x}", 1),
        (Era::E121, "GET /a/{x}", 1),
        (Era::E121, "/a/", 0),
        (Era::E121, "example.com/a", 0),
        (Era::E122, "GET /a/{x}", 0),
    ] {
        let mut f = Fixture::new(declared);
        f.call(DEFAULT_MUX, pattern);
        assert_eq!(f.found_by("pattern-needs-go122").len(), expected, "{declared:?} {pattern}");
    }
}

#[test]
fn pprof_is_exposed_by_scope() {
    for (scope, exposed, configured) in [
        (Scope::Any, 1, 0),
        (Scope::Public, 1, 0),
        (Scope::Private, 1, 0),
        (Scope::Loopback, 0, 0),
        (Scope::Unix, 0, 0),
        (Scope::Configured, 0, 1),
        (Scope::Unknown, 0, 0),
    ] {
        let mut f = Fixture::new(Era::E123);
        f.pprof(&[]);
        f.listener(":8080", scope, DEFAULT_MUX);
        assert_eq!(f.found_by("pprof-exposed").len(), exposed, "{scope:?}");
        assert_eq!(f.found_by("pprof-on-configured-address").len(), configured, "{scope:?}");
        assert_eq!(f.found_by("debug-endpoint-exposed").len(), 0, "{scope:?}");
    }
}

#[test]
fn the_finding_of_an_exposed_listener_names_routes_and_import() {
    let mut f = Fixture::new(Era::E123);
    let first = f.pprof(&["example.com/shop/internal/debug"]);
    let listener = f.listener(":8080", Scope::Any, DEFAULT_MUX);
    let finding = &f.found_by("pprof-exposed")[0];
    assert_eq!(finding.primary.span, f.program.listeners[listener].span);
    assert!(
        finding.message.contains("on `:8080` serves the pprof routes that the import of `net/http/pprof` registered"),
        "{}",
        finding.message
    );
    let listed = "serves `GET /debug/pprof/`, `GET /debug/pprof/cmdline`, `GET /debug/pprof/profile` and 2 more";
    assert_eq!(finding.primary.text, listed);
    assert_eq!(finding.labels.len(), 1);
    // The import of net/http/pprof in internal/debug, which is own code, too.
    assert_eq!(finding.labels[0].span, f.program.routes[first].chain[1].span);
    assert_eq!(finding.labels[0].text, "comes with this import: `cmd/api -> internal/debug -> net/http/pprof`");
    // A default that a flag can change is less sure.
    f.program.listeners[listener].provenance = Provenance::Default;
    assert_eq!(f.found_by("pprof-exposed")[0].confidence, Confidence::Medium);
}

#[test]
fn expvar_of_a_dependency_is_a_note_and_ones_own_a_warning() {
    let mut f = Fixture::new(Era::E123);
    f.import("expvar", "GET /debug/vars", &["example.org/dep"]);
    f.listener(":8080", Scope::Any, DEFAULT_MUX);
    let found = f.found_by("debug-endpoint-exposed");
    assert_eq!((found.len(), found[0].severity), (1, Severity::Note));
    f.blank("expvar", "main", &["GET /debug/vars"]);
    let found = f.found_by("debug-endpoint-exposed");
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
}

#[test]
fn pprof_by_hand_is_told_only_where_it_is_public_and_plain() {
    let mut f = Fixture::new(Era::E123);
    let mux = f.mux("cmd/api/main.go:12");
    let call = f.call(mux, "/debug/pprof/profile");
    f.program.routes[call].handler = HandlerKind::Plain;
    f.program.routes[call].handler_name = "net/http/pprof.Profile".into();
    f.listener("127.0.0.1:6060", Scope::Loopback, mux);
    assert!(f.found_by("pprof-registered-in-public").is_empty());
    f.listener(":8080", Scope::Any, mux);
    assert_eq!(f.found_by("pprof-registered-in-public")[0].severity, Severity::Note);
    assert!(f.found_by("pprof-exposed").is_empty(), "what is registered by hand was not brought by an import");
}

#[test]
fn an_import_is_unserved_only_if_that_is_certain() {
    for (served, expected) in [(Served::No, 1), (Served::Yes, 0), (Served::Unknown, 0)] {
        let mut f = Fixture::new(Era::E123);
        f.blank("net/http/pprof", "main", &["GET /debug/pprof/"]);
        f.program.imports[0].served = served;
        assert_eq!(f.found_by("pprof-unserved").len(), expected, "{served:?}");
        f.program.kind = ProgramKind::Library;
        assert!(f.found_by("pprof-unserved").is_empty());
    }
}

#[test]
fn a_side_effect_in_a_library_is_told_and_in_main_not() {
    let mut f = Fixture::new(Era::E123);
    f.program.muxes[DEFAULT_MUX].served = Served::Yes;
    f.blank("net/http/pprof", "main", &["GET /debug/pprof/"]);
    f.blank("example.org/driver", "orders", &[]);
    assert!(f.found().is_empty());
    f.blank("net/http/pprof", "orders", &["GET /debug/pprof/"]);
    assert_eq!(f.found().len(), 1);
    assert_eq!(&*f.found()[0].rule, "pprof-import-in-library");
}

#[test]
fn index_needs_its_neighbours_and_its_prefix() {
    let index = |patterns: &[&str]| {
        let mut f = Fixture::new(Era::E123);
        let mux = f.mux("cmd/api/main.go:12");
        for pattern in patterns {
            let call = f.call(mux, pattern);
            if pattern.ends_with('/') {
                f.program.routes[call].handler = HandlerKind::Plain;
                f.program.routes[call].handler_name = "net/http/pprof.Index".into();
            }
        }
        f.found().iter().map(|f| f.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(index(&["/debug/pprof/"]), ["pprof-routes-incomplete"]);
    assert_eq!(index(&["GET /debug/pprof/", "/debug/pprof/profile"]), ["pprof-routes-incomplete"]);
    assert!(index(&["/debug/pprof/", "/debug/pprof/profile", "GET /debug/pprof/trace"]).is_empty());
    assert_eq!(index(&["/pprof/"]), ["pprof-wrong-prefix"]);
    assert!(index(&["/debug/"]).is_empty(), "`/debug/` holds `/debug/pprof/`");
    assert!(index(&["/"]).is_empty());
}

#[test]
fn an_unknown_pattern_beside_index_may_be_the_missing_one() {
    let mut f = Fixture::new(Era::E123);
    let mux = f.mux("cmd/api/main.go:12");
    let call = f.call(mux, "/debug/pprof/");
    f.program.routes[call].handler_name = "net/http/pprof.Index".into();
    let other = f.call(mux, "/debug/pprof/…");
    f.program.routes[other].known = false;
    assert!(f.found().is_empty());
}

#[test]
fn a_short_write_timeout_matters_up_to_go_122() {
    for (declared, seconds, expected) in [
        (Era::E122, 10, 1),
        (Era::E122, 30, 1),
        (Era::E122, 31, 0),
        (Era::E122, 0, 0),
        (Era::E123, 10, 0),
        (Era::E121, 10, 1),
    ] {
        let mut f = Fixture::new(declared);
        f.pprof(&[]);
        let listener = f.listener("127.0.0.1:6060", Scope::Loopback, DEFAULT_MUX);
        f.program.listeners[listener].write_timeout = Some(seconds * 1_000_000_000);
        assert_eq!(f.found_by("profile-exceeds-write-timeout").len(), expected, "{declared:?} {seconds}");
    }
}

#[test]
fn ports_collide_with_two_severities() {
    let mut f = Fixture::new(Era::E123);
    let mux = f.mux("cmd/api/main.go:12");
    let a = f.listener("127.0.0.1:8080", Scope::Loopback, mux);
    let b = f.listener(":8080", Scope::Any, mux);
    let address = |host: &str| Address { host: host.into(), port: 8080 };
    f.program.port_conflicts.push(PortConflict {
        a,
        b,
        address_a: address("127.0.0.1"),
        address_b: address(""),
        certain: true,
    });
    let found = f.found_by("listener-port-conflict");
    assert_eq!((found.len(), found[0].severity), (1, Severity::Error));
    assert_eq!(found[0].primary.span, f.program.listeners[b].span);
    assert_eq!(found[0].labels[0].span, f.program.listeners[a].span);
    assert!(found[0].message.contains("cannot listen on `:8080`"), "{}", found[0].message);
    f.program.port_conflicts[0].certain = false;
    assert_eq!(f.found_by("listener-port-conflict")[0].severity, Severity::Warning);
}

#[test]
fn dropped_errors_and_the_default_mux_are_notes() {
    let mut f = Fixture::new(Era::E123);
    let listener = f.listener("127.0.0.1:6060", Scope::Loopback, DEFAULT_MUX);
    let rules = |f: &Fixture| f.found().iter().map(|f| f.rule.to_string()).collect::<Vec<_>>();
    assert_eq!(rules(&f), ["default-mux-served", "handler-left-nil"]);
    f.program.listeners[listener].error_ignored = true;
    f.program.listeners[listener].mux = None;
    assert_eq!(rules(&f), ["listen-error-ignored"]);
    f.program.listeners[listener].own = false;
    f.program.listeners[listener].span = f.vendored_place();
    assert!(rules(&f).is_empty(), "code of others");
}

/// Whether a rule needs no Go at all.
fn of_workspace(rule: &crate::rule::Rule) -> bool {
    rule.cases.iter().all(|case| case.scope == crate::rule::vocabulary::KindScope::Workspace)
}

#[test]
fn every_rule_has_a_name_and_a_page() {
    let (rules, _) = RuleSet::embedded();
    for rule in rules.rules() {
        let page = &rule.docs;
        assert!(rule.id.split('-').all(|w| !["no", "not", "must", "should", "use"].contains(&w)), "{}", rule.id);
        for (name, text) in [("bad", &page.bad), ("good", &page.good)] {
            let is_module = text.contains("-- go.mod --") && text.contains("package ");
            let is_around = text.starts_with("-- ");
            assert!(is_module || is_around && of_workspace(rule), "{}: {name} is no module", rule.id);
        }
        assert_ne!(page.bad, page.good, "{}", rule.id);
        assert!(!page.references.is_empty(), "{} names nothing to read on", rule.id);
        assert!(page.references.iter().all(|r| r.starts_with("https://")), "{}", rule.id);
        assert!(!rule.summary.ends_with('.') && rule.summary.len() < 130, "{}: summary", rule.id);
        assert!(page.why.lines().count() >= 1 && page.why.len() > 100, "{}: why", rule.id);
    }
}

/// Loading parses no expression of an embedded rule again, and what was parsed when muxray was built is what would be parsed now.
#[test]
fn the_expressions_of_embedded_rules_are_parsed_when_muxray_is_built() {
    for (name, text) in embedded::RULES {
        let rule: RuleFile = toml::from_str(text).expect("a rule file");
        let cases = || rule.case.iter().map(|case| case.get_ref());
        let fixes = || cases().flat_map(|case| &case.fix).map(|fix| fix.get_ref());
        let conditions = cases().flat_map(|case| case.when.iter().chain(&case.at).chain(case.lets.values()));
        let of_fixes = fixes().flat_map(|fix| fix.when.iter().chain(fix.lets.values()));
        for expression in conditions.chain(of_fixes) {
            let text = expression.get_ref();
            assert_eq!(embedded::parsed(text), Some(&*syntax::parse(text).nodes), "{name}: {text}");
        }
    }
}

/// Editors and other readers know TOML 1.0, in which an inline table stands on one line; ours would read more.
#[test]
fn inline_tables_stand_on_one_line() {
    for (name, text) in embedded::RULES.iter().chain(embedded::GUIDES).chain(embedded::KNOWN) {
        let broken = text.lines().find(|line| line.ends_with("= {"));
        assert_eq!(broken, None, "{name}: write `table.key = ...`, one line each");
    }
}

/// They are taken at their word when a run loads them: tree-sitter has to say the same of each.
#[test]
fn queries_of_embedded_rules_compile_to_what_is_taken_for_granted() {
    let (rules, _) = RuleSet::embedded();
    let mut trusted = 0;
    for (query, _) in rules.queries() {
        let compiled = Query::new(query.text()).expect("a query without mistakes");
        assert_eq!(query.captures(), compiled.captures(), "{}", query.text());
        let lines: Vec<&str> = query.text().split_inclusive(')').collect();
        for from in 0..lines.len() {
            let text = lines[from..].concat();
            assert_eq!(query.may_match(text.as_bytes()), compiled.may_match(text.as_bytes()), "{text}");
        }
        trusted += usize::from(Query::trusted(query.text()).is_some());
    }
    assert!(trusted > 0);
}
