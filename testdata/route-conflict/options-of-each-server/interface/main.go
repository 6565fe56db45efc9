package main

import (
	"log"
	"net/http"
)

type Server struct {
	addr string
	mux  *http.ServeMux
}

type Option interface{ apply(*Server) }

type optionFunc func(*Server)

func (f optionFunc) apply(s *Server) { f(s) }

type addrOption string

func (a addrOption) apply(s *Server) { s.addr = string(a) }

func WithAddr(addr string) Option { return addrOption(addr) }

func WithRoute(pattern string, h http.HandlerFunc) Option {
	return optionFunc(func(s *Server) { s.mux.HandleFunc(pattern, h) })
}

func New(opts ...Option) *Server {
	s := &Server{addr: "127.0.0.1:8080", mux: http.NewServeMux()}
	for _, o := range opts {
		o.apply(s)
	}
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New(WithAddr("127.0.0.1:8081"), WithRoute("/healthz", ok))
	admin := New(WithAddr("127.0.0.1:8082"), WithRoute("/healthz", ok))
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
