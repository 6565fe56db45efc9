// Package router is a router that nobody knows.
package router

import "net/http"

// Router keeps handlers.
type Router struct{ byPath map[string]http.HandlerFunc }

// New makes a router.
func New() *Router { return &Router{byPath: map[string]http.HandlerFunc{}} }

// Get adds a handler.
func (r *Router) Get(path string, handler http.HandlerFunc) { r.byPath[path] = handler }

// ServeHTTP finds one.
func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if handler := r.byPath[req.URL.Path]; handler != nil {
		handler(w, req)
	}
}
