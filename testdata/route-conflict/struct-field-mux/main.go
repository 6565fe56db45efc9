// A mux in a struct field, filled by two methods in two files.
package main

import (
	"log"
	"net/http"
)

type server struct {
	mux *http.ServeMux
}

func newServer() *server {
	s := &server{mux: http.NewServeMux()}
	s.userRoutes()
	s.itemRoutes()
	return s
}

func (s *server) userRoutes() {
	s.mux.HandleFunc("GET /users/{id}", http.NotFound)
	s.mux.HandleFunc("GET /{kind}/latest", http.NotFound) // want [route-conflict] "GET /{kind}/latest" "GET /users/{id}"
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", newServer().mux))
}
