// Each server's own field decides.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	addr  string
	debug bool
}

func newServer(addr string, debug bool) *server { return &server{addr: addr, debug: debug} }

func (s *server) handler() http.Handler {
	if s.debug {
		return http.DefaultServeMux
	}
	return http.NewServeMux()
}

func (s *server) run() error { return http.ListenAndServe(s.addr, s.handler()) }

func main() {
	debug := newServer("127.0.0.1:0", true)
	api := newServer(":0", false)
	go func() { log.Fatal(debug.run()) }()
	log.Fatal(api.run())
}
