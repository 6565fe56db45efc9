package main

import (
	"log"
	"net/http"
)

type Router struct {
	mux *http.ServeMux
}

func (r *Router) Route(prefix string, fn func(r *Router)) {
	sub := http.NewServeMux()
	r.mux.Handle(prefix+"/", http.StripPrefix(prefix, sub))
	fn(&Router{mux: sub})
}

func (r *Router) Get(path string, h http.HandlerFunc) { r.mux.HandleFunc("GET "+path, h) }

func h(w http.ResponseWriter, r *http.Request) {}

func keys(r *Router) {
	r.Get("/", h)
	r.Get("/{id}", h)
}

func users(r *Router) {
	r.Get("/{id}", h)
	r.Route("/keys", keys)
}

func teams(r *Router) {
	r.Get("/{id}", h)
	r.Route("/keys", keys)
}

func main() {
	r := &Router{mux: http.NewServeMux()}
	r.Route("/users", users)
	r.Route("/teams", teams)
	r.Route("/admin", func(r *Router) {
		r.Route("/users", users)
		r.Route("/teams", teams)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
