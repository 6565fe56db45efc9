//! Texts that known functions make: `fmt.Sprintf`, `net.JoinHostPort`, `path.Join`, `strings.Split` and their like.
//!
//! In: a call, what its row says that it makes, a calling context. Out: the texts of a result; what is not known of an argument
//! is a hole in them. Which function makes which text stands in `rules/known/`.

use super::Provenance;
use super::address::bracketed;
use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::lists::MOST_ELEMENTS;
use super::types::{Callable, Ty};
use super::value::{Alternative, ExprRef, Needs, Piece, Text, Value, Values};
use crate::golang::syntax::{ExprId, ExprKind, Name, Type};
use crate::known::{Arg, TextFunction};
use crate::percent::percent_encoded;

/// A text, how it is known, and where it stands.
pub(super) type FoundText = (Text, Provenance, Option<ExprRef>);

impl Eval<'_> {
    /// The text that a call gives back as its n-th result.
    pub(crate) fn text_of(&self, at: ExprRef, function: TextFunction, result: usize, frames: &Frames) -> Values {
        let arg = |n: usize| self.arg(at, &Arg::Param(n, Vec::new()), frames);
        match function {
            TextFunction::Sprintf => self.sprintf(at, frames),
            TextFunction::Sprint => {
                let empty = Values::one(Value::Text(Text::default()), Provenance::Literal, Some(at));
                let printed = |expr: ExprId| self.printed(ExprRef { expr, ..at }, frames);
                self.arg_exprs(at).into_iter().fold(empty, |text, expr| self.concat(text, printed(expr)))
            }
            TextFunction::JoinHostPort => self.join_host_port(&arg(0), arg(1)),
            TextFunction::SplitHostPort => map_texts(&arg(0), |t| {
                let (host, port) = t.rsplit_once(':').unwrap_or((t, ""));
                let part = if result == 0 { host.trim_start_matches('[').trim_end_matches(']') } else { port };
                part.to_owned()
            }),
            TextFunction::Split => {
                let separator = arg(1).texts().into_iter().next().and_then(|(t, ..)| t.whole());
                let Some(separator) = separator.filter(|s| !s.is_empty()) else { return Values::unknown() };
                let mut lists = arg(0);
                for item in lists.items.iter_mut() {
                    let whole = if let Value::Text(text) = &item.value { text.whole() } else { None };
                    let parts = |whole: String| whole.split(&separator).map(Text::known).take(MOST_ELEMENTS).collect();
                    item.value = whole.map_or(Value::Unknown, |whole| Value::Texts(parts(whole)));
                }
                lists
            }
            TextFunction::Dotted => {
                let dot = || Values::one(Value::Text(Text::known(".")), Provenance::Literal, Some(at));
                (1..self.arg_exprs(at).len()).fold(arg(0), |text, n| self.concat(self.concat(text, dot()), arg(n)))
            }
            TextFunction::Itoa => {
                let n = arg(0);
                self.concat(Values::one(Value::Text(Text::default()), Provenance::Literal, Some(at)), n)
            }
            TextFunction::Join => self.join_list(at, frames),
            TextFunction::PathJoin => joined_paths(self.with_joints(at, arg(0), arg)),
            TextFunction::UrlJoinPath => {
                let last = self.arg_exprs(at).len().saturating_sub(1);
                let slash = arg(last).texts().iter().all(|(text, ..)| ends_in_slash(text));
                url_paths(joined_paths(self.with_joints(at, arg(0), arg)), slash)
            }
            TextFunction::FilePathJoin => {
                let first = arg(0);
                let is_known = first.texts().iter().all(|(text, ..)| text.whole().is_some());
                let args = self.arg_exprs(at);
                let is_written = |n: usize| {
                    args.get(n)
                        .is_some_and(|&e| matches!(self.scope.facts(at.file).syntax.expr(e).kind, ExprKind::Str(_)))
                };
                // Of a directory that is not known what stands there says enough.
                let part = |n: usize| if is_known || is_written(n) { arg(n) } else { Values::unknown() };
                Values { needs: Needs::default(), ..joined_paths(self.with_joints(at, first, part)) }
            }
            TextFunction::TrimSuffix | TextFunction::TrimPrefix | TextFunction::TrimRight | TextFunction::TrimLeft => {
                let cut = arg(1).texts().into_iter().next().and_then(|(t, ..)| t.whole());
                let Some(cut) = cut else { return Values::unknown() };
                map_texts(&arg(0), |t| match function {
                    TextFunction::TrimSuffix => t.strip_suffix(&cut).unwrap_or(t).to_owned(),
                    TextFunction::TrimPrefix => t.strip_prefix(&cut).unwrap_or(t).to_owned(),
                    TextFunction::TrimRight => t.trim_end_matches(|c| cut.contains(c)).to_owned(),
                    _ => t.trim_start_matches(|c| cut.contains(c)).to_owned(),
                })
            }
            TextFunction::SplitN
            | TextFunction::Fields
            | TextFunction::Index
            | TextFunction::Cut
            | TextFunction::CutPrefix
            | TextFunction::CutSuffix => self.split_of(at, function, result, frames),
            TextFunction::ToLower => map_texts(&arg(0), str::to_lowercase),
            TextFunction::FirstNonZero => {
                let mut values = Values::default();
                for n in 0..self.arg_exprs(at).len() {
                    values.join(arg(n));
                    values.items.retain(|i| !i.value.is_zero());
                    let settled =
                        values.items.iter().all(|i| matches!(&i.value, Value::Text(t) if t.whole().is_some()));
                    if settled && !values.items.is_empty() {
                        break;
                    }
                }
                values.at_best(Provenance::Default)
            }
            TextFunction::SecondIsDefault => arg(1).at_best(Provenance::Default),
            TextFunction::Multiaddr => map_texts(&arg(0), |t| host_and_port(t).unwrap_or_else(|| t.to_owned())),
        }
    }

    /// The arguments of a call as one text, with joints between them.
    fn with_joints(&self, at: ExprRef, first: Values, part: impl Fn(usize) -> Values) -> Values {
        let joint = || Values::one(Value::Text(Text::known(JOINT)), Provenance::Literal, Some(at));
        let count = self.arg_exprs(at).len();
        (1..count).fold(first, |text, n| self.concat(self.concat(text, joint()), part(n)))
    }

    /// `net.JoinHostPort`: a host with a colon is put into brackets. Only known hosts can have one.
    pub(crate) fn join_host_port(&self, host: &Values, port: Values) -> Values {
        let bracketed = map_texts(host, |t| bracketed(t).into_owned());
        let colon = Values::one(Value::Text(Text::known(":")), Provenance::Literal, None);
        self.concat(self.concat(bracketed, colon), port)
    }

    pub(crate) fn arg_exprs(&self, at: ExprRef) -> Vec<ExprId> {
        match &self.scope.facts(at.file).syntax.expr(at.expr).kind {
            ExprKind::Call { args, .. } => args.to_vec(),
            _ => Vec::new(),
        }
    }

    fn join_list(&self, at: ExprRef, frames: &Frames) -> Values {
        let list = self.arg(at, &Arg::Param(0, Vec::new()), frames);
        let separator = self.arg(at, &Arg::Param(1, Vec::new()), frames);
        let [Alternative { value: Value::List(items), .. }] = list.items.as_slice() else { return Values::unknown() };
        let mut text = Values::one(Value::Text(Text::default()), Provenance::Literal, Some(at));
        for (n, (expr, inner)) in items.iter().enumerate() {
            if n > 0 {
                text = self.concat(text, separator.clone());
            }
            text = self.concat(text, self.eval_carried(*expr, inner, frames));
        }
        text
    }

    /// `fmt.Sprintf`: verbs s, d, v and q of known operands; any other verb is a hole.
    fn sprintf(&self, at: ExprRef, frames: &Frames) -> Values {
        let formats = self.arg(at, &Arg::Param(0, Vec::new()), frames);
        let literal = |t: &str| Values::one(Value::Text(Text::known(t)), Provenance::Literal, Some(at));
        let mut all = Values::needing(formats.needs.clone());
        let operands = self.operands(at, frames);
        for (format, how, _) in formats.texts() {
            let Some(format) = format.whole() else {
                all.join(Values::unknown());
                continue;
            };
            let mut text = literal("");
            let mut next = 0;
            let mut rest = format.as_str();
            while let Some(percent) = rest.find('%') {
                text = self.concat(text, literal(&rest[..percent]));
                let directive = rest[percent + 1..].trim_start_matches(|c: char| "+-# 0123456789.*[]".contains(c));
                let Some(verb) = directive.chars().next() else { break };
                rest = &directive[verb.len_utf8()..];
                if verb == '%' {
                    text = self.concat(text, literal("%"));
                    continue;
                }
                let operand = operands.get(next).map_or_else(Values::unknown, |&(operand, ref around)| match verb {
                    's' | 'v' => self.printed(operand, around),
                    'd' => self.eval(operand, around),
                    _ => Values::unknown(),
                });
                next += 1;
                text = self.concat(text, operand);
            }
            text = self.concat(text, literal(rest));
            all.join(text.at_best(how.max(Provenance::Literal)));
        }
        all
    }

    /// What is printed of a value: what its method says, where it has one.
    fn printed(&self, at: ExprRef, frames: &Frames) -> Values {
        let ty = self.type_of(at);
        let says = |name: &str| match &*self.methods(&ty, &Name::from(name), 0) {
            [Callable::Program(func)] => Some(*func).filter(|func| self.is_of_value(*func)),
            _ => None,
        };
        let Some(func) =
            Some(&ty).filter(|ty| matches!(ty, Ty::Named(..))).and_then(|_| says("Error").or_else(|| says("String")))
        else {
            return self.eval(at, frames);
        };
        self.eval_returns(func, at, frames, 0)
    }

    /// Whether a method is one of values, without parameters.
    fn is_of_value(&self, func: FuncRef) -> bool {
        let facts = self.scope.facts(func.file);
        let declared = facts.syntax.func(func.func);
        let receiver = declared.recv.and_then(|recv| facts.syntax.local(recv).ty.as_deref());
        declared.params.is_empty() && receiver.is_some_and(|ty| !matches!(ty, Type::Pointer(_)))
    }

    fn operands(&self, at: ExprRef, frames: &Frames) -> Vec<(ExprRef, Frames)> {
        let args = self.arg_exprs(at);
        let facts = self.scope.facts(at.file);
        let spread = matches!(facts.syntax.expr(at.expr).kind, ExprKind::Call { spread: true, .. });
        if spread {
            let list = args.last().map(|&a| self.eval(ExprRef { file: at.file, expr: a }, frames)).unwrap_or_default();
            if let [Alternative { value: Value::List(items), .. }] = list.items.as_slice() {
                return items.iter().map(|(e, f)| (*e, self.within(f, *e, frames))).collect();
            }
            return Vec::new();
        }
        args.iter().skip(1).map(|&a| (ExprRef { file: at.file, expr: a }, frames.clone())).collect()
    }
}

