package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Server struct{ http *http.Server }

type Option func(*Server)

func WithAddr(a string) Option { return func(s *Server) { s.http.Addr = a } }

func NewServer(opts ...Option) *Server {
	s := &Server{http: &http.Server{Addr: ":8080"}}
	for _, o := range opts {
		o(s)
	}
	return s
}

func (s *Server) Run() error { return s.http.ListenAndServe() } // want [pprof-exposed @public] ":9001"

func main() {
	log.Fatal(NewServer(WithAddr(":9001")).Run())
}
