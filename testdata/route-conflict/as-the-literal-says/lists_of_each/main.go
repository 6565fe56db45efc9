// Of two objects that are made alike each has its list.
package main

import (
	"log"
	"net/http"
)

type config struct {
	prefixes []string
	addr     string
}

type server struct {
	cfg config
	mux *http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func newServer(cfg config) *server {
	if cfg.addr == "" {
		cfg.addr = "127.0.0.1:0"
	}
	return &server{cfg: cfg, mux: http.NewServeMux()}
}

func (s *server) routes() {
	for _, prefix := range s.cfg.prefixes {
		s.mux.HandleFunc(prefix+"/items", ok)
	}
}

func main() {
	a := newServer(config{prefixes: []string{"/a", "/b"}})
	a.routes()
	b := newServer(config{prefixes: []string{"/a"}})
	b.mux.HandleFunc("/b/items", ok)
	b.routes()
	go func() { log.Fatal(http.ListenAndServe(a.cfg.addr, a.mux)) }()
	log.Fatal(http.ListenAndServe(b.cfg.addr, b.mux))
}
