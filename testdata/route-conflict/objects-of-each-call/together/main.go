package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type handler struct {
	mux  *http.ServeMux
	name string
}

func register(mux *http.ServeMux, name string) {
	h := &handler{mux: mux, name: name}
	h.routes()
}

func (h *handler) routes() {
	h.mux.HandleFunc("/healthz", ok) // want [route-conflict @together] "/healthz"
	h.mux.HandleFunc("/"+h.name, ok)
}

func main() {
	api, admin := http.NewServeMux(), http.NewServeMux()
	register(api, "api")
	register(api, "admin")
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", api))
}
