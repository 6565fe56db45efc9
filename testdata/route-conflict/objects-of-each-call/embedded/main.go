package main

import (
	"log"
	"net/http"
)

type base struct {
	mux  *http.ServeMux
	name string
}

func (b *base) init(name string) {
	b.name = name
	b.mux = http.NewServeMux()
	b.mux.HandleFunc("GET /version", ok)
}

func (b *base) ServeHTTP(w http.ResponseWriter, r *http.Request) { b.mux.ServeHTTP(w, r) }

type API struct{ base }

func NewAPI() *API {
	a := new(API)
	a.init("api")
	a.mux.HandleFunc("GET /items/{id}", ok)
	return a
}

type Admin struct {
	base
	extra []string
}

func NewAdmin() *Admin {
	a := &Admin{}
	a.init("admin")
	a.mux.HandleFunc("GET /{x}/stats", ok)
	return a
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	servers := map[string]http.Handler{"127.0.0.1:8080": NewAPI(), "127.0.0.1:8081": NewAdmin()}
	errc := make(chan error)
	for addr, h := range servers {
		go func() { errc <- http.ListenAndServe(addr, h) }()
	}
	log.Fatal(<-errc)
}
