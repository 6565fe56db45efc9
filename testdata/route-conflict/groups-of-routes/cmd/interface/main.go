package main

import (
	"fmt"
	"log"
	"net/http"
	"path"
)

type Router interface {
	Route(prefix string, fn func(Router))
	Get(path string, h http.HandlerFunc)
}

type router struct {
	mux    *http.ServeMux
	prefix string
}

func (r *router) Route(prefix string, fn func(Router)) {
	fn(&router{mux: r.mux, prefix: path.Join(r.prefix, prefix)})
}

func (r *router) Get(p string, h http.HandlerFunc) {
	r.mux.HandleFunc(fmt.Sprintf("GET %s", path.Join(r.prefix, p)), h)
}

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	var r Router = &router{mux: mux, prefix: "/"}
	r.Route("/v1", func(r Router) {
		r.Route("/users", func(r Router) {
			r.Get("/{id}", h)
		})
		r.Route("/teams", func(r Router) {
			r.Get("/{id}", h)
		})
	})
	r.Route("/v2", func(r Router) {
		r.Route("/users", func(r Router) {
			r.Get("/{id}", h)
		})
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
