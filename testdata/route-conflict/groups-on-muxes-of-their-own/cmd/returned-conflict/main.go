package main

import (
	"log"
	"net/http"
)

type Router struct {
	mux    *http.ServeMux
	prefix string
}

func New() *Router { return &Router{mux: http.NewServeMux()} }

func (r *Router) Group(prefix string) *Router {
	sub := New()
	r.mux.Handle(prefix+"/", http.StripPrefix(prefix, sub.mux))
	return sub
}

func (r *Router) Handle(path string, h http.Handler) { r.mux.Handle(path, h) } // want [route-conflict] "/{name}"

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := New()
	users := r.Group("/users")
	users.Handle("/{id}", http.HandlerFunc(h))
	users.Handle("/{name}", http.HandlerFunc(h))
	teams := r.Group("/teams")
	teams.Handle("/{id}", http.HandlerFunc(h))
	teams.Handle("/", http.HandlerFunc(h))
	deep := teams.Group("/{team}/keys")
	deep.Handle("/{id}", http.HandlerFunc(h))
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r))
}
