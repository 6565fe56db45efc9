package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type Server struct {
	addr string
	mux  *http.ServeMux
}

func (s *Server) setup() {
	s.mux = http.NewServeMux()
	s.mux.HandleFunc("GET /version", ok)
}

func main() {
	api := &Server{addr: "127.0.0.1:8080"}
	api.setup()
	api.mux.HandleFunc("GET /items/{id}", ok)
	admin := &Server{addr: "127.0.0.1:8081"}
	admin.setup()
	admin.mux.HandleFunc("GET /{x}/stats", ok)
	go func() { log.Fatal(http.ListenAndServe(api.addr, api.mux)) }()
	log.Fatal(http.ListenAndServe(admin.addr, admin.mux))
}
