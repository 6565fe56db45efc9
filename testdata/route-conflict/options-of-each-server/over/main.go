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

func WithAddr(addr string) Option { return func(s *Server) { s.addr = addr } }

func WithMux(mux *http.ServeMux) Option { return func(s *Server) { s.mux = mux } }

func WithRoute(pattern string, h http.HandlerFunc) Option {
	return func(s *Server) { s.mux.HandleFunc(pattern, h) }
}

func New(opts ...Option) *Server {
	s := &Server{addr: "127.0.0.1:8081", mux: http.NewServeMux()}
	for _, o := range opts {
		o(s)
	}
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func NewAdmin(opts ...Option) *Server {
	return New(append([]Option{WithAddr("127.0.0.1:8082"), WithRoute("/healthz", ok), WithRoute("/debug/", ok)}, opts...)...)
}

func NewPublic(opts ...Option) *Server {
	return New(append([]Option{WithRoute("/healthz", ok)}, opts...)...)
}

func main() {
	public := NewPublic(WithRoute("/", ok))
	admin := NewAdmin(WithRoute("/", ok))
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
