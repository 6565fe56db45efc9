package main

import (
	"log"
	"net/http"
)

type options struct {
	addr    string
	handler http.Handler
}

type Option interface{ apply(*options) }

type optionFunc func(*options)

func (f optionFunc) apply(o *options) { f(o) }

func WithAddr(addr string) Option { return optionFunc(func(o *options) { o.addr = addr }) }

func WithHandler(h http.Handler) Option { return optionFunc(func(o *options) { o.handler = h }) }

type Server struct{ opts options }

func New(opts ...Option) *Server {
	o := options{addr: "127.0.0.1:8080"}
	for _, opt := range opts {
		opt.apply(&o)
	}
	return &Server{opts: o}
}

func (s *Server) Run() error { return http.ListenAndServe(s.opts.addr, s.opts.handler) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	a := http.NewServeMux()
	a.HandleFunc("/", ok)
	b := http.NewServeMux()
	b.HandleFunc("/", ok)
	public := New(WithAddr("127.0.0.1:8081"), WithHandler(a))
	admin := New(WithHandler(b))
	go func() { log.Fatal(admin.Run()) }()
	log.Fatal(public.Run())
}
