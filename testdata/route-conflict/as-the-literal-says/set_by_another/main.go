// Somebody else has the address, and sets the field.
package main

import (
	"log"
	"net/http"
)

type server struct {
	health bool
	mux    *http.ServeMux
}

type setup struct{ server *server }

func ok(http.ResponseWriter, *http.Request) {}

func (s setup) apply() { s.server.health = true }

func (s *server) routes() {
	if s.health {
		s.mux.HandleFunc("/health", ok) // want [route-conflict @set_by_another] "/health matches the same requests as /health"
	}
}

func main() {
	s := &server{mux: http.NewServeMux()}
	s.mux.HandleFunc("/health", ok)
	setup{s}.apply()
	s.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
