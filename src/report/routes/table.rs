//! The route table as a person reads it: each listener with its address, then what it serves and who put it there.
//!
//! In: the programs. Out: aligned text; muxes that no listener serves come last. Knows no JSON.

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use super::origin;
use crate::model::{Listener, Mount, Mux, Origin, Program, ProgramKind, Provenance, Route, Scope, Served};
use crate::report::{Color, Glyphs, RenderOptions, count, place, releases, visible};
use crate::source::{Sources, Span};

/// Patterns longer than this do not push the other columns away.
const WIDEST: usize = 44;

/// Writes the tables with an empty line between programs.
pub(super) fn render(
    programs: &[Program],
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if programs.iter().all(|p| p.kind == ProgramKind::Library) {
        writeln!(out, "No main package matches: there is no program whose routes could be shown.")?;
    }
    let page = Page { sources, color: options.color, glyphs: options.glyphs };
    let said = programs.iter().filter(|p| p.kind == ProgramKind::Main || !p.routes.is_empty());
    for (i, program) in said.enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let text = page.program(program);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

struct Page<'a> {
    sources: &'a Sources,
    color: Color,
    glyphs: Glyphs,
}

impl Page<'_> {
    fn program(&self, p: &Program) -> String {
        let mut out = self.headline(p);
        let widest = p.routes.iter().map(|r| visible::line(&r.pattern).width()).max().unwrap_or(0);
        let wide = widest.min(WIDEST);
        for l in &p.listeners {
            out.push('\n');
            out.push_str(&self.listener(p, l));
            for served in &l.routes {
                let mount = served.mount.map(|m| &p.mounts[m]);
                out.push_str(&self.route(&p.routes[served.route], mount, wide));
            }
            if l.routes.is_empty() {
                out.push_str(if l.handler_known { "    no routes\n" } else { "    (handler not known)\n" });
            }
        }
        if p.listeners.is_empty() && p.kind == ProgramKind::Main {
            out.push_str("  no listener found\n");
        }
        for mux in p.muxes.iter().filter(|m| m.served != Served::Yes && !m.routes.is_empty()) {
            out.push('\n');
            out.push_str(&self.unserved(mux));
            for &route in &mux.routes {
                out.push_str(&self.route(&p.routes[route], None, wide));
            }
        }
        if !p.unseen.is_empty() {
            let n = count(p.unseen.len(), "import");
            out.push_str(&format!("\n  {n} without source on this machine: routes may be missing\n"));
        }
        out
    }

    fn headline(&self, p: &Program) -> String {
        let what = match p.kind {
            ProgramKind::Main => "program",
            ProgramKind::Library => "packages without a program",
        };
        let dir = visible::line(&p.dir);
        let mut out = format!("{what} {}", dir.style(self.style(Style::new().bold())));
        let dot = self.dot();
        for part in [&p.import_path as &str, releases(&p.eras.possible), &p.eras.reason] {
            if !part.is_empty() {
                out.push_str(&format!("{dot}{}", visible::line(part)));
            }
        }
        out.push('\n');
        out
    }

    fn listener(&self, p: &Program, l: &Listener) -> String {
        let scope = match l.scope {
            Scope::Any => "all interfaces",
            Scope::Loopback => "this machine only",
            Scope::Private => "private network",
            Scope::Unix => "Unix socket",
            Scope::Public => "public address",
            Scope::Configured => "address from configuration",
            Scope::Unknown => "address not known",
        };
        let style = self.style(match l.scope {
            Scope::Any | Scope::Public => Style::new().yellow().bold(),
            _ => Style::new().bold(),
        });
        let dot = self.dot();
        // `(from configuration)` has no default, and says so itself.
        let by_default = l.provenance == Provenance::Default && !l.addr.starts_with('(');
        let default = if by_default { " by default" } else { "" };
        let addr = visible::line(&l.addr);
        let call = visible::line(&l.call);
        let mut out = format!("  {}{default} ({scope}){dot}{call}{dot}{}", addr.style(style), self.at(l.span));
        if let Some(mux) = l.mux {
            out.push_str(&format!("{dot}{}", visible::line(&p.muxes[mux].id)));
        }
        out.push('\n');
        out
    }

    fn unserved(&self, mux: &Mux) -> String {
        let why = match mux.served {
            Served::No => "served by no listener",
            _ => "not known who serves it",
        };
        format!("  mux {} ({why})\n", visible::line(&mux.id).style(self.style(Style::new().bold())))
    }

    fn route(&self, r: &Route, mount: Option<&Mount>, wide: usize) -> String {
        let pattern = visible::line(&r.pattern);
        let pad = " ".repeat(wide.saturating_sub(pattern.width()));
        let who = match r.origin {
            Origin::Call if !r.func.is_empty() => visible::line(&r.func),
            _ => visible::line(&r.package),
        };
        let place = self.at(r.span);
        let place = place.style(self.style(Style::new().dimmed()));
        let mut out = format!("    {pattern}{pad}  {:6}  {who}{}{place}", origin(r.origin), self.dot());
        if let Some(m) = mount {
            let strips = if m.strips { ", prefix cut" } else { "" };
            out.push_str(&format!("{}under {}{strips}", self.dot(), visible::line(&m.pattern)));
        }
        out.push('\n');
        out
    }

    fn at(&self, span: Span) -> String {
        let at = place::place(self.sources, span);
        format!("{}:{}", visible::line(&at.path), at.start.line)
    }

    fn style(&self, style: Style) -> Style {
        if self.color == Color::On { style } else { Style::new() }
    }

    fn dot(&self) -> &'static str {
        if self.glyphs == Glyphs::Unicode { " · " } else { ", " }
    }
}
