// Where there is no handler, one is set, but after the server is made.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct{ handler http.Handler }

func (s *server) setHandler(h http.Handler) { s.handler = h }

func (s *server) serve() error {
	srv := &http.Server{Addr: ":18819", Handler: s.handler}
	if s.handler == nil {
		s.setHandler(http.NotFoundHandler())
	}
	return srv.ListenAndServe() // want [pprof-exposed @filled_too_late] ":18819"
}

func main() {
	s := &server{}
	s.handler = nil
	log.Fatal(s.serve())
}
