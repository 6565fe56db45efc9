// Each object has a map of routes under its name.
package main

import (
	"log"
	"net/http"
)

type resource struct{ name string }

func (r *resource) Routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /" + r.name:           r.list,
		"GET /" + r.name + "/{id}": r.list,
	}
}

func (r *resource) list(http.ResponseWriter, *http.Request) {}

type router interface {
	Routes() map[string]http.HandlerFunc
}

func mount(mux *http.ServeMux, routers ...router) {
	for _, r := range routers {
		for pattern, handler := range r.Routes() {
			mux.HandleFunc(pattern, handler)
		}
	}
}

func newResource(name string) *resource { return &resource{name: name} }

func main() {
	mux := http.NewServeMux()
	mount(mux, newResource("users"), newResource("orders"))
	log.Fatal(http.ListenAndServe("127.0.0.1:18102", mux))
}
