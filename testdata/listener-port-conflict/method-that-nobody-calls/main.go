// Clean: the two ways exclude each other; a third, that leads to one of them, is for other programs.
package main

import (
	"flag"
	"log"
	"net/http"
)

// Server serves.
type Server struct{ acme bool }

// Serve serves one way or the other.
func (s *Server) Serve() error {
	if s.acme {
		return s.withAcme()
	}
	return s.withKey(false)
}

// ServeMutual is not called here.
func (s *Server) ServeMutual() error { return s.withKey(true) }

func (s *Server) withAcme() error {
	server := &http.Server{Addr: ":8443", Handler: http.NotFoundHandler()}
	return server.ListenAndServe()
}

func (s *Server) withKey(mutual bool) error {
	log.Print("mutual: ", mutual)
	server := &http.Server{Addr: ":8443", Handler: http.NotFoundHandler()}
	return server.ListenAndServe()
}

func main() {
	acme := flag.Bool("acme", false, "certificates from the network")
	flag.Parse()
	log.Fatal((&Server{acme: *acme}).Serve())
}
