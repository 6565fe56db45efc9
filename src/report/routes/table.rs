//! The route table as a person reads it: each listener with its address, then what it serves and who put it there.
//!
//! In: the programs. Out: aligned text; muxes that no listener serves come last. Knows no JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use super::Shown;
use super::words::{self, Told};
use crate::model::{Conflict, Mount, Mux, Program, ProgramKind, Route, ServedRoute};
use crate::report::{Color, Glyphs, RenderOptions, count, first_of, visible};
use crate::source::{Sources, Span};

/// Patterns longer than this do not push the other columns away.
const WIDEST: usize = 44;

/// Writes the tables with an empty line between programs.
pub(super) fn render(shown: &[Shown<'_>], options: &RenderOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    if shown.iter().all(|shown| shown.program.kind == ProgramKind::Library) {
        writeln!(out, "No main package matches: there is no program whose routes could be shown.")?;
    }
    for (i, shown) in shown.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let page = Page { sources: shown.sources, color: options.color, glyphs: options.glyphs };
        out.write_all(page.program(shown).as_bytes())?;
    }
    Ok(())
}

/// All that a person sees of a program.
pub(super) fn plain(shown: &Shown<'_>) -> String {
    Page { sources: shown.sources, color: Color::Off, glyphs: Glyphs::Unicode }.program(shown)
}

/// Conflicts of a route that are told before the rest is counted.
const CONFLICTS: usize = 3;

/// A line about a route.
struct Row {
    /// The mux that the route is on.
    mux: usize,
    /// Whether its pattern is known whole.
    known: bool,
    text: String,
}

struct Page<'a> {
    sources: &'a Sources,
    color: Color,
    glyphs: Glyphs,
}

