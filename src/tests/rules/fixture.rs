//! Programs built by hand, for tests of rules: one file `cmd/api/main.go`, one vendored file, and what a test adds.

use std::sync::Arc;

use crate::code::Code;
use crate::finding::{Finding, Problem};
use crate::golang::head::Head;
use crate::golang::syntax::{self, ImportName, Range};
use crate::manifest;
use crate::model::*;
use crate::rule::matches::{CodeMatch, CodeNode, Matches};
use crate::rule::{Owner, RuleSet, RuleText, evaluate};
use crate::setup::{self, Setup};
use crate::source::{FileId, Sources, Span};

/// A package without files.
fn package(path: &str, dir: &str, name: &str, source: PackageSource) -> LinkedPackage {
    LinkedPackage {
        path: path.into(),
        dir: dir.into(),
        name: name.into(),
        source,
        version: None,
        files: vec![],
        heads: vec![],
        imports: [].into(),
    }
}

/// A program with its sources.
pub(super) struct Fixture {
    pub(super) program: Program,
    pub(super) sources: Sources,
    pub(super) matches: Matches,
    main: FileId,
    vendored: FileId,
    next: u32,
}

impl Fixture {
    /// A main package `cmd/api` of the module `example.com/shop` under this era.
    pub(super) fn new(declared: Era) -> Self {
        let sources = Sources::default();
        let main = sources.add("cmd/api/main.go");
        let vendored = sources.add("vendor/example.org/dep/dep.go");
        let minor = match declared {
            Era::E121 => 21,
            Era::E122 => 22,
            Era::E123 => 23,
        };
        let version = Some(GoVersion { major: 1, minor, patch: None });
        let possible = match declared {
            Era::E121 => vec![Era::E121],
            Era::E122 => vec![Era::E122, Era::E123],
            Era::E123 => vec![Era::E123],
        };
        let later = [Era::E122, Era::E123].into_iter().filter(|era| *era > declared).collect();
        let program = Program {
            kind: ProgramKind::Main,
            silent: false,
            cut: vec![],
            dir: "cmd/api".into(),
            import_path: "example.com/shop/cmd/api".into(),
            module: "example.com/shop".into(),
            eras: Eras {
                declared,
                possible,
                later,
                go_line: version,
                toolchain: version,
                reason: format!("go 1.{minor} in go.mod"),
            },
            packages: vec![
                Arc::new(package("example.org/dep", "vendor/example.org/dep", "dep", PackageSource::Vendor)),
                Arc::new(package("example.com/shop/cmd/api", "cmd/api", "main", PackageSource::Module)),
            ],
            imports: Vec::new(),
            muxes: Vec::new(),
            routes: Vec::new(),
            mounts: Vec::new(),
            listeners: Vec::new(),
            conflicts: Vec::new(),
            overtakes: Vec::new(),
            port_conflicts: Vec::new(),
            unseen: Vec::new(),
        };
        let mut fixture = Self { program, sources, matches: Matches::default(), main, vendored, next: 100 };
        fixture.mux("DefaultServeMux");
        fixture
    }

    /// A new place in `cmd/api/main.go`.
    pub(super) fn place(&mut self) -> Span {
        self.next += 10;
        Span::new(self.main, self.next, self.next + 5)
    }

    pub(super) fn vendored_place(&mut self) -> Span {
        self.next += 10;
        Span::new(self.vendored, self.next, self.next + 5)
    }

    pub(super) fn mux(&mut self, id: &str) -> usize {
        let span = (id != "DefaultServeMux").then(|| self.place());
        self.program.muxes.push(Mux {
            id: id.into(),
            span,
            routes: vec![],
            served: Served::Unknown,
            complete: true,
            handed_to: vec![],
            router: None,
        });
        self.program.muxes.len() - 1
    }

