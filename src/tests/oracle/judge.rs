//! Compares what a program did with what its case wants.
//!
//! In: a case, a program, a Go release and what was seen in each run. Out: failures as text, and counts. The eras are
//! worked out from the go line and the release alone, independently of muxray.

use std::collections::BTreeSet;

use super::build::{Go, Program};
use super::start::{Observed, Socket};
use crate::want::{Case, Want};

/// One run of a program.
pub struct Outcome {
    /// Whether GODEBUG switched the new mux on, as raising the go line would.
    pub upgraded: bool,
    /// What it did.
    pub seen: Observed,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Verdict {
    /// What real Go did otherwise.
    pub failures: Vec<String>,
    /// Places of wants that were seen to be true: file, line, rule.
    pub shown: BTreeSet<(String, usize, String)>,
    /// Runs that panicked as the case says.
    pub panicked: usize,
    /// Runs that started as the case says.
    pub clean: usize,
    /// Wants about listeners that real answers confirmed.
    pub answered: usize,
}

/// Paths that every port is asked for.
pub fn paths(case: &Case) -> Vec<String> {
    let mut paths: Vec<String> =
        ["/debug/pprof/", "/debug/pprof/cmdline", "/debug/vars", "/debug/requests"].map(str::to_owned).to_vec();
    paths.extend(case.probes.iter().chain(&case.guarded).cloned());
    for want in &case.wants {
        match want.rule.as_str() {
            "guard-bypassed" => paths.push(path_of(&want.texts[0])),
            "pprof-wrong-prefix" => paths.push(heap_below(&want.texts[0])),
            "debug-endpoint-exposed" => paths.extend(want.texts.iter().filter(|t| t.starts_with('/')).cloned()),
            _ => {}
        }
    }
    if case.rule() == "profile-exceeds-write-timeout" {
        paths.push("/debug/pprof/profile".to_owned());
    }
    paths.sort();
    paths.dedup();
    paths
}

/// Judges all runs of one program under one release.
pub fn judge(case: &Case, program: &Program, go: &Go, outcomes: &[Outcome]) -> Verdict {
    let mut verdict = Verdict::default();
    for upgraded in [false, true] {
        let of_mode: Vec<&Observed> = outcomes.iter().filter(|o| o.upgraded == upgraded).map(|o| &o.seen).collect();
        if !of_mode.is_empty() {
            panics(case, program, go, upgraded, &of_mode, &mut verdict);
        }
    }
    let started: Vec<&Observed> =
        outcomes.iter().filter(|o| !o.upgraded && !panicked(&o.seen)).map(|o| &o.seen).collect();
    if !started.is_empty() {
        ports(case, program, &started, &mut verdict);
        exposure(case, program, &started, &mut verdict);
        behaviour(case, program, go, &started, &mut verdict);
    }
    let place =
        format!("{} ({}) under Go {}", case.name, if program.dir.is_empty() { "." } else { &program.dir }, go.name);
    verdict.failures.iter_mut().for_each(|f| *f = format!("{place}: {f}"));
    verdict
}

/// The era of a program built with a release.
pub fn era(program: &Program, go: &Go, upgraded: bool) -> &'static str {
    match go.minor {
        _ if program.go_line <= 21 && !upgraded => "E121",
        0..=21 => "E121",
        22 => "E122",
        _ => "E123",
    }
}

/// The wants that say: this program panics.
fn fatal<'a>(case: &'a Case, program: &Program, go: &Go, upgraded: bool) -> Vec<&'a Want> {
    let era = era(program, go, upgraded);
    let holds = |w: &Want| w.eras.is_empty() || w.eras.iter().any(|e| e == era);
    let says = |w: &&Want| match w.rule.as_str() {
        "route-conflict" | "invalid-pattern" => !upgraded && holds(w),
        "route-conflict-after-upgrade" => holds(w) && (upgraded || program.go_line == 22 && era == "E123"),
        _ => false,
    };
    linked(case, program).filter(says).collect()
}

fn linked<'a>(case: &'a Case, program: &Program) -> impl Iterator<Item = &'a Want> {
    let links = program.links.clone();
    let this = if program.dir.is_empty() { ".".to_owned() } else { program.dir.clone() };
    case.wants.iter().filter(move |w| w.programs.is_empty() || w.programs.contains(&this)).filter(move |w| {
        let dir = w.file.rsplit_once('/').map_or("", |(d, _)| d);
        links.as_ref().is_none_or(|l| l.contains(dir))
    })
}

fn panicked(seen: &Observed) -> bool {
    seen.ended && (seen.output.starts_with("panic: ") || seen.output.contains("\npanic: "))
}

