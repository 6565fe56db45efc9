package main

import (
	"log"
	"net/http"
)

type service struct {
	name, addr string
	routes     func(*http.ServeMux)
}

func api(mux *http.ServeMux)   { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/api/", ok) }
func admin(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/admin/", ok) }

func ok(http.ResponseWriter, *http.Request) {}

func newMux(s service) *http.ServeMux {
	mux := http.NewServeMux()
	s.routes(mux)
	return mux
}

func main() {
	services := []service{
		{"api", "127.0.0.1:8081", api},
		{"admin", "127.0.0.1:8082", admin},
	}
	for _, s := range services {
		srv := &http.Server{Addr: s.addr, Handler: newMux(s)}
		go func() { log.Fatal(srv.ListenAndServe()) }()
	}
	select {}
}
