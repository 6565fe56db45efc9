// Clean: both ways to the one route ask the same sync.Once.
package main

import (
	"log"
	"net/http"
	"sync"
)

type server struct {
	mux     *http.ServeMux
	handler http.Handler
	once    sync.Once
}

func (s *server) Handle(path string, handler http.Handler) {
	s.handler = handler
	s.once.Do(func() { s.mux.Handle("/", s.handler) })
}

func (s *server) HandleFunc(path string, handler http.HandlerFunc) {
	s.handler = handler
	s.once.Do(func() { s.mux.Handle("/", s.handler) })
}

func main() {
	s := &server{mux: http.NewServeMux()}
	s.Handle("/a", http.NotFoundHandler())
	s.HandleFunc("/b", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", s.mux))
}
