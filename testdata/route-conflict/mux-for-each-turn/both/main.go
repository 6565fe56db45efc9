package main

import (
	"log"
	"net/http"
)

type Service interface {
	Addr() string
	Register(mux, shared *http.ServeMux)
}

type API struct{}

func (API) Addr() string { return "127.0.0.1:8081" }
func (API) Register(mux, shared *http.ServeMux) {
	mux.HandleFunc("/healthz", ok)
	shared.HandleFunc("/status", ok)
}

type Admin struct{}

func (Admin) Addr() string { return "127.0.0.1:8082" }
func (Admin) Register(mux, shared *http.ServeMux) {
	mux.HandleFunc("/healthz", ok)
	shared.HandleFunc("/status", http.NotFound) // want [route-conflict @both] "/status"
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	shared := http.NewServeMux()
	for _, s := range []Service{API{}, Admin{}} {
		mux := http.NewServeMux()
		s.Register(mux, shared)
		go func() { log.Fatal(http.ListenAndServe(s.Addr(), mux)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8083", shared))
}
