//! The oracle: the programs of every case are built and started with real Go.
//!
//! In: testdata/ and the Go releases on this machine (`go` on PATH; MUXRAY_GO_1_21, MUXRAY_GO_1_22, MUXRAY_GO_1_23 and
//! MUXRAY_GO_NEWEST name more go binaries). Out: a failure wherever a case says something else than Go does: what a case
//! says panics must panic, with that text at that line; what it calls clean must start; what it says is served must
//! answer on that port. Each program runs in a network namespace of its own. Knows nothing of muxray: it judges the
//! cases, and the test `cases` judges muxray by them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::oracle::build::{Go, Unit, build, releases, units};
use crate::oracle::judge::{Outcome, Verdict, judge, paths};
use crate::oracle::start::Starter;
use crate::want::{Case, Run, cases, read_case, testdata};

/// Counts of one release.
#[derive(Debug, Default, Clone)]
struct Counts {
    built: usize,
    started: usize,
    panicked: usize,
    clean: usize,
    answered: usize,
    skipped: usize,
}

/// Groups of testdata that are no cases of a rule.
const OTHER_TREES: [&str; 3] = ["golang/", "known/", "workspace/"];

#[test]
fn real_go_does_what_the_cases_say() {
    let releases = releases();
    let Some(newest) = releases.last() else {
        println!("skipped: no go");
        return;
    };
    let begun = Instant::now();
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-oracle");
    std::fs::create_dir_all(&work).expect("a folder under target/");
    let starter = Starter::new(newest, &work);
    if starter.is_none() {
        println!("skipped: no network namespace; programs are built and not started");
    }
    // Trees for other tests: some do not build, and that is their point.
    let cases: Vec<Case> = cases()
        .into_iter()
        .filter(|c| !c.files.is_empty() && !OTHER_TREES.iter().any(|t| c.name.starts_with(t)))
        .collect();
    let jobs: Vec<(&Case, Unit, &Go)> = cases
        .iter()
        .filter(|c| c.unbuilt.is_none())
        .flat_map(|c| units(c).into_iter().map(move |u| (c, u)))
        .flat_map(|(c, u)| {
            releases.iter().filter(|g| g.minor >= u.least).map(|g| (c, u.clone(), g)).collect::<Vec<_>>()
        })
        .collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(String, Counts, Verdict, String)>> = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from) * 3;
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((case, unit, go)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (counts, verdict) = check(case, unit, go, starter.as_ref(), &work);
                    done.lock().expect("a worker died").push((go.name.clone(), counts, verdict, case.name.clone()));
                }
            });
        }
    });
    let done = done.into_inner().expect("a worker died");
    report(&cases, &releases, &done, starter.is_some(), begun);
}

/// Builds and starts the programs of one unit under one release.
fn check(case: &Case, unit: &Unit, go: &Go, starter: Option<&Starter>, work: &Path) -> (Counts, Verdict) {
    let mut counts = Counts::default();
    let mut all = Verdict::default();
    let programs = match build(go, case, unit, &work.join("bin")) {
        Ok(programs) => programs,
        Err(said) => {
            all.failures.push(format!("{} does not build under Go {}: {said}", case.name, go.name));
            return (counts, all);
        }
    };
    counts.built = programs.len();
    let asks_upgrade = unit.go_line <= 21 && go.minor >= 22 && !mentions_mux_setting(case);
    for program in programs {
        let Some(starter) = starter.filter(|_| !case.unstarted.contains_key(&program.dir)) else {
            counts.skipped += 1;
            continue;
        };
        let runs = case.runs.get(&program.dir).cloned().unwrap_or_else(|| vec![Run::default()]);
        let mut outcomes = Vec::new();
        for (i, run) in runs.iter().enumerate() {
            for upgraded in if asks_upgrade { vec![false, true] } else { vec![false] } {
                let godebug = upgraded.then_some("httpmuxgo121=0");
                let name = format!("{}-{}-{}-{i}{upgraded}", case.name, program.dir, go.name).replace('/', "+");
                match starter.start(&program.exe, run, godebug, &paths(case), &name) {
                    Ok(seen) => outcomes.push(Outcome { upgraded, seen }),
                    Err(said) => all.failures.push(format!("{} ({}): {said}", case.name, program.dir)),
                }
            }
        }
        counts.started += outcomes.len();
        let verdict = judge(case, &program, go, &outcomes);
        if std::env::var_os("MUXRAY_ORACLE_VERBOSE").is_some() {
            outcomes.iter().for_each(|o| println!("{} {} {} {:?}", case.name, program.dir, go.name, o.seen));
        }
        counts.panicked += verdict.panicked;
        counts.clean += verdict.clean;
        counts.answered += verdict.answered;
        all.failures.extend(verdict.failures);
        all.shown.extend(verdict.shown);
        // Thousands of them would fill a small disk; one that stays is no failure.
        drop(std::fs::remove_file(&program.exe));
    }
    (counts, all)
}

