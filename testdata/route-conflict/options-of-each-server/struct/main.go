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

type routeOption struct {
	pattern string
	h       http.HandlerFunc
}

func (r routeOption) apply(s *Server) { s.mux.HandleFunc(r.pattern, r.h) } // want [route-conflict @struct] "/{y}"

func WithRoute(pattern string, h http.HandlerFunc) Option { return routeOption{pattern, h} }

func New(addr string, opts ...Option) *Server {
	s := &Server{addr: addr, mux: http.NewServeMux()}
	for _, o := range opts {
		o.apply(s)
	}
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New("127.0.0.1:8081", WithRoute("/healthz", ok), WithRoute("/a", ok))
	admin := New("127.0.0.1:8082", WithRoute("/healthz", ok), WithRoute("/{x}", ok), WithRoute("/{y}", ok))
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
