//! What Go APIs do: the vocabulary of `rules/known/*.toml` and the index by package, type and name.
//!
//! In: the texts of knowledge files. Out: [`Known`], which `facts` asks for needles and `model` for effects.
//! A leaf: it reads no file and knows no program. An effect is a statement about a call; what it means for a
//! program is decided in `model`.

mod index;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

pub use index::{Known, version_matches};

/// One knowledge file.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownFile {
    /// Where the facts were read: repository, release and file, for everybody who doubts them.
    pub source: String,
    /// The packages.
    #[serde(default, rename = "package")]
    pub packages: Vec<KnownPackage>,
}

/// What one package does.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownPackage {
    /// Its import paths: several major versions or forks may do the same.
    pub paths: Vec<String>,
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
    /// Its functions and methods.
    #[serde(default, rename = "call")]
    pub calls: Vec<KnownCall>,
    /// Its variables.
    #[serde(default, rename = "var")]
    pub vars: Vec<KnownVar>,
    /// Its struct types that mean something when they are written as literals.
    #[serde(default, rename = "type")]
    pub types: Vec<KnownType>,
    /// Struct tags that carry defaults in programs that link this package: `default`, `envDefault`; or a tag and what stands
    /// in front of the default within it, up to the next comma: `env/default=`.
    #[serde(default)]
    pub default_tags: Vec<String>,
}

/// A route that a package's init registers.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownVar {
    /// Its name.
    pub name: String,
    /// What it holds: `default-mux`, `configured` (`os.Args`), or a value of which the type or the value matters.
    #[serde(default)]
    pub is: VarKind,
    /// Its type, written as `result` of a call.
    pub result: Option<String>,
    /// What a constant is: `http.MethodGet` is `GET`, `time.Second` is 1000000000.
    pub value: Option<ConstantValue>,
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ConstantValue {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VarKind {
    /// `http.DefaultServeMux`.
    DefaultMux,
    /// A value that comes from outside: configuration, the command line.
    Configured,
    /// Something whose type matters only.
    #[default]
    Value,
}

/// A struct type that means something when it is written as a literal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
    /// Fields with the type that they have, where it is needed to follow a method: `{ "CommandLine" = "FlagSet" }`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// The fields of an address that is written as a literal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressFields {
    /// The field with the host: absent in a literal, it means all interfaces.
    pub host: String,
    /// The field with the port: absent in a literal, it means port 0.
    pub port: String,
}

/// A handler type's field that holds the real handler.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrapField {
    /// The field.
    pub field: String,
    /// What a nil means.
    #[serde(default)]
    pub nil: NilHandler,
}

/// The fields of a flag that is written as a literal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingFields {
    /// The field with the flag's name.
    pub name: String,
    /// The field with its default.
    pub default: String,
    /// The field with the address of the variable that receives it.
    pub target: Option<String>,
}

/// What a call does. Absent effects are not there.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownCall {
    /// `Func`, or `Type.Method` (pointer or value receiver alike). Several names may do the same.
    pub names: Vec<String>,
    /// The type of the first result, for following methods: `ServeMux`, `*Router`, `net.Listener` of another known package as `path.Name`.
    pub result: Option<String>,
    /// Puts a handler on a mux under a pattern.
    pub register: Option<Register>,
    /// Opens a listener and serves on it.
    pub listen: Option<Listen>,
    /// Opens a listener; the first result is it.
    pub open: Option<Open>,
    /// The first result is a new, empty mux of net/http.
    #[serde(default)]
    pub new_mux: bool,
    /// The first result is a new router of a framework.
    #[serde(default)]
    pub new_router: bool,
    /// Hands a handler to a router of a framework.
    pub mount: Option<MountEffect>,
    /// The first result is a router or route below this one: with this prefix in front (`PathPrefix`, `Group`).
    pub subrouter: Option<Subrouter>,
    /// The first result serves this handler.
    pub wrap: Option<Wrap>,
    /// The first result is a handler that is no mux and serves none: `http.FileServer`, `promhttp.Handler`.
    #[serde(default)]
    pub own_handler: bool,
    /// The first result is a function that wraps the handler that it is given: `handlers.CORS(options...)(mux)`.
    #[serde(default)]
    pub middleware: bool,
    /// The first result is this argument, in another dress (`tls.NewListener(l, c)`, `strings.TrimSpace(s)`).
    pub same: Option<Arg>,
    /// The text of the first result.
    pub text: Option<TextFunction>,
    /// Declares a flag.
    pub flag: Option<FlagEffect>,
    /// Reads a setting by name that `flag` with a name, or a literal with `setting`, declares: the argument with the name.
    pub lookup: Option<Arg>,
    /// Sets the default of a setting that `lookup` reads: `viper.SetDefault`.
    pub set_default: Option<SetDefault>,
    /// The first result comes from outside the program (environment, command line, file) and has no default.
    #[serde(default)]
    pub configured: bool,
    /// Does not return (`os.Exit`, `log.Fatal`).
    #[serde(default)]
    pub exits: bool,
    /// Calls this argument, a function, once (`sync.Once.Do`, `errgroup.Go`): only for reachability.
    pub calls: Option<Arg>,
}

/// Puts a handler on a mux under a pattern.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// `default` for the default mux, or where the mux is.
    pub mux: MuxArg,
    /// What a nil mux means.
    #[serde(default)]
    pub nil: NilHandler,
    /// Where the pattern is; a call with neither this nor `patterns` registers what is not known.
    pub pattern: Option<Arg>,
    /// Patterns that are always the same.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Where the handler is.
    pub handler: Option<Arg>,
    /// Where a text is that stands in front of each of `patterns` (`pprof.Register(router, "/prefix")`).
    pub prefix: Option<Arg>,
    /// The prefix where the call does not give one.
    pub default_prefix: Option<String>,
    /// The package whose functions handle `patterns`, where it is not the package of the call.
    pub handlers: Option<String>,
}

