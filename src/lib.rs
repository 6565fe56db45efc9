//! muxray: what each Go program will really serve.
//!
//! It reads the source of Go modules, without running them and without a Go toolchain, and works out for every *program*
//! (a main package with its import closure) which routes meet on which mux, on which listeners they are reachable, and
//! what Go will make of it: a panic at start-up, a debug route that everybody reaches, a port that is taken.
//!
//! These pages are the architecture. They are built with private items, `cargo doc --document-private-items --open`, and a link
//! that no longer leads anywhere fails the build. The command line is told in `README.md`, the rules in `rules/README.md`.
//!
//! # The flow
//!
//! Data flows one way: no stage uses a later one. [`run`] is the whole of it on one page.
//!
//! | stage | takes | gives | runs |
//! |---|---|---|---|
//! | [`walk`] | package patterns, the environment as data | modules, packages, the heads of files | once; the only reader of files |
//! | [`golang`] | one file's bytes | [`Syntax`](golang::syntax::Syntax) and the places that are broken | per file, side by side; the only user of tree-sitter, which reads what is broken and runs queries; well-formed Go is read directly |
//! | [`facts`] | one `Syntax` | [`FileFacts`](facts::FileFacts): what one file says | per file; no other file, no verdict |
//! | [`model`] | all facts that one main package links | a [`Program`](model::Program): muxes, routes, listeners | per program, side by side |
//! | [`manifest`] | a Dockerfile's, launch.json's, manifest's bytes | [`FileFacts`](manifest::FileFacts) | per file; no other file, no verdict |
//! | [`setup`] | all of them | a [`Setup`](setup::Setup): debuggers, configurations, containers | once |
//! | [`rule`] | one `Program`, rule files | findings | per program, side by side |
//! | [`report`] | the [`Report`](finding::Report), a writer | bytes | once; decides nothing |
//! | [`fix`] | findings with fixes, a way to judge again | new texts of files | on request; writes nothing itself |
//!
//! Beside the flow stand [`known`] (what Go APIs do, from `rules/known/*.toml`: a leaf that everybody may ask), [`store`]
//! (reads and parses a file when the first question about it comes: most files are never parsed; where run follows run, a
//! [`Memory`](run::Memory) keeps what was read of files that stay the same, and [`unchanged`] keeps programs; [`asked`] notes what an answer hangs on
//! where one is kept), [`source`] (the identity of files, bytes and lines), [`finding`] and [`fingerprint`] (what is reported), [`document`] (TOML
//! files of the user's, with every mistake at its place), [`seen`] (what the summary counts). [`gomod`] and [`resolve`] serve `walk`: what
//! go.mod and go.work say, and which directory an import path is. [`progress`] counts for those who wait, [`ordered`] makes sets of
//! iterators. [`cli`] is what a user may say, [`command`] does it,
//! [`conflict`] answers `muxray conflict`, [`probe`] `muxray probe`: it alone opens a connection.
//!
//! # What holds everywhere
//!
//! `src/tests/tidy.rs` reads `src/` and fails where one of these does not hold.
//!
//! - A module uses only the modules that the table there allows it: a new edge is a line in a change that a reviewer sees.
//! - Only `golang` names `tree_sitter`. It and `facts` see one file at a time, and return values, never a `Result`: source
//!   that is broken is a fact too.
//! - `rule` sees a `Program`, never text or syntax. `report` filters nothing and sorts nothing.
//! - No Go import path stands in `src/`: what is known of packages stands in `rules/known/`, what is said about them in `rules/`.
//!   Nor does the id of a rule: the folder is the registry.
//! - The file system is touched by `walk::disk`, `walk::stamp` and `command::files` only, the environment and the standard streams by `main.rs`.
//! - Nothing is guessed: a value is known with its provenance, or unknown, and a rule says what it does with an unknown one.
//! - Same input, same bytes: everything that reaches a writer is sorted once, in `run`, and no number of threads changes it.
//!
//! # Where to look
//!
//! | question | place |
//! |---|---|
//! | Which files belong to the build? | [`walk`], [`golang::constraint`] |
//! | Which mux does this Go have? | [`model::eras`] |
//! | Does Go panic on these two patterns, and with which words? | [`model::pattern`] |
//! | What is this expression's value? | `model::eval` |
//! | Who serves this mux, and where? | `model::listeners`, `model::serve`, `model::address` |
//! | What stands around a place that a fix changes? | [`code`] |
//! | What may a rule ask? | [`rule::vocabulary`], `rules/README.md` |
//! | Why is it this exit status? | [`command::Status`] |

pub mod asked;
pub mod cli;
pub mod code;
pub mod command;
pub mod config;
pub mod conflict;
pub mod directive;
pub mod document;
pub mod facts;
pub mod finding;
pub mod fingerprint;
pub mod fix;
mod glob;
pub mod golang;
pub mod gomod;
pub mod guide;
pub mod known;
pub mod manifest;
pub mod model;
mod ordered;
mod percent;
pub mod probe;
pub mod progress;
pub mod report;
pub mod resolve;
pub mod rule;
pub mod run;
pub mod search;
pub mod seen;
pub mod setup;
pub mod source;
pub mod store;
pub mod suppress;
pub mod survey;
pub mod symptom;
pub mod targets;
pub mod trial;
pub mod unchanged;
pub mod walk;
