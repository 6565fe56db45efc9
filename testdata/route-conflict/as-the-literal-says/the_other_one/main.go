// It is the other object that has the route already.
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
		s.mux.HandleFunc("/health", ok) // want [route-conflict @the_other_one] "/health matches the same requests as /health"
	}
}

func main() {
	a := newServer(config{health: false})
	a.routes()
	b := newServer(config{health: true})
	b.mux.HandleFunc("/health", ok)
	b.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", b.mux))
}
