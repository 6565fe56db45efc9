// Nobody switches the route on.
package main

import (
	"log"
	"net/http"
)

type config struct{ health bool }
type server struct {
	cfg config
	mux *http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func newServer(cfg config) *server { return &server{cfg: cfg, mux: http.NewServeMux()} }

func (s *server) routes() {
	if s.cfg.health {
		s.mux.HandleFunc("/health", ok)
	}
}

func main() {
	s := newServer(config{health: false})
	s.mux.HandleFunc("/health", ok)
	s.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
