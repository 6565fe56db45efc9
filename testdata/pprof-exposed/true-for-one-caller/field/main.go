package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Opts struct {
	Addr  string
	Pprof bool
}

type Server struct {
	opts Opts
	mux  *http.ServeMux
}

func New(o Opts) *Server {
	s := &Server{opts: o, mux: http.NewServeMux()}
	if o.Pprof {
		s.mux.Handle("/debug/pprof/", http.DefaultServeMux)
	}
	return s
}

func (s *Server) Run() { log.Fatal(http.ListenAndServe(s.opts.Addr, s.mux)) }

func main() {
	go New(Opts{Addr: "127.0.0.1:9911", Pprof: true}).Run()
	New(Opts{Addr: ":9910"}).Run()
}
