// A server keeps its own mux; whoever gets the server registers on it, by a method of an interface. By which calls a
// registration comes there does not tell one mux from another: all are on the one that was made, and each server has its own.
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
	s.Handle("GET /ready", show)
	return s
}

func (s *server) Handle(pattern string, handler http.HandlerFunc) {
	s.mux.HandleFunc(pattern, handler) // want [route-conflict] "GET /peers/{name}"
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

type registrar interface {
	Handle(pattern string, handler http.HandlerFunc)
}

type agent struct {
	diagnostic *server
}

func (a *agent) start() {
	registerPeers(a.diagnostic)
	registerNames(a.diagnostic)
}

func registerPeers(m registrar) {
	m.Handle("GET /peers/{id}", show)
	m.Handle("GET /tables/{id}", show)
}

func registerNames(m registrar) {
	m.Handle("GET /peers/{name}", show)
	m.Handle("GET /names/{name}", show)
}

func main() {
	other := newServer()
	other.Handle("GET /tables/{name}", show)
	a := &agent{diagnostic: newServer()}
	a.start()
	go func() { log.Fatal(http.ListenAndServe("localhost:8081", other)) }()
	log.Fatal(http.ListenAndServe("localhost:8080", a.diagnostic))
}

func show(http.ResponseWriter, *http.Request) {}