/// Whether a case chooses its mux itself: then GODEBUG in the environment says nothing about an upgrade.
fn mentions_mux_setting(case: &Case) -> bool {
    let files: [PathBuf; 2] = [case.dir.join("go.mod"), case.dir.join("go.work")];
    case.files.iter().any(|(_, text)| text.contains("//go:debug "))
        || files.iter().any(|f| std::fs::read_to_string(f).is_ok_and(|t| t.contains("httpmuxgo121")))
}

/// Prints the counts and fails if anything differs, or if a want that says "panics" was never seen to be true.
fn report(cases: &[Case], releases: &[Go], done: &[(String, Counts, Verdict, String)], started: bool, begun: Instant) {
    println!("go     built  started  panicked as said  clean as said  answered as said  not started");
    for go in releases {
        let of = |f: fn(&Counts) -> usize| done.iter().filter(|d| d.0 == go.name).map(|d| f(&d.1)).sum::<usize>();
        println!(
            "{:<6} {:>5} {:>8} {:>17} {:>14} {:>17} {:>12}",
            go.name,
            of(|c| c.built),
            of(|c| c.started),
            of(|c| c.panicked),
            of(|c| c.clean),
            of(|c| c.answered),
            of(|c| c.skipped)
        );
    }
    let mut failures: Vec<String> = done.iter().flat_map(|d| d.2.failures.clone()).collect();
    let judged = [
        "route-conflict",
        "route-conflict-after-upgrade",
        "invalid-pattern",
        "guard-bypassed",
        "profile-exceeds-write-timeout",
    ];
    for case in cases.iter().filter(|c| started && releases.len() >= 4 && done.iter().any(|d| d.3 == c.name)) {
        let shown: BTreeSet<_> = done.iter().filter(|d| d.3 == case.name).flat_map(|d| d.2.shown.clone()).collect();
        for want in case.wants.iter().filter(|w| judged.contains(&w.rule.as_str())) {
            if !shown.contains(&(want.file.clone(), want.line, want.rule.clone())) {
                failures.push(format!("{}: [{}] at {}:{} was never seen", case.name, want.rule, want.file, want.line));
            }
        }
    }
    let unbuilt: Vec<&str> =
        cases.iter().filter(|c| !done.iter().any(|d| d.3 == c.name)).map(|c| c.name.as_str()).collect();
    println!("{} cases, {} without a build here {unbuilt:?}, {:.0?}", cases.len(), unbuilt.len(), begun.elapsed());
    failures.sort();
    assert!(failures.is_empty(), "{} differences to real Go:\n{}", failures.len(), failures.join("\n"));
}

/// testdata/tour is what people read first: it must build, and die as its expected.txt says.
#[test]
fn the_tour_builds_and_does_what_it_promises() {
    let Some(newest) = releases().pop() else {
        println!("skipped: no go");
        return;
    };
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-oracle-tour");
    std::fs::create_dir_all(&work).expect("a folder under target/");
    let tour = read_case("tour".to_owned(), &testdata().join("tour"));
    let unit = units(&tour).pop().expect("a module");
    let programs = build(&newest, &tour, &unit, &work.join("bin")).expect("the tour builds");
    let Some(starter) = Starter::new(&newest, &work) else {
        println!("skipped: no network namespace");
        return;
    };
    let expected = std::fs::read_to_string(tour.dir.join("expected.txt")).expect("testdata/tour/expected.txt");
    let fatal =
        |line: &&str| line.ends_with(" error route-conflict") || line.ends_with(" route-conflict-after-upgrade");
    let places: Vec<&str> = expected.lines().filter(fatal).filter_map(|l| l.split(' ').next()).collect();
    for program in &programs {
        let seen =
            starter.start(&program.exe, &Run::default(), None, &[], &program.dir.replace('/', "+")).expect("a run");
        assert!(seen.ended && seen.output.contains("panic: "), "{} starts: {}", program.dir, seen.output);
        let links = program.links.clone().unwrap_or_default();
        let own = |place: &&&str| links.iter().any(|dir| place.starts_with(&format!("{dir}/")));
        let named = places.iter().filter(own).any(|p| seen.output.contains(p) || p.starts_with("cmd/worker/"));
        assert!(named, "{} dies elsewhere: {}", program.dir, seen.output);
    }
    println!("{} programs of the tour die as promised", programs.len());
}
