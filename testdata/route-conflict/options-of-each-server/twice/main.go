package main

import (
	"log"
	"net/http"
)

type Server struct {
	addr string
	mux  *http.ServeMux
}

type Option func(*Server)

func WithRoute(pattern string, h http.HandlerFunc) Option {
	return func(s *Server) { s.mux.HandleFunc(pattern, h) } // want [route-conflict @twice] "/healthz"
}

func New(addr string, opts ...Option) *Server {
	s := &Server{addr: addr, mux: http.NewServeMux()}
	for _, o := range opts {
		o(s)
	}
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New("127.0.0.1:8081", WithRoute("/healthz", ok), WithRoute("/", ok))
	admin := New("127.0.0.1:8082", WithRoute("/healthz", ok), WithRoute("/healthz", ok))
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
