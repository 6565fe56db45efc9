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

type addrOption string

func (a addrOption) apply(o *options) { o.addr = string(a) }

func WithAddr(addr string) Option { return addrOption(addr) }

type handlerOption struct{ h http.Handler }

func (h handlerOption) apply(o *options) { o.handler = h.h }

func WithHandler(h http.Handler) Option { return handlerOption{h} }

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
