// Package chi stands for github.com/go-chi/chi: mounts, groups, paths.
package chi

import (
	"net/http"
	"strings"
)

// Router is what NewRouter makes.
type Router interface {
	http.Handler
	Get(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h http.HandlerFunc)
	Mount(pattern string, h http.Handler)
	NotFound(h http.HandlerFunc)
	Route(pattern string, fn func(r Router)) Router
	Use(middlewares ...func(http.Handler) http.Handler)
}

// Mux is a list of routes.
type Mux struct {
	prefix   string
	routes   []route
	notFound http.HandlerFunc
	use      []func(http.Handler) http.Handler
}

type route struct {
	path    string
	handler http.Handler
}

// NewRouter makes a router.
func NewRouter() *Mux { return &Mux{} }

// NewMux makes a router.
func NewMux() *Mux { return &Mux{} }

// Get adds a handler.
func (m *Mux) Get(pattern string, h http.HandlerFunc) { m.Handle(pattern, h) }

// Post adds a handler.
func (m *Mux) Post(pattern string, h http.HandlerFunc) { m.Handle(pattern, h) }

// HandleFunc adds a handler.
func (m *Mux) HandleFunc(pattern string, h http.HandlerFunc) { m.Handle(pattern, h) }

// Handle adds a handler.
func (m *Mux) Handle(pattern string, h http.Handler) {
	m.routes = append(m.routes, route{m.prefix + pattern, h})
}

// Mount adds a handler for everything below the pattern. The path stays whole.
func (m *Mux) Mount(pattern string, h http.Handler) {
	pattern = strings.TrimSuffix(pattern, "/")
	m.Handle(pattern, h)
	m.Handle(pattern+"/*", h)
}

// NotFound sets the fallback.
func (m *Mux) NotFound(h http.HandlerFunc) { m.notFound = h }

// Use adds middleware.
func (m *Mux) Use(middlewares ...func(http.Handler) http.Handler) {
	m.use = append(m.use, middlewares...)
}

// Route makes a router below the pattern.
func (m *Mux) Route(pattern string, fn func(r Router)) Router {
	below := &Mux{prefix: m.prefix + pattern}
	fn(below)
	m.Handle(pattern+"/*", below)
	return below
}

// ServeHTTP answers.
func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var h http.Handler = http.HandlerFunc(m.route)
	for i := len(m.use) - 1; i >= 0; i-- {
		h = m.use[i](h)
	}
	h.ServeHTTP(w, r)
}

func (m *Mux) route(w http.ResponseWriter, r *http.Request) {
	for _, route := range m.routes {
		prefix, isPrefix := strings.CutSuffix(route.path, "*")
		if r.URL.Path == route.path || isPrefix && strings.HasPrefix(r.URL.Path, prefix) {
			route.handler.ServeHTTP(w, r)
			return
		}
	}
	if m.notFound != nil {
		m.notFound(w, r)
		return
	}
	http.NotFound(w, r)
}
