//! What a call of a known function or method does: it registers, listens, opens, mounts, wraps, makes a text, declares a flag.
//!
//! In: a row of a knowledge file. Out: the same, typed. Knows no program and checks nothing beyond the types.

use serde::Deserialize;

use super::Arg;

/// What a call does. Absent effects are not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Says whether the first text begins with the second.
    #[serde(default)]
    pub has_prefix: bool,
    /// Says whether the list that comes first has the second as an element.
    #[serde(default)]
    pub has_element: bool,
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
    /// Where nobody sets anything it is empty: an environment variable.
    #[serde(default)]
    pub empty_if_unset: bool,
    /// Does not return (`os.Exit`, `log.Fatal`).
    #[serde(default)]
    pub exits: bool,
    /// The first result holds something under this argument, a key: `context.WithValue`.
    pub stores_key: Option<Arg>,
    /// The first result is what is held under this argument, a key; nil where nothing is: `Context.Value`.
    pub loads_key: Option<Arg>,
    /// Calls this argument, a function, once, whenever it is called itself (`sync.Once.Do`, `errgroup.Go`).
    pub calls: Option<Arg>,
    /// Keeps this argument, a function, until something says that it is to be called (`flag.Func`): of two that are kept a run may call
    /// one. Of packages that are not read, and of which nothing else is said, that is assumed anyway.
    pub keeps: Option<Arg>,
    /// Of all calls with one receiver only the first does anything: `sync.Once.Do`.
    #[serde(default)]
    pub once: bool,
}

/// Puts a handler on a mux under a pattern.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Whether the prefix and each of `patterns` are joined as `path.Join` does it.
    #[serde(default)]
    pub joins: bool,
    /// The package whose functions handle `patterns`, where it is not the package of the call.
    pub handlers: Option<String>,
}

/// Where a mux is: a `ServeMux`, or a framework's router for calls that register always the same routes on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Where the handler is if that one is nil or absent (`1.BaseConfig.Handler`).
    pub otherwise: Option<Arg>,
    /// What a nil handler means.
    #[serde(default)]
    pub nil: NilHandler,
    /// The address that an empty or absent one stands for: `:http`.
    pub empty_address: Option<String>,
    /// Texts in the place of an address that mean that nothing is opened: `0`.
    #[serde(default)]
    pub off: Vec<String>,
    /// Where the write timeout is.
    pub write_timeout: Option<Arg>,
    /// Whether the error of the call tells of a taken port (false: it logs or panics itself, so a dropped result is fine).
    #[serde(default = "yes")]
    pub returns_error: bool,
    /// Whether the call returns only when it has stopped serving (false: it serves on in the background).
    #[serde(default = "yes")]
    pub blocks: bool,
}

fn yes() -> bool {
    true
}

/// What a nil handler means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NilHandler {
    /// Nothing, or a handler of the package's own.
    #[default]
    None,
    /// The default mux.
    DefaultMux,
}

/// Opens a listener.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Where the network is, or a literal.
    pub network: Option<Arg>,
    /// Where the address is.
    pub address: Option<Arg>,
    /// Where this is not nil, others may open the same address beside it: it sets options of the socket.
    pub shared: Option<Arg>,
}

/// Hands a handler to a router.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Whether the path, with the prefixes of the groups around, is cut before the handler sees it.
    #[serde(default)]
    pub strips: bool,
    /// Whether it is cut for a router of the same framework only: other handlers see it whole (chi's `Mount`).
    #[serde(default)]
    pub strips_own: bool,
}

/// What a mount's path lets through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextFunction {
    /// `fmt.Sprintf`: format and operands.
    Sprintf,
    /// `fmt.Sprint`: all operands (blanks between operands that are not strings are not added).
    Sprint,
    /// `net.JoinHostPort(host, port)`.
    JoinHostPort,
    /// `net.SplitHostPort(address)`: the first result is the host, the second the port.
    SplitHostPort,
    /// `strings.Split(s, sep)`: a list.
    Split,
    /// `strings.SplitN(s, sep, n)`: a list.
    SplitN,
    /// `strings.Fields(s)`: a list.
    Fields,
    /// `strings.Index(s, part)`, `strings.IndexByte(s, 'c')`.
    Index,
    /// `strings.Cut(s, sep)`: what stands before and behind it, and whether it is there.
    Cut,
    /// `strings.CutPrefix(s, prefix)`: the rest, and whether it was there.
    CutPrefix,
    /// `strings.CutSuffix(s, suffix)`.
    CutSuffix,
    /// `net.IPv4(127, 0, 0, 1)`.
    Dotted,
    /// `strconv.Itoa(i)`, `strconv.FormatInt(i, 10)`.
    Itoa,
    /// `strings.Join(list, sep)`.
    Join,
    /// `path.Join(...)`.
    PathJoin,
    /// `url.JoinPath(base, ...)`: what is no part of a URL's path as it stands is escaped, `{id}` too.
    UrlJoinPath,
    /// `filepath.Join(...)`: of a file, so that nobody is asked for what is not known of it.
    FilePathJoin,
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

impl TextFunction {
    /// Whether it looks for a part of a text.
    #[must_use]
    pub fn splits(self) -> bool {
        matches!(self, Self::SplitN | Self::Fields | Self::Index | Self::Cut | Self::CutPrefix | Self::CutSuffix)
    }

    /// Whether it says something of more than the first result.
    #[must_use]
    pub fn has_results(self) -> bool {
        matches!(self, Self::SplitHostPort | Self::Cut | Self::CutPrefix | Self::CutSuffix)
    }
}

/// A flag is declared.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetDefault {
    /// Where the name is.
    pub name: Arg,
    /// Where the value is.
    pub value: Arg,
}
