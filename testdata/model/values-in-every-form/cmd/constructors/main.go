// Options in functions, embedded settings, a builder.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type common struct{ addr string }

type server struct {
	common
	debug string
}

type option func(*server)

func withAddr(addr string) option { return func(s *server) { s.addr = addr } }

func withDebug(addr string) option {
	return func(s *server) {
		s.debug = addr
	}
}

func newServer(options ...option) *server {
	s := &server{common: common{addr: "127.0.0.1:7160"}}
	for _, apply := range options {
		apply(s)
	}
	return s
}

type builder struct{ addr string }

func (b *builder) on(addr string) *builder {
	b.addr = addr
	return b
}

func main() {
	s := newServer(withAddr(":7161"), withDebug("127.0.0.1:7162"))
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(s.addr, nil) }() // want [pprof-exposed] ":7161"
	go func() { failed <- http.ListenAndServe(s.debug, nil) }()
	b := new(builder).on("127.0.0.1:7163")
	go func() { failed <- http.ListenAndServe(b.addr, nil) }()
	log.Fatal(<-failed)
}
