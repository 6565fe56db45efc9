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
	return func(s *Server) { s.mux.HandleFunc(pattern, h) }
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
	health := WithRoute("/healthz", ok)
	common := []Option{health, WithRoute("/version", ok)}
	public := New("127.0.0.1:8081", common...)
	admin := New("127.0.0.1:8082", append(common, WithRoute("/debug/", ok))...)
	third := New("127.0.0.1:8083", health)
	go func() { log.Fatal(admin.Run()) }()
	go func() { log.Fatal(third.Run()) }()
	log.Fatal(public.Run())
}
