package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type server struct {
	addr     string
	loopback bool
}

type option func(*server)

func loopback() option { return func(s *server) { s.loopback = true } }

func newServer(addr string, options ...option) *server {
	s := &server{addr: addr}
	for _, apply := range options {
		apply(s)
	}
	return s
}

func (s *server) run() error {
	addr := ":" + s.addr
	if s.loopback {
		addr = "127.0.0.1:" + s.addr
	}
	return http.ListenAndServe(addr, nil) // want [pprof-exposed] ":7143"
}

func main() {
	go func() { log.Fatal(newServer("7142", loopback()).run()) }()
	log.Fatal(newServer("7143").run())
}
