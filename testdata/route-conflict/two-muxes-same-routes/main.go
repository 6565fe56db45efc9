// Clean: the same pattern on two muxes, one of them a field of a struct.
package main

import (
	"log"
	"net/http"
)

type server struct {
	public *http.ServeMux
	admin  http.ServeMux
}

func (s *server) routes() {
	s.public.HandleFunc("GET /status", http.NotFound)
	s.admin.HandleFunc("GET /status", http.NotFound)
	s.admin.HandleFunc("POST /status", http.NotFound)
	http.HandleFunc("GET /status", http.NotFound)
}

func main() {
	s := &server{public: http.NewServeMux()}
	s.routes()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:8081", s.public) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:8082", &s.admin) }()
	log.Fatal(<-failed)
}
