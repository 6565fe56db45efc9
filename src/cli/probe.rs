//! Options of `probe`.

use clap::{Args, ValueEnum};

pub(super) const EXAMPLES: &str = "\
On Linux the kernel is asked first: a dlv of yours is named without a
connection. Else one is opened, nothing is written, and what the server says by
itself is read. Even that may be too much for a Delve with one client: an idle
`dlv dap` ends when a connection is closed, `dlv --headless` without
--accept-multiclient takes no second one. --talk ends both; a server with
--accept-multiclient goes on.

Examples:
  muxray probe 127.0.0.1:2345               a debugger, a web server, nothing?
  muxray probe --talk 127.0.0.1:40000       which Delve, for which Go
  muxray probe --http localhost:6060        is pprof there?

Exit status: 0 something listens, 1 nothing does, 2 wrong usage or an address
that is refused.";

/// Options of `probe`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Probe {
    /// Whom to look at.
    #[arg(value_name = "HOST:PORT", help = "Where: 127.0.0.1:2345, localhost:6060, [::1]:40000")]
    pub target: String,
    /// Send a DAP `initialize` and `disconnect`, or ask for Delve's version
    #[arg(long)]
    pub talk: bool,
    /// Send `GET /` and `GET /debug/pprof/` also to what has not shown itself as HTTP
    #[arg(long)]
    pub http: bool,
    /// Ask other machines too
    #[arg(long)]
    pub allow_remote: bool,
    /// How long to wait for a connection, and for each answer [default: 2]
    #[arg(long, value_name = "SECONDS", default_value = "2", hide_default_value = true, value_parser = parse_seconds)]
    pub timeout: std::time::Duration,
    /// text or json
    #[arg(long, value_enum, default_value_t = ProbeFormat::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub format: ProbeFormat,
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProbeFormat {
    /// For people.
    Text,
    /// One object.
    Json,
}

fn parse_seconds(text: &str) -> Result<std::time::Duration, &'static str> {
    let seconds = text.parse::<f64>().ok().filter(|s| (0.01..=60.0).contains(s));
    seconds.map(std::time::Duration::from_secs_f64).ok_or("expected seconds between 0.01 and 60")
}
