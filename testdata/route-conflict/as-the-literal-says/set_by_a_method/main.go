// A method sets the field before it is asked.
package main

import (
	"log"
	"net/http"
)

type server struct {
	health bool
	mux    *http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func (s *server) withHealth() *server {
	s.health = true
	return s
}

func (s *server) routes() {
	if s.health {
		s.mux.HandleFunc("/health", ok) // want [route-conflict @set_by_a_method] "/health matches the same requests as /health"
	}
}

func main() {
	s := &server{mux: http.NewServeMux()}
	s.mux.HandleFunc("/health", ok)
	s.withHealth()
	s.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
