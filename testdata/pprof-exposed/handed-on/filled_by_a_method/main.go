// Where there is no handler, one is set before the server is made.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved @filled_by_a_method] "no effect"
)

type server struct{ handler http.Handler }

func (s *server) setHandler(h http.Handler) { s.handler = h }

func (s *server) serve() error {
	if s.handler == nil {
		s.setHandler(http.NotFoundHandler())
	}
	srv := &http.Server{Addr: ":18818", Handler: s.handler}
	return srv.ListenAndServe()
}

func main() {
	s := &server{}
	s.handler = nil
	log.Fatal(s.serve())
}
