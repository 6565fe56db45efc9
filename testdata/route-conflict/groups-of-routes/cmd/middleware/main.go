package main

import (
	"log"
	"net/http"
	"slices"
)

type Middleware func(http.Handler) http.Handler

type Router struct {
	mux    *http.ServeMux
	prefix string
	chain  []Middleware
}

func NewRouter() *Router { return &Router{mux: http.NewServeMux()} }

func (r *Router) Use(mw ...Middleware) { r.chain = append(r.chain, mw...) }

func (r *Router) Group(prefix string, fn func(*Router)) {
	fn(&Router{mux: r.mux, prefix: r.prefix + prefix, chain: slices.Clone(r.chain)})
}

func (r *Router) wrap(h http.Handler) http.Handler {
	for _, mw := range slices.Backward(r.chain) {
		h = mw(h)
	}
	return h
}

func (r *Router) handle(method, path string, h http.HandlerFunc) {
	r.mux.Handle(method+" "+r.prefix+path, r.wrap(h))
}

func (r *Router) Get(path string, h http.HandlerFunc)  { r.handle(http.MethodGet, path, h) }
func (r *Router) Post(path string, h http.HandlerFunc) { r.handle(http.MethodPost, path, h) }

func logged(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) })
}

func authed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) })
}

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := NewRouter()
	r.Use(logged)
	r.Group("/v1", func(r *Router) {
		r.Use(authed)
		r.Group("/users", func(r *Router) {
			r.Get("/{id}", h)
			r.Post("/{id}", h)
			r.Group("/{id}/keys", func(r *Router) {
				r.Get("/{key}", h)
			})
		})
		r.Group("/teams", func(r *Router) {
			r.Get("/{id}", h)
			r.Group("/{id}/keys", func(r *Router) {
				r.Get("/{key}", h)
			})
		})
	})
	r.Group("/v2", func(r *Router) {
		r.Group("/users", func(r *Router) {
			r.Get("/{id}", h)
			r.Group("/{id}/keys", func(r *Router) {
				r.Get("/{key}", h)
			})
		})
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
