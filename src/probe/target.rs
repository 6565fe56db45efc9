//! `HOST:PORT` as a user writes it.
//!
//! In: a text. Out: [`Target`], or what is wrong with it. Resolves no name.

use std::fmt;

/// A host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// A name or an address, without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// Why a target cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for TargetError {}

impl TargetError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    pub(super) fn no_address(target: &Target) -> Self {
        Self::new(format!("{} has no address", target.host), "write an address such as 127.0.0.1:2345")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

impl Target {
    /// Reads `localhost:2345`, `127.0.0.1:2345`, `[::1]:2345`; `:2345` is this machine's.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let example = "write HOST:PORT, such as 127.0.0.1:2345 or [::1]:2345";
        let Some((host, port)) = text.rsplit_once(':') else {
            let help = match text.parse::<u16>() {
                Ok(port) => format!("write 127.0.0.1:{port}"),
                Err(_) => example.to_owned(),
            };
            return Err(TargetError::new("the port is missing", help));
        };
        if text.contains("://") {
            return Err(TargetError::new("this is a URL", example));
        }
        let port = match port.parse::<u16>() {
            Ok(0) | Err(_) => return Err(TargetError::new(format!("`{port}` is no port (1 to 65535)"), example)),
            Ok(port) => port,
        };
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
        let host = match bare {
            Some(inner) => inner,
            None if host.contains([':', '[', ']']) => {
                return Err(TargetError::new("an IPv6 address stands in brackets", example));
            }
            None => host,
        };
        let host = if host.is_empty() { "127.0.0.1" } else { host };
        Ok(Self { host: host.to_owned(), port })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: Result<(&str, u16), &str>) {
        let got = Target::parse(text);
        let got = got.as_ref().map(|t| (t.host.as_str(), t.port)).map_err(|e| e.message.as_str());
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn a_host_and_a_port() {
        check("localhost:2345", Ok(("localhost", 2345)));
        check("[::1]:40000", Ok(("::1", 40000)));
        check(":6060", Ok(("127.0.0.1", 6060)));
    }

    #[test]
    fn what_is_wrong_is_said() {
        check("2345", Err("the port is missing"));
        check("localhost", Err("the port is missing"));
        check("::1:2345", Err("an IPv6 address stands in brackets"));
        check("localhost:0", Err("`0` is no port (1 to 65535)"));
        check("localhost:99999", Err("`99999` is no port (1 to 65535)"));
        check("http://localhost:80", Err("this is a URL"));
        check("localhost:http", Err("`http` is no port (1 to 65535)"));
    }
}
