//! What a GitHub job gets beside annotations: the report as a table on the page of the run.
//!
//! In: the report and the file that the runner names. Out: Markdown at the end of that file, which other steps may have begun.
//! A summary that cannot be written is said and changes nothing else.

use std::io::{self, Write};

use super::{Run, written};
use crate::finding::Report;
use crate::report::{self, Color, Format, RenderOptions};
use crate::run::Analysis;

/// Bytes of a summary; GitHub refuses a step's summary of more than 1 MiB as a whole.
const MOST: usize = 1_000_000;

impl Run<'_> {
    /// Adds the report to the summary of the job's step, where there is one.
    ///
    /// # Errors
    /// Those of `err`.
    pub(super) fn step_summary(
        &self,
        report: &Report,
        analysis: &Analysis,
        options: &RenderOptions<'_>,
        err: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(file) = &self.surroundings.github_step_summary else { return Ok(()) };
        let mut bytes = Vec::new();
        let plain = RenderOptions { color: Color::Off, ..*options };
        report::render(report, analysis.sources(), &plain, Format::Markdown, &mut bytes)?;
        if let Err(error) = written::append(file, &fitting(bytes)) {
            writeln!(err, "muxray: cannot write the step summary {}: {error}", file.display())?;
        }
        Ok(())
    }
}

/// The lines that fit, and a word on the others.
fn fitting(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() > MOST {
        let end = bytes[..MOST].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let left = bytes[end..].iter().filter(|b| **b == b'\n').count();
        bytes.truncate(end);
        bytes.extend(format!("\n{left} more lines: a summary has an end. The log of the job has them all.\n").bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_ends_at_a_line_and_says_what_is_left() {
        let small = b"| a |\n| b |\n".to_vec();
        assert_eq!(fitting(small.clone()), small);
        let line = "| x |\n";
        let large = line.repeat(200_000);
        let fits = String::from_utf8(fitting(large.into_bytes())).unwrap();
        assert!(fits.len() < 1 << 20, "{}", fits.len());
        let kept = fits.matches(line).count();
        assert!(fits.ends_with(&format!(
            "| x |\n\n{} more lines: a summary has an end. The log of the job has them all.\n",
            200_000 - kept
        )));
    }
}
