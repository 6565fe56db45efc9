//! `muxray explain`: the page of a rule.

use std::io::{self, Write};

use super::{Run, Status, rules};
use crate::cli;
use crate::report::pages;

impl Run<'_> {
    pub(super) fn explain(
        &self,
        options: &cli::Explain,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> io::Result<Status> {
        let Some((_, rules)) = rules::load_embedded(&options.rules, err)? else { return Ok(Status::Failure) };
        let Some(rule) = rules.get(&options.rule) else {
            writeln!(err, "error: {}", cli::unknown_rule(&options.rule, rules.rules().map(|r| &*r.id)))?;
            return Ok(Status::Failure);
        };
        let format = match options.format {
            cli::PageFormat::Text => pages::PageFormat::Text,
            cli::PageFormat::Json => pages::PageFormat::Json,
            cli::PageFormat::Markdown => pages::PageFormat::Markdown,
        };
        pages::render(&rules::page(rule), format, &self.render_options(&[], ""), out)?;
        Ok(Status::Clean)
    }
}
