package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type S struct{ n int }

func (s *S) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.n++
	http.DefaultServeMux.ServeHTTP(w, r)
}

func (s *S) Run() error {
	srv := &http.Server{Addr: ":9902", Handler: s}
	return srv.ListenAndServe() // want [pprof-exposed @default] ":9902"
}

func main() { log.Fatal((&S{}).Run()) }
