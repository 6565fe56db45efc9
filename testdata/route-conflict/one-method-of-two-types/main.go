// Clean: both parts hand the same route to an interface's method; each part's own type has its own mux behind it.
// run
package main

import (
	"log"
	"net/http"
)

type container interface {
	Handle(pattern string, handler http.Handler)
}

type filtering struct{ mux *http.ServeMux }

func (f *filtering) Handle(pattern string, handler http.Handler) { f.mux.Handle(pattern, handler) }

type plain struct{ mux *http.ServeMux }

func (p *plain) Handle(pattern string, handler http.Handler) { p.mux.Handle(pattern, handler) }

var (
	public = http.NewServeMux()
	own    = http.NewServeMux()
)

func kubelet(c container) { c.Handle("/metrics", http.NotFoundHandler()) }

func proxy(c container) { c.Handle("/metrics", http.NotFoundHandler()) }

func main() {
	kubelet(&filtering{mux: public})
	proxy(&plain{mux: own})
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", own)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", public))
}
