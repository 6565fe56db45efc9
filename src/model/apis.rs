//! What the known calls give back: muxes, listeners, wrapped handlers, texts, and the defaults of flags and settings.
//!
//! In: a call and the knowledge row that it matches. Out: the values of its first result.
//! The only file that turns effects of `rules/known/` into values; which API has which effect stands there.

use super::Provenance;
use super::eval::Eval;
use super::frames::{Frames, FuncRef};
use super::types::Callable;
use super::value::{ExprRef, Object, Piece, Site, Text, Value, Values};
use crate::facts::FileFacts;
use crate::golang::syntax::{ExprId, ExprKind, Name, Type};
use crate::golang::words::is_identifier;
use crate::known::{Arg, FlagEffect, KnownCall, NilHandler};

impl Eval<'_> {
    /// The value that a known call gives; None where the row says nothing of it.
    pub(crate) fn known_result(&self, at: ExprRef, row: &KnownCall, frames: &Frames, result: usize) -> Option<Values> {
        let one = |value: Value| Some(Values::one(value, Provenance::Literal, Some(at)));
        let object = || Object { site: Site::Expr(at), frames: self.frames_of(at, frames) };
        if let Some(function) = row.text.filter(|f| result == 0 || f.has_results()) {
            return Some(self.text_of(at, function, result, frames));
        }
        if result > 0 {
            return row.configured.then(|| Values::one(Value::Unknown, Provenance::Unknown, Some(at)));
        }
        if row.new_mux {
            return Some(self.new_mux(at, frames));
        }
        if row.new_router {
            return one(Value::Router(object(), Text::default()));
        }
        if row.own_handler {
            return one(Value::Foreign(std::rc::Rc::default(), Name::default()));
        }
        if row.flag.as_ref().is_some_and(|f| f.field.is_some()) {
            return one(Value::Struct(object()));
        }
        if row.open.is_some() {
            return one(Value::Listener(Object { site: Site::Expr(at), frames: self.carried(at, frames) }));
        }
        if let Some(place) = &row.same {
            return Some(self.written_addresses(self.arg(at, place, frames), at.file, frames));
        }
        if row.subrouter.is_some() {
            return Some(self.subrouter(at, row, frames));
        }
        if let Some(wrap) = &row.wrap {
            let inner = self.arg(at, &wrap.handler, frames);
            let strip = wrap.strip.as_ref().and_then(|s| self.arg(at, s, frames).texts().into_iter().next());
            let handlers = inner.items.iter().map(|i| match (&i.value, wrap.nil) {
                (Value::Nil | Value::Zero, NilHandler::DefaultMux) => Value::DefaultMux,
                (Value::Nil | Value::Zero, NilHandler::None) => Value::Unknown,
                (value, _) => value.clone(),
            });
            let value = Value::Wrapped(handlers.collect(), strip.map(|(text, ..)| text));
            return Some(Values { needs: inner.needs, ..Values::one(value, Provenance::Literal, Some(at)) });
        }
        if let Some(flag) = &row.flag {
            return Some(self.flag_default(at, flag, frames));
        }
        if let Some(place) = &row.lookup {
            return Some(self.setting(at, place, frames));
        }
        row.configured.then(|| Values::one(Value::Configured, Provenance::Default, Some(at)))
    }

    /// A flag's value: its default, which the command line may replace.
    pub(crate) fn flag_default(&self, at: ExprRef, flag: &FlagEffect, frames: &Frames) -> Values {
        if self.is_named_elsewhere(at, flag, frames) {
            return Values::one(Value::Configured, Provenance::Default, Some(at));
        }
        if let Some(place) = &flag.default {
            return self.arg(at, place, frames).at_best(Provenance::Default);
        }
        let chained = flag.chain_default.as_ref().and_then(|method| self.in_chain(at, method));
        match chained {
            Some(call) => self.arg(call, &Arg::Param(0, Vec::new()), frames).at_best(Provenance::Default),
            None => Values::one(Value::Configured, Provenance::Default, Some(at)),
        }
    }

    /// Whether the program itself names a flag that a dependency declares: it may give it another default, as in
    /// `flags.VisitAll(func(f *flag.Flag) { if f.Name == "http-port" { f.Value.Set("3100") } })`.
    fn is_named_elsewhere(&self, at: ExprRef, flag: &FlagEffect, frames: &Frames) -> bool {
        let packages = &self.scope.linkage.packages;
        if packages[self.scope.package_of(at.file)].source.is_own() {
            return false;
        }
        let names = flag.name.as_ref().map(|place| self.arg(at, place, frames).texts()).unwrap_or_default();
        let [(name, ..)] = names.as_slice() else { return false };
        // `port` stands everywhere and says nothing; `server.http-listen-port` does.
        let Some(name) = name.whole().filter(|n| !is_identifier(n)).map(Name::from) else { return false };
        let own = (0..packages.len()).filter(|&p| packages[p].source.is_own());
        own.flat_map(|p| self.scope.files_mentioning(p, &name)).any(|file| {
            let facts = self.scope.facts(file);
            facts.syntax.exprs.iter().any(|e| matches!(&e.kind, ExprKind::Str(text) if **text == *name))
        })
    }

    /// The field of a flag library's result that receives the value: `AddFlags(app, ":9100").WebListenAddresses`.
    pub(crate) fn flag_field(&self, at: ExprRef, field: &str, frames: &Frames) -> Option<Values> {
        let facts = self.scope.facts(at.file);
        let ExprKind::Call { fun, .. } = facts.syntax.expr(at.expr).kind else { return None };
        let callables = self.callables(ExprRef { file: at.file, expr: fun });
        callables.iter().find_map(|callable| match callable {
            Callable::Known(_, rows) => {
                let flag = rows.iter().filter_map(|r| r.flag.as_ref()).find(|f| f.field.as_deref() == Some(field))?;
                Some(self.flag_default(at, flag, frames))
            }
            Callable::Program(_) => None,
        })
    }

    /// The text of an address that is written as a literal: `net.TCPAddr{IP: ip, Port: 80}`.
    pub(crate) fn address_literal(
        &self,
        object: &Object,
        asking: crate::source::FileId,
        frames: &Frames,
    ) -> Option<Values> {
        let fields = self.known_type(&self.type_of_site(&object.site))?.address.as_ref()?;
        let of = |field: &str| {
            let object = Values::one(Value::Struct(object.clone()), Provenance::Literal, None);
            self.field_of(&object, &Name::from(field), asking, frames)
        };
        let written = self.element_for(&object.site, &Name::from(fields.port.as_str()), &[]);
        // What each element of a list has that is not known is not looked for among all objects of its type.
        let is_lost = |port: ExprRef| {
            let over = element_of(self.scope.facts(port.file), port.expr);
            let is_list = |over| {
                let list = self.eval(ExprRef { expr: over, ..port }, frames);
                list.items.iter().any(|item| matches!(item.value, Value::List(_)))
            };
            over.is_some_and(|over| !is_list(over))
        };
        if written.is_some_and(is_lost) {
            return Some(Values::one(Value::Text(Text::hole(Piece::Unknown)), Provenance::Unknown, written));
        }
        let port = of(&fields.port);
        let zero = |v: Values| {
            if v.items.iter().all(|i| matches!(i.value, Value::Zero)) {
                Values::one(Value::Int(0), Provenance::Literal, None)
            } else {
                v
            }
        };
        Some(self.join_host_port(&of(&fields.host), zero(port)))
    }

    /// Addresses that are written as literals, as texts; other values as they are.
    pub(crate) fn written_addresses(&self, values: Values, asking: crate::source::FileId, frames: &Frames) -> Values {
        let mut found = Values::needing(values.needs);
        for item in values.items {
            let text = match &item.value {
                Value::Struct(object) => self.address_literal(object, asking, frames),
                _ => None,
            };
            match text {
                Some(text) => found.join(text),
                None => found.add(item),
            }
        }
        found
    }

    /// The call of a method in the chain that ends in a call: `x.Default(":80").String()`.
    fn in_chain(&self, at: ExprRef, method: &str) -> Option<ExprRef> {
        let facts = self.scope.facts(at.file);
        let mut call = at.expr;
        loop {
            let ExprKind::Call { fun, .. } = &facts.syntax.expr(call).kind else { return None };
            let ExprKind::Select(base, name) = &facts.syntax.expr(*fun).kind else { return None };
            if &**name == method {
                return Some(ExprRef { file: at.file, expr: call });
            }
            call = *base;
        }
    }

    /// `f(&x)`, or `Destination: &x` in a literal: what the call sets x to.
    pub(crate) fn set_by_call(&self, at: ExprRef, index: u32, frames: &Frames) -> Values {
        let facts = self.scope.facts(at.file);
        let ExprKind::Call { fun, .. } = &facts.syntax.expr(at.expr).kind else {
            return self.setting_literal(at, frames).map_or_else(Values::default, |(_, default, has_target)| {
                if has_target { default } else { Values::default() }
            });
        };
        let callables = self.callables(ExprRef { file: at.file, expr: *fun });
        if let Some(flag) = flag_into(&callables, index) {
            return self.flag_default(at, flag, frames);
        }
        let through = |c: &Callable<'_>| match c {
            Callable::Program(func) => self.basic_pointer(*func, index).map(|param| (*func, param)),
            Callable::Known(..) => None,
        };
        if let Some((func, param)) = callables.iter().find_map(through) {
            return self.set_through(func, param, at, frames);
        }
        // A function that is read sets what it is handed by assignments, which are seen by type; not where it takes anything.
        let assigns = |c: &Callable<'_>| matches!(c, Callable::Program(func) if !self.takes_anything(*func, index));
        let seen = callables.iter().any(assigns) || self.is_handed_pointer(ExprRef { expr: *fun, ..at }, index);
        if seen { Values::default() } else { Values::one(Value::Configured, Provenance::Default, Some(at)) }
    }

    /// Whether a function value, or the method of an interface, is declared to take a pointer there: which function it is nothing says, but
    /// one that knows the type, so that its assignments are seen, too.
    fn is_handed_pointer(&self, fun: ExprRef, index: u32) -> bool {
        let facts = self.scope.facts(fun.file);
        let takes = |ty: &Type| match ty {
            Type::Func(takes, _) => matches!(takes.get(index as usize), Some(Type::Pointer(_))),
            _ => false,
        };
        match &facts.syntax.expr(fun.expr).kind {
            ExprKind::Select(base, name) => match self.written_type(&self.type_of(ExprRef { expr: *base, ..fun })) {
                Some((_, Type::Interface(methods, _))) => methods.iter().any(|m| m.name == *name && takes(&m.ty)),
                _ => false,
            },
            ExprKind::Local(_) => self.written_type(&self.type_of(fun)).is_some_and(|(_, ty)| takes(ty)),
            _ => false,
        }
    }

    /// Whether a call declares a flag and surely sets x to its default: `flag.StringVar(&x, ...)`.
    pub(super) fn sets_default(&self, call: ExprRef, index: u32) -> bool {
        let ExprKind::Call { fun, .. } = self.scope.facts(call.file).syntax.expr(call.expr).kind else { return false };
        let callables = self.callables(ExprRef { file: call.file, expr: fun });
        flag_into(&callables, index).is_some_and(|flag| flag.default.is_some())
    }

    /// Whether a parameter's type is the empty interface: what is behind it is filled by its fields' names, not by assignments.
    pub(super) fn takes_anything(&self, func: FuncRef, index: u32) -> bool {
        let facts = self.scope.facts(func.file);
        let declared = facts.syntax.func(func.func);
        let last = declared.params.len().saturating_sub(1);
        let Some(&param) = declared.params.get(last.min(index as usize)) else { return false };
        let is_any = |ty: &Type| match ty {
            Type::Interface(methods, embedded) => methods.is_empty() && embedded.is_empty(),
            Type::Name(name) => &**name == "any",
            _ => false,
        };
        match facts.syntax.local(param).ty.as_deref() {
            Some(Type::Slice(element)) if declared.variadic => is_any(element),
            Some(ty) => is_any(ty),
            None => false,
        }
    }

    /// A literal that declares a setting (`cli.StringFlag{Name: ..., Value: ...}`): its name, its default, whether it has a target.
    fn setting_literal(&self, at: ExprRef, frames: &Frames) -> Option<(Values, Values, bool)> {
        let facts = self.scope.facts(at.file);
        let ExprKind::Composite(literal) = &facts.syntax.expr(at.expr).kind else { return None };
        let setting = self.known_type(&self.type_of(at))?.setting.as_ref()?;
        let field = |wanted: &str| {
            literal.elems.iter().find_map(|e| match &facts.syntax.expr(e.key?).kind {
                ExprKind::Name(n) if **n == *wanted => {
                    Some(self.eval(ExprRef { file: at.file, expr: e.value }, frames))
                }
                _ => None,
            })
        };
        let name = field(&setting.name).unwrap_or_default();
        let default = field(&setting.default).map_or_else(
            || Values::one(Value::Configured, Provenance::Default, Some(at)),
            |v| v.at_best(Provenance::Default),
        );
        let target = setting.target.as_ref().is_some_and(|t| field(t).is_some());
        Some((name, default, target))
    }

    /// A setting that is read by name: the default where it is declared.
    fn setting(&self, at: ExprRef, place: &Arg, frames: &Frames) -> Values {
        let names = self.arg(at, place, frames);
        let configured = || Values::one(Value::Configured, Provenance::Default, Some(at));
        let texts = names.texts();
        let [(text, ..)] = texts.as_slice() else { return Values { needs: names.needs, ..configured() } };
        let Some(name) = text.whole().filter(|n| !n.is_empty()) else {
            return Values { needs: names.needs, ..configured() };
        };
        let name = Name::from(name);
        let home = self.scope.package_of(at.file);
        let key = (home, name.clone());
        if let Some(values) = self.settings.borrow().get(&key) {
            return values.clone();
        }
        // While it is computed, the setting is what is asked for: circles end here.
        self.settings.borrow_mut().insert(key.clone(), configured());
        let mut values = Values::default();
        // Commands of one program often declare the same name, each for itself: the asker's package comes first.
        let own =
            (0..self.scope.linkage.packages.len()).filter(|&p| self.scope.package(p).source.is_own() && p != home);
        for package in std::iter::once(home).chain(own) {
            for &file in &self.scope.files_mentioning(package, &name) {
                self.apart(|| self.declared_settings(file, &name, &mut values));
            }
            if package == home && !values.items.is_empty() {
                break;
            }
        }
        if values.items.is_empty() {
            values = configured();
        }
        self.settings.borrow_mut().insert(key, values.clone());
        values
    }

    fn declared_settings(&self, file: crate::source::FileId, name: &Name, values: &mut Values) {
        let none = Frames::default();
        let facts = self.scope.facts(file);
        let is_named = |v: &Values| v.texts().iter().any(|(t, ..)| t.whole().as_deref() == Some(&**name));
        for call in &facts.calls {
            let at = ExprRef { file, expr: call.expr };
            let ExprKind::Call { fun, .. } = facts.syntax.expr(call.expr).kind else { continue };
            for callable in self.callables(ExprRef { file, expr: fun }).iter() {
                let Callable::Known(_, rows) = callable else { continue };
                for row in rows {
                    if let Some((place, flag)) = row.flag.as_ref().and_then(|f| Some((f.name.as_ref()?, f)))
                        && is_named(&self.arg(at, place, &none))
                    {
                        values.join(self.flag_default(at, flag, &none));
                    }
                    if let Some(set) = &row.set_default
                        && is_named(&self.arg(at, &set.name, &none))
                    {
                        values.join(self.arg(at, &set.value, &none).at_best(Provenance::Default));
                    }
                }
            }
        }
        for &literal in &facts.composites {
            if let Some((named, default, _)) = self.setting_literal(ExprRef { file, expr: literal }, &none)
                && is_named(&named)
            {
                values.join(default);
            }
        }
    }
}

/// What a loop goes over where an expression is a field of what it is at, converted or not.
fn element_of(facts: &FileFacts, expr: ExprId) -> Option<ExprId> {
    match &facts.syntax.expr(expr).kind {
        ExprKind::Call { args, .. } => match **args {
            [arg] => element_of(facts, arg),
            _ => None,
        },
        ExprKind::Select(base, _) => facts.ranged_over(*base).or_else(|| element_of(facts, *base)),
        _ => None,
    }
}

/// The flag that a call declares, whose variable an argument points to.
fn flag_into<'k>(callables: &[Callable<'k>], index: u32) -> Option<&'k FlagEffect> {
    let rows = callables.iter().filter_map(|callable| match callable {
        Callable::Known(_, rows) => Some(rows),
        Callable::Program(_) => None,
    });
    let mut flags = rows.flat_map(|rows| rows.iter().filter_map(|row| row.flag.as_ref()));
    flags.find(|flag| matches!(&flag.target, Some(Arg::Param(n, _)) if *n == index as usize))
}
