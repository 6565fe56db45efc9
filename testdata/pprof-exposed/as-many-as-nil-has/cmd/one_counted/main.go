// One is served.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct{ address string }

type server struct{ configs []config }

func (s *server) serve() {
	if len(s.configs) > 0 {
		go func() { log.Fatal(http.ListenAndServe(":7266", nil)) }() // want [pprof-exposed] "/debug/pprof/"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:7267", http.NotFoundHandler()))
}

func main() {
	s := &server{configs: []config{{address: "x"}}}
	s.serve()
}
