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
	s.mux.HandleFunc("/y", http.NotFound)
	s.reset()
	s.mux.HandleFunc("/x", http.NotFound)
	s.mux.HandleFunc("/x", http.NotFound) // want [route-conflict] "/x"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.mux))
}
