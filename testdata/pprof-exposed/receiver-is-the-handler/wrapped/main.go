package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved @wrapped] "net/http/pprof"
)

func ok(w http.ResponseWriter, r *http.Request) {}

func logm(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) })
}

type Server struct {
	mux  *http.ServeMux
	addr string
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/d" {
		http.DefaultServeMux.ServeHTTP(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func (s *Server) Start() error {
	return http.ListenAndServe(s.addr, logm(s))
}

func main() {
	s := &Server{mux: http.NewServeMux(), addr: ":8080"}
	s.mux.HandleFunc("GET /a", ok)
	log.Fatal(s.Start())
}
