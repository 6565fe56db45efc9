// What is empty gets a default: a local, a field in a method, a parameter.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type server struct{ addr, debug string }

func (s *server) defaults() {
	if s.addr == "" {
		s.addr = ":7131"
	}
	if s.debug == "" {
		s.debug = "127.0.0.1:7132"
	}
}

func listen(addr string) error {
	if addr == "" {
		addr = "127.0.0.1:7133"
	}
	return http.ListenAndServe(addr, nil)
}

func main() {
	s := &server{addr: os.Getenv("ADDR")}
	s.defaults()
	late := os.Getenv("LATE")
	if len(late) == 0 {
		late = "127.0.0.1:7134"
	}
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(s.addr, nil) }() // want [pprof-exposed] ":7131"
	go func() { failed <- http.ListenAndServe(s.debug, nil) }()
	go func() { failed <- listen("") }()
	go func() { failed <- http.ListenAndServe(late, nil) }()
	log.Fatal(<-failed)
}
