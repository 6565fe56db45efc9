// A server that keeps its routes until it starts.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type server struct{ patterns []string }

func (s *server) add(pattern string) { s.patterns = append(s.patterns, pattern) }

func (s *server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, pattern := range s.patterns {
		mux.HandleFunc(pattern, ok) // want [route-conflict @cmd/method] "/status matches the same requests as /status"
	}
	return mux
}

func main() {
	s := &server{}
	s.add("/status")
	s.add("/users")
	s.add("/status")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.routes()))
}
