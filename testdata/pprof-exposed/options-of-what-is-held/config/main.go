package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct{ Addr string }
type Server struct{ cfg *Config }

type Option func(*Server)

func WithAddr(a string) Option { return func(s *Server) { s.cfg.Addr = a } }

func (s *Server) SetAddr(a string) { s.cfg.Addr = a }

func NewServer(opts ...Option) *Server {
	s := &Server{cfg: &Config{Addr: ":8080"}}
	for _, o := range opts {
		o(s)
	}
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.cfg.Addr, nil) }

func main() {
	log.Fatal(NewServer(WithAddr("127.0.0.1:9001")).Run())
}
