package main

import (
	"log"
	"net/http"
)

type Server struct{ mux *http.ServeMux }

func (s *Server) Mux() *http.ServeMux {
	if s.mux == nil {
		s.mux = http.NewServeMux()
	}
	return s.mux
}

type Service interface{ Register(mux *http.ServeMux) }

type API struct{}

func (API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok) }

type Admin struct{}

func (Admin) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok) } // want [route-conflict @lazily] "/healthz"

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	s := &Server{}
	for _, svc := range []Service{API{}, Admin{}} {
		svc.Register(s.Mux())
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", s.Mux()))
}
