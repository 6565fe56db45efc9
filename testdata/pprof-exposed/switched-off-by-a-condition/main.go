// The field is switched off only where somebody asks for it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	addr       string
	instrument bool
}

func defaults() config {
	return config{addr: ":8080", instrument: true}
}

type server struct {
	http *http.Server
}

func newServer(cfg config) *server {
	router := http.NewServeMux()
	if cfg.instrument {
		instrument(router)
	}
	return &server{http: &http.Server{Addr: cfg.addr, Handler: router}}
}

func instrument(router *http.ServeMux) {
	router.Handle("/debug/pprof/", http.DefaultServeMux)
}

// New makes a server.
func New(cfg config) *server {
	return newServer(cfg)
}

type target struct {
	config *config
	server *server
}

func newTarget(quiet bool) *target {
	t := &target{}
	cfg := defaults()
	t.config = &cfg
	if quiet {
		t.config.instrument = false
	}
	return t
}

func (t *target) run() error {
	t.server = New(*t.config)
	return t.server.http.ListenAndServe() // want [pprof-exposed] "`:8080`"
}

func main() {
	log.Fatal(newTarget(len(os.Args) > 1).run())
}
