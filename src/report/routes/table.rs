//! The route table as a person reads it: each listener with its address, then what it serves and who put it there.
//!
//! In: the programs. Out: aligned text; muxes that no listener serves come last. Knows no JSON.

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use super::words;
use crate::model::{Listener, Mount, Mux, Program, ProgramKind, Route};
use crate::report::{Color, Glyphs, RenderOptions, count, visible};
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
    for (i, program) in words::shown(programs).enumerate() {
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
        for mux in words::unserved_muxes(p) {
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
        let dir = visible::line(&p.dir);
        let mut out = format!("{} {}", words::kind(p), dir.style(self.style(Style::new().bold())));
        for part in words::about(p) {
            out.push_str(&format!("{}{part}", self.dot()));
        }
        out.push('\n');
        out
    }

    fn listener(&self, p: &Program, l: &Listener) -> String {
        let style = Style::new().bold();
        let style = self.style(if words::is_open(l.scope) { style.yellow() } else { style });
        let dot = self.dot();
        let default = if words::by_default(l) { " by default" } else { "" };
        let (addr, call) = (visible::line(&l.addr), visible::line(&l.call));
        let scope = words::scope(l.scope);
        let mut out = format!("  {}{default} ({scope}){dot}{call}{dot}{}", addr.style(style), self.at(l.span));
        if let Some(mux) = l.mux {
            out.push_str(&format!("{dot}{}", visible::line(&p.muxes[mux].id)));
        }
        out.push('\n');
        out
    }

    fn unserved(&self, mux: &Mux) -> String {
        let id = visible::line(&mux.id);
        format!("  mux {} ({})\n", id.style(self.style(Style::new().bold())), words::unserved(mux))
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
        out.push('\n');
        out
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
