// Package mux stands for github.com/gorilla/mux: prefixes, paths, subrouters.
package mux

import (
	"net/http"
	"strings"
)

// Router is a list of routes; the first that matches answers.
type Router struct {
	NotFoundHandler http.Handler

	prefix string
	routes []*Route
}

// Route is one of them.
type Route struct {
	router  *Router
	path    string
	prefix  bool
	handler http.Handler
}

// NewRouter makes a router.
func NewRouter() *Router { return &Router{} }

// StrictSlash changes nothing here.
func (r *Router) StrictSlash(value bool) *Router { return r }

// NewRoute adds an empty route.
func (r *Router) NewRoute() *Route {
	route := &Route{router: r, path: r.prefix}
	r.routes = append(r.routes, route)
	return route
}

// PathPrefix adds a route for everything that begins so.
func (r *Router) PathPrefix(prefix string) *Route { return r.NewRoute().PathPrefix(prefix) }

// Path adds a route for one path.
func (r *Router) Path(path string) *Route { return r.NewRoute().Path(path) }

// Handle adds a handler for one path.
func (r *Router) Handle(path string, h http.Handler) *Route { return r.Path(path).Handler(h) }

// HandleFunc adds a function for one path.
func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route {
	return r.Path(path).HandlerFunc(f)
}

// ServeHTTP answers.
func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	for _, route := range r.routes {
		path := strings.TrimSuffix(route.path, "{rest:.*}")
		if route.handler == nil {
			continue
		}
		if req.URL.Path == path || (route.prefix || path != route.path) && strings.HasPrefix(req.URL.Path, path) {
			route.handler.ServeHTTP(w, req)
			return
		}
	}
	if r.NotFoundHandler != nil {
		r.NotFoundHandler.ServeHTTP(w, req)
		return
	}
	http.NotFound(w, req)
}

// PathPrefix makes the route match everything that begins so.
func (t *Route) PathPrefix(prefix string) *Route {
	t.path, t.prefix = t.path+prefix, true
	return t
}

// Path makes the route match one path.
func (t *Route) Path(path string) *Route {
	t.path += path
	return t
}

// Methods changes nothing here.
func (t *Route) Methods(methods ...string) *Route { return t }

// Handler sets the handler.
func (t *Route) Handler(h http.Handler) *Route {
	t.handler = h
	return t
}

// HandlerFunc sets a function as the handler.
func (t *Route) HandlerFunc(f func(http.ResponseWriter, *http.Request)) *Route {
	return t.Handler(http.HandlerFunc(f))
}

// Subrouter makes a router below the route.
func (t *Route) Subrouter() *Router {
	below := &Router{prefix: t.path}
	t.handler, t.prefix = below, true
	return below
}