    /// A call in main that registers a pattern.
    pub(super) fn call(&mut self, mux: usize, pattern: &str) -> usize {
        let span = self.place();
        self.route(Route {
            mux,
            pattern: pattern.into(),
            pattern_by_era: vec![],
            known: true,
            origin: Origin::Call,
            package: "example.com/shop/cmd/api".into(),
            version: None,
            span,
            call: Some(span),
            strips: None,
            pattern_span: Some(Span::new(span.file, span.start + 1, span.end)),
            chain: vec![],
            via: vec![],
            row: None,
            handler: HandlerKind::Wrapped,
            handler_name: "".into(),
            func: "main.setup".into(),
            provenance: Provenance::Literal,
            invalid: vec![],
        })
    }

    /// A pattern that the import of a package puts on the default mux; `chain` are the packages on the way.
    pub(super) fn import(&mut self, package: &str, pattern: &str, chain: &[&str]) -> usize {
        let mut from: Arc<str> = "example.com/shop/cmd/api".into();
        let mut links = Vec::new();
        for to in chain.iter().chain([&package]) {
            let span = if *from == *"example.org/dep" { self.vendored_place() } else { self.place() };
            links.push(Link { package: from, imports: (*to).into(), span });
            from = (*to).into();
        }
        let call = self.call(DEFAULT_MUX, pattern);
        let route = &mut self.program.routes[call];
        route.origin = Origin::Import;
        route.call = None;
        route.package = package.into();
        route.span = links[0].span;
        route.call = None;
        route.pattern_span = None;
        route.chain = links;
        route.handler = HandlerKind::Plain;
        route.func = "".into();
        call
    }

    /// The five routes of net/http/pprof.
    pub(super) fn pprof(&mut self, chain: &[&str]) -> usize {
        let first = self.import("net/http/pprof", "GET /debug/pprof/", chain);
        self.program.routes[first].handler_name = "net/http/pprof.Index".into();
        let (links, span) = (self.program.routes[first].chain.clone(), self.program.routes[first].span);
        for name in ["cmdline", "profile", "symbol", "trace"] {
            let route = self.import("net/http/pprof", &format!("GET /debug/pprof/{name}"), &[]);
            self.program.routes[route].chain.clone_from(&links);
            self.program.routes[route].span = span;
        }
        first
    }

    fn route(&mut self, route: Route) -> usize {
        let index = self.program.routes.len();
        self.program.muxes[route.mux].routes.push(index);
        self.program.routes.push(route);
        index
    }

    /// A listener that shows all routes of a mux.
    pub(super) fn listener(&mut self, addr: &str, scope: Scope, mux: usize) -> usize {
        let span = self.place();
        let served = |route: &usize| ServedRoute { route: *route, mount: None, guarded: false };
        let routes = self.program.muxes[mux].routes.iter().map(served).collect();
        self.program.muxes[mux].served = Served::Yes;
        self.program.listeners.push(Listener {
            conditions: Vec::new(),
            reads_default_where: Vec::new(),
            span,
            call_span: span,
            call: "http.ListenAndServe".into(),
            network: "tcp".into(),
            addr: addr.into(),
            addresses: vec![],
            scope,
            provenance: Provenance::Literal,
            certain: true,
            or_unknown: false,
            addr_span: None,
            handler_span: None,
            server_span: None,
            muxes: vec![mux],
            mux: Some(mux),
            handler_known: true,
            handler_nil: mux == DEFAULT_MUX,
            routers: vec![],
            via: vec![],
            routes,
            error_ignored: false,
            write_timeout: None,
            timeouts: None,
            func: "main.main".into(),
            package: "example.com/shop/cmd/api".into(),
            own: true,
        });
        self.program.listeners.len() - 1
    }

    /// A blank import in main of a package that registers these patterns.
    pub(super) fn blank(&mut self, path: &str, package_name: &str, registers: &[&str]) {
        let Span { start, end, .. } = self.place();
        let range = Range { start, end };
        let import = syntax::Import { path: path.into(), name: ImportName::Blank, range, path_range: range };
        let head = Head { imports: vec![import], ..Head::default() };
        let package = LinkedPackage {
            files: vec![self.main],
            heads: vec![Arc::new(head)],
            imports: [LinkedImport { file: 0, index: 0, number: 0 }].into(),
            ..package(&format!("example.com/shop/{package_name}"), "", package_name, PackageSource::Module)
        };
        self.program.imports.push(Import {
            package: Arc::new(package),
            index: 0,
            registers: registers.iter().map(|p| Arc::from(*p)).collect(),
            served: Served::Unknown,
        });
    }

