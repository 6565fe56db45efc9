package main

import (
	"log"
	"net/http"
)

type Server struct {
	http.Server
	mux *http.ServeMux
}

type Option func(*Server)

func WithAddr(addr string) Option { return func(s *Server) { s.Addr = addr } }

func New(opts ...Option) *Server {
	mux := http.NewServeMux()
	s := &Server{mux: mux}
	s.Handler = mux
	for _, o := range opts {
		o(s)
	}
	return s
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New(WithAddr("127.0.0.1:8081"))
	public.mux.HandleFunc("/", ok)
	admin := New(WithAddr("127.0.0.1:8082"))
	admin.mux.HandleFunc("/", ok)
	go func() { log.Fatal(admin.ListenAndServe()) }()
	log.Fatal(public.ListenAndServe())
}