/// Stands between the elements of a path until all of them are known.
const JOINT: &str = "\0";

/// A prefix and a path as `path.Join` joins them.
pub(super) fn joined(prefix: Text, path: &str) -> Text {
    let mut text = prefix.clone();
    text.push(Text::known(JOINT));
    text.push(Text::known(path));
    let joined = joined_paths(Values::one(Value::Text(text), Provenance::Literal, None));
    joined.texts().into_iter().next().map_or(prefix, |(text, ..)| text)
}

/// The paths of texts with joints: those that are known whole as `path.Join` makes them; in others slashes between what is known.
fn joined_paths(mut joined: Values) -> Values {
    for item in joined.items.iter_mut() {
        let Value::Text(text) = &mut item.value else { continue };
        item.how = item.how.max(Provenance::Computed);
        match text.whole() {
            Some(whole) => {
                let parts: Vec<String> = whole.split(JOINT).map(str::to_owned).collect();
                *text = Text::known(&path_join(&parts));
            }
            None => {
                let mut behind_slash = false;
                for piece in &mut text.pieces {
                    if let Piece::Known(known) = piece {
                        *known = known.replace(JOINT, "/").replace("//", "/");
                        if behind_slash && known.starts_with('/') {
                            known.remove(0);
                        }
                        behind_slash = known.ends_with('/') || (behind_slash && known.is_empty());
                    } else {
                        behind_slash = false;
                    }
                }
                // No path that is joined ends in a slash.
                if let Some(Piece::Known(last)) = text.pieces.last_mut() {
                    last.truncate(last.trim_end_matches('/').len());
                    if last.is_empty() {
                        text.pieces.pop();
                    }
                }
            }
        }
    }
    joined
}

