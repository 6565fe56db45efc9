// The field of what is embedded is on.
package main

import (
	"log"
	"net/http"
)

type config struct{ health bool }
type server struct {
	config
	mux *http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func (s *server) routes() {
	if s.health {
		s.mux.HandleFunc("/health", ok) // want [route-conflict @promoted] "/health matches the same requests as /health"
	}
}

func main() {
	s := &server{config: config{health: true}, mux: http.NewServeMux()}
	s.mux.HandleFunc("/health", ok)
	s.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
