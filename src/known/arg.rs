//! Where a value is in a call, as knowledge files write it.
//!
//! In: a text, `0.Handler`. Out: an [`Arg`], or what is wrong with the text. What stands at the place is for `facts` to read.

use schemars::JsonSchema;
use serde::Deserialize;

/// Where a value is in a call: `recv`, `0` (the first argument), `recv.Addr`, `0.Handler` (a field), `1..` (an argument and all
/// after it), `='tcp'` (a literal), `last`, `result` (the first result), `option.Address` (the first argument of a call of `Address`
/// among the variadic arguments: functional options of the package that the options' type belongs to).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(extend("pattern" = r"^(recv(\.\w+)*|result(\.\w+)*|\d+(\.\w+)*|\d+\.\.|='.*'|last|option\.\w+)$"))]
pub enum Arg {
    /// The receiver, or a field of it.
    Recv(Vec<String>),
    /// An argument, or a field of it.
    Param(usize, Vec<String>),
    /// An argument and all after it.
    Rest(usize),
    /// A text that is always the same.
    Literal(String),
    /// The first result, or a field of it.
    Result(Vec<String>),
    /// The first argument of this option.
    Option(String),
    /// The last argument.
    #[default]
    Last,
}

impl TryFrom<String> for Arg {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if let Some(literal) = text.strip_prefix("='").and_then(|t| t.strip_suffix('\'')) {
            return Ok(Self::Literal(literal.to_owned()));
        }
        if text == "last" {
            return Ok(Self::Last);
        }
        if let Some(first) = text.strip_suffix("..").and_then(|t| t.parse().ok()) {
            return Ok(Self::Rest(first));
        }
        let mut parts = text.split('.');
        let head = parts.next().unwrap_or_default();
        let fields: Vec<String> = parts.map(str::to_owned).collect();
        if fields.iter().all(|f| !f.is_empty() && f.chars().all(|c| c.is_alphanumeric() || c == '_')) {
            match (head, fields.as_slice()) {
                ("recv", _) => return Ok(Self::Recv(fields)),
                ("result", _) => return Ok(Self::Result(fields)),
                ("option", [name]) => return Ok(Self::Option(name.clone())),
                _ => {}
            }
            if let Ok(index) = head.parse() {
                return Ok(Self::Param(index, fields));
            }
        }
        Err(format!(
            "`{text}` is no place in a call: write recv, 0, recv.Field, 0.Field, 1.., last, result, option.Name or ='text'"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_call_are_read() {
        assert_eq!(Arg::try_from("recv.Addr".to_owned()), Ok(Arg::Recv(vec!["Addr".to_owned()])));
        assert_eq!(Arg::try_from("0".to_owned()), Ok(Arg::Param(0, vec![])));
        assert_eq!(Arg::try_from("1..".to_owned()), Ok(Arg::Rest(1)));
        assert_eq!(Arg::try_from("='tcp'".to_owned()), Ok(Arg::Literal("tcp".to_owned())));
        assert_eq!(Arg::try_from("result".to_owned()), Ok(Arg::Result(vec![])));
        assert_eq!(Arg::try_from("option.Address".to_owned()), Ok(Arg::Option("Address".to_owned())));
        assert!(Arg::try_from("option".to_owned()).is_err());
        assert!(Arg::try_from("receiver".to_owned()).is_err());
        assert!(Arg::try_from("0.".to_owned()).is_err());
    }
}
