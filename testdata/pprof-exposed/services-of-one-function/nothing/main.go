// The handler is left out.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	name    string
	handler http.Handler
}

func (s *server) Handler() http.Handler {
	if s.handler == nil {
		return http.DefaultServeMux
	}
	return s.handler
}

func main() {
	s := &server{name: "api"}
	log.Fatal(http.ListenAndServe(":0", s.Handler())) // want [pprof-exposed @nothing] "http.ListenAndServe on `:0`"
}
