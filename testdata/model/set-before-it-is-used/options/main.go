// Options are functions that are applied to a server when it is made, each to the one it is handed to.
package main

import (
	"log"
	"net/http"
	"os"
)

type server struct{ addr, prefix string }

type option func(*server)

func withAddr(addr string) option { return func(s *server) { s.addr = addr } }

func withPrefix(prefix string) option { return func(s *server) { s.prefix = prefix } }

func fromEnvironment() option {
	return func(s *server) {
		if prefix := os.Getenv("PREFIX"); prefix != "" {
			s.prefix = prefix
		}
	}
}

func everywhere(s *server) { s.addr = ":18519" }

func newServer(options ...option) *server {
	s := &server{addr: "127.0.0.1:18511", prefix: "/api"}
	for _, o := range options {
		o(s)
	}
	return s
}

func newOpen(o option) *server {
	s := server{prefix: "/open"}
	o(&s)
	return &s
}

func (s *server) run() {
	m := http.NewServeMux()
	m.HandleFunc(s.prefix+"/users", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	log.Fatal(http.ListenAndServe(s.addr, m))
}

func main() {
	go newServer().run()
	go newServer(withAddr("127.0.0.1:18512"), withPrefix("/v1")).run()
	go newServer(withAddr("127.0.0.1:18599"), withAddr("127.0.0.1:18513"), fromEnvironment()).run()
	newOpen(everywhere).run()
}