fn panics(case: &Case, program: &Program, go: &Go, upgraded: bool, runs: &[&Observed], verdict: &mut Verdict) {
    let wanted = fatal(case, program, go, upgraded);
    let mut any = false;
    for seen in runs {
        if !panicked(seen) {
            verdict.clean += usize::from(wanted.is_empty());
            continue;
        }
        any = true;
        // A pattern that only the new mux refuses is pattern-needs-go122's or invalid-pattern's business, not judged here.
        if upgraded && seen.output.contains("panic: parsing ") {
            continue;
        }
        // What is a conflict already need not be wanted a second time for the newer Go.
        let before = linked(case, program)
            .filter(|w| upgraded && ["route-conflict", "invalid-pattern"].contains(&w.rule.as_str()));
        let explained: Vec<&Want> = wanted.iter().copied().chain(before).filter(|w| explains(case, w, seen)).collect();
        if explained.is_empty() {
            let first: String = seen.output.lines().skip_while(|l| !l.starts_with("panic: ")).take(3).collect();
            let mode = if upgraded { " with the new mux" } else { "" };
            verdict.failures.push(format!("panics{mode}, which no want explains: {first}"));
        } else {
            verdict.panicked += 1;
        }
        verdict.shown.extend(explained.into_iter().map(key));
    }
    if !any && !wanted.is_empty() {
        let mode = if upgraded { " with the new mux" } else { "" };
        for want in wanted {
            verdict.failures.push(format!("does not panic{mode}, as {}:{} says", want.file, want.line));
        }
    }
}

/// Whether Go's output names the pattern of a want and the line of its call.
fn explains(case: &Case, want: &Want, seen: &Observed) -> bool {
    let place = format!("/{}/{}:{}", case.name, want.file, want.line);
    let line = seen
        .output
        .match_indices(&place)
        .any(|(at, _)| !seen.output[at + place.len()..].starts_with(|c: char| c.is_ascii_digit()));
    seen.output.contains(&want.texts[0]) && (want.on_import || line)
}

fn key(want: &Want) -> (String, usize, String) {
    (want.file.clone(), want.line, want.rule.clone())
}

/// What is said to collide must not be able to bind, and nothing else.
fn ports(case: &Case, program: &Program, started: &[&Observed], verdict: &mut Verdict) {
    let wanted: Vec<&Want> = linked(case, program).filter(|w| w.rule == "listener-port-conflict").collect();
    let silent = |w: &Want| {
        linked(case, program).any(|o| o.rule == "listen-error-ignored" && o.file == w.file && o.line == w.line)
    };
    let taken = started.iter().filter(|s| s.output.contains("address already in use")).count();
    if wanted.is_empty() && taken > 0 {
        verdict.failures.push("a port is taken, which no want explains".to_owned());
    }
    for want in wanted {
        if taken > 0 {
            verdict.answered += 1;
            verdict.shown.insert(key(want));
        } else if !silent(want) {
            verdict.failures.push(format!("no port is taken, as {}:{} says", want.file, want.line));
        }
    }
}

/// What is said to be exposed must answer on that port beyond loopback, and nothing else may.
fn exposure(case: &Case, program: &Program, started: &[&Observed], verdict: &mut Verdict) {
    let pprof = ["pprof-exposed", "pprof-on-configured-address", "pprof-registered-in-public"];
    let wanted: Vec<&Want> = linked(case, program).filter(|w| pprof.contains(&w.rule.as_str())).collect();
    let debug: Vec<&Want> = linked(case, program).filter(|w| w.rule == "debug-endpoint-exposed").collect();
    let open: Vec<&Socket> =
        started.iter().flat_map(|s| s.sockets.iter().flatten()).filter(|s| !s.is_loopback()).collect();
    for socket in &open {
        let by_hand = case.served.iter().any(|s| port_of(s) == Some(socket.port));
        if serves_pprof(socket) && !by_hand && !wanted.iter().any(|w| is_port(w, socket.port)) {
            verdict.failures.push(format!("{}:{} answers pprof, which no want explains", socket.host, socket.port));
        }
        let answers = serves_other(socket, &[]);
        if !answers.is_empty() && !by_hand && !debug.iter().any(|w| is_port(w, socket.port)) {
            verdict
                .failures
                .push(format!("{}:{} answers {answers:?}, which no want explains", socket.host, socket.port));
        }
    }
    for want in wanted.iter().filter(|w| w.rule != "pprof-registered-in-public" || port_of(&w.texts[0]).is_some()) {
        let on = open.iter().filter(|s| is_port(want, s.port)).any(|s| serves_pprof(s));
        // With configuration the address may well be loopback in the run that the case gives.
        let configured = want.rule == "pprof-on-configured-address"
            && started.iter().flat_map(|s| s.sockets.iter().flatten()).any(serves_pprof);
        confirm(on || configured, want, "answers pprof", verdict);
    }
    for want in debug {
        let on = open.iter().filter(|s| is_port(want, s.port)).any(|s| !serves_other(s, &want.texts).is_empty());
        confirm(on, want, "answers a debug route", verdict);
    }
}

