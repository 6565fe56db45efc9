// The same in variables, whose methods are started as values.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	addr string
	http.ServeMux
}

func (s *service) start() error {
	srv := http.Server{Addr: s.addr, Handler: &s.ServeMux}
	return srv.ListenAndServe()
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := service{addr: ":18843"}
	public.HandleFunc("/healthz", ok)
	debug := service{addr: "127.0.0.1:18844"}
	debug.HandleFunc("/healthz", ok)
	debug.Handle("/debug/pprof/", http.DefaultServeMux)
	failed := make(chan error)
	for _, start := range []func() error{public.start, debug.start} {
		go func() { failed <- start() }()
	}
	log.Fatal(<-failed)
}
