package main

import (
	"log"
	"net/http"
)

type Router struct {
	mux    *http.ServeMux
	prefix string
}

func NewRouter() *Router                       { return &Router{mux: http.NewServeMux()} }
func h(w http.ResponseWriter, r *http.Request) {}

func (r *Router) Route(prefix string, fn func(r *Router)) {
	fn(&Router{mux: r.mux, prefix: r.prefix + prefix})
}

func (r *Router) HandleFunc(method, path string, h http.HandlerFunc) {
	r.mux.HandleFunc(method+" "+r.prefix+path, h) // want [route-conflict] "GET /v1/users/{name}"
}

func main() {
	r := NewRouter()
	r.Route("/v1", func(r *Router) {
		r.Route("/users", func(r *Router) {
			r.HandleFunc("GET", "/{id}", h)
		})
		r.HandleFunc("GET", "/users/{name}", h)
	})
	r.Route("/v2", func(r *Router) {
		r.Route("/users", func(r *Router) {
			r.HandleFunc("GET", "/{id}", h)
		})
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
