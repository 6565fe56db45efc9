package main

import (
	"log"
	"net/http"
)

type config struct{ path string }

type Option func(*config)

func WithPath(path string) Option { return func(c *config) { c.path = path } }

func NewMux(h http.Handler, opts ...Option) *http.ServeMux {
	cfg := config{path: "/metrics"}
	for _, o := range opts {
		o(&cfg)
	}
	mux := http.NewServeMux()
	mux.Handle("/healthz", h)
	mux.Handle(cfg.path, h) // want [route-conflict @path] "/healthz"
	return mux
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	h := http.HandlerFunc(ok)
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", NewMux(h))) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:8082", NewMux(h, WithPath("/healthz"))))
}
