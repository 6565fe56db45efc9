package main

import (
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

type Server struct{ mux *http.ServeMux }

// Reload installs the routes of a new configuration on a new mux.
func (s *Server) Reload(prefix string) {
	s.mux = http.NewServeMux()
	s.mux.HandleFunc(prefix+"/x", ok)
	s.mux.HandleFunc("/healthz", ok)
}
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func main() {
	s := &Server{}
	s.Reload("/a")
	s.Reload("/b")
	s.mux.HandleFunc("/a/x", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s))
}
