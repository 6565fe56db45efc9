// Two objects of one name.
package main

import (
	"log"
	"net/http"
)

type resource struct{ name, path string }

func (r *resource) Routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /" + r.name:           r.list,
		"GET /" + r.path + "/{id}": r.list,
	}
}

func (r *resource) list(http.ResponseWriter, *http.Request) {}

type router interface {
	Routes() map[string]http.HandlerFunc
}

func mount(mux *http.ServeMux, routers ...router) {
	for _, r := range routers {
		for pattern, handler := range r.Routes() {
			mux.HandleFunc(pattern, handler) // want [route-conflict] "GET /users matches the same requests as GET /users"
		}
	}
}

func newResource(name, path string) *resource { return &resource{name: name, path: path} }

func main() {
	mux := http.NewServeMux()
	mount(mux, newResource("users", "users"), newResource("orders", "orders"), newResource("users", "people"))
	log.Fatal(http.ListenAndServe("127.0.0.1:18102", mux))
}
