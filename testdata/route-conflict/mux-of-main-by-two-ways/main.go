// One mux, made once in main and kept in a field: the method that registers is called by two ways.
// run
package main

import (
	"log"
	"net/http"
)

type server struct{ mux *http.ServeMux }

func newServer(mux *http.ServeMux) *server { return &server{mux: mux} }

func (s *server) health() {
	s.mux.HandleFunc("/health", http.NotFound) // want [route-conflict] "/health"
}

func (s *server) public() { s.health() }

func (s *server) internal() { s.health() }

func main() {
	mux := http.NewServeMux()
	s := newServer(mux)
	s.public()
	s.internal()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
