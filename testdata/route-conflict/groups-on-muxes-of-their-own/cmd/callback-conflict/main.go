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

func (r *Router) Get(path string, h http.HandlerFunc) { r.mux.HandleFunc("GET "+path, h) } // want [route-conflict] "GET /{key}"

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := &Router{mux: http.NewServeMux()}
	r.Route("/users", func(r *Router) {
		r.Get("/{id}", h)
		r.Route("/keys", func(r *Router) {
			r.Get("/{id}", h)
			r.Get("/{key}", h)
		})
	})
	r.Route("/teams", func(r *Router) {
		r.Get("/{id}", h)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
