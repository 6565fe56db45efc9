package main

import (
	"log"
	"net/http"
)

type config struct {
	addr, health string
}

type Option func(*config)

func WithAddr(addr string) Option { return func(c *config) { c.addr = addr } }

func WithHealth(path string) Option { return func(c *config) { c.health = path } }

func defaults() *config { return &config{addr: "127.0.0.1:8081", health: "/healthz"} }

type Server struct {
	cfg *config
	mux *http.ServeMux
}

func New(opts ...Option) *Server {
	cfg := defaults()
	for _, opt := range opts {
		opt(cfg)
	}
	s := &Server{cfg: cfg, mux: http.NewServeMux()}
	s.mux.HandleFunc(cfg.health, ok)
	return s
}

func (s *Server) Run() error { return http.ListenAndServe(s.cfg.addr, s.mux) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := New()
	public.mux.HandleFunc("/live", ok)
	admin := New(WithAddr("127.0.0.1:8082"), WithHealth("/live"))
	admin.mux.HandleFunc("/healthz", ok)
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
