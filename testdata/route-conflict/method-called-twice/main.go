// One method of one type, called twice: the second call panics, whoever the object is.
// run
package main

import (
	"log"
	"net/http"
)

var mux = http.NewServeMux()

type server struct{ prefix string }

func (s *server) handle(path string) {
	mux.HandleFunc(s.prefix+path, http.NotFound) // want [route-conflict] "/api/metrics"
}

func (s *server) public() { s.handle("/metrics") }

func (s *server) internal() { s.handle("/metrics") }

func main() {
	s := &server{prefix: "/api"}
	s.public()
	s.internal()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
