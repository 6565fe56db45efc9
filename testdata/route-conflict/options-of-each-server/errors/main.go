package main

import (
	"errors"
	"log"
	"net/http"
)

type Server struct {
	addr string
	mux  *http.ServeMux
}

type Option func(*Server) error

func WithAddr(addr string) Option {
	return func(s *Server) error {
		if addr == "" {
			return errors.New("no address")
		}
		s.addr = addr
		return nil
	}
}

func WithRoute(pattern string, h http.HandlerFunc) Option {
	return func(s *Server) error {
		if h == nil {
			return errors.New("no handler")
		}
		s.mux.HandleFunc(pattern, h)
		return nil
	}
}

func New(opts ...Option) (*Server, error) {
	s := &Server{addr: "127.0.0.1:8080", mux: http.NewServeMux()}
	for _, o := range opts {
		if err := o(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Server) Run() error { return http.ListenAndServe(s.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public, err := New(WithAddr("127.0.0.1:8081"), WithRoute("/healthz", ok))
	if err != nil {
		log.Fatal(err)
	}
	admin, err := New(WithAddr("127.0.0.1:8082"), WithRoute("/healthz", ok))
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
