//! `muxray probe`: what is listening on a port. The one command that opens a connection.

use std::io::{self, Write};

use super::{Run, Status};
use crate::cli;
use crate::probe::{Kind, Remote, Request, Speech, Target, probe};
use crate::report::probe::{ProbeFormat, render};

impl Run<'_> {
    pub(super) fn probe(&self, options: &cli::Probe, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
        let speech = Speech { talk: options.talk, http: options.http };
        let remote = if options.allow_remote { Remote::Allowed } else { Remote::Refused };
        let asked = Target::parse(&options.target)
            .and_then(|target| probe(&Request { target, remote, speech, timeout: options.timeout }));
        let outcome = match asked {
            Ok(outcome) => outcome,
            Err(error) => {
                writeln!(err, "error: {}: {error}", crate::report::visible::line(&options.target))?;
                return Ok(Status::Failure);
            }
        };
        let format = match options.format {
            cli::ProbeFormat::Text => ProbeFormat::Text,
            cli::ProbeFormat::Json => ProbeFormat::Json,
        };
        render(&outcome, speech, format, &self.render_options(&[], ""), out)?;
        Ok(if outcome.verdict.kind == Kind::Nothing { Status::Findings } else { Status::Clean })
    }
}
