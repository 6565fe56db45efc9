package main

import (
	"log"
	"net/http"
)

type Server struct{ mux *http.ServeMux }

func (s *Server) reset() { s.mux = http.NewServeMux() }

func main() {
	s := &Server{}
	s.reset()
	s.mux.HandleFunc("/x", http.NotFound)
	s.reset()
	s.mux.HandleFunc("/x", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
