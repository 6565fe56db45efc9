//! Routers of other libraries: those of their routes that show what runs inside of the program.
//!
//! In: a call that hands a handler to a router. Out: the same as a registration, where the handler is one of those that some package
//! registers on the default mux when it is imported: of `net/http/pprof`, of expvar. All other routes of a router are its own matter, and
//! whether two of them get along is, too.

use std::rc::Rc;
use std::sync::Arc;

use super::eval::Eval;
use super::frames::Frames;
use super::listeners::short_name;
use super::routes::exported;
use super::sites::Site;
use super::types::Ty;
use super::value::{self, Text};
use crate::golang::syntax::Name;
use crate::known::{Arg, MuxArg, Register};

impl Eval<'_> {
    /// What a call that hands a handler to a router registers there, where that shows what runs inside.
    pub(super) fn shown_on_router(&self, site: &Site<'_>) -> Option<Register> {
        let mount = site.row.mount.as_ref()?;
        let imports = &self.scope.facts(site.call.file).syntax.imports;
        if !imports.iter().any(|import| self.known.registers(&import.path)) {
            return None;
        }
        let register = Register {
            mux: MuxArg::Arg(mount.router.clone().unwrap_or(Arg::Recv(Vec::new()))),
            // Where the call names no path it is that of the router below the router.
            patterns: if mount.path.is_none() { vec![String::new()] } else { Vec::new() },
            pattern: mount.path.clone(),
            handler: mount.handler.clone(),
            ..Register::default()
        };
        self.begin();
        let handlers = self.arg(site.call, register.handler.as_ref()?, &Frames::default());
        let (package, _) = exported(self, &register, site.call, &handlers)?;
        self.known.registers(&package).then_some(register)
    }

    /// The function that handles one of the patterns that a call always registers: that of the package's own route with the same end.
    pub(super) fn usual_handler(&self, register: &Register, pattern: &Text) -> Option<(Rc<str>, Name)> {
        let package = register.handlers.as_deref()?;
        let last = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let wanted = last(&pattern.display())?;
        let routes = self.known.package(package, None).flat_map(|known| &known.init);
        let same = routes.filter(|route| last(&route.pattern).as_deref() == Some(&*wanted));
        let name = same.filter_map(|route| route.handler.as_deref()).next()?;
        Some((Rc::from(package), Name::from(name)))
    }

    /// The type of a router, as its users write it: `httprouter.Router`. None where that is not seen.
    pub(super) fn router_type(&self, site: &value::Site) -> Option<Arc<str>> {
        match self.type_of_site(site) {
            Ty::Named(path, name) => Some(format!("{}.{name}", short_name(self, &path)).into()),
            _ => None,
        }
    }
}
