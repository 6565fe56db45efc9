// Of these servers without a Handler in the literal, two get one later: in the same
// function, and in another method.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	server *http.Server
	forgot *http.Server
}

func (s *service) setup() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	s.server.Handler = mux
}

func (s *service) serve() error {
	return s.server.ListenAndServe()
}

func (s *service) serveForgot() error {
	return s.forgot.ListenAndServe() // want [pprof-exposed] ":8082"
}

func main() {
	s := &service{server: &http.Server{Addr: ":8081"}, forgot: &http.Server{Addr: ":8082"}}
	s.setup()

	local := &http.Server{Addr: ":8083"}
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	local.Handler = mux

	failed := make(chan error)
	go func() { failed <- s.serve() }()
	go func() { failed <- s.serveForgot() }()
	go func() { failed <- local.ListenAndServe() }()
	log.Fatal(<-failed)
}
