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
	r.mux.HandleFunc(method+" "+r.prefix+path, h) // want [route-conflict] "GET /v2/users/{number}"
}

func v1(r *Router) {
	r.Route("/users", users)
	r.Route("/orders", orders)
}

func v2(r *Router) {
	r.Route("/users", users)
	r.Route("/users", orders)
}

func users(r *Router) {
	r.HandleFunc("GET", "/{id}", h)
}

func orders(r *Router) {
	r.HandleFunc("GET", "/{number}", h)
}

func main() {
	r := NewRouter()
	r.Route("/v1", v1)
	r.Route("/v2", v2)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
