// The router in the middle of another type is one, whoever fills it.
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

func (r *router) handle(method, path string, h http.Handler) { r.mux.Handle(method+" "+path, h) } // want [route-conflict @cmd/embedded-one] "GET /sessions/{id} matches the same requests as GET /sessions/{id}"

func (r *router) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

func ok(http.ResponseWriter, *http.Request) {}

type public struct{ router }

func newPublic() *public { return &public{router: *newRouter()} }

type sessions struct{}

func (s *sessions) first(p *public)  { p.get("/sessions/{id}", ok) }
func (s *sessions) second(p *public) { p.get("/sessions/{id}", ok) }

func main() {
	s, p := new(sessions), newPublic()
	s.first(p)
	s.second(p)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", p))
}
