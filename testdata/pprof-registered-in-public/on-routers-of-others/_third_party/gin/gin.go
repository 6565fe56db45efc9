// Package gin stands for github.com/gin-gonic/gin.
package gin

import (
	"net/http"
	"strings"
)

// Context is a request with its answer.
type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
}

// HandlerFunc handles.
type HandlerFunc func(*Context)

// Engine is a router.
type Engine struct {
	paths    []string
	handlers []HandlerFunc
}

// New makes one.
func New() *Engine { return &Engine{} }

// WrapH makes a handler of net/http a HandlerFunc.
func WrapH(h http.Handler) HandlerFunc {
	return func(c *Context) { h.ServeHTTP(c.Writer, c.Request) }
}

// WrapF makes a function of net/http a HandlerFunc.
func WrapF(f http.HandlerFunc) HandlerFunc {
	return func(c *Context) { f(c.Writer, c.Request) }
}

// GET adds a route.
func (e *Engine) GET(path string, handlers ...HandlerFunc) { e.Any(path, handlers...) }

// Any adds a route.
func (e *Engine) Any(path string, handlers ...HandlerFunc) {
	e.paths = append(e.paths, path)
	e.handlers = append(e.handlers, handlers[len(handlers)-1])
}

// ServeHTTP answers.
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for i, path := range e.paths {
		prefix, _, isPrefix := strings.Cut(path, "*")
		if r.URL.Path == path || isPrefix && strings.HasPrefix(r.URL.Path, prefix) {
			e.handlers[i](&Context{Request: r, Writer: w})
			return
		}
	}
	http.NotFound(w, r)
}

// Run listens and serves.
func (e *Engine) Run(addr ...string) error { return http.ListenAndServe(addr[0], e) }
