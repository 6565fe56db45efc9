//! The pretty format: what a person sees, judged by its width, its characters and the source lines that it must show.

use unicode_width::UnicodeWidthStr;

use super::tests_example::{DEBUG, MAIN, add, example, finding, label, span};
use super::{Color, Format, Glyphs, RenderOptions, render};
use crate::finding::{Finding, Report, Severity};
use crate::source::Sources;

fn pretty(report: &Report, sources: &Sources, options: &RenderOptions<'_>) -> String {
    let mut out = Vec::new();
    render(report, sources, options, Format::Pretty, &mut out).expect("a Vec takes all");
    String::from_utf8(out).expect("output is UTF-8")
}

fn only(finding: Finding) -> Report {
    Report { findings: vec![finding], ..Report::default() }
}

#[test]
fn show() {
    let (report, sources) = example();
    eprintln!("{}", pretty(&report, &sources, &RenderOptions::default()));
    eprintln!("{}", pretty(&report, &sources, &RenderOptions { color: Color::On, ..RenderOptions::default() }));
    eprintln!(
        "{}",
        pretty(&report, &sources, &RenderOptions { glyphs: Glyphs::Ascii, width: 60, ..RenderOptions::default() })
    );
}