fn confirm(seen: bool, want: &Want, what: &str, verdict: &mut Verdict) {
    if seen {
        verdict.answered += 1;
        verdict.shown.insert(key(want));
    } else {
        verdict.failures.push(format!("nothing {what}, as {}:{} says", want.file, want.line));
    }
}

/// Rules about what a request gets.
fn behaviour(case: &Case, program: &Program, go: &Go, started: &[&Observed], verdict: &mut Verdict) {
    let sockets: Vec<&Socket> = started.iter().flat_map(|s| s.sockets.iter().flatten()).collect();
    let any = |path: &str, is: &dyn Fn(&Socket, &str) -> bool| sockets.iter().any(|s| is(s, path));
    for want in linked(case, program) {
        let (seen, what) = match want.rule.as_str() {
            "guard-bypassed" if era(program, go, false) == "E123" => {
                (any(&path_of(&want.texts[0]), &|s, p| s.answer(p).status == 200), "passes the guard")
            }
            "pprof-wrong-prefix" => {
                (any(&heap_below(&want.texts[0]), &|s, p| s.answer(p).index), "shows the index for heap")
            }
            "pprof-routes-incomplete" => (sockets.iter().any(|s| index_alone(s)), "lacks a profile beside the index"),
            "profile-exceeds-write-timeout" if go.minor <= 22 => {
                (any("/debug/pprof/profile", &|s, p| s.answer(p).status == 400), "refuses the profile")
            }
            _ => continue,
        };
        confirm(seen, want, what, verdict);
    }
    for path in &case.guarded {
        if sockets.is_empty() || sockets.iter().any(|s| s.answer(path).status != 401) {
            verdict.failures.push(format!("{path} is not guarded"));
        }
    }
    let has = |rule: &str| linked(case, program).any(|w| w.rule == rule);
    let refused = any("/debug/pprof/profile", &|s, p| s.answer(p).status == 400);
    if case.rule() == "profile-exceeds-write-timeout" && refused && !has("profile-exceeds-write-timeout") {
        verdict.failures.push("a profile is refused, which no want explains".to_owned());
    }
}

fn index_alone(socket: &Socket) -> bool {
    let pages = socket.answers.iter().flatten();
    let index = |(path, a): (&String, &super::start::Answer)| a.index && path.ends_with("/debug/pprof/");
    let missing = |(path, a): (&String, &super::start::Answer)| {
        let name = path.rsplit('/').next().unwrap_or_default();
        ["cmdline", "profile", "symbol", "trace"].contains(&name) && (a.status == 404 || a.status == 405)
    };
    pages.clone().any(index) && pages.clone().any(missing)
}

fn serves_pprof(socket: &Socket) -> bool {
    socket.answers.iter().flatten().any(|(path, a)| a.index || path.ends_with("/pprof/cmdline") && a.status == 200)
}

fn serves_other(socket: &Socket, more: &[String]) -> Vec<String> {
    let answers = socket.answers.iter().flatten();
    let debug = |path: &str| {
        path.ends_with("/debug/vars") || path.ends_with("/debug/requests") || more.iter().any(|m| m == path)
    };
    answers.filter(|(path, a)| a.status == 200 && debug(path)).map(|(path, _)| path.clone()).collect()
}

/// Whether a want's address has this port, or none at all.
fn is_port(want: &Want, port: u16) -> bool {
    port_of(&want.texts[0]).is_none_or(|p| p == port)
}

fn port_of(text: &str) -> Option<u16> {
    let (_, tail) = text.rsplit_once(':')?;
    match tail.split(' ').next()? {
        "http" => Some(80),
        "https" => Some(443),
        digits => digits.parse().ok(),
    }
}

/// The path of a pattern, without method.
fn path_of(pattern: &str) -> String {
    pattern.rsplit(' ').next().unwrap_or_default().to_owned()
}

fn heap_below(pattern: &str) -> String {
    format!("{}/heap", path_of(pattern).trim_end_matches('/'))
}
