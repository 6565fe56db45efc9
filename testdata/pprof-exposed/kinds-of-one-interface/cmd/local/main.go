// Two kinds behind one interface: the one with the default mux is on this machine only.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type listener interface {
	prepare()
	serve()
}

type web struct {
	address string
	server  *http.Server
}

func newWeb(address string) *web { return &web{address: address} }

func (l *web) prepare() {
	l.server = &http.Server{Addr: l.address, Handler: http.NotFoundHandler()}
}

func (l *web) serve() { log.Fatal(l.server.ListenAndServe()) }

type debug struct {
	address string
	server  *http.Server
}

func newDebug(address string) *debug { return &debug{address: address} }

func (l *debug) prepare() { l.server = &http.Server{Addr: l.address} }

func (l *debug) serve() { log.Fatal(l.server.ListenAndServe()) }

type registry struct{ all map[string]listener }

func (r *registry) add(id string, l listener) {
	l.prepare()
	r.all[id] = l
}

func (r *registry) serve(id string) {
	l := r.all[id]
	go func() { l.serve() }()
}

func main() {
	r := &registry{all: map[string]listener{}}
	r.add("web", newWeb(":7271"))
	r.add("debug", newDebug("127.0.0.1:7272"))
	for id := range r.all {
		r.serve(id)
	}
	select {}
}