/// Where a mux is: a `ServeMux`, or a framework's router for calls that register always the same routes on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Default, JsonSchema)]
#[serde(try_from = "String")]
pub enum MuxArg {
    /// The default mux.
    #[default]
    Default,
    /// An argument or the receiver.
    Arg(Arg),
}

impl TryFrom<String> for MuxArg {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if text == "default" { Ok(Self::Default) } else { Arg::try_from(text).map(Self::Arg) }
    }
}

/// Opens a listener and serves on it, or serves on one that is open.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listen {
    /// Where the address is.
    pub address: Option<Arg>,
    /// Where the open listener is.
    pub listener: Option<Arg>,
    /// Where the network is (`tcp` where absent).
    pub network: Option<Arg>,
    /// Where the handler is; absent for one that is not HTTP (with `nil`: for one that always serves what nil means).
    pub handler: Option<Arg>,
    /// What a nil handler means.
    #[serde(default)]
    pub nil: NilHandler,
    /// The address that an empty or absent one stands for: `:http`.
    pub empty_address: Option<String>,
    /// Where the write timeout is.
    pub write_timeout: Option<Arg>,
    /// Whether the error of the call tells of a taken port (false: it logs or panics itself, so a dropped result is fine).
    #[serde(default = "yes")]
    pub returns_error: bool,
}

fn yes() -> bool {
    true
}

/// What a nil handler means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NilHandler {
    /// Nothing, or a handler of the package's own.
    #[default]
    None,
    /// The default mux.
    DefaultMux,
}

/// Opens a listener.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Where the network is, or a literal.
    pub network: Option<Arg>,
    /// Where the address is.
    pub address: Option<Arg>,
}

/// Hands a handler to a router.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MountEffect {
    /// Where the router is.
    pub router: Option<Arg>,
    /// Where the path is; absent for a fallback, for the whole of a subrouter, and where this argument is the handler itself.
    pub path: Option<Arg>,
    /// Where the handler is.
    pub handler: Option<Arg>,
    /// What a nil or absent handler means.
    #[serde(default)]
    pub nil: NilHandler,
    /// What the path lets through.
    #[serde(default, rename = "match")]
    pub matches: MountMatch,
    /// Whether the path is cut before the handler sees it.
    #[serde(default)]
    pub strips: bool,
    /// Whether it is cut for a router of the same framework only: other handlers see it whole (chi's `Mount`).
    #[serde(default)]
    pub strips_own: bool,
}

/// What a mount's path lets through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MountMatch {
    /// Everything that begins so.
    Prefix,
    /// Exactly this path; a trailing `*`, `*name`, `{name:.*}` and the like make it a prefix, `:name` and `{name}` one segment.
    #[default]
    Path,
    /// What nothing else took.
    Fallback,
}

/// A router below a router.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subrouter {
    /// Where the router is.
    pub router: Option<Arg>,
    /// Where the prefix is; absent where nothing is added.
    pub prefix: Option<Arg>,
    /// A function argument that gets the new router as its first parameter (chi's `Route`).
    pub callback: Option<Arg>,
    /// What the prefix lets through; everything that begins so where absent (gorilla's `Path` is `path`).
    #[serde(rename = "match")]
    pub matches: Option<MountMatch>,
}

/// The result serves a handler.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wrap {
    /// Where the handler is.
    pub handler: Arg,
    /// What a nil means.
    #[serde(default)]
    pub nil: NilHandler,
    /// A prefix that is cut before the handler sees the path.
    pub strip: Option<Arg>,
}

/// How the text of a result is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextFunction {
    /// `fmt.Sprintf`: format and operands.
    Sprintf,
    /// `fmt.Sprint`: all operands (blanks between operands that are not strings are not added).
    Sprint,
    /// `net.JoinHostPort(host, port)`.
    JoinHostPort,
    /// `strconv.Itoa(i)`, `strconv.FormatInt(i, 10)`.
    Itoa,
    /// `strings.Join(list, sep)`.
    Join,
    /// `path.Join(...)`, `url.JoinPath`.
    PathJoin,
    /// `strings.TrimSuffix(s, t)`.
    TrimSuffix,
    /// `strings.TrimPrefix(s, t)`.
    TrimPrefix,
    /// `strings.TrimRight(s, cutset)`.
    TrimRight,
    /// `strings.TrimLeft(s, cutset)`.
    TrimLeft,
    /// `strings.ToLower(s)`.
    ToLower,
    /// `cmp.Or(a, b, ...)`: the first that is not zero.
    FirstNonZero,
    /// Getenv-or-default of a library: a setting whose default is the second argument.
    SecondIsDefault,
    /// A multiaddr: `/ip4/127.0.0.1/tcp/5001`.
    Multiaddr,
}

/// A flag is declared.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagEffect {
    /// Where its name is.
    pub name: Option<Arg>,
    /// Where its default is; absent where there is none (it is set by a later call in a chain: `chain_default`).
    pub default: Option<Arg>,
    /// Where the pointer to the variable is that receives it.
    pub target: Option<Arg>,
    /// Whether the result is a pointer to the value.
    #[serde(default)]
    pub pointer: bool,
    /// For fluent libraries: the method in the same chain whose first argument is the default (`Default`).
    pub chain_default: Option<String>,
    /// The field of the first result that receives the value, where the result is a struct (exporter-toolkit's `AddFlags`).
    pub field: Option<String>,
}

/// `viper.SetDefault(name, value)`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDefault {
    /// Where the name is.
    pub name: Arg,
    /// Where the value is.
    pub value: Arg,
}

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
