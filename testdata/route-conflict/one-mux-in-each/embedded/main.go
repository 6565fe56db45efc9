// Each service has a mux of its own inside.
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
	public := &service{addr: ":18841"}
	public.HandleFunc("/healthz", ok)
	debug := &service{addr: "127.0.0.1:18842"}
	debug.HandleFunc("/healthz", ok)
	debug.Handle("/debug/pprof/", http.DefaultServeMux)
	go func() { log.Fatal(debug.start()) }()
	log.Fatal(public.start())
}
