// The address is a field with a default in a constructor of another package.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/field-of-config-struct/config"
)

type server struct {
	config *config.Config
}

func (s *server) run() error {
	return http.ListenAndServe(s.config.HTTP.Address, nil) // want [pprof-exposed] ":8080"
}

func (s *server) debug() error {
	return http.ListenAndServe(s.config.Debug, nil)
}

func main() {
	s := &server{config: config.Default()}
	failed := make(chan error)
	go func() { failed <- s.run() }()
	go func() { failed <- s.debug() }()
	log.Fatal(<-failed)
}
