// The address of the metrics turns them on, and by default there is one: in a field, from a flag.
// run: -
// run: -metrics=:8091
// run: -metrics=
package main

import (
	"flag"
	"log"
	"net/http"
)

type service struct {
	endpoint, metrics string
	failed            chan error
}

func (s *service) run() error {
	if metrics := s.metrics; metrics != "" {
		go func() { s.failed <- http.ListenAndServe(metrics, http.NotFoundHandler()) }()
	}
	go func() { s.failed <- http.ListenAndServe(s.endpoint, http.NotFoundHandler()) }() // want [listener-port-conflict warning] "localhost:8090"
	return <-s.failed
}

func main() {
	endpoint := flag.String("endpoint", "localhost:8090", "address of the service")
	metrics := flag.String("metrics", "localhost:8090", "address of the metrics; none turns them off")
	flag.Parse()
	s := &service{endpoint: *endpoint, metrics: *metrics, failed: make(chan error)}
	log.Fatal(s.run())
}
