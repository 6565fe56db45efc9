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
	sub := &Router{mux: r.mux, prefix: r.prefix + prefix}
	fn(sub)
}

func (r *Router) Get(path string, h http.HandlerFunc)  { r.HandleFunc(http.MethodGet, path, h) }
func (r *Router) Post(path string, h http.HandlerFunc) { r.HandleFunc(http.MethodPost, path, h) }

func (r *Router) HandleFunc(method, path string, h http.HandlerFunc) {
	r.mux.HandleFunc(method+" "+r.prefix+path, h)
}

type Module interface{ Routes(r *Router) }

type usersModule struct{}

func (usersModule) Routes(r *Router) {
	r.Route("/users", func(r *Router) {
		r.Get("/{id}", h)
		r.Post("/", h)
	})
}

type teamsModule struct{}

func (teamsModule) Routes(r *Router) {
	r.Route("/teams", func(r *Router) {
		r.Get("/{id}", h)
		r.Post("/", h)
	})
}

func main() {
	r := NewRouter()
	for _, version := range []string{"/v1", "/v2"} {
		r.Route(version, func(r *Router) {
			for _, m := range []Module{usersModule{}, teamsModule{}} {
				m.Routes(r)
			}
		})
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
