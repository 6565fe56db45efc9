package main

import (
	"log"
	"net/http"
)

type config struct {
	addr string
	path string
}

type Option func(*config)

func WithPath(path string) Option { return func(c *config) { c.path = path } }

func WithAddr(addr string) Option { return func(c *config) { c.addr = addr } }

func NewMux(h http.Handler, opts ...Option) (string, *http.ServeMux) {
	cfg := config{addr: "127.0.0.1:8080", path: "/metrics"}
	for _, o := range opts {
		o(&cfg)
	}
	mux := http.NewServeMux()
	mux.Handle(cfg.path, h)
	mux.Handle("/healthz", h)
	return cfg.addr, mux
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	h := http.HandlerFunc(ok)
	addr, mux := NewMux(h, WithPath("/stats"))
	mux.Handle("/metrics", h)
	other, second := NewMux(h, WithAddr("127.0.0.1:8081"))
	go func() { log.Fatal(http.ListenAndServe(other, second)) }()
	log.Fatal(http.ListenAndServe(addr, mux))
}