/// Paths as they stand in a URL, with a slash at their end where the last element has one.
fn url_paths(mut paths: Values, slash: bool) -> Values {
    for item in paths.items.iter_mut() {
        let Value::Text(text) = &mut item.value else { continue };
        for piece in &mut text.pieces {
            if let Piece::Known(known) = piece {
                *known = escaped(known);
            }
        }
        if slash && !ends_in_slash(text) {
            text.push(Text::known("/"));
        }
    }
    paths
}

fn ends_in_slash(text: &Text) -> bool {
    matches!(text.pieces.last(), Some(Piece::Known(known)) if known.ends_with('/'))
}

/// Source: net/url, `shouldEscape` for paths, of Go 1.26.8. What is escaped already stays so.
fn escaped(path: &str) -> String {
    percent_encoded(path, b"-_.~$&+,/:;=@%!'()*")
}

/// `path.Join`: elements that are empty do not count, `.`, `..` and double slashes go.
fn path_join(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    let Some(first) = parts.first() else { return String::new() };
    let rooted = first.starts_with('/');
    let joined = parts.join("/");
    let mut kept: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "" | "." => {}
            ".." if kept.last().is_some_and(|k| *k != "..") => drop(kept.pop()),
            ".." if rooted => {}
            _ => kept.push(part),
        }
    }
    let path = kept.join("/");
    match (rooted, path.is_empty()) {
        (true, _) => format!("/{path}"),
        (false, true) => ".".to_owned(),
        (false, false) => path,
    }
}

