// A router in each of two types, as a copy; filled by methods of something else.
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

func (r *router) handle(method, path string, h http.Handler) { r.mux.Handle(method+" "+path, h) }

func (r *router) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.mux.ServeHTTP(w, req) }

func ok(http.ResponseWriter, *http.Request) {}

type admin struct{ router }

type public struct{ router }

func newAdmin() *admin   { return &admin{router: *newRouter()} }
func newPublic() *public { return &public{router: *newRouter()} }

type sessions struct{}

func (s *sessions) onPublic(p *public) {
	p.get("/sessions/{id}", ok)
	p.get("/admin/sessions/{id}", ok)
}

func (s *sessions) onAdmin(a *admin) { a.get("/sessions/{id}", ok) }

func main() {
	s := new(sessions)
	p, a := newPublic(), newAdmin()
	s.onPublic(p)
	s.onAdmin(a)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:0", a)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", p))
}
