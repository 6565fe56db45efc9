// Who has an object need not call all of its methods: nobody else knows it here.
package main

import (
	"log"
	"net/http"
)

type Server struct{ mux *http.ServeMux }

func (s *Server) Old() { s.mux.HandleFunc("/api", http.NotFound) }

func (s *Server) New() { s.mux.HandleFunc("/api", http.NotFound) }

func (s *Server) Run() error { return http.ListenAndServe("127.0.0.1:18480", s.mux) }

func (s *Server) RunTLS() error {
	return http.ListenAndServeTLS("127.0.0.1:18480", "cert.pem", "key.pem", s.mux)
}

func main() {
	s := &Server{http.NewServeMux()}
	s.New()
	log.Fatal(s.Run())
}
