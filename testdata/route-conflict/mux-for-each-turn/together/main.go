package main

import (
	"log"
	"net/http"
)

type Service interface {
	Register(mux *http.ServeMux)
}

type API struct{}

func (API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/api/", ok) }

type Admin struct{}

func (Admin) Register(mux *http.ServeMux) {
	mux.HandleFunc("/healthz", ok) // want [route-conflict @together] "/healthz"
	mux.HandleFunc("/admin/", ok)
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	mux := http.NewServeMux()
	for _, s := range []Service{API{}, Admin{}} {
		s.Register(mux)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux))
}
