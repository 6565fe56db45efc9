//! What Go APIs do: the vocabulary of `rules/known/*.toml` and the index by package, type and name.
//!
//! In: the texts of knowledge files. Out: [`Known`], which `facts` asks for needles and `model` for effects.
//! A leaf: it reads no file and knows no program. An effect is a statement about a call; what it means for a
//! program is decided in `model`.

mod call;
mod delve;
mod index;
mod interfaces;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use call::{
    FlagEffect, KnownCall, Listen, MountEffect, MountMatch, MuxArg, NilHandler, Open, Register, SetDefault, Subrouter,
    TextFunction, Wrap,
};
pub use delve::{Delve, DelveFile, DelveRelease};
pub(crate) use delve::{go_minor, version};
pub use index::{Known, version_matches};
pub use interfaces::is_std_method;

/// One knowledge file.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownFile {
    /// Where the facts were read that name no source of their own.
    pub source: Option<String>,
    /// The packages.
    #[serde(default, rename = "package")]
    pub packages: Vec<KnownPackage>,
    /// The day on which `delve` was true: what came later is not known.
    pub as_of: Option<String>,
    /// Releases of Delve.
    #[serde(default)]
    pub delve: Vec<DelveFile>,
}

/// What one package does.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownPackage {
    /// Its import paths: several major versions or forks may do the same.
    pub paths: Vec<String>,
    /// Where this was read, for everybody who doubts it: module, release and files. Each package has one, or the file has one for all.
    pub source: Option<String>,
    /// The name in its package clause, where it is not the last element of the path.
    pub name: Option<String>,
    /// Versions for which this entry holds: `<0.1.8`, `>=1.2, <2`; all where absent. Entries of one path add up.
    pub versions: Option<String>,
    /// Routes that its init puts on the default mux.
    #[serde(default)]
    pub init: Vec<InitRoute>,
    /// Packages that it links and that matter, for where its own source is absent.
    #[serde(default)]
    pub links: Vec<String>,
    /// A build tag under which it does not link `links` (`grpcnotrace`).
    pub unless_tag: Option<String>,
    /// Whether its init replaces the default mux.
    #[serde(default)]
    pub resets_default_mux: bool,
    /// Whether it finds the methods of what it is handed by their names, without an interface: `text/template`.
    #[serde(default)]
    pub calls_by_name: bool,
    /// Its functions and methods.
    #[serde(default, rename = "call")]
    pub calls: Vec<KnownCall>,
    /// Its variables.
    #[serde(default, rename = "var")]
    pub vars: Vec<KnownVar>,
    /// Its struct types that mean something when they are written as literals.
    #[serde(default, rename = "type")]
    pub types: Vec<KnownType>,
    /// Types that are no handlers and lead to none: a request, a context, a logger. Where a value of them comes from is not asked
    /// to tell what a call does with the handlers that it takes.
    #[serde(default)]
    pub inert: Vec<String>,
    /// Struct tags that carry defaults in programs that link this package: `default`, `envDefault`; or a tag and what stands
    /// in front of the default within it, up to the next comma: `env/default=`.
    #[serde(default)]
    pub default_tags: Vec<String>,
}

/// A route that a package's init registers.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InitRoute {
    /// The pattern without its method.
    pub pattern: String,
    /// The method in each era in which there is one: `{ E123 = "GET" }`.
    #[serde(default)]
    pub method: BTreeMap<String, String>,
    /// The exported function that handles it, for messages.
    pub handler: Option<String>,
}

/// A package variable that means something.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownVar {
    /// Its name.
    pub name: String,
    /// What it holds: `default-mux`, `configured` (`os.Args`), `goos`, `goarch`, or a value of which the type or the value matters.
    #[serde(default)]
    pub is: VarKind,
    /// Its type, written as `result` of a call.
    pub result: Option<String>,
    /// What a constant is: `http.MethodGet` is `GET`, `time.Second` is 1000000000.
    pub value: Option<ConstantValue>,
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ConstantValue {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum VarKind {
    /// `http.DefaultServeMux`.
    DefaultMux,
    /// A value that comes from outside: configuration, the command line.
    Configured,
    /// `runtime.GOOS`: what the program is built for.
    Goos,
    /// `runtime.GOARCH`.
    Goarch,
    /// Something whose type matters only.
    #[default]
    Value,
}

/// A struct type that means something when it is written as a literal.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownType {
    /// Its name.
    pub name: String,
    /// A flag that is declared as a literal: the fields of its name, default and target.
    pub setting: Option<SettingFields>,
    /// Fields with functions of which one run calls only one literal's (cobra's `Run`): commands.
    #[serde(default)]
    pub command: Vec<String>,
    /// A handler whose field is the real one (`ochttp.Handler{Handler: h}`); a listener likewise (`proxyproto.Listener{Listener: l}`).
    pub wraps: Option<WrapField>,
    /// A router's field with the handler of what no route took (`NotFoundHandler`), set in a literal or assigned later.
    pub fallback: Option<String>,
    /// A value that is an address: `net.TCPAddr{IP: ip, Port: port}`.
    pub address: Option<AddressFields>,
    /// A server's timeouts: the fields of each.
    pub timeouts: Option<TimeoutFields>,
    /// All methods with the types of their parameters, `func` for any function, where it matters which interfaces can hold a value of the type.
    #[serde(default)]
    pub methods: BTreeMap<String, Vec<String>>,
    /// Fields with the type that they have, where it is needed to follow a method: `{ "CommandLine" = "FlagSet" }`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// The fields with a server's timeouts.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimeoutFields {
    /// For a request with its body.
    pub read: String,
    /// For the head of a request.
    pub read_header: String,
    /// For an answer.
    pub write: String,
    /// Between two requests.
    pub idle: String,
}

/// The fields of an address that is written as a literal.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddressFields {
    /// The field with the host: absent in a literal, it means all interfaces.
    pub host: String,
    /// The field with the port: absent in a literal, it means port 0.
    pub port: String,
}

/// A handler type's field that holds the real handler.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WrapField {
    /// The field.
    pub field: String,
    /// What a nil means.
    #[serde(default)]
    pub nil: NilHandler,
}

/// The fields of a flag that is written as a literal.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingFields {
    /// The field with the flag's name.
    pub name: String,
    /// The field with its default.
    pub default: String,
    /// The field with the address of the variable that receives it.
    pub target: Option<String>,
}

/// Where a value is in a call: `recv`, `0` (the first argument), `recv.Addr`, `0.Handler` (a field), `1..` (an argument and all
/// after it), `='tcp'` (a literal), `last`, `result` (the first result), `option.Address` (the first argument of a call of `Address`
/// among the variadic arguments: functional options of the package that the options' type belongs to).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(test, schemars(extend("pattern" = r"^(recv(\.\w+)*|result(\.\w+)*|\d+(\.\w+)*|\d+\.\.|='.*'|last|option\.\w+)$")))]
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