/// The known texts changed, holes kept.
fn map_texts(values: &Values, change: impl Fn(&str) -> String) -> Values {
    let mut mapped = Values::needing(values.needs.clone());
    for (text, how, at) in values.texts() {
        let value = match text.whole() {
            Some(whole) => Value::Text(Text::known(&change(&whole))),
            None => Value::Text(text),
        };
        mapped.add(Alternative { value, how, at });
    }
    mapped
}

/// `/ip4/127.0.0.1/tcp/5001` as host and port.
fn host_and_port(multiaddr: &str) -> Option<String> {
    let parts: Vec<&str> = multiaddr.split('/').collect();
    match parts.as_slice() {
        ["", "ip4" | "dns" | "dns4", host, "tcp", port, ..] => Some(format!("{host}:{port}")),
        ["", "ip6", host, "tcp", port, ..] => Some(format!("[{host}]:{port}")),
        ["", "unix", ..] => Some(format!("unix:{}", &multiaddr[5..])),
        _ => None,
    }
}

/// Whether some of several texts are paths, or parts of one.
pub(super) fn are_paths(texts: &[FoundText]) -> bool {
    let is_path = |piece: &Piece| matches!(piece, Piece::Known(text) if text.contains('/'));
    texts.iter().any(|(text, ..)| text.pieces.iter().any(is_path))
}

/// Of several texts one: what they have in common.
pub(super) fn one_in_common(texts: &[FoundText]) -> Vec<FoundText> {
    let all: Vec<&Text> = texts.iter().map(|(text, ..)| text).collect();
    vec![(in_common(&all), Provenance::Unknown, texts.first().and_then(|(.., at)| *at))]
}

/// What several texts have in common: how they all begin and end, by whole path segments, and a hole between.
fn in_common(texts: &[&Text]) -> Text {
    let end = |piece: Option<&Piece>| if let Some(Piece::Known(text)) = piece { text.clone() } else { String::new() };
    let common = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let begins: Vec<String> = texts.iter().map(|text| end(text.pieces.first())).collect();
    let ends: Vec<String> = texts.iter().map(|text| end(text.pieces.last()).chars().rev().collect()).collect();
    let shared = |all: &[String]| {
        all.iter().skip(1).fold(all.first().map_or(0, String::len), |n, text| n.min(common(&all[0], text)))
    };
    let is_end = |c: char| c == '/' || c == ' ';
    let begin = begins.first().map_or("", |first| first.get(..shared(&begins)).unwrap_or_default());
    let begin = begin.rfind(is_end).map_or("", |at| &begin[..=at]);
    let tail = ends.first().map_or("", |first| first.get(..shared(&ends)).unwrap_or_default());
    let tail = tail.rfind('/').map_or("", |at| &tail[..=at]);
    let mut found = Text::known(begin);
    found.push(Text::hole(Piece::Unknown));
    found.push(Text::known(&tail.chars().rev().collect::<String>()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the documentation of path.Join.
    #[test]
    fn paths_join_as_in_go() {
        let join = |parts: &[&str]| path_join(&parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>());
        assert_eq!(join(&["a", "b", "c"]), "a/b/c");
        assert_eq!(join(&["a/b", "../../../xyz"]), "../xyz");
        assert_eq!(join(&["", "/"]), "/");
        assert_eq!(join(&["", ""]), "");
        assert_eq!(join(&["/x/", "/y/"]), "/x/y");
    }

    /// What Go 1.26.8 makes of them.
    #[test]
    fn urls_are_escaped_as_in_go() {
        assert_eq!(escaped("/api/users/{id}"), "/api/users/%7Bid%7D");
        assert_eq!(escaped("/api/a b/ü"), "/api/a%20b/%C3%BC");
        assert_eq!(escaped("/a/$.-_~!*'();:@&=+,"), "/a/$.-_~!*'();:@&=+,");
        assert_eq!(escaped("/a/[x]|^\\\"<>`"), "/a/%5Bx%5D%7C%5E%5C%22%3C%3E%60");
        assert_eq!(escaped("/api/a%2Fb"), "/api/a%2Fb");
    }

    #[test]
    fn texts_keep_what_they_share() {
        let of = |all: &[&str]| {
            let texts: Vec<Text> = all.iter().map(|text| Text::known(text)).collect();
            in_common(&texts.iter().collect::<Vec<_>>()).display()
        };
        assert_eq!(of(&["GET /api/users", "GET /backups/users", "GET /api/v1/users"]), "GET /…/users");
        assert_eq!(of(&["/api/a", "/api/b"]), "/api/…");
        assert_eq!(of(&["/a", "b"]), "…");
        assert_eq!(of(&["/größe/x", "/größer/x"]), "/…/x");
    }
}
