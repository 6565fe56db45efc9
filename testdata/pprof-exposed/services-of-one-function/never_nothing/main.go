// The handler is there, so that the default mux is not taken.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	handler http.Handler
}

func (s *server) Handler() http.Handler {
	if s.handler == nil {
		return http.DefaultServeMux
	}
	return s.handler
}

func main() {
	s := &server{handler: http.NewServeMux()}
	log.Fatal(http.ListenAndServe(":0", s.Handler()))
}
