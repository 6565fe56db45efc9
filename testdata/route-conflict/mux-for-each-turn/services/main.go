package main

import (
	"log"
	"net/http"
)

type Service interface {
	Addr() string
	Register(mux *http.ServeMux)
}

type API struct{}

func (API) Addr() string                { return "127.0.0.1:8081" }
func (API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/api/", ok) }

type Admin struct{}

func (Admin) Addr() string { return "127.0.0.1:8082" }
func (Admin) Register(mux *http.ServeMux) {
	mux.HandleFunc("/healthz", ok)
	mux.HandleFunc("/admin/", ok)
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	for _, s := range []Service{API{}, Admin{}} {
		mux := http.NewServeMux()
		s.Register(mux)
		go func() { log.Fatal(http.ListenAndServe(s.Addr(), mux)) }()
	}
	select {}
}
