// Of two objects one has the route.
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
	a := newServer(config{health: false})
	a.mux.HandleFunc("/health", ok)
	a.routes()
	b := newServer(config{health: true})
	b.routes()
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:0", b.mux)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", a.mux))
}
