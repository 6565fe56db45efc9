// As many as nil has are not served.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
)

type config struct{ address string }

type server struct{ configs []config }

func (s *server) serve() {
	if len(s.configs) > 0 {
		go func() { log.Fatal(http.ListenAndServe(":7264", nil)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:7265", http.NotFoundHandler()))
}

func main() {
	s := &server{configs: nil}
	s.serve()
}
