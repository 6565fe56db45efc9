package main

import (
	"log"
	"net/http"
)

type Service interface {
	Prefix() string
	Register(mux *http.ServeMux)
}

type API struct{}

func (API) Prefix() string              { return "/api" }
func (API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok) }

type Admin struct{}

func (Admin) Prefix() string              { return "/admin" }
func (Admin) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok) }

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	root := http.NewServeMux()
	for _, svc := range []Service{API{}, Admin{}} {
		mux := http.NewServeMux()
		svc.Register(mux)
		root.Handle(svc.Prefix()+"/", http.StripPrefix(svc.Prefix(), mux))
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", root))
}
