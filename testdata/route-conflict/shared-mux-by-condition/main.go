// Clean: without an address of its own the monitoring shares the mux, and then only one of the two calls is made.
// run:
// run: -monitoring=127.0.0.1:8081
package main

import (
	"flag"
	"log"
	"net/http"
)

type server struct {
	public, monitoring *http.ServeMux
}

func (s *server) debug(mux *http.ServeMux) { mux.HandleFunc("/debug", http.NotFound) }

func newServer(monitoring string) *server {
	s := &server{public: http.NewServeMux()}
	if monitoring == "" {
		s.monitoring = s.public
	} else {
		s.monitoring = http.NewServeMux()
	}
	s.debug(s.monitoring)
	if monitoring != "" {
		s.debug(s.public)
	}
	return s
}

func main() {
	monitoring := flag.String("monitoring", "", "address of the monitoring, if it has one of its own")
	flag.Parse()
	s := newServer(*monitoring)
	if *monitoring != "" {
		go func() { log.Fatal(http.ListenAndServe(*monitoring, s.monitoring)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", s.public))
}
