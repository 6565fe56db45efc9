// The literal leaves the field out, and a decoder sets it.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

type config struct{ Health bool }
type server struct {
	cfg config
	mux *http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func newServer(cfg config) *server { return &server{cfg: cfg, mux: http.NewServeMux()} }

func (s *server) routes() {
	if s.cfg.Health {
		s.mux.HandleFunc("/health", ok) // want [route-conflict @decoded] "/health matches the same requests as /health"
	}
}

func main() {
	cfg := config{}
	if err := json.Unmarshal([]byte(`{"health": true}`), &cfg); err != nil {
		log.Fatal(err)
	}
	s := newServer(cfg)
	s.mux.HandleFunc("/health", ok)
	s.routes()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
