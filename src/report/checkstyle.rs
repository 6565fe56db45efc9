//! Checkstyle's XML, which Jenkins and many review bots read.
//!
//! In: the report. Out: one `file` for each run of findings of a file, one `error` a finding. Characters that XML
//! cannot hold are spelt.

use std::io::{self, Write};

use quick_xml::Writer;

use super::{only, place, visible};
use crate::finding::{Finding, Report, Severity};
use crate::source::Sources;

/// Writes the document and a line feed.
pub(super) fn render(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.create_element("checkstyle").with_attribute(("version", "4.3")).write_inner_content(|xml| {
        for group in report.findings.chunk_by(|a, b| a.primary.span.file == b.primary.span.file) {
            let path = sources.path(group[0].primary.span.file);
            xml.create_element("file")
                .with_attribute(("name", visible::line(&path).as_ref()))
                .write_inner_content(|xml| group.iter().try_for_each(|f| error(f, report, sources, xml)))?;
        }
        Ok(())
    })?;
    writeln!(out)
}

fn error<W: Write>(f: &Finding, report: &Report, sources: &Sources, xml: &mut Writer<W>) -> io::Result<()> {
    let at = place::place(sources, f.primary.span);
    let severity = match f.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    xml.create_element("error")
        .with_attribute(("line", at.start.line.to_string().as_str()))
        .with_attribute(("column", at.start.column.to_string().as_str()))
        .with_attribute(("severity", severity))
        .with_attribute(("message", format!("{}{}", visible::line(&f.message), only(f, report)).as_str()))
        .with_attribute(("source", format!("muxray.{}", f.rule).as_str()))
        .write_empty()?;
    Ok(())
}