    /// What a query with one capture matches in main.
    pub(super) fn matched(&mut self, query: &str, kinds: &[&'static str]) {
        let mut found = Vec::new();
        for kind in kinds {
            let place = self.place();
            found.push(CodeMatch {
                place,
                package: "example.com/shop/cmd/api".into(),
                dir: "cmd/api".into(),
                package_name: "main".into(),
                func: "main.setup".into(),
                nodes: vec![CodeNode { capture: 0, place, kind, value: None, imported: None }],
            });
        }
        self.matches.insert(query.into(), found);
    }

    pub(super) fn conflict(&mut self, a: usize, b: usize, eras: &[Era]) {
        let eras = eras.iter().map(|era| (*era, "they match\nthe same requests".to_owned())).collect();
        self.program.conflicts.push(Conflict { a, b, eras, certain: true });
    }

    /// What rules find, and the problems.
    pub(super) fn evaluate(&self, rules: &RuleSet) -> (Vec<Finding>, Vec<Problem>) {
        let read = |file| self.sources.get(file).bytes();
        evaluate(
            rules,
            &self.program,
            &Setup::default(),
            &Code::new(&self.sources, &read, &|_| Vec::new()),
            &self.matches,
        )
    }

    /// What the embedded rules find: rule, severity, the start of the place.
    #[track_caller]
    pub(super) fn found(&self) -> Vec<Finding> {
        let (rules, errors) = RuleSet::embedded();
        assert!(errors.is_empty(), "{errors:?}");
        let (findings, problems) = self.evaluate(&rules);
        assert!(problems.is_empty(), "{problems:?}");
        findings
    }

    /// What one rule finds.
    #[track_caller]
    pub(super) fn found_by(&self, rule: &str) -> Vec<Finding> {
        let (rules, _) = RuleSet::embedded();
        assert!(rules.get(rule).is_some(), "no rule {rule}");
        self.found().into_iter().filter(|f| &*f.rule == rule).collect()
    }

    /// What a rule of the test finds, and whether the budget was enough.
    #[track_caller]
    pub(super) fn found_with(&self, case: &str) -> (Vec<Finding>, usize) {
        let rules = load(case);
        let (findings, problems) = self.evaluate(&rules);
        (findings, problems.len())
    }
}

/// What files around the code say, read together, in a workspace with a main package in `cmd/api`.
pub(super) fn setup(files: &[(&str, &str)]) -> Setup {
    let manifests: Vec<setup::Manifest> = files
        .iter()
        .zip(0..)
        .map(|((path, text), id)| {
            let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
            let kind = manifest::kind_of(dir, name).expect("a file that matters");
            let (facts, wrong) = manifest::read(FileId(id), kind, text.as_bytes());
            assert!(wrong.is_empty(), "{path}: {wrong:?}");
            setup::Manifest { file: FileId(id), path: Arc::from(*path), kind, facts }
        })
        .collect();
    let main: Vec<Arc<str>> = vec!["main.go".into()];
    let api = setup::GoDirectory { package: "main".into(), files: main.clone(), mains: main, ..Default::default() };
    let mut setup = setup::assemble(&manifests, &[("cmd/api".into(), api)].into());
    setup.wanted = setup::wanted_ports(&setup, &[]);
    setup
}

/// A rule `test/odd` with this case.
#[track_caller]
pub(super) fn load(case: &str) -> RuleSet {
    let text = format!(
        "id = \"test/odd\"\nseverity = \"warning\"\nsummary = \"x\"\n[[case]]\n{case}\n[docs]\nwhy = \"w\"\nbad = \"b\"\ngood = \"g\"\n"
    );
    let (rules, errors) = RuleSet::load([RuleText { path: "odd.toml".into(), text: &text, owner: Owner::User }]);
    assert!(errors.is_empty(), "{}", super::rendered(&errors));
    rules
}
