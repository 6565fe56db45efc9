// Both fill the same router.
package main

import (
	"log"
	"net/http"
)

type router struct {
	mux *http.ServeMux
}

func newRouter() *router { return &router{mux: http.NewServeMux()} }

func (r *router) get(path string, h http.HandlerFunc) { r.handle(http.MethodGet, path, h) }

func (r *router) handle(method, path string, h http.Handler) { r.mux.Handle(method+" "+path, h) } // want [route-conflict @cmd/one] "GET /{id} matches the same requests as GET /{id}"

func (r *router) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

func ok(http.ResponseWriter, *http.Request) {}

func users(r *router)  { r.get("/{id}", ok) }
func orders(r *router) { r.get("/{id}", ok) }

func main() {
	both, other := newRouter(), newRouter()
	users(both)
	orders(both)
	orders(other)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:0", both)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", other))
}
