//! JUnit's XML, which every CI shows: a finding is a test case that fails.
//!
//! In: the report. Out: one suite; without findings one case that passes, because an empty suite reads as "not run".
//! Problems of the tool stand in `system-err`. Characters that XML cannot hold are spelt.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{RenderOptions, only, place, scope, visible};
use crate::finding::{Finding, Report};
use crate::source::Sources;

/// Writes the document and a line feed.
pub(super) fn render(
    report: &Report,
    sources: &Sources,
    options: &RenderOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let failures = report.findings.len().to_string();
    let tests = report.findings.len().max(1).to_string();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    let counts = [("name", "muxray"), ("tests", tests.as_str()), ("failures", failures.as_str())];
    xml.create_element("testsuites").with_attributes(counts).write_inner_content(|xml| {
        xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
            if report.findings.is_empty() {
                let passed = [("name", "no findings"), ("classname", options.version)];
                xml.create_element("testcase").with_attributes(passed).write_empty()?;
            }
            report.findings.iter().try_for_each(|f| case(f, report, sources, xml))?;
            problems(report, xml)
        })?;
        Ok(())
    })?;
    writeln!(out)
}

fn case<W: Write>(f: &Finding, report: &Report, sources: &Sources, xml: &mut Writer<W>) -> io::Result<()> {
    let at = place::place(sources, f.primary.span);
    let place = format!("{}:{}:{}", visible::line(&at.path), at.start.line, at.start.column);
    let mut text = format!("{place}: {}", visible::lines(&f.message));
    for label in &f.labels {
        let at = place::place(sources, label.span);
        text.push_str(&format!("\n{}:{}:{}", visible::line(&at.path), at.start.line, at.start.column));
        text.push_str(&format!(": {}", visible::line(&label.text)));
    }
    let scope = scope(f);
    if !scope.is_empty() {
        text.push_str(&format!("\nin: {scope}"));
    }
    if !f.help.is_empty() {
        text.push_str(&format!("\nhelp: {}", visible::lines(&f.help)));
    }
    xml.create_element("testcase")
        .with_attribute(("name", format!("{} at {place}", f.rule).as_str()))
        .with_attribute(("classname", visible::line(&at.path).as_ref()))
        .with_attribute(("file", visible::line(&at.path).as_ref()))
        .with_attribute(("line", at.start.line.to_string().as_str()))
        .write_inner_content(|xml| {
            xml.create_element("failure")
                .with_attribute(("type", f.severity.as_str()))
                .with_attribute(("message", format!("{}{}", visible::line(&f.message), only(f, report)).as_str()))
                .write_text_content(BytesText::new(&visible::inert(&text)))?;
            Ok(())
        })?;
    Ok(())
}

fn problems<W: Write>(report: &Report, xml: &mut Writer<W>) -> io::Result<()> {
    if report.problems.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> =
        report.problems.iter().map(|p| format!("{}: {}", visible::line(&p.path), visible::line(&p.message))).collect();
    xml.create_element("system-err").write_text_content(BytesText::new(&lines.join("\n")))?;
    Ok(())
}
