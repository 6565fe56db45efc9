package main

import (
	"log"
	"net/http"
)

type API struct{ addr string }

func (a *API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/", ok) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	for _, s := range []*API{{"127.0.0.1:8081"}, {"127.0.0.1:8082"}} {
		mux := http.NewServeMux()
		s.Register(mux)
		go func() { log.Fatal(http.ListenAndServe(s.addr, mux)) }()
	}
	select {}
}
