package main

import (
	"log"
	"net/http"
	"time"
)

type Server struct {
	srv *http.Server
	mux *http.ServeMux
}

type Option func(*Server)

func WithAddr(addr string) Option { return func(s *Server) { s.srv.Addr = addr } }

func WithReadTimeout(d time.Duration) Option { return func(s *Server) { s.srv.ReadTimeout = d } }

func New(opts ...Option) *Server {
	mux := http.NewServeMux()
	s := &Server{mux: mux, srv: &http.Server{Handler: mux}}
	for _, opt := range opts {
		opt(s)
	}
	return s
}

func (s *Server) Start() error { return s.srv.ListenAndServe() }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New(WithAddr("127.0.0.1:8081"), WithReadTimeout(time.Second))
	public.mux.HandleFunc("/", ok)
	admin := New(WithAddr("127.0.0.1:8082"))
	admin.mux.HandleFunc("/", ok)
	go func() { log.Fatal(admin.Start()) }()
	log.Fatal(public.Start())
}