impl Page<'_> {
    fn program(&self, shown: &Shown<'_>) -> String {
        let p = shown.program;
        let mut out = self.headline(shown);
        let widest = p.routes.iter().map(|r| visible::line(&r.pattern).width()).max().unwrap_or(0);
        let wide = widest.min(WIDEST);
        let conflicts = words::conflicts(p);
        let conflicts_of = |route| conflicts.get(&route).map_or(&[][..], Vec::as_slice);
        for told in words::listeners(p) {
            let l = told.listener;
            out.push('\n');
            out.push_str(&self.listener(p, &told));
            let row = |served: &ServedRoute| {
                let route = &p.routes[served.route];
                let text = self.route(route, served.mount.map(|m| &p.mounts[m]), wide);
                Row { mux: route.mux, known: route.known, text: text + &self.conflicts(conflicts_of(served.route)) }
            };
            self.rows(&mut out, l.routes.iter().map(row));
            if let Some(none) = words::without_routes(l).filter(|_| l.routes.is_empty()) {
                out.push_str(&format!("    {none}\n"));
            }
            for more in words::more(p, l) {
                out.push_str(&format!("    ({more})\n"));
            }
        }
        if p.listeners.is_empty() && p.kind == ProgramKind::Main {
            out.push_str("  no listener found\n");
        }
        for mux in words::unserved_muxes(p) {
            out.push('\n');
            out.push_str(&self.unserved(mux));
            let row = |&at: &usize| {
                let route = &p.routes[at];
                let text = self.route(route, None, wide) + &self.conflicts(conflicts_of(at));
                Row { mux: 0, known: route.known, text }
            };
            self.rows(&mut out, mux.routes.iter().map(row));
        }
        if !p.unseen.is_empty() {
            let n = count(p.unseen.len(), "import");
            out.push_str(&format!("\n  {n} without source on this machine: routes may be missing\n"));
        }
        out
    }

    fn headline(&self, shown: &Shown<'_>) -> String {
        let p = shown.program;
        let dir = visible::line(&p.dir);
        let mut out = format!("{} {}", words::kind(p), dir.style(self.style(Style::new().bold())));
        for part in words::about(shown) {
            out.push_str(&format!("{}{part}", self.dot()));
        }
        out.push('\n');
        out
    }

    fn listener(&self, p: &Program, told: &Told<'_>) -> String {
        let l = told.listener;
        let style = Style::new().bold();
        let style = self.style(if words::is_open(l.scope) { style.yellow() } else { style });
        let dot = self.dot();
        let default = if words::by_default(l) { " by default" } else { "" };
        let (addr, scope) = words::address(&l.addr, words::reach(l));
        let scope = scope.map(|scope| format!(" ({scope})")).unwrap_or_default();
        let (call, at) = (visible::line(&l.call), self.at(l.span));
        let mut out = format!("  {}{default}{scope}{dot}{call}{dot}{at}", addr.style(style));
        if let Some(mux) = l.mux {
            out.push_str(&format!("{dot}{}", visible::line(&p.muxes[mux].id)));
        }
        if let Some(times) = told.times() {
            out.push_str(&format!("{dot}{times}"));
        }
        out.push('\n');
        out
    }

    fn unserved(&self, mux: &Mux) -> String {
        let id = visible::line(&mux.id);
        let what = mux.router.as_deref().map_or("mux".into(), visible::line);
        format!("  {what} {} ({})\n", id.style(self.style(Style::new().bold())), words::unserved(mux))
    }

    fn route(&self, r: &Route, mount: Option<&Mount>, wide: usize) -> String {
        let pattern = visible::line(&r.pattern);
        let pad = " ".repeat(wide.saturating_sub(pattern.width()));
        let (how, who, place) = (words::origin(r.origin), words::who(r), self.at(r.span));
        let place = place.style(self.style(Style::new().dimmed()));
        let mut out = format!("    {pattern}{pad}  {how:6}  {who}{}{place}", self.dot());
        if let Some(m) = mount {
            out.push_str(&format!("{}{}", self.dot(), words::under(m)));
        }
        out
    }

    /// With what a route conflicts, and what comes of it.
    fn conflicts(&self, conflicts: &[(&Conflict, &Route)]) -> String {
        let told = conflicts.iter().map(|(conflict, other)| {
            let (pattern, at) = (visible::line(&other.pattern), self.at(other.span));
            let (panics, under) = (words::panics(conflict), words::panics_under(conflict));
            format!("conflicts with {pattern} of {at}: {panics} under {under}")
        });
        let mut told: Vec<String> = told.collect();
        told.sort();
        told.dedup();
        if told.is_empty() {
            return String::new();
        }
        let style = self.style(Style::new().red());
        format!("{}{}", self.dot(), first_of(&told, CONFLICTS).style(style))
    }

    /// Each row, with its mux, on a line; those that nothing tells apart are told once, where the first of them stands. What is known
    /// whole is registered once in a run, however many ways lead there; of the others the number is told, as in a loop, but the same on
    /// two muxes is no more often: a run serves one of them.
    fn rows(&self, out: &mut String, rows: impl Iterator<Item = Row>) {
        let mut told: BTreeMap<String, (usize, BTreeMap<usize, usize>)> = BTreeMap::new();
        for (at, row) in rows.enumerate() {
            let (_, times) = told.entry(row.text).or_insert((at, BTreeMap::new()));
            *times.entry(row.mux).or_default() += usize::from(!row.known);
        }
        let mut told: Vec<_> = told.into_iter().collect();
        told.sort_by_key(|(_, (first, _))| *first);
        for (row, (_, times)) in told {
            out.push_str(&row);
            if let Some(times) = times.into_values().max().and_then(words::times) {
                out.push_str(&format!("{}{times}", self.dot()));
            }
            out.push('\n');
        }
    }

    fn at(&self, span: Span) -> String {
        words::at(span, self.sources)
    }

    fn style(&self, style: Style) -> Style {
        if self.color == Color::On { style } else { Style::new() }
    }

    fn dot(&self) -> &'static str {
        if self.glyphs == Glyphs::Unicode { " · " } else { ", " }
    }
}
